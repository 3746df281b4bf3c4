package figure

import (
	"math"

	"hearsay/corpus"
)

// A date is a date or a period that the text names, at tokens [first, last). Both ends are 0 when it cannot be resolved.
type date struct {
	stretch
	first, last int
	start, end  int
	role        string // absolute, relative, year-implied
	mon         int    // the month it names, when it has one
	yearless    bool
	hidden      bool // a time of day: swallowed, not told
	chained     bool // the start of a range whose end is the next date
}

// memory is what the sentences before tell of dates.
type memory struct {
	year    [13]int // the year in which each month was last named with one
	scope   stretch // of the sentence before
	recent  int     // the last year named
	counted string  // what the last count was of
}

// turn is called after every sentence: hot when it held figures or dates.
func (f *finder) turn(hot bool) {
	if !hot {
		return
	}
	for i := range f.cands {
		if c := &f.cands[i]; c.Dimension == "count" && c.NounSpan != nil {
			f.last.counted = c.Unit
		}
	}
	for i := range f.dates {
		d := &f.dates[i]
		if d.lo == 0 || d.hidden {
			continue
		}
		f.last.scope = d.stretch
		if d.chained && i+1 < len(f.dates) {
			f.last.scope.hi = f.dates[i+1].hi
			break
		}
	}
}

// dateAt reads the date that begins at token i.
func (f *finder) dateAt(i int) (date, bool) {
	d, ok := f.parseDate(i)
	if !ok {
		return d, false
	}
	d.first = i
	if d.yearless && d.mon > 0 {
		if e, ok := f.dateRange(d); ok {
			d = e
		}
	}
	if d.yearless && d.mon > 0 && d.lo == 0 {
		f.guessYear(&d)
	}
	if d.lo != 0 && !d.yearless && d.role == "absolute" {
		f.last.recent = d.lo.year()
		if d.mon > 0 {
			f.last.year[d.mon] = d.lo.year()
		}
	}
	if f.oneOf(d.last, "and", "to", "through", "until") && f.oneOf(f.beforeDate(i), "between", "from") {
		if _, ok := f.parseDate(d.last + 1); ok {
			d.chained = true
		}
	}
	d.start, d.end = f.toks[d.first].start, f.toks[d.last-1].end
	return d, true
}

// beforeDate returns the token before a date at i, past an article.
func (f *finder) beforeDate(i int) int {
	for i--; f.class(i)&(article|adv) != 0 && i > 0; i-- {
	}
	return i
}

// dateRange reads on after a month without a year when the range it begins ends with one: "March and November 2025".
func (f *finder) dateRange(d date) (date, bool) {
	if !f.oneOf(d.last, "and", "to", "through") && f.kindOf(d.last) != hyphen {
		return d, false
	}
	if f.is(d.last, "and") && !f.is(f.beforeDate(d.first), "between") {
		return d, false
	}
	e, ok := f.parseDate(d.last + 1)
	if !ok || e.mon == 0 || e.lo == 0 || e.yearless {
		return d, false
	}
	y := e.lo.year()
	if d.mon > e.mon {
		y--
	}
	lo := d.lo
	switch {
	case lo != 0:
	case d.hi != 0 && int(d.hi) < 32: // a day of the month
		lo = makeDay(y, d.mon, int(d.hi))
	default:
		lo = makeDay(y, d.mon, 1)
	}
	d.stretch = stretch{lo, e.hi}
	d.last, d.yearless, d.role = e.last, false, "absolute"
	f.last.year[d.mon], f.last.year[e.mon] = y, e.hi.year()
	return d, true
}

// guessYear resolves a month without a year: the year in which the text named that month before, else the last such
// month up to the day of publication.
func (f *finder) guessYear(d *date) {
	md := int(d.hi)
	d.hi = 0
	y := f.last.year[d.mon]
	if y == 0 {
		pub := f.context.Published
		if pub.IsZero() {
			return
		}
		y = pub.Year()
		ahead := f.oneOf(f.beforeDate(d.first), "by", "until", "next", "till")
		if d.mon > int(pub.Month()) && !ahead {
			y--
		} else if ahead && d.mon < int(pub.Month()) {
			y++
		}
	}
	d.role = "year-implied"
	d.stretch = monthOf(y, d.mon)
	if md > 0 && md <= lastOf(y, d.mon) {
		d.lo = makeDay(y, d.mon, md)
		d.hi = d.lo
	}
}

func (f *finder) parseDate(i int) (date, bool) {
	switch f.kindOf(i) {
	case numTok:
		return f.digitDate(i)
	case wordTok:
		return f.wordDate(i)
	}
	return date{}, false
}

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

// monthWord reports whether token i is a month and not the verb or the name that some of them also are.
func (f *finder) monthWord(i int) bool {
	if f.class(i)&month == 0 {
		return false
	}
	t := &f.toks[i]
	switch {
	case t.caps == capitals:
		return t.end-t.start <= 4 || f.headline()
	case t.caps == lower:
		return f.kindOf(i+1) == numTok && (!f.oneOf(i, "may", "march", "mar", "sun") || f.class(i-1)&prep != 0) || !f.oneOf(i, "may", "march", "mar", "jan", "dec", "oct", "sep", "nov") && t.end-t.start > 4 || f.kindOf(i-1) == numTok && f.kindOf(i+1) == numTok
	case f.oneOf(i, "may", "march", "april", "june", "august", "jan"):
		j := i + 1
		if f.charOf(j) == '.' {
			j++
		}
		return f.kindOf(j) == numTok || f.class(i-1)&(prep|relative|early|conj) != 0 || f.kindOf(i-1) == hyphen || f.class(j)&(season|prep|conj|aux) != 0 && i > 0 || f.kindOf(i-1) == numTok || f.kindOf(j) == mark && i > 0
	}
	return true
}

// monthYear reads on after the month at i: "July", "July 2025", "July 17, 2025", "Feb. 17", from token j on. md is the
// day of the month when it stood before.
func (f *finder) monthYear(i, j, md int) date {
	m := int(f.val(i))
	if f.charOf(j) == '.' && f.glued(j) && f.toks[i].end-f.toks[i].start <= 4 && !f.oneOf(i, "may", "june", "july") && j+1 < len(f.toks) {
		j++
	}
	d := date{mon: m, last: i + 1, role: "absolute"}
	if j > i+1 {
		d.last = j
	}
	if md == 0 && f.kindOf(j) == numTok && f.toks[j].plain && f.toks[j].value >= 1 && f.toks[j].value <= 31 && f.toks[j].end-f.toks[j].start <= 2 && !f.moneyFollows(j+1) {
		md = int(f.toks[j].value)
		j++
		if f.glued(j) && f.oneOf(j, "st", "nd", "rd", "th") {
			j++
		}
		d.last = j
	}
	until := md
	if md > 0 && f.kindOf(j) == hyphen && f.kindOf(j+1) == numTok && f.toks[j+1].plain && f.toks[j+1].value > float64(md) && f.toks[j+1].value <= 31 {
		until = int(f.toks[j+1].value)
		j += 2
		d.last = j
	}
	k := j
	if f.charOf(k) == ',' || f.is(k, "of") {
		k++
	}
	if (k == j || md > 0 || f.is(j, "of") || !f.countAfter(k)) && f.kindOf(k) == numTok && f.toks[k].plain && f.toks[k].end-f.toks[k].start == 4 && f.toks[k].value >= 1400 && f.toks[k].value < 2200 {
		y := int(f.toks[k].value)
		d.last = k + 1
		d.stretch = monthOf(y, m)
		if md > 0 && until <= lastOf(y, m) {
			d.stretch = stretch{makeDay(y, m, md), makeDay(y, m, until)}
		}
		return d
	}
	if f.is(j, "of") && f.oneOf(j+1, "last", "this", "next") && f.is(j+2, "year") { // July of last year
		d.last, d.role = j+3, "relative"
		if p := f.context.Published; !p.IsZero() {
			d.stretch = monthOf(p.Year()+int(f.val(j+1)), m)
			if md > 0 && md <= lastOf(d.lo.year(), m) {
				d.stretch = stretch{makeDay(d.lo.year(), m, md), makeDay(d.lo.year(), m, md)}
			}
		}
		return d
	}
	d.yearless = true
	d.hi = day(md)
	return d
}

// moneyFollows reports whether what follows makes the number before it a figure rather than a day: "May 10 percent".
func (f *finder) moneyFollows(j int) bool {
	return f.kindOf(j) == pctTok || f.class(f.link(j))&scale != 0 || f.is(j, "percent")
}

// printed is d.String, made once for each day of a text.
func (f *finder) printed(d day) string {
	s, ok := f.days[d]
	if !ok {
		if f.days == nil {
			f.days = map[day]string{}
		}
		s = d.String()
		f.days[d] = s
	}
	return s
}

// dateFigure makes the record of a date.
func (f *finder) dateFigure(d *date) corpus.Figure {
	x := corpus.Figure{
		Span: corpus.Span{Start: d.start, End: d.end}, Text: f.text[d.start:d.end], Lo: math.Inf(-1), Hi: math.Inf(1),
		Unit: "date", Dimension: "date", Qualifier: "exact", Role: d.role, Kind: "date",
	}
	if d.lo != 0 {
		x.Lo, x.Hi = float64(d.lo), float64(d.hi)
		x.ScopeLo, x.ScopeHi = f.printed(d.lo), f.printed(d.hi)
	}
	return x
}
