package store

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"hearsay/corpus"
)

// CorrectionsName is the name of the file of corrections in a corpus folder.
const CorrectionsName = "corrections.jsonl"

// ops are the operations that a correction may name.
var ops = []string{
	"same", "different", "edge", "notAClaim", "mutation", "date", "outlet", "byline", "missed",
	"exclude", "include", "forget", "status", "note",
}

// AppendCorrection appends e to the corrections of the corpus folder dir. When it returns nil, e is on disk.
func AppendCorrection(dir string, e corpus.CorrectionEntry) error {
	if !slices.Contains(ops, e.Op) {
		return fmt.Errorf("correction: unknown operation %q", e.Op)
	}
	line, err := json.Marshal(e)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(filepath.Join(dir, CorrectionsName), os.O_APPEND|os.O_CREATE|os.O_RDWR, 0o666)
	if err != nil {
		return err
	}
	defer f.Close()
	if torn, err := tornTail(f); err != nil {
		return err
	} else if torn {
		line = append([]byte{'\n'}, line...) // a crash cut the last line short; begin a new one
	}
	if _, err := f.Write(append(line, '\n')); err != nil {
		return err
	}
	return f.Sync()
}

// tornTail reports whether f ends inside a line.
func tornTail(f *os.File) (bool, error) {
	st, err := f.Stat()
	if err != nil || st.Size() == 0 {
		return false, err
	}
	var last [1]byte
	_, err = f.ReadAt(last[:], st.Size()-1)
	return last[0] != '\n', err
}

// Corrections reads the corrections of the corpus folder dir in the order they were made. A line that cannot be read is
// left out and reported in bad, with file and line; it hides no other. A missing file means no corrections.
func Corrections(dir string) (es []corpus.CorrectionEntry, bad []error, err error) {
	path := filepath.Join(dir, CorrectionsName)
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil, nil
	}
	if err != nil {
		return nil, nil, err
	}
	sc := bufio.NewScanner(bytes.NewReader(b))
	sc.Buffer(nil, len(b)+1)
	for n := 1; sc.Scan(); n++ {
		if len(bytes.TrimSpace(sc.Bytes())) == 0 {
			continue
		}
		var e corpus.CorrectionEntry
		err := json.Unmarshal(sc.Bytes(), &e)
		if err == nil && !slices.Contains(ops, e.Op) {
			err = fmt.Errorf("unknown operation %q", e.Op)
		}
		if err != nil {
			bad = append(bad, &corpus.LocError{Where: path, Line: n, Offset: -1, Err: err})
			continue
		}
		es = append(es, e)
	}
	return es, bad, sc.Err()
}

// FixesOf returns what the corrections say of each article that they name. The later one wins, and what was said of an
// article before it was forgotten is gone with it.
func FixesOf(es []corpus.CorrectionEntry) map[corpus.ArticleID]Fixes {
	out := map[corpus.ArticleID]Fixes{}
	for _, e := range es {
		f := out[e.Article]
		switch e.Op {
		case "date":
			f.Date = e.Value
		case "outlet":
			f.Outlet = e.Value
		case "byline":
			f.Byline = []string{e.Value}
		case "exclude":
			f.Excluded = true
		case "include":
			f.Excluded = false
		case "forget":
			delete(out, e.Article)
			continue
		default:
			continue
		}
		out[e.Article] = f
	}
	return out
}
