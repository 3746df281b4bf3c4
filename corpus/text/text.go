// Package text cuts text into words and sentences. Every token knows its byte span, nothing is changed or lost, and all
// functions are pure.
//
// Segmentation starts from Unicode's word boundaries (UAX #29, by clipperhouse/uax29) and adds what news needs: clitics
// are tokens of their own ("Microsoft" + "’s", "do" + "n’t"), abbreviations keep their point ("U.S.", "Feb."), and a
// point ends a sentence only where none of the rules in sentence.go says otherwise.
package text

import (
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"

	"hearsay/corpus"
)

// Kind says what a token is made of.
type Kind uint8

// The kinds of tokens.
const (
	Word   Kind = iota // letters, with inner apostrophes, points and digits
	Number             // begins with a digit: 1,400 3.5 400TB 2026
	Punct              // one punctuation mark or symbol, or a run of the same one
)

// A Token is one word, number or mark. White space is not a token.
type Token struct {
	corpus.Span
	Kind Kind
}

// Words returns the tokens of s in order. Spans count from the start of s.
func Words(s string) []Token { return AppendWords(make([]Token, 0, len(s)/5+1), s, 0) }

// AppendWords appends the tokens of s to dst, their spans moved by base.
func AppendWords(dst []Token, s string, base int) []Token {
	it := words.FromString(s)
	pos := 0
	for it.Next() {
		w := it.Value()
		start := pos
		pos += len(w)
		r, size := utf8.DecodeRuneInString(w)
		if unicode.IsSpace(r) {
			continue
		}
		if r == utf8.RuneError && size <= 1 && len(w) <= 1 {
			continue // an invalid byte belongs to no token
		}
		dst = add(dst, s, base, start, pos, r)
	}
	return dst
}

func add(dst []Token, s string, base, start, end int, first rune) []Token {
	w := s[start:end]
	tok := func(a, b int, k Kind) { dst = append(dst, Token{corpus.Span{Start: base + a, End: base + b}, k}) }
	switch {
	case unicode.IsDigit(first):
		tok(start, end, Number)
	case unicode.IsLetter(first):
		if cut := clitic(w); cut > 0 {
			tok(start, start+cut, Word)
			tok(start+cut, end, Word)
			break
		}
		tok(start, end, Word)
	default:
		if end-start == 1 && w == "." && len(dst) > 0 {
			if last := &dst[len(dst)-1]; last.End == base+start && last.Kind == Word && Abbreviation(s[last.Start-base:last.End-base]) {
				last.End++ // "U.S" + "." -> "U.S."
				break
			}
		}
		if len(dst) > 0 && !unicode.IsLetter(first) {
			if last := &dst[len(dst)-1]; last.End == base+start && last.Kind == Punct && s[last.Start-base:last.End-base] != "" && repeats(s[last.Start-base:end], first) {
				last.End = base + end // "..." and "--" are one token
				break
			}
		}
		tok(start, end, Punct)
	}
	return dst
}

// repeats reports whether s is made of one of the marks that are written in runs.
func repeats(s string, r rune) bool {
	if r != '.' && r != '-' && r != '*' && r != '_' && r != '=' {
		return false
	}
	for _, x := range s {
		if x != r {
			return false
		}
	}
	return true
}

// clitic returns where the clitic of w begins ("’s" in "Microsoft’s", "n’t" in "don’t"), or 0.
func clitic(w string) int {
	for i := 1; i < len(w); i++ {
		n := 0
		switch {
		case w[i] == '\'':
			n = 1
		case i+3 <= len(w) && w[i:i+3] == "’":
			n = 3
		default:
			continue
		}
		switch tail := w[i+n:]; tail {
		case "s", "S", "re", "ve", "ll", "d", "m", "RE", "VE", "LL", "D", "M":
			return i
		case "t", "T":
			if c := w[i-1]; c == 'n' || c == 'N' {
				if i == 1 {
					return 0
				}
				return i - 1
			}
		}
		return 0
	}
	return 0
}
