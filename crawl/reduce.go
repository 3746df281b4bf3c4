package crawl

import "bytes"

// reduce appends to dst the parts of an HTML page that a crawler reads: a, area, base, link and meta elements, the title,
// and the text and pictures inside of a. Most of a page is something else, and html.Tokenizer, which reads the rest,
// takes several times as long for a byte as this does. Comments, scripts and other raw text are passed over as the HTML
// standard says; what stands inside an attribute's quotes is no tag. Links whose address, as written, is not wanted are
// left out too: most links of a page are those of every page.
func reduce(dst, page []byte, wanted func(href []byte) bool) []byte {
	text := 0 // how much text of the open anchor is still wanted
	for {
		i := bytes.IndexByte(page, '<')
		if i < 0 || i+1 >= len(page) {
			return dst
		}
		if text > 0 {
			n := min(i, text)
			dst = append(dst, page[:n]...)
			text -= n
		}
		page = page[i:]
		switch c := page[1]; {
		case isLetter(c):
			end := tagEnd(page)
			if !maybe(c) {
				page = page[end:]
				continue
			}
			tag := page[:end]
			switch name := tagName(tag[1:]); {
			case len(name) == 1 && c|0x20 != 'a', name.is("li"), name.is("span"): // most of them
			case name.is("a"):
				if text > 0 { // an anchor ends where the next begins
					dst, text = append(dst, "</a>"...), 0
				}
				if wanted == nil || wanted(hrefOf(tag)) {
					dst, text = append(dst, tag...), maxAnchor
				}
			case name.is("area"), name.is("base"), name.is("link"), name.is("meta"), name.is("img") && text > 0:
				dst = append(dst, tag...)
			case name.is("title"):
				end += rawEnd(page[end:], "title")
				dst = append(append(dst, page[:end]...), "</title>"...)
			case name.is("plaintext"):
				return dst
			default:
				if raw := name.raw(); raw != "" {
					end += rawEnd(page[end:], raw)
				}
			}
			page = page[end:]
		case c == '/' && len(page) > 2 && isLetter(page[2]):
			if page[2]|0x20 == 'a' && text > 0 && tagName(page[2:]).is("a") {
				dst, text = append(dst, "</a>"...), 0
			}
			page = page[through(page, bytes.IndexByte(page, '>'), 1):] // nobody gives an end tag attributes
		case bytes.HasPrefix(page, []byte("<!--")):
			page = page[commentEnd(page):]
		case c == '!' || c == '?' || c == '/':
			page = page[through(page, bytes.IndexByte(page, '>'), 1):]
		default:
			if text > 0 {
				dst, text = append(dst, "&lt;"...), text-1
			}
			page = page[1:]
		}
	}
}

// maybe reports whether the name of an element that reduce knows begins with c.
func maybe(c byte) bool {
	switch c | 0x20 {
	case 'a', 'b', 'i', 'l', 'm', 'n', 'p', 's', 't', 'x':
		return true
	}
	return false
}

// hrefOf returns the value of the href attribute of a tag as written, or nil where it cannot be told at a glance.
func hrefOf(tag []byte) []byte {
	i := bytes.Index(tag, []byte(` href=`))
	if i < 0 || i+8 > len(tag) {
		return nil
	}
	v := tag[i+6:]
	if q := v[0]; q == '"' || q == '\'' {
		if k := bytes.IndexByte(v[1:], q); k >= 0 {
			return v[1 : 1+k]
		}
	}
	return nil
}

func isLetter(c byte) bool { return 'a' <= c|0x20 && c|0x20 <= 'z' }

// A name is a tag's name as written.
type name []byte

// tagName returns the name at the beginning of b.
func tagName(b []byte) name {
	for i, c := range b {
		switch c {
		case ' ', '\t', '\n', '\r', '\f', '/', '>':
			return b[:i]
		}
	}
	return b
}

// is reports whether n is the lower-case name s, in any case.
func (n name) is(s string) bool {
	if len(n) != len(s) {
		return false
	}
	for i := range len(s) {
		if n[i]|0x20 != s[i] {
			return false
		}
	}
	return true
}

// raw returns the name in lower case when the element's content is not markup.
func (n name) raw() string {
	for _, s := range [...]string{"script", "style", "noscript", "iframe", "textarea", "xmp", "noembed", "noframes"} {
		if n.is(s) {
			return s
		}
	}
	return ""
}

// tagEnd returns the length of the tag at the beginning of b. A > inside a quoted value does not end it.
func tagEnd(b []byte) int {
	gt := bytes.IndexByte(b, '>')
	if gt < 0 {
		return len(b)
	}
	if bytes.Count(b[:gt], []byte{'"'})%2 == 0 && bytes.Count(b[:gt], []byte{'\''})%2 == 0 {
		return gt + 1 // all quotes are closed: so nearly every tag
	}
	equals := false // the last character that is not blank is =
	for i := 1; i < len(b); i++ {
		switch b[i] {
		case '>':
			return i + 1
		case '"', '\'':
			if equals {
				k := bytes.IndexByte(b[i+1:], b[i])
				if k < 0 {
					return len(b)
				}
				i += k + 1
			}
			equals = false
		case '=':
			equals = true
		case ' ', '\t', '\n', '\r', '\f':
		default:
			equals = false
		}
	}
	return len(b)
}

// rawEnd returns the place in b of the end tag of the raw text element name, or the length of b.
func rawEnd(b []byte, element string) int {
	for at := 0; ; {
		i := bytes.Index(b[at:], []byte("</"))
		if i < 0 {
			return len(b)
		}
		at += i + 2
		if n := tagName(b[at:min(len(b), at+len(element)+1)]); n.is(element) && at+len(element) < len(b) {
			return at - 2
		}
	}
}

// commentEnd returns the length of the comment at the beginning of b. It ends with -->, where the dashes that open it
// may be the ones that close it, or with --!>.
func commentEnd(b []byte) int {
	for i := 2; ; {
		k := bytes.Index(b[i:], []byte("--"))
		if k < 0 {
			return len(b)
		}
		switch i += k; {
		case i+2 < len(b) && b[i+2] == '>':
			return i + 3
		case i+3 < len(b) && i > 3 && b[i+2] == '!' && b[i+3] == '>':
			return i + 4
		}
		i++
	}
}

// through returns the place after n bytes at i, or the length of b when i is not found.
func through(b []byte, i, n int) int {
	if i < 0 {
		return len(b)
	}
	return i + n
}
