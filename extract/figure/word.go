package figure

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word adds the word at pos: letters, then letters and digits; an apostrophe between letters belongs to it, except
// before a possessive s, which is a token of its own.
func (f *finder) word(pos int, gap bool) (int, bool) {
	s := f.text
	var w spelling
	f.spell(&w, pos, gap)
	t := token{start: pos, end: w.end, kind: wordTok, char: s[pos], gap: gap, caps: caps(s[pos], w.uppers, w.end-pos)}
	hot := false
	switch {
	case w.digits:
		t.caps = mixed
		hot = t.char == 'Q' || t.char == 'H' || t.char == 'F' // Q3, H1, FY2025
	case !w.strange:
		t.lex = f.lex.find(w.hash, w.folded[:w.n])
		t.class = f.lex.list[t.lex].class
		hot = t.class&triggers != 0
	}
	f.toks = append(f.toks, t)
	if n := apostrophe(s, w.end); n > 0 && possessive(s[w.end+n:]) {
		f.toks = append(f.toks, token{start: w.end, end: w.end + n + 1, kind: mark, char: '\''})
		return w.end + n + 1, hot
	}
	return w.end, hot
}

// A spelling is a word as it was read: folded to lower case for the lexicon, with what was seen on the way.
type spelling struct {
	folded  [24]byte
	n       int    // bytes in folded
	hash    uint32 // of them
	end     int    // of the word in the text
	uppers  int
	digits  bool // it holds some
	strange bool // too long for the lexicon, or with letters that are not ASCII
}

func (w *spelling) put(c byte) {
	if w.n == len(w.folded) {
		w.strange = true
		return
	}
	w.folded[w.n] = c
	w.hash = w.hash*hashing + uint32(c)
	w.n++
}

// spell reads the word at pos into w.
func (f *finder) spell(w *spelling, pos int, gap bool) {
	s := f.text
	for w.end = pos; w.end < len(s); {
		c := s[w.end]
		switch {
		case letter(c):
			if c < 'a' {
				w.uppers++
			}
			w.put(c | 0x20)
			w.end++
		case digit(c):
			if n := len(f.toks); f.code(s[pos:w.end]) || w.end == pos+1 && c != '0' && s[pos] == 'R' && rand(s[w.end:]) || !gap && n > 0 && f.toks[n-1].kind == symTok && f.toks[n-1].end == pos && w.end-pos <= 3 {
				return // EUR50, R1.20, $US160
			}
			w.digits = true
			w.end++
		case c == '&' && w.end+1 < len(s) && letter(s[w.end+1]):
			w.put('&')
			w.end++
		case c == '\'' || c >= utf8.RuneSelf:
			if n := apostrophe(s, w.end); n > 0 && w.end+n < len(s) && letter(s[w.end+n]) && !possessive(s[w.end+n:]) {
				w.put('\'')
				w.end += n
				continue
			}
			r, n := utf8.DecodeRuneInString(s[w.end:])
			if !unicode.IsLetter(r) {
				return
			}
			w.strange = true
			w.end += n
		default:
			return
		}
	}
}

// apostrophe returns the length of the apostrophe at i, 0 if there is none.
func apostrophe(s string, i int) int {
	switch {
	case i < len(s) && s[i] == '\'':
		return 1
	case i+2 < len(s) && s[i] == 0xe2 && s[i+1] == 0x80 && s[i+2] == 0x99:
		return 3
	}
	return 0
}

// possessive reports whether s, which follows an apostrophe, is a possessive s.
func possessive(s string) bool {
	return len(s) > 0 && s[0]|0x20 == 's' && (len(s) == 1 || !letter(s[1]) && !digit(s[1]))
}

// code reports whether s is a currency that may be glued to its number: EUR50m, RM79, Rs500.
func (f *finder) code(s string) bool {
	if len(s) < 2 || len(s) > 4 {
		return false
	}
	_, ok := f.lex.money[s]
	return ok
}

// rand reports whether s, which follows an R, is an amount of money as its form shows: 18.50, 1,200, 35m, 2 billion.
func rand(s string) bool {
	n := run(s, 0)
	if n+1 >= len(s) || n > 3 {
		return false
	}
	switch s[n] {
	case '.', ',':
		return digit(s[n+1])
	case 'm', 'b', 'k':
		return n+2 >= len(s) || !letter(s[n+1]) || s[n:n+2] == "bn"
	case ' ':
		return strings.HasPrefix(s[n+1:], "million") || strings.HasPrefix(s[n+1:], "billion") || strings.HasPrefix(s[n+1:], "trillion")
	}
	return false
}

func caps(first byte, uppers, n int) uint8 {
	switch {
	case uppers == 0:
		return lower
	case uppers == n && n > 1:
		return capitals
	case first < 'a' && uppers == 1:
		return capital
	}
	return mixed
}
