package web

import (
	"context"
	"net/http"
	"slices"

	"hearsay/corpus"
)

// A claimPage shows one claim: its wordings side by side with what changed, and where each article has it from. Its
// JSON twin is the claim as the claims command prints it, with the timeline.
type claimPage struct {
	corpus.Claim
	Timeline *Timeline  `json:"timeline,omitempty"`
	Kin      []claimRow `json:"related,omitempty"` // claims of the same family
	Wordings []wording  `json:"-"`
	First    *place     `json:"-"` // the earliest that was collected
	Lines    *descent   `json:"-"`
	Named    []string   `json:"-"` // sources that the articles name
	More     int        `json:"-"` // wordings that are left out
}

// openWordings is how many comparisons stand open when the page is opened.
const openWordings = 3

// shownWordings is how many wordings a page shows before its reader asks for all.
const shownWordings = 40

// A wording is one variant, with its differences from the one it is compared with.
type wording struct {
	*corpus.Variant
	Glyph   Glyph
	At      []place
	First   bool // holds the earliest mention that was collected
	Types   []string
	Compare *comparison
	Open    bool
}

func (s *Server) claim(r *http.Request) (any, error) {
	c, err := s.Store.Claim(r.Context(), r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	p := &claimPage{Claim: c}
	l := s.lookup(r.Context())
	shown := c.Variants
	if r.URL.Query().Get("wordings") != "all" && len(shown) > shownWordings {
		shown = shown[:shownWordings]
		p.More = len(c.Variants) - shownWordings
	}
	if err := p.wordings(l, shown); err != nil {
		return nil, err
	}
	in := map[corpus.ArticleID][]int{} // the wordings in each article
	for _, m := range c.Mentions {
		i := slices.IndexFunc(c.Variants, func(v corpus.Variant) bool { return v.ID == m.Variant })
		if i >= 0 && !slices.Contains(in[m.Article], i) {
			in[m.Article] = append(in[m.Article], i)
		}
	}
	if p.Lines, err = l.descent(&c, in); err != nil {
		return nil, err
	}
	if p.Kin, err = s.kin(r.Context(), &c); err != nil {
		return nil, err
	}
	for _, src := range p.Lines.Sources {
		p.Named = append(p.Named, src.Name)
	}
	p.Timeline, err = p.timeline(l)
	return p, err
}

// wordings fills in the variants that are shown and the earliest mention.
func (p *claimPage) wordings(l *lookup, shown []corpus.Variant) error {
	byID := map[string]int{}
	for i := range p.Variants {
		byID[p.Variants[i].ID] = i
	}
	open := 0
	for i := range shown {
		v := &shown[i]
		w := wording{Variant: v, Glyph: glyph(i, 9, 9), Types: typesOf(v.Mutations)}
		for _, id := range v.Mentions {
			at, err := l.place(id)
			if err != nil {
				return err
			}
			w.At = append(w.At, at)
			if m, err := l.mention(id); err == nil && m != nil && p.First == nil && m.Article == p.EarliestCollected.Article {
				p.First, w.First = &at, true
			}
		}
		if from, ok := byID[v.From]; ok && v.From != "" {
			c, err := l.compare(&p.Variants[from], v)
			if err != nil {
				return err
			}
			c.Labels = []string{p.Variants[from].Label, v.Label}
			w.Compare = &c
			w.Open = open < openWordings
			open++
		}
		p.Wordings = append(p.Wordings, w)
	}
	return nil
}

// kin returns the claims that are bound to c by arithmetic or by one statement. They stand in the same articles as a rule,
// so the first few articles are asked.
func (s *Server) kin(ctx context.Context, c *corpus.Claim) ([]claimRow, error) {
	const asked = 3
	if c.Family == "" {
		return nil, nil
	}
	var out []claimRow
	articles, seen := map[corpus.ArticleID]bool{}, map[corpus.ClaimID]bool{c.ID: true}
	for _, m := range c.Mentions {
		if articles[m.Article] || len(articles) == asked {
			continue
		}
		articles[m.Article] = true
		for k, err := range s.Store.ClaimsOf(ctx, m.Article) {
			if err != nil {
				return nil, err
			}
			if k.Family == c.Family && !seen[k.ID] {
				seen[k.ID] = true
				out = append(out, rowOf(&k))
			}
		}
	}
	return out, nil
}

func (p *claimPage) timeline(l *lookup) (*Timeline, error) {
	var events []event
	for i, w := range p.Wordings {
		for _, id := range w.Mentions {
			m, err := l.mention(id)
			if err != nil {
				return nil, err
			}
			if m == nil {
				continue
			}
			a, err := l.article(string(m.Article))
			if err != nil {
				return nil, err
			}
			if a != nil {
				events = append(events, eventOf(a, i, w.Label))
			}
		}
	}
	return newTimeline(events), nil
}
