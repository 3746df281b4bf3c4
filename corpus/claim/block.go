package claim

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/quantity"
	"hearsay/corpus/text"
)

// Blocking: two mentions are compared when they have a key in common. A key is a pair of rare words (a word's set of
// near-synonyms stands for it, where it has one), a figure's value with a rare word, or a run of quoted words. Keys that
// many mentions share are too common to tell anything; in their lists only neighbours are compared, so that the number of
// pairs grows with the number of mentions and not with its square.
const (
	rarest   = 10 // words of a mention that make keys
	crowd    = 60 // mentions of a key that are all compared with each other
	nearby   = 6  // neighbours that are compared in a longer list
	mostWord = 2000
	parts    = 8 // passes over the keys
)

// A pair is two mentions, i < j.
type pair struct{ i, j int32 }

// pairs returns the pairs of units that are worth comparing, in order.
func (sp *space) pairs(units []int32) []pair {
	type entry struct {
		key uint64
		at  int32
	}
	df := map[uint64]int{}
	for _, u := range units {
		for _, k := range sp.senseKeys(int(u)) {
			df[k]++
		}
	}
	var list []entry
	var found []uint64                // both numbers of a pair
	for part := range uint64(parts) { // the keys in parts, so that their list stays short
		had := len(found)
		list = list[:0]
		for _, u := range units {
			for _, k := range sp.blockKeys(int(u), df) {
				if k%parts == part {
					list = append(list, entry{k, u})
				}
			}
		}
		slices.SortFunc(list, func(a, b entry) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.at, b.at)) })
		for a := 0; a < len(list); {
			b := a + 1
			for b < len(list) && list[b].key == list[a].key {
				b++
			}
			reach := b - a
			if reach > crowd {
				reach = nearby
			}
			for x := a; x < b; x++ {
				for y := x + 1; y < b && y <= x+reach; y++ {
					if list[x].at != list[y].at {
						found = append(found, uint64(list[x].at)<<32|uint64(list[y].at))
					}
				}
			}
			a = b
		}
		slices.Sort(found[had:])
		found = found[:had+len(slices.Compact(found[had:]))]
	}
	slices.Sort(found)
	found = slices.Compact(found)
	out := make([]pair, len(found))
	for k, p := range found {
		out[k] = pair{int32(p >> 32), int32(p & math.MaxUint32)}
	}
	return out
}

// senseKeys returns a key for each word of mention i: its sets of near-synonyms, else its stem. No key comes twice.
func (sp *space) senseKeys(i int) []uint64 {
	var out []uint64
	for _, w := range sp.features[i].words {
		if len(w.senses) == 0 {
			out = append(out, uint64(w.key)<<1|1)
		}
		for _, s := range w.senses {
			out = append(out, uint64(s)<<1)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// blockKeys returns the keys under which mention i is compared.
func (sp *space) blockKeys(i int, df map[uint64]int) []uint64 {
	f := &sp.features[i]
	words := slices.DeleteFunc(sp.senseKeys(i), func(k uint64) bool { return df[k] < 2 || df[k] > max(mostWord, len(sp.mentions)/4) })
	slices.SortFunc(words, func(a, b uint64) int { return cmp.Or(cmp.Compare(df[a], df[b]), cmp.Compare(a, b)) })
	words = words[:min(len(words), rarest)]
	var out []uint64
	for x, a := range words {
		for _, b := range words[x+1:] {
			out = append(out, mix(min(a, b), max(a, b)))
		}
	}
	for _, fig := range f.figures {
		if n := strings.Fields(fig.Noun); len(n) > 0 && equivalent(fig) { // what it is equal to may be told with another value
			w := text.NewTerm(n[len(n)-1], text.Word)
			out = append(out, fnv("equivalent", w.Stem))
			for _, s := range w.Senses() {
				out = append(out, mix(uint64(s), 11))
			}
		}
		for _, v := range buckets(fig) {
			if digits(fig.Lo) >= 2 {
				out = append(out, mix(v, 1))
			}
			for _, w := range words {
				out = append(out, mix(v, w+2))
			}
		}
	}
	return append(out, f.quoted...)
}

func mix(a, b uint64) uint64 {
	h := (a+0x9e3779b97f4a7c15)*0xbf58476d1ce4e5b9 ^ (b + 0x94d049bb133111eb)
	h ^= h >> 29
	h *= 0x94d049bb133111eb
	return h ^ h>>32
}

// buckets returns the value buckets of a figure, 5 % wide: the one that it lies in and its nearer neighbour.
func buckets(f corpus.Figure) []uint64 {
	v, base := quantity.Stated(f)
	x := math.Abs(v.Lo)
	if math.IsInf(x, 0) || x == 0 {
		x = math.Abs(v.Hi)
	}
	if math.IsInf(x, 0) || math.IsNaN(x) {
		return nil
	}
	dim := fnv(base)
	if f.Dimension == "count" || f.Dimension == "vague" {
		dim = fnv("count")
	}
	at := math.Log(max(x, 1e-9)) * 20
	lo := math.Floor(at - 0.5)
	return []uint64{mix(dim, uint64(int64(lo))), mix(dim, uint64(int64(lo)+1))}
}

// value returns a key for what f states, in its base unit, to about three digits.
func value(f corpus.Figure) uint64 {
	v, base := quantity.Stated(f)
	if math.IsInf(v.Lo, 0) || math.IsNaN(v.Lo) {
		return 0
	}
	return mix(fnv(base), uint64(int64(math.Round(math.Log(max(math.Abs(v.Lo), 1e-9))*500))))
}

// digits returns how many decimal digits of v tell something.
func digits(v float64) int {
	if v == 0 || math.IsInf(v, 0) || math.IsNaN(v) {
		return 0
	}
	x := math.Abs(v) / quantity.Step(v)
	n := 0
	for ; x >= 1 && n < 9; n++ {
		x /= 10
	}
	return n
}
