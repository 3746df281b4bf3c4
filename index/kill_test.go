package index

import (
	"fmt"
	"os"
	"os/exec"
	"testing"
	"time"
)

const killEnv = "HEARSAY_INDEX_KILL"

// killed applies batch after batch to the index in dir until the process is killed. Batch n says so in each article.
func killed(t *testing.T, dir string) {
	x, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	pos, err := x.Position(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for n := pos + 1; ; n++ {
		b := &Batch{Position: n}
		for i := range 5 {
			b.Articles = append(b.Articles, made(fmt.Sprint(i), "A | 2026-01-01 | x", fmt.Sprintf("state%d", n), quoted(fmt.Sprintf("person%d", n), "words")))
		}
		if err := x.Apply(t.Context(), b); err != nil {
			t.Fatal(err)
		}
	}
}

// However a process ends, the index holds all of the batches up to its position and nothing of later ones.
func TestKilled(t *testing.T) {
	if dir := os.Getenv(killEnv); dir != "" {
		killed(t, dir)
		return
	}
	dir, last := t.TempDir(), int64(0)
	for round := range 5 {
		cmd := exec.Command(os.Args[0], "-test.run=^TestKilled$")
		cmd.Env = append(os.Environ(), killEnv+"="+dir)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(150+70*round) * time.Millisecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // it was killed
		x, err := Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		pos, err := x.Position(t.Context())
		if err != nil || pos < last || x.Rebuilt() != "" {
			t.Fatalf("position %d after %d, %v, %s", pos, last, err, x.Rebuilt())
		}
		want := 5
		if pos == 0 {
			want = 0
		}
		for _, q := range []string{"", fmt.Sprintf("state%d", pos), fmt.Sprintf("speaker:person%d", pos)} {
			if got := ask(t, x, q, Request{}).Total; got != want {
				t.Errorf("position %d, %q: %d articles, want %d", pos, q, got, want)
			}
		}
		last = pos
		if err := x.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d batches in all", last)
}
