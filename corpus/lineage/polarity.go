package lineage

import (
	"hearsay/corpus"
	"hearsay/corpus/text"
)

// How alike two wordings must be for one to be the contrary of the other.
const (
	contrary = 0.3  // with a pair of opposites: "allow", "prohibit"
	denied   = 0.15 // with a negation of what the other affirms
)

// polarity compares what is affirmed with what is denied. Negations cancel out, those that stand in a verb included:
// "does not allow" and "prohibits" say the same. A negation of something of which the other side says nothing ("without a
// boat") turns nothing round.
func (c *comparison) polarity() {
	if c.has("quote_invented") || c.a.asks() || c.b.asks() {
		return
	}
	alike := likeness(c.a, c.b)
	x, y := c.a.denials(), c.b.denials()
	flips := x.odd() != y.odd() && (!x.odd() || x.hits(c.b)) && (!y.odd() || y.hits(c.a))
	least := denied
	from, to := x.at, y.at
	for _, p := range c.pairs {
		if p.A < 0 || p.B < 0 || alike <= contrary {
			continue
		}
		if t, u := c.a.terms[p.A], c.b.terms[p.B]; t.Opposes(u) && !negative(t) && !negative(u) {
			flips, least = !flips, contrary
			from, to = c.a.place(c.a.toks[p.A].Span), c.b.place(c.b.toks[p.B].Span)
		}
	}
	if flips && alike > least {
		c.add("polarity_flipped", "one denies what the other affirms", from, to)
	}
}

// asks reports whether s asks, or only says what is asked: "what the files do not say".
func (s *side) asks() bool {
	if s.m.Stance == "questions" || len(s.terms) == 0 {
		return true
	}
	switch s.terms[0].Fold {
	case "what", "how", "why", "whether", "who", "which", "if":
		return true
	}
	return false
}

func negative(t text.Term) bool { return lexicon().is("negative", t.Fold) }

// A denial is how often a side denies, and where first.
type denial struct {
	n    int
	at   corpus.Place
	what []text.Term // the words that are negated; none where a whole report is denied
}

func (d denial) odd() bool { return d.n%2 == 1 }

// hits reports whether other speaks of what is denied.
func (d denial) hits(other *side) bool { return len(d.what) == 0 || other.mentions(d.what) }

// denials counts the negations in s, those in its verbs and its cue included. A belief that is denied counts once: "does
// not believe that it leaks" is "denies that it leaks".
func (s *side) denials() denial {
	d := denial{at: s.whole()}
	for i, t := range s.terms {
		if !negative(t) || i+1 < len(s.terms) && s.terms[i+1].Fold == "," {
			continue // "No, she is sold"
		}
		if d.n == 0 {
			d.at = s.place(s.toks[i].Span)
		}
		d.n++
		d.what = append(d.what, s.negated(i)...)
	}
	if a := s.m.Attribution; a.Strength == denying && (a.At == nil || !s.m.Overlaps(*a.At)) {
		if d.n == 0 {
			d.at = s.source()
		}
		d.n, d.what = d.n+1, nil
	}
	return d
}

// denying is the strength of the cues that deny.
const denying = 9

// negated returns the words of which the negation at i takes one back: the next two that tell something, or the last one
// before it where nothing follows.
func (s *side) negated(i int) []text.Term {
	var out []text.Term
	for j := i + 1; j < len(s.terms) && len(out) < 2; j++ {
		if t := s.terms[j]; !t.Func && t.Kind != text.Punct && !negative(t) {
			out = append(out, t)
		}
	}
	for j := i - 1; j >= 0 && len(out) == 0; j-- {
		if t := s.terms[j]; !t.Func && t.Kind != text.Punct {
			out = append(out, t)
		}
	}
	return out
}

// mentions reports whether a word of s, other than a name, is like one of words.
func (s *side) mentions(words []text.Term) bool {
	for i, t := range s.terms {
		for _, w := range words {
			if s.roles[i] != naming && !t.Func && (t.Like(w) > 0.5 || t.Opposes(w)) {
				return true
			}
		}
	}
	return false
}
