package figure

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
