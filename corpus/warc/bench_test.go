package warc

import (
	"bytes"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// page60 is a page of 60 KB: half text that compresses well, half that does not.
func page60() []byte {
	r := rand.New(rand.NewPCG(1, 2))
	var b bytes.Buffer
	for b.Len() < 60<<10 {
		b.Write(article(r.IntN(1000), 2))
		for range 60 {
			b.WriteByte("abcdefghijklmnopqrstuvwxyz     "[r.IntN(31)])
		}
	}
	return b.Bytes()
}

func benchAppend(b *testing.B, head string, body []byte) {
	w := newWriter(b)
	defer w.Close()
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	b.RunParallel(func(pb *testing.PB) {
		for i := 0; pb.Next(); i++ {
			refs, err := w.Append(NewResponse(address(i), at, []byte(head), body), NewRequest(address(i), at, []byte("GET / HTTP/1.1\r\n\r\n")))
			if err != nil || len(refs) != 2 {
				b.Fatal(refs, err)
			}
		}
	})
}

// BenchmarkAppendGzip stores pages of 60 KB that came compressed, request and fsync included.
func BenchmarkAppendGzip(b *testing.B) {
	benchAppend(b, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Type: text/html\r\n\r\n", encode(b, "gzip", page60()))
}

// BenchmarkAppendPlain stores pages of 60 KB that came as they are.
func BenchmarkAppendPlain(b *testing.B) { benchAppend(b, htmlHead, page60()) }

func BenchmarkReadAt(b *testing.B) {
	path, refs := archive(b, 1000)
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		r, err := ReadAt(path, refs[i%len(refs)].Offset)
		if err != nil || r.Type != Response {
			b.Fatal(err)
		}
		i++
	}
}

func BenchmarkScan(b *testing.B) {
	w := newWriter(b)
	body := page60()
	for i := range 200 {
		if _, err := w.Append(NewResponse(address(i), at, []byte(htmlHead), body)); err != nil {
			b.Fatal(err)
		}
	}
	w.Close()
	files, _ := Files(w.Dir)
	path := filepath.Join(w.Dir, files[0])
	for _, check := range []bool{false, true} {
		name := "plain"
		if check {
			name = "digests"
		}
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(200 * len(body)))
			b.ReportAllocs()
			for b.Loop() {
				n := 0
				for _, err := range (&Scanner{Check: check}).File(path) {
					if err != nil {
						b.Fatal(err)
					}
					n++
				}
				if n != 201 {
					b.Fatal(n)
				}
			}
		})
	}
}

// BenchmarkScanBig passes over a record of 256 MB that nobody wants, in bounded memory.
func BenchmarkScanBig(b *testing.B) {
	path := filepath.Join(b.TempDir(), "big.warc")
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	const n = 256 << 20
	io.WriteString(f, "WARC/1.0\r\nWARC-Type: resource\r\nContent-Length: 268435456\r\n\r\n")
	f.Truncate(n + 60)
	f.Seek(0, io.SeekEnd)
	io.WriteString(f, recordEnd)
	f.Close()
	b.SetBytes(n)
	b.ReportAllocs()
	s := &Scanner{Want: func(*Record) bool { return false }}
	for b.Loop() {
		for r, err := range s.File(path) {
			if err != nil || !r.Cut || len(r.Block) != 0 {
				b.Fatal(err)
			}
		}
	}
}

func BenchmarkLookup(b *testing.B) {
	path, _ := archive(b, 20000)
	dir := filepath.Dir(path)
	i := 0
	for b.Loop() {
		if got, err := Lookup(dir, address(i%20000)); err != nil || len(got) != 1 {
			b.Fatal(got, err)
		}
		i++
	}
}
