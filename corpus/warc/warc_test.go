package warc

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

var at = time.Date(2026, 2, 21, 10, 15, 0, 0, time.UTC)

const htmlHead = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"

// article returns a page of n paragraphs that no two i share.
func article(i, n int) []byte {
	var b bytes.Buffer
	for k := range n {
		fmt.Fprintf(&b, "<p>Sailing %d of the harbour ferry carried %d people.</p>\n", i, 1400+7*k*i)
	}
	return b.Bytes()
}

func address(i int) string { return fmt.Sprintf("https://tidewater-post.example/news/%d", i) }

func response(i int) *Record {
	return NewResponse(address(i), at.Add(time.Duration(i)*time.Second), []byte(htmlHead), article(i, 20))
}

func newWriter(t testing.TB) *Writer {
	return &Writer{Dir: t.TempDir(), Now: func() time.Time { return at }, Info: []Field{{"software", "hearsay test"}}}
}

// archive writes n responses, each with its request, and closes the file. It returns its path and the refs.
func archive(t testing.TB, n int) (string, []Ref) {
	t.Helper()
	w := newWriter(t)
	var out []Ref
	for i := range n {
		refs, err := w.Append(response(i), NewRequest(address(i), at, []byte("GET / HTTP/1.1\r\nHost: tidewater-post.example\r\n\r\n")))
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, refs[0])
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return filepath.Join(w.Dir, out[0].File), out
}

func TestRoundTrip(t *testing.T) {
	w := newWriter(t)
	resp := response(7)
	resp.IP = "192.0.2.7"
	resp.Truncated = TruncatedTime
	refs, err := w.Append(resp,
		NewRequest(resp.URI, at, []byte("GET /a HTTP/1.1\r\n\r\n")),
		NewMetadata(resp.URI, at, Field{"fetchTimeMs", "12"}, Field{"note", "two\r\nlines"}),
		NewResource("", at, "text/plain", []byte("The ferry stopped.")))
	if err != nil {
		t.Fatal(err)
	}
	more, err := w.Append(NewRevisit(resp.URI, at, NotModified, []byte("HTTP/1.1 304 Not Modified\r\n\r\n"), resp))
	if err != nil {
		t.Fatal(err)
	}
	refs = append(refs, more...)
	var got []*Record
	for _, ref := range refs {
		r, err := Read(w.Dir, ref)
		if err != nil {
			t.Fatal(err)
		}
		if r.Ref != ref {
			t.Errorf("read %v at %v", r.Ref, ref)
		}
		got = append(got, r)
	}
	p, err := got[0].Payload(Limits{})
	if err != nil || !bytes.Equal(p.Body, article(7, 20)) || p.Status != 200 || p.MediaType != "text/html; charset=utf-8" {
		t.Errorf("payload %+v, %v", p, err)
	}
	if r := got[0]; r.IP != "192.0.2.7" || r.Truncated != TruncatedTime || !r.Date.Equal(resp.Date) || r.ID != resp.ID {
		t.Errorf("response %+v", r)
	}
	if r := got[1]; !slices.Equal(r.Concurrent, []string{resp.ID}) || r.Type != Request {
		t.Errorf("request %+v", r)
	}
	if f := got[2].Fields(); len(f) != 2 || f[1] != (Field{"note", "two lines"}) {
		t.Errorf("fields %v", f)
	}
	if r := got[3]; r.URI != "urn:"+r.BlockDigest || string(r.Block) != "The ferry stopped." || r.PayloadDigest != Digest(r.Block) || r.PayloadDigest != r.BlockDigest {
		t.Errorf("resource %+v", r)
	}
	if r := got[4]; r.RefersTo != resp.ID || r.RefersToURI != resp.URI || !r.RefersToDate.Equal(resp.Date) || r.PayloadDigest != resp.PayloadDigest || r.Profile != NotModified {
		t.Errorf("revisit %+v", r)
	}
}

// TestStored: what is compressed already goes into the file as it is.
func TestStored(t *testing.T) {
	w := newWriter(t)
	body := bytes.Repeat([]byte("incompressible by decree "), 8000)
	head := "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Type: text/html\r\n\r\n"
	refs, err := w.Append(NewResponse(address(1), at, []byte(head), body), NewResource("urn:x", at, "image/png", nil))
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(w.Dir, refs[0].File))
	if err != nil {
		t.Fatal(err)
	}
	if refs[0].Length < int64(len(body)) || !bytes.Contains(data, body[:60000]) {
		t.Errorf("member of %d bytes for a coded body of %d", refs[0].Length, len(body))
	}
	for _, ref := range refs {
		if _, err := Read(w.Dir, ref); err != nil {
			t.Error(err)
		}
	}
}

func TestHeaderInjection(t *testing.T) {
	w := newWriter(t)
	r := NewResource("https://x.example/\r\nWARC-Type: warcinfo", at, "text/plain\n\nx", []byte("x"))
	refs, err := w.Append(r)
	if err != nil {
		t.Fatal(err)
	}
	got, err := Read(w.Dir, refs[0])
	if err != nil || got.Type != Resource || string(got.Block) != "x" {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestConcurrent: many goroutines append at once and each finds its own bytes where it was told, over several files.
func TestConcurrent(t *testing.T) {
	w := newWriter(t)
	w.MaxFile = 20 << 10
	var wg sync.WaitGroup
	for g := range 8 {
		wg.Go(func() {
			for i := g; i < 160; i += 8 {
				refs, err := w.Append(response(i), NewMetadata(address(i), at, Field{"n", "1"}))
				if err != nil {
					t.Error(err)
					return
				}
				got, err := Read(w.Dir, refs[0])
				if err != nil || got.URI != address(i) || refs[1].File != refs[0].File || refs[1].Offset != refs[0].Offset+refs[0].Length {
					t.Errorf("%d: %v, %v", i, refs, err)
				}
			}
		})
	}
	wg.Wait()
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	files, err := Files(w.Dir)
	if err != nil || len(files) < 3 {
		t.Fatalf("files = %v, %v", files, err)
	}
	for _, f := range files {
		if info, err := os.Stat(filepath.Join(w.Dir, f)); err != nil || info.Size() > w.MaxFile {
			t.Errorf("%s: %d bytes, %v", f, info.Size(), err)
		}
	}
	rep, err := Verify(t.Context(), w.Dir)
	if err != nil || len(rep.Problems) > 0 || len(rep.Notes) > 0 || rep.Records != 320+len(files) || rep.Sealed != len(files) {
		t.Errorf("%+v, %v", rep, err)
	}
}

func TestReopen(t *testing.T) {
	w := newWriter(t)
	for i := range 3 {
		if _, err := w.Append(response(i)); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if files, _ := Files(w.Dir); len(files) != 3 {
		t.Errorf("a closed file was extended: %v", files)
	}
	if err := w.Close(); err != nil {
		t.Errorf("closing twice: %v", err)
	}
}

// TestWriteFailure: a group that cannot be written leaves nothing behind, and what was written before stays readable.
func TestWriteFailure(t *testing.T) {
	w := newWriter(t)
	first, err := w.Append(response(1))
	if err != nil {
		t.Fatal(err)
	}
	good := w.seg.f
	broken, err := os.Open(good.Name()) // read only: writing fails
	if err != nil {
		t.Fatal(err)
	}
	w.seg.f = broken
	if refs, err := w.Append(response(2)); err == nil {
		t.Fatalf("refs = %v", refs)
	}
	good.Close()
	second, err := w.Append(response(3))
	if err != nil {
		t.Fatal(err)
	}
	if second[0].File == first[0].File {
		t.Error("the file was extended after a failure")
	}
	for i, ref := range []Ref{first[0], second[0]} {
		if r, err := Read(w.Dir, ref); err != nil || r.URI != address(1+2*i) {
			t.Errorf("%v: %v", ref, err)
		}
	}
}

func TestUnwritable(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	w := &Writer{Dir: filepath.Join(file, "archive")}
	if _, err := w.Append(response(1)); err == nil || !strings.Contains(err.Error(), file) {
		t.Errorf("err = %v", err)
	}
}
