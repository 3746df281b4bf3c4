package query

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

type tokenKind uint8

const (
	tokEOF tokenKind = iota
	tokTerm
	tokAnd
	tokOr
	tokNot
	tokOpen  // ( [
	tokClose // ) ]
	tokError
)

// A token is an operator, a bracket, or a term: an optional field with a bare word or a quoted phrase.
type token struct {
	kind     tokenKind
	pos      int // byte offset of the token
	text     string
	field    string
	valuePos int // byte offset of the value, after the field and the opening mark
	quoted   bool
	near     int
	err      *Error
}

// maxNear is the widest proximity that can be asked for.
const maxNear = 1000

type lexer struct {
	src string
	off int
	tok token
}

// next reads the token at off into tok.
func (l *lexer) next() {
	l.space()
	l.tok = token{pos: l.off}
	if l.off == len(l.src) {
		return
	}
	rest := l.src[l.off:]
	switch c := rest[0]; {
	case c == '(' || c == '[':
		l.simple(tokOpen, 1)
	case c == ')' || c == ']':
		l.simple(tokClose, 1)
	case c == '-':
		if r, _ := utf8.DecodeRuneInString(rest[1:]); len(rest) == 1 || unicode.IsSpace(r) {
			l.fail(l.off, "a lone -", "a word directly after it")
			return
		}
		l.simple(tokNot, 1)
	default:
		l.term()
	}
}

func (l *lexer) space() {
	l.off = len(l.src) - len(strings.TrimLeftFunc(l.src[l.off:], unicode.IsSpace))
}

func (l *lexer) simple(k tokenKind, n int) {
	l.tok.kind, l.tok.text = k, l.src[l.off:l.off+n]
	l.off += n
}

func (l *lexer) fail(pos int, msg, expected string) {
	l.tok.kind, l.tok.text = tokError, l.src[l.tok.pos:]
	l.tok.err = &Error{Query: l.src, Pos: pos, Msg: msg, Expected: expected}
}

// term reads an operator word, a word or a phrase, with its field.
func (l *lexer) term() {
	l.tok.kind = tokTerm
	if n := fieldLen(l.src[l.off:]); n > 0 {
		l.tok.field = l.src[l.off : l.off+n]
		l.off += n + 1
	}
	l.tok.valuePos = l.off
	if open, closing, ok := mark(l.src[l.off:]); ok {
		l.phrase(open, closing)
		return
	}
	end := l.off + bare(l.src[l.off:])
	l.tok.text = l.src[l.off:end]
	if l.tok.text == "" {
		l.fail(end, fmt.Sprintf("nothing after %s:", l.tok.field), "a word or a phrase directly after the colon")
		return
	}
	l.off = end
	if l.tok.field == "" {
		switch l.tok.text {
		case "AND":
			l.tok.kind = tokAnd
		case "OR":
			l.tok.kind = tokOr
		case "NOT":
			l.tok.kind = tokNot
		}
		if l.tok.kind != tokTerm {
			return
		}
	}
	l.boundary("a word")
}

// fieldLen returns the length of the field name at the start of s, which a colon follows, or 0.
func fieldLen(s string) int {
	n := 0
	for n < len(s) && (s[n] >= 'a' && s[n] <= 'z' || s[n] >= 'A' && s[n] <= 'Z') {
		n++
	}
	if n < len(s) && s[n] == ':' {
		return n
	}
	return 0
}

// mark returns the opening quotation mark at the start of s and the one that closes it.
func mark(s string) (open, closing string, ok bool) {
	switch {
	case strings.HasPrefix(s, `"`):
		return `"`, `"`, true
	case strings.HasPrefix(s, "“"):
		return "“", "”", true
	}
	return "", "", false
}

// bare returns the length of the unquoted word at the start of s.
func bare(s string) int {
	i := strings.IndexFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(`()[]"“”`, r) })
	if i < 0 {
		return len(s)
	}
	return i
}

// phrase reads a phrase and its proximity. Inside straight marks \" and \\ stand for a mark and a backslash.
func (l *lexer) phrase(open, closing string) {
	l.tok.quoted = true
	at := l.off
	l.off += len(open)
	l.tok.valuePos = l.off
	var b strings.Builder
	for {
		rest := l.src[l.off:]
		if rest == "" {
			l.fail(at, "the quotation mark is not closed", closing)
			return
		}
		if strings.HasPrefix(rest, closing) {
			l.off += len(closing)
			break
		}
		if open == `"` && len(rest) > 1 && rest[0] == '\\' && (rest[1] == '"' || rest[1] == '\\') {
			b.WriteByte(rest[1])
			l.off += 2
			continue
		}
		_, n := utf8.DecodeRuneInString(rest)
		b.WriteString(rest[:n])
		l.off += n
	}
	l.tok.text = b.String()
	if l.off < len(l.src) && l.src[l.off] == '~' && !l.near() {
		return
	}
	l.boundary("a phrase")
}

// near reads ~N.
func (l *lexer) near() bool {
	l.off++
	end := l.off
	for end < len(l.src) && l.src[end] >= '0' && l.src[end] <= '9' {
		end++
	}
	n, err := strconv.Atoi(l.src[l.off:end])
	if err != nil || n < 1 || n > maxNear {
		l.fail(l.off, "~ without a number of words", fmt.Sprintf("a number from 1 to %d", maxNear))
		return false
	}
	l.tok.near, l.off = n, end
	return true
}

// boundary checks that a term ends where white space, a closing bracket or the end follows, so that foo"bar" is not
// silently taken for two conditions.
func (l *lexer) boundary(what string) {
	if l.off == len(l.src) {
		return
	}
	if r, _ := utf8.DecodeRuneInString(l.src[l.off:]); !unicode.IsSpace(r) && r != ')' && r != ']' {
		l.fail(l.off, fmt.Sprintf("%q directly after %s", r, what), "a space")
	}
}
