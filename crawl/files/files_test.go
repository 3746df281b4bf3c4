package files

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"hearsay/corpus"
)

var update = flag.Bool("update", false, "rewrite the want sections of testdata/*.txtar")

var now = time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)

// summary prints what a run over paths yields, one line each.
func summary(im *Importer, dir string, paths ...string) string {
	im.Now = func() time.Time { return now }
	var b strings.Builder
	for d, err := range im.Documents(context.Background(), paths...) {
		if err != nil {
			fmt.Fprintln(&b, strings.ReplaceAll(filepath.ToSlash(err.Error()), filepath.ToSlash(dir)+"/", ""))
			continue
		}
		b.WriteString(describe(d, dir))
	}
	return b.String()
}

func describe(d *Document, dir string) string {
	var b strings.Builder
	said := d.Said
	if d.Page == nil {
		fmt.Fprintf(&b, "fetch %s", d.Address)
	} else {
		rel, _ := filepath.Rel(dir, d.Path)
		fmt.Fprintf(&b, "%s %s %s", filepath.ToSlash(rel), d.Kind, d.Page.MediaType)
		said = d.Page.Manifest
	}
	if d.Line > 0 {
		fmt.Fprintf(&b, " line=%d", d.Line)
	}
	if p := d.Page; p != nil {
		if p.URL != "" {
			fmt.Fprintf(&b, " url=%s", p.URL)
		}
		if d.Dated {
			fmt.Fprintf(&b, " at=%s", p.Fetched.Format(time.RFC3339))
		}
		if p.File != "" && p.File != filepath.Base(d.Path) {
			fmt.Fprintf(&b, " file=%s", p.File)
		}
	}
	if js, _ := json.Marshal(said); string(js) != `{"file":""}` {
		fmt.Fprintf(&b, " says=%s", js)
	}
	return b.String() + "\n"
}

// TestGolden lays out the files of each archive, imports the folder in, with the manifest if there is one, and compares.
func TestGolden(t *testing.T) {
	paths, _ := filepath.Glob("testdata/*.txtar")
	for _, path := range paths {
		ar, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			dir := t.TempDir()
			im := &Importer{}
			for _, f := range ar.Files {
				name := filepath.Join(dir, filepath.FromSlash(f.Name))
				if strings.HasPrefix(f.Name, "manifest.") {
					im.Manifest = name
				}
				write(t, name, f.Data)
			}
			want := &ar.Files[len(ar.Files)-1]
			got := summary(im, dir, filepath.Join(dir, "in"))
			if got == string(want.Data) {
				return
			}
			if !*update {
				t.Fatalf("got:\n%s\nwant:\n%s", got, want.Data)
			}
			want.Data = []byte(got)
			if err := os.WriteFile(path, txtar.Format(ar), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func write(t testing.TB, name string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestBytes(t *testing.T) {
	var zipped bytes.Buffer
	gz := gzip.NewWriter(&zipped)
	gz.Write([]byte("<html><body>The ferry stopped.</body></html>"))
	gz.Close()
	for _, c := range []struct {
		name, data, want string
	}{
		{"a.txt", "caf\xe9 on the quay", "a.txt text text/plain"},
		{"a.txt", "\xff\xfeT\x00h\x00e\x00", "a.txt text text/plain"},
		{"a.html", "caf\xe9", "a.html html text/html"},
		{"a", "<!-- x --><HTML><body>x", "a html text/html"},
		{"a.txt", "ferry\x00stopped", "a.txt: byte 5: is not a document but binary data"},
		{"a.html", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "a.html: byte 8: is not a document but image/png"},
		{"a.bin", "\x01\x02\x03\x04\x05\x06", "a.bin: byte 0: is not a document but binary data"},
		{"a.pdf", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a.pdf pdf application/pdf"},
		{"a.html.gz", zipped.String(), "a.html.gz html text/html"},
		{"a.html.gz", zipped.String()[:20], "a.html.gz: gzip: unexpected EOF"},
		{"a.zip", "PK\x03\x04nothing", "a.zip: is a damaged zip file: zip: not a valid zip file"},
		{"a.warc.gz", "\x1f\x8b\x08nothing", "a.warc.gz: byte 0: record is cut off"},
		{"a.webarchive", "bplist00\x01", "a.webarchive: is a Safari web archive: save the page as page source or as PDF"},
		{"a.csv", "file,url\n", "a.csv: is a table: give it as --manifest if it names files or addresses"},
		{"a", "{\"text\":\"x\"}\n", "a jsonl text/plain; charset=utf-8 line=1 file=a:1"},
		{"a.jsonl", "\xef\xbb\xbf{\"text\":\"x\"}", "a.jsonl jsonl text/plain; charset=utf-8 line=1 file=a.jsonl:1"},
		{"a.txt", "\xef\xbb\xbfhttps://harbour-echo.example/x\r\n", "fetch https://harbour-echo.example/x line=1"},
		{"a.txt", "See https://harbour-echo.example/x\nand more\n", "a.txt text text/plain; charset=utf-8"},
	} {
		dir := t.TempDir()
		write(t, filepath.Join(dir, c.name), []byte(c.data))
		got := summary(&Importer{}, dir, dir)
		got, _, _ = strings.Cut(got, "\n")
		if got != c.want {
			t.Errorf("%s %.20q:\n got %s\nwant %s", c.name, c.data, got, c.want)
		}
	}
}

func TestLimits(t *testing.T) {
	dir := t.TempDir()
	big := filepath.Join(dir, "big.txt")
	f, err := os.Create(big)
	if err != nil {
		t.Fatal(err)
	}
	f.WriteString("The ferry stopped.\n")
	if err := f.Truncate(200_000_000); err != nil { // sparse: 200 MB of nothing
		t.Fatal(err)
	}
	f.WriteAt(bytes.Repeat([]byte("The ferry stopped.\n"), 4000), 0)
	f.Close()
	write(t, filepath.Join(dir, "small.txt"), []byte("It sails."))
	write(t, filepath.Join(dir, "lines.jsonl"), []byte(`{"text":"`+strings.Repeat("x", 3000)+`"}`+"\n"+`{"text":"y"}`+"\n"))
	got := summary(&Importer{}, dir, dir)
	want := `big.txt: file has 200.0 MB; the longest document that is taken has 64.0 MB
lines.jsonl jsonl text/plain; charset=utf-8 line=1 file=lines.jsonl:1
lines.jsonl jsonl text/plain; charset=utf-8 line=2 file=lines.jsonl:2
small.txt text text/plain; charset=utf-8
`
	if got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
	got = summary(&Importer{MaxSize: 1 << 10}, dir, filepath.Join(dir, "lines.jsonl"))
	want = `lines.jsonl:1: line is too long
lines.jsonl jsonl text/plain; charset=utf-8 line=2 file=lines.jsonl:2
`
	if got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
}

func TestPaths(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "x", "a.txt"), []byte("One."))
	if err := os.MkdirAll(filepath.Join(dir, "empty", "inner"), 0o755); err != nil {
		t.Fatal(err)
	}
	got := summary(&Importer{}, dir,
		filepath.Join(dir, "x"), filepath.Join(dir, "x", "a.txt"), filepath.Join(dir, "empty"), filepath.Join(dir, "nowhere"))
	want := "x/a.txt text text/plain; charset=utf-8\nempty: folder holds nothing to import\nnowhere: no such file or folder\n"
	if got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
	for _, err := range (&Importer{Manifest: filepath.Join(dir, "none.jsonl")}).Documents(context.Background()) {
		var le *corpus.LocError
		if !errors.As(err, &le) {
			t.Errorf("missing manifest: %v", err)
		}
	}
}

func TestLinks(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "x", "a.txt"), []byte("One."))
	if err := errors.Join(os.Symlink(dir, filepath.Join(dir, "x", "loop")), os.Symlink("a.txt", filepath.Join(dir, "x", "b.txt")), os.Symlink("none", filepath.Join(dir, "x", "c.txt"))); err != nil {
		t.Skip(err)
	}
	got := summary(&Importer{}, dir, filepath.Join(dir, "x"))
	want := "x/a.txt text text/plain; charset=utf-8\nx/b.txt text text/plain; charset=utf-8\nx/c.txt: no such file or folder\nx/loop: is a link to a folder: name the folder itself\n"
	if got != want {
		t.Errorf("got:\n%swant:\n%s", got, want)
	}
}

func TestStop(t *testing.T) {
	dir := t.TempDir()
	for i := range 5 {
		write(t, filepath.Join(dir, fmt.Sprint(i)+".txt"), []byte("Text."))
	}
	n := 0
	for range (&Importer{}).Documents(context.Background(), dir) {
		if n++; n == 2 {
			break
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var last error
	for _, err := range (&Importer{}).Documents(ctx, dir) {
		last = err
		cancel()
	}
	if n != 2 || !errors.Is(last, context.Canceled) {
		t.Errorf("n = %d, last = %v", n, last)
	}
}

// FuzzDocuments: whatever a file holds, there is an answer, every page has a body and its digest, and nothing panics.
func FuzzDocuments(f *testing.F) {
	paths, _ := filepath.Glob("testdata/*.txtar")
	for _, path := range paths {
		ar, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for _, x := range ar.Files {
			f.Add(filepath.Base(x.Name), x.Data)
		}
	}
	f.Add("a.warc", []byte("WARC/1.0\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n"))
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		name = cmp.Or(strings.Map(func(r rune) rune {
			if r > ' ' && r < 127 && !strings.ContainsRune(`/\:`, r) {
				return r
			}
			return -1
		}, name), "x")
		path := filepath.Join(dir, "f"+name[max(0, len(name)-40):])
		write(t, path, data)
		defer os.Remove(path)
		for _, im := range []*Importer{{MaxSize: 1 << 20}, {MaxSize: 1 << 20, Manifest: path}} {
			n := 0
			for d, err := range im.Documents(context.Background(), path) {
				n++
				var le *corpus.LocError
				switch {
				case err != nil && !errors.As(err, &le):
					t.Fatalf("error without a place: %v", err)
				case err == nil && (d.Page == nil) == (d.Address == ""):
					t.Fatal("neither page nor address, or both")
				case err == nil && d.Page != nil && (len(d.Page.Body) == 0 || d.Digest != digest(d.Page.Body) || d.Page.Fetched.IsZero()):
					t.Fatalf("bad page %+v", d)
				}
			}
			if n == 0 && im.Manifest == "" && len(bytes.TrimSpace(data)) > 0 && sniffed(path, data) != jsonInput {
				t.Fatal("no answer")
			}
		}
	})
}

func sniffed(path string, data []byte) shape {
	s, _ := sniff(path, data)
	return s
}

// serve answers every request with page until the test ends, and returns its address.
func serve(t *testing.T, page string) string {
	t.Helper()
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		fmt.Fprint(w, page)
	}))
	t.Cleanup(srv.Close)
	return srv.URL
}
