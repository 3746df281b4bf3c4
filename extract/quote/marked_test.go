package quote

import (
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

func TestMarked(t *testing.T) {
	for _, dir := range []string{"cases", "own/train", "own/test"} {
		t.Run(dir, func(t *testing.T) {
			c := scoreMarked(t, readMarked(t, dir))
			t.Logf("%s joint gold %d found %d F1 %.3f", dir, c.gold, c.found, c.f1())
		})
	}
}
