package index

import (
	"cmp"
	"container/heap"
	"slices"

	bindex "github.com/blevesearch/bleve_index_api"
)

// An entry is one hit on its way to the result.
type entry struct {
	doc    uint64
	score  float64
	day    string
	id     string
	group  string
	copies int
}

// A collector goes over all hits once: it counts facets, folds copies and keeps the best.
type collector struct {
	r       *Request
	values  bindex.DocValueReader
	facets  map[string]map[string]*int
	days    map[string]string // interned
	groups  map[string]*entry
	best    entries
	keep    int
	total   int
	current entry
	day     []byte
	id      []byte
	group   []byte
	visitFn bindex.DocValueVisitor
}

// facetFields maps the names of facets to fields.
var facetFields = map[string]string{fName: "outlet", fDay: "day", fKinds: "kind"}

func newCollector(s *snapshot, r *Request) (*collector, error) {
	c := &collector{
		r: r, facets: map[string]map[string]*int{}, days: map[string]string{}, groups: map[string]*entry{},
		best: entries{order: r.Order}, keep: r.Offset + r.Limit,
	}
	fields := []string{fID, fDay}
	if r.Fold {
		fields = append(fields, fGroup)
	}
	if r.Facets > 0 {
		fields = append(fields, fName, fKinds)
		for _, name := range facetFields {
			c.facets[name] = map[string]*int{}
		}
	}
	var err error
	c.values, err = s.r.DocValueReader(fields)
	c.visitFn = c.visit
	return c, err
}

// visit takes one value of the current hit.
func (c *collector) visit(field string, value []byte) {
	switch field {
	case fID:
		c.id = append(c.id[:0], value...)
	case fGroup:
		c.group = append(c.group[:0], value...)
	case fDay:
		if len(c.day) == 0 {
			c.day = append(c.day, value...)
		}
	}
	if counts := c.facets[facetFields[field]]; counts != nil {
		n := counts[string(value)]
		if n == nil {
			n = new(int)
			counts[string(value)] = n
		}
		*n++
	}
}

// add takes one hit.
func (c *collector) add(id bindex.IndexInternalID, doc uint64, score float64) error {
	c.id, c.day, c.group = c.id[:0], c.day[:0], c.group[:0]
	if err := c.values.VisitDocValues(id, c.visitFn); err != nil {
		return err
	}
	day, ok := c.days[string(c.day)]
	if !ok {
		day = string(c.day)
		c.days[day] = day
	}
	e := entry{doc: doc, score: score, day: day}
	if len(c.group) == 0 {
		c.total++
		c.offer(e)
		return nil
	}
	e.id, e.group = string(c.id), string(c.group)
	old := c.groups[e.group]
	switch {
	case old == nil:
		c.total++
		c.groups[e.group] = &e
	case c.best.before(&e, old) && !leads(old) || leads(&e):
		e.copies = old.copies + 1
		c.groups[e.group] = &e
	default:
		old.copies++
	}
	return nil
}

// leads reports whether e is the article that stands for its copies: it is shown wherever it is a hit itself.
func leads(e *entry) bool { return e.id == e.group }

// offer keeps e if it is among the best so far.
func (c *collector) offer(e entry) {
	if c.keep == 0 {
		return
	}
	if len(c.best.of) == c.keep {
		worst := &c.best.of[0]
		switch n := c.best.compare(&e, worst); {
		case n > 0, n == 0 && e.id == "" && string(c.id) >= worst.id, n == 0 && e.id > worst.id:
			return
		}
	}
	if e.id == "" {
		e.id = string(c.id)
	}
	heap.Push(&c.best, e)
	if len(c.best.of) > c.keep {
		heap.Pop(&c.best)
	}
}

// hits returns the entries from the request's offset on, best first.
func (c *collector) hits() []entry {
	for _, e := range c.groups {
		c.offer(*e)
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

// counts returns the facets, the most frequent values first; days in order of time.
func (c *collector) counts() map[string][]Count {
	if c.r.Facets == 0 {
		return nil
	}
	out := map[string][]Count{}
	for name, values := range c.facets {
		cs := make([]Count, 0, len(values))
		for v, n := range values {
			cs = append(cs, Count{v, *n})
		}
		slices.SortFunc(cs, func(a, b Count) int {
			return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Value, b.Value))
		})
		cs = cs[:min(len(cs), c.r.Facets)]
		if name == facetFields[fDay] {
			slices.SortFunc(cs, func(a, b Count) int { return cmp.Compare(a.Value, b.Value) })
		}
		out[name] = cs
	}
	return out
}

// entries is a heap with the worst entry first.
type entries struct {
	of    []entry
	order string
}

// compare orders by what was asked for, then by the newer day; 0 leaves it to the ids.
func (es *entries) compare(a, b *entry) int {
	switch es.order {
	case ByNewest:
		return cmp.Compare(b.day, a.day)
	case ByOldest:
		if (a.day == "") != (b.day == "") {
			return cmp.Compare(b.day, a.day) // no date comes last
		}
		return cmp.Compare(a.day, b.day)
	}
	return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.day, a.day))
}

func (es *entries) before(a, b *entry) bool {
	return cmp.Or(es.compare(a, b), cmp.Compare(a.id, b.id)) < 0
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
