package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"hearsay/corpus"
	"hearsay/corpus/store"
)

func newExclude(e *env) *cobra.Command {
	var why string
	var undo bool
	c := &cobra.Command{
		Use:   "exclude ARTICLE...",
		Short: "Leave articles (ids or addresses) out of the analysis; they stay in the archive",
		Args:  exactly(cobra.MinimumNArgs(1)),
		RunE: e.inFolder(func(c *cobra.Command, f *folder, args []string) error {
			op := "exclude"
			if undo {
				op = "include"
			}
			err := e.eachArticle(c.Context(), f, args, func(a *corpus.Article) error {
				err := store.AppendCorrection(f.dir, corpus.CorrectionEntry{Time: e.now().UTC(), Who: e.user(), Why: why, Op: op, Article: a.ID})
				if err == nil {
					e.sayf("%sd %s %s", op, a.ID, a.Title)
				}
				return err
			})
			if err != nil {
				return err
			}
			return runBuild(c.Context(), e, f, buildOptions{})
		}),
	}
	c.Flags().StringVar(&why, "why", "", "the reason, kept with the decision")
	c.Flags().BoolVar(&undo, "undo", false, "take excluded articles in again")
	return c
}

// eachArticle calls do for each article that names (ids or addresses) lead to. One that leads to none is refused; it is
// an error when none does.
func (e *env) eachArticle(ctx context.Context, f *folder, names []string, do func(*corpus.Article) error) error {
	found := 0
	for _, name := range names {
		a, err := f.store.Article(ctx, name)
		if errors.Is(err, corpus.ErrNotFound) {
			e.refuse(err)
			continue
		}
		if err != nil {
			return err
		}
		found++
		if err := do(&a); err != nil {
			return fmt.Errorf("article %s: %w", a.ID, err)
		}
	}
	if found == 0 {
		return errors.New("no such article")
	}
	return nil
}

// user names who makes a correction.
func (e *env) user() string {
	for _, k := range []string{"HEARSAY_USER", "USER", "LOGNAME"} {
		if v := e.getenv(k); v != "" {
			return v
		}
	}
	return "unknown"
}
