package feed

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"hearsay/corpus/corpustest"
)

// show prints a feed for golden files: one line an entry.
func show(f *Feed, err error) string {
	if err != nil {
		return "error: " + err.Error() + "\n"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%s %q", f.Kind, f.Title)
	if f.Truncated {
		b.WriteString(" truncated")
	}
	if f.Next != "" {
		b.WriteString(" next " + f.Next)
	}
	b.WriteByte('\n')
	day := func(t time.Time) string {
		if t.IsZero() {
			return "-"
		}
		return t.Format("2006-01-02T15:04:05Z")
	}
	for _, e := range f.Entries {
		fmt.Fprintf(&b, "%s pub %s mod %s map %v\n  %s\n  %s\n", e.URL, day(e.Published), day(e.Modified), e.Map, e.Title, e.Summary)
	}
	return b.String()
}

func TestParse(t *testing.T) {
	corpustest.Golden(t, nil, func(text string) string {
		return show(Parse("https://news.example/feeds/all", []byte(text)))
	})
}

func TestCompressedSitemap(t *testing.T) {
	var b bytes.Buffer
	zw := gzip.NewWriter(&b)
	fmt.Fprint(zw, "<urlset><url><loc>https://news.example/1</loc></url></urlset>")
	zw.Close()
	f, err := Parse("https://news.example/sitemap.xml.gz", b.Bytes())
	if err != nil || len(f.Entries) != 1 || f.Truncated {
		t.Fatalf("%+v, %v", f, err)
	}
	f, err = Parse("https://news.example/sitemap.xml.gz", b.Bytes()[:b.Len()-9])
	if err != nil || len(f.Entries) != 1 || !f.Truncated {
		t.Fatalf("cut off: %+v, %v", f, err)
	}
}

func TestHostile(t *testing.T) {
	bomb := `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!entity b "&a;&a;&a;&a;&a;&a;">]>`
	deep := strings.Repeat("<x>", 1_000_000)
	for name, c := range map[string]struct {
		text string
		want error
	}{
		"entities in a feed":    {bomb + "<rss><channel><title>&b;</title></channel></rss>", ErrEntities},
		"entities in a sitemap": {bomb + "<urlset><url><loc>&b;</loc></url></urlset>", ErrEntities},
		"deep feed":             {"<rss><channel>" + deep, ErrDepth},
		"deep sitemap":          {"<urlset>" + deep, ErrDepth},
		"HTML":                  {"<!doctype html><html><body>no", ErrUnknown},
		"nothing":               {"", ErrUnknown},
		"JSON of another kind":  {`{"version": "https://a.example"}`, ErrUnknown},
		"a compressed nothing":  {"\x1f\x8b\x08", ErrUnknown},
	} {
		if _, err := Parse("https://news.example/", []byte(c.text)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestLargeSitemap(t *testing.T) {
	var b strings.Builder
	b.WriteString("<urlset>")
	for i := range MaxEntries + 5 {
		fmt.Fprintf(&b, "<url><loc>https://news.example/%d</loc></url>\n", i)
	}
	b.WriteString("</urlset>")
	f, err := Parse("https://news.example/s.xml", []byte(b.String()))
	if err != nil || len(f.Entries) != MaxEntries || !f.Truncated {
		t.Fatalf("%d entries, truncated %v, %v", len(f.Entries), f.Truncated, err)
	}
}

func TestDiscover(t *testing.T) {
	page := `<html><head><link rel="stylesheet" href="a.css"><link REL='Alternate' type="application/rss+xml; charset=utf-8" href="/rss">
<link rel=alternate type=application/atom+xml href=atom.xml><link rel="alternate" type="application/rss+xml" href="/rss">
<link rel=alternate hreflang=fr href=/fr></head><body><link rel=alternate type=application/atom+xml href=late.xml>`
	got := strings.Join(Discover("https://news.example/a/b", []byte(page)), " ")
	if want := "https://news.example/rss https://news.example/a/atom.xml"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte("<rss><channel><item><link>/x</link></item></channel></rss>"))
	f.Add([]byte("<feed><entry><link href='/x'/></entry></feed>"))
	f.Add([]byte("<sitemapindex><sitemap><loc>/x</loc></sitemap></sitemapindex>"))
	f.Add([]byte(`{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","url":"/x"}]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		p, err := Parse("https://news.example/", body)
		if err != nil {
			return
		}
		for _, e := range p.Entries {
			if !strings.HasPrefix(e.URL, "http") || len(e.Title) > maxText || len(e.Summary) > maxText {
				t.Errorf("entry %+v", e)
			}
		}
	})
}

func BenchmarkSitemap(b *testing.B) {
	var s strings.Builder
	s.WriteString("<urlset>")
	for i := range 10_000 {
		fmt.Fprintf(&s, "<url><loc>https://news.example/2026/02/16/ferry-%d</loc><lastmod>2026-02-16</lastmod></url>\n", i)
	}
	body := []byte(s.String())
	b.SetBytes(int64(len(body)))
	for b.Loop() {
		if f, err := Parse("https://news.example/s.xml", body); err != nil || len(f.Entries) != 10_000 {
			b.Fatal(err)
		}
	}
}
