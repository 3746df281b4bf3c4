package index

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"hearsay/corpus"
	"hearsay/corpus/corpustest"
)

// TestTerms prints the terms of a text, position by position.
func TestTerms(t *testing.T) {
	a := &analyzer{}
	corpustest.Golden(t, nil, func(text string) string {
		ts, _ := a.terms(nil, text, 0, 0, true)
		var b strings.Builder
		for i, x := range ts {
			switch {
			case i == 0:
			case x.pos == ts[i-1].pos:
				b.WriteByte(' ')
			default:
				b.WriteByte('\n')
			}
			b.WriteString(x.text)
		}
		return b.String()
	})
}

// Positions go up by at most one, spans lie in the text in order, and a word that is folded once stays as it is.
func FuzzTerms(f *testing.F) {
	for _, s := range []string{"The U.S. agency’s 1,400 TB", "Señor Núñez, ŒUVRE ﬁn", "a\xffb", "naïve-ish 3.5% don't İstanbul", "...", "日本語"} {
		f.Add(s)
	}
	a := &analyzer{}
	f.Fuzz(func(t *testing.T, s string) {
		ts, next := a.terms(nil, s, 7, 3, true)
		pos, last := 2, corpus.Span{Start: 7, End: 7}
		for _, x := range ts {
			if x.pos != pos && x.pos != pos+1 || x.Start < last.Start || x.End > 7+len(s) || x.Start >= x.End || x.text == "" {
				t.Fatalf("%q: term %+v after position %d", s, x, pos)
			}
			if g := fold(x.text); utf8.ValidString(s) && !strings.HasPrefix(x.text, stemMark) && g != x.text {
				t.Fatalf("%q: fold(%q) = %q", s, x.text, g)
			}
			pos, last = x.pos, x.Span
		}
		if next != pos+1 {
			t.Fatalf("%q: next position %d after %d", s, next, pos)
		}
	})
}

func BenchmarkTerms(b *testing.B) {
	a, p := &analyzer{}, newPress()
	s := p.words(1000)
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	var ts []term
	for b.Loop() {
		if ts, _ = a.terms(ts[:0], s, 0, 0, true); len(ts) < 1000 {
			b.Fatal(fmt.Sprint(len(ts), " terms"))
		}
	}
}
