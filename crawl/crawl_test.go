package crawl

import (
	"context"
	"crypto/x509"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"hearsay/corpus/warc"
	"hearsay/crawl/frontier"
)

var ferry = Story{Terms: []Term{{Text: "harbour ferry"}, {Text: "Holm"}}, Threshold: 2}

const ferryNews = `<p>The harbour ferry to Holm stays in port until the rudder is mended.</p>`

func article(title string, body ...string) string {
	return "<html><head><title>" + title + "</title></head><body><h1>" + title + "</h1>" + strings.Join(body, "") + "</body></html>"
}

// newsSite is an outlet with a front page, a feed, articles on and off the story, and a part that is closed.
func newsSite() site {
	s := site{
		"/robots.txt": "User-agent: *\nDisallow: /private\n\nSitemap: /map.xml\n",
		"/": `<html><head><title>News</title><link rel=alternate type="application/rss+xml" href="/rss"></head><body>
<a href="/ferry-stops">Harbour ferry to Holm halted</a> <a href="/cooking">Cooking</a> <a href="/private/x">Inside</a> <a href="/pic.jpg">Picture</a>
<a href="http://elsewhere.example/">Elsewhere</a> <a href="/old">Moved</a> <a href="/gone">Gone</a> <a rel="nofollow" href="/ads">Ads</a></body></html>`,
		"/ferry-stops": article("Harbour ferry halted", ferryNews, `<a href="/ferry-follow-up?utm_source=a#x">More</a>`),
		"/cooking":     article("Cooking", "<p>Boil the potatoes.</p>"),
		"/old": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "/ferry-new", http.StatusMovedPermanently)
		},
		"/ferry-new":       article("Ferry new", ferryNews),
		"/ferry-follow-up": article("Ferry, a day later", ferryNews, `<link rel="canonical" href="https://www.news.example/ferry-follow-up/">`),
		"/ferry-from-feed": article("From the feed", ferryNews),
		"/ferry-from-map":  article("From the map", ferryNews),
		"/rss": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/rss+xml")
			fmt.Fprint(w, `<rss><channel><item><title>Holm</title><link>/ferry-from-feed</link></item></channel></rss>`)
		},
		"/map.xml": `<urlset><url><loc>http://news.example/ferry-from-map</loc></url></urlset>`,
	}
	return s
}

func TestCrawl(t *testing.T) {
	w := newWeb(t)
	w.sites["news.example"] = newsSite()
	dir := t.TempDir()
	c, shelf := w.crawler(dir, "http://news.example/")
	c.Story = ferry
	sum := run1(t, c)
	t.Logf("%v", sum)

	got := shelf.urls()
	for _, p := range []string{"/ferry-stops", "/ferry-new", "/ferry-follow-up", "/ferry-from-feed", "/ferry-from-map"} {
		if got["http://news.example"+p] != 1 {
			t.Errorf("%s was captured %d times", p, got["http://news.example"+p])
		}
	}
	if len(got) != 5 {
		t.Errorf("captured %v", got)
	}
	if shelf.aliases["http://news.example/old"] != "http://news.example/ferry-new" {
		t.Errorf("aliases %v", shelf.aliases)
	}
	for _, h := range w.log("") {
		if strings.HasPrefix(h.path, "/private") || h.path == "/ads" || h.path == "/pic.jpg" || h.host != "news.example" {
			t.Errorf("fetched %s%s", h.host, h.path)
		}
		if h.agent != "hearsay/test (+mailto:desk@news.example)" {
			t.Errorf("User-Agent %q", h.agent)
		}
	}
	if n := w.count("news.example", "/robots.txt"); n != 1 {
		t.Errorf("robots.txt was fetched %d times", n)
	}
	if len(sum.Barred) != 1 || !strings.HasPrefix(sum.Barred[0].URL, "http://news.example/private") || !strings.Contains(sum.Barred[0].Err, "Disallow") {
		t.Errorf("forbidden: %v", sum.Barred)
	}
	if sum.Disallowed != 1 || sum.Rejected != 1 || sum.Kept != 5 || sum.Errors["status 404 not found"] != 1 || sum.Pending != 0 {
		t.Errorf("summary %+v", sum)
	}

	ar := archived(t, dir)
	for _, h := range w.log("") {
		u := "http://" + h.host + h.path
		if len(ar["response "+u]) != 1 || len(ar["request "+u]) != 1 || len(ar["metadata "+u]) != 1 {
			t.Errorf("%s: %d responses in the archive", u, len(ar["response "+u]))
		}
	}
	for _, cap := range shelf.captures {
		r, err := warc.Read(dir+"/archive", warc.Ref{File: cap.WARC, Offset: cap.Offset})
		if err != nil {
			t.Fatal(err)
		}
		p, err := r.Payload(warc.Limits{})
		if err != nil || r.URI != cap.URL || warc.Digest(p.Body) != cap.Digest || !strings.Contains(string(p.Body), "rudder") {
			t.Errorf("%s: its bytes are not in the archive: %v", cap.URL, err)
		}
		if r.IP != "127.0.0.1" || !strings.HasPrefix(string(r.Block), "HTTP/1.1 200 OK\r\n") {
			t.Errorf("%s: not the bytes of the wire: %.40q from %s", cap.URL, r.Block, r.IP)
		}
	}

	// A second run has nothing to do; a refreshing one asks again and finds nothing new.
	n := len(w.log(""))
	run1(t, c)
	if m := len(w.log("")); m != n {
		t.Errorf("a second run fetched %d addresses", m-n)
	}
	only, _ := w.crawler(dir, "http://news.example/cooking", "http://news.example/only")
	only.Archive, only.SeedsOnly = c.Archive, true
	if run1(t, only); len(w.log("")) != n+2 {
		t.Errorf("with SeedsOnly %d addresses were fetched", len(w.log(""))-n)
	}
	c.Refresh = true
	if s := run1(t, c); s.Same < 5 || s.Edited != 0 {
		t.Errorf("refreshing: %v", s)
	}
}

func TestRevisit(t *testing.T) {
	w := newWeb(t)
	text := ferryNews
	w.sites["news.example"] = site{
		"/a": func(rw http.ResponseWriter, r *http.Request) {
			rw.Header().Set("Content-Type", "text/html")
			etag := fmt.Sprintf(`"%d"`, len(text))
			rw.Header().Set("ETag", etag)
			if r.Header.Get("If-None-Match") == etag {
				rw.WriteHeader(http.StatusNotModified)
				return
			}
			fmt.Fprint(rw, article("Ferry", text))
		},
	}
	dir := t.TempDir()
	c, shelf := w.crawler(dir, "http://news.example/a")
	c.Story = ferry
	run1(t, c)
	c.Refresh = true
	if s := run1(t, c); s.Same != 1 {
		t.Errorf("not modified: %v", s)
	}
	text += "<p>Correction: the rudder was never broken.</p>"
	if s := run1(t, c); s.Edited != 1 || s.Kept != 1 {
		t.Errorf("edited: %v", s)
	}
	if len(shelf.captures) != 3 {
		t.Fatalf("%d captures", len(shelf.captures))
	}
	a, b, e := shelf.captures[0], shelf.captures[1], shelf.captures[2]
	if a.Offset != b.Offset || a.Digest != b.Digest || !b.Time.After(a.Time) || a.Digest == e.Digest {
		t.Errorf("captures %+v", shelf.captures)
	}
	ar := archived(t, dir)
	if rv := ar["revisit http://news.example/a"]; len(rv) != 1 || rv[0].Profile != warc.NotModified || rv[0].RefersTo != ar["response http://news.example/a"][0].ID {
		t.Errorf("revisit records: %+v", rv)
	}
}

func TestAdapt(t *testing.T) {
	var v *frontier.Visit
	var got []time.Duration
	for _, text := range []string{"a", "a", "a", "b", "c", "d", "e", "e"} {
		next := &frontier.Visit{TextDigest: text}
		adapt(next, v, false, time.Minute)
		got = append(got, next.Interval/time.Minute)
		v = next
	}
	if g := fmt.Sprint(got); g != "[4ns 8ns 16ns 8ns 4ns 2ns 1ns 2ns]" {
		t.Errorf("intervals in minutes: %v", g)
	}
}

// Watching, a crawl goes on: it fetches again what is due, finds what is new in the feed, and keeps each edit.
func TestWatch(t *testing.T) {
	w := newWeb(t)
	var edits atomic.Int32
	w.sites["news.example"] = site{
		"/rss": func(rw http.ResponseWriter, r *http.Request) {
			fmt.Fprint(rw, "<rss><channel>")
			for i := range edits.Add(1) {
				fmt.Fprintf(rw, "<item><link>/a%d</link></item>", i)
			}
			fmt.Fprint(rw, "</channel></rss>")
		},
		"/a0": func(rw http.ResponseWriter, r *http.Request) {
			rw.Header().Set("Content-Type", "text/html")
			fmt.Fprint(rw, article("Ferry", ferryNews, fmt.Sprintf("<p>Edit %d", edits.Load())))
		},
		"/a1": article("Ferry again", ferryNews),
	}
	c, shelf := w.crawler(t.TempDir(), "http://news.example/rss")
	c.Story, c.Watch, c.Revisit = ferry, true, time.Second
	ctx, cancel := context.WithTimeout(t.Context(), 15*time.Second)
	defer cancel()
	c.Progress = func(p Progress) {
		if shelf.count("http://news.example/a0") > 1 && shelf.count("http://news.example/a1") > 0 {
			cancel()
		}
	}
	sum, err := c.Run(ctx)
	if err != nil || sum.Edited == 0 || sum.Elapsed > 14*time.Second {
		t.Errorf("%v, %v", sum, err)
	}
}

func TestPoliteness(t *testing.T) {
	w := newWeb(t)
	const hosts, pages, delay = 4, 8, 40 * time.Millisecond
	for h := range hosts {
		s := site{"/robots.txt": "User-agent: hearsay\nDisallow: /no\nCrawl-delay: 0.04\n"}
		front := "<html>"
		for p := range pages {
			front += fmt.Sprintf("<a href='/%d'>x</a><a href='/no/%d'>x</a>", p, p)
			s[fmt.Sprintf("/%d", p)] = func(rw http.ResponseWriter, r *http.Request) {
				time.Sleep(5 * time.Millisecond)
				http.Redirect(rw, r, "/no/redirected", http.StatusFound)
			}
		}
		s["/"] = front
		w.sites[fmt.Sprintf("h%d.example", h)] = s
	}
	c, _ := w.crawler(t.TempDir(), "http://h0.example/", "http://h1.example/", "http://h2.example/", "http://h3.example/")
	c.Delay = 20 * time.Millisecond
	run1(t, c)
	for h := range hosts {
		log := w.log(fmt.Sprintf("h%d.example", h))
		if len(log) != pages+2 {
			t.Errorf("host %d: %d requests", h, len(log))
		}
		for i, hit := range log {
			if strings.HasPrefix(hit.path, "/no") {
				t.Errorf("disallowed path %s was fetched", hit.path)
			}
			least := delay
			if i == 1 {
				least = c.Delay // robots.txt was not known before it was read
			}
			if i > 0 && hit.at.Sub(log[i-1].end) < least-time.Millisecond {
				t.Errorf("host %d: %s came %v after the answer before", h, hit.path, hit.at.Sub(log[i-1].end))
			}
		}
	}
}

// Over TLS the bytes in the archive are those inside; a certificate for another name is refused.
func TestTLS(t *testing.T) {
	w := newWeb(t)
	w.sites["www.example.com"] = site{"/": article("Ferry", ferryNews)}
	srv := httptest.NewTLSServer(w)
	defer srv.Close()
	dir := t.TempDir()
	c, shelf := w.crawler(dir, "https://www.example.com/", "https://other.example/")
	c.roots = x509.NewCertPool()
	c.roots.AddCert(srv.Certificate())
	c.Dial = func(ctx context.Context, network, addr string) (net.Conn, error) {
		if !strings.HasSuffix(addr, ":443") {
			t.Errorf("dialled %s", addr)
		}
		var d net.Dialer
		return d.DialContext(ctx, network, srv.Listener.Addr().String())
	}
	sum := run1(t, c)
	if shelf.count("https://www.example.com/") != 1 || sum.Errors["TLS"] != 1 || len(w.log("other.example")) > 0 {
		t.Errorf("%v", sum)
	}
	if r := archived(t, dir)["response https://www.example.com/"]; len(r) != 1 || !strings.HasPrefix(string(r[0].Block), "HTTP/1.1 200") {
		t.Error("the answer is not in the archive")
	}
}

func TestBudgets(t *testing.T) {
	w := newWeb(t)
	var seeds []string
	for h := range 3 {
		s := site{}
		front := ""
		for i := range 20 {
			front += fmt.Sprintf("<a href=/%d>x</a>", i)
			s[fmt.Sprintf("/%d", i)] = article(fmt.Sprint("Page ", i), ferryNews, fmt.Sprintf("<a href=/deep%d>deeper</a>", i))
			s[fmt.Sprintf("/deep%d", i)] = article(fmt.Sprint("Deep ", i), ferryNews)
		}
		s["/"] = front
		name := fmt.Sprintf("h%d.example", h)
		w.sites[name] = s
		seeds = append(seeds, "http://"+name+"/")
	}
	c, _ := w.crawler(t.TempDir(), seeds...)
	c.Budget = Budget{Pages: 25, PagesPerHost: 10, Depth: 1}
	sum := run1(t, c)
	if sum.Fetched != 25 || !strings.Contains(sum.Ended, "25 pages") {
		t.Errorf("%v", sum)
	}
	for h := range 3 {
		log := w.log(fmt.Sprintf("h%d.example", h))
		if len(log) > 11 {
			t.Errorf("host %d: %d requests", h, len(log))
		}
		for _, hit := range log {
			if strings.HasPrefix(hit.path, "/deep") {
				t.Errorf("%s is too deep", hit.path)
			}
		}
	}
	c.Budget = Budget{Bytes: 2000}
	if sum := run1(t, c); !strings.Contains(sum.Ended, "bytes") {
		t.Errorf("%v", sum)
	}
}

// Servers close connections that they have just offered to keep. That is no failure of the page.
func TestStaleConnection(t *testing.T) {
	w := newWeb(t)
	s := site{"/robots.txt": "User-agent: *\nDisallow:\n"}
	var seeds []string
	for i := range 5 {
		p := fmt.Sprintf("/%d", i)
		s[p] = raw(fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n%s", len(ferryNews), ferryNews), false)
		seeds = append(seeds, "http://news.example"+p)
	}
	w.sites["news.example"] = s
	c, shelf := w.crawler(t.TempDir(), seeds...)
	c.Limits.Tries = 1
	if sum := run1(t, c); len(shelf.urls()) != 5 || len(sum.Errors) > 0 {
		t.Errorf("%v", sum)
	}
}
