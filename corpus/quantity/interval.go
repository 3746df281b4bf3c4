package quantity

import (
	"cmp"
	"math"
	"strconv"
	"strings"

	"hearsay/corpus"
)

// An Interval is the set of numbers from Lo to Hi. An open end does not belong to it; an infinite end is open.
type Interval struct {
	Lo, Hi         float64
	LoOpen, HiOpen bool
}

// Point returns the interval that holds v alone.
func Point(v float64) Interval { return Interval{Lo: v, Hi: v} }

// Contains reports whether v lies in i. Numbers that differ in the tenth digit only count as the same.
func (i Interval) Contains(v float64) bool {
	above := v > i.Lo && !same(v, i.Lo) || !i.LoOpen && same(v, i.Lo)
	below := v < i.Hi && !same(v, i.Hi) || !i.HiOpen && same(v, i.Hi)
	return above && below
}

// Holds reports whether all of j lies in i.
func (i Interval) Holds(j Interval) bool {
	lo := j.Lo > i.Lo || same(j.Lo, i.Lo) && (!i.LoOpen || j.LoOpen)
	hi := j.Hi < i.Hi || same(j.Hi, i.Hi) && (!i.HiOpen || j.HiOpen)
	return lo && hi
}

// Overlaps reports whether i and j share a number.
func (i Interval) Overlaps(j Interval) bool {
	lo, hi := math.Max(i.Lo, j.Lo), math.Min(i.Hi, j.Hi)
	switch {
	case same(lo, hi):
		return i.Contains(lo) && j.Contains(lo)
	default:
		return lo < hi
	}
}

// scale returns i with every number multiplied by the positive k and moved by d.
func (i Interval) scale(k, d float64) Interval {
	i.Lo, i.Hi = i.Lo*k+d, i.Hi*k+d
	return i
}

// same reports whether a and b are equal but for the errors of floating point.
func same(a, b float64) bool {
	return a == b || math.Abs(a-b) <= 1e-9*math.Min(math.Abs(a), math.Abs(b))
}

// Implied returns the numbers that f allows, in f's own unit: "more than 1,300" is (1300, +Inf), "nearly 1,400" is what
// rounds up to it, "about 400" is 400 give or take one unit of its last significant digit or 5%, whichever is more, but
// never more than 25%. The literature on "about" (Krifka 2007, "Approximate interpretation of number words") has the
// margin grow with the roundness of the number, which the last significant digit is a measure of.
func Implied(f corpus.Figure) Interval {
	i := Interval{Lo: f.Lo, Hi: f.Hi, LoOpen: math.IsInf(f.Lo, 0), HiOpen: math.IsInf(f.Hi, 0)}
	switch f.Qualifier {
	case "gt":
		return Interval{Lo: f.Lo, Hi: math.Inf(1), LoOpen: true, HiOpen: true}
	case "ge":
		return Interval{Lo: f.Lo, Hi: math.Inf(1), HiOpen: true}
	case "lt":
		return Interval{Lo: math.Inf(-1), Hi: f.Hi, LoOpen: true, HiOpen: true}
	case "le":
		return Interval{Lo: math.Inf(-1), Hi: f.Hi, LoOpen: true}
	case "approx":
		return Interval{Lo: f.Lo - margin(f.Lo), Hi: f.Hi + margin(f.Hi)}
	case "approx_below":
		return Interval{Lo: f.Lo - margin(f.Lo), Hi: f.Hi, HiOpen: true}
	}
	return i
}

// margin returns how far "about v" reaches.
func margin(v float64) float64 {
	if math.IsInf(v, 0) {
		return 0
	}
	a := math.Abs(v)
	return math.Min(math.Max(Step(v), a/20), a/4)
}

// Step returns the value of one unit in the last significant digit of v: 100 for 1,400 and 0.1 for 3.5. It is 0 for 0
// and for infinities.
func Step(v float64) float64 {
	if v == 0 || math.IsInf(v, 0) || math.IsNaN(v) {
		return 0
	}
	var buf [32]byte
	s := string(strconv.AppendFloat(buf[:0], math.Abs(v), 'e', -1, 64))
	mantissa, exp, _ := strings.Cut(s, "e")
	n, _ := strconv.Atoi(exp)
	if i := strings.IndexByte(mantissa, '.'); i >= 0 {
		n -= len(mantissa) - i - 1
	}
	return math.Pow(10, float64(n))
}

// Base returns what f implies in the base unit of its dimension, and the name of that base: 1.4 PB and 1,400 TB give the
// same interval of "data" (bytes), £5 gives one of "GBP", a third and 33.3% one of "percent". A counted noun is its own
// base.
func Base(f corpus.Figure) (Interval, string) { return based(Implied(f), f) }

// Stated is Base without the qualifier: "more than 1,300" gives 1300 to 1300.
func Stated(f corpus.Figure) (Interval, string) {
	return based(Interval{Lo: f.Lo, Hi: f.Hi, LoOpen: math.IsInf(f.Lo, 0), HiOpen: math.IsInf(f.Hi, 0)}, f)
}

func based(i Interval, f corpus.Figure) (Interval, string) {
	if f.Dimension == "percent" && f.Unit != "%" {
		return i.scale(100, 0), "percent" // a third of ...
	}
	if u, ok := Lookup(f.Unit); ok {
		return i.scale(u.Factor, u.Offset), u.Base
	}
	return i, f.Unit
}

// Direction returns "up" or "down" for a figure that is the size of a change, whether the sentence says that it happened
// or only names it, else "".
func Direction(f corpus.Figure) string { return cmp.Or(f.Change, f.Named) }

// Growth returns by which factor the quantity that f speaks of grew: 3.5 for "a 250% increase" and for "3.5 times as
// much", (3, +Inf) for "more than tripled", 0.5 for "halved" and "fell 50%". It is not ok for a figure that states no
// growth, such as "60% of its revenue".
func Growth(f corpus.Figure) (Interval, bool) {
	i := Implied(f)
	switch {
	case f.Dimension == "multiple" && Direction(f) == "down" && i.Lo > 1:
		return Interval{Lo: 1 / i.Hi, Hi: 1 / i.Lo, LoOpen: i.HiOpen, HiOpen: i.LoOpen}, true // fell threefold
	case f.Dimension == "multiple":
		return i, true
	case f.Dimension != "percent" || Direction(f) == "" || f.Role != "ratio" && f.Role != "delta" && f.Role != "":
		return i, false
	case f.Unit != "%":
		i = i.scale(100, 0)
	}
	if Direction(f) == "down" {
		return Interval{Lo: 1 - i.Hi/100, Hi: 1 - i.Lo/100, LoOpen: i.HiOpen, HiOpen: i.LoOpen}, true
	}
	return i.scale(0.01, 1), true
}
