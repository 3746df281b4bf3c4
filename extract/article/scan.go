package article

import (
	"bytes"
	"strings"

	"hearsay/corpus"
)

// A scanner finds the text tokens of an HTML page as the parser's tokenizer does (WHATWG HTML, section 13.2.5): it tells
// where text begins and ends, and makes a copy of the page for the parser, see [thinner].
type scanner struct {
	page []byte
	i    int
	text []corpus.Span
	thin thinner
}

// scan returns the spans of text in page that are more than white space, outside script, style and their like, and a
// copy of page that makes the same tree but for what nobody reads.
func scan(page []byte) (text []corpus.Span, thin []byte) {
	s := scanner{page: page, text: make([]corpus.Span, 0, 64+len(page)/256), thin: thinner{page: page, drawing: -1}}
	for s.i < len(page) {
		from := s.i
		s.skipText()
		if t := trimSpan(page, corpus.Span{Start: from, End: s.i}); t.Len() > 0 {
			s.text = append(s.text, t)
		}
		if s.i < len(page) {
			s.markup()
		}
	}
	return s.text, s.thin.copy()
}

// skipText goes on to the next '<' that begins markup.
func (s *scanner) skipText() {
	for {
		n := bytes.IndexByte(s.page[s.i:], '<')
		if n < 0 || s.i+n+1 >= len(s.page) {
			s.i = len(s.page)
			return
		}
		s.i += n
		c := s.page[s.i+1]
		if isLetter(c) || c == '!' || c == '?' || c == '/' && s.i+2 < len(s.page) {
			return
		}
		s.i++
	}
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// markup skips a comment, a declaration or a tag, with what follows it if that is raw text.
func (s *scanner) markup() {
	rest := s.page[s.i:]
	switch {
	case bytes.HasPrefix(rest, []byte("<!--")):
		from := s.i
		if s.comment() {
			s.thin.cut(from+len("<!--"), s.i-len("-->"))
		}
	case rest[1] == '!' || rest[1] == '?':
		s.after(">", 2)
	case rest[1] == '/':
		if len(rest) > 2 && isLetter(rest[2]) {
			s.tag(2)
		} else {
			s.after(">", 2)
		}
	default:
		from := s.i
		if name := s.tag(1); name != "" {
			tag, content := s.page[from:s.i], s.i
			s.rawText(name)
			s.thin.rawContent(name, tag, content, s.i)
		}
	}
}

// after goes on to what follows the next occurrence of mark, which begins n bytes on at the earliest.
func (s *scanner) after(mark string, n int) {
	s.i = min(s.i+n, len(s.page))
	if k := bytes.Index(s.page[s.i:], []byte(mark)); k >= 0 {
		s.i += k + len(mark)
	} else {
		s.i = len(s.page)
	}
}

// comment skips a comment, which ends at "-->" or "--!>", or at once: "<!-->", "<!--->". It reports whether the comment
// is a common one, which ends with "-->".
func (s *scanner) comment() bool {
	s.i += len("<!--")
	rest := s.page[s.i:]
	if bytes.HasPrefix(rest, []byte(">")) || bytes.HasPrefix(rest, []byte("->")) {
		s.after(">", 0)
		return false
	}
	for {
		k := bytes.Index(s.page[s.i:], []byte("--"))
		if k < 0 {
			s.i = len(s.page)
			return false
		}
		s.i += k + 2
		for s.i < len(s.page) && s.page[s.i] == '-' {
			s.i++
		}
		if rest := s.page[s.i:]; bytes.HasPrefix(rest, []byte(">")) {
			s.i++
			return true
		} else if bytes.HasPrefix(rest, []byte("!>")) {
			s.i += 2
			return false
		}
	}
}

// tag skips a tag whose name begins n bytes on. It returns the name of a start tag whose content is raw text, in lower
// case, else "".
func (s *scanner) tag(n int) string {
	from := s.i + n
	s.i = from
	for s.i < len(s.page) && !isSpace(s.page[s.i]) && s.page[s.i] != '/' && s.page[s.i] != '>' {
		s.i++
	}
	name := s.page[from:s.i]
	raw := ""
	if n == 1 {
		raw = rawName(name)
	}
	key := s.i // where the attribute begins
	for s.i < len(s.page) {
		switch c := s.page[s.i]; c {
		case '>':
			s.i++
			s.thin.element(name, from-n, s.i, n == 2)
			return raw
		case '=':
			end := s.i
			s.i++
			for s.i < len(s.page) && isSpace(s.page[s.i]) {
				s.i++
			}
			if s.value() && s.i < len(s.page) {
				s.thin.attribute(s.page[key:end], key, s.i)
			}
			key = s.i
		default:
			s.i++
			if isSpace(c) || c == '/' {
				key = s.i
			}
		}
	}
	return raw
}

// value skips the value of an attribute and reports whether it stands in quotation marks.
func (s *scanner) value() bool {
	if s.i >= len(s.page) {
		return false
	}
	if q := s.page[s.i]; q == '"' || q == '\'' {
		s.after(string(q), 1)
		return true
	}
	for s.i < len(s.page) && !isSpace(s.page[s.i]) && s.page[s.i] != '>' {
		s.i++
	}
	return false
}

// rawNames are the elements whose content is raw text.
var rawNames = [...]string{"script", "style", "noscript", "iframe", "textarea", "title", "noembed", "noframes", "xmp", "plaintext"}

// rawName returns the name of a raw text element that b is, without regard to case, or "".
func rawName(b []byte) string {
	if len(b) < 3 || len(b) > 9 {
		return ""
	}
	for _, r := range rawNames {
		if len(r) == len(b) && strings.EqualFold(r, string(b)) {
			return r
		}
	}
	return ""
}

// rawText skips the content of a raw text element.
func (s *scanner) rawText(name string) {
	if name == "plaintext" {
		s.i = len(s.page)
		return
	}
	escaped := 0 // of a script: 1 inside "<!--", 2 inside "<script" there
	end := -1    // of the escape: the next "-->"
	for s.i < len(s.page) {
		n := bytes.IndexByte(s.page[s.i:], '<')
		if escaped > 0 {
			if end < s.i {
				if end = bytes.Index(s.page[s.i:], []byte("-->")); end < 0 {
					end = len(s.page)
				} else {
					end += s.i
				}
			}
			if end < len(s.page) && (n < 0 || end < s.i+n) {
				s.i, escaped = end+3, 0
				continue
			}
		}
		if n < 0 {
			s.i = len(s.page)
			return
		}
		s.i += n
		rest := s.page[s.i:]
		switch {
		case endsRaw(rest, name):
			if escaped < 2 {
				return
			}
			escaped = 1
		case name == "script" && escaped == 0 && bytes.HasPrefix(rest, []byte("<!--")):
			escaped = 1
		case name == "script" && escaped == 1 && len(rest) > 7 && strings.EqualFold(string(rest[1:7]), "script") && !isAlnum(rest[7]):
			escaped = 2
		}
		s.i++
	}
}

// endsRaw reports whether b begins with the end tag of element name.
func endsRaw(b []byte, name string) bool {
	n := 2 + len(name)
	if len(b) < n || b[1] != '/' || !strings.EqualFold(string(b[2:n]), name) {
		return false
	}
	return len(b) == n || isSpace(b[n]) || b[n] == '>' || b[n] == '/'
}
