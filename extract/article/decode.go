package article

import (
	"bytes"
	"mime"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
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
	if lo == 0 {
		return t
	}
	r := m[lo-1]
	return r.src + t - r.text
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
// media type, a meta element (for HTML), and the look of the bytes, as the WHATWG encoding sniffing does.
// Text that is UTF-8 already is returned as it is, its byte order mark included.
func decode(body []byte, mediaType string) (text []byte, name string, m charmap) {
	enc, name, certain := charset.DetermineEncoding(head(body, 4096), charsetOnly(mediaType))
	if name != "utf-16le" && name != "utf-16be" && name != "iso-2022-jp" && utf8.Valid(body) {
		return body, "utf-8", nil
	}
	if (name == "utf-8" && certain) || mostlyUTF8(body) {
		name, enc = "utf-8", encoding.Nop
		text, m = repair(body)
		return text, name, m
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

// mostlyUTF8 reports whether b has many multi-byte UTF-8 sequences and few broken ones: a page in UTF-8 into which a
// fragment in another encoding was pasted, whatever it declares.
func mostlyUTF8(b []byte) bool {
	good, bad := 0, 0
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
	return good > 20*bad
}

// repair replaces each byte of b that is not UTF-8 by U+FFFD.
func repair(b []byte) ([]byte, charmap) {
	out := make([]byte, 0, len(b)+64)
	var m charmap
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 {
			m.add(len(out), i)
			out = utf8.AppendRune(out, r)
			i++
			m.add(len(out), i)
			continue
		}
		out = append(out, b[i:i+n]...)
		i += n
	}
	return out, m
}

// transcode decodes b from enc. Runs of ASCII are copied, except in encodings where such bytes may mean something
// else; the rest is decoded a few bytes at a time, so that the map is exact to the character or nearly so.
func transcode(b []byte, enc encoding.Encoding, name string) ([]byte, charmap) {
	ascii := name != "utf-16le" && name != "utf-16be" && name != "iso-2022-jp" && name != "replacement"
	out := make([]byte, 0, len(b)+len(b)/4)
	var m charmap
	dec := enc.NewDecoder()
	var buf [8]byte
	for i := 0; i < len(b); {
		if ascii && b[i] < utf8.RuneSelf {
			j := i + 1
			for j < len(b) && b[j] < utf8.RuneSelf {
				j++
			}
			m.add(len(out), i)
			out = append(out, b[i:j]...)
			i = j
			continue
		}
		nDst, nSrc, err := dec.Transform(buf[:utf8.UTFMax], b[i:min(i+16, len(b))], i+16 >= len(b))
		m.add(len(out), i)
		out = append(out, buf[:nDst]...)
		i += nSrc
		if nSrc == 0 && err != nil && err != transform.ErrShortDst {
			m.add(len(out), i)
			out = utf8.AppendRune(out, utf8.RuneError)
			i++
		} else if nSrc == 0 && nDst == 0 {
			i++ // no progress: never loop
		}
	}
	return bytes.ToValidUTF8(out, []byte("\uFFFD")), m
}
