// Package corpustest supports the tests of the other packages: golden files, and checks that several packages share.
package corpustest

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "rewrite the want sections of golden files")

// Golden runs got over every testdata/*.txtar of the package under test. An archive holds a comment that says why the
// case exists, and for each case the sections NAME.text (or text) and NAME.want (or want). A case is named FILE or
// FILE/NAME. With -update the want sections are rewritten: read the diff.
//
// broken lists the cases that we know we get wrong, and why. A case in it that starts to pass fails the test, so that
// the list stays true.
func Golden(t *testing.T, broken map[string]string, got func(text string) string) {
	t.Helper()
	GoldenIn(t, "testdata", broken, got)
}

// GoldenIn is Golden for the archives of folder dir.
func GoldenIn(t *testing.T, dir string, broken map[string]string, got func(text string) string) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files in %s (%v)", dir, err)
	}
	seen := map[string]bool{}
	for _, path := range files {
		ar, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]*txtar.File{}
		for i, f := range ar.Files {
			if name, ok := section(f.Name, "want"); ok {
				want[name] = &ar.Files[i]
			}
		}
		for _, f := range ar.Files {
			name, ok := section(f.Name, "text")
			if !ok {
				continue
			}
			id := strings.Trim(strings.TrimSuffix(filepath.Base(path), ".txtar")+"/"+name, "/")
			seen[id] = true
			w := want[name]
			if w == nil {
				t.Errorf("%s: no want section", id)
				continue
			}
			t.Run(id, func(t *testing.T) {
				g := got(strings.TrimSuffix(string(f.Data), "\n"))
				if g != "" && !strings.HasSuffix(g, "\n") {
					g += "\n"
				}
				switch why := broken[id]; {
				case why != "" && g == string(w.Data):
					t.Errorf("passes now; take it off the broken list (%s)", why)
				case why == "" && g != string(w.Data) && *update:
					w.Data = []byte(g)
				case why == "" && g != string(w.Data):
					t.Errorf("%s\n got:\n%swant:\n%s", f.Data, g, w.Data)
				}
			})
		}
		if *update {
			if err := os.WriteFile(path, txtar.Format(ar), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	for id := range broken {
		if !seen[id] {
			t.Errorf("broken lists %q, which no golden file has", id)
		}
	}
}

// section splits a section name such as "rounded.text" into the case's name and whether its last part is kind.
func section(name, kind string) (string, bool) {
	if name == kind {
		return "", true
	}
	return strings.CutSuffix(name, "."+kind)
}
