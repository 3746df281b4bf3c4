// Command bench reads labelled pages with package article and with two other extractors, side by side in one run, and
// prints for each how well the body was found, how many pages it reads a CPU-second and what it allocates. It is a
// module of its own, so that hearsay does not depend on the others.
//
//	go run . [PAGES.jsonl.gz]
//
// PAGES holds one JSON object a line: url, html_base64 and body. Without it the pages of shared/data/articles/aeb.jsonl.gz
// are read, where shared is the nearest folder of that name above this one.
package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"syscall"
	"time"

	readability "codeberg.org/readeck/go-readability"
	trafilatura "github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"

	"hearsay/corpus"
	"hearsay/extract/article"
)

// A page is a labelled page.
type page struct {
	URL  string
	HTML []byte `json:"html_base64"`
	Body string
}

func main() {
	if len(os.Args) > 2 {
		fmt.Fprintln(os.Stderr, "usage: bench [PAGES.jsonl.gz]")
		os.Exit(2)
	}
	path := sharedPages()
	if len(os.Args) == 2 {
		path = os.Args[1]
	}
	if path == "" {
		log.Fatal("no folder shared with labelled pages above this one: name a file of pages")
	}
	pages, err := read(path)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Printf("%-28s %7s %7s %7s %12s %10s\n", "", "P", "R", "F1", "pages/CPU-s", "kB/page")
	for _, x := range []struct {
		name string
		run  func(page) string
	}{
		{"parse alone (x/net/html)", parseAlone},
		{"hearsay, with metadata", hearsay},
		{"go-trafilatura, fallback", viaTrafilatura},
		{"readeck go-readability", viaReadability},
	} {
		measure(x.name, pages, x.run)
	}
}

// sharedPages finds the labelled pages in the nearest folder "shared" above the working directory. It returns "" if there
// are none.
func sharedPages() string {
	dir, err := os.Getwd()
	if err != nil {
		return ""
	}
	for {
		path := filepath.Join(dir, "shared", "data", "articles", "aeb.jsonl.gz")
		if _, err := os.Stat(path); err == nil {
			return path
		}
		up := filepath.Dir(dir)
		if up == dir {
			return ""
		}
		dir = up
	}
}

// read reads the pages of a gzipped file of JSON lines.
func read(path string) (pages []page, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	for d := json.NewDecoder(z); ; {
		var p page
		if err := d.Decode(&p); err == io.EOF {
			return pages, nil
		} else if err != nil {
			return nil, err
		}
		pages = append(pages, p)
	}
}

func parseAlone(p page) string {
	html.Parse(bytes.NewReader(p.HTML))
	return ""
}

func hearsay(p page) string {
	ex, err := article.Parse(&corpus.Page{URL: p.URL, Body: p.HTML}, nil)
	if err != nil {
		return ""
	}
	var b strings.Builder
	for _, k := range ex.Blocks {
		if k.Kind.Body() {
			b.WriteString(k.Of(ex.Text) + "\n")
		}
	}
	return b.String()
}

func viaTrafilatura(p page) string {
	u, _ := url.Parse(p.URL)
	r, err := trafilatura.Extract(bytes.NewReader(p.HTML), trafilatura.Options{OriginalURL: u, EnableFallback: true, ExcludeComments: true})
	if err != nil {
		return ""
	}
	return r.ContentText
}

func viaReadability(p page) string {
	u, _ := url.Parse(p.URL)
	a, err := readability.FromReader(bytes.NewReader(p.HTML), u)
	if err != nil {
		return ""
	}
	return a.TextContent
}

// measure runs one extractor over all pages, once to warm up on the first few, and prints its row.
func measure(name string, pages []page, run func(page) string) {
	for _, p := range pages[:min(5, len(pages))] {
		run(p)
	}
	texts := make([]string, len(pages))
	runtime.GC()
	cpu, mem := resources()
	for i, p := range pages {
		texts[i] = run(p)
	}
	cpu2, mem2 := resources()
	var P, R float64
	answered := 0
	for i, p := range pages {
		hit, got, gold := shared(texts[i], p.Body)
		R += float64(hit) / float64(max(1, gold))
		if got > 0 {
			P += float64(hit) / float64(got)
			answered++
		}
	}
	n := float64(len(pages))
	P, R = P/float64(max(1, answered)), R/n
	fmt.Printf("%-28s %7.4f %7.4f %7.4f %12.0f %10d\n", name, P, R, 2*P*R/max(1e-9, P+R), n/(cpu2-cpu).Seconds(), (mem2-mem)/uint64(n)/1024)
}

// resources returns the CPU time of the process and the bytes that it has allocated.
func resources() (time.Duration, uint64) {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		return 0, 0
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()), m.TotalAlloc
}

var word = regexp.MustCompile(`[\pL\pN_]+`)

// shared counts the four-word shingles of a and b, and those that they share.
func shared(a, b string) (hit, na, nb int) {
	count := map[string]int{}
	each(a, func(s string) { count[s]++; na++ })
	each(b, func(s string) {
		nb++
		if count[s] > 0 {
			count[s]--
			hit++
		}
	})
	return hit, na, nb
}

// each calls f with every run of four words of s.
func each(s string, f func(string)) {
	w := word.FindAllString(s, -1)
	for i := range max(1, len(w)-3) {
		if len(w) > 0 {
			f(strings.Join(w[i:min(len(w), i+4)], " "))
		}
	}
}
