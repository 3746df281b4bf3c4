package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"hearsay/crawl/robots"
)

func newRobots(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "robots AGENT URL",
		Short: "Say whether AGENT may fetch URL, and by which rule of the robots.txt on stdin",
		Args:  exactly(cobra.ExactArgs(2)),
		RunE: func(_ *cobra.Command, args []string) error {
			b, err := io.ReadAll(io.LimitReader(e.stdin, robots.MaxSize+1))
			if err != nil {
				return err
			}
			d := robots.Parse(b).Test(args[0], args[1])
			if e.json {
				return e.line(d)
			}
			verdict := "disallow"
			if d.Allowed {
				verdict = "allow"
			}
			if d.Rule == "" {
				_, err = fmt.Fprintf(e.people(), "%s\t%s\n", verdict, d.Reason)
			} else {
				_, err = fmt.Fprintf(e.people(), "%s\tline %d: %s\n", verdict, d.Line, d.Rule)
			}
			return err
		},
	}
}
