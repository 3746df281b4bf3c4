package article

import (
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A header is what a page says of itself in markup, collected while its tree is walked. Nothing is judged here.
type header struct {
	lang      string // of html
	base      string // href of base
	title     string // of title
	canonical string
	amp       string
	amphtml   bool // the page itself is AMP
	metas     []meta
	jsonld    []string
	props     []prop // microdata and its like
	times     []prop // time elements: value is datetime
	h1        []prop
}

// A meta is a meta element: its name, property, itemprop or http-equiv in lower case, and its content.
type meta struct{ name, content string }

// A prop is an element that may answer a question of metadata.
type prop struct {
	name  string // itemprop, or rel, or what the class says
	value string // of content, datetime or href, where the element has one
	node  *html.Node
	block int   // number of blocks before it
	flags flags // of the element itself
}

// element notes what n says.
func (h *header) element(n *html.Node, w *walker) {
	switch n.DataAtom {
	case atom.Html:
		h.lang = attr(n, "lang")
		if h.lang == "" {
			h.lang = attr(n, "xml:lang")
		}
		h.amphtml = hasAttr(n, "amp") || hasAttr(n, "⚡")
		return
	case atom.Title:
		if h.title == "" && n.FirstChild != nil && n.Namespace == "" {
			h.title = strings.Join(strings.Fields(n.FirstChild.Data), " ")
		}
		return
	case atom.Meta:
		h.metaElement(n, len(w.blocks))
		return
	case atom.Base:
		h.base = attr(n, "href")
		return
	case atom.Script:
		if n.FirstChild != nil && strings.HasPrefix(strings.ToLower(strings.TrimSpace(attr(n, "type"))), "application/ld+json") {
			h.jsonld = append(h.jsonld, n.FirstChild.Data)
		}
		return
	case atom.Link:
		h.link(n)
		return
	case atom.H1:
		h.h1 = append(h.h1, prop{node: n, block: len(w.blocks), flags: w.mark.mark(n)})
	case atom.Time:
		h.times = append(h.times, prop{value: attr(n, "datetime"), node: n, block: len(w.blocks), flags: w.mark.mark(n)})
	}
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "itemprop":
			h.props = append(h.props, prop{name: strings.ToLower(a.Val), value: first(attr(n, "content"), attr(n, "datetime")), node: n, block: len(w.blocks)})
		case "rel":
			if strings.EqualFold(a.Val, "author") {
				h.props = append(h.props, prop{name: "rel:author", node: n, block: len(w.blocks)})
			}
		case "class", "data-testid", "data-qa", "id":
			for _, name := range propNames(a.Val) {
				h.props = append(h.props, prop{name: name, value: attr(n, "datetime"), node: n, block: len(w.blocks)})
			}
		}
	}
}

// propMatcher finds the words that propNames looks for.
var propMatcher = sync.OnceValue(func() *matcher {
	return newMatcher([]string{"byline", "author", "contributor", "date", "timestamp", "publish"})
})

// propNames says what a class attribute claims its element to be: "author", "date", "updated", or nothing.
func propNames(class string) (names []string) {
	if len(class) > 200 || !propMatcher().has(class) {
		return nil
	}
	lower := strings.ToLower(class)
	if hasAny(lower, []string{"byline", "author", "contributor"}) {
		names = append(names, "author")
	}
	switch {
	case !hasAny(lower, []string{"date", "timestamp", "publish"}):
	case !strings.Contains(lower, "publish") && hasAny(lower, []string{"updated", "modified", "changed"}):
		names = append(names, "updated")
	default:
		names = append(names, "date")
	}
	return names
}

// metaElement notes a meta element, before which there are block blocks.
func (h *header) metaElement(n *html.Node, block int) {
	var m meta
	itemprop := ""
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "name", "property", "http-equiv":
			if m.name == "" {
				m.name = strings.ToLower(strings.TrimSpace(a.Val))
			}
		case "itemprop":
			itemprop = strings.ToLower(a.Val)
		case "content", "value":
			m.content = strings.TrimSpace(a.Val)
		}
	}
	if m.content == "" {
		return
	}
	if m.name != "" {
		h.metas = append(h.metas, m)
	}
	if itemprop != "" {
		h.props = append(h.props, prop{name: itemprop, value: m.content, node: n, block: block})
	}
}

// link notes a link element.
func (h *header) link(n *html.Node) {
	switch strings.ToLower(attr(n, "rel")) {
	case "canonical":
		h.canonical = first(h.canonical, strings.TrimSpace(attr(n, "href")))
	case "amphtml":
		h.amp = first(h.amp, strings.TrimSpace(attr(n, "href")))
	}
}

// first returns the first of its arguments that is not empty.
func first(ss ...string) string {
	for _, s := range ss {
		if s != "" {
			return s
		}
	}
	return ""
}

// meta returns the content of the first meta element named one of names, in the order of names.
func (h *header) meta(names ...string) string {
	for _, name := range names {
		for i := range h.metas {
			if h.metas[i].name == name {
				return h.metas[i].content
			}
		}
	}
	return ""
}

// parsely adds what a meta element "parsely-page" says, in JSON, as the elements that say the same one by one.
func (h *header) parsely() {
	v := parseJSON(h.meta("parsely-page"))
	for _, k := range [...]struct{ key, name string }{
		{"title", "parsely-title"}, {"pub_date", "parsely-pub-date"}, {"section", "parsely-section"}, {"author", "parsely-author"},
	} {
		if s := v.str(k.key); s != "" {
			h.metas = append(h.metas, meta{k.name, s})
		}
	}
	for _, name := range namesOf(v.get("authors"), nil) {
		h.metas = append(h.metas, meta{"parsely-author", name})
	}
}
