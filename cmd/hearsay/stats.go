package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"hearsay/corpus/store"
	"hearsay/crawl/frontier"
)

// folderStats is what stats prints.
type folderStats struct {
	Story string `json:"story"`
	store.Counts
	ArchiveBytes  int64       `json:"archive_bytes"`
	DatabaseBytes int64       `json:"database_bytes"`
	IndexBytes    int64       `json:"index_bytes"`
	RejectedList  []rejection `json:"rejected_list,omitempty"`
}

// A rejection is an address or a file that was looked at and not taken in.
type rejection struct {
	Name string `json:"name"`
	Why  string `json:"why"`
}

func newStats(e *env) *cobra.Command {
	var rejected bool
	c := &cobra.Command{
		Use:   "stats",
		Short: "Say how much the corpus holds",
		Args:  exactly(cobra.NoArgs),
		RunE: e.inFolder(func(c *cobra.Command, f *folder, _ []string) error {
			s := folderStats{Story: f.story.Name}
			var err error
			if s.Counts, err = f.store.Counts(c.Context()); err != nil {
				return err
			}
			s.ArchiveBytes = size(f.path(archiveName))
			s.DatabaseBytes = size(f.path(store.FileName))
			s.IndexBytes = size(f.path(indexName))
			if rejected {
				if s.RejectedList, err = f.rejected(c.Context()); err != nil {
					return err
				}
			}
			if e.json {
				return e.line(s)
			}
			return s.print(e)
		}),
	}
	c.Flags().BoolVar(&rejected, "rejected", false, "list the pages that were not taken in, and why")
	return c
}

// rejected lists what the crawl turned away and what build did not take in.
func (f *folder) rejected(ctx context.Context) ([]rejection, error) {
	var out []rejection
	for r, err := range f.store.Rejected(ctx) {
		if err != nil {
			return nil, err
		}
		out = append(out, rejection{or(r.Capture.URL, r.Capture.Manifest.File), r.Why})
	}
	if _, err := os.Stat(f.path(frontName)); err != nil {
		return out, nil // nothing was crawled
	}
	known, err := frontier.List(f.path(frontName), crawlAgent)
	for _, k := range known {
		if k.State == frontier.Rejected.String() || k.State == frontier.Disallowed.String() {
			out = append(out, rejection{k.URL, or(k.Why, k.State)})
		}
	}
	return out, err
}

func (s *folderStats) print(e *env) error {
	w := tabwriter.NewWriter(e.people(), 0, 0, 2, ' ', tabwriter.AlignRight)
	for _, r := range []struct {
		n    any
		what string
	}{
		{s.Articles, "articles"},
		{s.Outlets, "outlets"},
		{s.Versions, "versions of articles"},
		{s.Excluded, "articles excluded"},
		{s.Captures, "captures"},
		{s.Rejected, "captures not taken in"},
		{s.Mentions, "mentions"},
		{s.Claims, "claims"},
		{megabytes(s.ArchiveBytes), "archive"},
		{megabytes(s.DatabaseBytes), "database"},
		{megabytes(s.IndexBytes), "index"},
	} {
		fmt.Fprintf(w, "%v\t%s\n", r.n, "  "+r.what)
	}
	if err := w.Flush(); err != nil {
		return err
	}
	for _, r := range s.RejectedList {
		fmt.Fprintf(e.people(), "%s\t%s\n", r.Name, r.Why)
	}
	return nil
}

func megabytes(n int64) string {
	if n < 1e6 {
		return fmt.Sprintf("%d kB", (n+999)/1000)
	}
	return strings.TrimSuffix(fmt.Sprintf("%.1f", float64(n)/1e6), ".0") + " MB"
}

// size returns how many bytes the files at and below path have; 0 for what is not there.
func size(path string) (n int64) {
	_ = filepath.WalkDir(path, func(_ string, d fs.DirEntry, err error) error { // the callback returns no error
		if err != nil || d.IsDir() {
			return nil
		}
		if info, err := d.Info(); err == nil {
			n += info.Size()
		}
		return nil
	})
	return n
}
