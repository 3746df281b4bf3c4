package files

import (
	"cmp"
	"errors"
	"iter"
	"mime"
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/warc"
)

// wanted reports whether the block of a record can be a document. Resources under other schemes are the notes of tools:
// wget's metadata://gnu.org/..., dns:.
func wanted(r *warc.Record) bool {
	scheme, _, _ := strings.Cut(r.URI, ":")
	switch strings.ToLower(scheme) {
	case "http", "https":
	case "urn", "file", "":
		if r.Type == warc.Response {
			return false
		}
	default:
		return false
	}
	switch r.Type {
	case warc.Response:
		return true
	case warc.Resource, warc.Conversion:
		return documentType(r.ContentType)
	}
	return false
}

// documentType reports whether a media type is one that documents have. An empty one may be.
func documentType(contentType string) bool {
	t, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		t, _, _ = strings.Cut(strings.ToLower(contentType), ";")
	}
	switch strings.TrimSpace(t) {
	case "", "text/html", "application/xhtml+xml", "text/plain", "application/pdf", "multipart/related":
		return true
	}
	return false
}

// records yields the documents among the records of a web archive.
func (r *run) records(in *input, kind Kind, records iter.Seq2[*warc.Record, error]) {
	before := r.given
	for rec, err := range records {
		if err != nil {
			if !r.give(nil, err) {
				return
			}
			continue
		}
		if r.ctx.Err() != nil { // an archive without documents is long, too
			r.give(nil, nil)
			return
		}
		d, err := r.record(in, kind, rec)
		if err != nil && !r.give(nil, err) || d != nil && !r.give(d, nil) {
			return
		}
	}
	if r.given == before {
		r.refuse(in.path, "web archive holds no document")
	}
}

// record makes the document of a record; nil if it is none. An answer that breaks off is an error, and a document of what
// came before.
func (r *run) record(in *input, kind Kind, rec *warc.Record) (*Document, error) {
	if !wanted(rec) {
		return nil, nil
	}
	p, err := rec.Payload(warc.Limits{Size: r.im.maxSize()})
	switch {
	case p.Status != 0 && p.Status != 200 || !documentType(p.MediaType):
		return nil, nil
	case robots(rec.URI):
		return nil, nil
	case err == nil && rec.Cut:
		err = errors.New("document is longer than " + megabytes(r.im.maxSize()))
	case err == nil && len(p.Body) == 0:
		return nil, nil
	}
	if err != nil {
		err = &corpus.LocError{Where: in.path, Offset: rec.Offset, Err: err}
		if rec.Cut || errors.Is(err, warc.ErrTooLarge) || len(p.Body) == 0 {
			return nil, err
		}
	}
	if p.MediaType == "" {
		if _, bin := binary(p.Body[:min(len(p.Body), 4<<10)]); bin {
			return nil, nil
		}
	}
	url, at := original(webAddress(rec.URI), rec.Date)
	page := &corpus.Page{URL: url, MediaType: p.MediaType, Body: p.Body, Fetched: cmp.Or(at, r.im.now())}
	page.Manifest.Outlet = in.said.Outlet
	return &Document{Page: page, Kind: kind, Path: in.path, Digest: digest(p.Body), Dated: !at.IsZero(), Record: rec}, err
}

// robots reports whether an address is that of a robots.txt.
func robots(address string) bool {
	i := strings.Index(address, "://")
	if i < 0 {
		return false
	}
	_, path, _ := strings.Cut(address[i+3:], "/")
	return path == "robots.txt"
}
