package files

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"hearsay/corpus"
)

// A line is what a manifest says of a file.
type line struct {
	corpus.Manifest
	from string // path of the manifest
	n    int    // line in it
}

// manifest reads the manifest at path and the files that it names.
func (r *run) manifest(path string) {
	abs, err := filepath.Abs(path)
	if err == nil {
		r.seen[abs] = true
	}
	f, err := os.Open(path)
	if err != nil {
		r.give(nil, located(path, err))
		return
	}
	defer f.Close()
	br := bufio.NewReaderSize(f, 64<<10)
	if start, _ := br.Peek(3); bytes.Equal(start, []byte("\xef\xbb\xbf")) {
		br.Discard(3)
	}
	next := csvLines
	if start := peekText(br); len(start) > 0 && start[0] == '{' {
		next = jsonManifest
	}
	var lines []line
	next(br, func(n int, m corpus.Manifest, err error) bool {
		l := line{m, path, n}
		if err == nil {
			err = l.check()
		}
		if err != nil && !r.refuseLine(path, n, err) {
			return false
		}
		lines = append(lines, l)
		return true
	})
	r.listed(path, lines)
}

// listed notes what is said of each file before it reads the first, and then reads them in order.
func (r *run) listed(path string, lines []line) {
	dir := filepath.Dir(path)
	var keys []string
	for i, l := range lines {
		if l.File == "" {
			if l.URL != "" && !r.give(&Document{Address: l.URL, Said: l.Manifest, Kind: Addresses, Path: path, Line: l.n}, nil) {
				return
			}
			continue
		}
		name := filepath.FromSlash(l.File)
		if !filepath.IsAbs(name) {
			name = filepath.Join(dir, name)
		}
		key, err := filepath.Abs(name)
		if err != nil {
			key = name
		}
		switch info, serr := os.Stat(name); {
		case r.said[key].n > 0:
			err = fmt.Errorf("%s is listed already in line %d", l.File, r.said[key].n)
		case errors.Is(serr, os.ErrNotExist):
			err = fmt.Errorf("%s does not exist", l.File)
		case serr != nil:
			err = fmt.Errorf("%s: %w", l.File, serr)
		case info.IsDir():
			err = fmt.Errorf("%s is a folder", l.File)
		}
		if err != nil {
			if !r.refuseLine(path, l.n, err) {
				return
			}
			continue
		}
		r.said[key] = lines[i]
		keys = append(keys, name)
	}
	for _, name := range keys {
		r.file(name)
	}
}

// check drops what cannot be meant and says what it was; the rest of the line counts.
func (l *line) check() error {
	if l.File == "" && l.URL == "" {
		return errors.New("names neither a file nor a url")
	}
	if l.URL != "" {
		u := webAddress(l.URL)
		if u == "" {
			bad := l.URL
			l.URL = ""
			return fmt.Errorf("url %.80q is not a web address", bad)
		}
		l.URL = u
	}
	if p := l.Published; p != "" {
		_, err := time.Parse(time.DateOnly, p)
		if err != nil {
			_, err = time.Parse(time.RFC3339, p)
		}
		if err != nil {
			l.Published = ""
			return fmt.Errorf("published %.40q is neither YYYY-MM-DD nor RFC 3339", p)
		}
	}
	return nil
}

// people is a list of names, written as a JSON list or as one string.
type people []string

// UnmarshalJSON reads either form.
func (p *people) UnmarshalJSON(b []byte) error {
	if bytes.HasPrefix(b, []byte("[")) {
		return json.Unmarshal(b, (*[]string)(p))
	}
	var s string
	if err := json.Unmarshal(b, &s); err != nil {
		return err
	}
	*p = names(s)
	return nil
}

// names splits a byline at semicolons, or, where there are none, keeps it as one: "Kim, Ana" may be one person.
func names(s string) []string {
	var out []string
	for part := range strings.SplitSeq(s, ";") {
		if part = strings.TrimSpace(part); part != "" {
			out = append(out, part)
		}
	}
	return out
}

// jsonManifest reads a manifest of JSON Lines.
func jsonManifest(r *bufio.Reader, give func(int, corpus.Manifest, error) bool) {
	for n := 1; ; n++ {
		raw, err := readLine(r, 1<<20)
		if len(bytes.TrimSpace(raw)) > 0 {
			var j struct {
				corpus.Manifest
				Byline people `json:"byline"`
			}
			jerr := json.Unmarshal(raw, &j)
			j.Manifest.Byline = j.Byline
			if !give(n, j.Manifest, jerr) {
				return
			}
		}
		if err != nil {
			if !errors.Is(err, io.EOF) {
				give(n, corpus.Manifest{}, err)
			}
			return
		}
	}
}

// csvLines reads a manifest in CSV: a line of column names, in any order and case, separated by commas, semicolons or tabs.
func csvLines(r *bufio.Reader, give func(int, corpus.Manifest, error) bool) {
	c := csv.NewReader(r)
	c.Comma = separator(r)
	c.FieldsPerRecord = -1
	c.LazyQuotes = true
	columns, err := columnNames(c)
	if err != nil {
		give(1, corpus.Manifest{}, err)
		return
	}
	for {
		row, err := c.Read()
		if errors.Is(err, io.EOF) {
			return
		}
		n, _ := c.FieldPos(0)
		var pe *csv.ParseError
		if errors.As(err, &pe) {
			n, err = pe.Line, pe.Err
		}
		cell := func(name string) string {
			if i, ok := columns[name]; ok && i < len(row) {
				return strings.TrimSpace(row[i])
			}
			return ""
		}
		m := corpus.Manifest{
			File: cell("file"), URL: cell("url"), Outlet: cell("outlet"), Title: cell("title"),
			Published: cell("published"), Byline: names(cmp.Or(cell("byline"), cell("author"))),
		}
		if !give(n, m, err) || err != nil && pe == nil {
			return
		}
	}
}

// separator returns which of comma, semicolon and tab occurs most often in the first line.
func separator(r *bufio.Reader) rune {
	first, _, _ := strings.Cut(string(peekText(r)), "\n")
	best := ','
	for _, sep := range []rune{';', '\t'} {
		if strings.Count(first, string(sep)) > strings.Count(first, string(best)) {
			best = sep
		}
	}
	return best
}

// columnNames reads the first line and returns where each column stands.
func columnNames(c *csv.Reader) (map[string]int, error) {
	head, err := c.Read()
	if err != nil {
		return nil, fmt.Errorf("manifest has no line of column names: %w", err)
	}
	columns := map[string]int{}
	for i, h := range head {
		columns[strings.ToLower(strings.TrimSpace(h))] = i
	}
	_, file := columns["file"]
	if _, url := columns["url"]; !file && !url {
		return nil, errors.New("manifest has neither a column file nor a column url")
	}
	return columns, nil
}

// namesFiles reports whether the file at path, found in a folder under the name of a manifest, is one: its first line has
// a file and no document.
func namesFiles(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	start := peekText(bufio.NewReaderSize(f, 64<<10))
	first, _, _ := bytes.Cut(start, []byte("\n"))
	if !bytes.HasPrefix(first, []byte("{")) {
		return strings.Contains(strings.ToLower(string(first)), "file")
	}
	var j struct {
		File       string
		Text, HTML *string
	}
	return json.Unmarshal(first, &j) == nil && j.File != "" && j.Text == nil && j.HTML == nil
}

// peekText returns the start of what r will read, without the mark and white space at its front.
func peekText(r *bufio.Reader) []byte {
	b, _ := r.Peek(r.Size())
	return bytes.TrimLeft(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")), " \t\r\n")
}

// readLine reads one line of at most limit bytes; a longer one is an error, and is passed over to its end.
func readLine(r *bufio.Reader, limit int64) ([]byte, error) {
	var out []byte
	for {
		part, err := r.ReadSlice('\n')
		if out != nil || errors.Is(err, bufio.ErrBufferFull) {
			out = append(out, part...)
			part = out
		}
		if int64(len(part)) > limit {
			for errors.Is(err, bufio.ErrBufferFull) {
				_, err = r.ReadSlice('\n')
			}
			if err == nil {
				err = errTooLong
			}
			return nil, err
		}
		if !errors.Is(err, bufio.ErrBufferFull) {
			return part, err
		}
	}
}

// errTooLong says that a line was passed over.
var errTooLong = errors.New("line is too long")
