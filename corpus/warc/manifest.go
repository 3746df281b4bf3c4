package warc

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/rogpeppe/go-internal/lockedfile"

	"hearsay/corpus"
)

// ManifestFile is the name of the manifest in the archive folder: JSON Lines of [Seal], appended only.
const ManifestFile = "manifest.jsonl"

// A Seal is one line of the manifest: a file that is finished, and its hash. Each line carries the hash of the line
// before it, so that none can be changed, dropped or moved without a trace.
type Seal struct {
	File   string    `json:"file"`
	Bytes  int64     `json:"bytes"`
	SHA256 string    `json:"sha256"`
	Time   time.Time `json:"time"`
	Why    string    `json:"why,omitempty"` // for a file that is sealed again: what was changed in it; see [Forget]
	Prev   string    `json:"prev"`          // Hash of the line before; empty in the first
	Hash   string    `json:"hash"`          // SHA-256 of this line with an empty Hash
}

// chain returns the hash of s for the chain.
func (s Seal) chain() string {
	s.Hash = ""
	js, _ := json.Marshal(s) // strings, numbers and a time only
	sum := sha256.Sum256(js)
	return hex.EncodeToString(sum[:])
}

// ReadManifest returns the lines of the manifest in dir, nil if there is none. A line that does not fit the chain is a
// *[corpus.LocError]; the lines before it are returned with it. A torn last line is passed over.
func ReadManifest(dir string) ([]Seal, error) {
	path := filepath.Join(dir, ManifestFile)
	data, err := os.ReadFile(path)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var seals []Seal
	prev := ""
	line := 0
	for text := range bytes.Lines(data) {
		line++
		if !bytes.HasSuffix(text, []byte("\n")) {
			break
		}
		var s Seal
		err := json.Unmarshal(text, &s)
		if err == nil && (s.Prev != prev || s.Hash != s.chain()) {
			err = errors.New("line does not fit the chain of hashes: the manifest was changed")
		}
		if err != nil {
			return seals, &corpus.LocError{Where: path, Line: line, Offset: -1, Err: err}
		}
		seals = append(seals, s)
		prev = s.Hash
	}
	return seals, nil
}

// lock excludes other processes that change finished files and the manifest in dir.
func lock(dir string) (unlock func(), err error) {
	return lockedfile.MutexAt(filepath.Join(dir, ".lock")).Lock()
}

// appendSeals adds lines to the manifest. The caller holds the lock; Prev and Hash are filled in here.
func appendSeals(dir string, seals ...Seal) error {
	path := filepath.Join(dir, ManifestFile)
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o644)
	if err != nil {
		return err
	}
	defer f.Close()
	prev, end, err := lastSeal(f)
	if err != nil {
		return &corpus.LocError{Where: path, Offset: end, Err: err}
	}
	if err := f.Truncate(end); err != nil { // what a killed process left of a line
		return err
	}
	var out bytes.Buffer
	for _, s := range seals {
		s.Prev = prev
		s.Hash = s.chain()
		prev = s.Hash
		js, err := json.Marshal(s)
		if err != nil {
			return err
		}
		out.Write(append(js, '\n'))
	}
	if _, err := f.WriteAt(out.Bytes(), end); err != nil {
		return errors.Join(err, f.Truncate(end))
	}
	return f.Sync()
}

// lastSeal returns the hash of the last whole line of the manifest and the offset where the next one belongs.
func lastSeal(f *os.File) (prev string, end int64, err error) {
	info, err := f.Stat()
	if err != nil {
		return "", 0, err
	}
	const tail = 64 << 10
	from := max(0, info.Size()-tail)
	buf := make([]byte, info.Size()-from)
	if _, err := f.ReadAt(buf, from); err != nil && !errors.Is(err, io.EOF) {
		return "", 0, err
	}
	k := bytes.LastIndexByte(buf, '\n') + 1
	end = from + int64(k)
	if k == 0 {
		if from > 0 {
			return "", from, errors.New("line is too long")
		}
		return "", 0, nil
	}
	line := buf[bytes.LastIndexByte(buf[:k-1], '\n')+1 : k]
	var s Seal
	if err := json.Unmarshal(line, &s); err != nil {
		return "", end, fmt.Errorf("last line of the manifest: %w", err)
	}
	return s.Hash, end, nil
}

// SealFiles seals every file in dir that has no line in the manifest and that no writer extends any more: it did not
// grow for an hour. These are the files of killed processes. It returns how many there were.
func SealFiles(dir string, now time.Time) (int, error) {
	files, err := Files(dir)
	if err != nil {
		return 0, err
	}
	unlock, err := lock(dir)
	if err != nil {
		return 0, err
	}
	defer unlock()
	seals, err := ReadManifest(dir)
	if err != nil {
		return 0, err
	}
	sealed := map[string]bool{}
	for _, s := range seals {
		sealed[s.File] = true
	}
	var add []Seal
	for _, name := range files {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil || sealed[name] || now.Sub(info.ModTime()) < 2*idle {
			continue
		}
		size, sum, err := hashFile(filepath.Join(dir, name))
		if err != nil {
			return 0, err
		}
		add = append(add, Seal{File: name, Bytes: size, SHA256: sum, Time: now.UTC()})
	}
	return len(add), appendSeals(dir, add...)
}

// hashFile returns length and SHA-256 in hex of the file at path.
func hashFile(path string) (int64, string, error) {
	f, err := os.Open(path)
	if err != nil {
		return 0, "", err
	}
	defer f.Close()
	h := sha256.New()
	n, err := io.Copy(h, f)
	return n, hexSum(h), err
}

func hexSum(h hash.Hash) string { return hex.EncodeToString(h.Sum(nil)) }

// seal writes the index of a finished segment and its line in the manifest.
func (s *segment) seal(now time.Time) error {
	if err := writeIndex(s.path, s.size, s.index); err != nil {
		return fmt.Errorf("indexing %s: %w", s.path, err)
	}
	dir, name := filepath.Split(s.path)
	unlock, err := lock(dir)
	if err != nil {
		return err
	}
	defer unlock()
	if err := appendSeals(dir, Seal{File: name, Bytes: s.size, SHA256: hexSum(s.hash), Time: now}); err != nil {
		return fmt.Errorf("sealing %s: %w", s.path, err)
	}
	return nil
}
