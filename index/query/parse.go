package query

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
)

// maxDepth bounds how deep parentheses and negations may be nested.
const maxDepth = 50

// Parse reads a query. The error, if any, is an [*Error]. The empty query is the empty [And].
func Parse(s string) (Node, error) {
	p := &parser{lexer: lexer{src: s}}
	if i := invalid(s); i >= 0 {
		return nil, p.errorf(i, "a character that is not valid UTF-8", "")
	}
	p.next()
	n, err := p.or(0)
	if err != nil {
		return nil, err
	}
	if p.tok.kind != tokEOF {
		return nil, p.errorf(p.tok.pos, fmt.Sprintf("%q closes nothing", p.tok.text), "a word, or the end")
	}
	return n, nil
}

// invalid returns the offset of the first byte of s that is not valid UTF-8, or -1.
func invalid(s string) int {
	for i, r := range s {
		if r == utf8.RuneError {
			if _, n := utf8.DecodeRuneInString(s[i:]); n == 1 {
				return i
			}
		}
	}
	return -1
}

type parser struct {
	lexer
	bound bool // inside [ ]
}

func (p *parser) errorf(pos int, msg, expected string) *Error {
	return &Error{Query: p.src, Pos: pos, Msg: msg, Expected: expected}
}

// or = and { "OR" and }
func (p *parser) or(depth int) (Node, error) {
	var alts Or
	for {
		n, err := p.and(depth)
		if err != nil {
			return nil, err
		}
		all, isAnd := n.(And)
		empty := isAnd && len(all) == 0
		if empty && (len(alts) > 0 || p.tok.kind == tokOr) {
			return nil, p.missing("OR stands between two conditions")
		}
		if sub, ok := n.(Or); ok {
			alts = append(alts, sub...)
		} else {
			alts = append(alts, n)
		}
		if p.tok.kind != tokOr {
			break
		}
		p.next()
	}
	if len(alts) == 1 {
		return alts[0], nil
	}
	return alts, nil
}

func (p *parser) missing(msg string) error {
	return p.errorf(p.tok.pos, msg, "a word, a phrase, a field or (")
}

// and = { [ "AND" ] unary }
func (p *parser) and(depth int) (Node, error) {
	var all And
	for {
		switch p.tok.kind {
		case tokEOF, tokClose, tokOr:
			if len(all) == 1 {
				return all[0], nil
			}
			return all, nil
		case tokAnd:
			at := p.tok.pos
			p.next()
			if k := p.tok.kind; len(all) == 0 || k == tokEOF || k == tokClose || k == tokOr || k == tokAnd {
				return nil, p.errorf(at, "AND stands between two conditions", "a word, or \"AND\" in quotation marks")
			}
		}
		n, err := p.unary(depth)
		if err != nil {
			return nil, err
		}
		if sub, ok := n.(And); ok {
			all = append(all, sub...)
		} else {
			all = append(all, n)
		}
	}
}

// unary = ( "NOT" | "-" ) unary | "(" or ")" | "[" or "]" | term
func (p *parser) unary(depth int) (Node, error) {
	t := p.tok
	if depth > maxDepth {
		return nil, p.errorf(t.pos, "too deeply nested", "")
	}
	switch t.kind {
	case tokError:
		return nil, t.err
	case tokNot:
		p.next()
		if k := p.tok.kind; k == tokEOF || k == tokClose || k == tokOr || k == tokAnd {
			return nil, p.missing(fmt.Sprintf("nothing follows %q", t.text))
		}
		n, err := p.unary(depth + 1)
		if err != nil {
			return nil, err
		}
		return Not{n}, nil
	case tokOpen:
		return p.group(t, depth)
	case tokTerm:
		p.next()
		return p.term(t)
	}
	return nil, p.missing(fmt.Sprintf("%q", t.text))
}

// group reads what stands in parentheses or brackets, t being the opening one.
func (p *parser) group(t token, depth int) (Node, error) {
	closing := ")"
	if t.text == "[" {
		if closing = "]"; p.bound {
			return nil, p.errorf(t.pos, "brackets inside brackets", "conditions on the one mention")
		}
		p.bound = true
		defer func() { p.bound = false }()
	}
	p.next()
	n, err := p.or(depth + 1)
	if err != nil {
		return nil, err
	}
	if p.tok.kind != tokClose || p.tok.text != closing {
		return nil, p.errorf(p.tok.pos, fmt.Sprintf("the %s at character %d is not closed", t.text, utf8.RuneCountInString(p.src[:t.pos])+1), closing)
	}
	if all, ok := n.(And); ok && len(all) == 0 {
		return nil, p.missing(fmt.Sprintf("nothing between %s and %s", t.text, closing))
	}
	p.bound = false
	p.next()
	if t.text == "[" {
		return Bound{n}, nil
	}
	return n, nil
}

var fields = []string{"outlet", "title", "byline", "lang", "kind", "date", "speaker", "quote", "source", "figure", "claim"}

// term makes the node of one term: a word or phrase, in a field or not.
func (p *parser) term(t token) (Node, error) {
	if t.field != "" && !slices.Contains(fields, t.field) {
		return nil, p.errorf(t.pos, fmt.Sprintf("there is no field %q", t.field), strings.Join(fields, ": ")+": or the whole in quotation marks")
	}
	if p.bound && !Field(t.field).OfMention() && t.field != "figure" && t.field != "claim" {
		return nil, p.errorf(t.pos, "brackets bind conditions on one mention", "speaker: quote: source: figure: kind: or claim:")
	}
	switch t.field {
	case "date":
		return p.date(t)
	case "figure":
		return p.figure(t)
	case "claim":
		return p.claim(t)
	case "lang":
		return p.keyword(t, func(s string) bool { return len(s) == 2 || len(s) == 3 || len(s) > 3 && s[2] == '-' }, "a language code such as en")
	case "kind":
		return p.keyword(t, func(s string) bool { return slices.Contains(kinds, s) }, "figure, quote or statement")
	}
	if t.quoted {
		return p.phrase(t)
	}
	return p.word(t)
}

var kinds = []string{string(corpus.FigureMention), string(corpus.QuoteMention), string(corpus.StatementMention)}

func (p *parser) keyword(t token, ok func(string) bool, expected string) (Node, error) {
	s := strings.ToLower(t.text)
	letters := strings.IndexFunc(s, func(r rune) bool { return r != '-' && (r < 'a' || r > 'z') }) < 0
	if t.near > 0 || !letters || !ok(s) {
		return nil, p.errorf(t.valuePos, fmt.Sprintf("%s:%s", t.field, t.text), expected)
	}
	return Word{Field: Field(t.field), Text: s}, nil
}

func (p *parser) claim(t token) (Node, error) {
	odd := strings.IndexFunc(t.text, func(r rune) bool {
		return r >= utf8.RuneSelf || !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '_'
	})
	if t.near > 0 || t.quoted || odd >= 0 {
		return nil, p.errorf(t.valuePos+max(odd, 0), "not the id of a claim", "claim: and an id as the claims command prints it")
	}
	return Claim{corpus.ClaimID(t.text)}, nil
}

func (p *parser) phrase(t token) (Node, error) {
	if i := strings.IndexByte(t.text, '*'); i >= 0 {
		return nil, p.errorf(t.valuePos+min(i, len(t.text)), "a wildcard inside quotation marks", "the whole word, or the wildcard outside")
	}
	if !searchable(t.text) {
		return nil, p.errorf(t.valuePos, "no word inside the quotation marks", "a letter or a digit")
	}
	if t.near > 0 && len(strings.Fields(t.text)) < 2 {
		return nil, p.errorf(t.valuePos, "~ asks how far words are apart", "two words or more inside the quotation marks")
	}
	return Phrase{Field: Field(t.field), Text: strings.Join(strings.Fields(t.text), " "), Near: t.near}, nil
}

func (p *parser) word(t token) (Node, error) {
	s, prefix := strings.CutSuffix(t.text, "*")
	at := func(i int) int { return t.valuePos + i }
	switch i := strings.IndexByte(s, '*'); {
	case t.text[0] == '*':
		return nil, p.errorf(at(0), "a wildcard cannot come first", "a word, and * at its end")
	case i >= 0:
		return nil, p.errorf(at(i), "a wildcard stands at the end of a word only", "a letter")
	}
	if i := strings.IndexByte(s, '~'); i >= 0 {
		return nil, p.errorf(at(i), "~ follows a phrase in quotation marks", "\"a b\"~10")
	}
	if !searchable(s) {
		return nil, p.errorf(at(0), fmt.Sprintf("nothing to look for in %s", strconv.Quote(t.text)), "a letter or a digit")
	}
	if last, _ := utf8.DecodeLastRuneInString(s); prefix && !unicode.IsLetter(last) && !unicode.IsDigit(last) {
		return nil, p.errorf(at(len(s)), "a wildcard stands after a letter or a digit", "a letter or a digit before *")
	}
	return Word{Field: Field(t.field), Text: s, Prefix: prefix}, nil
}

// searchable reports whether s holds a letter or a digit: what an analyzer keeps.
func searchable(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
}
