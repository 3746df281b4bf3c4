package figure

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
