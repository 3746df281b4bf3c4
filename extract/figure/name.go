package figure

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
	return n > 2 && m*4 > n*3
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
