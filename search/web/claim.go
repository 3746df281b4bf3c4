package web

import (
	"context"
	"errors"
	"net/http"

	"hearsay/corpus"
)

// A claimPage shows one claim: its wordings side by side with what changed, and where each article has it from.
type claimPage struct {
	Claim    corpus.Claim `json:"claim"`
	Variants []variant    `json:"-"`
	Mentions []place      `json:"-"`
	Sources  []source     `json:"-"`
	Timeline *Timeline    `json:"timeline,omitempty"`
}

// A variant is one wording, with its differences from the one it is compared with.
type variant struct {
	corpus.Variant
	N     int // from 1
	Glyph Glyph
	At    []place
	From  int // number of the variant that it is compared with; 0 for none
	Diffs []difference
}

// A difference is one mutation with the sentence on each side.
type difference struct {
	Type, Rule string
	From, To   place
}

// A place is a mention in its sentence.
type place struct {
	Outlet, Title, Href string
	When                string
	Sentence            []Run
	Variant             int
	Attribution         corpus.Attribution
	Stance              string
	Block               corpus.BlockKind
}

// A source is where articles have the claim from: a collected article or an unseen one.
type source struct {
	Name, Href  string
	Ghost       bool
	Children    []child
	Probability float64
}

type child struct {
	place
	Printed     bool
	Probability float64
	Evidence    []corpus.Evidence
}

func (s *Server) claim(r *http.Request) (any, error) {
	ctx := r.Context()
	c, err := s.Store.Claim(ctx, r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	p := claimPage{Claim: c}
	look := lookup{s: s, ctx: ctx, articles: map[corpus.ArticleID]*corpus.Article{}, mentions: map[corpus.MentionID]*corpus.Mention{}}
	number := map[string]int{}
	for i, v := range c.Variants {
		number[v.ID] = i + 1
	}
	var events []event
	for i, v := range c.Variants {
		pv := variant{Variant: v, N: i + 1, From: number[v.From], Glyph: glyph(i, 9, 9)}
		for _, id := range v.Mentions {
			pl, a, err := look.place(id, nil)
			if err != nil {
				return nil, err
			}
			pl.Variant = i + 1
			pv.At = append(pv.At, pl)
			p.Mentions = append(p.Mentions, pl)
			if a != nil {
				events = append(events, eventOf(a, i, v.Label))
			}
		}
		for _, m := range v.Mutations {
			d := difference{Type: m.Type, Rule: m.Rule}
			if d.From, _, err = look.place(m.From.Mention, &m.From.Span); err != nil {
				return nil, err
			}
			if d.To, _, err = look.place(m.To.Mention, &m.To.Span); err != nil {
				return nil, err
			}
			pv.Diffs = append(pv.Diffs, d)
		}
		p.Variants = append(p.Variants, pv)
	}
	if p.Sources, err = look.sources(c.Lineage); err != nil {
		return nil, err
	}
	p.Timeline = newTimeline(events)
	return p, nil
}

// A lookup fetches articles and mentions once for a page.
type lookup struct {
	s        *Server
	ctx      context.Context // of the request that the lookup lives in
	articles map[corpus.ArticleID]*corpus.Article
	mentions map[corpus.MentionID]*corpus.Mention
}

func (l *lookup) article(id corpus.ArticleID) (*corpus.Article, error) {
	if a, ok := l.articles[id]; ok {
		return a, nil
	}
	a, err := l.s.Store.Article(l.ctx, string(id))
	if errors.Is(err, corpus.ErrNotFound) {
		l.articles[id] = nil
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	l.articles[id] = &a
	return &a, nil
}

func (l *lookup) mention(id corpus.MentionID) (*corpus.Mention, error) {
	if m, ok := l.mentions[id]; ok {
		return m, nil
	}
	m, err := l.s.Store.Mention(l.ctx, id)
	if errors.Is(err, corpus.ErrNotFound) {
		l.mentions[id] = nil
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	l.mentions[id] = &m
	return &m, nil
}

// place shows mention id in its sentence, with the bytes of marked (offsets in the article; all of the mention if nil)
// marked. A mention that is gone gives an empty place.
func (l *lookup) place(id corpus.MentionID, marked *corpus.Span) (place, *corpus.Article, error) {
	m, err := l.mention(id)
	if err != nil || m == nil {
		return place{Outlet: "no longer in the corpus"}, nil, err
	}
	a, err := l.article(m.Article)
	if err != nil || a == nil {
		return place{Outlet: "no longer in the corpus"}, nil, err
	}
	span := m.Span
	if marked != nil && marked.Len() > 0 {
		span = *marked
	}
	text, shift := m.Anchor.Sentence, m.Sentence.Start
	if !m.Sentence.Contains(span) { // an attribution can stand in the sentence before
		text, shift = m.Text, m.Start
		v, err := l.s.Store.Version(l.ctx, m.Version)
		if err == nil {
			whole := corpus.Span{Start: min(span.Start, m.Sentence.Start), End: max(span.End, m.Sentence.End)}
			if whole.Valid(v.Extraction.Text) {
				text, shift = whole.Of(v.Extraction.Text), whole.Start
			}
		}
	}
	local := corpus.Span{Start: span.Start - shift, End: span.End - shift}
	var marks []mark
	if local.Valid(text) && local.Len() > 0 {
		marks = []mark{{Span: local, class: "mark"}}
	}
	return place{
		Outlet: outletOf(a), Title: titleOf(a), When: when(a.Time),
		Href:     "/article/" + string(a.ID) + "#" + string(m.ID),
		Sentence: runs(text, corpus.Span{End: len(text)}, marks), Attribution: m.Attribution, Stance: m.Stance, Block: m.Block,
	}, a, nil
}

// sources groups the edges by the parent that they lead to.
func (l *lookup) sources(edges []corpus.Edge) ([]source, error) {
	at := map[string]int{}
	var out []source
	for _, e := range edges {
		i, ok := at[e.Parent]
		if !ok {
			i = len(out)
			at[e.Parent] = i
			src := source{Name: e.Name, Ghost: e.Ghost}
			if !e.Ghost {
				src.Href = "/article/" + e.Parent
			}
			out = append(out, src)
		}
		pl, _, err := l.place(e.ChildMention, nil)
		if err != nil {
			return nil, err
		}
		out[i].Probability = max(out[i].Probability, e.Probability)
		out[i].Children = append(out[i].Children, child{pl, e.Printed, e.Probability, e.Evidence})
	}
	return out, nil
}
