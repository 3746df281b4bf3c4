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
	case only >= 0 && f.dates[only].first >= c.close && !f.compares(c.close, f.dates[only].first):
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
// than when it was true: "than in 2008", "as in 1990", "down 4 points on 2019", "the fewest since 1951".
func (f *finder) measuredFrom(d *date, prep int) bool {
	p := prep - 1
	switch {
	case f.oneOf(p, "than", "as"):
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
	for i > 0 && (f.class(i-1)&article != 0 || f.is(i-1, "just")) {
		i--
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

// leadingUp resolves "six months leading up to January 2026" and gives it to c and to the figures before it.
func (f *finder) leadingUp(c *cand) bool {
	if !f.oneOf(c.close, "leading", "ending", "ended", "through", "before", "to") {
		return false
	}
	whole := f.oneOf(c.close, "ending", "ended", "through", "to") // the last month counts
	for k := range f.dates {
		d := &f.dates[k]
		if d.first < c.close || d.first > c.close+4 {
			continue
		}
		s := stretch{}
		if d.lo != 0 {
			first := d.lo
			if whole {
				first = d.hi.add(0, 0, 1)
			}
			if s.lo = back(first, c.Unit, int(c.Lo)); s.lo != 0 {
				s.hi = d.hi
			}
		}
		f.scope(c, c.close, d.last, s)
		c.ScopeLo, c.ScopeHi = "", ""
		for i := range f.cands {
			b := &f.cands[i]
			if b.close <= c.lead && b.Dimension != "duration" {
				from := c.lead
				if from > 0 && f.class(from-1)&window != 0 {
					from--
				}
				f.scope(b, from, d.last, s)
			}
		}
		if c.Role == "level" {
			c.Role = "window"
		}
		return true
	}
	return false
}

// window gives c the words of the stretch of time in which it happened, "within six months", when the sentence names no
// date. It is resolved only when it ends with the day of publication.
func (f *finder) window(c *cand, i int) bool {
	if c.Scope != "" {
		return true
	}
	for j := range f.cands {
		w := &f.cands[j]
		if w.Dimension != "duration" || w.Role != "window" || j == i {
			continue
		}
		from, last := w.lead, w.tail
		for from > 0 && f.class(from-1)&(det|window|relative) != 0 && f.kindOf(from-1) == wordTok {
			from--
			if f.class(from)&window != 0 {
				break
			}
		}
		if f.oneOf(last, "window", "period") || f.kindOf(last) == hyphen {
			last = f.link(last) + 1
		}
		s := stretch{}
		if now := dayOf(f.context.Published); now != 0 && f.recently(w) && w.Lo == w.Hi && w.Lo < 1000 {
			s = stretch{back(now, w.Unit, int(w.Lo)), now}
		} else if w.Lo == w.Hi && w.Lo < 1000 {
			s = f.bracket(w)
		}
		f.scope(c, from, min(last, len(f.toks)), s)
		return true
	}
	return false
}

// bracket resolves the window w by the dates around it: a period of its length, or two dates, in this sentence or the
// second in the one before, that lie as far apart.
func (f *finder) bracket(w *cand) stretch {
	from := f.last.scope
	for i := range f.dates {
		d := &f.dates[i]
		switch {
		case d.lo == 0 || d.hidden:
			continue
		case fits(d.lo, d.hi.add(0, 0, 1), w):
			return d.stretch
		case from.lo != 0 && fits(from.lo, d.lo, w):
			return stretch{from.lo, d.hi}
		}
		from = d.stretch
	}
	return stretch{}
}

// fits reports whether as much time as w says lies between lo and hi, to the month or, for weeks and days, to the day.
func fits(lo, hi day, w *cand) bool {
	t := back(lo, w.Unit, -int(w.Lo))
	if t == 0 || hi == 0 {
		return false
	}
	if w.Unit == "month" || w.Unit == "year" {
		return t.year() == hi.year() && t.month() == hi.month()
	}
	return t == hi || t.add(0, 0, 1) == hi
}

// windowNext reports whether the figure after figure i is the window in which it came about, with no date between:
// "a 250% increase in six months".
func (f *finder) windowNext(i int) bool {
	if i+1 >= len(f.cands) || f.cands[i+1].Role != "window" {
		return false
	}
	for k := range f.dates {
		if d := &f.dates[k]; d.first >= f.cands[i].close && !d.hidden {
			return false
		}
	}
	return true
}

// recently reports whether the window w ends now: "in the past six months".
func (f *finder) recently(w *cand) bool { return f.oneOf(w.lead-1, "past", "last", "previous") }

func back(now day, unit string, n int) day {
	switch unit {
	case "year":
		return now.add(-n, 0, 0)
	case "month":
		return now.add(0, -n, 0)
	case "week":
		return now.add(0, 0, -7*n)
	case "day":
		return now.add(0, 0, -n)
	}
	return 0
}

// anaphora gives c the scope of the sentence before where the text points back to it: "during this period", "over the
// same time".
func (f *finder) anaphora(c *cand) {
	if i, ok := f.pointer(); ok && (f.last.scope.lo != 0 || f.is(i, "period")) {
		j := i - 1
		if f.is(j, "same") {
			j--
		}
		f.scope(c, j-1, i+1, f.last.scope)
	}
}

// pointer returns the token of the sentence that names a period told before: "during this period".
func (f *finder) pointer() (int, bool) {
	for i := range f.toks {
		if f.toks[i].class&pointing == 0 || !f.oneOf(i, "period", "time", "span", "months", "year") || f.class(i-1)&det == 0 && !f.is(i-1, "same") {
			continue
		}
		j := i - 1
		if f.is(j, "same") {
			j--
		}
		if !f.oneOf(j, "this", "that", "the", "those", "these") || j+1 == i && f.is(j, "the") || f.class(j-1)&window == 0 {
			continue
		}
		return i, true
	}
	return 0, false
}
