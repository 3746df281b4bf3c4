package figure

import (
	"math"
	"strings"

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

// rate reads "per day", "a month", "an hour", "/kg" after a unit or noun and makes it part of the unit.
func (f *finder) rate(c *cand) { f.rateAt(c, max(c.close, c.tail)) }

// rateAt reads a rate that begins at token i.
func (f *finder) rateAt(c *cand, i int) {
	if k := f.link(i); k > i && f.kindOf(k+1) == hyphen { // a $90,000-a-year job
		if u, _ := f.wordUnit(k + 2); u != nil && (f.class(k)&article != 0 || f.is(k, "per")) {
			c.setRate(u.Name)
			c.close = max(c.close, k+3)
			c.tail = max(c.tail, k+3)
		}
		return
	}
	j := i
	switch {
	case f.is(i, "per"):
		j = i + 1
	case f.charOf(i) == '/' && (c.money || c.Dimension == "money" || c.Dimension != "count") && f.kindOf(i+1) == wordTok:
		j = i + 1
	case f.class(i)&article != 0 && !f.is(i, "the") || f.is(i, "each") || f.is(i, "every"):
		if !f.perWord(i + 1) {
			return
		}
		if f.is(i, "each") || f.is(i, "every") {
			if u, _ := f.wordUnit(i + 1); u == nil || u.Dimension != "duration" {
				return
			}
		}
		j = i + 1
	default:
		return
	}
	if f.is(j, "annum") {
		c.setRate("year")
		c.close = max(c.close, j+1)
		c.tail = max(c.tail, j+1)
		return
	}
	if f.is(i, "per") && f.ratePer(c, j) {
		return
	}
	u, end := f.wordUnit(j)
	if u == nil && f.charOf(i) == '/' {
		u, end = f.symbolUnit(j)
	}
	switch {
	case u != nil && u.Dimension != "money" && c.Unit != u.Name && (u.Dimension != "multiple"):
		c.setRate(u.Name)
	case f.kindOf(j) == wordTok && f.class(j)&(prep|conj|aux|pron|det|card) == 0 && f.toks[j].caps != capital && f.text[f.toks[i].start] != '/':
		c.setRate(f.singular(j))
		end = j + 1
	default:
		return
	}
	if i == c.close {
		c.close = end
	}
	c.tail = max(c.tail, end)
}

// alternatives gives both figures of "C$6 (US$4.46) per share" the rate that follows them.
func (f *finder) alternatives() {
	for i := 0; i+1 < len(f.cands); i++ {
		a, b := &f.cands[i], &f.cands[i+1]
		if ta, tb := a.tail, b.tail; b.money && f.charOf(tb) == ')' && f.alternative(a, b) {
			f.rateAt(a, tb+1)
			f.rateAt(b, tb+1)
			a.tail, b.tail = ta, tb
		}
	}
}

// ratePer reads the base of a rate, which begins at token j, when it is a number of things: per 1,000 live births, per
// 100 km.
func (f *finder) ratePer(c *cand, j int) bool {
	n, ok := f.unsigned(j)
	if !ok || n.frac || n.vague {
		return false
	}
	end := n.last
	per := f.text[f.toks[j].start:f.toks[end-1].end]
	u, k := f.wordUnit(f.link(end))
	if u == nil {
		u, k = f.symbolUnit(end)
	}
	if u != nil {
		end = k
		c.setRate(per + " " + u.Name)
	} else {
		_, end = f.nounPhrase(end, false)
		c.setRate(f.text[f.toks[j].start:f.toks[end-1].end])
	}
	c.tail = max(c.tail, end)
	return true
}

// perWord reports whether "a" before token j reads as "per": a month, an hour, a share.
func (f *finder) perWord(j int) bool {
	if u, _ := f.wordUnit(j); u != nil {
		switch u.Dimension {
		case "duration":
			return !f.oneOf(j, "generation") && f.oneOf(j, "second", "minute", "hour", "day", "night", "week", "month", "year", "quarter", "decade", "fortnight")
		case "volume", "mass":
			return true
		}
	}
	return f.oneOf(j, "share", "head", "person", "piece", "quarter", "bottle", "ticket", "unit", "game", "night")
}

// setRate makes the unit of c a rate, which is told in words: dollar per barrel, kilometre per hour.
func (c *cand) setRate(per string) {
	if c.Unit == "" || strings.Contains(c.Unit, " per ") {
		return
	}
	if u, ok := quantity.Lookup(c.Unit); ok && u.Dimension == "money" && len(u.Words) > 0 {
		c.Unit = u.Words[0]
	}
	c.Unit += " per " + per
	if u, ok := quantity.Lookup(c.Unit); ok {
		c.Dimension = u.Dimension
		if u.Dimension == "money" {
			return
		}
	}
}
