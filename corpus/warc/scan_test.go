package warc

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hearsay/corpus"
)

// outline prints type and offsets of the records in data, and the errors.
func outline(s *Scanner, r io.Reader) string {
	var b strings.Builder
	for rec, err := range s.Reader("x.warc", r) {
		if err != nil {
			fmt.Fprintln(&b, err)
			continue
		}
		fmt.Fprintf(&b, "%s %d+%d/%d %d %v\n", rec.Type, rec.Offset, rec.Length, rec.Inner, len(rec.Block), rec.Cut)
	}
	return b.String()
}

// onlyReader hides that an input can seek.
type onlyReader struct{ io.Reader }

func plainRecord(kind, block string) string {
	return fmt.Sprintf("WARC/1.0\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2026-02-21T10:15:00Z\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, len(block), block)
}

func gz(parts ...string) string {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	for _, p := range parts {
		w.Write([]byte(p))
	}
	w.Close()
	return b.String()
}

func TestScanForms(t *testing.T) {
	a, b := plainRecord("warcinfo", "software: x\r\n"), plainRecord("resource", "The ferry stopped.")
	folded := "WARC/0.18\nWARC-Type: resource\nX-Long: one\n two\nContent-Length: 2\n\nok\n\n"
	for _, c := range []struct{ name, data, want string }{
		{"plain", a + b, fmt.Sprintf("warcinfo 0+%d/0 13 false\nresource %d+%d/0 18 false\n", len(a), len(a), len(b))},
		{"members", gz(a) + gz(b), fmt.Sprintf("warcinfo 0+%d/0 13 false\nresource %d+%d/0 18 false\n", len(gz(a)), len(gz(a)), len(gz(b)))},
		{"one member", gz(a, b), fmt.Sprintf("warcinfo 0+0/0 13 false\nresource 0+0/%d 18 false\n", len(a))},
		{"mixed", a + gz(b), fmt.Sprintf("warcinfo 0+%d/0 13 false\nresource %d+%d/0 18 false\n", len(a), len(a), len(gz(b)))},
		{"no trailer", strings.TrimSuffix(b, "\r\n\r\n"), "resource 0+134/0 18 false\n"},
		{"line feeds", folded, "resource 0+70/0 2 false\n"},
		{"empty", "", ""},
		{"not a WARC", "<html>", "x.warc: byte 0: record begins with \"<html>\", not with WARC/\n"},
		{"no length", "WARC/1.0\r\nWARC-Type: resource\r\n\r\n", "x.warc: byte 0: record has no Content-Length\n"},
		{"negative", "WARC/1.0\r\nContent-Length: -4\r\n\r\n", "x.warc: byte 0: bad Content-Length \"-4\"\n"},
		{"no colon", "WARC/1.0\r\nnonsense\r\n\r\n", "x.warc: byte 0: header line \"nonsense\" has no colon\n"},
		{"huge length", "WARC/1.0\r\nContent-Length: 9000000000000000000\r\n\r\nabc", "x.warc: byte 0: record is cut off\n"},
		{"long header", "WARC/1.0\r\nX: " + strings.Repeat("x", 70000), "x.warc: byte 0: record header is longer than 65536 bytes\n"},
		{"wrong length", strings.Replace(a, "13", "9", 1) + b, fmt.Sprintf("x.warc: byte 0: block is followed by \" x\", not by an empty line: Content-Length is wrong\nresource %d+%d/0 18 false\n", len(a)-1, len(b))},
	} {
		got := outline(&Scanner{}, strings.NewReader(c.data))
		if got != c.want {
			t.Errorf("%s:\n got %swant %s", c.name, got, c.want)
		}
		if unseekable := outline(&Scanner{}, onlyReader{strings.NewReader(c.data)}); unseekable != got {
			t.Errorf("%s without seeking:\n got %swant %s", c.name, unseekable, got)
		}
	}
}

func TestScanBounds(t *testing.T) {
	data := gz(plainRecord("resource", strings.Repeat("x", 5000))) + gz(plainRecord("metadata", "y: z\r\n"))
	s := &Scanner{MaxBlock: 100, Check: true}
	if got := outline(s, strings.NewReader(data)); !strings.HasPrefix(got, "resource 0+") || !strings.Contains(got, " 100 true\nmetadata") {
		t.Error(got)
	}
	s = &Scanner{Want: func(r *Record) bool { return r.Type == Metadata }}
	if got := outline(s, strings.NewReader(data)); !strings.Contains(got, " 0 true\nmetadata") || !strings.Contains(got, " 6 false") {
		t.Error(got)
	}
}

// TestTorn cuts a file after every byte: the records before the cut are all there, and at most one error says where.
func TestTorn(t *testing.T) {
	path, refs := archive(t, 3)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var ends []int64
	for r, err := range Scan(path) {
		if err != nil {
			t.Fatal(err)
		}
		ends = append(ends, r.Offset+r.Length)
	}
	if len(ends) != 7 || refs[2].Offset != ends[4] {
		t.Fatalf("ends = %v", ends)
	}
	for cut := range len(data) {
		whole := 0
		for whole < len(ends) && ends[whole] <= int64(cut) {
			whole++
		}
		n := 0
		for r, err := range (&Scanner{Check: true}).Reader("t.warc.gz", bytes.NewReader(data[:cut])) {
			if err == nil {
				n++
				continue
			}
			var le *corpus.LocError
			if !errors.As(err, &le) || !errors.Is(err, ErrTorn) || r != nil {
				t.Fatalf("cut at %d: %v", cut, err)
			}
			if want := append([]int64{0}, ends...)[whole]; le.Offset != want {
				t.Fatalf("cut at %d: error at %d, want %d", cut, le.Offset, want)
			}
		}
		if n != whole {
			t.Fatalf("cut at %d: %d records, want %d", cut, n, whole)
		}
	}
}

// TestDamage changes one byte after another: every damage is reported, and no more than the record it is in is lost.
func TestDamage(t *testing.T) {
	path, _ := archive(t, 4)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Count(outline(&Scanner{}, bytes.NewReader(data)), "\n")
	for i := 0; i < len(data); i += 7 {
		bad := bytes.Clone(data)
		bad[i] ^= 0x5a
		n, errs := 0, 0
		for _, err := range (&Scanner{Check: true}).Reader("t.warc.gz", bytes.NewReader(bad)) {
			if err != nil {
				errs++
			} else {
				n++
			}
		}
		harmless := n == all // time, flags and system of the gzip header
		if n < all-1 || errs == 0 && !harmless {
			t.Fatalf("byte %d of %d changed: %d of %d records, %d errors", i, len(data), n, all, errs)
		}
	}
}

func TestReadAtErrors(t *testing.T) {
	path, refs := archive(t, 2)
	var le *corpus.LocError
	for _, offset := range []int64{refs[1].Offset + 1, 1 << 40} {
		if r, err := ReadAt(path, offset); !errors.As(err, &le) || le.Offset != offset {
			t.Errorf("ReadAt(%d) = %v, %v", offset, r, err)
		}
	}
	if _, err := ReadAt(filepath.Join(filepath.Dir(path), "none.warc"), 0); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("err = %v", err)
	}
}

func FuzzScan(f *testing.F) {
	a, b := plainRecord("warcinfo", "software: x\r\n"), plainRecord("response", htmlHead+"<p>x")
	for _, s := range []string{a + b, gz(a) + gz(b), gz(a, b), gz(a)[:20] + gz(b), a[:40] + b} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		last := Ref{Offset: -1}
		n := 0
		for r, err := range (&Scanner{Check: true, MaxBlock: 1 << 16}).Reader("f", bytes.NewReader(data)) {
			if n++; n > len(data)+1 {
				t.Fatal("more results than bytes")
			}
			if err != nil {
				var le *corpus.LocError
				if !errors.As(err, &le) {
					t.Fatalf("error without a place: %v", err)
				}
				continue
			}
			if r.Offset < last.Offset || r.Offset == last.Offset && r.Inner <= last.Inner || r.Offset+r.Length > int64(len(data)) {
				t.Fatalf("record at %v after %v", r.Ref, last)
			}
			if int64(len(r.Block)) > r.BlockLen || !r.Cut && int64(len(r.Block)) != r.BlockLen {
				t.Fatalf("block of %d for length %d", len(r.Block), r.BlockLen)
			}
			last = r.Ref
			r.Payload(Limits{Size: 1 << 16})
			NewEntry(r)
			r.Fields()
		}
	})
}
