package figure

import "strings"

// noun reads what the number of c counts: the noun phrase after it, across "of" where the number is a part or a vague
// magnitude. The unit of a count is that phrase in the singular.
func (f *finder) noun(c *cand) {
	if c.frac {
		c.Dimension = "percent"
	} else if c.vague {
		c.Dimension = "vague"
	} else {
		c.Dimension = "count"
	}
	if f.magnitudeOf(c) {
		return
	}
	i := c.last
	if j := f.link(i); j > i {
		f.hyphenNoun(c, j)
		return
	}
	if n, ok := f.unsigned(i); ok && f.kindOf(n.last) == hyphen && f.kindOf(n.last+1) == wordTok {
		i = n.last + 2 // two one-year options
	}
	switch {
	case f.is(i, "of"):
		if i = f.partOf(i + 1); i == 0 {
			return
		}
	case c.frac && !f.is(i, "of"):
		if f.class(i)&article != 0 && f.timeUnit(i+1) {
			return // one in 11 a year earlier
		}
		if f.class(i)&det != 0 {
			i++
		} else if c.lo != 0.5 && !f.oneOf(c.first+1, "in", "out") {
			return
		}
	}
	if q := f.quoteMark(i); q > i && i == c.last {
		i = q
	}
	from, to := f.nounPhrase(i, c.lo == 1 && c.hi == 1 && i == c.last)
	if from == to {
		return
	}
	if c.frac && f.class(to-1)&irregular == 0 && !plainPlural(f.tok(to-1)) {
		from, to = f.nounPhrase(from, true) // a third of the adult dose
	}
	if u, end := f.wordUnit(to - 1); u != nil && end == to && to > from+1 && !c.frac && !c.vague && u.Dimension != "multiple" && !f.glued(to-1) && f.toks[to-1].caps == lower {
		c.Unit, c.Dimension, c.close = u.Name, u.Dimension, to // 517 rushing yards
		f.rate(c)
		return
	}
	c.NounSpan = f.span(from, to)
	c.Noun = c.NounSpan.Of(f.text)
	c.tail = to
	if !c.frac {
		c.Unit = f.lemma(from, to)
		f.rate(c)
	}
}

// magnitudeOf reports whether c is the strength of an earthquake, which counts nothing: of magnitude 6.3, a magnitude-5.8
// quake.
func (f *finder) magnitudeOf(c *cand) bool {
	i := c.first - 1
	return f.is(i, "magnitude") || f.kindOf(i) == hyphen && f.is(i-1, "magnitude")
}

// hyphenNoun reads the noun of "a 250-page report".
func (f *finder) hyphenNoun(c *cand, j int) {
	if name := f.roughly(j); name != "" { // 60-odd survivors
		last := c.last
		c.last, c.Qualifier = j+1, name
		f.setQualifier(c, j, j+1)
		f.noun(c)
		c.last = last
		return
	}
	if f.kindOf(j) != wordTok || f.class(j)&(card|scale|prep|conj) != 0 {
		return
	}
	c.hyphenated = true
	c.NounSpan = f.span(j, j+1)
	c.Noun = c.NounSpan.Of(f.text)
	c.tail = j + 1
	c.Unit = f.singular(j)
}

// roughly returns the qualifier that the word at j, joined to a number by a hyphen, stands for.
func (f *finder) roughly(j int) string {
	switch {
	case f.oneOf(j, "odd", "some"):
		return "approx"
	case f.is(j, "plus"):
		return "ge"
	}
	return ""
}

// partOf returns where the noun phrase begins after "N of": past a determiner or a possessor. It returns 0 when a
// pronoun follows ("187 of them").
func (f *finder) partOf(i int) int {
	if f.class(i)&pron != 0 && f.class(i)&det == 0 {
		return 0
	}
	for f.class(i)&(det|relative) != 0 || f.oneOf(i, "all", "more", "other", "first", "final") {
		i++
	}
	for j := i; j < i+4 && f.kindOf(j) == wordTok; j++ {
		if f.charOf(j+1) == '\'' && f.kindOf(j+1) == mark {
			i = j + 2
			break
		}
	}
	n, ok := f.unsigned(i)
	switch {
	case !ok || n.frac || n.vague:
		return i
	case f.is(n.last, "or") && f.is(n.last+1, "so"):
		return n.last + 2
	}
	return n.last // 43 of its 611 stores
}

// quoteMark returns the token after an opening quotation mark at i.
func (f *finder) quoteMark(i int) int {
	if f.kindOf(i) == mark && i < len(f.toks) && f.toks[i].gap {
		switch f.tok(i) {
		case `"`, "'", "“", "‘", "«":
			return i + 1
		}
	}
	return i
}

// nounPhrase returns the tokens of the noun phrase that begins at i: it ends with its first plural, or, for one thing,
// before the first word that no noun phrase holds.
func (f *finder) nounPhrase(i int, one bool) (from, to int) {
	j := i
	for ; j < len(f.toks) && j < i+7; j++ {
		t := &f.toks[j]
		if t.kind == hyphen && j > i && !t.gap && j+1 < len(f.toks) && !f.toks[j+1].gap && f.kindOf(j+1) == wordTok {
			continue
		}
		if j > i && f.coordinates(j) {
			continue
		}
		if t.kind != wordTok || f.stops(j, i) || t.end-t.start == 1 && t.caps != lower {
			break
		}
		c := f.class(j)
		w := f.tok(j)
		if (c&irregular != 0 || plainPlural(w) && c&adjective == 0) && !one {
			if f.glued(j+1) && f.kindOf(j+1) == hyphen {
				continue
			}
			if f.nounAfterPlural(j + 1) {
				continue
			}
			return i, j + 1
		}
	}
	for j > i && (f.kindOf(j-1) != wordTok || f.class(j-1)&adjective != 0) {
		j--
	}
	switch {
	case j <= i:
		return i, i
	case one:
		return i, j
	case f.toks[i].caps == capital || f.toks[i].caps == capitals:
		return i, j
	}
	// no plural: an attribute such as "1.2 billion image database", which counts its first noun
	k := i
	for k < j-1 && f.class(k)&adjective != 0 {
		k++
	}
	return i, k + 1
}

// coordinates reports whether the "and" at j joins two attributes of one noun: Kia and Hyundai cars, local and foreign
// reporters.
func (f *finder) coordinates(j int) bool {
	if !f.is(j, "and") || f.kindOf(j+1) != wordTok {
		return false
	}
	a, b := &f.toks[j-1], &f.toks[j+1]
	names := a.caps != lower && b.caps != lower
	if !names && (a.class&adjective == 0 || b.class&adjective == 0) {
		return false
	}
	for k := j + 2; k < j+4 && f.kindOf(k) == wordTok && !f.stops(k, j+1); k++ {
		if f.toks[k].caps == lower && (f.class(k)&irregular != 0 || plainPlural(f.tok(k))) {
			return true
		}
	}
	return false
}

// nounAfterPlural reports whether the plural before j is an attribute: sales people, sports teams.
func (f *finder) nounAfterPlural(j int) bool {
	if f.kindOf(j) != wordTok || f.toks[j].caps != lower || f.stops(j, j) {
		return false
	}
	return f.class(j)&irregular != 0 || plainPlural(f.tok(j)) && f.class(j)&(verb|aux) == 0
}

// stops reports whether word j cannot be part of a noun phrase that began at i.
func (f *finder) stops(j, i int) bool {
	c := f.class(j)
	switch {
	case j == i && f.oneOf(j, "dead", "hurt", "killed", "injured", "wounded", "missing", "arrested", "charged") && !f.nounFollows(j+1):
		return true // 3 Hurt
	case c&relative != 0 && f.class(j+1)&(period|periods|month|season|weekday) != 0:
		return true
	case c&(adjective|irregular) != 0 && c&(prep|aux) == 0:
		return false
	case c&(prep|conj|pron|aux|det|adv|card|weekday|deictic|superlative) != 0:
		return !(c&(superlative|scaleadj) != 0 && j == i && f.nounFollows(j+1))
	case c&month != 0 && f.toks[j].caps == capital:
		return true
	case c&verb != 0 && j > i && f.toks[j-1].class&^adjective == 0 && f.kindOf(j-1) == wordTok && (f.oneOf(j+1, "that", "of", "for") || f.kindOf(j+1) == mark):
		return false // one particular demand that
	case c&verb != 0 && f.toks[j].caps == lower:
		// a participle may come first: two wounded soldiers; a verb form may be a noun: five starts
		if j > i {
			next := f.class(j + 1)
			return !(plainPlural(f.tok(j)) && f.kindOf(j-1) == wordTok && (next&(prep|conj) != 0 || f.kindOf(j+1) != wordTok)) // home runs
		}
		next := f.tok(j + 1)
		pluralNext := f.nounFollows(j+1) && !f.oneOf(j, "took", "came", "went", "gave", "became", "wrote", "saw", "began", "ran", "spoke", "got", "had", "fell", "rose", "grew") && (plainPlural(next) || f.class(j+1)&irregular != 0)
		return !(f.nounFollows(j+1) && strings.HasSuffix(f.tok(j), "ed")) && !plainPlural(f.tok(j)) && !pluralNext
	case j == i && f.toks[j].caps == lower && strings.HasSuffix(f.tok(j), "ed") && !f.nounFollows(j+1):
		return true
	case j > i && f.toks[j].caps == lower && strings.HasSuffix(f.tok(j), "ed") && f.class(j+1)&(prep|adv|det) != 0:
		return true
	case c&(up|down) != 0 && f.toks[j].caps == lower && c&changenoun == 0:
		return !(j == i && plainPlural(f.tok(j)) && f.kindOf(j+1) != numTok && !f.oneOf(j+1, "to", "by")) // 3.7 rebounds
	}
	return false
}

// nounFollows reports whether a word that may be a noun stands at j.
func (f *finder) nounFollows(j int) bool {
	return f.kindOf(j) == wordTok && f.class(j)&(prep|conj|pron|aux|det|adv|verb|card) == 0
}
