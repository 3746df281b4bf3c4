package main

import (
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
		RunE: func(c *cobra.Command, args []string) error {
			f, err := e.open(c.Context())
			if err != nil {
				return err
			}
			defer f.Close()
			op := "exclude"
			if undo {
				op = "include"
			}
			for _, name := range args {
				a, err := f.store.Article(c.Context(), name)
				if err != nil {
					e.refuse(err)
					continue
				}
				err = store.AppendCorrection(f.dir, corpus.CorrectionEntry{Time: e.now().UTC(), Who: e.user(), Why: why, Op: op, Article: a.ID})
				if err != nil {
					return err
				}
				e.sayf("%sd %s %s", op, a.ID, a.Title)
			}
			if e.refused == len(args) {
				return fmt.Errorf("no such article")
			}
			return runBuild(c.Context(), e, f, buildOptions{})
		},
	}
	c.Flags().StringVar(&why, "why", "", "the reason, kept with the decision")
	c.Flags().BoolVar(&undo, "undo", false, "take excluded articles in again")
	return c
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
