package claim

import (
	"cmp"
	"maps"
	"slices"
)

const (
	alike   = 0.38 // two mentions this alike can found or join a claim
	onTop   = 0.25 // and the members of a claim are alike by this much on average
	joins   = 0.25 // a mention that stands alone joins a claim that it is alike this much
	clear   = 0.04 // and by this much more than any other
	rivalry = 0.5  // words this alike tell one fact, whatever the values
	sample  = 8    // members of a claim that are looked at for that
)

// link returns the claims as lists of mention numbers, each in order, in the order of their first members.
func link(sp *space, c corrections) [][]int {
	l := &linker{sp: sp, parent: make([]int32, len(sp.mentions)), members: make([][]int32, len(sp.mentions)), apart: c.apart}
	for i := range l.parent {
		l.parent[i] = int32(i)
		l.members[i] = []int32{int32(i)}
	}
	for _, p := range c.together {
		l.join(l.find(p.i), l.find(p.j))
	}
	units := l.units()
	type edge struct {
		pair
		s float64
	}
	var edges []edge
	pairs := sp.pairs(units)
	for _, p := range pairs {
		if s := compare(&sp.features[p.i], &sp.features[p.j]); s >= alike {
			edges = append(edges, edge{p, s})
		}
	}
	slices.SortFunc(edges, func(a, b edge) int {
		return cmp.Or(-cmp.Compare(a.s, b.s), cmp.Compare(a.i, b.i), cmp.Compare(a.j, b.j))
	})
	for _, e := range edges {
		if a, b := l.find(e.i), l.find(e.j); a != b && l.fits(a, b) {
			l.join(a, b)
		}
	}
	l.gather(pairs)
	l.rivals(pairs)
	return l.groups()
}

// A linker joins mentions into claims. Members of a claim are in order.
type linker struct {
	sp      *space
	parent  []int32
	members [][]int32 // of a root
	apart   map[pair]bool
}

func (l *linker) find(i int32) int32 {
	for l.parent[i] != i {
		l.parent[i] = l.parent[l.parent[i]]
		i = l.parent[i]
	}
	return i
}

func (l *linker) join(a, b int32) {
	if a == b {
		return
	}
	if b < a {
		a, b = b, a
	}
	l.parent[b] = a
	m := append(l.members[a], l.members[b]...)
	slices.Sort(m)
	l.members[a], l.members[b] = m, nil
}

// gather lets mentions that stand alone join the claim of two or more that they are most like, where they are alike
// enough and clearly more so than any other claim.
func (l *linker) gather(pairs []pair) {
	near := map[int32]map[int32]bool{} // a mention alone -> claims worth comparing
	look := func(i, j int32) {
		if r := l.find(j); len(l.members[l.find(i)]) == 1 && len(l.members[r]) > 1 && l.figured(r) == l.figured(i) {
			if near[i] == nil {
				near[i] = map[int32]bool{}
			}
			near[i][r] = true
		}
	}
	for _, p := range pairs {
		look(p.i, p.j)
		look(p.j, p.i)
	}
	type choice struct{ i, root int32 }
	var chosen []choice
	for _, i := range slices.Sorted(maps.Keys(near)) {
		var best, second float64
		var root int32 = -1
		for _, r := range slices.Sorted(maps.Keys(near[i])) {
			switch s := l.closeness(i, r); {
			case s > best:
				best, second, root = s, best, r
			case s > second:
				second = s
			}
		}
		if best >= joins && best >= second+clear && l.allowed(i, root) {
			chosen = append(chosen, choice{i, root})
		}
	}
	for _, c := range chosen {
		if r := l.find(c.root); l.allowed(l.find(c.i), r) {
			l.join(l.find(c.i), r)
		}
	}
}

// rivals joins claims that tell one fact with two values: "a boost of $75 billion", "an increase of $45 billion". Their
// members are not alike on average, because other values speak against each other; one pair in much the same words will
// do, where both claims are mostly of figures.
func (l *linker) rivals(pairs []pair) {
	type rival struct {
		pair
		s float64
	}
	var list []rival
	for _, p := range pairs {
		a, b := &l.sp.features[p.i], &l.sp.features[p.j]
		conflict, equal := conflicting(a, b)
		if !conflict || a.frame != b.frame || l.find(p.i) == l.find(p.j) {
			continue
		}
		if s, _ := overlap(a, b); s >= rivalry || equal && s >= rivalry/2 {
			list = append(list, rival{p, s})
		}
	}
	slices.SortFunc(list, func(a, b rival) int {
		return cmp.Or(-cmp.Compare(a.s, b.s), cmp.Compare(a.i, b.i), cmp.Compare(a.j, b.j))
	})
	for _, r := range list {
		if a, b := l.find(r.i), l.find(r.j); a != b && l.figured(a) && l.figured(b) && l.allowed(a, b) {
			l.join(a, b)
		}
	}
}

// figured reports whether at least half of the members of the claim at root hold figures.
func (l *linker) figured(root int32) bool {
	n := 0
	for _, m := range l.members[root] {
		if len(l.sp.features[m].figures) > 0 {
			n++
		}
	}
	return 2*n >= len(l.members[root])
}

// closeness is the average likeness of mention i to the members of the claim at root, the better half of them.
func (l *linker) closeness(i, root int32) float64 {
	var s []float64
	for _, m := range spread(l.members[root]) {
		s = append(s, max(0, l.sp.score(int(i), int(m))))
	}
	slices.Sort(s)
	s = s[len(s)/2:]
	sum := 0.0
	for _, x := range s {
		sum += x
	}
	return sum / float64(len(s))
}

// units joins the mentions that say the same in the same words and returns the first of each.
func (l *linker) units() []int32 {
	first := map[uint64]int32{}
	var out []int32
	for i := range l.sp.features {
		f := &l.sp.features[i]
		if h := f.signature(); len(f.words) >= 2 {
			if j, ok := first[h]; ok && l.allowed(l.find(j), l.find(int32(i))) {
				l.join(l.find(j), l.find(int32(i)))
				continue
			}
			first[h] = int32(i)
		}
		out = append(out, int32(i))
	}
	return out
}

// signature hashes what a mention says: its words in any order, its figures and whether it denies.
func (f *feature) signature() uint64 {
	h := uint64(len(f.words))
	for _, w := range f.words {
		h += mix(uint64(w.key), 7)
	}
	for _, fig := range f.figures {
		for _, b := range buckets(fig) {
			h = mix(h, b)
		}
		h = mix(h, fnv(fig.Qualifier))
	}
	if f.negated {
		h = mix(h, 3)
	}
	if f.frame {
		h = mix(h, 5)
	}
	return h
}

// allowed reports whether nothing forbids that claims a and b are one: a correction, or a sentence that holds both. An
// article says two things in two clauses of a sentence.
func (l *linker) allowed(a, b int32) bool {
	if len(l.apart) == 0 && len(l.members[a])*len(l.members[b]) > 4096 {
		return true
	}
	for _, x := range l.members[a] {
		for _, y := range l.members[b] {
			if l.sp.features[x].block == l.sp.features[y].block || l.apart[pair{min(x, y), max(x, y)}] {
				return false
			}
		}
	}
	return true
}

// fits reports whether claims a and b may be joined, and are alike enough on average.
func (l *linker) fits(a, b int32) bool {
	if !l.allowed(a, b) {
		return false
	}
	sum, n := 0.0, 0
	for _, x := range spread(l.members[a]) {
		for _, y := range spread(l.members[b]) {
			sum += max(0, l.sp.score(int(x), int(y)))
			n++
		}
	}
	return sum >= onTop*float64(n)
}

// spread returns at most sample members, evenly spread.
func spread(m []int32) []int32 {
	if len(m) <= sample {
		return m
	}
	out := make([]int32, sample)
	for i := range out {
		out[i] = m[i*len(m)/sample]
	}
	return out
}

// groups returns the claims.
func (l *linker) groups() [][]int {
	var out [][]int
	for i, p := range l.parent {
		if p != int32(i) {
			continue
		}
		g := make([]int, len(l.members[i]))
		for k, m := range l.members[i] {
			g[k] = int(m)
		}
		out = append(out, g)
	}
	return out
}

// central returns the mention of a group that is most like the others; the earliest of equals.
func (sp *space) central(group []int) int {
	best, top := group[0], -1.0
	look := group[:min(len(group), 4*sample)]
	for _, i := range look {
		sum := 0.0
		for _, j := range look {
			if i != j {
				s, _ := overlap(&sp.features[i], &sp.features[j])
				sum += s
			}
		}
		if sum > top+1e-9 {
			best, top = i, sum
		}
	}
	return best
}
