package lineage

import (
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

// A side is a mention prepared for comparison.
type side struct {
	m     *corpus.Mention
	toks  []text.Token // spans as in the article
	terms []text.Term
	roles []role      // what each token belongs to
	verbs []bool      // the tokens of the predicate
	rest  []text.Term // the words of the sentence that stand outside of the mention
}

// A role says which comparer a token belongs to, so that no change is named twice.
type role uint8

const (
	free   role = iota
	figure      // a figure, its qualifier
	timing      // the time scope
	naming      // a name, or what stands for one
	hedging
	negating
)

// A vocabulary keeps the terms of words that were looked up before.
type vocabulary map[word]text.Term

type word struct {
	text string
	kind text.Kind
}

// term returns the term of one word.
func (v vocabulary) term(w string, k text.Kind) text.Term {
	t, ok := v[word{w, k}]
	if !ok {
		t = text.NewTerm(w, k)
		v[word{t.Fold, k}] = t
		v[word{w, k}] = t
	}
	return t
}

func newSide(m *corpus.Mention, v vocabulary) *side {
	s := &side{m: m, toks: text.AppendWords(nil, m.Text, m.Start)}
	s.terms = make([]text.Term, len(s.toks))
	s.roles = make([]role, len(s.toks))
	for i, t := range s.toks {
		s.terms[i] = v.term(m.Text[t.Start-m.Start:t.End-m.Start], t.Kind)
	}
	s.verbs = make([]bool, len(s.toks))
	s.readRest(v)
	if st := m.Statement; st != nil {
		s.markVerbs(st.Predicate)
		for _, n := range st.Names {
			s.mark(n.Span, naming)
		}
		s.markAt(st.HedgeSpan, hedging)
		s.markAt(st.Negation, negating)
		s.markAt(st.TimeSpan, timing)
	}
	for i := range m.Figures {
		f := &m.Figures[i]
		s.mark(f.Span, figure)
		s.markAt(f.QualifierSpan, figure)
	}
	return s
}

// readRest reads what the sentence says outside of the mention: what stands there is not missing.
func (s *side) readRest(v vocabulary) {
	m := s.m
	before, after, ok := around(m)
	if !ok {
		return
	}
	for _, part := range []string{before, after} {
		for _, t := range text.Words(part) {
			s.rest = append(s.rest, v.term(t.Of(part), t.Kind))
		}
	}
}

// around returns what stands before and after m in its sentence; ok is false where its anchor does not hold the sentence.
func around(m *corpus.Mention) (before, after string, ok bool) {
	sent, a, b := m.Anchor.Sentence, m.Start-m.Sentence.Start, m.End-m.Sentence.Start
	if a < 0 || b > len(sent) || a > b || sent[a:b] != m.Text {
		return "", "", false
	}
	return sent[:a], sent[b:], true
}

// saysElse reports whether the sentence of s has a word like t outside of the mention.
func (s *side) saysElse(t text.Term) bool {
	return slices.ContainsFunc(s.rest, func(u text.Term) bool { return t.Like(u) > 0.5 })
}

// markVerbs marks the tokens of the predicate.
func (s *side) markVerbs(predicate string) {
	i := strings.Index(s.m.Text, predicate)
	if predicate == "" || i < 0 {
		return
	}
	sp := corpus.Span{Start: s.m.Start + i, End: s.m.Start + i + len(predicate)}
	for j, t := range s.toks {
		s.verbs[j] = sp.Contains(t.Span)
	}
}

func (s *side) mark(sp corpus.Span, r role) {
	for i, t := range s.toks {
		if sp.Contains(t.Span) {
			s.roles[i] = r
		}
	}
}

func (s *side) markAt(sp *corpus.Span, r role) {
	if sp != nil {
		s.mark(*sp, r)
	}
}

// place is a span of the article that lies in the mention.
func (s *side) place(sp corpus.Span) corpus.Place {
	sp.Start = min(max(sp.Start, s.m.Start), s.m.End)
	sp.End = min(max(sp.End, sp.Start), s.m.End)
	return corpus.Place{Mention: s.m.ID, Span: sp, Text: s.m.Text[sp.Start-s.m.Start : sp.End-s.m.Start]}
}

// whole is the place of the whole mention: the side on which something is missing.
func (s *side) whole() corpus.Place { return s.place(s.m.Span) }

// source is the place that names the mention's source; the whole mention where none is named.
func (s *side) source() corpus.Place {
	a := s.m.Attribution
	if a.At == nil || a.Text == "" {
		return s.whole()
	}
	return corpus.Place{Mention: s.m.ID, Span: *a.At, Text: a.Text}
}

// likeness is the share of the words of a and b that stand in each other's place, weighted by how alike they are.
func likeness(a, b *side) float64 {
	n, sum := 0, 0.0
	for _, t := range a.terms {
		if !t.Func {
			n++
		}
	}
	for _, t := range b.terms {
		if !t.Func {
			n++
		}
	}
	if n == 0 {
		return 0
	}
	for _, p := range align(a, b) {
		if p.A >= 0 && p.B >= 0 && !a.terms[p.A].Func && !b.terms[p.B].Func {
			sum += 2 * a.terms[p.A].Like(b.terms[p.B])
		}
	}
	return sum / float64(n)
}

func align(a, b *side) []text.Pair {
	return text.Align(len(a.terms), len(b.terms), func(i, j int) float64 { return a.terms[i].Like(b.terms[j]) })
}

// Compare names the differences from a to b, two mentions of one claim. Where they have a direction, a is the one
// nearer the source. It needs their Text, Figures, Quote, Statement and Attribution.
func Compare(a, b *corpus.Mention) []corpus.Mutation {
	v := vocabulary{}
	return compare(newSide(a, v), newSide(b, v))
}

// compare names the differences from a to b, the most telling first.
func compare(a, b *side) []corpus.Mutation {
	c := &comparison{a: a, b: b, pairs: align(a, b)}
	c.numbers()
	c.attribution()
	c.hedges()
	c.strength()
	c.quotes()
	c.times()
	c.polarity()
	c.contested()
	c.audience()
	c.entities()
	c.scopes()
	c.words()
	if len(c.out) == 0 {
		return []corpus.Mutation{}
	}
	byRank(c.out)
	return c.out
}

// A comparison gathers the mutations from a to b.
type comparison struct {
	a, b  *side
	pairs []text.Pair
	out   []corpus.Mutation
}

func (c *comparison) add(typ, rule string, from, to corpus.Place) {
	if slices.ContainsFunc(c.out, func(m corpus.Mutation) bool { return m.Type == typ && m.From == from && m.To == to }) {
		return
	}
	c.out = append(c.out, corpus.Mutation{Type: typ, Rule: rule, From: from, To: to})
}

// explained reports whether a mutation that was found is about token i of s.
func (c *comparison) explained(s *side, i int) bool {
	return slices.ContainsFunc(c.out, func(m corpus.Mutation) bool {
		p := m.From
		if s == c.b {
			p = m.To
		}
		return p.Contains(s.toks[i].Span) && p.Span != s.m.Span
	})
}

// has reports whether a mutation of one of the types was found.
func (c *comparison) has(types ...string) bool {
	return slices.ContainsFunc(c.out, func(m corpus.Mutation) bool {
		return slices.ContainsFunc(types, func(t string) bool { return m.Type == t || strings.HasPrefix(m.Type, t+"_") })
	})
}
