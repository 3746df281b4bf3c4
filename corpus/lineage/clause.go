package lineage

import (
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
		c.add("time_dropped", "“"+x.Time+"” is gone", c.a.place(*x.TimeSpan), c.b.whole())
		return
	case x.Time == "":
		c.add("time_added", "“"+y.Time+"” is new", c.a.whole(), c.b.place(*y.TimeSpan))
		return
	case strings.EqualFold(x.Time, y.Time):
		return
	}
	from, to := c.a.place(*x.TimeSpan), c.b.place(*y.TimeSpan)
	switch {
	case x.TimeLo == "" && y.TimeLo == "":
		if text.Stem(lastWord(x.Time)) != text.Stem(lastWord(y.Time)) {
			c.add("time_shifted", "another period", from, to)
		}
	case x.TimeLo == "":
		c.add("time_narrowed", "the period is dated", from, to)
	case y.TimeLo == "":
		c.add("time_broadened", "the period is no longer dated", from, to)
	case x.TimeLo == y.TimeLo && x.TimeHi == y.TimeHi:
	case x.TimeLo <= y.TimeLo && y.TimeHi <= x.TimeHi:
		c.add("time_narrowed", "within the other period", from, to)
	case y.TimeLo <= x.TimeLo && x.TimeHi <= y.TimeHi:
		c.add("time_broadened", "holds the other period", from, to)
	default:
		c.add("time_shifted", "another period", from, to)
	}
}

func lastWord(s string) string {
	f := strings.Fields(s)
	if len(f) == 0 {
		return ""
	}
	return f[len(f)-1]
}

// polarity compares what is affirmed with what is denied. A negation and an opposite cancel out: "does not allow" and
// "prohibits" say the same.
func (c *comparison) polarity() {
	x, y := c.a.m.Statement, c.b.m.Statement
	if x == nil || y == nil {
		return
	}
	flips := (x.Polarity == "negated") != (y.Polarity == "negated")
	opposed := text.Pair{A: -1, B: -1}
	for i, t := range c.a.terms {
		for j, u := range c.b.terms {
			if t.Opposes(u) {
				opposed = text.Pair{A: i, B: j}
			}
		}
	}
	switch {
	case flips == (opposed.A >= 0):
		return
	case flips:
		from, to := c.a.whole(), c.b.whole()
		if x.Negation != nil {
			from = c.a.place(*x.Negation)
		}
		if y.Negation != nil {
			to = c.b.place(*y.Negation)
		}
		if c.has("strength") {
			return // "does not believe" against "denied" is a matter of strength
		}
		c.add("polarity_flipped", "one denies what the other affirms", from, to)
	default:
		c.add("polarity_flipped", "opposites", c.a.place(c.a.toks[opposed.A].Span), c.b.place(c.b.toks[opposed.B].Span))
	}
}

// entities compares the names of the two sides.
func (c *comparison) entities() {
	x, y := namesOf(c.a), namesOf(c.b)
	var lost, found []corpus.Name
	for _, n := range x {
		if !holds(c.b, y, n) {
			lost = append(lost, n)
		}
	}
	for _, n := range y {
		if !holds(c.a, x, n) {
			found = append(found, n)
		}
	}
	switch {
	case len(lost) > 0 && len(found) > 0:
		c.add("entity_substituted", lost[0].Name+" becomes "+found[0].Name, c.a.place(lost[0].Span), c.b.place(found[0].Span))
	case len(lost) > 0:
		if w, ok := class(c.b); ok {
			c.add("entity_generalised", lost[0].Name+" is no longer named", c.a.place(lost[0].Span), w)
		}
	case len(found) > 0:
		if w, ok := class(c.a); ok {
			c.add("entity_specialised", found[0].Name+" is named", w, c.b.place(found[0].Span))
		}
	}
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
		case c.a.terms[p.A].Stem != c.b.terms[p.B].Stem && c.b.counts(p.B):
			changed = append(changed, p.B)
			partner = append(partner, p.A)
		}
	}
	lost, found = unlike(c.a, lost, c.b), unlike(c.b, found, c.a)
	c.connectives(found)
	if c.identical() && len(c.out) == 0 {
		c.add("verbatim", "the same words", c.a.whole(), c.b.whole())
		return
	}
	if len(lost) >= 2 && len(lost) > len(found) {
		c.add("detail_dropped", "words without a counterpart", c.a.over(lost), c.b.whole())
	}
	if len(found) >= 2 && len(found) > len(lost) {
		c.add("detail_added", "words without a counterpart", c.a.whole(), c.b.over(found))
	}
	if len(changed) > 0 && !c.has("quote", "detail") || len(lost) > 0 && len(found) > 0 && len(c.out) == 0 {
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
func (c *comparison) connectives(found []int) {
	for _, i := range found {
		switch w := c.b.terms[i].Fold; {
		case lexicon().is("cause", w):
			c.add("cause_added", "“"+w+"” joins on a cause or a consequence", c.a.whole(), c.b.place(c.b.toks[i].Span))
		case lexicon().is("framing", w):
			c.add("framing_added", "“"+w+"” judges", c.a.whole(), c.b.place(c.b.toks[i].Span))
		}
	}
}
