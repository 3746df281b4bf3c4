package warc

import (
	"archive/zip"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"hearsay/corpus"
)

// WACZ yields the records of the web archive package at path (WACZ 1.x: a zip file with WARC files in its folder
// archive/). Errors and Refs name the WARC file inside. Offsets are those in the WARC file.
func (s *Scanner) WACZ(path string) iter.Seq2[*Record, error] {
	return func(yield func(*Record, error) bool) {
		f, err := os.Open(path)
		if err != nil {
			yield(nil, err)
			return
		}
		defer f.Close()
		info, err := f.Stat()
		if err != nil {
			yield(nil, err)
			return
		}
		z, err := zip.NewReader(f, info.Size())
		if err != nil {
			yield(nil, &corpus.LocError{Where: path, Offset: -1, Err: err})
			return
		}
		found := false
		for _, zf := range z.File {
			if !strings.HasPrefix(zf.Name, "archive/") || !strings.HasSuffix(zf.Name, ".warc.gz") && !strings.HasSuffix(zf.Name, ".warc") {
				continue
			}
			found = true
			if !s.entry(f, path, zf, yield) {
				return
			}
		}
		if !found {
			yield(nil, &corpus.LocError{Where: path, Offset: -1, Err: errors.New("no WARC file in the folder archive of the package")})
		}
	}
}

// entry scans one WARC file in a package, in place where the zip file stores it as it is.
func (s *Scanner) entry(f *os.File, path string, zf *zip.File, yield func(*Record, error) bool) bool {
	name := path + "/" + zf.Name
	var r io.Reader
	if zf.Method == zip.Store {
		at, err := zf.DataOffset()
		if err != nil {
			return yield(nil, &corpus.LocError{Where: name, Offset: -1, Err: err})
		}
		r = io.NewSectionReader(f, at, int64(zf.CompressedSize64))
	} else {
		rc, err := zf.Open()
		if err != nil {
			return yield(nil, &corpus.LocError{Where: name, Offset: -1, Err: err})
		}
		defer rc.Close()
		r = rc
	}
	for rec, err := range s.Reader(name, r) {
		if !yield(rec, err) {
			return false
		}
	}
	return true
}

// A Package is what [WriteWACZ] puts into the package beside the records.
type Package struct {
	Title       string
	Description string
	Software    string
	Created     time.Time
	Pages       iter.Seq[PackagePage] // the entry points that a viewer lists; may be nil
}

// A PackagePage is an entry point of a package.
type PackagePage struct {
	ID    string    `json:"id,omitempty"`
	URL   string    `json:"url"`
	Title string    `json:"title,omitempty"`
	Time  time.Time `json:"ts"`
	Text  string    `json:"text,omitempty"`
}

// A resource is one line of datapackage.json.
type resource struct {
	Name  string `json:"name"`
	Path  string `json:"path"`
	Hash  string `json:"hash"`
	Bytes int64  `json:"bytes"`
}

// WriteWACZ writes the WARC files of the archive folder dir as one package (WACZ 1.1.1) that a viewer such as
// ReplayWeb.page shows: the files as they are, their index, the page list and the hashes of all of them. It returns how
// many pages are listed.
func WriteWACZ(w io.Writer, dir string, p Package) (int, error) {
	files, err := Files(dir)
	if err != nil {
		return 0, err
	}
	z := &packer{zip: zip.NewWriter(w), created: p.Created}
	var index []string
	for _, name := range files {
		if err := z.copy(dir, name); err != nil {
			return 0, err
		}
		lines, err := indexLines(filepath.Join(dir, name))
		if err != nil {
			return 0, err
		}
		index = append(index, lines...)
	}
	slices.Sort(index)
	err = z.add("indexes/index.cdxj", zip.Deflate, func(w io.Writer) error {
		for _, l := range index {
			if _, err := io.WriteString(w, l+"\n"); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	pages := 0
	err = z.add("pages/pages.jsonl", zip.Deflate, func(w io.Writer) (err error) {
		pages, err = writePages(w, p.Pages)
		return err
	})
	if err != nil {
		return 0, err
	}
	return pages, z.finish(p)
}

func writePages(w io.Writer, pages iter.Seq[PackagePage]) (int, error) {
	if _, err := io.WriteString(w, `{"format":"json-pages-1.0","id":"pages","title":"All Pages"}`+"\n"); err != nil || pages == nil {
		return 0, err
	}
	n := 0
	enc := json.NewEncoder(w)
	for p := range pages {
		if err := enc.Encode(p); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// indexLines returns the index of a WARC file without the line that describes it.
func indexLines(warc string) ([]string, error) {
	if !fresh(warc) {
		if err := Index(warc); err != nil && !errors.Is(err, ErrTorn) {
			return nil, err
		}
	}
	data, err := os.ReadFile(indexPath(warc))
	if err != nil {
		return nil, err
	}
	var out []string
	for l := range strings.Lines(string(data)) {
		if !strings.HasPrefix(l, metaMark) {
			out = append(out, strings.TrimSuffix(l, "\n"))
		}
	}
	return out, nil
}

// A packer writes the files of a package and notes their hashes.
type packer struct {
	zip       *zip.Writer
	created   time.Time
	resources []resource
}

func (z *packer) copy(dir, name string) error {
	return z.add("archive/"+name, zip.Store, func(w io.Writer) error {
		f, err := os.Open(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		defer f.Close()
		_, err = io.Copy(w, f)
		return err
	})
}

func (z *packer) add(name string, method uint16, write func(io.Writer) error) error {
	w, err := z.zip.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: z.created})
	if err != nil {
		return err
	}
	h := sha256.New()
	n := &countWriter{w: io.MultiWriter(w, h)}
	if err := write(n); err != nil {
		return fmt.Errorf("packing %s: %w", name, err)
	}
	label := strings.ToLower(path.Base(name)) // as names in data packages must be
	z.resources = append(z.resources, resource{label, name, "sha256:" + hexSum(h), n.n})
	return nil
}

type countWriter struct {
	w io.Writer
	n int64
}

func (c *countWriter) Write(p []byte) (int, error) {
	n, err := c.w.Write(p)
	c.n += int64(n)
	return n, err
}

// finish writes the description of the package and its digest.
func (z *packer) finish(p Package) error {
	desc, err := json.MarshalIndent(struct {
		Profile     string     `json:"profile"`
		Version     string     `json:"wacz_version"`
		Title       string     `json:"title,omitempty"`
		Description string     `json:"description,omitempty"`
		Created     string     `json:"created,omitempty"`
		Software    string     `json:"software,omitempty"`
		Resources   []resource `json:"resources"`
	}{"data-package", "1.1.1", p.Title, p.Description, stamp(p.Created), p.Software, z.resources}, "", "  ")
	if err != nil {
		return err
	}
	write := func(b []byte) func(io.Writer) error {
		return func(w io.Writer) error { _, err := w.Write(b); return err }
	}
	if err := z.add("datapackage.json", zip.Deflate, write(desc)); err != nil {
		return err
	}
	digest, err := json.Marshal(map[string]string{"path": "datapackage.json", "hash": Digest(desc)})
	if err != nil {
		return err
	}
	if err := z.add("datapackage-digest.json", zip.Deflate, write(digest)); err != nil {
		return err
	}
	return z.zip.Close()
}
