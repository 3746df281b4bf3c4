package crawl

import (
	"bytes"
	"context"
	"net/http"
	"time"

	"github.com/gocolly/colly/v2"
)

// An engine is colly with everything that it would do behind our back switched off: it fetches one address at a time, in
// the goroutine that asks, keeps no cookies, follows no redirect, and remembers nothing. Each worker has one.
type engine struct {
	*transport
	collector *colly.Collector
	x         exchange
	seen      int             // status that colly handed to its callback
	ctx       context.Context // of all fetches: colly takes one for its whole life
}

// aborted reports whether fetches are being broken off, since the crawl was interrupted and they took too long.
func (e *engine) aborted() bool { return e.ctx.Err() != nil }

// keepBuffer is the size up to which buffers are kept for the next fetch.
const keepBuffer = 4 << 20

func newEngine(ctx context.Context, c *Crawler, p *pool) *engine {
	e := &engine{transport: &transport{Crawler: c, pool: p}, ctx: ctx}
	e.collector = colly.NewCollector(
		colly.StdlibContext(ctx), colly.AllowURLRevisit(), colly.ParseHTTPErrorResponse(), colly.UserAgent(c.userAgent()),
	)
	e.collector.SetClient(&http.Client{
		Transport:     e.transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	})
	e.collector.OnResponse(func(r *colly.Response) { e.seen = r.StatusCode })
	return e
}

// get fetches address with the extra headers. The exchange is valid until the next get. Its err says why there is no
// answer; an answer with an error status is an answer.
func (e *engine) get(address string, big bool, extra ...string) *exchange {
	e.x = exchange{url: address, at: e.Now().UTC(), request: e.x.request, raw: e.x.raw}
	e.next, e.big, e.seen = &e.x, big, 0
	if cap(e.x.raw) > keepBuffer {
		e.x.raw = nil
	}
	if e.out.Cap() > keepBuffer {
		e.out = bytes.Buffer{}
	}
	h := http.Header{
		"User-Agent":      {e.collector.UserAgent},
		"Accept":          {"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"},
		"Accept-Encoding": {"gzip"},
	}
	for i := 0; i+1 < len(extra); i += 2 {
		if extra[i+1] != "" {
			h[extra[i]] = []string{extra[i+1]}
		}
	}
	began := time.Now()
	err := e.collector.Request(http.MethodGet, address, nil, nil, h)
	if e.seen == 0 && e.x.err == nil {
		e.x.err = err
		if err == nil {
			e.x.err = errNoAnswer
		}
	}
	if e.x.latency == 0 {
		e.x.latency = time.Since(began)
	}
	return &e.x
}
