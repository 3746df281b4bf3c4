package syntax

import (
	"unicode"
	"unicode/utf8"

	"hearsay/corpus/text"
)

// A word is what the features know of a token, worked out once.
type word struct {
	lower  uint32 // hash of the lower-cased form, digits as 0 and curly marks made straight
	exact  uint32 // hash of the form with its capitals
	suffix [4]uint32
	prefix uint32
	shape  uint32
	kind   text.Kind
	length int    // in bytes
	ending string // its last bytes
}

// Shape bits.
const (
	shapeUpper  = 1 << iota // first letter is a capital
	shapeAllCap             // no small letter, more than one capital
	shapeDigit              // holds a digit
	shapeHyphen
	shapePoint
	shapeMixed // a capital after a small letter
	shapeFirst // first word of the sentence
	shapeSpace // white space before it
)

const (
	fnvBasis = 2166136261
	fnvPrime = 16777619
)

// look works out the word of a token.
func look(s string, kind text.Kind, first, space bool) word {
	w := word{lower: fnvBasis, exact: fnvBasis, kind: kind, length: len(s)}
	var runes [32]uint32
	n, uppers, lowers := 0, 0, 0
	for i, r := range s {
		switch {
		case r >= 'a' && r <= 'z':
			lowers++
		case r >= '0' && r <= '9':
			r = '0'
			w.shape |= shapeDigit
		case r >= 'A' && r <= 'Z' || unicode.IsUpper(r):
			if i == 0 {
				w.shape |= shapeUpper
			} else if lowers > 0 {
				w.shape |= shapeMixed
			}
			uppers++
		case r == '-':
			w.shape |= shapeHyphen
		case r == '.':
			w.shape |= shapePoint
		case r == '’' || r == '‘':
			r = '\''
		case r == '“' || r == '”':
			r = '"'
		}
		w.exact = (w.exact ^ uint32(r)) * fnvPrime
		if r < utf8.RuneSelf {
			if r >= 'A' && r <= 'Z' {
				r += 'a' - 'A'
			}
		} else {
			r = unicode.ToLower(r)
		}
		w.lower = (w.lower ^ uint32(r)) * fnvPrime
		if n < len(runes) {
			runes[n] = uint32(r)
			n++
		}
	}
	if uppers > 1 && lowers == 0 {
		w.shape |= shapeAllCap
	}
	if first {
		w.shape |= shapeFirst
	}
	if space {
		w.shape |= shapeSpace
	}
	w.ends(s, runes[:n])
	return w
}

// ends sets prefix, suffixes and ending of w, the word s whose first runes are given in small letters.
func (w *word) ends(s string, runes []uint32) {
	h := uint32(fnvBasis)
	for k := range w.suffix {
		if k < len(runes) {
			h = (h ^ runes[len(runes)-1-k]) * fnvPrime
		}
		w.suffix[k] = h
	}
	w.ending = s[max(0, len(s)-3):]
	if len(runes) > 0 {
		w.prefix = runes[0]
		if len(runes) > 1 {
			w.prefix = w.prefix<<8 ^ runes[1]
		}
	}
}

// derived reports whether w ends as words do that are made from others: adverbs, participles, plurals. At the start of a
// sentence such a word need not be a name.
func (w *word) derived() bool {
	s := w.ending
	for _, x := range []string{"ly", "ing", "ed", "s", "ion", "er"} {
		if len(s) >= len(x) && s[len(s)-len(x):] == x {
			return true
		}
	}
	return false
}

// mix hashes a feature: the number of its template and up to three values. It is never 0.
func mix(template, a, b, c uint32) uint32 {
	h := uint64(template)*0x9E3779B97F4A7C15 + uint64(a)
	h ^= h >> 29
	h = h*0xBF58476D1CE4E5B9 + uint64(b)
	h ^= h >> 32
	h = h*0x94D049BB133111EB + uint64(c)
	h ^= h >> 31
	h *= 0x9E3779B97F4A7C15
	if k := uint32(h >> 32); k != 0 {
		return k
	}
	return 1
}

// none stands for the words outside the sentence.
var none = word{lower: 1, exact: 1, suffix: [4]uint32{1, 1, 1, 1}}

func at(ws []word, i int) *word {
	if i < 0 || i >= len(ws) {
		return &none
	}
	return &ws[i]
}

// tagFeatures appends the features of token i, whose two predecessors have tags p1 and p2 (class numbers + 1).
func tagFeatures(dst []uint32, ws []word, i int, p1, p2 uint32) []uint32 {
	w, l1, l2, r1, r2 := &ws[i], at(ws, i-1), at(ws, i-2), at(ws, i+1), at(ws, i+2)
	return append(dst,
		mix(1, 0, 0, 0),
		mix(2, w.lower, 0, 0),
		mix(3, w.exact, 0, 0),
		mix(4, w.suffix[0], 0, 0),
		mix(5, w.suffix[1], 0, 0),
		mix(6, w.suffix[2], 0, 0),
		mix(7, w.suffix[3], 0, 0),
		mix(8, w.prefix, 0, 0),
		mix(9, w.shape, uint32(w.kind), 0),
		mix(10, w.shape&^(shapeFirst|shapeSpace), w.suffix[2], 0),
		mix(11, p1, 0, 0),
		mix(12, p2, p1, 0),
		mix(13, p1, w.lower, 0),
		mix(14, l1.lower, 0, 0),
		mix(15, l2.lower, 0, 0),
		mix(16, r1.lower, 0, 0),
		mix(17, r2.lower, 0, 0),
		mix(18, l1.lower, w.lower, 0),
		mix(19, w.lower, r1.lower, 0),
		mix(20, r1.suffix[2], r1.shape&shapeUpper, 0),
		mix(21, l1.suffix[2], 0, 0),
		mix(22, p1, w.suffix[2], 0),
		mix(23, p1, r1.lower, 0),
		mix(24, w.shape, r1.shape, p1),
		mix(25, p1, w.suffix[1], r1.suffix[1]),
	)
}
