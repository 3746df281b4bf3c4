package search

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/corpus/text"
	"hearsay/index"
	"hearsay/index/query"
)

// records are the texts of a test.
type records struct {
	articles map[string]corpus.Article
	versions map[corpus.VersionID]corpus.Version
	mentions map[corpus.MentionID]corpus.Mention
	claims   map[string]corpus.Claim
	batch    index.Batch
}

func look[K comparable, V any](m map[K]V, k K) (V, error) {
	v, ok := m[k]
	if !ok {
		return v, fmt.Errorf("%v: %w", k, corpus.ErrNotFound)
	}
	return v, nil
}

func (r *records) Article(_ context.Context, id string) (corpus.Article, error) {
	return look(r.articles, id)
}

func (r *records) Text(_ context.Context, id corpus.VersionID) (string, []corpus.Block, error) {
	v, err := look(r.versions, id)
	return v.Extraction.Text, v.Extraction.Blocks, err
}

func (r *records) Mention(_ context.Context, id corpus.MentionID) (corpus.Mention, error) {
	return look(r.mentions, id)
}

func (r *records) Claim(_ context.Context, id string) (corpus.Claim, error) {
	return look(r.claims, id)
}

// add adds an article of the given name, day and text. Each "x" in figures is a mention of the first place where it
// stands, as a figure of that many TB.
func (r *records) add(name, outlet, day, body string, terabytes map[string]float64) {
	a := corpus.Article{
		ID: corpus.ArticleID("a" + name), Outlet: outlet, Title: "Title of " + name, URL: "http://" + name + ".example/",
		Lang: "en", Latest: corpus.VersionID("v" + name), Time: corpus.Time{Printed: day},
	}
	in := index.Article{Article: a, Text: body}
	for words, tb := range terabytes {
		at := strings.Index(body, words)
		m := corpus.Mention{
			ID: corpus.MentionID("m" + name + words), Kind: corpus.FigureMention, Article: a.ID, Version: a.Latest,
			Span: corpus.Span{Start: at, End: at + len(words)}, Text: words,
			Figures: []corpus.Figure{{Lo: tb, Hi: tb, Unit: "TB", Dimension: "data", Kind: "figure"}},
		}
		for _, s := range text.Sentences(body) {
			if s.Contains(m.Span) {
				m.Sentence = s
			}
		}
		r.mentions[m.ID] = m
		in.Mentions = append(in.Mentions, m)
	}
	r.articles[string(a.ID)] = a
	r.versions[a.Latest] = corpus.Version{ID: a.Latest, Article: a.ID, Extraction: corpus.Extraction{Text: body}}
	r.batch.Articles = append(r.batch.Articles, in)
}

// pier is a coverage of four articles, the last a copy of the first.
func pier(t testing.TB) (*Searcher, *records) {
	r := &records{
		articles: map[string]corpus.Article{}, versions: map[corpus.VersionID]corpus.Version{},
		mentions: map[corpus.MentionID]corpus.Mention{}, claims: map[string]corpus.Claim{},
	}
	one := "The pier’s owner said on Tuesday it stored 1,400 TB. Nobody was hurt. The U.S. owner kept the pier. The pier burned."
	r.add("one", "Gull Post", "2026-02-17", one, map[string]float64{"1,400 TB": 1400})
	r.add("two", "Tern Wire", "2026-02-18", "Café owners met.\n\nPiers stored 5 TB, says the gray\ncouncil. Nothing else.", map[string]float64{"5 TB": 5})
	r.add("three", "Skua News", "2026-02-19", "First things first. Second things second.", nil)
	r.add("copy", "Gull Echo", "2026-02-17", one+" Copied.", nil)
	c := corpus.Claim{ID: "k1", Kind: corpus.FigureMention, Statement: "the owner stored 1,400 TB", Mentions: []corpus.Mention{r.mentions["mone1,400 TB"]}}
	r.claims["k1"] = c
	r.batch.Claims = []corpus.Claim{c}
	r.batch.Position = 1
	r.batch.Copies = map[corpus.ArticleID]corpus.ArticleID{"acopy": "aone"}
	x, err := index.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	if err := x.Apply(t.Context(), &r.batch); err != nil {
		t.Fatal(err)
	}
	return &Searcher{Index: x, Texts: r}, r
}

// show prints the hits of res: name, copies, and the sentences with their matches in brackets.
func show(t *testing.T, r *records, res *Result) string {
	var b strings.Builder
	for _, h := range res.Hits {
		fmt.Fprintf(&b, "%s+%d", h.Article[1:], h.Copies)
		body := r.versions[h.Version].Extraction.Text
		for _, s := range h.Sentences {
			if s.Of(body) != s.Text {
				t.Errorf("sentence %q is not the text at %v", s.Text, s.Span)
			}
			b.WriteString(" | ")
			at := s.Start
			for _, m := range s.Matches {
				b.WriteString(body[at:m[0]] + "[" + body[m[0]:m[1]] + "]")
				at = m[1]
			}
			b.WriteString(body[at:s.End])
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func TestSearch(t *testing.T) {
	s, r := pier(t)
	for _, c := range []struct{ q, want string }{
		{"burned -outlet:echo", "one+0 | The pier [burned].\n"},
		{"hurt", "one+1 | Nobody was [hurt].\n"},
		{`"pier's owner"`, "one+1 | The [pier’s owner] said on Tuesday it stored 1,400 TB.\n"},
		{`"TB. Nobody was"`, "one+1 | The pier’s owner said on Tuesday it stored 1,400 [TB. Nobody was] hurt.\n"},
		{"pier outlet:gull -hurt", ""},
		{`"owner pier"~4 outlet:post`, "one+0 | The [pier]’s [owner] said on Tuesday it stored 1,400 TB. | The U.S. [owner] kept the [pier].\n"},
		{"cafe piers", "two+0 | [Café] owners met. | [Piers] stored 5 TB, says the gray\n"},
		{"figure:>1PB", "one+0 | The pier’s owner said on Tuesday it stored [1,400 TB].\n"},
		{"figure:>1PB owner", "one+0 | The pier’s [owner] said on Tuesday it stored [1,400 TB]. | The U.S. [owner] kept the pier.\n"},
		{"claim:k1", "one+0 | The pier’s owner said on Tuesday it stored [1,400 TB].\n"},
		{"outlet:skua", "three+0 | First things first.\n"},
		{"outlet:echo", "copy+0 | The pier’s owner said on Tuesday it stored 1,400 TB.\n"},
	} {
		res, err := s.Search(t.Context(), c.q, Options{})
		if err != nil {
			t.Errorf("%s: %v", c.q, err)
			continue
		}
		if got := show(t, r, res); got != c.want {
			t.Errorf("%s\n got: %swant: %s", c.q, got, c.want)
		}
	}
}

func TestPaging(t *testing.T) {
	s, _ := pier(t)
	var got []string
	o := Options{Limit: 1, Order: index.ByNewest, Unfolded: true}
	for range 9 {
		res, err := s.Search(t.Context(), "", o)
		if err != nil {
			t.Fatal(err)
		}
		if res.Total != 4 || len(res.Hits) != 1 {
			t.Fatalf("total %d, %d hits", res.Total, len(res.Hits))
		}
		got = append(got, string(res.Hits[0].Article))
		if o.Next = res.Next; o.Next == "" {
			break
		}
	}
	if want := []string{"athree", "atwo", "acopy", "aone"}; !slices.Equal(got, want) {
		t.Errorf("pages %v, want %v", got, want)
	}
	first, err := s.Search(t.Context(), "", Options{Limit: 1})
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range []struct{ q, token string }{{"pier", first.Next}, {"", "x"}, {"", "e30"}} {
		if _, err := s.Search(t.Context(), bad.q, Options{Next: bad.token}); !errors.Is(err, ErrToken) {
			t.Errorf("query %q with token %q: %v", bad.q, bad.token, err)
		}
	}
	if _, err := s.Search(t.Context(), "", Options{Order: "best"}); err == nil {
		t.Error("order best is accepted")
	}
}

func TestLaggingIndex(t *testing.T) {
	s, r := pier(t)
	delete(r.versions, "vone")
	res, err := s.Search(t.Context(), "piers", Options{})
	if err != nil || len(res.Hits) != 1 || res.Hits[0].Article != "atwo" {
		t.Errorf("%+v, %v", res, err)
	}
}

// What an article said once and says no more is found by its mentions and shown from the version that said it.
func TestRetracted(t *testing.T) {
	s, r := pier(t)
	old := r.mentions["mtwo5 TB"]
	old.ID, old.Version = "mold", "vtwo0"
	text := "It stored 9 TB, we said. Now we do not."
	old.Span = corpus.Span{Start: 10, End: 14}
	old.Sentence = corpus.Span{Start: 0, End: 24}
	old.Text = old.Of(text)
	old.Figures = []corpus.Figure{{Lo: 9, Hi: 9, Unit: "TB", Dimension: "data", Kind: "figure"}}
	r.mentions["mold"] = old
	r.versions["vtwo0"] = corpus.Version{ID: "vtwo0", Article: "atwo", Extraction: corpus.Extraction{Text: text}}
	a := r.batch.Articles[1]
	a.Mentions = append(a.Mentions, old)
	if err := s.Index.Apply(t.Context(), &index.Batch{Position: 2, Articles: []index.Article{a}}); err != nil {
		t.Fatal(err)
	}
	res, err := s.Search(t.Context(), "figure:9TB", Options{})
	if err != nil || len(res.Hits) != 1 {
		t.Fatalf("%+v, %v", res, err)
	}
	ss := res.Hits[0].Sentences
	if got := ss[0]; len(ss) != 1 || got.Version != "vtwo0" || got.Text != "It stored 9 TB, we said." || got.Matches[0] != [2]int{10, 14} {
		t.Errorf("%+v", ss)
	}
}

func TestSocket(t *testing.T) {
	s, r := pier(t)
	path := filepath.Join(t.TempDir(), "s")
	c := NewClient(path)
	if _, err := c.Search(t.Context(), "pier", Options{}); !errors.Is(err, ErrNoServer) {
		t.Fatalf("without a server: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	ready, done := make(chan error, 1), make(chan error, 1)
	go func() { done <- Serve(ctx, path, s, nil) }()
	go func() {
		for {
			if _, err := c.Search(ctx, "pier", Options{}); !errors.Is(err, ErrNoServer) {
				ready <- err
				return
			}
		}
	}()
	if err := <-ready; err != nil {
		t.Fatal(err)
	}
	here, err1 := s.Search(ctx, "piers figure:>=1TB", Options{Limit: 1})
	there, err2 := c.Search(ctx, "piers figure:>=1TB", Options{Limit: 1})
	if err1 != nil || err2 != nil || show(t, r, here) != show(t, r, there) || here.Next != there.Next || there.Next == "" {
		t.Errorf("here %+v, %v; there %+v, %v", here, err1, there, err2)
	}
	if got, err := c.Claims(ctx, "stored", Options{}); err != nil || !slices.Equal(got.IDs, []corpus.ClaimID{"k1"}) {
		t.Errorf("claims: %+v, %v", got, err)
	}
	var qe *query.Error
	if _, err := c.Search(ctx, `pier "`, Options{}); !errors.As(err, &qe) || qe.Pos != 5 {
		t.Errorf("a bad query: %v", err)
	}
	if _, err := c.Search(ctx, "claim:k9", Options{}); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("no such claim: %v", err)
	}
	if _, err := c.Search(ctx, "pier", Options{Next: "x"}); !errors.Is(err, ErrToken) {
		t.Errorf("a bad token: %v", err)
	}
	if err := Serve(ctx, path, s, nil); err == nil {
		t.Error("a second server on the same socket")
	}
	cancel()
	if err := <-done; err != nil {
		t.Errorf("stopping: %v", err)
	}
	if _, err := c.Search(t.Context(), "pier", Options{}); !errors.Is(err, ErrNoServer) {
		t.Errorf("after the server stopped: %v", err)
	}
}
