package article

import (
	"golang.org/x/net/html/atom"

	"hearsay/corpus"
)

// An assembly makes an extraction of a page whose blocks have been judged.
type assembly struct {
	ex   *corpus.Extraction
	p    *page
	v    *survey
	f    *facts
	prob []float32
	kind []corpus.BlockKind // "" for what lies outside the article
	cm   charmap
}

// kinds gives each block its kind.
func (a *assembly) kinds() {
	a.kind = make([]corpus.BlockKind, len(a.prob))
	for i, p := range a.prob {
		if p >= bodyAt && a.p.blocks[i].flags&fComment == 0 {
			a.kind[i] = bodyKind(&a.p.blocks[i])
		}
	}
}

// bodyKind returns the kind of a block that belongs to the article.
func bodyKind(b *block) corpus.BlockKind {
	switch b.tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return corpus.Subhead
	case atom.Li, atom.Dd, atom.Dt:
		return corpus.List
	case atom.Td, atom.Tr:
		return corpus.Table
	case atom.Blockquote:
		return corpus.BlockQuote
	}
	return corpus.Para
}

// build writes the text of the blocks that have a kind, and their links.
func (a *assembly) build() {
	var text []byte
	for i, k := range a.kind {
		if k == "" {
			continue
		}
		b := &a.p.blocks[i]
		if len(text) > 0 {
			text = append(text, "\n\n"...)
		}
		start := len(text)
		text = append(text, a.p.text[b.Start:b.End]...)
		out := corpus.Block{Kind: k, Span: corpus.Span{Start: start, End: len(text)}}
		if b.placed {
			out.Source = &corpus.Span{Start: a.cm.source(b.source.Start), End: a.cm.source(b.source.End)}
		}
		a.ex.Blocks = append(a.ex.Blocks, out)
		for _, l := range a.p.links[b.links : b.links+b.nlinks] {
			a.ex.Links = append(a.ex.Links, corpus.Link{Span: corpus.Span{Start: l.Start - b.Start + start, End: l.End - b.Start + start}, Href: l.Href})
		}
	}
	a.ex.Text = string(text)
}
