package warc

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"hearsay/corpus"
)

// A Report is what [Verify] found.
type Report struct {
	Files, Records int
	Bytes          int64
	Sealed         int // files that the manifest lists and that are unchanged since
	Problems       []error
	// Notes are what a killed process leaves and what is not finished yet: torn tails, files without seal, records
	// without digest. Nothing that was reported as stored is lost by them.
	Notes []error
}

// maxListed bounds the problems, and the notes, that a report lists.
const maxListed = 1000

func (r *Report) problem(err error) { r.Problems = list(r.Problems, err) }
func (r *Report) note(err error)    { r.Notes = list(r.Notes, err) }

func list(l []error, err error) []error {
	if len(l) == maxListed {
		l = append(l, errors.New("further ones are not listed"))
	}
	if len(l) > maxListed {
		return l
	}
	return append(l, err)
}

// Verify reads the whole archive folder dir: the structure and the digests of every record, the chain of the manifest,
// and the hash of every file that it lists. It returns an error only when it could not go on.
func Verify(ctx context.Context, dir string) (Report, error) {
	var rep Report
	files, err := Files(dir)
	if err != nil {
		return rep, err
	}
	seals, err := ReadManifest(dir)
	if err != nil {
		rep.problem(err)
	}
	last := map[string]Seal{}
	for _, s := range seals {
		last[s.File] = s
	}
	for _, name := range files {
		if err := ctx.Err(); err != nil {
			return rep, err
		}
		rep.Files++
		s, sealed := last[name]
		delete(last, name)
		rep.seal(dir, name, s, sealed)
		if err := rep.file(ctx, filepath.Join(dir, name)); err != nil {
			return rep, err
		}
	}
	gone := make([]string, 0, len(last))
	for name := range last {
		gone = append(gone, name)
	}
	slices.Sort(gone)
	for _, name := range gone {
		rep.problem(&corpus.LocError{Where: filepath.Join(dir, name), Offset: -1, Err: errors.New("is in the manifest but not in the archive")})
	}
	return rep, nil
}

// seal compares the file with its line in the manifest.
func (r *Report) seal(dir, name string, s Seal, sealed bool) {
	path := filepath.Join(dir, name)
	if !sealed {
		r.note(&corpus.LocError{Where: path, Offset: -1, Err: errors.New("not sealed yet")})
		return
	}
	size, sum, err := hashFile(path)
	switch {
	case err != nil:
		r.problem(err)
	case size != s.Bytes || sum != s.SHA256:
		r.problem(&corpus.LocError{Where: path, Offset: -1, Err: fmt.Errorf("was changed after it was sealed at %s (%d bytes then, %d now)", stamp(s.Time), s.Bytes, size)})
	default:
		r.Sealed++
	}
}

// file checks the records of one file.
func (r *Report) file(ctx context.Context, path string) error {
	if info, err := os.Stat(path); err == nil {
		r.Bytes += info.Size()
	}
	ids := map[string]bool{}
	var wanted []reference
	n, damaged := 0, false
	for rec, err := range (&Scanner{Check: true}).File(path) {
		if cerr := ctx.Err(); cerr != nil {
			return cerr
		}
		n++
		switch {
		case errors.Is(err, ErrTorn):
			r.note(err)
			damaged = true
			continue
		case err != nil:
			r.problem(err)
			damaged = true
			continue
		}
		r.Records++
		if err := structure(rec, ids); err != nil {
			r.problem(&corpus.LocError{Where: path, Offset: rec.Offset, Err: err})
		}
		if rec.BlockDigest == "" {
			r.note(&corpus.LocError{Where: path, Offset: rec.Offset, Err: errors.New("record has no digest")})
		}
		ids[rec.ID] = true
		if len(rec.Concurrent) > 0 {
			wanted = append(wanted, reference{rec.Offset, rec.Concurrent})
		}
	}
	if n == 0 {
		r.note(&corpus.LocError{Where: path, Offset: -1, Err: errors.New("holds no record")})
	}
	if damaged {
		return nil // what is referred to may be what is damaged
	}
	for _, ref := range wanted {
		for _, id := range ref.ids {
			if !ids[id] {
				r.problem(&corpus.LocError{Where: path, Offset: ref.offset, Err: fmt.Errorf("refers to record %s, which is not in the file", id)})
			}
		}
	}
	return nil
}

// A reference is what the record at offset says of others.
type reference struct {
	offset int64
	ids    []string
}

// structure checks what holds for every record of our own files; seen are the ids of the records before it.
func structure(r *Record, seen map[string]bool) error {
	switch {
	case r.ID == "":
		return errors.New("record has no id")
	case seen[r.ID]:
		return fmt.Errorf("record id %s occurs twice", r.ID)
	case r.Date.IsZero():
		return errors.New("record has no date")
	case r.Inner != 0:
		return errors.New("record does not have a gzip member of its own")
	case r.Type == Response || r.Type == Request || r.Type == Resource || r.Type == Revisit:
		if r.URI == "" {
			return fmt.Errorf("%s record has no address", r.Type)
		}
	case r.Type == "":
		return errors.New("record has no type")
	}
	return nil
}
