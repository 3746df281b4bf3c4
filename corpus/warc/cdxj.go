package warc

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// An Entry is one line of a CDXJ index: key, timestamp and a JSON object, sorted by key and timestamp.
type Entry struct {
	Key    string    `json:"-"` // see [Key]
	Time   time.Time `json:"-"` // to the second
	URL    string    `json:"url"`
	MIME   string    `json:"mime,omitempty"`
	Status int       `json:"status,string,omitempty"`
	Digest string    `json:"digest,omitempty"`
	Length int64     `json:"length,string"`
	Offset int64     `json:"offset,string"`
	File   string    `json:"filename"`
}

const cdxTime = "20060102150405"

// NewEntry makes the index entry of r; ok is false for records that are not looked up by address.
func NewEntry(r *Record) (e Entry, ok bool) {
	switch r.Type {
	case Response, Resource, Revisit, Conversion:
	default:
		return e, false
	}
	e = Entry{
		Key: Key(r.URI), Time: r.Date.UTC().Truncate(time.Second), URL: r.URI,
		Digest: r.PayloadDigest, Length: r.Length, Offset: r.Offset, File: r.File,
	}
	switch {
	case r.Type == Revisit:
		e.MIME = "warc/revisit"
		e.Status = statusOf(r.Block)
	case isHTTP(r.Block):
		e.MIME = bareType(headerOf(r.Block[:headLen(r.Block)]).Get("Content-Type"))
		e.Status = statusOf(r.Block)
	default:
		e.MIME = bareType(r.ContentType)
	}
	return e, true
}

// bareType returns a media type without its parameters, in lower case.
func bareType(contentType string) string {
	t, _, _ := strings.Cut(contentType, ";")
	return strings.ToLower(strings.TrimSpace(t))
}

// String returns the line of e, without a line break.
func (e Entry) String() string {
	js, _ := json.Marshal(e) // strings and numbers only
	return e.Key + " " + e.Time.UTC().Format(cdxTime) + " " + string(js)
}

// ParseEntry reads one line of an index, numbers given as such or as strings.
func ParseEntry(line string) (Entry, error) {
	key, rest, ok := strings.Cut(line, " ")
	stamp, js, ok2 := strings.Cut(rest, " ")
	if !ok || !ok2 {
		return Entry{}, errors.New("index line does not have three parts")
	}
	t, err := time.Parse(cdxTime, stamp)
	if err != nil {
		return Entry{}, fmt.Errorf("index line has a bad timestamp %.20q", stamp)
	}
	var v struct {
		URL, MIME, Digest, Filename string
		Status, Length, Offset      any
	}
	if err := json.Unmarshal([]byte(js), &v); err != nil {
		return Entry{}, fmt.Errorf("index line: %w", err)
	}
	return Entry{
		Key: key, Time: t, URL: v.URL, MIME: v.MIME, Status: int(number(v.Status)), Digest: v.Digest,
		Length: number(v.Length), Offset: number(v.Offset), File: v.Filename,
	}, nil
}

func number(v any) int64 {
	switch x := v.(type) {
	case float64:
		return int64(x)
	case string:
		n, _ := strconv.ParseInt(x, 10, 64) // a dash means none
		return n
	}
	return 0
}

// indexPath returns the path of the index beside a WARC file.
func indexPath(warc string) string {
	return strings.TrimSuffix(strings.TrimSuffix(warc, ".gz"), ".warc") + ".cdxj"
}

// indexMeta is the first line of our index files, "!meta {...}": for which file, and how long it was.
type indexMeta struct {
	WARC  string `json:"warc"`
	Bytes int64  `json:"bytes"`
}

const metaMark = "!meta "

// writeIndex writes the index of the WARC file at path, which is size bytes long. It appears under its name only when it
// is complete.
func writeIndex(path string, size int64, entries []Entry) error {
	lines := make([]string, len(entries))
	for i, e := range entries {
		lines[i] = e.String()
	}
	slices.Sort(lines)
	tmp, err := os.CreateTemp(filepath.Dir(path), ".cdxj-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name()) // after the rename there is nothing to remove
	w := bufio.NewWriter(tmp)
	meta, _ := json.Marshal(indexMeta{filepath.Base(path), size})
	w.WriteString(metaMark + string(meta) + "\n")
	for _, l := range lines {
		w.WriteString(l)
		w.WriteByte('\n')
	}
	err = w.Flush()
	if cerr := tmp.Close(); err == nil {
		err = cerr
	}
	if err == nil {
		err = os.Chmod(tmp.Name(), 0o644)
	}
	if err != nil {
		return err
	}
	return os.Rename(tmp.Name(), indexPath(path))
}

// Index builds the index of the WARC file at path anew. Damaged records are left out; they are joined in the error, and
// the index is written all the same.
func Index(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	var entries []Entry
	var damage []error
	heads := &Scanner{MaxBlock: 64 << 10}
	for r, err := range heads.File(path) {
		if err != nil {
			damage = append(damage, err)
			continue
		}
		if e, ok := NewEntry(r); ok {
			entries = append(entries, e)
		}
	}
	if err := writeIndex(path, info.Size(), entries); err != nil {
		return err
	}
	return errors.Join(damage...)
}

// Reindex builds the indexes in the archive folder dir that are missing or older than their file, and returns how many
// it built. Damaged records are joined in the error.
func Reindex(dir string) (int, error) {
	files, err := Files(dir)
	if err != nil {
		return 0, err
	}
	n := 0
	var damage []error
	for _, name := range files {
		path := filepath.Join(dir, name)
		if fresh(path) {
			continue
		}
		n++
		damage = append(damage, Index(path))
	}
	return n, errors.Join(damage...)
}

// fresh reports whether the index beside path covers all of it.
func fresh(path string) bool {
	info, err := os.Stat(path)
	if err != nil {
		return false
	}
	f, err := os.Open(indexPath(path))
	if err != nil {
		return false
	}
	defer f.Close()
	line, err := bufio.NewReader(f).ReadString('\n')
	var m indexMeta
	js, ok := strings.CutPrefix(line, metaMark)
	return err == nil && ok && json.Unmarshal([]byte(js), &m) == nil && m.Bytes == info.Size()
}

// Files returns the base names of the WARC files in dir, sorted: for our own files that is the order of time.
func Files(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, e := range entries {
		if n := e.Name(); !e.IsDir() && (strings.HasSuffix(n, ".warc.gz") || strings.HasSuffix(n, ".warc")) {
			out = append(out, n)
		}
	}
	return out, nil
}
