package crawl

import (
	"bufio"
	"errors"
	"io"
	"net"
	"slices"
	"sync"
	"sync/atomic"
	"time"
)

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
