package query

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

const figureForms = `a number with or without unit: >=1000TB, <5%, $38M, 38M..40M USD, "400 beds"`

// magnitudes are the words and letters that multiply a number. Lower-case m is metres but after a currency sign.
var magnitudes = map[string]float64{
	"k": 1e3, "K": 1e3, "M": 1e6, "mn": 1e6, "B": 1e9, "bn": 1e9, "tn": 1e12,
	"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
}

// figure reads the value of figure:. Where the value ends in a bare number, a unit that follows after a space belongs
// to it, if it is a symbol such as USD or TB and not a word: figure:38M..40M USD.
func (p *parser) figure(t token) (Node, error) {
	if t.near > 0 {
		return nil, p.errorf(t.pos, "~ does not go with figures", figureForms)
	}
	r := &reader{p: p, s: t.text, base: t.valuePos, quoted: t.quoted}
	f, err := r.figure()
	if err != nil {
		return nil, err
	}
	if f.Unit == "" && !t.quoted && p.tok.kind == tokTerm && p.tok.field == "" && !p.tok.quoted && p.tok.near == 0 {
		if name, ok := unit(p.tok.text); ok && symbol(p.tok.text) {
			f.Unit = name
			p.next()
		}
	}
	return f, nil
}

// A reader reads the value of a figure condition; base is where s begins in the query.
type reader struct {
	p      *parser
	s      string
	off    int
	base   int
	quoted bool
}

func (r *reader) errorf(msg, expected string) *Error {
	return r.p.errorf(min(r.base+r.off, len(r.p.src)), msg, expected)
}

// cut takes the first of the given prefixes that s goes on with.
func (r *reader) cut(prefixes ...string) string {
	for _, p := range prefixes {
		if strings.HasPrefix(r.s[r.off:], p) {
			r.off += len(p)
			return p
		}
	}
	return ""
}

func (r *reader) space() {
	for r.off < len(r.s) && r.s[r.off] == ' ' {
		r.off++
	}
}

// figure = op value | value [ ".." [ value ] ] | ".." value
func (r *reader) figure() (Figure, error) {
	f := Figure{Lo: math.Inf(-1), Hi: math.Inf(1)}
	r.space()
	op := r.cut(">=", "≥", "<=", "≤", ">", "<", "=", "..")
	r.space()
	v, u, err := r.value()
	if err != nil {
		return f, err
	}
	f.Unit = u
	switch op {
	case ">=", "≥":
		f.Lo = v
	case ">":
		f.Lo, f.Above = v, true
	case "<=", "≤", "..":
		f.Hi = v
	case "<":
		f.Hi, f.Below = v, true
	default:
		f.Lo, f.Hi = v, v
	}
	if r.space(); op == "" && r.cut("..") != "" {
		if err := r.upper(&f); err != nil {
			return f, err
		}
	}
	if r.space(); r.off < len(r.s) {
		return f, r.errorf(fmt.Sprintf("%q after the figure", r.s[r.off:]), figureForms)
	}
	return f, nil
}

// upper reads the upper end of a range, which may be left open. A unit at one end holds for both.
func (r *reader) upper(f *Figure) error {
	f.Hi = math.Inf(1)
	if r.space(); r.off == len(r.s) {
		return nil
	}
	at := r.off
	v, u, err := r.value()
	if err != nil {
		return err
	}
	switch {
	case f.Unit == "":
		f.Unit = u
	case u != "" && u != f.Unit:
		w, ok := convert(v, u, f.Unit)
		if ok {
			v = w
			break
		}
		r.off = at
		return r.errorf(fmt.Sprintf("a range from %s to %s", f.Unit, u), "one unit for both ends")
	}
	if v < f.Lo {
		r.off = at
		return r.errorf("the range ends before it begins", "the smaller number first")
	}
	f.Hi = v
	return nil
}

// value = [ currency sign ] number [ magnitude ] [ unit ]
func (r *reader) value() (v float64, u string, err error) {
	negative := r.cut("-") != ""
	if sign := r.cut(units().signs...); sign != "" {
		u, _ = unit(sign)
	}
	v, err = r.number()
	if err != nil {
		return 0, "", err
	}
	if negative {
		v = -v
	}
	v, u, err = r.scale(v, u)
	if err == nil && math.IsInf(v, 0) {
		err = r.errorf("the number is too large", "")
	}
	return v, u, err
}

// number reads digits, with commas between groups of three and a decimal point.
func (r *reader) number() (float64, error) {
	start := r.off
	for r.off < len(r.s) {
		c := r.s[r.off]
		digitNext := r.off+1 < len(r.s) && isDigit(r.s[r.off+1])
		if !isDigit(c) && !((c == '.' || c == ',') && digitNext && r.off > start) {
			break
		}
		r.off++
	}
	raw := r.s[start:r.off]
	whole, _, _ := strings.Cut(raw, ".")
	if groups := strings.Split(whole, ","); len(groups) > 1 {
		for i, g := range groups {
			if i > 0 && len(g) != 3 || i == 0 && (len(g) == 0 || len(g) > 3) {
				r.off = start
				return 0, r.errorf(fmt.Sprintf("%q is not a number", raw), "commas between groups of three digits only")
			}
		}
	}
	v, err := strconv.ParseFloat(strings.ReplaceAll(raw, ",", ""), 64)
	if errors.Is(err, strconv.ErrRange) {
		return v, nil // an infinity, which value refuses
	}
	if err != nil {
		r.off = start
		return 0, r.errorf("no number", figureForms)
	}
	return v, nil
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// scale reads the magnitude and the unit after number v; u is the unit of a currency sign before it.
func (r *reader) scale(v float64, u string) (float64, string, error) {
	r.space()
	at := r.off
	word := r.word()
	if word == "" {
		return v, u, nil
	}
	_, isUnit := unit(word)
	if word == "m" && u != "" {
		word = "M"
	}
	if m, ok := magnitudes[word]; ok {
		v *= m
		r.space()
		at, word = r.off, r.word()
	} else if m, rest, ok := prefixed(word); ok && !isUnit {
		v, word = v*m, rest
	}
	if word == "" {
		return v, u, nil
	}
	if r.quoted {
		for r.off < len(r.s) && !strings.HasPrefix(r.s[r.off:], "..") {
			_, n := utf8.DecodeRuneInString(r.s[r.off:])
			word += r.s[r.off : r.off+n]
			r.off += n
		}
		word = strings.TrimSpace(word)
		if u != "" && strings.HasPrefix(word, "per ") {
			word, u = u+" "+word, ""
		}
	}
	name, known := unit(word)
	switch {
	case !known && !r.quoted:
		r.off = at
		return 0, "", r.errorf(fmt.Sprintf("%q is no unit that is known", word), fmt.Sprintf("a unit, or what is counted in quotation marks: \"400 %s\"", word))
	case u != "" && u != name:
		r.off = at
		return 0, "", r.errorf(fmt.Sprintf("two units, %s and %s", u, word), "one of them")
	case !known && !searchable(word):
		r.off = at
		return 0, "", r.errorf(fmt.Sprintf("%q is no unit", word), figureForms)
	}
	return v, name, nil
}

// word takes what is directly at the offset up to a space, a digit or "..".
func (r *reader) word() string {
	start := r.off
	for r.off < len(r.s) && !strings.HasPrefix(r.s[r.off:], "..") {
		c, n := utf8.DecodeRuneInString(r.s[r.off:])
		if unicode.IsSpace(c) || c < utf8.RuneSelf && isDigit(byte(c)) {
			break
		}
		r.off += n
	}
	return r.s[start:r.off]
}

// prefixed splits a magnitude from the unit that is written directly after it: "MUSD", "bnEUR".
func prefixed(word string) (m float64, rest string, ok bool) {
	for _, p := range []string{"bn", "mn", "tn", "k", "K", "M", "B"} {
		if rest, ok = strings.CutPrefix(word, p); ok {
			if _, known := unit(rest); known {
				return magnitudes[p], rest, true
			}
		}
	}
	return 0, "", false
}
