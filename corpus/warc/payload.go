package warc

import (
	"bufio"
	"bytes"
	"compress/flate"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Limits bound what decoding may yield. Zero fields mean the defaults.
type Limits struct {
	Size  int64 // decoded bytes; default 64 MB
	Ratio int64 // decoded bytes per coded byte, once 1 MB is exceeded; default 200
}

// ErrTooLarge is wrapped by the error for a payload that exceeds its [Limits].
var ErrTooLarge = errors.New("decoded payload is too large")

// A Payload is the content of a record without transfer and content coding.
type Payload struct {
	Status    int         // of an HTTP response; 0 for a resource
	Header    http.Header // of an HTTP response; nil for a resource
	MediaType string      // Content-Type as sent
	Body      []byte
}

// Payload decodes the block of a response, resource or conversion record. When the coding turns out to be damaged
// half-way it returns what could be decoded together with the error. A body that is not in the coding that its head
// names, as tools store that decode first, is taken as it is.
func (r *Record) Payload(lim Limits) (Payload, error) {
	if r.Type != Response || !isHTTP(r.Block) {
		return Payload{MediaType: r.ContentType, Body: r.Block}, nil
	}
	n := headLen(r.Block)
	p := Payload{Header: headerOf(r.Block[:n]), Status: statusOf(r.Block), Body: r.Block[n:]}
	p.MediaType = p.Header.Get("Content-Type")
	if hasToken(p.Header.Values("Transfer-Encoding"), "chunked") {
		if body, ok := dechunk(p.Body, len(p.Body)); ok {
			p.Body = body
		}
	}
	var err error
	p.Body, err = DecodeContent(p.Header.Values("Content-Encoding"), p.Body, lim)
	return p, err
}

// isHTTP reports whether a block begins with an HTTP status line.
func isHTTP(block []byte) bool { return bytes.HasPrefix(block, []byte("HTTP/")) }

// headLen returns the length of the HTTP head of block with the empty line that ends it; all of block if none does.
func headLen(block []byte) int {
	for i := 0; ; {
		k := bytes.IndexByte(block[i:], '\n')
		if k < 0 {
			return len(block)
		}
		i += k + 1
		switch {
		case i < len(block) && block[i] == '\n':
			return i + 1
		case i+1 < len(block) && block[i] == '\r' && block[i+1] == '\n':
			return i + 2
		}
	}
}

// statusOf returns the status of an HTTP response, or 0.
func statusOf(block []byte) int {
	line, _, _ := bytes.Cut(block[:min(len(block), 64)], []byte("\n"))
	f := bytes.Fields(line)
	if len(f) < 2 || !isHTTP(block) {
		return 0
	}
	n, err := strconv.Atoi(string(f[1]))
	if err != nil || n < 100 || n > 999 {
		return 0
	}
	return n
}

// headerOf reads the fields of an HTTP head; lines that are none are passed over.
func headerOf(head []byte) http.Header {
	h := http.Header{}
	last := ""
	_, rest, _ := bytes.Cut(head, []byte("\n"))
	for line := range bytes.Lines(rest) {
		text := string(bytes.TrimRight(line, "\r\n"))
		name, value, ok := strings.Cut(text, ":")
		switch {
		case text == "":
		case text[0] == ' ' || text[0] == '\t':
			if v := h[last]; len(v) > 0 {
				v[len(v)-1] += " " + strings.TrimSpace(text)
			}
		case ok:
			last = textproto.CanonicalMIMEHeaderKey(strings.TrimSpace(name))
			h[last] = append(h[last], strings.TrimSpace(value))
		}
	}
	return h
}

func hasToken(values []string, token string) bool {
	for _, v := range values {
		for part := range strings.SplitSeq(v, ",") {
			if strings.EqualFold(strings.TrimSpace(part), token) {
				return true
			}
		}
	}
	return false
}

// dechunk takes the chunked transfer coding (RFC 9112, 7.1) off b. A body that ends too soon yields what is there; ok is
// false when b does not begin with a chunk at all.
func dechunk(b []byte, size int) (body []byte, ok bool) {
	out := make([]byte, 0, size)
	for {
		line, rest, found := bytes.Cut(b, []byte("\n"))
		if !found || len(line) > 4096 {
			return out, ok
		}
		text, _, _ := strings.Cut(string(line), ";")
		n, err := strconv.ParseUint(strings.TrimSpace(text), 16, 31)
		if err != nil {
			return out, ok
		}
		ok = true
		if n == 0 {
			return out, true
		}
		k := min(int(n), len(rest))
		out = append(out, rest[:k]...)
		b = bytes.TrimPrefix(rest[k:], []byte("\r"))
		b = bytes.TrimPrefix(b, []byte("\n"))
	}
}

// DecodeContent takes the content codings (the values of Content-Encoding, applied in order) off body: gzip, deflate
// (with or without zlib's wrapper), br, zstd. A body that does not begin as the coding must is returned as it is. When
// the coding breaks off half-way, what could be decoded is returned with the error.
func DecodeContent(encodings []string, body []byte, lim Limits) ([]byte, error) {
	var names []string
	for _, v := range encodings {
		for part := range strings.SplitSeq(v, ",") {
			if part = strings.ToLower(strings.TrimSpace(part)); part != "" && part != "identity" {
				names = append(names, part)
			}
		}
	}
	if len(names) > 4 {
		return body, fmt.Errorf("%d content codings", len(names))
	}
	for i := len(names) - 1; i >= 0; i-- {
		out, err := decode(names[i], body, lim)
		if err != nil {
			return out, fmt.Errorf("%s: %w", names[i], err)
		}
		body = out
	}
	return body, nil
}

func decode(coding string, body []byte, lim Limits) ([]byte, error) {
	if len(body) == 0 {
		return body, nil
	}
	var r io.Reader
	switch coding {
	case "gzip", "x-gzip":
		src := bytes.NewReader(body)
		gz, err := gzip.NewReader(src)
		if err != nil {
			return body, nil // not gzip: stored decoded
		}
		gz.Multistream(false)
		r = &members{gz, src}
	case "deflate":
		if zr, err := zlib.NewReader(bytes.NewReader(body)); err == nil {
			r = zr
		} else {
			r = flate.NewReader(bytes.NewReader(body))
		}
	case "br":
		r = brotli.NewReader(bytes.NewReader(body))
	case "zstd":
		if !bytes.HasPrefix(body, []byte{0x28, 0xb5, 0x2f, 0xfd}) {
			return body, nil
		}
		zr, err := zstd.NewReader(bytes.NewReader(body), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(128<<20))
		if err != nil {
			return nil, err
		}
		defer zr.Close()
		r = zr
	default:
		return body, errors.New("unknown content coding")
	}
	out, err := readBounded(r, int64(len(body)), lim)
	if err != nil && len(out) == 0 && (coding == "br" || coding == "deflate") && !errors.Is(err, ErrTooLarge) {
		return body, nil // these two have no magic number: it was stored decoded
	}
	return out, err
}

// members reads one gzip member after another, and passes over what follows the last and is none, as browsers do.
type members struct {
	gz  *gzip.Reader
	src *bytes.Reader
}

func (m *members) Read(p []byte) (int, error) {
	for {
		n, err := m.gz.Read(p)
		if !errors.Is(err, io.EOF) {
			return n, err
		}
		if n > 0 {
			return n, nil // the end comes again
		}
		var next [3]byte
		if k, _ := m.src.Read(next[:]); !bytes.Equal(next[:k], gzipMagic) {
			return 0, io.EOF
		}
		m.src.Seek(-int64(len(next)), io.SeekCurrent)
		if err := m.gz.Reset(m.src); err != nil {
			return 0, err
		}
		m.gz.Multistream(false)
	}
}

// readBounded reads all of r within lim, coded being the length of the coded input.
func readBounded(r io.Reader, coded int64, lim Limits) ([]byte, error) {
	size, ratio := lim.Size, lim.Ratio
	if size <= 0 {
		size = maxBlock
	}
	if ratio <= 0 {
		ratio = 200
	}
	size = min(size, max(coded*ratio, 1<<20))
	var buf bytes.Buffer
	buf.Grow(int(min(4*coded, size)) + bytes.MinRead)
	_, err := buf.ReadFrom(bufio.NewReader(io.LimitReader(r, size+1)))
	if int64(buf.Len()) > size {
		return buf.Bytes()[:size], fmt.Errorf("%w: more than %d bytes from %d", ErrTooLarge, size, coded)
	}
	return buf.Bytes(), err
}
