// Package article turns the bytes of a page into typed blocks, links and metadata.
package article

import (
	"unicode/utf8"

	"hearsay/corpus"
)

// A Profile is what is known of the site that a page is from. Nil is a valid profile that knows nothing.
type Profile struct {
	Rev string // revision of the profile; part of the extraction's revision
}

// Parse reads p: its text in typed blocks, its links and its metadata.
func Parse(p *corpus.Page, prof *Profile) (*corpus.Extraction, error) {
	ex := &corpus.Extraction{URL: p.URL, Class: "article", Mined: true, Lang: "en"}
	if utf8.Valid(p.Body) {
		ex.Text = string(p.Body)
		ex.Blocks = []corpus.Block{{Kind: corpus.Para, Span: corpus.Span{End: len(ex.Text)}}}
	}
	return ex, nil
}
