// Package crawl collects the coverage of a story from the web: politely, in the order of relevance, every byte archived,
// and in such a way that it can be interrupted at any moment.
//
// A [Crawler] works on a frontier (package crawl/frontier), a folder that remembers every address. Each worker leases
// the best address of a host that may be visited, fetches it with colly over a transport that records the bytes on the
// wire, asks the [Judge] whether the page belongs to the story, appends request, response and metadata to the
// [Archive], tells the [Sink], and only then gives the lease back together with the links it found. So a kill repeats
// what was in flight and loses nothing.
//
// Politeness: robots.txt is obeyed as RFC 9309 says, Crawl-delay included; one request at a time goes to a host, and
// between two there is at least Delay, the Crawl-delay, or a multiple of the time the host took to answer; Retry-After
// is kept. Redirects are not followed by the transport: each hop is an address of its own, under the rules of its own
// host. User-Agent says who is there and how to reach them.
//
// Everything that comes from the network is hostile. Addresses are checked when connecting, after names were resolved;
// only http and https to public addresses are spoken unless a host is named in Private; headers, bodies, times,
// redirects and decompression are bounded; endless families of addresses are recognised (see trap.go).
package crawl

import (
	"context"
	"crypto/x509"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"os"
	"strings"
	"time"

	"hearsay/corpus"
	"hearsay/corpus/warc"
)

// An Archive keeps records for good. *[warc.Writer] is one.
type Archive interface {
	// Append writes the records as one group and returns only after they are on disk. It keeps none of their bytes. An
	// error ends the crawl.
	Append(group ...*warc.Record) ([]warc.Ref, error)
}

// A Judge says whether a fetched page belongs to the story and which of its links to follow first. The interface is
// here, not in package extract, so that crawl needs nothing beside it; cmd wires the extractor in. A Judge is used by
// several goroutines, and may not keep the page's Body. It may panic: that costs the page its verdict, not the crawl.
type Judge interface {
	Judge(ctx context.Context, p *corpus.Page) (Verdict, error)
}

// A Verdict is what a Judge says of a page.
type Verdict struct {
	Keep     bool    // the page becomes part of the corpus
	Score    float64 // how much it is about the story, 0 to 1; also where it is not kept, since its links inherit it
	Why      string  // the score explained, for people
	Listing  bool    // it lists articles rather than being one: worth fetching again
	Citation []string
	// Citation holds the absolute addresses that the page gives as its sources; they are fetched first, where they may
	// be fetched at all.
	TextDigest string // of the extracted text: tells whether an article was edited; empty: of the payload
}

// A Sink is told of every page that belongs to the corpus, after its bytes are in the archive.
type Sink interface {
	// Captured records a fetch of a page. Its bytes may be those of an earlier fetch that they are equal to.
	Captured(ctx context.Context, c corpus.Capture) error
	// Alias records that url leads to the page at address of, by redirect or by the page's own word. That page may not be
	// captured yet, or never; it is told again when it is.
	Alias(ctx context.Context, url, of string) error
}

// A Term is a word or phrase of the story. Weight is 1 unless said otherwise, negative for what speaks against a page.
type Term struct {
	Text   string
	Weight float64
}

// A Story is what a crawl looks for. With no terms everything belongs to it.
type Story struct {
	Terms     []Term
	Threshold float64   // sum of the weights of the different terms on a page from which on it belongs; default 1
	From, To  time.Time // first and last day of publication; zero where open
}

// A Budget bounds a run. A zero field is no bound.
type Budget struct {
	Pages        int           // fetched in all
	PagesPerHost int           // fetched from one host
	Bytes        int64         // received in all
	Depth        int           // links from a seed
	Time         time.Duration // of the run
}

// Limits bound one fetch. Zero fields mean the defaults.
type Limits struct {
	Header    int           // bytes of a response's head; default 256 KB
	Body      int           // bytes of a body, on the wire and decoded; default 10 MB; five times that for sitemaps
	Ratio     int           // decoded bytes per byte on the wire, beyond 1 MB; default 200
	Connect   time.Duration // to resolve, connect and shake hands; default 15 s
	Wait      time.Duration // for the head of the answer, and between two pieces of it; default 20 s
	Total     time.Duration // default 90 s
	Redirects int           // hops from one address; default 10
	Tries     int           // of an address that fails in a way that may pass; default 3
}

// A Crawler collects the coverage of a story. Dir and Archive must be set; the zero values of all other fields are
// useful. A Crawler may be Run again after it has returned; it goes on where it was.
type Crawler struct {
	Dir     string  // the folder of the frontier
	Archive Archive // where the bytes go
	Sink    Sink    // told of pages that are kept; may be nil
	Judge   Judge   // default: the story's terms in the visible text of the page

	Story   Story
	Seeds   []string               // addresses to begin with: feeds, sitemaps, section pages, articles, front pages
	Allowed func(host string) bool // which hosts (no port) may be fetched; default: the sites of the seeds
	Private []string               // hosts that may lie at private or loopback addresses; "*" for all
	Agent   string                 // product token for robots.txt and User-Agent; default "hearsay"
	Version string                 // of the program, for User-Agent
	Contact string                 // an address or page by which a webmaster reaches who runs the crawl
	Delay   time.Duration          // least time between two requests to a host; default 2 s
	Factor  float64                // the delay is at least this many times what the host took to answer; default 5
	Backoff time.Duration          // before a second try; four times as long before each further one; default 10 s
	Revisit time.Duration          // least time between two fetches of one page; it adapts to how often the page changes; default 15 min
	Workers int                    // requests at a time, to different hosts; default 8
	Budget  Budget
	Limits  Limits
	// SeedsOnly fetches the seeds, even those that were fetched before, and where they redirect to, and nothing else.
	SeedsOnly bool
	Refresh   bool // fetch everything that is in the corpus again now, if it changed
	Watch     bool // do not end: fetch again what is due, until ctx ends

	Dial   func(ctx context.Context, network, addr string) (net.Conn, error) // replaces the network, for demos and tests
	Lookup func(ctx context.Context, host string) ([]netip.Addr, error)      // replaces the resolver
	Now    func() time.Time                                                  // the clock that captures are dated by; default time.Now

	Progress func(Progress) // called from time to time, never by two goroutines at once
	Log      *slog.Logger   // default: nowhere

	roots *x509.CertPool // replaces the system's in tests
}

const (
	defaultDelay   = 2 * time.Second
	defaultFactor  = 5
	defaultBackoff = 10 * time.Second
	defaultRevisit = 15 * time.Minute
	defaultWorkers = 8
	maxDelay       = time.Minute     // the latency factor asks for no more
	patience       = 5 * time.Minute // the longest that a run waits with nothing else to do
	maxSeeds       = 100_000
)

// ErrEnvironment is returned when the environment would change the fetch engine's settings behind our back.
var ErrEnvironment = errors.New("environment variables that begin with COLLY_ change how pages are fetched: unset them")

// withDefaults returns a copy of c with zero fields filled in, or why it cannot run.
func (c Crawler) withDefaults() (*Crawler, error) {
	for _, kv := range os.Environ() {
		if strings.HasPrefix(kv, "COLLY_") {
			name, _, _ := strings.Cut(kv, "=")
			return nil, fmt.Errorf("%s: %w", name, ErrEnvironment)
		}
	}
	if c.Dir == "" || c.Archive == nil {
		return nil, errors.New("a crawl needs a folder and an archive")
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	set(&c.Agent, "hearsay")
	set(&c.Delay, defaultDelay)
	set(&c.Factor, defaultFactor)
	set(&c.Backoff, defaultBackoff)
	set(&c.Workers, defaultWorkers)
	set(&c.Revisit, defaultRevisit)
	set(&c.Story.Threshold, 1)
	set(&c.Limits.Header, 256<<10)
	set(&c.Limits.Body, 10<<20)
	set(&c.Limits.Ratio, 200)
	set(&c.Limits.Connect, 15*time.Second)
	set(&c.Limits.Wait, 20*time.Second)
	set(&c.Limits.Total, 90*time.Second)
	set(&c.Limits.Redirects, 10)
	set(&c.Limits.Tries, 3)
	return &c, nil
}

func set[T comparable](p *T, v T) {
	var zero T
	if *p == zero {
		*p = v
	}
}

// userAgent is what the crawl sends: who, which version, and how to reach them.
func (c *Crawler) userAgent() string {
	ua := c.Agent
	if c.Version != "" {
		ua += "/" + c.Version
	}
	switch contact := strings.Map(printable, c.Contact); {
	case contact == "":
	case strings.Contains(contact, "://") || strings.HasPrefix(contact, "mailto:"):
		ua += " (+" + contact + ")"
	case strings.Contains(contact, "@"):
		ua += " (+mailto:" + contact + ")"
	default:
		ua += " (" + contact + ")"
	}
	return ua
}

// printable drops what may not stand in a header.
func printable(r rune) rune {
	if r < ' ' || r > '~' {
		return -1
	}
	return r
}
