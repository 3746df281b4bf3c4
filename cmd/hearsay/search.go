package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

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
	var bad *query.Error
	if errors.As(err, &bad) {
		return fmt.Errorf("%w\n%s", err, bad.Caret())
	}
	if err != nil {
		return err
	}
	if e.json {
		return e.line(res)
	}
	return printHits(e.people(), res)
}

// search asks the process that owns the index, and opens the index itself when there is none.
func (f *folder) search(ctx context.Context, q string, o search.Options) (*search.Result, error) {
	res, err := search.NewClient(f.path(socketName)).Search(ctx, q, o)
	if !errors.Is(err, search.ErrNoServer) {
		return res, err
	}
	ix, err := index.Open(f.path(indexName))
	if err != nil {
		return nil, err
	}
	defer ix.Close()
	_, err = (&index.Syncer{Index: ix, Source: f.store}).Sync(ctx)
	if err != nil && !errors.Is(err, index.ErrReadOnly) { // an index that cannot be written to can still be asked
		return nil, err
	}
	return (&search.Searcher{Index: ix, Texts: f.store}).Search(ctx, q, o)
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
