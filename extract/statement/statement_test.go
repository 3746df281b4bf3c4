package statement_test

import (
	"fmt"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/corpus/corpustest"
	"hearsay/corpus/text"
	"hearsay/extract/statement"
	"hearsay/extract/syntax"
)

// extraction reads plain text as one paragraph a line, the first of them the headline where it has no full stop.
func extraction(s string) *corpus.Extraction {
	ex := &corpus.Extraction{Text: s, Mined: true}
	at := 0
	for line := range strings.Lines(s) {
		end := at + len(strings.TrimRight(line, "\n"))
		kind := corpus.Para
		if at == 0 && !strings.HasSuffix(s[:end], ".") {
			kind = corpus.Headline
		}
		ex.Blocks = append(ex.Blocks, corpus.Block{Kind: kind, Span: corpus.Span{Start: at, End: end}})
		at += len(line)
	}
	for _, tok := range text.Words(s) { // numbers stand for figures
		if w := tok.Of(s); tok.Kind == text.Number && len(w) != 4 {
			if tok.Start > 0 && s[tok.Start-1] == '$' {
				tok.Start--
			}
			ex.Figures = append(ex.Figures, corpus.Figure{Span: tok.Span, Text: tok.Of(s), Kind: "figure", Dimension: "count"})
		}
	}
	ex.Statements = statement.Find(ex, nil)
	return ex
}

// TestFind prints each clause of the text: "frame" or "-", what it says, and what was made of it.
func TestFind(t *testing.T) {
	corpustest.Golden(t, nil, func(s string) string {
		var sb strings.Builder
		ex := extraction(s)
		for _, st := range ex.Statements {
			mark := "-"
			if st.Frame {
				mark = "frame"
			}
			fmt.Fprintf(&sb, "%s %s\n", mark, st.Text)
			for _, x := range []struct{ name, value string }{{"hedge", st.Hedge}, {"time", strings.Trim(st.Time+" "+st.TimeLo+" "+st.TimeHi, " ")}} {
				if x.value != "" {
					fmt.Fprintf(&sb, "\t%s: %s\n", x.name, x.value)
				}
			}
			if st.Polarity == "negated" {
				fmt.Fprintf(&sb, "\tnegated: %s\n", st.Negation.Of(s))
			}
			for _, n := range st.Names {
				if n.Name != n.Text {
					fmt.Fprintf(&sb, "\t%s is %s\n", n.Text, n.Name)
				}
			}
		}
		for _, m := range statement.Mentions("a1", ex) {
			if a := m.Attribution; a.Kind != "none" && !m.Statement.Frame {
				fmt.Fprintf(&sb, "= %s: %s, by %q\n", m.Text, a.Kind, a.Source)
			}
		}
		return sb.String()
	})
}

func FuzzFind(f *testing.F) {
	f.Add("The board said that the pier, which is old, is unsafe; it will close in May 2031.")
	f.Add("HB – “We don’t know,” she said… (in July)\n• £4m and 3,000 tons\n")
	f.Add("a\x80: that ( and ) —, “")
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 3000 {
			t.Skip()
		}
		ex := extraction(s)
		last := 0
		for _, st := range ex.Statements {
			if !st.Valid(s) || st.Of(s) != st.Text || st.Len() == 0 || st.Start < last || !st.Sentence.Contains(st.Span) {
				t.Fatalf("statement %+v after %d", st, last)
			}
			last = st.Start
			for _, n := range st.Names {
				if !st.Contains(n.Span) || n.Of(s) != n.Text {
					t.Fatalf("name %+v in %+v", n, st)
				}
			}
			if st.TimeSpan != nil && !st.Sentence.Contains(*st.TimeSpan) {
				t.Fatalf("%v lies outside the sentence of %+v", st.TimeSpan, st)
			}
			for _, sp := range []*corpus.Span{st.HedgeSpan, st.Negation} {
				if sp != nil && !st.Contains(*sp) {
					t.Fatalf("%v lies outside %+v", sp, st)
				}
			}
		}
		ids := map[corpus.MentionID]bool{}
		for _, m := range statement.Mentions("a1", ex) {
			if m.Text != m.Of(s) || m.Anchor.ID() != m.ID || ids[m.ID] {
				t.Fatalf("mention %+v", m)
			}
			ids[m.ID] = true
			if a := m.Attribution; a.At != nil && (!a.At.Valid(s) || a.At.Of(s) != a.Text) {
				t.Fatalf("attribution %+v", a)
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	s := strings.Repeat("The Harbour Board (HB) said on Monday that the ferry, which carries 1,240 people a day, would be out of service for six weeks. ", 80)
	ex := &corpus.Extraction{Text: s, Blocks: []corpus.Block{{Kind: corpus.Para, Span: corpus.Span{End: len(s)}}}}
	if n := len(text.Sentences(s)); n != 80 {
		b.Fatal(n)
	}
	doc := syntax.Default().Parse(s, statement.Sentences(ex))
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		if n := len(statement.Find(ex, doc)); n < 80 {
			b.Fatal(n)
		}
	}
}
