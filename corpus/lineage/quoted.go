package lineage

import (
	"unicode/utf8"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

// quotes compares what stands inside quotation marks.
func (c *comparison) quotes() {
	x, y := marked(c.a), marked(c.b)
	switch {
	case len(x) == 0 && len(y) == 0:
		return
	case len(x) == 0:
		if c.a.m.Quote == nil && (nobody(&c.a.m.Attribution) || !sameEntity(c.a.m.Attribution.Source, c.b.m.Attribution.Source)) {
			return
		}
		if n := kept(c.b.pick(y), c.a.pick(all(c.a))); n < (len(y)+1)/2 {
			c.add("quote_invented", "quotation marks around words that the other does not have", c.a.whole(), c.b.over(y))
		}
		return
	case len(y) == 0:
		if k := c.a.m.Attribution.Kind; !c.identical() && (named(k) || k == "outlet" || c.a.m.Quote != nil && c.a.m.Quote.Speaker != nil) {
			c.add("quote_paraphrased", "the quotation marks are gone, the words are others", c.a.over(x), c.b.whole())
		}
		return
	}
	c.quotations(c.a.over(x), c.b.over(y))
}

// quotations compares the two quotations as far as their sentences hold them: what a clause leaves out may stand in the next.
func (c *comparison) quotations(from, to corpus.Place) {
	x, y := c.a.quotation(), c.b.quotation()
	n := kept(y, x)
	cut := func() {
		if c.b.m.Quote != nil && c.b.m.Quote.Kind == "direct" && len(y) > 3 || 5*len(y) >= 3*len(x) {
			c.add("quote_truncated", "part of the quotation is cut", from, to)
		} else {
			c.add("quote_fragment", "only a phrase is quoted", from, to)
		}
	}
	switch {
	case n == len(y) && n == len(x):
	case n < (len(y)+1)/2:
		c.add("quote_invented", "quotation marks around words that the other quotation does not have", from, to)
	case n == len(y):
		cut()
	default:
		c.add("quote_altered", "words inside the quotation marks differ", from, to)
		if 5*len(y) < 4*len(x) {
			cut()
		}
	}
}

// quotation returns the words in quotation marks of the sentence of s, or, where its anchor does not hold that, of s.
func (s *side) quotation() []text.Term {
	var out []text.Term
	words := func(str string) {
		for _, t := range text.Terms(str, text.Words(str)) {
			if t.Kind != text.Punct {
				out = append(out, t)
			}
		}
	}
	q := s.m.Quote
	if _, _, ok := around(s.m); ok && q != nil && q.Kind == "direct" {
		spans := q.Spans
		if len(spans) == 0 {
			spans = []corpus.Span{q.Span}
		}
		for _, sp := range spans {
			a, b := max(0, sp.Start-s.m.Sentence.Start), min(len(s.m.Anchor.Sentence), sp.End-s.m.Sentence.Start)
			if a < b && utf8.RuneStart(s.m.Anchor.Sentence[a]) && (b == len(s.m.Anchor.Sentence) || utf8.RuneStart(s.m.Anchor.Sentence[b])) {
				words(s.m.Anchor.Sentence[a:b])
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	for _, i := range marked(s) {
		out = append(out, s.terms[i])
	}
	return out
}

// marked returns the words of s that stand in quotation marks, by number.
func marked(s *side) []int {
	q := s.m.Quote
	if q == nil || q.Kind == "indirect" {
		return s.byMarks()
	}
	spans := q.Spans
	if len(spans) == 0 {
		spans = []corpus.Span{q.Span}
	}
	if q.Kind == "mixed" {
		if w := s.byMarks(); len(w) > 0 {
			return w
		}
	}
	var out []int
	for i, t := range s.toks {
		for _, sp := range spans {
			if sp.Contains(t.Span) && t.Kind != text.Punct {
				out = append(out, i)
				break
			}
		}
	}
	return out
}

// byMarks returns the words between a pair of double marks in s.
func (s *side) byMarks() []int {
	var out, run []int
	open := false
	for i, t := range s.terms {
		switch {
		case t.Fold == "\"":
			if open {
				out = append(out, run...)
			}
			open, run = !open, nil
		case open && t.Kind != text.Punct:
			run = append(run, i)
		}
	}
	return out
}

func all(s *side) []int {
	var out []int
	for i, t := range s.terms {
		if t.Kind != text.Punct {
			out = append(out, i)
		}
	}
	return out
}

// kept counts the words of y that stand, in this order, among those of x.
func kept(y, x []text.Term) (n int) {
	for _, p := range text.Align(len(y), len(x), func(i, j int) float64 {
		if y[i].Fold == x[j].Fold {
			return 1
		}
		return 0
	}) {
		if p.A >= 0 && p.B >= 0 {
			n++
		}
	}
	return n
}

// pick returns the terms of the words.
func (s *side) pick(words []int) []text.Term {
	out := make([]text.Term, len(words))
	for k, i := range words {
		out[k] = s.terms[i]
	}
	return out
}

// over is the place from the first to the last of the words.
func (s *side) over(words []int) corpus.Place {
	return s.place(corpus.Span{Start: s.toks[words[0]].Start, End: s.toks[words[len(words)-1]].End})
}

// identical reports whether both sides have the same words.
func (c *comparison) identical() bool {
	for _, p := range c.pairs {
		switch {
		case p.A < 0 && c.b.terms[p.B].Kind != text.Punct, p.B < 0 && c.a.terms[p.A].Kind != text.Punct:
			return false
		case p.A >= 0 && p.B >= 0 && c.a.terms[p.A].Fold != c.b.terms[p.B].Fold:
			return false
		}
	}
	return true
}
