package quote

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

// An ownMark is one marked span of a passage: its letter (s, c or q) and the attributions it belongs to.
type ownMark struct {
	corpus.Span
	role byte
	ids  []int
}

// readOwn parses a file of marked passages (see testdata/own/README.md).
func readOwn(data string) ([]goldDoc, error) {
	var out []goldDoc
	for _, block := range strings.Split(data, "\n\n") {
		var paras []string
		for line := range strings.Lines(block) {
			if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
				paras = append(paras, line)
			}
		}
		if len(paras) == 0 {
			continue
		}
		s, marks, err := readMarks(strings.Join(paras, "\n"))
		if err != nil {
			return nil, fmt.Errorf("%.60q: %w", block, err)
		}
		quotes, err := joinMarks(s, marks)
		if err != nil {
			return nil, fmt.Errorf("%.60q: %w", s, err)
		}
		out = append(out, goldDoc{Text: s, Primary: true, Quotes: quotes})
	}
	return out, nil
}

// readMarks takes the marks out of s.
func readMarks(s string) (string, []ownMark, error) {
	var b strings.Builder
	var all []ownMark
	var open []int // of all, those not closed yet
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '{':
			head, _, ok := strings.Cut(s[i+1:], " ")
			if !ok || len(head) < 2 || !strings.Contains("scq", head[:1]) {
				return "", nil, fmt.Errorf("bad mark at %.20q", s[i:])
			}
			m := ownMark{role: head[0], Span: corpus.Span{Start: b.Len()}}
			for id := range strings.SplitSeq(head[1:], ",") {
				n, err := strconv.Atoi(id)
				if err != nil {
					return "", nil, fmt.Errorf("bad id at %.20q", s[i:])
				}
				m.ids = append(m.ids, n)
			}
			open = append(open, len(all))
			all = append(all, m)
			i += len(head) + 1
		case '}':
			if len(open) == 0 {
				return "", nil, fmt.Errorf("closes nothing: %.20q", s[i:])
			}
			all[open[len(open)-1]].End = b.Len()
			open = open[:len(open)-1]
		default:
			b.WriteByte(s[i])
		}
	}
	if len(open) > 0 {
		return "", nil, fmt.Errorf("never closed: %q", b.String()[all[open[0]].Start:])
	}
	return b.String(), all, nil
}

// joinMarks puts the parts of each attribution together, in the order of their ids.
func joinMarks(s string, marks []ownMark) ([]goldQuote, error) {
	byID := map[int]*goldQuote{}
	var ids []int
	for _, m := range marks {
		if t := m.Of(s); t == "" || strings.TrimSpace(t) != t || strings.Trim(t, ",.;") == "" {
			return nil, fmt.Errorf("%c%v marks %q", m.role, m.ids, t)
		}
		for _, id := range m.ids {
			q := byID[id]
			if q == nil {
				q = &goldQuote{SpeakerStart: -1, SpeakerEnd: -1}
				byID[id] = q
				ids = append(ids, id)
			}
			switch {
			case m.role == 'q':
				q.Spans = append(q.Spans, [2]int{m.Start, m.End})
			case m.role == 'c' && q.Cue == "":
				q.Cue = m.Of(s)
			case m.role == 's' && q.Speaker != "":
				return nil, fmt.Errorf("two speakers of %d: %q, %q", id, q.Speaker, m.Of(s))
			case m.role == 's':
				q.Speaker, q.SpeakerStart, q.SpeakerEnd = m.Of(s), m.Start, m.End
			}
		}
	}
	slices.Sort(ids)
	in := inMarks(s)
	var out []goldQuote
	for _, id := range ids {
		q := byID[id]
		if len(q.Spans) == 0 {
			return nil, fmt.Errorf("%d has no content", id)
		}
		q.Start, q.End = q.Spans[0][0], q.Spans[len(q.Spans)-1][1]
		q.Type = ownType(s, in, q.pieces())
		if q.Cue == "" && q.Speaker == "" && q.Type != "direct" {
			return nil, fmt.Errorf("%d has neither cue nor speaker", id)
		}
		out = append(out, *q)
	}
	return out, nil
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

// ownDocs reads all passages of a folder of testdata/own.
func ownDocs(t *testing.T, dir string) (out []goldDoc) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", "own", dir, "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no passages in %s (%v)", dir, err)
	}
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		docs, err := readOwn(string(data))
		if err != nil {
			t.Errorf("%s: %v", path, err)
		}
		out = append(out, docs...)
	}
	return out
}

// TestOwn checks that the marks of the own passages are sound, and with -v says how many there are of each kind and how
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

// TestReadOwn checks offsets, ids and types on a passage made for it, and what is refused.
func TestReadOwn(t *testing.T) {
	docs, err := readOwn("# wire\n{q1 “No,”} {s1,2 he} {c1 said}, {c2 adding} {q2 “never”}.\n\n# wire\n{s3 It} {c3 said} {q3 that {s4 she} {c4 feared} {q4 “rain” and hail}}.\n")
	if err != nil || len(docs) != 2 {
		t.Fatal(len(docs), err)
	}
	var got []string
	for _, d := range docs {
		for _, q := range d.Quotes {
			got = append(got, fmt.Sprintf("%s|%s|%s|%s|%s", q.Type, q.Speaker, q.Cue, q.Of(d.Text), d.Text[q.SpeakerStart:q.SpeakerEnd]))
		}
	}
	want := []string{"direct|he|said|“No,”|he", "direct|he|adding|“never”|he", "mixed|It|said|that she feared “rain” and hail|It", "mixed|she|feared|“rain” and hail|she"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
	for _, bad := range []string{"{q1 open", "closed}", "{x1 a}", "{qx a}", "{q1 plain}", "{s1 a} {c1 said}", "{q1  a} {c1 said}", "{s1 a} {s1 b} {q1 c}"} {
		if _, err := readOwn(bad); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
}
