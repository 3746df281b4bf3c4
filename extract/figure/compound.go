package figure

import (
	"math"

	"hearsay/corpus/quantity"
)

// compound reads on after an amount in u when the rest of it follows in smaller units: 5 feet 2 inches, 6-foot-2, two
// years and six months, 2 hours, 4 minutes and 11 seconds, thirteen dollars and forty-five cents.
func (f *finder) compound(c *cand, u *quantity.Unit) {
	for f.lesserUnit(c, u) {
	}
}

// lesserUnit reads one smaller part of an amount in u and reports whether there may be another.
func (f *finder) lesserUnit(c *cand, u *quantity.Unit) bool {
	if c.lo != math.Trunc(c.lo) && u.Dimension != "duration" || f.is(c.first-1, "between") {
		return false
	}
	j := c.close
	if u.Dimension == "duration" && f.charOf(j) == ',' {
		j++
	}
	if f.is(j, "and") {
		j++
	} else if f.kindOf(j) == hyphen && u.Name == "foot" {
		j = f.link(j)
	}
	n, ok := f.unsigned(j)
	if !ok || n.frac || n.article || n.vague || n.scale > 1 {
		return false
	}
	v, end := f.wordUnit(f.link(n.last))
	if v == nil && n.digits {
		v, end = f.symbolUnit(n.last)
	}
	part := 0.0
	switch {
	case v != nil && v.Dimension == u.Dimension && v.Base == u.Base && v.Factor < u.Factor && f.divides(u, v):
		part = n.lo * v.Factor / u.Factor
	case v != nil && v.Name == "cent" && u.Dimension == "money":
		part = n.lo / 100
	case v != nil:
		return false
	case u.Name == "foot" && f.is(n.last, "in") && n.lo < 12 && c.digits && (f.glued(n.last) || !f.nounFollows(n.last+1) && f.class(n.last+1)&det == 0 || f.oneOf(n.last+1, "tall", "more")):
		part, end = n.lo/12, n.last+1
	case u.Name == "foot" && f.inches(c, n):
		part, end = n.lo/12, n.last
	case f.hasCents(u) && f.coins(c, n, j):
		part, end = n.lo/100, n.last
	}
	if part <= 0 || part >= 1 {
		return false
	}
	c.lo += part
	c.hi, c.close = c.lo, end
	return u.Dimension == "duration"
}

// divides reports whether amounts of u are told with a rest in v.
func (f *finder) divides(u, v *quantity.Unit) bool {
	switch u.Name {
	case "foot", "pound", "stone", "mile", "GBP":
		return true
	}
	return u.Dimension == "money" || u.Dimension == "duration" && v.Name != "night" && v.Name != "quarter"
}

func (f *finder) hasCents(u *quantity.Unit) bool {
	switch u.Name {
	case "USD", "EUR", "AUD", "CAD", "NZD":
		return true
	}
	return false
}

// inches reports whether the bare number n after c, in feet, is inches: "6-foot-2", "6 feet 2 tall".
func (f *finder) inches(c *cand, n num) bool {
	return n.lo < 12 && n.plain == n.digits && n.digits == c.digits && (f.kindOf(n.last) != wordTok || f.oneOf(n.last, "tall", "and") || f.kindOf(n.last-2) == hyphen) && f.kindOf(n.last) != pctTok
}

// feetMark reads 5'6", a height.
func (f *finder) feetMark(c *cand) bool {
	i := c.last
	if !c.plain || f.charOf(i) != '\'' || !f.glued(i) || f.kindOf(i+1) != numTok || !f.glued(i+1) || f.toks[i+1].value >= 12 || f.charOf(i+2) != '"' || !f.glued(i+2) {
		return false
	}
	c.lo += f.toks[i+1].value / 12
	c.hi, c.Unit, c.Dimension, c.close = c.lo, "foot", "length", i+3
	return true
}
