package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
)

// TestCommitted fits the weights as extract/quote/CREDITS.md says: what is committed must come out, byte for byte. When the
// rules have changed, run that command and commit what it writes, if it measures well.
func TestCommitted(t *testing.T) {
	if testing.Short() || runtime.GOARCH != "amd64" {
		t.Skip("fits weights, which other processors round otherwise")
	}
	quote := filepath.Join("..", "..", "extract", "quote")
	paths, err := filepath.Glob(filepath.Join(quote, "testdata", "own", "train", "*.txt"))
	if err != nil || len(paths) == 0 {
		t.Fatal("no passages", err)
	}
	for _, name := range []string{"gum_news_train.jsonl", "gum_other_train.jsonl"} {
		p := filepath.Join("..", "..", "..", "shared", "data", "quotes", name)
		if _, err := os.Stat(p); err != nil {
			t.Skip("no shared data beside the module: " + name)
		}
		paths = append(paths, p)
	}
	slices.Reverse(paths)
	out := t.TempDir()
	if err := run(paths, out, 0, io.Discard); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"ends.txt", "confidence.txt"} {
		got, err := os.ReadFile(filepath.Join(out, name))
		if err != nil {
			t.Fatal(err)
		}
		want, err := os.ReadFile(filepath.Join(quote, name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what the data give", name)
		}
	}
}
