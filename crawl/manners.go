package crawl

import (
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"hearsay/crawl/address"
)

// manners remembers how each host answered, to know when it may be asked again.
type manners struct {
	*Crawler
	mu    sync.Mutex
	hosts map[string]*manner
}

type manner struct {
	failed  int // answers in a row that did not come
	slow    int // how often the delay is doubled, after 429 and 503
	good    int // answers since then
	fetched int
}

const (
	maxSlow     = 6
	recover1    = 5 // good answers after which the delay is halved again
	maxFailed   = 5 // failures in a row after which a host is left alone
	maxRetry    = 24 * time.Hour
	minRetry    = time.Second
	slowestStep = 5 * time.Minute
)

func (m *manners) of(url string) *manner {
	a := address.Authority(url)
	h := m.hosts[a]
	if h == nil {
		h = &manner{}
		m.hosts[a] = h
	}
	return h
}

// next returns when the host of url may be asked again, now that it took latency to answer.
func (m *manners) next(url string, latency, crawlDelay time.Duration) time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	h := m.of(url)
	d := max(m.Delay, crawlDelay, min(time.Duration(m.Factor*float64(latency)), maxDelay))
	if h.slow > 0 {
		d = max(d, min(d<<h.slow, slowestStep))
	}
	return time.Now().Add(d)
}

// answered notes a proper answer.
func (m *manners) answered(url string) (fetched int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	h := m.of(url)
	h.failed = 0
	h.fetched++
	if h.slow > 0 {
		if h.good++; h.good >= recover1 {
			h.slow--
			h.good = 0
		}
	}
	return h.fetched
}

// pushedBack notes that the host asks for less and returns for how long to leave it alone.
func (m *manners) pushedBack(url string, h http.Header, now time.Time) time.Duration {
	m.mu.Lock()
	defer m.mu.Unlock()
	host := m.of(url)
	host.slow, host.good = min(host.slow+1, maxSlow), 0
	if d, ok := retryAfter(h.Get("Retry-After"), now); ok {
		return min(max(d, minRetry), maxRetry)
	}
	return min(m.Backoff<<host.slow, slowestStep)
}

// failed notes that no answer came and returns whether the host is to be left alone for the run.
func (m *manners) failed(url string) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	h := m.of(url)
	h.failed++
	return h.failed >= maxFailed
}

// backoff is the time before try number n (from 1) of an address.
func (m *manners) backoff(n uint8) time.Duration { return m.Backoff << (2 * min(n-1, 5)) }

// retryAfter reads the header: seconds or a date (RFC 9110, 10.2.3).
func retryAfter(s string, now time.Time) (time.Duration, bool) {
	s = strings.TrimSpace(s)
	if n, err := strconv.ParseUint(s, 10, 31); err == nil {
		return time.Duration(n) * time.Second, true
	}
	if t, err := http.ParseTime(s); err == nil {
		return t.Sub(now), true
	}
	return 0, false
}
