package article

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	latin "golang.org/x/text/encoding/charmap"

	"hearsay/corpus"
)

// newsPage is a small page in the manner of a news site.
const newsPage = `<html lang="en"><head><title>Ferry sinks in harbour | Harbour Post</title><meta property="og:site_name" content="Harbour Post"></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Ferry sinks in harbour</h1><p class="byline">By Ann Lee</p>
<p>A ferry sank in the harbour of Port Alder on Monday with 82 people on board, the coast guard said, after it had struck a pier.</p>
<p>All of them were saved, said <a href="/mayor">the mayor</a>, who called it &ldquo;a wonder&rdquo; and thanked the fishermen of the town.</p>
<p>The company that runs the ferry, Alder Lines, said it was looking into the cause and that two other ships would stay in port.</p>
</article><footer>Copyright Harbour Post</footer></body></html>`

func TestLocate(t *testing.T) {
	old, _ := latin.Windows1252.NewEncoder().String("Überschrift der Nachricht\n\nDie Fähre sank am Montag im Hafen, wie die Küste meldet; “80” Menschen waren an Bord des Schiffes.")
	for _, p := range []*corpus.Page{
		{MediaType: "text/html", Body: []byte(newsPage)},
		{MediaType: "text/plain; charset=windows-1252", Body: []byte(old)},
		{MediaType: "text/plain", Body: []byte("\ufeffA headline of words\n\nThe ferry, “Alder”, sank.")},
	} {
		ex, err := Parse(p, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, word := range []string{"“a wonder”", "the mayor", "82", "Alder", "sank", "Küste", "“80”"} {
			i := strings.Index(ex.Text, word)
			if i < 0 {
				continue
			}
			s, ok := Locate(p, ex, corpus.Span{Start: i, End: i + len(word)})
			if !ok {
				t.Errorf("%s: %q is nowhere", p.MediaType, word)
				continue
			}
			raw, _, _ := decode(p.Body[s.Start:s.End], p.MediaType)
			got := strings.NewReplacer("&ldquo;", "“", "&rdquo;", "”").Replace(string(raw))
			if got != word {
				t.Errorf("%s: %q lies at %q", p.MediaType, word, got)
			}
		}
	}
}

func TestMHTML(t *testing.T) {
	qp := strings.NewReplacer("=", "=3D", "“", "=E2=80=9C").Replace(newsPage)
	file := "From: <Saved by Example>\r\nSnapshot-Content-Location: https://www.harbourpost.example/ferry\r\nMIME-Version: 1.0\r\n" +
		"Content-Type: multipart/related; type=\"text/html\"; boundary=\"xx\"\r\n\r\n--xx\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n" +
		"Content-Location: https://www.harbourpost.example/ferry\r\n\r\n" + qp + "\r\n--xx\r\nContent-Type: image/png\r\n\r\nxyz\r\n--xx--\r\n"
	ex, err := Parse(&corpus.Page{File: "ferry.mht", Body: []byte(file)}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if ex.Title != "Ferry sinks in harbour" || ex.CanonicalURL != "https://www.harbourpost.example/ferry" || !slices.Equal(ex.Byline, []string{"Ann Lee"}) {
		t.Errorf("got %q %q %q", ex.Title, ex.CanonicalURL, ex.Byline)
	}
	for _, b := range ex.Blocks {
		if b.Kind == corpus.Headline && file[b.Source.Start:b.Source.End] != "Ferry sinks in harbour" {
			t.Errorf("headline lies at %q", file[b.Source.Start:b.Source.End])
		}
	}
	if _, err := Parse(&corpus.Page{MediaType: "multipart/related", Body: []byte("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: image/png\n\na\n--x--")}, nil); !errors.Is(err, errNoHTML) {
		t.Errorf("a file without a page: %v", err)
	}
}

func TestSavedFrom(t *testing.T) {
	for in, want := range map[string]string{
		"<!DOCTYPE html>\n<!-- saved from url=(0031)https://www.harbourpost.example/ferry -->\n<html>":                       "https://www.harbourpost.example/ferry",
		"<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://news.example/a?b=c \n saved date: Tue\n-->": "https://news.example/a?b=c",
		"<!-- saved from url=(0014)about:internet -->":                                                                       "",
		"<html>": "",
	} {
		if got := savedFrom([]byte(in)); got != want {
			t.Errorf("savedFrom(%q) = %q, want %q", in, got, want)
		}
	}
}

// pdfFile makes a PDF with one page whose content stream is content.
func pdfFile(content string) []byte {
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content),
		"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
	}
	var b strings.Builder
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, o := range objects {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	xref := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, n := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", n)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, xref)
	return []byte(b.String())
}

func TestPDF(t *testing.T) {
	var c strings.Builder
	y := 700
	for _, line := range []string{"Ferry sinks in harbour of Port Alder", "", "A ferry sank in the harbour of Port Alder on Monday with 82 peo-", "ple on board, the coast guard said, after it had struck a pier.", "", "All of them were saved, said the mayor of the town on Tuesday."} {
		if line != "" {
			fmt.Fprintf(&c, "BT /F1 12 Tf 72 %d Td (%s) Tj ET\n", y, line)
		}
		y -= 15
	}
	ex, err := Parse(&corpus.Page{File: "ferry.pdf", MediaType: "application/pdf", Body: pdfFile(c.String())}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(ex.Text, "82 people on board, the coast guard said, after it had struck a pier.\n\nAll of them") {
		t.Errorf("text %q", ex.Text)
	}
	if ex.Title != "Ferry sinks in harbour of Port Alder" {
		t.Errorf("title %q", ex.Title)
	}
	_, err = Parse(&corpus.Page{File: "scan.pdf", Body: pdfFile("")}, nil)
	if !errors.Is(err, ErrScan) || !strings.Contains(err.Error(), "scan.pdf") {
		t.Errorf("a scan: %v", err)
	}
	for _, body := range []string{"%PDF-1.4", "%PDF-1.4\ntrailer <<", string(pdfFile("x"))[:300]} {
		if _, err := Parse(&corpus.Page{File: "broken.pdf", Body: []byte(body)}, nil); err == nil || !strings.Contains(err.Error(), "broken.pdf") {
			t.Errorf("a broken file: %v", err)
		}
	}
}

// TestLearn checks that what stands on most pages of a site becomes boilerplate, in whatever order the pages came, and
// that learning again from what was made with the profile changes nothing.
func TestLearn(t *testing.T) {
	var pages []*corpus.Page
	for i := range 6 {
		body := strings.Replace(newsPage, "</article>", "<p>The Harbour Post has been the paper of Port Alder since the year the lighthouse was built, and is read by everyone.</p></article>", 1)
		body = strings.ReplaceAll(strings.ReplaceAll(body, "82 people", fmt.Sprintf("%d sailors", 10+i)), "Alder Lines", fmt.Sprintf("Company %c", 'A'+i))
		body = strings.Replace(body, "who called it", fmt.Sprintf("who for the %dth time called it", 4+i), 1)
		pages = append(pages, &corpus.Page{URL: fmt.Sprintf("https://harbourpost.example/%d", i), MediaType: "text/html", Body: []byte(body)})
	}
	read := func(prof *Profile) (exs []*corpus.Extraction) {
		for _, p := range pages {
			ex, err := Parse(p, prof)
			if err != nil {
				t.Fatal(err)
			}
			exs = append(exs, ex)
		}
		return exs
	}
	first := read(nil)
	prof := Learn(slices.Values(first))
	slices.Reverse(first)
	if again := Learn(slices.Values(first)); again.Rev != prof.Rev {
		t.Error("the order of the pages matters")
	}
	second := read(prof)
	if again := Learn(slices.Values(second)); again.Rev != prof.Rev {
		t.Errorf("learning again: %v, then %v", prof.Lines, again.Lines)
	}
	body := bodyText(second[0])
	if strings.Contains(body, "lighthouse") || !strings.Contains(body, "struck a pier") {
		t.Errorf("body %q", body)
	}
	if strings.Contains(bodyText(read(nil)[0]), "lighthouse") != strings.Contains(bodyText(first[0]), "lighthouse") {
		t.Error("a profile of before is remembered")
	}
}
