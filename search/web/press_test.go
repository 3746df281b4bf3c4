package web

import (
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"hearsay/corpus"
	"hearsay/corpus/store"
	"hearsay/corpus/text"
	"hearsay/index"
	"hearsay/search"
)

// A press is a small fictional coverage in a real store: a wire report, a paper that has it from there and changes it, a
// copy, an article that is edited without a word, and a page that tries to break out of its place.
type press struct {
	tb     testing.TB
	store  *store.Store
	server *Server

	wire, paper, copied, edited, hostile corpus.ArticleID
	claim, single                        corpus.ClaimID
	capture                              corpus.CaptureID // of the hostile page
	first, second, older                 corpus.Mention   // of the claim; the last only in an older version
}

const hostileTitle = `</title><script>alert("title")</script>`

var opened = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

func newPress(tb testing.TB) *press {
	tb.Helper()
	dir := tb.TempDir()
	st, err := store.Open(tb.Context(), dir)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { st.Close() })
	p := &press{tb: tb, store: st}
	p.fill()
	ix, err := index.Open(tb.TempDir())
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { ix.Close() })
	if _, err := (&index.Syncer{Index: ix, Source: st}).Sync(tb.Context()); err != nil {
		tb.Fatal(err)
	}
	p.server = &Server{Story: "The <b>pier</b>", Store: st, Searcher: &search.Searcher{Index: ix, Texts: st}, Archive: p, Read: read}
	return p
}

// read takes each sentence of a pasted text for a mention.
func read(full string) ([]corpus.Mention, error) {
	var out []corpus.Mention
	for _, s := range text.Sentences(full) {
		out = append(out, mentionOf("pasted", full, s.Of(full)))
	}
	return out, nil
}

// Page gives back the bytes of the hostile page, whatever the capture.
func (p *press) Page(context.Context, corpus.Capture) (*corpus.Page, error) {
	return &corpus.Page{Body: []byte("<html><script>alert(1)</script>")}, nil
}

func (p *press) handler() http.Handler {
	h, err := p.server.Handler()
	if err != nil {
		p.tb.Fatal(err)
	}
	return h
}

// said is a wording to be found in the text of an article.
type said struct{ text string }

// put records the capture of an article at an hour, and its extraction with a mention for each wording.
func (p *press) put(url, outlet string, hours int, blocks []string, sayings ...said) (corpus.Capture, []corpus.Mention) {
	p.tb.Helper()
	at := opened.Add(time.Duration(hours) * time.Hour)
	c, err := p.store.PutCapture(p.tb.Context(), corpus.Capture{
		URL: url, Time: at, Status: 200, Digest: "sha256:" + corpus.Hash("", strings.Join(blocks, "")), WARC: "a.warc.gz",
	})
	if err != nil {
		p.tb.Fatal(err)
	}
	ex := &corpus.Extraction{
		URL: url, Outlet: outlet, Title: blocks[0], Published: opened.Format(time.RFC3339), Lang: "en", Class: "article", Mined: true,
	}
	if hours > 0 && hours < 20 {
		ex.Published = at.Format(time.RFC3339)
	}
	for i, b := range blocks {
		kind := corpus.Para
		if i == 0 {
			kind = corpus.Headline
		} else {
			ex.Text += "\n\n"
		}
		ex.Blocks = append(ex.Blocks, corpus.Block{Kind: kind, Span: corpus.Span{Start: len(ex.Text), End: len(ex.Text) + len(b)}})
		ex.Text += b
	}
	ex.Citations = []corpus.Citation{{Span: corpus.Span{End: 1}, Sources: []string{"Gull Wire"}, Href: "javascript:alert(1)", Kind: "outlet"}}
	var ms []corpus.Mention
	for _, s := range sayings {
		ms = append(ms, mentionOf(c.Article, ex.Text, s.text))
	}
	err = p.store.PutExtraction(p.tb.Context(), corpus.Extracted{Capture: c.ID, Extraction: ex, Mentions: ms, Rev: "r1", Kept: true})
	if err != nil {
		p.tb.Fatal(err)
	}
	return c, ms
}

func mentionOf(a corpus.ArticleID, full, words string) corpus.Mention {
	m := corpus.Mention{Kind: corpus.StatementMention, Article: a, Text: words, Block: corpus.Para, Stance: "asserts"}
	m.Start = strings.Index(full, words)
	m.End = m.Start + len(words)
	for _, s := range text.Sentences(full) {
		if s.Contains(m.Span) {
			m.Sentence = s
		}
	}
	m.Anchor = corpus.Anchor{Article: a, Sentence: m.Sentence.Of(full), Kind: m.Kind, Start: m.Start - m.Sentence.Start}
	m.ID = m.Anchor.ID()
	return m
}

func (p *press) fill() {
	wire, w := p.put("http://wire.example/pier", "Gull Wire", 0, []string{
		"Pier shut after storm", "The pier lost about 40 planks, the harbour master said. Nobody was hurt.",
	}, said{"The pier lost about 40 planks"})
	paper, q := p.put("http://paper.example/pier", "Tern & Sons Paper", 5, []string{
		"Pier loses 60 planks", "According to Gull Wire, the pier lost 60 planks. It will open in May.",
	}, said{"the pier lost 60 planks"}, said{"It will open in May."})
	copied, _ := p.put("http://copy.example/pier", "Echo", 6, []string{
		"Pier loses 60 planks", "According to Gull Wire, the pier lost 60 planks. It will open in May.",
	})
	edited, e := p.put("http://edited.example/pier", "Skua", 7, []string{
		"The pier", "The pier lost every plank. Nobody was hurt.",
	}, said{"The pier lost every plank."})
	p.put("http://edited.example/pier", "Skua", 31, []string{"The pier", "The pier lost many a plank. Nobody was hurt."})
	hostile, _ := p.put("http://hostile.example/?a=<b>", `O"'<img src=x onerror=alert(1)>`, 9, []string{
		hostileTitle, `<script>alert("body")</script> A plank is "a plank".`,
	})
	p.wire, p.paper, p.copied, p.edited, p.hostile = wire.Article, paper.Article, copied.Article, edited.Article, hostile.Article
	p.capture, p.first, p.second, p.older = hostile.ID, w[0], q[0], e[0]
	p.trace(q[1])
}

// trace writes the claims as if they had been traced.
func (p *press) trace(opening corpus.Mention) {
	p.claim, p.single = "k0000000000000001", "k0000000000000002"
	about, sixty := part(p.first, "about 40 planks"), part(p.second, "60 planks")
	variants := []corpus.Variant{
		{ID: "w1", Label: "A", Text: p.first.Text, Mentions: []corpus.MentionID{p.first.ID}, Mutations: []corpus.Mutation{}},
		{ID: "w2", Label: "B", Text: p.second.Text, Mentions: []corpus.MentionID{p.second.ID}, From: "w1", Directed: true, Drift: corpus.Drift{Score: .6}, Mutations: []corpus.Mutation{
			{Type: "reworded", Rule: "other words", From: corpus.Place{Mention: p.first.ID, Span: p.first.Span, Text: p.first.Text}, To: corpus.Place{Mention: p.second.ID, Span: p.second.Span, Text: p.second.Text}},
			{Type: "value_changed", Rule: "40 is not 60", From: about, To: sixty},
			{
				Type: "attribution_dropped", Rule: "no source",
				From: corpus.Place{Mention: p.first.ID, Span: corpus.Span{End: len("Pier shut")}, Text: "Pier shut"},
				To:   corpus.Place{Mention: p.second.ID, Span: p.second.Span, Text: p.second.Text},
			},
			{Type: "approximator_dropped", Rule: "“about” is gone", From: part(p.first, "about"), To: sixty},
		}},
		{ID: "w3", Label: "C", Text: p.older.Text, Mentions: []corpus.MentionID{p.older.ID}, From: "w2", Drift: corpus.Drift{Score: .2}, Mutations: []corpus.Mutation{
			{Type: "value_vague", Rule: "no number", From: sixty, To: part(p.older, "every plank")},
		}},
	}
	ms := []corpus.Mention{p.first, p.second, p.older}
	for i := range ms {
		ms[i].Variant = variants[i].ID
	}
	err := p.store.PutTrace(p.tb.Context(), store.Trace{Rev: "r1", Seq: 1, Copies: map[corpus.ArticleID]corpus.ArticleID{p.copied: p.paper}, Claims: []corpus.Claim{
		{
			ID: p.claim, Family: "f1", Kind: corpus.StatementMention, Statement: p.first.Text, Articles: 3, Outlets: 3, Sources: "single", Origin: "Gull Wire", Drift: .6,
			Warning:           "3 outlets, one origin: all lead to Gull Wire.",
			EarliestCollected: corpus.Collected{Article: p.wire, Outlet: "Gull Wire", Time: corpus.Time{Earliest: opened, Latest: opened}},
			Mentions:          ms, Variants: variants, Lineage: []corpus.Edge{
				{Child: p.paper, ChildMention: p.second.ID, Parent: string(p.wire), Name: "Gull Wire", Probability: .9, Printed: true, Evidence: []corpus.Evidence{{Kind: "citation", Text: "According to Gull Wire", Href: "javascript:alert(1)"}}},
				{Child: p.wire, ChildMention: p.first.ID, Parent: "s0000000000000001", Ghost: true, Name: "<i>a log</i>", Probability: .5},
			},
		},
		{
			ID: p.single, Family: "f1", Kind: corpus.StatementMention, Statement: opening.Text, Articles: 1, Outlets: 1, Sources: "unknown",
			Mentions: []corpus.Mention{opening},
			Variants: []corpus.Variant{{ID: "w9", Label: "A", Text: opening.Text, Mentions: []corpus.MentionID{opening.ID}, Mutations: []corpus.Mutation{}}},
		},
	}})
	if err != nil {
		p.tb.Fatal(err)
	}
}

// part returns the place of words in m.
func part(m corpus.Mention, words string) corpus.Place {
	at := m.Start + strings.Index(m.Text, words)
	return corpus.Place{Mention: m.ID, Span: corpus.Span{Start: at, End: at + len(words)}, Text: words}
}
