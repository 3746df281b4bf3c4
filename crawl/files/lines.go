package files

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"hearsay/corpus"
)

// A document is one line of a JSON Lines file, under the names that people and tools give the fields.
type document struct {
	File       string  `json:"file"`
	URL        string  `json:"url"`
	Text       *string `json:"text"`
	HTML       *string `json:"html"`
	Raw        []byte  `json:"html_base64"` // base64 in JSON
	MediaType  string  `json:"media_type"`
	Outlet     string  `json:"outlet"`
	Title      string  `json:"title"`
	Published  string  `json:"published"`
	Byline     people  `json:"byline"`
	Fetched    string  `json:"fetched"`
	FetchedISO string  `json:"timestamp"`
}

// page makes the page of a line; dated is false where the line does not say when it was fetched.
func (d *document) page() (p *corpus.Page, dated bool, err error) {
	p = &corpus.Page{URL: webAddress(d.URL)}
	switch {
	case d.HTML != nil:
		p.MediaType, p.Body = "text/html; charset=utf-8", []byte(*d.HTML)
	case d.Raw != nil:
		p.MediaType, p.Body = cmp.Or(d.MediaType, "text/html"), d.Raw
	case d.Text != nil:
		p.MediaType, p.Body = "text/plain; charset=utf-8", []byte(*d.Text)
	case d.File != "":
		return nil, false, errors.New("names a file: give the list as --manifest")
	default:
		return nil, false, errors.New("has neither text nor html nor html_base64")
	}
	if len(bytes.TrimSpace(p.Body)) == 0 {
		return nil, false, errors.New("document is empty")
	}
	if d.URL != "" && p.URL == "" {
		return nil, false, fmt.Errorf("url %.80q is not a web address", d.URL)
	}
	l := line{Manifest: corpus.Manifest{URL: d.URL, Outlet: d.Outlet, Title: d.Title, Published: d.Published, Byline: d.Byline}}
	if d.URL != "" || d.Published != "" {
		if l.URL == "" {
			l.File = "-" // check wants one of the two
		}
		if err := l.check(); err != nil {
			return nil, false, err
		}
		l.File = ""
	}
	p.Manifest = l.Manifest
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04:05", "2006-01-02 15:04:05", time.DateOnly, "20060102150405"} {
		if t, err := time.Parse(layout, cmp.Or(d.Fetched, d.FetchedISO)); err == nil {
			p.Fetched, dated = t.UTC(), true
			break
		}
	}
	return p, dated, nil
}

// jsonLines reads a file of documents as JSON Lines, or as one JSON array.
func (r *run) jsonLines(in *input, f *os.File) {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		r.give(nil, located(in.path, err))
		return
	}
	br := bufio.NewReaderSize(f, 64<<10)
	if start := peekText(br); len(start) > 0 && start[0] == '[' {
		r.jsonArray(in, br)
		return
	}
	if start, _ := br.Peek(3); bytes.Equal(start, []byte("\xef\xbb\xbf")) {
		br.Discard(3)
	}
	for n := 1; ; n++ {
		raw, err := readLine(br, 2*r.im.maxSize()) // base64 and escapes need room
		if len(bytes.TrimSpace(raw)) > 0 {
			var d document
			jerr := json.Unmarshal(raw, &d)
			if !r.document(in, n, &d, jerr) {
				return
			}
		}
		switch {
		case errors.Is(err, io.EOF):
			return
		case err != nil && !r.refuseLine(in.path, n, err), err != nil && !errors.Is(err, errTooLong):
			return
		}
	}
}

// jsonArray reads one JSON array of documents, element by element.
func (r *run) jsonArray(in *input, br *bufio.Reader) {
	dec := json.NewDecoder(br)
	if _, err := dec.Token(); err != nil {
		r.give(nil, &corpus.LocError{Where: in.path, Offset: dec.InputOffset(), Err: err})
		return
	}
	for n := 1; dec.More(); n++ {
		var d document
		at := dec.InputOffset()
		err := dec.Decode(&d)
		var te *json.UnmarshalTypeError
		if err != nil && !errors.As(err, &te) {
			r.give(nil, &corpus.LocError{Where: in.path, Offset: at, Err: err})
			return
		}
		if !r.document(in, n, &d, err) {
			return
		}
	}
}

// document yields document number n of a file.
func (r *run) document(in *input, n int, d *document, err error) bool {
	var se *json.SyntaxError
	if errors.As(err, &se) {
		err = fmt.Errorf("not JSON: %s", strings.TrimPrefix(err.Error(), "json: "))
	}
	if err != nil {
		return r.refuseLine(in.path, n, err)
	}
	p, dated, err := d.page()
	if err == nil && int64(len(p.Body)) > r.im.maxSize() {
		err = fmt.Errorf("document has %s; the longest that is taken has %s", megabytes(int64(len(p.Body))), megabytes(r.im.maxSize()))
	}
	if err != nil {
		return r.refuseLine(in.path, n, err)
	}
	if p.URL == "" {
		p.File = fmt.Sprintf("%s:%d", filepath.Base(in.path), n)
	}
	p.Manifest.Outlet = cmp.Or(p.Manifest.Outlet, in.said.Outlet)
	if !dated {
		p.Fetched = r.im.now()
	}
	return r.give(&Document{Page: p, Kind: JSONLines, Path: in.path, Line: n, Digest: digest(p.Body), Dated: dated}, nil)
}
