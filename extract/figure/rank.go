package figure

import (
	"math"

	"hearsay/corpus"
)

// rankAt reads a rank at token i: 22nd, third-largest, ranked fifth, No. 1, the highest, a record high. First and its
// like are ranks only where something is ranked.
func (f *finder) rankAt(i int) (cand, bool) {
	c := cand{open: i, close: i + 1}
	switch {
	case f.oneOf(i, "no", "number") && f.rankSign(i, &c):
	case f.class(i)&ordinal != 0 && f.ranked(i):
		c.lo = f.val(i)
	case f.class(i)&card != 0 || f.class(i)&ordinal == 0 && f.class(i)&superlative == 0:
		return c, false
	case f.class(i)&superlative != 0 && !f.is(i, "record") && (f.is(i-1, "the") || f.charOf(i-1) == '\'' || f.oneOf(i-1, "its", "their", "his", "her", "it")) && !f.oneOf(i, "latest", "newest", "best", "worst") && f.kindOf(i+1) == wordTok && f.class(i+1)&(prep|conj|aux) == 0 && !f.is(i-2, "of"):
		c.lo = 1
	case f.is(i, "record") && f.oneOf(f.link(i+1), "high", "low", "levels", "level", "number", "numbers", "profit", "profits", "sales", "revenue"):
		c.lo = 1
	default:
		return c, false
	}
	return f.asRank(c), true
}

func (f *finder) asRank(c cand) cand {
	c.hi = c.lo
	c.num.lo, c.num.hi, c.num.first, c.num.last = c.lo, c.lo, c.open, c.close
	c.Lo, c.Hi, c.Unit, c.Dimension, c.Kind, c.Role = c.lo, c.lo, "rank", "rank", "rank", "rank"
	c.Span = corpus.Span{Start: f.toks[c.open].start, End: f.toks[c.close-1].end}
	c.lead, c.tail = c.open, c.close
	return c
}

// rankSign reads No. 1 and number one.
func (f *finder) rankSign(i int, c *cand) bool {
	j := i + 1
	if f.is(i, "no") {
		if f.charOf(j) != '.' || f.kindOf(j+1) != numTok {
			return false
		}
		j++
	} else if f.kindOf(j) != numTok && f.class(j)&card == 0 {
		return false
	}
	n, ok := f.unsigned(j)
	if !ok || !n.plain && n.digits || n.scale > 1 || n.frac {
		return false
	}
	c.lo, c.close = n.lo, n.last
	return true
}

// rankNumber turns the digits of c into a rank when an ordinal ending sticks to them: 22nd.
func (f *finder) rankNumber(c *cand) bool {
	j := c.last
	if k := f.link(j); c.words > 0 && !c.digits && !c.frac && !c.vague && f.class(k)&ordinal != 0 && f.rankWord(c, k, k > j) {
		c.close = k + 1
		*c = f.asRank(*c)
		return true
	}
	if !c.plain || !f.glued(j) || !f.oneOf(j, "st", "nd", "rd", "th") {
		return false
	}
	if f.is(j, "st") && (int(c.lo)%10 != 1 || int(c.lo)%100 == 11) {
		return false // 12st, a weight
	}
	c.close = j + 1
	*c = f.asRank(*c)
	return true
}

// rankWord adds the ordinal word at k to the number of c and reports whether it goes on with it: twenty-fifth, two
// hundredth. A "twenty second" without a hyphen is a length of time.
func (f *finder) rankWord(c *cand, k int, joined bool) bool {
	switch v := f.val(k); {
	case v >= 100 && c.scale < v:
		c.lo *= v
	case !joined && f.is(k, "second") && c.scale == 1, c.article, c.lo < 20:
		return false
	case math.Mod(c.lo, 10) == 0 && v < 10, math.Mod(c.lo, 100) == 0 && v < 100:
		c.lo += v
	default:
		return false
	}
	return true
}

// ranked reports whether the ordinal word at i ranks something: a superlative or a place follows, or a verb of ranking
// goes before.
func (f *finder) ranked(i int) bool {
	j := f.link(i + 1)
	switch {
	case f.class(j)&superlative != 0, f.class(j)&scaleadj != 0 && f.kindOf(i+1) == hyphen:
		return true
	case f.oneOf(j, "place", "straight", "consecutive", "successive", "spot", "position"):
		return true
	case f.oneOf(i-1, "ranked", "ranks", "rank", "ranking", "placed", "finished", "finishing", "came", "coming"):
		return f.kindOf(i+1) == mark || f.class(i+1)&(prep|conj|adv) != 0 || i+1 == len(f.toks)
	}
	return false
}
