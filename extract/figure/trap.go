package figure

// trap reports whether the number of c is part of a name, a version, a score, a telephone number or the like, as its
// neighbours show before its unit is read.
func (f *finder) trap(c *cand) bool {
	if f.is(c.first-1, "per") {
		return true // part of the unit: 27 deaths per 100,000 people
	}
	if c.words > 0 && !c.digits {
		return f.wordTrap(c)
	}
	i, j := c.first, c.last
	switch {
	case f.joinedBefore(i):
		return true // COVID-19, F-150
	case f.charOf(i-1) == '+' && f.glued(i) && (f.kindOf(j) != pctTok && f.kindOf(j) != wordTok || f.toks[min(j, len(f.toks)-1)].caps != lower):
		return true // +972
	case c.plain && f.charOf(j) == ')' && f.glued(j) && f.toks[i].value < 20 && f.charOf(i-1) != '(' && !f.bracketOpen(i):
		return true // 1) first, 2) second
	case f.charOf(i-1) == '[' && f.charOf(j) == ']' && c.plain:
		return true // a footnote
	case f.tok(i-1) == "§", f.glued(i) && (f.kindOf(i-1) == wordTok || f.charOf(i-1) == '/') && c.open == i:
		return true // § 12, COP28, 45/2019
	case f.charOf(i-1) == '#' && f.glued(i), f.charOf(i-1) == ':' && f.glued(i) && f.kindOf(i-2) == numTok:
		return true
	case c.plain && (f.charOf(j) == ':' || f.charOf(j) == '/') && f.glued(j) && f.glued(j+1) && f.kindOf(j+1) == numTok:
		return true // 2:00, 9/11
	case c.plain && f.toks[i].end-f.toks[i].start > 1 && f.toks[i].char == '0', c.plain && f.dialled(i):
		return true // 007, 0800 555 0142
	}
	return c.plain && (f.listNumber(i, j) || f.scoreline(c) || f.telephone(c)) || f.gluedLetters(c)
}

// joinedBefore reports whether a hyphen joins the number at i to a word before it that is no number and no prefix.
func (f *finder) joinedBefore(i int) bool {
	if f.kindOf(i-1) != hyphen || !f.glued(i) || i < 2 || !f.glued(i-1) {
		return false
	}
	if f.kindOf(i-2) != wordTok || f.kindOf(i-3) == numTok && f.glued(i-2) {
		return false // 5k-20k
	}
	return f.class(i-2)&(card|scale|month) == 0 && !f.oneOf(i-2, "mid", "sub", "non", "pre", "post", "minus", "high", "low", "under", "over", "to", "plus", "early", "late", "magnitude", "about", "nearly", "negative", "than", "from")
}

// listNumber reports whether the number at i, up to j, numbers a paragraph: "1. ", "(2) ", "3) ".
func (f *finder) listNumber(i, j int) bool {
	if i > 1 || j >= len(f.toks) || f.toks[i].value > 99 {
		return false
	}
	if end := f.toks[j].end; j == len(f.toks)-1 { // the scanner takes "1." for a sentence
		return i == 0 && f.charOf(j) == '.' && f.glued(j) && end < len(f.text) && f.text[end] == ' '
	}
	switch {
	case i == 0 && (f.charOf(j) == '.' || f.charOf(j) == ')') && f.glued(j) && f.toks[j+1].gap:
		return true
	case i == 1 && f.charOf(0) == '(' && f.charOf(j) == ')':
		return true
	}
	return false
}

// scoreline reports whether the number of c and one after a hyphen are a score: 2-2, "a 9-2 lead". Two numbers that go
// up and are followed by a noun or a unit are a range.
func (f *finder) scoreline(c *cand) bool {
	i, j := c.first, c.last
	spaced := (f.kindOf(j) == hyphen || f.kindOf(j) == dash) && j+1 < len(f.toks) && f.toks[j].gap && f.toks[j+1].gap && f.toks[i].value < 30 && f.kindOf(j+1) == numTok && f.toks[j+1].value < 30
	if f.kindOf(j) != hyphen && !spaced || f.kindOf(j+1) != numTok || !spaced && (!f.glued(j) || !f.glued(j+1)) || !f.toks[j+1].plain {
		taken := len(f.cands) > 0 && f.cands[len(f.cands)-1].close == i-1
		if taken || f.kindOf(i-1) != hyphen && f.kindOf(i-1) != dash || f.kindOf(i-2) != numTok || !f.toks[i-2].plain {
			return false
		}
		return f.glued(i) && f.glued(i-1) || f.toks[i].gap && f.toks[i-1].gap && f.toks[i-2].value < 30 && f.toks[i].value < 30
	}
	a, b := f.toks[i].value, f.toks[j+1].value
	if a >= 1000 && b >= 1000 {
		return a > b
	}
	k := j + 2
	switch {
	case f.kindOf(k) == hyphen && f.glued(k): // 555-1234-5678, 4-5-1
		return true
	case a >= b, f.class(k)&score != 0, f.class(f.link(k))&score != 0:
		return true
	case f.kindOf(k) == pctTok, f.kindOf(k) == symTok, f.glued(k) && f.kindOf(k) == wordTok:
		return false
	case f.kindOf(k) == hyphen: // 5-10-year
		return false
	case f.kindOf(k) == wordTok && f.class(k)&(prep|conj|aux|pron|adv|verb|det) == 0 && f.toks[k].caps == lower:
		return false
	}
	return f.class(i-1)&isQual == 0 && !f.oneOf(i-1, "to", "is", "of", "ages", "aged", "between", "range", "from")
}

// telephone reports whether c is part of a run of digits and hyphens that is longer than any range.
func (f *finder) telephone(c *cand) bool {
	j := c.last
	for k := c.first - 1; k >= 0 && k > c.first-4; k-- {
		if f.oneOf(k, "tel", "telephone", "phone", "fax") && f.kindOf(c.first-1) != wordTok {
			return true
		}
	}
	if f.kindOf(j) == hyphen && f.glued(j) && f.kindOf(j+1) == numTok && f.glued(j+1) {
		n := f.toks[c.first].end - f.toks[c.first].start
		m := f.toks[j+1].end - f.toks[j+1].start
		return n == 3 && m == 4 && f.toks[j+1].plain || f.charOf(c.first-1) == '+'
	}
	return false
}

// dialled reports whether the digits at i stand in a run of numbers with nothing but space between them that begins with
// a plus or a zero.
func (f *finder) dialled(i int) bool {
	j := i
	for f.kindOf(j-1) == numTok && f.toks[j-1].plain {
		j--
	}
	if j == i && f.kindOf(i+1) != numTok {
		return false
	}
	return f.toks[j].char == '0' && f.toks[j].end-f.toks[j].start > 1 || f.charOf(j-1) == '+' && f.glued(j)
}

// gluedLetters reports whether letters that are no unit and no magnitude stick to the number: 4chan, 5G, 3D, 747s.
func (f *finder) gluedLetters(c *cand) bool {
	j := c.last
	if !f.glued(j) || f.kindOf(j) != wordTok || c.scale > 1 {
		return false
	}
	switch f.tok(j) {
	case "x", "X", "m", "t":
		return false
	case "K":
		return true
	case "s":
		return !f.generation(j)
	}
	if u, _ := f.symbolUnit(j); u != nil {
		return !f.symbolFits(c, j, u)
	}
	if u, _ := f.wordUnit(j); u != nil {
		return false
	}
	if _, ok := f.mega(j); ok {
		return false
	}
	return !f.oneOf(j, "yo", "fold", "st", "nd", "rd", "th")
}

// unitTrap reports whether the number of c, for which no unit was found, is a part of a name or a mere label.
func (f *finder) unitTrap(c *cand) bool {
	i := c.first
	switch {
	case f.glued(c.last) && c.digits && c.scale == 1 && f.kindOf(c.last) == wordTok:
		return true
	case f.oneOf(c.last, "am", "pm", "o'clock"), f.oneOf(c.last, "a", "p") && f.charOf(c.last+1) == '.' && f.is(c.last+2, "m"):
		return true
	case c.plain && c.NounSpan != nil && f.toks[min(c.last, len(f.toks)-1)].caps == capital && f.oneOf(c.tail-1, "street", "avenue", "road", "lane", "drive", "boulevard", "square", "place", "st", "ave", "rd"):
		return true // 10 Downing Street
	case c.plain && f.model(c):
		return true // the 737 Max
	case !c.digits || !c.plain && c.scale > 1:
		return c.words == 1 && f.nameBefore(i) && f.class(i-1)&titleno != 0
	}
	return f.nameBefore(i)
}

// bracketOpen reports whether a bracket is open at token i.
func (f *finder) bracketOpen(i int) bool {
	for i--; i >= 0; i-- {
		switch f.charOf(i) {
		case '(':
			return true
		case ')':
			return false
		}
	}
	return false
}
