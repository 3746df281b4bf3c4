package index

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"hearsay/corpus"
)

func TestPositionSurvives(t *testing.T) {
	dir, m := t.TempDir(), harbour()
	x := synced(t, dir, m)
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	x, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if pos, err := x.Position(t.Context()); err != nil || pos != m.seq {
		t.Errorf("position %d, %v, want %d", pos, err, m.seq)
	}
	if x.Rebuilt() != "" {
		t.Errorf("rebuilt: %s", x.Rebuilt())
	}
	if got := sorted(found(ask(t, x, "ferry", Request{}))); got != "one three two" {
		t.Errorf("after reopening: %s", got)
	}
}

// Sync in small batches, stopped at any of them and begun again, ends in the same index; so does applying twice.
func TestSyncResumes(t *testing.T) {
	m := harbour()
	x, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	for i := range m.changes {
		ctx, cancel := context.WithCancel(t.Context())
		y := &Syncer{Index: x, Source: m, Batch: 1, Done: func(Stats) { cancel() }}
		if _, err := y.Sync(ctx); i < len(m.changes)-1 && !errors.Is(err, context.Canceled) {
			t.Fatalf("sync: %v", err)
		}
		cancel()
	}
	y := &Syncer{Index: x, Source: m, Batch: 1}
	for range 2 {
		if st, err := y.Sync(t.Context()); err != nil || st.Articles+st.Claims+st.Deleted != 0 || st.Position != m.seq {
			t.Errorf("nothing new: %+v, %v", st, err)
		}
	}
	b, err := y.next(t.Context(), m.seq-2)
	if err != nil {
		t.Fatal(err)
	}
	if err := x.Apply(t.Context(), b); err != nil {
		t.Fatal(err)
	}
	if got := sorted(found(ask(t, x, "", Request{}))); got != "four one three two" {
		t.Errorf("articles: %s", got)
	}
}

// A batch ends where its records have very many mentions, however few they are.
func TestBatchIsBounded(t *testing.T) {
	m := newMemory()
	const each = batchMentions/2 + 1
	for _, id := range []string{"one", "two", "three"} {
		a := made(id, "Gull Post | 2026-02-17 | Counted", "Ferry.")
		a.Mentions = make([]corpus.Mention, each)
		m.put(a)
	}
	y := &Syncer{Source: m}
	var got []int
	for pos := int64(0); ; {
		b, err := y.next(t.Context(), pos)
		if err != nil {
			t.Fatal(err)
		}
		if b == nil {
			break
		}
		got = append(got, len(b.Articles))
		pos = b.Position
	}
	if !slices.Equal(got, []int{2, 1}) {
		t.Errorf("batches of %v articles, want 2 and 1", got)
	}
}

func TestChangeAndDelete(t *testing.T) {
	m := harbour()
	x := synced(t, t.TempDir(), m)
	m.put(made("one", "Gull Post | 2026-02-17 | Edited", "Nothing of it is left."))
	delete(m.articles, "atwo")
	m.note(Articles, "atwo", true)
	delete(m.claims, "k1")
	m.note(Claims, "k1", false) // gone by the time it is read
	st, err := (&Syncer{Index: x, Source: m}).Sync(t.Context())
	if err != nil || st.Articles != 1 || st.Deleted != 2 {
		t.Fatalf("%+v, %v", st, err)
	}
	for _, c := range []struct{ q, want string }{
		{"", "four one three"}, {"ferry", "three"}, {"speaker:vane", "three"}, {"-speaker:vane", "four one"}, {"figure:>=1PB", ""}, {"left", "one"},
	} {
		if got := sorted(found(ask(t, x, c.q, Request{}))); got != c.want {
			t.Errorf("%s: %q, want %q", c.q, got, c.want)
		}
	}
	if got := found(ask(t, x, "", Request{Kind: Claims})); got != "" {
		t.Errorf("claims: %s", got)
	}
}

func TestOneOwner(t *testing.T) {
	dir := t.TempDir()
	x := synced(t, dir, harbour())
	start := time.Now()
	if _, err := Open(dir); !errors.Is(err, ErrOwned) {
		t.Errorf("second owner: %v", err)
	}
	if d := time.Since(start); d > 3*time.Second {
		t.Errorf("the second owner waited %v", d)
	}
	if got := ask(t, x, "", Request{}).Total; got != 4 {
		t.Errorf("the first owner sees %d articles", got)
	}
}

// Whatever happens to the folder, opening and syncing gives a whole index again.
func TestRebuild(t *testing.T) {
	for _, c := range []struct {
		name   string
		damage func(t *testing.T, dir string)
	}{
		{"deleted", func(t *testing.T, dir string) { must(t, os.RemoveAll(dir)) }},
		{"no root", func(t *testing.T, dir string) { must(t, os.Remove(filepath.Join(dir, "store", "root.bolt"))) }},
		{"root overwritten", func(t *testing.T, dir string) {
			must(t, os.WriteFile(filepath.Join(dir, "store", "root.bolt"), make([]byte, 70000), 0o600))
		}},
		{"root cut", func(t *testing.T, dir string) { must(t, os.Truncate(filepath.Join(dir, "store", "root.bolt"), 100)) }},
		{"segments deleted", func(t *testing.T, dir string) { each(t, dir, os.Remove) }},
		{"segments cut", func(t *testing.T, dir string) { each(t, dir, func(p string) error { return os.Truncate(p, 10) }) }},
		{"segments empty", func(t *testing.T, dir string) { each(t, dir, func(p string) error { return os.Truncate(p, 0) }) }},
		{"segments overwritten", func(t *testing.T, dir string) {
			each(t, dir, func(p string) error { return os.WriteFile(p, make([]byte, 5000), 0o600) })
		}},
		{"layout", func(t *testing.T, dir string) { relayout(t, dir) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir, m := filepath.Join(t.TempDir(), "index"), harbour()
			must(t, synced(t, dir, m).Close())
			c.damage(t, dir)
			x := synced(t, dir, m)
			if got := sorted(found(ask(t, x, "ferry", Request{}))); got != "one three two" {
				t.Errorf("after rebuilding: %q (%s)", got, x.Rebuilt())
			}
			// scorch goes back to an older snapshot by itself where segments are missing
			if strings.HasPrefix(c.name, "root") && x.Rebuilt() == "" {
				t.Error("Rebuilt does not say why")
			}
		})
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func each(t *testing.T, dir string, f func(string) error) {
	t.Helper()
	n := 0
	must(t, filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(p) == ".zap" {
			n++
			return f(p)
		}
		return err
	}))
	if n == 0 {
		t.Fatal("no segment files")
	}
}

// relayout makes the index in dir one of another layout.
func relayout(t *testing.T, dir string) {
	t.Helper()
	x, err := Open(dir)
	must(t, err)
	must(t, x.ix.SetInternal([]byte(keyLayout), []byte("0")))
	must(t, x.Close())
}

// An index that is ahead of the journal belongs to a database that is no more.
func TestAhead(t *testing.T) {
	dir := t.TempDir()
	x := synced(t, dir, harbour())
	m := newMemory()
	m.put(made("other", "Skua News | 2026-02-19 | Other", "Another harbour."))
	st, err := (&Syncer{Index: x, Source: m}).Sync(t.Context())
	if err != nil || !st.Rebuilt {
		t.Fatalf("%+v, %v", st, err)
	}
	if got := found(ask(t, x, "", Request{})); got != "other" {
		t.Errorf("articles: %s", got)
	}
	if got, err := x.Copies(t.Context()); err != nil || len(got) != 0 {
		t.Errorf("copies %v, %v", got, err)
	}
}

func TestClosed(t *testing.T) {
	x := synced(t, t.TempDir(), harbour())
	must(t, x.Close())
	if _, err := x.Search(t.Context(), &Request{}); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("search: %v", err)
	}
	if err := x.Apply(t.Context(), &Batch{Deleted: []string{"aone"}}); !errors.Is(err, fs.ErrClosed) {
		t.Errorf("apply: %v", err)
	}
	must(t, x.Close())
}

func TestDay(t *testing.T) {
	at := time.Date(2026, 2, 17, 22, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		t    corpus.Time
		want string
	}{
		{corpus.Time{}, ""},
		{corpus.Time{Printed: "2026-02-17T23:30:00-05:00", Earliest: at.Add(24 * time.Hour), Latest: at.Add(24 * time.Hour)}, "2026-02-17"},
		{corpus.Time{Printed: "2026-02"}, ""},
		{corpus.Time{Earliest: at, Latest: at.Add(time.Hour)}, "2026-02-17"},
		{corpus.Time{Earliest: at, Latest: at.Add(3 * time.Hour)}, ""},
	} {
		if got := Day(c.t); got != c.want {
			t.Errorf("Day(%+v) = %q, want %q", c.t, got, c.want)
		}
	}
}

// Searching goes on while batches are applied, and sees each batch wholly or not at all.
func TestConcurrent(t *testing.T) {
	m := harbour()
	x := synced(t, t.TempDir(), m)
	var batches []*Batch
	for i := range 30 {
		b := &Batch{Position: int64(100 + i)}
		for _, name := range []string{"one", "two", "three"} {
			a := m.articles[ids("a"+name)]
			a.Text = fmt.Sprintf("state%d of the ferry", i)
			b.Articles = append(b.Articles, a)
		}
		batches = append(batches, b)
	}
	done := make(chan error, 1)
	go func() {
		for _, b := range batches {
			if err := x.Apply(context.Background(), b); err != nil {
				done <- err
				return
			}
		}
		done <- nil
	}()
	for n := 0; ; n++ {
		select {
		case err := <-done:
			if err != nil {
				t.Fatal(err)
			}
			if got := ask(t, x, "state29", Request{Facets: 5}).Total; got != 3 {
				t.Errorf("in the end: %d", got)
			}
			return
		default:
		}
		q := fmt.Sprintf("state%d", n%30)
		if got := ask(t, x, q, Request{Facets: 5}).Total; got != 0 && got != 3 {
			t.Fatalf("%s: %d of 3 articles", q, got)
		}
		if got := ask(t, x, "ferry speaker:vane", Request{}).Total; got != 2 {
			t.Fatalf("ferry: %d", got)
		}
	}
}

// An index in a folder that cannot be written to can be read.
func TestReadOnly(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root can write everywhere")
	}
	dir := t.TempDir()
	must(t, synced(t, dir, harbour()).Close())
	mode := func(file, folder os.FileMode) {
		must(t, filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
			if err == nil && d.IsDir() {
				return os.Chmod(p, folder)
			}
			return errors.Join(err, os.Chmod(p, file))
		}))
	}
	mode(0o400, 0o500)
	t.Cleanup(func() { mode(0o600, 0o700) })
	x, err := Open(dir)
	must(t, err)
	defer x.Close()
	if got := ask(t, x, "ferry", Request{}).Total; got != 3 {
		t.Errorf("%d articles", got)
	}
	if err := x.Apply(t.Context(), &Batch{Position: 99}); !errors.Is(err, ErrReadOnly) {
		t.Errorf("apply: %v", err)
	}
	if err := x.Reset(t.Context()); !errors.Is(err, ErrReadOnly) {
		t.Errorf("reset: %v", err)
	}
}
