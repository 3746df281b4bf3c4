package figure

import "math"

// outOf reads "1 in 5" and "two out of three": a part of a whole, when the first is the smaller.
func (f *finder) outOf(n num) num {
	j := n.last
	if f.is(j, "over") {
		return f.over(n)
	}
	switch {
	case f.is(j, "in"):
		j++
	case f.is(j, "out") && f.is(j+1, "of"):
		j += 2
	case f.is(j, "of") && f.is(j+1, "every"):
		j++
	case n.lo == 1 && !n.digits && f.nounFollows(j) && f.is(j+1, "in") && !f.nounFollows(j+3):
		j += 2 // one person in six
	default:
		return n
	}
	if f.is(j, "every") {
		j++
	}
	if f.class(j)&article != 0 && f.class(j+1)&(scale|dozen) != 0 {
		if v := f.val(j + 1); n.lo < v {
			return num{lo: n.lo / v, hi: n.lo / v, first: n.first, last: j + 2, scale: 1, frac: true, digits: n.digits}
		}
		return n
	}
	var m num
	switch f.kindOf(j) {
	case numTok:
		m = f.scaled(num{lo: f.toks[j].value, hi: f.toks[j].value, first: j, last: j + 1, scale: 1, digits: true, plain: f.toks[j].plain})
	case wordTok:
		w, ok := f.cardinal(j)
		if !ok {
			return n
		}
		m = w
	default:
		return n
	}
	if f.oneOf(m.last, "games", "matches", "overs", "innings", "starts", "attempts", "appearances", "races") {
		return n
	}
	year := m.plain && m.lo >= 1900 && m.lo < 2100
	if m.lo <= n.lo || n.lo <= 0 || m.frac || year || f.kindOf(m.last) == pctTok || f.timeUnit(m.last) || n.lo != math.Trunc(n.lo) {
		return n
	}
	return num{lo: n.lo / m.lo, hi: n.lo / m.lo, first: n.first, last: m.last, scale: 1, frac: true, digits: n.digits}
}

// over reads "one over three", a fraction, where nothing else is near that the numbers could belong to.
func (f *finder) over(n num) num {
	if i := n.first - 1; i >= 0 && f.class(i)&aux == 0 && !f.oneOf(i, "minus", "negative", "equals") {
		return n
	}
	m, ok := f.unsigned(n.last + 1)
	if !ok || m.frac || m.vague || m.lo == 0 || m.last < len(f.toks) && f.kindOf(m.last) != mark {
		return n
	}
	n.lo /= m.lo
	n.hi, n.last, n.frac, n.plain = n.lo, m.last, true, false
	return n
}

// andAHalf reads "and a half", "and two thirds" after a number that ends with a scale word or a whole number: the part
// is of the last scale.
func (f *finder) andAHalf(n num) num {
	j := f.link(n.last)
	if !f.is(j, "and") {
		return n
	}
	j = f.link(j + 1)
	top := 1.0
	if f.class(j)&article != 0 || f.is(j, "one") {
		j = f.link(j + 1)
	} else if f.class(j)&card != 0 && f.class(f.link(j+1))&denoms != 0 {
		top = f.val(j)
		j = f.link(j + 1)
	} else {
		return f.andParts(n, j)
	}
	if f.is(j+1, "of") {
		return n // twelve, and a third of the rest
	}
	if f.class(j)&denom == 0 || f.val(j) == 0 || f.class(j+1)&scale != 0 && n.scale > 1 {
		return f.andAQuarterMillion(n, j, top)
	}
	part := top / f.val(j)
	if n.scale >= 1000 {
		part *= n.scale
	}
	n.lo += part
	n.hi, n.last, n.plain = n.lo, j+1, false
	if n.scale == 1 {
		return f.scaled(n) // five and a half million
	}
	return n
}

// andParts reads the fraction at j as the rest of n: two and fifty-four hundredths.
func (f *finder) andParts(n num, j int) num {
	w, ok := f.cardinal(j)
	if !ok || n.scale > 1 {
		return n
	}
	if d := f.denominator(w); d.frac {
		n.lo += d.lo
		n.hi, n.last, n.plain = n.lo, d.last, false
	}
	return n
}

// andAQuarterMillion reads the rest of "one billion and three quarters million".
func (f *finder) andAQuarterMillion(n num, j int, top float64) num {
	if f.class(j)&denom == 0 || f.val(j) == 0 || f.class(j+1)&scale == 0 || f.val(j+1) >= n.scale {
		return n
	}
	n.lo += top / f.val(j) * f.val(j+1)
	n.hi, n.last = n.lo, j+2
	return n
}

// scaledFraction reads "½ million", "half a million", "two thirds of a million", "half a dozen".
func (f *finder) scaledFraction(n num) num {
	j := n.last
	if f.is(j, "of") {
		j++
		if f.class(j)&article == 0 {
			return n
		}
	}
	j = f.link(j)
	if f.class(j)&article != 0 {
		j++
	}
	if f.class(j)&(scale|dozen) == 0 || f.class(j)&plural != 0 {
		return n
	}
	v := f.val(j)
	n.lo *= v
	n.hi, n.scale, n.last, n.frac = n.lo, v, j+1, false
	return n
}

// denominator reads the fraction whose numerator is n: two-thirds, one eighth, twenty-three fifths.
func (f *finder) denominator(n num) num {
	j := f.link(n.last)
	joined := j > n.last
	tens := 0.0
	switch k := f.link(j + 1); {
	case f.tens(j) && f.class(k)&denoms != 0 && f.val(k) < 10, f.tens(j) && k > j+1 && n.lo == 1 && f.class(k)&ordinal != 0:
		tens, j = f.val(j), k // three twenty-firsts, one twenty-fifth
	case f.class(j)&denoms != 0 && f.val(j) < 10 && n.words > 1 && f.tens(n.last-1) && !f.is(n.last-2, "and"):
		tens = f.val(n.last - 1) // one hundred thirty-fifths
		n.lo -= tens
	}
	c := f.class(j)
	if tens > 0 {
		n.lo /= tens + f.val(j)
		n.hi, n.last, n.frac, n.scale = n.lo, j+1, true, 1
		return n
	}
	if c&denom == 0 || f.val(j) == 0 || f.is(j, "half") && n.lo != 1 {
		return n
	}
	v := f.val(j)
	switch {
	case c&denoms != 0:
	case n.lo != 1 || n.words > 1:
		return n // three third
	case joined && f.oneOf(j, "half", "third", "quarter", "fourth", "fifth", "sixth", "eighth", "tenth", "seventh", "ninth"):
	case !f.partitive(j) || f.oneOf(j, "half"):
		return n
	}
	n.lo /= v
	n.hi, n.last, n.frac, n.scale = n.lo, j+1, true, 1
	return n
}

// tens reports whether token i is one of twenty, thirty ... ninety.
func (f *finder) tens(i int) bool {
	return f.class(i)&card != 0 && f.val(i) >= 20 && math.Mod(f.val(i), 10) == 0
}

// bareFraction reads "half", "half a million", "half of", "quarter million".
func (f *finder) bareFraction(i int) (num, bool) {
	n := num{lo: 1 / f.val(i), first: i, last: i + 1, scale: 1, frac: true, words: 1}
	n.hi = n.lo
	if s := f.scaledFraction(n); s.last > n.last {
		return s, true
	}
	if u, _ := f.wordUnit(i + 2); u != nil && u.Dimension != "multiple" && f.class(i+1)&article != 0 {
		return n, f.is(i, "half") // half an hour
	}
	switch {
	case !f.is(i, "half"):
		return n, false
	case f.halfUnit(i), f.class(i+1)&article != 0 && f.is(i+2, "point"):
		return n, true
	case f.is(i+1, "as") && f.oneOf(i+2, "many", "much", "big", "large", "long", "high", "tall", "likely", "fast", "old", "heavy", "often", "expensive", "wide", "deep", "strong", "good", "bad"):
		return n, true
	case f.is(i+1, "of"), f.is(i+1, "the"), f.oneOf(i+1, "its", "their", "his", "her", "our", "my", "your", "that", "those", "these", "all"):
		return n, !f.class(i-1).has(ordinal|relative|superlative) && !f.oneOf(i-1, "other", "second", "first")
	case f.kindOf(i+1) == wordTok && f.class(i+1)&(prep|conj|aux|adv|verb) == 0 && (plainPlural(f.tok(i+1)) || f.class(i+1)&irregular != 0) && f.class(i-1)&(det|adjective|ordinal) == 0:
		return n, true // half people
	case f.toks[i].caps == lower && (f.is(i-1, "by") || f.class(i-1)&isQual != 0 || f.is(i-1, "in")):
		return n, f.is(i-1, "by") || f.class(i-1)&isQual != 0 && f.class(i-1)&prep == 0 || f.oneOf(i-1, "about", "over", "under")
	}
	return n, false
}

// halfUnit reports whether the half or quarter at j is one of the unit that follows: a half-mile, a quarter pound. A
// half-year is a period, a half-century a score.
func (f *finder) halfUnit(j int) bool {
	u, _ := f.wordUnit(f.link(j + 1))
	if u == nil || !f.oneOf(j, "half", "quarter") {
		return false
	}
	switch u.Name {
	case "year", "quarter", "century", "x":
		return false
	}
	return u.Dimension != "money"
}

// partitive reports whether the fraction word at j is one, and no ordinal or half of something else: "a third of", "a
// quarter say", "a half"; not "a third person" and "a half marathon".
func (f *finder) partitive(j int) bool {
	k := j + 1
	if f.kindOf(k) != wordTok {
		return f.kindOf(k) != hyphen
	}
	if f.is(k, "of") {
		u, _ := f.wordUnit(k + 2)
		return !f.is(j, "quarter") || !f.is(k+1, "a") || u != nil
	}
	return f.class(k)&(aux|prep|conj) != 0 && !f.oneOf(k, "to") || f.oneOf(k, "said", "say", "more", "less", "fewer", "higher", "lower", "percent", "as") || f.is(j, "half") && f.class(k)&det != 0
}
