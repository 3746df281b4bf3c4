package figure

import "hearsay/corpus"

// times reads multiples: 3x, 3.5 times as much, five times higher, by a factor of three.
func (f *finder) times(c *cand) bool {
	i := c.last
	switch {
	case f.glued(i) && c.digits && (f.is(i, "x") || f.tok(i) == "x" || f.tok(i) == "X" || f.tok(i) == "×") && !f.glued(i+1):
	case f.kindOf(f.link(i)) == wordTok && f.is(f.link(i), "fold") && (f.glued(i) || f.kindOf(i) == hyphen):
		i = f.link(i)
	case f.is(i, "times") && f.comparison(i+1):
	default:
		if f.is(c.first-1, "of") && f.is(c.first-2, "factor") {
			c.Unit, c.Dimension, c.Role = "x", "multiple", "ratio"
			return true
		}
		return false
	}
	c.Unit, c.Dimension, c.Role, c.close = "x", "multiple", "ratio", i+1
	if f.is(i, "times") && f.class(i+1)&(up) != 0 {
		c.Change = "up"
	}
	return true
}

// comparison reports whether the words at i go on with a comparison: "as much", "more than", "the size of", "its
// 2020 level".
func (f *finder) comparison(i int) bool {
	switch {
	case f.is(i, "the") && f.nounFollows(i+1) && f.oneOf(i+2, "limit", "level", "average", "rate", "price", "value", "total", "size"):
		return true // three times the EU limit
	case f.oneOf(i, "as", "more", "higher", "greater", "larger", "bigger", "faster", "lower", "less", "smaller", "longer", "fewer", "stronger", "the", "its", "their", "that", "what", "over", "above", "higher", "cheaper", "worse", "earnings", "sales", "annual", "forecast", "expected", "estimated", "revenue", "book"):
		return !f.is(i, "the") || f.kindOf(i+1) == numTok || f.kindOf(i+1) == symTok || f.nounFollows(i+1) && f.is(i+2, "of") || f.oneOf(i+1, "number", "amount", "size", "rate", "level", "average", "national", "price", "limit", "value", "total", "normal", "usual", "previous", "national", "current", "annual", "share")
	case f.is(i, "likelier"):
		return true
	}
	return false
}

// multipleAt reads a verb or adverb that multiplies: tripled, threefold, halving, a double.
func (f *finder) multipleAt(i int) (cand, bool) {
	c := cand{open: i, close: i + 1, lead: i, tail: i + 1}
	v := f.val(i)
	if v == 0 || !f.multiplies(i) {
		return c, false
	}
	c.num = num{lo: v, hi: v, first: i, last: i + 1, scale: 1, words: 1}
	c.Lo, c.Hi, c.Unit, c.Dimension, c.Role, c.Change = v, v, "x", "multiple", "ratio", "up"
	switch {
	case v < 1:
		c.Change = "down"
	case f.oneOf(i-1, "is", "are", "was", "were", "be", "been") && f.oneOf(i, "double", "triple", "treble", "quadruple"):
		c.Change = "" // double the old rate
	case f.class(i)&adverbial != 0:
		c.Change = ""
	}
	c.Span = corpus.Span{Start: f.toks[i].start, End: f.toks[i].end}
	return c, true
}

// halfAs reads "half as many", which halves as "twice as many" doubles.
func (f *finder) halfAs(c *cand) bool {
	if !c.frac || !f.is(c.last, "as") || c.last != c.first+1 || c.lo != 0.5 {
		return false
	}
	c.Unit, c.Dimension, c.Role, c.frac = "x", "multiple", "ratio", false
	return true
}

// multiplies reports whether the word at i is used for a multiple rather than for a pair or a name: "double" is a verb
// only before a determiner or a noun it takes as object, "doubles" never at tennis.
func (f *finder) multiplies(i int) bool {
	if f.class(i)&fold != 0 {
		return true
	}
	if f.class(i)&adverbial != 0 {
		return !f.is(i, "once") && f.comparison(i+1)
	}
	switch {
	case f.oneOf(i, "double", "triple", "treble", "quadruple", "quintuple"):
		if f.kindOf(i+1) == hyphen && f.glued(i+1) {
			return false
		}
		return f.oneOf(i-1, "to", "will", "would", "could", "can", "may", "might", "should", "than", "nearly", "almost", "about", "roughly") &&
			f.class(i+1)&(det|prep|adv) != 0 || f.class(i+1)&det != 0 && f.class(i-1)&article == 0 || f.oneOf(i-1, "nearly", "almost") ||
			f.oneOf(i-1, "to", "will", "would", "could") && i+1 >= len(f.toks)-1
	case f.oneOf(i, "doubles", "trebles", "halves", "triples"):
		return f.class(i+1)&det != 0 || f.is(i+1, "to") || f.toks[i].caps == capital && i > 0 || f.kindOf(i+1) == wordTok && f.class(i+1)&(prep|conj) == 0 && f.is(i, "triples")
	case f.oneOf(i, "doubled", "doubling", "tripled", "tripling", "trebled", "trebling"):
		return !f.is(i+1, "down") && !f.is(i+1, "up")
	}
	return true
}

// roundedAt reads a decade of numbers told by its part: "the high-$20 billions", "low 30s", "mid-teens percent". Low is
// the first three tenths of it, mid the middle two, high the last three.
func (f *finder) roundedAt(i int) (cand, bool) {
	if !f.oneOf(i, "low", "mid", "high", "upper") {
		return cand{}, false
	}
	cur, j := f.currencyAt(f.link(i + 1))
	if f.kindOf(j) != numTok || !f.toks[j].plain {
		return cand{}, false
	}
	v, k, step := f.toks[j].value, j+1, 0.0
	for step = 1; v >= 10*step && int(v)%int(10*step) == 0; step *= 10 {
	}
	unit := 1.0
	switch {
	case step == 1:
		return cand{}, false
	case f.glued(k) && f.tok(k) == "s":
		k++
		if f.class(k)&scale != 0 {
			unit = f.val(k)
			k++
		}
	case f.class(f.link(k))&scale != 0 && f.class(f.link(k))&plural != 0:
		k = f.link(k)
		unit = f.val(k)
		k++
	default:
		return cand{}, false
	}
	lo, hi := v+0.4*step, v+0.6*step
	switch {
	case f.is(i, "low"):
		lo, hi = v, v+0.3*step
	case !f.is(i, "mid"):
		lo, hi = v+0.7*step, v+step
	}
	c := cand{num: num{lo: lo * unit, hi: hi * unit, first: j, last: k, scale: unit, digits: true, vague: true}, open: i, close: k, lead: i}
	if cur != nil {
		c.money, c.Unit, c.Dimension = true, cur.Name, "money"
	} else {
		f.measure(&c)
	}
	c.Lo, c.Hi, c.Qualifier = c.lo, c.hi, "vague"
	c.Span = corpus.Span{Start: f.toks[i].start, End: f.toks[c.close-1].end}
	c.tail = max(c.tail, c.close)
	return c, true
}
