package frontier

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"math"
	"os"
	"time"

	"hearsay/corpus"
)

// The log is a file NUMBER.log: the line magic, then records
//
//	length   uint32, little endian: bytes of the payload
//	checksum uint32: CRC-32C of the payload
//	payload  operations that belong together
//
// An operation is one byte and its arguments: numbers as varints, floats as 4 bytes, strings with their length before
// them, times as milliseconds since 1970 (0 is the zero time).
//
//	a via+1 kind depth hops bits score url       add an address; it gets the next ID; bits: 1 cited, 2 named
//	s id score cites depth                       it was linked again
//	l id+1 host next                             lease; the host is to be left alone until next
//	d id state tries due why host next           what became of an address
//	v id ...                                     what must be remembered of its last fetch, see Visit
//	h host next                                  the host is to be left alone until next
//	r origin fetched until failure has body      robots.txt of an origin
//
// A record is written by one write. A kill can tear the last one only; it is cut off when the log is opened. The log
// is rewritten to NUMBER+1.log, synced, and renamed into place before the old one goes.
const magic = "hearsay frontier 1\n"

const (
	frameHeader = 8
	maxRecord   = 64 << 20
	syncEvery   = 2 * time.Second // what a crash of the machine, not of the process, may make the crawl repeat
)

func castagnoli() *crc32.Table { return crc32.MakeTable(crc32.Castagnoli) }

// A log appends records. All methods but commit and close only fill the buffer.
type log struct {
	f      *os.File
	size   int64
	base   int64 // size after the last rewriting
	buf    []byte
	synced time.Time
	err    error
}

func (l *log) begin() {
	if len(l.buf) == 0 {
		l.buf = append(l.buf, make([]byte, frameHeader)...)
	}
}

func (l *log) op(code byte, args ...uint64) {
	l.begin()
	l.buf = append(l.buf, code)
	for _, a := range args {
		l.buf = binary.AppendUvarint(l.buf, a)
	}
}

func (l *log) str(s string) {
	l.buf = binary.AppendUvarint(l.buf, uint64(len(s)))
	l.buf = append(l.buf, s...)
}

func (l *log) float(x float32) { l.buf = binary.LittleEndian.AppendUint32(l.buf, math.Float32bits(x)) }

func (l *log) add(k Link, via ID) {
	if l == nil {
		return
	}
	bits := uint64(0)
	if k.Cited {
		bits |= 1
	}
	if k.Named {
		bits |= 2
	}
	l.op('a', uint64(via+1), uint64(k.Kind), uint64(k.Depth), uint64(k.Hops), bits)
	l.float(k.Score)
	l.str(k.URL)
}

func (l *log) score(id ID, e *entry) {
	if l == nil {
		return
	}
	l.op('s', uint64(id))
	l.float(e.score)
	l.buf = binary.AppendUvarint(l.buf, uint64(e.cites))
	l.buf = binary.AppendUvarint(l.buf, uint64(e.depth))
}

func (l *log) lease(id ID, host string, next time.Time) {
	l.op('l', uint64(id+1))
	l.str(host)
	l.buf = binary.AppendUvarint(l.buf, millis(next))
}

func (l *log) done(id ID, e *entry, why, host string, next time.Time) {
	if l == nil {
		return
	}
	l.op('d', uint64(id), uint64(e.state), uint64(e.tries), uint64(e.due))
	l.str(why)
	l.str(host)
	l.buf = binary.AppendUvarint(l.buf, millis(next))
}

func (l *log) visit(id ID, v *Visit) {
	l.op('v', uint64(id))
	for _, s := range []string{v.ETag, v.LastModified, v.Record, v.File, v.Digest, v.BodyDigest, v.TextDigest, v.MediaType} {
		l.str(s)
	}
	for _, n := range []uint64{uint64(v.Offset), uint64(v.Length), millis(v.Time), uint64(v.Interval / time.Second), uint64(v.Unchanged)} {
		l.buf = binary.AppendUvarint(l.buf, n)
	}
}

func (l *log) host(name string, next time.Time) {
	l.op('h')
	l.str(name)
	l.buf = binary.AppendUvarint(l.buf, millis(next))
}

func (l *log) robots(origin string, r Rules) {
	l.op('r')
	l.str(origin)
	l.buf = binary.AppendUvarint(l.buf, millis(r.Fetched))
	l.buf = binary.AppendUvarint(l.buf, millis(r.Until))
	l.str(r.Failure)
	has := uint64(0)
	if r.Body != nil {
		has = 1
	}
	l.buf = binary.AppendUvarint(l.buf, has)
	l.str(string(r.Body))
}

// commit writes the buffered operations as one record. After an error the log takes nothing more: what it would say
// after a gap is not to be trusted.
func (l *log) commit() error {
	if len(l.buf) == 0 || l.err != nil {
		l.buf = l.buf[:0]
		return l.err
	}
	payload := l.buf[frameHeader:]
	binary.LittleEndian.PutUint32(l.buf[0:], uint32(len(payload)))
	binary.LittleEndian.PutUint32(l.buf[4:], crc32.Checksum(payload, castagnoli()))
	if _, err := l.f.Write(l.buf); err != nil {
		l.err = fmt.Errorf("writing the frontier: %w", err)
		return l.err
	}
	l.size += int64(len(l.buf))
	if cap(l.buf) > 1<<20 {
		l.buf = nil
	}
	l.buf = l.buf[:0]
	if now := time.Now(); now.Sub(l.synced) > syncEvery {
		l.synced = now
		if err := l.f.Sync(); err != nil {
			l.err = fmt.Errorf("syncing the frontier: %w", err)
		}
	}
	return l.err
}

func (l *log) close() error {
	err := l.commit()
	if serr := l.f.Sync(); err == nil {
		err = serr
	}
	if cerr := l.f.Close(); err == nil {
		err = cerr
	}
	return err
}

func millis(t time.Time) uint64 {
	if t.IsZero() || t.UnixMilli() < 0 {
		return 0
	}
	return uint64(t.UnixMilli())
}

func fromMillis(n uint64) time.Time {
	if n == 0 {
		return time.Time{}
	}
	return time.UnixMilli(int64(n)).UTC()
}

// replay calls apply with the payload of each record of r and returns the offset after the last good one. A torn or
// damaged record ends it with a *corpus.LocError; at the clean end the error is nil.
func replay(name string, r io.Reader, apply func(payload []byte) error) (good int64, err error) {
	head := make([]byte, len(magic))
	if _, err := io.ReadFull(r, head); err != nil {
		return 0, &corpus.LocError{Where: name, Err: io.ErrUnexpectedEOF}
	}
	if string(head) != magic {
		return 0, &corpus.LocError{Where: name, Err: ErrVersion}
	}
	good = int64(len(magic))
	fail := func(err error) (int64, error) { return good, &corpus.LocError{Where: name, Offset: good, Err: err} }
	var frame [frameHeader]byte
	var payload []byte
	for {
		if _, err := io.ReadFull(r, frame[:]); err == io.EOF {
			return good, nil
		} else if err != nil {
			return fail(io.ErrUnexpectedEOF)
		}
		n := binary.LittleEndian.Uint32(frame[0:])
		if n > maxRecord {
			return fail(fmt.Errorf("record of %d bytes", n))
		}
		if cap(payload) < int(n) {
			payload = make([]byte, n)
		}
		payload = payload[:n]
		if _, err := io.ReadFull(r, payload); err != nil {
			return fail(io.ErrUnexpectedEOF)
		}
		if crc32.Checksum(payload, castagnoli()) != binary.LittleEndian.Uint32(frame[4:]) {
			return fail(fmt.Errorf("checksum of a record is wrong"))
		}
		if err := apply(payload); err != nil {
			return fail(err)
		}
		good += frameHeader + int64(n)
	}
}
