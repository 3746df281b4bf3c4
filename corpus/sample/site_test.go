package sample

import (
	"encoding/json"
	"encoding/xml"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"hearsay/corpus"
)

// Every page says what robots.txt forbids, links into it, and answers there with a page that has no end.
func TestRobotsAndTraps(t *testing.T) {
	s, c := start(t)
	for _, o := range s.Outlets() {
		resp, robots := get(t, c, "http://"+o.Host+"/robots.txt")
		if resp.StatusCode != http.StatusOK || !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/plain") {
			t.Errorf("%s: robots.txt: %s %s", o.Key, resp.Status, resp.Header.Get("Content-Type"))
		}
		_, front := get(t, c, "http://"+o.Host+"/")
		_, page := get(t, c, s.firstOf(o).URL())
		for _, trap := range o.Traps {
			if !forbids(robots, trap) {
				t.Errorf("%s: robots.txt does not forbid %s", o.Key, trap)
			}
			_, first := get(t, c, "http://"+o.Host+trap+"x")
			_, next, ok := strings.Cut(first, `href="`+trap)
			if !ok {
				_, next, ok = strings.Cut(first, `HREF="`+trap)
			}
			if !ok {
				t.Errorf("%s: the trap %s ends", o.Key, trap)
			}
			next, _, _ = strings.Cut(next, `"`)
			if _, second := get(t, c, "http://"+o.Host+trap+next); !strings.Contains(second, "forbidden to all robots") {
				t.Errorf("%s: the second page of trap %s is another", o.Key, trap)
			}
		}
		if trap := o.Traps[0]; !strings.Contains(front+page, trap) {
			t.Errorf("%s: no page links to the trap %s", o.Key, trap)
		}
	}
	traps := 0
	for _, o := range s.Outlets() {
		traps += len(o.Traps)
	}
	if n := len(s.Trapped()); n != 2*traps {
		t.Errorf("%d visits to traps, want %d", n, 2*traps)
	}
}

// forbids reports whether a Disallow line of robots names a beginning of path.
func forbids(robots, path string) bool {
	for l := range strings.Lines(robots) {
		if rule, ok := strings.CutPrefix(strings.TrimSpace(l), "Disallow: "); ok && strings.HasPrefix(path, rule) {
			return true
		}
	}
	return false
}

// firstOf returns an article of o.
func (s *Server) firstOf(o *Outlet) *Article {
	for _, a := range s.Articles() {
		if a.Outlet == o {
			return a
		}
	}
	return nil
}

// feedLinks returns the addresses that a feed or sitemap of any format lists.
func feedLinks(t *testing.T, format, body string) []string {
	t.Helper()
	if format == "json" {
		var doc struct {
			Version string
			Items   []struct{ URL, Title string }
		}
		if err := json.Unmarshal([]byte(body), &doc); err != nil || !strings.Contains(doc.Version, "jsonfeed.org") {
			t.Fatalf("%v: %s", err, body)
		}
		var out []string
		for _, it := range doc.Items {
			out = append(out, it.URL)
		}
		return out
	}
	var doc struct {
		Items []struct {
			Link string `xml:"link"`
			Date string `xml:"pubDate"`
		} `xml:"channel>item"`
		Entries []struct {
			Link struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
		} `xml:"entry"`
		URLs     []string `xml:"url>loc"`
		Sitemaps []string `xml:"sitemap>loc"`
	}
	d := xml.NewDecoder(strings.NewReader(body))
	d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) {
		b, err := io.ReadAll(r)
		runes := make([]rune, len(b)) // near enough: Latin-1
		for i, c := range b {
			runes[i] = rune(c)
		}
		return strings.NewReader(string(runes)), err
	}
	if err := d.Decode(&doc); err != nil {
		t.Fatalf("%v: %s", err, body)
	}
	out := append(doc.URLs, doc.Sitemaps...)
	for _, it := range doc.Items {
		out = append(out, it.Link)
	}
	for _, e := range doc.Entries {
		out = append(out, e.Link.Href)
	}
	return out
}

func TestFeeds(t *testing.T) {
	s, c := start(t)
	formats := map[string]int{}
	for _, o := range s.Outlets() {
		var want []string
		for _, a := range s.Articles() {
			if a.Outlet == o {
				want = append(want, a.URL())
			}
		}
		for _, f := range o.Feeds {
			formats[f.Format]++
			resp, body := get(t, c, "http://"+o.Host+f.Path)
			if resp.StatusCode != http.StatusOK || resp.Header.Get("Content-Type") == "" {
				t.Errorf("%s%s: %s", o.Key, f.Path, resp.Status)
			}
			links := feedLinks(t, f.Format, body)
			if f.Format == "index" {
				if len(links) == 0 {
					t.Errorf("%s: an empty index", o.Key)
				}
				continue
			}
			for _, a := range want {
				if !slices.Contains(links, a) {
					t.Errorf("%s%s does not list %s", o.Key, f.Path, a)
				}
			}
		}
	}
	for _, f := range []string{"rss", "atom", "json", "sitemap", "news", "index"} {
		if formats[f] == 0 {
			t.Errorf("no outlet has a feed of format %s", f)
		}
	}
}

func TestFeedsFollowTheClock(t *testing.T) {
	s, c := start(t)
	count := func() int {
		_, body := get(t, c, "http://meridianwire.example/feeds/all.rss")
		return len(feedLinks(t, "rss", body))
	}
	late := count()
	s.SetClock(FirstVisit)
	if early := count(); early == 0 || early >= late {
		t.Errorf("%d items at the first visit, %d at the last", early, late)
	}
}

func TestWrongCharset(t *testing.T) {
	s, c := start(t)
	a := s.Article("gazette/ferry-1")
	resp, body := get(t, c, a.URL())
	if !strings.Contains(resp.Header.Get("Content-Type"), "utf-8") || !strings.Contains(body, "charset=iso-8859-1") {
		t.Error("the header and the page agree")
	}
	if utf8.ValidString(body) || !strings.Contains(body, "\x93We do not believe") || !strings.Contains(body, "winter\x92s") {
		t.Error("the page is not windows-1252")
	}
	if strings.Contains(body, "?") != strings.Contains(a.Text(LastVisit), "?") {
		t.Error("a character was lost on the way to windows-1252")
	}
	for _, a := range s.Articles() {
		if _, body := get(t, c, a.URL()); a.Outlet.Key != "gazette" && !utf8.ValidString(body) {
			t.Errorf("%s is not UTF-8", a.Key)
		}
	}
}

func TestSilentEdits(t *testing.T) {
	s, c := start(t)
	for key, want := range map[string][2]string{
		"lantern/ferry-1": {"ignored three warnings", "received one warning"},
		"lantern/ice-1":   {"has denied that ICE", "does not believe ICE"},
	} {
		address := s.Article(key).URL()
		s.SetClock(FirstVisit)
		before, first := get(t, c, address)
		s.SetClock(LastVisit)
		after, last := get(t, c, address)
		if !strings.Contains(first, want[0]) || strings.Contains(first, want[1]) {
			t.Errorf("%s at the first visit does not say %q alone", key, want[0])
		}
		if !strings.Contains(last, want[1]) || strings.Contains(last, want[0]) {
			t.Errorf("%s at the last visit does not say %q alone", key, want[1])
		}
		if before.Header.Get("ETag") == after.Header.Get("ETag") {
			t.Errorf("%s changes, its ETag does not", key)
		}
	}
}

func TestCorrectionNotice(t *testing.T) {
	s, c := start(t)
	address := s.Article("gull/ferry-1").URL()
	if _, body := get(t, c, address); !strings.Contains(body, `class="correction-box"`) || strings.Contains(body, "with 32 cracks") {
		t.Error("the Gull does not correct itself")
	}
	s.SetClock(FirstVisit)
	if _, body := get(t, c, address); strings.Contains(body, `class="correction-box"`) || !strings.Contains(body, "with 32 cracks") {
		t.Error("the Gull corrects itself too soon")
	}
}

func TestOddAnswers(t *testing.T) {
	s, c := start(t)
	for _, q := range []struct {
		address string
		status  int
		want    string // in the Location, or in the page
	}{
		{"http://meridianwire.example/s/4471", http.StatusFound, s.Article("wire/ice-1").URL()},
		{"http://headlinesieve.example/go/7b", http.StatusFound, s.Article("courier/ice-1").URL()},
		{"http://northmerecourier.example/world?x=1", http.StatusMovedPermanently, "http://www.northmerecourier.example/world?x=1"},
		{"http://www.civiclantern.example/", http.StatusMovedPermanently, "http://civiclantern.example/"},
		{"http://www.dailygull.example/news/ferry-dog-found-safe-10233", http.StatusOK, "Oops! That page has flown off"},
		{"http://www.dailygull.example/nowhere", http.StatusNotFound, "flown off"},
		{s.Article("courier/ice-3").URL(), http.StatusOK, `"isAccessibleForFree":false`},
	} {
		resp, body := get(t, c, q.address)
		if resp.StatusCode != q.status || !strings.Contains(resp.Header.Get("Location")+body, q.want) {
			t.Errorf("%s: %s, without %q", q.address, resp.Status, q.want)
		}
	}
	if _, body := get(t, c, s.Article("courier/ice-3").URL()); strings.Contains(body, "nobody has ever read it") {
		t.Error("the paywall leaks")
	}
}

func TestMethodHostAndCondition(t *testing.T) {
	s, c := start(t)
	address := s.Article("wire/ice-1").URL()
	resp, _ := get(t, c, address)
	if got := resp.Header.Get("Date"); got != LastVisit.Format(http.TimeFormat) {
		t.Errorf("Date %q is not the clock's", got)
	}
	send := func(method, address, host, etag string) int {
		req, err := http.NewRequestWithContext(t.Context(), method, address, http.NoBody)
		if err != nil {
			t.Fatal(err)
		}
		req.Host = host
		req.Header.Set("If-None-Match", etag)
		resp, err := c.Transport.RoundTrip(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		return resp.StatusCode
	}
	if got := send(http.MethodGet, address, "", resp.Header.Get("ETag")); got != http.StatusNotModified {
		t.Errorf("a fetch on condition gets %d", got)
	}
	if got := send(http.MethodPost, address, "", ""); got != http.StatusMethodNotAllowed {
		t.Errorf("POST gets %d", got)
	}
	if got := send(http.MethodGet, address, "www.example.com", ""); got != http.StatusMisdirectedRequest {
		t.Errorf("a foreign host gets %d", got)
	}
}

// Site answers by path alone, for those who give each outlet a listener of its own.
func TestSite(t *testing.T) {
	p, err := New(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range p.Outlets() {
		w := httptest.NewRecorder()
		p.Site(o.Key).ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://127.0.0.1/about", http.NoBody))
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), o.Kind) {
			t.Errorf("%s: %d", o.Key, w.Code)
		}
	}
	if p.Site("nosuch") != nil {
		t.Error("a site that is not there")
	}
}

// The page of an article shows every block that is there, under the mark-up of its outlet.
func TestPagesShowTheirBlocks(t *testing.T) {
	s, c := start(t)
	for _, a := range s.Articles() {
		if a.Paywall || a.Outlet.Latin {
			continue
		}
		_, body := get(t, c, a.URL())
		for _, b := range a.At(LastVisit) {
			if b.Kind != corpus.Table && !strings.Contains(body, string(b.HTML())) {
				t.Errorf("%s does not show its %s: %s", a.Key, b.Kind, b.Text)
			}
		}
	}
}

func TestParseArticleErrors(t *testing.T) {
	head := "title: x\npath: /x\npublished: 2026-02-17T00:00:00Z\n"
	for _, c := range []struct{ text, want string }{
		{"title: x", "x.txt:1: no blank line"},
		{"title: x\n\ny", "x.txt:2: title, path and published are needed"},
		{"title: x\ncolour: red\n\ny", "x.txt:2: no such field: colour"},
		{head + "\nP1\n\nSee [this](http://a.example", "x.txt:7: a link is not closed"},
		{head + "\n@when 5\ntext", "x.txt:5: no such mark: @when"},
	} {
		_, err := parseArticle(&outlets[0], "x.txt", c.text)
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("%q\n got %v\nwant %s", c.text, err, c.want)
		}
	}
}

func FuzzParseArticle(f *testing.F) {
	f.Add("title: x\npath: /x\npublished: 2026-02-17T00:00:00Z\n\n@post a, 2026-02-17T00:00:00Z\n> See [this](http://a.example).\n\n* a\n* b\n")
	f.Fuzz(func(t *testing.T, text string) {
		a, err := parseArticle(&outlets[0], "x.txt", text)
		if err != nil {
			return
		}
		for _, b := range a.Blocks {
			last := 0
			for _, l := range b.Links {
				if !l.Valid(b.Text) || l.Start < last {
					t.Errorf("link %v of %q", l, b.Text)
				}
				last = l.End
			}
			b.HTML()
		}
	})
}
