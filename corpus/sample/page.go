package sample

import (
	"fmt"
	"html/template"
	"slices"
	"strings"
	"time"

	"hearsay/corpus"
)

// A page is what a template gets.
type page struct {
	Outlet     *Outlet
	Now        time.Time
	Title      string
	URL        string
	Disclaimer string
	Article    *Article   // on article pages
	Posts      []post     // the article's blocks; one post, except on a forum
	Locked     bool       // the rest of the article is for subscribers
	List       []*Article // on list pages: what is listed
	Related    []*Article // others of the outlet, the boilerplate of an article page
	Text       []string   // paragraphs of a plain page
	Next       string     // a link of a plain page; empty for none
	Status     string     // what a plain page is: about, notfound, trap
}

// A post is a run of blocks with one author.
type post struct {
	Author string
	Time   time.Time
	Groups []group
}

// A group is one block, or a run of blocks that make one list, table or set of key points.
type group struct {
	Kind  corpus.BlockKind
	HTML  template.HTML
	Text  string
	Items []template.HTML
	Rows  [][]string
}

var funcs = template.FuncMap{
	"iso":   func(t time.Time) string { return t.Format(time.RFC3339) },
	"day":   func(t time.Time) string { return t.Format(time.DateOnly) },
	"long":  func(t time.Time) string { return t.Format("2 January 2006") },
	"us":    func(t time.Time) string { return t.Format("January 2, 2006 at 3:04 PM") },
	"short": func(t time.Time) string { return t.Format("02/01/2006 15:04") },
	"names": func(list []string) string { return strings.Join(list, " and ") },
	"upper": strings.ToUpper,
	"ld":    newsArticle,
}

func (s *site) page(title, path string, now time.Time) *page {
	return &page{Outlet: s.Outlet, Now: now, Title: title, URL: "http://" + s.Host + path, Disclaimer: Disclaimer}
}

func (s *site) articlePage(a *Article, now time.Time) *page {
	pg := s.page(a.Title, a.Path, now)
	pg.Article, pg.Locked = a, a.Paywall
	blocks := a.At(now)
	if a.Paywall {
		blocks = blocks[:1]
	}
	pg.Posts = posts(blocks)
	for _, other := range s.visible(now) {
		if other != a && len(pg.Related) < 4 {
			pg.Related = append(pg.Related, other)
		}
	}
	return pg
}

// listPage lists all articles on the front page, and on a section's page those whose section its path ends with.
func (s *site) listPage(i int, now time.Time) *page {
	section := s.Lists[i][strings.LastIndexByte(s.Lists[i], '/')+1:]
	pg := s.page(s.Name, s.Lists[i], now)
	pg.List = s.visible(now)
	if i > 0 {
		pg.Title = s.Name + ": " + section
		pg.List = slices.DeleteFunc(pg.List, func(a *Article) bool { return a.Section != section && a.Section != "" })
	}
	return pg
}

func (s *site) aboutPage(now time.Time) *page {
	pg := s.page("About "+s.Name, "/about", now)
	pg.Status = "about"
	pg.Text = []string{
		Disclaimer,
		s.Name + " stands for a " + s.Kind + ". " + s.Tagline + ".",
		"Its boats, its towns and the people in them are invented. What it says of agencies and companies that exist " +
			"retells facts, figures and statements that real reports printed in February 2026, with the distortions that " +
			"real reports show; read those, not this.",
	}
	return pg
}

func (s *site) gonePage(now time.Time) *page {
	pg := s.page("Page not found", "/", now)
	pg.Status = "notfound"
	pg.Text = []string{"We looked on the pier and behind the bins, but the page you asked for is not here.", "It may have moved, or it may never have been."}
	return pg
}

// trapPage makes a page below a forbidden path, with a link to the next one: there is no end to them.
func (s *site) trapPage(p string, now time.Time) *page {
	pg := s.page("You should not be here", p, now)
	pg.Status = "trap"
	pg.Text = []string{"This address is forbidden to all robots by the robots.txt of this host. Whoever fetched it did not ask."}
	pg.Next = fmt.Sprintf("%s-%d", strings.TrimSuffix(p, "/"), len(p))
	return pg
}

// posts cuts blocks into posts, and gathers runs of items, key points and rows.
func posts(blocks []Block) []post {
	var out []post
	for _, b := range blocks {
		if b.Post != "" || len(out) == 0 {
			out = append(out, post{Author: b.Post, Time: b.Time})
		}
		last := &out[len(out)-1]
		g := group{Kind: b.Kind, HTML: b.HTML(), Text: b.Text}
		switch b.Kind {
		case corpus.List, corpus.Summary, corpus.Table:
			if n := len(last.Groups); n == 0 || last.Groups[n-1].Kind != b.Kind {
				last.Groups = append(last.Groups, group{Kind: b.Kind})
			}
			run := &last.Groups[len(last.Groups)-1]
			run.Items = append(run.Items, g.HTML)
			run.Rows = append(run.Rows, strings.Split(b.Text, " | "))
		default:
			last.Groups = append(last.Groups, g)
		}
	}
	return out
}

// newsArticle returns the JSON-LD of the article on pg, as schema.org has it. kind is the type: NewsArticle, BlogPosting.
func newsArticle(kind string, pg *page) map[string]any {
	a := pg.Article
	ld := map[string]any{
		"@context": "https://schema.org", "@type": kind, "headline": a.Title, "datePublished": a.Published.Format(time.RFC3339),
		"mainEntityOfPage": pg.URL, "publisher": map[string]any{"@type": "Organization", "name": a.Outlet.Name},
	}
	var authors []map[string]any
	for _, name := range a.Byline {
		authors = append(authors, map[string]any{"@type": "Person", "name": name})
	}
	if authors != nil {
		ld["author"] = authors
	}
	if !a.Updated.IsZero() && !pg.Now.Before(a.Updated) {
		ld["dateModified"] = a.Updated.Format(time.RFC3339)
	}
	if a.Paywall {
		ld["isAccessibleForFree"] = false
	}
	return ld
}
