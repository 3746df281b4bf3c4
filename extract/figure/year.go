package figure

import "math"

// digitDate reads 2025-07-01, 5/17/2018, 17 February 2026, 2025, 1990s, 2024-25, and swallows times of day.
func (f *finder) digitDate(i int) (date, bool) {
	t := &f.toks[i]
	n := t.end - t.start
	if f.clock(i) > i {
		return date{last: f.clock(i), hidden: true}, true
	}
	if !t.plain || f.kindOf(i-1) == symTok {
		return date{}, false
	}
	if d, ok := f.numericDate(i); ok {
		return d, true
	}
	v := int(t.value)
	j := i + 1
	switch f.tok(j) {
	case "BC", "BCE", "AD", "CE", "B.C":
		return date{last: j + 1, role: "absolute"}, true
	}
	if d, ok := f.century(j, v); ok && f.glued(j) {
		return d, true
	}
	if n <= 2 && v >= 1 && v <= 31 {
		if f.glued(j) && f.oneOf(j, "st", "nd", "rd", "th") {
			j++
			if f.is(j, "of") {
				j++
			}
		}
		if f.monthWord(j) {
			return f.monthYear(j, j+1, v), true
		}
		return date{}, false
	}
	if n != 4 {
		return date{}, false
	}
	if f.glued(j) && f.tok(j) == "s" && v%10 == 0 && v >= 1500 && v < 2100 {
		return date{stretch: stretch{makeDay(v, 1, 1), makeDay(v+9, 12, 31)}, last: j + 1, role: "absolute"}, true
	}
	if d, ok := f.lifetime(i); ok {
		return d, true
	}
	if f.yearAt(i) {
		s, last := yearOf(v), j
		if (f.kindOf(j) == hyphen || f.charOf(j) == '/') && f.glued(j) && f.glued(j+1) && f.kindOf(j+1) == numTok && f.toks[j+1].plain {
			w := int(f.toks[j+1].value)
			if f.toks[j+1].end-f.toks[j+1].start == 2 {
				w += v / 100 * 100
			}
			if w > v && w < v+100 {
				s.hi, last = makeDay(w, 12, 31), j+2
			}
		}
		return date{stretch: s, last: last, role: "absolute"}, true
	}
	return date{}, false
}

// century reads "20th century", whose ordinal ending is at token j, or, with j its second word, "nineteenth century".
func (f *finder) century(j, n int) (date, bool) {
	if f.oneOf(j, "st", "nd", "rd", "th") && f.glued(j) {
		j++
	}
	j = f.link(j)
	if !f.is(j, "century") && !f.is(j, "centuries") || n < 1 || n > 21 {
		return date{}, false
	}
	return date{stretch: stretch{makeDay(n*100-99, 1, 1), makeDay(n*100, 12, 31)}, last: j + 1, role: "absolute"}, true
}

// lifetime reads two years with a dash between them, 1704 – 1787, and a year in brackets, (1738).
func (f *finder) lifetime(i int) (date, bool) {
	j := i + 1
	d := date{stretch: yearOf(int(f.toks[i].value)), last: j, role: "absolute"}
	if v := f.toks[i].value; v < 1200 || v >= 2100 || f.glued(j) && f.kindOf(j) == wordTok {
		return d, false
	}
	if k := f.kindOf(j); (k == hyphen || k == dash) && f.year4(j+1) && f.toks[j+1].value > f.toks[i].value && f.toks[j+1].value < f.toks[i].value+200 && !f.countAfter(j+1) {
		d.hi, d.last = makeDay(int(f.toks[j+1].value), 12, 31), j+2
		return d, f.toks[j+1].value < 2100
	}
	if k := f.kindOf(j); (k == hyphen || k == dash) && f.kindOf(j+1) == numTok && f.toks[j+1].plain && f.toks[j+1].end-f.toks[j+1].start == 2 && (f.toks[j].gap || f.toks[i].value < 1900) {
		if y := int(f.toks[i].value)/100*100 + int(f.toks[j+1].value); y > d.lo.year() {
			d.hi, d.last = makeDay(y, 12, 31), j+2
			return d, true
		}
	}
	return d, f.charOf(i-1) == '(' && f.charOf(j) == ')' && f.toks[i].value >= 1400
}

// numericDate reads 2025-07-01 and 5/17/2018. The latter is month first, as in the United States, unless that cannot
// be.
func (f *finder) numericDate(i int) (date, bool) {
	if i+4 >= len(f.toks) || f.kindOf(i+2) != numTok || f.kindOf(i+4) != numTok || f.charOf(i+1) != f.charOf(i+3) ||
		!f.glued(i+1) || !f.glued(i+2) || !f.glued(i+3) || !f.glued(i+4) {
		return date{}, false
	}
	a, b, c := int(f.toks[i].value), int(f.toks[i+2].value), int(f.toks[i+4].value)
	y, m, d := a, b, c
	if f.charOf(i+1) == '/' {
		y, m, d = c, a, b
		if y < 100 {
			y += 2000
		}
		if m > 12 {
			m, d = d, m
		}
	} else if f.kindOf(i+1) != hyphen {
		return date{}, false
	}
	if y < 1500 || y > 2200 || m < 1 || m > 12 || d < 1 || d > lastOf(y, m) {
		return date{}, false
	}
	x := makeDay(y, m, d)
	return date{stretch: stretch{x, x}, last: i + 5, role: "absolute", mon: m}, true
}

// yearAt reports whether the four digits at i are a year: no unit and no counted plural follows, unless a preposition
// of time goes before.
func (f *finder) yearAt(i int) bool {
	v := f.toks[i].value
	if v < 1000 || v >= 2100 {
		return false
	}
	j := i + 1
	if f.kindOf(j) == pctTok || f.kindOf(j) == symTok && f.glued(j) || f.glued(j) && f.kindOf(j) == wordTok || f.kindOf(i-1) == symTok {
		return false
	}
	p := i - 1
	if f.is(p, "the") {
		p--
	}
	if n := len(f.cands); f.oneOf(p, "to", "and", "or") && n > 0 && f.cands[n-1].close == p {
		return false // from 1000 to 2000
	}
	prep := f.oneOf(p, "in", "since", "until", "till", "during", "year", "fiscal", "early", "late", "mid", "circa", "of") || f.kindOf(p) == hyphen && f.oneOf(p-1, "mid", "pre", "post")
	if u, _ := f.wordUnit(f.link(j)); u != nil && f.toks[f.link(j)].caps != capital || f.scaleAt(j) {
		return false
	}
	if u, _ := f.symbolUnit(j); u != nil && j < len(f.toks) && f.kindOf(j) == wordTok && f.toks[j].end-f.toks[j].start > 1 {
		return false
	}
	if n := len(f.dates); f.oneOf(p, "to", "and", "or") && n > 0 && f.dates[n-1].last == p && v > 1200 {
		return !f.countAfter(i) // from 1790 to 1801
	}
	if v < 1900 {
		if f.charOf(p) == '.' && f.oneOf(p-1, "d", "c") || f.kindOf(j) == wordTok && f.tok(j) == "AD" || f.oneOf(p, "and", "to") && len(f.dates) > 0 && f.dates[len(f.dates)-1].last == p {
			return true
		}
		prep = prep && (!f.is(p, "of") || f.toks[p].caps == lower && p > 0 && f.toks[p-1].caps == capital) || f.oneOf(p, "from", "after", "before", "by") && (p == 0 || f.kindOf(j) == mark || f.class(j)&(prepClass|conj|aux) != 0) && f.class(p-1)&(up|down) == 0
		return prep && v >= 1400 && !f.countAfter(i) && f.class(i-1)&det == 0
	}
	if f.oneOf(p, "than", "over", "least", "nearly", "almost", "roughly", "approximately", "some") {
		return false
	}
	if f.oneOf(p, "about", "around", "to", "from") || f.kindOf(p) == numTok {
		return !f.countAfter(i)
	}
	if prep || f.class(i-1)&det != 0 || f.oneOf(p, "by", "after", "before", "from", "through", "and", "between") {
		if !prep && !f.is(i-1, "the") && math.Mod(v, 100) == 0 && f.countAfter(i) {
			return false
		}
		return f.class(i-1)&det != 0 || prep || !f.countAfter(i)
	}
	if from, to := f.nounPhrase(j, false); to == from+1 && f.countAfter(i) {
		return false
	}
	return true
}

func (f *finder) scaleAt(i int) bool { return f.class(f.link(i))&scale != 0 }

// clock returns the end of the time of day that begins at i, or i: 11 a.m., 6pm, 2:00, 20:30.
func (f *finder) clock(i int) int {
	j := i + 1
	if f.charOf(j) == ':' && f.glued(j) && f.glued(j+1) && f.kindOf(j+1) == numTok && f.toks[j+1].end-f.toks[j+1].start >= 2 {
		for f.charOf(j) == ':' && f.glued(j) && f.kindOf(j+1) == numTok {
			j += 2
		}
	}
	k := j
	switch {
	case f.toks[i].value > 24 && k == i+1:
		return i
	case f.oneOf(k, "am", "pm", "noon", "midnight", "o'clock"):
		k++
	case f.oneOf(k, "a", "p") && f.charOf(k+1) == '.' && f.glued(k+1) && f.oneOf(k+2, "m") && f.glued(k+2):
		k += 3
		if f.charOf(k) == '.' && f.glued(k) {
			k++
		}
	}
	if k == i+1 {
		return i
	}
	return k
}
