package warc

import (
	"archive/zip"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

func unzipAll(t *testing.T, path string) map[string][]byte {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	out := map[string][]byte{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if out[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// reader is a program for node that prints what warcio reads: type, address, status and hash of the decoded payload.
const reader = `
import { WARCParser } from "warcio";
import { createReadStream } from "node:fs";
import { createHash } from "node:crypto";
for await (const r of WARCParser.iterRecords(createReadStream(process.argv[2]))) {
  const body = await r.readFully(true);
  const status = r.httpHeaders && r.warcType === "response" ? r.httpHeaders.statusCode : 0;
  console.log(JSON.stringify([r.warcType, r.warcTargetURI ?? "", Number(status), createHash("sha256").update(body ?? "").digest("hex")]));
}
`

// TestWarcio reads a file of ours with warcio.js, an independent implementation.
func TestWarcio(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	npm, err := exec.LookPath("npm")
	if err != nil {
		t.Skip("npm is not installed")
	}
	dir := t.TempDir()
	install := exec.CommandContext(t.Context(), npm, "install", "--silent", "--no-audit", "--no-fund", "--prefix", dir, "warcio@2.4.11")
	install.WaitDelay = time.Second
	if out, err := install.CombinedOutput(); err != nil {
		t.Skipf("npm cannot install warcio (%v): %.200s", err, out)
	}
	script := filepath.Join(dir, "read.mjs")
	if err := os.WriteFile(script, []byte(reader), 0o644); err != nil {
		t.Fatal(err)
	}
	path := everyKind(t)
	out, err := exec.Command("node", script, path).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var want strings.Builder
	for r, err := range Scan(path) {
		if err != nil {
			t.Fatal(err)
		}
		p, err := r.Payload(Limits{})
		if err != nil {
			t.Fatal(err)
		}
		body := p.Body
		if r.Type == Request || r.Type == Revisit || p.Header.Get("Content-Encoding") == "br" { // which warcio leaves as it is
			body = r.Block[headLen(r.Block):]
		}
		js, _ := json.Marshal([]any{r.Type, r.URI, p.Status, fmt.Sprintf("%x", sha256.Sum256(body))})
		want.Write(append(js, '\n'))
	}
	if string(out) != want.String() {
		t.Errorf("warcio reads\n%swe read\n%s", out, want.String())
	}
	indexed, err := exec.Command("node", filepath.Join(dir, "node_modules", "warcio", "dist", "cli.js"), "cdx-index", path).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, indexed)
	}
	sameIndex(t, path, string(indexed))
}

// sameIndex compares our index of the file with one that another tool made: the same places for the same addresses.
func sameIndex(t *testing.T, path, theirs string) {
	t.Helper()
	if err := Index(path); err != nil {
		t.Fatal(err)
	}
	ours, err := indexLines(path)
	if err != nil {
		t.Fatal(err)
	}
	places := func(lines []string) (out []string) {
		for _, l := range lines {
			e, err := ParseEntry(l)
			if err != nil {
				t.Fatal(err)
			}
			if e.MIME != "application/warc-fields" { // warcio lists metadata too
				out = append(out, fmt.Sprintf("%s %s %d+%d %d", e.Time, e.URL, e.Offset, e.Length, e.Status))
			}
		}
		slices.Sort(out)
		return out
	}
	if a, b := places(ours), places(strings.Split(strings.TrimSpace(theirs), "\n")); !slices.Equal(a, b) {
		t.Errorf("our index\n%s\ntheirs\n%s", strings.Join(a, "\n"), strings.Join(b, "\n"))
	}
}

// everyKind writes a file with a record of every kind and coding that we make.
func everyKind(t *testing.T) string {
	t.Helper()
	w := newWriter(t)
	head := func(fields string) []byte {
		return []byte("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + fields + "\r\n")
	}
	body := article(4, 200)
	plain := NewResponse(address(1), at, head("Content-Length: "+strconv.Itoa(len(body))+"\r\n"), body)
	plain.IP = "2001:db8::7"
	cut := NewResponse(address(2), at.Add(time.Millisecond), head(""), body[:100])
	cut.Truncated = TruncatedLength
	for _, group := range [][]*Record{
		{plain, NewRequest(address(1), at, []byte("GET /news/1 HTTP/1.1\r\nHost: tidewater-post.example\r\n\r\n")), NewMetadata(address(1), at, Field{"fetchTimeMs", "3"})},
		{cut},
		{NewResponse(address(3), at, head("Content-Encoding: gzip\r\n"), encode(t, "gzip", body))},
		{NewResponse(address(4), at, head("Content-Encoding: br\r\n"), encode(t, "br", body))},
		{NewResponse(address(5), at, head("Transfer-Encoding: chunked\r\n"), []byte("5\r\nferry\r\n0\r\n\r\n"))},
		{NewResponse(address(6), at, []byte("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"), nil)},
		{NewResource("urn:sha256:ab", at, "text/plain", []byte("The ferry stopped."))},
	} {
		if _, err := w.Append(group...); err != nil {
			t.Fatal(err)
		}
	}
	refs, err := w.Append(NewRevisit(address(1), at.Add(time.Hour), NotModified, []byte("HTTP/1.1 304 Not Modified\r\n\r\n"), plain))
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(w.Dir, refs[0].File)
}

// TestWget reads files that wget wrote, compressed and not, and compares its index with ours.
func TestWget(t *testing.T) {
	wget, err := exec.LookPath("wget")
	if err != nil {
		t.Skip("wget is not installed")
	}
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		switch r.URL.Path {
		case "/":
			fmt.Fprint(w, `<a href="/chunked">a</a> <a href="/plain">b</a>`)
		case "/chunked":
			w.Write(article(1, 50))
			w.(http.Flusher).Flush()
			w.Write(article(2, 50))
		case "/plain":
			w.Write(article(3, 5))
		default:
			http.NotFound(w, r)
		}
	}))
	defer srv.Close()
	for _, arg := range []string{"--warc-cdx", "--no-warc-compression"} {
		dir := t.TempDir()
		cmd := exec.CommandContext(t.Context(), wget, "-q", "-r", "-P", "pages", "--warc-file=site", "--warc-header=operator: test", arg, srv.URL+"/")
		cmd.Dir = dir
		cmd.Run() // robots.txt is not there, which is an error to wget
		path := filepath.Join(dir, "site.warc.gz")
		if arg == "--no-warc-compression" {
			path = filepath.Join(dir, "site.warc")
		}
		if _, err := os.Stat(path); err != nil {
			t.Skipf("this wget writes no WARC: %v", err)
		}
		got := map[string][]byte{}
		for r, err := range (&Scanner{Check: true}).File(path) {
			if err != nil {
				t.Fatal(err)
			}
			if r.Type != Response {
				continue
			}
			p, err := r.Payload(Limits{})
			if err != nil {
				t.Fatal(err)
			}
			got[strings.TrimPrefix(r.URI, srv.URL)] = p.Body
			if again, err := ReadAt(path, r.Offset); err != nil || again.ID != r.ID || again.Length != r.Length {
				t.Errorf("ReadAt(%d) = %v", r.Offset, err)
			}
		}
		want := append(article(1, 50), article(2, 50)...)
		if !bytes.Equal(got["/chunked"], want) || !bytes.Equal(got["/plain"], article(3, 5)) || len(got) != 4 {
			t.Errorf("%s: %d pages, %d bytes of %d", arg, len(got), len(got["/chunked"]), len(want))
		}
	}
}
