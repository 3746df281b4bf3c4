package figure

// scopes gives each figure the period it is true of: the date that follows it before the next figure, else the date
// that opens its clause, else the only date of the sentence, else the window of time that a figure of the sentence
// states, else what "during this period" points back to.
func (f *finder) scopes() {
	for i := range f.cands {
		c := &f.cands[i]
		if c.Dimension == "duration" && f.leadingUp(c) || c.Dimension == "age" {
			continue
		}
		if c.Dimension == "duration" {
			continue
		}
		if (c.Role == "ratio" || c.Role == "delta") && f.windowNext(i) && f.window(c, i) {
			continue
		}
		if d := f.dateFor(i); d >= 0 {
			f.setScope(c, d)
			continue
		}
		if f.window(c, i) {
			continue
		}
		f.anaphora(c)
	}
}

// dateFor returns the index in f.dates of the date that bears on figure i, or -1.
func (f *finder) dateFor(i int) int {
	c := &f.cands[i]
	next := len(f.toks)
	for j := i + 1; j < len(f.cands); j++ {
		if f.cands[j].Dimension != "duration" && !(f.cands[j].Dimension == c.Dimension && f.alternative(c, &f.cands[j])) {
			next = f.cands[j].lead
			break
		}
	}
	before, after, only := -1, -1, -1
	for k := range f.dates {
		d := &f.dates[k]
		prep := f.timePrep(d)
		start := f.clauseStart(prep)
		if d.hidden || prep == d.first && !f.opens(d) || f.measuredFrom(d, prep) || start > c.open || f.clauseStart(c.open) > d.first {
			continue
		}
		switch {
		case d.first >= c.close && d.last <= next && after < 0:
			after = k
		case d.last <= c.open && !(f.charOf(d.last) == ',' && prep > start+1) && (i == 0 || d.first >= f.cands[i-1].close || f.opens(d) && before < 0):
			before = k
		}
		if only < 0 || f.dates[only].chained && k == only+1 {
			if only < 0 {
				only = k
			}
		} else {
			only = -2
		}
	}
	switch {
	case after >= 0:
		return after
	case before >= 0:
		return before
	case only >= 0 && f.dates[only].first >= c.close && !(c.Role == "to" && i+1 < len(f.cands) && f.cands[i+1].Role == "from") && !f.compares(c.close, f.dates[only].first):
		return only
	}
	return -1
}

// clauseStart returns the token after the last semicolon before token i.
func (f *finder) clauseStart(i int) int {
	for i--; i >= 0; i-- {
		if f.charOf(i) == ';' {
			return i + 1
		}
	}
	return 0
}

// measuredFrom reports whether the date d, whose preposition is at token prep, is what a figure is compared with rather
// than when it was true: "than in 2008", "as in 1990", "down 4 points on 2019", "the fewest since 1951", "from their July
// 2017 peak".
func (f *finder) measuredFrom(d *date, prep int) bool {
	p := prep - 1
	for f.oneOf(p, "the", "a") {
		p--
	}
	switch {
	case f.oneOf(p, "than", "as"), f.is(p, "of") && prep == d.first, d.first > prep+1 && f.oneOf(prep, "after", "before", "from", "since") && f.nounFollows(d.last):
		return true
	case f.is(prep, "since"):
		return f.class(p)&superlative != 0 || f.oneOf(p, "time", "fewest", "least", "most")
	}
	return f.is(prep, "on") && d.mon == 0 && d.lo != 0 && d.hi.year() > 0 && d.lo.month() == 1 && d.lo != d.hi
}

// compares reports whether tokens [i, j) turn to what the figure before them is compared with.
func (f *finder) compares(i, j int) bool {
	for ; i < j; i++ {
		if f.oneOf(i, "compared", "than", "versus", "against", "while", "whereas") {
			return true
		}
	}
	return false
}

// alternative reports whether b only repeats a in another unit: "$6 (US$4.46)".
func (f *finder) alternative(a, b *cand) bool { return f.charOf(b.open-1) == '(' && b.open-1 == a.tail }

// timePrep returns the first token of the preposition that governs date d, or d.first when there is none.
func (f *finder) timePrep(d *date) int {
	i := d.first
	for i > 0 && (f.class(i-1)&article != 0 || f.oneOf(i-1, "the", "its", "their", "just")) {
		i--
	}
	if f.is(i-1, "of") && f.oneOf(i-2, "end", "start", "beginning", "middle", "close", "rest", "course", "turn") && f.class(i-3)&det != 0 {
		i -= 3 // by the end of 2024
	}
	switch {
	case f.oneOf(i-1, "of") && f.is(i-2, "as"):
		return i - 2
	case f.oneOf(i-1, "to", "with") && f.oneOf(i-2, "compared", "up", "relative"):
		if f.is(i-2, "up") && f.is(i-3, "leading") {
			return i - 3
		}
		return i - 2
	case f.oneOf(i-1, "in", "on", "by", "since", "during", "until", "till", "between", "from", "through", "after", "before", "over", "for", "throughout", "within", "this", "around", "at"):
		return i - 1
	case d.role == "relative" && f.class(i-1)&prep == 0:
		return i - 0
	}
	return d.first
}

// opens reports whether d stands where a date needs no preposition: at the start of the sentence, or a relative one
// such as "last year".
func (f *finder) opens(d *date) bool { return d.role == "relative" || d.first <= 1 }

// setScope gives c the date with index k as its scope.
func (f *finder) setScope(c *cand, k int) {
	d := &f.dates[k]
	i, last, s := f.timePrep(d), d.last, d.stretch
	if k > 0 && f.dates[k-1].chained && !d.chained {
		d = &f.dates[k-1]
		k--
		i, s = f.timePrep(d), d.stretch
	}
	if d.chained && k+1 < len(f.dates) {
		e := &f.dates[k+1]
		switch {
		case c.Role == "from" && e.lo != 0:
			i, last = d.first, d.last
		case c.Role == "to" && e.lo != 0:
			i, last, s = e.first, e.last, e.stretch
		default:
			last = e.last
			s.hi = e.hi
			if d.lo == 0 || e.lo == 0 {
				s = stretch{}
			}
		}
	}
	switch {
	case f.is(i, "since"):
		s.hi = 0
	case f.is(i, "until"), f.is(i, "till"), f.is(i, "before"), f.is(i, "through") && !d.chained:
		s.lo = 0
	case f.is(i, "after"):
		s.lo, s.hi = s.hi.add(0, 0, 1), 0
	}
	f.scope(c, i, last, s)
}

func (f *finder) scope(c *cand, i, last int, s stretch) {
	c.ScopeSpan = f.span(i, last)
	c.Scope = c.ScopeSpan.Of(f.text)
	c.ScopeLo, c.ScopeHi = f.printed(s.lo), f.printed(s.hi)
}

// anaphora gives c the scope of the sentence before where the text points back to it: "during this period", "over the
// same time", "that month alone", "since then".
func (f *finder) anaphora(c *cand) {
	from, last := f.pointer()
	switch s := f.last.scope; {
	case last == 0 || s.lo == 0 && !f.is(last-1, "period"):
	case f.is(from, "since"):
		f.scope(c, from, last, stretch{lo: s.lo})
	default:
		f.scope(c, from, last, s)
	}
}

// pointer returns the tokens of the sentence that name a period told before: "during this period", "that month". last is
// 0 when there are none.
func (f *finder) pointer() (from, last int) {
	for i := range f.toks {
		switch {
		case f.toks[i].class&pointing == 0:
			continue
		case f.is(i, "then"):
			if f.is(i-1, "since") {
				return i - 1, i + 1
			}
			continue
		case f.is(i+1, "of"):
			continue // the same period of 2024
		}
		j, same := i-1, false
		if f.is(j, "same") {
			j, same = j-1, true
		}
		switch {
		case !f.oneOf(j, "this", "that", "the", "those", "these"), f.is(j, "the") && !same, f.is(j, "this") && !f.oneOf(i, "period", "time", "span", "months", "year"):
		case f.class(j-1)&window != 0:
			return j - 1, i + 1
		case f.is(j, "that") && (j == 0 || f.charOf(j-1) == ',' || f.class(j-1)&conj != 0) && f.class(i)&period != 0:
			return j, i + 1
		}
	}
	return 0, 0
}
