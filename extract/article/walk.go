package article

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"hearsay/corpus"
)

// A block is a run of text that a reader sees as one: a paragraph, a heading, an item, a row of a table.
type block struct {
	corpus.Span // in page.text

	node   *html.Node // nearest block-level element
	tag    atom.Atom  // what of node or its ancestors says most: p, li, h2, tr, td, figcaption, blockquote, div ...
	box    int32      // its element, in page.boxes
	flags  flags      // of all elements around it; see page.spread
	own    flags      // of the two nearest elements, and the inline ones
	links  int32      // first link of it in page.links
	nlinks int32
	linked int32 // bytes inside links
	bold   int32 // bytes inside strong, b
	ital   int32
	breaks int32       // <br> before it inside the same element
	source corpus.Span // in the decoded page
	placed bool        // source is known, and all of the block's text nodes lie in it, in order
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
	missed int // text nodes whose place in raw was not found
}

// A walker makes a page of a tree.
type walker struct {
	*page
	mark  *marker
	align *aligner
	open  block // under construction; its Start is valid if live
	live  bool
	best  int  // bytes of the longest piece of text in open, which gives its flags
	gap   bool // white space is due before the next text
	brs   int32
	drop  int // > 0: inside an element whose text is not read
}

// state is what a walker knows of the elements around a node.
type state struct {
	node *html.Node
	tag  atom.Atom
	box  int32
	own  flags // of the inline elements since the box
	href string
	bold bool
	ital bool
	pre  bool
}

// walk reads the tree below doc.
func walk(raw []byte, doc *html.Node) *page {
	p := &page{raw: raw, doc: doc, text: make([]byte, 0, 16<<10), blocks: make([]block, 0, 256), boxes: make([]box, 1, 512)}
	w := &walker{page: p, mark: newMarker(), align: newAligner(raw)}
	w.node(doc, state{node: doc})
	w.flush()
	p.missed = w.align.missed
	p.sum()
	return p
}

// skipped holds the elements whose text is not for reading.
var skipped = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Noscript: true, atom.Template: true, atom.Svg: true, atom.Math: true,
	atom.Iframe: true, atom.Object: true, atom.Applet: true, atom.Select: true, atom.Option: true, atom.Textarea: true,
	atom.Button: true, atom.Canvas: true, atom.Audio: true, atom.Video: true, atom.Title: true, atom.Noembed: true,
	atom.Noframes: true, atom.Datalist: true, atom.Progress: true, atom.Meter: true, atom.Rp: true, atom.Rt: true,
}

// blockLevel holds the elements that begin and end a block.
var blockLevel = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Body: true, atom.Caption: true,
	atom.Center: true, atom.Dd: true, atom.Details: true, atom.Dialog: true, atom.Dir: true, atom.Div: true,
	atom.Dl: true, atom.Dt: true, atom.Fieldset: true, atom.Figcaption: true, atom.Figure: true, atom.Footer: true,
	atom.Form: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true,
	atom.Header: true, atom.Hgroup: true, atom.Hr: true, atom.Legend: true, atom.Li: true, atom.Main: true,
	atom.Menu: true, atom.Nav: true, atom.Ol: true, atom.P: true, atom.Pre: true, atom.Section: true,
	atom.Summary: true, atom.Table: true, atom.Tbody: true, atom.Tfoot: true, atom.Thead: true, atom.Tr: true,
	atom.Ul: true, atom.Iframe: true, atom.Video: true, atom.Html: true, atom.Head: true,
}

// node reads n and what is below it.
func (w *walker) node(n *html.Node, s state) {
	switch n.Type {
	case html.TextNode:
		w.textNode(n.Data, s)
		return
	case html.ElementNode:
	case html.DocumentNode:
		w.children(n, s)
		return
	default:
		return
	}
	w.head.element(n, w)
	if skipped[n.DataAtom] {
		if !rawText[n.DataAtom] && n.DataAtom != atom.Svg && n.DataAtom != atom.Math && n.DataAtom != atom.Template {
			w.drop++
			w.children(n, s)
			w.drop--
		}
		return
	}
	f := w.mark.mark(n)
	s.own |= f
	switch n.DataAtom {
	case atom.Br:
		w.brs++
		w.gap = true
		if w.brs > 1 {
			w.flush()
		}
		return
	case atom.Td, atom.Th:
		w.cell(n, s)
		return
	case atom.A:
		w.anchor(n, s)
		return
	case atom.B, atom.Strong:
		s.bold = true
	case atom.I, atom.Em:
		s.ital = true
	case atom.Pre:
		s.pre = true
	}
	if !blockLevel[n.DataAtom] && !strings.Contains(n.Data, "-") {
		w.inline(n, s, f)
		return
	}
	w.flush()
	s.box = w.addBox(n, s, f)
	s.node, s.own = n, 0
	s.tag = tagOf(n.DataAtom, s.tag)
	w.children(n, s)
	w.flush()
}

// inline reads an element inside a block. What is hidden there, such as the card that a name shows when pointed at or
// a label for screen readers, is no part of the sentence around it.
func (w *walker) inline(n *html.Node, s state, f flags) {
	if f&fHidden != 0 && w.live {
		w.drop++
		defer func() { w.drop-- }()
	}
	w.children(n, s)
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

func (w *walker) children(n *html.Node, s state) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c, s)
	}
}

// addBox makes the box of block-level element n.
func (w *walker) addBox(n *html.Node, s state, f flags) int32 {
	up := &w.boxes[s.box]
	h := hashString(uint32(n.DataAtom)*16777619, signature(attr(n, "class")))
	b := box{parent: s.box, depth: up.depth + 1, tag: n.DataAtom, own: f, sig: h ^ up.sig*31}
	w.boxes = append(w.boxes, b)
	return int32(len(w.boxes) - 1)
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

// cell reads a cell of a table: cells of one row make one block, with a tab between, unless they hold blocks.
func (w *walker) cell(n *html.Node, s state) {
	if w.live {
		w.text = append(w.text, '\t')
		w.gap = false
	}
	s.tag = atom.Td
	w.children(n, s)
}

// anchor reads a link.
func (w *walker) anchor(n *html.Node, s state) {
	href := attr(n, "href")
	first := len(w.blocks)
	start := len(w.text)
	s.href = "#"
	w.children(n, s)
	if href == "" || len(w.blocks) != first || !w.live {
		return
	}
	if start = max(start, w.open.Start); start < len(w.text) {
		for start < len(w.text) && isSpace(w.text[start]) {
			start++
		}
		w.links = append(w.links, corpus.Link{Span: corpus.Span{Start: start, End: len(w.text)}, Href: href})
	}
}

// textNode appends a text node to the open block, or opens one.
func (w *walker) textNode(data string, s state) {
	if allSpace(data) {
		w.gap = w.gap || data != ""
		return
	}
	src, ok := w.align.find(data)
	if w.drop > 0 {
		w.open.placed = false // there is text between its parts that it leaves out
		return
	}
	start := len(w.text)
	if !w.live {
		w.open = block{Span: corpus.Span{Start: start}, links: int32(len(w.links)), source: src, placed: ok, breaks: w.brs}
		w.live, w.gap, w.best = true, false, -1
	}
	w.append(data, s.pre)
	n := len(w.text) - start
	if n == 0 {
		return
	}
	w.brs = 0
	o := &w.open
	o.placed = o.placed && ok && src.Start >= o.source.Start && src.End >= o.source.End
	if o.placed {
		o.source.End = src.End
	}
	if n > w.best {
		w.best = n
		o.node, o.tag, o.box, o.own = s.node, s.tag, s.box, s.own
	}
	if s.href != "" {
		o.linked += int32(n)
	}
	if s.bold {
		o.bold += int32(n)
	}
	if s.ital {
		o.ital += int32(n)
	}
}

// append adds data to the text, white space collapsed and invisible characters left out.
func (w *walker) append(data string, pre bool) {
	for i := 0; i < len(data); {
		c := data[i]
		switch {
		case isSpace(c):
			if pre && c == '\n' {
				w.brs = max(w.brs, 1)
			}
			w.gap = true
			i++
			continue
		case c < utf8.RuneSelf:
			w.space()
			j := i + 1
			for j < len(data) && data[j] > ' ' && data[j] < utf8.RuneSelf {
				j++
			}
			w.text = append(w.text, data[i:j]...)
			i = j
			continue
		}
		r, n := utf8.DecodeRuneInString(data[i:])
		switch r {
		case '\u00a0', '\u2028', '\u2029', '\u0085':
			w.gap = true
		case '\u00ad', '\u200b', '\u2060', '\ufeff':
		default:
			w.space()
			w.text = utf8.AppendRune(w.text, r)
		}
		i += n
	}
}

// space writes the white space that is due.
func (w *walker) space() {
	if !w.gap && w.brs == 0 {
		return
	}
	if len(w.text) > w.open.Start && w.text[len(w.text)-1] != '\t' && w.text[len(w.text)-1] != '\n' {
		if w.brs > 0 {
			w.text = append(w.text, '\n')
		} else {
			w.text = append(w.text, ' ')
		}
	}
	w.gap, w.brs = false, 0
}

// flush closes the open block.
func (w *walker) flush() {
	w.gap = false
	if !w.live {
		return
	}
	w.live = false
	o := w.open
	for len(w.text) > o.Start && isSpace(w.text[len(w.text)-1]) {
		w.text = w.text[:len(w.text)-1]
	}
	for o.Start < len(w.text) && isSpace(w.text[o.Start]) {
		o.Start++
	}
	if o.Start == len(w.text) {
		w.links = w.links[:o.links]
		return
	}
	o.End = len(w.text)
	o.nlinks = int32(len(w.links)) - o.links
	w.brs = 0
	w.blocks = append(w.blocks, o)
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
		b.flags = x.flags | b.own
		b.own |= x.own | p.boxes[x.parent].own
	}
}

// of returns the text of b.
func (p *page) of(b *block) string { return string(p.text[b.Start:b.End]) }
