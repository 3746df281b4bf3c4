package lineage

import (
	"math"
	"slices"
	"strings"
	"unicode"

	"hearsay/corpus"
	"hearsay/corpus/quantity"
	"hearsay/corpus/text"
)

// numbers compares the figures of the two sides: each figure of a with the figure of b that it is closest to.
func (c *comparison) numbers() {
	fa, fb := measures(c.a.m), measures(c.b.m)
	used := make([]bool, len(fb))
	paired := make([]bool, len(fa))
	for _, least := range []int{same, 0} { // what agrees first, so that no figure takes the other's partner
		for i, x := range fa {
			if paired[i] {
				continue
			}
			if j, r, s := closest(x, fb, used); j >= 0 && s >= least {
				used[j], paired[i] = true, true
				c.number(x, fb[j], r)
			}
		}
	}
	var lost []corpus.Figure
	for i, x := range fa {
		if !paired[i] {
			lost = append(lost, x)
		}
	}
	lost = c.restated(lost, fb, used)
	for _, x := range lost {
		if j := alikeFigure(x, fb, used); j >= 0 {
			used[j] = true
			if y := fb[j]; x.Lo == y.Lo && x.Hi == y.Hi {
				continue // "40 a day", "40 on a winter's day"
			}
			c.add("value_changed", "other values of one kind", c.a.place(span(x)), c.b.place(span(fb[j])))
			continue
		}
		if w, ok := vagueWord(c.b); ok && len(fb) == 0 {
			c.add("value_vague", "a vague quantity stands for the number", c.a.place(x.Span), w)
			continue
		}
		if j := vagueFigure(x, fb, used); j >= 0 {
			used[j] = true
			c.add("value_vague", "a vague quantity stands for the number", c.a.place(x.Span), c.b.place(span(fb[j])))
			continue
		}
		if c.b.counted(x) || few(x) {
			continue
		}
		c.add("value_dropped", "no figure like it", c.a.place(span(x)), c.b.whole())
	}
	for j, y := range fb {
		if !used[j] && !c.a.counted(y) && !few(y) {
			c.add("value_added", "no figure like it", c.a.whole(), c.b.place(span(y)))
		}
	}
}

// restated names levels of one side that the other tells as a ratio or a change, "from 200 to 400" and "doubled", and
// returns the figures of a that are still without a partner.
func (c *comparison) restated(lost, list []corpus.Figure, used []bool) []corpus.Figure {
	var free []corpus.Figure
	for j, y := range list {
		if !used[j] {
			free = append(free, y)
		}
	}
	for _, y := range free {
		if len(lost) >= 2 && quantity.Restates(lost, y).Kind == quantity.Restated {
			c.add("representation_changed", "levels told as a change", c.a.place(lost[0].Span), c.b.place(span(y)))
			for j := range list {
				used[j] = used[j] || list[j].Span == y.Span
			}
			return nil
		}
	}
	for i, x := range lost {
		if len(free) >= 2 && quantity.Restates(free, x).Kind == quantity.Restated {
			c.add("representation_changed", "a change told as levels", c.a.place(span(x)), c.b.place(free[0].Span))
			for j := range used {
				used[j] = true
			}
			return slices.Delete(slices.Clone(lost), i, i+1)
		}
	}
	return lost
}

// vagueFigure returns an unused figure of list that is a vague quantity which allows the value of x: "tens of millions" of 38
// million dollars; or -1.
func vagueFigure(x corpus.Figure, list []corpus.Figure, used []bool) int {
	for j, y := range list {
		if !used[j] && y.Qualifier == "vague" && x.Qualifier != "vague" && y.Lo <= x.Lo && (x.Lo <= y.Hi || y.Lo == y.Hi) {
			return j
		}
	}
	return -1
}

// few reports whether f is a small count in words, which tells little: "two tools".
func few(f corpus.Figure) bool {
	return f.Dimension == "count" && !hasDigit(f.Text) && math.Abs(f.Lo) <= 10
}

// counted reports whether the number of f stands in the sentence of s, outside of the mention.
func (s *side) counted(f corpus.Figure) bool {
	for _, t := range text.Terms(f.Text, text.Words(f.Text)) {
		if t.Kind == text.Number && slices.ContainsFunc(s.rest, func(u text.Term) bool { return u.Fold == t.Fold }) {
			return true
		}
	}
	return false
}

// alikeFigure returns an unused figure of list that counts much the same as x, or says what the same is equal to; or -1.
func alikeFigure(x corpus.Figure, list []corpus.Figure, used []bool) int {
	for j, y := range list {
		if used[j] || x.Dimension != y.Dimension || x.Noun == "" || y.Noun == "" {
			continue
		}
		if x.Role == "equivalence" && y.Role == "equivalence" || text.NewTerm(lastWord(x.Noun), text.Word).Like(text.NewTerm(lastWord(y.Noun), text.Word)) > 0.5 {
			return j
		}
	}
	return -1
}

// measures returns the figures of m that the claim is about.
func measures(m *corpus.Mention) []corpus.Figure {
	var out []corpus.Figure
	for _, f := range m.Figures {
		if f.Kind == "figure" && f.Role != "window" && f.Role != "elapsed" && f.Dimension != "duration" {
			out = append(out, f)
		}
	}
	equivalence := func(f corpus.Figure) bool { return f.Role == "equivalence" }
	if slices.ContainsFunc(out, equivalence) { // what it is equal to is the claim
		out = slices.DeleteFunc(out, func(f corpus.Figure) bool { return !equivalence(f) })
	}
	return out
}

// How closely two figures agree, for closest.
const (
	same     = 12 // in value
	near     = 10 // within what both allow
	sideways = 8  // about another period, or a level told as a change
	opposed  = 6  // comparable, and not both true
)

// closest returns the unused figure of list that is most nearly x, how the two stand to each other, and how closely they
// agree; -1 if none is comparable.
func closest(x corpus.Figure, list []corpus.Figure, used []bool) (int, quantity.Relation, int) {
	best, top := -1, 0
	var rel quantity.Relation
	for j, y := range list {
		if used[j] {
			continue
		}
		r := quantity.Relate(x, y)
		s := 0
		switch {
		case r.Kind == quantity.Equal || r.Kind == quantity.Converted:
			s = same
		case r.Kind.Compatible():
			s = near
		case r.Kind == quantity.Scope || r.Kind == quantity.StockFlow:
			s = sideways
		case r.Kind == quantity.Conflicting:
			s = opposed
		}
		if s == 0 {
			continue
		}
		if x.Role == y.Role {
			s++
		}
		if s > top {
			best, top, rel = j, s, r
		}
	}
	return best, rel, top
}

// number names what happened to one figure.
func (c *comparison) number(x, y corpus.Figure, r quantity.Relation) {
	from, to := c.a.place(span(x)), c.b.place(span(y))
	ax, ay := loose(x), loose(y)
	switch r.Kind {
	case quantity.Equal, quantity.Converted:
		if u, v := unitText(c.a, x), unitText(c.b, y); u != v && u != "" && v != "" && (x.Unit != y.Unit || hasDigit(x.Text) == hasDigit(y.Text)) {
			c.add("unit_converted", "the same value, "+u+" becomes "+v, c.a.place(x.Span), c.b.place(y.Span))
		} else if short(x.Text) != short(y.Text) && hasDigit(x.Text) && hasDigit(y.Text) && x.Dimension == "money" {
			c.add("unit_converted", "the same value, the unit is spelled in another way", c.a.place(x.Span), c.b.place(y.Span))
		}
		if hasDigit(x.Text) != hasDigit(y.Text) {
			c.add("representation_changed", "digits and words", c.a.place(x.Span), c.b.place(y.Span))
		}
		switch {
		case ax && !ay:
			c.add("approximator_dropped", "“"+x.QualifierText+"” is gone", from, to)
			if bound(x) {
				c.add("value_rounded", "a bound is told as the value", from, to)
			} else {
				c.add("value_sharpened", "an approximate value is told as exact", from, to)
			}
		case !ax && ay:
			c.add("approximator_added", "“"+y.QualifierText+"” is new", from, to)
		}
		return
	case quantity.Rounded, quantity.Contained:
		if u, v := unitText(c.a, x), unitText(c.b, y); x.Unit != y.Unit && u != v && u != "" && v != "" {
			c.add("unit_converted", u+" becomes "+v, c.a.place(x.Span), c.b.place(y.Span))
		}
		if precision(x) > precision(y) || x.Lo == x.Hi && y.Lo != y.Hi {
			c.add("value_rounded", r.Rule, from, to)
		} else {
			c.add("value_sharpened", r.Rule, from, to)
		}
	case quantity.Restated:
		c.add("representation_changed", r.Rule, from, to)
		c.regrown(x, y, from, to)
	case quantity.Vague:
		if y.Qualifier == "vague" {
			c.add("value_vague", r.Rule, from, to)
		} else {
			c.add("value_sharpened", r.Rule, from, to)
		}
	case quantity.Scope, quantity.StockFlow, quantity.Conflicting:
		c.add("value_changed", r.Rule, from, to)
	}
	switch {
	case ax && !ay:
		c.add("approximator_dropped", "“"+x.QualifierText+"” is gone", from, to)
	case !ax && ay && y.Qualifier != "vague":
		c.add("approximator_added", "“"+y.QualifierText+"” is new", from, to)
	}
}

// regrown compares two growths that are told in different ways: "more than tripled", "3.5 times", "up 250%".
func (c *comparison) regrown(x, y corpus.Figure, from, to corpus.Place) {
	gx, ok := quantity.Growth(x)
	gy, ok2 := quantity.Growth(y)
	switch {
	case !ok || !ok2:
	case gx.Hi-gx.Lo > gy.Hi-gy.Lo:
		c.add("value_sharpened", "the growth is told more exactly", from, to)
	case gx.Hi-gx.Lo < gy.Hi-gy.Lo:
		c.add("value_rounded", "the growth is told less exactly", from, to)
	}
}

// bound reports whether f only says that the value is above or below.
func bound(f corpus.Figure) bool {
	return f.Qualifier == "gt" || f.Qualifier == "ge" || f.Qualifier == "lt" || f.Qualifier == "le"
}

// span is the figure with its qualifier.
func span(f corpus.Figure) corpus.Span {
	s := f.Span
	if q := f.QualifierSpan; q != nil && abs(q.Start-s.Start) < 60 {
		s.Start, s.End = min(s.Start, q.Start), max(s.End, q.End)
	}
	return s
}

func abs(n int) int { return max(n, -n) }

// loose reports whether f is marked as not exact.
func loose(f corpus.Figure) bool {
	return f.Qualifier != "" && f.Qualifier != "exact" && f.Qualifier != "vague" && f.QualifierText != ""
}

// unitText returns how the unit of f is written, in the singular and without the number; "" where there is none.
func unitText(s *side, f corpus.Figure) string {
	if f.Dimension == "count" || f.Dimension == "vague" || f.Dimension == "multiple" || !s.m.Contains(f.Span) {
		return ""
	}
	w := text.Fold(s.place(f.Span).Text)
	w = strings.TrimFunc(strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) || r == '.' || r == ',' || r == '-' {
			return ' '
		}
		return r
	}, w), unicode.IsSpace)
	var kept []string
	for _, x := range strings.Fields(w) {
		if magnitude[x] == "" {
			kept = append(kept, strings.TrimSuffix(x, "s"))
		}
	}
	return strings.Join(kept, " ")
}

var magnitude = map[string]string{"thousand": "k", "million": "m", "billion": "b", "trillion": "t", "hundred": "h", "bn": "b", "m": "m", "k": "k"}

// short reports whether a sum is told with a letter or two for its magnitude: "$4m", not "$4 million".
func short(s string) bool {
	s = strings.ToLower(strings.TrimRightFunc(s, unicode.IsSpace))
	return strings.HasSuffix(s, "m") || strings.HasSuffix(s, "bn") || strings.HasSuffix(s, "k") || strings.HasSuffix(s, "b")
}

func hasDigit(s string) bool { return strings.IndexFunc(s, unicode.IsDigit) >= 0 }

// precision returns the size of the value in units of its last stated digit: more is more precise.
func precision(f corpus.Figure) float64 {
	s := quantity.Step(f.Lo)
	if s <= 0 || math.IsInf(f.Lo, 0) {
		return 0
	}
	return math.Abs(f.Lo) / s
}

// vagueWord finds a word in s that stands for a number.
func vagueWord(s *side) (corpus.Place, bool) {
	for i, t := range s.terms {
		if lexicon().is("vague", t.Fold) && s.roles[i] == free {
			return s.place(s.toks[i].Span), true
		}
	}
	return corpus.Place{}, false
}

// numeric returns the largest relative difference between comparable figures of a and b, as a share of the larger value.
func numeric(a, b []corpus.Figure) (d float64) {
	used := make([]bool, len(b))
	for _, x := range a {
		j, _, _ := closest(x, b, used)
		if j < 0 {
			continue
		}
		used[j] = true
		u, _ := quantity.Stated(x)
		v, _ := quantity.Stated(b[j])
		if m := math.Max(math.Abs(u.Lo), math.Abs(v.Lo)); m > 0 && !math.IsInf(m, 0) && !math.IsInf(u.Lo-v.Lo, 0) {
			d = math.Max(d, math.Abs(u.Lo-v.Lo)/m)
		}
	}
	return d
}
