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
	case f.oneOf(i, "as", "more", "higher", "greater", "larger", "bigger", "faster", "lower", "less", "smaller", "longer", "fewer", "stronger", "the", "its", "their", "that", "what", "over", "above", "higher", "cheaper", "worse", "earnings", "sales", "annual"):
		return !f.is(i, "the") || f.kindOf(i+1) == numTok || f.kindOf(i+1) == symTok || f.nounFollows(i+1) && f.is(i+2, "of") || f.oneOf(i+1, "number", "amount", "size", "rate", "level", "average", "national", "price", "limit", "value", "total", "normal", "usual", "previous", "national", "current", "annual", "share")
	case f.is(i, "likelier"):
		return true
	}
	return false
}

// age reads ages: 15 years old, a 15-year-old, 87 yo, six weeks of age.
func (f *finder) age(c *cand) bool {
	j := f.link(c.last)
	u, end := f.wordUnit(j)
	if u == nil || u.Dimension != "duration" {
		if f.glued(c.last) && f.is(c.last, "yo") || f.oneOf(c.last, "yo") && c.digits {
			c.Unit, c.Dimension, c.Role, c.close = "year of age", "age", "level", c.last+1
			return true
		}
		return f.agedBefore(c)
	}
	k := f.link(end)
	switch {
	case f.is(k, "old") || f.is(k, "olds"):
		end = k + 1
	case f.is(end, "of") && f.is(end+1, "age"):
		end += 2
	case (f.is(c.first-1, "of") && f.is(c.first-2, "age") || f.is(c.first-1, "aged")) && u.Name == "year":
	default:
		return false
	}
	switch u.Name {
	case "year", "month", "week", "day":
	default:
		return false
	}
	c.Unit, c.Dimension, c.Role, c.close = u.Name+" of age", "age", "level", end
	c.hyphenated = f.kindOf(c.last) == hyphen
	return true
}

// agedBefore reads an age that is told by the words before it: aged 54, at the age of 30, age 87.
func (f *finder) agedBefore(c *cand) bool {
	if c.hi > 130 || !c.plain && c.digits || c.frac || f.kindOf(c.last) == hyphen && f.kindOf(f.link(c.last)) != numTok {
		return false
	}
	i := c.first - 1
	if j := c.last; c.plain && c.lo > 0 && f.charOf(i) == ',' && f.glued(i) && (f.charOf(j) == ',' || f.charOf(j) == '.' && j == len(f.toks)-1) && f.personBefore(i-1) {
		c.Unit, c.Dimension, c.Role = "year of age", "age", "level" // Mara Lindqvist, 34, said
		return true
	}
	if f.is(i, "of") && f.is(i-1, "age") || f.oneOf(i, "aged", "age", "ages") {
		c.Unit, c.Dimension, c.Role = "year of age", "age", "level"
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
	case f.class(i)&adverbial != 0:
		c.Change = ""
	}
	c.Span = corpus.Span{Start: f.toks[i].start, End: f.toks[i].end}
	return c, true
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

// personBefore reports whether a name of two or more words ends at token i.
func (f *finder) personBefore(i int) bool {
	for _, j := range [...]int{i, i - 1} {
		if f.kindOf(j) != wordTok || f.toks[j].caps != capital || f.class(j)&(month|weekday|titleno|prep|det) != 0 {
			return false
		}
	}
	return i > 0
}
