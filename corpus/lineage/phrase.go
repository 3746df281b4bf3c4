package lineage

import (
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

// scopes compares what the two sides speak of: how many of it, what stands beside it, and which noun has taken the place
// of which.
func (c *comparison) scopes() {
	alike := likeness(c.a, c.b)
	if c.a.asks() || c.b.asks() || alike < comparable {
		return
	}
	c.quantified()
	if alike >= steady {
		c.coordinated()
	}
	for _, r := range c.replaced() {
		x, y := c.a.terms[r.a], c.b.terms[r.b]
		from, to := c.a.place(c.a.toks[r.a].Span), c.b.place(c.b.toks[r.b].Span)
		switch gx, gy := lexicon().is("class", single(x.Fold)), lexicon().is("class", single(y.Fold)); {
		case c.has("quote", "scope", "entity"):
			return
		case gy && !gx:
			c.add("entity_generalised", "“"+y.Fold+"” is a class that “"+x.Fold+"” can be of", from, to)
		case gx && !gy:
			c.add("entity_specialised", "“"+x.Fold+"” is a class that “"+y.Fold+"” can be of", from, to)
		case alike >= steady:
			c.add("scope_shifted", "“"+x.Fold+"” becomes “"+y.Fold+"”", from, to)
		}
	}
}

// How alike two wordings must be for what they speak of to be compared, and for a noun that differs to be another thing and
// not another way to say it.
const (
	comparable = 0.35
	steady     = 0.55
)

// single is a noun without the ending of its plural.
func single(w string) string {
	if strings.HasSuffix(w, "ss") || len(w) < 4 {
		return w
	}
	if s, ok := strings.CutSuffix(w, "ies"); ok {
		return s + "y"
	}
	return strings.TrimSuffix(w, "s")
}

// A replacement is a noun of a and the noun of b that stands in its place.
type replacement struct{ a, b int }

// replaced returns the nouns of the two sides that stand in the same gap of the alignment and are like nothing on the other
// side.
func (c *comparison) replaced() (out []replacement) {
	x, y := -1, -1
	gap := func() {
		if x >= 0 && y >= 0 {
			out = append(out, replacement{x, y})
		}
		x, y = -1, -1
	}
	for _, p := range c.pairs {
		switch {
		case p.A >= 0 && p.B >= 0:
			if c.a.terms[p.A].Kind != text.Punct {
				gap()
			}
		case p.A >= 0:
			if x < 0 && c.a.head(p.A) && len(unlike(c.a, []int{p.A}, c.b)) > 0 {
				x = p.A
			}
		default:
			if y < 0 && c.b.head(p.B) && len(unlike(c.b, []int{p.B}, c.a)) > 0 {
				y = p.B
			}
		}
	}
	gap()
	return out
}

// head reports whether token i looks like the noun that carries a phrase: a word that tells something, no verb and no
// adverb, with none behind it.
func (s *side) head(i int) bool {
	t := s.terms[i]
	if !s.counts(i) || s.verbs[i] || t.Kind != text.Word || len(t.Fold) < 3 || strings.HasSuffix(t.Fold, "ly") || strings.HasSuffix(t.Fold, "ed") || strings.HasSuffix(t.Fold, "ing") {
		return false
	}
	if i > 0 && s.terms[i-1].Fold == "to" { // "to close"
		return false
	}
	return i+1 == len(s.terms) || s.terms[i+1].Func || s.verbs[i+1] || s.roles[i+1] == timing
}

// quantified compares how many of a thing the sides speak of: some, all, or just of it.
func (c *comparison) quantified() {
	x, i := c.a.quantity(c.b)
	y, j := c.b.quantity(c.a)
	if x == y {
		return
	}
	from, to := c.a.quantifier(i), c.b.quantifier(j)
	if x < y {
		c.add("scope_broadened", "told of more of them", from, to)
	} else {
		c.add("scope_narrowed", "told of fewer of them", from, to)
	}
}

// quantifier is the place of token i; the whole side for -1.
func (s *side) quantifier(i int) corpus.Place {
	if i < 0 {
		return s.whole()
	}
	return s.place(s.toks[i].Span)
}

// quantity returns how much s speaks of what other speaks of too: 1 some of it, 2 it, 3 all of it; and the word that says so.
func (s *side) quantity(other *side) (how, at int) {
	for i, t := range s.terms {
		some, all := lexicon().is("some", t.Fold), lexicon().is("all", t.Fold)
		if !some && !all || s.roles[i] == timing || s.roles[i] == hedging {
			continue
		}
		if t.Fold == "one" && (i+1 >= len(s.terms) || s.terms[i+1].Fold != "of") {
			continue
		}
		for j := i + 1; j < len(s.terms) && j <= i+5; j++ {
			if u := s.terms[j]; !u.Func && s.roles[j] != figure && slices.ContainsFunc(other.terms, func(v text.Term) bool { return v.Like(u) > 0.5 }) {
				if some {
					return 1, i
				}
				return 3, i
			}
		}
		if all && strings.HasPrefix(t.Fold, "every") && len(t.Fold) > 5 { // everyone, everybody
			return 3, i
		}
	}
	return 2, -1
}

// coordinated finds a noun that stands beside another one, joined by "and", where the other side has only the other.
func (c *comparison) coordinated() {
	if c.has("scope") {
		return
	}
	if i := c.b.beside(c.a); i >= 0 {
		c.add("scope_broadened", "“"+c.b.terms[i].Fold+"” now stands beside the other", c.a.whole(), c.b.place(c.b.toks[i].Span))
	} else if i := c.a.beside(c.b); i >= 0 {
		c.add("scope_narrowed", "“"+c.a.terms[i].Fold+"” no longer stands beside the other", c.a.place(c.a.toks[i].Span), c.b.whole())
	}
}

// beside returns a noun of s that other lacks and that "and" joins to one that other has; or -1.
func (s *side) beside(other *side) int {
	has := func(i int) bool {
		return slices.ContainsFunc(other.terms, func(t text.Term) bool { return t.Like(s.terms[i]) > 0.5 })
	}
	for i := 1; i+1 < len(s.terms); i++ {
		if w := s.terms[i].Fold; w != "and" && w != "or" {
			continue
		}
		j := i + 1
		for j+1 < len(s.terms) && j < i+3 && !s.terms[j].Func && !s.head(j) {
			j++
		}
		if s.head(i-1) && s.head(j) && has(i-1) != has(j) {
			lone := j
			if has(j) {
				lone = i - 1
			}
			if !other.saysElse(s.terms[lone]) {
				return lone
			}
		}
	}
	return -1
}
