package web

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"hearsay/corpus/lineage"
	"hearsay/search"
)

func get(h http.Handler, path string, header ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", path, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func page(t *testing.T, h http.Handler, path string) *goquery.Document {
	t.Helper()
	w := get(h, path)
	if w.Code != http.StatusOK {
		t.Fatalf("GET %s: status %d", path, w.Code)
	}
	d, err := goquery.NewDocumentFromReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// words returns the text of a selection, spaces joined.
func words(s *goquery.Selection) string { return strings.Join(strings.Fields(s.Text()), " ") }

// paths are all pages of the press, each with a selector of what it must show.
func (p *press) paths() map[string]string {
	return map[string]string{
		"/":                                   ".rail .card",
		"/claims":                             ".claims > li",
		"/claims?by=spread&mutation=reworded": ".claims > li",
		"/claim/" + string(p.claim):           ".wording",
		"/claim/" + string(p.single):          ".wording",
		"/articles":                           "table.articles",
		"/article/" + string(p.wire):          "article.text",
		"/article/" + string(p.edited):        "#edits",
		"/article/" + string(p.copied):        ".warning",
		"/article/" + string(p.hostile):       "article.text",
		"/outlets":                            "table",
		"/outlet/Tern%20&%20Sons%20Paper":     "table.articles",
		"/search":                             "table.help",
		"/search?q=pier":                      ".hits > li",
		"/search?q=%22%3Cscript%3Ealert%22":   ".hits, .empty",
		"/search?q=zebra":                     ".empty",
		"/check":                              "textarea",
		"/check?text=" + url.QueryEscape(pastedText): ".changes, .empty",
		outletURL(`O"'<img src=x onerror=alert(1)>`): "table.articles",
	}
}

// pastedText is checked against the press: a wording of its claim, and what nobody said, in a hostile hand.
const pastedText = "The pier lost about 40 good planks. The mayor wears a <script>alert(1)</script> hat."

func TestCheck(t *testing.T) {
	h := newPress(t).handler()
	d := page(t, h, "/check?text="+url.QueryEscape(pastedText))
	if got := words(d.Find(".sides").First()); !strings.Contains(got, "The pier lost about 40 planks, the harbour master said.") || !strings.Contains(got, "Your text The pier lost about 40 good planks.") {
		t.Errorf("side by side: %q", got)
	}
	if got := d.Find(".wording .empty").Length(); got == 0 {
		t.Error("no passage is said to be new")
	}
	form := url.Values{"text": {pastedText}}.Encode()
	r := httptest.NewRequest("POST", "/check.json", strings.NewReader(form))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	var got struct {
		Known    int
		Passages []search.Check
	}
	if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || got.Known != 1 || len(got.Passages) < 2 || got.Passages[0].Claim == nil {
		t.Errorf("POST: %v, %d known of %d", err, got.Known, len(got.Passages))
	}
	if w := get(h, "/check?text="+strings.Repeat("a", maxAsked+1)); w.Code != http.StatusBadRequest {
		t.Errorf("too long a text: status %d", w.Code)
	}
}

func TestPages(t *testing.T) {
	p := newPress(t)
	h := p.handler()
	for path, selector := range p.paths() {
		d := page(t, h, path)
		if d.Find(selector).Length() == 0 {
			t.Errorf("%s: nothing is %q", path, selector)
		}
		if d.Find("h1").Length() != 1 || d.Find("main").Length() != 1 || d.Find("head > title").Length() != 1 {
			t.Errorf("%s: want one h1, one main and one title", path)
		}
		if d.Find("script, img, iframe, [onerror], [onclick]").Length() > 0 {
			t.Errorf("%s: hostile text became an element", path)
		}
		d.Find("a").Each(func(_ int, a *goquery.Selection) {
			if href := a.AttrOr("href", ""); href == "" || strings.HasPrefix(strings.ToLower(href), "javascript") || strings.Contains(href, "ZgotmplZ") {
				t.Errorf("%s: a link leads to %q", path, href)
			}
		})
		d.Find("table").Each(func(_ int, table *goquery.Selection) {
			if table.Find("caption").Length() != 1 || table.Find("th[scope]").Length() == 0 {
				t.Errorf("%s: a table has no caption or no headers", path)
			}
		})
		d.Find("svg[role=img]").Each(func(_ int, svg *goquery.Selection) {
			if svg.ChildrenFiltered("title").Length() != 1 || svg.Closest("figure").NextAll().AddSelection(svg.Closest("figure")).Find("table").Length() == 0 {
				t.Errorf("%s: a picture has no title or no table", path)
			}
		})
		seen := map[string]bool{}
		d.Find("[id]").Each(func(_ int, e *goquery.Selection) {
			if id := e.AttrOr("id", ""); seen[id] {
				t.Errorf("%s: two elements have the id %q", path, id)
			} else {
				seen[id] = true
			}
		})
	}
}

func TestTwins(t *testing.T) {
	p := newPress(t)
	h := p.handler()
	for path := range p.paths() {
		base, q, _ := strings.Cut(path, "?")
		if base == "/" {
			base = "/index"
		}
		w := get(h, base+".json?"+q)
		var v map[string]any
		if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil || w.Code != http.StatusOK {
			t.Errorf("%s.json: status %d, %v", base, w.Code, err)
		}
		if got := w.Header().Get("Content-Type"); got != "application/json; charset=utf-8" {
			t.Errorf("%s.json: Content-Type %q", base, got)
		}
	}
	for path, keys := range map[string]string{
		"/claim/" + string(p.claim) + ".json":  "id kind statement earliest_collected articles outlets sources mentions variants lineage provisional",
		"/search.json?q=pier":                  "query total took_ms facets hits next",
		"/article/" + string(p.wire) + ".json": "article version mentions claims captures edits",
		"/claims.json":                         "claims",
		"/nothing.json":                        "error",
	} {
		var v map[string]any
		if err := json.Unmarshal(get(h, path).Body.Bytes(), &v); err != nil {
			t.Errorf("%s: %v", path, err)
		}
		for _, k := range strings.Fields(keys) {
			if _, ok := v[k]; !ok {
				t.Errorf("%s has no %q", path, k)
			}
		}
	}
}

func TestStatus(t *testing.T) {
	p := newPress(t)
	h := p.handler()
	for path, want := range map[string]int{
		"/nothing": 404, "/claim/k999": 404, "/claim/%3Cscript%3E": 404, "/article/..%2F..%2Fetc": 404, "/outlet/Nobody": 404,
		"/archived/c1": 404, "/static/nothing.css": 404, "/claim/k999.json": 404, "/search?q=%22open": 400, "/search?q=%3Cscript%3Ealert(1)%3C": 400, "/search.json?q=(": 400,
	} {
		if got := get(h, path); got.Code != want {
			t.Errorf("GET %s: status %d, want %d", path, got.Code, want)
		} else if strings.Contains(got.Body.String(), "<script") {
			t.Errorf("GET %s shows a script", path)
		}
	}
	for method, want := range map[string]int{"HEAD": 200, "POST": 405, "DELETE": 405} {
		w := httptest.NewRecorder()
		h.ServeHTTP(w, httptest.NewRequest(method, "/claims", nil))
		if w.Code != want {
			t.Errorf("%s /claims: status %d, want %d", method, w.Code, want)
		}
	}
	bad := get(h, "/search?q=pier+%22open").Body.String()
	if !strings.Contains(bad, "^") {
		t.Errorf("a malformed query is not pointed at:\n%s", bad)
	}
}

func TestHeaders(t *testing.T) {
	p := newPress(t)
	h := p.handler()
	w := get(h, "/")
	if csp := w.Header().Get("Content-Security-Policy"); !strings.Contains(csp, "default-src 'none'") || strings.Contains(csp, "script-src") {
		t.Errorf("Content-Security-Policy %q lets scripts run", csp)
	}
	if again := get(h, "/", "If-None-Match", w.Header().Get("ETag")); again.Code != http.StatusNotModified || again.Body.Len() > 0 {
		t.Errorf("asked again with its tag: status %d, %d bytes", again.Code, again.Body.Len())
	}
	d, err := goquery.NewDocumentFromReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	sheet := get(h, d.Find("link[rel=stylesheet]").AttrOr("href", ""))
	if sheet.Code != 200 || !strings.Contains(sheet.Header().Get("Cache-Control"), "immutable") || !strings.HasPrefix(sheet.Header().Get("Content-Type"), "text/css") {
		t.Errorf("style sheet: %d %v", sheet.Code, sheet.Header())
	}
	if stale := get(h, "/static/style.css?v=old"); strings.Contains(stale.Header().Get("Cache-Control"), "immutable") {
		t.Error("an old address of the style sheet is kept for good")
	}
	a := get(h, "/archived/"+string(p.capture))
	if ct := a.Header().Get("Content-Type"); a.Code != 200 || ct != "text/plain; charset=utf-8" || a.Header().Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("archived page: status %d, %q", a.Code, ct)
	}
}

func TestClaimPage(t *testing.T) {
	p := newPress(t)
	d := page(t, p.handler(), "/claim/"+string(p.claim))
	if got := words(d.Find(".card.warn")); !strings.Contains(got, "3 outlets, one origin") {
		t.Errorf("warning %q", got)
	}
	if got := words(d.Find(".card").First()); !strings.Contains(got, "Gull Wire") || !strings.Contains(got, "about 40 planks") {
		t.Errorf("earliest collected %q", got)
	}
	b := d.Find("#wB")
	if got := words(b.Find(".side blockquote").First()); got != "Pier shut2 after storm The pier lost about3 40 planks1, the harbour master said." {
		t.Errorf("from side: %q", got)
	}
	if got := words(b.Find(".side").Last()); !strings.Contains(got, "the pier lost 60 planks1,3.") {
		t.Errorf("to side: %q", got)
	}
	var list []string
	b.Find(".changes b").Each(func(_ int, s *goquery.Selection) { list = append(list, words(s)) })
	if got := strings.Join(list, ", "); got != "value changed, attribution dropped, approximator dropped, reworded" {
		t.Errorf("changes %q: want the most telling first", got)
	}
	if got := words(d.Find("#wC")); !strings.Contains(got, "Neither a printed source nor the dates") {
		t.Errorf("a difference without direction is not told as one: %q", got)
	}
	if got := d.Find("main").Find(`a[href="/claim/` + string(p.single) + `"]`).Length(); got != 1 {
		t.Errorf("%d links to the claim of the same family", got)
	}
	if got := words(b.Find(".changes li").Eq(1)); !strings.Contains(got, "Pier shut") || !strings.Contains(got, "nothing like it") {
		t.Errorf("the dropped source is listed as %q", got)
	}
	if nodes, lines := d.Find(".graph .node").Length(), d.Find(".graph .line").Length(); nodes != 3 || lines != 2 {
		t.Errorf("graph of %d nodes and %d lines, want 3 and 2", nodes, lines)
	}
	if d.Find(".node.ghost").Length() != 1 || d.Find("table.edges tbody tr").Length() != 2 {
		t.Error("want one ghost, and a table with the two edges")
	}
}

func TestArticlePage(t *testing.T) {
	p := newPress(t)
	h := p.handler()
	d := page(t, h, "/article/"+string(p.wire))
	if got := words(d.Find("#" + string(p.first.ID)).Closest(".sent")); got != "The pier lost about 40 planks, the harbour master said." {
		t.Errorf("the anchor stands in %q", got)
	}
	if href := d.Find("a.claim").AttrOr("href", ""); href != "/claim/"+string(p.claim) {
		t.Errorf("the claim leads to %q", href)
	}
	d = page(t, h, "/article/"+string(p.edited))
	if got := words(d.Find("#edits").Next()); !strings.Contains(got, "without a notice") {
		t.Errorf("edit %q", got)
	}
	marks := d.Find("#edits").Next().Find("mark").Map(func(_ int, s *goquery.Selection) string { return s.Text() })
	if got := strings.Join(marks, "|"); got != "every|many a" {
		t.Errorf("marked %q", got)
	}
	if d.Find("#"+string(p.older.ID)).Length() != 1 {
		t.Error("a mention that only an older version has cannot be linked to")
	}
	if got := words(page(t, h, "/").Find(".rail")); !strings.Contains(got, "Skua") || !strings.Contains(got, "all from Gull Wire") {
		t.Errorf("the home page does not name the silent edit or the single origin: %q", got)
	}
}

// TestMeans holds that readers are told what each type of mutation means.
func TestMeans(t *testing.T) {
	types := lineage.Types()
	for _, typ := range types {
		if explain(typ) == "" {
			t.Errorf("%s is not explained", typ)
		}
	}
	if len(means) != len(types) {
		t.Errorf("%d types are explained, there are %d", len(means), len(types))
	}
}
