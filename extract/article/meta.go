package article

import (
	"net/url"
	"strings"

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
	address *url.URL
	dating  dating
}

// surveyPage reads what p says of itself and surveys it.
func surveyPage(p *page, in *corpus.Page) (*survey, *facts) {
	f := &facts{p: p, in: in, ex: &corpus.Extraction{URL: in.URL}}
	p.head.parsely()
	f.ld = linkedData(p.head.jsonld, f.about)
	f.where()
	f.outlet()
	f.title()
	if p.forum = f.isForum(); p.forum {
		p.uncomment()
	}
	desc := first(p.head.meta("og:description", "description", "twitter:description"), f.ld.description)
	return surveyOf(p, f.ex.Title, desc, f.ld.body), f
}

// about says how well v, an object of the page's JSON-LD, fits the page: by its address and its headline.
func (f *facts) about(v *value) (fit float64) {
	h := &f.p.head
	for _, key := range [...]string{"url", "mainEntityOfPage", "@id"} {
		if path := pathOf(v.str(key)); path != "" && (path == pathOf(f.in.URL) || path == pathOf(h.canonical) || path == pathOf(h.meta("og:url"))) {
			fit = 1
		}
	}
	headline := v.str("headline")
	titles := []string{h.meta("og:title"), h.title}
	for i := range h.h1[:min(len(h.h1), 3)] {
		titles = append(titles, nodeText(h.h1[i].node, 300))
	}
	like := 0.0
	for _, t := range titles {
		like = max(like, alike(t, headline))
	}
	return fit + like
}

// pathOf returns the path of an address, without what makes no difference.
func pathOf(address string) string {
	if u, err := url.Parse(address); err == nil {
		return strings.Trim(u.Path, "/")
	}
	return ""
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
	own := original(first(f.in.URL, f.in.Manifest.URL, savedFrom(f.in.Body)))
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
	if u := f.absolute(h.amp); h.amp != "" && u != nil && f.sameSite(u) {
		f.ex.AMPURL = u.String()
	}
	if f.address == nil || f.address.Host == "" {
		f.address, _ = url.Parse(f.ex.CanonicalURL)
	}
	host := ""
	if f.address != nil {
		f.ex.Domain = domainOf(f.address)
		host = f.address.Hostname()
	}
	f.dating = datingOf(first(h.lang, f.ld.lang), host)
	if f.in.File == "" {
		f.dating.now = f.in.Fetched
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
	if u, err = url.Parse(original(u.String())); err != nil {
		return nil
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
		if name := outletName(n.value); f.ex.Outlet == "" && name != "" {
			f.ex.Outlet = name
		}
	}
	f.name = f.ex.Outlet
	if f.ex.Outlet == "" {
		f.ex.Outlet = f.ex.Domain
	}
}

// outletName returns s as the name of an outlet, without what some add to it: "Harbour Post | News of the coast". It is
// empty if s is an address or a description.
func outletName(s string) string {
	for _, sep := range [...]string{" | ", " - ", " – ", " — "} {
		if name, _, ok := strings.Cut(s, sep); ok && name != "" {
			s = name
		}
	}
	if s = strings.TrimPrefix(strings.TrimSpace(s), "@"); len(s) >= 80 {
		return ""
	}
	return notAddress(s)
}

// noSections are what content systems call the section of pages that have none.
var noSections = map[string]bool{
	"post": true, "posts": true, "article": true, "articles": true, "page": true, "home": true, "homepage": true, "frontpage": true, "all": true, "story": true, "stories": true, "uncategorized": true, "uncategorised": true, "general": true, "blog": true,
}

// section tells the section: the first of a list of topics.
func (f *facts) section() {
	for _, s := range [...]string{f.ld.section, f.p.head.meta("article:section", "og:article:section", "parsely-section")} {
		if strings.Count(s, ",") > 1 || strings.Contains(s, ",") && !strings.Contains(s, ", ") {
			s, _, _ = strings.Cut(s, ",")
		}
		if s = strings.TrimSpace(unentity(s)); s != "" && len(s) < 60 && !noSections[squeeze(s)] && !f.isOutlet(s) && f.ex.Section == "" {
			f.ex.Section = s
		}
	}
}
