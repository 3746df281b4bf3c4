package figure

import (
	"strings"
	"testing"

	"hearsay/corpus/corpustest"
)

// BenchmarkFind reads 5 MB of news-like text: the golden sentences, shuffled, every other one followed by a sentence
// without a figure, as about half the sentences of an article are.
func BenchmarkFind(b *testing.B) {
	text := varied(b, 5<<20)
	want := len(Find(text, Context{Published: published}))
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if got := len(Find(text, Context{Published: published})); got != want || got < 10000 {
			b.Fatalf("%d figures, then %d", want, got)
		}
	}
}

// varied returns at least size bytes of text, always the same.
func varied(tb testing.TB, size int) string {
	lines := corpustest.Texts(tb)
	plain := []string{
		"The council met behind closed doors and nobody who was there would say afterwards what had been decided.",
		"Residents of the old harbour have long complained that trucks keep them awake and that nobody listens.",
		"A spokesman for Northwind Media declined to comment, but said the company takes privacy seriously.",
		"“We were told to wait,” said Mara Lindqvist, a teacher who lives across the street from the depot.",
		"Critics say that the agency never explained why it needs the tools, or who is allowed to use them.",
	}
	var b strings.Builder
	for seed := uint64(1); b.Len() < size; {
		seed = seed*6364136223846793005 + 1442695040888963407
		b.WriteString(lines[int(seed>>33)%len(lines)])
		b.WriteByte(' ')
		if seed>>62&1 == 0 {
			b.WriteString(plain[int(seed>>40)%len(plain)])
			b.WriteByte(" \n"[seed>>61&1])
		}
	}
	return b.String()
}
