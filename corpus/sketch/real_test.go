package sketch

import (
	"bufio"
	"compress/gzip"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// bodies returns the article texts of the labelled pages in the folder shared beside the module, or skips.
func bodies(t *testing.T) []string {
	t.Helper()
	if testing.Short() {
		t.Skip("short")
	}
	dir, err := filepath.Abs("../../../shared/data/articles")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, name := range []string{"aeb.jsonl.gz", "wcxb_dev.jsonl.gz"} {
		f, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			t.Skipf("no labelled pages: %v", err)
		}
		defer f.Close()
		gz, err := gzip.NewReader(f)
		if err != nil {
			t.Fatal(err)
		}
		s := bufio.NewScanner(gz)
		s.Buffer(nil, 64<<20)
		for s.Scan() {
			var page struct{ Body string }
			if err := json.Unmarshal(s.Bytes(), &page); err != nil {
				t.Fatal(err)
			}
			if len(page.Body) > 200 {
				out = append(out, page.Body)
			}
		}
	}
	return out
}

// TestRealPages folds real articles, which are no copies of each other, together with copies made of them as desks make
// them, and states how many it finds.
func TestRealPages(t *testing.T) {
	texts := bodies(t)
	var originals []Sketch
	for _, x := range texts {
		originals = append(originals, Of(x))
	}
	for i, l := range Fold(originals, Rule{}) {
		if l != i {
			t.Errorf("%.60q is taken for a copy of %.60q", texts[i], texts[l])
		}
	}
	words := func(every int) func(string) string {
		return func(s string) string { return strings.Join(edited(strings.Fields(s), every), " ") }
	}
	for _, c := range []struct {
		name  string
		copy  func(string) string
		least float64 // share that must be found
	}{
		{"cut to half", func(s string) string { return s[:len(s)/2] }, .97},
		{"every 8th sentence dropped", dropSentences, .99},
		{"every 40th word changed", words(40), .99},
		{"every 25th word changed", words(25), .95},
	} {
		all := originals
		for _, x := range texts {
			all = append(all, Of(c.copy(x)))
		}
		found := 0
		for i, l := range Fold(all, Rule{})[len(texts):] {
			if l == i {
				found++
			}
		}
		t.Logf("%s: %d of %d found", c.name, found, len(texts))
		if float64(found) < c.least*float64(len(texts)) {
			t.Errorf("%s: %d of %d found", c.name, found, len(texts))
		}
	}
}

func dropSentences(s string) string {
	var out strings.Builder
	for i, x := range strings.SplitAfter(s, ". ") {
		if i%8 != 3 {
			out.WriteString(x)
		}
	}
	return out.String()
}
