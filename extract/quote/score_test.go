package quote

import (
	"bufio"
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/corpus/text"
	"hearsay/extract/syntax"
)

// slack is how far an F1 may fall below the golden one before TestScore fails.
const slack = 0.005

// A goldQuote is a record of the annotated sets.
type goldQuote struct {
	corpus.Span
	Spans        [][2]int
	Type         string
	Cue, Speaker string
	CueStart     int `json:"cue_start"`
	CueEnd       int `json:"cue_end"`
	SpeakerStart int `json:"speaker_start"`
	SpeakerEnd   int `json:"speaker_end"`
}

func (q *goldQuote) pieces() []corpus.Span {
	if len(q.Spans) == 0 {
		return []corpus.Span{q.Span}
	}
	var out []corpus.Span
	for _, s := range q.Spans {
		out = append(out, corpus.Span{Start: s[0], End: s[1]})
	}
	return out
}

type goldDoc struct {
	Text    string
	Primary bool
	Quotes  []goldQuote
}

// shared returns the file of the shared data at path; the test is skipped when it is not there.
func shared(t *testing.T, path string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for ; dir != filepath.Dir(dir); dir = filepath.Dir(dir) {
		p := filepath.Join(dir, "shared", "data", filepath.FromSlash(path))
		if _, err := os.Stat(p); err == nil {
			return p
		}
	}
	t.Skip("no shared data beside the module: " + path)
	return ""
}

func readGold(t *testing.T, path string) []goldDoc {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out []goldDoc
	sc := bufio.NewScanner(bytes.NewReader(data))
	sc.Buffer(nil, 1<<24)
	for sc.Scan() {
		var d goldDoc
		if err := json.Unmarshal(sc.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		if d.Primary {
			out = append(out, d)
		}
	}
	return out
}

// A tally counts matches of one kind of quote.
type tally struct{ both, gold, found int }

func (c tally) f1() float64 { return 2 * float64(c.both) / float64(max(c.gold+c.found, 1)) }

// TestScore keeps in testdata/score.txt how well quotes agree with annotators, so that a diff shows what a change cost:
// those whose cue is a word of speech, content with words shared over words in either of at least 0.8, and for "joint"
// speakers with a word in common.
func TestScore(t *testing.T) {
	var b strings.Builder
	for _, name := range []string{"polnear_dev", "gum_news"} {
		docs := readGold(t, shared(t, "quotes/"+name+".jsonl"))
		m := map[string]*tally{"joint": {}, "direct": {}, "mixed": {}, "indirect": {}}
		for _, d := range docs {
			score(d, m)
		}
		for _, k := range []string{"joint", "direct", "mixed", "indirect"} {
			fmt.Fprintf(&b, "%s %s gold %d found %d F1 %.3f\n", name, k, m[k].gold, m[k].found, m[k].f1())
		}
	}
	compare(t, filepath.Join("testdata", "score.txt"), b.String())
}

// compare holds the scores of got against those of the golden file at path.
func compare(t *testing.T, path, got string) {
	t.Helper()
	if f := flag.Lookup("update"); f != nil && f.Value.String() == "true" {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	golden := strings.Split(string(want), "\n")
	for i, line := range strings.Split(got, "\n") {
		var name, kind string
		var gold, found int
		var is, was float64
		const form = "%s %s gold %d found %d F1 %f"
		if _, err := fmt.Sscanf(line, form, &name, &kind, &gold, &found, &is); err != nil || i >= len(golden) {
			continue
		}
		if _, err := fmt.Sscanf(golden[i], form, &name, &kind, &gold, &found, &was); err != nil {
			t.Fatalf("%s line %d: %v", path, i+1, err)
		}
		switch {
		case is < was-slack:
			t.Errorf("%s %s: F1 %.3f, was %.3f", name, kind, is, was)
		case is != was:
			t.Logf("%s %s: F1 %.3f, was %.3f", name, kind, is, was)
		}
	}
}

// score adds to m how well the quotes found in d agree with those annotated.
func score(d goldDoc, m map[string]*tally) {
	doc := syntax.Default().Parse(d.Text, text.Sentences(d.Text))
	f := newFinder(doc, nil)
	var gold []goldQuote
	for _, q := range d.Quotes {
		if spoken(q.Cue) {
			gold = append(gold, q)
			m[q.Type].gold++
			m["joint"].gold++
		}
	}
	var found []corpus.Quote
	for _, q := range Find(doc, nil, nil).Quotes {
		if q.Cue != nil && spoken(q.Cue.Text) {
			found = append(found, q)
			m[q.Kind].found++
			m["joint"].found++
		}
	}
	for _, p := range match(f, gold, found) {
		g, q := gold[p[0]], found[p[1]]
		if g.Type == q.Kind {
			m[q.Kind].both++
		}
		if q.Speaker != nil && q.Speaker.Overlaps(corpus.Span{Start: g.SpeakerStart, End: g.SpeakerEnd}) || q.Speaker == nil && g.Speaker == "" {
			m["joint"].both++
		}
	}
}

// match pairs quotes one to one, best first.
func match(f *finder, gold []goldQuote, found []corpus.Quote) (out [][2]int) {
	type pair struct {
		i, j int
		like float64
	}
	var all []pair
	for i := range gold {
		for j := range found {
			if gold[i].Overlaps(found[j].Span) {
				if x := f.alike(gold[i].pieces(), pieces(found[j])); x >= 0.8 {
					all = append(all, pair{i, j, x})
				}
			}
		}
	}
	sort.SliceStable(all, func(a, b int) bool { return all[a].like > all[b].like })
	usedGold, usedFound := map[int]bool{}, map[int]bool{}
	for _, p := range all {
		if !usedGold[p.i] && !usedFound[p.j] {
			usedGold[p.i], usedFound[p.j] = true, true
			out = append(out, [2]int{p.i, p.j})
		}
	}
	return out
}

// spoken reports whether a cue holds a colon, "according" or a verb of the lexicon that is more than a thought.
func spoken(cue string) bool {
	for w := range strings.FieldsSeq(strings.ToLower(cue)) {
		w = strings.Trim(w, ".,")
		if e := lex.verbs[w]; e != nil && e.class != "think" || w == "according" || strings.Contains(w, ":") {
			return true
		}
	}
	return false
}
