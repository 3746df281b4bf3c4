package crawl

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"hearsay/corpus"
	"hearsay/corpus/warc"
	"hearsay/crawl/address"
	"hearsay/crawl/feed"
	"hearsay/crawl/frontier"
	"hearsay/crawl/robots"
)

// A reading is what a page or listing gave.
type reading struct {
	state   frontier.State
	why     string
	text    string // digest of the text
	listing bool   // worth fetching again for its links
	led     int    // new links that speak for the story
	links   []frontier.Link
	rename  string
}

// content deals with a page that came. It is judged before it is archived, so that the verdict is beside the bytes.
func (w *worker) content(ctx context.Context, l frontier.Lease, x *exchange, next time.Time) {
	if x.bodyErr != nil && w.spoiled(l, x, next) {
		return
	}
	r := w.read(ctx, l, x)
	if w.SeedsOnly {
		r.links = nil
	}
	group, ok := w.archive(l, x, r.why)
	if !ok {
		return
	}
	if group[0].Type == warc.Revisit {
		w.unchanged(ctx, l, x, next)
		return
	}
	v := visitOf(x, group[0])
	if v.TextDigest = r.text; r.state == frontier.Kept {
		v.BodyDigest = warc.Digest(x.body)
	}
	v.TextDigest = cmp.Or(v.TextDigest, v.BodyDigest, v.Digest)
	adapt(v, l.Visit, r.listing, w.Revisit)
	res := frontier.Result{State: r.state, Why: r.why, Next: next, Visit: v, Links: r.links, Rename: r.rename}
	if r.state == frontier.Kept || r.listing {
		res.Due = time.Now().Add(v.Interval)
	}
	if r.state == frontier.Kept && !w.kept(ctx, l, x, v, r) {
		return
	}
	w.tally(l, r, v)
	w.traps.fetched(l.URL, x.body, r.state == frontier.Kept, r.led, l.Named)
	w.done(l, res)
}

// kept tells the sink of a page of the corpus.
func (w *worker) kept(ctx context.Context, l frontier.Lease, x *exchange, v *frontier.Visit, r *reading) bool {
	if !w.capture(ctx, l, x, v) {
		return false
	}
	if r.rename == "" || w.Sink == nil {
		return true
	}
	if err := w.Sink.Alias(context.WithoutCancel(ctx), r.rename, l.URL); err != nil {
		w.die(fmt.Errorf("recording %s: %w", l.URL, err))
		w.frontier.Release(l)
		return false
	}
	return true
}

func (w *worker) tally(l frontier.Lease, r *reading, v *frontier.Visit) {
	w.count.do(func(s *Summary) {
		switch r.state {
		case frontier.Kept:
			s.Kept++
			if l.Visit != nil && l.Visit.TextDigest != v.TextDigest {
				s.Edited++
			}
		case frontier.Rejected:
			s.Rejected++
		}
	})
}

// spoiled deals with a body that is not whole. It reports whether that was all that can be done: the page is tried
// again, or is of no use. What was only too long or broke off for the last time is read as far as it came.
func (w *worker) spoiled(l frontier.Lease, x *exchange, next time.Time) bool {
	if w.engine.aborted() {
		w.frontier.Release(l)
		return true
	}
	passing := x.truncate == warc.TruncatedDisconnect || x.truncate == warc.TruncatedTime
	useless := errors.Is(x.bodyErr, errBomb) || errors.Is(x.bodyErr, errType) || len(x.body) == 0
	last := int(l.Tries)+1 >= w.Limits.Tries
	if !passing && !useless || passing && last && !useless {
		w.count.fail(kindOf(x.bodyErr), l.URL, fmt.Errorf("%w after %d bytes", x.bodyErr, len(x.body)))
		return false
	}
	if _, ok := w.archive(l, x, ""); !ok {
		return true
	}
	r := frontier.Result{State: frontier.Failed, Why: x.bodyErr.Error(), Next: next}
	switch {
	case passing && !last:
		r.State, r.Due = frontier.Pending, time.Now().Add(w.manners.backoff(l.Tries+1))
	case errors.Is(x.bodyErr, errType):
		r.State, r.Why = frontier.Rejected, "media type "+short(x.header.Get("Content-Type"))
	default:
		w.count.fail(kindOf(x.bodyErr), l.URL, x.bodyErr)
	}
	w.done(l, r)
	return true
}

// read finds out what the page is and what it leads to.
func (w *worker) read(ctx context.Context, l frontier.Lease, x *exchange) *reading {
	if kind := feed.Sniff(x.body); kind != feed.Unknown || bytes.HasPrefix(x.body, []byte{0x1f, 0x8b}) {
		if f, err := feed.Parse(l.URL, x.body); err == nil {
			return w.readFeed(l, f)
		} else if kind != feed.Unknown {
			w.count.fail("feed", l.URL, err)
			return &reading{state: frontier.Listing, why: err.Error(), listing: true}
		}
	}
	body := x.body
	mediaType := x.header.Get("Content-Type")
	if !isHTML(mediaType, body) {
		r := &reading{}
		w.judge(ctx, l, x, body, r)
		return r
	}
	r := &reading{}
	verdict := w.judge(ctx, l, x, x.body, r)
	body = toUTF8(body, mediaType)
	var s *scan
	s, w.scratch = scanPage(w.Agent, body, w.scratch, w.news(l, inherited(verdict)))
	for _, h := range x.header.Values("X-Robots-Tag") {
		s.tag = s.tag.And(robots.ReadTag(w.Agent, h))
	}
	w.follow(l, s, verdict, r)
	if r.state == frontier.Rejected && r.led >= listingLed {
		r.state, r.listing = frontier.Listing, true
	}
	return r
}

// listingLed is how many new addresses that name the story make a page worth looking at again.
const listingLed = 2

// judge asks whether the page belongs to the corpus. An error is the page's, not the crawl's.
func (w *worker) judge(ctx context.Context, l frontier.Lease, x *exchange, body []byte, r *reading) Verdict {
	v, err := w.Judge.Judge(ctx, &corpus.Page{URL: l.URL, MediaType: x.header.Get("Content-Type"), Body: body, Fetched: x.at})
	if err != nil {
		w.count.fail("judge", l.URL, err)
		r.state, r.why = frontier.Rejected, err.Error()
		return Verdict{}
	}
	r.why, r.text = v.Why, v.TextDigest
	switch {
	case v.Keep:
		r.state = frontier.Kept
	case v.Listing || l.Kind == frontier.Seed:
		r.state = frontier.Listing
	default:
		r.state = frontier.Rejected
	}
	r.listing = v.Listing || l.Kind == frontier.Seed && !v.Keep
	return v
}

// isHTML reports whether a body is to be read as HTML.
func isHTML(mediaType string, body []byte) bool {
	t, _, _ := strings.Cut(strings.ToLower(mediaType), ";")
	switch strings.TrimSpace(t) {
	case "text/html", "application/xhtml+xml":
		return true
	case "", "text/plain", "application/xml", "text/xml", "application/octet-stream":
		head := bytes.ToLower(bytes.TrimLeft(body[:min(len(body), 512)], "\xEF\xBB\xBF \t\r\n"))
		return bytes.HasPrefix(head, []byte("<!doctype html")) || bytes.Contains(head, []byte("<html"))
	}
	return false
}

// readFeed adds what a feed or sitemap lists.
func (w *worker) readFeed(l frontier.Lease, f *feed.Feed) *reading {
	r := &reading{state: frontier.Listing, listing: true, why: fmt.Sprintf("%s with %d entries", f.Kind, len(f.Entries))}
	base, err := address.NewBase(l.URL)
	if err != nil {
		return r
	}
	g := w.gather(base, l)
	for _, e := range f.Entries {
		if e.Map {
			if f := w.focus.from; f.IsZero() || e.Modified.IsZero() || !e.Modified.Before(f) {
				g.add(e.URL, frontier.Sitemap, lead{date: e.Modified})
			}
			continue
		}
		date := e.Published
		if date.IsZero() && f.Kind == feed.Sitemap && e.Modified.Before(w.focus.from) {
			date = e.Modified // it was changed before the story began, so it was published before
		}
		g.add(e.URL, frontier.Page, lead{text: e.Title + " " + e.Summary, date: date, feed: true})
	}
	if f.Next != "" && l.Depth < 10 {
		g.add(f.Next, frontier.Feed, lead{})
	}
	r.links, r.led = g.links, g.led
	return r
}

// inherited is what the links of a page get of its score.
func inherited(v Verdict) float64 {
	if v.Keep {
		return v.Score
	}
	return v.Score / 2
}

// news returns what tells scanPage which links are news, by their address as written: those that the frontier knows
// already need no reading, unless the page is on the story and may raise what waits.
func (w *worker) news(l frontier.Lease, parent float64) func(href []byte) bool {
	return func(href []byte) bool {
		if len(href) == 0 || !address.IsPlainPath(href) {
			return true
		}
		known, pending := w.frontier.LookPath(l, href)
		return !known || pending && parent >= onStory
	}
}

// follow adds the links of a page.
func (w *worker) follow(l frontier.Lease, s *scan, v Verdict, r *reading) {
	base, err := address.NewBase(l.URL)
	if err != nil {
		return
	}
	if s.canonical != "" {
		if u, err := base.Canonical(s.canonical); err == nil && u != l.URL && spelling(l.URL, u) {
			r.rename = u
		}
	}
	if s.base != "" {
		if u, err := base.Canonical(s.base); err == nil {
			if b, err := address.NewBase(u); err == nil {
				base = b
			}
		}
	}
	g := w.gather(base, l)
	parent := inherited(v)
	for _, c := range v.Citation {
		g.add(c, frontier.Page, lead{parent: parent, cited: v.Keep})
	}
	if !s.tag.NoFollow {
		for _, f := range s.feeds {
			g.add(f, frontier.Feed, lead{})
		}
		if s.refresh != "" {
			g.add(s.refresh, frontier.Page, lead{parent: parent})
		}
		for _, a := range s.links {
			g.add(a.href, frontier.Page, lead{text: a.text, parent: parent})
		}
	}
	r.links, r.led = g.links, g.led
}

// A gathering collects the links of one page, each address once with its best score.
type gathering struct {
	*worker
	base   address.Base
	origin string // of the page, with a final slash: what is below it may be fetched as the page was
	from   frontier.Lease
	now    time.Time
	links  []frontier.Link
	led    int // links that speak for the story
}

func (w *worker) gather(base address.Base, l frontier.Lease) *gathering {
	if w.index == nil {
		w.index = map[string]int{}
	}
	clear(w.index)
	return &gathering{worker: w, base: base, origin: address.Origin(l.URL) + "/", from: l, now: w.Now()}
}

// onStory is how much a page must be about the story for its links to raise what waits already.
const onStory = 0.25

func (g *gathering) add(href string, kind frontier.Kind, d lead) {
	u, err := g.base.Canonical(href)
	if err != nil || u == g.from.URL || isAsset(u) {
		return
	}
	i, twice := g.index[u]
	if twice && i < 0 {
		return
	}
	if !twice {
		g.index[u] = -1
		if !g.mayAdd(u, kind, &d) {
			return
		}
	}
	if d.date.IsZero() {
		d.date = dateIn(u)
	}
	if why := endless(u, d.date, g.now); why != "" && kind == frontier.Page {
		g.count.do(func(s *Summary) { s.Trapped++ })
		return
	}
	d.url, d.depth = u, int(g.from.Depth)+1
	d.hint = g.focus.hint(d.text, u)
	d.promise = g.traps.promise(u, d.hint > 0)
	if d.hint > 0 && !twice {
		g.led++
	}
	score := g.focus.score(d) + kindBonus(kind)
	if twice {
		g.links[i].Score = max(g.links[i].Score, score)
		return
	}
	g.index[u] = len(g.links)
	g.links = append(g.links, frontier.Link{URL: u, Kind: kind, Score: score, Depth: uint8(min(d.depth, 255)), Cited: d.cited, Named: d.hint > 0, Near: d.parent >= onStory})
}

// mayAdd reports whether an address that was seen on this page for the first time is news to the frontier, and may be
// fetched at all.
func (g *gathering) mayAdd(u string, kind frontier.Kind, d *lead) bool {
	if !strings.HasPrefix(u, g.origin) && !g.allowed(u) {
		if d.cited {
			g.count.cites(u)
		}
		return false
	}
	if g.Budget.Depth > 0 && int(g.from.Depth) >= g.Budget.Depth && !d.cited {
		return false
	}
	known, pending := g.frontier.Look(u)
	return !known || d.cited || pending && (d.parent >= onStory || d.feed)
}

// assets are endings of what holds no article. PDFs are read.
var assets = map[string]bool{
	".jpg": true, ".jpeg": true, ".png": true, ".gif": true, ".webp": true, ".avif": true, ".svg": true, ".ico": true, ".bmp": true,
	".css": true, ".js": true, ".mjs": true, ".map": true, ".woff": true, ".woff2": true, ".ttf": true, ".otf": true, ".eot": true,
	".mp3": true, ".mp4": true, ".m4a": true, ".m4v": true, ".webm": true, ".ogg": true, ".wav": true, ".mov": true, ".avi": true,
	".zip": true, ".tar": true, ".tgz": true, ".7z": true, ".rar": true, ".exe": true, ".dmg": true, ".apk": true, ".iso": true,
	".doc": true, ".docx": true, ".xls": true, ".xlsx": true, ".ppt": true, ".pptx": true, ".epub": true, ".ics": true, ".csv": true,
}

func isAsset(url string) bool {
	p, _, _ := strings.Cut(url, "?")
	i := strings.LastIndexByte(p[max(0, len(p)-6):], '.')
	return i >= 0 && assets[strings.ToLower(p[max(0, len(p)-6)+i:])]
}
