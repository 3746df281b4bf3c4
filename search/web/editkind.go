package web

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

// kindOfEdit names what was changed between sentence sa of a and sentence sb of b, one of which may be empty.
func kindOfEdit(a, b *corpus.Extraction, sa, sb corpus.Span) string {
	switch {
	case sa.Len() == 0:
		return "added"
	case sb.Len() == 0:
		return "dropped"
	case !slices.Equal(figuresIn(a, sa), figuresIn(b, sb)):
		return "figure"
	case !slices.Equal(quotesIn(a, sa), quotesIn(b, sb)):
		return "quote"
	case onlySpelling(sa.Of(a.Text), sb.Of(b.Text)):
		return "spelling"
	}
	return "wording"
}

// figuresIn returns the values of the figures and dates in s, however they are written.
func figuresIn(ex *corpus.Extraction, s corpus.Span) (out []string) {
	for _, list := range [...][]corpus.Figure{ex.Figures, ex.Dates} {
		for _, f := range list {
			if f.Start >= s.Start && f.End <= s.End {
				out = append(out, fmt.Sprint(f.Kind, f.Lo, f.Hi, f.Unit, f.Qualifier, f.Change))
			}
		}
	}
	slices.Sort(out)
	return out
}

// quotesIn returns the words between quotation marks in s.
func quotesIn(ex *corpus.Extraction, s corpus.Span) (out []string) {
	for _, q := range ex.Quotes {
		if q.Kind != "indirect" && q.Start < s.End && q.End > s.Start {
			from, to := max(q.Start, s.Start), min(q.End, s.End)
			out = append(out, strings.Join(strings.FieldsFunc(text.Fold(ex.Text[from:to]), isMark), " "))
		}
	}
	return out
}

// isMark reports whether r is no part of a word.
func isMark(r rune) bool { return strings.ContainsRune(" \t\n“”\"‘’',.;:!?—–-…()[]", r) }

// onlySpelling reports whether a and b differ in marks and in letters that are turned round, doubled or left out inside a
// word only.
func onlySpelling(a, b string) bool {
	for _, e := range text.Diff(a, b) {
		wa, wb := strings.FieldsFunc(text.Fold(e.A.Of(a)), isMark), strings.FieldsFunc(text.Fold(e.B.Of(b)), isMark)
		if e.Op == text.Same {
			continue
		}
		if len(wa) != len(wb) {
			return false
		}
		for i := range wa {
			if wa[i] != wb[i] && !misspelt(wa[i], wb[i]) {
				return false
			}
		}
	}
	return true
}

// misspelt reports whether a and b, longer than three letters, begin and end alike and have the same letters in another
// order, or one letter more inside.
func misspelt(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	first, n := utf8.DecodeRuneInString(a)
	last, m := utf8.DecodeLastRuneInString(a)
	if len(a) < 4 || !strings.HasPrefix(b, string(first)) || !strings.HasSuffix(b, string(last)) {
		return false
	}
	if len(a) == len(b) {
		ra, rb := []rune(a), []rune(b)
		slices.Sort(ra)
		slices.Sort(rb)
		return slices.Equal(ra, rb)
	}
	for i, r := range b {
		if i >= n && i < len(b)-m && b[:i]+b[i+utf8.RuneLen(r):] == a {
			return true
		}
	}
	return false
}
