package figure

import (
	"strings"

	"hearsay/corpus/quantity"
)

// rate reads "per day", "a month", "an hour", "/kg" after a unit or noun and makes it part of the unit.
func (f *finder) rate(c *cand) {
	i := max(c.close, c.tail)
	if f.is(i, "of") && c.NounSpan == nil {
		for k := i + 1; k < i+5 && f.kindOf(k) == wordTok; k++ {
			switch t := f.class(k); {
			case f.is(k, "a") && f.perWord(k+1), f.is(k, "per"):
				f.rateAt(c, k) // 3 million litres of water a year
				return
			case t&(prep|conj|pron|aux|verb|det) != 0:
				return
			}
		}
		return
	}
	f.rateAt(c, i)
}

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
	if f.oneOf(j+1, "ago", "earlier", "later") {
		return false
	}
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
