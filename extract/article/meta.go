package article

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/publicsuffix"

	"hearsay/corpus"
)

// facts is what a page says of itself, on the way to an extraction.
type facts struct {
	p       *page
	in      *corpus.Page
	ld      ldArticle
	name    string // what the outlet calls itself, as candidates have it
	ex      *corpus.Extraction
	h1      int // the block of the headline, or -1
	address *url.URL
}

// surveyPage reads what p says of itself and surveys it.
func surveyPage(p *page, in *corpus.Page) (*survey, *facts) {
	f := &facts{p: p, in: in, h1: -1, ex: &corpus.Extraction{URL: in.URL}}
	f.ld = linkedData(p.head.jsonld)
	f.where()
	f.outlet()
	f.title()
	desc := first(p.head.meta("og:description", "description", "twitter:description"), f.ld.description)
	return surveyOf(p, f.ex.Title, desc, f.ld.body), f
}

// candidate notes one answer.
func (f *facts) candidate(field, value, from string) {
	if value = strings.TrimSpace(value); value != "" && len(value) < 1000 {
		f.ex.Candidates = append(f.ex.Candidates, corpus.Candidate{Field: field, Value: value, From: from})
	}
}

// where tells the page's own address and domain.
func (f *facts) where() {
	h := &f.p.head
	own := first(f.in.URL, f.in.Manifest.URL, savedFrom(f.in.Body))
	f.candidate("canonical", h.canonical, "link:canonical")
	f.candidate("canonical", h.meta("og:url"), "meta:og:url")
	f.candidate("amp", h.amp, "link:amphtml")
	f.address, _ = url.Parse(own)
	for _, s := range []string{h.canonical, h.meta("og:url"), f.ld.url} {
		if u := f.absolute(s); u != nil && f.sameSite(u) && (len(u.Path) > 1 || f.address == nil || len(f.address.Path) <= 1) {
			u.Fragment = ""
			f.ex.CanonicalURL = u.String()
			break
		}
	}
	if f.address == nil || f.address.Host == "" {
		f.address, _ = url.Parse(f.ex.CanonicalURL)
	}
	if f.address != nil {
		f.ex.Domain = domainOf(f.address)
	}
}

// absolute resolves s against the page's address; nil if it leads nowhere on the web.
func (f *facts) absolute(s string) *url.URL {
	if s == "" {
		return nil
	}
	u, err := url.Parse(strings.TrimSpace(s))
	if err != nil {
		return nil
	}
	if f.address != nil {
		u = f.address.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil
	}
	return u
}

// sameSite reports whether u may be another name of the page: same registrable domain, or the page has none.
func (f *facts) sameSite(u *url.URL) bool {
	return f.address == nil || f.address.Host == "" || domainOf(f.address) == domainOf(u)
}

// own returns the page's own address, or "".
func (f *facts) own() string {
	if f.address == nil {
		return ""
	}
	return f.address.String()
}

// domainOf returns the registrable domain of u, or its host if it has none.
func domainOf(u *url.URL) string {
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if d, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return d
	}
	return host
}

// fromManifest takes a value of the manifest, if it has one.
func (f *facts) fromManifest(field, value string, to *string) {
	if value != "" {
		f.candidate(field, value, "manifest")
		*to = value
	}
}

// site takes the page's address and what follows from it: domain, and the outlet's name if nothing else gives one.
func (f *facts) site(own string) {
	if u, err := url.Parse(own); err == nil && u.Host != "" {
		f.address = u
		f.ex.Domain = domainOf(u)
		f.ex.Outlet = first(f.ex.Outlet, f.ex.Domain)
	}
}

// outlet tells the outlet's name.
func (f *facts) outlet() {
	h := &f.p.head
	names := []struct{ value, from string }{
		{f.in.Manifest.Outlet, "manifest"},
		{h.meta("og:site_name"), "meta:og:site_name"},
		{f.ld.publisher, "json-ld"},
		{h.meta("application-name", "apple-mobile-web-app-title", "cre", "dc.publisher", "citation_journal_title"), "meta:application-name"},
	}
	for _, n := range names {
		f.candidate("outlet", n.value, n.from)
		if f.ex.Outlet == "" && len(n.value) < 80 {
			f.ex.Outlet = strings.TrimSpace(n.value)
		}
	}
	f.name = f.ex.Outlet
	if f.ex.Outlet == "" {
		f.ex.Outlet = f.ex.Domain
	}
}

// day notes a candidate of a date and returns it.
func (f *facts) day(field, value, from string) (stamp, bool) {
	if value == "" {
		return stamp{}, false
	}
	f.candidate(field, value, from)
	st, ok := parseStamp(value)
	if !ok || !f.in.Fetched.IsZero() && st.t.After(f.in.Fetched.Add(26*time.Hour)) {
		return stamp{}, false
	}
	return st, true
}

// A vote is one answer with its weight.
type vote struct {
	stamp
	weight float64
}

// publishedNames are the meta elements that give the date of publication.
var publishedNames = []string{
	"article:published_time", "article:published", "og:published_time", "og:article:published_time", "datepublished", "date.published", "parsely-pub-date",
	"sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "published", "dc.date.issued",
	"dcterms.created", "dc.date.created", "dcterms.date", "dc.date", "citation_publication_date", "cxenseparse:recs:publishtime", "article.published",
	"article_date_original", "originalpublicationdate", "pub_date", "publishedtime", "date", "created", "ptime", "displaydate", "rbpubdate",
}

var modifiedNames = []string{
	"article:modified_time", "og:updated_time", "article:modified", "datemodified", "lastmod", "last-modified", "dcterms.modified", "dc.date.modified", "utime", "updated_time", "revision_date",
}

// dates puts the dates of publication and of the last change to the vote. head is the block of the headline or -1.
func (f *facts) dates(head int) {
	if f.manifestDate() {
		f.modified(stamp{})
		return
	}
	var votes []vote
	add := func(weight float64, value, from string) {
		if st, ok := f.day("published", value, from); ok {
			votes = append(votes, vote{st, weight})
		}
	}
	weight := 5.0
	if mod, ok := parseStamp(f.ld.modified); ok {
		if pub, ok := parseStamp(f.ld.published); ok && !pub.t.Before(mod.t) {
			weight = 1.9 // one date for both, or the wrong way round: what is printed says more
		}
	}
	add(weight, f.ld.published, "json-ld")
	for _, name := range publishedNames {
		if v := f.p.head.meta(name); v != "" {
			weight := 4.5
			if !strings.Contains(name, "pub") && !strings.Contains(name, "issued") && sameDay(v, f.p.head.meta(modifiedNames...)) {
				weight = 1.9
			}
			add(weight, v, "meta:"+name)
			break
		}
	}
	for _, p := range f.p.head.props {
		if p.name == "datepublished" || p.name == "datecreated" {
			add(3, first(p.value, nodeText(p.node, 80)), "microdata")
			break
		}
	}
	f.visibleDates(head, add)
	if st, ok := urlDate(f.own()); ok {
		f.candidate("published", st.day(), "url")
		votes = append(votes, vote{st, 3})
	}
	best := winner(votes)
	if !best.t.IsZero() {
		f.ex.Published, f.ex.PublishedPrecision = best.String(), best.precision
		if !best.zone {
			f.ex.PublishedPrecision = "day"
		}
	}
	f.modified(best)
}

// sameDay reports whether two dates are of one day.
func sameDay(a, b string) bool {
	x, ok := parseStamp(a)
	y, ok2 := parseStamp(b)
	return ok && ok2 && x.day() == y.day()
}

// manifestDate takes the date of the manifest, if it has one.
func (f *facts) manifestDate() bool {
	st, ok := parseStamp(f.in.Manifest.Published)
	if !ok {
		return false
	}
	f.candidate("published", f.in.Manifest.Published, "manifest")
	f.ex.Published, f.ex.PublishedPrecision = st.String(), st.precision
	return true
}

// winner returns the stamp of the day that has most votes, the most precise of that day; at a tie the first.
func winner(votes []vote) (best stamp) {
	sum := map[string]float64{}
	top := 0.0
	for _, v := range votes {
		sum[v.day()] += v.weight
		top = max(top, sum[v.day()])
	}
	for _, v := range votes {
		if sum[v.day()] < top || !best.t.IsZero() && v.day() != best.day() {
			continue
		}
		if best.t.IsZero() || v.zone && !best.zone || v.zone == best.zone && best.precision == "day" && v.precision != "day" {
			best = v.stamp
		}
	}
	return best
}

// visibleDates votes with what is printed near the headline.
func (f *facts) visibleDates(head int, add func(float64, string, string)) {
	h := &f.p.head
	near := func(block int) bool { return head >= 0 && block >= head-8 && block <= head+14 }
	n := 0
	for _, t := range h.times {
		if n < 2 && near(t.block) {
			text := nodeText(t.node, 80)
			if strings.Contains(strings.ToLower(text), "updated") || strings.Contains(strings.ToLower(attr(t.node, "class")), "updated") {
				continue
			}
			add(2.5-float64(n), first(t.value, text), "visible:time")
			n++
		}
	}
	if n > 0 || head < 0 {
		return
	}
	for _, p := range h.props {
		if p.name == "date" && near(p.block) {
			text := nodeText(p.node, 120)
			if _, ok := findDate(text); ok && !isUpdated(text) {
				add(2, text, "visible:class")
				return
			}
		}
	}
	for i := max(0, head-6); i < min(len(f.p.blocks), head+10); i++ {
		if b := &f.p.blocks[i]; b.Len() < 120 && !isUpdated(f.p.of(b)) {
			if _, ok := findDate(f.p.of(b)); ok {
				add(2, f.p.of(b), "visible")
				return
			}
		}
	}
	for _, p := range h.props {
		if p.name == "date" {
			if text := nodeText(p.node, 120); !isUpdated(text) {
				if _, ok := findDate(text); ok {
					add(1, text, "visible:class")
					return
				}
			}
		}
	}
}

// isUpdated reports whether a printed date says that it is one of a change.
func isUpdated(s string) bool {
	lower := strings.ToLower(s)
	return (strings.Contains(lower, "updated") || strings.Contains(lower, "modified") || strings.Contains(lower, "reviewed")) && !strings.Contains(lower, "published")
}

// modified tells the date of the last change: one that is later than the publication.
func (f *facts) modified(published stamp) {
	var got stamp
	try := func(value, from string) {
		if st, ok := f.day("modified", value, from); ok && got.t.IsZero() {
			got = st
		}
	}
	try(f.ld.modified, "json-ld")
	for _, name := range modifiedNames {
		if v := f.p.head.meta(name); v != "" {
			try(v, "meta:"+name)
			break
		}
	}
	for _, p := range f.p.head.props {
		if p.name == "datemodified" {
			try(first(p.value, nodeText(p.node, 80)), "microdata")
			break
		}
	}
	if !got.t.IsZero() && got.t.After(published.t) && got.String() != f.ex.Published {
		f.ex.Modified = got.String()
	}
}

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
