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
