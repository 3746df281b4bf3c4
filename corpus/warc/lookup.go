package warc

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"hearsay/corpus"
)

// Lookup returns the captures of address that the indexes in dir know, oldest first. A file that is still being written
// has no index yet: see [Reindex].
func Lookup(dir, address string) ([]Entry, error) {
	paths, err := filepath.Glob(filepath.Join(dir, "*.cdxj"))
	if err != nil {
		return nil, err
	}
	key := Key(address)
	var out []Entry
	for _, p := range paths {
		for e, err := range lookupFile(p, key) {
			if err != nil {
				return out, err
			}
			out = append(out, e)
		}
	}
	slices.SortStableFunc(out, func(a, b Entry) int {
		return cmp.Or(a.Time.Compare(b.Time), cmp.Compare(a.File, b.File), cmp.Compare(a.Offset, b.Offset))
	})
	return out, nil
}

// lookupFile yields the entries for key in the index at path by binary search over its bytes.
func lookupFile(path, key string) iter.Seq2[Entry, error] {
	return func(yield func(Entry, error) bool) {
		f, err := os.Open(path)
		if err != nil {
			yield(Entry{}, err)
			return
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			yield(Entry{}, err)
			return
		}
		prefix := []byte(key + " ")
		start, err := searchLine(f, info.Size(), prefix)
		if err != nil {
			yield(Entry{}, err)
			return
		}
		br := bufio.NewReader(io.NewSectionReader(f, start, info.Size()-start))
		for at := start; ; {
			line, err := br.ReadBytes('\n')
			if !bytes.HasPrefix(line, prefix) {
				return
			}
			e, perr := ParseEntry(strings.TrimRight(string(line), "\r\n"))
			if perr != nil {
				yield(e, &corpus.LocError{Where: path, Offset: at, Err: perr})
				return
			}
			if !yield(e, nil) || err != nil {
				return
			}
			at += int64(len(line))
		}
	}
}

// searchLine returns the offset of the first line of a sorted file that is not less than prefix; size if there is none.
func searchLine(f io.ReaderAt, size int64, prefix []byte) (int64, error) {
	// Lines that begin before lo are less than prefix; none that begins at or after hi comes before found.
	lo, hi, found := int64(0), size, size
	for lo < hi {
		mid := lo + (hi-lo)/2
		start, line, err := lineAfter(f, size, mid)
		switch {
		case err != nil:
			return 0, err
		case start >= hi:
			hi = mid
		case bytes.Compare(line, prefix) < 0:
			lo = start + int64(len(line))
		default:
			found, hi = start, mid
		}
	}
	return found, nil
}

// lineAfter returns the first line that begins at or after offset, which is size when there is none.
func lineAfter(f io.ReaderAt, size, offset int64) (int64, []byte, error) {
	if offset > 0 {
		rest, err := readLine(f, size, offset-1)
		if err != nil {
			return 0, nil, err
		}
		offset += int64(len(rest)) - 1
	}
	line, err := readLine(f, size, offset)
	return offset, line, err
}

// readLine returns the bytes from offset up to and with the next line break.
func readLine(f io.ReaderAt, size, offset int64) ([]byte, error) {
	line, err := bufio.NewReaderSize(io.NewSectionReader(f, offset, size-offset), 512).ReadBytes('\n')
	if errors.Is(err, io.EOF) {
		err = nil
	}
	return line, err
}
