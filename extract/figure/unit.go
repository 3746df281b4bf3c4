package figure

import (
	"strings"

	"hearsay/corpus/quantity"
)

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
		return f.glued(i+1) && f.toks[i+1].value >= 10
	case "yen", "sen":
		return w == "sen"
	}
	return true
}

// megaCode reads MAUD, MUSD: a million of a currency, written as one code.
func (f *finder) megaCode(i int) (*quantity.Unit, int) {
	w := f.tok(i)
	if len(w) != 4 || w[0] != 'M' || f.toks[i].caps != capitals || f.kindOf(i+1) != numTok {
		return nil, i
	}
	if u, ok := f.lex.money[w[1:]]; ok {
		return &f.lex.units[u], i + 1
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
	if f.kindOf(c.open) == wordTok && len(f.tok(c.open)) == 4 && f.tok(c.open)[0] == 'M' {
		if _, ok := f.mega(c.open); ok {
			c.lo, c.hi, c.scale = c.lo*1e6, c.hi*1e6, 1e6
		}
	}
	if g := c.last; f.glued(g) && c.scale == 1 && c.digits && f.kindOf(g) == wordTok && f.class(g)&suffix != 0 {
		v := f.val(g)
		c.lo, c.hi, c.scale, c.last, c.close = c.lo*v, c.hi*v, v, g+1, g+1
	}
	if c.scale == 1 && c.digits && f.kindOf(c.last) == wordTok && f.toks[c.last].gap && f.class(c.last)&suffix != 0 && f.oneOf(c.last, "m", "b", "k", "bn", "mn", "mm") {
		v := f.val(c.last)
		c.lo, c.hi, c.scale, c.last, c.close = c.lo*v, c.hi*v, v, c.last+1, c.last+1
	}
	if w, end := f.wordUnit(c.close); w != nil && w.Dimension == "money" && w.Base == u.Base && !strings.Contains(w.Name, "cent") {
		if f.tok(c.close) != "dollars" || f.toks[c.open].gap || true {
			c.close = end
		}
	} else if f.kindOf(c.close) == wordTok && f.toks[c.close].caps == capitals {
		// $500 US, $500 CAD
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
	if w, end := f.wordUnit(c.close); w != nil && w.Name == "cent" && false {
		_ = end
	}
	f.rate(c)
}

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
		if end < len(f.text) && (letter(f.text[end]) || digit(f.text[end]) || f.text[end] >= 0x80 && f.text[end] < 0xc0) && !(f.text[end-1] >= 0x80 && letter(f.text[end]) && false) {
			continue
		}
		if f.text[end-1] == ' ' {
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
	if f.kindOf(i) == pctTok {
		c.Unit, c.Dimension, c.close = "%", "percent", i+1
		if f.charOf(i) == 0xe2 && f.tok(i) == "‰" {
			c.Unit = "per mille"
		}
		f.points(c)
		return
	}
	if f.times(c) || f.age(c) {
		return
	}
	if u, end := f.bracketed(i); u != nil {
		c.Unit, c.Dimension, c.close = u.Name, u.Dimension, end
		return
	}
	if f.charOf(i) == '+' && f.glued(i) {
		c.last++ // 10,000+ customers
		f.noun(c)
		c.last--
		return
	}
	if c.frac && f.is(i, "of") && f.class(i+1)&article != 0 || f.is(i-1, "half") && f.class(i)&article != 0 && !c.article {
		k := i + 1
		if f.is(i, "of") {
			k++
		}
		if u, end := f.wordUnit(k); u != nil && u.Dimension != "multiple" {
			c.Unit, c.Dimension, c.close, c.frac = u.Name, u.Dimension, end, false // half an hour
			return
		}
	}
	j := f.link(i)
	if f.is(j, "of") && c.vague {
		j++
	}
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
	if u == nil && f.is(j, "a") {
		u = nil
	}
	if u == nil {
		if m, ok := f.mega(j); ok {
			c.lo, c.hi, u, end = c.lo*1e6, c.hi*1e6, m, j+1
		}
	}
	if u == nil {
		f.noun(c)
		return
	}
	c.Unit, c.Dimension, c.close = u.Name, u.Dimension, end
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
		case "W", "V", "K":
			return f.glued(j)
		case "h":
			return f.glued(j)
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
	if c.scale == 1 && u.Dimension == "money" && f.toks[j].caps != lower && w.text != "dollars" && w.text != "dollar" && w.text != "euros" && w.text != "yen" && w.text != "usd" {
		return f.toks[j].caps == capitals
	}
	switch w.text {
	case "won", "crowns", "rand", "real", "mark", "pula", "lev":
		return c.lo >= 100
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

// sterling reports whether "pounds" at j are money: an amount in thousands or more, or a sentence that speaks of money.
func (f *finder) sterling(c *cand, j int) bool {
	if c.scale >= 1e6 || c.lo >= 10000 {
		return true
	}
	for i := range f.toks {
		if t := &f.toks[i]; t.kind == symTok || t.class&flow != 0 || f.oneOf(i, "price", "prices", "worth", "british", "uk", "britain", "money", "cash", "wage", "salary") {
			return true
		}
	}
	return false
}

// scaleAfterCode reads "75 USD million".
func (f *finder) scaleAfterCode(c *cand) {
	if c.scale == 1 && f.class(c.close)&scale != 0 && f.class(c.close)&plural == 0 {
		v := f.val(c.close)
		c.lo, c.hi, c.scale = c.lo*v, c.hi*v, v
		c.close++
	}
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

// compound reads a second, smaller unit: 5 feet 2 inches, 5 ft 2 in, thirteen dollars and forty-five cents.
func (f *finder) compound(c *cand, u *quantity.Unit) {
	j := c.close
	if f.is(j, "and") {
		j++
	}
	var small string
	var per float64
	switch u.Name {
	case "foot":
		small, per = "inch", 12
	case "pound":
		small, per = "ounce", 16
	case "USD", "EUR", "AUD", "CAD", "NZD":
		small, per = "cent", 100
	default:
		return
	}
	n, ok := f.numberAt(j)
	if !ok || n.lo >= per || n.lo < 0 || n.frac || n.article {
		return
	}
	v, end := f.wordUnit(f.link(n.last))
	if v == nil && small == "inch" && f.is(n.last, "in") && c.digits {
		end = n.last + 1
	} else if v == nil || v.Name != small || c.lo != float64(int64(c.lo)) {
		if v != nil || small != "cent" || !f.coins(c, n, j) {
			return
		}
		end = n.last
	}
	c.lo += n.lo / per
	c.hi, c.close = c.lo, end
}

// coins reports whether the bare number n after an amount in dollars is its cents: "15 dollars 50", "thirteen dollars
// forty five".
func (f *finder) coins(c *cand, n num, j int) bool {
	if c.scale > 1 || n.last < len(f.toks) && f.kindOf(n.last) != mark || n.hi >= 100 || n.scale > 1 {
		return false
	}
	return n.digits == c.digits && n.plain == n.digits
}

// rate reads "per day", "a month", "an hour", "/kg" after a unit or noun and makes it part of the unit.
func (f *finder) rate(c *cand) {
	i := c.close
	if c.tail > i {
		i = c.tail
	}
	j := i
	switch {
	case f.is(i, "per"):
		j = i + 1
	case f.charOf(i) == '/' && (c.money || c.Dimension == "money" || c.Dimension != "count") && f.kindOf(i+1) == wordTok:
		j = i + 1
	case f.class(i)&article != 0 && !f.is(i, "the") || f.is(i, "each") || f.is(i, "every"):
		if !f.perWord(i + 1) {
			return
		}
		if f.is(i, "each") || f.is(i, "every") {
			if u, _ := f.wordUnit(i + 1); u == nil || u.Dimension != "duration" {
				return
			}
		}
		j = i + 1
	default:
		return
	}
	if f.is(j, "annum") {
		c.setRate("year")
		c.close = max(c.close, j+1)
		c.tail = max(c.tail, j+1)
		return
	}
	u, end := f.wordUnit(j)
	if u == nil && f.charOf(i) == '/' {
		u, end = f.symbolUnit(j)
	}
	switch {
	case u != nil && u.Dimension != "money" && c.Unit != u.Name && (u.Dimension != "multiple"):
		c.setRate(u.Name)
	case f.kindOf(j) == wordTok && f.class(j)&(prep|conj|aux|pron|det|card) == 0 && f.toks[j].caps != capital && f.text[f.toks[i].start] != '/':
		c.setRate(f.singular(j))
		end = j + 1
	default:
		return
	}
	if c.tail <= c.close || i == c.close {
		c.close = end
	}
	c.tail = max(c.tail, end)
}

// perWord reports whether "a" before token j reads as "per": a month, an hour, a share.
func (f *finder) perWord(j int) bool {
	if u, _ := f.wordUnit(j); u != nil {
		switch u.Dimension {
		case "duration":
			return !f.oneOf(j, "generation") && f.oneOf(j, "second", "minute", "hour", "day", "night", "week", "month", "year", "quarter", "decade", "fortnight")
		case "volume", "mass":
			return true
		}
	}
	return f.oneOf(j, "share", "head", "person", "piece", "quarter", "bottle", "ticket", "unit", "game", "night")
}

func (c *cand) setRate(per string) {
	if c.Unit == "" || strings.Contains(c.Unit, " per ") {
		return
	}
	c.Unit += " per " + per
	if u, ok := quantity.Lookup(c.Unit); ok {
		c.Dimension = u.Dimension
		if u.Dimension == "money" {
			return
		}
	}
}
