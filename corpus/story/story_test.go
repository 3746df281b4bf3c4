package story

import (
	"errors"
	"strings"
	"testing"
	"time"

	"hearsay/corpus"
)

func TestShippedParse(t *testing.T) {
	for _, name := range Names() {
		b, err := Shipped(name)
		if err != nil {
			t.Fatal(err)
		}
		s, err := Parse(name+".yaml", b)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, a := range s.Seeds() {
			if !s.Allowed(hostOf(a)) {
				t.Errorf("%s: seed %s is not allowed", name, a)
			}
		}
	}
	if _, err := Shipped("../story"); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("Shipped of a path: %v", err)
	}
}

func TestTemplateParses(t *testing.T) {
	s, err := Parse("hearsay.yaml", Template())
	if err != nil {
		t.Fatal(err)
	}
	if s.Delay != 2*time.Second || s.Budgets != defaults.Budgets || s.Threshold != defaults.Threshold {
		t.Errorf("the template differs from the defaults: %+v", s)
	}
}

func TestParse(t *testing.T) {
	s, err := Parse("hearsay.yaml", []byte(`
name: Ferry
terms: [ferry, {term: Holm Sound, weight: 2.5}]
from: 2026-02-17
to: 2026-02-26
outlets:
  - {domain: News.Example, feeds: ["http://feeds.example/rss"]}
addresses: ["http://blog.example/1"]
delay: 50ms
budgets: {pages: 10, page_bytes: 64KB}
`))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := s.Terms[1], (Term{"Holm Sound", 2.5}); got != want {
		t.Errorf("term = %v, want %v", got, want)
	}
	if s.Delay != 50*time.Millisecond || s.Budgets.PageBytes != 64<<10 || s.Budgets.Depth != defaults.Budgets.Depth {
		t.Errorf("delay %v, budgets %+v", s.Delay, s.Budgets)
	}
	for host, want := range map[string]bool{
		"news.example": true, "www.news.example:80": true, "blog.example": true, "feeds.example": true,
		"other.example": false, "xnews.example": false,
	} {
		if got := s.Allowed(host); got != want {
			t.Errorf("Allowed(%q) = %v, want %v", host, got, want)
		}
	}
	if o := s.OutletOf("www.news.example"); o == nil || o.Domain != "news.example" {
		t.Errorf("OutletOf = %v", o)
	}
	day := func(d int) time.Time { return time.Date(2026, 2, d, 23, 0, 0, 0, time.UTC) }
	if s.Covers(day(16)) || !s.Covers(day(26)) || s.Covers(day(27)) || !s.Covers(time.Time{}) {
		t.Error("Covers is wrong at the ends of the period")
	}
}

func TestParseErrors(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", "h.yaml:1: the story has no name"},
		{"name: x\nterms: [a]\nfrom: yesterday\n", `h.yaml:3: "yesterday" is not a day such as 2026-02-17`},
		{"name: x\nterms: [a]\nfrom: 2026-02-02\nto: 2026-02-01\n", "h.yaml:4: the last day 2026-02-01 is before the first, 2026-02-02"},
		{"name: x\nterms:\n - a\n - {term: b, wait: 2}\n", `h.yaml:4: unknown field "wait"`},
		{"name: x\nterms: [a]\ncolour: red\n", `h.yaml:3: unknown field "colour"`},
		{"name: x\nterms: [a\n", "h.yaml:2: "},
		{"name: x\nterms: [a]\naddresses:\n - http://a.example/\n - a.example\n", `h.yaml:5: "a.example" is not an address`},
		{"name: x\nterms: [a]\noutlets:\n - name: y\n", `h.yaml:4: "" is not a host name`},
		{"name: x\nterms: [a]\ndelay: soon\n", `h.yaml:3: "soon" is not a time`},
		{"name: x\nterms: [a]\nbudgets:\n  depth: -1\n", "h.yaml:4: depth is -1"},
		{"name: x\nterms: [a]\nbudgets:\n  bytes: 2 pints\n", `h.yaml:4: "2 pints" is not a size`},
		{"name: x\n", "h.yaml:1: the story has no terms"},
	} {
		_, err := Parse("h.yaml", []byte(c.text))
		if err == nil || !strings.HasPrefix(err.Error(), c.want) {
			t.Errorf("Parse(%q)\n got %v\nwant %s", c.text, err, c.want)
		}
		var le *corpus.LocError
		if err != nil && (!errors.As(err, &le) || le.Line == 0) {
			t.Errorf("Parse(%q): the error has no line", c.text)
		}
	}
}

func TestRelevance(t *testing.T) {
	s := Story{Terms: []Term{{"ICE", 1}, {"mass surveillance", 2}, {"Azure", 0.5}, {"hockey", -1}}, Threshold: 2}
	for _, c := range []struct {
		prose string
		want  float64
	}{
		{"The ice was thin.", 0},
		{"ICE, and ICE again.", 1},
		{"ICE’s data on azure: no “mass surveillance”, it says.", 3.5},
		{"Ice hockey", -1},
	} {
		if got := s.Relevance(c.prose); got != c.want {
			t.Errorf("Relevance(%q) = %v, want %v", c.prose, got, c.want)
		}
	}
	if !s.About("mass surveillance") || s.About("ICE") {
		t.Error("About does not go by the threshold")
	}
}

func BenchmarkRelevance(b *testing.B) {
	s := Story{Terms: []Term{{"ICE", 1}, {"mass surveillance", 2}}}
	prose := strings.Repeat("The harbour was closed and nobody said why. ", 500) + "ICE denies mass surveillance."
	b.SetBytes(int64(len(prose)))
	b.ReportAllocs()
	for b.Loop() {
		if s.Relevance(prose) != 3 {
			b.Fatal("wrong relevance")
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(string(Template()))
	f.Add("name: x\nterms: [a, {term: b, weight: -1}]\nbudgets: {bytes: 1TB}")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := Parse("h.yaml", []byte(text))
		if err != nil {
			return
		}
		if s.Name == "" || len(s.Terms) == 0 || s.Delay < 0 || s.Budgets.Bytes < 0 {
			t.Errorf("Parse(%q) = %+v", text, s)
		}
		for _, a := range s.Seeds() {
			if !s.Allowed(hostOf(a)) {
				t.Errorf("seed %q is not allowed", a)
			}
		}
	})
}
