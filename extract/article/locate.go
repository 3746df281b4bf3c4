package article

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/net/html"

	"hearsay/corpus"
)

// Locate returns the range of p.Body that span s of the text of ex was read from, ex being the extraction of p. It
// reports false where that cannot be told: in blocks without a source, in PDF and in MHTML. In plain text that is
// UTF-8 the two are the same; in plain text in another encoding, and in HTML, the range is exact to the character.
func Locate(p *corpus.Page, ex *corpus.Extraction, s corpus.Span) (corpus.Span, bool) {
	if !s.Valid(ex.Text) || isPDF(p) || isMHTML(p) {
		return corpus.Span{}, false
	}
	text, _, cm := decode(p.Body, p.MediaType)
	if isPlain(p.MediaType, p.Body) {
		return corpus.Span{Start: cm.source(s.Start), End: cm.source(s.End)}, s.End <= len(text)
	}
	start, ok := locate(text, cm, ex, s.Start, false)
	if !ok {
		return corpus.Span{}, false
	}
	end, ok := locate(text, cm, ex, s.End, true)
	return corpus.Span{Start: start, End: end}, ok && start <= end
}

// locate returns where offset off of the text of ex lies in the page; end says that it ends a range.
func locate(text []byte, cm charmap, ex *corpus.Extraction, off int, end bool) (int, bool) {
	for _, b := range ex.Blocks {
		if b.Len() == 0 || off < b.Start || off > b.End || off == b.End && !end || off == b.Start && end {
			continue
		}
		if b.Source == nil {
			return 0, false
		}
		from, to := cm.decoded(b.Source.Start), cm.decoded(b.Source.End)
		if from < 0 || to > len(text) || from > to {
			return 0, false
		}
		n := 0
		for _, c := range []byte(ex.Text[b.Start:off]) {
			if !isSpace(c) {
				n++
			}
		}
		at, ok := advance(text[from:to], n, end)
		return cm.source(from + at), ok
	}
	return 0, false
}

// decoded is the inverse of source.
func (m charmap) decoded(src int) int {
	for i := len(m) - 1; i >= 0; i-- {
		if m[i].src <= src {
			return m[i].text + src - m[i].src
		}
	}
	return src
}

// advance returns how far into raw HTML the first n bytes of its text reach that are not white space; with end, where
// the last of them ends, else where the next begins.
func advance(raw []byte, n int, end bool) (int, bool) {
	z := html.NewTokenizer(bytes.NewReader(raw))
	pos, last := 0, 0
	for {
		tt := z.Next()
		token := z.Raw()
		if tt == html.ErrorToken {
			return last, n == 0 && end
		}
		for i := 0; tt == html.TextToken && i < len(token); {
			size, w := visible(token[i:])
			if size > 0 && n == 0 {
				if end {
					return last, true
				}
				return pos + i, true
			}
			n -= size
			i += w
			if size > 0 {
				last = pos + i
			}
			if n < 0 {
				return 0, false
			}
		}
		pos += len(token)
	}
}

// visible returns how many bytes the character at the start of raw adds to a text, white space aside, and how many
// bytes it is written with.
func visible(raw []byte) (size, w int) {
	if isSpace(raw[0]) || raw[0] == 0 {
		return 0, 1
	}
	s := string(raw[:1])
	w = 1
	if raw[0] == '&' {
		s, w = entity(raw)
	} else if raw[0] >= utf8.RuneSelf {
		_, w = utf8.DecodeRune(raw)
		s = string(raw[:w])
	}
	for _, r := range s {
		switch r {
		case '\u00a0', '\u2028', '\u2029', '\u0085', '\u00ad', '\u200b', '\u2060', '\ufeff', ' ', '\n', '\t':
		default:
			size += utf8.RuneLen(r)
		}
	}
	return size, w
}
