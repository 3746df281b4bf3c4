package figure

// A qualifier is what a phrase before a number says of it.
type qualifier struct {
	name    string // as in Figure.Qualifier
	phrases string // separated by |, folded
}

// qualifiers that stand before the number.
var qualifiers = []qualifier{
	{"gt", "more than|over|above|exceeding|exceed|exceeds|exceeded|surpass|surpasses|surpassed|surpassing|upwards of|upward of|in excess of|greater than|larger than|higher than|bigger than|north of|beyond|well over|just over|slightly more than|far more than|slightly over|a little over|a little more than|well above|just above|topped|tops|topping|topped the|older than|longer than|better than|more than just|heavier than|over the|above the|past the"},
	{"ge", "at least|no less than|no fewer than|not less than|not fewer than|a minimum of|minimum of|minimum|at least or equal to|greater than or equal to|greater or equal than|higher or equal than|bigger or equal than|larger or equal than|equal to or more than|equal to or greater than|more than or equal to|at a minimum"},
	{"lt", "less than|fewer than|under|below|smaller than|lower than|under the age of|just under|just below|shy of|just shy of|short of|younger than|shorter than|well under|well below|not quite|sub|cheaper than"},
	{"le", "up to|at most|no more than|not more than|as much as|as many as|as high as|as long as|a maximum of|maximum of|maximum|capped at|within|less than or equal to|smaller or equal than|less or equal than|lower or equal than|equal to or less than|smaller than or equal to|no greater than|no later than|limited to|as far as|at the most"},
	{"approx", "about|around|roughly|approximately|some|circa|near|an estimated|estimated|in the region of|in the neighborhood of|in the neighbourhood of|on the order of|in the order of|something like|somewhere around|give or take|approx|more or less|or so|an average of about|in the ballpark of|an approximate|close to|a reported|estimated at|estimated at about|estimated at around"},
	{"approx_below", "nearly|almost|approaching|virtually|practically|nearing|close on|just about"},
}

// after are the phrases that stand behind the number, as words of the lexicon.
var after = []struct {
	name  string
	words []string
}{
	{"ge", []string{"or", "more"}},
	{"ge", []string{"and", "more"}},
	{"ge", []string{"or", "above"}},
	{"ge", []string{"or", "over"}},
	{"ge", []string{"or", "greater"}},
	{"ge", []string{"or", "higher"}},
	{"ge", []string{"and", "above"}},
	{"ge", []string{"and", "over"}},
	{"ge", []string{"and", "up"}},
	{"ge", []string{"or", "older"}},
	{"ge", []string{"and", "older"}},
	{"ge", []string{"plus"}},
	{"le", []string{"or", "less"}},
	{"le", []string{"or", "fewer"}},
	{"le", []string{"or", "under"}},
	{"le", []string{"or", "below"}},
	{"le", []string{"or", "lower"}},
	{"le", []string{"or", "younger"}},
	{"le", []string{"and", "under"}},
	{"le", []string{"at", "most"}},
	{"approx", []string{"or", "so"}},
}

// qualify gives c the qualifier that stands before or behind it.
func (f *finder) qualify(c *cand) {
	if c.Qualifier == "vague" {
		return
	}
	if f.before(c) || f.signs(c) {
		return
	}
	for j := c.close; j <= c.tail; j++ {
		if f.behind(c, j) {
			return
		}
	}
}

// before looks for the longest qualifier that ends right before the figure.
func (f *finder) before(c *cand) bool {
	end := c.open
	if end > 0 && f.oneOf(end-1, "a", "an") && f.class(end-2)&isQual != 0 {
		end-- // about a third
	}
	if end > 0 && f.kindOf(end-1) == hyphen && f.oneOf(end-2, "sub", "over", "under") {
		end--
	}
	w := &f.lex.list[f.lexAt(end-1)]
	if w.class&isQual == 0 {
		return false
	}
	long, start := "", -1
	for n := int(w.qual); n > 0; n-- {
		if i := end - n; i >= 0 && f.phrase(i, end) {
			if q, ok := f.lex.before[string(f.fold)]; ok && f.qualifies(c, i, end, q.name) {
				long, start = q.name, i
				break
			}
		}
	}
	if start < 0 {
		return false
	}
	c.Qualifier = long
	f.setQualifier(c, start, end)
	c.lead = start
	return true
}

func (f *finder) setQualifier(c *cand, i, j int) {
	c.QualifierSpan = f.span(i, j)
	c.QualifierText = c.QualifierSpan.Of(f.text)
}

// phrase folds tokens [i, j) into f.fold and reports whether all of them are words.
func (f *finder) phrase(i, j int) bool {
	f.fold = f.fold[:0]
	for k := i; k < j; k++ {
		if f.kindOf(k) != wordTok {
			return false
		}
		if k > i {
			f.fold = append(f.fold, ' ')
		}
		f.fold = append(f.fold, f.lex.list[f.toks[k].lex].text...)
	}
	return true
}

// qualifies settles words that are qualifiers in one place and something else in another.
func (f *finder) qualifies(c *cand, i, end int, name string) bool {
	duration := c.Dimension == "duration"
	switch {
	case f.is(end-1, "to") && f.is(end-2, "up") && (f.class(end-3)&up != 0 || f.oneOf(end-3, "lead", "leads", "leading", "led", "add", "adds", "adding", "ticked", "edged", "crept", "moved", "went", "goes", "going", "shot", "pushed", "nudged", "back")):
		return false // ticked up to 4.1%
	case f.oneOf(end-1, "than", "over") && f.figureEnds(c, i):
		return false // 60p more than five years ago, 2,300 feet over 4.5 miles
	case f.is(end-1, "within"):
		return duration || c.Dimension == "length"
	case f.is(end-1, "over") && i == end-1:
		// "$10 billion over ten years" is a window; "for over ten years" is a bound
		return !duration || i == 0 || f.class(i-1)&(prep|aux|verb|conj|adv|pron) != 0 && !f.is(i-1, "spread")
	case f.is(end-1, "some") && i == end-1:
		return c.lo != 1 && (c.money || !f.is(c.close, "of"))
	case f.is(end-1, "past"), f.is(end-1, "the") && (f.is(end-2, "over") || f.is(end-2, "above") || f.is(end-2, "past")):
		return false
	case f.is(end-1, "near"), f.is(end-1, "above"), f.is(end-1, "below"), f.is(end-1, "beyond"):
		return true
	case f.is(end-1, "short"):
		return false
	}
	return true
}

// figureEnds reports whether another figure ends before token i that c is measured against: any with a comparative, one
// of its own kind with "over".
func (f *finder) figureEnds(c *cand, i int) bool {
	for k := range f.cands {
		if p := &f.cands[k]; p.close == i && p.open < c.open {
			return !f.is(i, "over") || p.Dimension == c.Dimension
		}
	}
	return false
}

// signs reads > < >= <= ~ before and + behind the number.
func (f *finder) signs(c *cand) bool {
	name, i := "", c.open
	for i > 0 && !(f.charOf(i-1) == '~' && f.kindOf(i-2) == numTok && f.glued(i-1)) && (f.charOf(i-1) == '=' || f.charOf(i-1) == '<' || f.charOf(i-1) == '>' || f.charOf(i-1) == '~') && f.kindOf(i-1) == mark {
		i--
	}
	switch s := f.between(i, c.open); s {
	case ">":
		name = "gt"
	case "<":
		name = "lt"
	case ">=", "> =":
		name = "ge"
	case "<=", "< =":
		name = "le"
	case "~":
		name = "approx"
	}
	switch s := f.tok(c.open - 1); s {
	case "≥":
		name, i = "ge", c.open-1
	case "≤":
		name, i = "le", c.open-1
	case "≈", "±", "∼":
		name, i = "approx", c.open-1
	}
	if name != "" {
		c.Qualifier, c.lead = name, i
		f.setQualifier(c, i, c.open)
		return true
	}
	if j := c.close; f.charOf(j) == '+' && f.glued(j) {
		c.Qualifier = "ge"
		f.setQualifier(c, j, j+1)
		c.tail = max(c.tail, j+1)
		return true
	}
	return false
}

// behind looks for a qualifier at token j.
func (f *finder) behind(c *cand, j int) bool {
	if f.class(j)&trailing == 0 {
		return false
	}
	for _, q := range after {
		ok := true
		for k, w := range q.words {
			if !f.is(j+k, w) {
				ok = false
				break
			}
		}
		if !ok {
			continue
		}
		end := j + len(q.words)
		if f.is(end-1, "plus") && (c.Unit != "" && f.nounFollows(end) || f.class(end)&det != 0) {
			continue // $18 million plus costs
		}
		if f.is(end, "than") || f.is(end-1, "plus") && f.kindOf(end) == numTok || f.is(end-1, "over") && f.class(end)&det != 0 || q.words[0] == "and" && f.kindOf(end) == wordTok && f.class(end)&(prep|conj|aux) == 0 && f.is(end-1, "more") {
			continue
		}
		if c.Qualifier = q.name; c.Qualifier != "" {
			f.setQualifier(c, j, end)
			c.tail = max(c.tail, end)
			f.afterQualifier(c, end)
			return true
		}
	}
	return false
}

// afterQualifier reads what a number counts when its qualifier, which ends before token i, stands between the two: "30 or
// so books". "12 or older" is an age.
func (f *finder) afterQualifier(c *cand, i int) {
	switch {
	case c.Unit != "" || c.Dimension != "count":
	case f.oneOf(i-1, "older", "younger"):
		c.Unit, c.Dimension, c.Role = "year of age", "age", "level"
	case f.is(i-1, "so"):
		last := c.last
		c.last = i
		f.noun(c)
		c.last = last
	}
}
