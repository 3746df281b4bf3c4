package index

import (
	"encoding/binary"
	"math"
)

// How numbers become terms. A number has two: its key followed by the eight bytes of its order-preserving encoding, and
// a coarse one that holds the first two bytes only: sign, exponent and four bits of the mantissa. A range is then the
// coarse terms that lie wholly inside it and, at its two ends, exact terms: some hundred postings lists instead of one
// for each value. A coarse term is marked so that it is no prefix of exact ones.
const (
	exactMark  = "\x01"
	coarseMark = "\x02"
	coarseBits = 48
)

// sortable maps v to an integer that sorts as v does. -0 counts as 0.
func sortable(v float64) uint64 {
	if v == 0 {
		v = 0
	}
	b := math.Float64bits(v)
	if b>>63 == 1 {
		return ^b
	}
	return b | 1<<63
}

func exactTerm(key string, n uint64) string {
	return string(binary.BigEndian.AppendUint64([]byte(key+exactMark), n))
}

func coarseTerm(key string, n uint64) string {
	return string(binary.BigEndian.AppendUint16([]byte(key+coarseMark), uint16(n>>coarseBits)))
}

// numberTerms returns the two terms of v.
func numberTerms(key string, v float64) [2]string {
	n := sortable(v)
	return [2]string{exactTerm(key, n), coarseTerm(key, n)}
}

// A termRange is a range of terms, both ends included.
type termRange struct{ lo, hi string }

// numberRanges returns the ranges of terms whose numbers are in [lo, hi], which may be infinite.
func numberRanges(key string, lo, hi float64) []termRange {
	a, b := sortable(lo), sortable(hi)
	if a > b {
		return nil
	}
	const last = 1<<coarseBits - 1
	first, end := a>>coarseBits, b>>coarseBits // the coarse buckets of both ends
	if first == end {
		return []termRange{{exactTerm(key, a), exactTerm(key, b)}}
	}
	rs := []termRange{
		{exactTerm(key, a), exactTerm(key, first<<coarseBits|last)},
		{exactTerm(key, end<<coarseBits), exactTerm(key, b)},
	}
	if first+1 < end {
		rs = append(rs, termRange{coarseTerm(key, (first+1)<<coarseBits), coarseTerm(key, (end-1)<<coarseBits)})
	}
	return rs
}
