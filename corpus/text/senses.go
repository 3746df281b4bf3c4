package text

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// senses.txt holds near-synonyms, by the set; see its head for the form.
//
//go:embed senses.txt
var sensesText string

// A sense is a set of near-synonyms: an even number and the odd one after it are opposites, or the odd one is empty.
type sense uint16

var senses = sync.OnceValue(func() map[string][]sense {
	m := map[string][]sense{}
	n := sense(0)
	for line := range strings.Lines(sensesText) {
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
			continue
		}
		for i, side := range strings.SplitN(line, "|", 2) {
			for _, w := range strings.Fields(side) {
				s, id := Stem(w), n+sense(i)
				if !slices.Contains(m[s], id) {
					m[s] = append(m[s], id)
				}
			}
		}
		n += 2
	}
	return m
})

// A Term is a word as it is compared with others.
type Term struct {
	Fold  string
	Stem  string
	Kind  Kind
	Func  bool // a function word or a mark
	sense []sense
}

// NewTerm returns the term of one token.
func NewTerm(word string, k Kind) Term {
	f := Fold(word)
	t := Term{Fold: f, Stem: f, Kind: k, Func: k == Punct || Function(f)}
	if k == Word && !t.Func {
		t.Stem = Stem(f)
		t.sense = senses()[t.Stem]
	}
	return t
}

// Terms returns the terms of toks, which are tokens of s.
func Terms(s string, toks []Token) []Term {
	out := make([]Term, len(toks))
	for i, t := range toks {
		out[i] = NewTerm(t.Of(s), t.Kind)
	}
	return out
}

// Like returns how alike two terms are, from 0 to 1: 1 for the same word, 0.9 for one stem, 0.7 for near-synonyms, 0.4 for
// opposites, which say something of the same matter. Function words and marks are only like themselves.
func (t Term) Like(u Term) float64 {
	switch {
	case t.Fold == u.Fold:
		return 1
	case t.Func || u.Func || t.Kind != u.Kind:
		return 0
	case t.Stem == u.Stem:
		return 0.9
	case t.shares(u, 0):
		return 0.7
	case t.shares(u, 1):
		return 0.4
	}
	return 0
}

// Opposes reports whether t and u are opposites such as "rise" and "fall".
func (t Term) Opposes(u Term) bool { return t.Stem != u.Stem && !t.shares(u, 0) && t.shares(u, 1) }

// shares reports whether a sense of t is one of u (flip 0) or the opposite of one of u (flip 1).
func (t Term) shares(u Term, flip sense) bool {
	for _, s := range t.sense {
		if slices.Contains(u.sense, s^flip) {
			return true
		}
	}
	return false
}

// Senses returns the numbers of the sets of near-synonyms that t is in. Opposites have the same number.
func (t Term) Senses() []int {
	out := make([]int, 0, len(t.sense))
	for _, s := range t.sense {
		if n := int(s >> 1); !slices.Contains(out, n) {
			out = append(out, n)
		}
	}
	return out
}
