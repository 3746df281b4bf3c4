package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"hearsay/corpus"
	"hearsay/corpus/store"
	"hearsay/corpus/warc"
	"hearsay/extract"
)

type buildOptions struct {
	fromArchive bool
}

func newBuild(e *env) *cobra.Command {
	var o buildOptions
	c := &cobra.Command{
		Use:   "build",
		Short: "Extract, trace and index whatever is stale",
		Args:  exactly(cobra.NoArgs),
		RunE: e.inFolder(func(c *cobra.Command, f *folder, _ []string) error {
			return runBuild(c.Context(), e, f, o)
		}),
	}
	c.Flags().BoolVar(&o.fromArchive, "from-archive", false, "first read the captures from the archive again")
	return c
}

// runBuild brings everything that is derived up to date. Each step stores its own progress, so an interrupted build
// can be run again and repeats little.
func runBuild(ctx context.Context, e *env, f *folder, o buildOptions) error {
	if err := recoverIfNeeded(ctx, e, f, o); err != nil {
		return err
	}
	if err := extractStale(ctx, e, f); err != nil {
		return err
	}
	es, err := replay(ctx, e, f)
	if err != nil {
		return err
	}
	if err := trace(ctx, e, f, es); err != nil {
		return err
	}
	return syncIndex(ctx, e, f)
}

// recoverIfNeeded reads the captures from the archive when it was asked for or the database is empty.
func recoverIfNeeded(ctx context.Context, e *env, f *folder, o buildOptions) error {
	n, err := f.store.Counts(ctx)
	if err != nil || n.Captures > 0 && !o.fromArchive {
		return err
	}
	files, err := warc.Files(f.path(archiveName))
	if err != nil || len(files) == 0 {
		return err
	}
	if err := os.RemoveAll(f.path(indexName)); err != nil { // it follows a journal that is gone
		return err
	}
	got, err := recoverCaptures(ctx, e, f)
	if got > 0 {
		e.sayf("read %s from the archive", count(got, "capture"))
	}
	return err
}

// extractStale extracts every capture that this program has not extracted yet. Merging two addresses of one article, or
// learning what the pages of a site have in common, makes captures stale once more, hence the rounds.
func extractStale(ctx context.Context, e *env, f *folder) error {
	x := extract.Extractor{Log: e.log(), Judge: naming(e, judge(f.story)), Profile: profiles(ctx, f), Outlet: func(host string) string {
		if o := f.story.OutletOf(host); o != nil {
			return o.Name
		}
		return ""
	}}
	var sum extract.Stats
	start := e.now()
	for range 4 {
		n, err := f.store.CountStale(ctx, extract.Rev())
		if err != nil {
			return err
		}
		if n == 0 {
			break
		}
		bar := e.progress("extracting", n)
		x.Done = bar.set
		s, err := x.Sync(ctx, archived{f.path(archiveName)}, f.store)
		bar.done()
		if err != nil {
			return err
		}
		sum.Extracted += s.Extracted
		sum.Left += s.Left
		sum.Refused += s.Refused
		e.refused += s.Refused // the extractor has named them
		if err := learnProfiles(ctx, f); err != nil {
			return err
		}
	}
	if sum != (extract.Stats{}) {
		e.sayf("extracted %s in %s: %d not part of the story, %d could not be read",
			count(sum.Extracted+sum.Refused, "capture"), e.now().Sub(start).Round(10*time.Millisecond), sum.Left, sum.Refused)
	}
	return nil
}

// replay applies what corrections say of articles and returns them all; those of claims are the trace's business.
func replay(ctx context.Context, e *env, f *folder) ([]corpus.CorrectionEntry, error) {
	es, bad, err := store.Corrections(f.dir)
	if err != nil {
		return nil, err
	}
	for _, err := range bad {
		e.refuse(err)
	}
	for a, fix := range store.FixesOf(es) {
		if err := f.store.Fix(ctx, a, fix); err != nil {
			e.refuse(fmt.Errorf("correction of article %s: %w", a, err))
		}
	}
	return es, nil
}
