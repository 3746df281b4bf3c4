package article

import (
	"strings"
)

// A ldArticle is what the JSON-LD of a page says of the article on it.
type ldArticle struct {
	headline, description, body, section, lang    string
	published, modified, publisher, url, freeText string
	authors                                       []string
	dates                                         []string // of publication, as other objects of the page have it
	live, gallery, forum                          bool
	found                                         bool
}

// articleTypes end the schema.org types of what may be the article of a page.
var articleTypes = []string{"Article", "BlogPosting", "LiveBlogPosting", "Report", "SocialMediaPosting", "TechArticle", "Review", "Recipe", "NewsArticle", "ReportageNewsArticle", "OpinionNewsArticle", "AnalysisNewsArticle", "DiscussionForumPosting"}

// linkedData reads the JSON-LD of a page. about says how well an object of an article type fits the page: the best is the
// article, the first of equals; others of the same headline and a page type fill what it leaves open. Objects about other
// articles say nothing.
func linkedData(scripts []string, about func(v *value) float64) (a ldArticle) {
	ids := map[string]*value{}
	var objects []*value
	var collect func(v *value, depth int)
	collect = func(v *value, depth int) {
		if v.get("@type") != nil {
			objects = append(objects, v)
		}
		if id := v.get("@id"); id != nil && len(v.keys) > 1 {
			ids[id.text] = v
		}
		if depth > 3 {
			return
		}
		if len(v.keys) == 0 {
			for i := range v.items {
				collect(&v.items[i], depth+1)
			}
		}
		for _, key := range [...]string{"@graph", "mainEntity", "mainEntityOfPage", "author", "publisher", "creator"} {
			if x := v.get(key); x != nil {
				collect(x, depth+1)
			}
		}
	}
	vals := make([]value, len(scripts))
	for i, s := range scripts {
		vals[i] = parseJSON(s)
		collect(&vals[i], 0)
	}
	articles, fits := []*value{}, []float64{}
	best := 0
	for _, v := range objects {
		if v.is(articleTypes...) {
			articles, fits = append(articles, v), append(fits, about(v))
			if fits[len(fits)-1] > fits[best] {
				best = len(fits) - 1
			}
		}
	}
	if len(articles) > 0 {
		a.fill(articles[best], ids)
	}
	for i, v := range articles {
		if title := v.str("headline"); i != best && (title == "" || alike(title, a.headline) > .8) {
			a.fill(v, ids)
		}
	}
	for _, v := range objects {
		if v.is("WebPage", "ItemPage", "AboutPage") || !a.found && v.is("ImageGallery", "VideoObject") {
			a.fill(v, ids)
		}
		a.gallery = a.gallery || v.is("ImageGallery")
	}
	for _, v := range objects {
		if a.publisher == "" && v.is("Organization", "WebSite") {
			a.publisher = v.str("name")
		}
	}
	return a
}

// fill takes from v what is not known yet.
func (a *ldArticle) fill(v *value, ids map[string]*value) {
	a.found = true
	set := func(dst *string, key string) { *dst = first(*dst, v.str(key)) }
	set(&a.headline, "headline")
	set(&a.headline, "name")
	set(&a.description, "description")
	set(&a.body, "articleBody")
	set(&a.section, "articleSection")
	set(&a.lang, "inLanguage")
	if a.published == "" {
		set(&a.published, "datePublished")
		set(&a.published, "dateCreated")
		set(&a.modified, "dateModified")
	} else if d := v.str("datePublished"); d != "" && d != a.published {
		a.dates = append(a.dates, d)
	}
	set(&a.freeText, "isAccessibleForFree")
	set(&a.url, "url")
	if a.publisher == "" {
		a.publisher = nameOf(v.get("publisher"), ids)
	}
	if len(a.authors) == 0 {
		a.authors = namesOf(v.get("author"), ids)
	}
	if len(a.authors) == 0 {
		a.authors = namesOf(v.get("creator"), ids)
	}
	a.live = a.live || v.is("LiveBlogPosting")
	a.forum = a.forum || v.is("DiscussionForumPosting")
	a.gallery = a.gallery || v.is("ImageGallery", "MediaGallery")
}

// namesOf returns the names of the people of v: an object, a list, or text.
func namesOf(v *value, ids map[string]*value) (names []string) {
	if v == nil {
		return nil
	}
	if len(v.keys) == 0 && v.text == "" {
		for i := range v.items {
			names = append(names, namesOf(&v.items[i], ids)...)
		}
		return names
	}
	if x := v.get("name"); x != nil && x.text == "" && len(x.items) > 0 { // {"name": ["A", "B"]}
		return namesOf(x, ids)
	}
	if s := nameOf(v, ids); s != "" {
		names = append(names, s)
	}
	return names
}

// nameOf returns the name of v, following a reference.
func nameOf(v *value, ids map[string]*value) string {
	switch {
	case v == nil:
		return ""
	case v.text != "":
		return notAddress(v.text)
	case len(v.keys) == 0 && len(v.items) > 0:
		return nameOf(&v.items[0], ids)
	}
	if s := notAddress(v.str("name")); s != "" {
		return s
	}
	if id := v.get("@id"); id != nil && ids[id.text] != nil {
		return notAddress(ids[id.text].str("name"))
	}
	return ""
}

// notAddress returns s, or "" if it is an address or a reference.
func notAddress(s string) string {
	if s = strings.TrimSpace(s); strings.HasPrefix(s, "http") || strings.HasPrefix(s, "#") || strings.HasPrefix(s, "/") {
		return ""
	}
	return s
}
