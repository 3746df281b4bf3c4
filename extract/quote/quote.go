// Package quote finds quotations and reported statements, who made them and on whose word they reached the text.
package quote

import "hearsay/corpus"

// A Finding is all that Find reads from a text.
type Finding struct {
	Quotes    []corpus.Quote
	Citations []corpus.Citation
}

// Find returns the quotes and citations of text, each in order. Blocks tells headline from body; links give citations
// their address; both may be nil.
func Find(text string, blocks []corpus.Block, links []corpus.Link) Finding { return Finding{} }
