package statement

import (
	"testing"

	"hearsay/corpus"
)

func TestFramings(t *testing.T) {
	for _, c := range []struct{ sent, next, words, want string }{
		{"The claim that the ferry sank is false.", "", "the ferry sank", "denies"},
		{"The idea that the ferry sank has long been debunked.", "", "the ferry sank", "denies"},
		{"There is no sign that the ferry sank.", "", "the ferry sank.", "denies"},
		{"It is far from clear whether the ferry sank.", "", "the ferry sank.", "questions"},
		{"It was true that the ferry sank.", "", "", ""},
		{"The mayor repeated the debunked claim that the ferry sank.", "", "the ferry sank.", "denies"},
		{"The mayor wrongly said the ferry sank, but the quay burned.", "", "the ferry sank", "denies"},
		{"Online posts say the ferry sank.", " That is not the case. It sailed.", "Online posts say the ferry sank.", "denies"},
		{"Online posts say the ferry sank.", " That is why people ran.", "", ""},
		{"Whether the ferry sank remains to be seen.", "", "the ferry sank", "questions"},
		{"The ferry is open to all, and no record was lost.", "", "", ""},
	} {
		fs := framings(c.sent+c.next, corpus.Span{End: len(c.sent)}, c.next)
		switch {
		case c.want == "" && len(fs) > 0:
			t.Errorf("%q: %s of %q, want none", c.sent, fs[0].stance, fs[0].Of(c.sent))
		case c.want != "" && (len(fs) == 0 || fs[0].stance != c.want || fs[0].Of(c.sent) != c.words):
			t.Errorf("%q: %v, want %s of %q", c.sent, fs, c.want, c.words)
		}
	}
}

func TestRuling(t *testing.T) {
	for s, want := range map[string]string{
		"\n\nVerdict: False.": "denies", "\nOur rating: Mostly false": "denies", "\nStatus: Unproven": "questions",
		"\nVerdict: True": "", "\nThe verdict came late: all were wrong": "", "": "",
	} {
		if got := ruling(s); got != want {
			t.Errorf("ruling(%q) = %q, want %q", s, got, want)
		}
	}
}

// FuzzFramings: what is framed is in the sentence, has a stance, and nothing panics.
func FuzzFramings(f *testing.F) {
	for _, s := range []string{
		"The claim that it sank is false. It is not.", "A video purporting to is fake.", "Claim: it sank.\nVerdict: False",
		"Nobody knows", "despite claims that", "neither confirm nor deny", "\xff not true that", "to say", "It’s wrongly said that",
	} {
		f.Add(s, len(s)/2)
	}
	f.Fuzz(func(t *testing.T, s string, cut int) {
		if cut < 0 || cut > len(s) {
			return
		}
		for _, x := range framings(s, corpus.Span{End: cut}, s[cut:]) {
			if x.Start < 0 || x.End > cut || x.Start >= x.End || x.stance != "denies" && x.stance != "questions" {
				t.Fatalf("%+v in %q", x, s)
			}
		}
	})
}
