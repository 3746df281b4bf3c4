package article

import "bytes"

// A thinner copies a page without what no reader sees and nothing here reads: the content of scripts and styles, of
// comments and of drawings, and attributes that mean nothing to this package. On news pages that is most of the bytes.
// The tree of the copy is the tree of the page, but for that, and it takes a fraction of the time to build.
type thinner struct {
	page []byte
	out  []byte
	kept int // what lies before it is copied or cut

	drawing int // where the content of the outermost svg element begins, or -1
	mark    int // len(out) there
	markAt  int // kept there
}

// cut leaves out the bytes from one offset to another. Offsets never go back.
func (t *thinner) cut(from, to int) {
	if to <= from {
		return
	}
	if t.out == nil {
		t.out = make([]byte, 0, len(t.page)*2/3)
	}
	t.out = append(t.out, t.page[t.kept:from]...)
	t.kept = to
}

// copy returns what is left of the page.
func (t *thinner) copy() []byte {
	if t.kept == 0 {
		return t.page
	}
	return append(t.out, t.page[t.kept:]...)
}

// element hears of each tag, which lies at page[from:to].
func (t *thinner) element(name []byte, from, to int, end bool) {
	if t.drawing >= 0 {
		switch {
		case end && string(name) == "svg":
			t.out, t.kept = t.out[:t.mark], t.markAt
			t.cut(t.drawing, from)
			t.drawing = -1
		case !isDrawing(name):
			t.drawing = -1 // there is something in it that may end it
		}
		return
	}
	if !end && string(name) == "svg" && t.page[to-2] != '/' {
		t.drawing, t.mark, t.markAt = to, len(t.out), t.kept
	}
}

// isDrawing reports whether name is an element that stands in drawings only, and holds nothing but such elements.
func isDrawing(name []byte) bool {
	switch string(name) {
	case "path", "g", "circle", "rect", "polygon", "polyline", "line", "ellipse", "use", "defs", "symbol", "mask", "stop",
		"clippath", "clipPath", "lineargradient", "linearGradient", "radialgradient", "radialGradient", "filter":
		return true
	}
	return false
}

// attribute hears of each quoted attribute, which lies at page[from:to] with its value.
func (t *thinner) attribute(key []byte, from, to int) {
	if len(key) > 0 && !isRead(key) {
		t.cut(from, to)
	}
}

// isRead reports whether an attribute is read: by this package or by the rules of parsing.
func isRead(key []byte) bool {
	for _, c := range key {
		if !(c >= 'a' && c <= 'z' || c == '-' || c == '_' || c >= '0' && c <= '9') {
			return true // in capitals, say
		}
	}
	switch string(key) {
	case "class", "id", "role", "itemprop", "data-component", "data-testid", "data-type", "data-qa", "hidden", "aria-hidden", "style",
		"lang", "datetime", "content", "value", "href", "rel", "type", "name", "property", "http-equiv", "amp", "encoding", "color", "face", "size":
		return true
	}
	return false
}

// rawContent hears of the content of a raw text element, whose start tag is tag.
func (t *thinner) rawContent(name string, tag []byte, from, to int) {
	switch name {
	case "script":
		if bytes.Contains(tag, []byte("/ld")) || bytes.Contains(tag, []byte("/LD")) {
			return
		}
	case "style", "noscript", "iframe", "noframes":
	default:
		return
	}
	if len(tag) > 1 && tag[len(tag)-2] != '/' { // in a drawing such an element may be empty
		t.cut(from, to)
	}
}
