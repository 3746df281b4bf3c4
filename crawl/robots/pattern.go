package robots

import "strings"

// A pattern is the path of a rule. It matches a path from its beginning; * stands for any octets and a $ at the very
// end for the end of the path.
type pattern struct {
	written  string   // as in the file
	priority int      // octets of the encoded pattern: the longest match wins
	literal  []string // octets between the stars, as written
	decoded  []string // the same with unreserved characters decoded; nil when nothing differs
	anchored bool     // ends with $
}

func newPattern(written string) pattern {
	enc := encode(written)
	p := pattern{written: written, priority: len(enc)}
	body, anchored := strings.CutSuffix(enc, "$")
	p.anchored = anchored
	for _, s := range strings.Split(body, "*") {
		p.literal = append(p.literal, special(s))
	}
	if dec := decode(body); dec != body {
		for _, s := range strings.Split(dec, "*") {
			p.decoded = append(p.decoded, special(s))
		}
	}
	return p
}

// A path is path and query of an address in both readings: as written, and encoded and decoded as RFC 9309 says.
type path struct{ literal, decoded string }

func newPath(s string) path {
	return path{literal: special(s), decoded: decode(special(encode(s)))}
}

// match reports whether p matches s. An allow must match as written; a disallow may match decoded as well.
func (p *pattern) match(s path, allow bool) bool {
	if matchParts(p.literal, p.anchored, s.literal) {
		return true
	}
	if allow || p.decoded == nil && s.decoded == s.literal {
		return false
	}
	parts := p.decoded
	if parts == nil {
		parts = p.literal
	}
	return matchParts(parts, p.anchored, s.decoded)
}

// matchParts matches the parts between stars one after the other, each as far left as it goes, which is as good as
// trying every place. The first part stands at the beginning, and with anchored the last one at the end.
func matchParts(parts []string, anchored bool, s string) bool {
	s, ok := strings.CutPrefix(s, parts[0])
	if !ok {
		return false
	}
	if len(parts) == 1 {
		return !anchored || s == ""
	}
	last := len(parts) - 1
	for _, part := range parts[1:last] {
		i := strings.Index(s, part)
		if i < 0 {
			return false
		}
		s = s[i+len(part):]
	}
	if anchored {
		return strings.HasSuffix(s, parts[last])
	}
	return strings.Contains(s, parts[last])
}

const upperHex = "0123456789ABCDEF"

// encode percent-encodes the octets of s beyond ASCII and writes hex digits of escapes in upper case, so that equal
// addresses are equal octets.
func encode(s string) string {
	if strings.IndexFunc(s, func(r rune) bool { return r >= 0x80 || r == '%' }) < 0 {
		return s
	}
	b := make([]byte, 0, len(s)+16)
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= 0x80:
			b = append(b, '%', upperHex[c>>4], upperHex[c&15])
		case c == '%' && isEscape(s[i:]):
			b = append(b, '%', upper(s[i+1]), upper(s[i+2]))
			i += 2
		default:
			b = append(b, c)
		}
	}
	return string(b)
}

// decode replaces the escapes of unreserved characters (RFC 3986 section 2.3) by the characters.
func decode(s string) string { return replaceEscapes(s, isUnreserved) }

// special replaces the escapes of * and $, by which a rule names these characters themselves (RFC 9309 section 2.2.3).
func special(s string) string {
	return replaceEscapes(s, func(c byte) bool { return c == '*' || c == '$' })
}

func replaceEscapes(s string, which func(byte) bool) string {
	if !strings.Contains(s, "%") {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && isEscape(s[i:]) {
			if c := unhex(s[i+1])<<4 | unhex(s[i+2]); which(c) {
				b = append(b, c)
				i += 2
				continue
			}
		}
		b = append(b, s[i])
	}
	return string(b)
}

func isEscape(s string) bool { return len(s) >= 3 && isHex(s[1]) && isHex(s[2]) }

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func upper(c byte) byte {
	if 'a' <= c && c <= 'f' {
		return c - 'a' + 'A'
	}
	return c
}

func unhex(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c >= 'a':
		return c - 'a' + 10
	}
	return c - 'A' + 10
}

func isUnreserved(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' || strings.IndexByte("-._~", c) >= 0
}

// PathOf returns path and query of an address, absolute or not, always with a leading slash. It does not resolve or
// validate anything: an address without a path is "/".
func PathOf(address string) string {
	s, _, _ := strings.Cut(address, "#")
	start := 0
	if strings.HasPrefix(s, "//") {
		start = 2
	} else if i := strings.Index(s, "://"); i >= 0 && strings.IndexAny(s, "/?;") > i {
		start = i + len("://")
	}
	i := strings.IndexAny(s[start:], "/?;")
	if i < 0 {
		return "/"
	}
	s = s[start+i:]
	if s[0] != '/' {
		return "/" + s
	}
	return s
}
