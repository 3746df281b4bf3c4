package article

import (
	"bytes"
	"html"

	"golang.org/x/net/html/atom"

	"hearsay/corpus"
)

// An aligner tells where in the page the text nodes of its tree were written. The parser does not keep offsets, but
// the text tokens can be found again in the page, see scan. The text nodes of the tree, in document
// order, are the text tokens in order, except where the parser moves text (out of a table, for one). Where node and
// token disagree the aligner looks a little ahead and behind, and says so when it finds nothing.
type aligner struct {
	page   []byte
	tokens []corpus.Span // text tokens that are more than white space, outside script, style and their like
	next   int           // the first token that is not used up
	off    int           // bytes of tokens[next] that are used up
	missed int           // nodes that were not found
}

// rawText holds the elements whose content is one text token that is no text to a reader.
var rawText = map[atom.Atom]bool{
	atom.Iframe: true, atom.Noembed: true, atom.Noframes: true, atom.Noscript: true, atom.Plaintext: true,
	atom.Script: true, atom.Style: true, atom.Textarea: true, atom.Title: true, atom.Xmp: true,
}

// trimSpan shrinks s so that it neither begins nor ends with ASCII white space.
func trimSpan(page []byte, s corpus.Span) corpus.Span {
	s.End = min(s.End, len(page))
	for s.Start < s.End && isSpace(page[s.Start]) {
		s.Start++
	}
	for s.Start < s.End && isSpace(page[s.End-1]) {
		s.End--
	}
	return s
}

// isSpace reports whether c is white space to HTML.
func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' }

// lookAhead is how many tokens an aligner skips at most to find a node.
const lookAhead = 40

// find returns where the text node with the given data was written, without leading and trailing white space.
func (a *aligner) find(data string) (corpus.Span, bool) {
	i, j := 0, len(data)
	for i < j && isSpace(data[i]) {
		i++
	}
	for i < j && isSpace(data[j-1]) {
		j--
	}
	if data = data[i:j]; data == "" {
		return corpus.Span{}, false
	}
	if s, ok := a.match(data, a.next, a.off); ok {
		return s, true
	}
	for k := a.next + 1; k < min(len(a.tokens), a.next+lookAhead); k++ {
		if s, ok := a.match(data, k, 0); ok {
			return s, true
		}
	}
	next, off := a.next, a.off
	for k := max(0, a.next-lookAhead); k < a.next; k++ {
		if s, ok := a.match(data, k, 0); ok {
			a.next, a.off = next, off // a node that was moved: go on where we were
			return s, true
		}
	}
	a.missed++
	return corpus.Span{}, false
}

// match tries data against the tokens from number k on, of which off bytes are used up, and advances if it fits.
func (a *aligner) match(data string, k, off int) (corpus.Span, bool) {
	if k >= len(a.tokens) {
		return corpus.Span{}, false
	}
	start := a.tokens[k].Start + off
	for ; k < len(a.tokens); k, off = k+1, 0 {
		raw := a.page[a.tokens[k].Start+off : a.tokens[k].End]
		n, used := prefix(data, raw)
		switch data = data[n:]; {
		case used < 0:
			return corpus.Span{}, false
		case data == "" || allSpace(data):
			end := a.tokens[k].Start + off + used
			a.next, a.off = k, off+used
			for a.off < a.tokens[k].Len() && isSpace(a.page[a.tokens[k].Start+a.off]) {
				a.off++
			}
			if a.off >= a.tokens[k].Len() {
				a.next, a.off = k+1, 0
			}
			return corpus.Span{Start: start, End: end}, true
		}
	}
	return corpus.Span{}, false
}

// allSpace reports whether s is white space only.
func allSpace(s string) bool {
	for i := range len(s) {
		if !isSpace(s[i]) {
			return false
		}
	}
	return true
}

// prefix compares decoded data with raw page text, white space and NUL aside. It returns how much of data is used and
// how much of raw; used is negative if they differ before either ends.
func prefix(data string, raw []byte) (n, used int) {
	if len(raw) <= len(data) && string(raw) == data[:len(raw)] && bytes.IndexByte(raw, '&') < 0 {
		return len(raw), len(raw)
	}
	i, j := 0, 0
	for i < len(data) && j < len(raw) {
		switch {
		case isSpace(data[i]):
			i++
		case isSpace(raw[j]) || raw[j] == 0:
			j++
		case raw[j] == '&':
			dec, w := entity(raw[j:])
			if !bytes.HasPrefix([]byte(data[i:min(len(data), i+len(dec))]), []byte(dec)) {
				return i, -1
			}
			i, j = i+len(dec), j+w
		case data[i] != raw[j]:
			return i, -1
		default:
			i, j = i+1, j+1
		}
	}
	return i, j
}

// entity decodes the character reference at the start of raw, which begins with '&'. It returns the text and the
// number of bytes it is written with: "&", 1 if it is no reference.
func entity(raw []byte) (string, int) {
	const longest = 33 // &CounterClockwiseContourIntegral; is the longest name
	end := 1
	for end < len(raw) && end < longest && (raw[end] == '#' || isAlnum(raw[end])) {
		end++
	}
	if end < len(raw) && raw[end] == ';' {
		end++
	}
	for w := end; w > 1; w-- { // without a semicolon the name may be shorter than the run of letters
		s := html.UnescapeString(string(raw[:w]))
		if s != string(raw[:w]) {
			return shorten(s, raw[:w])
		}
		if raw[w-1] == ';' {
			continue
		}
	}
	return "&", 1
}

// shorten undoes what [html.UnescapeString] leaves behind a reference without semicolon: "&ltx" is "<", 3 bytes.
func shorten(s string, raw []byte) (string, int) {
	w := len(raw)
	for len(s) > 1 && w > 2 && isAlnum(s[len(s)-1]) && s[len(s)-1] == raw[w-1] {
		s, w = s[:len(s)-1], w-1
	}
	return s, w
}

// isAlnum reports whether c is an ASCII letter or digit.
func isAlnum(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
