// Package sample is an embedded fictional press: ten outlets that never were, under *.example names, with about thirty
// articles over ten days of February 2026. It is what `hearsay demo` crawls, a teaching set, and a regression test; it is
// not a set to tune rules to.
//
// The outlets are one of each kind that news comes in: a wire agency, a broadsheet, a tabloid, a blog, a forum, a trade
// paper, an aggregator, a local paper that reprints the wire, a weekly with broken markup and a wrong charset, and a site
// that edits an article silently. Each has page templates, feeds, sitemaps and a robots.txt of its own ([Outlet]).
//
// They cover two stories. "ice-cloud" is about ICE's use of cloud services; it states only what five real articles
// document, in sentences of its own, and the outlets cited there (The Guardian, say) stay outside as unseen sources.
// "ferry" is wholly fictional: a harbour ferry is taken out of service. Each story's pages are the off-topic pages of
// the other.
//
// What the press says is data: one file per article (see article.go for the form), one folder per outlet. Beside it lies
// the truth ([Truth]): which sentences state which claim, where each article has it from, what changed between the
// wordings; [Score] compares a result with it.
//
// The press has a clock. An article is there once it is published; a block of it may appear or vanish at a later moment.
// Nothing here opens a connection to anywhere: [Start] listens on loopback, and [Server.Dial] leads every *.example name
// to it and refuses all others.
package sample

import (
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"hearsay/corpus"
)

//go:embed data
var data embed.FS

// Two moments of the sample's clock. Between them the silent edits happen, and the second half of the news.
var (
	FirstVisit = time.Date(2026, 2, 21, 12, 0, 0, 0, time.UTC)
	LastVisit  = time.Date(2026, 2, 27, 12, 0, 0, 0, time.UTC)
)

// A Press is the ten outlets at the time its clock shows. It may be used by several goroutines.
type Press struct {
	clock    func() time.Time
	sites    []*site
	articles []*Article // in order of publication
	byKey    map[string]*Article

	mu      sync.Mutex
	trapped []string
}

// New reads the embedded press. clock says what time it is there; nil stands for LastVisit.
func New(clock func() time.Time) (*Press, error) {
	if clock == nil {
		clock = func() time.Time { return LastVisit }
	}
	p := &Press{clock: clock, byKey: map[string]*Article{}}
	for _, o := range outlets {
		s, err := newSite(p, o)
		if err != nil {
			return nil, err
		}
		p.sites = append(p.sites, s)
		for _, a := range s.articles {
			p.byKey[a.Key] = a
		}
		p.articles = append(p.articles, s.articles...)
	}
	for _, a := range p.articles {
		if err := p.resolve(a); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(p.articles, func(a, b *Article) int { return a.Published.Compare(b.Published) })
	return p, nil
}

// resolve turns the links of a that name an article by key into addresses.
func (p *Press) resolve(a *Article) error {
	for i := range a.Blocks {
		for j, l := range a.Blocks[i].Links {
			if strings.Contains(l.Href, "://") {
				continue
			}
			to, ok := p.byKey[l.Href]
			if !ok {
				return fmt.Errorf("%s links to %q: %w", a.Key, l.Href, corpus.ErrNotFound)
			}
			a.Blocks[i].Links[j].Href = to.URL()
		}
	}
	return nil
}

// Articles returns every article of the press, published or not, in order of publication.
func (p *Press) Articles() []*Article { return p.articles }

// Article returns the article with key, such as wire/ice-1, or nil.
func (p *Press) Article(key string) *Article { return p.byKey[key] }

// Outlets returns the outlets in a fixed order.
func (p *Press) Outlets() []*Outlet {
	var out []*Outlet
	for _, s := range p.sites {
		out = append(out, s.Outlet)
	}
	return out
}

// Handler answers for every host of the press. A host that is not one of them gets 421.
func (p *Press) Handler() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s := p.site(r.Host); s != nil {
			s.ServeHTTP(w, r)
			return
		}
		http.Error(w, "no outlet of this press has the host "+r.Host, http.StatusMisdirectedRequest)
	})
}

// Site answers for the outlet with key, whatever host is asked for, or returns nil if there is none.
func (p *Press) Site(key string) http.Handler {
	for _, s := range p.sites {
		if s.Key == key {
			return http.HandlerFunc(s.serve)
		}
	}
	return nil
}

func (p *Press) site(host string) *site {
	host, _, _ = strings.Cut(strings.ToLower(host), ":")
	for _, s := range p.sites {
		if host == s.Host || host == s.bare() || host == "www."+s.bare() {
			return s
		}
	}
	return nil
}

// Trapped returns the addresses below a path that robots.txt forbids and that were fetched all the same.
func (p *Press) Trapped() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.trapped)
}

func (p *Press) trap(address string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.trapped = append(p.trapped, address)
}

// Stories names the stories of the press, and their story files.
func Stories() []string { return []string{"ferry", "ice-cloud"} }

// StoryFile returns the hearsay.yaml of a story of the press: its terms, and where its crawl starts.
func StoryFile(name string) ([]byte, error) {
	b, err := data.ReadFile(path.Join("data", "stories", path.Base(name)+".yaml"))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("sample story %q: %w (there are: %s)", name, corpus.ErrNotFound, strings.Join(Stories(), ", "))
	}
	return b, err
}
