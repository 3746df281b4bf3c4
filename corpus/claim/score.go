package claim

import (
	"math"

	"hearsay/corpus"
	"hearsay/corpus/quantity"
	"hearsay/corpus/text"
)

// The weights of what speaks for and against two mentions being one claim, added to the likeness of their words. They are
// few and round on purpose: there is too little labelled data to fit more.
const (
	sameValue   = 0.25 // a figure with the same value
	nearValue   = 0.12 // a figure that rounds to the other, or allows it
	otherValue  = 0.12 // comparable figures, no two of them near
	otherFigure = 0.10 // figures that cannot be compared
	oneFigure   = 0.26 // a figure on one side only
	smallFigure = 0.08 // the same, but it is a small count: "two tools"
	flipped     = 0.12 // one affirms what the other denies
	sameWords   = 0.30 // the same run of words in quotation marks, times the share of the shorter quotation
	sameSource  = 0.04 // the same speaker or document
	otherMood   = 0.10 // one says what is so, the other what may be done, or what could come
	never       = -1   // cannot be one claim
)

// score returns how alike mentions i and j are, about 0 to 1, or never.
func (sp *space) score(i, j int) float64 {
	if i > j {
		i, j = j, i
	}
	key := [2]int32{int32(i), int32(j)}
	if s, ok := sp.cache[key]; ok {
		return s
	}
	s := compare(&sp.features[i], &sp.features[j])
	if len(sp.cache) >= cached {
		sp.cache = map[[2]int32]float64{}
	}
	sp.cache[key] = s
	return s
}

// cached is how many scores are kept at a time.
const cached = 1 << 18

func compare(a, b *feature) float64 {
	if a.frame != b.frame || a.block == b.block {
		return never
	}
	if a.bare() || b.bare() {
		return pointing(a, b)
	}
	s, opposed := overlap(a, b)
	if s == 0 || len(a.figures)+len(b.figures) == 0 && alone(a, b) {
		return never
	}
	if (a.negated != b.negated) != opposed {
		s -= flipped
	}
	f := figures(a, b)
	if f == never {
		return never
	}
	s += f
	if n := common(a.quoted, b.quoted); n > 0 {
		s += sameWords * float64(n) / float64(min(len(a.quoted), len(b.quoted)))
	}
	if a.deontic != b.deontic {
		s -= otherMood
	}
	if a.source != "" && a.source == b.source {
		s += sameSource
		if a.frame { // that a source says it is most of what a frame tells
			s += 2 * sameSource
		}
	}
	return s
}

// bare reports whether f is little but a figure: "those 1,400 terabytes".
func (f *feature) bare() bool { return len(f.figures) > 0 && len(f.words) <= 1 }

// pointing compares a bare figure with another mention: it means the one that its own article gave the same value.
func pointing(a, b *feature) float64 {
	s := 0.0
	switch f := figures(a, b); {
	case f >= nearValue && a.article == b.article && a.ratio:
		s = 0.5 // "a 250% increase" is the growth that was told before
	case f < sameValue/2:
		return never
	case a.article == b.article:
		s = 0.6
	default:
		s = 0.3
	}
	if o, _ := overlap(a, b); o > 0 {
		s += 0.1
	}
	return s
}

// overlap returns how much of the weight of each side's words is found in the other: the harmonic mean, moved a quarter
// of the way to the larger share, because a headline says less than the sentence it is from. Opposed reports that a
// word of one side is the opposite of one of the other, "allow" and "prohibit".
func overlap(a, b *feature) (s float64, opposed bool) {
	if a.total == 0 || b.total == 0 {
		return 0, false
	}
	flip := a.negated != b.negated
	var inA, inB float64
	var room [64]float64
	best := room[:]
	if len(b.words) > len(room) {
		best = make([]float64, len(b.words))
	}
	best = best[:len(b.words)]
	for i := range a.words {
		most, contrary := 0.0, false
		for j := range b.words {
			x, y := a.words[i].entry, b.words[j].entry
			if x.key != y.key && (len(x.senses) == 0 || len(y.senses) == 0) {
				continue
			}
			l := x.Like(y.Term)
			if l == 0 {
				continue
			}
			anti := l < 0.5
			switch {
			case anti && !x.deontic && !y.deontic && !(a.words[i].verb && b.words[j].verb):
				continue // "a contract" is not the opposite of "an increase"
			case anti && flip:
				l = 0.7 // "do not allow" is "prohibit"
			}
			if l > most {
				most, contrary = l, anti
			}
			best[j] = max(best[j], l)
		}
		opposed = opposed || contrary // its only like is its contrary
		inA += most * a.words[i].weight
	}
	for j, l := range best {
		inB += l * b.words[j].weight
	}
	p, r := inA/a.total, inB/b.total
	if p+r == 0 {
		return 0, false
	}
	return 0.75*2*p*r/(p+r) + 0.25*max(p, r), opposed
}

// alone reports whether a and b have one word in common, and that only nearly: "it does not deny", "disputes are not new".
func alone(a, b *feature) bool {
	n := 0
	for i := range a.words {
		x := a.words[i].entry
		for j := range b.words {
			y := b.words[j].entry
			if x.key == y.key {
				return false
			}
			if len(x.senses) > 0 && len(y.senses) > 0 && x.Like(y.Term) >= 0.5 {
				n++
				break
			}
		}
	}
	return n < 2
}

// figures returns what the figures of a and b say for or against their being one claim.
func figures(a, b *feature) float64 {
	switch {
	case len(a.figures) == 0 && len(b.figures) == 0:
		return 0
	case len(a.figures) == 0 || len(b.figures) == 0:
		if a.small && b.small {
			return -smallFigure
		}
		return -oneFigure
	case a.ratio != b.ratio && !a.mixed && !b.mixed:
		return never // a level and its ratio are a family, not one claim
	}
	near, other := false, false
	for i, x := range a.figures {
		for _, y := range b.figures {
			r := quantity.Relate(x, y)
			switch {
			case (r.Kind == quantity.Equal || r.Kind == quantity.Converted) && r.Noun != "differs" && telling(x):
				return sameValue * (0.8 + 0.6*a.rare[i])
			case r.Kind.Compatible():
				near = true
			case r.Kind == quantity.Conflicting || r.Kind == quantity.Scope || r.Kind == quantity.StockFlow:
				other = true
			}
		}
	}
	switch {
	case near:
		return nearValue
	case other:
		return -otherValue
	}
	return -otherFigure
}

// conflicting reports whether a and b each state one value of one kind, and these cannot both be true of one fact.
// Equal says that both are what something else is equal to: "as much as 40 pictures".
func conflicting(a, b *feature) (conflict, equal bool) {
	if len(a.figures) != 1 || len(b.figures) != 1 || a.ratio != b.ratio {
		return false, false
	}
	x, y := a.figures[0], b.figures[0]
	equal = equivalent(x) && equivalent(y)
	if x.Dimension != y.Dimension && !equal || !telling(x) && x.Dimension != "vague" || !telling(y) && y.Dimension != "vague" || !sameNoun(a.nouns[0], b.nouns[0]) {
		return false, false
	}
	k := quantity.Relate(x, y).Kind
	return k == quantity.Conflicting || equal, equal
}

// sameNoun reports whether two figures can count the same things, given the last words of their nouns: "images" and
// "high-resolution photos".
func sameNoun(a, b text.Term) bool {
	if a.Fold == "" || b.Fold == "" {
		return a.Fold == b.Fold
	}
	return a.Like(b) > 0.5
}

// telling reports whether a value is unlikely to be shared by chance: not a small count, not a round ten.
func telling(f corpus.Figure) bool {
	if f.Dimension == "vague" || math.IsInf(f.Lo, 0) {
		return false
	}
	return f.Dimension != "count" || math.Abs(f.Lo) > 20
}

// common counts the hashes that two sorted lists share.
func common(a, b []uint64) (n int) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n++
			i++
			j++
		}
	}
	return n
}
