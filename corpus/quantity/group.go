package quantity

import (
	"fmt"
	"math"
	"strconv"

	"hearsay/corpus"
)

// Ratio returns the figure that says how from became to: 3.5 times, up, for 400 and 1,400 TB. Its span reaches from the
// first of the two to the last. It is not ok when the two have no common unit, or from is not positive.
func Ratio(from, to corpus.Figure) (corpus.Figure, bool) {
	x, xb := Stated(from)
	y, yb := Stated(to)
	if xb != yb && !(counted(from) && counted(to)) || x.Lo <= 0 || x.Lo != x.Hi || y.Lo != y.Hi ||
		from.Dimension == "multiple" || math.IsInf(y.Lo, 0) {
		return corpus.Figure{}, false
	}
	f := corpus.Figure{
		Span: hull(from.Span, to.Span), Lo: y.Lo / x.Lo, Hi: y.Lo / x.Lo, Unit: "x", Dimension: "multiple",
		Qualifier: joint(from, to), Role: "ratio", Change: "up", Concept: to.Concept, Kind: "figure",
	}
	if y.Lo < x.Lo {
		f.Change = "down"
	}
	return f, true
}

// Difference returns the figure that says by how much from became to: up 1,000 TB for 400 and 1,400 TB, in the unit of
// to. It is not ok when the two have no common unit.
func Difference(from, to corpus.Figure) (corpus.Figure, bool) {
	x, xb := Stated(from)
	y, yb := Stated(to)
	if xb != yb && !(counted(from) && counted(to)) || x.Lo != x.Hi || y.Lo != y.Hi || math.IsInf(x.Lo-y.Lo, 0) {
		return corpus.Figure{}, false
	}
	f := to
	f.Span, f.Role, f.Change, f.Qualifier = hull(from.Span, to.Span), "delta", "up", joint(from, to)
	d := math.Abs(y.Lo - x.Lo)
	if u, ok := Lookup(to.Unit); ok {
		d /= u.Factor
	}
	f.Lo, f.Hi = d, d
	if y.Lo < x.Lo {
		f.Change = "down"
	}
	return f, true
}

// Sum returns the total of the group, in the unit of its first figure. It is not ok for fewer than two figures or when
// they have no common unit.
func Sum(group []corpus.Figure) (corpus.Figure, bool) {
	if len(group) < 2 {
		return corpus.Figure{}, false
	}
	f := group[0]
	_, base := Stated(f)
	u, ok := Lookup(f.Unit)
	if !ok {
		u.Factor = 1
	}
	if u.Offset != 0 {
		return corpus.Figure{}, false // temperatures do not add up
	}
	f.Lo, f.Hi = 0, 0
	for _, g := range group {
		i, b := Stated(g)
		if b != base || math.IsInf(i.Lo, 0) || math.IsInf(i.Hi, 0) {
			return corpus.Figure{}, false
		}
		f.Lo, f.Hi = f.Lo+i.Lo/u.Factor, f.Hi+i.Hi/u.Factor
		f.Span, f.Qualifier = hull(f.Span, g.Span), joint(f, g)
	}
	return f, true
}

// Restates says how f restates the figures of group, the figures of one sentence or passage: one of them alone
// ([Relate]), the ratio or the difference of two of them, the share that one is of another, or the sum of all. It
// returns the closest relation; Incomparable when there is none.
func Restates(group []corpus.Figure, f corpus.Figure) Relation {
	best := Relation{B: f.Span}
	keep := func(r Relation) {
		if better(r.Kind, best.Kind) {
			best = r
		}
	}
	for _, g := range group {
		keep(Relate(g, f))
	}
	for i, from := range group {
		for j, to := range group {
			if i == j || from.Role == "to" || to.Role == "from" || from.Role != "from" && i > j {
				continue
			}
			keep(restated(Ratio, from, to, f, "%s / %s = %s"))
			keep(restated(Difference, from, to, f, "%s - %s = %s"))
		}
	}
	for _, part := range group {
		for _, all := range group {
			keep(share(part, all, f))
		}
	}
	if s, ok := Sum(group); ok {
		if r := Relate(s, f); r.Kind.Compatible() {
			r.Kind, r.Rule = Restated, "the sum "+number(s.Lo)
			keep(r)
		}
	}
	return best
}

// restated relates f with what op makes of two figures.
func restated(op func(a, b corpus.Figure) (corpus.Figure, bool), from, to, f corpus.Figure, rule string) Relation {
	d, ok := op(from, to)
	if !ok || d.Change != Direction(f) && Direction(f) != "" {
		return Relation{}
	}
	d.Scope, d.ScopeLo, d.ScopeHi = "", "", ""
	r := Relate(d, f)
	if !r.Kind.Compatible() {
		return Relation{}
	}
	r.Kind, r.Rule = Restated, fmt.Sprintf(rule, number(to.Lo), number(from.Lo), number(d.Lo))+", "+r.Rule
	return r
}

// share relates f, a percentage that states no change, with the share that part is of all.
func share(part, all, f corpus.Figure) Relation {
	if f.Dimension != "percent" || Direction(f) != "" || part.Span == all.Span || part.Dimension == "percent" {
		return Relation{}
	}
	d, ok := Ratio(all, part)
	if !ok || d.Lo > 1 {
		return Relation{}
	}
	p := f
	p.Span, p.Unit, p.Lo, p.Hi, p.Qualifier = d.Span, "%", 100*d.Lo, 100*d.Lo, d.Qualifier
	r := Relate(p, f)
	if !r.Kind.Compatible() {
		return Relation{}
	}
	r.Kind, r.Rule = Restated, fmt.Sprintf("%s is %.3g%% of %s", number(part.Lo), p.Lo, number(all.Lo))
	return r
}

// better reports whether relation k tells more than l. A compatible relation is better than any other; among those the
// order of the constants goes from close to loose.
func better(k, l Kind) bool {
	if k.Compatible() != l.Compatible() {
		return k.Compatible()
	}
	if k.Compatible() {
		return k < l
	}
	return k > l
}

// joint is the qualifier of a figure that is computed from a and b.
func joint(a, b corpus.Figure) string {
	if exact(a.Qualifier) == "" && exact(b.Qualifier) == "" {
		return "exact"
	}
	return "approx"
}

func hull(a, b corpus.Span) corpus.Span {
	return corpus.Span{Start: min(a.Start, b.Start), End: max(a.End, b.End)}
}

func number(v float64) string { return strconv.FormatFloat(v, 'g', 6, 64) }
