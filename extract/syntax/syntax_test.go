package syntax

import (
	"fmt"
	"strings"
	"testing"

	"hearsay/corpus/corpustest"
	"hearsay/corpus/text"
)

func parse(s string) *Doc { return Default().Parse(s, text.Sentences(s)) }

func TestParse(t *testing.T) {
	corpustest.Golden(t, nil, func(s string) string {
		var b strings.Builder
		d := parse(s)
		for i, tok := range d.Tokens {
			head := "-"
			if tok.Head >= 0 {
				head = d.Word(tok.Head)
			}
			fmt.Fprintf(&b, "%s %s %s %s\n", d.Word(i), tok.Tag, tok.Rel, head)
		}
		for _, p := range d.NPs() {
			fmt.Fprintf(&b, "NP %s [%s]\n", d.SpanOf(p.First, p.Last).Of(s), d.Word(p.Head))
		}
		for _, v := range d.Verbs() {
			fmt.Fprintf(&b, "VG %s [%s] negated=%v passive=%v\n", d.SpanOf(v.First, v.Last).Of(s), d.Word(v.Main), v.Negated, v.Passive)
		}
		return b.String()
	})
}

func TestWithoutWeights(t *testing.T) {
	s := "The company did not say why Anna Berg left."
	d := new(Tagger).Parse(s, text.Sentences(s))
	if got := d.Tokens[len(d.Tokens)-2]; got.Tag != "NN" && got.Tag != "VBD" || got.Head != NoHead {
		t.Errorf("last word: %+v", got)
	}
	if len(d.NPs()) != 2 {
		t.Errorf("noun phrases: %v", d.NPs())
	}
}

// FuzzParse: tokens are in range and in order, each sentence is a tree that covers its tokens, subtrees nest.
func FuzzParse(f *testing.F) {
	f.Add("“We do not,” she said, “believe it.” The U.S. agency's head, J. Doe, left.")
	f.Add("a\xffb … -- )")
	f.Fuzz(func(t *testing.T, s string) {
		d := parse(s)
		last := 0
		for _, sn := range d.Sentences {
			for i := sn.First; i < sn.Last; i++ {
				tok := d.Tokens[i]
				if tok.Start < last || tok.End <= tok.Start || !tok.Valid(s) {
					t.Fatalf("token %d: %+v after %d", i, tok, last)
				}
				last = tok.End
				steps := 0
				for h := i; h >= 0; h = d.Tokens[h].Head {
					if h < sn.First || h >= sn.Last {
						t.Fatalf("token %d: head outside of its sentence", i)
					}
					if steps++; steps > sn.Last-sn.First {
						t.Fatalf("token %d: heads go round in a circle", i)
					}
					if a, b := d.Subtree(h); a > i || b <= i {
						t.Fatalf("token %d is not in the subtree of %d", i, h)
					}
				}
			}
		}
		d.NPs()
		d.Verbs()
	})
}

func BenchmarkParse(b *testing.B) {
	s := strings.Repeat("The ministry said on Monday that it had not decided whether to renew the contract, "+
		"which expires in March. “We are looking at all options,” said Anna Berg, a spokeswoman for the department. ", 50)
	sents := text.Sentences(s)
	t := Default()
	n := 0
	b.ReportAllocs()
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		n = len(t.Parse(s, sents).Tokens)
	}
	if n != 50*40 {
		b.Fatal(n)
	}
	b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// Tags that cannot stand side by side are corrected before the sentence is parsed.
func TestRepair(t *testing.T) {
	for s, want := range map[string]string{
		"Court filings show that the lender hid its losses.":                      "filings/NNS show/VBP",
		"Union leaders vowed to fight the closure.":                               "leaders/NNS",
		"Minutes obtained under a freedom request show that nobody objected.":     "show/VBP",
		"Its chief executive, Anna Berg, said that costs were too high.":          "executive/NN costs/NNS",
		"What the firm sells depends on the season.":                              "sells/VBZ",
		"Bank records leaked to the paper show that the money went to an island.": "records/NNS show/VBP",
	} {
		d := parse(s)
		var b strings.Builder
		for i, tok := range d.Tokens {
			fmt.Fprintf(&b, " %s/%s", d.Word(i), tok.Tag)
		}
		for w := range strings.FieldsSeq(want) {
			if !strings.Contains(b.String()+" ", " "+w+" ") {
				t.Errorf("%s: no %s", b.String(), w)
			}
		}
	}
}

// Verbs that passed for plurals and nouns that passed for participles are found before the sentence is parsed, and a name
// is known again where it opens a sentence.
func TestMissed(t *testing.T) {
	for s, want := range map[string]string{
		"The plant burns 15 tonnes of wood a day.":                "burns/VBZ",
		"Holm claims he was in Oslo.":                             "claims/VBZ",
		"The Church also claims that nobody was hurt.":            "claims/VBZ that/IN",
		"Military spending rose.":                                 "spending/NN",
		"They paid for a program of enforcement spending in May.": "spending/NN",
		"The firm's boss, Nils Aker, left. Aker added nothing.":   "Aker/NNP added/VBD",
		"It's the company's data.":                                "It/PRP 's/VBZ the/DT company/NN 's/POS",
	} {
		d := parse(s)
		var b strings.Builder
		for i, tok := range d.Tokens {
			fmt.Fprintf(&b, " %s/%s", d.Word(i), tok.Tag)
		}
		if !strings.Contains(b.String()+" ", " "+want+" ") {
			t.Errorf("%s: no %s", b.String(), want)
		}
	}
}
