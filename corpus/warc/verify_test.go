package warc

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hearsay/corpus"
)

func verify(t *testing.T, dir string) Report {
	t.Helper()
	rep, err := Verify(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	return rep
}

// problem fails t unless Verify names exactly the problem want.
func problem(t *testing.T, dir string, want ...string) {
	t.Helper()
	rep := verify(t, dir)
	for _, w := range want {
		found := false
		for _, p := range rep.Problems {
			found = found || strings.Contains(p.Error(), w)
		}
		if !found {
			t.Errorf("no problem %q among %v", w, rep.Problems)
		}
	}
	if len(rep.Problems) != len(want) {
		t.Errorf("problems %v, want %q", rep.Problems, want)
	}
}

func TestVerify(t *testing.T) {
	path, _ := archive(t, 5)
	rep := verify(t, filepath.Dir(path))
	if len(rep.Problems) > 0 || len(rep.Notes) > 0 || rep.Records != 11 || rep.Sealed != 1 || rep.Files != 1 || rep.Bytes == 0 {
		t.Errorf("%+v", rep)
	}
}

func TestVerifyFindsChanges(t *testing.T) {
	path, refs := archive(t, 3)
	dir := filepath.Dir(path)
	// A forger replaces a record by another one with right checksum and length fields, and right structure.
	forged := response(1)
	forged.Block = bytes.Replace(forged.Block, []byte("1407"), []byte("9999"), 1)
	old, err := Read(dir, refs[1])
	if err != nil {
		t.Fatal(err)
	}
	forged.ID, forged.BlockDigest, forged.PayloadDigest = old.ID, old.BlockDigest, old.PayloadDigest
	e := encoders.Get().(*encoder)
	e.out.Reset()
	if _, err := e.member(forged); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	at, end := refs[1].Offset, refs[1].Offset+refs[1].Length
	data = append(append(bytes.Clone(data[:at]), e.out.Bytes()...), data[end:]...)
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
	problem(t, dir, "was changed after it was sealed", "block digest of record "+old.ID)
}

func TestVerifyManifest(t *testing.T) {
	w := newWriter(t)
	for i := range 3 {
		if _, err := w.Append(response(i)); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	files, _ := Files(w.Dir)
	path := filepath.Join(w.Dir, ManifestFile)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.SplitAfter(string(whole), "\n")
	put := func(s string) {
		if err := os.WriteFile(path, []byte(s), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put(lines[0] + lines[2]) // a line dropped; the files of later lines count as not sealed
	problem(t, w.Dir, ManifestFile+":2: line does not fit the chain")
	put(lines[0] + strings.Replace(lines[1], `"bytes":`, `"bytes":1`, 1) + lines[2])
	problem(t, w.Dir, ManifestFile+":2: line does not fit the chain")
	put(lines[0] + lines[1] + lines[2][:30]) // killed while writing a line
	problem(t, w.Dir)
	put(lines[0] + lines[1] + lines[2])
	if err := os.Remove(filepath.Join(w.Dir, files[1])); err != nil {
		t.Fatal(err)
	}
	problem(t, w.Dir, files[1]+": is in the manifest but not in the archive")
}

func TestAppendAfterTornManifest(t *testing.T) {
	w := newWriter(t)
	for i := range 2 {
		if _, err := w.Append(response(i)); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		f, err := os.OpenFile(filepath.Join(w.Dir, ManifestFile), os.O_APPEND|os.O_WRONLY, 0)
		if err != nil {
			t.Fatal(err)
		}
		f.WriteString(`{"file":"torn`)
		f.Close()
	}
	if seals, err := ReadManifest(w.Dir); err != nil || len(seals) != 2 {
		t.Errorf("%v, %v", seals, err)
	}
	problem(t, w.Dir)
}

// TestSealFiles: the file of a killed process is sealed when it has been quiet for long, torn tail and all.
func TestSealFiles(t *testing.T) {
	w := newWriter(t)
	refs, err := w.Append(response(1))
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(w.Dir, refs[0].File)
	data, _ := os.ReadFile(path)
	if err := os.WriteFile(path, append(data, data[:50]...), 0o644); err != nil {
		t.Fatal(err)
	}
	if n, err := SealFiles(w.Dir, time.Now()); n != 0 || err != nil {
		t.Errorf("a fresh file was sealed: %d, %v", n, err)
	}
	if n, err := SealFiles(w.Dir, time.Now().Add(2*time.Hour)); n != 1 || err != nil {
		t.Errorf("SealFiles = %d, %v", n, err)
	}
	rep := verify(t, w.Dir)
	if len(rep.Problems) != 0 || len(rep.Notes) != 1 || !errors.Is(rep.Notes[0], ErrTorn) || rep.Records != 2 {
		t.Errorf("%+v", rep)
	}
}

func TestVerifyStructure(t *testing.T) {
	dir := t.TempDir()
	put := func(name, data string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	rec := plainRecord("resource", "x")
	put("a.warc.gz", gz(rec))
	put("b.warc.gz", gz(strings.Replace(rec, "WARC-Type: resource", "WARC-Type: metadata\r\nWARC-Concurrent-To: <urn:uuid:9>", 1)))
	put("c.warc.gz", gz(plainRecord("metadata", "x"), plainRecord("metadata", "y")))
	put("d.warc.gz", "")
	problem(t, dir, "a.warc.gz: byte 0: resource record has no address", "b.warc.gz: byte 0: refers to record urn:uuid:9", "c.warc.gz: byte 0: record id urn:uuid:1 occurs twice")
}

func TestForget(t *testing.T) {
	w := newWriter(t)
	var refs []Ref
	var group []*Record
	big := NewResource("urn:big", at, "image/png", bytes.Repeat([]byte{7}, 300000))
	for i, r := range []*Record{response(1), response(2), big, NewResource("urn:small", at, "text/plain", []byte("x"))} {
		got, err := w.Append(r, NewMetadata(r.URI, at, Field{"n", string(rune('0' + i))}))
		if err != nil {
			t.Fatal(err)
		}
		refs, group = append(refs, got...), append(group, r)
	}
	if err := Forget(w.Dir, refs[2], "too early", at); err == nil || !strings.Contains(err.Error(), "still being written") {
		t.Errorf("a file with a writer was changed: %v", err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(w.Dir, refs[0].File)
	size := fileSize(t, path)
	for i := 2; i < len(refs); i++ { // all but the first pair
		if err := Forget(w.Dir, refs[i], "asked for by the author", at); err != nil {
			t.Fatal(err)
		}
	}
	data, _ := os.ReadFile(path)
	if fileSize(t, path) != size || bytes.Contains(data, []byte{7, 7, 7, 7}) {
		t.Error("the bytes are still there, or the file has another length")
	}
	for i, ref := range refs {
		r, err := Read(w.Dir, ref)
		if err != nil || r.Ref != ref {
			t.Fatalf("%v: %+v, %v", ref, r, err)
		}
		if gone := r.Type == Metadata && !strings.HasPrefix(string(r.Block), "n: "); gone != (i >= 2) {
			t.Errorf("record %d: %s %q", i, r.Type, r.Block[:min(40, len(r.Block))])
		}
	}
	rep := verify(t, w.Dir)
	if len(rep.Problems) > 0 || rep.Records != 9 {
		t.Errorf("%+v", rep)
	}
	if got, err := Lookup(w.Dir, group[1].URI); len(got) != 0 || err != nil {
		t.Errorf("the index still has it: %v, %v", got, err)
	}
	if got, err := Lookup(w.Dir, group[0].URI); len(got) != 1 || err != nil {
		t.Errorf("the index lost another one: %v, %v", got, err)
	}
	seals, err := ReadManifest(w.Dir)
	if err != nil || len(seals) != 7 || !strings.Contains(seals[6].Why, "asked for") {
		t.Errorf("%+v, %v", seals, err)
	}
}

// TestTombstones: every length of record that the writer can make has a tombstone of that length.
func TestTombstones(t *testing.T) {
	for n := int64(330); n < 140000; n += 1 + n/50 {
		old := &Record{ID: NewID(), Ref: Ref{Length: n}}
		stone, err := tombstone(old, "w", at)
		if err != nil || int64(len(stone)) != n {
			t.Fatalf("%d: %d bytes, %v", n, len(stone), err)
		}
		for r, err := range (&Scanner{}).Reader("x", bytes.NewReader(stone)) {
			if err != nil || r.ID != old.ID {
				t.Fatalf("%d: %v", n, err)
			}
		}
	}
}

func fileSize(t *testing.T, path string) int64 {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

func TestWACZ(t *testing.T) {
	path, _ := archive(t, 4)
	dir := filepath.Dir(path)
	out := filepath.Join(t.TempDir(), "story.wacz")
	f, err := os.Create(out)
	if err != nil {
		t.Fatal(err)
	}
	n, err := WriteWACZ(f, dir, Package{Title: "Ferry", Software: "hearsay", Created: at, Pages: func(yield func(PackagePage) bool) {
		_ = yield(PackagePage{URL: address(1), Title: "One", Time: at}) && yield(PackagePage{URL: address(2), Time: at})
	}})
	if err != nil || n != 2 {
		t.Fatalf("%d pages, %v", n, err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	entries := unzipAll(t, out)
	var desc struct {
		Version   string `json:"wacz_version"`
		Resources []resource
	}
	if err := json.Unmarshal(entries["datapackage.json"], &desc); err != nil || desc.Version != "1.1.1" || len(desc.Resources) != 3 {
		t.Fatalf("%s, %v", entries["datapackage.json"], err)
	}
	for _, r := range desc.Resources {
		if sum := sha256.Sum256(entries[r.Path]); r.Hash != Digest(entries[r.Path]) || r.Bytes != int64(len(entries[r.Path])) {
			t.Errorf("%s: %x", r.Path, sum)
		}
		if r.Name != strings.ToLower(r.Name) {
			t.Errorf("name %s is not in lower case", r.Name)
		}
	}
	if lines := bytes.Count(entries["indexes/index.cdxj"], []byte("\n")); lines != 4 {
		t.Errorf("index of %d lines", lines)
	}
	responses := 0
	for r, err := range (&Scanner{Check: true}).WACZ(out) {
		if err != nil {
			t.Fatal(err)
		}
		if r.Type == Response {
			responses++
		}
	}
	if responses != 4 {
		t.Errorf("%d responses", responses)
	}
}

func TestWACZErrors(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.wacz")
	for _, data := range []string{"", "PK\x03\x04", "PK\x05\x06" + strings.Repeat("\x00", 18)} {
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, err := range (&Scanner{}).WACZ(path) {
			var le *corpus.LocError
			if n++; !errors.As(err, &le) {
				t.Errorf("%q: %v", data, err)
			}
		}
		if n != 1 {
			t.Errorf("%q: %d results", data, n)
		}
	}
}

// FuzzManifest: whatever a manifest holds, it is read without harm, and a line is appended only where it fits.
func FuzzManifest(f *testing.F) {
	f.Add([]byte(`{"file":"a.warc.gz","bytes":1,"sha256":"x","time":"2026-02-21T10:15:00Z","prev":"","hash":"y"}` + "\n"))
	f.Add([]byte("{}\n{"))
	f.Add([]byte("\n\n"))
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := os.WriteFile(filepath.Join(dir, ManifestFile), data, 0o644); err != nil {
			t.Fatal(err)
		}
		before, err := ReadManifest(dir)
		aerr := appendSeals(dir, Seal{File: "b.warc.gz", Time: at})
		after, err2 := ReadManifest(dir)
		if err == nil && (aerr != nil || err2 != nil || len(after) != len(before)+1) {
			t.Fatalf("%d lines, then %d: %v, %v", len(before), len(after), aerr, err2)
		}
		if err != nil && err2 == nil {
			t.Fatal("a broken chain was mended")
		}
	})
}
