package figure

import (
	"testing"

	"hearsay/corpus"
)

// check reports what must hold for every answer of Find.
func check(t *testing.T, text string, figures []corpus.Figure) {
	t.Helper()
	end := 0
	for _, x := range figures {
		switch {
		case !x.Span.Valid(text) || x.Start == x.End:
			t.Fatalf("%q: span %v out of range", text, x.Span)
		case x.Start < end:
			t.Errorf("%q: %q at %v overlaps the figure before it", text, x.Text, x.Span)
		case x.Text != x.Span.Of(text):
			t.Errorf("%q: text %q is not at %v", text, x.Text, x.Span)
		case !(x.Lo <= x.Hi):
			t.Errorf("%q: %q has lo %g and hi %g", text, x.Text, x.Lo, x.Hi)
		}
		for _, s := range []*corpus.Span{x.QualifierSpan, x.NounSpan, x.ScopeSpan} {
			if s != nil && !s.Valid(text) {
				t.Errorf("%q: %q has span %v", text, x.Text, *s)
			}
		}
		end = x.End
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{
		"from 400 to 1,400 terabytes in July 2025", "ICE more than tripled its storage (from 400TB to nearly 1,400TB) between July 2025 and January 2026.",
		"$28.7–$29.9 billion", "12,34,567.89 rupees, ½ cup, 10 1/2 miles", "two-thirds of a million, one in five, 2 out of three",
		"20 (kg) 5 ft 2 in 9-2 lead 1. 5/17/2018 2025-07-01 +972 Magazine #4 Q3 2025 FY25 Oct. 5-7, 2020",
		"more than 20 and less than 35; tens of millions of dollars; C$5bn; MAUD 60; 6pm; 1990s; 3x; 1.3x10^6",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) { check(t, text, Find(text, Context{})) })
}
