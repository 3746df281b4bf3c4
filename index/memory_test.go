package index

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/index/query"
)

// memory is a Source of records that a test makes up.
type memory struct {
	seq      int64
	changes  []corpus.Change
	articles map[corpus.ArticleID]Article
	claims   map[corpus.ClaimID]corpus.Claim
	copies   map[corpus.ArticleID]corpus.ArticleID
}

func newMemory() *memory {
	return &memory{articles: map[corpus.ArticleID]Article{}, claims: map[corpus.ClaimID]corpus.Claim{}}
}

func (m *memory) note(kind, id string, deleted bool) {
	m.changes = slices.DeleteFunc(m.changes, func(c corpus.Change) bool { return c.Kind == kind && c.ID == id })
	m.seq++
	m.changes = append(m.changes, corpus.Change{Seq: m.seq, Kind: kind, ID: id, Deleted: deleted})
}

func (m *memory) put(as ...Article) {
	for _, a := range as {
		m.articles[a.ID] = a
		m.note(Articles, string(a.ID), false)
	}
}

func (m *memory) Changes(_ context.Context, after int64) iter.Seq2[corpus.Change, error] {
	return func(yield func(corpus.Change, error) bool) {
		for _, c := range m.changes {
			if c.Seq > after && !yield(c, nil) {
				return
			}
		}
	}
}

func (m *memory) LastChange(context.Context, string) (int64, error) { return m.seq, nil }

func (m *memory) Article(_ context.Context, id string) (corpus.Article, error) {
	a, ok := m.articles[corpus.ArticleID(id)]
	if !ok {
		return corpus.Article{}, corpus.ErrNotFound
	}
	return a.Article, nil
}

func (m *memory) Text(_ context.Context, id corpus.VersionID) (string, []corpus.Block, error) {
	a := m.articles[corpus.ArticleID("a"+id[1:])]
	return a.Text, a.Blocks, nil
}

func (m *memory) Mentions(_ context.Context, id corpus.ArticleID) iter.Seq2[corpus.Mention, error] {
	return func(yield func(corpus.Mention, error) bool) {
		for _, x := range m.articles[id].Mentions {
			if !yield(x, nil) {
				return
			}
		}
	}
}

func (m *memory) Claim(_ context.Context, id string) (corpus.Claim, error) {
	c, ok := m.claims[corpus.ClaimID(id)]
	if !ok {
		return c, corpus.ErrNotFound
	}
	return c, nil
}

func (m *memory) Copies(context.Context) (map[corpus.ArticleID]corpus.ArticleID, error) {
	return maps.Clone(m.copies), nil
}

// made makes an article of its name, its head ("outlet | day | title") and its text.
func made(name, head, body string, mentions ...corpus.Mention) Article {
	h := strings.Split(head, " | ")
	a := Article{Text: body, Mentions: mentions}
	a.Article = corpus.Article{
		ID: corpus.ArticleID("a" + name), Latest: corpus.VersionID("v" + name), Outlet: h[0],
		Domain: strings.ToLower(strings.ReplaceAll(h[0], " ", "")) + ".example",
		Title:  h[2], Byline: []string{"Ada Moss"}, Lang: "en", Time: corpus.Time{Printed: h[1]},
	}
	for i := range a.Mentions {
		a.Mentions[i].ID = corpus.MentionID(fmt.Sprintf("m%s%d", name, i))
		a.Mentions[i].Article = a.ID
	}
	return a
}

func quoted(speaker, words string, figures ...corpus.Figure) corpus.Mention {
	return corpus.Mention{
		Kind: corpus.QuoteMention, Text: words, Figures: figures,
		Quote: &corpus.Quote{Text: words, Speaker: &corpus.Speaker{Text: speaker, Name: speaker}},
	}
}

func counted(source string, f corpus.Figure) corpus.Mention {
	return corpus.Mention{
		Kind: corpus.FigureMention, Figures: []corpus.Figure{f},
		Attribution: corpus.Attribution{Kind: "documents", Source: source},
	}
}

func figure(lo, hi float64, unit, dimension string) corpus.Figure {
	return corpus.Figure{Lo: lo, Hi: hi, Unit: unit, Dimension: dimension, Kind: "figure"}
}

// harbour is a small coverage of a ferry that was shut down.
func harbour() *memory {
	m := newMemory()
	m.put(
		made("one", "Gull Post | 2026-02-17 | Harbour ferry shut down",
			"The harbour ferry was shut down on Monday. Vane’s denial came at noon: the U.S. agency stored 1,400 TB.",
			quoted("Ida Vane", "we shut nothing down, not 1,400 TB", figure(1400, 1400, "TB", "data")),
			counted("leaked ledgers", figure(400, 400, "detention bed", "count"))),
		made("two", "Tern Wire | 2026-02-18T09:00:00Z | Ferries stop",
			"Ferries stopped running. A closure down at the harbour shut the ferry. The café said Vane’s is denying it.",
			quoted("Bo Rusk", "nothing was stored"),
			counted("Tern Wire", figure(5, 16, "PB", "data")),
			counted("Tern Wire", figure(38e6, 38e6, "USD", "money"))),
		made("three", "Tern Wire | 2026-03-01 | Council minutes",
			"A US official rode the ferry. The council met and surveillance was discussed at length by nobody in particular.",
			quoted("Ida Vane", "no comment"),
			counted("Ida Vane", figure(900, 900, "GB", "data"))),
		made("four", "Gull Post | 2025-12-31 | Year in review", "Surveilled cats, and surveys of the coast. Señor Núñez’s boat."),
	)
	m.claims["k1"] = corpus.Claim{
		ID: "k1", Kind: corpus.FigureMention, Statement: "the agency stored 1,400 TB",
		Variants: []corpus.Variant{{Text: "storage tripled to 1.4 PB"}},
		Mentions: []corpus.Mention{
			{ID: "mone0", Article: "aone", Outlet: "Gull Post", Published: "2026-02-17", Text: "stored 1,400 TB", Figures: []corpus.Figure{figure(1400, 1400, "TB", "data")}},
		},
	}
	m.note(Claims, "k1", false)
	return m
}

// synced opens a new index over src.
func synced(t testing.TB, dir string, src Source) *Bleve {
	t.Helper()
	x, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	if _, err := (&Syncer{Index: x, Source: src}).Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	return x
}

// ask returns the result of query q.
func ask(t testing.TB, x Index, q string, r Request) *Result {
	t.Helper()
	n, err := query.Parse(q)
	if err != nil {
		t.Fatal(err)
	}
	r.Query = n
	if r.Limit == 0 {
		r.Limit = 10
	}
	r.Claim = func(id corpus.ClaimID) ([]corpus.MentionID, error) {
		if id == "k1" {
			return []corpus.MentionID{"mone0", "mthree1"}, nil
		}
		return nil, corpus.ErrNotFound
	}
	res, err := x.Search(t.Context(), &r)
	if err != nil {
		t.Fatalf("%s: %v", q, err)
	}
	return res
}

// found returns the names of the hits, best first.
func found(res *Result) string {
	var out []string
	for _, h := range res.Hits {
		out = append(out, h.ID[1:])
	}
	return strings.Join(out, " ")
}

func sorted(s string) string {
	f := strings.Fields(s)
	slices.Sort(f)
	return strings.Join(f, " ")
}
