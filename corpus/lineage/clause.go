package lineage

import (
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

// entities compares the names that the two sides write out.
func (c *comparison) entities() {
	x, y := namesOf(c.a), namesOf(c.b)
	var lost, found []corpus.Name
	for _, n := range x {
		if written(n) && !c.cites(n) && !holds(c.b, y, n) {
			lost = append(lost, n)
		}
	}
	for _, n := range y {
		if written(n) && !c.cites(n) && !holds(c.a, x, n) {
			found = append(found, n)
		}
	}
	switch {
	case len(lost) > 0 && len(found) > 0:
		if likeness(c.a, c.b) > 0.3 {
			c.add("entity_substituted", lost[0].Name+" becomes "+found[0].Name, c.a.place(lost[0].Span), c.b.place(found[0].Span))
		}
	case len(lost) > 0:
		if c.a.joined(lost[0], c.b, y) {
			c.add("scope_narrowed", lost[0].Name+" no longer stands beside the other", c.a.place(lost[0].Span), c.b.whole())
		} else if c.a.restricts(lost[0], c.b) {
			c.add("scope_broadened", "no longer only of "+lost[0].Name, c.a.place(lost[0].Span), c.b.whole())
		} else if w, ok := class(c.b, c.a); ok {
			c.add("entity_generalised", lost[0].Name+" is no longer named", c.a.place(lost[0].Span), w)
		}
	case len(found) > 0:
		if c.b.joined(found[0], c.a, x) {
			c.add("scope_broadened", found[0].Name+" now stands beside the other", c.a.whole(), c.b.place(found[0].Span))
		} else if c.b.restricts(found[0], c.a) {
			c.add("scope_narrowed", "now only of "+found[0].Name, c.a.whole(), c.b.place(found[0].Span))
		} else if w, ok := class(c.a, c.b); ok {
			c.add("entity_specialised", found[0].Name+" is named", w, c.b.place(found[0].Span))
		}
	}
}

// written reports whether n is a name, and not a word that stands for one.
func written(n corpus.Name) bool {
	if lexicon().is("letters", text.Fold(n.Name)) {
		return false
	}
	return strings.ToLower(n.Text) != n.Text && !strings.HasPrefix(n.Text, "The ") || n.Text == n.Name
}

// cites reports whether n is named as a source of either side, which is compared elsewhere.
func (c *comparison) cites(n corpus.Name) bool {
	for _, s := range []*side{c.a, c.b} {
		for _, l := range s.m.Attribution.Chain {
			if sameSource(l.Source, n.Name) && len(telling(n.Name)) > 0 {
				return true
			}
		}
	}
	return false
}

// joined reports whether n stands beside another name of s, joined by "and", which other has too.
func (s *side) joined(n corpus.Name, other *side, names []corpus.Name) bool {
	for _, m := range namesOf(s) {
		if m.Span == n.Span || !holds(other, names, m) {
			continue
		}
		a, b := m.Span, n.Span
		if b.Start < a.Start {
			a, b = b, a
		}
		if a.End >= b.Start || !s.m.Contains(a) || !s.m.Contains(b) {
			continue
		}
		switch strings.TrimSpace(s.m.Text[a.End-s.m.Start : b.Start-s.m.Start]) {
		case "and", ",", ", and", "&", "or":
			return true
		}
	}
	return false
}

// restricts reports whether n stands before a noun that other has without it: "Azure spending", "spending".
func (s *side) restricts(n corpus.Name, other *side) bool {
	for i, t := range s.toks {
		if t.Start < n.End {
			continue
		}
		if strings.HasPrefix(s.terms[i].Fold, "'") || strings.HasPrefix(s.terms[i].Fold, "’") {
			continue
		}
		return s.counts(i) && !s.verbs[i] && slices.ContainsFunc(other.terms, func(u text.Term) bool { return u.Like(s.terms[i]) > 0.5 })
	}
	return false
}

// namesOf returns the names of s.
func namesOf(s *side) []corpus.Name {
	if s.m.Statement == nil {
		return nil
	}
	return s.m.Statement.Names
}

// holds reports whether s names n, in any form, or has its words.
func holds(s *side, list []corpus.Name, n corpus.Name) bool {
	for _, m := range list {
		if sameSource(m.Name, n.Name) || n.Short != "" && strings.EqualFold(m.Short, n.Short) || initials(m.Name) != "" && strings.EqualFold(initials(m.Name), n.Name) ||
			initials(n.Name) != "" && strings.EqualFold(initials(n.Name), m.Name) {
			return true
		}
	}
	words := telling(n.Name)
	for _, w := range words {
		ok := false
		for _, t := range s.terms {
			ok = ok || t.Stem == w
		}
		if !ok {
			return false
		}
	}
	return len(words) > 0
}

// initials returns the first letters of a name of three words or more.
func initials(name string) string {
	var sb strings.Builder
	for _, w := range strings.Fields(name) {
		if w[0] >= 'A' && w[0] <= 'Z' {
			sb.WriteByte(w[0])
		}
	}
	if sb.Len() < 3 {
		return ""
	}
	return sb.String()
}

// class finds a common noun in s, and not in other, that names could have been replaced with.
func class(s, other *side) (corpus.Place, bool) {
	for i, t := range s.terms {
		if s.roles[i] == free && lexicon().is("many-to-one", t.Fold) && !other.plainly(t) {
			return s.place(s.toks[i].Span), true
		}
	}
	return corpus.Place{}, false
}

// plainly reports whether s has a word like t outside of its names.
func (s *side) plainly(t text.Term) bool {
	for i, u := range s.terms {
		if s.roles[i] != naming && t.Like(u) > 0.5 {
			return true
		}
	}
	return s.saysElse(t)
}

// words compares the words that no other comparer has claimed.
func (c *comparison) words() {
	var lost, found, changed []int // tokens of a, of b, of b
	var partner []int
	for _, p := range c.pairs {
		switch {
		case p.B < 0:
			if c.a.counts(p.A) {
				lost = append(lost, p.A)
			}
		case p.A < 0:
			if c.b.counts(p.B) {
				found = append(found, p.B)
			}
		case c.a.terms[p.A].Stem != c.b.terms[p.B].Stem && c.b.counts(p.B) && !c.explained(c.b, p.B):
			changed = append(changed, p.B)
			partner = append(partner, p.A)
		}
	}
	lost, found = unlike(c.a, lost, c.b), unlike(c.b, found, c.a)
	c.connectives()
	if c.identical() && len(c.out) == 0 {
		c.add("verbatim", "the same words", c.a.whole(), c.b.whole())
		return
	}
	gone := slices.DeleteFunc(slices.Clone(lost), func(i int) bool { return c.explained(c.a, i) })
	come := slices.DeleteFunc(slices.Clone(found), func(i int) bool { return c.explained(c.b, i) })
	if len(gone) >= detailWords && c.b.within(c.a) {
		c.add("detail_dropped", "words without a counterpart", c.a.over(gone), c.b.whole())
	}
	if len(come) >= detailWords && c.a.within(c.b) {
		c.add("detail_added", "words without a counterpart", c.a.whole(), c.b.over(come))
	}
	if !c.onlyVoice() || likeness(c.a, c.b) <= 0.3 {
		return
	}
	if len(changed) > 0 {
		c.add("reworded", "other words, the meaning kept", c.a.over(partner), c.b.over(changed))
	} else if len(gone) > 0 && len(come) > 0 {
		c.add("reworded", "other words, the meaning kept", c.a.whole(), c.b.whole())
	}
}

// detailWords is how many telling words make a detail; keptShare is how much of the shorter wording the longer one must have.
const (
	detailWords = 3
	keptShare   = 0.6
)

// within reports whether other says nearly all that s says.
func (s *side) within(other *side) bool {
	n, has := 0, 0
	for _, t := range s.terms {
		if t.Func || t.Kind == text.Punct {
			continue
		}
		n++
		if other.saysElse(t) || slices.ContainsFunc(other.terms, func(u text.Term) bool { return t.Like(u) > 0.5 }) {
			has++
		}
	}
	return n > 0 && float64(has) >= keptShare*float64(n)
}

// onlyVoice reports whether no mutation was found but of the source: what is said may still be told in other words.
func (c *comparison) onlyVoice() bool {
	return !slices.ContainsFunc(c.out, func(m corpus.Mutation) bool { return !strings.HasPrefix(m.Type, "attribution") })
}

// counts reports whether token i tells something and belongs to no other comparer.
func (s *side) counts(i int) bool {
	return s.roles[i] == free && !s.terms[i].Func && s.terms[i].Kind != text.Punct
}

// unlike returns the tokens of s that are like none of other, nor of the rest of its sentence.
func unlike(s *side, list []int, other *side) (out []int) {
	for _, i := range list {
		known := other.saysElse(s.terms[i])
		for _, t := range other.terms {
			known = known || s.terms[i].Like(t) > 0.5
		}
		if !known {
			out = append(out, i)
		}
	}
	return out
}

// connectives names causes and evaluations that only b has, in the mention or as the clause right behind it.
func (c *comparison) connectives() {
	if _, after, ok := around(c.b.m); ok {
		first, _, _ := strings.Cut(strings.ToLower(strings.TrimLeft(after, " ,;–—")), " ")
		if lexicon().is("cause", first) && !slices.ContainsFunc(append(slices.Clone(c.a.terms), c.a.rest...), func(u text.Term) bool { return lexicon().is("cause", u.Fold) }) {
			c.add("cause_added", "“"+first+"” joins on a cause or a consequence", c.a.whole(), c.b.whole())
		}
	}
	for i, t := range c.b.terms {
		cause, framing := lexicon().is("cause", t.Fold), lexicon().is("framing", t.Fold)
		if !cause && !framing || slices.ContainsFunc(c.a.terms, func(u text.Term) bool { return t.Like(u) > 0.6 }) {
			continue
		}
		at := c.b.place(c.b.toks[i].Span)
		if cause {
			c.add("cause_added", "“"+t.Fold+"” joins on a cause or a consequence", c.a.whole(), at)
		} else {
			c.add("framing_added", "“"+t.Fold+"” judges", c.a.whole(), at)
		}
	}
}
