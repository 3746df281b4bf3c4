package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"hearsay/corpus"
	"hearsay/corpus/sample"
	"hearsay/corpus/store"
)

type demoOptions struct {
	once  bool
	story string
	dir   string
	addr  string
}

func newDemo(e *env) *cobra.Command {
	o := demoOptions{story: "ice-cloud", addr: "127.0.0.1:8080"}
	c := &cobra.Command{
		Use:   "demo",
		Short: "Do it all on embedded sample coverage: crawl, extract, trace, and show the pages",
		Long: `demo starts a fictional press of ten outlets on this machine, crawls it with the real crawler (twice: articles are
edited in between), extracts, traces and indexes what it found, prints the claims that changed most, and shows the
pages until it is interrupted. It needs no network.`,
		Args: exactly(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error {
			if !slices.Contains(sample.Stories(), o.story) {
				return usagef(c, "--story %s: there are %s", o.story, strings.Join(sample.Stories(), ", "))
			}
			return runDemo(c.Context(), e, o)
		},
	}
	fl := c.Flags()
	fl.BoolVar(&o.once, "once", false, "end after the table")
	fl.StringVar(&o.story, "story", o.story, "which story of the sample press: "+strings.Join(sample.Stories(), ", "))
	fl.StringVar(&o.dir, "dir", "", "corpus folder to make (default: a temporary one, removed at the end)")
	fl.StringVar(&o.addr, "addr", o.addr, "address of the pages; the next free port is taken if it is in use")
	return c
}

func runDemo(ctx context.Context, e *env, o demoOptions) (err error) {
	if o.dir == "" {
		if o.dir, err = os.MkdirTemp("", "hearsay-demo-"); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, os.RemoveAll(o.dir)) }()
	}
	text, err := sample.StoryFile(o.story)
	if err != nil {
		return err
	}
	if err := initFolder(o.dir, text); err != nil {
		return err
	}
	f, err := openFolder(ctx, o.dir)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := collectSample(ctx, e, f); err != nil {
		return err
	}
	if err := runBuild(ctx, e, f, buildOptions{}); err != nil {
		return err
	}
	if err := printDemo(ctx, e, f); err != nil || o.once {
		return err
	}
	return serveDemo(ctx, e, f, o.addr)
}

// collectSample crawls the sample press at the two moments between which it edits articles.
func collectSample(ctx context.Context, e *env, f *folder) error {
	press, err := sample.Start(ctx)
	if err != nil {
		return err
	}
	defer press.Close()
	for i, at := range []time.Time{sample.FirstVisit, sample.LastVisit} {
		press.SetClock(at)
		c := f.crawler(e, crawlOptions{refresh: i > 0})
		c.Dial, c.Private, c.Now = press.Dial, []string{"*"}, press.Now
		if _, err := runCrawl(ctx, e, f, c); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// printDemo prints the claims that changed most.
func printDemo(ctx context.Context, e *env, f *folder) error {
	const rows = 8
	var cs []corpus.Claim
	for c, err := range f.store.Claims(ctx, store.ByDrift) {
		if err != nil {
			return err
		}
		if c.Articles < 2 || len(cs) == rows {
			break
		}
		cs = append(cs, c)
	}
	if e.json {
		for i := range cs {
			if err := e.line(cs[i]); err != nil {
				return err
			}
		}
		return nil
	}
	fmt.Fprintf(e.people(), "\n%s: the claims that changed most (fictional sample coverage)\n\n", f.story.Name)
	for _, c := range cs {
		if err := printChange(e.people(), &c); err != nil {
			return err
		}
	}
	return nil
}

// printChange prints a claim with its most telling mutation, both sides.
func printChange(w io.Writer, c *corpus.Claim) error {
	fmt.Fprintf(w, "%s  %s, %s, sources: %s\n", clip(c.Statement, 100), count(c.Outlets, "outlet"), count(len(c.Variants), "wording"), c.Sources)
	where := map[corpus.MentionID]*corpus.Mention{}
	for i := range c.Mentions {
		where[c.Mentions[i].ID] = &c.Mentions[i]
	}
	best, ok := telling(c)
	if ok {
		for _, side := range []corpus.Place{best.From, best.To} {
			m := where[side.Mention]
			if m == nil {
				continue
			}
			fmt.Fprintf(w, "    %-26s %s\n", clip(m.Outlet, 26), clip(m.Text, 110))
		}
		fmt.Fprintf(w, "    %-26s %s\n", "→ "+best.Type, c.ID)
	}
	_, err := fmt.Fprintln(w)
	return err
}

// telling returns the first mutation of the variant that drifted most.
func telling(c *corpus.Claim) (best corpus.Mutation, ok bool) {
	score := -1.0
	for _, v := range c.Variants {
		if len(v.Mutations) > 0 && v.Drift.Score > score {
			best, ok, score = v.Mutations[0], true, v.Drift.Score
		}
	}
	return best, ok
}

// serveDemo shows the pages, on another port if the usual one is taken.
func serveDemo(ctx context.Context, e *env, f *folder, addr string) error {
	ready := func(url string) { fmt.Fprintf(e.stdout, "The pages: %s (interrupt to stop)\n", url) }
	err := runServe(ctx, e, f, addr, ready)
	if err != nil && strings.Contains(err.Error(), "address already in use") {
		host, _, _ := strings.Cut(addr, ":")
		return runServe(ctx, e, f, host+":0", ready)
	}
	return err
}
