package sample

import (
	"encoding/json"
	"encoding/xml"
	"net/http"
	"strings"
	"time"

	"hearsay/corpus"
)

// serveFeed answers with the feed or sitemap f at time now.
func (s *site) serveFeed(w http.ResponseWriter, r *http.Request, f Feed, now time.Time) {
	var doc any
	switch list := s.visible(now); f.Format {
	case "json":
		b, err := json.MarshalIndent(s.jsonFeed(f, list), "", "  ")
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		s.send(w, r, http.StatusOK, "application/feed+json", b)
		return
	case "rss":
		doc = s.rss(list)
	case "atom":
		doc = s.atom(f, list)
	case "index":
		doc = s.sitemapIndex()
	default:
		doc = s.sitemap(list, f.Format == "news")
	}
	b, err := xml.MarshalIndent(doc, "", "  ")
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	mediaType, head := mediaTypes[f.Format], `<?xml version="1.0" encoding="UTF-8"?>`+"\n"
	if s.Latin {
		head = `<?xml version="1.0" encoding="windows-1252"?>` + "\n"
		b = latin(string(b))
	}
	s.send(w, r, http.StatusOK, mediaType, append([]byte(head), b...))
}

var mediaTypes = map[string]string{
	"rss": "application/rss+xml", "atom": "application/atom+xml", "sitemap": "application/xml", "news": "application/xml",
	"index": "text/xml",
}

// teaser returns what a feed says of a: its standfirst, else the beginning of its first paragraph.
func teaser(a *Article) string {
	if a.Standfirst != "" {
		return a.Standfirst
	}
	for _, b := range a.Blocks {
		if b.Kind == corpus.Para {
			words := strings.Fields(b.Text)
			if len(words) > 24 {
				return strings.Join(words[:24], " ") + " …"
			}
			return b.Text
		}
	}
	return ""
}

type rssDoc struct {
	XMLName xml.Name  `xml:"rss"`
	Version string    `xml:"version,attr"`
	Title   string    `xml:"channel>title"`
	Link    string    `xml:"channel>link"`
	About   string    `xml:"channel>description"`
	Items   []rssItem `xml:"channel>item"`
}

type rssItem struct {
	Title string `xml:"title"`
	Link  string `xml:"link"`
	GUID  string `xml:"guid"`
	Date  string `xml:"pubDate"`
	About string `xml:"description"`
}

func (s *site) rss(list []*Article) rssDoc {
	d := rssDoc{Version: "2.0", Title: s.Name, Link: "http://" + s.Host + "/", About: Disclaimer}
	for _, a := range list {
		d.Items = append(d.Items, rssItem{
			Title: a.Title, Link: a.URL(), GUID: a.URL(), Date: a.Published.Format(time.RFC1123Z), About: teaser(a),
		})
	}
	return d
}

type atomDoc struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Title   string      `xml:"title"`
	ID      string      `xml:"id"`
	Updated string      `xml:"updated"`
	Link    atomLink    `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	Title     string       `xml:"title"`
	ID        string       `xml:"id"`
	Link      atomLink     `xml:"link"`
	Published string       `xml:"published"`
	Updated   string       `xml:"updated"`
	Authors   []atomAuthor `xml:"author"`
	Summary   string       `xml:"summary"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

func (s *site) atom(f Feed, list []*Article) atomDoc {
	self := "http://" + s.Host + f.Path
	d := atomDoc{Title: s.Name, ID: self, Link: atomLink{"self", self}}
	for _, a := range list {
		updated := a.Published
		if a.Updated.After(updated) {
			updated = a.Updated
		}
		d.Updated = max(d.Updated, updated.Format(time.RFC3339))
		e := atomEntry{
			Title: a.Title, ID: a.URL(), Link: atomLink{"alternate", a.URL()}, Summary: teaser(a),
			Published: a.Published.Format(time.RFC3339), Updated: updated.Format(time.RFC3339),
		}
		for _, name := range a.Byline {
			e.Authors = append(e.Authors, atomAuthor{name})
		}
		d.Entries = append(d.Entries, e)
	}
	return d
}

func (s *site) jsonFeed(f Feed, list []*Article) map[string]any {
	items := []map[string]any{}
	for _, a := range list {
		items = append(items, map[string]any{
			"id": a.URL(), "url": a.URL(), "title": a.Title, "date_published": a.Published.Format(time.RFC3339), "content_text": teaser(a),
		})
	}
	return map[string]any{
		"version": "https://jsonfeed.org/version/1.1", "title": s.Name, "home_page_url": "http://" + s.Host + "/",
		"feed_url": "http://" + s.Host + f.Path, "description": Disclaimer, "items": items,
	}
}

type sitemapDoc struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	News    string       `xml:"xmlns:news,attr,omitempty"`
	URLs    []sitemapURL `xml:"url"`
}

type sitemapURL struct {
	Loc     string       `xml:"loc"`
	LastMod string       `xml:"lastmod,omitempty"`
	News    *sitemapNews `xml:"news:news"`
}

type sitemapNews struct {
	Name  string `xml:"news:publication>news:name"`
	Lang  string `xml:"news:publication>news:language"`
	Date  string `xml:"news:publication_date"`
	Title string `xml:"news:title"`
}

func (s *site) sitemap(list []*Article, news bool) sitemapDoc {
	var d sitemapDoc
	if news {
		d.News = "http://www.google.com/schemas/sitemap-news/0.9"
	} else {
		d.URLs = append(d.URLs, sitemapURL{Loc: "http://" + s.Host + "/about"})
	}
	for _, a := range list {
		u := sitemapURL{Loc: a.URL(), LastMod: a.Published.Format(time.DateOnly)}
		if news {
			u.News = &sitemapNews{Name: s.Name, Lang: "en", Date: a.Published.Format(time.RFC3339), Title: a.Title}
		}
		d.URLs = append(d.URLs, u)
	}
	return d
}

type indexDoc struct {
	XMLName  xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
	Sitemaps []sitemapURL `xml:"sitemap"`
}

// sitemapIndex lists the outlet's other sitemaps.
func (s *site) sitemapIndex() indexDoc {
	var doc indexDoc
	for _, f := range s.Feeds {
		if f.Format == "sitemap" || f.Format == "news" {
			doc.Sitemaps = append(doc.Sitemaps, sitemapURL{Loc: "http://" + s.Host + f.Path})
		}
	}
	return doc
}
