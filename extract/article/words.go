package article

import (
	"unicode"
	"unicode/utf8"
)

const (
	fnvStart = 14695981039346656037
	fnvPrime = 1099511628211
)

// appendWords appends to dst the hashes of the words of text: runs of letters and digits, in lower case.
func appendWords[T []byte | string](dst []uint64, text T) []uint64 {
	h, in := uint64(fnvStart), false
	for i := 0; i < len(text); {
		c := text[i]
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			h, in = (h^uint64(c))*fnvPrime, true
			i++
			continue
		case c >= 'A' && c <= 'Z':
			h, in = (h^uint64(c+'a'-'A'))*fnvPrime, true
			i++
			continue
		case c >= utf8.RuneSelf:
			r, n := utf8.DecodeRuneInString(string(text[i:min(len(text), i+utf8.UTFMax)]))
			i += n
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				h, in = (h^uint64(unicode.ToLower(r)))*fnvPrime, true
				continue
			}
		default:
			i++
		}
		if in {
			dst = append(dst, h)
			h, in = fnvStart, false
		}
	}
	if in {
		dst = append(dst, h)
	}
	return dst
}

// gram hashes words in order.
func gram(ws []uint64) uint64 {
	h := uint64(fnvStart)
	for _, w := range ws {
		h = (h ^ w) * fnvPrime
		h ^= h >> 29
	}
	return h
}

// squeeze returns the letters and digits of s in lower case.
func squeeze(s string) string {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= 'A' && c <= 'Z' {
				c += 'a' - 'A'
			}
			if isAlnum(c) {
				out = append(out, c)
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			out = utf8.AppendRune(out, unicode.ToLower(r))
		}
		i += n
	}
	return string(out)
}
