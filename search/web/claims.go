package web

import (
	"net/http"
	"slices"
	"strconv"

	"hearsay/corpus"
	"hearsay/corpus/store"
)

// A claimRow is a claim in a list.
type claimRow struct {
	ID        corpus.ClaimID     `json:"id"`
	Kind      corpus.MentionKind `json:"kind"`
	Statement string             `json:"statement"`
	Articles  int                `json:"articles"`
	Outlets   int                `json:"outlets"`
	Drift     float64            `json:"drift"`
	Sources   string             `json:"sources"`
	Origin    string             `json:"origin,omitempty"`
	Mutations []string           `json:"mutations"` // types, each once, the most telling first
	Wordings  int                `json:"wordings"`
}

func rowOf(c *corpus.Claim) claimRow {
	r := claimRow{
		ID: c.ID, Kind: c.Kind, Statement: c.Statement, Articles: c.Articles, Outlets: c.Outlets, Drift: c.Drift,
		Sources: c.Sources, Origin: c.Origin, Wordings: len(c.Variants), Mutations: []string{},
	}
	var all []corpus.Mutation
	for _, v := range c.Variants {
		all = append(all, v.Mutations...)
	}
	r.Mutations = append(r.Mutations, typesOf(all)...)
	return r
}

// claimRows are claims in a list.
type claimRows []claimRow

// shared returns the claims that several outlets carry.
func (rs claimRows) shared() []claimRow {
	return slices.DeleteFunc(slices.Clone(rs), func(c claimRow) bool { return c.Outlets < 2 })
}

// alone returns the claims that one outlet carries.
func (rs claimRows) alone() []claimRow {
	return slices.DeleteFunc(slices.Clone(rs), func(c claimRow) bool { return c.Outlets > 1 })
}

// A claimsPage lists claims by change or by spread.
type claimsPage struct {
	By   string             `json:"by"`
	Kind corpus.MentionKind `json:"kind,omitempty"`
	Type string             `json:"mutation,omitempty"`
	Rows []claimRow         `json:"claims"`
	pager
}

// A pager says where in a list a page is.
type pager struct {
	Page int  `json:"page"` // from 1
	More bool `json:"more"` // there is a next page
}

// pagerOf reads the page that r asks for, the first one if it asks for none.
func pagerOf(r *http.Request) pager {
	n, err := strconv.Atoi(r.URL.Query().Get("page"))
	if err != nil || n < 1 || n > 1<<20 {
		n = 1
	}
	return pager{Page: n}
}

// Next returns the number of the next page.
func (p pager) Next() int { return p.Page + 1 }

// Prev returns the number of the page before, 0 on the first.
func (p pager) Prev() int { return p.Page - 1 }

// pageRows is how many rows a page of a list has.
const pageRows = 50

func (s *Server) claims(r *http.Request) (any, error) {
	q := r.URL.Query()
	p := &claimsPage{By: string(store.ByDrift), Kind: corpus.MentionKind(q.Get("kind")), Type: q.Get("mutation"), pager: pagerOf(r), Rows: []claimRow{}}
	if q.Get("by") == string(store.BySpread) {
		p.By = string(store.BySpread)
	}
	skip := (p.Page - 1) * pageRows
	for c, err := range s.Store.Claims(r.Context(), store.ClaimOrder(p.By)) {
		if err != nil {
			return nil, err
		}
		if p.Kind != "" && c.Kind != p.Kind || p.Type != "" && !has(&c, p.Type) {
			continue
		}
		if skip > 0 {
			skip--
			continue
		}
		if len(p.Rows) == pageRows {
			p.More = true
			break
		}
		p.Rows = append(p.Rows, rowOf(&c))
	}
	return p, nil
}

// has reports whether a wording of c differs from another by a mutation of type t.
func has(c *corpus.Claim, t string) bool {
	for _, v := range c.Variants {
		for _, m := range v.Mutations {
			if m.Type == t {
				return true
			}
		}
	}
	return false
}
