// Package story reads hearsay.yaml, the file that says what a corpus folder collects: the terms the story is known by,
// the days it covers, the outlets to look at, and how politely to fetch.
//
// It holds the shipped stories too ([Shipped]) and the commented template that `hearsay init` writes ([Template]). It does
// not fetch anything, and it does not judge pages beyond counting the story's terms ([Story.Relevance]).
package story

import (
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus/text"
)

// A Story is what hearsay.yaml says, checked, with defaults filled in.
type Story struct {
	Name      string    // as shown to readers
	Language  string    // ISO 639-1 of the articles that claims are read in; "en" unless said otherwise
	Terms     []Term    // what the story is about
	Threshold float64   // a page whose Relevance reaches it belongs to the story
	From, To  time.Time // first and last day of publication, midnight UTC; zero where open
	Outlets   []Outlet
	Addresses []string // pages to fetch first, absolute http or https addresses
	// AllowHosts are the only hosts that may be fetched. A host stands for its subdomains too. The hosts of outlets
	// and addresses are always allowed; when the list is empty only those are.
	AllowHosts []string
	Contact    string // how a webmaster reaches who runs the crawl: an address or a page, sent in User-Agent
	Budgets    Budgets
	Delay      time.Duration // least time between two requests to one host
}

// A Term is a word or phrase of the story. One that holds a word in capitals, such as ICE, is matched as written; any
// other in upper and lower case alike.
type Term struct {
	Text   string
	Weight float64 // 1 unless said otherwise; negative for a word that speaks against a page
}

// An Outlet is a publisher whose pages are looked at.
type Outlet struct {
	Domain   string // registrable domain or host, lower case
	Name     string
	Feeds    []string // RSS, Atom or JSON Feed addresses
	Sitemaps []string
	Sections []string // pages that list articles
}

// Budgets bound a crawl. A zero field is no bound.
type Budgets struct {
	Pages        int           // fetched in all
	PagesPerHost int           // fetched from one host
	Bytes        int64         // received in all
	PageBytes    int64         // received for one page; the rest is cut off
	Depth        int           // links followed from a seed
	Time         time.Duration // of one crawl
}

// Defaults are what a story that does not say otherwise gets.
var defaults = Story{
	Language:  "en",
	Threshold: 2,
	Delay:     2 * time.Second,
	Budgets:   Budgets{Pages: 5000, PagesPerHost: 1000, Bytes: 2 << 30, PageBytes: 8 << 20, Depth: 3, Time: 2 * time.Hour},
}

// Allowed reports whether the story lets host (with or without a port) be fetched.
func (s *Story) Allowed(host string) bool {
	host = bareHost(host)
	under := func(domain string) bool { return host == domain || strings.HasSuffix(host, "."+domain) }
	if slices.ContainsFunc(s.AllowHosts, under) {
		return true
	}
	for _, o := range s.Outlets {
		if under(o.Domain) {
			return true
		}
		for _, list := range [][]string{o.Feeds, o.Sitemaps, o.Sections} {
			if slices.ContainsFunc(list, func(a string) bool { return hostOf(a) == host }) {
				return true
			}
		}
	}
	return slices.ContainsFunc(s.Addresses, func(a string) bool { return hostOf(a) == host })
}

// OutletOf returns the story's outlet for host, or nil if the story names none.
func (s *Story) OutletOf(host string) *Outlet {
	host = bareHost(host)
	for i, o := range s.Outlets {
		if host == o.Domain || strings.HasSuffix(host, "."+o.Domain) {
			return &s.Outlets[i]
		}
	}
	return nil
}

// Seeds returns every address the story names, once each: addresses first, then feeds, sitemaps, sections and, for an
// outlet that names none of these, its front page.
func (s *Story) Seeds() []string {
	var out []string
	add := func(list ...string) {
		for _, a := range list {
			if !slices.Contains(out, a) {
				out = append(out, a)
			}
		}
	}
	add(s.Addresses...)
	for _, o := range s.Outlets {
		add(o.Feeds...)
		add(o.Sitemaps...)
		add(o.Sections...)
		if len(o.Feeds)+len(o.Sitemaps)+len(o.Sections) == 0 {
			add("https://" + o.Domain + "/")
		}
	}
	return out
}

// Covers reports whether an article of day t can belong to the story. A zero t, a day that is not known, can.
func (s *Story) Covers(t time.Time) bool {
	return t.IsZero() || !t.Before(s.From) && (s.To.IsZero() || t.Before(s.To.AddDate(0, 0, 1)))
}

// Relevance returns the sum of the weights of the terms that stand in prose, each counted once.
func (s *Story) Relevance(prose string) float64 {
	exact := " " + joinWords(prose) + " "
	folded := strings.ToLower(exact)
	var sum float64
	for _, t := range s.Terms {
		in, want := folded, strings.ToLower(t.Text)
		if hasCapitals(t.Text) {
			in, want = exact, t.Text
		}
		if strings.Contains(in, " "+joinWords(want)+" ") {
			sum += t.Weight
		}
	}
	return sum
}

// About reports whether prose reaches the story's threshold.
func (s *Story) About(prose string) bool { return s.Relevance(prose) >= s.Threshold }

// joinWords returns the words of s with one space between them.
func joinWords(s string) string {
	var out strings.Builder
	for i, w := range text.Words(s) {
		if i > 0 {
			out.WriteByte(' ')
		}
		out.WriteString(s[w.Start:w.End])
	}
	return out.String()
}

// hasCapitals reports whether s holds a word of two or more letters, all of them capitals.
func hasCapitals(s string) bool {
	return slices.ContainsFunc(strings.Fields(s), func(w string) bool {
		return utf8.RuneCountInString(w) > 1 && strings.ToLower(w) != w && !strings.ContainsFunc(w, unicode.IsLower)
	})
}
