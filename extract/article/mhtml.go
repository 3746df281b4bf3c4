package article

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"errors"
	"mime"
	"net/textproto"
	"strings"

	"hearsay/corpus"
)

// isMHTML reports whether p is a page that a browser saved as one MIME file (RFC 2557).
func isMHTML(p *corpus.Page) bool {
	mt := strings.ToLower(p.MediaType)
	if strings.HasPrefix(mt, "multipart/related") || strings.HasPrefix(mt, "message/rfc822") || strings.Contains(mt, "mhtml") {
		return true
	}
	h := bytes.ToLower(head(p.Body, 2048))
	return bytes.Contains(h, []byte("multipart/related")) && bytes.Contains(h, []byte("mime-version:"))
}

// A part is one part of a MIME file: its header and where its content lies in the file.
type part struct {
	header textproto.MIMEHeader
	corpus.Span
}

// errNoHTML says that a MIME file holds no page.
var errNoHTML = errors.New("MHTML file without an HTML part")

// parseMHTML reads the page of a MIME file. Its source spans lie in the file, unless the page is in base64, which
// leaves nothing to show.
func parseMHTML(p *corpus.Page, prof *Profile) (*corpus.Extraction, error) {
	top, from, err := mimeHeader(p.Body, 0)
	if err != nil {
		return nil, err
	}
	_, params, _ := mime.ParseMediaType(top.Get("Content-Type"))
	for _, q := range parts(p.Body, from, params["boundary"]) {
		mt := q.header.Get("Content-Type")
		if !strings.Contains(strings.ToLower(mt), "html") {
			continue
		}
		body, m := transferDecode(p.Body[q.Start:q.End], q.header.Get("Content-Transfer-Encoding"))
		inner := *p
		inner.Body, inner.MediaType = body, mt
		if inner.URL == "" {
			inner.URL = webAddress(first(top.Get("Snapshot-Content-Location"), q.header.Get("Content-Location")))
		}
		ex, err := parseHTML(&inner, prof)
		if err != nil {
			return nil, err
		}
		ex.URL = p.URL
		ex.CanonicalURL = first(ex.CanonicalURL, inner.URL)
		for i := range ex.Blocks {
			s := ex.Blocks[i].Source
			if s == nil {
				continue
			}
			if m == nil {
				ex.Blocks[i].Source = nil
				continue
			}
			ex.Blocks[i].Source = &corpus.Span{Start: q.Start + m.source(s.Start), End: q.Start + m.source(max(s.Start, s.End-1)) + 1}
		}
		return ex, nil
	}
	return nil, errNoHTML
}

// webAddress returns s if it is an address on the web.
func webAddress(s string) string {
	if strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://") {
		return s
	}
	return ""
}

// mimeHeader reads the header at offset from of b and returns where what follows it begins.
func mimeHeader(b []byte, from int) (textproto.MIMEHeader, int, error) {
	end := len(b)
	for _, blank := range [...]string{"\r\n\r\n", "\n\n"} {
		if i := bytes.Index(b[from:], []byte(blank)); i >= 0 && from+i+len(blank) < end {
			end = from + i + len(blank)
		}
	}
	h, err := textproto.NewReader(bufio.NewReader(bytes.NewReader(b[from:end]))).ReadMIMEHeader()
	if len(h) > 0 {
		err = nil
	}
	return h, end, err
}

// parts returns the parts of a MIME file that boundary parts.
func parts(b []byte, from int, boundary string) (ps []part) {
	const most = 1000
	if boundary == "" {
		return nil
	}
	mark := []byte("--" + boundary)
	for len(ps) < most {
		i := bytes.Index(b[from:], mark)
		if i < 0 {
			return ps
		}
		if n := len(ps); n > 0 {
			ps[n-1].End = from + i
		}
		from += i + len(mark)
		if bytes.HasPrefix(b[from:], []byte("--")) {
			return ps
		}
		if nl := bytes.IndexByte(b[from:], '\n'); nl >= 0 {
			from += nl + 1
		}
		h, at, err := mimeHeader(b, from)
		if err != nil {
			continue
		}
		ps = append(ps, part{h, corpus.Span{Start: at, End: len(b)}})
		from = at
	}
	return ps
}

// transferDecode undoes a content transfer encoding. The map says where the bytes came from; it is nil for base64.
func transferDecode(b []byte, encoding string) ([]byte, charmap) {
	switch strings.ToLower(strings.TrimSpace(encoding)) {
	case "quoted-printable":
		return quotedPrintable(b)
	case "base64":
		clean := bytes.Map(func(r rune) rune {
			if r <= ' ' {
				return -1
			}
			return r
		}, b)
		out := make([]byte, base64.StdEncoding.DecodedLen(len(clean)))
		n, _ := base64.StdEncoding.Decode(out, clean)
		return out[:n], nil
	}
	return b, charmap{{0, 0}}
}

// quotedPrintable decodes b as RFC 2045, section 6.7 says; what is not valid is kept as it is.
func quotedPrintable(b []byte) ([]byte, charmap) {
	out := make([]byte, 0, len(b))
	m := charmap{{0, 0}}
	for i := 0; i < len(b); {
		if b[i] != '=' {
			j := bytes.IndexByte(b[i:], '=')
			if j < 0 {
				j = len(b) - i
			}
			m.add(len(out), i)
			out = append(out, b[i:i+j]...)
			i += j
			continue
		}
		rest := b[i+1:]
		switch {
		case bytes.HasPrefix(rest, []byte("\r\n")):
			i += 3
		case bytes.HasPrefix(rest, []byte("\n")):
			i += 2
		case len(rest) >= 2 && unhex(rest[0]) >= 0 && unhex(rest[1]) >= 0:
			m.add(len(out), i)
			out = append(out, byte(unhex(rest[0])<<4|unhex(rest[1])))
			i += 3
		default:
			m.add(len(out), i)
			out = append(out, '=')
			i++
		}
	}
	return out, m
}

// unhex returns the value of a hexadecimal digit, or -1.
func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	}
	return -1
}
