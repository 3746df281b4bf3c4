package figure

// elided gives a number without unit or noun the noun of its neighbour, which the sentence does not repeat: "435 homes by
// open sale and 187 by tender", "lost 162 points to fall to 7,425", "2,380,000 ($21,972)" after an amount in yen.
func (f *finder) elided() {
	for i := range f.cands {
		c := &f.cands[i]
		if f.magnitudeOf(c) || f.among(c) || i > 0 && f.parallel(&f.cands[i-1], c) {
			continue
		}
		if c.Unit != "" || c.NounSpan != nil || c.frac || c.vague || c.Dimension != "count" || f.nounFollows(c.close) && f.class(c.close)&(up|down) == 0 {
			continue
		}
		if f.orTwo(c) {
			continue
		}
		if j := f.source(i); j >= 0 {
			s := &f.cands[j]
			c.Unit, c.Dimension, c.money = s.Unit, s.Dimension, s.money
			f.rate(c)
		}
	}
}

// source returns the index of the figure whose noun or currency figure i shares, or -1.
func (f *finder) source(i int) int {
	c := &f.cands[i]
	if f.is(c.open-1, "of") && f.kindOf(c.open-2) == wordTok && f.class(c.open-2) == 0 {
		return -1 // a crew of six
	}
	if i > 0 && f.cands[i-1].Dimension == "percent" && f.is(c.lead-1, "to") && c.lead-1 == f.cands[i-1].tail {
		return -1 // fell 2 percent to 94.1
	}
	if i+1 < len(f.cands) && f.cands[i+1].money && f.alternative(c, &f.cands[i+1]) {
		for j := i - 1; j >= 0; j-- {
			if f.cands[j].Dimension == "money" && f.cands[j].Unit != f.cands[i+1].Unit {
				return j
			}
		}
	}
	for _, j := range [...]int{i - 1, i - 2, i + 1} {
		if j < 0 || j >= len(f.cands) {
			continue
		}
		if s := &f.cands[j]; s.Dimension == "count" && s.Unit != "" && !s.hyphenated && (j < i || s.Unit == "point" && c.digits) && s.lo != 1 {
			return j
		}
	}
	return -1
}

// among gives c, in "187 of them" and "buses, five of which", the noun that the pronoun stands for: the word before the
// comma, else what the last figure counted, in this sentence or the one before.
func (f *finder) among(c *cand) bool {
	i := c.last
	if c.Dimension != "count" || c.Unit != "" && c.Unit != "them" || !f.is(i, "of") || !f.oneOf(i+1, "them", "whom", "which", "these", "those") || f.nounFollows(i+2) && !f.oneOf(i+1, "whom", "which", "them") {
		return false
	}
	if j := c.lead - 2; f.charOf(j+1) == ',' && f.kindOf(j) == wordTok && (plainPlural(f.tok(j)) || f.class(j)&irregular != 0) {
		c.NounSpan = f.span(j, j+1)
		c.Noun, c.Unit = c.NounSpan.Of(f.text), f.singular(j)
		return true
	}
	c.Unit = f.last.counted
	for i := range f.cands {
		if s := &f.cands[i]; s.open < c.open && s.Dimension == "count" && s.Unit != "" {
			c.Unit = s.Unit
		}
	}
	return true
}

// parallel gives c the percent sign of p where the two stand after the same preposition: "Labour on 43%, the Greens on
// 24".
func (f *finder) parallel(p, c *cand) bool {
	if p.Unit != "%" || c.Unit != "" || c.Dimension != "count" || c.frac || c.scale > 1 || c.lo > 100 || f.class(p.lead-1)&prep == 0 ||
		f.tok(p.lead-1) != f.tok(c.lead-1) || f.nounFollows(c.close) || c.open-p.close > 8 {
		return false
	}
	c.Unit, c.Dimension = "%", "percent"
	return true
}

// orTwo reads "a year or two", "another pick or two": the noun stands before the number.
func (f *finder) orTwo(c *cand) bool {
	i := c.open - 2
	if !f.is(i+1, "or") || f.kindOf(i) != wordTok || !f.oneOf(i-1, "a", "an", "another") || f.class(i)&(prep|aux|pron|card) != 0 {
		return false
	}
	if u, end := f.wordUnit(i); u != nil && end == i+1 {
		c.Unit, c.Dimension = u.Name, u.Dimension
		return true
	}
	c.NounSpan = f.span(i, i+1)
	c.Noun, c.Unit = c.NounSpan.Of(f.text), f.singular(i)
	return true
}
