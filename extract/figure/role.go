package figure

// roles gives each figure that has none yet its role.
func (f *finder) roles() {
	for i := range f.cands {
		c := &f.cands[i]
		if c.Role != "" {
			continue
		}
		switch {
		case f.equivalence(c, i):
			c.Role = "equivalence"
		case c.Dimension == "duration":
			c.Role = f.durationRole(c)
			if c.Role == "window" && c.Qualifier == "" && f.withinBefore(c) {
				c.Qualifier = "le"
			}
		case c.Dimension == "percent", c.Dimension == "multiple":
			c.Role = "ratio"
		case f.planned(c), i > 0 && f.cands[i-1].Role == "plan" && f.listed(&f.cands[i-1], c):
			c.Role = "plan"
		case f.flows(c, i):
			c.Role = "flow"
		default:
			c.Role = "level"
		}
	}
}

// listed reports whether b goes on with what a began: "eight centers and a total of 92,600 beds".
func (f *finder) listed(a, b *cand) bool {
	and := false
	for j := a.tail; j < b.lead; j++ {
		switch c := f.class(j); {
		case f.is(j, "and"):
			and = true
		case c&(verb|aux|pron) != 0 || f.kindOf(j) == dash:
			return false
		}
	}
	return and && b.lead-a.tail < 7
}

// withinBefore reports whether "within a" stands before c, as in "within a six-month window".
func (f *finder) withinBefore(c *cand) bool {
	i := c.open - 1
	for f.class(i)&det != 0 {
		i--
	}
	if f.is(i, "within") {
		f.setQualifier(c, i, i+1)
		return true
	}
	return false
}

// durationRole tells a stretch of time in which something happened from the time since it did and from a mere length.
func (f *finder) durationRole(c *cand) string {
	switch {
	case f.oneOf(c.tail, "later", "ago", "earlier", "after", "before", "since", "old"):
		return "elapsed"
	case f.oneOf(f.link(c.tail), "window", "period", "span", "stretch"):
		return "window"
	}
	i := c.lead - 1
	for f.class(i)&(det|relative|adv|adjective) != 0 && i > 0 {
		i--
	}
	if c.hyphenated {
		return "level" // for a two-hour ride
	}
	if f.class(i)&window != 0 || c.Qualifier == "le" && c.QualifierText == "within" || f.is(i, "every") {
		return "window"
	}
	return "level"
}

// equivalence reports whether c says what another figure would amount to: "equal to 490 million images", "could hold
// 700 million photos, or 350,000 hours of video".
func (f *finder) equivalence(c *cand, i int) bool {
	for j, n := c.lead-1, 0; j >= 0 && n < 6; j, n = j-1, n+1 {
		if f.class(j)&equiv != 0 && (!f.is(j, "hold") || f.class(j-1)&aux != 0) {
			return !f.oneOf(j, "hold", "enough") || f.class(j-1)&aux != 0 || f.is(j, "enough")
		}
		if f.kindOf(j) == mark && f.charOf(j) != ',' && f.charOf(j) != '\'' {
			return false
		}
	}
	if i == 0 || f.cands[i-1].Role != "equivalence" {
		return false
	}
	for j := f.cands[i-1].tail; j < c.lead; j++ { // ", or the biometric data of"
		if f.is(j, "or") {
			return true
		}
	}
	return false
}

// planned reports whether c is something that is to be: planning for eight centers, a $38 billion expansion plan.
func (f *finder) planned(c *cand) bool {
	for j, n := c.lead-1, 0; j >= 0 && n < 9; j, n = j-1, n+1 {
		if f.class(j)&plan != 0 && !f.is(j, "would") && (!f.oneOf(j, "plan", "plans", "proposal", "forecast", "forecasts", "project", "projects", "projection", "goal") || f.oneOf(j+1, "to", "for", "of")) {
			return true
		}
		if f.kindOf(j) == mark && f.charOf(j) != '"' && f.charOf(j) != '\'' {
			return false
		}
	}
	for j := c.close; j < c.close+3 && f.kindOf(j) == wordTok; j++ {
		if f.oneOf(j, "plan", "plans", "proposal", "goal", "target", "forecast", "pledge") {
			return true
		}
		if f.class(j)&(prep|conj|aux|verb) != 0 {
			return false
		}
	}
	return false
}

// flows reports whether c is paid, sold, made or done over a period rather than held at its end.
func (f *finder) flows(c *cand, i int) bool {
	if c.Dimension != "money" && c.Dimension != "count" && c.Dimension != "vague" {
		return false
	}
	near := 7
	if c.Dimension != "money" {
		near = 3
	}
	for j, n := c.lead-1, 0; j >= 0 && n < near; j, n = j-1, n+1 {
		if f.class(j)&flow != 0 && (c.Dimension == "money" || f.class(j)&verb != 0) {
			return true
		}
		if f.kindOf(j) == mark && f.charOf(j) != ',' && f.charOf(j) != '\'' {
			break
		}
	}
	for j := c.close; j < len(f.toks) && j < c.close+5; j++ {
		if f.kindOf(j) == mark || f.class(j)&(aux|conj) != 0 {
			break
		}
		if f.class(j)&flow != 0 && (c.Dimension == "money" || f.oneOf(j, "rulings", "deaths", "arrests", "sales", "purchases")) {
			return true
		}
	}
	if c.Dimension == "money" && f.is(c.close, "for") {
		return true // paid for something
	}
	return c.Dimension == "money" && i > 0 && f.cands[i-1].Dimension == "money" && f.cands[i-1].Role == "flow" || f.since(c)
}

// since reports whether the figure counts what happened from a date on.
func (f *finder) since(c *cand) bool {
	for j := c.close; j < len(f.toks) && j < c.close+4; j++ {
		if f.is(j, "since") {
			return true
		}
	}
	return false
}
