package article

import (
	"testing"
	"time"
)

func TestPrinted(t *testing.T) {
	now := time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		in, want string
		d        dating
	}{
		{"March 4, 2026 9:05 p.m. EST", "2026-03-04T21:05:00-05:00", dating{}},
		{"9.05pm GMT, 4 March 2026", "2026-03-04T21:05:00Z", dating{}},
		{"4 March 2026 at 21:05:33 CET", "2026-03-04T21:05:00+01:00", dating{}},
		{"July 4, 2025, 12:00 AM PT", "2025-07-04T00:00:00-07:00", dating{}},
		{"March 4, 2026 21:05", "2026-03-04", dating{}},
		{"March 4, 2026 09:05 IST", "2026-03-04", dating{}},
		{"March 4, 2026 09:05 IST", "2026-03-04T09:05:00+05:30", dating{india: true}},
		{"March 4, 2026 • 5 min read", "2026-03-04", dating{}},
		{"03/04/2026", "", dating{}},
		{"03/04/2026", "2026-04-03", dating{order: dayFirst}},
		{"03/04/2026", "2026-03-04", dating{order: monthFirst}},
		{"03.04.2026", "2026-04-03", dating{}},
		{"2026年3月4日", "2026-03-04", dating{}},
		{"4 March", "", dating{}},
		{"4 March", "2026-03-04", dating{now: now}},
		{"24 December", "2025-12-24", dating{now: now}},
		{"He may 4 times", "", dating{}},
	} {
		got := ""
		if ps := c.d.all(c.in); len(ps) > 0 {
			got = ps[0].String()
		}
		if got != c.want {
			t.Errorf("%+v reads %q in %q, want %q", c.d, got, c.in, c.want)
		}
	}
}

func TestAmericanSummer(t *testing.T) {
	for _, c := range []struct {
		m    time.Month
		day  int
		want bool
	}{{3, 7, false}, {3, 8, true}, {7, 4, true}, {10, 31, true}, {11, 1, false}, {12, 25, false}} { // 2026
		if got := americanSummer(2026, c.m, c.day); got != c.want {
			t.Errorf("summer time on %v %d: %v", c.m, c.day, got)
		}
	}
}

// FuzzPrinted checks that what is found in a line lies in it, in order, and that names and credits come from it.
func FuzzPrinted(f *testing.F) {
	for _, s := range []string{
		"Published: 12:01 BST, 4 July 2025 | Updated 3.30 pm", "By ANN O'NEILL, AP and Bo Ek | 03/04/2026", "2026年3月4日 İ", "9pm 9:5 12:61 ET", "(Reporting by A; Editing by B) © The Canadian Press",
	} {
		f.Add(s)
	}
	d := dating{order: monthFirst, india: true, now: time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC)}
	f.Fuzz(func(t *testing.T, s string) {
		at := 0
		for _, p := range d.all(s) {
			if p.Start < at || p.Len() <= 0 || p.End > len(s) {
				t.Fatalf("%q: date at %v after %d", s, p.Span, at)
			}
			at = p.End
		}
		for _, c := range append(agenciesIn(s), closingCredit(s)...) {
			if !c.Valid(s) || c.Of(s) != c.Text {
				t.Fatalf("%q: credit %+v", s, c)
			}
		}
		for _, n := range people(s) {
			if n == "" || inCase(n) == "" {
				t.Fatalf("%q: an empty name", s)
			}
		}
		parseJSON(s)
		notice(s)
		machine(s)
		dateline(s)
		original(s)
	})
}
