package figure

import (
	"slices"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/corpus/corpustest"
	"hearsay/corpus/text"
	"hearsay/extract/syntax"
)

// brokenConcepts lists the golden cases of testdata/concept that we know we get wrong, and why.
var brokenConcepts = map[string]string{
	"amount/005":     "holds is tagged as a noun, so that its subject is not found",
	"antecedent/003": "archive is tagged as an adjective, so that it is no subject",
	"change/008":     "holds is tagged as a noun, so that its subject is not found",
	"gerund/001":     "cost is tagged as a noun",
	"line/002":       "without a full stop, doubles is no figure and spending a verb",
	"line/004":       "fuel, at the head of the sentence, is tagged as an adjective, and verbs left out are not put back",
	"mixed/005":      "demand, at the head of the sentence, is tagged as a verb",
	"mixed/009":      "holds is tagged as an adverb",
	"mixed/015":      "need is tagged as a noun",
	"mixed/017":      "lends is tagged as a noun, and a week is taken into its rate",
	"mixed/028":      "what stands behind a preposition is taken for a part of the noun before",
	"mixed/029":      "lag is tagged as a noun",
	"mixed/037":      "orbits is tagged as a noun",
	"mixed/038":      "those is not taken for the head of a noun phrase",
	"modifier/002":   "faces is tagged as a noun",
	"object/008":     "reserves is tagged as a verb",
	"relative/004":   "amount is tagged as a noun",
	"whose/005":      "410 is not read as goats, so that goats pass for what it measures",
}

func concepts(s string) []corpus.Figure {
	figures, _ := Split(Find(s, Context{Published: published}))
	Concepts(figures, syntax.Default().Parse(s, text.Sentences(s)))
	return figures
}

// TestConcepts compares what figures measure with what an annotator marked before the rules were run.
func TestConcepts(t *testing.T) {
	corpustest.GoldenIn(t, "testdata/concept", brokenConcepts, func(s string) string {
		var b strings.Builder
		for _, x := range concepts(s) {
			if x.Kind == "figure" {
				b.WriteString(strings.TrimSpace(x.Text+" | "+x.Concept) + "\n")
			}
		}
		return b.String()
	})
}

// FuzzConcepts: every part of a concept stands in the text, also where a part of the text was not parsed.
func FuzzConcepts(f *testing.F) {
	for _, s := range corpustest.Texts(f) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		figures := concepts(s)
		for _, x := range figures {
			for part := range strings.SplitSeq(x.Concept, ", ") {
				if !strings.Contains(s, part) {
					t.Errorf("%q: concept %q is not in the text", x.Text, part)
				}
			}
		}
		sents := text.Sentences(s)
		Concepts(figures, syntax.Default().Parse(s, sents[:len(sents)/2]))
		Concepts(figures, syntax.Default().Parse(s, slices.Clone(sents[len(sents)/2:])))
	})
}

// BenchmarkConcepts reads 200 kB of news-like text that has been parsed.
func BenchmarkConcepts(b *testing.B) {
	s := varied(b, 200<<10)
	figures, _ := Split(Find(s, Context{Published: published}))
	doc := syntax.Default().Parse(s, text.Sentences(s))
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		Concepts(figures, doc)
	}
	if n := len(slices.DeleteFunc(figures, func(x corpus.Figure) bool { return x.Concept == "" })); n < 100 {
		b.Fatal(n)
	}
}
