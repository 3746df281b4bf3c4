package text

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestDiff(t *testing.T) {
	for _, c := range []struct{ a, b, want string }{
		{"The ferry sank.", "The ferry sank.", "same[The ferry sank.|The ferry sank.]"},
		{"The ‘Lark’ sank", "the 'lark' sank", "same[The ‘Lark’ sank|the 'lark' sank]"},
		{"about 400 tonnes", "400 tonnes", "dropped[about|] same[400 tonnes|400 tonnes]"},
		{"The harbour workers left", "The harbour employees left on foot", "same[The harbour|The harbour] changed[workers|employees] same[left|left] added[|on foot]"},
		{"", "on foot", "added[|on foot]"},
		{"", "", ""},
		{"cranes rose", "prices fell", "changed[cranes rose|prices fell]"},
	} {
		var got []string
		for _, e := range Diff(c.a, c.b) {
			got = append(got, fmt.Sprintf("%v[%s|%s]", e.Op, e.A.Of(c.a), e.B.Of(c.b)))
		}
		if g := strings.Join(got, " "); g != c.want {
			t.Errorf("Diff(%q, %q)\n got %s\nwant %s", c.a, c.b, g, c.want)
		}
	}
}

// folded returns the folded tokens of s, one a line.
func folded(s string) (out string) {
	for _, t := range Words(s) {
		out += Fold(t.Of(s)) + "\n"
	}
	return out
}

func FuzzDiff(f *testing.F) {
	f.Add("about 400 tonnes of grain", "400 tons of grain, roughly")
	f.Add("a\x80b", "“a” — b…")
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a)+len(b) > 2000 || !utf8.ValidString(a) || !utf8.ValidString(b) {
			t.Skip()
		}
		pa, pb := 0, 0
		var last *Edit
		for _, e := range Diff(a, b) {
			if !e.A.Valid(a) || !e.B.Valid(b) || e.A.Start < pa || e.B.Start < pb {
				t.Fatalf("edit %+v is out of place (%d, %d)", e, pa, pb)
			}
			if e.Op == Same && folded(e.A.Of(a)) != folded(e.B.Of(b)) {
				t.Fatalf("%q is not %q", e.A.Of(a), e.B.Of(b))
			}
			if last != nil && last.Op == e.Op {
				t.Fatalf("two edits %v", e.Op)
			}
			pa, pb, last = e.A.End, e.B.End, &e
		}
	})
}

func TestLike(t *testing.T) {
	for _, c := range []struct {
		a, b    string
		want    float64
		opposed bool
	}{
		{"Photos", "photos", 1, false},
		{"stored", "stores", .9, false},
		{"photographs", "images", .7, false},
		{"soared", "rose", .7, false},
		{"rose", "fell", .4, true},
		{"allow", "prohibits", .4, true},
		{"ferry", "budget", 0, false},
		{"qzxvv", "ferry", 0, false},
		{"the", "a", 0, false},
		{"the", "The", 1, false},
	} {
		a, b := NewTerm(c.a, Word), NewTerm(c.b, Word)
		if a.Like(b) != c.want || b.Like(a) != c.want || a.Opposes(b) != c.opposed {
			t.Errorf("%s, %s: like %.2f, opposed %v; want %.2f, %v", c.a, c.b, a.Like(b), a.Opposes(b), c.want, c.opposed)
		}
	}
}
