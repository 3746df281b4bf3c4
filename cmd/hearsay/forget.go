package main

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"hearsay/corpus"
	"hearsay/corpus/store"
	"hearsay/corpus/warc"
)

func newForget(e *env) *cobra.Command {
	var why string
	c := &cobra.Command{
		Use:   "forget ARTICLE...",
		Short: "Remove articles for good, their bytes in the archive included; a tombstone stays",
		Args:  exactly(cobra.MinimumNArgs(1)),
		RunE: e.inFolder(func(c *cobra.Command, f *folder, args []string) error {
			err := e.eachArticle(c.Context(), f, args, func(a *corpus.Article) error {
				e.sayf("forgetting %s", a.ID)
				return forget(c.Context(), e, f, a.ID, why)
			})
			if err != nil {
				return err
			}
			return runBuild(c.Context(), e, f, buildOptions{})
		}),
	}
	c.Flags().StringVar(&why, "why", "", "the reason, kept with the tombstone; do not name in it what is to be forgotten")
	return c
}

// forget overwrites the archived records of article a, then removes it from the database. The decision is written down
// first, so that a forget that was interrupted is known and can be said again.
func forget(ctx context.Context, e *env, f *folder, a corpus.ArticleID, why string) error {
	err := store.AppendCorrection(f.dir, corpus.CorrectionEntry{Time: e.now().UTC(), Who: e.user(), Why: why, Op: "forget", Article: a})
	if err != nil {
		return err
	}
	done := map[warc.Ref]bool{} // captures that brought nothing new share a record
	for c, err := range f.store.Captures(ctx, a) {
		if err != nil {
			return err
		}
		ref := warc.Ref{File: c.WARC, Offset: c.Offset, Length: c.Length}
		if done[ref] {
			continue
		}
		done[ref] = true
		group, err := groupAt(f.path(archiveName), ref)
		if err != nil {
			return err
		}
		for _, r := range group {
			if err := warc.Forget(f.path(archiveName), r, why, e.now()); err != nil {
				return err
			}
		}
	}
	return f.store.Forget(ctx, a)
}

// groupAt returns where the record at ref and those lie that were written with it: request, metadata.
func groupAt(dir string, ref warc.Ref) ([]warc.Ref, error) {
	first, err := warc.Read(dir, ref)
	if err != nil {
		return nil, err
	}
	group := []warc.Ref{ref}
	for at := ref; at.Length > 0; {
		at = warc.Ref{File: ref.File, Offset: at.Offset + at.Length}
		r, err := warc.Read(dir, at)
		if err != nil || !slices.Contains(r.Concurrent, first.ID) {
			break // the end of the file, or another fetch
		}
		at = r.Ref
		at.File = ref.File
		group = append(group, at)
	}
	return group, nil
}
