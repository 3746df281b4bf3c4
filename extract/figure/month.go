package figure

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
