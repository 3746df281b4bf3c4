package article

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"hearsay/corpus"
	"hearsay/corpus/corpustest"
)

// print shows an extraction as golden files hold it.
func print(ex *corpus.Extraction) string {
	var b strings.Builder
	line := func(name string, v any) {
		if s := fmt.Sprint(v); s != "" && s != "[]" && s != "false" {
			fmt.Fprintf(&b, "%s: %s\n", name, s)
		}
	}
	line("class", ex.Class)
	line("title", ex.Title)
	line("byline", ex.Byline)
	line("outlet", ex.Outlet)
	line("published", ex.Published)
	line("modified", ex.Modified)
	line("section", ex.Section)
	line("dateline", ex.Dateline)
	line("wire", ex.Wire)
	line("lang", ex.Lang)
	line("paywall", ex.Paywall)
	line("canonical", ex.CanonicalURL)
	for _, n := range ex.Notes {
		line("note", n.Kind)
	}
	for _, k := range ex.Blocks {
		text := strings.ReplaceAll(k.Of(ex.Text), "\n", "/")
		if text == "" {
			continue
		}
		at := ""
		if !k.Time.IsZero() {
			at = " " + k.Time.Format(time.RFC3339)
		}
		if k.Flag != "" {
			at += " " + k.Flag
		}
		if utf8.RuneCountInString(text) > 60 {
			text = string([]rune(text)[:57]) + "..."
		}
		fmt.Fprintf(&b, "%s%s | %s\n", k.Kind, at, text)
	}
	for _, l := range ex.Links {
		fmt.Fprintf(&b, "link %s -> %s\n", l.Of(ex.Text), l.Href)
	}
	return b.String()
}

func TestHTML(t *testing.T) {
	corpustest.GoldenIn(t, "testdata/html", nil, func(text string) string {
		ex, err := Parse(&corpus.Page{URL: "https://www.harbourpost.example/2026/03/04/ferry", MediaType: "text/html; charset=utf-8", Body: []byte(text)}, nil)
		if err != nil {
			return "error: " + err.Error()
		}
		return print(ex)
	})
}

func TestPlain(t *testing.T) {
	corpustest.GoldenIn(t, "testdata/text", nil, func(text string) string {
		ex, err := Parse(&corpus.Page{File: "a.txt", MediaType: "text/plain", Body: []byte(text)}, nil)
		if err != nil {
			return "error: " + err.Error()
		}
		if ex.Text != text {
			return "the text is not the input"
		}
		return print(ex)
	})
}

// TestManifest checks that what a person says of a file wins over what the page says.
func TestManifest(t *testing.T) {
	p := &corpus.Page{
		File: "a.html", Body: []byte(`<title>Wrong</title><meta property="article:published_time" content="2020-01-01"><p>Some words that nobody has written before, in a paragraph of its own.`),
		Manifest: corpus.Manifest{URL: "https://news.example/a", Outlet: "The Example", Title: "Right", Published: "2026-02-03", Byline: []string{"Ann Lee"}},
	}
	ex, err := Parse(p, nil)
	if err != nil {
		t.Fatal(err)
	}
	if ex.Title != "Right" || ex.Outlet != "The Example" || ex.Published != "2026-02-03" || len(ex.Byline) != 1 || ex.Byline[0] != "Ann Lee" || ex.Domain != "news.example" {
		t.Errorf("got %q %q %q %q %q", ex.Title, ex.Outlet, ex.Published, ex.Byline, ex.Domain)
	}
}

// TestFuture checks that no date after the capture is taken.
func TestFuture(t *testing.T) {
	p := &corpus.Page{
		Fetched: time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC),
		Body:    []byte(`<html><meta property="article:published_time" content="2031-01-01T00:00:00Z"><time datetime="2026-01-30">30 January 2026</time><h1>A headline of several words</h1><p>A paragraph.`),
	}
	ex, err := Parse(p, nil)
	if err != nil || strings.HasPrefix(ex.Published, "2031") {
		t.Errorf("published %q, %v", ex.Published, err)
	}
}

// hostile are pages that cost a careless reader much time or memory.
func hostile() map[string][]byte {
	return map[string][]byte{
		"nested tags":   bytes.Repeat([]byte("<div>"), 200_000),
		"nested inline": bytes.Repeat([]byte("<b><i a=1>"), 100_000),
		"formatting":    bytes.Repeat([]byte("<a><p>x"), 50_000),
		"tables":        bytes.Repeat([]byte("<table><tr>x"), 50_000),
		"attribute":     []byte(`<p class="` + strings.Repeat("a ", 5<<20) + `">text`),
		"attributes":    []byte("<p " + strings.Repeat("a=1 ", 1<<18) + ">text"),
		"entities":      bytes.Repeat([]byte("&amp;&lt;&notanentity&#x1F600;"), 50_000),
		"comment":       []byte("<p>text<!--" + strings.Repeat("-", 1<<20)),
		"script":        []byte("<script><!--" + strings.Repeat("<script>", 1<<17)),
		"json":          []byte(`<script type="application/ld+json">` + strings.Repeat(`{"@graph":[`, 1<<16) + `</script>`),
		"one word":      bytes.Repeat([]byte("x"), 4<<20),
		"blocks":        bytes.Repeat([]byte("<p>short text here, "), 100_000),
		"no letters":    bytes.Repeat([]byte{0xff, 0xfe, 0}, 300_000),
	}
}

// TestHostile checks that such pages take bounded time. The bound is generous: machines differ.
func TestHostile(t *testing.T) {
	for name, body := range hostile() {
		start := time.Now()
		ex, err := Parse(&corpus.Page{MediaType: "text/html", Body: body}, nil)
		if err == nil {
			check(t, ex, len(body))
		}
		if d := time.Since(start); d > 20*time.Second {
			t.Errorf("%s: %d bytes took %v", name, len(body), d)
		} else if testing.Verbose() {
			t.Logf("%s: %d bytes, %v", name, len(body), d)
		}
	}
	if _, err := Parse(&corpus.Page{Body: make([]byte, MaxPage+1)}, nil); err == nil {
		t.Error("a page larger than MaxPage was read")
	}
}

// check makes sure of what holds for every extraction: spans lie in the text, in order; sources lie in the body.
func check(t *testing.T, ex *corpus.Extraction, size int) {
	t.Helper()
	if !utf8.ValidString(ex.Text) {
		t.Fatal("text is not UTF-8")
	}
	last := 0
	for _, b := range ex.Blocks {
		if !b.Valid(ex.Text) || b.Start < last {
			t.Fatalf("block %+v after %d in a text of %d bytes", b, last, len(ex.Text))
		}
		last = b.End
		if s := b.Source; s != nil && (s.Start < 0 || s.Start > s.End || s.End > size) {
			t.Fatalf("source %+v in a body of %d bytes", s, size)
		}
	}
	for _, l := range ex.Links {
		if !l.Valid(ex.Text) {
			t.Fatalf("link %+v", l)
		}
	}
	body := slices.ContainsFunc(ex.Blocks, func(b corpus.Block) bool { return b.Kind.Mined() })
	if ex.Class == "" || ex.Class == classArticle && !body {
		t.Fatalf("class %q without a body", ex.Class)
	}
}

func FuzzParse(f *testing.F) {
	for _, body := range hostile() {
		f.Add(head(body, 2000), "text/html")
	}
	f.Add([]byte("<h1>A</h1><p>B &amp; C<table>x<tr><td>y</table>"), "text/html; charset=shift_jis")
	f.Add([]byte("Headline of a text\n\nA paragraph."), "text/plain")
	f.Add([]byte("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>a=\n--x--"), "")
	f.Add([]byte("\xff\xfea\x00b\x00"), "")
	f.Add([]byte("%PDF-1.4\n"), "")
	f.Fuzz(func(t *testing.T, body []byte, mediaType string) {
		p := &corpus.Page{URL: "https://a.example/b", MediaType: mediaType, Body: body}
		ex, err := Parse(p, nil)
		if err != nil {
			return
		}
		check(t, ex, len(body))
		for _, b := range ex.Blocks {
			if s, ok := Locate(p, ex, b.Span); ok && (s.Start < 0 || s.End > len(body) || s.Start > s.End) {
				t.Fatalf("%+v is at %+v", b, s)
			}
		}
	})
}

// BenchmarkParse reads pages as they are on the web, or the page of the golden files where there are none.
func BenchmarkParse(b *testing.B) {
	pages := labelledPages(b, "aeb")
	size := 0
	for _, l := range pages {
		size += len(l.HTML)
	}
	theChooser()
	b.SetBytes(int64(size))
	b.ReportAllocs()
	for b.Loop() {
		body := 0
		for _, l := range pages {
			ex, err := Parse(&corpus.Page{URL: l.URL, Body: l.HTML}, nil)
			if err != nil {
				b.Fatal(err)
			}
			body += len(ex.Text)
		}
		if body < 100_000 {
			b.Fatal("hardly any text")
		}
	}
	b.ReportMetric(float64(len(pages)*b.N)/b.Elapsed().Seconds(), "pages/s")
}
