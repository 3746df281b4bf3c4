package web

import (
	"context"
	"errors"
	"slices"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

// A lookup fetches articles, mentions and versions once for a page.
type lookup struct {
	s        *Server
	ctx      context.Context // of the request that the lookup lives in
	articles map[string]*corpus.Article
	mentions map[corpus.MentionID]*corpus.Mention
	texts    map[corpus.VersionID]string
}

func (s *Server) lookup(ctx context.Context) *lookup {
	return &lookup{
		s: s, ctx: ctx, articles: map[string]*corpus.Article{}, mentions: map[corpus.MentionID]*corpus.Mention{},
		texts: map[corpus.VersionID]string{},
	}
}

// know spares the look-up of mentions that are at hand.
func (l *lookup) know(ms []corpus.Mention) {
	for i := range ms {
		if ms[i].Anchor.Sentence != "" {
			l.mentions[ms[i].ID] = &ms[i]
		}
	}
}

// article returns the article, or nil if there is none.
func (l *lookup) article(id string) (*corpus.Article, error) {
	if a, ok := l.articles[id]; ok {
		return a, nil
	}
	a, err := l.s.Store.Article(l.ctx, id)
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

// mention returns the mention, or nil if there is none.
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

// text returns the text of version v, or "" if it is gone.
func (l *lookup) text(v corpus.VersionID) (string, error) {
	if t, ok := l.texts[v]; ok {
		return t, nil
	}
	full, err := l.s.Store.Version(l.ctx, v)
	if err != nil && !errors.Is(err, corpus.ErrNotFound) {
		return "", err
	}
	l.texts[v] = full.Extraction.Text
	return full.Extraction.Text, nil
}

// A place is a mention in its sentence.
type place struct {
	ID                  corpus.MentionID
	Outlet, Title, Href string
	When                string
	Time                corpus.Time
	Text                string // the mention
	Sentence            []Run
	Attribution         corpus.Attribution
	Stance              string
	Block               corpus.BlockKind
}

// gone stands for a mention whose records were removed since the claims were traced.
var gone = place{Outlet: "no longer in the corpus"}

// place shows mention id in its sentence, with marks (offsets in the article) drawn in. What is not the mention itself
// is soft.
func (l *lookup) place(id corpus.MentionID, marks ...mark) (place, error) {
	m, err := l.mention(id)
	if err != nil || m == nil {
		return gone, err
	}
	a, err := l.article(string(m.Article))
	if err != nil || a == nil {
		return gone, err
	}
	p := place{
		ID: id, Outlet: outletOf(a), Title: titleOf(a), When: when(a.Time), Time: a.Time, Text: m.Text,
		Href:        "/article/" + string(a.ID) + "#" + string(m.ID),
		Attribution: m.Attribution, Stance: m.Stance, Block: m.Block,
	}
	marks = append(marks,
		mark{Span: corpus.Span{Start: 0, End: m.Start}, class: "soft"}, mark{Span: corpus.Span{Start: m.End, End: 1 << 30}, class: "soft"})
	p.Sentence, err = l.excerpt(m, marks)
	return p, err
}

// excerpt shows the sentence of m, and before or behind it the sentences that marks reach into: a source can be named
// paragraphs away.
func (l *lookup) excerpt(m *corpus.Mention, marks []mark) ([]Run, error) {
	inside := true
	for _, k := range marks {
		inside = inside && (k.key == 0 || m.Sentence.Contains(k.Span))
	}
	if sentence := m.Anchor.Sentence; inside && len(sentence) == m.Sentence.Len() {
		return runs(sentence, corpus.Span{End: len(sentence)}, shift(marks, -m.Sentence.Start)), nil
	}
	full, err := l.text(m.Version)
	if err != nil || full == "" {
		return []Run{{Text: m.Anchor.Sentence}}, err
	}
	var out []Run
	for i, s := range sentencesWith(full, m, marks) {
		if i > 0 {
			out = append(out, Run{Text: " … ", Class: "soft"})
		}
		out = append(out, runs(full, s, marks)...)
	}
	return out, nil
}

// sentencesWith returns the sentence of m and those that keyed marks reach into, neighbours joined.
func sentencesWith(full string, m *corpus.Mention, marks []mark) []corpus.Span {
	out := []corpus.Span{m.Sentence}
	for _, s := range text.Sentences(full) {
		if slices.ContainsFunc(marks, func(k mark) bool { return k.key > 0 && k.Overlaps(s) }) {
			out = append(out, s)
		}
	}
	slices.SortFunc(out, func(a, b corpus.Span) int { return a.Start - b.Start })
	joined := out[:1]
	for _, s := range out[1:] {
		if last := &joined[len(joined)-1]; s.Start <= last.End+2 {
			last.End = max(last.End, s.End)
		} else {
			joined = append(joined, s)
		}
	}
	return joined
}

func shift(marks []mark, by int) []mark {
	out := slices.Clone(marks)
	for i := range out {
		out[i].Start, out[i].End = out[i].Start+by, out[i].End+by
	}
	return out
}
