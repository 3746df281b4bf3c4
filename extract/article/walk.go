package article

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"hearsay/corpus"
)

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

	picture bool // an image stands after the last block
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

// walk reads a decoded page.
func walk(raw []byte) *page {
	tokens, thin := scan(raw)
	doc := parseTree(thin)
	p := &page{raw: raw, doc: doc, text: make([]byte, 0, 16<<10), blocks: make([]block, 0, 256), boxes: make([]box, 1, 512)}
	w := &walker{page: p, mark: newMarker(), align: &aligner{page: raw, tokens: tokens}}
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
	if n.DataAtom == atom.Img {
		w.picture = true
	}
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
	if !blockLevel[n.DataAtom] && !(strings.Contains(n.Data, "-") && !w.inSentence(n)) {
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

// inSentence reports whether n, an element that HTML does not know, stands between words of a block, as a mark of a source
// or a name does. Elsewhere such elements make blocks.
func (w *walker) inSentence(n *html.Node) bool {
	return w.live && n.NextSibling != nil && n.NextSibling.Type == html.TextNode && !allSpace(n.NextSibling.Data) && (n.FirstChild == nil || n.FirstChild.Type == html.TextNode || !blockLevel[n.FirstChild.DataAtom])
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
		w.open = block{Span: corpus.Span{Start: start}, links: int32(len(w.links)), source: src, placed: ok, breaks: w.brs, pictured: w.picture}
		w.picture = false
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
		o.node, o.tag, o.box, o.inline = s.node, s.tag, s.box, s.own
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
