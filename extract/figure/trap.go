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
	return f.class(i-2)&(card|scale|month) == 0 && !f.oneOf(i-2, "mid", "sub", "non", "pre", "post", "minus", "high", "low", "under", "over", "to", "plus", "early", "late", "about", "nearly", "negative", "than", "from")
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

// model reports whether the number of c and the capitalised singular after it are a name: the 737 Max, 11 Pro.
func (f *finder) model(c *cand) bool {
	if c.NounSpan == nil || f.toks[c.last].caps == lower || f.toks[c.last].start != c.NounSpan.Start || f.headline() {
		return false
	}
	for j := c.last; j < c.tail; j++ {
		if f.toks[j].caps == lower || f.class(j)&irregular != 0 || plainPlural(f.tok(j)) {
			return false
		}
	}
	return true
}

// nameBefore reports whether the word before token i is one that a bare number belongs to.
func (f *finder) nameBefore(i int) bool {
	p := i - 1
	for f.charOf(p) == '(' && p > 0 {
		return false
	}
	if f.charOf(p) == '.' && f.glued(p) && f.oneOf(p-1, "op", "vol", "fig", "art", "ch", "sec") {
		return true
	}
	if f.kindOf(p) != wordTok {
		return false
	}
	t, k := &f.toks[p], f.class(p)
	switch {
	case k&listed != 0 && (t.caps != lower || f.oneOf(p, "sp")), f.is(p, "p") && t.caps == capital && f.is(p-1, "s"):
		return !f.oneOf(i+1, "points", "point") // S&P 500 companies; the Dow 210 points
	case k&titleno != 0 && k&(prep|conj|aux|det|pron) == 0 && !(f.is(p, "number")) && !f.is(p, "top"):
		return t.caps != lower && !f.oneOf(p, "us", "hr", "i", "group", "stage", "exit") || !f.countAfter(i)
	case f.is(p, "of") && f.is(p-1, "group"):
		return f.toks[p-1].caps == capital // the Group of 20
	case t.caps == lower:
		return false
	case p == 0 || f.charOf(p-1) == '.' && f.kindOf(p-1) == mark:
		return f.lexAt(p) == 0 && !f.countAfter(i) && f.kindOf(i+1) != hyphen && f.kindOf(i+1) != dash && f.class(p)&(prep|conj|aux|pron|adv|verb|isQual|det|up|down) == 0 // a name that opens the sentence
	}
	return k&(prep|conj|aux|pron|adv|isQual|det|up|down|verb|flow) == 0 && !f.countAfter(i)
}

// countAfter reports whether the number at i is followed by a plural, which it counts.
func (f *finder) countAfter(i int) bool {
	from, to := f.nounPhrase(i+1, false)
	return from < to && f.toks[from].caps == lower && (plainPlural(f.tok(to-1)) || f.class(to-1)&irregular != 0)
}

// wordTrap reports whether the number word of c is no count.
func (f *finder) wordTrap(c *cand) bool {
	i := c.first
	t := &f.toks[i]
	switch {
	case f.kindOf(i-1) == hyphen && f.glued(i) && f.glued(i-1) && i > 1 && f.kindOf(i-2) == wordTok && f.class(i-2)&(card|scale) == 0:
		return !f.oneOf(i-2, "mid", "sub", "minus", "to", "than")
	case c.words == 1 && t.caps == capital && i > 0 && f.named(i):
		return true // Big Three
	case c.words == 1 && c.last == i+1 && f.is(i, "one") && c.lo == 1:
		return f.pronoun(c)
	case c.words == 1 && c.last == i+1 && f.is(i, "zero") && f.kindOf(f.link(c.last)) == wordTok && f.class(f.link(c.last))&(prep|det|aux|conj) == 0:
		u, _ := f.wordUnit(f.link(c.last)) // zero tolerance, zero-trust; not zero cases
		return u == nil && (f.kindOf(c.last) == hyphen || !f.countAfter(i))
	case c.words == 1 && c.last == i+1 && f.kindOf(c.last) == hyphen && f.glued(c.last) && c.lo < 100 && !c.frac:
		u, _ := f.wordUnit(c.last + 1)
		return u == nil && !f.oneOf(c.last+1, "old") && !f.numberNext(c.last+1)
	}
	return false
}

func (f *finder) numberNext(i int) bool {
	return f.class(i)&(card|scale|denom) != 0 || f.kindOf(i) == numTok || f.is(i, "to") || f.is(i, "fold") || f.is(i, "and")
}

// named reports whether the capitalised number word at i is part of a name: another name stands at one side.
func (f *finder) named(i int) bool {
	p := &f.toks[i-1]
	before := p.kind == wordTok && p.caps != lower && f.class(i-1)&(prep|conj|det|aux|pron|verb|adv|isQual) == 0
	if k := i - 2; k >= 0 && (f.is(i-1, "of") || p.kind == mark && p.char == '\'' && p.end > p.start+1) && f.kindOf(k) == wordTok && f.toks[k].caps != lower && !f.headline() {
		return true // the Group of Seven, Ocean's Eleven
	}
	after := f.kindOf(i+1) == wordTok && f.toks[i+1].caps != lower && f.toks[i+1].gap && f.class(i+1)&(prep|conj) == 0
	start := p.kind == mark && (p.char == '.' || p.char == '"' || p.char == ':') || p.kind == dash
	if start && !after {
		return false
	}
	if u, _ := f.wordUnit(i + 1); u != nil && !before {
		return f.toks[i+1].caps == capital && p.kind == wordTok && p.caps == lower && !f.headline() // the Thirty Years' War
	}
	return before || after && (start || p.kind != wordTok || p.caps == lower) && !f.headline()
}

// headline reports whether most words of the sentence are capitalised, so that a capital says nothing.
func (f *finder) headline() bool {
	n, m := 0, 0
	for i := range f.toks {
		if f.toks[i].kind == wordTok && f.toks[i].end-f.toks[i].start > 3 {
			n++
			if f.toks[i].caps != lower {
				m++
			}
		}
	}
	return n > 3 && m*4 > n*3
}

// pronoun reports whether "one" counts nothing: a pronoun, a determiner, an idiom.
func (f *finder) pronoun(c *cand) bool {
	j := c.last
	if u, _ := f.wordUnit(f.link(j)); u != nil && u.Dimension != "multiple" && !f.oneOf(j, "day", "night") {
		return false
	}
	switch {
	case f.is(j, "of"):
		return !f.partitiveOne(j + 1)
	case f.oneOf(j, "or", "to") && f.class(j+1)&card != 0:
		return false
	case f.oneOf(c.first-1, "have", "has", "had"), f.oneOf(c.first-1, "is", "was") && f.is(c.first-2, "there"):
		return f.oneOf(j, "thing", "way", "reason", "more", "last", "another") || !f.nounFollows(j) // there is one demand
	case f.oneOf(c.first-1, "only", "just", "than") || f.is(c.first-1, "least"):
		return f.class(j)&(prep|conj|aux|pron|det|adv) != 0 || f.kindOf(j) != wordTok
	}
	return f.class(j)&person == 0
}

// partitiveOne reports whether "one of", whose object begins at i, tells one from many: "one of the students", not
// "one of the most lucrative clients", "one of the defining issues".
func (f *finder) partitiveOne(i int) bool {
	if f.class(i)&det == 0 {
		return false
	}
	for f.class(i)&det != 0 {
		i++
	}
	if n, ok := f.unsigned(i); ok {
		i = n.last // one of the nine justices
	}
	w := f.tok(i)
	if f.kindOf(i) != wordTok || f.class(i)&(superlative|scaleadj) != 0 || len(w) > 5 && (w[len(w)-3:] == "ing" || w[len(w)-3:] == "est") {
		return false
	}
	from, to := f.nounPhrase(i, false)
	return from < to && (plainPlural(f.tok(to-1)) || f.class(to-1)&irregular != 0) && to-from <= 2 && !(f.is(from-1, "those") && f.is(to, "who"))
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
