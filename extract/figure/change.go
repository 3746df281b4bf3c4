package figure

// change gives each figure the direction that the words around it state: "rose 5%", "up 40% from", "a 250% increase",
// "an increase of $45 billion", "fell by 12 points to 300".
func (f *finder) change() {
	for i := range f.cands {
		c := &f.cands[i]
		if c.Change != "" || c.Dimension == "age" {
			continue
		}
		switch d, to := f.direction(c, i); {
		case d == "":
		case to && c.Role == "":
			c.Role = "to"
			if i > 0 && (f.cands[i-1].Dimension == "multiple" || f.cands[i-1].Dimension == "percent") {
				c.Change = d
			}
		case c.Role == "" || c.Role == "to" || c.Dimension == "multiple":
			if f.mentioned(c) {
				c.Named = d
			} else {
				c.Change = d
			}
			if c.Role == "" {
				c.Role = "delta"
				if c.Dimension == "percent" {
					c.Role = "ratio"
				}
			}
		}
	}
	for i := range f.cands {
		f.pairChange(i)
	}
}

// pairChange gives the end of a change its direction from the values of both ends.
func (f *finder) pairChange(i int) {
	c := &f.cands[i]
	if c.Role == "to" && c.Change == "" {
		for _, j := range [...]int{i - 1, i + 1, i + 2} {
			if j >= 0 && j < len(f.cands) && c.Change == "" && f.cands[j].Role == "from" && f.cands[j].Dimension == c.Dimension {
				switch {
				case f.cands[j].Lo < c.Lo:
					c.Change = "up"
				case f.cands[j].Lo > c.Lo:
					c.Change = "down"
				}
			}
		}
	}
	if c.Role == "from" {
		c.Change = ""
	}
	if i > 0 && c.Change == "" && (c.Role == "" || c.Role == "to") {
		p := &f.cands[i-1]
		if p.Change+p.Named != "" && (p.Role == "ratio" || p.Role == "delta") {
			switch {
			case c.Dimension != p.Dimension && f.linkBetween(p, c) == "or": // rose 0.25 points, or 0.01%
				c.Change, c.Named, c.Role = p.Change, p.Named, "delta"
				if c.Dimension == "percent" {
					c.Role = "ratio"
				}
			case f.is(f.leadOf(c)-1, "to") && (f.leadOf(c)-1 == p.tail || f.leadOf(c)-2 == p.tail && f.charOf(p.tail) == ','): // rose 5%, to $3
				if c.Role = "to"; c.Dimension != p.Dimension {
					c.Change = p.Change
				}
			}
		}
	}
	f.again(i)
}

// again gives figure i the direction of the one before where the verb is not repeated: "threefold, 3.1x to be precise",
// "grow 2% in 2026 and 3% in 2027".
func (f *finder) again(i int) {
	if i == 0 {
		return
	}
	p, c := &f.cands[i-1], &f.cands[i]
	switch link := f.linkBetween(p, c); {
	case c.Change+c.Named != "" || p.Change+p.Named == "" || c.Dimension != p.Dimension || p.Role != "ratio" && p.Role != "delta" || c.Role != "" && c.Role != p.Role:
	case c.Dimension == "multiple" && (link == "," || link == "or"), c.Unit == p.Unit && (link == "and" || f.gapped(p, c)):
		c.Change, c.Named, c.Role = p.Change, p.Named, p.Role
	}
}

// gapped reports whether c goes on in a list with what p began, its verb left out: "grew 3 percent in the first quarter,
// 4 percent in the second".
func (f *finder) gapped(p, c *cand) bool {
	lead, listed := f.leadOf(c), false
	if p.Dimension != "percent" && p.Dimension != "points" || lead-p.tail > 9 || f.is(c.close, "of") || f.nounFollows(c.close) || f.class(c.close)&(verb|aux) != 0 {
		return false
	}
	for j := p.tail; j < lead; j++ {
		if f.class(j)&(verb|aux|pron|up|down) != 0 && f.class(j)&(prep|det) == 0 || f.kindOf(j) == mark && f.charOf(j) != ',' || f.oneOf(j, "with", "than", "from", "versus", "against") {
			return false
		}
		listed = listed || f.charOf(j) == ',' || f.is(j, "and")
	}
	return listed && (f.class(lead-1)&prep == 0 || f.is(lead-1, "by"))
}

// direction returns the direction of c, and whether c is what the change led to.
func (f *finder) direction(c *cand, k int) (change string, to bool) {
	i := c.lead - 1
	floor := -1
	for j := k - 1; j >= 0 && floor < 0; j-- {
		if p := &f.cands[j]; p.Kind != "rank" && p.Dimension != "duration" {
			floor = p.tail - 1
		}
	}
	if c.lead < c.open && f.is(c.lead, "within") {
		return "", false
	}
	if c.lead == c.open-1 && f.oneOf(c.lead, "below", "above", "beyond") && f.class(i)&(up|down) != 0 {
		return f.upDown(i), true // fell below 40
	}
	if c.Dimension == "percent" && f.charOf(c.open-1) == '+' && f.glued(c.open) {
		return "up", false // +6%
	}
	if c.Role != "from" {
		if d, _ := f.after(c); d != "" {
			return d, false
		}
	}
	for i > floor && (f.class(i)&article != 0 || f.is(i, "between") || f.class(i)&adv != 0 && f.class(i)&(up|down) == 0 || f.oneOf(i, "another", "further", "additional", "its")) {
		i--
	}
	switch {
	case i <= floor:
		return "", false
	case f.is(i, "to"):
		if d := f.verbBefore(i-1, floor); d != "" || k == 0 || f.cands[k-1].Dimension != "multiple" {
			return d, true
		}
		return f.cands[k-1].Change, true
	case f.is(i, "of") && f.is(i-1, "factor"):
		return f.verbBefore(i-2, floor), false
	case f.is(i, "by"):
		return f.verbBefore(i-1, floor), false
	case f.is(i, "of") && f.class(i-1)&changenoun != 0 && f.class(i-1)&(up|down) != 0:
		return f.upDown(i - 1), false
	case f.is(i, "up") && f.class(i-1)&verb != 0:
		return "", false // gave up 517 yards
	case f.class(i)&(up|down) != 0 && !f.participle(c, i):
		return f.upDown(i), false
	case f.class(i)&prep == 0 && f.class(i-1)&(up|down) != 0 && i-1 > floor && f.class(i)&adv != 0:
		return f.upDown(i - 1), false
	}
	return "", false
}

// participle reports whether the change word at i takes c as its object without changing it by that much:
// "raised $5 million" and "cut 50 jobs" do not say that the dollars rose. An index that added 0.7% did rise.
func (f *finder) participle(c *cand, i int) bool {
	if f.is(i, "added") && (c.Dimension == "percent" || c.Dimension == "points" || c.Unit == "point") && !f.is(c.close, "of") {
		return false
	}
	return f.oneOf(i, "raise", "raised", "raises", "raising", "cutting", "expansion", "growth", "discount", "cut", "cuts", "reduction", "added", "advance", "gains", "contract", "losses", "loss", "lead", "down") && !f.is(i, "down")
}

// verbBefore returns the direction of the verb or noun of change that governs the figure at i and before: the nearest
// within the clause.
func (f *finder) verbBefore(i, floor int) string {
	for n := 0; i > floor && n < 14; i, n = i-1, n+1 {
		if f.kindOf(i) == mark && (f.charOf(i) == ';' || f.charOf(i) == ':') {
			return ""
		}
		if f.class(i)&multiple != 0 {
			if f.val(i) < 1 {
				return "down"
			}
			return "up"
		}
		if f.class(i)&(up|down) != 0 && !f.oneOf(i, "raising", "lead", "contract", "down", "loss", "losses") || f.is(i, "down") {
			return f.upDown(i)
		}
	}
	return ""
}

func (f *finder) upDown(i int) string {
	if f.class(i)&down != 0 {
		return "down"
	}
	return "up"
}

// after reads the change after the figure: "a 250% increase", "a $45 billion budget increase", "5% higher", "three points
// lower". noun is the token of its noun, 0 for a comparative.
func (f *finder) after(c *cand) (change string, noun int) {
	j := c.close
	for k := j; k < j+4 && k < len(f.toks); k++ {
		switch {
		case f.kindOf(k) == hyphen && f.glued(k):
			continue
		case f.kindOf(k) != wordTok:
			return "", 0
		case f.is(k, "higher") && k == j && c.Dimension != "count":
			return "up", 0
		case k == j && c.Dimension == "percent" && f.oneOf(k, "stronger", "larger", "bigger", "dearer", "faster", "longer"):
			return "up", 0
		case k == j && c.Dimension == "percent" && f.oneOf(k, "weaker", "smaller", "cheaper", "slower", "shorter"):
			return "down", 0
		case f.oneOf(k, "lower", "less", "fewer") && k == j && (c.Dimension == "percent" || f.oneOf(k, "lower")):
			return "down", 0
		case f.is(k, "more") && k == j && c.Dimension == "percent":
			return "up", 0
		case f.class(k)&changenoun != 0 && f.class(k)&(up|down) != 0 && !f.oneOf(k, "contract", "lead", "cut", "run") && (c.open == 0 || c.hyphenated || c.Dimension != "count" || k > c.close):
			if k == j && c.Dimension == "count" && c.Unit != "" || f.oneOf(k+1, "plan", "plans", "proposal", "target", "project", "goal") {
				return "", 0
			}
			return f.upDown(k), k
		case f.class(k)&(prep|conj|aux|pron|det|verb|card) != 0:
			return "", 0
		}
	}
	return "", 0
}

// mentioned reports whether the sentence only names the change of c, with a noun that stands under a preposition or is
// the object of a plan: "compared to an increase of 60,000", "despite the 7% drop", "pledged a cut of 400". A change that
// a verb tells, that is gained, seen or reported, or that stands in apposition is said to have happened.
func (f *finder) mentioned(c *cand) bool {
	i := c.lead - 1
	switch _, noun := f.after(c); {
	case f.is(i, "of") && f.class(i-1)&changenoun != 0:
		i -= 2
	case noun == 0:
		return false
	}
	for n := 0; n < 5 && i >= 0; i, n = i-1, n+1 {
		if f.kindOf(i) != wordTok && f.charOf(i) != '\'' || f.class(i)&(prep|conj|aux|pron|verb|plan) != 0 && f.class(i)&(det|adjective) == 0 {
			break
		}
	}
	return f.class(i)&prep != 0 || f.class(i)&plan != 0
}
