package warc

import (
	"archive/zip"
	"bytes"
	"context"
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

// writer is a program for node that writes with warcio: a page as a member of its own, and a resource.
const writer = `
import { WARCRecord, WARCSerializer } from "warcio";
import { writeFileSync } from "node:fs";
const gzip = process.argv[3] === "gzip";
async function* body() { yield new TextEncoder().encode("<p>The ferry "); yield new TextEncoder().encode("stopped.</p>"); }
const out = [];
for (const [type, url] of [["response", "https://tidewater-post.example/a"], ["resource", "https://tidewater-post.example/b"]]) {
  const r = await WARCRecord.create({ url, date: "2026-02-21T10:15:00Z", type, warcVersion: "WARC/1.1",
    httpHeaders: type === "response" ? { "Content-Type": "text/html", "X-Long": "x".repeat(3000) } : undefined }, body());
  out.push(await WARCSerializer.serialize(r, { gzip }));
}
writeFileSync(process.argv[2], Buffer.concat(out));
`

// installWarcio installs warcio.js, an independent implementation, and returns its folder; it skips t where it cannot.
func installWarcio(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("short")
	}
	npm, err := exec.LookPath("npm")
	if err != nil {
		t.Skip("npm is not installed")
	}
	dir := t.TempDir()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	install := exec.CommandContext(ctx, npm, "install", "--silent", "--no-audit", "--no-fund", "--fetch-retries=0", "--prefix", dir, "warcio@2.4.11")
	install.WaitDelay = time.Second
	if out, err := install.CombinedOutput(); err != nil {
		t.Skipf("npm cannot install warcio (%v): %.200s", err, out)
	}
	return dir
}

// node runs a program in dir and returns what it prints.
func node(t *testing.T, dir, program string, args ...string) string {
	t.Helper()
	script := filepath.Join(dir, "program.mjs")
	if program == "" {
		script = filepath.Join(dir, "node_modules", "warcio", "dist", "cli.js")
	} else if err := os.WriteFile(script, []byte(program), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("node", append([]string{script}, args...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return string(out)
}

// TestWarcio reads a file of ours with warcio, and files of warcio with ours.
func TestWarcio(t *testing.T) {
	dir := installWarcio(t)
	path := everyKind(t)
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
	if got := node(t, dir, reader, path); got != want.String() {
		t.Errorf("warcio reads\n%swe read\n%s", got, want.String())
	}
	sameIndex(t, path, node(t, dir, "", "cdx-index", path))
	for _, form := range []string{"gzip", "plain"} {
		theirs := filepath.Join(dir, form+".warc")
		node(t, dir, writer, theirs, form)
		n := 0
		for r, err := range (&Scanner{Check: true}).File(theirs) {
			if err != nil {
				t.Fatalf("%s: %v", form, err)
			}
			n++
			p, err := r.Payload(Limits{})
			if err != nil || string(p.Body) != "<p>The ferry stopped.</p>" || r.BlockDigest == "" || r.Length == 0 {
				t.Errorf("%s: %+v, %v", form, r, err)
			}
		}
		if n != 2 {
			t.Errorf("%s: %d records", form, n)
		}
	}
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
