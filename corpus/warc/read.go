package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"

	"hearsay/corpus"
)

// Bounds of what is read into memory.
const (
	maxHeader = 64 << 10 // of one record header
	maxBlock  = 64 << 20 // default of Scanner.MaxBlock
)

// ReadAt returns the record at offset of the WARC file at path: the start of a gzip member, or of the record itself in
// a plain file. Blocks longer than 64 MB are cut. Digests are checked. A damaged record is a *[corpus.LocError].
func ReadAt(path string, offset int64) (*Record, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	for r, err := range (&Scanner{Check: true}).scan(path, f, offset, false) {
		return r, err
	}
	return nil, &corpus.LocError{Where: path, Offset: offset, Err: io.ErrUnexpectedEOF}
}

// Read returns the record at ref in the archive folder dir, as ReadAt does.
func Read(dir string, ref Ref) (*Record, error) {
	return ReadAt(filepath.Join(dir, ref.File), ref.Offset)
}

// A source is the input of a scan with its position. Positions count from the start of the file.
type source struct {
	r    io.Reader
	br   *bufio.Reader
	read int64 // bytes taken from r
}

func newSource(r io.Reader, at int64) *source {
	s := &source{r: r, read: at}
	s.br = bufio.NewReaderSize(counter{s}, 64<<10)
	return s
}

type counter struct{ s *source }

func (c counter) Read(p []byte) (int, error) {
	n, err := c.s.r.Read(p)
	c.s.read += int64(n)
	return n, err
}

// pos returns the offset of the next byte.
func (s *source) pos() int64 { return s.read - int64(s.br.Buffered()) }

// seek moves to offset at, if the input can.
func (s *source) seek(at int64) bool {
	k, ok := s.r.(io.Seeker)
	if !ok {
		return false
	}
	if _, err := k.Seek(at, io.SeekStart); err != nil {
		return false
	}
	s.read = at
	s.br.Reset(counter{s})
	return true
}

// readHeader reads a record header up to the empty line. io.EOF means that there is no further record.
func readHeader(br *bufio.Reader) (*Record, error) {
	line, err := skipBlank(br)
	if err != nil {
		return nil, err
	}
	if !bytes.HasPrefix(line, []byte("WARC/")) {
		return nil, fmt.Errorf("record begins with %.20q, not with WARC/", line)
	}
	r := &Record{BlockLen: -1}
	var fields []Field
	for total := len(line); ; {
		line, err = br.ReadSlice('\n')
		if total += len(line); total > maxHeader || errors.Is(err, bufio.ErrBufferFull) {
			return nil, fmt.Errorf("record header is longer than %d bytes", maxHeader)
		}
		if err != nil {
			return nil, torn(err)
		}
		text := strings.TrimRight(string(line), "\r\n")
		if text == "" {
			break
		}
		name, value, ok := strings.Cut(text, ":")
		switch {
		case (text[0] == ' ' || text[0] == '\t') && len(fields) > 0:
			fields[len(fields)-1].Value += " " + strings.TrimSpace(text)
		case ok:
			fields = append(fields, Field{strings.TrimSpace(name), strings.TrimSpace(value)})
		default:
			return nil, fmt.Errorf("header line %.40q has no colon", text)
		}
	}
	for _, f := range fields {
		if err := r.set(f); err != nil {
			return nil, err
		}
	}
	if r.BlockLen < 0 {
		return nil, errors.New("record has no Content-Length")
	}
	return r, nil
}

// skipBlank returns the first line that is not empty.
func skipBlank(br *bufio.Reader) ([]byte, error) {
	for {
		line, err := br.ReadSlice('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			if err != nil && bytes.HasPrefix([]byte("WARC/"), line[:min(len(line), 5)]) {
				return nil, torn(err)
			}
			return line, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// set takes one header field.
func (r *Record) set(f Field) (err error) {
	v := f.Value
	switch strings.ToLower(f.Name) {
	case "warc-type":
		r.Type = Type(strings.ToLower(v))
	case "warc-record-id":
		r.ID = unbracket(v)
	case "warc-date":
		r.Date, err = parseDate(v)
	case "warc-target-uri":
		r.URI = unbracket(v)
	case "warc-ip-address":
		r.IP = v
	case "warc-concurrent-to":
		r.Concurrent = append(r.Concurrent, unbracket(v))
	case "warc-refers-to":
		r.RefersTo = unbracket(v)
	case "warc-refers-to-target-uri":
		r.RefersToURI = unbracket(v)
	case "warc-refers-to-date":
		r.RefersToDate, err = parseDate(v)
	case "warc-profile":
		r.Profile = v
	case "warc-truncated":
		r.Truncated = v
	case "warc-block-digest":
		r.BlockDigest = v
	case "warc-payload-digest":
		r.PayloadDigest = v
	case "content-type":
		r.ContentType = v
	case "content-length":
		r.BlockLen, err = strconv.ParseInt(v, 10, 64)
		if err == nil && r.BlockLen < 0 {
			err = errors.New("negative")
		}
	default:
		r.Extra = append(r.Extra, f)
	}
	if err != nil {
		return fmt.Errorf("bad %s %.40q", f.Name, v)
	}
	return nil
}

func unbracket(s string) string {
	if strings.HasPrefix(s, "<") && strings.HasSuffix(s, ">") {
		return s[1 : len(s)-1]
	}
	return s
}

// parseDate reads a WARC-Date: RFC 3339 with any precision from the year down (WARC/1.1), or 14 digits.
func parseDate(s string) (time.Time, error) {
	for _, layout := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02T15:04Z", "2006-01-02", "2006-01", "2006", "20060102150405"} {
		if t, err := time.Parse(layout, s); err == nil {
			return t.UTC(), nil
		}
	}
	return time.Time{}, errors.New("not a date")
}

// torn turns the end of input inside a record into ErrTorn.
func torn(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return ErrTorn
	}
	return err
}

// readBlock reads the block of r. What exceeds limit, or all of it where the caller does not want it, is skipped; the
// digests are checked over all of it when check is set.
func readBlock(br io.Reader, r *Record, limit int64, check bool) error {
	n := min(r.BlockLen, max(limit, 0))
	r.Cut = n < r.BlockLen
	var err error
	if r.Block, err = readN(br, n); err != nil {
		return torn(err)
	}
	var d *digester
	if check {
		d = newDigester(r)
		d.write(r.Block)
	}
	if r.Cut {
		var w io.Writer = io.Discard
		if d != nil {
			w = d
		}
		got, err := io.CopyN(w, br, r.BlockLen-n)
		if err != nil || got < r.BlockLen-n {
			return torn(err)
		}
	}
	if d != nil {
		return d.check()
	}
	return nil
}

// readN reads exactly n bytes without trusting n: memory grows with what is there.
func readN(r io.Reader, n int64) ([]byte, error) {
	const chunk = 1 << 20
	if n <= chunk {
		b := make([]byte, n)
		_, err := io.ReadFull(r, b)
		return b, err
	}
	var buf bytes.Buffer
	buf.Grow(chunk)
	got, err := io.CopyN(&buf, r, n)
	if err == nil && got < n {
		err = io.ErrUnexpectedEOF
	}
	return buf.Bytes(), err
}

// gzipMagic begins every gzip member that holds anything: RFC 1952 with method deflate.
var gzipMagic = []byte{0x1f, 0x8b, 0x08}

// memberReader reads gzip members one at a time.
type memberReader struct {
	gz *gzip.Reader
	br *bufio.Reader // over gz
	n  int64         // uncompressed bytes taken from gz
}

func (m *memberReader) open(s *source) error {
	var err error
	if m.gz == nil {
		m.gz, err = gzip.NewReader(s.br)
	} else {
		err = m.gz.Reset(s.br)
	}
	if err != nil {
		return err
	}
	m.gz.Multistream(false)
	m.n = 0
	if m.br == nil {
		m.br = bufio.NewReaderSize(inner{m}, maxHeader)
	} else {
		m.br.Reset(inner{m})
	}
	return nil
}

// pos returns the offset of the next byte in the member.
func (m *memberReader) pos() int64 { return m.n - int64(m.br.Buffered()) }

type inner struct{ m *memberReader }

func (i inner) Read(p []byte) (int, error) {
	n, err := i.m.gz.Read(p)
	i.m.n += int64(n)
	return n, err
}
