package crawl

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"

	"hearsay/corpus/warc"
)

// readBody reads and decodes the body. Whatever goes wrong with it, what came is kept.
func (t *transport) readBody(c *wire, x *exchange, res *http.Response, limit int) {
	if !wanted(res.StatusCode, res.Header.Get("Content-Type")) {
		x.bodyErr, x.truncate = errType, warc.TruncatedUnknown
		return
	}
	coding := strings.ToLower(strings.TrimSpace(res.Header.Get("Content-Encoding")))
	t.out.Reset()
	body, err := io.Reader(res.Body), error(nil)
	if n := res.ContentLength; n >= 0 && n <= int64(limit) { // then it can be read where it is recorded
		x.body, err = c.take(int(n))
		t.whole.Reset(x.body)
		body = &t.whole
	}
	switch derr := error(nil); coding {
	case "gzip", "x-gzip":
		if derr = t.gunzip(c, body, limit); err == nil {
			err = derr
		}
		x.body = t.out.Bytes()
	default:
		if body != &t.whole {
			err = readUpTo(&t.out, body, limit, func() error { return nil })
			x.body = t.out.Bytes()
		}
	}
	if err == nil && body != &t.whole {
		_, err = io.Copy(io.Discard, res.Body) // the last chunk, or what follows the coding
	}
	if coding != "" && coding != "identity" && coding != "gzip" && coding != "x-gzip" && err == nil {
		x.body, err = warc.DecodeContent([]string{coding}, bytes.Clone(x.body), warc.Limits{Size: int64(limit), Ratio: int64(t.Limits.Ratio)})
		if errors.Is(err, warc.ErrTooLarge) {
			err = errBomb
		}
	}
	x.setBodyErr(c, err)
}

// setBodyErr notes what broke the body off, for people and for the archive.
func (x *exchange) setBodyErr(c *wire, err error) {
	if err == nil {
		return
	}
	var ne net.Error
	var corrupt flate.CorruptInputError
	switch err = c.explain(err, errTooLong); {
	case errors.Is(err, errTooLong), errors.Is(err, errBomb):
		x.truncate = warc.TruncatedLength
	case errors.Is(err, errSlow), errors.As(err, &ne) && ne.Timeout():
		err, x.truncate = errSlow, warc.TruncatedTime
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum), errors.As(err, &corrupt):
		err = fmt.Errorf("%w: %w", errEncoding, err)
		x.truncate = warc.TruncatedUnknown
	default:
		x.truncate = warc.TruncatedDisconnect
	}
	x.bodyErr = err
}

// gunzip decodes body into t.out. It stops at a bomb: far more bytes than went in.
func (t *transport) gunzip(c *wire, body io.Reader, limit int) error {
	if t.gz == nil {
		t.gz, t.br = new(gzip.Reader), bufio.NewReaderSize(nil, bufferSize)
	}
	in, isGzip := io.Reader(&t.whole.Reader), t.whole.isGzip
	if body != &t.whole {
		t.br.Reset(body)
		in, isGzip = t.br, func() bool { return beginsGzip(t.br.Peek(2)) }
	}
	if !isGzip() {
		return readUpTo(&t.out, in, limit, func() error { return nil }) // servers say gzip and mean none
	}
	start := c.at()
	ratio := func() error {
		read := c.at() - start + bufferSize
		if body == &t.whole {
			read = int(t.whole.Size()) - t.whole.Len()
		}
		if n := t.out.Len(); n > 1<<20 && n > t.Limits.Ratio*read {
			return errBomb
		}
		return nil
	}
	for { // one member after the other; what follows them and is none is left alone
		if err := t.gz.Reset(in); err != nil {
			return err
		}
		t.gz.Multistream(false)
		if err := readUpTo(&t.out, t.gz, limit, ratio); err != nil {
			return err
		}
		if !isGzip() {
			return nil
		}
	}
}

// A held is a body in memory. Its Reader is what the decoder is fastest with.
type held struct {
	bytes.Reader
	b []byte
}

func (h *held) Reset(b []byte) {
	h.b = b
	h.Reader.Reset(b)
}

// isGzip reports whether a gzip member comes next.
func (h *held) isGzip() bool { return beginsGzip(h.b[len(h.b)-h.Len():], nil) }

func beginsGzip(b []byte, _ error) bool { return len(b) >= 2 && b[0] == 0x1f && b[1] == 0x8b }

// readUpTo reads r into out until its end, or until limit bytes were read; check is asked after each piece.
func readUpTo(out *bytes.Buffer, r io.Reader, limit int, check func() error) error {
	for {
		out.Grow(32 << 10)
		free := out.AvailableBuffer()
		n, err := r.Read(free[:min(cap(free), 64<<10)])
		out.Write(free[:n])
		switch {
		case out.Len() > limit:
			out.Truncate(limit)
			return errTooLong
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
		if err := check(); err != nil {
			return err
		}
	}
}

// wanted reports whether a body of this media type may hold an article, a feed or a sitemap. The others are not read.
func wanted(status int, mediaType string) bool {
	if status == http.StatusNotModified {
		return true
	}
	t, _, _ := strings.Cut(strings.ToLower(mediaType), ";")
	kind, _, _ := strings.Cut(strings.TrimSpace(t), "/")
	switch kind {
	case "image", "video", "audio", "font", "model":
		return false
	}
	return true
}
