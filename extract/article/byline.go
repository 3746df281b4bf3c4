package article

import (
	"slices"
	"strings"
)

// A bylineVote is a byline from one place.
type bylineVote struct {
	names []string
	from  string
}

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
	f.ex.Byline = f.elect(votes)
}

// visibleByline votes with what is printed near the headline.
func (f *facts) visibleByline(head int, add func([]string, string) bool) {
	near := func(block int) bool { return head < 0 || block >= head-6 && block <= head+14 }
	var micro, rel, far []string
	for _, p := range f.p.head.props {
		switch {
		case p.name == "author" && hasAttr(p.node, "itemprop"):
			micro = append(micro, people(first(p.value, nodeText(p.node, 100)))...)
		case p.name == "rel:author" && near(p.block):
			rel = append(rel, people(nodeText(p.node, 100))...)
		case p.name == "rel:author":
			far = append(far, people(nodeText(p.node, 100))...)
		}
	}
	add(dedup(rel), "visible:rel=author")
	add(dedup(micro), "microdata")
	for _, p := range f.p.head.props {
		if p.name == "author" && near(p.block) && !hasAttr(p.node, "itemprop") {
			if s := nodeText(p.node, 150); len(s) > 2 && len(s) < 120 && add(people(s), "visible:class") {
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

// authorLink votes with the links near the headline that lead to a page about a person.
func (f *facts) authorLink(head int, add func([]string, string) bool) {
	var names []string
	for i := max(0, head-6); i < min(len(f.p.blocks), head+12); i++ {
		b := &f.p.blocks[i]
		for _, l := range f.p.links[b.links : b.links+b.nlinks] {
			if hasAny(strings.ToLower(l.Href), []string{"/author/", "/authors/", "/journalist/", "/contributor/", "/contributors/", "/by/", "/staff/", "/writers/", "/reporters/"}) {
				names = append(names, people(string(f.p.text[l.Start:l.End]))...)
			}
		}
	}
	if len(names) < 6 {
		add(dedup(names), "visible:link")
	}
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
		case strings.EqualFold(strings.TrimRight(s, ": "), "written by") && i+1 < len(f.p.blocks) && f.p.blocks[i+1].Len() < 60:
			s = f.p.of(&f.p.blocks[i+1])
		case strings.HasPrefix(s, "Written by"), near && (strings.HasPrefix(s, "By ") || strings.HasPrefix(s, "BY ") || strings.HasPrefix(s, "by ")):
		case near && b.Len() < 120 && strings.Contains(s, " by "):
			if _, dated := findDate(s); !dated {
				continue
			}
			_, s, _ = strings.Cut(s, " by ") // Published 3 May 2026 by Ann Lee
		default:
			continue
		}
		if add(people(s), "visible") {
			return
		}
	}
}

// real leaves out what is no name of a person or of a desk.
func (f *facts) real(names []string) (out []string) {
	for _, n := range names {
		lower := strings.ToLower(n)
		if nobody[lower] || strings.ContainsAny(n, "@»") || leads(lower, []string{"more about", "more from", "view all", "see all", "read more", "posts by", "about ", "follow "}) {
			continue
		}
		if n = f.withoutOutlet(n); n != "" {
			out = append(out, n)
		}
	}
	if people := slices.DeleteFunc(slices.Clone(out), func(s string) bool { return hasRole(s) || f.isOutlet(s) || isBody(s) }); len(people) > 0 {
		return people
	}
	return out
}

// withoutOutlet cuts the outlet's name from the end of a person's: "Ann Lee USA DAILY".
func (f *facts) withoutOutlet(s string) string {
	for _, name := range [...]string{f.name, f.ex.Domain} {
		if rest, ok := cutSuffixFold(s, name); ok && len(strings.Fields(rest)) > 1 {
			return strings.TrimRight(rest, " ,-–—|")
		}
	}
	return s
}

// cutSuffixFold cuts suffix from s without regard to case.
func cutSuffixFold(s, suffix string) (string, bool) {
	if n := len(s) - len(suffix); n > 0 && suffix != "" && strings.EqualFold(s[n:], suffix) {
		return s[:n], true
	}
	return s, false
}

// isOutlet reports whether s is the outlet's own name.
func (f *facts) isOutlet(s string) bool {
	k := squeeze(s)
	if k == "" {
		return true
	}
	label, _, _ := strings.Cut(f.ex.Domain, ".")
	return k == squeeze(f.name) || k == squeeze(f.ex.Domain) || k == squeeze(label)
}

// elect returns the byline of the most trusted place, the places in the order of votes; one that names persons goes
// before one that names the outlet or a desk only.
func (f *facts) elect(votes []bylineVote) []string {
	for _, v := range votes {
		if n := v.names[0]; !f.isOutlet(n) && !hasRole(n) && !isBody(n) && strings.Contains(n, " ") {
			return v.names
		}
	}
	for _, v := range votes {
		if !f.isOutlet(v.names[0]) {
			return v.names
		}
	}
	if len(votes) > 0 {
		return votes[0].names
	}
	return nil
}
