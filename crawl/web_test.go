package crawl

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"sync"
	"testing"
	"time"

	"hearsay/corpus"
	"hearsay/corpus/warc"
)

// A web is a small internet on one loopback port: the Host header says which site is meant. It keeps the log that a
// webmaster would have.
type web struct {
	t     testing.TB
	addr  string
	mu    sync.Mutex
	sites map[string]http.Handler
	hits  []hit
}

// A hit is a line of the servers' log.
type hit struct {
	host, path, agent string
	at, end           time.Time
	since             string // If-None-Match
}

func newWeb(t testing.TB) *web {
	w := &web{t: t, sites: map[string]http.Handler{}}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w.addr = l.Addr().String()
	srv := &http.Server{Handler: w, ErrorLog: nil}
	go srv.Serve(l)
	t.Cleanup(func() { srv.Close() })
	return w
}

func (w *web) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	w.mu.Lock()
	site := w.sites[r.Host]
	w.hits = append(w.hits, hit{host: r.Host, path: r.URL.RequestURI(), agent: r.UserAgent(), at: time.Now(), since: r.Header.Get("If-None-Match")})
	i := len(w.hits) - 1
	w.mu.Unlock()
	defer func() {
		w.mu.Lock()
		w.hits[i].end = time.Now()
		w.mu.Unlock()
	}()
	if site == nil {
		http.Error(rw, "no such site", http.StatusMisdirectedRequest)
		return
	}
	site.ServeHTTP(rw, r)
}

// log returns the hits of a host, of all hosts when it is empty.
func (w *web) log(host string) (out []hit) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, h := range w.hits {
		if host == "" || h.host == host {
			out = append(out, h)
		}
	}
	return out
}

// count returns how often path was fetched from host.
func (w *web) count(host, path string) (n int) {
	for _, h := range w.log(host) {
		if h.path == path {
			n++
		}
	}
	return n
}

// A site serves pages by path; a page is a handler, or text to be sent as HTML (or as plain text for robots.txt).
type site map[string]any

func (s site) ServeHTTP(rw http.ResponseWriter, r *http.Request) {
	switch p := s[r.URL.RequestURI()].(type) {
	case string:
		if r.URL.Path == "/robots.txt" {
			rw.Header().Set("Content-Type", "text/plain")
		} else {
			rw.Header().Set("Content-Type", "text/html; charset=utf-8")
		}
		fmt.Fprint(rw, p)
	case func(http.ResponseWriter, *http.Request):
		p(rw, r)
	default:
		http.NotFound(rw, r)
	}
}

// dial leads every name to the web.
func (w *web) dial(ctx context.Context, network, _ string) (net.Conn, error) {
	var d net.Dialer
	return d.DialContext(ctx, network, w.addr)
}

// A shelf is a Sink that remembers.
type shelf struct {
	mu       sync.Mutex
	captures []corpus.Capture
	aliases  map[string]string
}

func (s *shelf) Captured(_ context.Context, c corpus.Capture) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.captures = append(s.captures, c)
	return nil
}

func (s *shelf) Alias(_ context.Context, url, of string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.aliases == nil {
		s.aliases = map[string]string{}
	}
	s.aliases[url] = of
	return nil
}

// count returns how often a page was captured.
func (s *shelf) count(url string) int { return s.urls()[url] }

func (s *shelf) urls() map[string]int {
	s.mu.Lock()
	defer s.mu.Unlock()
	m := map[string]int{}
	for _, c := range s.captures {
		m[c.URL]++
	}
	return m
}

// crawler returns a crawler over w that is quick and keeps everything below dir.
func (w *web) crawler(dir string, seeds ...string) (*Crawler, *shelf) {
	s := &shelf{}
	ar := &warc.Writer{Dir: dir + "/archive"}
	w.t.Cleanup(func() { ar.Close() })
	return &Crawler{
		Dir: dir + "/frontier", Archive: ar, Sink: s, Seeds: seeds, Dial: w.dial, Private: []string{"*"}, Version: "test", Contact: "desk@news.example",
		Delay: 2 * time.Millisecond, Factor: .01, Backoff: 5 * time.Millisecond,
		Limits: Limits{Wait: 2 * time.Second, Total: 4 * time.Second},
	}, s
}

// run runs c and fails the test on an error.
func run1(t testing.TB, c *Crawler) *Summary {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	s, err := c.Run(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if s.Ended == "interrupted" {
		t.Fatalf("the crawl did not end by itself:\n%v", s)
	}
	return s
}

// archived returns what the archive below dir holds, by type and address.
func archived(t testing.TB, dir string) map[string][]*warc.Record {
	t.Helper()
	out := map[string][]*warc.Record{}
	files, err := warc.Files(dir + "/archive")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		for r, err := range (&warc.Scanner{Check: true}).File(dir + "/archive/" + f) {
			if err != nil {
				t.Errorf("archive: %v", err)
				continue
			}
			key := string(r.Type) + " " + r.URI
			out[key] = append(out[key], r)
		}
	}
	return out
}
