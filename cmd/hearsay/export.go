package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"hearsay/corpus"
	"hearsay/corpus/export"
	"hearsay/corpus/store"
	"hearsay/corpus/warc"
	"hearsay/search"
)

type exportOptions struct {
	table, query, out string
	bom               bool
}

var formats = []string{"csv", "jsonl", "gexf", "wacz"}

func newExport(e *env) *cobra.Command {
	o := exportOptions{table: "claims"}
	c := &cobra.Command{
		Use:   "export FORMAT",
		Short: "Write a table (csv, jsonl), the lineage (gexf) or the archive (wacz); complete, and says how many rows",
		Long:  "Formats: csv, jsonl, gexf (the graph of sources and articles), wacz (the archive, for a viewer of web archives). Tables:\n  " + strings.Join(export.Describe(), "\n  "),
		Args:  exactly(cobra.ExactArgs(1)),
		RunE: e.inFolder(func(c *cobra.Command, f *folder, args []string) error {
			if !slices.Contains(formats, args[0]) {
				return usagef(c, "format %q: there are %s", args[0], strings.Join(formats, ", "))
			}
			if !slices.Contains(export.Tables(), o.table) {
				return usagef(c, "table %q: there are %s", o.table, strings.Join(export.Tables(), ", "))
			}
			return runExport(c.Context(), e, f, args[0], o)
		}),
	}
	fl := c.Flags()
	fl.StringVar(&o.table, "table", o.table, "what to write: "+strings.Join(export.Tables(), ", "))
	fl.StringVar(&o.query, "query", "", "only what is in the articles that meet this query (as for search)")
	fl.StringVarP(&o.out, "output", "o", "", "file to write (default: standard output)")
	fl.BoolVar(&o.bom, "bom", false, "csv: begin with a byte order mark, which some spreadsheets need")
	return c
}

func runExport(ctx context.Context, e *env, f *folder, format string, o exportOptions) (err error) {
	src, err := f.exportSource(ctx, o.query)
	if err != nil {
		return err
	}
	w := e.stdout
	if o.out != "" {
		file, err := os.Create(o.out)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, file.Close()) }()
		w = file
	}
	var n int
	if format == "wacz" {
		n, err = f.writeWACZ(ctx, w, e.now())
	} else {
		n, err = writeExport(src, w, format, o)
	}
	if err != nil {
		return err
	}
	fmt.Fprintf(e.stderr, "%s\n", count(n, "row"))
	return nil
}

func writeExport(src export.Source, w io.Writer, format string, o exportOptions) (int, error) {
	switch format {
	case "csv":
		return src.CSV(w, o.table, o.bom)
	case "jsonl":
		return src.JSONLines(w, o.table)
	}
	return src.GEXF(w)
}

// writeWACZ writes the archive as one package and returns how many pages it lists.
func (f *folder) writeWACZ(ctx context.Context, w io.Writer, now time.Time) (int, error) {
	var failed error
	pages := func(yield func(warc.PackagePage) bool) {
		for a, err := range f.store.Articles(ctx) {
			if err != nil {
				failed = err
				return
			}
			for c, err := range f.store.Captures(ctx, a.ID) {
				if err != nil {
					failed = err
					return
				}
				if c.URL != "" && !yield(warc.PackagePage{URL: c.URL, Time: c.Time, Title: a.Title}) {
					return
				}
			}
		}
	}
	n, err := warc.WriteWACZ(w, f.path(archiveName), warc.Package{Title: f.story.Name, Software: "hearsay/" + release, Created: now, Pages: pages})
	return n, errors.Join(err, failed)
}

// exportSource gives all records, or, with a query, those of the articles that meet it and the claims they state.
func (f *folder) exportSource(ctx context.Context, q string) (export.Source, error) {
	held, err := f.store.Held(ctx)
	if err != nil {
		return export.Source{}, err
	}
	src := export.Source{
		Articles: f.store.Articles(ctx), Claims: f.store.Claims(ctx, store.BySpread), Mentions: f.store.AllMentions(ctx),
		ClaimOf: func(m corpus.MentionID) (corpus.ClaimID, bool) { id, ok := held[m]; return id, ok },
	}
	if q == "" {
		return src, nil
	}
	in, err := f.matching(ctx, q)
	if err != nil {
		return src, err
	}
	src.Articles = only(src.Articles, func(a *corpus.Article) bool { return in[a.ID] })
	src.Mentions = only(src.Mentions, func(m *corpus.Mention) bool { return in[m.Article] })
	src.Claims = only(src.Claims, func(c *corpus.Claim) bool {
		return slices.ContainsFunc(c.Mentions, func(m corpus.Mention) bool { return in[m.Article] })
	})
	return src, nil
}

// matching returns every article that meets q, copies too.
func (f *folder) matching(ctx context.Context, q string) (map[corpus.ArticleID]bool, error) {
	in := map[corpus.ArticleID]bool{}
	o := search.Options{Limit: search.MaxLimit, Facets: -1, Sentences: 1, Unfolded: true}
	for {
		res, err := f.search(ctx, q, o)
		if err != nil {
			return nil, err
		}
		for _, h := range res.Hits {
			in[h.Article] = true
		}
		if o.Next = res.Next; o.Next == "" {
			return in, nil
		}
	}
}

// only yields what keep wants of seq.
func only[T any](seq iter.Seq2[T, error], keep func(*T) bool) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for v, err := range seq {
			if err != nil || keep(&v) {
				if !yield(v, err) {
					return
				}
			}
		}
	}
}
