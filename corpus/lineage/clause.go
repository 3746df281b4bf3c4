package lineage

import (
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

// times compares the periods of the two sides.
func (c *comparison) times() {
	x, y := c.a.m.Statement, c.b.m.Statement
	if x == nil || y == nil {
		return
	}
	switch {
	case x.Time == "" && y.Time == "":
		return
	case y.Time == "":
		c.add("time_dropped", "“"+x.Time+"” is gone", c.a.scope(), c.b.whole())
		return
	case x.Time == "":
		c.add("time_added", "“"+y.Time+"” is new", c.a.whole(), c.b.scope())
		return
	case strings.EqualFold(x.Time, y.Time):
		return
	}
	from, to := c.a.scope(), c.b.scope()
	switch {
	case present(x) != present(y):
		c.add("time_shifted", "what is now and what was then", from, to)
	case (x.TimeLo == "") != (y.TimeLo == "") && sameMonth(x.Time, y.Time):
		return // "by January" after "in January 2026"
	case x.TimeLo == "" && y.TimeLo == "":
		if text.Stem(lastWord(x.Time)) != text.Stem(lastWord(y.Time)) {
			c.add("time_shifted", "another period", from, to)
		}
	case x.TimeLo == "":
		if duration(x.Time) {
			c.add("time_narrowed", "the period is dated", from, to)
		}
	case y.TimeLo == "":
		if duration(y.Time) {
			c.add("time_broadened", "the period is no longer dated", from, to)
		}
	case x.TimeLo == y.TimeLo && x.TimeHi == y.TimeHi:
	case x.TimeLo <= y.TimeLo && y.TimeHi <= x.TimeHi:
		c.add("time_narrowed", "within the other period", from, to)
	case y.TimeLo <= x.TimeLo && x.TimeHi <= y.TimeHi:
		c.add("time_broadened", "holds the other period", from, to)
	default:
		c.add("time_shifted", "another period", from, to)
	}
}

// duration reports whether a time scope only says how long: "within six months". Of "the past year" it is not known which
// year that is.
func duration(s string) bool {
	f := strings.Fields(text.Fold(s))
	return len(f) >= 2 && lexicon().is("period", f[len(f)-1]) && !strings.Contains(text.Fold(s), "past") && !strings.Contains(text.Fold(s), "last")
}

// present reports whether st tells of the present: "currently", "its current contracts".
func present(st *corpus.Statement) bool {
	return st.TimeLo == "" && lexicon().is("present", text.Fold(lastWord(st.Time)))
}

// scope is the place of the time scope; the whole mention where it stands outside.
func (s *side) scope() corpus.Place {
	if sp := s.m.Statement.TimeSpan; sp != nil && s.m.Contains(*sp) {
		return s.place(*sp)
	}
	return s.whole()
}

// sameMonth reports whether x and y name a month in common.
func sameMonth(x, y string) bool {
	y = " " + text.Fold(y) + " "
	for _, w := range strings.Fields(text.Fold(x)) {
		if lexicon().is("month", w) && strings.Contains(y, " "+w+" ") {
			return true
		}
	}
	return false
}

func lastWord(s string) string {
	f := strings.Fields(s)
	if len(f) == 0 {
		return ""
	}
	return f[len(f)-1]
}

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
		} else if w, ok := class(c.b); ok {
			c.add("entity_generalised", lost[0].Name+" is no longer named", c.a.place(lost[0].Span), w)
		}
	case len(found) > 0:
		if c.b.joined(found[0], c.a, x) {
			c.add("scope_broadened", found[0].Name+" now stands beside the other", c.a.whole(), c.b.place(found[0].Span))
		} else if w, ok := class(c.a); ok {
			c.add("entity_specialised", found[0].Name+" is named", w, c.b.place(found[0].Span))
		}
	}
}

// written reports whether n is a name, and not a word that stands for one.
func written(n corpus.Name) bool {
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

// class finds a common noun in s that names could have been replaced with.
func class(s *side) (corpus.Place, bool) {
	for i, t := range s.terms {
		if s.roles[i] == free && lexicon().is("many-to-one", t.Fold) {
			return s.place(s.toks[i].Span), true
		}
	}
	return corpus.Place{}, false
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
	if len(gone) >= 4 && len(lost) > 2*len(found) {
		c.add("detail_dropped", "words without a counterpart", c.a.over(gone), c.b.whole())
	}
	if len(come) >= 4 && len(found) > 2*len(lost) {
		c.add("detail_added", "words without a counterpart", c.a.whole(), c.b.over(come))
	}
	if (len(changed) > 0 || len(gone) > 0 && len(come) > 0) && likeness(c.a, c.b) > 0.3 && !c.has("quote", "detail", "scope", "entity", "value_changed") {
		from, to := c.a.whole(), c.b.whole()
		if len(changed) > 0 {
			from, to = c.a.over(partner), c.b.over(changed)
		}
		c.add("reworded", "other words, the meaning kept", from, to)
	}
}

// counts reports whether token i tells something and belongs to no other comparer.
func (s *side) counts(i int) bool {
	return s.roles[i] == free && !s.terms[i].Func && s.terms[i].Kind != text.Punct
}

// unlike returns the tokens of s that are like none of other.
func unlike(s *side, list []int, other *side) (out []int) {
	for _, i := range list {
		known := false
		for _, t := range other.terms {
			known = known || s.terms[i].Like(t) > 0.5
		}
		if !known {
			out = append(out, i)
		}
	}
	return out
}

// connectives names causes and evaluations that only b has.
func (c *comparison) connectives() {
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
