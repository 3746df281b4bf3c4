package quote

import (
	"slices"
	"testing"
	"unicode"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

// ownDocs reads all passages of a folder of testdata/own, in the form of the annotated sets.
func ownDocs(t *testing.T, dir string) (out []goldDoc) {
	t.Helper()
	for _, l := range readMarked(t, "own/"+dir) {
		d := goldDoc{Text: l.Text, Primary: true}
		in := inMarks(l.Text)
		for _, q := range l.Quotes {
			g := goldQuote{Type: ownType(l.Text, in, q.Content), Cue: q.Cue.Of(l.Text), Speaker: q.Speaker.Of(l.Text), SpeakerStart: -1, SpeakerEnd: -1}
			g.Span = corpus.Span{Start: q.Content[0].Start, End: q.Content[len(q.Content)-1].End}
			for _, sp := range q.Content {
				g.Spans = append(g.Spans, [2]int{sp.Start, sp.End})
			}
			if q.Speaker.Len() > 0 {
				g.SpeakerStart, g.SpeakerEnd = q.Speaker.Start, q.Speaker.End
			}
			d.Quotes = append(d.Quotes, g)
		}
		out = append(out, d)
	}
	return out
}

// inMarks tells of each byte of s whether it stands between quotation marks, in its paragraph.
func inMarks(s string) []bool {
	in := make([]bool, len(s))
	closer, prev := rune(0), '\n'
	for i, r := range s {
		next := ' '
		if rest := s[i+len(string(r)):]; rest != "" {
			next = []rune(rest[:min(len(rest), 4)])[0]
		}
		word := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
		switch {
		case r == '\n':
			closer = 0
		case closer == 0 && r == '“':
			closer = '”'
		case closer == 0 && r == '„':
			closer = '“'
		case closer == 0 && r == '‘' && !word(prev):
			closer = '’'
		case closer == 0 && (r == '"' || r == '\'') && !word(prev) && !unicode.IsSpace(next):
			closer = r
		case r == closer && !(word(prev) && word(next)):
			closer = 0
		}
		in[i] = closer != 0
		prev = r
	}
	return in
}

// ownType says how much of the content stands between quotation marks.
func ownType(s string, in []bool, spans []corpus.Span) string {
	quoted, all := 0, 0
	for _, sp := range spans {
		for i, r := range sp.Of(s) {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				all++
				if in[sp.Start+i] {
					quoted++
				}
			}
		}
	}
	switch {
	case quoted*20 <= all:
		return "indirect"
	case quoted*10 >= all*9:
		return "direct"
	}
	return "mixed"
}

// TestOwn checks that the marks of the own passages are sound (what has neither cue nor source is quoted), and with -v says how many there are of each kind and how
// well Find does on those kept aside.
func TestOwn(t *testing.T) {
	for _, dir := range []string{"train", "test"} {
		m := map[string]*tally{"joint": {}, "direct": {}, "mixed": {}, "indirect": {}}
		sentences, bare, types := 0, 0, map[string]int{}
		docs := ownDocs(t, dir)
		for _, d := range docs {
			n, b := plainSentences(d)
			sentences += n
			bare += b
			for _, q := range d.Quotes {
				types[q.Type]++
				if q.Cue == "" && q.Speaker == "" && q.Type != "direct" {
					t.Errorf("%s: neither cue nor speaker of %q", dir, q.Of(d.Text))
				}
			}
			if dir == "test" && testing.Verbose() {
				score(d, m)
			}
		}
		t.Logf("%s: %d passages, %d sentences (%d plain), attributions %v", dir, len(docs), sentences, bare, types)
		for k, c := range m {
			if c.gold > 0 {
				t.Logf("%s %s gold %d found %d F1 %.3f", dir, k, c.gold, c.found, c.f1())
			}
		}
	}
}

// plainSentences counts the sentences of d, and those of them that no part of an attribution touches.
func plainSentences(d goldDoc) (all, plain int) {
	for _, sp := range text.Sentences(d.Text) {
		all++
		if !slices.ContainsFunc(d.Quotes, func(q goldQuote) bool {
			spk := corpus.Span{Start: q.SpeakerStart, End: q.SpeakerEnd}
			return spk.Start >= 0 && spk.Overlaps(sp) || slices.ContainsFunc(q.pieces(), sp.Overlaps)
		}) {
			plain++
		}
	}
	return all, plain
}

// TestOwnType checks what counts as quoted.
func TestOwnType(t *testing.T) {
	for marked, want := range map[string]string{
		"{s1 He} {c1 said}: {q1 “No, never.”}":                 "direct",
		"{s1 He} {c1 said} {q1 it was the crews' 'rain' year}": "mixed",
		"{s1 He} {c1 feared} {q1 that the crews' boats sank}":  "indirect",
	} {
		docs, err := ReadMarked(marked)
		if err != nil {
			t.Fatal(err)
		}
		if got := ownType(docs[0].Text, inMarks(docs[0].Text), docs[0].Quotes[0].Content); got != want {
			t.Errorf("%s: %s, want %s", marked, got, want)
		}
	}
}
