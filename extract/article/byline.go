package article

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A bylineVote is a byline from one place.
type bylineVote struct {
	names []string
	from  string
}

// printed reports whether v is what the page itself says in so many words.
func (v *bylineVote) printed() bool { return v.from == "visible" || v.from == "visible:rel=author" }

// visible reports whether v is of the visible page, however it was told there.
func (v *bylineVote) visible() bool { return strings.HasPrefix(v.from, "visible") }

// byline tells who wrote the article. head is the block of the headline or -1.
func (f *facts) byline(head int) {
	if len(f.in.Manifest.Byline) > 0 {
		f.candidate("byline", strings.Join(f.in.Manifest.Byline, "; "), "manifest")
		f.ex.Byline = f.in.Manifest.Byline
		return
	}
	var votes []bylineVote
	add := func(names []string, from string) bool {
		if names = f.real(names); len(names) == 0 || len(names) > 15 {
			return false
		}
		f.candidate("byline", strings.Join(names, "; "), from)
		votes = append(votes, bylineVote{names, from})
		return true
	}
	var ld []string
	for _, a := range f.ld.authors {
		ld = append(ld, people(a)...)
	}
	add(dedup(ld), "json-ld")
	var meta []string
	h := &f.p.head
	for _, name := range []string{"author", "parsely-author", "sailthru.author", "article:author", "dc.creator", "dcterms.creator", "byl", "citation_author", "cxenseparse:author", "og:article:author", "article:author_name"} {
		meta = meta[:0]
		for i := range h.metas {
			if h.metas[i].name == name && !strings.Contains(h.metas[i].content, "://") {
				meta = append(meta, people(h.metas[i].content)...)
			}
		}
		add(dedup(meta), "meta:"+name)
	}
	if strings.EqualFold(h.meta("twitter:label1"), "written by") {
		add(people(h.meta("twitter:data1")), "meta:twitter:data1")
	}
	f.visibleByline(head, add)
	if len(votes) == 0 {
		f.authorBox(add)
	}
	f.ex.Byline = f.elect(votes)
}

// visibleByline votes with what is printed near the headline.
func (f *facts) visibleByline(head int, add func([]string, string) bool) {
	near := func(block int) bool { return head < 0 || block >= head-6 && block <= head+14 }
	var micro, rel, far []string
	for _, p := range f.p.head.props {
		switch {
		case p.name == "author" && hasAttr(p.node, "itemprop") && p.block < len(f.p.blocks) && f.p.blocks[p.block].flags&fComment != 0:
		case p.name == "author" && hasAttr(p.node, "itemprop"):
			micro = append(micro, people(first(p.value, namedIn(p.node), nodeText(p.node, 100)))...)
		case p.name == "rel:author" && near(p.block):
			rel = append(rel, people(nodeText(p.node, 100))...)
		case p.name == "rel:author":
			far = append(far, people(nodeText(p.node, 100))...)
		}
	}
	add(dedup(rel), "visible:rel=author")
	add(dedup(micro), "microdata")
	tries := 0
	for _, p := range f.p.head.props {
		if p.name == "author" && near(p.block) && !hasAttr(p.node, "itemprop") && tries < 50 {
			tries++
			if s := itemText(p.node, 150); len(s) > 2 && len(s) < 120 && add(slices.DeleteFunc(people(s), func(n string) bool { return notNamed(n) || !byLed(s) && f.loneWord(n) }), "visible:class") {
				break
			}
		}
	}
	f.authorLink(head, add)
	f.printedByline(head, add)
	if far = dedup(far); len(far) == 1 {
		add(far, "visible:rel=author")
	}
}

// boxLinks begin the links in a box about an author, in lower case.
var boxLinks = []string{"all articles by ", "more articles by ", "view all posts by ", "view all articles by ", "all posts by ", "more posts by ", "see all articles by ", "more by ", "read more by ", "stories by ", "more stories by "}

// authorBox votes with the one person whom the page has a box about.
func (f *facts) authorBox(add func([]string, string) bool) {
	var names []string
	for i := range f.p.blocks {
		b := &f.p.blocks[i]
		if b.Len() > 80 || b.flags&(fComment|fRelated) != 0 {
			continue
		}
		s := f.p.of(b)
		if rest, ok := cutAny(strings.ToLower(s), boxLinks...); ok && len(strings.ToLower(s)) == len(s) {
			names = append(names, people(s[len(s)-len(rest):])...)
		}
	}
	for _, p := range f.p.head.props {
		if p.name == "author" && p.block < len(f.p.blocks) && f.p.blocks[p.block].Len() < 40 && f.p.blocks[p.block].flags&(fComment|fRelated) == 0 {
			names = append(names, people(f.p.of(&f.p.blocks[p.block]))...)
		}
	}
	names = dedup(slices.DeleteFunc(names, func(n string) bool { return !fullName(n) || hasRole(n) || isBody(n) }))
	if len(names) == 1 {
		add(names, "visible:box")
	}
}

// itemText returns the text of n; the items of a list in it are parted by semicolons.
func itemText(n *html.Node, most int) string {
	var items []string
	for c := range n.Descendants() {
		if c.DataAtom == atom.Li {
			items = append(items, nodeText(c, most))
		}
	}
	if len(items) > 1 {
		return strings.Join(items, "; ")
	}
	return nodeText(n, most)
}

// namedIn returns the text of the element in n that microdata calls a name.
func namedIn(n *html.Node) string {
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && attr(c, "itemprop") == "name" {
			return first(attr(c, "content"), nodeText(c, 100))
		}
	}
	return ""
}

// authorLink votes with the links near the headline that lead to a page about a person.
func (f *facts) authorLink(head int, add func([]string, string) bool) {
	var names []string
	for i := max(0, head-6); i < min(len(f.p.blocks), head+12); i++ {
		b := &f.p.blocks[i]
		for _, l := range f.p.links[b.links : b.links+b.nlinks] {
			if hasAny(strings.ToLower(l.Href), []string{"/author/", "/authors/", "/journalist/", "/contributor/", "/contributors/", "/by/", "/staff/", "/writers/", "/reporters/"}) && !f.otherCredit(i, l.Start) {
				names = append(names, people(string(f.p.text[l.Start:l.End]))...)
			}
		}
	}
	if len(names) < 6 {
		add(dedup(names), "visible:link")
	}
}

// otherCredit reports whether what stands before byte at of the text, in block i, credits people who are not the authors.
func (f *facts) otherCredit(i, at int) bool {
	b := &f.p.blocks[i]
	before := strings.TrimSpace(string(f.p.text[b.Start:at]))
	if before == "" && i > 0 && f.p.blocks[i-1].Len() < 40 {
		before = f.p.of(&f.p.blocks[i-1])
	}
	return before != "" && authorsOnly(before) != before
}

// printedByline votes with a line that begins with "By" near the headline, or "Written by" anywhere; the name may
// stand in the next block.
func (f *facts) printedByline(head int, add func([]string, string) bool) {
	for i := range f.p.blocks {
		b := &f.p.blocks[i]
		if b.Len() > 150 || b.Len() < 4 || b.flags&fComment != 0 {
			continue
		}
		s := f.p.of(b)
		near := head >= 0 && i >= head-4 && i < head+12
		switch {
		case b.Len() < 40 && strings.HasSuffix(strings.ToLower(strings.TrimRight(s, ": ")), "written by") && i+1 < len(f.p.blocks) && f.p.blocks[i+1].Len() < 60:
			s = f.p.of(&f.p.blocks[i+1])
		case strings.HasPrefix(s, "Written by"), near && byLed(s):
		case near && b.Len() < 120 && strings.Contains(s, " by "):
			if _, dated := findDate(s); !dated {
				continue
			}
			_, s, _ = strings.Cut(s, " by ") // Published 3 May 2026 by Ann Lee
		default:
			continue
		}
		if names := people(s); !slices.ContainsFunc(names, notNamed) && add(names, "visible") {
			return
		}
	}
}

// byLed reports whether s begins with "By" or its like: "Story by", "Por".
func byLed(s string) bool {
	rest := trimLeadIn(s)
	lead := strings.ToLower(strings.TrimRight(s[:len(s)-len(rest)], " :"))
	switch lead {
	case "by", "por", "par", "von":
		return true
	}
	return strings.HasSuffix(lead, " by")
}

// loneWord reports whether s is one word that need not be a name: "Small", in a box where the reader sets the type.
func (f *facts) loneWord(s string) bool {
	return s[0] < utf8.RuneSelf && !strings.Contains(s, " ") && !hasRole(s) && !isBody(s) && !f.isOutlet(s)
}

// notNamed reports whether s cannot be the name of a person or a desk: it has words without capitals, as after "By the
// time".
func notNamed(s string) bool {
	small := 0
	for w := range strings.FieldsSeq(s) {
		if w[0] >= 'a' && w[0] <= 'z' && len(w) > 3 && !particles[w] {
			small++
		}
	}
	return small > 1 || small == 1 && !isBody(s) && !hasRole(s)
}
