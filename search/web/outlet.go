package web

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/store"
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
	if c := a.Time.Earliest.Compare(b.Time.Earliest); c != 0 {
		return c
	}
	return strings.Compare(string(a.ID), string(b.ID))
}

type articlesPage struct {
	Rows []articleRow `json:"articles"`
}

func (s *Server) articles(r *http.Request) (any, error) {
	rows, err := s.rows(r, func(*corpus.Article) bool { return true })
	return articlesPage{rows}, err
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
	p := outletsPage{Rows: []outletRow{}}
	var events []event
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
		events = append(events, eventOf(&a, 0, ""))
	}
	slices.SortFunc(p.Rows, func(a, b outletRow) int {
		if a.Articles != b.Articles {
			return b.Articles - a.Articles
		}
		return strings.Compare(a.Name, b.Name)
	})
	p.Timeline = newTimeline(events)
	return p, nil
}

// An outletPage shows what one outlet published, which claims it carries and whom it names as sources.
type outletPage struct {
	Name    string       `json:"name"`
	Rows    []articleRow `json:"articles"`
	Claims  []claimRow   `json:"claims"`
	Sources []cited      `json:"sources"`
}

// A cited source, and in how many claims of the outlet it is named.
type cited struct {
	Name   string `json:"name"`
	Href   string `json:"href,omitempty"`
	Claims int    `json:"claims"`
}

func (s *Server) outlet(r *http.Request) (any, error) {
	name := r.PathValue("name")
	p := outletPage{Name: name}
	mine := map[corpus.ArticleID]bool{}
	var err error
	p.Rows, err = s.rows(r, func(a *corpus.Article) bool {
		if outletOf(a) == name {
			mine[a.ID] = true
		}
		return mine[a.ID]
	})
	if err != nil {
		return nil, err
	}
	if len(p.Rows) == 0 {
		return nil, fmt.Errorf("outlet %q: %w", name, corpus.ErrNotFound)
	}
	at := map[string]int{}
	for c, err := range s.Store.Claims(r.Context(), store.BySpread) {
		if err != nil {
			return nil, err
		}
		if !slices.ContainsFunc(c.Mentions, func(m corpus.Mention) bool { return mine[m.Article] }) {
			continue
		}
		if len(p.Claims) < pageRows {
			p.Claims = append(p.Claims, rowOf(&c))
		}
		named := map[string]bool{}
		for _, e := range c.Lineage {
			if !mine[e.Child] || named[e.Parent] {
				continue
			}
			named[e.Parent] = true
			i, ok := at[e.Parent]
			if !ok {
				i = len(p.Sources)
				at[e.Parent] = i
				src := cited{Name: e.Name}
				if !e.Ghost {
					src.Href = "/article/" + url.PathEscape(e.Parent)
				}
				p.Sources = append(p.Sources, src)
			}
			p.Sources[i].Claims++
		}
	}
	slices.SortStableFunc(p.Sources, func(a, b cited) int { return b.Claims - a.Claims })
	return p, nil
}
