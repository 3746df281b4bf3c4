package figure

import (
	"unicode"
	"unicode/utf8"
)

// A kind says what a token is made of.
type kind uint8

const (
	wordTok kind = iota
	numTok       // digits with their separators: 1,400 3.5 .08
	symTok       // currency signs
	pctTok       // % ‰
	hyphen       // every hyphen and the en dash, standing alone
	dash         // the em dash, and a spaced en dash
	vulgar       // ½
	mark         // any other punctuation; see byte
)

const (
	lower uint8 = iota
	capital
	capitals // all capitals, two letters or more
	mixed    // iPhone, A320
)

// A token is one piece of a sentence. White space is no token.
type token struct {
	start, end int
	value      float64 // of numTok and vulgar
	class      class   // of wordTok: what the lexicon knows of it
	lex        int32   // of wordTok: index into lexicon.list, 0 for words it does not know
	kind       kind
	caps       uint8
	char       byte // the first byte
	gap        bool // white space before it
	plain      bool // of numTok: digits only
	places     int8 // of numTok: digits after the point
}

// longest is the number of tokens after which a sentence is cut. What is longer is a table or a list, and rules that
// look about in the sentence would take time that grows with its square.
const longest = 400

// scan reads the sentence at pos into f.toks and returns where the next one begins. hot says whether it holds anything
// that may be a figure or a date. A line break always ends a sentence.
func (f *finder) scan(pos int) (next int, hot bool) {
	f.toks = f.toks[:0]
	s, gap := f.text, false
	for pos < len(s) {
		if n := len(f.toks); n >= longest && (gap || n >= 2*longest) {
			return pos, hot
		}
		c := s[pos]
		switch {
		case c == ' ' || c == '\t' || c == '\r':
			gap = true
			pos++
			continue
		case c == '\n':
			pos++
			if len(f.toks) > 0 {
				return pos, hot
			}
			continue
		case c >= '0' && c <= '9', c == '.' && pos+1 < len(s) && digit(s[pos+1]) && (gap || len(f.toks) == 0 || f.toks[len(f.toks)-1].kind == symTok || f.toks[len(f.toks)-1].char == '('):
			pos = f.number(pos, gap)
			hot = true
		case c|0x20 >= 'a' && c|0x20 <= 'z':
			var h bool
			pos, h = f.word(pos, gap)
			hot = hot || h
		case c < utf8.RuneSelf:
			if end, ok := f.ascii(pos, gap); ok {
				return end, hot
			} else {
				pos = end
			}
		default:
			var h, space bool
			pos, h, space = f.other(pos, gap)
			hot = hot || h
			if space {
				gap = true
				continue
			}
		}
		gap = false
	}
	return pos, hot
}

func digit(c byte) bool  { return c >= '0' && c <= '9' }
func letter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// ascii adds the mark at pos and reports whether it ends the sentence.
func (f *finder) ascii(pos int, gap bool) (int, bool) {
	s, c := f.text, f.text[pos]
	t := token{start: pos, end: pos + 1, kind: mark, char: c, gap: gap}
	switch c {
	case '$':
		t.kind = symTok
	case '%':
		t.kind = pctTok
	case '-':
		t.kind = hyphen
		if pos+1 < len(s) && s[pos+1] == '-' {
			t.kind = dash
			for t.end < len(s) && s[t.end] == '-' {
				t.end++
			}
		}
	case ':':
		if pos+2 < len(s) && s[pos+1] == '/' && s[pos+2] == '/' {
			return f.address(pos), false
		}
	case '@':
		if !gap {
			return f.address(pos), false
		}
	case '.', '!', '?':
		for t.end < len(s) && (s[t.end] == '.' || s[t.end] == '!' || s[t.end] == '?') {
			t.end++
		}
		f.toks = append(f.toks, t)
		if f.ends(t) {
			return closers(s, t.end), true
		}
		return t.end, false
	}
	f.toks = append(f.toks, t)
	return t.end, false
}

// address drops the tokens of the address whose scheme ends at pos and returns the end of the address.
func (f *finder) address(pos int) int {
	if n := len(f.toks); n > 0 {
		f.toks = f.toks[:n-1]
	}
	for pos < len(f.text) && f.text[pos] > ' ' {
		pos++
	}
	return pos
}

// closers returns the end of the closing marks at i.
func closers(s string, i int) int {
	for i < len(s) {
		switch c := s[i]; {
		case c == ')' || c == ']' || c == '"' || c == '\'':
			i++
		case c == 0xe2 && i+2 < len(s) && s[i+1] == 0x80 && (s[i+2] == 0x9d || s[i+2] == 0x99):
			i += 3
		default:
			return i
		}
	}
	return i
}

// ends reports whether the stop t, the last token, ends a sentence: white space and then no lower-case letter follow,
// and no abbreviation goes before.
func (f *finder) ends(t token) bool {
	s := f.text
	i := closers(s, t.end)
	if i >= len(s) {
		return true
	}
	if s[i] != ' ' && s[i] != '\n' && s[i] != '\t' && s[i] != '\r' && s[i] != 0xc2 {
		return false
	}
	for i < len(s) && (s[i] == ' ' || s[i] == '"' || s[i] == '\'' || s[i] == '(') {
		i++
	}
	if i < len(s) && s[i] >= 'a' && s[i] <= 'z' {
		return false
	}
	if t.char != '.' || t.end > t.start+1 || len(f.toks) < 2 {
		return true
	}
	p := &f.toks[len(f.toks)-2]
	if p.kind != wordTok || p.end != t.start {
		return true
	}
	if p.end-p.start == 1 && p.caps == capital && p.char != 'I' {
		return false
	}
	switch w := &f.lex.list[p.lex]; {
	case w.class&abbrev != 0:
		return false
	case w.class&(month|weekday) != 0 && p.end-p.start <= 4 && w.text != "may" && w.text != "june" && w.text != "july":
		return i < len(s) && !digit(s[i]) && p.caps == lower
	case w.text == "no" && i < len(s) && digit(s[i]):
		return false
	}
	return true
}

// other adds the character at pos, which is not ASCII. A letter begins a word that the lexicon does not know.
func (f *finder) other(pos int, gap bool) (end int, hot, space bool) {
	r, n := utf8.DecodeRuneInString(f.text[pos:])
	t := token{start: pos, end: pos + n, kind: mark, char: f.text[pos], gap: gap}
	switch {
	case r == '‐' || r == '‑' || r == '‒' || r == '–' || r == '−' || r == '⁃':
		t.kind = hyphen
		if r == '–' && gap && pos+n < len(f.text) && f.text[pos+n] == ' ' {
			t.kind = dash
		}
	case r == '—' || r == '―' || r == '…':
		t.kind = dash
	case unicode.IsSpace(r) || r == '\u200b' || r == '\u2060' || r == '\ufeff':
		return pos + n, false, true
	case unicode.Is(unicode.Sc, r):
		t.kind = symTok
	case r == '‰' || r == '％':
		t.kind = pctTok
	case fractions[r] != 0:
		t.kind, t.value, hot = vulgar, fractions[r], true
	case unicode.IsLetter(r):
		i := pos + n
		for i < len(f.text) {
			r, n := utf8.DecodeRuneInString(f.text[i:])
			if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
				break
			}
			i += n
		}
		t.kind, t.end = wordTok, i
		if unicode.IsUpper(r) {
			t.caps = capital
		}
	}
	f.toks = append(f.toks, t)
	return t.end, hot, false
}

var fractions = map[rune]float64{
	'½': 1. / 2, '⅓': 1. / 3, '⅔': 2. / 3, '¼': 1. / 4, '¾': 3. / 4, '⅕': 1. / 5, '⅖': 2. / 5, '⅗': 3. / 5, '⅘': 4. / 5,
	'⅙': 1. / 6, '⅚': 5. / 6, '⅐': 1. / 7, '⅛': 1. / 8, '⅜': 3. / 8, '⅝': 5. / 8, '⅞': 7. / 8, '⅑': 1. / 9, '⅒': 1. / 10,
}
