package warc

import (
	"bytes"
	"path/filepath"
	"testing"
	"time"
)

var at = time.Date(2026, 2, 21, 10, 15, 0, 0, time.UTC)

func TestRoundTrip(t *testing.T) {
	w := &Writer{Dir: t.TempDir(), Now: func() time.Time { return at }, Info: []Field{{"software", "hearsay test"}}}
	head := []byte("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
	body := bytes.Repeat([]byte("<p>The ferry carried 1,400 people.</p>\n"), 50)
	resp := NewResponse("https://tidewater-post.example/a", at, head, body)
	resp.IP = "192.0.2.7"
	refs, err := w.Append(resp, NewRequest(resp.URI, at, []byte("GET /a HTTP/1.1\r\n\r\n")), NewMetadata(resp.URI, at, Field{"fetchTimeMs", "12"}))
	if err != nil {
		t.Fatal(err)
	}
	if len(refs) != 3 {
		t.Fatalf("refs = %v", refs)
	}
	got, err := Read(w.Dir, refs[0])
	if err != nil {
		t.Fatal(err)
	}
	p, err := got.Payload(Limits{})
	if err != nil || !bytes.Equal(p.Body, body) || p.Status != 200 || got.IP != resp.IP || got.Length != refs[0].Length {
		t.Errorf("got %+v, %v", got, err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	var types []Type
	for r, err := range Scan(filepath.Join(w.Dir, refs[0].File)) {
		if err != nil {
			t.Fatal(err)
		}
		types = append(types, r.Type)
	}
	if len(types) != 4 || types[0] != Info || types[3] != Metadata {
		t.Errorf("types = %v", types)
	}
}
