package corpustest

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// Texts returns the text sections of the golden files in testdata, in order: seeds for fuzzing and stuff for benchmarks.
func Texts(tb testing.TB) []string {
	tb.Helper()
	files, err := filepath.Glob(filepath.Join("testdata", "*.txtar"))
	if err != nil || len(files) == 0 {
		tb.Fatalf("no golden files in testdata (%v)", err)
	}
	var out []string
	for _, path := range files {
		ar, err := txtar.ParseFile(path)
		if err != nil {
			tb.Fatal(err)
		}
		for _, f := range ar.Files {
			if _, ok := section(f.Name, "text"); ok {
				out = append(out, strings.TrimSuffix(string(f.Data), "\n"))
			}
		}
	}
	return out
}
