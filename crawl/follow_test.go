package crawl

import (
	"bytes"
	"fmt"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"hearsay/corpus"
)

// What a page says to robots about its links is obeyed, wherever it says so.
func TestNoFollow(t *testing.T) {
	w := newWeb(t)
	w.sites["news.example"] = site{
		"/":     "<a href=/meta>m</a><a href=/header>h</a><a href=/other>o</a><a href=/rel rel='ugc nofollow'>r</a>",
		"/meta": "<html><meta name=robots content='index, nofollow'><a href=/meta-link>x</a>",
		"/header": func(rw http.ResponseWriter, r *http.Request) {
			rw.Header().Set("Content-Type", "text/html")
			rw.Header().Add("X-Robots-Tag", "otherbot: noindex")
			rw.Header().Add("X-Robots-Tag", "hearsay: nofollow")
			fmt.Fprint(rw, "<html><a href=/header-link>x</a>")
		},
		"/other": "<html><meta name=otherbot content=nofollow><a href=/other-link>x</a>",
	}
	c, _ := w.crawler(t.TempDir(), "http://news.example/")
	run1(t, c)
	for path, want := range map[string]int{"/meta": 1, "/header": 1, "/meta-link": 0, "/header-link": 0, "/rel": 0, "/other-link": 1} {
		if n := w.count("news.example", path); n != want {
			t.Errorf("%s was fetched %d times, want %d", path, n, want)
		}
	}
}

// A redirect to another host is an address there, under the rules of that host.
func TestRedirectUnderOtherRules(t *testing.T) {
	w := newWeb(t)
	hop := func(to string) any {
		return func(rw http.ResponseWriter, r *http.Request) { http.Redirect(rw, r, to, http.StatusFound) }
	}
	w.sites["a.example"] = site{"/1": hop("http://b.example/closed"), "/2": hop("http://b.example/open"), "/3": hop("http://c.example/"), "/4": hop("/5"), "/5": hop("/4")}
	w.sites["b.example"] = site{"/robots.txt": "User-agent: *\nDisallow: /closed\n", "/closed": "no", "/open": article("Ferry", ferryNews)}
	c, shelf := w.crawler(t.TempDir(), "http://a.example/1", "http://a.example/2", "http://a.example/3", "http://a.example/4", "http://b.example/open2")
	sum := run1(t, c)
	if w.count("b.example", "/closed") != 0 || shelf.count("http://b.example/open") != 1 || len(w.log("c.example")) != 0 {
		t.Errorf("%v\n%v", sum, w.log(""))
	}
	if log := w.log("b.example"); len(log) == 0 || log[0].path != "/robots.txt" {
		t.Error("the robots.txt of the other host was not asked first")
	}
}

// The sources of a kept page come first, and those that may not be fetched are named.
func TestCitations(t *testing.T) {
	w := newWeb(t)
	s := site{"/": article("Ferry", "<a href=/other0>Other</a>")}
	for i := range 10 {
		s[fmt.Sprintf("/other%d", i)] = article("Other", fmt.Sprintf("<a href=/other%d>Other</a>", i+1))
	}
	s["/source"] = article("Source", ferryNews)
	w.sites["news.example"] = s
	c, _ := w.crawler(t.TempDir(), "http://news.example/")
	c.Judge = judgeFunc(func(p *corpus.Page) Verdict {
		if strings.HasSuffix(p.URL, "example/") {
			return Verdict{Keep: true, Score: 1, Citation: []string{"/source?utm_source=x", "https://ministry.example/report", "https://ministry.example/annex", "mailto:a@b.example"}}
		}
		return Verdict{}
	})
	sum := run1(t, c)
	if log := w.log("news.example"); log[2].path != "/source" {
		t.Errorf("fetched %v after the page that cites", log[2].path)
	}
	if len(sum.Outside) != 1 || sum.Outside[0] != (Cited{"ministry.example", 2}) {
		t.Errorf("outside: %v", sum.Outside)
	}
}

// Whatever a server sends, reading it ends, within bounds, and what is recorded is what was sent.
func FuzzExchange(f *testing.F) {
	f.Add([]byte("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"))
	f.Add([]byte("HTTP/1.1 103 x\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"))
	f.Add(append([]byte("HTTP/1.0 200 OK\r\nContent-Encoding: gzip\r\n\r\n"), zip("hello")...))
	f.Add(append([]byte(fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n", len(zip("hello")))), zip("hello")...))
	f.Fuzz(func(t *testing.T, sent []byte) {
		ours, theirs := net.Pipe()
		go func() {
			buf := make([]byte, 1<<10)
			theirs.Read(buf)
			theirs.Write(sent)
			theirs.Close()
		}()
		c, err := Crawler{Dir: "x", Archive: &full{}, Limits: Limits{Header: 1 << 10, Body: 8 << 10}}.withDefaults()
		if err != nil {
			t.Fatal(err)
		}
		tr := &transport{Crawler: c}
		x := &exchange{url: "http://a.example/", request: []byte("GET / HTTP/1.1\r\n\r\n")}
		w := newWire(ours)
		defer w.Close()
		w.begin(nil, time.Now().Add(5*time.Second), time.Second)
		tr.exchange(w, x)
		if !bytes.Contains(sent, x.raw) || len(x.body) > 8<<10 {
			t.Errorf("sent %q, recorded %q, body of %d bytes", sent, x.raw, len(x.body))
		}
		if x.err == nil && (x.status < 200 || x.head > len(x.raw)) {
			t.Errorf("status %d, head of %d bytes in %d", x.status, x.head, len(x.raw))
		}
	})
}
