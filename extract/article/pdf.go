package article

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/ledongthuc/pdf"

	"hearsay/corpus"
)

// ErrScan says that a PDF holds pictures of pages and no text: it must go through text recognition first.
var ErrScan = errors.New("PDF without text, probably a scan: run text recognition (OCR) over it first")

// Bounds of what is read from a PDF.
const (
	maxPDFPages = 400
	maxPDFText  = 4 << 20
	pdfTime     = 30 * time.Second
)

// isPDF reports whether p is a PDF.
func isPDF(p *corpus.Page) bool {
	return strings.HasPrefix(strings.ToLower(p.MediaType), "application/pdf") || isPDFBody(p.Body)
}

// parsePDF reads the text of a PDF as plain text whose paragraphs are told by the layout. Its blocks have no source
// spans: the text of a PDF does not lie in the file as it is read.
func parsePDF(p *corpus.Page) (*corpus.Extraction, error) {
	type answer struct {
		doc pdfText
		err error
	}
	done := make(chan answer, 1)
	go func() {
		doc, err := readPDF(p.Body)
		done <- answer{doc, err}
	}()
	name := first(p.File, p.URL, "PDF")
	select {
	case a := <-done:
		if a.err != nil {
			return nil, fmt.Errorf("%s: %w", name, a.err)
		}
		return a.doc.extraction(p)
	case <-time.After(pdfTime):
		return nil, fmt.Errorf("%s: reading the PDF took more than %v", name, pdfTime)
	}
}

// A pdfText is what was read from a PDF.
type pdfText struct {
	paras         []string
	title, author string
	created       string
}

// readPDF reads the paragraphs and the information dictionary of a PDF. The library panics on some broken files.
func readPDF(body []byte) (doc pdfText, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("broken PDF: %v", r)
		}
	}()
	r, err := pdf.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return doc, fmt.Errorf("broken PDF: %w", err)
	}
	info := r.Trailer().Key("Info")
	doc.title, doc.author, doc.created = info.Key("Title").Text(), info.Key("Author").Text(), info.Key("CreationDate").Text()
	var pages [][]pdfLine
	size := 0
	for i := 1; i <= min(r.NumPage(), maxPDFPages) && size < maxPDFText; i++ {
		lines := pdfLines(r.Page(i))
		for _, l := range lines {
			size += len(l.text)
		}
		pages = append(pages, lines)
	}
	if size < 20*len(pages) || size == 0 {
		return doc, ErrScan
	}
	doc.paras = paragraphs(pages)
	return doc, nil
}

// A pdfLine is a line of text on a page.
type pdfLine struct {
	text  string
	x, y  float64
	size  float64
	right float64
}

// pdfLines reads the lines of a page in the order in which they were written.
func pdfLines(p pdf.Page) (lines []pdfLine) {
	if p.V.IsNull() {
		return nil
	}
	var b strings.Builder
	var cur pdfLine
	end := func() {
		if cur.text = strings.Join(strings.Fields(b.String()), " "); cur.text != "" {
			lines = append(lines, cur)
		}
		b.Reset()
	}
	for _, t := range p.Content().Text {
		same := b.Len() > 0 && math.Abs(t.Y-cur.y) < max(t.FontSize, cur.size)*.4 && t.X > cur.x-1
		if !same {
			end()
			cur = pdfLine{x: t.X, y: t.Y, size: t.FontSize, right: t.X}
		}
		if same && t.X-cur.right > cur.size*.18 {
			b.WriteByte(' ')
		}
		b.WriteString(t.S)
		cur.right = max(cur.right, t.X+t.W)
	}
	end()
	return lines
}

// paragraphs joins lines to paragraphs: a line goes on if it is written in the same size at the usual distance below
// the one before. Lines that stand on most pages are headers and footers and are left out.
func paragraphs(pages [][]pdfLine) (paras []string) {
	count := map[string]int{}
	var gaps []float64
	for _, page := range pages {
		for i, l := range page {
			count[withoutDigits(l.text)]++
			if i > 0 && page[i-1].y > l.y {
				gaps = append(gaps, page[i-1].y-l.y)
			}
		}
	}
	usual := 12.0
	if len(gaps) > 0 {
		slices.Sort(gaps)
		usual = gaps[len(gaps)/4] // most gaps are between lines of one paragraph, some are larger
	}
	var b strings.Builder
	end := func() {
		if b.Len() > 0 {
			paras = append(paras, b.String())
		}
		b.Reset()
	}
	for _, page := range pages {
		for i, l := range page {
			if len(pages) > 2 && count[withoutDigits(l.text)]*2 > len(pages) && len(l.text) < 120 {
				continue
			}
			switch {
			case i == 0: // a sentence may go on over the page
				if s := b.String(); s != "" && strings.ContainsAny(s[len(s)-1:], ".!?:\"") {
					end()
				}
			case page[i-1].y-l.y > usual*1.35, math.Abs(page[i-1].size-l.size) > .6, l.y > page[i-1].y+usual, isBullet(l.text), l.x > page[i-1].x+l.size*.8:
				end()
			}
			joinLine(&b, l.text)
		}
	}
	end()
	return paras
}

// joinLine appends a line to a paragraph; a word that was parted by a hyphen becomes one again.
func joinLine(b *strings.Builder, line string) {
	s := b.String()
	if n := len(s); n > 1 && s[n-1] == '-' && line != "" && unicode.IsLower([]rune(line)[0]) && isAlnum(s[n-2]) {
		b.Reset()
		b.WriteString(s[:n-1])
	} else if n > 0 {
		b.WriteByte(' ')
	}
	b.WriteString(line)
}

// withoutDigits replaces the digits of s, so that footers with page numbers are equal.
func withoutDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return '0'
		}
		return r
	}, s)
}

// extraction reads the paragraphs as plain text and adds what the file says of itself.
func (d *pdfText) extraction(p *corpus.Page) (*corpus.Extraction, error) {
	inner := *p
	inner.Body, inner.MediaType = []byte(strings.Join(d.paras, "\n\n")), "text/plain; charset=utf-8"
	ex, err := plain(&inner)
	if err != nil {
		return nil, err
	}
	for i := range ex.Blocks {
		ex.Blocks[i].Source = nil
	}
	f := facts{ex: ex, in: p}
	if t := strings.TrimSpace(d.title); len(strings.Fields(t)) > 2 && !strings.Contains(t, ".doc") {
		f.candidate("title", t, "pdf")
		ex.Title = first(ex.Title, t)
	}
	if d.author != "" {
		f.candidate("byline", d.author, "pdf")
		if len(ex.Byline) == 0 {
			ex.Byline = f.real(people(d.author))
		}
	}
	if s, ok := strings.CutPrefix(d.created, "D:"); ok && len(s) >= 8 {
		f.candidate("created", s, "pdf") // when the file was made, which says little of the article
	}
	return ex, nil
}
