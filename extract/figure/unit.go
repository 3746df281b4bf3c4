package figure

import (
	"unicode/utf8"

	"hearsay/corpus/quantity"
)

// wordUnit returns the unit whose name begins at token i, the longest there is, and the token after it.
func (f *finder) wordUnit(i int) (*quantity.Unit, int) {
	w := &f.lex.list[f.lexAt(i)]
	if w.class&isUnit == 0 {
		return nil, i
	}
	if w.long > 1 {
		f.fold = append(f.fold[:0], w.text...)
		best, end, n := int32(-1), i, 1
		for j := i + 1; j < len(f.toks) && n < int(w.long); j++ {
			t := &f.toks[j]
			switch {
			case t.kind == wordTok && t.end-t.start < 20:
				f.fold = append(f.fold, ' ')
				f.fold = appendLower(f.fold, f.text[t.start:t.end])
				n++
			case t.kind == hyphen || t.char == '.' && !t.gap && j+1 < len(f.toks) && f.kindOf(j+1) == wordTok:
				continue
			default:
				n = 99
			}
			if u, ok := f.lex.phrases[string(f.fold)]; ok && n < 99 {
				best, end = u, j+1
			}
		}
		if best >= 0 {
			return &f.lex.units[best], end
		}
	}
	if w.unit > 0 {
		return &f.lex.units[w.unit-1], i + 1
	}
	return nil, i
}

func appendLower(b []byte, s string) []byte {
	for i := range len(s) {
		c := s[i]
		if c >= 'A' && c <= 'Z' {
			c |= 0x20
		}
		b = append(b, c)
	}
	return b
}

// symbolUnit returns the unit whose symbol stands at token i, the longest there is, and the token after it.
func (f *finder) symbolUnit(i int) (*quantity.Unit, int) {
	if i >= len(f.toks) {
		return nil, i
	}
	start := f.toks[i].start
	limit := min(len(f.text), start+f.lex.symLen)
	for end := limit; end > start; end-- {
		if end < len(f.text) && (letter(f.text[end]) || digit(f.text[end]) || !utf8.RuneStart(f.text[end])) || f.text[end-1] == ' ' {
			continue
		}
		u, ok := f.lex.symbols[f.text[start:end]]
		if !ok {
			continue
		}
		j := i
		for j < len(f.toks) && f.toks[j].end <= end {
			j++
		}
		if j > i && f.toks[j-1].end == end {
			return &f.lex.units[u], j
		}
	}
	return nil, i
}

// measure reads the unit after the number of c, or else the noun that it counts.
func (f *finder) measure(c *cand) {
	i := c.last
	if i >= len(f.toks) && !f.agedBefore(c) {
		f.noun(c)
		return
	}
	if i >= len(f.toks) {
		return
	}
	switch u, end := f.bracketed(i); {
	case f.kindOf(i) == pctTok:
		c.Unit, c.Dimension, c.close = "%", "percent", i+1
		if f.tok(i) == "‰" {
			c.Unit = "per mille"
		}
		f.points(c)
		return
	case f.times(c), f.halfAs(c), f.age(c), f.partOfUnit(c), f.feetMark(c):
		return
	case u != nil:
		c.Unit, c.Dimension, c.close = u.Name, u.Dimension, end
		return
	case f.charOf(i) == '+' && f.glued(i):
		c.last++ // 10,000+ customers
		f.noun(c)
		c.last--
		return
	}
	j := f.link(i)
	if f.is(j, "of") && c.vague {
		j++
	}
	u, end := f.unitAt(c, j)
	if u == nil {
		f.noun(c)
		return
	}
	c.Unit, c.Dimension, c.close, c.frac = u.Name, u.Dimension, end, false
	c.hyphenated = j > i && f.kindOf(i) == hyphen
	if u.Dimension == "money" {
		f.scaleAfterCode(c)
	}
	if u.Name == "%" {
		f.points(c)
	}
	f.compound(c, u)
	f.rate(c)
}

// unitAt returns the unit at token j, after the number of c, and the token after it: its symbol, its name or a code for
// a million of a currency. It returns nil when what stands there is none, or is meant as something else.
func (f *finder) unitAt(c *cand, j int) (*quantity.Unit, int) {
	u, end := f.symbolUnit(j)
	if u != nil && !f.symbolFits(c, j, u) {
		u = nil
	}
	if w, e := f.wordUnit(j); w != nil && (u == nil || e > end) {
		switch {
		case f.wordFits(c, j, e, w):
			u, end = w, e
		case w.Name == "GBP" && f.is(j, "pounds"):
			if p, _ := quantity.Lookup("pound"); p.Name != "" {
				u, end = &p, e
			}
		}
	}
	if u == nil {
		if m, ok := f.mega(j); ok {
			c.lo, c.hi, u, end = c.lo*1e6, c.hi*1e6, m, j+1
		}
	}
	return u, end
}

// partOfUnit reads "half an hour", "a quarter of a percentage point".
func (f *finder) partOfUnit(c *cand) bool {
	i := c.last
	switch {
	case c.frac && f.is(i, "of") && f.class(i+1)&article != 0:
		i += 2
	case f.is(i-1, "half") && f.class(i)&article != 0 && !c.article:
		i++
	default:
		return false
	}
	u, end := f.wordUnit(i)
	if u == nil && f.is(i, "point") {
		c.Unit, c.Dimension, c.close, c.frac = "point", "count", i+1, false
		return true
	}
	if u == nil || u.Dimension == "multiple" {
		return false
	}
	c.Unit, c.Dimension, c.close, c.frac = u.Name, u.Dimension, end, false
	return true
}

// symbolFits reports whether the symbol at j, after the number of c, is meant as a unit.
func (f *finder) symbolFits(c *cand, j int, u *quantity.Unit) bool {
	if !c.digits {
		return u.Dimension == "money" && len(f.tok(j)) == 3
	}
	w := f.tok(j)
	if f.kindOf(j) != wordTok {
		return !(f.kindOf(j) == symTok && !f.glued(j) && f.kindOf(j+1) == numTok && f.glued(j+1)) // 10 $20
	}
	if len(w) == 1 {
		switch w {
		case "G": // 5G, a generation of mobile networks
			return f.glued(j) && c.plain && c.lo >= 2 && c.lo <= 6
		case "m", "g", "t", "L", "l":
			return true
		case "W", "V", "K", "h", "p":
			return f.glued(j)
		case "C", "F":
			return f.glued(j) && f.speaksOf("oven", "bake", "baked", "roast", "temperature", "temperatures", "warming", "warmer", "heat", "heatwave", "hot", "hotter", "cold", "colder", "cool", "freezing", "fever", "thermometer", "weather")
		case "R":
			return !f.glued(j) && (f.kindOf(j+1) != wordTok)
		}
		return false
	}
	if f.glued(j) || u.Dimension != "money" {
		return !(w == "as" || w == "LE" || w == "MP" && c.plain && !f.glued(j) || w == "AU" && !f.glued(j))
	}
	return len(w) >= 3 && w != "ALL" && w != "TOP" && w != "TRY" && w != "yen" && w != "eth" || w == "Kč" || w == "zł" || w == "RM"
}

// wordFits settles the words that name a unit in one place and something else in another.
func (f *finder) wordFits(c *cand, j, end int, u *quantity.Unit) bool {
	if end-j > 1 {
		return true
	}
	w := &f.lex.list[f.lexAt(j)]
	if c.scale == 1 && u.Dimension == "money" && f.toks[j].caps != lower && !f.oneOf(j, "dollars", "dollar", "euros", "euro", "yen") {
		return f.toks[j].caps == capitals
	}
	switch w.text {
	case "won", "crowns", "rand", "real", "mark", "pula", "lev":
		return c.lo >= 100
	case "stone", "st":
		return f.toks[j].caps == lower && !f.nounFollows(j+1)
	case "quid", "bucks":
		return true
	case "second", "mil", "may", "fold":
		return !f.class(j+1).has(changenoun) && w.text != "fold"
	case "time", "times":
		return false
	case "pound", "pounds":
		return u.Dimension == "mass" || f.sterling(c, j)
	case "pixel", "turn", "moles", "sterling", "mole", "gray", "grays":
		return w.text != "sterling"
	}
	return true
}

// bracketed reads a unit in brackets: 20 (kg).
func (f *finder) bracketed(i int) (*quantity.Unit, int) {
	var shut byte
	switch f.charOf(i) {
	case '(':
		shut = ')'
	case '[':
		shut = ']'
	case '{':
		shut = '}'
	case '<':
		shut = '>'
	default:
		return nil, i
	}
	if f.kindOf(i+1) != wordTok {
		return nil, i
	}
	u, end := f.symbolUnit(i + 1)
	if u == nil || u.Dimension == "money" || f.charOf(end) != shut && f.charOf(end) != ')' {
		return nil, i
	}
	return u, end + 1
}

// points reads "percentage points" after %, and turns "percentage points" into their own unit.
func (f *finder) points(c *cand) {
	if f.is(c.close, "points") || f.is(c.close, "point") {
		c.Unit, c.Dimension = "percentage point", "points"
		c.close++
	}
}
