package web

import (
	"net/http"

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
	Mutations []string           `json:"mutations"` // types, each once
	Wordings  int                `json:"wordings"`
}

func rowOf(c *corpus.Claim) claimRow {
	r := claimRow{
		ID: c.ID, Kind: c.Kind, Statement: c.Statement, Articles: c.Articles, Outlets: c.Outlets, Drift: c.Drift,
		Sources: c.Sources, Origin: c.Origin, Wordings: len(c.Variants), Mutations: []string{},
	}
	seen := map[string]bool{"reworded": true, "verbatim": true}
	for _, v := range c.Variants {
		for _, m := range v.Mutations {
			if !seen[m.Type] {
				seen[m.Type] = true
				r.Mutations = append(r.Mutations, m.Type)
			}
		}
	}
	return r
}

type homePage struct {
	Counts   store.Counts `json:"counts"`
	Changed  []claimRow   `json:"changed_most"`
	Spread   []claimRow   `json:"spread_most"`
	Single   []claimRow   `json:"single_source"` // many outlets, one origin
	Timeline *Timeline    `json:"timeline,omitempty"`
}

// homeRows is how many claims each list of the home page shows.
const homeRows = 6

func (s *Server) home(r *http.Request) (any, error) {
	ctx := r.Context()
	var p homePage
	var err error
	if p.Counts, err = s.Store.Counts(ctx); err != nil {
		return nil, err
	}
	for c, err := range s.Store.Claims(ctx, store.ByDrift) {
		if err != nil {
			return nil, err
		}
		if c.Articles < 2 || len(p.Changed) == homeRows {
			break
		}
		p.Changed = append(p.Changed, rowOf(&c))
	}
	for c, err := range s.Store.Claims(ctx, store.BySpread) {
		if err != nil {
			return nil, err
		}
		if c.Outlets < 2 || len(p.Spread) == homeRows && len(p.Single) == homeRows {
			break
		}
		if len(p.Spread) < homeRows {
			p.Spread = append(p.Spread, rowOf(&c))
		}
		if c.Sources == "single" && len(p.Single) < homeRows {
			p.Single = append(p.Single, rowOf(&c))
		}
	}
	var events []event
	for a, err := range s.Store.Articles(ctx) {
		if err != nil {
			return nil, err
		}
		if !a.Excluded {
			events = append(events, eventOf(&a, 0, ""))
		}
	}
	p.Timeline = newTimeline(events)
	return p, nil
}

// eventOf places article a on a timeline, as variant v.
func eventOf(a *corpus.Article, v int, label string) event {
	e := event{Outlet: outletOf(a), Title: titleOf(a), Href: "/article/" + string(a.ID), Variant: v, Label: label}
	if a.Time.Known() {
		e.From, e.To = a.Time.Earliest, a.Time.Latest
	}
	return e
}

// outletOf names the outlet of a, or what comes nearest to a name.
func outletOf(a *corpus.Article) string {
	for _, n := range []string{a.Outlet, a.Domain, a.File} {
		if n != "" {
			return n
		}
	}
	return "unknown outlet"
}

func titleOf(a *corpus.Article) string {
	for _, n := range []string{a.Title, a.URL, a.File} {
		if n != "" {
			return n
		}
	}
	return string(a.ID)
}
