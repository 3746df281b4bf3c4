package figure

import (
	"math"
	"strconv"
)

// number adds the number in digits at pos: 1,400 1.4 .08 12,34,567.89 1 234 567 1.234,5 5,00 1e10 and returns its end.
// Separators are taken only where the groups are well formed, so that "22,24,26" stays a list.
func (f *finder) number(pos int, gap bool) int {
	s := f.text
	end, v, places := plainNumber(s, pos)
	t := token{start: pos, end: end, kind: numTok, char: s[pos], gap: gap, value: v, places: int8(places)}
	t.plain = places == 0 && int(math.Min(18, float64(end-pos))) == end-pos
	if e, ok := grouped(s, pos, end); ok {
		t.end, t.value, t.places = e.end, e.value, int8(e.places)
		t.plain = false
	}
	if e, v, ok := exponent(s, t.end, t.value); ok {
		t.end, t.value, t.plain = e, v, false
	}
	f.toks = append(f.toks, t)
	return t.end
}

// plainNumber reads digits with at most one decimal point that more digits follow.
func plainNumber(s string, pos int) (end int, v float64, places int) {
	i := pos
	for i < len(s) && digit(s[i]) {
		v = v*10 + float64(s[i]-'0')
		i++
	}
	if i+1 < len(s) && s[i] == '.' && digit(s[i+1]) {
		j := i + 1
		for j < len(s) && digit(s[j]) {
			j++
		}
		if i > pos && j+1 < len(s) && s[j] == '.' && digit(s[j+1]) {
			return i, v, 0 // 192.168.1.2 is no number
		}
		if x, err := strconv.ParseFloat(s[pos:j], 64); err == nil {
			return j, x, j - i - 1
		}
	}
	if i-pos > 15 {
		if x, err := strconv.ParseFloat(s[pos:i], 64); err == nil {
			v = x
		}
	}
	return i, v, 0
}

type reading struct {
	end, places int
	value       float64
}

// grouped reads on after the first digits, which end at end, when separators with well-formed groups follow.
func grouped(s string, pos, end int) (reading, bool) {
	first := 0
	for pos+first < len(s) && digit(s[pos+first]) {
		first++
	}
	i := pos + first
	if i >= len(s) || first > 3 || first == 0 {
		return commaDecimal(s, pos, i, first)
	}
	sep := separator(s, i)
	if sep == 0 {
		return reading{}, false
	}
	v, n, indian := atoi(s[pos:i]), 0, false
	for i < len(s) && s[i] == s[pos+first] && separator(s, i) == sep {
		g := run(s, i+sep)
		if g == 2 && (n == 0 || indian) && s[i] == ',' && run(s, i+sep+3) >= 2 && i+sep+2 < len(s) && s[i+sep+2] == ',' && first <= 2 {
			indian = true
		} else if g != 3 {
			break
		}
		v = v*math.Pow(10, float64(g)) + atoi(s[i+sep:i+sep+g])
		i += sep + g
		n++
		if indian && g == 3 {
			break
		}
	}
	switch {
	case n == 0:
		return commaDecimal(s, pos, pos+first, first)
	case s[pos+first] == '.' && n == 1 && (i >= len(s) || s[i] != ','):
		return reading{}, false // 1.111 is a decimal
	case s[pos+first] == ',' && i+1 < len(s) && s[i] == ',' && digit(s[i+1]):
		return reading{}, false // 22,240,26: a list
	}
	r := reading{end: i, value: v}
	point := byte('.')
	if s[pos+first] == '.' {
		point = ','
	}
	if i+1 < len(s) && s[i] == point && digit(s[i+1]) {
		if p := run(s, i+1); i+2+p >= len(s) || s[i+1+p] != point || !digit(s[i+2+p]) {
			r.value += atoi(s[i+1:i+1+p]) / math.Pow(10, float64(p))
			r.end, r.places = i+1+p, p
		}
	}
	return r, true
}

// commaDecimal reads "5,00" and "1,3": a comma with one or two digits that nothing like it follows.
func commaDecimal(s string, pos, i, first int) (reading, bool) {
	if first == 0 || i >= len(s) || s[i] != ',' {
		return reading{}, false
	}
	p := run(s, i+1)
	if p == 0 || p > 2 || first > 4 || pos > 0 && s[pos-1] == ',' || i+1+p < len(s) && (letter(s[i+1+p]) || s[i+1+p] == ',' && run(s, i+p+2) > 0) {
		return reading{}, false
	}
	return reading{end: i + 1 + p, places: p, value: atoi(s[pos:i]) + atoi(s[i+1:i+1+p])/math.Pow(10, float64(p))}, true
}

// separator returns the length of the group separator at i, 0 if there is none: comma, point, apostrophe, spaces.
func separator(s string, i int) int {
	switch c := s[i]; {
	case c == ',' || c == '.' || c == ' ':
		return 1
	case c == 0xc2 && i+1 < len(s) && s[i+1] == 0xa0:
		return 2
	case c == 0xe2 && i+2 < len(s) && s[i+1] == 0x80 && (s[i+2] == 0x89 || s[i+2] == 0xaf):
		return 3
	}
	return 0
}

// run returns how many digits stand at i.
func run(s string, i int) int {
	n := 0
	for i+n < len(s) && digit(s[i+n]) {
		n++
	}
	return n
}

func atoi(s string) float64 {
	v := 0.0
	for i := range len(s) {
		v = v*10 + float64(s[i]-'0')
	}
	return v
}

// exponent reads e10, x10^6, ×10−8 and ^23 after the number v that ends at i.
func exponent(s string, i int, v float64) (int, float64, bool) {
	base, j := 10.0, i
	switch {
	case j+1 < len(s) && s[j]|0x20 == 'e' && (digit(s[j+1]) || (s[j+1] == '-' || s[j+1] == '+') && j+2 < len(s) && digit(s[j+2])):
		j++
	case j < len(s) && s[j] == '^':
		base, v = v, 1
		j++
	case j+3 < len(s) && s[j] == 'x' && s[j+1:j+3] == "10" && s[j+3] == '^':
		j += 4
	case len(s) > j+4 && s[j:j+2] == "×" && s[j+2:j+4] == "10" && (s[j+4] == '^' || s[j+4] == '-' || s[j+4] >= 0x80):
		j += 4
		if s[j] == '^' {
			j++
		}
	default:
		return 0, 0, false
	}
	sign := 1.0
	switch {
	case j < len(s) && s[j] == '-':
		sign = -1
		j++
	case j < len(s) && s[j] == '+':
		j++
	case j+3 <= len(s) && s[j:j+3] == "−":
		sign = -1
		j += 3
	}
	n := run(s, j)
	if n == 0 || n > 3 || j+n < len(s) && letter(s[j+n]) {
		return 0, 0, false
	}
	x := v * math.Pow(base, sign*atoi(s[j:j+n]))
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return 0, 0, false
	}
	return j + n, x, true
}
