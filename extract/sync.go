package extract

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"log/slog"
	"net/url"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"golang.org/x/net/publicsuffix"
	"golang.org/x/sync/errgroup"

	"hearsay/corpus"
	"hearsay/extract/article"
)

// An Archive gives back what was captured.
type Archive interface {
	// Page returns the page of capture c. An error means that this page cannot be read; it does not end a run.
	Page(ctx context.Context, c corpus.Capture) (*corpus.Page, error)
}

// A Store is the part of *store.Store that Sync needs. It must allow concurrent calls.
type Store interface {
	// Stale yields the captures that were not extracted by revision rev.
	Stale(ctx context.Context, rev string) iter.Seq2[corpus.Capture, error]
	// PutExtraction stores e and what follows from it in one transaction.
	PutExtraction(ctx context.Context, e corpus.Extracted) error
	// Refuse notes that a capture cannot be extracted by revision rev, and why.
	Refuse(ctx context.Context, id corpus.CaptureID, rev, why string) error
}

// An Extractor extracts captures.
type Extractor struct {
	Log     *slog.Logger                                                           // warnings about pages; nil for none
	Workers int                                                                    // default: one a core
	Judge   func(c *corpus.Capture, ex *corpus.Extraction) (kept bool, why string) // nil keeps every page
	Profile func(domain string) *article.Profile                                   // nil: no profiles
	Outlet  func(host string) string                                               // what the story calls the outlet of a host, "" for nothing; may be nil
	Done    func(n int)                                                            // called after each capture with how many are done; nil for none
}

// Stats counts what Sync did.
type Stats struct {
	Extracted int // captures extracted
	Left      int // of those, not part of the story
	Refused   int // captures that could not be read
}

// Sync extracts every capture in st that this revision has not extracted yet. Each is stored on its own, so an
// interrupted Sync can be run again and repeats nothing. A page that cannot be read is logged, noted in the store and
// skipped; an error of the store ends the run.
func (x *Extractor) Sync(ctx context.Context, ar Archive, st Store) (Stats, error) {
	rev := Rev()
	var stale []corpus.Capture
	for c, err := range st.Stale(ctx, rev) {
		if err != nil {
			return Stats{}, err
		}
		stale = append(stale, c)
	}
	workers := x.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var stats Stats
	var mu sync.Mutex
	var done atomic.Int64
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(workers)
	for i := range stale {
		if gctx.Err() != nil {
			break
		}
		g.Go(func() error {
			e, err := x.one(gctx, ar, st, &stale[i], rev)
			mu.Lock()
			defer mu.Unlock()
			stats.Extracted += e.Extracted
			stats.Left += e.Left
			stats.Refused += e.Refused
			if n := int(done.Add(1)); x.Done != nil {
				x.Done(n)
			}
			return err
		})
	}
	return stats, cmp.Or(g.Wait(), ctx.Err())
}

// one extracts capture c and stores the outcome.
func (x *Extractor) one(ctx context.Context, ar Archive, st Store, c *corpus.Capture, rev string) (Stats, error) {
	if err := ctx.Err(); err != nil {
		return Stats{}, err
	}
	e, err := x.Capture(ctx, ar, c)
	if err != nil {
		if x.Log != nil {
			x.Log.Warn("cannot extract", "url", c.URL, "file", c.Manifest.File, "err", err)
		}
		return Stats{Refused: 1}, st.Refuse(ctx, c.ID, rev, err.Error())
	}
	e.Rev = rev
	s := Stats{Extracted: 1}
	if !e.Kept {
		s.Left = 1
	}
	return s, st.PutExtraction(ctx, *e)
}

// Capture extracts one capture. A bug that a hostile page wakes is returned as an error, so that it costs that page only.
func (x *Extractor) Capture(ctx context.Context, ar Archive, c *corpus.Capture) (e *corpus.Extracted, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("extracting: %v", r)
		}
	}()
	p, err := ar.Page(ctx, *c)
	if err != nil {
		return nil, err
	}
	var prof *article.Profile
	if x.Profile != nil {
		prof = x.Profile(Domain(c.URL))
	}
	ex, err := Read(p, prof)
	if err != nil {
		return nil, err
	}
	if name := x.outlet(c.URL); name != "" && c.Manifest.Outlet == "" {
		ex.Outlet = name
	}
	e = &corpus.Extracted{Capture: c.ID, Extraction: ex, Kept: true}
	if x.Judge != nil {
		e.Kept, e.Why = x.Judge(c, ex)
	}
	if !e.Kept {
		fill(ex)
		return e, nil
	}
	Mine(ex)
	e.Mentions = Mentions(c.Article, ex)
	for i := range e.Mentions {
		if m := &e.Mentions[i]; c.Manifest.File != "" {
			m.File = c.Manifest.File
		} else {
			m.FileStart, m.FileEnd = nil, nil // offsets of a fetched page are nobody's business
		}
	}
	if ownName(ex.CanonicalURL, c.URL) {
		e.Aliases = []string{ex.CanonicalURL}
	}
	return e, nil
}

// ownName reports whether the address that a page gives as its canonical one can be another name of address: it is on
// the same site, and not the site's front page, which careless templates give for every page.
func ownName(canonical, address string) bool {
	u, err := url.Parse(canonical)
	return err == nil && strings.Trim(u.Path, "/") != "" && canonical != address && SameSite(canonical, address)
}

// outlet returns what the story calls the outlet of an address.
func (x *Extractor) outlet(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || x.Outlet == nil {
		return ""
	}
	return x.Outlet(u.Hostname())
}

// SameSite reports whether two addresses are of one registrable domain, so that one may name the other as its own.
func SameSite(a, b string) bool {
	d := Domain(a)
	return d != "" && d == Domain(b)
}

// Domain returns the registrable domain of an address, or its host where it has none, or "".
func Domain(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" {
		return ""
	}
	d, err := publicsuffix.EffectiveTLDPlusOne(u.Hostname())
	if err != nil {
		return u.Hostname()
	}
	return d
}
