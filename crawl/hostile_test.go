package crawl

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"runtime"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"hearsay/corpus"
	"hearsay/corpus/warc"
)

// raw answers with bytes as they are and then closes or resets the connection.
func raw(answer string, reset bool) func(http.ResponseWriter, *http.Request) {
	return func(rw http.ResponseWriter, _ *http.Request) {
		conn, _, err := rw.(http.Hijacker).Hijack()
		if err != nil {
			panic(err)
		}
		io.WriteString(conn, answer)
		if reset {
			conn.(*net.TCPConn).SetLinger(0)
		}
		conn.Close()
	}
}

// drip sends the beginning at once and the rest a byte at a time, for ever.
func drip(begin string) func(http.ResponseWriter, *http.Request) {
	return func(rw http.ResponseWriter, r *http.Request) {
		conn, _, err := rw.(http.Hijacker).Hijack()
		if err != nil {
			panic(err)
		}
		defer conn.Close()
		io.WriteString(conn, begin)
		for range 100 {
			time.Sleep(30 * time.Millisecond)
			if _, err := io.WriteString(conn, "x"); err != nil {
				return
			}
		}
	}
}

func zip(s string) []byte {
	var b bytes.Buffer
	zw := gzip.NewWriter(&b)
	io.WriteString(zw, s)
	zw.Close()
	return b.Bytes()
}

func send(contentType, encoding string, body []byte) func(http.ResponseWriter, *http.Request) {
	return func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Type", contentType)
		if encoding != "" {
			rw.Header().Set("Content-Encoding", encoding)
		}
		rw.Write(body)
	}
}

// Answers of one page that are broken, lying or meant to do harm. The good page beside it must be collected, what came
// must be in the archive, and the failure must be named.
func TestHostileAnswers(t *testing.T) {
	bomb := zip(strings.Repeat("\x00", 100<<20))
	for _, c := range []struct {
		name   string
		page   any
		kind   string // of the failure; empty: the page is kept
		trunc  string // WARC-Truncated of its last record
		answer bool   // something is in the archive
	}{
		{"gzip bomb", send("text/html", "gzip", bomb), "decompression bomb", "length", true},
		{"head without end", drip("HTTP/1.1 200 OK\r\nX: "), "timeout", "", false},
		{"body without end", drip("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n" + ferryNews), "timeout", "time", true},
		{"head of 1 MB", raw("HTTP/1.1 200 OK\r\nX: "+strings.Repeat("x", 1<<20)+"\r\n\r\n", false), "head too long", "", false},
		{"body of 30 MB", send("text/html", "", bytes.Repeat([]byte(ferryNews), 30<<20/len(ferryNews))), "too long", "length", true},
		{"truncated gzip", send("text/html", "gzip", zip(ferryNews + strings.Repeat("abcdefgh", 5000))[:120]), "connection lost", "disconnect", true},
		{"broken gzip", send("text/html", "gzip", append([]byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"), bytes.Repeat([]byte("\xff\xff"), 300)...)), "damaged content coding", "unspecified", true},
		{"gzip that is none", send("text/html", "gzip", []byte(ferryNews)), "", "", true},
		{"gzip with something behind", send("text/html", "gzip", append(zip(ferryNews), "trailing"...)), "", "", true},
		{"unknown coding", send("text/html", "rot13", []byte(ferryNews)), "connection lost", "", true},
		{"length too long", raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n"+ferryNews, false), "connection lost", "disconnect", true},
		{"length too short", raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: "+fmt.Sprint(len(ferryNews))+"\r\n\r\n"+ferryNews+"HTTP/1.1 200 OK\r\n\r\n", false), "", "", true},
		{"two lengths", raw("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 5\r\n\r\nabcde", false), "protocol", "", false},
		{"reset in the body", raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n"+ferryNews, true), "connection lost", "", false},
		{"closed at once", raw("", false), "connection lost", "", false},
		{"not HTTP", raw("220 mail.example ESMTP\r\n", false), "protocol", "", false},
		{"early hints first", raw("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\nHTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"+ferryNews, false), "", "", true},
		{"hints without end", raw(strings.Repeat("HTTP/1.1 103 Early Hints\r\n\r\n", 100), false), "protocol", "", false},
		{"bad chunk", raw("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"+ferryNews, false), "protocol", "disconnect", true},
		{"wrong charset", send("text/html; charset=utf-8", "", []byte("<p>caf\xe9 harbour ferry Holm <a href=/b>Holm\xe9</a>")), "", "", true},
		{"redirect to itself", func(rw http.ResponseWriter, r *http.Request) { http.Redirect(rw, r, r.URL.Path, http.StatusFound) }, "redirect", "", true},
		{"redirect to a file", func(rw http.ResponseWriter, r *http.Request) {
			rw.Header().Set("Location", "file:///etc/passwd")
			rw.WriteHeader(http.StatusFound)
		}, "redirect", "", true},
		{"redirect to nowhere", func(rw http.ResponseWriter, r *http.Request) { rw.WriteHeader(http.StatusFound) }, "redirect", "", true},
		{"a picture of 5 MB", send("image/png", "", make([]byte, 5<<20)), "media type", "unspecified", true},
		{"five hundred", func(rw http.ResponseWriter, r *http.Request) { rw.WriteHeader(500) }, "status 500 internal server error", "", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWeb(t)
			w.sites["news.example"] = site{"/bad": c.page, "/good": article("Ferry", ferryNews)}
			dir := t.TempDir()
			cr, shelf := w.crawler(dir, "http://news.example/bad", "http://news.example/good")
			cr.Story = ferry
			if c.kind == "timeout" {
				cr.Limits.Wait, cr.Limits.Total = 150*time.Millisecond, 400*time.Millisecond
			}
			sum := run1(t, cr)
			got := shelf.urls()
			if got["http://news.example/good"] != 1 {
				t.Error("the good page was not collected")
			}
			if c.kind == "" && got["http://news.example/bad"] != 1 {
				t.Errorf("the page was not kept:\n%v", sum)
			}
			if c.kind != "" && c.kind != "media type" && sum.Errors[c.kind] == 0 && !(c.name == "unknown coding" && len(sum.Errors) > 0) {
				t.Errorf("no failure of kind %q:\n%v", c.kind, sum)
			}
			rs := archived(t, dir)["response http://news.example/bad"]
			if c.answer && len(rs) == 0 {
				t.Error("the answer is not in the archive")
			} else if c.answer && rs[len(rs)-1].Truncated != c.trunc && c.name != "unknown coding" {
				t.Errorf("WARC-Truncated is %q, want %q", rs[len(rs)-1].Truncated, c.trunc)
			}
		})
	}
}

// A bomb must not cost memory either.
func TestBombMemory(t *testing.T) {
	w := newWeb(t)
	w.sites["news.example"] = site{"/bad": send("text/html", "gzip", zip(strings.Repeat("\x00", 150<<20)))}
	c, _ := w.crawler(t.TempDir(), "http://news.example/bad")
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	run1(t, c)
	runtime.ReadMemStats(&after)
	if n := (after.TotalAlloc - before.TotalAlloc) >> 20; n > 100 {
		t.Errorf("%d MB were allocated", n)
	}
}

// What robots.txt may be when it is not what it should be.
func TestHostileRobots(t *testing.T) {
	status := func(n int) any { return func(rw http.ResponseWriter, r *http.Request) { rw.WriteHeader(n) } }
	hop := func(to string) any {
		return func(rw http.ResponseWriter, r *http.Request) { http.Redirect(rw, r, to, http.StatusMovedPermanently) }
	}
	long := "user-agent: *\ndisallow: /b\n" + strings.Repeat("#\n", 5<<20) + "disallow: /a\n"
	for _, c := range []struct {
		name   string
		robots any
		want   string // paths that are fetched
		tries  int    // of robots.txt
	}{
		{"none", nil, "/a /b", 1},
		{"forbidden", status(403), "/a /b", 1},
		{"gone", status(410), "/a /b", 1},
		{"server error", status(500), "", 3},
		{"unavailable", status(503), "", 3},
		{"too many requests", status(429), "", 3},
		{"teapot", status(418), "/a /b", 1},
		{"HTML", "<html><body>Welcome to news.example, user-agent: *</body></html>", "/a /b", 1},
		{"junk", "\x00\x01\x02\xff\xfe junk \r\r\n disallow: /a", "/a /b", 1},
		{"10 MB", long, "/a", 1},
		{"a picture", send("image/png", "", []byte("user-agent: *\ndisallow: /a")), "/a /b", 1},
		{"redirect", hop("/r"), "/b", 1},
		{"redirect to another host", hop("http://other.example/r"), "/b", 1},
		{"five redirects", hop("/5"), "/b", 1},
		{"six redirects", hop("/6"), "/a /b", 1},
		{"redirect loop", hop("/robots.txt"), "/a /b", 1},
		{"connection lost", raw("", false), "", 3},
		{"cut off", raw("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nuser-agent: *\n", false), "", 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			w := newWeb(t)
			rules := "user-agent: *\ndisallow: /a\n"
			s := site{"/a": article("Ferry", ferryNews), "/b": article("Ferry b", ferryNews), "/r": rules, "/1": rules}
			for i := 2; i <= 6; i++ {
				s[fmt.Sprintf("/%d", i)] = hop(fmt.Sprintf("/%d", i-1))
			}
			if c.robots != nil {
				s["/robots.txt"] = c.robots
			}
			w.sites["news.example"], w.sites["other.example"] = s, site{"/r": rules}
			cr, _ := w.crawler(t.TempDir(), "http://news.example/a", "http://news.example/b")
			sum := run1(t, cr)
			var got []string
			for _, h := range w.log("news.example") {
				if h.path == "/a" || h.path == "/b" {
					got = append(got, h.path)
				}
			}
			if g := strings.Join(got, " "); g != c.want {
				t.Errorf("fetched %q, want %q\n%v", g, c.want, sum)
			}
			if n := w.count("news.example", "/robots.txt"); n != c.tries {
				t.Errorf("robots.txt was fetched %d times, want %d", n, c.tries)
			}
			if c.want == "" && sum.Pending != 2 {
				t.Errorf("%d addresses wait for the next run, want 2", sum.Pending)
			}
		})
	}
}

// A redirect into the local network, or a name that leads there, is refused when connecting; no byte is sent.
func TestForbiddenAddresses(t *testing.T) {
	w := newWeb(t)
	_, port, _ := net.SplitHostPort(w.addr)
	targets := []string{
		"http://127.0.0.1:" + port + "/x", "http://localhost:" + port + "/x", "http://[::1]:" + port + "/x", "http://169.254.169.254/latest/meta-data/",
		"http://[::ffff:127.0.0.1]:" + port + "/x", "http://2130706433:" + port + "/x", "http://10.0.0.1/x", "http://inside.example/x", "http://0/x",
	}
	s := site{}
	var seeds []string
	for i, target := range targets {
		p := fmt.Sprintf("/%d", i)
		s[p] = func(rw http.ResponseWriter, r *http.Request) { http.Redirect(rw, r, target, http.StatusFound) }
		seeds = append(seeds, "http://news.example"+p)
	}
	w.sites["news.example"] = s
	var lookups atomic.Int32
	c, _ := w.crawler(t.TempDir(), seeds...)
	c.Allowed = func(string) bool { return true }
	c.Private = []string{"news.example"} // as a story file may say
	c.Dial = nil
	c.Lookup = func(_ context.Context, host string) ([]netip.Addr, error) {
		switch host {
		case "inside.example": // resolves differently each time: to a block for documentation, then to loopback
			if lookups.Add(1)%2 == 1 {
				return []netip.Addr{netip.MustParseAddr("192.0.2.1")}, nil
			}
			return []netip.Addr{netip.MustParseAddr("127.0.0.1")}, nil
		case "news.example", "localhost":
			return []netip.Addr{netip.MustParseAddr("127.0.0.1")}, nil
		}
		if a, err := netip.ParseAddr(strings.Trim(host, "[]")); err == nil {
			return []netip.Addr{a}, nil
		}
		return nil, &net.DNSError{Name: host, IsNotFound: true}
	}
	c.Seeds = nil
	for i := range targets {
		c.Seeds = append(c.Seeds, "http://news.example:"+port+fmt.Sprintf("/%d", i))
	}
	w.sites["news.example:"+port] = s
	sum := run1(t, c)
	for _, h := range w.log("") {
		if h.host != "news.example:"+port {
			t.Errorf("%s%s was reached", h.host, h.path)
		}
	}
	if n := sum.Errors["forbidden address"]; n < 6 {
		t.Errorf("%d addresses were refused:\n%v", n, sum)
	}
}

func TestPublicAddresses(t *testing.T) {
	for addr, want := range map[string]bool{
		"93.184.216.34:80": true, "93.184.216.34:443": true, "93.184.216.34:8080": true, "93.184.216.34:25": false, "93.184.216.34:22": false,
		"127.0.0.1:80": false, "10.1.2.3:80": false, "172.31.0.1:80": false, "192.168.1.1:80": false, "169.254.169.254:80": false, "100.64.0.1:80": false,
		"0.0.0.0:80": false, "255.255.255.255:80": false, "224.0.0.1:80": false, "198.18.0.1:80": false, "[::1]:80": false, "[::]:80": false,
		"[::ffff:10.0.0.1]:80": false, "[64:ff9b::7f00:1]:80": false, "[2002:7f00:1::]:80": false, "[fe80::1%eth0]:80": false, "[fd00:ec2::254]:80": false,
		"[2606:2800:220:1::1]:443": true, "nonsense": false,
	} {
		if got := checkAddress(addr) == nil; got != want {
			t.Errorf("checkAddress(%s) allows: %v, want %v", addr, got, want)
		}
	}
}

// A host that answers 429 is asked less often and only after the time it names, and its pages are collected in the end.
func TestPushback(t *testing.T) {
	w := newWeb(t)
	var storm atomic.Int32
	storm.Store(4)
	var last atomic.Int64
	page := func(rw http.ResponseWriter, r *http.Request) {
		if storm.Add(-1) >= 0 {
			last.Store(time.Now().UnixNano())
			rw.Header().Set("Retry-After", "1")
			rw.WriteHeader(429)
			return
		}
		if d := time.Since(time.Unix(0, last.Load())); d < 990*time.Millisecond && storm.Load() == -1 {
			t.Errorf("asked again %v after a 429 that said one second", d)
		}
		fmt.Fprint(rw, article("Ferry", ferryNews))
	}
	s := site{}
	for i := range 6 {
		s[fmt.Sprintf("/%d", i)] = page
	}
	w.sites["news.example"] = s
	c, shelf := w.crawler(t.TempDir(), "http://news.example/0", "http://news.example/1", "http://news.example/2", "http://news.example/3", "http://news.example/4", "http://news.example/5")
	sum := run1(t, c)
	if len(shelf.urls()) != 6 {
		t.Errorf("%d of 6 pages were collected:\n%v", len(shelf.urls()), sum)
	}
	w2 := newWeb(t)
	w2.sites["news.example"] = site{"/": func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Retry-After", "86400")
		rw.WriteHeader(503)
	}}
	c, _ = w2.crawler(t.TempDir(), "http://news.example/")
	if sum := run1(t, c); sum.Pending != 1 || len(sum.LeftOff) != 1 {
		t.Errorf("a host that asks for a day: %v", sum)
	}
}

// Endless families of addresses end; the article beside them is found.
func TestTraps(t *testing.T) {
	w := newWeb(t)
	w.sites["news.example"] = http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Content-Type", "text/html")
		q := r.URL.RequestURI()
		switch {
		case r.URL.Path == "/robots.txt":
			http.NotFound(rw, r)
		case r.URL.Path == "/article":
			fmt.Fprint(rw, article("Ferry", ferryNews))
		case strings.HasPrefix(q, "/calendar"):
			var y, m int
			fmt.Sscanf(q, "/calendar?y=%d&m=%d", &y, &m)
			fmt.Fprintf(rw, "<p>Nothing in %d/%d<a href='/calendar?y=%d&m=%d'>next</a><a href='/calendar?y=%d&m=%d'>last</a>", y, m, y, m+1, y, m-1)
		case strings.HasPrefix(q, "/day/"):
			d, _ := time.Parse("/day/2006-01-02", q)
			fmt.Fprintf(rw, "<p>Day %v<a href='%s'>next</a>", d, d.AddDate(0, 0, 1).Format("/day/2006-01-02"))
		case strings.HasPrefix(q, "/s/"):
			fmt.Fprintf(rw, "<p>The same page<a href='/s/%d'>again</a><a href='/s/%d'>again</a>", time.Now().UnixNano(), time.Now().UnixNano()+1)
		case strings.HasPrefix(q, "/dir"):
			fmt.Fprint(rw, "<a href='dir/dir/x/'>deeper</a><a href='x/dir/'>deeper</a>")
		case strings.HasPrefix(q, "/soft"):
			fmt.Fprint(rw, "<p>Sorry, this page does not exist.<a href='"+q+"1'>here</a>")
		default:
			fmt.Fprintf(rw, "<a href='/calendar?y=2026&m=1'>c</a><a href='/day/2026-02-16'>d</a><a href='/s/1'>s</a><a href='/dir/'>x</a><a href='/soft1'>f</a><a href='/article'>a</a>")
		}
	})
	c, shelf := w.crawler(t.TempDir(), "http://news.example/")
	c.Story, c.Delay = ferry, time.Microsecond
	c.Budget.Pages = 3000
	sum := run1(t, c)
	if shelf.urls()["http://news.example/article"] != 1 {
		t.Error("the article was not found")
	}
	if sum.Fetched > 500 || sum.Trapped == 0 {
		t.Errorf("%d fetches, %d trapped; ended: %s", sum.Fetched, sum.Trapped, sum.Ended)
	}
}

// A large sitemap is taken in; sitemaps that name each other end; an entity bomb is refused.
func TestSitemaps(t *testing.T) {
	n := 100_000
	var big strings.Builder
	big.WriteString("<urlset>")
	for i := range n {
		fmt.Fprintf(&big, "<url><loc>http://news.example/a/%d</loc></url>", i)
	}
	big.WriteString("</urlset>")
	w := newWeb(t)
	w.sites["news.example"] = site{
		"/robots.txt":  "User-agent: *\nDisallow: /a/\nSitemap: /one.xml\nSitemap: /bomb.xml\nSitemap: /big.xml.gz\n",
		"/":            "<html>",
		"/one.xml":     "<sitemapindex><sitemap><loc>/two.xml</loc></sitemap></sitemapindex>",
		"/two.xml":     "<sitemapindex><sitemap><loc>/one.xml</loc></sitemap><sitemap><loc>/two.xml</loc></sitemap></sitemapindex>",
		"/bomb.xml":    `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><urlset><url><loc>&b;</loc></url></urlset>`,
		"/big.xml.gz":  send("application/gzip", "", zip(big.String())),
		"/article.xml": "",
	}
	c, _ := w.crawler(t.TempDir(), "http://news.example/")
	c.Delay, c.Budget.Pages = time.Microsecond, 40
	sum := run1(t, c)
	if sum.Known < n {
		t.Errorf("%d addresses are known, want more than %d", sum.Known, n)
	}
	if w.count("news.example", "/one.xml") != 1 || w.count("news.example", "/two.xml") != 1 || sum.Errors["feed"] != 1 {
		t.Errorf("%v", sum)
	}
}

// full is an archive on a disk that fills up.
type full struct {
	Archive
	left atomic.Int32
}

func (f *full) Append(group ...*warc.Record) ([]warc.Ref, error) {
	if f.left.Add(-1) < 0 {
		return nil, fmt.Errorf("write archive: %w", syscall.ENOSPC)
	}
	return f.Archive.Append(group...)
}

// When the disk is full the crawl ends with an error, and goes on where it was when there is room.
func TestDiskFull(t *testing.T) {
	w := newWeb(t)
	w.sites["news.example"] = newsSite()
	c, shelf := w.crawler(t.TempDir(), "http://news.example/")
	c.Story = ferry
	disk := &full{Archive: c.Archive}
	disk.left.Store(4)
	c.Archive = disk
	if _, err := c.Run(t.Context()); !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("error %v", err)
	}
	disk.left.Store(1000)
	sum := run1(t, c)
	if len(shelf.urls()) != 5 {
		t.Errorf("%d pages after there was room again:\n%v", len(shelf.urls()), sum)
	}
}

// A judge, sink or progress callback that panics costs the page it was called for.
func TestPanics(t *testing.T) {
	w := newWeb(t)
	w.sites["news.example"] = newsSite()
	c, shelf := w.crawler(t.TempDir(), "http://news.example/")
	c.Judge = judgeFunc(func(p *corpus.Page) Verdict {
		if strings.Contains(p.URL, "stops") {
			panic("judge")
		}
		return Verdict{Keep: strings.Contains(p.URL, "ferry")}
	})
	c.Progress = func(Progress) { panic("progress") }
	sum := run1(t, c)
	if sum.Errors["panic"] != 1 || len(shelf.urls()) != 3 {
		t.Errorf("%d kept: %v", len(shelf.urls()), sum)
	}
}

type judgeFunc func(*corpus.Page) Verdict

func (f judgeFunc) Judge(_ context.Context, p *corpus.Page) (Verdict, error) { return f(p), nil }

// A clock that steps back neither stops the crawl nor breaks politeness.
func TestClockBack(t *testing.T) {
	w := newWeb(t)
	w.sites["news.example"] = newsSite()
	c, shelf := w.crawler(t.TempDir(), "http://news.example/")
	now := time.Date(2026, 2, 16, 0, 0, 0, 0, time.UTC).UnixNano()
	c.Story = ferry
	c.Now = func() time.Time { return time.Unix(0, atomic.AddInt64(&now, -int64(time.Hour))) }
	run1(t, c)
	if len(shelf.urls()) != 5 {
		t.Errorf("%d pages", len(shelf.urls()))
	}
}

func TestEnvironment(t *testing.T) {
	t.Setenv("COLLY_MAX_DEPTH", "1")
	c := &Crawler{Dir: t.TempDir(), Archive: &warc.Writer{Dir: t.TempDir()}}
	if _, err := c.Run(t.Context()); !errors.Is(err, ErrEnvironment) || !strings.Contains(err.Error(), "COLLY_MAX_DEPTH") {
		t.Errorf("%v", err)
	}
}

// Interrupting ends the crawl without an error once what is in flight is done, and loses nothing.
func TestInterrupt(t *testing.T) {
	w := newWeb(t)
	s := newsSite()
	ctx, cancel := context.WithCancel(t.Context())
	s["/ferry-stops"] = func(rw http.ResponseWriter, r *http.Request) {
		cancel()
		time.Sleep(50 * time.Millisecond)
		rw.Header().Set("Content-Type", "text/html")
		fmt.Fprint(rw, article("Ferry", ferryNews))
	}
	w.sites["news.example"] = s
	c, shelf := w.crawler(t.TempDir(), "http://news.example/")
	c.Story = ferry
	sum, err := c.Run(ctx)
	if err != nil || sum.Ended != "interrupted" || shelf.urls()["http://news.example/ferry-stops"] != 1 {
		t.Errorf("%v, %v", sum, err)
	}
	run1(t, c)
	if n := w.count("news.example", "/ferry-stops"); n != 1 {
		t.Errorf("the page in flight was fetched %d times", n)
	}
}
