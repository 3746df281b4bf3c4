package boost

import (
	"math"
	"math/rand/v2"
	"slices"
)

// Options say how a model is grown.
type Options struct {
	Trees    int
	Depth    int
	Rate     float64 // shrinkage
	MinGain  float64
	MinChild float64 // least sum of hessians in a leaf
	L2       float64
	Columns  int // each tree sees one feature in Columns, at random; 0 or 1: all
}

// maxBins is how many bins a feature has at most.
const maxBins = 64

// A trainer holds the training data in bins.
type trainer struct {
	o     Options
	n, f  int
	cuts  [][]float32 // upper bounds of the bins of each feature but the last
	bins  []uint8     // row by row
	grad  []float64
	hess  []float64
	score []float64
	model *Model
	rows  []int32 // permuted, so that a node's rows are neighbours
	spare []int32
	use   []int32 // features of the tree that grows
	rand  *rand.Rand
}

type cell struct{ g, h float64 }

// Train fits a model to the rows x, each with as many values as the first, their labels and weights. The sums are
// taken in the order of the rows.
func Train(x [][]float32, label []bool, weight []float64, o Options) *Model {
	t := &trainer{o: o, n: len(x), f: len(x[0])}
	t.bin(x)
	t.grad, t.hess, t.score = make([]float64, t.n), make([]float64, t.n), make([]float64, t.n)
	t.rows, t.spare = make([]int32, t.n), make([]int32, t.n)
	t.rand = rand.New(rand.NewPCG(1, 2))
	pos, all := 0.0, 0.0
	for i, w := range weight {
		all += w
		if label[i] {
			pos += w
		}
	}
	bias := math.Log((pos + 1e-9) / (all - pos + 1e-9))
	t.model = &Model{Features: t.f, bias: float32(bias)}
	for i := range t.score {
		t.score[i] = bias
	}
	for range o.Trees {
		for i, s := range t.score {
			p := 1 / (1 + math.Exp(-s))
			y := 0.0
			if label[i] {
				y = 1
			}
			t.grad[i], t.hess[i] = weight[i]*(p-y), weight[i]*p*(1-p)
			t.rows[i] = int32(i)
		}
		t.columns()
		t.model.roots = append(t.model.roots, t.grow(0, t.n, 0, t.fill(0, t.n)))
	}
	return t.model
}

// bin chooses the cuts of each feature at quantiles of its distinct values and puts the data in bins.
func (t *trainer) bin(x [][]float32) {
	t.cuts = make([][]float32, t.f)
	t.bins = make([]uint8, t.n*t.f)
	col := make([]float32, t.n)
	for j := range t.f {
		for i := range x {
			col[i] = x[i][j]
		}
		slices.Sort(col)
		t.cuts[j] = cutPoints(col)
		for i := range x {
			k, _ := slices.BinarySearch(t.cuts[j], x[i][j])
			t.bins[i*t.f+j] = uint8(k)
		}
	}
}

// cutPoints returns at most maxBins-1 values that part sorted values into bins of about equal weight, where equal
// values stay together.
func cutPoints(sorted []float32) []float32 {
	distinct := slices.Compact(slices.Clone(sorted))
	var cuts []float32
	if len(distinct) <= maxBins {
		for i := 0; i+1 < len(distinct); i++ {
			cuts = append(cuts, (distinct[i]+distinct[i+1])/2)
		}
		return cuts
	}
	for k := 1; k < maxBins; k++ {
		c := sorted[k*len(sorted)/maxBins]
		if len(cuts) == 0 || c > cuts[len(cuts)-1] {
			cuts = append(cuts, c)
		}
	}
	return cuts
}

// columns draws the features that the next tree sees.
func (t *trainer) columns() {
	t.use = t.use[:0]
	for _, j := range t.rand.Perm(t.f)[:t.f/max(1, t.o.Columns)] {
		t.use = append(t.use, int32(j))
	}
	slices.Sort(t.use)
}

// grow grows the subtree for rows[lo:hi], whose histogram is hist, and returns its node.
func (t *trainer) grow(lo, hi, depth int, hist []cell) int32 {
	id := int32(len(t.model.nodes))
	t.model.nodes = append(t.model.nodes, node{feature: -1})
	sum := t.sum(lo, hi)
	k, b, ok := 0, 0, false
	if depth < t.o.Depth {
		k, b, ok = t.split(sum, hist)
	}
	if !ok {
		v := -t.o.Rate * sum.g / (sum.h + t.o.L2)
		for _, r := range t.rows[lo:hi] {
			t.score[r] += v
		}
		t.model.nodes[id].value = float32(v)
		return id
	}
	j := int(t.use[k])
	mid := t.part(lo, hi, j, b)
	var l, r []cell // the smaller child is counted, the other is what remains
	if mid-lo < hi-mid {
		l = t.fill(lo, mid)
		r = subtract(hist, l)
	} else {
		r = t.fill(mid, hi)
		l = subtract(hist, r)
	}
	left := t.grow(lo, mid, depth+1, l)
	right := t.grow(mid, hi, depth+1, r)
	t.model.nodes[id] = node{feature: int16(j), value: t.cuts[j][b], left: left, right: right}
	return id
}

// subtract takes part from whole, in place.
func subtract(whole, part []cell) []cell {
	for i, c := range part {
		whole[i].g -= c.g
		whole[i].h -= c.h
	}
	return whole
}

// sum adds up gradients and hessians of rows[lo:hi].
func (t *trainer) sum(lo, hi int) (s cell) {
	for _, r := range t.rows[lo:hi] {
		s.g += t.grad[r]
		s.h += t.hess[r]
	}
	return s
}

// fill makes the histogram of rows[lo:hi].
func (t *trainer) fill(lo, hi int) []cell {
	hist := make([]cell, len(t.use)*maxBins)
	for _, r := range t.rows[lo:hi] {
		g, h := t.grad[r], t.hess[r]
		row := t.bins[int(r)*t.f : (int(r)+1)*t.f]
		for k, j := range t.use {
			c := &hist[k*maxBins+int(row[j])]
			c.g += g
			c.h += h
		}
	}
	return hist
}

// split finds the feature, as an index of t.use, and the bin after which to split with the greatest gain.
func (t *trainer) split(sum cell, hist []cell) (feature, bin int, ok bool) {
	best := t.o.MinGain
	base := sum.g * sum.g / (sum.h + t.o.L2)
	for k, j := range t.use {
		var l cell
		for b := range t.cuts[j] {
			c := hist[k*maxBins+b]
			l.g += c.g
			l.h += c.h
			r := cell{sum.g - l.g, sum.h - l.h}
			if l.h < t.o.MinChild || r.h < t.o.MinChild {
				continue
			}
			gain := l.g*l.g/(l.h+t.o.L2) + r.g*r.g/(r.h+t.o.L2) - base
			if gain > best {
				best, feature, bin, ok = gain, k, b, true
			}
		}
	}
	return feature, bin, ok
}

// part moves the rows of rows[lo:hi] whose feature j lies in a bin up to b to the front, order kept, and returns where
// the others begin.
func (t *trainer) part(lo, hi, j, b int) int {
	n, m := lo, 0
	for _, r := range t.rows[lo:hi] {
		if int(t.bins[int(r)*t.f+j]) <= b {
			t.rows[n] = r
			n++
		} else {
			t.spare[m] = r
			m++
		}
	}
	copy(t.rows[n:hi], t.spare[:m])
	return n
}
