package figure

import "math"

// A num is a number as it was read from tokens [first, last).
type num struct {
	lo, hi      float64
	first, last int
	scale       float64 // the scale word or suffix it ends with: 1e6 for "38 million"; 1 if none
	digits      bool    // begins with digits
	plain       bool    // digits only, no separators, suffix or scale
	frac        bool    // a part of a whole: half, two-thirds, one in five
	vague       bool    // tens of thousands
	article     bool    // begins with "a"
	words       int     // number words
}

// numberAt reads a number that begins at token i, a sign included.
func (f *finder) numberAt(i int) (num, bool) {
	j, sign := i, 1.0
	switch {
	case f.oneOf(i, "minus", "negative"):
		j, sign = f.link(i+1), -1
	case f.kindOf(i) == hyphen && i+1 < len(f.toks) && f.kindOf(i+1) == numTok:
		j, sign = i+1, -1
		open := i == 0 || f.toks[i].gap && f.glued(j) && f.kindOf(i-1) != numTok || f.charOf(i-1) == '(' || f.glued(i) && f.kindOf(i-1) == symTok
		math := i > 0 && (f.charOf(i-1) == '<' || f.charOf(i-1) == '>' || f.charOf(i-1) == '=')
		if !open && !math {
			return num{}, false
		}
	}
	n, ok := f.unsigned(j)
	if !ok {
		return n, false
	}
	n.first = i
	if sign < 0 {
		n.lo, n.hi, n.plain = -n.hi, -n.lo, false
	}
	return n, true
}

func (f *finder) unsigned(i int) (num, bool) {
	switch f.kindOf(i) {
	case numTok:
		return f.inDigits(i), true
	case vulgar:
		n := num{lo: f.toks[i].value, first: i, last: i + 1, scale: 1, frac: true, digits: true}
		n.hi = n.lo
		return f.scaledFraction(n), true
	case wordTok:
		return f.inWords(i)
	}
	return num{}, false
}

// inDigits reads a number that begins with digits.
func (f *finder) inDigits(i int) num {
	t := &f.toks[i]
	n := num{lo: t.value, first: i, last: i + 1, scale: 1, digits: true, plain: t.plain}
	j := i + 1
	switch {
	case f.kindOf(j) == vulgar: // 10½
		n.lo += f.toks[j].value
		j++
	case f.kindOf(j) == numTok && t.plain && f.slashed(j): // 10 1/2
		n.lo += f.toks[j].value / f.toks[j+2].value
		j += 3
	case f.kindOf(j) == hyphen && f.glued(j) && f.glued(j+1) && f.kindOf(j+1) == numTok && f.slashed(j+1) && (t.plain || t.places == 2): // 6-3/4, $5.87-1/2
		n.lo += f.toks[j+1].value / f.toks[j+3].value / math.Pow(10, float64(t.places))
		j += 4
	case f.slashed(i): // 3/4
		n.lo, n.frac, j = n.lo/f.toks[i+2].value, true, i+3
	}
	if j > i+1 {
		n.plain = false
	}
	n.hi, n.last = n.lo, j
	n = f.scaled(n)
	if n.scale == 1 && n.last == i+1 {
		n = f.outOf(f.andAHalf(n))
	}
	return n
}

// slashed reports whether tokens i to i+2 are a fraction: 1/4, 3/8. Other slashes are dates, odds and names.
func (f *finder) slashed(i int) bool {
	if i+2 >= len(f.toks) || f.charOf(i+1) != '/' || f.kindOf(i+2) != numTok || !f.glued(i+1) || !f.glued(i+2) {
		return false
	}
	if i+3 < len(f.toks) && (f.charOf(i+3) == '/' || f.charOf(i+3) == '-') && f.glued(i+3) {
		return false
	}
	a, b := f.toks[i].value, f.toks[i+2].value
	switch b {
	case 2, 3, 4, 5, 6, 8, 16, 32, 64:
		return a > 0 && a < b
	}
	return false
}

// scaled reads the scale words and the suffix after n: 38 million, 10k, 4 thousand 3 hundred and 21, 3 million and a half.
func (f *finder) scaled(n num) num {
	j := n.last
	if f.glued(j) && f.class(j)&suffix != 0 && !n.frac {
		if v := f.val(j); v > 1 && f.suffixed(j) {
			n.lo, n.hi, n.scale, n.last, n.plain = n.lo*v, n.hi*v, v, j+1, false
			return n
		}
	}
	k := f.link(j)
	if w := f.tok(k); k == j && !f.glued(k) && (w == "M" || w == "B" || w == "k" || w == "K") && (k+1 == len(f.toks) || f.kindOf(k+1) == mark || f.countAfter(k)) {
		v := f.val(k)
		n.lo, n.hi, n.scale, n.last, n.plain = n.lo*v, n.hi*v, v, k+1, false
		return n
	}
	if f.class(k)&dozen != 0 && !f.is(k, "score") && !f.is(k, "scores") {
		v := f.val(k)
		n.lo, n.hi, n.scale, n.last, n.plain = n.lo*v, n.hi*v, v, k+1, false
		return n
	}
	total, cur, seen := 0.0, n.lo, false
	for f.class(k)&scale != 0 {
		v := f.val(k)
		switch {
		case v == 100:
			cur *= v
		case seen && cur == 0:
			total *= v // lakh crore
		default:
			total, cur = total+cur*v, 0
		}
		seen = true
		n.scale, n.last, n.plain = v, k+1, false
		k = f.link(k + 1)
		if f.class(k)&scale != 0 {
			continue
		}
		more, again := f.lesser(&n, k, v)
		cur += more
		if !again {
			break
		}
		k = n.last
	}
	if seen {
		n.lo = total + cur
		n.hi = n.lo
		n = f.andAHalf(n)
	}
	return n
}

// lesser reads what follows scale word v of n at token k and is less than it: the 3 of "4 thousand 3 hundred", the 21 of
// "3 hundred and 21". It returns its value, and whether another scale word follows it.
func (f *finder) lesser(n *num, k int, v float64) (more float64, again bool) {
	m := k
	if f.is(m, "and") {
		m++
	}
	if f.kindOf(m) == numTok {
		t, next := &f.toks[m], f.class(m+1)
		smaller := t.plain && t.value > 0 && t.value < v && v <= 1000
		switch {
		case !smaller:
		case next&scale != 0 && f.val(m+1) < v:
			n.last = m + 1
			return t.value, true
		case m > k && next&scale == 0 && f.kindOf(m+1) != pctTok:
			n.last = m + 1
			return t.value, false
		}
		return 0, false
	}
	if m > k {
		w, ok := f.inWords(m)
		if ok && (w.lo >= 100 || v <= 1000) && w.lo < v && !w.frac && !w.article && w.lo == math.Trunc(w.lo) {
			n.last = w.last
			return w.lo, false
		}
	}
	return 0, false
}

// suffixed reports whether the letters at j, glued to digits, are a magnitude rather than a unit or part of a name.
func (f *finder) suffixed(j int) bool {
	t := &f.toks[j]
	if t.end-t.start == 1 && t.caps == lower && (t.char == 'm' || t.char == 't') {
		return t.char == 'm' && f.millions(j)
	}
	if t.end-t.start == 1 && t.caps != lower && f.class(j-2)&titleno != 0 {
		return false // Exit 4B
	}
	if t.caps != lower && t.char == 'K' && f.toks[j-1].value <= 16 && !f.moneyBefore(j-1) && !f.countAfter(j) {
		return false // a 4K television
	}
	if next := f.kindOf(j + 1); next == wordTok && t.caps != lower && t.end-t.start == 1 && f.toks[j+1].caps == capital && !f.moneyBefore(j-1) || f.glued(j+1) && (next == wordTok || next == numTok) {
		return false // 221B Baker Street
	}
	if _, unit := f.lex.symbols[f.text[t.start:t.end]]; unit && t.caps == lower && !f.moneyBefore(j-1) {
		return false
	}
	return !f.is(j, "mm") || t.caps == capitals || f.moneyBefore(j-1)
}

// millions reports whether the m at j, glued to a number, stands for million rather than metre: something is counted,
// as in "2.3m claims", "10m tonnes".
func (f *finder) millions(j int) bool {
	if u, _ := f.wordUnit(j + 1); u != nil {
		return u.Dimension != "length" && u.Dimension != "multiple" && plainPlural(f.tok(j+1))
	}
	from, to := f.nounPhrase(j+1, false)
	return from < to && (plainPlural(f.tok(to-1)) || f.class(to-1)&irregular != 0) && !f.oneOf(to-1, "hurdles", "finals", "heats", "waves")
}

// moneyBefore reports whether a currency sign or code stands before token i.
func (f *finder) moneyBefore(i int) bool {
	if f.kindOf(i-1) == symTok {
		return true
	}
	if i < 1 || f.kindOf(i-1) != wordTok {
		return false
	}
	_, ok := f.lex.money[f.text[f.toks[i-1].start:f.toks[i-1].end]]
	return ok
}
