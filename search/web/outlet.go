package web

import (
	"cmp"
	"context"
	"fmt"
	"net/http"
	"slices"

	"hearsay/corpus"
)

// An articleRow is an article in a list.
type articleRow struct {
	ID     corpus.ArticleID `json:"id"`
	Title  string           `json:"title"`
	Outlet string           `json:"outlet"`
	URL    string           `json:"url,omitempty"`
	Byline []string         `json:"byline,omitempty"`
	Time   corpus.Time      `json:"time"`
	CopyOf corpus.ArticleID `json:"copy_of,omitempty"`
	Out    bool             `json:"excluded,omitempty"`
}

func articleRowOf(a *corpus.Article, copies map[corpus.ArticleID]corpus.ArticleID) articleRow {
	return articleRow{a.ID, titleOf(a), outletOf(a), a.URL, a.Byline, a.Time, copies[a.ID], a.Excluded}
}

// byTime orders rows by when they were published, unknown dates last.
func byTime(a, b articleRow) int {
	switch ka, kb := a.Time.Known(), b.Time.Known(); {
	case ka != kb && ka:
		return -1
	case ka != kb:
		return 1
	}
	return cmp.Or(a.Time.Earliest.Compare(b.Time.Earliest), cmp.Compare(a.ID, b.ID))
}

type articlesPage struct {
	Rows  []articleRow `json:"articles"`
	Total int          `json:"total"`
	pager
}

// articleRows is how many articles a page of the list has.
const articleRows = 200

func (s *Server) articles(r *http.Request) (any, error) {
	rows, err := s.rows(r, func(*corpus.Article) bool { return true })
	if err != nil {
		return nil, err
	}
	p := &articlesPage{Total: len(rows), pager: pagerOf(r)}
	from := min(len(rows), (p.Page-1)*articleRows)
	to := min(len(rows), from+articleRows)
	p.Rows, p.More = rows[from:to], to < len(rows)
	return p, nil
}

// rows lists the articles that keep wants, oldest first.
func (s *Server) rows(r *http.Request, keep func(*corpus.Article) bool) ([]articleRow, error) {
	copies, err := s.Store.Copies(r.Context())
	if err != nil {
		return nil, err
	}
	rows := []articleRow{}
	for a, err := range s.Store.Articles(r.Context()) {
		if err != nil {
			return nil, err
		}
		if keep(&a) {
			rows = append(rows, articleRowOf(&a, copies))
		}
	}
	slices.SortFunc(rows, byTime)
	return rows, nil
}

// An outletRow is an outlet in a list.
type outletRow struct {
	Name     string `json:"name"`
	Articles int    `json:"articles"`
	Copies   int    `json:"copies"`
	First    string `json:"first,omitempty"`
}

type outletsPage struct {
	Rows     []outletRow `json:"outlets"`
	Timeline *Timeline   `json:"timeline,omitempty"`
}

func (s *Server) outlets(r *http.Request) (any, error) {
	copies, err := s.Store.Copies(r.Context())
	if err != nil {
		return nil, err
	}
	at := map[string]int{}
	p := &outletsPage{Rows: []outletRow{}}
	for a, err := range s.Store.Articles(r.Context()) {
		if err != nil {
			return nil, err
		}
		name := outletOf(&a)
		i, ok := at[name]
		if !ok {
			i = len(p.Rows)
			at[name] = i
			p.Rows = append(p.Rows, outletRow{Name: name})
		}
		row := &p.Rows[i]
		row.Articles++
		if _, ok := copies[a.ID]; ok {
			row.Copies++
		}
		if d := a.Time.Printed; d != "" && (row.First == "" || d < row.First) {
			row.First = d
		}
	}
	slices.SortFunc(p.Rows, func(a, b outletRow) int {
		return cmp.Or(cmp.Compare(b.Articles, a.Articles), cmp.Compare(a.Name, b.Name))
	})
	p.Timeline, err = s.wholeTimeline(r.Context())
	return p, err
}

// An outletPage shows what one outlet published, which claims it carries, whom it has them from and who has some from it.
type outletPage struct {
	Name    string       `json:"name"`
	Rows    []articleRow `json:"articles"`
	Claims  claimRows    `json:"claims"`       // at most pageRows
	Total   int          `json:"claims_total"` // of all claims
	Sources []cited      `json:"sources"`
	Readers []cited      `json:"cited_by"`
}

// Shared returns the claims that other outlets carry too.
func (p *outletPage) Shared() []claimRow { return p.Claims.shared() }

// Alone returns the claims that only this outlet carries.
func (p *outletPage) Alone() []claimRow { return p.Claims.alone() }

// A cited source or outlet, and in how many claims.
type cited struct {
	Name   string `json:"name"`
	Href   string `json:"href,omitempty"`
	Claims int    `json:"claims"`
}

func (s *Server) outlet(r *http.Request) (any, error) {
	name := r.PathValue("name")
	p := &outletPage{Name: name, Claims: claimRows{}}
	outlets := map[corpus.ArticleID]string{}
	var err error
	p.Rows, err = s.rows(r, func(a *corpus.Article) bool {
		outlets[a.ID] = outletOf(a)
		return outlets[a.ID] == name
	})
	if err != nil {
		return nil, err
	}
	if len(p.Rows) == 0 {
		return nil, fmt.Errorf("outlet %q: %w", name, corpus.ErrNotFound)
	}
	cs, err := s.claimsOf(r.Context(), p.Rows)
	if err != nil {
		return nil, err
	}
	p.Total = len(cs)
	sources, readers := tally{}, tally{}
	for i := range cs {
		if len(p.Claims) < pageRows {
			p.Claims = append(p.Claims, rowOf(&cs[i]))
		}
		sources.add(&cs[i], func(e *corpus.Edge) (string, string) { return parentOf(e, name, outlets) })
		readers.add(&cs[i], func(e *corpus.Edge) (string, string) { return childOf(e, name, outlets) })
	}
	p.Sources, p.Readers = sources.list(), readers.list()
	return p, nil
}

// claimsOf returns the claims that the articles state, each once, those that most outlets carry first.
func (s *Server) claimsOf(ctx context.Context, articles []articleRow) ([]corpus.Claim, error) {
	var out []corpus.Claim
	seen := map[corpus.ClaimID]bool{}
	for _, a := range articles {
		for c, err := range s.Store.ClaimsOf(ctx, a.ID) {
			if err != nil {
				return nil, err
			}
			if !seen[c.ID] {
				seen[c.ID] = true
				out = append(out, c)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b corpus.Claim) int {
		return cmp.Or(cmp.Compare(b.Outlets, a.Outlets), cmp.Compare(b.Articles, a.Articles), cmp.Compare(a.ID, b.ID))
	})
	return out, nil
}

// parentOf names the source of e if its child is of the outlet name and its parent is not.
func parentOf(e *corpus.Edge, name string, outlets map[corpus.ArticleID]string) (string, string) {
	parent := outlets[corpus.ArticleID(e.Parent)]
	switch {
	case outlets[e.Child] != name || parent == name:
		return "", ""
	case e.Ghost || parent == "":
		return e.Name, ""
	}
	return parent, outletURL(parent)
}

// childOf names the outlet that has a claim from the outlet name by e.
func childOf(e *corpus.Edge, name string, outlets map[corpus.ArticleID]string) (string, string) {
	child := outlets[e.Child]
	if e.Ghost || child == name || child == "" || outlets[corpus.ArticleID(e.Parent)] != name {
		return "", ""
	}
	return child, outletURL(child)
}

// A tally counts claims by name.
type tally map[string]*cited

// add counts c once for each name that named finds in its edges; an empty name counts nothing.
func (t tally) add(c *corpus.Claim, named func(*corpus.Edge) (name, href string)) {
	done := map[string]bool{}
	for i := range c.Lineage {
		name, href := named(&c.Lineage[i])
		if name == "" || done[name] {
			continue
		}
		done[name] = true
		if t[name] == nil {
			t[name] = &cited{Name: name, Href: href}
		}
		t[name].Claims++
	}
}

// list returns the counts, most first.
func (t tally) list() []cited {
	out := []cited{}
	for _, c := range t {
		out = append(out, *c)
	}
	slices.SortFunc(out, func(a, b cited) int {
		return cmp.Or(cmp.Compare(b.Claims, a.Claims), cmp.Compare(a.Name, b.Name))
	})
	return out
}
