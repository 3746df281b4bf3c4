package warc

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"sync"
	"time"
)

// MaxFile is the size at which a Writer begins a new file.
const MaxFile = 1 << 30

// idle is how long a Writer keeps an unfinished file. Files that did not grow for twice as long have no writer any more;
// see [SealFiles].
const idle = 30 * time.Minute

// A Writer appends records to WARC files of its own below Dir. The zero value of every field but Dir is useful. Methods
// may be called from many goroutines: what they have written is synced together.
type Writer struct {
	Dir     string           // the archive folder; made if it is not there
	Info    []Field          // for the warcinfo record of each file: software, robots, operator, http-header-user-agent ...
	Now     func() time.Time // the clock; default time.Now
	MaxFile int64            // default [MaxFile]
	Prefix  string           // of file names, before the extension: TIME-PID-SERIAL by default gets PREFIX- before it

	mu     sync.Mutex
	seg    *segment
	serial int
}

// A segment is the file that is being written.
type segment struct {
	f     *os.File
	path  string
	size  int64     // written
	last  time.Time // of the last write
	hash  hash.Hash // SHA-256 of all that was written
	index []Entry
	torn  bool // a write failed and could not be undone

	mu     sync.Mutex // held while syncing
	synced int64      // of size
	err    error      // of the first sync that failed: what was not synced before is lost
}

// Append writes a group of records that belong together, syncs the file and returns where each lies. Every record after
// the first is marked as concurrent to the first, unless it says otherwise. The group is in one file, in order. When
// Append fails, none of the group is in the archive: the file is cut back to where it was, and the next group goes to a
// new one. Append completes the records: ID, Date, digests and Ref are set on return.
func (w *Writer) Append(group ...*Record) ([]Ref, error) {
	if len(group) == 0 {
		return nil, nil
	}
	now := w.now()
	e := encoders.Get().(*encoder)
	defer encoders.Put(e)
	e.out.Reset()
	lengths := make([]int64, len(group))
	for i, r := range group {
		r.complete(now)
		if i > 0 && r.Concurrent == nil {
			r.Concurrent = []string{group[0].ID}
		}
		n, err := e.member(r)
		if err != nil {
			return nil, fmt.Errorf("encoding record for %s: %w", r.URI, err)
		}
		lengths[i] = n
	}
	seg, end, refs, err := w.write(now, group, lengths, e.out.Bytes())
	if err != nil {
		return nil, err
	}
	if err := seg.sync(end); err != nil {
		return nil, err
	}
	return refs, nil
}

// write appends the encoded group to the current segment, opening or rolling it as needed.
func (w *Writer) write(now time.Time, group []*Record, lengths []int64, data []byte) (*segment, int64, []Ref, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if err := w.open(now, int64(len(data))); err != nil {
		return nil, 0, nil, err
	}
	seg := w.seg
	if err := seg.append(data); err != nil {
		w.seg = nil
		return nil, 0, nil, errors.Join(err, seg.finish(now))
	}
	at := seg.size - int64(len(data))
	refs := make([]Ref, len(group))
	for i, r := range group {
		r.Ref = Ref{File: filepath.Base(seg.path), Offset: at, Length: lengths[i]}
		refs[i] = r.Ref
		at += lengths[i]
		if en, ok := NewEntry(r); ok {
			seg.index = append(seg.index, en)
		}
	}
	return seg, seg.size, refs, nil
}

// open makes sure that there is a segment with room for n bytes.
func (w *Writer) open(now time.Time, n int64) error {
	limit := w.MaxFile
	if limit <= 0 {
		limit = MaxFile
	}
	if s := w.seg; s != nil && (s.size+n > limit || time.Since(s.last) > idle) {
		w.seg = nil
		if err := s.finish(now); err != nil {
			return err
		}
	}
	if w.seg != nil {
		return nil
	}
	seg, err := w.create(now)
	if err != nil {
		return err
	}
	info := &Record{
		Type: Info, ContentType: WARCFields, Extra: []Field{{"WARC-Filename", filepath.Base(seg.path)}},
		Block: appendFields(nil, w.info()),
	}
	info.complete(now)
	e := encoders.Get().(*encoder)
	defer encoders.Put(e)
	e.out.Reset()
	if _, err = e.member(info); err == nil {
		err = seg.append(e.out.Bytes())
	}
	if err != nil {
		return errors.Join(err, seg.f.Close(), os.Remove(seg.path))
	}
	w.seg = seg
	return nil
}

// info returns the fields of the warcinfo record: what the caller says, and the format unless that is said.
func (w *Writer) info() []Field {
	out := slices.Clone(w.Info)
	for _, f := range []Field{
		{"format", "WARC File Format 1.1"},
		{"conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"},
	} {
		if !slices.ContainsFunc(out, func(g Field) bool { return g.Name == f.Name }) {
			out = append(out, f)
		}
	}
	return out
}

// create makes a file that no other process has: its name holds time, process and a serial number, and it must be new.
func (w *Writer) create(now time.Time) (*segment, error) {
	if err := os.MkdirAll(w.Dir, 0o755); err != nil {
		return nil, err
	}
	for {
		name := now.Format("20060102T150405Z") + "-" + strconv.Itoa(os.Getpid()) + "-" + strconv.Itoa(w.serial) + ".warc.gz"
		if w.Prefix != "" {
			name = w.Prefix + "-" + name
		}
		w.serial++
		path := filepath.Join(w.Dir, name)
		f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
		if errors.Is(err, os.ErrExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if err := syncDir(w.Dir); err != nil {
			return nil, errors.Join(err, f.Close())
		}
		return &segment{f: f, path: path, last: time.Now(), hash: sha256.New()}, nil
	}
}

// append writes data at the end of the segment. When that fails the file is cut back to its last whole record.
func (s *segment) append(data []byte) error {
	if _, err := s.f.Write(data); err != nil {
		terr := s.f.Truncate(s.size)
		s.torn = terr != nil
		return errors.Join(err, terr)
	}
	s.size += int64(len(data))
	s.hash.Write(data)
	s.last = time.Now()
	return nil
}

// sync returns when the first n bytes of the segment are on disk. Whoever comes first syncs for all who wait.
func (s *segment) sync(n int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.synced >= n || s.err != nil {
		return s.failed(n)
	}
	info, err := s.f.Stat()
	if err == nil {
		err = s.f.Sync()
	}
	if err != nil {
		s.err = err
		return s.failed(n)
	}
	s.synced = max(s.synced, info.Size())
	return nil
}

// failed returns why the first n bytes are not on disk, or nil if they are.
func (s *segment) failed(n int64) error {
	if s.synced >= n {
		return nil
	}
	return fmt.Errorf("syncing %s: %w", s.path, s.err)
}

// finish syncs and closes the segment, writes its index and seals it in the manifest.
func (s *segment) finish(now time.Time) error {
	err := s.sync(s.size)
	if cerr := s.f.Close(); err == nil {
		err = cerr
	}
	if err != nil || s.torn {
		return err
	}
	return s.seal(now)
}

// Sync returns when all that was appended is on disk.
func (w *Writer) Sync() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.seg == nil {
		return nil
	}
	return w.seg.sync(w.seg.size)
}

// Close finishes the current file: synced, indexed, sealed. The Writer may be used again; it begins a new file.
func (w *Writer) Close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.seg == nil {
		return nil
	}
	s := w.seg
	w.seg = nil
	return s.finish(w.now())
}

func (w *Writer) now() time.Time {
	if w.Now != nil {
		return w.Now().UTC()
	}
	return time.Now().UTC()
}

// syncDir makes the names in dir durable. Where folders cannot be synced (Windows) it does nothing.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && os.PathSeparator == '/' {
		return err
	}
	return nil
}
