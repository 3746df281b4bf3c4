package crawl

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func TestScan(t *testing.T) {
	page := `<!doctype html><html><head><title>Ferry &amp; port</title><base href="/base/"><meta name=Robots content="noindex">
<link rel="canonical" href="/c"><link rel=alternate type=application/rss+xml href=/rss>
<meta http-equiv="Refresh" content="5; URL='/next'"><script>document.write("<a href='/script'>no</a>")</script>
<style>a:after{content:"<a href=/style>"}</style></head><body>
<!-- <a href=/comment>no</a> --><div data-x='<a href="/attribute">no</a>' class=don't><a href="/one">First <b>link</b></a></div>
<A HREF=/two TITLE="tip">Second</A><a href="/three" rel="nofollow">no</a><a name=x>no</a><a href="#top">no</a>
<a href=/four><img src=x alt="A picture"></a><noscript><a href=/noscript>no</a></noscript><textarea><a href=/textarea></textarea>
<map><area href=/five></map><a href="/six">5 < 6 &amp; 7</a><!--><a href=/seven>Seven</a><!---><a href=/eight>Eight
</body></html>`
	for name, s := range map[string]*scan{"whole": scanTokens("hearsay", []byte(page)), "reduced": first(scanPage("hearsay", []byte(page), nil, nil))} {
		var got []string
		for _, a := range s.links {
			got = append(got, a.href+" "+a.text)
		}
		want := "/one First link|/two tip Second|/four A picture|/five |/six 5 < 6 & 7|/seven Seven|/eight Eight"
		if g := strings.Join(got, "|"); g != want {
			t.Errorf("%s: links\n got %s\nwant %s", name, g, want)
		}
		if s.title != "Ferry & port" || s.base != "/base/" || s.canonical != "/c" || s.refresh != "/next" || !s.tag.NoIndex || s.tag.NoFollow || len(s.feeds) != 1 {
			t.Errorf("%s: %+v", name, s)
		}
	}
}

func first[A, B any](a A, _ B) A { return a }

// Reading the reduced page gives the same links as reading all of it.
func TestReduceSitesOfTheBenchmark(t *testing.T) {
	for _, z := range heavyPages(3) {
		if a, b := scanTokens("hearsay", z), first(scanPage("hearsay", z, nil, nil)); !reflect.DeepEqual(a, b) || len(a.links) < 90 {
			t.Errorf("%d links of the page, %d of the reduced page", len(a.links), len(b.links))
		}
	}
}

func FuzzReduce(f *testing.F) {
	f.Add("<a href=/x>t</a><!-- -- --!><a href='y>z'>")
	f.Add("<script><!--<script></script></script><a href=x>")
	f.Add("<title><a href=x></title><TEXTAREA></textarea ><a href=y/>")
	f.Fuzz(func(t *testing.T, page string) {
		s, buf := scanPage("hearsay", []byte(page), nil, nil)
		if len(buf) > 4*len(page)+100 {
			t.Errorf("%d bytes became %d", len(page), len(buf))
		}
		for _, a := range s.links {
			if a.href == "" || len(a.text) > 2*maxAnchor+8 {
				t.Errorf("link %+v", a)
			}
		}
	})
}

func BenchmarkScan(b *testing.B) {
	pages := heavyPages(1)
	var buf []byte
	b.SetBytes(int64(len(pages[0])))
	b.ReportAllocs()
	for b.Loop() {
		var s *scan
		if s, buf = scanPage("hearsay", pages[0], buf, nil); len(s.links) < 90 {
			b.Fatal(fmt.Sprint(len(s.links), " links"))
		}
	}
}
