package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/klauspost/compress/gzip"

	"hearsay/corpus"
)

// A Scanner reads whole WARC files: gzip member per record, one member for all, or plain; WARC/1.1, 1.0 and older. Its
// zero value is useful. Memory is bounded by MaxBlock.
type Scanner struct {
	MaxBlock int64              // longer blocks are cut; default 64 MB
	Want     func(*Record) bool // tells from the header whether the block is wanted; the rest of the blocks are skipped
	Check    bool               // compare the digests
}

// Scan reads the WARC file at path with the default Scanner.
func Scan(path string) iter.Seq2[*Record, error] { return (&Scanner{}).File(path) }

// File yields the records of the WARC file at path in order. What is damaged is yielded as a *[corpus.LocError] with
// the offset; the scan goes on at the next record that can be found. A torn tail wraps [ErrTorn].
func (s *Scanner) File(path string) iter.Seq2[*Record, error] {
	return func(yield func(*Record, error) bool) {
		f, err := os.Open(path)
		if err != nil {
			yield(nil, err)
			return
		}
		defer f.Close()
		s.scan(path, f, 0, true)(yield)
	}
}

// Reader is File for an input that has no path. name is put into errors and Refs. Only an input that can seek (an
// io.Seeker whose offset 0 is the start of the WARC) is searched for the record after a damaged one with no loss.
func (s *Scanner) Reader(name string, r io.Reader) iter.Seq2[*Record, error] {
	return s.scan(name, r, 0, true)
}

// A scan is one run over one input.
type scan struct {
	*Scanner
	name   string
	src    *source
	mem    memberReader
	zipped bool // records are looked for in gzip members
}

// scan yields records from offset on; with resume false it ends at the first damage.
func (s *Scanner) scan(name string, r io.Reader, offset int64, resume bool) iter.Seq2[*Record, error] {
	return func(yield func(*Record, error) bool) {
		c := &scan{Scanner: s, name: name, src: newSource(r, 0), zipped: strings.HasSuffix(name, ".gz")}
		if offset > 0 && !c.src.seek(offset) {
			yield(nil, &corpus.LocError{Where: name, Offset: offset, Err: errors.New("cannot seek")})
			return
		}
		for {
			magic, err := c.src.br.Peek(len(gzipMagic))
			if len(magic) == 0 {
				if !errors.Is(err, io.EOF) {
					yield(nil, c.at(c.src.pos(), err))
				}
				return
			}
			start := c.src.pos()
			switch {
			case bytes.Equal(magic, gzipMagic):
				c.zipped = true
				err = c.member(start, yield)
			case len(magic) < len(gzipMagic) && (bytes.HasPrefix(gzipMagic, magic) || bytes.HasPrefix([]byte("WARC/"), magic)):
				err = ErrTorn
			default:
				err = c.plain(start, yield)
			}
			switch {
			case err == nil:
				continue
			case errors.Is(err, errStop):
				return
			case !yield(nil, c.at(start, err)) || !resume:
				return
			case !c.resync(start):
				return
			}
		}
	}
}

// errStop says that the caller wants no more, or that the input has no more.
var errStop = errors.New("stop")

func (c *scan) at(offset int64, err error) error {
	var le *corpus.LocError
	if errors.As(err, &le) {
		return err
	}
	return &corpus.LocError{Where: c.name, Offset: offset, Err: err}
}

func (c *scan) limit(r *Record) int64 {
	switch {
	case c.Want != nil && !c.Want(r):
		return 0
	case c.MaxBlock > 0:
		return c.MaxBlock
	}
	return maxBlock
}

// plain reads one uncompressed record.
func (c *scan) plain(start int64, yield func(*Record, error) bool) error {
	r, err := readHeader(c.src.br)
	if errors.Is(err, io.EOF) {
		return errStop
	}
	if err != nil {
		return err
	}
	digest := readBlock(c.src.br, r, c.limit(r), c.Check)
	if errors.Is(digest, ErrTorn) || digest != nil && !errors.Is(digest, errDigest) {
		return digest
	}
	if err := endOfRecord(c.src.br); err != nil {
		return err
	}
	r.Ref = Ref{File: filepath.Base(c.name), Offset: start, Length: c.src.pos() - start}
	return c.give(start, r, digest, yield)
}

// member reads one gzip member: one record, or all of a file that was compressed as a whole.
func (c *scan) member(start int64, yield func(*Record, error) bool) error {
	if err := c.mem.open(c.src); err != nil {
		return torn(err)
	}
	for within := int64(0); ; within = c.mem.pos() {
		r, err := readHeader(c.mem.br)
		if errors.Is(err, io.EOF) {
			return nil // the member's checksum was right
		}
		if err != nil {
			return inMember(err)
		}
		digest := readBlock(c.mem.br, r, c.limit(r), c.Check)
		if digest != nil && !errors.Is(digest, errDigest) {
			return inMember(digest)
		}
		if err := endOfRecord(c.mem.br); err != nil {
			return inMember(err)
		}
		r.Ref = Ref{File: filepath.Base(c.name), Offset: start, Inner: within}
		_, err = c.mem.br.Peek(1)
		if err != nil && !errors.Is(err, io.EOF) {
			return inMember(err) // a checksum that is wrong, or a member that is cut off after its last record
		}
		if err != nil && within == 0 {
			r.Ref.Length = c.src.pos() - start
		}
		if err := c.give(start, r, digest, yield); err != nil {
			return err
		}
	}
}

func (c *scan) give(start int64, r *Record, digest error, yield func(*Record, error) bool) error {
	if digest != nil {
		if !yield(nil, c.at(start, digest)) {
			return errStop
		}
		return nil
	}
	if !yield(r, nil) {
		return errStop
	}
	return nil
}

func inMember(err error) error {
	if errors.Is(err, gzip.ErrChecksum) {
		return errors.New("gzip checksum is wrong")
	}
	return torn(err)
}

// endOfRecord takes the two line breaks after a block. Some tools leave them out at the end of a file.
func endOfRecord(br *bufio.Reader) error {
	for range 2 {
		b, err := br.Peek(2)
		switch {
		case len(b) > 0 && b[0] == '\n':
			br.Discard(1)
		case len(b) == 2 && b[0] == '\r' && b[1] == '\n':
			br.Discard(2)
		case len(b) == 0 && errors.Is(err, io.EOF):
			return nil
		case len(b) == 0 || len(b) == 1 && b[0] == '\r':
			return torn(err)
		default:
			return fmt.Errorf("block is followed by %q, not by an empty line: Content-Length is wrong", b)
		}
	}
	return nil
}

// resync moves to the next place after start where a record, or a member with one, seems to begin, and reports whether
// there is one.
func (c *scan) resync(start int64) bool {
	c.src.seek(start + 1) // or else go on from where we are
	mark := []byte("\nWARC/")
	if c.zipped {
		mark = gzipMagic
	}
	for {
		buf, _ := c.src.br.Peek(4 << 10)
		if len(buf) < len(mark) {
			return false
		}
		switch i := bytes.Index(buf, mark); {
		case i < 0:
			c.src.br.Discard(len(buf) - len(mark) + 1)
		case i > 0 && c.zipped:
			c.src.br.Discard(i)
		case c.zipped && startsMember(buf):
			return true
		case c.zipped:
			c.src.br.Discard(1)
		default:
			c.src.br.Discard(i + 1)
			return true
		}
	}
}

// startsMember reports whether buf begins with a gzip member whose content begins with WARC/.
func startsMember(buf []byte) bool {
	gz, err := gzip.NewReader(bytes.NewReader(buf))
	if err != nil {
		return false
	}
	var head [5]byte
	_, err = io.ReadFull(gz, head[:])
	return err == nil && string(head[:]) == "WARC/"
}
