package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"hearsay/corpus/store"
	"hearsay/corpus/warc"
)

func newVerify(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "verify",
		Short: "Check every record of the archive, its chain of hashes, and that each capture can be read back",
		Args:  exactly(cobra.NoArgs),
		RunE: e.inFolder(func(c *cobra.Command, f *folder, _ []string) error {
			rep, err := warc.Verify(c.Context(), f.path(archiveName))
			if err != nil {
				return err
			}
			captures := 0
			ar := archived{f.path(archiveName)}
			for cp, err := range f.store.Captures(c.Context(), "") {
				if err != nil {
					return err
				}
				captures++
				if _, err := warc.Read(ar.dir, warc.Ref{File: cp.WARC, Offset: cp.Offset, Length: cp.Length}); err != nil {
					rep.Problems = append(rep.Problems, fmt.Errorf("capture %s of %s: %w", cp.ID, or(cp.URL, cp.Manifest.File), err))
				}
			}
			_, bad, err := store.Corrections(f.dir)
			if err != nil {
				return err
			}
			rep.Problems = append(rep.Problems, bad...)
			return reportVerify(e, rep, captures)
		}),
	}
}

func reportVerify(e *env, rep warc.Report, captures int) error {
	if e.json {
		err := e.line(struct {
			Files    int      `json:"files"`
			Records  int      `json:"records"`
			Bytes    int64    `json:"bytes"`
			Sealed   int      `json:"sealed"`
			Captures int      `json:"captures"`
			Problems []string `json:"problems"`
			Notes    []string `json:"notes"`
		}{rep.Files, rep.Records, rep.Bytes, rep.Sealed, captures, texts(rep.Problems), texts(rep.Notes)})
		if err != nil {
			return err
		}
	} else {
		fmt.Fprintf(e.people(), "%s, %s, %s; %s\n", count(rep.Files, "archive file"), count(rep.Records, "record"), megabytes(rep.Bytes), count(captures, "capture"))
		for _, n := range rep.Notes {
			fmt.Fprintf(e.people(), "note: %v\n", n)
		}
	}
	for _, p := range rep.Problems {
		fmt.Fprintf(e.stderr, "problem: %v\n", p)
	}
	if n := len(rep.Problems); n > 0 {
		return fmt.Errorf("%s found", count(n, "problem"))
	}
	return nil
}

func texts(errs []error) []string {
	out := []string{}
	for _, err := range errs {
		out = append(out, err.Error())
	}
	return out
}
