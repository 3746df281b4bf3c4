package export

import (
	"encoding/json"
	"iter"
	"strconv"

	"hearsay/corpus"
)

// A Mention is a row of the table mentions.
type Mention struct {
	Claim        corpus.ClaimID `json:"claim,omitempty"`
	SentenceText string         `json:"sentence_text,omitempty"`
	corpus.Mention
}

// row makes the row of m.
func (s Source) row(m corpus.Mention) Mention {
	r := Mention{SentenceText: m.Anchor.Sentence, Mention: m}
	if s.ClaimOf != nil {
		if id, ok := s.ClaimOf(m.ID); ok {
			r.Claim = id
		}
	}
	return r
}

// where returns the columns that say where a row stands, taken from its mention.
func where[T any](mention func(*T) *Mention) []column[T] {
	return []column[T]{
		plain("claim", func(t *T) string { return string(mention(t).Claim) }),
		plain("article", func(t *T) string { return string(mention(t).Article) }),
		plain("version", func(t *T) string { return string(mention(t).Version) }),
		text("url", func(t *T) string { return mention(t).URL }),
		text("outlet", func(t *T) string { return mention(t).Outlet }),
		text("published", func(t *T) string { return mention(t).Published }),
		text("file", func(t *T) string { return mention(t).File }),
		plain("block", func(t *T) string { return string(mention(t).Block) }),
		plain("stance", func(t *T) string { return mention(t).Stance }),
		text("sentence", func(t *T) string { return mention(t).SentenceText }),
	}
}

func mentions() exporter {
	self := func(m *Mention) *Mention { return m }
	return &table[Mention]{
		name: "mentions", doc: "one place in an article where something is said, with its offsets",
		rows: func(s Source) iter.Seq2[Mention, error] {
			return expand(s.Mentions, func(m corpus.Mention) []Mention { return []Mention{s.row(m)} })
		},
		columns: append([]column[Mention]{
			plain("id", func(m *Mention) string { return string(m.ID) }),
			plain("kind", func(m *Mention) string { return string(m.Kind) }),
			plain("start", func(m *Mention) string { return strconv.Itoa(m.Start) }),
			plain("end", func(m *Mention) string { return strconv.Itoa(m.End) }),
			plain("file_start", func(m *Mention) string { return offset(m.FileStart) }),
			plain("file_end", func(m *Mention) string { return offset(m.FileEnd) }),
			text("text", func(m *Mention) string { return m.Text }),
			plain("repeat", func(m *Mention) string { return strconv.FormatBool(m.Repeat) }),
			plain("variant", func(m *Mention) string { return m.Variant }),
			plain("attribution", func(m *Mention) string { return m.Attribution.Kind }),
			text("source", func(m *Mention) string { return m.Attribution.Source }),
			text("cue", func(m *Mention) string { return m.Attribution.Cue }),
			text("chain", func(m *Mention) string { return chain(m.Attribution.Chain) }),
		}, where(self)...),
	}
}

// chain prints a source chain, outermost source first.
func chain(links []corpus.ChainLink) string {
	return join(links, func(l corpus.ChainLink) string {
		if l.Cue == "" {
			return l.Source
		}
		return l.Source + " (" + l.Cue + ")"
	})
}

// A Figure is a row of the table figures: a figure and the mention that it stands in.
type Figure struct {
	In     Mention
	Figure corpus.Figure
}

// MarshalJSON writes the figure and where it stands, without repeating the mention.
func (f Figure) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		place
		Figure corpus.Figure `json:"figure"`
	}{f.In.place(), f.Figure})
}

// A place says in JSON where a figure or quote stands.
type place struct {
	Mention   corpus.MentionID `json:"mention"`
	Claim     corpus.ClaimID   `json:"claim,omitempty"`
	Article   corpus.ArticleID `json:"article"`
	Version   corpus.VersionID `json:"version"`
	URL       string           `json:"url,omitempty"`
	Outlet    string           `json:"outlet,omitempty"`
	Published string           `json:"published,omitempty"`
	File      string           `json:"file,omitempty"`
	Block     corpus.BlockKind `json:"block"`
	Stance    string           `json:"stance"`
	Sentence  string           `json:"sentence,omitempty"`
}

func (m *Mention) place() place {
	return place{m.ID, m.Claim, m.Article, m.Version, m.URL, m.Outlet, m.Published, m.File, m.Block, m.Stance, m.SentenceText}
}

func figures() exporter {
	return &table[Figure]{
		name: "figures", doc: "a number that an article states, with its unit and what it counts",
		rows: func(s Source) iter.Seq2[Figure, error] {
			return expand(s.Mentions, func(m corpus.Mention) []Figure {
				if m.Kind != corpus.FigureMention {
					return nil // the figures of a quote or statement are mentions of their own
				}
				out := make([]Figure, len(m.Figures))
				for i, f := range m.Figures {
					out[i] = Figure{s.row(m), f}
				}
				return out
			})
		},
		columns: append([]column[Figure]{
			plain("mention", func(f *Figure) string { return string(f.In.ID) }),
			plain("start", func(f *Figure) string { return strconv.Itoa(f.Figure.Start) }),
			plain("end", func(f *Figure) string { return strconv.Itoa(f.Figure.End) }),
			text("text", func(f *Figure) string { return f.Figure.Text }),
			plain("lo", func(f *Figure) string { return number(f.Figure.Lo) }),
			plain("hi", func(f *Figure) string { return number(f.Figure.Hi) }),
			text("unit", func(f *Figure) string { return f.Figure.Unit }),
			plain("dimension", func(f *Figure) string { return f.Figure.Dimension }),
			plain("qualifier", func(f *Figure) string { return f.Figure.Qualifier }),
			text("qualifier_text", func(f *Figure) string { return f.Figure.QualifierText }),
			plain("change", func(f *Figure) string { return f.Figure.Change }),
			plain("role", func(f *Figure) string { return f.Figure.Role }),
			text("concept", func(f *Figure) string { return f.Figure.Concept }),
			text("noun", func(f *Figure) string { return f.Figure.Noun }),
			text("scope", func(f *Figure) string { return f.Figure.Scope }),
			plain("scope_lo", func(f *Figure) string { return f.Figure.ScopeLo }),
			plain("scope_hi", func(f *Figure) string { return f.Figure.ScopeHi }),
			plain("kind", func(f *Figure) string { return f.Figure.Kind }),
		}, where(func(f *Figure) *Mention { return &f.In })...),
	}
}

// A Quote is a row of the table quotes: a quote and the mention that it is.
type Quote struct {
	In    Mention
	Quote corpus.Quote
}

// MarshalJSON writes the quote and where it stands, without repeating the mention.
func (q Quote) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		place
		Quote corpus.Quote `json:"quote"`
	}{q.In.place(), q.Quote})
}

func (q *Quote) speaker() corpus.Speaker {
	if q.Quote.Speaker == nil {
		return corpus.Speaker{}
	}
	return *q.Quote.Speaker
}

func (q *Quote) cue() corpus.Cue {
	if q.Quote.Cue == nil {
		return corpus.Cue{}
	}
	return *q.Quote.Cue
}

func quotes() exporter {
	return &table[Quote]{
		name: "quotes", doc: "a quotation or reported statement, with its speaker and on whose word it rests",
		rows: func(s Source) iter.Seq2[Quote, error] {
			return expand(s.Mentions, func(m corpus.Mention) []Quote {
				if m.Kind != corpus.QuoteMention || m.Quote == nil {
					return nil
				}
				return []Quote{{s.row(m), *m.Quote}}
			})
		},
		columns: append([]column[Quote]{
			plain("mention", func(q *Quote) string { return string(q.In.ID) }),
			plain("kind", func(q *Quote) string { return q.Quote.Kind }),
			plain("start", func(q *Quote) string { return strconv.Itoa(q.Quote.Start) }),
			plain("end", func(q *Quote) string { return strconv.Itoa(q.Quote.End) }),
			text("text", func(q *Quote) string { return q.Quote.Text }),
			text("speaker", func(q *Quote) string { return q.speaker().Name }),
			text("speaker_text", func(q *Quote) string { return q.speaker().Text }),
			text("via", func(q *Quote) string { return q.speaker().Via }),
			text("cue", func(q *Quote) string { return q.cue().Text }),
			plain("cue_class", func(q *Quote) string { return q.cue().Class }),
			plain("cue_strength", func(q *Quote) string { return strconv.Itoa(q.cue().Strength) }),
			plain("negated", func(q *Quote) string { return strconv.FormatBool(q.cue().Negated) }),
			text("hedge", func(q *Quote) string { return q.cue().Hedge }),
			text("chain", func(q *Quote) string { return chain(q.Quote.Chain) }),
			plain("confidence", func(q *Quote) string { return number(q.Quote.Confidence) }),
		}, where(func(q *Quote) *Mention { return &q.In })...),
	}
}
