// Package sketch finds near-equal wording without comparing every text with every other: copies of a wire story on other
// sites above all.
//
// A text is cut into shingles, runs of [Words] folded words. [Of] keeps two things of them: a MinHash signature, whose
// bands find candidates, and a sample of the shingles' hashes, from which Jaccard similarity and containment are
// estimated. For a text of up to 512 different shingles (an article of up to some 500 words) the sample is all of them
// and both figures are exact. [Fold] and [Folder] group near-identical texts under the one that came first.
//
// It compares wording only: equal sketches say nothing about who copied whom.
package sketch

import (
	"math/bits"
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/zeebo/xxh3"
)

// Words is the number of words in a shingle. A text with fewer words is one shingle.
const Words = 5

// Bins is the number of values in a signature.
const Bins = 128

// maxSample bounds the hashes that a sketch keeps.
const maxSample = 512

// A Sketch stands for a text. The zero Sketch is that of a text without words; it is similar to nothing.
type Sketch struct {
	Sig    [Bins]uint32 // one-permutation MinHash, empty bins filled
	Sample []uint64     // sorted hashes of the shingles, those whose last Shift bits are 0
	Shift  int          // one in 1<<Shift shingles is in Sample
	N      int          // number of different shingles; estimated where Shift > 0
}

// Empty reports whether s stands for a text without words.
func (s *Sketch) Empty() bool { return s.N == 0 }

// Of returns the sketch of text. Two texts that differ only in case, punctuation and white space have the same sketch.
func Of(text string) Sketch {
	hashes := Shingles(nil, text)
	slices.Sort(hashes)
	hashes = slices.Compact(hashes)
	s := Sketch{N: len(hashes)}
	if s.N == 0 {
		return s
	}
	s.sign(hashes)
	for len(hashes) > maxSample {
		s.Shift++
		mask := uint64(1)<<s.Shift - 1
		hashes = slices.DeleteFunc(hashes, func(h uint64) bool { return h&mask != 0 })
	}
	s.Sample = slices.Clip(hashes)
	return s
}

// Shingles appends the hash of every shingle of text to dst, in order of the text.
func Shingles(dst []uint64, text string) []uint64 {
	var ring [Words]uint64
	n := 0
	var buf [64]byte
	word := buf[:0]
	flush := func() {
		if len(word) == 0 {
			return
		}
		ring[n%Words] = xxh3.Hash(word)
		word = word[:0]
		if n++; n >= Words {
			dst = append(dst, mix(&ring, n, Words))
		}
	}
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
				word = append(word, c)
			case 'A' <= c && c <= 'Z':
				word = append(word, c+'a'-'A')
			case c == '\'': // don't and don’t are one word, and the same
			default:
				flush()
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		i += size
		switch {
		case r == '’' || r == '\u00ad' || r == '\u200b' || unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			word = utf8.AppendRune(word, unicode.ToLower(r))
		default:
			flush()
		}
	}
	flush()
	if 0 < n && n < Words {
		dst = append(dst, mix(&ring, n, n))
	}
	return dst
}

// mix hashes the last k words, of which the newest is number n-1, in their order.
func mix(ring *[Words]uint64, n, k int) uint64 {
	h := uint64(k)
	for j := n - k; j < n; j++ {
		h = bits.RotateLeft64(h, 23) ^ ring[j%Words]
		h *= 0x9e3779b97f4a7c15 // 2^64 divided by the golden ratio, as in Fibonacci hashing
	}
	return avalanche(h)
}

// avalanche spreads every bit of h over all of them (the finaliser of MurmurHash3).
func avalanche(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// sign fills the signature: each hash belongs to the bin that its high bits name, the smallest of a bin counts (Li, Owen,
// Zhang 2012, One Permutation Hashing). A bin that stays empty borrows from another one that is drawn by its number
// (Shrivastava 2017, Optimal Densification), so that short texts can be compared too.
func (s *Sketch) sign(hashes []uint64) {
	const high = 64 - 7 // Bins is 1<<7
	var full [Bins]bool
	for _, h := range hashes {
		bin, v := h>>high, uint32(h>>16)
		if !full[bin] || v < s.Sig[bin] {
			s.Sig[bin], full[bin] = v, true
		}
	}
	for i := range s.Sig {
		for try := uint64(1); !full[i]; try++ {
			if j := avalanche(uint64(i)<<32|try) >> high; full[j] {
				s.Sig[i] = s.Sig[j]
				break
			}
		}
	}
}

// A Similarity says how much two texts share, each figure from 0 to 1.
type Similarity struct {
	Jaccard float64 // shared shingles / all shingles of both
	InA     float64 // share of A's shingles that B has too: containment of A in B
	InB     float64 // share of B's shingles that A has too
}

// Compare estimates how much a and b share from their samples. It is exact where both have Shift 0.
func Compare(a, b *Sketch) Similarity {
	if a.Empty() || b.Empty() {
		return Similarity{}
	}
	mask := uint64(1)<<max(a.Shift, b.Shift) - 1
	var na, nb, both float64
	i, j := 0, 0
	for i < len(a.Sample) || j < len(b.Sample) {
		switch {
		case i < len(a.Sample) && a.Sample[i]&mask != 0:
			i++
		case j < len(b.Sample) && b.Sample[j]&mask != 0:
			j++
		case j == len(b.Sample) || i < len(a.Sample) && a.Sample[i] < b.Sample[j]:
			na++
			i++
		case i == len(a.Sample) || a.Sample[i] > b.Sample[j]:
			nb++
			j++
		default:
			na, nb, both = na+1, nb+1, both+1
			i++
			j++
		}
	}
	if both == 0 {
		return Similarity{}
	}
	return Similarity{Jaccard: both / (na + nb - both), InA: both / na, InB: both / nb}
}

// Estimate returns the Jaccard similarity of the texts of a and b as their signatures have it, with a standard error of
// at most .045. It needs no sample.
func Estimate(a, b *Sketch) float64 {
	if a.Empty() || b.Empty() {
		return 0
	}
	n := 0
	for i := range a.Sig {
		if a.Sig[i] == b.Sig[i] {
			n++
		}
	}
	return float64(n) / Bins
}
