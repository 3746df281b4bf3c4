package index

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// Phrases and proximity are compared with a plain reading of random texts over few words.
func TestPhraseAgainstText(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	vocabulary := strings.Fields("ape bee cat dog eel")
	words := func(n int) []string {
		out := make([]string, n)
		for i := range out {
			out[i] = vocabulary[r.IntN(len(vocabulary))]
		}
		return out
	}
	m := newMemory()
	texts := map[string][]string{}
	for i := range 60 {
		name := fmt.Sprintf("%02d", i)
		texts[name] = words(1 + r.IntN(20))
		m.put(made(name, "A | 2026-01-01 | x", strings.Join(texts[name], " ")))
	}
	x := synced(t, t.TempDir(), m)
	for range 300 {
		q, near := words(2+r.IntN(3)), r.IntN(6)
		text := fmt.Sprintf("%q", strings.Join(q, " "))
		holds := sideBySide
		if near > 0 {
			text += fmt.Sprintf("~%d", near)
			holds = func(text, q []string) bool { return within(text, q, near) }
		}
		var want []string
		for name, ws := range texts {
			if holds(ws, q) {
				want = append(want, name)
			}
		}
		slices.Sort(want)
		if got := sorted(found(ask(t, x, text, Request{Limit: 100}))); got != strings.Join(want, " ") {
			t.Errorf("%s\n got %s\nwant %s", text, got, strings.Join(want, " "))
		}
	}
}

func sideBySide(text, q []string) bool {
	for i := range text {
		if len(text)-i >= len(q) && slices.Equal(text[i:i+len(q)], q) {
			return true
		}
	}
	return false
}

// within reports whether some near+1 words of text in a row hold all words of q, each at a place of its own.
func within(text, q []string, near int) bool {
	for i := range text {
		left := map[string]int{}
		for _, w := range text[i:min(len(text), i+near+1)] {
			left[w]++
		}
		ok := true
		for _, w := range q {
			left[w]--
			ok = ok && left[w] >= 0
		}
		if ok {
			return true
		}
	}
	return false
}
