package claim

import (
	"cmp"
	"slices"

	"hearsay/corpus"
)

// A Match is a claim that a mention states too.
type Match struct {
	Claim    int     // index in the list that was looked through
	Likeness float64 // to the claim's mention that is most like it, about 0 to 1
	Near     []int   // indexes of the claim's mentions that are about as like it, the most alike first
}

// MatchAll returns, for each of ms, which of claims it states too, the most alike first. It judges by what [Cluster] judges
// by and changes nothing: ms are of a text that is not in the corpus. Words are as rare as they are among the mentions
// of claims, so these should be many: all there are, or all that share words with ms.
func MatchAll(claims []corpus.Claim, ms []corpus.Mention) [][]Match {
	var all []corpus.Mention
	first := make([]int, len(claims))
	for i, c := range claims {
		first[i] = len(all)
		all = append(all, c.Mentions...)
	}
	asked := len(all)
	sp := newSpace(append(all, ms...))
	out := make([][]Match, len(ms))
	for i := range ms {
		for k := range claims {
			if m, ok := sp.match(asked+i, first[k], len(claims[k].Mentions)); ok {
				m.Claim = k
				out[i] = append(out[i], m)
			}
		}
		slices.SortStableFunc(out[i], func(a, b Match) int { return -cmp.Compare(a.Likeness, b.Likeness) })
	}
	return out
}

const (
	about = 0.15 // mentions are about as alike within this much
	most  = 8    // mentions that a match lists
)

// match compares mention i with the n mentions from number first on, which are a claim: it states it too if it is like
// one of them and not unlike the rest, or tells the same in much the same words with another value.
func (sp *space) match(i, first, n int) (Match, bool) {
	a, sum, rival := &sp.features[i], 0.0, false
	like := make([]float64, n)
	for j := range n {
		b := &sp.features[first+j]
		if b.bare() && !a.bare() { // what "those 1,400 terabytes" are stands elsewhere in its article
			continue
		}
		s := compare(a, b)
		sum += max(0, s)
		if conflict, equal := conflicting(a, b); conflict && a.frame == b.frame {
			if o, _ := overlap(a, b); o >= rivalry || equal && o >= rivalry/2 {
				rival, s = true, max(s, o-otherValue)
			}
		}
		like[j] = s
	}
	var m Match
	for j := range like {
		m.Near = append(m.Near, j)
		m.Likeness = max(m.Likeness, like[j])
	}
	m.Near = slices.DeleteFunc(m.Near, func(j int) bool { return like[j] < m.Likeness-about })
	slices.SortStableFunc(m.Near, func(x, y int) int { return -cmp.Compare(like[x], like[y]) })
	m.Near = m.Near[:min(len(m.Near), most)]
	return m, rival || m.Likeness >= alike && sum >= onTop*float64(n)
}
