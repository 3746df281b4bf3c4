package extract_test

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"
	"sync"
	"testing"

	"hearsay/corpus"
	"hearsay/extract"
)

const ferryPage = `<!doctype html><html lang="en"><head><title>Ferry tied up | The Quay</title>
<meta property="article:published_time" content="2026-02-17T09:00:00Z"><link rel="canonical" href="https://quay.example/ferry"><link rel="amphtml" href="/amp/ferry">
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Ferry tied up after cracks</h1>
<p>The repair of the Holm ferry will cost more than 40 million crowns, up from 25 million last year, the harbour board said on Monday.</p>
<p>“We will not sail before the weld has been looked at,” said Ada Brandt, the harbour master. She told
<a href="https://gull.example/ferry">The Gull</a> that 1,200 passengers a day were waiting.</p>
<p>According to documents seen by The Pier, the board knew of the cracks in October.</p></article>
<footer>Read also: 12 ways to cook fish</footer></body></html>`

func page(body string) *corpus.Page {
	return &corpus.Page{URL: "https://quay.example/ferry?ref=x", MediaType: "text/html; charset=utf-8", Body: []byte(body)}
}

// check fails t unless every span of ex holds what it says it holds.
func check(t *testing.T, ex *corpus.Extraction) {
	t.Helper()
	hold := func(what string, s corpus.Span, text string) {
		if !s.Valid(ex.Text) || s.Of(ex.Text) != text {
			t.Errorf("%s %v does not hold %q", what, s, text)
		}
	}
	for _, b := range ex.Blocks {
		if !b.Valid(ex.Text) {
			t.Errorf("block %v is outside the text", b.Span)
		}
	}
	for _, l := range ex.Links {
		if !l.Valid(ex.Text) {
			t.Errorf("link %v is outside the text", l.Span)
		}
	}
	for i, f := range ex.Figures {
		hold("figure", f.Span, f.Text)
		if f.Lo > f.Hi {
			t.Errorf("figure %q: lo %v > hi %v", f.Text, f.Lo, f.Hi)
		}
		if i > 0 && f.Start < ex.Figures[i-1].Start {
			t.Errorf("figure %q is out of order", f.Text)
		}
	}
	for _, q := range ex.Quotes {
		hold("quote", q.Span, q.Text)
		if q.Speaker != nil {
			hold("speaker", q.Speaker.Span, q.Speaker.Text)
		}
		if q.Cue != nil {
			hold("cue", q.Cue.Span, q.Cue.Text)
		}
	}
	for _, s := range ex.Statements {
		hold("statement", s.Span, s.Text)
	}
	for _, c := range ex.Citations {
		hold("citation", c.Span, c.Text)
	}
}

func TestPage(t *testing.T) {
	ex, err := extract.Page(page(ferryPage), nil)
	if err != nil {
		t.Fatal(err)
	}
	check(t, ex)
	if ex.Title != "Ferry tied up after cracks" && ex.Title != "Ferry tied up" || ex.Published[:10] != "2026-02-17" || ex.CanonicalURL != "https://quay.example/ferry" {
		t.Errorf("title %q, published %q, canonical %q", ex.Title, ex.Published, ex.CanonicalURL)
	}
	if ex.AMPURL != "https://quay.example/amp/ferry" {
		t.Errorf("AMP version at %q", ex.AMPURL)
	}
	if !slices.ContainsFunc(ex.Figures, func(f corpus.Figure) bool { return f.Lo == 40e6 && f.Qualifier == "gt" }) {
		t.Errorf("no figure of more than 40 million: %+v", ex.Figures)
	}
	if slices.ContainsFunc(ex.Figures, func(f corpus.Figure) bool { return f.Lo == 12 }) {
		t.Error("a figure of another story's teaser counts")
	}
	i := slices.IndexFunc(ex.Quotes, func(q corpus.Quote) bool { return q.Kind == "direct" })
	if i < 0 || ex.Quotes[i].Speaker == nil || ex.Quotes[i].Speaker.Name != "Ada Brandt" {
		t.Errorf("the harbour master's words: %+v", ex.Quotes)
	}
	if !slices.ContainsFunc(ex.Citations, func(c corpus.Citation) bool { return strings.Contains(strings.Join(c.Sources, ";"), "Pier") }) {
		t.Errorf("The Pier is not cited: %+v", ex.Citations)
	}
}

func FuzzPage(f *testing.F) {
	f.Add(ferryPage, true)
	f.Add("A figure of 5.\n\n“Quote,” he said, “and more.”", false)
	f.Add("<p>“unclosed", true)
	f.Add("\xff\xfe<\x00p>1 400 TB", true)
	f.Fuzz(func(t *testing.T, body string, html bool) {
		p := page(body)
		if !html {
			p.MediaType = "text/plain; charset=utf-8"
		}
		ex, err := extract.Page(p, nil)
		if err != nil {
			return
		}
		check(t, ex)
	})
}

// pages is an archive of pages by capture id.
type pages map[corpus.CaptureID]*corpus.Page

func (p pages) Page(_ context.Context, c corpus.Capture) (*corpus.Page, error) {
	if pg := p[c.ID]; pg != nil {
		return pg, nil
	}
	return nil, errors.New("gone from the archive")
}

// records is a store that remembers what it was told.
type records struct {
	captures []corpus.Capture

	mu      sync.Mutex
	put     map[corpus.CaptureID]corpus.Extracted
	refused map[corpus.CaptureID]string
}

func (r *records) Stale(context.Context, string) iter.Seq2[corpus.Capture, error] {
	return func(yield func(corpus.Capture, error) bool) {
		for _, c := range r.captures {
			if _, done := r.put[c.ID]; !done && !yield(c, nil) {
				return
			}
		}
	}
}

func (r *records) PutExtraction(_ context.Context, e corpus.Extracted) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.put[e.Capture] = e
	return nil
}

func (r *records) Refuse(_ context.Context, id corpus.CaptureID, _, why string) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.refused[id] = why
	return nil
}

// A page that cannot be read costs itself only; a page of another story is stored without mentions; a page that says its
// canonical address on the same site gets it as another name.
func TestSync(t *testing.T) {
	st := &records{put: map[corpus.CaptureID]corpus.Extracted{}, refused: map[corpus.CaptureID]string{}}
	ar := pages{"c1": page(ferryPage), "c3": page(strings.ReplaceAll(ferryPage, "ferry", "bridge"))}
	for _, id := range []corpus.CaptureID{"c1", "c2", "c3"} {
		st.captures = append(st.captures, corpus.Capture{ID: id, Article: "a1", URL: "https://quay.example/ferry?ref=x"})
	}
	x := extract.Extractor{
		Judge: func(_ *corpus.Capture, ex *corpus.Extraction) (bool, string) {
			return strings.Contains(ex.Text, "ferry"), "names the ferry"
		},
	}
	stats, err := x.Sync(t.Context(), ar, st)
	if err != nil || stats != (extract.Stats{Extracted: 2, Left: 1, Refused: 1}) {
		t.Fatalf("Sync = %+v, %v", stats, err)
	}
	if e := st.put["c1"]; !e.Kept || len(e.Mentions) == 0 || e.Rev != extract.Rev() || !slices.Equal(e.Aliases, []string{"https://quay.example/ferry"}) {
		t.Errorf("the ferry page: kept %v, %d mentions, aliases %v", e.Kept, len(e.Mentions), e.Aliases)
	}
	for _, m := range st.put["c1"].Mentions {
		if m.ID != m.Anchor.ID() || m.Article != "a1" {
			t.Errorf("mention %+v", m)
		}
	}
	if e := st.put["c3"]; e.Kept || len(e.Mentions) > 0 {
		t.Errorf("the bridge page: %+v", e)
	}
	if st.refused["c2"] == "" {
		t.Error("the lost page was not refused")
	}
}

// BenchmarkPage measures the whole way from bytes to mentions.
func BenchmarkPage(b *testing.B) {
	p := page(ferryPage)
	b.SetBytes(int64(len(ferryPage)))
	b.ReportAllocs()
	for b.Loop() {
		ex, err := extract.Page(p, nil)
		if err != nil || len(ex.Figures) < 3 {
			b.Fatalf("%v, %d figures", err, len(ex.Figures))
		}
	}
}
