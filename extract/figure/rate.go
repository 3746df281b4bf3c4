package figure

import (
	"strings"

	"hearsay/corpus/quantity"
)

// compound reads a second, smaller unit: 5 feet 2 inches, 5 ft 2 in, thirteen dollars and forty-five cents.
func (f *finder) compound(c *cand, u *quantity.Unit) {
	j := c.close
	if f.is(j, "and") {
		j++
	}
	var small string
	var per float64
	switch u.Name {
	case "foot":
		small, per = "inch", 12
	case "pound":
		small, per = "ounce", 16
	case "USD", "EUR", "AUD", "CAD", "NZD":
		small, per = "cent", 100
	default:
		return
	}
	n, ok := f.numberAt(j)
	if !ok || n.lo >= per || n.lo < 0 || n.frac || n.article {
		return
	}
	v, end := f.wordUnit(f.link(n.last))
	if v == nil && small == "inch" && f.is(n.last, "in") && c.digits {
		end = n.last + 1
	} else if v == nil || v.Name != small || c.lo != float64(int64(c.lo)) {
		if v != nil || small != "cent" || !f.coins(c, n, j) {
			return
		}
		end = n.last
	}
	c.lo += n.lo / per
	c.hi, c.close = c.lo, end
}

// rate reads "per day", "a month", "an hour", "/kg" after a unit or noun and makes it part of the unit.
func (f *finder) rate(c *cand) {
	i := c.close
	if c.tail > i {
		i = c.tail
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
	if c.tail <= c.close || i == c.close {
		c.close = end
	}
	c.tail = max(c.tail, end)
}

// ratePer reads the base of a rate, which begins at token j, when it is a number of things: per 1,000 live births, per
// 100 km.
func (f *finder) ratePer(c *cand, j int) bool {
	n, ok := f.unsigned(j)
	if !ok || n.frac || n.vague {
		return false
	}
	end := n.last
	if u, k := f.wordUnit(f.link(end)); u != nil {
		end = k
	} else if u, k := f.symbolUnit(end); u != nil {
		end = k
	} else {
		_, end = f.nounPhrase(end, false)
	}
	c.setRate(f.text[f.toks[j].start:f.toks[end-1].end])
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

func (c *cand) setRate(per string) {
	if c.Unit == "" || strings.Contains(c.Unit, " per ") {
		return
	}
	c.Unit += " per " + per
	if u, ok := quantity.Lookup(c.Unit); ok {
		c.Dimension = u.Dimension
		if u.Dimension == "money" {
			return
		}
	}
}
