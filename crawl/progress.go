package crawl

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"slices"
	"strings"
	"sync"
	"syscall"
	"time"

	"hearsay/crawl/address"
)

// A Progress is how far a crawl is.
type Progress struct {
	Elapsed  time.Duration  `json:"elapsed_ns"`
	Fetched  int            `json:"fetched"`       // answers of any status, robots.txt left out
	Kept     int            `json:"kept"`          // pages that became part of the corpus, anew or again
	Rejected int            `json:"rejected"`      // pages that do not belong to it
	Same     int            `json:"unchanged"`     // pages that had not changed
	Bytes    int64          `json:"bytes"`         // received
	Rate     float64        `json:"rate"`          // answers a second
	Busy     int            `json:"busy"`          // requests that are out
	Waiting  int            `json:"hosts_waiting"` // hosts with addresses that wait
	Pending  int            `json:"pending"`       // addresses that wait
	Known    int            `json:"known"`         // addresses in all
	Errors   map[string]int `json:"errors"`
	Current  string         `json:"current"` // an address that is being fetched
	Done     bool           `json:"done"`    // the last call
}

// A Failure is an address that could not be fetched, or was not allowed to be.
type Failure struct {
	Kind string `json:"kind"`
	URL  string `json:"url"`
	Err  string `json:"error"`
}

// A Summary is what came of a run.
type Summary struct {
	Progress
	Ended      string            `json:"ended"`      // why it ended: "done", "interrupted", "the budget of 100 pages is used" ...
	Edited     int               `json:"edited"`     // pages whose text changed since the last fetch
	Disallowed int               `json:"disallowed"` // addresses that robots.txt forbids
	Barred     []Failure         `json:"barred"`     // the first few of them, each with the rule
	Trapped    int               `json:"trapped"`    // addresses that look endless
	Robots     int               `json:"robots"`     // robots.txt files that were read
	Failures   []Failure         `json:"failures"`   // the first few of each kind
	LeftOff    map[string]string `json:"left_off"`   // hosts that were given up for this run, and why
	Outside    []Cited           `json:"outside"`    // hosts that kept pages cite and the story does not allow, the most cited first
}

// A Cited is a host with how many citations lead to it.
type Cited struct {
	Host  string `json:"host"`
	Count int    `json:"count"`
}

const (
	failuresPerKind = 10
	maxOutside      = 10_000
)

// counters gather what workers report.
type counters struct {
	mu       sync.Mutex
	sum      Summary
	began    time.Time
	perKind  map[string]int
	outside  map[string]int
	reported time.Time
}

func newCounters() *counters {
	return &counters{began: time.Now(), perKind: map[string]int{}, outside: map[string]int{}}
}

func (c *counters) do(f func(s *Summary)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	f(&c.sum)
}

// fail notes a failure of a kind.
func (c *counters) fail(kind, url string, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.perKind[kind]++
	if c.perKind[kind] <= failuresPerKind {
		c.sum.Failures = append(c.sum.Failures, Failure{kind, url, err.Error()})
	}
}

// cites notes that a kept page cites an address that may not be fetched.
func (c *counters) cites(url string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if h := address.Hostname(url); c.outside[h] > 0 || len(c.outside) < maxOutside {
		c.outside[h]++
	}
}

// progress returns the present state. The caller adds what the frontier knows.
func (c *counters) progress() Progress {
	c.mu.Lock()
	defer c.mu.Unlock()
	p := c.sum.Progress
	p.Elapsed = time.Since(c.began)
	p.Rate = float64(p.Fetched) / max(p.Elapsed.Seconds(), 0.001)
	p.Errors = maps.Clone(c.perKind)
	return p
}

// summary returns the end of the run.
func (c *counters) summary(p Progress) *Summary {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := c.sum
	s.Progress = p
	for h, n := range c.outside {
		s.Outside = append(s.Outside, Cited{h, n})
	}
	slices.SortFunc(s.Outside, func(a, b Cited) int { return cmp.Or(b.Count-a.Count, strings.Compare(a.Host, b.Host)) })
	s.Outside = s.Outside[:min(len(s.Outside), 50)]
	return &s
}

// String says in a few lines what a run did, naming what failed and why.
func (s *Summary) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d pages in %v (%.1f a second, %.1f MB): %d kept, %d not on the story, %d unchanged",
		s.Fetched, s.Elapsed.Round(time.Millisecond), s.Rate, float64(s.Bytes)/1e6, s.Kept, s.Rejected, s.Same)
	if s.Edited > 0 {
		fmt.Fprintf(&b, ", %d edited", s.Edited)
	}
	fmt.Fprintf(&b, "; ended: %s; %d addresses wait\n", s.Ended, s.Pending)
	if s.Disallowed > 0 {
		fmt.Fprintf(&b, "%d addresses are disallowed by robots.txt\n", s.Disallowed)
	}
	if s.Trapped > 0 {
		fmt.Fprintf(&b, "%d addresses look endless and were left out\n", s.Trapped)
	}
	for _, kind := range slices.Sorted(maps.Keys(s.Errors)) {
		fmt.Fprintf(&b, "%s: %d\n", kind, s.Errors[kind])
		for _, f := range s.Failures {
			if f.Kind == kind {
				fmt.Fprintf(&b, "  %s: %s\n", f.URL, f.Err)
			}
		}
	}
	for _, h := range slices.Sorted(maps.Keys(s.LeftOff)) {
		fmt.Fprintf(&b, "%s was left for another run: %s\n", h, s.LeftOff[h])
	}
	return b.String()
}

// kindOf names the kind of an error of a fetch.
func kindOf(err error) string {
	var dns *net.DNSError
	var op *net.OpError
	var ne net.Error
	switch {
	case errors.Is(err, ErrForbidden):
		return "forbidden address"
	case errors.Is(err, errSlow), errors.Is(err, context.DeadlineExceeded):
		return "timeout"
	case errors.Is(err, errBomb):
		return "decompression bomb"
	case errors.Is(err, errTooLong):
		return "too long"
	case errors.Is(err, errHeader):
		return "head too long"
	case errors.Is(err, errEncoding):
		return "damaged content coding"
	case errors.Is(err, errType):
		return "media type"
	case errors.As(err, &dns):
		return "no such host"
	case errors.Is(err, syscall.ECONNREFUSED):
		return "connection refused"
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, syscall.EPIPE):
		return "connection lost"
	case errors.As(err, &ne) && ne.Timeout():
		return "timeout"
	case strings.Contains(err.Error(), "tls:"), strings.Contains(err.Error(), "x509:"):
		return "TLS"
	case errors.As(err, &op):
		return "connection"
	}
	return "protocol"
}
