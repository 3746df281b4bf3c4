package figure

// class returns the classes of token i, 0 when it is no known word or out of range.
func (f *finder) class(i int) class {
	if uint(i) >= uint(len(f.toks)) {
		return 0
	}
	return f.toks[i].class
}

func (f *finder) val(i int) float64 { return f.lex.list[f.toks[i].lex].value }

// is reports whether token i is the lower-case word w of the lexicon, in whatever case it stands.
func (f *finder) is(i int, w string) bool {
	return uint(i) < uint(len(f.toks)) && f.toks[i].lex != 0 && f.toks[i].char|0x20 == w[0] && f.lex.list[f.toks[i].lex].text == w
}

// oneOf reports whether token i is one of the lexicon's words ws.
func (f *finder) oneOf(i int, ws ...string) bool {
	for _, w := range ws {
		if f.is(i, w) {
			return true
		}
	}
	return false
}

func (f *finder) kindOf(i int) kind {
	if i < 0 || i >= len(f.toks) {
		return mark
	}
	return f.toks[i].kind
}

func (f *finder) charOf(i int) byte {
	if i < 0 || i >= len(f.toks) {
		return 0
	}
	return f.toks[i].char
}

// glued reports whether token i follows the one before it without space.
func (f *finder) glued(i int) bool { return i > 0 && i < len(f.toks) && !f.toks[i].gap }

// link returns the token after a hyphen at i that joins two words, else i.
func (f *finder) link(i int) int {
	if f.kindOf(i) == hyphen && i+1 < len(f.toks) && (f.toks[i].gap == f.toks[i+1].gap) {
		return i + 1
	}
	return i
}

func (f *finder) lexAt(i int) int32 {
	if i < 0 || i >= len(f.toks) || f.toks[i].kind != wordTok {
		return 0
	}
	return f.toks[i].lex
}

// timeUnit reports whether the word at i, or after a hyphen at i, names a stretch of time.
func (f *finder) timeUnit(i int) bool {
	u := f.lex.list[f.lexAt(f.link(i))].unit
	return u > 0 && f.lex.units[u-1].Dimension == "duration"
}

func (c class) has(d class) bool { return c&d != 0 }

// tok returns the bytes of token i.
func (f *finder) tok(i int) string {
	if i < 0 || i >= len(f.toks) {
		return ""
	}
	return f.text[f.toks[i].start:f.toks[i].end]
}

// between returns the text of tokens [i, j).
func (f *finder) between(i, j int) string {
	if i >= j {
		return ""
	}
	return f.text[f.toks[i].start:f.toks[j-1].end]
}

// speaksOf reports whether the sentence has one of the words ws.
func (f *finder) speaksOf(ws ...string) bool {
	for i := range f.toks {
		if f.toks[i].kind == wordTok && f.oneOf(i, ws...) {
			return true
		}
	}
	return false
}
