package crawl

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"maps"
	"net"
	"net/http"
	"slices"
	"time"

	"github.com/klauspost/compress/gzip"

	"hearsay/crawl/address"
)

// An exchange is one request with its answer, as they were on the wire. Its bytes are reused by the next fetch of the
// same worker.
type exchange struct {
	url      string
	at       time.Time // by the crawler's clock
	latency  time.Duration
	request  []byte // as sent
	raw      []byte // as received: head and body, chunks included
	head     int    // length of the head in raw
	ip       string
	status   int
	header   http.Header
	body     []byte // without transfer and content coding
	truncate string // why raw or body are incomplete: a value of WARC-Truncated
	bodyErr  error  // what was wrong with the body
	err      error  // there is no usable answer at all
}

// Errors of a fetch.
var (
	errHeader   = errors.New("head of the answer is too long")
	errBomb     = errors.New("body decompresses to far more than it should")
	errTooLong  = errors.New("body is longer than allowed")
	errEncoding = errors.New("content coding is damaged")
	errSlow     = errors.New("answer took too long")
	errType     = errors.New("media type is not read")
)

// A transport is the RoundTripper of one worker: HTTP/1.1 over connections that record what passes. HTTP/2 is not
// offered, so that the archive holds the bytes of the answer and not what a library made of them.
type transport struct {
	*Crawler
	pool  *pool
	next  *exchange // to be filled by the next round trip
	big   bool      // the next answer may be five times as long: a sitemap
	gz    *gzip.Reader
	out   bytes.Buffer // the decoded body
	whole held         // a body that is in memory
	br    *bufio.Reader
}

// RoundTrip fills t.next. What it returns is for colly: the head only, since the body need not be copied again.
func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	x := t.next
	t.fetch(req.Context(), x, req)
	if x.err != nil {
		return nil, x.err
	}
	return &http.Response{
		StatusCode: x.status, Status: http.StatusText(x.status), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
		Header: x.header, Body: http.NoBody, Uncompressed: true, Request: req,
	}, nil
}

// fetch sends the request and reads the answer. A connection that was kept from before may have been closed by the
// server meanwhile; if nothing came back on it the request is sent once more on a new one.
func (t *transport) fetch(ctx context.Context, x *exchange, req *http.Request) {
	scheme, authority := req.URL.Scheme, address.Authority(x.url)
	port := req.URL.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[scheme]
	}
	t.writeRequest(x, authority, req.Header)
	began := time.Now()
	for {
		c := t.pool.get(scheme + authority)
		reused := c != nil
		if !reused {
			conn, err := t.connect(ctx, scheme, req.URL.Hostname(), port)
			if err != nil {
				x.err = err
				return
			}
			c = newWire(conn)
		}
		c.begin(x.raw[:0], began.Add(t.Limits.Total), t.Limits.Wait)
		release := context.AfterFunc(ctx, c.abort)
		keep := t.exchange(c, x) && release()
		x.latency = cmp.Or(x.latency, time.Since(began))
		if x.err != nil && reused && len(c.raw) == 0 && !errors.Is(x.err, errSlow) {
			c.Close()
			x.err = nil
			continue
		}
		if keep {
			t.pool.put(scheme+authority, c)
		} else {
			c.Close()
		}
		return
	}
}

// writeRequest composes the request in x.request.
func (t *transport) writeRequest(x *exchange, authority string, h http.Header) {
	target := x.url[len(address.Origin(x.url)):]
	b := append(x.request[:0], "GET "...)
	b = append(b, target...)
	b = append(b, " HTTP/1.1\r\nHost: "...)
	b = append(b, authority...)
	for _, name := range slices.Sorted(maps.Keys(h)) {
		for _, v := range h[name] {
			b = append(append(append(append(b, "\r\n"...), name...), ": "...), v...)
		}
	}
	x.request = append(b, "\r\n\r\n"...)
}

// exchange does one request on c and reports whether the connection may be used again.
func (t *transport) exchange(c *wire, x *exchange) (keep bool) {
	defer func() { x.raw = c.raw }()
	x.ip, _, _ = net.SplitHostPort(c.conn.RemoteAddr().String())
	c.conn.SetDeadline(c.deadline)
	began := time.Now()
	if _, err := c.conn.Write(x.request); err != nil {
		x.err = err
		return false
	}
	c.limit = t.Limits.Header
	res, start, err := readHead(c)
	x.latency = time.Since(began)
	if err != nil {
		x.err = c.explain(err, errHeader)
		return false
	}
	x.status, x.header, x.head = res.StatusCode, res.Header, c.at()-start
	limit := t.Limits.Body
	if t.big {
		limit *= 5
	}
	c.limit = c.at() + limit
	t.readBody(c, x, res, limit)
	end := c.at()
	keep = x.truncate == "" && x.bodyErr == nil && !res.Close && c.br.Buffered() == 0
	c.raw = c.raw[start:end]
	return keep
}

// readHead reads the head of the answer; informational answers before it are passed over. start is where it begins.
func readHead(c *wire) (res *http.Response, start int, err error) {
	req := &http.Request{Method: http.MethodGet}
	for range 8 {
		start = c.at()
		res, err = http.ReadResponse(c.br, req)
		if err != nil || res.StatusCode >= 200 {
			return res, start, err
		}
		if res.StatusCode == http.StatusSwitchingProtocols {
			break
		}
	}
	return nil, start, errors.New("only informational answers")
}
