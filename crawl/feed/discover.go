package feed

import (
	"bytes"
	"html"
	"net/url"
	"strings"

	nethtml "golang.org/x/net/html"
)

// Announces reports whether a link element with this rel and type announces a feed.
func Announces(rel, mediaType string) bool {
	mediaType, _, _ = strings.Cut(strings.ToLower(mediaType), ";")
	switch strings.TrimSpace(mediaType) {
	case "application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml":
	default:
		return false
	}
	for _, r := range strings.Fields(strings.ToLower(rel)) {
		if r == "alternate" || r == "feed" {
			return true
		}
	}
	return false
}

// Discover returns the addresses of the feeds that an HTML page announces in its head, in order, once each.
func Discover(base string, page []byte) []string {
	b, err := url.Parse(base)
	if err != nil {
		return nil
	}
	var found []string
	z := nethtml.NewTokenizer(bytes.NewReader(page))
	for {
		switch z.Next() {
		case nethtml.ErrorToken:
			return found
		case nethtml.StartTagToken, nethtml.SelfClosingTagToken:
			name, more := z.TagName()
			switch string(name) {
			case "link":
				rel, typ, href := linkAttrs(z, more)
				if u, ok := resolve(b, href); ok && Announces(rel, typ) && !contains(found, u) {
					found = append(found, u)
				}
			case "body":
				return found
			}
		}
	}
}

func linkAttrs(z *nethtml.Tokenizer, more bool) (rel, typ, href string) {
	for more {
		var k, v []byte
		k, v, more = z.TagAttr()
		switch string(k) {
		case "rel":
			rel = string(v)
		case "type":
			typ = string(v)
		case "href":
			href = string(v)
		}
	}
	return rel, typ, href
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}

// stripTags returns the text between tags, with entities resolved.
func stripTags(s string) string {
	var b strings.Builder
	for s != "" {
		i := strings.IndexByte(s, '<')
		if i < 0 {
			i = len(s)
		}
		b.WriteString(s[:i])
		if b.Len() > 2*maxText {
			break
		}
		_, s, _ = strings.Cut(s[i:], ">")
		b.WriteByte(' ')
	}
	return html.UnescapeString(b.String())
}
