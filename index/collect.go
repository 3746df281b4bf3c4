package index

import (
	"cmp"
	"container/heap"
	"slices"
)

// An entry is one hit on its way to the result.
type entry struct {
	doc    uint64
	score  float64
	row    row
	day    string
	copies int
}

// A collector goes over all hits once, in ascending order: it counts facets, folds copies and keeps the best.
type collector struct {
	r      *Request
	rows   reader
	counts [len(facetNames)][]int
	groups map[uint32]*entry
	best   entries
	keep   int
	total  int
}

func newCollector(t *table, r *Request) *collector {
	c := &collector{
		r: r, rows: reader{table: t}, groups: map[uint32]*entry{}, best: entries{order: r.Order}, keep: r.Offset + r.Limit,
	}
	if r.Facets > 0 {
		for i := range c.counts {
			c.counts[i] = make([]int, len(t.names[i]))
		}
	}
	return c
}

// add takes one hit.
func (c *collector) add(doc uint64, score float64) error {
	row, err := c.rows.row(doc)
	if err != nil {
		return err
	}
	for i, counts := range c.counts {
		if counts == nil {
			continue
		}
		for _, v := range row.fields[i].of(row.at) {
			counts[v]++
		}
	}
	e := entry{doc: doc, score: score, row: row}
	if v := row.value(colDay); v > 0 {
		e.day = c.rows.names[colDay][v]
	}
	if g := row.value(colGroup); g > 0 && c.r.Fold {
		c.fold(g, &e)
		return nil
	}
	c.total++
	c.offer(&e)
	return nil
}

// fold takes a hit that belongs to a group of copies. The article that stands for the group is shown wherever it is a
// hit itself, else the best.
func (c *collector) fold(group uint32, e *entry) {
	lead := c.rows.names[colGroup][group]
	old := c.groups[group]
	switch {
	case old == nil:
		c.total++
	case e.row.id() == lead, old.row.id() != lead && c.best.before(e, old):
		e.copies = old.copies + 1
	default:
		old.copies++
		return
	}
	c.groups[group] = e
}

// offer keeps e if it is among the best so far.
func (c *collector) offer(e *entry) {
	switch {
	case c.keep == 0:
	case len(c.best.of) < c.keep:
		heap.Push(&c.best, *e)
	case c.best.before(e, &c.best.of[0]):
		c.best.of[0] = *e
		heap.Fix(&c.best, 0)
	}
}

// hits returns the entries from the request's offset on, best first.
func (c *collector) hits() []entry {
	for _, e := range c.groups {
		c.offer(e)
	}
	es := c.best.of
	slices.SortFunc(es, func(a, b entry) int {
		if c.best.before(&a, &b) {
			return -1
		}
		return 1
	})
	return es[min(c.r.Offset, len(es)):]
}

// facets returns the values and their counts, the most frequent first; days in order of time.
func (c *collector) facets() map[string][]Count {
	if c.r.Facets == 0 {
		return nil
	}
	out := map[string][]Count{}
	for i, counts := range c.counts {
		cs := []Count{}
		for v, n := range counts {
			if n > 0 {
				cs = append(cs, Count{c.rows.names[i][v], n})
			}
		}
		slices.SortFunc(cs, func(a, b Count) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
		})
		cs = cs[:min(len(cs), c.r.Facets)]
		if i == colDay {
			slices.SortFunc(cs, func(a, b Count) int { return cmp.Compare(a.Value, b.Value) })
		}
		out[facetNames[i]] = cs
	}
	return out
}

// entries is a heap with the worst entry first.
type entries struct {
	of    []entry
	order string
}

// before reports whether a is shown before b: by what was asked for, then the newer, then by id.
func (es *entries) before(a, b *entry) bool {
	n := 0
	switch es.order {
	case ByNewest:
	case ByOldest:
		if a.day != "" && b.day != "" { // no date comes last
			n = cmp.Compare(a.day, b.day)
		}
	default:
		n = cmp.Compare(b.score, a.score)
	}
	if n == 0 {
		n = cmp.Compare(b.day, a.day)
	}
	if n == 0 {
		n = cmp.Compare(a.row.id(), b.row.id())
	}
	return n < 0
}

func (es *entries) Len() int           { return len(es.of) }
func (es *entries) Less(i, j int) bool { return es.before(&es.of[j], &es.of[i]) }
func (es *entries) Swap(i, j int)      { es.of[i], es.of[j] = es.of[j], es.of[i] }
func (es *entries) Push(x any)         { es.of = append(es.of, x.(entry)) }
func (es *entries) Pop() any {
	last := len(es.of) - 1
	e := es.of[last]
	es.of = es.of[:last]
	return e
}
