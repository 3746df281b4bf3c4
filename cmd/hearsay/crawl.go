package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"hearsay/corpus"
	"hearsay/corpus/store"
	"hearsay/crawl"
	"hearsay/extract"
)

type crawlOptions struct {
	watch, refresh bool
	pages          int
	addresses      []string
}

func newCrawl(e *env) *cobra.Command {
	var o crawlOptions
	c := &cobra.Command{
		Use:   "crawl [URL...]",
		Short: "Collect the coverage of the story; goes on where it stopped",
		Long: `crawl fetches what hearsay.yaml names and what it leads to, best first, politely: it obeys robots.txt, says who it is,
and waits between two requests to a host. Every answer is archived before it counts. Interrupt it at any time.

With addresses it fetches just these. Where robots.txt forbids one, save the page in a browser and import the file.`,
		RunE: e.inFolder(func(c *cobra.Command, f *folder, args []string) error {
			o.addresses = args
			cr := f.crawler(e, o)
			sum, err := runCrawl(c.Context(), e, f, cr)
			if err != nil {
				return err
			}
			if len(args) > 0 { // a person asked for these: one that is missing is a refusal
				e.refused += len(sum.Failures) + sum.Disallowed
			}
			if c.Context().Err() != nil {
				return nil // interrupted: what was fetched is kept, and there is no time for more
			}
			return runBuild(c.Context(), e, f, buildOptions{})
		}),
	}
	fl := c.Flags()
	fl.BoolVar(&o.watch, "watch", false, "keep going: fetch pages again as often as they change")
	fl.BoolVar(&o.refresh, "refresh", false, "fetch everything again now that may have changed")
	fl.IntVar(&o.pages, "pages", 0, "stop after so many pages (default: what hearsay.yaml says)")
	return c
}

// crawlAgent is the product token that robots.txt files know us by.
const crawlAgent = "hearsay"

// crawler returns a crawler for the story of f. Its Archive is set by runCrawl.
func (f *folder) crawler(e *env, o crawlOptions) *crawl.Crawler {
	st := f.story
	c := &crawl.Crawler{
		Dir: f.path(frontName), Sink: sink{f.store}, Judge: pageJudge{f},
		Story: crawl.Story{Threshold: st.Threshold, From: st.From, To: st.To},
		Seeds: append(st.Seeds(), f.waiting()...), Allowed: st.Allowed,
		Agent: crawlAgent, Contact: st.Contact, Version: release, Delay: st.Delay, Watch: o.watch, Refresh: o.refresh,
		Budget: crawl.Budget{
			Pages: cmp.Or(o.pages, st.Budgets.Pages), PagesPerHost: st.Budgets.PagesPerHost,
			Bytes: st.Budgets.Bytes, Depth: st.Budgets.Depth, Time: st.Budgets.Time,
		},
		Limits: crawl.Limits{Body: int(st.Budgets.PageBytes)},
		Now:    e.now, Log: e.log(),
	}
	for _, t := range st.Terms {
		c.Story.Terms = append(c.Story.Terms, crawl.Term{Text: t.Text, Weight: t.Weight})
	}
	if len(o.addresses) > 0 {
		c.Seeds, c.SeedsOnly = o.addresses, true
		c.Allowed = nil
	}
	if o.watch {
		c.Budget.Time = 0
	}
	return c
}

// waiting returns the addresses that import left for the crawl.
func (f *folder) waiting() []string {
	in, err := os.Open(filepath.Join(f.path(frontName), addressesName))
	if err != nil {
		return nil // none were left
	}
	defer in.Close()
	var out []string
	for sc := bufio.NewScanner(in); sc.Scan(); {
		if a := strings.TrimSpace(sc.Text()); a != "" {
			out = append(out, a)
		}
	}
	return out
}

// runCrawl lets c crawl into the archive of f, shows how far it is, and says at the end what came of it.
func runCrawl(ctx context.Context, e *env, f *folder, c *crawl.Crawler) (sum *crawl.Summary, err error) {
	if f.store.ReadOnly() {
		return nil, fmt.Errorf("%s: %w", f.dir, fs.ErrPermission)
	}
	w, err := f.archive(c.Now)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	c.Archive = w
	show := e.crawlProgress()
	c.Progress = show.update
	sum, err = c.Run(ctx)
	show.done()
	if sum != nil {
		err = errors.Join(err, e.printCrawl(sum))
	}
	return sum, err
}

// printCrawl says what came of a crawl. Addresses that failed are named, not counted as refused: the web is like that.
func (e *env) printCrawl(s *crawl.Summary) error {
	if e.json {
		return e.line(s)
	}
	e.sayf("crawled %s in %s: %d kept, %d not part of the story, %d unchanged, %s; %s",
		count(s.Fetched, "answer"), s.Elapsed.Round(10*time.Millisecond), s.Kept, s.Rejected, s.Same, megabytes(s.Bytes), s.Ended)
	if s.Disallowed > 0 {
		e.sayf("%s forbidden by robots.txt; a page that matters can be saved in a browser and taken in with: hearsay import FILE", count(s.Disallowed, "address"))
		for _, f := range s.Barred {
			if e.verbose || len(s.Barred) <= 5 {
				e.sayf("  %s: %s", f.URL, f.Err)
			}
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(s.Errors)) {
		e.sayf("  %d %s", s.Errors[kind], kind)
	}
	for _, f := range s.Failures {
		if e.verbose || len(s.Failures) <= 5 {
			e.sayf("  %s: %s", f.URL, f.Err)
		}
	}
	for i, c := range s.Outside {
		if i == 5 {
			break
		}
		e.sayf("cited %d times and not collected: %s", c.Count, c.Host)
	}
	return nil
}

// A sink records what the crawler captured.
type sink struct{ store *store.Store }

// Captured implements crawl.Sink.
func (s sink) Captured(ctx context.Context, c corpus.Capture) error {
	_, err := s.store.PutCapture(ctx, c)
	return err
}

// Alias implements crawl.Sink. Only an address on the same site may name another as its own.
func (s sink) Alias(ctx context.Context, url, of string) error {
	if !extract.SameSite(url, of) {
		return nil
	}
	a, err := s.store.Article(ctx, of)
	if errors.Is(err, corpus.ErrNotFound) {
		return nil // the page was not kept
	}
	if err != nil {
		return err
	}
	return s.store.Alias(ctx, url, a.ID)
}

// A pageJudge extracts a fetched page to say whether it belongs to the story; it is the crawler's Judge.
type pageJudge struct{ f *folder }

// Judge implements crawl.Judge. build decides anew from the archived page, by the same rule.
func (j pageJudge) Judge(_ context.Context, p *corpus.Page) (crawl.Verdict, error) {
	ex, err := extract.Read(p, nil)
	if err != nil {
		return crawl.Verdict{}, err
	}
	v := crawl.Verdict{TextDigest: corpus.Hash("t", ex.Text), Listing: ex.Class == "section"}
	v.Keep, v.Why = judge(j.f.story)(&corpus.Capture{URL: p.URL, Status: 200}, ex)
	if t := j.f.story.Threshold; t > 0 {
		v.Score = min(1, relevance(j.f.story, ex)/(2*t))
	}
	if v.Keep {
		for _, l := range ex.Links {
			v.Citation = append(v.Citation, l.Href)
		}
	}
	return v, nil
}
