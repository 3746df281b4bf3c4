package robots

import (
	"strings"
	"testing"
	"time"
)

// verdicts are robots.txt files with what they say. A line of the want column is "agent address": with a leading + it
// may be fetched, with a leading - it may not.
var verdicts = []struct{ name, robots, want string }{
	{"no file, no rules", "", "+Foo http://a.example/x"},
	{"one group", "user-agent: Foo\ndisallow: /\n", "-Foo http://a.example/x\n+Bar http://a.example/x\n+ http://a.example/\n-Foo "},
	{"keys in any case", "USER-AGENT: foo\nDisAllow: /X\n", "-FOO http://a.example/X\n+Foo http://a.example/x"},
	{"unknown keys say nothing", "foo: Foo\nbar: /\n", "+Foo http://a.example/x/y"},
	{"colon forgotten", "user-agent Foo\ndisallow /\n", "-Foo http://a.example/x/y"},
	{"colon forgotten, three words", "user-agent: Foo\ndisallow /x y\n", "+Foo http://a.example/x"},
	{"blanks around", "  user-agent \t:  Foo \n\tdisallow\t: /x \n", "-Foo http://a.example/x/y\n+Foo http://a.example/"},
	{"comments", "user-agent: Foo # the bot\n# disallow: /a\ndisallow: /b # not this\n", "+Foo http://a.example/a\n-Foo http://a.example/b"},
	{"line ends", "user-agent: Foo\r\ndisallow: /a\rdisallow: /b\n\ndisallow: /c", "-Foo http://a.example/a\n-Foo http://a.example/b\n-Foo http://a.example/c"},
	{
		"several groups", "allow: /foo/bar/\n\nuser-agent: Foo\ndisallow: /\nallow: /x/\nuser-agent: Bar\ndisallow: /\nallow: /y/\n\n\n" +
			"allow: /w/\nuser-agent: Baz\n\nuser-agent: Foo\nallow: /z/\ndisallow: /\n",
		"+Foo http://a.example/x/b\n+Foo http://a.example/z/d\n-Foo http://a.example/y/c\n-Bar http://a.example/x/b\n+Bar http://a.example/y/c\n" +
			"+Bar http://a.example/w/a\n-Bar http://a.example/z/d\n+Baz http://a.example/z/d\n-Foo http://a.example/foo/bar/",
	},
	{
		"agents of one group", "user-agent: Foo\nuser-agent: Bar\ndisallow: /x\n\nuser-agent: *\ndisallow: /y\n",
		"-Foo http://a.example/x\n-Bar http://a.example/x\n+Foo http://a.example/y\n-Baz http://a.example/y\n+Baz http://a.example/x",
	},
	{"other records do not close a group", "User-agent: Bar\nSitemap: https://a.example/s\nUser-agent: *\nDisallow: /\n", "-Foo http://a.example/\n-Bar http://a.example/"},
	{"unknown records do not close a group", "User-agent: Foo\nInvalid-Line: x\nUser-agent: *\nDisallow: /\n", "-Foo http://a.example/\n-Bar http://a.example/"},
	{"crawl-delay does not close a group", "User-agent: Bar\nCrawl-delay: 1\nUser-agent: *\nDisallow: /\n", "-Foo http://a.example/\n-Bar http://a.example/"},
	{"blank lines do not close a group", "User-agent: Foo\n\n\nDisallow: /\n", "-Foo http://a.example/"},
	{"same agent twice is one group", "user-agent: Foo\ndisallow: /a\nuser-agent: Bar\ndisallow: /b\nuser-agent: FOO\ndisallow: /c\n", "-Foo http://a.example/a\n+Foo http://a.example/b\n-Foo http://a.example/c"},
	{"own group before everybody's", "user-agent: *\nallow: /\nuser-agent: Foo\ndisallow: /\n", "-Foo http://a.example/x\n+Bar http://a.example/x"},
	{"own group without a rule", "user-agent: Foo\nuser-agent: Bar\ndisallow:\nuser-agent: *\ndisallow: /\n", "+Foo http://a.example/x\n-Baz http://a.example/x"},
	{"own empty group at the end", "user-agent: *\ndisallow: /\nuser-agent: Foo\n", "+Foo http://a.example/x"},
	{"everybody's group anywhere", "user-agent: Bar\ndisallow: /\nuser-agent: *\ndisallow: /p\n", "-Foo http://a.example/p"},
	{"star with words after it", "user-agent: * baz\ndisallow: /\n", "-Foo http://a.example/x"},
	{"star with letters after it", "user-agent: *baz\ndisallow: /\n", "+Foo http://a.example/x"},
	{"name up to the first other character", "user-agent: Foo/1.2 (x)\ndisallow: /\n", "-Foo http://a.example/x\n+Foobar http://a.example/x"},
	{"name up to the first blank", "user-agent: *\ndisallow: /\nuser-agent: Foo Bar\nallow: /x/\ndisallow: /\n", "+Foo http://a.example/x/y\n-Foo Bar http://a.example/x/y"},
	{"no match by part of a name", "user-agent: Foo\ndisallow: /\n", "+Foobot http://a.example/\n+Fo http://a.example/"},
	{"whole User-Agent values", "user-agent: hearsay\ndisallow: /x\n", "-hearsay/1.0 (+https://a.example) http://b.example/x"},
	{"a name with a digit", "user-agent: Foo360\ndisallow: /\n", "-Foo360 http://a.example/x"},
	{"paths keep case", "user-agent: Foo\ndisallow: /x/\n", "-Foo http://a.example/x/y\n+Foo http://a.example/X/y"},
	{"longest wins", "user-agent: Foo\ndisallow: /x/page.html\nallow: /x/\n", "-Foo http://a.example/x/page.html\n+Foo http://a.example/x/"},
	{"longest wins, whatever the order", "user-agent: Foo\nallow: /x/page.html\ndisallow: /x/\n", "+Foo http://a.example/x/page.html\n-Foo http://a.example/x/"},
	{"a tie allows", "user-agent: Foo\ndisallow: /x\nallow: /x\n", "+Foo http://a.example/x/page"},
	{"empty rules say nothing", "user-agent: Foo\ndisallow:\nallow:\n", "+Foo http://a.example/x"},
	{"slash and nothing", "user-agent: Foo\ndisallow: /\nallow:\n", "-Foo http://a.example/x"},
	{"longest pattern, star included", "user-agent: Foo\ndisallow: /x/page\nallow: /x/*.html\n", "+Foo http://a.example/x/page.html\n-Foo http://a.example/x/page"},
	{"page and $", "user-agent: Foo\nallow: /x/page.\ndisallow: /*.html\n", "+Foo http://a.example/x/page.html\n+Foo http://a.example/x/page\n-Foo http://a.example/x/y.html"},
	{"page and $ the other way", "user-agent: Foo\nallow: /x/page.html\ndisallow: /*.html\n", "+Foo http://a.example/x/page.html\n-Foo http://a.example/x/y.html"},
	{"$ only at the end", "user-agent: Foo\ndisallow: /\nallow: /page$\n", "+Foo http://a.example/page\n-Foo http://a.example/page2\n-Foo http://a.example/page?x"},
	{"$ in the middle is itself", "user-agent: Foo\ndisallow: /a$b\n", "-Foo http://a.example/a$b\n+Foo http://a.example/a"},
	{"$ alone", "user-agent: Foo\ndisallow: /$\n", "-Foo http://a.example/\n-Foo http://a.example\n+Foo http://a.example/x"},
	{"stars", "user-agent: Foo\ndisallow: /a*b*c$\n", "-Foo http://a.example/abc\n-Foo http://a.example/a/b/b/c/c\n+Foo http://a.example/abcd\n+Foo http://a.example/ac"},
	{"star at the end", "user-agent: Foo\ndisallow: /fish*\n", "-Foo http://a.example/fish\n-Foo http://a.example/fishheads/x\n+Foo http://a.example/Fish\n+Foo http://a.example/x/fish"},
	{"star at the beginning", "user-agent: Foo\ndisallow: */fish\n", "-Foo http://a.example/a/fish\n-Foo http://a.example/fish"},
	{"folder", "user-agent: Foo\ndisallow: /fish/\n", "-Foo http://a.example/fish/\n-Foo http://a.example/fish/x?y\n+Foo http://a.example/fish\n+Foo http://a.example/fish.html"},
	{"ending", "user-agent: Foo\ndisallow: /*.php$\n", "-Foo http://a.example/a.php\n+Foo http://a.example/a.php?x\n+Foo http://a.example/a.php5\n+Foo http://a.example/"},
	{"star and query", "user-agent: Foo\ndisallow: /*?\n", "-Foo http://a.example/?a\n-Foo http://a.example/x?a\n-Foo http://a.example?a\n+Foo http://a.example/x"},
	{"params", "user-agent: Foo\ndisallow: /a;b\n", "-Foo http://a.example/a;b\n+Foo http://a.example/a"},
	{"two stars in a row", "user-agent: Foo\ndisallow: /a**b\n", "-Foo http://a.example/axb"},
	{"no leading slash matches nothing", "user-agent: Foo\ndisallow: x\n", "+Foo http://a.example/x"},
	{"only star", "user-agent: Foo\ndisallow: *\n", "-Foo http://a.example/"},
	{"index page allows its folder", "user-agent: *\nallow: /x/index.html\ndisallow: /\n", "+Foo http://a.example/x/\n-Foo http://a.example/x\n+Foo http://a.example/x/index.html\n-Foo http://a.example/x/other"},
	{"index.htm too", "user-agent: *\nallow: /index.htm\ndisallow: /\n", "+Foo http://a.example/\n+Foo http://a.example\n-Foo http://a.example/x"},
	{"letters beyond ASCII", "user-agent: Foo\ndisallow: /\nallow: /x/ツ\n", "+Foo http://a.example/x/%E3%83%84\n-Foo http://a.example/x/ツ"},
	{"letters beyond ASCII, disallowed in any spelling", "user-agent: Foo\ndisallow: /x/ツ\n", "-Foo http://a.example/x/%E3%83%84\n-Foo http://a.example/x/%e3%83%84\n-Foo http://a.example/x/ツ"},
	{"hex in lower case", "user-agent: Foo\ndisallow: /\nallow: /x/%e3%83%84\n", "+Foo http://a.example/x/%E3%83%84"},
	{"escapes of reserved characters", "user-agent: Foo\ndisallow: /\nallow: /x?q=http://b.example/y?z=%2F\n", "+Foo http://a.example/x?q=http://b.example/y?z=%2F\n-Foo http://a.example/x?q=http://b.example/y?z=/"},
	{"allow as written", "user-agent: Foo\ndisallow: /\nallow: /x/%62%61%7A\n", "+Foo http://a.example/x/%62%61%7A\n-Foo http://a.example/x/baz"},
	{"disallow in either reading", "user-agent: Foo\ndisallow: /x/%62%61%7A\ndisallow: /~u\n", "-Foo http://a.example/x/%62%61%7A\n-Foo http://a.example/x/baz\n-Foo http://a.example/%7Eu\n-Foo http://a.example/~u"},
	{"escaped star and dollar are themselves", "user-agent: Foo\ndisallow: /a-%2A.html\ndisallow: /b-%24\n", "-Foo http://a.example/a-*.html\n-Foo http://a.example/a-%2A.html\n+Foo http://a.example/a-b.html\n-Foo http://a.example/b-$x\n+Foo http://a.example/b-"},
	{"typing errors", "useragent: Foo\ndisalow: /a\ndissallow: /b\ndiasllow: /c\ndisallaw: /d\ndissalow: /e\n", "-Foo http://a.example/a\n-Foo http://a.example/b\n-Foo http://a.example/c\n-Foo http://a.example/d\n-Foo http://a.example/e"},
	{"byte order mark", "\xEF\xBB\xBFuser-agent: Foo\ndisallow: /\n", "-Foo http://a.example/x"},
	{"half a byte order mark", "\xEF\xBBuser-agent: Foo\ndisallow: /\n", "-Foo http://a.example/x"},
	{"broken byte order mark", "\xEF\x11\xBFuser-agent: Foo\ndisallow: /\n", "+Foo http://a.example/x"},
	{"byte order mark later", "user-agent: Foo\n\xEF\xBB\xBFdisallow: /\n", "+Foo http://a.example/x"},
	{"robots.txt itself", "user-agent: *\ndisallow: /\n", "+Foo http://a.example/robots.txt"},
	{"HTML instead", "<!DOCTYPE html>\n<html><head><title>Not here</title></head><body>user-agent: *</body></html>", "+Foo http://a.example/x"},
	{"binary junk", "\x00\xff\xfe:\x01\nuser-agent: *\x00\ndisallow: /\n", "+Foo http://a.example/x"},
	{
		"example of RFC 9309 section 5.1",
		"User-Agent: *\nDisallow: *.gif$\nDisallow: /example/\nAllow: /publications/\n\nUser-Agent: foobot\nDisallow:/\nAllow:/example/page.html\nAllow:/example/allowed.gif\n\n" +
			"User-Agent: barbot\nUser-Agent: bazbot\nDisallow: /example/page.html\n\nUser-Agent: quxbot\n",
		"-other http://a.example/x.gif\n-other http://a.example/example/\n+other http://a.example/publications/\n+other http://a.example/publications/x.gif\n" +
			"+foobot http://a.example/example/page.html\n+foobot http://a.example/example/allowed.gif\n-foobot http://a.example/x\n" +
			"-barbot http://a.example/example/page.html\n+bazbot http://a.example/x.gif\n+quxbot http://a.example/example/page.html",
	},
	{
		"example of RFC 9309 section 5.2", "User-Agent: foobot\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif\n",
		"-foobot http://a.example/example/page/disallowed.gif\n+foobot http://a.example/example/page/x",
	},
}

func TestVerdicts(t *testing.T) {
	for _, c := range verdicts {
		f := Parse([]byte(c.robots))
		for _, w := range strings.Split(c.want, "\n") {
			i := strings.LastIndexByte(w, ' ')
			agent, address := w[1:i], w[i+1:]
			if d := f.Test(agent, address); d.Allowed != (w[0] == '+') {
				t.Errorf("%s: Test(%q, %q) = %+v\n%s", c.name, agent, address, d, c.robots)
			}
		}
	}
}

// A rule that is longer than a line may be is cut, as Google's parser cuts it.
func TestLongLine(t *testing.T) {
	a, b := "/x/"+strings.Repeat("a", maxLine-11), "/x/"+strings.Repeat("b", maxLine-11)
	f := Parse([]byte("user-agent: foo\ndisallow: /\nallow: " + a + "/qux\nallow: " + b + "/qux\n"))
	for address, want := range map[string]bool{"/": false, a + "/qux": true, b + "/fux": true, "/x/ab": false} {
		if f.Test("foo", "http://a.example"+address).Allowed != want {
			t.Errorf("long line: %.20s... is not %v", address, want)
		}
	}
}

func TestSizeLimit(t *testing.T) {
	pad := strings.Repeat("# nothing\n", MaxSize/10-4)
	f := Parse([]byte("user-agent: *\ndisallow: /a\n" + pad + "\ndisallow: /bcd\ndisallow: /c\n"))
	if f.Test("x", "/a").Allowed {
		t.Error("a rule within the limit does not count")
	}
	if !f.Test("x", "/b").Allowed || !f.Test("x", "/c").Allowed {
		t.Error("a rule beyond the limit, or half of one, counts")
	}
}

func TestDecision(t *testing.T) {
	f := Parse([]byte("Sitemap: https://a.example/s.xml\n\nUser-agent: hearsay\nCrawl-delay: 2.5\nDisallow: /p # secret\nsite-map: /t.xml\nUser-agent: *\nCrawl-delay: 86400000\nDisallow: /\n"))
	d := f.Test("Hearsay/1.0", "https://a.example/private")
	if d.Allowed || d.Line != 5 || d.Rule != "Disallow: /p" {
		t.Errorf("decision %+v, want line 5 and its rule", d)
	}
	if got := strings.Join(f.Sitemaps, " "); got != "https://a.example/s.xml /t.xml" {
		t.Errorf("sitemaps %q", got)
	}
	if got := f.Delay("hearsay/2"); got != 2500*time.Millisecond {
		t.Errorf("delay %v", got)
	}
	if got := f.Delay("other"); got != time.Hour {
		t.Errorf("delay for others %v", got)
	}
	if d := Unreachable("status 503").Test("hearsay", "/"); d.Allowed || !strings.Contains(d.Reason, "503") {
		t.Errorf("unreachable: %+v", d)
	}
	if !Unavailable().Test("hearsay", "/x").Allowed {
		t.Error("unavailable does not allow")
	}
}

func TestPathOf(t *testing.T) {
	for in, want := range map[string]string{
		"": "/", "http://a.example": "/", "http://a.example/": "/", "http://a.example/a": "/a", "http://a.example/a/": "/a/",
		"http://a.example/a?b=http://c.example/d": "/a?b=http://c.example/d", "http://a.example/a#b": "/a", "http://a.example#/b": "/",
		"http://a.example?a": "/?a", "http://a.example/a/b;c?d=e": "/a/b;c?d=e", "a.example": "/", "a.example/a": "/a",
		"//a.example/a": "/a", "a": "/", "/a": "/a", "a.example/http://c.example/d": "/http://c.example/d", "http://a.example;a": "/;a",
	} {
		if got := PathOf(in); got != want {
			t.Errorf("PathOf(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestReadTag(t *testing.T) {
	for value, want := range map[string]Tag{
		"nofollow": {NoFollow: true}, "NoIndex, NoFollow": {NoFollow: true, NoIndex: true}, "none": {NoFollow: true, NoIndex: true},
		"googlebot: nofollow": {}, "hearsay: nofollow, noindex": {NoFollow: true, NoIndex: true}, "otherbot: noindex, nofollow": {},
		"unavailable_after: 25 Jun 2027 15:00:00 PST": {}, "max-snippet: 20, nofollow": {NoFollow: true}, "all": {}, "": {},
		"otherbot: noindex, hearsay: nofollow": {NoFollow: true},
	} {
		if got := ReadTag("hearsay/1.0", value); got != want {
			t.Errorf("ReadTag(%q) = %+v, want %+v", value, got, want)
		}
	}
}

// Wildcards are matched greedily; this compares them with trying every place.
func FuzzPattern(f *testing.F) {
	f.Add("/a*b$", "/aab")
	f.Add("/*/x*", "/y/xx")
	f.Fuzz(func(t *testing.T, pat, s string) {
		if len(pat) > 20 || len(s) > 40 {
			t.Skip()
		}
		p := newPattern(pat)
		pt := newPath(s)
		if got, want := matchParts(p.literal, p.anchored, pt.literal), slowMatch(p.literal, p.anchored, pt.literal); got != want {
			t.Errorf("match(%q, %q) = %v, want %v", pat, s, got, want)
		}
		if matchParts(p.literal, p.anchored, pt.literal) && !p.match(pt, false) {
			t.Errorf("disallow %q does not match %q as written", pat, s)
		}
	})
}

func slowMatch(parts []string, anchored bool, s string) bool {
	rest, ok := strings.CutPrefix(s, parts[0])
	if !ok {
		return false
	}
	if len(parts) == 1 {
		return !anchored || rest == ""
	}
	for i := 0; i <= len(rest); i++ {
		if slowMatch(parts[1:], anchored, rest[i:]) {
			return true
		}
	}
	return false
}

func FuzzParse(f *testing.F) {
	for _, c := range verdicts {
		f.Add(c.robots, "http://a.example/x")
	}
	f.Fuzz(func(t *testing.T, file, address string) {
		p := Parse([]byte(file))
		d := p.Test("hearsay", address)
		if d.Line < 0 || d.Line > strings.Count(file, "\n")+strings.Count(file, "\r")+1 {
			t.Errorf("line %d of %q", d.Line, file)
		}
		if !d.Allowed && d.Rule == "" {
			t.Errorf("disallowed without a rule: %+v", d)
		}
	})
}

func BenchmarkTest(b *testing.B) {
	f := Parse([]byte("user-agent: *\n" + strings.Repeat("disallow: /a/*/b$\ndisallow: /c\n", 100)))
	b.ReportAllocs()
	for b.Loop() {
		if !f.Test("hearsay", "https://a.example/news/2026/02/16/ferry").Allowed {
			b.Fatal("disallowed")
		}
	}
}
