package crawl

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"

	"hearsay/corpus/warc"
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

// readBody reads and decodes the body. Whatever goes wrong with it, what came is kept.
func (t *transport) readBody(c *wire, x *exchange, res *http.Response, limit int) {
	if !wanted(res.StatusCode, res.Header.Get("Content-Type")) {
		x.bodyErr, x.truncate = errType, warc.TruncatedUnknown
		return
	}
	coding := strings.ToLower(strings.TrimSpace(res.Header.Get("Content-Encoding")))
	t.out.Reset()
	body, err := io.Reader(res.Body), error(nil)
	if n := res.ContentLength; n >= 0 && n <= int64(limit) { // then it can be read where it is recorded
		x.body, err = c.take(int(n))
		t.whole.Reset(x.body)
		body = &t.whole
	}
	switch derr := error(nil); coding {
	case "gzip", "x-gzip":
		if derr = t.gunzip(c, body, limit); err == nil {
			err = derr
		}
		x.body = t.out.Bytes()
	default:
		if body != &t.whole {
			err = readUpTo(&t.out, body, limit, func() error { return nil })
			x.body = t.out.Bytes()
		}
	}
	if err == nil && body != &t.whole {
		_, err = io.Copy(io.Discard, res.Body) // the last chunk, or what follows the coding
	}
	if coding != "" && coding != "identity" && coding != "gzip" && coding != "x-gzip" && err == nil {
		x.body, err = warc.DecodeContent([]string{coding}, bytes.Clone(x.body), warc.Limits{Size: int64(limit), Ratio: int64(t.Limits.Ratio)})
		if errors.Is(err, warc.ErrTooLarge) {
			err = errBomb
		}
	}
	x.setBodyErr(c, err)
}

// setBodyErr notes what broke the body off, for people and for the archive.
func (x *exchange) setBodyErr(c *wire, err error) {
	if err == nil {
		return
	}
	var ne net.Error
	var corrupt flate.CorruptInputError
	switch err = c.explain(err, errTooLong); {
	case errors.Is(err, errTooLong), errors.Is(err, errBomb):
		x.truncate = warc.TruncatedLength
	case errors.Is(err, errSlow), errors.As(err, &ne) && ne.Timeout():
		err, x.truncate = errSlow, warc.TruncatedTime
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum), errors.As(err, &corrupt):
		err = fmt.Errorf("%w: %w", errEncoding, err)
		x.truncate = warc.TruncatedUnknown
	default:
		x.truncate = warc.TruncatedDisconnect
	}
	x.bodyErr = err
}

// gunzip decodes body into t.out. It stops at a bomb: far more bytes than went in.
func (t *transport) gunzip(c *wire, body io.Reader, limit int) error {
	if t.gz == nil {
		t.gz, t.br = new(gzip.Reader), bufio.NewReaderSize(nil, bufferSize)
	}
	in, isGzip := io.Reader(&t.whole.Reader), t.whole.isGzip
	if body != &t.whole {
		t.br.Reset(body)
		in, isGzip = t.br, func() bool { return beginsGzip(t.br.Peek(2)) }
	}
	if !isGzip() {
		return readUpTo(&t.out, in, limit, func() error { return nil }) // servers say gzip and mean none
	}
	start := c.at()
	ratio := func() error {
		read := c.at() - start + bufferSize
		if body == &t.whole {
			read = int(t.whole.Size()) - t.whole.Len()
		}
		if n := t.out.Len(); n > 1<<20 && n > t.Limits.Ratio*read {
			return errBomb
		}
		return nil
	}
	for { // one member after the other; what follows them and is none is left alone
		if err := t.gz.Reset(in); err != nil {
			return err
		}
		t.gz.Multistream(false)
		if err := readUpTo(&t.out, t.gz, limit, ratio); err != nil {
			return err
		}
		if !isGzip() {
			return nil
		}
	}
}

// A held is a body in memory. Its Reader is what the decoder is fastest with.
type held struct {
	bytes.Reader
	b []byte
}

func (h *held) Reset(b []byte) {
	h.b = b
	h.Reader.Reset(b)
}

// isGzip reports whether a gzip member comes next.
func (h *held) isGzip() bool { return beginsGzip(h.b[len(h.b)-h.Len():], nil) }

func beginsGzip(b []byte, _ error) bool { return len(b) >= 2 && b[0] == 0x1f && b[1] == 0x8b }

// readUpTo reads r into out until its end, or until limit bytes were read; check is asked after each piece.
func readUpTo(out *bytes.Buffer, r io.Reader, limit int, check func() error) error {
	for {
		out.Grow(32 << 10)
		free := out.AvailableBuffer()
		n, err := r.Read(free[:min(cap(free), 64<<10)])
		out.Write(free[:n])
		switch {
		case out.Len() > limit:
			out.Truncate(limit)
			return errTooLong
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
		if err := check(); err != nil {
			return err
		}
	}
}

// wanted reports whether a body of this media type may hold an article, a feed or a sitemap. The others are not read.
func wanted(status int, mediaType string) bool {
	if status == http.StatusNotModified {
		return true
	}
	t, _, _ := strings.Cut(strings.ToLower(mediaType), ";")
	kind, _, _ := strings.Cut(strings.TrimSpace(t), "/")
	switch kind {
	case "image", "video", "audio", "font", "model":
		return false
	}
	return true
}

const bufferSize = 16 << 10

// A wire is a connection that records what is read from it and bounds how much and how long.
type wire struct {
	conn     net.Conn
	br       *bufio.Reader
	raw      []byte
	limit    int // of raw, beside what is read ahead
	over     bool
	deadline time.Time
	wait     time.Duration
	aborted  atomic.Bool
	idle     time.Time // since when it is in the pool
}

func newWire(conn net.Conn) *wire {
	c := &wire{conn: conn}
	c.br = bufio.NewReaderSize(recorder{c}, bufferSize)
	return c
}

// begin prepares for one exchange, recording into buf.
func (c *wire) begin(buf []byte, deadline time.Time, wait time.Duration) {
	c.raw, c.over, c.deadline, c.wait = buf, false, deadline, wait
}

// at returns how many recorded bytes were taken from the reader.
func (c *wire) at() int { return len(c.raw) - c.br.Buffered() }

// take reads the next n bytes and returns them where they are recorded, without copying them.
func (c *wire) take(n int) ([]byte, error) {
	start := c.at()
	c.br.Discard(min(n, c.br.Buffered()))
	if missing := start + n - len(c.raw); missing > 0 {
		c.raw = slices.Grow(c.raw, missing)
	}
	for len(c.raw) < start+n {
		c.conn.SetReadDeadline(c.next())
		k, err := c.conn.Read(c.raw[len(c.raw) : start+n])
		c.raw = c.raw[:len(c.raw)+k]
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		if err != nil && len(c.raw) < start+n {
			return c.raw[start:], err
		}
	}
	return c.raw[start : start+n], nil
}

// next returns the time until which the next read must have brought something.
func (c *wire) next() time.Time {
	if c.aborted.Load() {
		return time.Unix(1, 0)
	}
	if d := time.Now().Add(c.wait); d.Before(c.deadline) {
		return d
	}
	return c.deadline
}

// explain returns limit when the recorder refused to go on, errSlow for a deadline, else err.
func (c *wire) explain(err, limit error) error {
	var ne net.Error
	switch {
	case c.over:
		return limit
	case errors.As(err, &ne) && ne.Timeout():
		return errSlow
	}
	return err
}

// abort makes a read that waits return, and every further one.
func (c *wire) abort() {
	c.aborted.Store(true)
	c.conn.SetDeadline(time.Unix(1, 0))
}

func (c *wire) Close() error { return c.conn.Close() }

type recorder struct{ c *wire }

func (r recorder) Read(p []byte) (int, error) {
	c := r.c
	if len(c.raw) >= c.limit+bufferSize {
		c.over = true
		return 0, errTooLong
	}
	c.conn.SetReadDeadline(c.next())
	n, err := c.conn.Read(p)
	c.raw = append(c.raw, p[:n]...)
	return n, err
}

const keepIdle = 20 * time.Second

// A pool keeps the last connection to each host for a while.
type pool struct {
	mu    sync.Mutex
	conns map[string]*wire
}

func (p *pool) get(key string) *wire {
	p.mu.Lock()
	defer p.mu.Unlock()
	c := p.conns[key]
	delete(p.conns, key)
	if c != nil && time.Since(c.idle) > keepIdle {
		c.Close()
		return nil
	}
	return c
}

func (p *pool) put(key string, c *wire) {
	c.raw = nil
	c.idle = time.Now()
	p.mu.Lock()
	defer p.mu.Unlock()
	if old := p.conns[key]; old != nil {
		old.Close()
	}
	p.conns[key] = c
	for k, o := range p.conns {
		if time.Since(o.idle) > keepIdle {
			o.Close()
			delete(p.conns, k)
		}
	}
}

func (p *pool) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, c := range p.conns {
		c.Close()
	}
	clear(p.conns)
}
