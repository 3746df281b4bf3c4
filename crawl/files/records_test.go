package files

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hearsay/corpus/warc"
)

var day = time.Date(2026, 2, 21, 10, 15, 0, 0, time.UTC)

func answer(uri, status, fields, body string) *warc.Record {
	return warc.NewResponse(uri, day, []byte("HTTP/1.1 "+status+"\r\n"+fields+"\r\n"), []byte(body))
}

func zipped(s string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write([]byte(s))
	w.Close()
	return b.String()
}

// webArchive writes an archive folder with documents and with much that is none, and returns the path of its file.
func webArchive(t testing.TB) string {
	t.Helper()
	w := &warc.Writer{Dir: t.TempDir(), Now: func() time.Time { return day }}
	const page = "<html><body><p>The ferry stopped.</p></body></html>"
	for _, r := range []*warc.Record{
		answer("https://harbour-echo.example/a", "200 OK", "Content-Type: text/html; charset=utf-8\r\n", page),
		answer("https://harbour-echo.example/robots.txt", "200 OK", "Content-Type: text/plain\r\n", "User-agent: *"),
		answer("https://harbour-echo.example/logo.png", "200 OK", "Content-Type: image/png\r\n", "\x89PNG"),
		answer("https://harbour-echo.example/old", "301 Moved", "Location: /a\r\nContent-Type: text/html\r\n", page),
		answer("https://harbour-echo.example/gone", "404 Not Found", "Content-Type: text/html\r\n", page),
		answer("https://harbour-echo.example/b", "200 OK", "Content-Type: text/html\r\nContent-Encoding: gzip\r\n", zipped(page)),
		answer("https://web.archive.org/web/20250101120000id_/http://harbour-echo.example/c", "200 OK", "Content-Type: text/html\r\n", page),
		answer("https://harbour-echo.example/broken", "200 OK", "Content-Type: text/html\r\nContent-Encoding: gzip\r\n", zipped(strings.Repeat(page, 9))[:70]),
		answer("https://harbour-echo.example/untyped", "200 OK", "", page),
		answer("https://harbour-echo.example/untyped.bin", "200 OK", "", "\x00\x01\x02"),
		answer("https://harbour-echo.example/empty", "200 OK", "Content-Type: text/html\r\n", ""),
		warc.NewRequest("https://harbour-echo.example/a", day, []byte("GET /a HTTP/1.1\r\n\r\n")),
		warc.NewResource("urn:sha256:00", day, "text/plain", []byte("Imported once before.")),
		warc.NewResource("metadata://gnu.org/software/wget/warc/wget.log", day, "text/plain", []byte("log")),
		warc.NewMetadata("https://harbour-echo.example/a", day, warc.Field{Name: "n", Value: "1"}),
	} {
		if _, err := w.Append(r); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	files, err := warc.Files(w.Dir)
	if err != nil || len(files) != 1 {
		t.Fatal(files, err)
	}
	return filepath.Join(w.Dir, files[0])
}

const archived = `X kind text/html; charset=utf-8 url=https://harbour-echo.example/a at=2026-02-21T10:15:00Z
X kind text/html url=https://harbour-echo.example/b at=2026-02-21T10:15:00Z
X kind text/html url=http://harbour-echo.example/c at=2025-01-01T12:00:00Z
X: byte N: gzip: unexpected EOF
X kind text/html url=https://harbour-echo.example/broken at=2026-02-21T10:15:00Z
X kind  url=https://harbour-echo.example/untyped at=2026-02-21T10:15:00Z
X kind text/plain at=2026-02-21T10:15:00Z
`

// expect compares a summary with archived, offsets left aside.
func expect(t *testing.T, got, name, kind, want string) {
	t.Helper()
	want = strings.NewReplacer("X", name, "kind", kind).Replace(want)
	var b strings.Builder
	for line := range strings.Lines(got) {
		if i := strings.Index(line, ": byte "); i >= 0 {
			j := i + 7 + strings.Index(line[i+7:], ":")
			line = line[:i+7] + "N" + line[j:]
		}
		b.WriteString(line)
	}
	if b.String() != want {
		t.Errorf("got:\n%swant:\n%s", b.String(), want)
	}
}

func TestWebArchives(t *testing.T) {
	path := webArchive(t)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var plain bytes.Buffer
	gz, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := plain.ReadFrom(gz); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, data := range map[string][]byte{
		"x.warc.gz": data, "x.warc": plain.Bytes(), "whole.warc.gz": []byte(zipped(plain.String())), "no-extension": data,
	} {
		write(t, filepath.Join(dir, name), data)
		expect(t, summary(&Importer{}, dir, filepath.Join(dir, name)), name, "warc", archived)
	}
	out, err := os.Create(filepath.Join(dir, "x.wacz"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := warc.WriteWACZ(out, filepath.Dir(path), warc.Package{Created: day}); err != nil {
		t.Fatal(err)
	}
	out.Close()
	expect(t, summary(&Importer{}, dir, filepath.Join(dir, "x.wacz")), "x.wacz", "wacz", archived)
}

// TestTruncatedArchive: what lies before the cut is kept, and one line says where the cut is.
func TestTruncatedArchive(t *testing.T) {
	data, err := os.ReadFile(webArchive(t))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write(t, filepath.Join(dir, "cut.warc.gz"), data[:len(data)-100])
	got := summary(&Importer{}, dir, dir)
	expect(t, got, "cut.warc.gz", "warc", archived+"X: byte N: record is cut off\n")
	write(t, filepath.Join(dir, "cut.warc.gz"), data[:100])
	expect(t, summary(&Importer{}, dir, dir), "cut.warc.gz", "warc", "X: byte N: record is cut off\n")
	only := &warc.Writer{Dir: t.TempDir()}
	if _, err := only.Append(warc.NewMetadata("https://x.example/", day)); err != nil {
		t.Fatal(err)
	}
	if err := only.Close(); err != nil {
		t.Fatal(err)
	}
	files, _ := warc.Files(only.Dir)
	expect(t, summary(&Importer{}, only.Dir, filepath.Join(only.Dir, files[0])), files[0], "warc", "X: web archive holds no document\n")
}

// TestWget imports what wget archived.
func TestWget(t *testing.T) {
	wget, err := exec.LookPath("wget")
	if err != nil {
		t.Skip("wget is not installed")
	}
	dir := t.TempDir()
	srv := serve(t, "<html><head><title>Ferry</title></head><body><p>The ferry stopped.</p></body></html>")
	cmd := exec.CommandContext(t.Context(), wget, "-q", "-O", "page", "--warc-file=site", srv+"/news")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Skipf("wget: %v %s", err, out)
	}
	n := 0
	for d, err := range (&Importer{}).Documents(context.Background(), filepath.Join(dir, "site.warc.gz")) {
		if err != nil {
			t.Fatal(err)
		}
		n++
		if d.Page.URL != srv+"/news" || !strings.Contains(string(d.Page.Body), "The ferry") || !d.Dated || d.Record == nil {
			t.Errorf("%+v", d.Page)
		}
	}
	if n != 1 {
		t.Errorf("%d documents", n)
	}
}

// BenchmarkDocuments imports a folder of 200 saved pages of 60 KB and a web archive of 200 more.
func BenchmarkDocuments(b *testing.B) {
	dir := b.TempDir()
	page := "<!-- saved from url=(0030)https://harbour-echo.example/ -->\n<html><body>" + strings.Repeat("<p>The ferry carried 1,400 people.</p>\n", 1600) + "</body></html>"
	w := &warc.Writer{Dir: filepath.Join(dir, "archive")}
	for i := range 200 {
		write(b, filepath.Join(dir, fmt.Sprintf("page%d.html", i)), []byte(page))
		if _, err := w.Append(answer(fmt.Sprintf("https://harbour-echo.example/%d", i), "200 OK", "Content-Type: text/html\r\n", page)); err != nil {
			b.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(400 * len(page)))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		for _, err := range (&Importer{}).Documents(context.Background(), dir) {
			if err != nil {
				b.Fatal(err)
			}
			n++
		}
		if n != 400 {
			b.Fatal(n)
		}
	}
}
