package index

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

// How text becomes terms. Every word is a term as it is written, folded (see fold). A word that is inflected is also
// the term stemMark + its stem, at the same position. So a phrase compares words as they stand, and a single word finds
// its other forms too, by three terms: itself, its stem as a word, and its stem as a stem. "U.S." folds to "u.s"; a
// short word in capitals, US, is a term with points as well. Blocks lie blockGap positions apart so that no
// phrase runs from one into the next.
const (
	stemMark = "~"
	blockGap = 100
)

// A term is one term of a text. Several terms may share a position.
type term struct {
	text string
	corpus.Span
	pos int
}

// An analyzer makes terms of texts. It may be used concurrently.
type analyzer struct {
	stems sync.Map // word -> stem, for words that stemming changes, and "" for those it does not
	size  sync.Mutex
	n     int
}

// maxStems bounds how many words are remembered with their stem.
const maxStems = 1 << 18

// stem returns the English stem of the folded word w, or "" if it is w itself.
func (a *analyzer) stem(w string) string {
	if s, ok := a.stems.Load(w); ok {
		return s.(string)
	}
	s := ""
	if len(w) > 2 && len(w) < 40 && isASCIIWord(w) {
		if t := text.Stem(w); t != w {
			s = t
		}
	}
	a.size.Lock()
	if a.n++; a.n > maxStems {
		a.stems.Clear()
		a.n = 0
	}
	a.size.Unlock()
	a.stems.Store(w, s)
	return s
}

func isASCIIWord(w string) bool {
	for i := range len(w) {
		if c := w[i]; c < 'a' || c > 'z' {
			return false
		}
	}
	return true
}

// terms appends the terms of s to dst; spans count from base and positions from pos. It returns the next free position.
func (a *analyzer) terms(dst []term, s string, base, pos int, stem bool) ([]term, int) {
	for _, t := range text.Words(s) {
		if t.Kind == text.Punct {
			continue
		}
		w := t.Of(s)
		f := fold(w)
		if f == "" {
			continue
		}
		at := corpus.Span{Start: base + t.Start, End: base + t.End}
		dst = append(dst, term{f, at, pos})
		if acronym(w) {
			dst = append(dst, term{dotted(f), at, pos})
		}
		if stem {
			if st := a.stem(f); st != "" {
				dst = append(dst, term{stemMark + st, at, pos})
			}
		}
		pos++
	}
	return dst, pos
}

// acronym reports whether w is two to four capital letters: what may also be written with points.
func acronym(w string) bool {
	if len(w) < 2 || len(w) > 4 {
		return false
	}
	for i := range len(w) {
		if w[i] < 'A' || w[i] > 'Z' {
			return false
		}
	}
	return true
}

func dotted(w string) string { return strings.Join(strings.Split(w, ""), ".") }

// fold returns w as text.Fold does and without diacritics, without commas in numbers and without points at its end.
func fold(w string) string {
	if isASCIIWord(w) {
		return w
	}
	w = text.Fold(w)
	for i := range len(w) {
		if w[i] >= utf8.RuneSelf {
			return clean(undress(w))
		}
	}
	return clean(w)
}

func clean(w string) string {
	if w = strings.TrimRight(w, "."); w != "" && w[0] >= '0' && w[0] <= '9' {
		w = strings.ReplaceAll(w, ",", "")
	}
	return w
}

// letters that do not decompose but are written with plain ones where a keyboard has none.
var letters = strings.NewReplacer("ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "đ", "d", "ð", "d", "ł", "l", "þ", "th", "ı", "i")

// undress takes the diacritics off w.
func undress(w string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(w) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(r)
		}
	}
	return letters.Replace(b.String())
}
