package feed

import (
	"bytes"
	"encoding/xml"
	"io"
	"net/url"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
	"golang.org/x/net/html/charset"
)

// gunzip undoes one layer of gzip, up to MaxBytes. What breaks off is kept up to the break.
func gunzip(body []byte) (plain []byte, cut bool) {
	if !bytes.HasPrefix(body, []byte{0x1f, 0x8b}) {
		return body, false
	}
	zr, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return nil, true
	}
	plain, err = io.ReadAll(io.LimitReader(zr, MaxBytes+1))
	if len(plain) > MaxBytes {
		return plain[:MaxBytes], true
	}
	return plain, err != nil
}

// A sitemapReader runs over the tokens of a sitemap without building a tree. names holds the open elements.
type sitemapReader struct {
	base  *url.URL
	feed  *Feed
	names []string
	text  strings.Builder
	entry Entry
	loc   string
}

// parseSitemap reads a sitemap (sitemaps.org 0.9, with Google's news extension) or a sitemap index.
func parseSitemap(base *url.URL, kind Kind, body []byte) (*Feed, error) {
	if err := checkXML(body); err != nil {
		return nil, err
	}
	d := xml.NewDecoder(bytes.NewReader(body))
	d.Strict = false
	d.CharsetReader = charset.NewReaderLabel
	r := &sitemapReader{base: base, feed: &Feed{Kind: kind}}
	for {
		t, err := d.RawToken()
		if err != nil {
			r.feed.Truncated = err != io.EOF || len(r.names) > 0
			return r.feed, nil
		}
		switch t := t.(type) {
		case xml.StartElement:
			r.names = append(r.names, strings.ToLower(t.Name.Local))
			r.text.Reset()
		case xml.CharData:
			if r.text.Len() < maxAddress {
				r.text.Write(t)
			}
		case xml.EndElement:
			if !r.end() {
				r.feed.Truncated = true
				return r.feed, nil
			}
		}
	}
}

// end closes the innermost element; false means that there are entries enough.
func (r *sitemapReader) end() bool {
	n := len(r.names)
	if n == 0 {
		return true
	}
	name := r.names[n-1]
	parent := ""
	if n > 1 {
		parent = r.names[n-2]
	}
	r.names = r.names[:n-1]
	text := strings.TrimSpace(r.text.String())
	r.text.Reset()
	switch {
	case name == "url" || name == "sitemap":
		return r.add(name == "sitemap")
	case parent == "url" || parent == "sitemap":
		switch name {
		case "loc":
			r.loc = text
		case "lastmod":
			r.entry.Modified = parseTime(text)
		}
	case parent == "news":
		switch name {
		case "title":
			r.entry.Title = plain(text)
		case "keywords":
			r.entry.Summary = plain(text)
		case "publication_date":
			r.entry.Published = parseTime(text)
		}
	}
	return true
}

func (r *sitemapReader) add(isMap bool) bool {
	e, loc := r.entry, r.loc
	r.entry, r.loc = Entry{}, ""
	u, ok := resolve(r.base, loc)
	if !ok {
		return true
	}
	if len(r.feed.Entries) == MaxEntries {
		return false
	}
	e.URL, e.Map = u, isMap
	r.feed.Entries = append(r.feed.Entries, e)
	return true
}

// parseTime reads a W3C date and time of any precision; what it cannot read is the zero time.
func parseTime(s string) time.Time {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02", "2006-01-02T15:04Z07:00", "2006-01-02T15:04:05", "2006-01-02 15:04:05", "2006-01", "2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}

// parseList reads a sitemap in plain text.
func parseList(base *url.URL, body []byte) *Feed {
	f := &Feed{Kind: AddressList}
	for line := range strings.Lines(string(body)) {
		if len(f.Entries) == MaxEntries {
			f.Truncated = true
			break
		}
		if u, ok := resolve(base, line); ok && strings.HasPrefix(line, "http") {
			f.Entries = append(f.Entries, Entry{URL: u})
		}
	}
	return f
}

// checkXML refuses a document that defines entities or nests deeper than maxDepth, before a parser recurses into it.
// It only counts tags; whether they fit is the parser's business.
func checkXML(body []byte) error {
	depth := 0
	for {
		i := bytes.IndexByte(body, '<')
		if i < 0 {
			return nil
		}
		body = body[i+1:]
		switch {
		case bytes.HasPrefix(body, []byte("!--")):
			_, body, _ = bytes.Cut(body, []byte("-->"))
		case bytes.HasPrefix(body, []byte("![CDATA[")):
			_, body, _ = bytes.Cut(body, []byte("]]>"))
		case hasPrefixFold(body, "!entity"):
			return ErrEntities
		case len(body) > 0 && body[0] == '/':
			depth--
		case len(body) > 0 && body[0] != '!' && body[0] != '?':
			if end := bytes.IndexByte(body, '>'); end > 0 && body[end-1] != '/' {
				depth++
			}
		}
		if depth > maxDepth {
			return ErrDepth
		}
	}
}

func hasPrefixFold(b []byte, prefix string) bool {
	return len(b) >= len(prefix) && strings.EqualFold(string(b[:len(prefix)]), prefix)
}
