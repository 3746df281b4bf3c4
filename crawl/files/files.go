// Package files turns what people have on disk into pages: web pages saved by a browser (as HTML, SingleFile or MHTML),
// plain text, PDF, web archives (WARC and WACZ), documents as JSON Lines, lists of addresses, whole folders of all that,
// and manifests that say what the files are.
//
// It reads, and does nothing else: archiving and extracting are for its caller. An input that cannot be read is one
// error, a *[corpus.LocError] that names file and line or offset, and never ends the run.
package files

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"time"

	"hearsay/corpus"
	"hearsay/corpus/warc"
)

// MaxSize is the length of the longest document that is taken, in bytes. Archives and JSON Lines files may be longer.
const MaxSize = 64_000_000

// Kind says what a document came in.
type Kind string

// The kinds of input.
const (
	HTML      Kind = "html"
	MHTML     Kind = "mhtml"
	Text      Kind = "text"
	PDF       Kind = "pdf"
	WARC      Kind = "warc"
	WACZ      Kind = "wacz"
	JSONLines Kind = "jsonl"
	Addresses Kind = "urls" // a list of addresses to fetch
)

// A Document is one page that was found, or one address to fetch.
type Document struct {
	Page    *corpus.Page    // nil for an address
	Address string          // the address to fetch; empty if there is a Page
	Said    corpus.Manifest // what a manifest says of Address; what one says of Page is in Page.Manifest

	Kind   Kind
	Path   string       // the file that it came from
	Line   int          // in a list or a JSON Lines file, from 1
	Digest string       // of Page.Body: sha256:hex
	Dated  bool         // the input itself says when it was captured; else Page.Fetched is the time of the import
	Record *warc.Record // the record of a WARC or WACZ, with its HTTP head
}

// An Importer reads files. Its zero value is useful.
type Importer struct {
	Manifest string           // path of a manifest, JSON Lines or CSV; the files it names are read too
	Now      func() time.Time // the clock; default time.Now
	MaxSize  int64            // default [MaxSize]
}

// Documents yields what is in the files and folders at paths, folders recursively and in the order of names, and before
// that what the manifest names, in its order. No file is read twice. What is passed over without a word: hidden files and
// folders, the folder of pictures and scripts that a browser saves beside a page, and in web archives all that is not an
// answer with a document. A file manifest.jsonl or manifest.csv in a folder speaks for the files it names.
func (im *Importer) Documents(ctx context.Context, paths ...string) iter.Seq2[*Document, error] {
	return func(yield func(*Document, error) bool) {
		r := &run{im: im, ctx: ctx, seen: map[string]bool{}, said: map[string]line{}, yield: yield}
		if im.Manifest != "" {
			r.manifest(im.Manifest)
		}
		for _, p := range paths {
			r.path(p)
		}
	}
}

// A run is one call of Documents.
type run struct {
	im      *Importer
	ctx     context.Context
	yield   func(*Document, error) bool
	seen    map[string]bool // files that were read, by absolute path
	said    map[string]line // manifest lines by absolute path of the file
	stopped bool            // the caller wants no more
	given   int             // results that were yielded
}

// give yields one result and reports whether to go on.
func (r *run) give(d *Document, err error) bool {
	if r.stopped {
		return false
	}
	if cerr := r.ctx.Err(); cerr != nil {
		r.stopped = true
		r.yield(nil, cerr)
		return false
	}
	r.given++
	r.stopped = !r.yield(d, err)
	return !r.stopped
}

// refuse yields the reason why a file is not taken.
func (r *run) refuse(path, format string, args ...any) bool {
	return r.give(nil, &corpus.LocError{Where: path, Offset: -1, Err: fmt.Errorf(format, args...)})
}

// refuseLine is refuse for a line of a file.
func (r *run) refuseLine(path string, n int, err error) bool {
	return r.give(nil, &corpus.LocError{Where: path, Line: n, Offset: -1, Err: err})
}

// path reads a file or folder that the user named.
func (r *run) path(path string) {
	info, err := os.Stat(path)
	switch {
	case r.stopped:
	case err != nil:
		r.give(nil, located(path, err))
	case info.IsDir():
		r.folder(path)
	default:
		r.file(path)
	}
}

// located names the path once.
func located(path string, err error) error {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	if errors.Is(err, fs.ErrNotExist) {
		err = errors.New("no such file or folder")
	}
	return &corpus.LocError{Where: path, Offset: -1, Err: err}
}

// file reads one file, once.
func (r *run) file(path string) {
	key := path
	if abs, err := filepath.Abs(path); err == nil {
		key = abs
	}
	if r.seen[key] || r.stopped {
		return
	}
	r.seen[key] = true
	info, err := os.Stat(path)
	switch {
	case err != nil:
		r.give(nil, located(path, err))
		return
	case !info.Mode().IsRegular():
		what := "is not a regular file"
		if info.IsDir() {
			what = "is a link to a folder: name the folder itself"
		}
		r.refuse(path, "%s", what)
		return
	case info.Size() == 0:
		r.refuse(path, "file is empty")
		return
	}
	r.read(&input{path: path, size: info.Size(), said: r.said[key]})
}

// An input is a file that is being read.
type input struct {
	path string
	size int64
	said line // what a manifest says of it
}

// read finds out what the file is and reads it as that.
func (r *run) read(in *input) {
	f, err := os.Open(in.path)
	if err != nil {
		r.give(nil, located(in.path, err))
		return
	}
	defer f.Close()
	head := make([]byte, 64<<10)
	n, err := readFull(f, head)
	if err != nil {
		r.give(nil, located(in.path, err))
		return
	}
	what, err := sniff(in.path, head[:n])
	switch {
	case err != nil:
		r.give(nil, err)
	case what == warcInput:
		r.records(in, WARC, (&warc.Scanner{Want: wanted, MaxBlock: r.im.maxSize()}).File(in.path))
	case what == waczInput:
		r.records(in, WACZ, (&warc.Scanner{Want: wanted, MaxBlock: r.im.maxSize()}).WACZ(in.path))
	case what == jsonInput:
		r.jsonLines(in, f)
	default:
		r.whole(in, f, what)
	}
}

// page yields a document for a page that is a file of its own.
func (r *run) page(in *input, kind Kind, p *corpus.Page, dated bool) {
	p.File = filepath.Base(in.path)
	p.Manifest = in.said.Manifest
	if p.Manifest.File != "" {
		p.Manifest.File = p.File
	}
	if p.Manifest.URL != "" {
		p.URL = p.Manifest.URL
	}
	if !dated {
		p.Fetched = r.im.now()
	}
	r.give(&Document{Page: p, Kind: kind, Path: in.path, Digest: digest(p.Body), Dated: dated}, nil)
}

func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return "sha256:" + hex.EncodeToString(sum[:])
}

func (im *Importer) now() time.Time {
	if im.Now != nil {
		return im.Now().UTC()
	}
	return time.Now().UTC()
}

func (im *Importer) maxSize() int64 {
	if im.MaxSize > 0 {
		return im.MaxSize
	}
	return MaxSize
}
