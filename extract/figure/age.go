package figure

// age reads ages: 15 years old, a 15-year-old, 87 yo, six weeks of age.
func (f *finder) age(c *cand) bool {
	j := f.link(c.last)
	u, end := f.wordUnit(j)
	if u == nil || u.Dimension != "duration" {
		if f.glued(c.last) && f.is(c.last, "yo") || f.oneOf(c.last, "yo") && c.digits {
			c.Unit, c.Dimension, c.Role, c.close = "year of age", "age", "level", c.last+1
			return true
		}
		return f.agedBefore(c)
	}
	k := f.link(end)
	switch {
	case f.is(k, "old") || f.is(k, "olds"):
		end = k + 1
	case f.is(end, "of") && f.is(end+1, "age"):
		end += 2
	case (f.is(c.first-1, "of") && f.is(c.first-2, "age") || f.is(c.first-1, "aged")) && u.Name == "year":
	default:
		return false
	}
	switch u.Name {
	case "year", "month", "week", "day":
	default:
		return false
	}
	c.Unit, c.Dimension, c.Role, c.close = u.Name+" of age", "age", "level", end
	c.hyphenated = f.kindOf(c.last) == hyphen
	return true
}

// agedBefore reads an age that is told by the words before it: aged 54, at the age of 30, age 87.
func (f *finder) agedBefore(c *cand) bool {
	if c.hi > 130 || !c.plain && c.digits || c.frac || f.kindOf(c.last) == hyphen && f.kindOf(f.link(c.last)) != numTok {
		return false
	}
	i := c.first - 1
	if f.oneOf(i, "between", "from") {
		i--
	}
	switch {
	case f.is(i, "of") && f.is(i-1, "age"), f.oneOf(i, "aged", "age", "ages"):
	case f.appositive(c), f.opening(c):
	case f.generation(c.last):
		c.close++
	default:
		return false
	}
	c.Unit, c.Dimension, c.Role = "year of age", "age", "level"
	return true
}

// appositive reports whether the number of c stands by itself after a person: "Mara Lindqvist, 34, said", "the driver,
// 19, was unhurt".
func (f *finder) appositive(c *cand) bool {
	i, j := c.first-1, c.last
	return c.plain && c.lo > 0 && f.charOf(i) == ',' && f.glued(i) && (f.charOf(j) == ',' || f.charOf(j) == '.' && j == len(f.toks)-1) && f.personBefore(i-1)
}

// opening reports whether c is the 41 of "At 41, he": an age that opens the sentence.
func (f *finder) opening(c *cand) bool {
	i := c.first - 1
	return c.plain && c.lo >= 5 && c.lo <= 110 && f.is(i, "at") && f.toks[i].caps == capital && f.charOf(c.last) == ','
}

// generation reports whether the s of over-65s or under 18s stands at j.
func (f *finder) generation(j int) bool {
	i := j - 2
	if f.kindOf(i) == hyphen {
		i--
	}
	return f.glued(j) && f.tok(j) == "s" && f.oneOf(i, "over", "under")
}

// personBefore reports whether a name of two or more words ends at token i, or a word for a person.
func (f *finder) personBefore(i int) bool {
	if f.kindOf(i) == wordTok && f.toks[i].caps == lower {
		return f.class(i)&person != 0
	}
	for _, j := range [...]int{i, i - 1} {
		if f.kindOf(j) != wordTok || f.toks[j].caps != capital || f.class(j)&(month|weekday|titleno|prep|det) != 0 {
			return false
		}
	}
	return i > 0
}
