package article

import (
	"bytes"
	"mime"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	winlatin "golang.org/x/text/encoding/charmap"
	"golang.org/x/text/transform"
)

// A charmap says where the bytes of decoded text lie in the file they were decoded from: text offset t, up to the
// next run's, is at src + (t - text). The runs are in order. The zero charmap is the identity.
type charmap []charRun

type charRun struct{ text, src int }

// source returns the offset in the file of offset t of the decoded text.
func (m charmap) source(t int) int {
	lo, hi := 0, len(m)
	for lo < hi {
		if mid := (lo + hi) / 2; m[mid].text <= t {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	src := t
	if lo > 0 {
		src = m[lo-1].src + t - m[lo-1].text
	}
	if lo < len(m) {
		src = min(src, m[lo].src) // inside a character that takes more bytes in UTF-8
	}
	return src
}

// end closes the map of a text of n bytes that was read from a file of size bytes.
func (m *charmap) end(n, size int) {
	if len(*m) > 0 || n != size {
		*m = append(*m, charRun{n, size})
	}
}

// add notes that decoded text from offset text on lies at src, if that does not follow from the last run.
func (m *charmap) add(text, src int) {
	if m.source(text) == src {
		return
	}
	*m = append(*m, charRun{text, src})
}

// decode returns body as valid UTF-8, the name of the encoding that it was in, and where its bytes lie in body.
// The encoding is told by, in this order: the bytes being UTF-8 throughout, a byte order mark, the charset of the
// media type, a meta element (for HTML), and the look of the bytes, as the WHATWG encoding sniffing does. A page that says
// UTF-8 but has more bytes that are not than sequences that are is read as windows-1252.
// Text that is UTF-8 already is returned as it is, its byte order mark included.
func decode(body []byte, mediaType string) (text []byte, name string, m charmap) {
	enc, name, certain := charset.DetermineEncoding(head(body, 4096), charsetOnly(mediaType))
	if name != "utf-16le" && name != "utf-16be" && name != "iso-2022-jp" && utf8.Valid(body) {
		return body, "utf-8", nil
	}
	good, bad := sequences(body)
	switch {
	case name == "utf-8" && bad > good: // said of a page in the encoding that old tools write
		enc, name = winlatin.Windows1252, "windows-1252"
	case name == "utf-8" && certain, good > 20*bad: // a fragment in another encoding was pasted into it
		text, m = repair(body)
		return text, "utf-8", m
	}
	text, m = transcode(body, enc, name)
	return text, name, m
}

// head returns the first n bytes of b, or all.
func head(b []byte, n int) []byte { return b[:min(n, len(b))] }

// charsetOnly returns a media type with nothing but the charset of s, so that no other parameter can confuse.
func charsetOnly(s string) string {
	_, params, err := mime.ParseMediaType(s)
	if err != nil || params["charset"] == "" {
		return ""
	}
	return "text/html; charset=" + params["charset"]
}

// sequences counts the multi-byte sequences of b that are UTF-8 and the bytes that are not.
func sequences(b []byte) (good, bad int) {
	for i := 0; i < len(b); {
		if b[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			bad++
		} else {
			good++
		}
		i += n
	}
	return good, bad
}

// repair reads each byte of b that is not UTF-8 as windows-1252, which is what it most often is.
func repair(b []byte) ([]byte, charmap) {
	out := make([]byte, 0, len(b)+64)
	var m charmap
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			m.add(len(out), i)
			out = utf8.AppendRune(out, winlatin.Windows1252.DecodeByte(b[i]))
			i++
			m.add(len(out), i)
			continue
		}
		out = append(out, b[i:i+n]...)
		i += n
	}
	m.end(len(out), len(b))
	return out, m
}

// transcode decodes b from enc. Runs of ASCII are copied, except in encodings where such bytes may mean something
// else; the rest is decoded one character at a time, so that the map is exact.
func transcode(b []byte, enc encoding.Encoding, name string) ([]byte, charmap) {
	ascii := name != "utf-16le" && name != "utf-16be" && name != "iso-2022-jp" && name != "replacement"
	out := make([]byte, 0, len(b)+len(b)/4)
	var m charmap
	dec := enc.NewDecoder()
	for i := 0; i < len(b); {
		j := i
		for ascii && j < len(b) && b[j] < utf8.RuneSelf {
			j++
		}
		m.add(len(out), i)
		if j > i {
			out = append(out, b[i:j]...)
			i = j
			continue
		}
		char, n := decodeChar(dec, b[i:])
		out = append(out, char...)
		i += n
	}
	m.end(len(out), len(b))
	return out, m
}

// decodeChar decodes the character at the start of b and returns it with the number of bytes that it takes, at least
// one. What is no character is U+FFFD.
func decodeChar(dec *encoding.Decoder, b []byte) ([]byte, int) {
	const longest = 8 // bytes of a character or an escape sequence
	var buf [3 * utf8.UTFMax]byte
	for n := 1; n <= min(longest, len(b)); n++ {
		nDst, nSrc, err := dec.Transform(buf[:], b[:n], n == len(b))
		if nSrc > 0 {
			return bytes.ToValidUTF8(buf[:nDst], []byte("\uFFFD")), nSrc
		}
		if err != nil && err != transform.ErrShortSrc {
			break
		}
	}
	return []byte("\uFFFD"), 1
}
