package figure

import "hearsay/corpus/quantity"

// currencyAt reads a currency sign or code before a number at token i: $, US$, "C $", EUR, Rs, "dollar 22.5 million".
// It returns nil and i when there is none.
func (f *finder) currencyAt(i int) (*quantity.Unit, int) {
	best, end := int32(-1), i
	try := func(last int) {
		if last >= len(f.toks) || f.kindOf(last+1) != numTok && f.kindOf(last+1) != wordTok && f.kindOf(last+1) != hyphen && f.kindOf(last+1) != vulgar {
			return
		}
		if u, ok := f.lex.money[f.text[f.toks[i].start:f.toks[last].end]]; ok {
			best, end = u, last+1
		}
	}
	switch f.kindOf(i) {
	case symTok:
		try(i)
		if f.glued(i + 1) {
			try(i + 1) // $US
		}
	case wordTok:
		if f.toks[i].end-f.toks[i].start > 4 && !f.is(i, "dollar") {
			return nil, i
		}
		try(i)
		if f.kindOf(i+1) == symTok || f.charOf(i+1) == '.' && f.glued(i+1) {
			try(i + 1)                                // US$, "C $", Rs.
			if f.charOf(i+1) == '.' && f.glued(i+2) { // U.S. $
				for j := i + 2; j <= i+4 && j < len(f.toks); j++ {
					if f.kindOf(j) == symTok {
						try(j)
					}
				}
			}
		}
		if best < 0 && f.is(i, "dollar") && f.kindOf(i+1) == numTok && i > 0 {
			return f.currency("USD"), i + 1
		}
		if best < 0 {
			return f.megaCode(i)
		}
	}
	if best < 0 || f.kindOf(end) == wordTok && f.class(end)&(card|scale|article) == 0 {
		return nil, i
	}
	u := &f.lex.units[best]
	if f.kindOf(i) == wordTok && end == i+1 && !f.codeBefore(i, u) {
		return nil, i
	}
	return u, end
}

// codeBefore reports whether the letters at i, a code of currency u, stand for money here.
func (f *finder) codeBefore(i int, u *quantity.Unit) bool {
	if f.kindOf(i+1) != numTok {
		return false
	}
	switch w := f.tok(i); w {
	case "R", "K", "L", "LE", "TL", "Sh", "Dh", "Ft", "KD":
		return f.glued(i+1) && (f.toks[i+1].value >= 10 || f.toks[i+1].places > 0 || f.class(i+2)&(scale|suffix) != 0 || w == "R")
	case "COP": // not the conference COP28
		return !f.glued(i+1) || f.toks[i+1].value >= 100 || f.class(i+2)&(scale|suffix) != 0
	case "yen", "sen":
		return w == "sen"
	}
	return true
}

// megaCode reads MAUD, MUSD: a million of a currency, written as one code.
func (f *finder) megaCode(i int) (*quantity.Unit, int) {
	if u, ok := f.mega(i); ok && f.kindOf(i+1) == numTok {
		return u, i + 1
	}
	return nil, i
}

// mega reports whether token i is a four-letter code for a million of a currency.
func (f *finder) mega(i int) (*quantity.Unit, bool) {
	w := f.tok(i)
	if len(w) != 4 || w[0] != 'M' || f.toks[i].caps != capitals {
		return nil, false
	}
	u, ok := f.lex.money[w[1:]]
	if !ok {
		return nil, false
	}
	return &f.lex.units[u], true
}

func (f *finder) currency(code string) *quantity.Unit {
	if i, ok := f.lex.money[code]; ok {
		return &f.lex.units[i]
	}
	return nil
}

// moneyTail reads what follows an amount with a currency sign: "US$ 1MM", "$10 dollars", "$ 20 million", "a share".
func (f *finder) moneyTail(c *cand, u *quantity.Unit) {
	if _, ok := f.mega(c.open); ok {
		c.lo, c.hi, c.scale = c.lo*1e6, c.hi*1e6, 1e6
	}
	if g := c.last; c.scale == 1 && c.digits && f.class(g)&suffix != 0 && (f.glued(g) || f.oneOf(g, "m", "b", "k", "bn", "mn", "mm")) {
		v := f.val(g)
		c.lo, c.hi, c.scale, c.last, c.close = c.lo*v, c.hi*v, v, g+1, g+1
	}
	if w, end := f.wordUnit(c.close); w != nil && w.Dimension == "money" && w.Base == u.Base && w.Factor == 1 {
		c.close = end // $10 dollars
	} else {
		f.codeAfter(c, u)
	}
	f.rate(c)
}

// codeAfter reads the code that says which dollars an amount is in: $500 US, $500 CAD.
func (f *finder) codeAfter(c *cand, u *quantity.Unit) {
	if f.kindOf(c.close) != wordTok || f.toks[c.close].caps != capitals {
		return
	}
	switch w := f.tok(c.close); {
	case w == "US" && u.Name == "USD":
		c.close++
	case len(w) == 3:
		if v, ok := f.lex.money[w]; ok && (u.Name == "USD" || f.lex.units[v].Name == u.Name) {
			c.Unit = f.lex.units[v].Name
			c.close++
		}
	}
}

// sterling reports whether "pounds" at j are money: an amount in thousands or more, or a sentence that speaks of money.
func (f *finder) sterling(c *cand, j int) bool {
	if n := len(f.cands); n > 0 && f.cands[n-1].Dimension == "mass" || f.speaksOf("weigh", "weighs", "weighed", "weighing", "tow", "payload", "thrust") {
		return false
	}
	if c.scale >= 1e6 || c.lo >= 10000 {
		return true
	}
	for i := range f.toks {
		if t := &f.toks[i]; t.kind == symTok || t.class&flow != 0 {
			return true
		}
	}
	return f.speaksOf("price", "prices", "worth", "british", "uk", "britain", "money", "cash", "wage", "salary")
}

// scaleAfterCode reads "75 USD million".
func (f *finder) scaleAfterCode(c *cand) {
	if c.scale == 1 && f.class(c.close)&scale != 0 && f.class(c.close)&plural == 0 {
		v := f.val(c.close)
		c.lo, c.hi, c.scale = c.lo*v, c.hi*v, v
		c.close++
	}
}

// coins reports whether the bare number n after an amount in dollars is its cents: "15 dollars 50", "thirteen dollars
// forty five".
func (f *finder) coins(c *cand, n num, j int) bool {
	if c.scale > 1 || n.last < len(f.toks) && f.kindOf(n.last) != mark || n.hi >= 100 || n.scale > 1 {
		return false
	}
	return n.digits == c.digits && n.plain == n.digits
}
