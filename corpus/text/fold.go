package text

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/kljensen/snowball/english"
)

// Fold returns s in the form in which words are compared: lower case, curly marks made straight, exotic hyphens and
// spaces made plain, soft hyphens and zero-width characters dropped. It keeps accents: "resume" is not "résumé".
func Fold(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c >= utf8.RuneSelf || 'A' <= c && c <= 'Z' {
			plain = false
			break
		}
	}
	if plain {
		return s
	}
	return strings.Map(foldRune, s)
}

func foldRune(r rune) rune {
	switch r {
	case '‘', '’', 'ʼ', '′':
		return '\''
	case '“', '”', '«', '»', '„':
		return '"'
	case '\u2010', '\u2011', '‒', '–', '—', '−':
		return '-'
	case '\u00a0', '\u2009', '\u202f', '\u2007':
		return ' '
	case '\u00ad', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
		return -1
	}
	return unicode.ToLower(r)
}

// Stem returns the stem of an English word by the Porter2 algorithm, after Fold. Words that are not letters are only
// folded.
func Stem(word string) string {
	w := Fold(word)
	for i := 0; i < len(w); i++ {
		if w[i] >= utf8.RuneSelf || w[i] < 'a' || w[i] > 'z' {
			return w
		}
	}
	return english.Stem(w, true)
}

//go:embed stopwords.txt
var stopText string

var stopWords = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for line := range strings.Lines(stopText) {
		if !strings.HasPrefix(line, "#") {
			for _, w := range strings.Fields(line) {
				m[w] = true
			}
		}
	}
	return m
})

// Function reports whether word (in any case) is a function word: one that relates the words around it and names nothing.
func Function(word string) bool { return stopWords()[Fold(word)] }
