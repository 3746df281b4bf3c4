package article

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A value is a JSON value as pages write them. Strings, numbers and literals are text; an object has as many keys as
// items; a list has items and no keys.
type value struct {
	text  string
	keys  []string
	items []value
}

// get returns the item of an object under key, or nil.
func (v *value) get(key string) *value {
	if v == nil {
		return nil
	}
	for i, k := range v.keys {
		if k == key {
			return &v.items[i]
		}
	}
	return nil
}

// str returns the text of the item under key: of itself, of the first of a list, or of its name, @value or @id.
func (v *value) str(key string) string {
	x := v.get(key)
	for range 4 {
		switch {
		case x == nil:
			return ""
		case x.text != "":
			return strings.TrimSpace(x.text)
		case len(x.keys) == 0 && len(x.items) > 0:
			x = &x.items[0]
		case x.get("name") != nil:
			x = x.get("name")
		case x.get("@value") != nil:
			x = x.get("@value")
		default:
			x = x.get("@id")
		}
	}
	return ""
}

// is reports whether the type of object v is one of types or ends with it.
func (v *value) is(types ...string) bool {
	t := v.get("@type")
	if t == nil {
		return false
	}
	has := func(s string) bool {
		for _, want := range types {
			if strings.HasSuffix(s, want) {
				return true
			}
		}
		return false
	}
	if t.text != "" {
		return has(t.text)
	}
	for i := range t.items {
		if has(t.items[i].text) {
			return true
		}
	}
	return false
}

// A jsonReader reads JSON with the mistakes that pages make: raw line ends and bare quotation marks in strings, trailing
// commas, comments, and an end that comes too early.
type jsonReader struct {
	s     string
	i     int
	depth int
	left  int // values that may still be read
}

// parseJSON reads the first value of s. What cannot be understood is left out.
func parseJSON(s string) value {
	if strings.IndexByte(s, '"') < 0 && strings.Contains(s, "&quot;") {
		s = html.UnescapeString(s)
	}
	if i := strings.IndexAny(s, "{["); i > 0 {
		s = s[i:] // a comment or CDATA mark
	}
	r := jsonReader{s: s, left: 20000}
	return r.value()
}

// space skips white space, commas and comments.
func (r *jsonReader) space() {
	for r.i < len(r.s) {
		end := ""
		switch rest := r.s[r.i:]; {
		case isSpace(rest[0]) || rest[0] == ',':
			r.i++
			continue
		case strings.HasPrefix(rest, "//"):
			end = "\n"
		case strings.HasPrefix(rest, "/*"):
			end = "*/"
		default:
			return
		}
		_, rest, _ := strings.Cut(r.s[r.i+2:], end)
		r.i = len(r.s) - len(rest)
	}
}

// maxJSONDepth bounds the nesting of a value.
const maxJSONDepth = 40

func (r *jsonReader) value() (v value) {
	r.space()
	if r.i >= len(r.s) || r.left <= 0 {
		r.i = len(r.s)
		return v
	}
	r.left--
	switch c := r.s[r.i]; c {
	case '{', '[':
		if r.depth++; r.depth > maxJSONDepth {
			r.i = len(r.s)
			return v
		}
		r.i++
		r.items(&v, c == '{')
		r.depth--
	case '"':
		v.text = r.str(false)
	default:
		from := r.i
		for r.i < len(r.s) && strings.IndexByte(",]}:{[\"", r.s[r.i]) < 0 && !isSpace(r.s[r.i]) {
			r.i++
		}
		if r.i == from {
			r.i++
		}
		if v.text = r.s[from:r.i]; v.text == "null" {
			v.text = ""
		}
	}
	return v
}

// items reads what follows the bracket of an object or a list.
func (r *jsonReader) items(v *value, object bool) {
	for {
		r.space()
		if r.i >= len(r.s) {
			return
		}
		if c := r.s[r.i]; c == '}' || c == ']' {
			r.i++
			return
		}
		if object {
			if r.s[r.i] != '"' {
				r.i++
				continue
			}
			key := r.str(true)
			for r.i < len(r.s) && (isSpace(r.s[r.i]) || r.s[r.i] == ':') {
				r.i++
			}
			v.keys = append(v.keys, key)
		}
		v.items = append(v.items, r.value())
	}
}

// str reads a string, which begins at a quotation mark.
func (r *jsonReader) str(key bool) string {
	r.i++
	from := r.i
	var b []byte // what was read before from, if it is not written as it reads
	for r.i < len(r.s) {
		switch c := r.s[r.i]; {
		case c == '\\' && r.i+1 < len(r.s):
			b = r.escape(append(b, r.s[from:r.i]...))
			from = r.i
			continue
		case c == '"' && (key || r.closes(r.i+1)):
			s := r.s[from:r.i]
			r.i++
			if b == nil {
				return unentity(s)
			}
			return unentity(string(append(b, s...)))
		}
		r.i++
	}
	return unentity(string(append(b, r.s[from:]...)))
}

// closes reports whether a quotation mark before s[i] can end a value: what follows goes on as JSON does.
func (r *jsonReader) closes(i int) bool {
	next := func() byte {
		for i < len(r.s) && isSpace(r.s[i]) {
			i++
		}
		if i == len(r.s) {
			return 0
		}
		i++
		return r.s[i-1]
	}
	from := i
	switch next() {
	case 0, '}', ']', '/':
		return true
	case '"': // a comma is missing between two lines
		return strings.IndexByte(r.s[from:i], '\n') >= 0
	case ',':
		c := next()
		return c == 0 || strings.IndexByte("\"{}[]/-0123456789tfn,", c) >= 0
	}
	return false
}

// escape appends the character that the escape at r.i stands for.
func (r *jsonReader) escape(b []byte) []byte {
	c := r.s[r.i+1]
	r.i += 2
	switch c {
	case 'n', 't', 'r', 'b', 'f':
		return append(b, ' ')
	case 'u':
		n, ok := r.hex()
		if !ok {
			return b
		}
		if n >= 0xd800 && n < 0xdc00 && strings.HasPrefix(r.s[r.i:], `\u`) {
			r.i += 2
			low, ok := r.hex()
			if ok && low >= 0xdc00 && low < 0xe000 {
				n = 0x10000 + (n-0xd800)<<10 + (low - 0xdc00)
			}
		}
		return utf8.AppendRune(b, rune(n))
	}
	return append(b, c)
}

// hex reads four hexadecimal digits.
func (r *jsonReader) hex() (uint64, bool) {
	if r.i+4 > len(r.s) {
		r.i = len(r.s)
		return 0, false
	}
	n, err := strconv.ParseUint(r.s[r.i:r.i+4], 16, 32)
	r.i += 4
	return n, err == nil
}

// unentity decodes character references, which some content systems leave in JSON.
func unentity(s string) string {
	if strings.IndexByte(s, '&') < 0 {
		return s
	}
	return html.UnescapeString(s)
}
