package lineage

import (
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
		if c.a.m.Quote == nil {
			return
		}
		if n := kept(c.b, y, c.a, all(c.a)); n < (len(y)+1)/2 {
			c.add("quote_invented", "quotation marks around words that the other does not have", c.a.whole(), c.b.over(y))
		}
		return
	case len(y) == 0:
		if k := c.a.m.Attribution.Kind; !c.identical() && (named(k) || k == "outlet" || c.a.m.Quote != nil && c.a.m.Quote.Speaker != nil) {
			c.add("quote_paraphrased", "the quotation marks are gone, the words are others", c.a.over(x), c.b.whole())
		}
		return
	}
	n := kept(c.b, y, c.a, x)
	from, to := c.a.over(x), c.b.over(y)
	switch {
	case n == len(y) && n == len(x):
		return
	case n < (len(y)+1)/2:
		c.add("quote_invented", "quotation marks around words that the other quotation does not have", from, to)
	case n < len(y):
		c.add("quote_altered", "words inside the quotation marks differ", from, to)
		if 5*len(y) < 3*len(x) {
			c.add("quote_fragment", "only a phrase is quoted", from, to)
		}
	case 5*len(y) < 3*len(x):
		c.add("quote_fragment", "only a phrase is quoted", from, to)
	default:
		c.add("quote_truncated", "part of the quotation is cut", from, to)
	}
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

// kept counts the words y of b that stand, in this order, among the words x of a.
func kept(b *side, y []int, a *side, x []int) (n int) {
	for _, p := range text.Align(len(y), len(x), func(i, j int) float64 {
		if b.terms[y[i]].Fold == a.terms[x[j]].Fold {
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
