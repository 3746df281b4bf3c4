package warc

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestKey(t *testing.T) {
	for _, c := range []struct{ url, want string }{
		{"https://www.Example.com/A?b=2&a=1#top", "com,example)/a?a=1&b=2"},
		{"http://example.com", "com,example)/"},
		{"http://example.com:80/", "com,example)/"},
		{"https://example.com:8443/x/", "com,example:8443)/x"},
		{"https://www2.news.example.com./x", "com,example,news)/x"},
		{"https://www.com/x", "com,www)/x"},
		{"http://192.0.2.7/x", "192.0.2.7)/x"},
		{"https://user:secret@example.com/x?", "com,example)/x"},
		{"https://example.com/a%20b?q=x y", "com,example)/a%20b?q=x%20y"},
		{"urn:sha256:AB cd", "urn:sha256:ab%20cd"},
		{"http://exa mple/%zz", "http://exa%20mple/%zz"},
	} {
		if got := Key(c.url); got != c.want {
			t.Errorf("Key(%q) = %q, want %q", c.url, got, c.want)
		}
	}
}

func TestEntry(t *testing.T) {
	r := response(5)
	r.complete(at)
	r.Ref = Ref{File: "x.warc.gz", Offset: 1234, Length: 567}
	e, ok := NewEntry(r)
	line := fmt.Sprintf(`example,tidewater-post)/news/5 20260221101505 {"url":"https://tidewater-post.example/news/5","mime":"text/html","status":"200","digest":%q,"length":"567","offset":"1234","filename":"x.warc.gz"}`, r.PayloadDigest)
	if !ok || e.String() != line {
		t.Errorf("got  %s\nwant %s", e, line)
	}
	for _, l := range []string{line, strings.NewReplacer(`"567"`, `567`, `"1234"`, `1234`, `"200"`, `200`).Replace(line)} {
		if back, err := ParseEntry(l); err != nil || back != e {
			t.Errorf("ParseEntry(%s) = %+v, %v", l, back, err)
		}
	}
	for _, l := range []string{"", "a b", "a 2026 {}", "a 20260221101505 {"} {
		if _, err := ParseEntry(l); err == nil {
			t.Errorf("ParseEntry(%q) has no error", l)
		}
	}
	if _, ok := NewEntry(NewRequest("https://x.example/", at, nil)); ok {
		t.Error("requests are indexed")
	}
}

func TestLookup(t *testing.T) {
	w := newWriter(t)
	w.MaxFile = 64 << 10
	const n = 300
	for i := range n {
		group := []*Record{response(i)}
		if i%3 == 0 {
			group = append(group, NewRevisit(address(i), at.Add(time.Hour), NotModified, []byte("HTTP/1.1 304 Not Modified\r\n\r\n"), response(i)))
		}
		if _, err := w.Append(group...); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	check := func() {
		t.Helper()
		for i := -1; i <= n; i++ {
			got, err := Lookup(w.Dir, address(i))
			want := 1
			switch {
			case i < 0 || i == n:
				want = 0
			case i%3 == 0:
				want = 2
			}
			if err != nil || len(got) != want {
				t.Fatalf("%s: %v, %v", address(i), got, err)
			}
			for k, e := range got {
				r, err := ReadAt(filepath.Join(w.Dir, e.File), e.Offset)
				if err != nil || r.URI != address(i) || r.Length != e.Length || k > 0 && (e.MIME != "warc/revisit" || e.Status != 304) {
					t.Fatalf("%+v: %v", e, err)
				}
			}
		}
	}
	check()
	before := readAll(t, w.Dir, "*.cdxj")
	files, _ := filepath.Glob(filepath.Join(w.Dir, "*.cdxj"))
	for _, f := range files {
		os.Remove(f)
	}
	if k, err := Reindex(w.Dir); err != nil || k != len(files) {
		t.Fatalf("Reindex built %d of %d, %v", k, len(files), err)
	}
	if after := readAll(t, w.Dir, "*.cdxj"); after != before {
		t.Error("a rebuilt index differs from the one that was written")
	}
	check()
	if k, err := Reindex(w.Dir); err != nil || k != 0 {
		t.Errorf("Reindex built %d again, %v", k, err)
	}
}

// TestIndexGrows: the index of a file that has grown since, and of one whose tail is torn.
func TestIndexGrows(t *testing.T) {
	path, _ := archive(t, 3)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Dir(path)
	os.Remove(indexPath(path))
	if err := os.WriteFile(path, data[:len(data)-10], 0o644); err != nil {
		t.Fatal(err)
	}
	if k, err := Reindex(dir); k != 1 || err == nil || !strings.Contains(err.Error(), ErrTorn.Error()) {
		t.Errorf("Reindex = %d, %v", k, err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	if k, err := Reindex(dir); k != 1 || err != nil {
		t.Errorf("Reindex = %d, %v", k, err)
	}
	if got, err := Lookup(dir, address(2)); len(got) != 1 || err != nil {
		t.Errorf("Lookup = %v, %v", got, err)
	}
}

// FuzzSearchLine compares the binary search with a walk from the start.
func FuzzSearchLine(f *testing.F) {
	f.Add("a 1\nb 2\nb 3\nc 4", "b ")
	f.Add("", "x")
	f.Add(strings.Repeat("long", 300)+" 1\nshort 2\n\n\nz", "short ")
	f.Fuzz(func(t *testing.T, text, prefix string) {
		lines := strings.SplitAfter(text, "\n")
		slices.Sort(lines)
		for i := range lines { // only the last line may lack its line break
			lines[i] = strings.TrimSuffix(lines[i], "\n") + "\n"
		}
		slices.Sort(lines)
		text = strings.TrimSuffix(strings.Join(lines, ""), "\n")
		want, at := len(text), 0
		for line := range strings.Lines(text) {
			if line >= prefix {
				want = at
				break
			}
			at += len(line)
		}
		got, err := searchLine(strings.NewReader(text), int64(len(text)), []byte(prefix))
		if err != nil || got != int64(want) {
			t.Fatalf("searchLine(%q, %q) = %d, %v, want %d", text, prefix, got, err, want)
		}
	})
}

func readAll(t testing.TB, dir, pattern string) string {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(dir, pattern))
	var b strings.Builder
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(filepath.Base(f) + "\n")
		b.Write(data)
	}
	return b.String()
}
