package warc

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// Forget removes the bytes of the record at ref for good and leaves a tombstone of the same length and record id in its
// place, so that every other Ref stays true. why is kept in the tombstone and in the manifest, which seals the file anew;
// do not name in it what is to be forgotten. A file that has a writer still is refused: close it first.
func Forget(dir string, ref Ref, why string, now time.Time) error {
	path := filepath.Join(dir, ref.File)
	old, err := ReadAt(path, ref.Offset)
	if err != nil {
		return err
	}
	if old.Length == 0 {
		return fmt.Errorf("%s: byte %d: record does not have a gzip member of its own", path, ref.Offset)
	}
	stone, err := tombstone(old, why, now)
	if err != nil {
		return fmt.Errorf("%s: byte %d: %w", path, ref.Offset, err)
	}
	unlock, err := lock(dir)
	if err != nil {
		return err
	}
	defer unlock()
	if err := finished(dir, ref.File); err != nil {
		return err
	}
	if err := overwrite(path, ref.Offset, stone); err != nil {
		return err
	}
	if err := Index(path); err != nil {
		return err
	}
	size, sum, err := hashFile(path)
	if err != nil {
		return err
	}
	return appendSeals(dir, Seal{File: ref.File, Bytes: size, SHA256: sum, Time: now.UTC(), Why: "forget: " + why})
}

// finished returns an error if a process may still be writing to the file: it is not sealed, and grew not long ago.
func finished(dir, name string) error {
	seals, err := ReadManifest(dir)
	if err != nil {
		return err
	}
	if slices.ContainsFunc(seals, func(s Seal) bool { return s.File == name }) {
		return nil
	}
	path := filepath.Join(dir, name)
	info, err := os.Stat(path)
	if err == nil && time.Since(info.ModTime()) < 2*idle {
		err = fmt.Errorf("%s is still being written", path)
	}
	return err
}

func overwrite(path string, at int64, data []byte) error {
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	_, err = f.WriteAt(data, at)
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// tombstone returns a gzip member of exactly old.Length bytes: a metadata record with old's id, padded with spaces in
// its block and then, byte by byte, in the file name field of the gzip header (RFC 1952, 2.3).
func tombstone(old *Record, why string, now time.Time) ([]byte, error) {
	text := "forgotten: " + why + "\r\n"
	r := &Record{Type: Metadata, ID: old.ID, Date: now, ContentType: WARCFields}
	build := func(pad int) []byte {
		r.Block = append([]byte(text), bytes.Repeat([]byte{' '}, pad)...)
		r.BlockDigest = ""
		var out bytes.Buffer
		storeMember(&out, r.appendHeader(nil), r.Block, []byte(recordEnd))
		return out.Bytes()
	}
	least := build(0)
	if int64(len(least)) > old.Length {
		text = "" // the reason stays in the manifest
		if least = build(0); int64(len(least)) > old.Length {
			return nil, fmt.Errorf("record of %d bytes is too short for a tombstone", old.Length)
		}
	}
	const slack = 64 // for the blocks' own headers and a longer Content-Length
	room := int(old.Length) - len(least)
	pad := max(0, room-slack-5*(room>>16))
	member := build(pad)
	switch missing := int(old.Length) - len(member); {
	case missing < 0:
		return nil, errors.New("tombstone does not fit")
	case missing > 0:
		name := append(bytes.Repeat([]byte{'x'}, missing-1), 0)
		member[3] |= 0x08 // FNAME
		return append(append(member[:10:10], name...), member[10:]...), nil
	}
	return member, nil
}
