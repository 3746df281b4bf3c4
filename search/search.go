// Package search runs a query and shows what it finds: ranked articles, each with the sentences that meet the query
// in the store's own text, facets, and a token for the next page. Ranking is explained in package index.
//
// One process owns the index. Whoever has it open offers it to the others by [Serve] on a socket in the corpus folder,
// and they ask it with a [Client]; [Searcher] and Client answer alike.
package search

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"

	"hearsay/corpus"
	"hearsay/index"
	"hearsay/index/query"
)

// Texts are the records behind the index: the part of *store.Store that Run needs. What is not there is an error that
// wraps corpus.ErrNotFound.
type Texts interface {
	Article(ctx context.Context, id string) (corpus.Article, error)
	Text(ctx context.Context, id corpus.VersionID) (text string, blocks []corpus.Block, err error)
	Mention(ctx context.Context, id corpus.MentionID) (corpus.Mention, error)
	Claim(ctx context.Context, id string) (corpus.Claim, error)
}

// Options say which part of the answer is wanted, and in which order. The zero value is what the search command does.
type Options struct {
	Limit     int    `json:"limit,omitempty"`     // hits on a page; 0 means 20
	Next      string `json:"next,omitempty"`      // the token of the page before
	Order     string `json:"order,omitempty"`     // index.ByRelevance, ByNewest or ByOldest
	Facets    int    `json:"facets,omitempty"`    // values of each facet; 0 means 50, below 0 none
	Sentences int    `json:"sentences,omitempty"` // sentences of each hit; 0 means 3
	Unfolded  bool   `json:"unfolded,omitempty"`  // show copies as hits of their own
}

// MaxLimit is the largest page.
const MaxLimit = 1000

// A Result is a page of hits, as search --json prints it.
type Result struct {
	Query  string                   `json:"query"` // as it was understood
	Total  int                      `json:"total"` // hits on all pages, copies counted once
	TookMS float64                  `json:"took_ms"`
	Facets map[string][]index.Count `json:"facets"` // outlet, day, and kind of mention; of all articles, copies counted each
	Hits   []Hit                    `json:"hits"`
	Next   string                   `json:"next"`
}

// A Hit is an article that meets the query.
type Hit struct {
	Article   corpus.ArticleID `json:"article"`
	URL       string           `json:"url"`
	File      string           `json:"file,omitempty"`
	Outlet    string           `json:"outlet"`
	Title     string           `json:"title"`
	Published string           `json:"published"` // as the outlet printed it
	Score     float64          `json:"score"`
	Copies    int              `json:"copies"`  // near-identical articles that meet the query too and are not shown
	Version   corpus.VersionID `json:"version"` // whose text the offsets below are in
	Sentences []Sentence       `json:"sentences"`
}

// A Claims is the answer to a query for claims.
type Claims struct {
	Query string           `json:"query"`
	Total int              `json:"total"`
	IDs   []corpus.ClaimID `json:"ids"` // best first
	Next  string           `json:"next"`
}

// A Searcher answers queries from an index and the records behind it.
type Searcher struct {
	Index index.Index
	Texts Texts
}

// Search finds articles. An error of the query itself is a *query.Error.
func (s *Searcher) Search(ctx context.Context, q string, o Options) (*Result, error) {
	n, err := query.Parse(q)
	if err != nil {
		return nil, err
	}
	return Run(ctx, s.Index, s.Texts, n, o)
}

// Claims finds claims: those whose statement, wordings, outlets, dates and mentions meet the query.
func (s *Searcher) Claims(ctx context.Context, q string, o Options) (*Claims, error) {
	n, err := query.Parse(q)
	if err != nil {
		return nil, err
	}
	r, err := request(ctx, s.Texts, n, &o)
	if err != nil {
		return nil, err
	}
	r.Kind, r.Fold, r.Facets = index.Claims, false, 0
	got, err := s.Index.Search(ctx, r)
	if err != nil {
		return nil, err
	}
	out := &Claims{Query: query.String(n), Total: got.Total, IDs: []corpus.ClaimID{}, Next: next(n, &o, r, got)}
	for _, h := range got.Hits {
		out.IDs = append(out.IDs, corpus.ClaimID(h.ID))
	}
	return out, nil
}

// Run finds the articles that meet n. A hit whose records are gone by now, because the index lags behind, is left out of
// its page.
func Run(ctx context.Context, ix index.Index, texts Texts, n query.Node, o Options) (*Result, error) {
	start := time.Now()
	r, err := request(ctx, texts, n, &o)
	if err != nil {
		return nil, err
	}
	got, err := ix.Search(ctx, r)
	if err != nil {
		return nil, err
	}
	res := &Result{Query: query.String(n), Total: got.Total, Facets: got.Facets, Next: next(n, &o, r, got)}
	if res.Facets == nil {
		res.Facets = map[string][]index.Count{}
	}
	if res.Hits, err = hits(ctx, texts, got.Hits, o.Sentences); err != nil {
		return nil, err
	}
	res.TookMS = float64(time.Since(start).Microseconds()) / 1000
	return res, nil
}

// request fills in the defaults of o and makes the request to the index.
func request(ctx context.Context, texts Texts, n query.Node, o *Options) (*index.Request, error) {
	if o.Limit <= 0 {
		o.Limit = 20
	}
	o.Limit = min(o.Limit, MaxLimit)
	if o.Facets == 0 {
		o.Facets = 50
	}
	if o.Sentences <= 0 {
		o.Sentences = 3
	}
	switch o.Order {
	case index.ByRelevance, index.ByNewest, index.ByOldest:
	default:
		return nil, fmt.Errorf("order %q: it is %q or %q, or empty for the best first", o.Order, index.ByNewest, index.ByOldest)
	}
	offset, err := o.offset(n)
	if err != nil {
		return nil, err
	}
	claim := func(id corpus.ClaimID) ([]corpus.MentionID, error) {
		c, err := texts.Claim(ctx, string(id))
		if err != nil {
			return nil, err
		}
		var ids []corpus.MentionID
		for i := range c.Mentions {
			ids = append(ids, c.Mentions[i].ID)
		}
		return ids, nil
	}
	return &index.Request{
		Query: n, Claim: claim, Order: o.Order, Offset: offset, Limit: o.Limit, Fold: !o.Unfolded, Facets: max(o.Facets, 0),
	}, nil
}

// hits loads what is shown of hs, some at a time: most of it is unpacking records. Those that are gone are left out.
func hits(ctx context.Context, texts Texts, hs []index.Hit, sentences int) ([]Hit, error) {
	all := make([]Hit, len(hs))
	errs := make([]error, len(hs))
	var wg sync.WaitGroup
	turn := make(chan struct{}, runtime.GOMAXPROCS(0))
	for i := range hs {
		turn <- struct{}{}
		wg.Go(func() {
			defer func() { <-turn }()
			all[i], errs[i] = hit(ctx, texts, &hs[i], sentences)
		})
	}
	wg.Wait()
	out := all[:0]
	for i, err := range errs {
		switch {
		case errors.Is(err, corpus.ErrNotFound):
		case err != nil:
			return nil, fmt.Errorf("showing article %s: %w", hs[i].ID, err)
		default:
			out = append(out, all[i])
		}
	}
	return out, nil
}

// hit loads what is shown of h.
func hit(ctx context.Context, texts Texts, h *index.Hit, sentences int) (Hit, error) {
	a, err := texts.Article(ctx, h.ID)
	if err != nil {
		return Hit{}, err
	}
	text, blocks, err := texts.Text(ctx, h.Version)
	if err != nil {
		return Hit{}, err
	}
	p := prose{text, blocks}
	var now, before []corpus.Mention
	for _, id := range h.Mentions {
		m, err := texts.Mention(ctx, id)
		switch {
		case errors.Is(err, corpus.ErrNotFound):
		case err != nil:
			return Hit{}, err
		case m.Version == h.Version:
			now = append(now, m)
		default:
			before = append(before, m)
		}
		if len(now) == sentences {
			break
		}
	}
	shown := []Sentence{}
	if len(h.Spans) > 0 || len(now) > 0 || len(before) == 0 {
		shown = p.inContext(h.Spans, now, sentences)
	}
	if room := sentences - len(shown); len(now) == 0 && room > 0 {
		old, err := retracted(ctx, texts, before[:min(room, len(before))])
		if err != nil {
			return Hit{}, err
		}
		shown = append(shown, old...)
	}
	return Hit{
		Article: a.ID, URL: a.URL, File: a.File, Outlet: a.Outlet, Title: a.Title, Published: a.Time.Printed,
		Score: h.Score, Copies: h.Copies, Version: h.Version,
		Sentences: shown,
	}, nil
}

// retracted returns the sentences of mentions that stand in older versions of their article only.
func retracted(ctx context.Context, texts Texts, ms []corpus.Mention) ([]Sentence, error) {
	var out []Sentence
	for i := range ms {
		text, blocks, err := texts.Text(ctx, ms[i].Version)
		if errors.Is(err, corpus.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		for _, s := range (prose{text, blocks}).inContext(nil, ms[i:i+1], 1) {
			s.Version = ms[i].Version
			out = append(out, s)
		}
	}
	return out, nil
}
