package store_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"hearsay/corpus"
	"hearsay/corpus/store"
)

var t0 = time.Date(2026, 2, 17, 9, 0, 0, 0, time.UTC)

func open(t *testing.T, dir string) *store.Store {
	t.Helper()
	s, err := store.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// put records a capture of url at time at and its extraction with the given text and one mention of all of it.
func put(t *testing.T, s *store.Store, url, text string, at time.Time) corpus.Capture {
	t.Helper()
	c, err := s.PutCapture(t.Context(), corpus.Capture{URL: url, Time: at, Digest: corpus.Hash("", text)})
	if err != nil {
		t.Fatal(err)
	}
	extractAs(t, s, c, text, "r1")
	return c
}

func extractAs(t *testing.T, s *store.Store, c corpus.Capture, text, rev string) {
	t.Helper()
	an := corpus.Anchor{Article: c.Article, Sentence: text, Kind: corpus.StatementMention}
	m := corpus.Mention{ID: an.ID(), Anchor: an, Kind: an.Kind, Span: corpus.Span{End: len(text)}, Text: text}
	ex := &corpus.Extraction{Text: text, Outlet: "The Quay", Domain: "quay.example", Published: "2026-02-17"}
	err := s.PutExtraction(t.Context(), corpus.Extracted{Capture: c.ID, Extraction: ex, Mentions: []corpus.Mention{m}, Rev: rev, Kept: true})
	if err != nil {
		t.Fatal(err)
	}
}

func versions(t *testing.T, s *store.Store, a corpus.ArticleID) (texts []string, ids []corpus.VersionID) {
	t.Helper()
	for v, err := range s.Versions(t.Context(), a) {
		if err != nil {
			t.Fatal(err)
		}
		full, err := s.Version(t.Context(), v.ID)
		if err != nil {
			t.Fatal(err)
		}
		texts, ids = append(texts, full.Extraction.Text), append(ids, v.ID)
	}
	return texts, ids
}

func TestVersionsDoNotDependOnOrder(t *testing.T) {
	type capture struct {
		text string
		hour int
	}
	story := []capture{{"one", 0}, {"one", 1}, {"two", 2}, {"one", 3}}
	var want []corpus.VersionID
	for _, order := range [][]int{{0, 1, 2, 3}, {3, 1, 0, 2}, {2, 3, 1, 0}} {
		s := open(t, t.TempDir())
		var a corpus.ArticleID
		for _, i := range order {
			a = put(t, s, "https://quay.example/ferry", story[i].text, t0.Add(time.Duration(story[i].hour)*time.Hour)).Article
		}
		texts, ids := versions(t, s, a)
		if len(texts) != 3 || texts[0] != "one" || texts[1] != "two" || texts[2] != "one" {
			t.Errorf("order %v: versions %q, want one, two, one", order, texts)
		}
		if want == nil {
			want = ids
		}
		for i := range ids {
			if ids[i] != want[i] {
				t.Errorf("order %v: version %d is %s, want %s", order, i, ids[i], want[i])
			}
		}
	}
}

// A mention that a later version lacks is kept with the newest version that has it.
func TestMentionOfOldVersionIsKept(t *testing.T) {
	s := open(t, t.TempDir())
	a := put(t, s, "https://quay.example/ferry", "The ferry cost 40 million crowns.", t0).Article
	put(t, s, "https://quay.example/ferry", "The ferry cost 400 million crowns.", t0.Add(time.Hour))
	_, ids := versions(t, s, a)
	byVersion := map[corpus.VersionID]string{}
	for m, err := range s.Mentions(t.Context(), a) {
		if err != nil {
			t.Fatal(err)
		}
		if m.Anchor.ID() != m.ID || m.Outlet != "The Quay" {
			t.Errorf("mention %+v lost its anchor or outlet", m)
		}
		byVersion[m.Version] = m.Text
	}
	if byVersion[ids[0]] != "The ferry cost 40 million crowns." || byVersion[ids[1]] != "The ferry cost 400 million crowns." {
		t.Errorf("mentions by version: %v", byVersion)
	}
}

func TestAliasMergesArticles(t *testing.T) {
	s, ctx := open(t, t.TempDir()), t.Context()
	a := put(t, s, "https://quay.example/ferry", "Text.", t0)
	b := put(t, s, "https://quay.example/ferry?print=1", "Text.", t0.Add(time.Hour))
	if a.Article == b.Article {
		t.Fatal("two addresses began as one article")
	}
	if err := s.Alias(ctx, "https://quay.example/ferry?print=1", a.Article); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{string(b.Article), "https://quay.example/ferry?print=1", string(a.Article)} {
		if got, err := s.Article(ctx, name); err != nil || got.ID != a.Article {
			t.Errorf("Article(%q) = %s, %v; want %s", name, got.ID, err, a.Article)
		}
	}
	n := 0
	for c, err := range s.Stale(ctx, "r1") {
		if err != nil || c.Article != a.Article {
			t.Errorf("stale capture %+v, %v", c, err)
		}
		extractAs(t, s, c, "Text.", "r1")
		n++
	}
	if n != 1 {
		t.Errorf("%d captures to extract again after the merge, want 1", n)
	}
	if texts, _ := versions(t, s, a.Article); len(texts) != 1 {
		t.Errorf("versions after the merge: %q", texts)
	}
	if again, err := s.PutCapture(ctx, corpus.Capture{URL: "https://quay.example/ferry?print=1", Time: t0.Add(2 * time.Hour), Digest: "d"}); err != nil || again.Article != a.Article {
		t.Errorf("a new capture of the alias went to %s, %v", again.Article, err)
	}
}

// Replaying the journal from 0 gives the latest state of every record, and no seq is ever reused.
func TestJournal(t *testing.T) {
	s, ctx := open(t, t.TempDir()), t.Context()
	put(t, s, "https://quay.example/a", "A.", t0)
	put(t, s, "https://quay.example/b", "B.", t0)
	put(t, s, "https://quay.example/a", "A again.", t0.Add(time.Hour))
	last := int64(0)
	seen := map[string]int{}
	for c, err := range s.Changes(ctx, 0) {
		if err != nil || c.Seq <= last {
			t.Errorf("change %+v after %d, %v", c, last, err)
		}
		last = c.Seq
		seen[c.ID]++
	}
	if len(seen) != 2 {
		t.Errorf("journal names %v, want two articles once each", seen)
	}
	for id, n := range seen {
		if n != 1 {
			t.Errorf("%s is in the journal %d times", id, n)
		}
	}
	if err := s.SetCursor(ctx, "index", last, "r"); err != nil {
		t.Fatal(err)
	}
	if seq, rev, err := s.Cursor(ctx, "index"); seq != last || rev != "r" || err != nil {
		t.Errorf("Cursor = %d, %q, %v", seq, rev, err)
	}
}

func TestTraceFlipsGenerations(t *testing.T) {
	s, ctx := open(t, t.TempDir()), t.Context()
	claim := func(id string, drift float64) corpus.Claim {
		return corpus.Claim{ID: corpus.ClaimID(id), Statement: id, Drift: drift, Articles: 2, Outlets: 2, Mentions: []corpus.Mention{{ID: corpus.MentionID("m" + id), Article: "a1"}}}
	}
	if err := s.PutTrace(ctx, store.Trace{Rev: "1", Claims: []corpus.Claim{claim("k1", .1), claim("k2", .9)}}); err != nil {
		t.Fatal(err)
	}
	before, err := s.LastChange(ctx, store.KindClaim)
	if err != nil {
		t.Fatal(err)
	}
	err = s.PutTrace(ctx, store.Trace{
		Rev: "2", Claims: []corpus.Claim{claim("k1", .1), claim("k3", .5)},
		Aliases: map[corpus.ClaimID]corpus.ClaimID{"k2": "k3"},
	})
	if err != nil {
		t.Fatal(err)
	}
	changed := map[string]bool{}
	for c, err := range s.Changes(ctx, before) {
		if err != nil {
			t.Fatal(err)
		}
		changed[c.ID] = c.Deleted
	}
	if len(changed) != 2 || !changed["k2"] || changed["k3"] {
		t.Errorf("changes of the second generation: %v, want k2 gone and k3 new", changed)
	}
	if c, err := s.Claim(ctx, "k2"); err != nil || c.ID != "k3" {
		t.Errorf("Claim(k2) = %s, %v; want k3, which it was merged into", c.ID, err)
	}
	if id, err := s.ClaimOfMention(ctx, "mk1"); id != "k1" || err != nil {
		t.Errorf("ClaimOfMention = %q, %v", id, err)
	}
	var order []corpus.ClaimID
	for c, err := range s.Claims(ctx, store.ByDrift) {
		if err != nil {
			t.Fatal(err)
		}
		order = append(order, c.ID)
	}
	if len(order) != 2 || order[0] != "k3" {
		t.Errorf("claims by drift: %v", order)
	}
	if _, err := s.Claim(ctx, "k9"); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("Claim(k9): %v, want ErrNotFound", err)
	}
}

func TestExcludeAndFix(t *testing.T) {
	s, ctx, dir := open(t, t.TempDir()), t.Context(), t.TempDir()
	a := put(t, s, "https://quay.example/a", "A.", t0).Article
	for _, e := range []corpus.CorrectionEntry{
		{Op: "date", Article: a, Value: "2026-02-15"},
		{Op: "exclude", Article: a},
	} {
		if err := store.AppendCorrection(dir, e); err != nil {
			t.Fatal(err)
		}
	}
	f, err := os.OpenFile(filepath.Join(dir, store.CorrectionsName), os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString(`{"op":"exclu`); err != nil { // torn by a crash
		t.Fatal(err)
	}
	f.Close()
	if err := store.AppendCorrection(dir, corpus.CorrectionEntry{Op: "outlet", Article: a, Value: "The Pier"}); err != nil {
		t.Fatal(err)
	}
	es, bad, err := store.Corrections(dir)
	if err != nil || len(es) != 3 || len(bad) != 1 {
		t.Fatalf("Corrections: %d read, %v refused, %v; want 3 and one", len(es), bad, err)
	}
	var loc *corpus.LocError
	if !errors.As(bad[0], &loc) || loc.Line != 3 {
		t.Errorf("refused line: %v, want one that names line 3", bad[0])
	}
	if err := s.Fix(ctx, a, store.FixesOf(es)[a]); err != nil {
		t.Fatal(err)
	}
	got, err := s.Article(ctx, string(a))
	if err != nil || !got.Excluded || got.Outlet != "The Pier" || got.Time.Printed != "2026-02-15" || got.Time.Basis != "manual" {
		t.Errorf("article after corrections: %+v, %v", got, err)
	}
	for m := range s.AllMentions(ctx) {
		t.Errorf("mention %s of an excluded article", m.ID)
	}
}

func TestOpenRefuses(t *testing.T) {
	ctx := context.Background()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, store.FileName), []byte("this is not a database, but it is long enough"), 0o666); err != nil {
		t.Fatal(err)
	}
	if _, err := store.Open(ctx, dir); !errors.Is(err, store.ErrCorrupt) {
		t.Errorf("a file that is no database: %v, want ErrCorrupt", err)
	}
	dir = t.TempDir()
	s := open(t, dir)
	if err := store.SetLayout(ctx, s, 99); err != nil {
		t.Fatal(err)
	}
	s.Close()
	if _, err := store.Open(ctx, dir); !errors.Is(err, store.ErrNewer) {
		t.Errorf("a database of layout 99: %v, want ErrNewer", err)
	}
	if _, err := store.Open(ctx, filepath.Join(dir, "absent")); err == nil {
		t.Error("opened a folder that does not exist")
	}
}

func BenchmarkPutExtraction(b *testing.B) {
	s, err := store.Open(b.Context(), b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	n := 0
	for b.Loop() {
		n++
		url := corpus.Hash("https://quay.example/", string(rune(n)))
		c, err := s.PutCapture(b.Context(), corpus.Capture{URL: url, Time: t0.Add(time.Duration(n) * time.Second), Digest: url})
		if err != nil {
			b.Fatal(err)
		}
		ex := &corpus.Extraction{Text: url}
		if err := s.PutExtraction(b.Context(), corpus.Extracted{Capture: c.ID, Extraction: ex, Rev: "r", Kept: true}); err != nil {
			b.Fatal(err)
		}
	}
	if c, err := s.Counts(b.Context()); err != nil || c.Captures == 0 {
		b.Fatalf("counts %+v, %v", c, err)
	}
}
