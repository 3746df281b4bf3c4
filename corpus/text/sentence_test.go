package text

import (
	"slices"
	"strings"
	"testing"
	"unicode"
)

func TestSentences(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"One. Two.", "One.|Two."},
		{"Dr. Falk met Gov. Lund. They left.", "Dr. Falk met Gov. Lund.|They left."},
		{"It rose 3.5 percent. It fell.", "It rose 3.5 percent.|It fell."},
		{"The U.S. The agency is in the U.S. army.", "The U.S.|The agency is in the U.S. army."},
		{"“Why?” he asked. “Go!” she said.", "“Why?” he asked.|“Go!” she said."},
		{"“We left.” Then it rained.", "“We left.”|Then it rained."},
		{"On Jan. 5 it rained. In Jan. It rained.", "On Jan. 5 it rained.|In Jan.|It rained."},
		{"J. K. Voss left. See No. 7 too.", "J. K. Voss left.|See No. 7 too."},
		{"A line\nAnother line", "A line|Another line"},
		{"He was ill. She left.", "He was ill.|She left."},
		{"It sat. Nobody came.", "It sat.|Nobody came."},
		{"Northgate Inc. said no. Harbour Co. fell.", "Northgate Inc. said no.|Harbour Co. fell."},
		{"The files[3] end here.[4] A new one.", "The files[3] end here.[4]|A new one."},
		{"Wait… It moved.", "Wait…|It moved."},
		{"", ""},
	} {
		var got []string
		for _, s := range Sentences(c.in) {
			got = append(got, s.Of(c.in))
		}
		if g := strings.Join(got, "|"); g != c.want {
			t.Errorf("Sentences(%q)\n got %s\nwant %s", c.in, g, c.want)
		}
	}
}

func TestAbbreviation(t *testing.T) {
	for w, want := range map[string]bool{
		"Mr": true, "U.S": true, "e.g": true, "Inc": true, "Jan": true, "J": true, "etc": true, "Calif": true, "a.m": true,
		"I": false, "ill": false, "sat": false, "mass": false, "co": false, "": false, "end": false, "Sun": false,
	} {
		if got := Abbreviation(w); got != want {
			t.Errorf("Abbreviation(%q) = %v, want %v", w, got, want)
		}
	}
}

func TestWords(t *testing.T) {
	for in, want := range map[string]string{
		"Microsoft’s plan":     "Microsoft|’s|plan",
		"don't can’t":          "do|n't|ca|n’t",
		"1,400 TB (up 3.5%)":   "1,400|TB|(|up|3.5|%|)",
		"the U.S. left...":     "the|U.S.|left|...",
		"self-made -- “so”, I": "self|-|made|--|“|so|”|,|I",
	} {
		var got []string
		for _, tok := range Words(in) {
			got = append(got, tok.Of(in))
		}
		if g := strings.Join(got, "|"); g != want {
			t.Errorf("Words(%q) = %s, want %s", in, g, want)
		}
	}
}

// FuzzSegment: words and sentences are in range and in order; nothing but white space lies between sentences, no letter
// or digit between words.
func FuzzSegment(f *testing.F) {
	for _, s := range []string{"Dr. Falk left. “Why?” he asked.", "a\xff b\n\nc... 3.5", "U.S. [3] ’s n’t"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, sp := range Sentences(s) {
			if sp.Start < last || sp.End <= sp.Start || !sp.Valid(s) {
				t.Fatalf("sentence %v after %d", sp, last)
			}
			if strings.TrimFunc(s[last:sp.Start], unicode.IsSpace) != "" {
				t.Fatalf("%q lies between sentences", s[last:sp.Start])
			}
			last = sp.End
		}
		last = 0
		for _, w := range Words(s) {
			if w.Start < last || w.End <= w.Start || !w.Valid(s) {
				t.Fatalf("word %v after %d", w, last)
			}
			gap := []rune(strings.ToValidUTF8(s[last:w.Start], ""))
			if i := slices.IndexFunc(gap, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }); i >= 0 {
				t.Fatalf("%q lies between words", string(gap))
			}
			last = w.End
		}
	})
}
