package web

import (
	"errors"
	"net/http"
	"slices"

	"hearsay/corpus"
	"hearsay/index"
	"hearsay/index/query"
	"hearsay/search"
)

type searchPage struct {
	Query  string         `json:"query"`
	Order  string         `json:"order,omitempty"`
	Error  string         `json:"error,omitempty"`
	Caret  string         `json:"caret,omitempty"` // the query with a mark below the character that is wrong
	Result *search.Result `json:"result,omitempty"`
	Hits   []hit          `json:"-"`
}

type hit struct {
	search.Hit
	Where     string
	Sentences []sentence
}

type sentence struct {
	Runs []Run
	Href string
}

func (s *Server) search(r *http.Request) (any, error) {
	q := r.URL.Query()
	p := searchPage{Query: q.Get("q"), Order: q.Get("order")}
	if p.Query == "" {
		return p, nil
	}
	if s.Searcher == nil {
		return nil, errors.New("no index")
	}
	if !slices.Contains([]string{index.ByRelevance, index.ByNewest, index.ByOldest}, p.Order) {
		p.Order = index.ByRelevance
	}
	res, err := s.Searcher.Search(r.Context(), p.Query, search.Options{Next: q.Get("next"), Order: p.Order, Facets: 12})
	var bad *query.Error
	switch {
	case errors.As(err, &bad):
		p.Error, p.Caret = bad.Error(), bad.Caret()
		return p, nil
	case errors.Is(err, search.ErrToken):
		p.Error = err.Error()
		return p, nil
	case err != nil:
		return nil, err
	}
	p.Result = res
	for _, h := range res.Hits {
		p.Hits = append(p.Hits, shown(h))
	}
	return p, nil
}

// shown cuts the sentences of h into runs with the matches marked.
func shown(h search.Hit) hit {
	out := hit{Hit: h, Where: h.Outlet}
	for _, alt := range []string{h.File, "unknown outlet"} {
		if out.Where == "" {
			out.Where = alt
		}
	}
	for _, s := range h.Sentences {
		var marks []mark
		for _, m := range s.Matches {
			span := corpus.Span{Start: m[0] - s.Start, End: m[1] - s.Start}
			if span.Valid(s.Text) {
				marks = append(marks, mark{Span: span, class: "mark"})
			}
		}
		out.Sentences = append(out.Sentences, sentence{
			Runs: runs(s.Text, corpus.Span{End: len(s.Text)}, marks), Href: "/article/" + string(h.Article) + "#" + s.Mention,
		})
	}
	return out
}

// Facet returns the values of a facet.
func (p searchPage) Facet(name string) []index.Count {
	if p.Result == nil {
		return nil
	}
	return p.Result.Facets[name]
}
