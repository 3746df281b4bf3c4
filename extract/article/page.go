package article

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"hearsay/corpus"
)

// A block is a run of text that a reader sees as one: a paragraph, a heading, an item, a row of a table.
type block struct {
	corpus.Span // in page.text

	node     *html.Node // nearest block-level element
	tag      atom.Atom  // what of node or its ancestors says most: p, li, h2, tr, td, figcaption, blockquote, div ...
	box      int32      // its element, in page.boxes
	flags    flags      // of all elements around it; see page.spread
	own      flags      // of the two nearest elements, and the inline ones
	inline   flags      // of the inline ones
	links    int32      // first link of it in page.links
	nlinks   int32
	linked   int32 // bytes inside links
	bold     int32 // bytes inside strong, b
	ital     int32
	breaks   int32       // <br> before it inside the same element
	source   corpus.Span // in the decoded page
	pictured bool        // an image stands between it and the block before
	placed   bool        // source is known, and all of the block's text nodes lie in it, in order
}

// A box is a block-level element, with sums over the text in it.
type box struct {
	parent int32
	depth  int16
	tag    atom.Atom
	own    flags
	flags  flags  // of it and all elements around it
	sig    uint32 // hash of its tag and class and of those of the two elements above
	text   int32  // bytes of text in it, all boxes below included
	linked int32  // bytes of that inside links
	paras  int32  // bytes of text in blocks that look like paragraphs
	blocks int32
	direct int32 // bytes of paragraphs directly in it
}

// A page is a parsed page on the way to an extraction.
type page struct {
	raw    []byte // decoded
	doc    *html.Node
	text   []byte // of all blocks, joined by nothing
	blocks []block
	boxes  []box
	links  []corpus.Link // spans in text; hrefs as written
	head   header
	forum  bool
	missed int // text nodes whose place in raw was not found
}

// tagOf returns the tag that says most of a block in element t, inside a block whose tag is outer.
func tagOf(t, outer atom.Atom) atom.Atom {
	switch outer {
	case atom.Li, atom.Dd, atom.Dt, atom.Figcaption, atom.Blockquote, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		switch t {
		case atom.Div, atom.Section, atom.Center, 0:
			return outer
		case atom.P:
			if outer != atom.Li {
				return outer
			}
		}
	}
	return t
}

// signature returns the part of a class attribute that elements of one sort share: what comes before a digit.
func signature(class string) string {
	for i := range len(class) {
		if class[i] >= '0' && class[i] <= '9' {
			return class[:i]
		}
	}
	return class
}

// hashString is FNV-1a from h on.
func hashString(h uint32, s string) uint32 {
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * 16777619
	}
	return h
}

// paraLen is how many bytes of unlinked text make a block look like a paragraph.
const paraLen = 60

// sum fills the sums of the boxes.
func (p *page) sum() {
	for i := range p.blocks {
		b := &p.blocks[i]
		x := &p.boxes[b.box]
		n := int32(b.Len())
		x.blocks++
		x.text += n
		x.linked += b.linked
		if n-b.linked > paraLen {
			x.paras += n - b.linked
			x.direct += n - b.linked
		}
	}
	for i := len(p.boxes) - 1; i > 0; i-- {
		x, up := &p.boxes[i], &p.boxes[p.boxes[i].parent]
		up.text += x.text
		up.linked += x.linked
		up.paras += x.paras
		up.blocks += x.blocks
		if x.tag == atom.P || x.tag == atom.Li || x.tag == atom.Blockquote {
			up.direct += x.direct
		}
	}
}

// misleading holds the flags that speak against an element, or say it is something small. On an element that holds both
// the headline and paragraphs they say something about the page as a whole ("has-sidebar", "comments-open").
const misleading = ^(fBody | fArticle | fMain | fLive)

// spread hands the flags of the boxes down to the boxes and blocks in them. head is the block that is the headline, or
// -1; then the box with most of the text stands for it.
func (p *page) spread(head int) {
	whole := make([]bool, len(p.boxes))
	whole[0] = true
	if head >= 0 {
		for id := p.blocks[head].box; id != 0; id = p.boxes[id].parent {
			whole[id] = p.boxes[id].paras > 0
		}
	}
	for i := range p.boxes {
		x := &p.boxes[i]
		if x.tag == atom.Body || x.tag == atom.Html || head < 0 && x.paras*4 > p.boxes[0].paras*3 && x.own&fComment == 0 {
			whole[i] = true
		}
		if whole[i] {
			x.own &^= misleading
		}
		x.flags = p.boxes[x.parent].flags | x.own
	}
	for i := range p.blocks {
		b := &p.blocks[i]
		x := &p.boxes[b.box]
		b.flags = x.flags | b.inline
		b.own = b.inline | x.own | p.boxes[x.parent].own
	}
}

// of returns the text of b.
func (p *page) of(b *block) string { return string(p.text[b.Start:b.End]) }
