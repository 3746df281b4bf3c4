package index

import (
	"fmt"
	"math"
	"slices"
	"sync"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bindex "github.com/blevesearch/bleve_index_api"
)

// Facets, folding and order need a few values of every hit. Reading them from Bleve's doc values costs a microsecond a
// hit, too much for a query that a hundred thousand articles meet, so they are kept in memory, about 60 bytes a root.
// Segments never change, so what was read of one is kept as long as the segment is.

// A column holds the values of one field for the roots of a segment, as ordinals of names. Those of root i are
// values[start[i]:start[i+1]].
type column struct {
	start  []uint32
	values []uint32
}

func (c *column) of(root int) []uint32 { return c.values[c.start[root]:c.start[root+1]] }

// columns are the values of the roots of one segment.
type columns struct {
	roots  []uint32 // document numbers in the segment, ascending
	claims []bool   // whether it is a claim
	ids    []string
	fields [4]column // of columnFields
}

// The fields that have a column, and the names of their facets; the group has none.
const (
	colOutlet = iota
	colDay
	colKind
	colGroup
)

var (
	columnFields = [4]string{fName, fDay, fKinds, fGroup}
	facetNames   = [3]string{"outlet", "day", "kind"}
)

// names numbers the values of a field from 1.
type names struct {
	of    []string
	index map[string]uint32
}

func (n *names) number(value []byte) uint32 {
	if i, ok := n.index[string(value)]; ok {
		return i
	}
	if n.index == nil {
		n.index, n.of = map[string]uint32{}, []string{""}
	}
	s := string(value)
	i := uint32(len(n.of))
	n.of = append(n.of, s)
	n.index[s] = i
	return i
}

// A columnCache holds the columns of the segments that were seen last.
type columnCache struct {
	mu       sync.Mutex
	segments map[uint64]*columns
	names    [4]names
	last     *table
}

// drop forgets all segments: those of another store may have the same ids.
func (cc *columnCache) drop() {
	cc.mu.Lock()
	defer cc.mu.Unlock()
	cc.segments, cc.last = nil, nil
}

// A table is the columns of one snapshot.
type table struct {
	of       *scorch.IndexSnapshot
	segments []*columns
	offsets  []uint64 // first document number of each segment, and one after the last
	names    [4][]string
	avg      map[string]float64 // average number of terms of a field, see score.go
}

// table returns the columns of s, reading those of new segments.
func (cc *columnCache) table(s *snapshot) (*table, error) {
	snap, ok := s.r.(*scorch.IndexSnapshot)
	if !ok {
		return nil, fmt.Errorf("index: %T is no snapshot of scorch", s.r)
	}
	cc.mu.Lock()
	defer cc.mu.Unlock()
	if cc.last != nil && cc.last.of == snap {
		return cc.last, nil
	}
	t := &table{of: snap, offsets: []uint64{0}, avg: map[string]float64{}}
	kept := map[uint64]*columns{}
	for _, seg := range snap.Segments() {
		from := t.offsets[len(t.offsets)-1]
		to := from + seg.Segment().Count()
		c := cc.segments[seg.Id()]
		if c == nil {
			var err error
			if c, err = cc.read(s, from, to); err != nil {
				return nil, err
			}
		}
		kept[seg.Id()] = c
		t.segments = append(t.segments, c)
		t.offsets = append(t.offsets, to)
	}
	cc.segments = kept
	for i := range t.names {
		t.names[i] = cc.names[i].of // appended to only, never changed
	}
	docs := t.sample()
	for _, field := range []string{fBody, fTitle} {
		var err error
		if t.avg[field], err = s.length(field, docs); err != nil {
			return nil, err
		}
	}
	cc.last = t
	return t, nil
}

// read reads the columns of the documents from number from up to to.
func (cc *columnCache) read(s *snapshot, from, to uint64) (*columns, error) {
	c := &columns{}
	values, err := s.r.DocValueReader(append([]string{fID}, columnFields[:]...))
	if err != nil {
		return nil, err
	}
	visit := func(field string, value []byte) {
		if field == fID {
			c.ids[len(c.ids)-1] = string(value)
			return
		}
		i := slices.Index(columnFields[:], field)
		c.fields[i].values = append(c.fields[i].values, cc.names[i].number(value))
	}
	articles, err := s.postings(fType, Articles, numbers)
	if err != nil {
		return nil, err
	}
	claims, err := s.postings(fType, Claims, numbers)
	if err != nil {
		return nil, err
	}
	var id bindex.IndexInternalID
	roots := newSome([]cursor{articles, claims})
	for doc := from; ; doc++ {
		for i := range c.fields {
			c.fields[i].start = append(c.fields[i].start, uint32(len(c.fields[i].values)))
		}
		if doc, err = roots.seek(doc); err != nil || doc >= to {
			return c, err
		}
		c.roots = append(c.roots, uint32(doc-from))
		c.claims = append(c.claims, claims.cur == doc)
		c.ids = append(c.ids, "")
		id = bindex.NewIndexInternalID(id, doc)
		if err := values.VisitDocValues(id, visit); err != nil {
			return nil, err
		}
	}
}

// A row is one root in a table.
type row struct {
	*columns
	at int
}

func (r row) id() string { return r.ids[r.at] }

// value returns the first value of a column, 0 if there is none.
func (r row) value(col int) uint32 {
	if vs := r.fields[col].of(r.at); len(vs) > 0 {
		return vs[0]
	}
	return 0
}

// A reader walks over the rows of a table in ascending order.
type reader struct {
	*table
	seg, at int
}

// row returns the row of the root with number doc, which is not below that of the last call.
func (r *reader) row(doc uint64) (row, error) {
	if root, _ := r.root(doc); root != doc {
		return row{}, fmt.Errorf("index: no root %d", doc)
	}
	return row{r.segments[r.seg], r.at}, nil
}

// root returns the root that doc is or is nested in, and the root after it or the end of the segment. doc is not below
// that of the last call.
func (r *reader) root(doc uint64) (root, next uint64) {
	for r.seg < len(r.segments)-1 && doc >= r.offsets[r.seg+1] {
		r.seg, r.at = r.seg+1, 0
	}
	from, roots := r.offsets[r.seg], r.segments[r.seg].roots
	local := uint32(min(doc-from, math.MaxUint32))
	for step := 64; r.at+1 < len(roots) && roots[r.at+1] <= local; {
		if far := r.at + step; far < len(roots) && roots[far] <= local {
			r.at = far
		} else {
			r.at++
		}
	}
	next = r.offsets[r.seg+1]
	if r.at+1 < len(roots) {
		next = from + uint64(roots[r.at+1])
	}
	if r.at == len(roots) {
		return next, next
	}
	return from + uint64(roots[r.at]), next
}

// ofKind is the cursor over the articles or over the claims. It knows them from the table.
type ofKind struct {
	rows   reader
	claims bool
	cur    uint64
	read   bool
}

func (k *ofKind) seek(doc uint64) (uint64, error) {
	if k.read && k.cur >= doc {
		return k.cur, nil
	}
	k.read, k.cur = true, end
	last := k.rows.offsets[len(k.rows.segments)]
	for doc < last {
		root, next := k.rows.root(doc)
		if c := k.rows.segments[k.rows.seg]; root >= doc && k.rows.at < len(c.roots) && c.claims[k.rows.at] == k.claims {
			k.cur = root
			break
		}
		doc = next
	}
	return k.cur, nil
}

func (k *ofKind) score() float64 { return 0 }
