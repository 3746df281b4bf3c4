package article

import (
	"math"
	"strings"

	"golang.org/x/net/html/atom"
)

// A survey holds the features of the blocks of a page.
type survey struct {
	p        *page
	shapes   []shape
	broken   []bool         // the block ends in the middle of a sentence
	leafs    map[uint32]int // how many blocks there are of each leaf
	brokenIn map[uint32]int // how many such blocks there are of each leaf
	dups     []int32        // how many blocks of the page have the same text
	sigs     map[uint32]int32
	leaf     []uint32        // signature of each block: of its box and the tag
	paras    int32           // bytes in blocks that look like paragraphs
	best     int32           // the box with most paragraphs directly in it
	head     int             // the block that is the headline, or -1
	title    map[uint64]bool // words of the title
	words    [][]uint64      // of each block
	desc     string          // squeezed description
	body     map[uint64]bool
	hasLD    bool
	width    int
	rows     [][]float32
}

// base is the number of features that do not depend on neighbours' features.
const (
	neighbours = 6 // blocks whose features are shown: -3 .. 3 without 0
	perNeigh   = 5
)

// surveyOf computes the features of p's blocks.
func surveyOf(p *page, title, desc, body string) *survey {
	v := &survey{p: p, sigs: map[uint32]int32{}, shapes: make([]shape, len(p.blocks)), leaf: make([]uint32, len(p.blocks))}
	v.split()
	v.relations(title, desc, body)
	p.spread(v.head)
	v.totals()
	v.rows = make([][]float32, len(p.blocks))
	var flat []float32
	for i := range p.blocks {
		from := len(flat)
		flat = v.block(flat, i)
		if i == 0 {
			v.width = len(flat)
			flat = append(make([]float32, 0, (v.width+contextWidth)*len(p.blocks)), flat...)
		}
		v.rows[i] = flat[from : len(flat) : len(flat)+contextWidth]
		flat = flat[:len(flat)+contextWidth]
	}
	return v
}

// split splits the blocks into words.
func (v *survey) split() {
	v.words = make([][]uint64, len(v.p.blocks))
	all := make([]uint64, 0, len(v.p.text)/5+16)
	for i := range v.p.blocks {
		b := &v.p.blocks[i]
		from := len(all)
		all = appendWords(all, v.p.text[b.Start:b.End])
		v.words[i] = all[from:len(all):len(all)]
	}
}

// relations prepares what blocks are compared with.
func (v *survey) relations(title, desc, body string) {
	v.title = map[uint64]bool{}
	for _, w := range appendWords(nil, title) {
		v.title[w] = true
	}
	v.desc = squeeze(desc)
	if v.hasLD = len(body) > 200; v.hasLD {
		v.body = map[uint64]bool{}
		ws := appendWords(nil, body)
		for i := range ws {
			v.body[gram(ws[i:min(len(ws), i+3)])] = true
		}
	}
	v.head = -1
	best := 0.0
	for i := range v.p.blocks {
		b := &v.p.blocks[i]
		if b.Len() > 400 || len(v.title) == 0 {
			continue
		}
		s := v.likeTitle(i)
		if b.tag == atom.H1 {
			s += .3
		}
		if s > best && s > .6 {
			best, v.head = s, i
		}
	}
}

// likeTitle returns how much of the title's words block i has, and of its words the title: the F1 of the two.
func (v *survey) likeTitle(i int) float64 {
	hit := 0
	for _, w := range v.words[i] {
		if v.title[w] {
			hit++
		}
	}
	return 2 * float64(min(hit, len(v.title))) / float64(len(v.words[i])+len(v.title)+1)
}

// totals fills what is summed over the page.
func (v *survey) totals() {
	seen := map[string]int32{}
	for i := range v.p.blocks {
		b := &v.p.blocks[i]
		text := v.p.text[b.Start:b.End]
		v.shapes[i] = shapeOf(text)
		v.leaf[i] = v.p.boxes[b.box].sig*31 + uint32(tagGroup(b.tag))
		if n := int32(b.Len()) - b.linked; n > paraLen {
			v.paras += n
			v.sigs[v.leaf[i]] += n
		}
		seen[string(head(text, 120))]++
	}
	v.broken, v.brokenIn, v.leafs = make([]bool, len(v.p.blocks)), map[uint32]int{}, map[uint32]int{}
	v.dups = make([]int32, len(v.p.blocks))
	for i := range v.p.blocks {
		b := &v.p.blocks[i]
		v.leafs[v.leaf[i]]++
		if v.broken[i] = breaksOff(v.p.text[b.Start:b.End]); v.broken[i] {
			v.brokenIn[v.leaf[i]]++
		}
		v.dups[i] = seen[string(head(v.p.text[b.Start:b.End], 120))]
	}
	for i := range v.p.boxes {
		if v.p.boxes[i].direct > v.p.boxes[v.best].direct {
			v.best = int32(i)
		}
	}
}

// block appends the features of block i to x. Their order is part of the weights: change it and train again.
func (v *survey) block(x []float32, i int) []float32 {
	b, s := &v.p.blocks[i], &v.shapes[i]
	n := int32(b.Len())
	x = append(x, logf(float64(n)), logf(float64(s.words)), ratio(s.letters, s.words), ratio(s.commas*100, int(n)),
		float32(min(s.stops, 10)), bit(s.endStop), bit(s.endColon), bit(s.endQuery), bit(s.startUpper),
		ratio(s.upper, s.letters), ratio(s.digits, int(n)), ratio(b.linked, n), float32(min(b.nlinks, 10)),
		ratio(b.bold, n), ratio(b.ital, n), float32(b.breaks), float32(tagGroup(b.tag)), float32(min(v.dups[i], 5)))
	for g := range tagGroups {
		x = append(x, bit(g == tagGroup(b.tag)))
	}
	for g := range phraseGroups {
		x = append(x, bit(s.phrases>>g&1 == 1))
	}
	for g := range flagCount {
		x = append(x, bit(b.flags>>g&1 == 1)+bit(b.own>>g&1 == 1))
	}
	x = v.boxFeatures(x, b)
	x = append(x, ratio(v.sigs[v.leaf[i]], v.paras), bit(v.broken[i]), ratio(v.brokenIn[v.leaf[i]], v.leafs[v.leaf[i]]))
	x = v.place(x, i)
	x = v.meaning(x, i)
	for d := 1; d <= neighbours/2; d++ {
		x = v.neighbour(x, i, i-d)
		x = v.neighbour(x, i, i+d)
	}
	return v.window(x, i)
}

// boxFeatures appends what the boxes around b look like.
func (v *survey) boxFeatures(x []float32, b *block) []float32 {
	id := b.box
	x = append(x, float32(v.p.boxes[id].depth))
	for range 4 {
		o := &v.p.boxes[id]
		x = append(x, ratio(o.linked, o.text), ratio(o.paras, v.paras), logf(float64(o.blocks)), ratio(o.direct, o.text+1))
		id = o.parent
	}
	up, in := 0, float32(0)
	for id = b.box; id != 0; id = v.p.boxes[id].parent {
		if id == v.best {
			in = 1
			break
		}
		up++
	}
	return append(x, in, float32(min(up, 12)), float32(v.common(b.box)), ratio(v.p.boxes[v.best].direct, v.paras))
}

// common returns how many levels above the best box the lowest box lies that holds both it and box id.
func (v *survey) common(id int32) int {
	a, levels := v.best, 0
	for a != id {
		if v.p.boxes[a].depth >= v.p.boxes[id].depth && a != 0 {
			a = v.p.boxes[a].parent
			levels++
		} else if id != 0 {
			id = v.p.boxes[id].parent
		} else {
			break
		}
	}
	return min(levels, 12)
}

// place appends where block i stands.
func (v *survey) place(x []float32, i int) []float32 {
	n := len(v.p.blocks)
	x = append(x, float32(i)/float32(n), float32(v.p.blocks[i].Start)/float32(len(v.p.text)+1), logf(float64(n)))
	if v.head < 0 {
		return append(x, -9, -9, 0)
	}
	d := float64(i - v.head)
	chars := float64(v.p.blocks[i].Start - v.p.blocks[v.head].Start)
	return append(x, float32(math.Copysign(math.Log1p(math.Abs(d)), d)), float32(math.Copysign(math.Log1p(math.Abs(chars)), chars)), bit(i == v.head))
}

// meaning appends how block i relates to title, description and the text that the page gives to machines.
func (v *survey) meaning(x []float32, i int) []float32 {
	ws, b := v.words[i], &v.p.blocks[i]
	hit := 0
	for _, w := range ws {
		if v.title[w] {
			hit++
		}
	}
	x = append(x, ratio(hit, len(ws)), ratio(hit, len(v.title)))
	sq := ""
	if len(v.desc) > 20 && b.Len() > 20 {
		sq = squeeze(string(head(v.p.text[b.Start:b.End], 300)))
	}
	m := min(len(sq), len(v.desc), 100)
	x = append(x, bit(m > 20 && sq[:m] == v.desc[:m]), bit(m > 20 && len(sq) > 30 && strings.Contains(v.desc, sq[:m])))
	if !v.hasLD {
		return append(x, -1)
	}
	in := 0
	for i := range ws {
		if v.body[gram(ws[i:min(len(ws), i+3)])] {
			in++
		}
	}
	return append(x, ratio(in, len(ws)))
}

// neighbour appends what block j looks like from block i.
func (v *survey) neighbour(x []float32, i, j int) []float32 {
	if j < 0 || j >= len(v.p.blocks) {
		return append(x, -1, -1, -1, -1, -1)
	}
	a, b := &v.p.blocks[i], &v.p.blocks[j]
	return append(x, logf(float64(b.Len())), ratio(b.linked, int32(b.Len())), float32(tagGroup(b.tag)),
		bit(a.box == b.box)+bit(v.p.boxes[a.box].parent == v.p.boxes[b.box].parent), bit(v.leaf[i] == v.leaf[j]))
}

// window appends how much text like paragraphs, and how much linked text, is near block i.
func (v *survey) window(x []float32, i int) []float32 {
	for _, r := range [...]int{4, 12} {
		var before, after, linked, all int32
		for j := max(0, i-r); j <= min(len(v.p.blocks)-1, i+r); j++ {
			b := &v.p.blocks[j]
			n := int32(b.Len())
			all += n
			linked += b.linked
			if n-b.linked > paraLen && j < i {
				before += n - b.linked
			}
			if n-b.linked > paraLen && j > i {
				after += n - b.linked
			}
		}
		x = append(x, logf(float64(before)), logf(float64(after)), ratio(linked, all))
	}
	return x
}

// contextWidth is how many features context appends; the rows have room for them.
const contextWidth = 25

// context appends to row i what the first classifier thinks of the blocks around it. prob holds its answers.
func (v *survey) context(x []float32, c *contextSums, i int) []float32 {
	prob := c.prob
	at := func(j int) float32 {
		if j < 0 || j >= len(prob) {
			return -1
		}
		return prob[j]
	}
	x = append(x, prob[i])
	for d := 1; d <= 4; d++ {
		x = append(x, at(i-d), at(i+d))
	}
	for _, r := range [...]int{3, 8, 20} {
		x = append(x, c.mean(i-r, i-1), c.mean(i+1, i+r))
	}
	x = append(x, c.before(i), c.after(i), c.gapBefore[i], c.gapAfter[i], c.sig[v.leaf[i]].mean(), logf(float64(c.sig[v.leaf[i]].w)))
	id := v.p.blocks[i].box
	for range 4 {
		x = append(x, c.box[id].mean())
		id = v.p.boxes[id].parent
	}
	return x
}

// sumOf is a weighted sum.
type sumOf struct{ p, w float32 }

func (s sumOf) mean() float32 {
	if s.w == 0 {
		return -1
	}
	return s.p / s.w
}

// contextSums holds sums over the answers of the first classifier.
type contextSums struct {
	prob                []float32
	cum                 []sumOf // of the blocks before
	sig                 map[uint32]sumOf
	box                 []sumOf
	gapBefore, gapAfter []float32 // blocks to the nearest one that is surely body
}

// contextOf sums prob over v's page.
func contextOf(v *survey, prob []float32) *contextSums {
	n := len(prob)
	c := &contextSums{
		prob: prob, cum: make([]sumOf, n+1), sig: map[uint32]sumOf{}, box: make([]sumOf, len(v.p.boxes)),
		gapBefore: make([]float32, n), gapAfter: make([]float32, n),
	}
	for i, p := range prob {
		b := &v.p.blocks[i]
		w := float32(b.Len())
		c.cum[i+1] = sumOf{c.cum[i].p + p*w, c.cum[i].w + w}
		s := c.sig[v.leaf[i]]
		c.sig[v.leaf[i]] = sumOf{s.p + p*w, s.w + w}
		c.box[b.box].p += p * w
		c.box[b.box].w += w
	}
	for i := len(c.box) - 1; i > 0; i-- {
		up := &c.box[v.p.boxes[i].parent]
		up.p += c.box[i].p
		up.w += c.box[i].w
	}
	sure := func(i int) bool { return prob[i] > .6 && v.p.blocks[i].Len() > 80 }
	gap := 60
	for i := range n {
		c.gapBefore[i] = float32(gap)
		if gap = min(gap+1, 60); sure(i) {
			gap = 1
		}
	}
	gap = 60
	for i := n - 1; i >= 0; i-- {
		c.gapAfter[i] = float32(gap)
		if gap = min(gap+1, 60); sure(i) {
			gap = 1
		}
	}
	return c
}

// mean returns the mean of prob over blocks i to j, both included, by length.
func (c *contextSums) mean(i, j int) float32 {
	i, j = max(i, 0), min(j, len(c.prob)-1)
	if i > j {
		return -1
	}
	return sumOf{c.cum[j+1].p - c.cum[i].p, c.cum[j+1].w - c.cum[i].w}.mean()
}

// before and after return how much of the body lies on each side of block i.
func (c *contextSums) before(i int) float32 { return c.cum[i].p / (c.cum[len(c.prob)].p + 1) }

func (c *contextSums) after(i int) float32 {
	all := c.cum[len(c.prob)].p
	return (all - c.cum[i+1].p) / (all + 1)
}
