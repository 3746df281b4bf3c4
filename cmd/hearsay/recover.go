package main

import (
	"context"
	"encoding/json"
	"mime"
	"net/url"
	"path"
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/warc"
)

// manifestField names the metadata record's field that holds what an importer said of a file, as JSON.
const manifestField = "hearsay-manifest"

// recoverCaptures fills an empty database from the archive: one capture for every archived page. What the crawler
// archived beside pages (robots.txt, feeds, sitemaps) is left aside. Damaged records are named and skipped.
func recoverCaptures(ctx context.Context, e *env, f *folder) (n int, err error) {
	files, err := warc.Files(f.path(archiveName))
	if err != nil {
		return 0, err
	}
	said := map[string]corpus.Manifest{} // what was said of the record with this id
	first := map[string]corpus.Capture{} // by address and time: what a revisit refers to
	var found []corpus.Capture
	var ids []string
	for _, file := range files {
		for r, err := range warc.Scan(path.Join(f.path(archiveName), file)) {
			if err != nil {
				e.refuse(err)
				continue
			}
			if err := ctx.Err(); err != nil {
				return n, err
			}
			if r.Type == warc.Metadata {
				readManifest(r, said)
				continue
			}
			if c, ok := captureOf(r, first); ok {
				found, ids = append(found, c), append(ids, r.ID)
			}
		}
	}
	for i, c := range found {
		if m, ok := said[ids[i]]; ok {
			c.Manifest = m
			if m.URL != "" {
				c.URL = m.URL
			}
		}
		if _, err := f.store.PutCapture(ctx, c); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// readManifest notes what the metadata record r says of the record it describes.
func readManifest(r *warc.Record, said map[string]corpus.Manifest) {
	for _, field := range r.Fields() {
		if field.Name != manifestField {
			continue
		}
		var m corpus.Manifest
		if json.Unmarshal([]byte(field.Value), &m) == nil {
			for _, id := range append(r.Concurrent, r.RefersTo) {
				said[id] = m
			}
		}
	}
}

// captureOf makes the capture that record r stands for; ok is false for a record that holds no page.
func captureOf(r *warc.Record, first map[string]corpus.Capture) (c corpus.Capture, ok bool) {
	c = corpus.Capture{URL: r.URI, Time: r.Date, WARC: r.File, Offset: r.Offset, Length: r.Length}
	if strings.HasPrefix(r.URI, "urn:") {
		c.URL = ""
	}
	key := func(uri, at string) string { return uri + " " + at }
	const second = "2006-01-02T15:04:05Z"
	switch r.Type {
	case warc.Revisit:
		was, ok := first[key(r.RefersToURI, r.RefersToDate.UTC().Format(second))]
		if !ok {
			return c, false
		}
		was.Time = r.Date // the bytes are where they were
		return was, true
	case warc.Response, warc.Resource:
	default:
		return c, false
	}
	p, err := r.Payload(warc.Limits{Size: pageBytes})
	if err != nil && len(p.Body) == 0 || !pageLike(r.URI, p) {
		return c, false
	}
	c.Status, c.MediaType, c.Digest = p.Status, p.MediaType, warc.Digest(p.Body)
	first[key(r.URI, r.Date.UTC().Format(second))] = c
	return c, true
}

// pageLike reports whether what was archived can be an article rather than a robots.txt, a feed or a picture.
func pageLike(uri string, p warc.Payload) bool {
	if p.Status != 0 && p.Status != 200 {
		return false
	}
	if u, err := url.Parse(uri); err == nil && u.Path == "/robots.txt" {
		return false
	}
	switch t, _, _ := mime.ParseMediaType(p.MediaType); t {
	case "", "text/html", "application/xhtml+xml", "text/plain", "application/pdf", "multipart/related", "message/rfc822":
		return true
	}
	return false
}
