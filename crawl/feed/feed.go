// Package feed reads what outlets publish about what is new: RSS, Atom and JSON Feed, sitemaps, sitemap indexes and
// news sitemaps, and finds the feeds that a page announces. Bytes in, addresses and dates out; it fetches nothing.
//
// All input is hostile. Documents that define XML entities are refused ([ErrEntities]), so are documents that nest
// deeper than any feed does; counts and lengths are bounded, and what is broken off is read up to the break.
package feed

import (
	"bytes"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/mmcdole/gofeed"
)

// A Kind says what a document is.
type Kind string

// The kinds of documents that [Parse] reads.
const (
	Unknown      Kind = ""
	RSS          Kind = "rss"
	Atom         Kind = "atom"
	JSON         Kind = "json"
	Sitemap      Kind = "sitemap"
	SitemapIndex Kind = "sitemapindex"
	AddressList  Kind = "text" // a sitemap in plain text: one address a line
)

// Bounds of what is read from one document.
const (
	MaxEntries = 200_000  // entries beyond are dropped and Feed.Truncated is set
	MaxBytes   = 50 << 20 // of a sitemap after decompression, the limit of sitemaps.org
	maxDepth   = 64       // of nested elements
	maxText    = 4096     // bytes of a title or summary that are kept
	maxAddress = 8192
)

// Errors that [Parse] wraps.
var (
	ErrUnknown  = errors.New("neither a feed nor a sitemap")
	ErrEntities = errors.New("document defines XML entities")
	ErrDepth    = errors.New("elements nest too deep")
)

// An Entry is one address that a document lists, with what it says of it. Empty fields are not given.
type Entry struct {
	URL       string    // absolute http or https
	Title     string    // plain text
	Summary   string    // plain text
	Published time.Time // when the article was published
	Modified  time.Time // when it was last changed
	Map       bool      // the address is that of another sitemap
}

// A Feed is a document that was read.
type Feed struct {
	Kind      Kind
	Title     string
	Entries   []Entry
	Next      string // address of the next page of a paged feed (RFC 5005)
	Truncated bool   // there was more than the bounds allow, or the document breaks off
}

// Parse reads the feed or sitemap in body, which may be compressed by gzip. Relative addresses are resolved against
// base; entries without a usable address are dropped. A document that breaks off gives what came before.
func Parse(base string, body []byte) (*Feed, error) {
	b, err := url.Parse(base)
	if err != nil {
		return nil, fmt.Errorf("feed at %q: %w", base, err)
	}
	body, cut := gunzip(body)
	kind := Sniff(body)
	var f *Feed
	switch kind {
	case Sitemap, SitemapIndex:
		f, err = parseSitemap(b, kind, body)
	case AddressList:
		f = parseList(b, body)
	case RSS, Atom, JSON:
		f, err = parseFeed(b, kind, body)
	default:
		return nil, fmt.Errorf("feed at %s: %w", base, ErrUnknown)
	}
	if err != nil {
		return nil, fmt.Errorf("feed at %s: %w", base, err)
	}
	f.Truncated = f.Truncated || cut
	return f, nil
}

// Sniff tells from the first bytes of a document (not compressed) what it is.
func Sniff(body []byte) Kind {
	head := bytes.TrimLeft(body[:min(len(body), 4096)], "\xEF\xBB\xBF \t\r\n")
	switch {
	case len(head) == 0:
		return Unknown
	case head[0] == '{':
		if bytes.Contains(head, []byte("jsonfeed.org/version")) {
			return JSON
		}
		return Unknown
	case head[0] == '<':
		return sniffRoot(head)
	case bytes.HasPrefix(head, []byte("http://")) || bytes.HasPrefix(head, []byte("https://")):
		return AddressList
	}
	return Unknown
}

// sniffRoot names the kind by the first element of an XML document.
func sniffRoot(head []byte) Kind {
	for len(head) > 0 {
		i := bytes.IndexByte(head, '<')
		if i < 0 {
			return Unknown
		}
		head = head[i+1:]
		switch {
		case bytes.HasPrefix(head, []byte("!--")):
			_, head, _ = bytes.Cut(head, []byte("-->"))
			continue
		case bytes.HasPrefix(head, []byte("?")), bytes.HasPrefix(head, []byte("!")):
			continue
		}
		end := bytes.IndexAny(head, " \t\r\n/>")
		if end < 0 {
			end = len(head)
		}
		name := string(bytes.ToLower(head[:end]))
		switch name[strings.LastIndexByte(name, ':')+1:] {
		case "rss", "rdf":
			return RSS
		case "feed":
			return Atom
		case "urlset":
			return Sitemap
		case "sitemapindex":
			return SitemapIndex
		}
		return Unknown
	}
	return Unknown
}

// parseFeed reads RSS, Atom and JSON Feed by gofeed. A panic in it is an error of the document.
func parseFeed(base *url.URL, kind Kind, body []byte) (f *Feed, err error) {
	if kind != JSON {
		if err := checkXML(body); err != nil {
			return nil, err
		}
	}
	defer func() {
		if r := recover(); r != nil {
			f, err = nil, fmt.Errorf("reading %s: %v", kind, r)
		}
	}()
	g, err := gofeed.NewParser().Parse(bytes.NewReader(body))
	cut := false
	if whole, ok := mend(kind, body); ok && err != nil {
		cut = true
		g, err = gofeed.NewParser().Parse(bytes.NewReader(whole))
	}
	if err != nil {
		return nil, err
	}
	f = &Feed{Kind: kind, Title: plain(g.Title), Truncated: cut}
	for _, it := range g.Items {
		if len(f.Entries) == MaxEntries {
			f.Truncated = true
			break
		}
		if e, ok := entryOf(base, it); ok {
			f.Entries = append(f.Entries, e)
		}
	}
	f.Next = nextPage(base, g)
	return f, nil
}

// mend closes a feed that breaks off after its last whole item.
func mend(kind Kind, body []byte) ([]byte, bool) {
	item, rest := "</item>", "</channel></rss>"
	if kind == Atom {
		item, rest = "</entry>", "</feed>"
	}
	i := bytes.LastIndex(body, []byte(item))
	if i < 0 || kind == JSON {
		return nil, false
	}
	return append(bytes.Clone(body[:i+len(item)]), rest...), true
}

func entryOf(base *url.URL, it *gofeed.Item) (Entry, bool) {
	address := it.Link
	if address == "" && strings.HasPrefix(it.GUID, "http") {
		address = it.GUID
	}
	for i := 0; address == "" && i < len(it.Links); i++ {
		address = it.Links[i]
	}
	u, ok := resolve(base, address)
	if !ok {
		return Entry{}, false
	}
	e := Entry{URL: u, Title: plain(it.Title), Summary: plain(it.Description)}
	if e.Summary == "" {
		e.Summary = plain(it.Content)
	}
	if it.PublishedParsed != nil {
		e.Published = it.PublishedParsed.UTC()
	}
	if it.UpdatedParsed != nil {
		e.Modified = it.UpdatedParsed.UTC()
	}
	return e, true
}

// nextPage finds the link rel=next of a paged feed, which gofeed keeps as an extension of RSS only.
func nextPage(base *url.URL, g *gofeed.Feed) string {
	for _, links := range []string{"atom", "atom10", "a10"} {
		for _, x := range g.Extensions[links]["link"] {
			if x.Attrs["rel"] == "next" {
				if u, ok := resolve(base, x.Attrs["href"]); ok {
					return u
				}
			}
		}
	}
	return ""
}

// resolve makes address absolute against base; only http and https addresses without blanks count.
func resolve(base *url.URL, address string) (string, bool) {
	address = strings.TrimSpace(address)
	if address == "" || len(address) > maxAddress {
		return "", false
	}
	u, err := base.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return "", false
	}
	return u.String(), true
}

// plain returns the text of a title or summary that may hold markup, shortened to maxText bytes.
func plain(s string) string {
	if strings.ContainsAny(s, "<&") {
		s = stripTags(s)
	}
	s = strings.Join(strings.Fields(s), " ")
	if len(s) > maxText {
		s = s[:maxText]
		for !utf8.ValidString(s[len(s)-min(len(s), utf8.UTFMax):]) && len(s) > maxText-utf8.UTFMax {
			s = s[:len(s)-1]
		}
	}
	return s
}
