package address

import (
	"strings"
	"testing"
)

func TestCanonical(t *testing.T) {
	base, err := NewBase("https://news.example/a/b?x=1")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ in, want string }{
		{"/2026/02/16/ferry.html", "https://news.example/2026/02/16/ferry.html"},
		{"c", "https://news.example/a/c"},
		{"../c/", "https://news.example/c/"},
		{"?y=2", "https://news.example/a/b?y=2"},
		{"", "https://news.example/a/b?x=1"},
		{"#top", "https://news.example/a/b?x=1"},
		{"//other.example", "https://other.example/"},
		{"HTTP://Other.Example:80/X", "http://other.example/X"},
		{"https://other.example:443/x", "https://other.example/x"},
		{"https://other.example:8443/x", "https://other.example:8443/x"},
		{"https://other.example./x", "https://other.example/x"},
		{"https://me:secret@other.example/x", "https://other.example/x"},
		{"https://other.example/x?utm_source=a&id=7&fbclid=z", "https://other.example/x?id=7"},
		{"https://other.example/x?UTM_Medium=a", "https://other.example/x"},
		{"https://other.example/x?b=2&a=1", "https://other.example/x?b=2&a=1"},
		{"https://other.example/x;jsessionid=1F2E?a=1", "https://other.example/x?a=1"},
		{"https://other.example/x?PHPSESSID=1&a", "https://other.example/x?a"},
		{"https://other.example/%7euser/%e3%83%84%2f", "https://other.example/~user/%E3%83%84%2F"},
		{"https://other.example/ツ", "https://other.example/%E3%83%84"},
		{"https://bücher.example/", "https://xn--bcher-kva.example/"},
		{"https://other.example/a/./b/../c", "https://other.example/a/c"},
		{"https://other.example/a//../b", "https://other.example/a/b"},
		{"https://other.example/../../x", "https://other.example/x"},
		{"https://other.example/a b?c d", "https://other.example/a%20b?c%20d"},
		{"https://other.example/100%", "https://other.example/100%25"},
		{`https:\\other.example\x`, "https://other.example/x"},
		{"  https://other.example/x\n", "https://other.example/x"},
		{"https://other.example/a\nb", "https://other.example/ab"},
		{"https://[2001:DB8::1]:8080/x", "https://[2001:db8::1]:8080/x"},
		{"/a//b", "https://news.example/a//b"},
		{"/.hidden", "https://news.example/.hidden"},
	} {
		got, err := base.Canonical(c.in)
		if err != nil || got != c.want {
			t.Errorf("Canonical(%q) = %q, %v; want %q", c.in, got, err, c.want)
			continue
		}
		if again, err := Canonical(got); err != nil || again != got {
			t.Errorf("Canonical(%q) = %q, %v: not a fixed point", got, again, err)
		}
	}
	for _, bad := range []string{
		"mailto:a@b.example", "javascript:alert(1)", "data:text/html,x", "ftp://a.example/", "file:///etc/passwd", "http://", "http:///x",
		"https://a.example/" + strings.Repeat("x", MaxLength), "tel:+1", "http://a b.example/", "gopher://a.example/",
	} {
		if got, err := base.Canonical(bad); err == nil && strings.HasPrefix(got, "https://news.example") == false {
			t.Errorf("Canonical(%q) = %q, want an error", bad, got)
		}
	}
}

func TestParts(t *testing.T) {
	a := "https://www.news.example:8080/x?y"
	if Origin(a) != "https://www.news.example:8080" || Authority(a) != "www.news.example:8080" || Hostname(a) != "www.news.example" {
		t.Errorf("%s: %s %s %s", a, Origin(a), Authority(a), Hostname(a))
	}
	for in, want := range map[string]string{
		"https://www.news.example/": "news.example", "http://a.news.co.uk/x": "news.co.uk", "http://127.0.0.1:80/": "127.0.0.1:80", "http://localhost/": "localhost",
	} {
		if got := Site(in); got != want {
			t.Errorf("Site(%s) = %s, want %s", in, got, want)
		}
	}
}

func FuzzCanonical(f *testing.F) {
	for _, s := range []string{"/a/../b?utm_x=1", "https://A.example:443/%7e", "//b", "\\\\c\\d", "https://a.example/%%41", "x;jsessionid=1/../;jsessionid=2"} {
		f.Add(s)
	}
	base, _ := NewBase("https://news.example/a/b")
	f.Fuzz(func(t *testing.T, ref string) {
		got, err := base.Canonical(ref)
		if err != nil {
			return
		}
		if strings.ContainsAny(got, " \r\n\t#") || len(got) > MaxLength {
			t.Errorf("Canonical(%q) = %q", ref, got)
		}
		if again, err := Canonical(got); err != nil || again != got {
			t.Errorf("Canonical(%q) = %q, then %q, %v", ref, got, again, err)
		}
	})
}

func BenchmarkCanonical(b *testing.B) {
	base, _ := NewBase("https://news.example/a/b")
	b.ReportAllocs()
	for b.Loop() {
		if u, err := base.Canonical("/2026/02/16/ferry-halted-in-port.html"); err != nil || len(u) < 20 {
			b.Fatal(err)
		}
	}
}
