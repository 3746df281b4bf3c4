package text

import (
	"fmt"
	"strings"
	"testing"
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

func FuzzDiff(f *testing.F) {
	f.Add("about 400 tonnes of grain", "400 tons of grain, roughly")
	f.Add("a\x80b", "“a” — b…")
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a)+len(b) > 2000 {
			t.Skip()
		}
		pa, pb := 0, 0
		var last *Edit
		for _, e := range Diff(a, b) {
			if !e.A.Valid(a) || !e.B.Valid(b) || e.A.Start < pa || e.B.Start < pb {
				t.Fatalf("edit %+v is out of place (%d, %d)", e, pa, pb)
			}
			if e.Op == Same && Fold(strings.Join(strings.Fields(e.A.Of(a)), "")) != Fold(strings.Join(strings.Fields(e.B.Of(b)), "")) && !strings.ContainsAny(a+b, "\u00a0\u2009\u202f\u2007\u0085") {
				t.Fatalf("%q is not %q", e.A.Of(a), e.B.Of(b))
			}
			if last != nil && last.Op == e.Op {
				t.Fatalf("two edits %v", e.Op)
			}
			pa, pb, last = e.A.End, e.B.End, &e
		}
	})
}

func TestMeaning(t *testing.T) {
	like := func(a, b string) float64 { return NewTerm(a, Word).Like(NewTerm(b, Word)) }
	for _, c := range []struct {
		a, b     string
		min, max float64
	}{
		{"Photos", "photos", 1, 1},
		{"stored", "stores", .9, .9},
		{"photographs", "images", .5, .9},
		{"ferry", "budget", 0, .1},
		{"qzxvv", "ferry", 0, 0},
		{"the", "a", 0, 0},
	} {
		if l := like(c.a, c.b); l < c.min || l > c.max {
			t.Errorf("%s is like %s by %.2f, want %.2f to %.2f", c.a, c.b, l, c.min, c.max)
		}
	}
	if MeaningOf("the").Rarity() > .3 || MeaningOf("qzxvv").Rarity() != 1 {
		t.Error("rarity", MeaningOf("the").Rarity(), MeaningOf("qzxvv").Rarity())
	}
}
