package web

import (
	"cmp"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/index"
	"hearsay/index/query"
	"hearsay/search"
)

// A searchPage shows the articles and claims that meet a query. Its JSON twin is the result as the search command
// prints it.
type searchPage struct {
	*search.Result
	Asked   string     `json:"asked"` // the query as it was typed
	Order   string     `json:"order,omitempty"`
	Problem string     `json:"error,omitempty"`
	Caret   string     `json:"caret,omitempty"` // the query with a mark below the character that is wrong
	Claims  []claimRow `json:"claims,omitempty"`
	Shown   []hit      `json:"-"`
}

// status is 400 for a query that cannot be understood.
func (p *searchPage) status() int {
	if p.Problem != "" {
		return http.StatusBadRequest
	}
	return http.StatusOK
}

type hit struct {
	search.Hit
	Where string
	Lines []sentence
}

type sentence struct {
	Runs []Run
	Href string // of the mention that it holds; "" for none
}

// shownClaims is how many claims a page of hits shows.
const shownClaims = 3

func (s *Server) search(r *http.Request) (any, error) {
	q := r.URL.Query()
	p := &searchPage{Asked: q.Get("q"), Order: q.Get("order")}
	if strings.TrimSpace(p.Asked) == "" {
		return p, nil
	}
	if s.Searcher == nil {
		return nil, errors.New("no index")
	}
	if !slices.Contains([]string{index.ByRelevance, index.ByNewest, index.ByOldest}, p.Order) {
		p.Order = index.ByRelevance
	}
	res, err := s.Searcher.Search(r.Context(), p.Asked, search.Options{Next: q.Get("next"), Order: p.Order, Facets: 12})
	var bad *query.Error
	switch {
	case errors.As(err, &bad):
		p.Problem, p.Caret = bad.Error(), bad.Caret()
		return p, nil
	case errors.Is(err, search.ErrToken):
		p.Problem = err.Error()
		return p, nil
	case err != nil:
		return nil, err
	}
	p.Result = res
	for _, h := range res.Hits {
		p.Shown = append(p.Shown, shown(h))
	}
	if q.Get("next") == "" {
		err = s.matchingClaims(r, p)
	}
	return p, err
}

// matchingClaims adds the claims that meet the query best.
func (s *Server) matchingClaims(r *http.Request, p *searchPage) error {
	got, err := s.Searcher.Claims(r.Context(), p.Asked, search.Options{Limit: shownClaims})
	if err != nil {
		return err
	}
	for _, id := range got.IDs {
		c, err := s.Store.Claim(r.Context(), string(id))
		if errors.Is(err, corpus.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		p.Claims = append(p.Claims, rowOf(&c))
	}
	return nil
}

// shown cuts the sentences of h into runs with the matches marked.
func shown(h search.Hit) hit {
	out := hit{Hit: h, Where: cmp.Or(h.Outlet, h.File, "unknown outlet")}
	for _, s := range h.Sentences {
		var marks []mark
		for _, m := range s.Matches {
			span := corpus.Span{Start: m[0] - s.Start, End: m[1] - s.Start}
			if span.Valid(s.Text) {
				marks = append(marks, mark{Span: span, class: "mark"})
			}
		}
		line := sentence{Runs: runs(s.Text, corpus.Span{End: len(s.Text)}, marks)}
		if s.Mention != "" {
			line.Href = "/article/" + string(h.Article) + "#" + string(s.Mention)
		}
		out.Lines = append(out.Lines, line)
	}
	return out
}

// A choice is a value of a facet, and the query that narrows to it.
type choice struct {
	Value string
	Count int
	Href  string
}

// Choices returns the values of facet name, each as a narrower query.
func (p *searchPage) Choices(name string) []choice {
	if p.Result == nil {
		return nil
	}
	var out []choice
	for _, c := range p.Facets[name] {
		narrower := p.Asked + " " + map[string]string{"outlet": "outlet", "day": "date"}[name] + ":" + c.Value
		if name == "outlet" {
			narrower = p.Asked + ` outlet:"` + strings.ReplaceAll(c.Value, `"`, "") + `"`
		}
		out = append(out, choice{c.Value, c.Count, "/search?" + url.Values{"q": {narrower}}.Encode()})
	}
	return out
}

// An order is a way to sort hits.
type order struct {
	Name, Href string
	Current    bool
}

// Orders returns the ways to sort the hits.
func (p *searchPage) Orders() []order {
	var out []order
	for _, o := range []struct{ value, name string }{
		{index.ByRelevance, "best first"}, {index.ByNewest, "newest first"}, {index.ByOldest, "oldest first"},
	} {
		out = append(out, order{o.name, "/search?" + url.Values{"q": {p.Asked}, "order": {o.value}}.Encode(), o.value == p.Order})
	}
	return out
}

// NextHref returns the address of the next page of hits, "" on the last.
func (p *searchPage) NextHref() string {
	if p.Result == nil || p.Next == "" {
		return ""
	}
	return "/search?" + url.Values{"q": {p.Asked}, "order": {p.Order}, "next": {p.Next}}.Encode()
}
