package crawl

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"

	"hearsay/crawl/feed"
	"hearsay/crawl/robots"
)

// A scan is what a crawler reads of an HTML page: its links and what it says to robots. No tree is built, and
// html.Tokenizer sees only the parts of the page that matter; see reduce.
type scan struct {
	title     string
	base      string // href of the base element
	canonical string
	refresh   string // address of a meta refresh
	tag       robots.Tag
	feeds     []string
	links     []anchor
}

// An anchor is a link as written.
type anchor struct{ href, text string }

const (
	maxLinks  = 5000 // of one page
	maxAnchor = 300  // bytes of its text
)

// toUTF8 decodes a page that is not UTF-8 by what its header or its beginning says. Links and terms are ASCII mostly, so
// that a wrong guess costs little.
func toUTF8(body []byte, mediaType string) []byte {
	if utf8.Valid(body) {
		return body
	}
	r, err := charset.NewReader(bytes.NewReader(body), mediaType)
	if err != nil {
		return body
	}
	out, err := io.ReadAll(io.LimitReader(r, int64(4*len(body))))
	if err != nil {
		return body
	}
	return out
}

// scanPage reads an HTML page for agent, but for the links that are not wanted. buf is scratch space, which is returned
// for the next page.
func scanPage(agent string, body, buf []byte, wanted func(href []byte) bool) (*scan, []byte) {
	buf = reduce(buf[:0], body, wanted)
	return scanTokens(agent, buf), buf
}

// scanTokens reads a page, whole or reduced.
func scanTokens(agent string, body []byte) *scan {
	s := &scan{}
	z := html.NewTokenizer(bytes.NewReader(body))
	open, skip := -1, false // the anchor whose text is being read
	for {
		switch z.Next() {
		case html.ErrorToken:
			return s
		case html.TextToken:
			if open >= 0 && !skip {
				s.addText(open, z.Text())
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); len(name) == 1 && name[0] == 'a' {
				open = -1
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			switch atom.Lookup(name) {
			case atom.A, atom.Area:
				open = s.anchor(z, more)
			case atom.Script, atom.Style, atom.Noscript:
				skip = true
				continue
			case atom.Title:
				if z.Next() == html.TextToken && s.title == "" {
					s.title = strings.Join(strings.Fields(string(z.Text())), " ")
				}
			case atom.Link, atom.Meta, atom.Base:
				s.head(agent, string(name), attrs(z, more))
			case atom.Img:
				if open >= 0 && s.links[open].text == "" {
					s.addText(open, attr(z, more, "alt"))
				}
			}
		}
		skip = false
	}
}

func attrs(z *html.Tokenizer, more bool) map[string]string {
	m := map[string]string{}
	for more {
		var k, v []byte
		k, v, more = z.TagAttr()
		if _, dup := m[string(k)]; !dup {
			m[string(k)] = string(v)
		}
	}
	return m
}

// attr returns the value of one attribute.
func attr(z *html.Tokenizer, more bool, name string) (value []byte) {
	for more {
		var k, v []byte
		if k, v, more = z.TagAttr(); string(k) == name {
			return v
		}
	}
	return nil
}

// anchor adds an a element and returns its index, or -1 if it is not to be followed.
func (s *scan) anchor(z *html.Tokenizer, more bool) int {
	var href, title string
	for more {
		var k, v []byte
		k, v, more = z.TagAttr()
		switch string(k) {
		case "href":
			href = string(v)
		case "title":
			title = string(v)
		case "rel":
			if rel := string(v); strings.Contains(rel, "nofollow") || strings.Contains(rel, "sponsored") || strings.Contains(rel, "ugc") {
				return -1
			}
		}
	}
	if href == "" || href[0] == '#' || len(s.links) >= maxLinks {
		return -1
	}
	s.links = append(s.links, anchor{href: href})
	if title != "" {
		s.addText(len(s.links)-1, []byte(title))
	}
	return len(s.links) - 1
}

// addText adds words to the text of anchor i.
func (s *scan) addText(i int, text []byte) {
	text = bytes.TrimSpace(text)
	a := &s.links[i]
	if len(text) == 0 || len(a.text) >= maxAnchor {
		return
	}
	if a.text != "" {
		a.text += " "
	}
	a.text += string(text[:min(len(text), maxAnchor)])
}

// head reads a link, meta or base element.
func (s *scan) head(agent, name string, a map[string]string) {
	switch name {
	case "base":
		if s.base == "" {
			s.base = a["href"]
		}
	case "link":
		switch rel := strings.ToLower(a["rel"]); {
		case rel == "canonical" && s.canonical == "":
			s.canonical = a["href"]
		case feed.Announces(rel, a["type"]):
			s.feeds = append(s.feeds, a["href"])
		case rel == "next":
			s.links = append(s.links, anchor{href: a["href"]})
		}
	case "meta":
		switch m := strings.ToLower(a["name"]); {
		case m == "robots" || m == strings.ToLower(robots.Token(agent)):
			s.tag = s.tag.And(robots.ReadTag(agent, a["content"]))
		case strings.EqualFold(a["http-equiv"], "refresh"):
			if _, u, ok := strings.Cut(strings.ToLower(a["content"]), "url="); ok {
				c := a["content"]
				s.refresh = strings.Trim(c[len(c)-len(u):], ` '"`)
			}
		}
	}
}

// prose returns title and text of a page without scripts, styles and the text of links, for the judge that looks for
// terms only: what a page merely links to is not what it is about.
func prose(body []byte, limit int) string {
	var b strings.Builder
	z := html.NewTokenizer(bytes.NewReader(body))
	skip, link := false, false
	for b.Len() < limit {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			if !skip && !link {
				b.Write(z.Text())
				b.WriteByte(' ')
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); atom.Lookup(name) == atom.A {
				link = false
			}
		case html.StartTagToken:
			name, _ := z.TagName()
			switch atom.Lookup(name) {
			case atom.Script, atom.Style, atom.Noscript:
				skip = true
				continue
			case atom.A:
				link = true
			}
		}
		skip = false
	}
	return b.String()
}
