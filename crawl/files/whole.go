package files

import (
	"bytes"
	"fmt"
	"io"
	"mime"
	"net/mail"
	"net/url"
	"os"
	"regexp"
	"strings"
	"time"

	"hearsay/corpus"
	"hearsay/corpus/warc"
)

// whole reads a file that is one document, or a list of addresses.
func (r *run) whole(in *input, f *os.File, what shape) {
	limit := r.im.maxSize()
	if in.size > limit {
		r.refuse(in.path, "file has %s; the longest document that is taken has %s", megabytes(in.size), megabytes(limit))
		return
	}
	body, err := slurp(f, in.size)
	if err != nil {
		r.give(nil, located(in.path, err))
		return
	}
	if what == gzipInput {
		if body, what, err = unzip(in.path, body, limit); err != nil {
			r.give(nil, located(in.path, err))
			return
		}
	}
	switch what {
	case htmlInput:
		url, saved := savedFrom(body)
		r.page(in, HTML, &corpus.Page{URL: url, MediaType: "text/html", Body: body, Fetched: saved}, !saved.IsZero())
	case mhtmlInput:
		p, err := mhtml(body)
		if err != nil {
			r.give(nil, located(in.path, err))
			return
		}
		r.page(in, MHTML, p, !p.Fetched.IsZero())
	case pdfInput:
		r.page(in, PDF, &corpus.Page{MediaType: "application/pdf", Body: body}, false)
	default:
		if list := addresses(body); list != nil {
			r.list(in, list)
			return
		}
		if len(bytes.TrimSpace(body)) == 0 {
			r.refuse(in.path, "file holds nothing but white space")
			return
		}
		r.page(in, Text, &corpus.Page{MediaType: textType(body), Body: body}, false)
	}
}

// slurp reads all of f from its start; size is what to expect.
func slurp(f *os.File, size int64) ([]byte, error) {
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	b.Grow(int(size) + bytes.MinRead)
	_, err := b.ReadFrom(f)
	return b.Bytes(), err
}

// unzip takes the compression off a document and tells what it is.
func unzip(path string, body []byte, limit int64) ([]byte, shape, error) {
	body, err := warc.DecodeContent([]string{"gzip"}, body, warc.Limits{Size: limit})
	if err != nil {
		return nil, 0, err
	}
	what, err := sniff(strings.TrimSuffix(path, ".gz"), body[:min(len(body), 64<<10)])
	if err == nil && (what == jsonInput || what == waczInput || what == gzipInput || what == warcInput) {
		err = fmt.Errorf("unpack it first")
	}
	return body, what, err
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }

// A listed address is one line of a list.
type listed struct {
	line int
	url  string // empty: the line is none
	text string
}

// addresses reads text as a list of addresses, one a line; empty lines and lines that begin with # are passed over. It
// returns nil if less than four lines in five are addresses, or none is: then it is a text.
func addresses(text []byte) []listed {
	if len(text) > 16<<20 {
		return nil
	}
	var out []listed
	good, n := 0, 0
	for raw := range bytes.Lines(bytes.TrimPrefix(text, []byte("\xef\xbb\xbf"))) {
		n++
		s := strings.TrimSpace(string(raw))
		if s == "" || s[0] == '#' {
			continue
		}
		l := listed{line: n, text: s}
		if l.url = webAddress(s); l.url != "" {
			good++
		}
		out = append(out, l)
		if len(out) == 50 && good < 40 {
			return nil
		}
	}
	if good == 0 || good*5 < len(out)*4 {
		return nil
	}
	return out
}

func (r *run) list(in *input, list []listed) {
	for _, l := range list {
		if l.url == "" {
			if !r.refuseLine(in.path, l.line, fmt.Errorf("%.60q is not a web address", l.text)) {
				return
			}
			continue
		}
		if !r.give(&Document{Address: l.url, Kind: Addresses, Path: in.path, Line: l.line}, nil) {
			return
		}
	}
}

// webAddress returns s without its fragment if it is an absolute http or https address and nothing else, or "".
func webAddress(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > 8<<10 || strings.ContainsAny(s, " \t\r\n<>\"") {
		return ""
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	s, _, _ = strings.Cut(s, "#")
	return s
}

// mimeMessage reports whether text begins with the header of a MIME message.
func mimeMessage(text []byte) bool {
	head, _, _ := bytes.Cut(text[:min(len(text), 16<<10)], []byte("\n\r\n"))
	head, _, _ = bytes.Cut(head, []byte("\n\n"))
	if first, _, ok := bytes.Cut(head, []byte(":")); !ok || len(first) == 0 || bytes.ContainsAny(first, " \t\n<") {
		return false
	}
	low := bytes.ToLower(append([]byte("\n"), head...))
	return bytes.Contains(low, []byte("\nmime-version:")) && bytes.Contains(low, []byte("\ncontent-type:"))
}

// mhtml makes the page of a MIME HTML file (RFC 2557). Its body is the file as it is; address and date are those of the
// page in it.
func mhtml(body []byte) (*corpus.Page, error) {
	m, err := mail.ReadMessage(bytes.NewReader(bytes.TrimLeft(body, "\r\n")))
	if err != nil {
		return nil, fmt.Errorf("reading the header of an MHTML file: %w", err)
	}
	media, _, err := mime.ParseMediaType(m.Header.Get("Content-Type"))
	if err != nil || media != "multipart/related" && media != "multipart/mixed" && media != "multipart/alternative" && media != "text/html" {
		return nil, fmt.Errorf("MIME message of type %q is not a saved page", media)
	}
	p := &corpus.Page{MediaType: m.Header.Get("Content-Type"), Body: body}
	for _, name := range []string{"Snapshot-Content-Location", "Content-Location"} {
		if p.URL == "" {
			p.URL = webAddress(m.Header.Get(name))
		}
	}
	if p.URL == "" { // the first part is the page unless the header names another
		if loc := contentLocation.FindSubmatch(body[:min(len(body), 64<<10)]); loc != nil {
			p.URL = webAddress(string(loc[1]))
		}
	}
	if t, err := m.Header.Date(); err == nil {
		p.Fetched = t.UTC()
	}
	p.URL, p.Fetched = original(p.URL, p.Fetched)
	return p, nil
}

var contentLocation = regexp.MustCompile(`(?mi)^Content-Location: *(\S+)`)

var wayback = regexp.MustCompile(`^https?://web\.archive\.org/web/(\d{4,14})(?:[a-z]{2}_)?/(.+)$`)

// original returns the address and the time of capture behind an address in the Wayback Machine; another address and its
// time are returned as they are.
func original(address string, at time.Time) (string, time.Time) {
	m := wayback.FindStringSubmatch(address)
	if m == nil {
		return address, at
	}
	if !strings.Contains(m[2], "://") {
		m[2] = "http://" + m[2]
	}
	if u := webAddress(m[2]); u != "" {
		address = u
	}
	if t, err := time.Parse("20060102150405"[:len(m[1])], m[1]); err == nil {
		at = t
	}
	return address, at
}
