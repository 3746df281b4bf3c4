package crawl

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"hearsay/corpus"
	"hearsay/corpus/warc"
)

// serverVariable makes the test binary a web server in a process of its own, so that its CPU time is not counted.
const serverVariable = "HEARSAY_CRAWL_SERVER"

// heavySite writes the pages of one host: 60 KB of article, navigation and scripts, as outlets serve them.
func heavySite(host, pages int) map[string][]byte {
	rnd := rand.New(rand.NewPCG(uint64(host), 1))
	words := strings.Fields("the a ferry harbour port minister said council figures storage cloud contract agency report while who which before under after spokesperson statement million percent year between company service officials data pages of to in and for with on that by from at as it was were has had not but their")
	out := map[string][]byte{}
	for p := range pages {
		var b strings.Builder
		fmt.Fprintf(&b, "<!doctype html><html><head><meta charset=utf-8><title>Page %d of host %d</title><link rel=stylesheet href=/s.css>", p, host)
		fmt.Fprintf(&b, "<script>window.data={%s}</script></head><body><nav>", strings.Repeat(fmt.Sprintf(`"k%d":"v%d",`, p, rnd.IntN(1e6)), 400))
		for i := range 60 {
			fmt.Fprintf(&b, `<li class="nav-item nav-item--level-1"><a class="nav-link" href="/2026/02/16/a-story-about-something-%d.html">Section %d</a></li>`, i*3%pages, i)
		}
		b.WriteString("</nav><main>")
		for range 40 {
			b.WriteString(`<p class="article-body__paragraph" data-testid="paragraph">`)
			for range 80 {
				b.WriteString(words[rnd.IntN(len(words))])
				b.WriteByte(' ')
			}
			b.WriteString("</p>\n")
		}
		for i := range 40 {
			fmt.Fprintf(&b, `<div class="card"><a href="/2026/02/16/a-story-about-something-%d.html"><img src="/i/%d.jpg" alt=""><h3 class="card__title">A story about something, number %d</h3></a></div>`, (p+i*7)%pages, i, i)
		}
		for b.Len() < 59_000 {
			fmt.Fprintf(&b, "<div class='ad ad--%d' data-slot='%d'><span>%x</span></div>", rnd.IntN(99), rnd.IntN(1e6), rnd.Uint64())
		}
		b.WriteString("</main></body></html>")
		var z bytes.Buffer
		zw := gzip.NewWriter(&z)
		io.WriteString(zw, b.String())
		zw.Close()
		out[fmt.Sprintf("/2026/02/16/a-story-about-something-%d.html", p)] = z.Bytes()
	}
	return out
}

// heavyPages returns a few pages of a heavySite, not compressed.
func heavyPages(n int) (pages [][]byte) {
	for _, z := range heavySite(1, n) {
		zr, err := gzip.NewReader(bytes.NewReader(z))
		if err != nil {
			panic(err)
		}
		p, err := io.ReadAll(zr)
		if err != nil {
			panic(err)
		}
		pages = append(pages, p)
	}
	return pages
}

// heavyServer serves hosts h0.example ... until its standard input ends. It prints its address first.
func heavyServer(spec string) error {
	var hosts, pages int
	if _, err := fmt.Sscanf(spec, "%d %d", &hosts, &pages); err != nil {
		return err
	}
	sites := map[string]map[string][]byte{}
	for h := range hosts {
		sites[fmt.Sprintf("h%d.example", h)] = heavySite(h, pages)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	fmt.Println(l.Addr())
	go http.Serve(l, http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		body := sites[r.Host][r.URL.Path]
		if body == nil {
			http.NotFound(rw, r)
			return
		}
		rw.Header().Set("Content-Type", "text/html; charset=utf-8")
		rw.Header().Set("Content-Encoding", "gzip")
		rw.Header().Set("Content-Length", strconv.Itoa(len(body)))
		rw.Write(body)
	}))
	_, err = io.Copy(io.Discard, os.Stdin)
	return err
}

// startServer starts a heavyServer and returns its address.
func startServer(b *testing.B, hosts, pages int) string {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), fmt.Sprintf("%s=%d %d", serverVariable, hosts, pages))
	in, err := cmd.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { in.Close(); cmd.Wait() })
	var addr string
	if _, err := fmt.Fscan(out, &addr); err != nil {
		b.Fatal(err)
	}
	return addr
}

// cpu returns the CPU time that this process has used, user and system.
func cpu() time.Duration {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// rawClient fetches every page with net/http, which gunzips, and throws it away: what nobody can do without.
func rawClient(b *testing.B, addr string, hosts, pages int) {
	dial := func(ctx context.Context, network, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, network, addr)
	}
	client := &http.Client{Transport: &http.Transport{DialContext: dial, MaxIdleConnsPerHost: 1}}
	next := make(chan string)
	done := make(chan int64)
	for range 8 {
		go func() {
			var n int64
			for u := range next {
				res, err := client.Get(u)
				if err != nil {
					b.Error(err)
					continue
				}
				k, _ := io.Copy(io.Discard, res.Body)
				n += k
				res.Body.Close()
			}
			done <- n
		}()
	}
	for p := range pages {
		for h := range hosts {
			next <- fmt.Sprintf("http://h%d.example/2026/02/16/a-story-about-something-%d.html", h, p)
		}
	}
	close(next)
	var n int64
	for range 8 {
		n += <-done
	}
	if n < int64(hosts*pages*50_000) {
		b.Errorf("%d bytes only", n)
	}
	client.CloseIdleConnections()
}

// everyTwentieth judges by the address, which costs nothing.
func everyTwentieth(p *corpus.Page) Verdict {
	n, err := strconv.Atoi(strings.TrimSuffix(p.URL[strings.LastIndexByte(p.URL, '-')+1:], ".html"))
	if err == nil && n%20 == 0 {
		return Verdict{Keep: true, Score: 1, Why: "every twentieth page is on the story"}
	}
	return Verdict{Why: "only every twentieth page is on the story"}
}

// fullCrawl crawls the same pages with everything on but the judge.
func fullCrawl(b *testing.B, addr string, hosts, pages int) {
	dir := b.TempDir()
	ar := &warc.Writer{Dir: filepath.Join(dir, "archive")}
	c := &Crawler{
		Dir: filepath.Join(dir, "frontier"), Archive: ar, Private: []string{"*"}, Delay: time.Nanosecond, Factor: 1e-9, Version: "bench",
		Judge:   judgeFunc(everyTwentieth),
		Allowed: func(string) bool { return true },
		Story:   Story{Terms: []Term{{Text: "harbour ferry"}, {Text: "ICE"}, {Text: "mass surveillance"}, {Text: "Azure"}}},
		Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
			var d net.Dialer
			return d.DialContext(ctx, network, addr)
		},
	}
	for h := range hosts {
		c.Seeds = append(c.Seeds, fmt.Sprintf("http://h%d.example/2026/02/16/a-story-about-something-0.html", h))
	}
	sum, err := c.Run(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	if err := ar.Close(); err != nil { // writes the CDXJ index and seals the file
		b.Fatal(err)
	}
	if sum.Fetched != hosts*pages || sum.Kept != hosts*pages/20 || sum.Pending > 0 {
		b.Fatalf("%v", sum)
	}
}

// BenchmarkCPU compares the CPU time of a page, frontier, robots, WARC, CDXJ and links included, with that of a client
// that only gunzips.
func BenchmarkCPU(b *testing.B) {
	hosts, pages := 8, 200
	if os.Getenv("HEARSAY_LONG") != "" {
		hosts, pages = 20, 500
	}
	addr := startServer(b, hosts, pages)
	var rawTime, fullTime time.Duration
	for b.Loop() {
		t := cpu()
		rawClient(b, addr, hosts, pages)
		rawTime += cpu() - t
		t = cpu()
		fullCrawl(b, addr, hosts, pages)
		fullTime += cpu() - t
	}
	n := float64(b.N * hosts * pages)
	b.ReportMetric(rawTime.Seconds()*1e3/n, "raw-ms/page")
	b.ReportMetric(fullTime.Seconds()*1e3/n, "full-ms/page")
	b.ReportMetric(fullTime.Seconds()/rawTime.Seconds(), "full/raw")
	b.ReportMetric(0, "ns/op")
}
