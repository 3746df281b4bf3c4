package main

import (
	"bytes"
	"io"
	"unicode/utf8"
)

// A plain passes text on to a terminal without what could steer it. Titles, wordings and names of files come from
// strangers: a control character in one could recolour, rewrite or rename the screen, and a character that turns the
// direction of writing could show words in another order than the page has them. Each becomes U+FFFD, and so does a byte
// that is no UTF-8. A character must not be split over two writes.
type plain struct{ w io.Writer }

// Write implements io.Writer.
func (p plain) Write(b []byte) (int, error) {
	if _, err := p.w.Write(bytes.Map(harmless, b)); err != nil {
		return 0, err
	}
	return len(b), nil
}

func harmless(r rune) rune {
	switch {
	case r == '\n' || r == '\t':
		return r
	case r < 0x20, r >= 0x7f && r < 0xa0, // C0, DEL, C1
		r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069: // embeddings, overrides and isolates
		return utf8.RuneError
	}
	return r
}
