package main

import (
	"bytes"
	"flag"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"testing"
	"time"

	"hearsay/corpus/sample"
)

var updateScores = flag.Bool("update", false, "rewrite the golden scores")

// newTestEnv returns an env that talks to nobody.
func newTestEnv() (*env, *bytes.Buffer) {
	var log bytes.Buffer
	return &env{
		stdin: bytes.NewReader(nil), stdout: io.Discard, stderr: &log, now: time.Now, client: &http.Client{},
		getenv: func(string) string { return "" },
	}, &log
}

// TestSampleAgainstTruth does the main job on both stories of the sample press, over real connections, and compares the
// claims, mutations and edges it finds with what the press knows of itself. The scores are golden, so that a change of
// any stage shows what it costs; go test ./cmd/hearsay -run Sample -update rewrites them.
func TestSampleAgainstTruth(t *testing.T) {
	if testing.Short() {
		t.Skip("crawls for several seconds")
	}
	for _, name := range sample.Stories() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := scoreSample(t, name)
			golden := filepath.Join("testdata", "sample_"+name+".txt")
			if *updateScores {
				if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("the scores changed (rewrite them with -update if that is meant)\n got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

func scoreSample(t *testing.T, name string) string {
	t.Helper()
	ctx := t.Context()
	e, log := newTestEnv()
	dir := filepath.Join(t.TempDir(), "corpus")
	text, err := sample.StoryFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := initFolder(dir, text); err != nil {
		t.Fatal(err)
	}
	f, err := openFolder(ctx, dir)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := collectSample(ctx, e, f); err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	if err := runBuild(ctx, e, f, buildOptions{}); err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	press, err := sample.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	truth, err := sample.ReadTruth(press, name)
	if err != nil {
		t.Fatal(err)
	}
	rep, err := f.score(ctx, truth.At(sample.LastVisit))
	if err != nil {
		t.Fatal(err)
	}
	return rep.String()
}
