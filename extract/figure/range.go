package figure

import (
	"math"
	"strings"

	"hearsay/corpus/quantity"
)

// join brings together the figures of the sentence that are one or that share words: ranges become one figure, "from A
// to B" two with roles, and a unit or a noun that only one of a pair has is given to the other.
func (f *finder) join() {
	for i := 0; i+1 < len(f.cands); i++ {
		a, b := &f.cands[i], &f.cands[i+1]
		if f.bounded(a, b) {
			f.merge(i)
			i--
			continue
		}
		switch f.linkBetween(a, b) {
		case "to":
			bare := a.Unit == "" // risen 21 to 24 cm
			f.share(a, b)
			if f.fromBefore(a) {
				f.shareRate(a, b)
			}
			if !f.fits(a, b) {
				continue
			}
			if f.fromBefore(a) {
				a.Role, b.Role = "from", "to"
				continue
			}
			if (f.changed(a) || f.is(a.lead-1, "by")) && !((bare || f.is(a.lead-1, "by")) && b.lo <= 3*a.lo) || a.Role == "to" || a.lo > b.lo && a.lo > 0 {
				continue // a vote of 54% to 46%
			}
			f.merge(i)
			i--
		case "and":
			between := f.is(a.lead-1, "between")
			f.share(a, b)
			if between && f.fits(a, b) && a.lo <= b.lo {
				f.merge(i)
				i--
			}
		case "or", ",":
			f.share(a, b)
		case "from":
			if i > 0 && !f.fits(a, b) && f.fits(&f.cands[i-1], b) && f.linkBetween(&f.cands[i-1], a) == "or" {
				a = &f.cands[i-1] // fell to $1.2 billion, or 38 cents a share, from $2.7 billion
			}
			f.shareRate(b, a)
			if f.fits(a, b) || b.Unit == "" || b.NounSpan == nil && b.Dimension == "count" {
				f.share(a, b)
				a.Role, b.Role = "to", "from"
			}
		}
	}
}

// fits reports whether a and b are of one kind, so that they can be the ends of a range or a change.
func (f *finder) fits(a, b *cand) bool {
	if a.Dimension == "multiple" || b.Dimension == "multiple" || a.vague != b.vague {
		return false
	}
	return a.Dimension == b.Dimension && (a.Unit == b.Unit || a.Dimension == "count" || a.Dimension == "data" || a.Dimension == "duration")
}

// linkBetween returns the word that joins a and b when nothing else but a qualifier stands between them: "to", "and",
// "or", "from", "" when they are not joined. A dash between bare numbers reads as "to".
func (f *finder) linkBetween(a, b *cand) string {
	i, j := a.tail, f.leadOf(b)
	if a.tail > b.open {
		i = a.close
	}
	if i > j {
		return ""
	}
	i = f.pastDate(i, j)
	for i < j && (f.charOf(i) == ',' || f.charOf(i) == ')' || f.charOf(i) == '(') && f.kindOf(i) == mark {
		i++
	}
	if i == j {
		if i > a.tail && f.charOf(i-1) == ',' {
			return ","
		}
		return ""
	}
	switch {
	case j-i == 1 && (f.kindOf(i) == hyphen || f.kindOf(i) == dash && len(f.tok(i)) < 4 || f.charOf(i) == '~'), j-i == 1 && f.oneOf(i, "to", "through", "until") && f.charOf(i-1) != ',':
		return "to"
	case f.kindOf(i) == hyphen && f.is(i+1, "to") && (j-i == 2 && f.glued(i) || j-i == 3 && f.kindOf(i+2) == hyphen):
		return "to" // 18- to 24-year-olds
	case j-i == 1 && f.is(i, "or"):
		return "or"
	case j-i == 1 && f.oneOf(i, "and", "versus", "vs"):
		return "and"
	case f.is(j-1, "from") && (j-i == 1 || j-i == 2 && f.oneOf(i, "up", "down") || j-i == 3 && f.oneOf(i+1, "up", "down")):
		return "from"
	case f.is(j-1, "from") && f.oneOf(j-2, "up", "down") && f.charOf(j-3) == ',' && a.Unit == b.Unit:
		return "from" // 1,400 terabytes of information, up from 400 terabytes
	}
	return ""
}

// pastDate returns the token after the date that begins, with its preposition, at token i, or i.
func (f *finder) pastDate(i, limit int) int {
	for k := range f.dates {
		d := &f.dates[k]
		if d.first >= i && d.last < limit && f.timePrep(d) == i {
			return d.last
		}
	}
	return i
}

// leadOf returns the first token of b's qualifier, or of b.
func (f *finder) leadOf(b *cand) int {
	if b.lead < b.open {
		return b.lead
	}
	if b.Qualifier == "vague" {
		return b.open
	}
	probe := *b
	if f.before(&probe) {
		return probe.lead
	}
	return b.open
}

// fromBefore reports whether a is the start of a change: "from" stands before it and no verb of range.
func (f *finder) fromBefore(a *cand) bool {
	i := f.leadOf(a) - 1
	if !f.is(i, "from") || f.class(i-1)&aux != 0 && !f.oneOf(i-1, "has", "have", "had") {
		return false // the range is from 200 to 300
	}
	for j := i - 1; j >= 0 && j >= i-5; j-- {
		if f.oneOf(j, "range", "ranges", "ranging", "ranged", "vary", "varies", "varying", "varied", "anywhere", "between", "span", "spans", "spanning") {
			return false
		}
	}
	return true
}

// changed reports whether a is itself what changed, as in "rose 3% to 40 points": then "to" ends no range.
func (f *finder) changed(a *cand) bool {
	i := f.leadOf(a) - 1
	if f.is(i, "by") || f.class(i)&adv != 0 {
		i--
	}
	return f.class(i)&(up|down) != 0 && !f.participle(a, i) || f.oneOf(i, "added", "adding")
}

// share gives the unit, the noun or the scale that only one of two joined figures has to the other: "8 or $9", "from
// 400 to 1,400 terabytes", "10 to $15 billion", "rose to 40% from 25", "four to five thousand people".
func (f *finder) share(a, b *cand) {
	bare := func(c *cand) bool {
		return c.Unit == "" && !c.frac && !c.vague && c.Dimension == "count" && !f.is(c.last, "of")
	}
	switch {
	case bare(a) && b.Unit != "" && b.Dimension != "multiple" && !b.vague:
		a.Unit, a.Dimension, a.money, a.Noun, a.NounSpan = b.Unit, b.Dimension, b.money, b.Noun, b.NounSpan
		f.shareScale(a, b)
	case bare(b) && a.Unit != "" && a.Dimension != "multiple" && !a.vague:
		switch f.linkBetween(a, b) {
		case "and":
			if (b.scale == 1 || !a.money) && !f.is(a.lead-1, "between") {
				return // $4.25 and 32
			}
		case "to":
			if a.Dimension == "percent" && f.changed(a) {
				return // fell 2% to 32.4
			}
		}
		b.Unit, b.Dimension, b.money, b.Noun, b.NounSpan = a.Unit, a.Dimension, a.money, a.Noun, a.NounSpan
		if b.money && a.scale >= 1e6 && b.scale == 1 && b.lo < 1000 && f.fromTo(a, b) {
			b.lo, b.hi = b.lo*a.scale, b.hi*a.scale
			b.Lo, b.Hi = b.lo, b.hi
		}
		f.shareScale(a, b) // $6.1-6.3 billion
	case a.Dimension == b.Dimension && a.Unit == b.Unit || a.money && b.money:
		f.shareScale(a, b)
	}
}

// shareRate makes a, an amount of money, the rate that b is: "from $35 to $50 per household".
func (f *finder) shareRate(a, b *cand) {
	of, per, ok := strings.Cut(b.Unit, " per ")
	if !ok || a.Dimension != "money" {
		return
	}
	if u, ok := quantity.Lookup(a.Unit); ok && len(u.Words) > 0 && u.Words[0] == of {
		a.setRate(per)
	}
}

func (f *finder) fromTo(a, b *cand) bool {
	return f.linkBetween(a, b) == "to" || f.linkBetween(a, b) == "from"
}

// shareScale gives a, the first of two, the scale word of b when a has none: "10 to $15 billion", "two or three hundred".
func (f *finder) shareScale(a, b *cand) {
	if a.scale != 1 || b.scale <= 1 || a.lo >= b.scale || a.lo == 0 || f.linkBetween(a, b) == "," || f.linkBetween(a, b) == "and" && !f.is(a.lead-1, "between") {
		return
	}
	if face := b.hi / b.scale; a.lo > 1.2*face && !f.fromBefore(a) || face < 1 {
		return
	}
	if a.money && a.spelled() {
		return // $800 to $1.3 million
	}
	a.lo, a.hi = a.lo*b.scale, a.hi*b.scale
	a.Lo, a.Hi = a.lo, a.hi
}

// spelled reports whether a's amount is too large to be counted in millions.
func (c *cand) spelled() bool { return c.lo >= 1000 }

// merge makes one range of figures i and i+1.
func (f *finder) merge(i int) {
	a, b := &f.cands[i], &f.cands[i+1]
	a.Lo, a.Hi = math.Min(a.Lo, b.Lo), math.Max(a.Hi, b.Hi)
	a.lo, a.hi = a.Lo, a.Hi
	a.End, a.close, a.tail = b.End, b.close, max(a.tail, b.tail)
	a.Unit, a.Dimension = b.Unit, b.Dimension
	a.Noun, a.NounSpan = b.Noun, b.NounSpan
	a.scale, a.vague = b.scale, a.vague || b.vague
	f.cands = append(f.cands[:i+1], f.cands[i+2:]...)
}

// bounded reports whether a and b are the two bounds of one range: "more than 20 and less than 35", "at most 100 and at
// least 20".
func (f *finder) bounded(a, b *cand) bool {
	pa, pb := *a, *b
	if !f.before(&pa) && !f.signs(&pa) || !f.before(&pb) || pa.QualifierSpan == nil {
		return false
	}
	i := a.tail
	if a.tail > b.open {
		return false
	}
	for i < pb.lead && (f.charOf(i) == ',' || f.oneOf(i, "and", "but")) {
		i++
	}
	if i != pb.lead || i == a.tail {
		return false
	}
	lower := func(q string) bool { return q == "gt" || q == "ge" }
	upper := func(q string) bool { return q == "lt" || q == "le" }
	switch {
	case lower(pa.Qualifier) && upper(pb.Qualifier) && a.lo < b.lo, upper(pa.Qualifier) && lower(pb.Qualifier) && b.lo < a.lo:
	default:
		return false
	}
	if a.Unit == "" {
		return true
	}
	return a.Unit == b.Unit || b.Unit == ""
}
