package main

import (
	"context"
	"fmt"

	"hearsay/corpus"
	"hearsay/corpus/warc"
)

// pageBytes bounds what one archived page may decode to.
const pageBytes = 64 << 20

// An archived gives back the pages of the archive folder; it is the extract stage's Archive.
type archived struct{ dir string }

// Page implements extract.Archive.
func (a archived) Page(_ context.Context, c corpus.Capture) (*corpus.Page, error) {
	r, err := warc.Read(a.dir, warc.Ref{File: c.WARC, Offset: c.Offset, Length: c.Length})
	if err != nil {
		return nil, err
	}
	p, err := r.Payload(warc.Limits{Size: pageBytes})
	if err != nil && len(p.Body) == 0 {
		return nil, fmt.Errorf("%s at byte %d: %w", c.WARC, c.Offset, err)
	}
	if p.Status >= 400 {
		return nil, fmt.Errorf("the server answered with status %d", p.Status)
	}
	media := p.MediaType
	if media == "" {
		media = c.MediaType
	}
	return &corpus.Page{
		URL: c.URL, File: c.Manifest.File, MediaType: media, Body: p.Body, Fetched: c.Time, Manifest: c.Manifest,
	}, nil
}
