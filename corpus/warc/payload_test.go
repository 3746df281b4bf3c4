package warc

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"io"
	"strconv"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

func encode(t testing.TB, name string, body []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	var w io.WriteCloser
	switch name {
	case "gzip":
		w = gzip.NewWriter(&b)
	case "zlib":
		w = zlib.NewWriter(&b)
	case "deflate":
		w, _ = flate.NewWriter(&b, 6)
	case "br":
		w = brotli.NewWriter(&b)
	case "zstd":
		w, _ = zstd.NewWriter(&b)
	default:
		t.Fatal(name)
	}
	w.Write(body)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPayload(t *testing.T) {
	body := article(3, 30)
	chunked := func(b []byte) []byte {
		return []byte("5\r\n" + string(b[:5]) + "\r\n" + "3;x=y\r\n" + string(b[5:8]) + "\r\n" + chunkSize(len(b)-8) + "\r\n" + string(b[8:]) + "\r\n0\r\n\r\n")
	}
	for _, c := range []struct {
		name, head string
		body, want []byte
	}{
		{"as it is", "", body, body},
		{"gzip", "Content-Encoding: gzip", encode(t, "gzip", body), body},
		{"x-gzip", "content-encoding: X-GZIP", encode(t, "gzip", body), body},
		{"gzip in two members", "Content-Encoding: gzip", append(encode(t, "gzip", body[:50]), encode(t, "gzip", body[50:])...), body},
		{"gzip and junk", "Content-Encoding: gzip", append(encode(t, "gzip", body), "\r\n"...), body},
		{"gzip and more junk", "Content-Encoding: gzip", append(encode(t, "gzip", body), "<!-- served by a cache -->"...), body},
		{"deflate with wrapper", "Content-Encoding: deflate", encode(t, "zlib", body), body},
		{"deflate without", "Content-Encoding: deflate", encode(t, "deflate", body), body},
		{"br", "Content-Encoding: br", encode(t, "br", body), body},
		{"zstd", "Content-Encoding: zstd", encode(t, "zstd", body), body},
		{"two codings", "Content-Encoding: br, gzip", encode(t, "gzip", encode(t, "br", body)), body},
		{"identity", "Content-Encoding: identity", body, body},
		{"chunked", "Transfer-Encoding: chunked", chunked(body), body},
		{"chunked gzip", "Transfer-Encoding: chunked\r\nContent-Encoding: gzip", chunked(encode(t, "gzip", body)), body},
		{"chunked, cut off", "Transfer-Encoding: chunked", []byte("ff\r\nThe ferry"), []byte("The ferry")},
		{"said chunked, stored plain", "Transfer-Encoding: chunked", body, body},
		{"said gzip, stored plain", "Content-Encoding: gzip", body, body},
		{"said br, stored plain", "Content-Encoding: br", body, body},
		{"said zstd, stored plain", "Content-Encoding: zstd", body, body},
		{"said deflate, stored plain", "Content-Encoding: deflate", body, body},
		{"empty, said gzip", "Content-Encoding: gzip", nil, nil},
	} {
		head := "HTTP/1.1 203 Fine\r\nContent-Type: text/html\r\n" + c.head + "\r\n\r\n"
		if c.head == "" {
			head = "HTTP/1.1 203\nContent-Type: text/html\n\n"
		}
		p, err := NewResponse(address(1), at, []byte(head), c.body).Payload(Limits{})
		if err != nil || !bytes.Equal(p.Body, c.want) || p.Status != 203 || p.MediaType != "text/html" {
			t.Errorf("%s: status %d, type %q, body %.40q, %v", c.name, p.Status, p.MediaType, p.Body, err)
		}
	}
}

func chunkSize(n int) string { return strconv.FormatInt(int64(n), 16) }

func TestPayloadOfOthers(t *testing.T) {
	for _, r := range []*Record{
		NewResource("urn:x", at, "text/plain", []byte("HTTP/1.1 is a protocol")),
		{Type: Response, ContentType: "text/dns", Block: []byte("tidewater-post.example. 300 IN A 192.0.2.7")},
	} {
		p, err := r.Payload(Limits{})
		if err != nil || !bytes.Equal(p.Body, r.Block) || p.MediaType != r.ContentType || p.Status != 0 {
			t.Errorf("%+v, %v", p, err)
		}
	}
}

// TestBombs: nothing decodes to more than it may, and what there is comes with the error.
func TestBombs(t *testing.T) {
	zeros := make([]byte, 32<<20)
	for _, name := range []string{"gzip", "zlib", "br", "zstd"} {
		data := encode(t, name, zeros)
		enc := strings.Replace(name, "zlib", "deflate", 1)
		for _, lim := range []Limits{{}, {Size: 2 << 20, Ratio: 1 << 30}} {
			out, err := DecodeContent([]string{enc}, data, lim)
			want := max(int64(len(data))*200, 1<<20)
			if lim.Size > 0 {
				want = lim.Size
			}
			if want < 32<<20 && (!errors.Is(err, ErrTooLarge) || int64(len(out)) != want) {
				t.Errorf("%s: %d bytes from %d, %v", name, len(out), len(data), err)
			}
		}
	}
	if _, err := DecodeContent([]string{"gzip,gzip,gzip,gzip,gzip"}, []byte("x"), Limits{}); err == nil {
		t.Error("five codings are taken")
	}
	if _, err := DecodeContent([]string{"rot13"}, []byte("x"), Limits{}); err == nil {
		t.Error("an unknown coding is taken")
	}
}

func TestDecodeCutOff(t *testing.T) {
	body := bytes.Repeat(article(9, 40), 20)
	for _, name := range []string{"gzip", "zlib", "br", "zstd"} {
		data := encode(t, name, body)
		out, err := DecodeContent([]string{strings.Replace(name, "zlib", "deflate", 1)}, data[:len(data)-9], Limits{})
		if err == nil || !bytes.HasPrefix(body, out) {
			t.Errorf("%s: %d of %d bytes, %v", name, len(out), len(body), err)
		}
	}
}

func FuzzPayload(f *testing.F) {
	f.Add([]byte("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n"))
	f.Add(append([]byte("HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n"), encode(f, "br", article(1, 2))...))
	f.Add(append([]byte("HTTP/1.1 200 OK\nContent-Encoding: zstd\n folded\n\n"), encode(f, "zstd", article(1, 2))...))
	f.Fuzz(func(t *testing.T, block []byte) {
		r := &Record{Type: Response, URI: "https://x.example/", Date: at, ContentType: HTTPResponse, Block: block}
		p, err := r.Payload(Limits{Size: 1 << 20, Ratio: 50})
		if int64(len(p.Body)) > 1<<20 && len(p.Body) > len(block) {
			t.Fatalf("%d bytes from %d, %v", len(p.Body), len(block), err)
		}
		r.complete(at)
		if e, ok := NewEntry(r); ok {
			if back, err := ParseEntry(e.String()); err != nil || back != e {
				t.Fatalf("%q -> %+v, %v", e, back, err)
			}
		}
	})
}
