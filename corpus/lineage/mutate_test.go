package lineage_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/corpus/corpustest"
	"hearsay/corpus/lineage"
	"hearsay/extract"
	"hearsay/extract/statement"
)

// mention returns the mention of the last clause of s that is not a frame, as the whole pipeline reads it.
func mention(t testing.TB, id corpus.ArticleID, s string) corpus.Mention {
	t.Helper()
	ex, err := extract.Page(&corpus.Page{MediaType: "text/plain", Body: []byte(s)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	ms := statement.Mentions(id, ex)
	ms = slices.DeleteFunc(ms, func(m corpus.Mention) bool { return m.Statement.Frame })
	if len(ms) == 0 {
		t.Errorf("no mention in %q", s)
		return corpus.Mention{Text: s, Span: corpus.Span{End: len(s)}}
	}
	return ms[len(ms)-1]
}

// TestMutations reads cases of three lines: a type, or several, a wording, another wording. The answer is the mutations
// of these types between them, with the bytes on both sides.
func TestMutations(t *testing.T) {
	corpustest.Golden(t, nil, func(text string) string {
		lines := strings.Split(text, "\n")
		if len(lines) != 3 {
			return "want three lines: types, wording, wording"
		}
		a, b := mention(t, "a1", lines[1]), mention(t, "a2", lines[2])
		var sb strings.Builder
		for _, m := range lineage.Compare(&a, &b) {
			if slices.Contains(strings.Fields(lines[0]), m.Type) {
				fmt.Fprintf(&sb, "%s: %q -> %q\n", m.Type, m.From.Text, m.To.Text)
				check(t, lines[1], m.From)
				check(t, lines[2], m.To)
			}
		}
		return sb.String()
	})
}

// check fails t unless p holds the bytes that it says it holds.
func check(t testing.TB, text string, p corpus.Place) {
	t.Helper()
	if !p.Valid(text) || p.Of(text) != p.Text {
		t.Errorf("%v does not hold %q in %q", p.Span, p.Text, text)
	}
}

// FuzzCompare checks that Compare keeps to its text whatever it is given, and says the same twice.
func FuzzCompare(f *testing.F) {
	f.Add("The board said that about 400 tonnes of grain were lost.", "“Some 400 tons” were lost, the board told the Harbour Times.")
	f.Add("Officials deny that the ferry is unsafe in July 2025.", "The ferry is unsafe.")
	f.Fuzz(func(t *testing.T, x, y string) {
		if len(x)+len(y) > 600 {
			t.Skip()
		}
		all := func(id corpus.ArticleID, s string) (string, []corpus.Mention) {
			ex, err := extract.Page(&corpus.Page{MediaType: "text/plain", Body: []byte(s)}, nil)
			if err != nil {
				t.Skip()
			}
			return ex.Text, statement.Mentions(id, ex)
		}
		tx, as := all("a1", x)
		ty, bs := all("a2", y)
		for i := range as[:min(len(as), 4)] {
			for j := range bs[:min(len(bs), 4)] {
				one, two := lineage.Compare(&as[i], &bs[j]), lineage.Compare(&as[i], &bs[j])
				if !slices.Equal(one, two) {
					t.Fatalf("%v, then %v", one, two)
				}
				for _, m := range one {
					check(t, tx, m.From)
					check(t, ty, m.To)
				}
			}
		}
	})
}
