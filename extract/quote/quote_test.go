package quote

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/corpus/corpustest"
	"hearsay/corpus/text"
	"hearsay/extract/syntax"
)

func find(s string) Finding { return Find(syntax.Default().Parse(s, text.Sentences(s)), nil, nil) }

// show prints the quotes and citations of s, one a line, as the golden files have them.
func show(s string) string {
	var b strings.Builder
	f := find(s)
	for _, q := range f.Quotes {
		fmt.Fprintf(&b, "%s %d,%d", q.Kind, q.Start, q.End)
		for _, sp := range q.Spans {
			fmt.Fprintf(&b, " [%s]", sp.Of(s))
		}
		if len(q.Spans) == 0 {
			fmt.Fprintf(&b, " [%s]", q.Text)
		}
		if q.Speaker != nil {
			fmt.Fprintf(&b, " by %s", q.Speaker.Text)
			if q.Speaker.Name != q.Speaker.Text {
				fmt.Fprintf(&b, " = %s", q.Speaker.Name)
			}
			if q.Speaker.Via != "" && q.Speaker.Via != q.Speaker.Text {
				fmt.Fprintf(&b, " via %s", q.Speaker.Via)
			}
		}
		if q.Cue != nil {
			fmt.Fprintf(&b, " cue %s %s/%d", q.Cue.Lemma, q.Cue.Class, q.Cue.Strength)
			if q.Cue.Negated {
				b.WriteString(" negated")
			}
			if q.Cue.Hedge != "" {
				fmt.Fprintf(&b, " hedge %q", q.Cue.Hedge)
			}
		}
		if len(q.Chain) > 1 {
			fmt.Fprintf(&b, " chain %s", sources(q.Chain))
		}
		for _, l := range q.Chain {
			if l.Inherited {
				fmt.Fprintf(&b, " inherited %s", l.Source)
			}
		}
		fmt.Fprintf(&b, " %s\n", q.Stance)
	}
	for _, c := range f.Citations {
		fmt.Fprintf(&b, "cites %s %q of %s\n", c.Kind, c.Text, strings.Join(c.Sources, ", "))
	}
	return b.String()
}

func sources(chain []corpus.ChainLink) string {
	var out []string
	for _, l := range chain {
		out = append(out, l.Source)
	}
	return strings.Join(out, " > ")
}

// broken lists golden cases that we know we get wrong, and why.
var broken = map[string]string{
	"indirect/noun": "the parser takes the clause for a relative one",
}

func TestFind(t *testing.T) { corpustest.Golden(t, broken, show) }

// FuzzFind: spans are in range and hold their text, no two quotes cross, pieces are in order.
func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"“We do not,” she said, “believe it.” The agency’s head, J. Doe, left.",
		"\"A b c d,\" said Bob. \"E f.\"\n\n\"Open quotation\n\n\"goes on,\" he added.",
		"According to 'the Echo', \"that\" ‘x’ said: “y", "1. The Echo - Title (May 2026)", "a\xff“ said ” b",
		"The board states the following:\n- a\n\n- \n1. Ship sank.\n\xad:", "Board Denies Ferry Sank: Ship", "Its response, as seen, was that it is.",
	} {
		f.Add(s)
	}
	if data, err := os.ReadFile(filepath.Join("testdata", "chains.txt")); err == nil {
		for i, line := range strings.Split(string(data), "\n") {
			if i%8 == 3 {
				f.Add(line)
			}
		}
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := find(s)
		in := func(sp corpus.Span) bool { return sp.Valid(s) && sp.Start < sp.End }
		for i, q := range got.Quotes {
			if !in(q.Span) || q.Text != q.Span.Of(s) {
				t.Fatalf("quote %+v of %q", q, s)
			}
			last := q.Start
			for _, sp := range q.Spans {
				if !in(sp) || sp.Start < last || !q.Contains(sp) {
					t.Fatalf("pieces of %+v of %q", q, s)
				}
				last = sp.End
			}
			if q.Speaker != nil && (!in(q.Speaker.Span) || q.Speaker.Text != q.Speaker.Of(s)) {
				t.Fatalf("speaker of %+v of %q", q, s)
			}
			if q.Cue != nil && (!in(q.Cue.Span) || q.Cue.Text != q.Cue.Of(s)) {
				t.Fatalf("cue of %+v of %q", q, s)
			}
			if q.Confidence < 0 || q.Confidence > 1 {
				t.Fatalf("confidence of %+v", q)
			}
			for _, p := range got.Quotes[:i] {
				if p.Start > q.Start || crossing(pieces(p), pieces(q)) {
					t.Fatalf("%+v crosses %+v in %q", p, q, s)
				}
			}
		}
		for _, c := range got.Citations {
			if !in(c.Span) || c.Text != c.Span.Of(s) {
				t.Fatalf("citation %+v of %q", c, s)
			}
		}
	})
}

func pieces(q corpus.Quote) []corpus.Span {
	if len(q.Spans) > 0 {
		return q.Spans
	}
	return []corpus.Span{q.Span}
}

// BenchmarkFind measures the whole quote path: sentences, tags and parse, quotes, sources, chains.
func BenchmarkFind(b *testing.B) {
	s := strings.Repeat("The ministry said on Monday that it had not decided whether to renew the contract, which expires in March. "+
		"“We are looking at all options,” said Anna Berg, a spokeswoman for the department. According to the Daily Echo, "+
		"she denied that the work had been delayed.\n\n", 50)
	tokens, quotes := 0, 0
	t := syntax.Default() // reading the weights is no part of the path
	b.ReportAllocs()
	b.SetBytes(int64(len(s)))
	for b.Loop() {
		d := t.Parse(s, text.Sentences(s))
		tokens, quotes = len(d.Tokens), len(Find(d, nil, nil).Quotes)
	}
	if quotes < 150 {
		b.Fatal(quotes)
	}
	b.ReportMetric(float64(tokens)*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}

// Without weights there are tags by rule and no structure; the plain patterns must still be found.
func TestFindWithoutWeights(t *testing.T) {
	s := "“We will appeal,” said Ines Falk. According to the Daily Echo, the court said that it would wait."
	got := Find(new(syntax.Tagger).Parse(s, text.Sentences(s)), nil, nil).Quotes
	if len(got) < 2 || got[0].Kind != "direct" || got[0].Speaker == nil || got[0].Speaker.Text != "Ines Falk" {
		t.Errorf("got %+v", got)
	}
}

func TestLexicon(t *testing.T) {
	if n := len(strings.Split(cueFile, "\n")); n < 300 {
		t.Errorf("%d lines of cues, want 300", n)
	}
	for form, lemma := range map[string]string{
		"said": "say", "denies": "deny", "admitted": "admit", "pointed out": "point out", "telling": "tell", "swore": "swear",
	} {
		if e := lex.verbs[form]; e == nil || e.lemma != lemma {
			t.Errorf("%q: %+v, want %s", form, e, lemma)
		}
	}
	ladder := []string{"think", "believe", "suggest", "say", "state", "assert", "confirm", "insist", "deny", "prove"}
	for i, l := range ladder {
		if e := lex.verbs[l]; e == nil || e.strength != i+1 {
			t.Errorf("strength of %q: %+v, want %d", l, e, i+1)
		}
	}
}

func TestRegions(t *testing.T) {
	for in, want := range map[string]string{
		"“a” and “b c”":                 "“a”|“b c”",
		"\"a,\" she said, \"b\"":        "\"a,\"|\"b\"",
		"“he said “go” and left”":       "“he said “go” and left”",
		"‘one’ and it’s ‘two’":          "‘one’|‘two’",
		"“open\n\n“goes on” end":        "“open|“goes on”",
		"it is 5’ 10\" tall":            "",
		"the “lost mark is left alone.": "",
	} {
		var got []string
		for _, r := range regions(in) {
			got = append(got, r.Of(in))
		}
		if g := strings.Join(got, "|"); g != want {
			t.Errorf("regions(%q) = %s, want %s", in, g, want)
		}
	}
}

func TestBlockQuote(t *testing.T) {
	s := "Ines Falk wrote to the port on Monday.\n\nWe have waited for years. Nobody came.\n\nThe port did not answer."
	a, b := strings.Index(s, "We have"), strings.Index(s, "\n\nThe port")
	blocks := []corpus.Block{
		{Kind: corpus.Para, Span: corpus.Span{Start: 0, End: a - 2}},
		{Kind: corpus.BlockQuote, Span: corpus.Span{Start: a, End: b}},
		{Kind: corpus.Para, Span: corpus.Span{Start: b + 2, End: len(s)}},
	}
	got := Find(syntax.Default().Parse(s, text.Sentences(s)), blocks, nil).Quotes
	if len(got) != 1 || got[0].Kind != "direct" || got[0].Text != "We have waited for years. Nobody came." {
		t.Errorf("got %+v", got)
	}
}
