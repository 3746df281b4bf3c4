package files

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"hearsay/corpus"
	"hearsay/corpus/warc"
)

// shape is how a file has to be read.
type shape int

const (
	textInput shape = iota
	htmlInput
	mhtmlInput
	pdfInput
	warcInput
	waczInput
	jsonInput // JSON Lines, or one JSON array
	gzipInput // a compressed document
)

// sniff tells what a file is by its first bytes and, where these leave it open, by its name. An error says why it is
// none of the kinds that are taken.
func sniff(path string, head []byte) (shape, error) {
	ext := strings.ToLower(filepath.Ext(path))
	text := bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	switch {
	case bytes.HasPrefix(head, []byte("WARC/")):
		return warcInput, nil
	case bytes.HasPrefix(head, []byte{0x1f, 0x8b}):
		return sniffGzip(path, head), nil
	case bytes.HasPrefix(head, []byte("PK\x03\x04")):
		return sniffZip(path)
	case bytes.Contains(head[:min(len(head), 1024)], []byte("%PDF-")):
		return pdfInput, nil
	case bytes.HasPrefix(head, []byte("bplist00")):
		return 0, refused(path, "is a Safari web archive: save the page as page source or as PDF")
	case bytes.HasPrefix(head, []byte(`{\rtf`)):
		return 0, refused(path, "is rich text (RTF): save it as plain text or PDF")
	}
	if at, ok := binary(head); ok {
		return 0, &corpus.LocError{Where: path, Offset: at, Err: fmt.Errorf("is not a document but %s", contentOf(head))}
	}
	switch {
	case mimeMessage(text):
		return mhtmlInput, nil
	case isHTML(text):
		return htmlInput, nil
	case ext == ".jsonl" || ext == ".ndjson" || ext == ".json" || jsonObject(text):
		return jsonInput, nil
	}
	switch ext {
	case ".html", ".htm", ".xhtml", ".shtml":
		return htmlInput, nil
	case ".mht", ".mhtml":
		return mhtmlInput, nil
	case ".css", ".js", ".mjs", ".svg", ".xml", ".rss", ".atom", ".map":
		return 0, refused(path, "is not a document but a "+ext[1:]+" file")
	case ".csv", ".tsv":
		return 0, refused(path, "is a table: give it as --manifest if it names files or addresses")
	}
	return textInput, nil
}

func refused(path, why string) error {
	return &corpus.LocError{Where: path, Offset: -1, Err: errors.New(why)}
}

// sniffGzip tells a compressed WARC from a compressed document.
func sniffGzip(path string, head []byte) shape {
	name := strings.ToLower(path)
	start, _ := warc.DecodeContent([]string{"gzip"}, head, warc.Limits{Size: 1 << 20, Ratio: 2000})
	if bytes.HasPrefix(start, []byte("WARC/")) || strings.HasSuffix(name, ".warc.gz") {
		return warcInput
	}
	return gzipInput
}

// sniffZip tells a WACZ from other zip files by what is in it.
func sniffZip(path string) (shape, error) {
	z, err := zip.OpenReader(path)
	if err != nil {
		return 0, refused(path, "is a damaged zip file: "+err.Error())
	}
	defer z.Close()
	for _, f := range z.File {
		switch {
		case strings.HasPrefix(f.Name, "archive/") && strings.Contains(f.Name, ".warc"), f.Name == "datapackage.json":
			return waczInput, nil
		case strings.HasPrefix(f.Name, "word/"), f.Name == "mimetype":
			return 0, refused(path, "is a word processor's file: save it as plain text or PDF")
		}
	}
	return 0, refused(path, "is a zip file, and not a web archive package (WACZ): unpack it first")
}

// binary reports whether head is not text, and where that shows: a NUL byte (unless a byte order mark announces UTF-16 or
// UTF-32), or more than one control character in a hundred.
func binary(head []byte) (int64, bool) {
	if bytes.HasPrefix(head, []byte{0xff, 0xfe}) || bytes.HasPrefix(head, []byte{0xfe, 0xff}) {
		return 0, false
	}
	if i := bytes.IndexByte(head, 0); i >= 0 {
		return int64(i), true
	}
	controls, first := 0, -1
	for i, c := range head {
		if c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f' && c != 0x1b && c != 0x1a {
			if controls++; first < 0 {
				first = i
			}
		}
	}
	return int64(first), controls*100 > len(head)
}

// contentOf names what binary data look like.
func contentOf(head []byte) string {
	if t, _, _ := strings.Cut(http.DetectContentType(head), ";"); t != "application/octet-stream" && !strings.HasPrefix(t, "text/") {
		return t
	}
	return "binary data"
}

// isHTML reports whether text is a web page: it begins as one, or has the elements of one soon after comments.
func isHTML(text []byte) bool {
	if strings.HasPrefix(http.DetectContentType(text), "text/html") {
		return true
	}
	start := bytes.ToLower(text[:min(len(text), 4096)])
	if !bytes.HasPrefix(start, []byte("<")) {
		return false
	}
	for _, tag := range []string{"<!doctype html", "<html", "<head", "<body", "<article", "<meta"} {
		if bytes.Contains(start, []byte(tag)) {
			return true
		}
	}
	return false
}

// jsonObject reports whether the first line of text is a JSON object.
func jsonObject(text []byte) bool {
	if !bytes.HasPrefix(text, []byte("{")) {
		return false
	}
	line, _, whole := bytes.Cut(text, []byte("\n"))
	line = bytes.TrimSpace(line)
	return json.Valid(line) || !whole && bytes.HasPrefix(bytes.TrimLeft(line[1:], " \t"), []byte(`"`))
}

// textType returns the media type of a plain text.
func textType(b []byte) string {
	if utf8.Valid(b) {
		return "text/plain; charset=utf-8"
	}
	return "text/plain"
}

// readFull reads until p is full or the input ends.
func readFull(r io.Reader, p []byte) (int, error) {
	n, err := io.ReadFull(r, p)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return n, err
}
