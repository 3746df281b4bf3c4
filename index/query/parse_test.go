package query

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"hearsay/corpus/corpustest"
)

// TestGolden prints the tree that each line of a golden file is read as, or the error with its caret.
func TestGolden(t *testing.T) {
	corpustest.Golden(t, nil, func(text string) string {
		var b strings.Builder
		for line := range strings.Lines(text) {
			line = strings.TrimSuffix(line, "\n")
			n, err := Parse(line)
			var qe *Error
			switch {
			case errors.As(err, &qe):
				b.WriteString(qe.Caret() + "\n" + qe.Error() + "\n")
			case err != nil:
				t.Errorf("Parse(%q): %v is no *Error", line, err)
			default:
				b.WriteString(String(n) + "\n")
			}
		}
		return b.String()
	})
}

func TestTree(t *testing.T) {
	for _, c := range []struct {
		in   string
		want Node
	}{
		{"", And(nil)},
		{"ferry", Word{Text: "ferry"}},
		{"ferry dock", And{Word{Text: "ferry"}, Word{Text: "dock"}}},
		{"a b OR c", Or{And{Word{Text: "a"}, Word{Text: "b"}}, Word{Text: "c"}}},
		{"a (b OR c)", And{Word{Text: "a"}, Or{Word{Text: "b"}, Word{Text: "c"}}}},
		{"a NOT b", And{Word{Text: "a"}, Not{Word{Text: "b"}}}},
		{"-ferr*", Not{Word{Text: "ferr", Prefix: true}}},
		{`"harbour  ferry"~3`, Phrase{Text: "harbour ferry", Near: 3}},
		{`outlet:"Grey Harbour Post"`, Phrase{Field: Outlet, Text: "Grey Harbour Post"}},
		{"[speaker:vane figure:>=1TB]", Bound{And{Word{Field: Speaker, Text: "vane"}, mustFigure(t, ">=1TB")}}},
		{"claim:k0123456789abcdef", Claim{"k0123456789abcdef"}},
	} {
		n, err := Parse(c.in)
		if err != nil || !reflect.DeepEqual(n, c.want) {
			t.Errorf("Parse(%q) = %#v, %v, want %#v", c.in, n, err, c.want)
		}
	}
}

func mustFigure(t *testing.T, s string) Node {
	t.Helper()
	n, err := Parse("figure:" + s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestDays(t *testing.T) {
	for _, c := range []struct{ in, first, last string }{
		{"2026", "2026-01-01", "2026-12-31"},
		{"2024-02", "2024-02-01", "2024-02-29"},
		{"2026-02-17", "2026-02-17", "2026-02-17"},
		{"2026-02..2026-03", "2026-02-01", "2026-03-31"},
		{"2026-02-17..", "2026-02-17", ""},
		{"..2026", "", "2026-12-31"},
	} {
		n, err := Parse("date:" + c.in)
		if err != nil {
			t.Errorf("date:%s: %v", c.in, err)
			continue
		}
		if first, last := n.(Date).Days(); first != c.first || last != c.last {
			t.Errorf("date:%s = %s to %s, want %s to %s", c.in, first, last, c.first, c.last)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		`a "b c"~4 -d OR (e* NOT f) [speaker:"x y" figure:38M..40M USD]`, `date:2026-02..2026-03 lang:en kind:quote claim:k1`,
		`figure:"400 beds" figure:<5% figure:$3.5bn figure:>=1,400TB "\"q\" \\"`, `“curly” [`, "a\xff", "((((", `figure:.. date:..`,
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		n, err := Parse(s)
		if err != nil {
			var qe *Error
			if !errors.As(err, &qe) || qe.Pos < 0 || qe.Pos > len(s) || utf8.ValidString(s) && qe.Pos < len(s) && !utf8.RuneStart(s[qe.Pos]) {
				t.Fatalf("Parse(%q): %#v", s, err)
			}
			_ = qe.Caret() + qe.Error()
			return
		}
		printed := String(n)
		m, err := Parse(printed)
		if err != nil {
			t.Fatalf("Parse(%q) prints as %q, which does not parse: %v", s, printed, err)
		}
		if !reflect.DeepEqual(n, m) {
			t.Fatalf("Parse(%q) = %#v prints as %q, which parses as %#v", s, n, printed, m)
		}
	})
}
