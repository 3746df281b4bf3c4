package figure

import "time"

// wordDate reads a date that begins with a word: a month, a weekday, "late 2026", "the second half of 2025", "Q3 2025",
// "last year", "yesterday".
func (f *finder) wordDate(i int) (date, bool) {
	c := f.class(i)
	switch {
	case c&month != 0 && f.monthWord(i):
		return f.monthYear(i, i+1, 0), true
	case c&early != 0:
		return f.part(i)
	case c&(ordinal|relative) != 0:
		if d, ok := f.halfYear(i); ok {
			return d, true
		}
		if c&ordinal != 0 {
			if d, ok := f.century(i+1, int(f.val(i))); ok {
				return d, true
			}
		}
		if c&relative != 0 {
			return f.relative(i)
		}
	case c&season != 0 && (f.toks[i].caps == lower || f.toks[i].caps == capital):
		return f.seasonAt(i)
	case c&weekday != 0 && f.toks[i].caps == capital && (f.toks[i].end-f.toks[i].start > 3 || f.charOf(i+1) == '.'):
		return f.weekdayAt(i), true
	case c&deictic != 0:
		return f.deictic(i)
	case f.is(i, "fiscal") || f.is(i, "year") && f.kindOf(i+1) == numTok:
		j := i + 1
		if f.is(j, "year") {
			j++
		}
		if f.year4(j) {
			return date{stretch: yearOf(int(f.toks[j].value)), last: j + 1, role: "absolute"}, true
		}
	case f.toks[i].caps == mixed:
		return f.codedPeriod(i)
	}
	return date{}, false
}

func (f *finder) year4(j int) bool {
	return f.kindOf(j) == numTok && f.toks[j].plain && f.toks[j].end-f.toks[j].start == 4 && f.toks[j].value >= 1400 && f.toks[j].value < 2200
}

// part reads early, mid- or late before a month or a year.
func (f *finder) part(i int) (date, bool) {
	j := f.link(i + 1)
	var d date
	ok := false
	switch {
	case f.is(i, "middle"):
		return d, false
	case f.kindOf(j) == numTok || f.class(j)&month != 0 && f.toks[j].caps == capital:
		if d, ok = f.parseDate(j); ok && d.yearless && d.mon > 0 {
			f.guessYear(&d)
			d.yearless = d.lo == 0
		}
	case f.class(j)&relative != 0:
		d, ok = f.relative(j)
	}
	if !ok || d.hidden {
		return date{}, false
	}
	d.stretch = d.stretch.third(int(f.val(i)))
	return d, true
}

// halfYear reads "second half of 2025", "first quarter", "third quarter of last year".
func (f *finder) halfYear(i int) (date, bool) {
	j := f.link(i + 1)
	if !f.oneOf(j, "half", "quarter") || f.class(i)&ordinal == 0 || f.val(i) > 4 {
		return date{}, false
	}
	n := int(f.val(i))
	k := j + 1
	if f.is(k, "of") {
		k++
	}
	if f.is(k, "the") || f.is(k, "its") {
		k++
	}
	d := date{last: j + 1, role: "year-implied"}
	y := 0
	switch {
	case f.year4(k):
		y, d.last, d.role = int(f.toks[k].value), k+1, "absolute"
	case f.is(k, "fiscal") && (f.year4(k+1) || f.is(k+1, "year") && f.year4(k+2)):
		for !f.year4(k) {
			k++
		}
		y, d.last, d.role = int(f.toks[k].value), k+1, "absolute"
	case f.class(k)&relative != 0 && f.is(k+1, "year"):
		d.last, d.role = k+2, "relative"
		if p := f.context.Published; !p.IsZero() {
			y = p.Year() + int(f.val(k))
		}
	case f.is(k, "year") && f.is(k-1, "the"):
		d.last = k + 1
	case f.is(j, "half"):
		return date{}, false // of a match
	}
	if y == 0 && d.role == "year-implied" {
		y = f.quarterYear(n, f.is(j, "half"))
	}
	if y > 0 {
		size := 3
		if f.is(j, "half") {
			size = 6
		}
		if n*size <= 12 {
			d.stretch = months(y, (n-1)*size+1, n*size)
		}
	}
	return d, true
}

// quarterYear returns the year of the last quarter n that had begun when the article was published.
func (f *finder) quarterYear(n int, half bool) int {
	p := f.context.Published
	if p.IsZero() {
		return 0
	}
	now := (int(p.Month())-1)/3 + 1
	if half {
		now = (int(p.Month())-1)/6 + 1
	}
	if n > now {
		return p.Year() - 1
	}
	return p.Year()
}

// codedPeriod reads Q3 2025, 3Q25, H1 2025, FY2025, FY25.
func (f *finder) codedPeriod(i int) (date, bool) {
	w := f.tok(i)
	switch {
	case len(w) == 2 && w[0] == 'Q' && w[1] >= '1' && w[1] <= '4', len(w) == 2 && w[0] == 'H' && (w[1] == '1' || w[1] == '2'):
		n, size := int(w[1]-'0'), 3
		if w[0] == 'H' {
			size = 6
		}
		j := i + 1
		if f.is(j, "of") {
			j++
		}
		d := date{last: i + 1, role: "year-implied"}
		y := f.quarterYear(n, w[0] == 'H')
		if f.year4(j) {
			y, d.last, d.role = int(f.toks[j].value), j+1, "absolute"
		}
		if y > 0 {
			d.stretch = months(y, (n-1)*size+1, n*size)
		}
		return d, true
	case len(w) >= 4 && w[:2] == "FY" && run(w, 2) == len(w)-2:
		y := int(atoi(w[2:]))
		if len(w) == 4 {
			y += 2000
		}
		if y >= 1900 && y < 2200 {
			return date{stretch: yearOf(y), last: i + 1, role: "absolute"}, true
		}
	}
	return date{}, false
}

// seasonAt reads "spring 2025", "the summer of 2024". A season alone is left to the words around it.
func (f *finder) seasonAt(i int) (date, bool) {
	j := i + 1
	if f.is(j, "of") {
		j++
	}
	if !f.year4(j) {
		return date{}, false
	}
	y, n := int(f.toks[j].value), int(f.val(i))
	s := stretch{makeDay(y, n*3, 1), makeDay(y, n*3+2, lastOf(y, min(n*3+2, 12)))}
	if n == 4 {
		s = stretch{makeDay(y, 12, 1), makeDay(y+1, 2, 28)}
	}
	return date{stretch: s, last: j + 1, role: "absolute"}, true
}

// weekdayAt resolves a weekday to the last one up to the day of publication, or the next one after "next".
func (f *finder) weekdayAt(i int) date {
	d := date{last: i + 1, role: "relative"}
	if f.charOf(i+1) == '.' && f.glued(i+1) && f.toks[i].end-f.toks[i].start < 6 {
		d.last++
	}
	if e := d.last; f.charOf(e) == ',' && f.class(e+1)&month != 0 && f.monthWord(e+1) && f.kindOf(e+2) == numTok {
		if m, ok := f.dateAt(e + 1); ok && m.mon > 0 {
			return m
		}
	}
	if p := f.context.Published; !p.IsZero() {
		back := (int(p.Weekday()) - int(f.val(i))%7 + 7) % 7
		if f.is(i-1, "next") {
			back -= 7
		} else if f.is(i-1, "last") && back == 0 {
			back = 7
		}
		x := dayOf(p).add(0, 0, -back)
		d.stretch = stretch{x, x}
	}
	return d
}

func (f *finder) deictic(i int) (date, bool) {
	d := date{last: i + 1, role: "relative"}
	p := dayOf(f.context.Published)
	if p == 0 {
		return d, true
	}
	switch {
	case f.is(i, "yesterday"):
		p = p.add(0, 0, -1)
	case f.is(i, "tomorrow"):
		p = p.add(0, 0, 1)
	}
	d.stretch = stretch{p, p}
	return d, true
}

// relative reads "last year", "this week", "the past year", "next month", "recent years", "last July", "last summer".
func (f *finder) relative(i int) (date, bool) {
	j := i + 1
	if f.is(j, "fiscal") || f.is(j, "calendar") {
		j++
	}
	n := int(f.val(i))
	d := date{last: j + 1, role: "relative"}
	p := f.context.Published
	switch {
	case f.class(j)&periods != 0 && f.oneOf(i, "recent", "past", "last", "coming", "previous"):
		return d, true // of unknown length
	case f.class(j)&(period|month|season) == 0:
		return date{}, false
	case f.is(i, "same") || f.is(i, "recent") || f.is(i, "current") && f.class(j)&period == 0 || f.is(i, "following"):
		return d, f.is(i, "following") && f.class(j)&period != 0
	case f.class(j)&month != 0 && f.toks[j].caps != lower:
		return f.relativeMonth(j, n), true
	case f.is(j, "season") || f.is(j, "century"):
		return d, f.is(j, "century")
	case p.IsZero():
		return d, f.class(j)&(period|season) != 0
	case f.class(j)&season != 0:
		y := p.Year()
		if n < 0 && int(p.Month()) < int(f.val(j))*3+3 || n < 0 && f.val(j) == 4 {
			y--
		}
		if f.val(j) < 4 {
			d.stretch = months(y, int(f.val(j))*3, int(f.val(j))*3+2)
		}
		return d, true
	}
	d.stretch = f.relativePeriod(j, n, f.oneOf(i, "past"), p)
	return d, true
}

func (f *finder) relativeMonth(j, n int) date {
	d := date{last: j + 1, role: "relative", mon: int(f.val(j))}
	if p := f.context.Published; !p.IsZero() {
		y := p.Year()
		switch {
		case n < 0 && d.mon >= int(p.Month()):
			y--
		case n > 0 && d.mon <= int(p.Month()):
			y++
		}
		d.stretch = monthOf(y, d.mon)
	}
	return d
}

// relativePeriod returns the period named at j, n away from the one in which p lies; rolling when it is the stretch
// that ends with p.
func (f *finder) relativePeriod(j, n int, rolling bool, p time.Time) stretch {
	now := dayOf(p)
	switch {
	case f.is(j, "day"):
		x := now.add(0, 0, n)
		return stretch{x, x}
	case f.is(j, "week"):
		if rolling {
			return stretch{now.add(0, 0, -7), now}
		}
		monday := now.add(0, 0, -(int(p.Weekday())+6)%7+7*n)
		return stretch{monday, monday.add(0, 0, 6)}
	case f.is(j, "month"):
		if rolling {
			return stretch{now.add(0, -1, 0), now}
		}
		x := makeDay(now.year(), now.month(), 1).add(0, n, 0)
		return monthOf(x.year(), x.month())
	case f.is(j, "quarter"):
		q := now.year()*4 + (now.month()-1)/3 + n
		return months(q/4, q%4*3+1, q%4*3+3)
	case f.is(j, "year"):
		if rolling {
			return stretch{now.add(-1, 0, 0), now}
		}
		return yearOf(now.year() + n)
	case f.is(j, "decade") && n < 0:
		return stretch{now.add(-10, 0, 0), now}
	}
	return stretch{}
}
