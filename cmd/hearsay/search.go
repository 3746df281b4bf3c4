package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"strings"

	"github.com/spf13/cobra"

	"hearsay/corpus"
	"hearsay/index"
	"hearsay/index/query"
	"hearsay/search"
)

func newSearch(e *env) *cobra.Command {
	var o search.Options
	c := &cobra.Command{
		Use:   "search QUERY",
		Short: "Search the coverage; shows each hit's sentences with the words marked",
		Long: `Words must all be there. "exact phrase", "a b"~10 (near each other), OR, NOT or -, parentheses, word*.
Fields: outlet: title: byline: lang: date:2026-02..2026-03 speaker: quote:"..." source: figure:>=1000TB figure:38M..40M USD
claim:ID. [speaker:smith figure:>=1TB] asks for both in one mention.`,
		Example: `  hearsay search '"mass surveillance" outlet:courier'
  hearsay search 'figure:>=1000TB date:2026-02'`,
		Args: exactly(cobra.MinimumNArgs(1)),
		RunE: e.inFolder(func(c *cobra.Command, f *folder, args []string) error {
			return runSearch(c.Context(), e, f, strings.Join(args, " "), o)
		}),
	}
	fl := c.Flags()
	fl.IntVar(&o.Limit, "limit", 0, "hits on a page (default 20)")
	fl.StringVar(&o.Next, "next", "", "go on after the page that printed this token")
	fl.StringVar(&o.Order, "order", "", "relevance, newest or oldest")
	fl.BoolVar(&o.Unfolded, "unfolded", false, "show copies as hits of their own")
	return c
}

func runSearch(ctx context.Context, e *env, f *folder, q string, o search.Options) error {
	if o.Order == "relevance" {
		o.Order = index.ByRelevance
	}
	res, err := f.search(ctx, q, o)
	if err != nil {
		return explainQuery(err)
	}
	if e.json {
		return e.line(res)
	}
	return printHits(e.people(), res)
}

// An asker answers queries: the process that owns the index, or a searcher of our own.
type asker interface {
	Search(ctx context.Context, q string, o search.Options) (*search.Result, error)
	Claims(ctx context.Context, q string, o search.Options) (*search.Claims, error)
}

// ask lets do ask the process that owns the index, or, when there is none, opens the index for it.
func (f *folder) ask(ctx context.Context, do func(asker) error) error {
	err := do(search.NewClient(f.path(socketName)))
	if !errors.Is(err, search.ErrNoServer) {
		return err
	}
	f.asking.Lock()
	defer f.asking.Unlock()
	ix, err := index.Open(f.path(indexName))
	if err != nil {
		return err
	}
	defer ix.Close()
	_, err = (&index.Syncer{Index: ix, Source: f.store}).Sync(ctx)
	if err != nil && !errors.Is(err, index.ErrReadOnly) { // an index that cannot be written to can still be asked
		return err
	}
	return do(&search.Searcher{Index: ix, Texts: f.store})
}

// search finds articles.
func (f *folder) search(ctx context.Context, q string, o search.Options) (res *search.Result, err error) {
	err = f.ask(ctx, func(a asker) (err error) {
		res, err = a.Search(ctx, q, o)
		return err
	})
	return res, err
}

// claimsFor yields the claims that meet a query, best first.
func (f *folder) claimsFor(ctx context.Context, q string) iter.Seq2[corpus.Claim, error] {
	return func(yield func(corpus.Claim, error) bool) {
		err := f.ask(ctx, func(a asker) error {
			o := search.Options{Limit: search.MaxLimit}
			for {
				found, err := a.Claims(ctx, q, o)
				if err != nil {
					return err
				}
				for _, id := range found.IDs {
					c, err := f.store.Claim(ctx, string(id))
					if errors.Is(err, corpus.ErrNotFound) {
						continue // the index lags behind
					}
					if err != nil || !yield(c, nil) {
						return err
					}
				}
				if o.Next = found.Next; o.Next == "" {
					return nil
				}
			}
		})
		if err != nil {
			yield(corpus.Claim{}, err)
		}
	}
}

// explainQuery adds to an error in a query the place it is about.
func explainQuery(err error) error {
	var bad *query.Error
	if errors.As(err, &bad) {
		return fmt.Errorf("%w\n%s", err, bad.Caret())
	}
	return err
}

func printHits(w io.Writer, res *search.Result) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s for %s (%.0f ms)\n", count(res.Total, "article"), res.Query, res.TookMS)
	for _, h := range res.Hits {
		fmt.Fprintf(&b, "\n%s\n  %s", or(h.Title, string(h.Article)), or(h.Outlet, or(h.File, "unknown outlet")))
		for _, s := range []string{h.Published, h.URL, string(h.Article)} {
			if s != "" {
				fmt.Fprintf(&b, " · %s", s)
			}
		}
		if h.Copies > 0 {
			fmt.Fprintf(&b, " · and %s", count(h.Copies, "copy"))
		}
		b.WriteString("\n")
		for _, s := range h.Sentences {
			fmt.Fprintf(&b, "    %s\n", marked(s))
		}
	}
	if res.Next != "" {
		fmt.Fprintf(&b, "\nmore: --next %s\n", res.Next)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// marked returns a sentence on one line with its matches in brackets.
func marked(s search.Sentence) string {
	var b strings.Builder
	at := s.Start
	for _, m := range s.Matches {
		if m[0] < at || m[1] > s.End {
			continue // reaches into a neighbour
		}
		b.WriteString(s.Text[at-s.Start:m[0]-s.Start] + "[" + s.Text[m[0]-s.Start:m[1]-s.Start] + "]")
		at = m[1]
	}
	b.WriteString(s.Text[at-s.Start:])
	return strings.Join(strings.Fields(b.String()), " ")
}
