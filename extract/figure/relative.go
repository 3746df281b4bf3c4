package figure

import "time"

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
	if t := f.narrated(i); t != 0 && f.class(j)&period != 0 {
		d.stretch = f.relativePeriod(j, n, false, time.Date(t.year(), time.Month(t.month()), t.mday(), 0, 0, 0, 0, time.UTC))
		return d, true
	}
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
	if d.stretch = f.relativePeriod(j, n, f.oneOf(i, "past"), p); n > 0 && f.is(i-1, "the") && f.class(i-2)&window != 0 {
		now := dayOf(p) // over the next year
		if end := back(now, f.lex.list[f.lexAt(j)].text, -1); end != 0 {
			d.stretch = stretch{now, end}
		}
	}
	return d, true
}

// narrated returns the day from which "the next year", "the following month" and "the previous year" at token i are told:
// the date named last, in this sentence or the one before. It is 0 when they are told from now, as is "over the next year".
func (f *finder) narrated(i int) day {
	if !f.is(i-1, "the") || f.class(i-2)&window != 0 || !f.oneOf(i, "next", "following", "previous", "preceding") {
		return 0
	}
	for k := len(f.dates) - 1; k >= 0; k-- {
		if d := &f.dates[k]; d.lo != 0 && !d.hidden {
			return d.lo
		}
	}
	return f.last.scope.lo
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
