package crawl

import (
	"strings"
	"sync"
	"time"

	"github.com/zeebo/xxh3"

	"hearsay/crawl/address"
)

const (
	maxSegments   = 16
	maxParams     = 8
	maxQuery      = 512
	trapFetches   = 60 // of one template without a page that was kept, where the template has no words
	trapSame      = 8  // pages of one template with bytes that were seen before
	futureDays    = 60
	maxTemplates  = 100_000
	maxPerHostMem = 20_000
)

// endless says why an address looks like one of an endless family, judged by itself, or "". date is the one in it.
func endless(url string, date, now time.Time) string {
	p, query, _ := strings.Cut(pathOf(url), "?")
	switch {
	case len(query) > maxQuery || strings.Count(query, "&") >= maxParams:
		return "too many parameters"
	case strings.Count(p, "/") > maxSegments:
		return "too deep a path"
	case !date.IsZero() && date.After(now.AddDate(0, 0, futureDays)):
		return "a date in the future: a calendar"
	case repeats(p):
		return "a path segment repeats"
	}
	return ""
}

// repeats reports whether a segment of path p stands there three times. Numbers may.
func repeats(p string) bool {
	if strings.Count(p, "/") < 3 {
		return false
	}
	segments := strings.Split(p, "/")
	for i, s := range segments {
		if s == "" || allDigits(s) {
			continue
		}
		n := 0
		for _, t := range segments[i:] {
			if s == t {
				n++
			}
		}
		if n >= 3 {
			return true
		}
	}
	return false
}

func allDigits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}

// template returns the family of an address: its host and path with numbers, codes and titles made equal. words says
// whether a title is in it, as the addresses of articles have.
func template(url string) (family string, words bool) {
	p, query, _ := strings.Cut(pathOf(url), "?")
	var b strings.Builder
	b.WriteString(address.Authority(url))
	for _, s := range strings.Split(p, "/") {
		b.WriteByte('/')
		switch {
		case strings.Count(s, "-")+strings.Count(s, "_") >= 2 && !mostlyDigits(s):
			b.WriteByte('W')
			words = true
		case mostlyDigits(s):
			b.WriteByte('N')
		default:
			b.WriteString(s)
		}
	}
	if query != "" {
		b.WriteByte('?')
	}
	return b.String(), words
}

func mostlyDigits(s string) bool {
	n := 0
	for i := range len(s) {
		if isDigit(s[i]) {
			n++
		}
	}
	return n > 0 && 2*n >= len(s)
}

// traps remembers what the families of addresses have yielded.
type traps struct {
	mu        sync.Mutex
	templates map[string]*yield
	seen      map[string]map[uint64]bool // by host: hashes of bodies
}

// A yield is what came of the addresses of one form: how many were fetched, kept, had bytes that were seen before, and
// how many new links that speak for the story they had.
type yield struct{ fetched, kept, same, led int }

// promise is what one more address of a form may be expected to bring, by what the others did: pages of the corpus, and
// links to what sounds like some. Forms that nothing is known of get the benefit of the doubt.
// Those whose link names the story are told from those whose link does not.
func (t *traps) promise(url string, named bool) float64 {
	family, _ := template(url)
	if named {
		family += namedMark
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	y := t.templates[family]
	if y == nil {
		return doubt
	}
	return min((float64(y.kept)+leadWorth*float64(y.led)+doubt*prior)/(float64(y.fetched)+prior), maxPromise)
}

const (
	namedMark  = " named"
	doubt      = .25 // promise of an unknown form
	prior      = 3   // fetches that it takes to outweigh it
	leadWorth  = 1.5 // of a link that sounds like the story, in pages
	maxPromise = 1.5
	maxLed     = 6 // links of one page that count
)

func newTraps() *traps {
	return &traps{templates: map[string]*yield{}, seen: map[string]map[uint64]bool{}}
}

// blocked says why the address is not worth fetching, or "".
func (t *traps) blocked(url string) string {
	family, words := template(url)
	t.mu.Lock()
	defer t.mu.Unlock()
	y := t.templates[family]
	switch {
	case y == nil:
		return ""
	case y.same >= trapSame && 2*y.same >= y.fetched:
		return "addresses of this form give the same page again and again"
	case !words && y.kept+y.led == 0 && y.fetched >= trapFetches:
		return "addresses of this form have led to nothing"
	}
	return ""
}

// fetched notes a page, whether it was kept, how many links to new addresses that speak for the story it had, and
// whether the link to it named the story.
func (t *traps) fetched(url string, body []byte, kept bool, led int, named bool) {
	family, _ := template(url)
	if named {
		family += namedMark
	}
	host := address.Authority(url)
	h := xxh3.Hash(body)
	t.mu.Lock()
	defer t.mu.Unlock()
	y := t.templates[family]
	if y == nil {
		if len(t.templates) >= maxTemplates {
			return
		}
		y = &yield{}
		t.templates[family] = y
	}
	y.fetched++
	y.led += min(led, maxLed)
	if kept {
		y.kept++
	}
	if t.seen[host] == nil {
		t.seen[host] = map[uint64]bool{}
	}
	if t.seen[host][h] {
		y.same++
	} else if len(t.seen[host]) < maxPerHostMem {
		t.seen[host][h] = true
	}
}

// spelling reports whether two addresses of one site differ only in what carries no content: scheme, www or m before
// the host, a final slash, index.html, amp; and a query, where the path has a title. Only then is a page's word for its
// own address believed, since many sites name their front page on every page.
func spelling(a, b string) bool {
	pa, qa := bare(a)
	pb, qb := bare(b)
	_, words := template(a)
	return pa == pb && address.Site(a) == address.Site(b) && (qa == qb || words && (qa == "" || qb == ""))
}

func bare(url string) (path, query string) {
	host := strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(address.Hostname(url), "www."), "m."), "amp.")
	p, query, _ := strings.Cut(pathOf(url), "?")
	p = strings.TrimSuffix(strings.TrimSuffix(p, "index.html"), "/")
	p = strings.TrimSuffix(strings.TrimSuffix(p, "/amp"), ".amp")
	if rest, ok := strings.CutPrefix(p, "/amp/"); ok {
		p = "/" + rest
	}
	if query == "amp" || query == "amp=1" || query == "outputType=amp" {
		query = ""
	}
	return host + p, query
}
