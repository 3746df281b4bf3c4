package quote

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/corpus/text"
	"hearsay/extract/syntax"
)

// readMarked reads all annotated passages of testdata/dir.
func readMarked(t testing.TB, dir string) []Labelled {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join("testdata", filepath.FromSlash(dir), "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var out []Labelled
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		docs, err := ReadMarked(string(data))
		if err != nil {
			t.Fatalf("%s: %v", p, err)
		}
		out = append(out, docs...)
	}
	return out
}

// scoreMarked counts agreement with annotated passages: content with words shared over words in either of at least 0.8,
// and a speaker in common. Each passage is a text of its own.
func scoreMarked(t *testing.T, docs []Labelled) (c tally) {
	for _, d := range docs {
		doc := syntax.Default().Parse(d.Text, text.Sentences(d.Text))
		f := newFinder(doc, nil)
		found := Find(doc, nil, nil).Quotes
		c.gold, c.found = c.gold+len(d.Quotes), c.found+len(found)
		both := 0
		for _, g := range d.Quotes {
			for _, q := range found {
				if f.alike(g.Content, pieces(q)) >= 0.8 && sameSpeaker(g.Speaker, q.Speaker) {
					both++
					break
				}
			}
		}
		c.both += both
		if testing.Verbose() && (both < len(d.Quotes) || len(found) > both) {
			t.Logf("%s\n%s", d.marked(), show(d.Text))
		}
	}
	return c
}

func sameSpeaker(gold corpus.Span, s *corpus.Speaker) bool {
	return s == nil && gold.Len() == 0 || s != nil && s.Overlaps(gold)
}

// marked shows what an annotator has marked.
func (l Labelled) marked() string {
	var b strings.Builder
	b.WriteString(l.Text)
	for _, q := range l.Quotes {
		b.WriteString("\n  want")
		for _, sp := range q.Content {
			b.WriteString(" [" + sp.Of(l.Text) + "]")
		}
		b.WriteString(" by " + q.Speaker.Of(l.Text))
	}
	return b.String()
}

// TestMarked keeps in testdata/marked.txt how well quotes agree with passages of our own: cases of all kinds of quotation
// and report, and passages that nothing was learnt from. Those that were learnt from stand in the log only.
func TestMarked(t *testing.T) {
	var b strings.Builder
	for _, dir := range []string{"cases", "own/test", "own/train"} {
		t.Run(dir, func(t *testing.T) {
			c := scoreMarked(t, readMarked(t, dir))
			line := fmt.Sprintf("%s joint gold %d found %d F1 %.3f\n", dir, c.gold, c.found, c.f1())
			t.Log(line)
			if dir != "own/train" {
				b.WriteString(line)
			}
		})
	}
	compare(t, filepath.Join("testdata", "marked.txt"), b.String())
}

// TestConfidence holds confidence against passages that nothing was learnt from: in each fifth of the scale the share of
// attributions that are right must be near the mean confidence.
func TestConfidence(t *testing.T) {
	var right, sum, all [5]float64
	for _, d := range readMarked(t, "own/test") {
		f := newFinder(syntax.Default().Parse(d.Text, text.Sentences(d.Text)), nil)
		f.search()
		for _, a := range f.found {
			if a.rule == "floating" {
				continue
			}
			c := f.confidence(a)
			i := min(int(c*5), 4)
			all[i]++
			sum[i] += c
			for _, q := range d.Quotes {
				if f.agrees(a, q) {
					right[i]++
					break
				}
			}
		}
	}
	n, off := 0.0, 0.0
	for i := range all {
		if all[i] == 0 {
			continue
		}
		t.Logf("confidence %.1f to %.1f: %3.0f attributions, mean %.2f, right %.2f", float64(i)/5, float64(i+1)/5, all[i], sum[i]/all[i], right[i]/all[i])
		n += all[i]
		off += math.Abs(sum[i] - right[i])
	}
	const bound = 0.08
	t.Logf("calibration error %.3f of %.0f attributions", off/n, n)
	if off/n > bound {
		t.Errorf("calibration error %.3f, want at most %.2f", off/n, bound)
	}
}

func TestReadMarked(t *testing.T) {
	docs, err := ReadMarked("# a style\n{s1,2 She} {c1 said} {q1 it rained} and {c2 asked} {q2 why}.\n\n{q1 “One,”} {s1 he} {c1 said}, {q1 “two”}.\n")
	if err != nil || len(docs) != 2 {
		t.Fatal(docs, err)
	}
	if d := docs[0]; d.Text != "She said it rained and asked why." || len(d.Quotes) != 2 || d.Quotes[1].Speaker.Of(d.Text) != "She" || d.Quotes[1].Content[0].Of(d.Text) != "why" {
		t.Errorf("got %+v", d)
	}
	if q := docs[1].Quotes; len(q) != 1 || len(q[0].Content) != 2 {
		t.Errorf("got %+v", q)
	}
	for _, s := range []string{
		"{s1 a", "a}", "{x1 a}", "{s a}", "{qx a}", "{q1, a}", "{s1 a} {c1 said}", "{q1  a} {c1 said}", "{q1 ,} {c1 said}", "{s1 a} {s1 b} {q1 c}",
	} {
		if _, err := ReadMarked(s); err == nil {
			t.Errorf("ReadMarked(%q): no error", s)
		}
	}
}

// FuzzReadMarked: what is marked is in the text, in order, and holds words.
func FuzzReadMarked(f *testing.F) {
	f.Add("# a style\n{s1,2 She} {c1 said} {q1 it {c2 feared} {q2 rain}}.\r\n\n{q1 “One,”} {c1 said}, {q1 “two”}.")
	f.Fuzz(func(t *testing.T, s string) {
		docs, err := ReadMarked(s)
		if err != nil {
			return
		}
		for _, d := range docs {
			for _, q := range d.Quotes {
				if len(q.Content) == 0 {
					t.Fatalf("no content of %+v in %q", q, s)
				}
				for _, sp := range append(q.Content, q.Cue, q.Speaker) {
					if sp.Start < 0 || sp.Start > sp.End || sp.End > len(d.Text) {
						t.Fatalf("%+v of %q", sp, d.Text)
					}
				}
			}
		}
	})
}
