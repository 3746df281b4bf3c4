package figure

import "math"

// inWords reads a number written out in words: "one hundred and sixty-one", "a dozen", "half a million", "two-thirds",
// "tens of thousands", "five point five".
func (f *finder) inWords(i int) (num, bool) {
	c := f.class(i)
	switch {
	case c&article != 0 && !f.is(i, "the"):
		return f.afterArticle(i)
	case c&plural != 0:
		return f.magnitude(i)
	case c&denom != 0 && f.oneOf(i, "half", "quarter", "third"):
		return f.bareFraction(i)
	case c&(card|scale) == 0 || c&card == 0 && !f.is(i, "hundred"):
		return num{}, false
	}
	n, ok := f.cardinal(i)
	if !ok {
		return n, false
	}
	if d := f.denominator(n); d.last > n.last {
		return f.scaledFraction(d), true
	}
	n = f.pointed(n)
	n = f.andAHalf(n)
	if d := f.link(n.last); f.class(d)&dozen != 0 && !f.oneOf(d, "score") && n.scale < 100 {
		n.lo *= f.val(d)
		n.hi, n.last, n.scale = n.lo, d+1, f.val(d)
	}
	if n.scale == 1 {
		n = f.outOf(n)
	}
	return n, true
}

// cardinal reads a whole number in words.
func (f *finder) cardinal(i int) (num, bool) {
	total, cur, top := 0.0, 0.0, math.Inf(1)
	n := num{first: i, last: i, scale: 1}
	for j := i; j < len(f.toks); {
		c := f.class(j)
		switch {
		case c&card != 0:
			v := f.val(j)
			switch {
			case n.words == 0 || cur == 0 && total > 0:
			case v == 0 || math.Mod(cur, 100) == 0 && v < 100:
			case v < 10 && math.Mod(cur, 10) == 0 && math.Mod(cur, 100) >= 20:
			default:
				return f.finish(n, total+cur), n.words > 0
			}
			cur += v
			n.scale = 1
		case c&scale != 0 && c&plural == 0 && n.words+1 > 0:
			v := f.val(j)
			switch {
			case v == 100 && cur < 100:
				cur = math.Max(cur, 1) * 100
			case cur == 0 && total > 0 && v > 1000:
				total *= v
			case v >= top:
				return f.finish(n, total+cur), n.words > 0
			default:
				total, cur, top = total+math.Max(cur, 1)*v, 0, v
			}
			n.scale = v
		default:
			return f.finish(n, total+cur), n.words > 0
		}
		n.words++
		n.last = j + 1
		j = f.link(j + 1)
		if f.is(j, "and") && j == n.last && n.scale > 1 && f.class(j+1)&card != 0 && f.continues(j+1, n.scale) {
			j++
		}
	}
	return f.finish(n, total+cur), n.words > 0
}

// continues reports whether the number at i, which follows "and", goes on with a number that ended with scale: "two
// hundred and five" does, "three hundred and two hundred" and "two million and three" do not.
func (f *finder) continues(i int, scale float64) bool {
	if f.class(f.link(i+1))&denoms != 0 {
		return false // one hundred and three quarters
	}
	worth := f.val(i)
	for j := f.link(i + 1); f.class(j)&(card|wordScale) != 0; j = f.link(j + 1) {
		if f.class(j)&wordScale != 0 {
			worth = f.val(j)
			if worth >= scale && !(scale == 100 && worth > 100) {
				return false
			}
			if scale == 100 && worth == 100 {
				return false
			}
			continue
		}
	}
	return scale <= 1000 || worth >= 100 || f.val(i) >= 10
}

const wordScale = scale

func (f *finder) finish(n num, v float64) num {
	n.lo, n.hi = v, v
	return n
}

// afterArticle reads "a hundred", "a dozen", "a half", "a third of", "a quarter".
func (f *finder) afterArticle(i int) (num, bool) {
	j := i + 1
	c := f.class(j)
	switch {
	case c&dozen != 0 && f.oneOf(j, "dozen"):
		return num{lo: 12, hi: 12, first: i, last: j + 1, scale: 12, article: true, words: 1}, true
	case f.is(j, "half") && (f.kindOf(j+1) == hyphen && f.is(j+2, "dozen") || f.is(j+1, "dozen")):
		return num{lo: 6, hi: 6, first: i, last: f.link(j+1) + 1, scale: 1, article: true, words: 2}, true
	case c&scale != 0 && c&plural == 0:
		n, ok := f.cardinal(j)
		n.first, n.article = i, true
		if d := f.denominator(n); d.last > n.last {
			d.first = i
			return d, true
		}
		return f.andAHalf(n), ok
	case c&denom == 0 || c&denoms != 0 || f.val(j) == 0:
		return num{}, false
	}
	n := num{lo: 1 / f.val(j), first: i, last: j + 1, scale: 1, frac: true, article: true}
	n.hi = n.lo
	if s := f.scaledFraction(n); s.last > n.last {
		return s, true
	}
	return n, f.partitive(j) || f.halfUnit(j)
}

// pointed reads "point zero three" after a whole number.
func (f *finder) pointed(n num) num {
	if !f.is(n.last, "point") || f.class(n.last+1)&card == 0 {
		return n
	}
	unit, v, j := 0.1, 0.0, n.last+1
	for f.class(j)&card != 0 {
		d := f.val(j)
		if d >= 10 { // two hundred point seventy-one
			if w, ok := f.cardinal(j); ok && w.lo < 100 {
				v += unit * w.lo / 10
				j = w.last
			}
			break
		}
		v += unit * d
		unit /= 10
		j++
	}
	n.lo = math.Round((n.lo+v)*1e9) / 1e9
	n.hi, n.last, n.scale = n.lo, j, 1
	for f.class(j)&scale != 0 && f.class(j)&plural == 0 {
		n.lo *= f.val(j)
		n.hi, n.scale = n.lo, f.val(j)
		j++
		n.last = j
	}
	return n
}

// magnitude reads a magnitude without a number: millions, tens of thousands, hundreds of millions. It reaches from one
// to ten of it.
func (f *finder) magnitude(i int) (num, bool) {
	v, j := f.val(i), i+1
	switch {
	case f.is(i, "tens"):
		v = 10
		if !f.is(j, "of") || f.class(j+1)&scale == 0 {
			return num{}, false
		}
	case f.is(i, "dozens"):
		v = 12
	case f.is(i, "scores"):
		if !f.is(j, "of") {
			return num{}, false
		}
		v = 20
	}
	for f.is(j, "of") && f.class(j+1)&scale != 0 || f.class(j)&scale != 0 && j == i+1 {
		if f.is(j, "of") {
			j++
		}
		v *= f.val(j)
		j++
	}
	hi := v * 10
	if f.class(i)&dozen != 0 {
		hi = math.Round(v * 100 / 12)
	}
	return num{lo: v, hi: hi, first: i, last: j, scale: 1, vague: true, words: j - i}, true
}
