package index

import (
	"context"
	"fmt"
	"math"

	bindex "github.com/blevesearch/bleve_index_api"
)

// end is the document number after the last one.
const end = math.MaxUint64

// A cursor walks over the documents that meet a condition, in ascending order of document number. Numbers are those of
// one snapshot; a nested document has a number above its parent's and below that of the next root.
type cursor interface {
	// seek returns the first document at or after doc, or end. It never goes back: if the cursor stands at or after
	// doc already, it stays.
	seek(doc uint64) (uint64, error)

	// score returns the score of the document that seek returned last.
	score() float64
}

// A snapshot opens cursors over one state of the index and closes them all.
type snapshot struct {
	ctx    context.Context
	r      bindex.IndexReader
	nested bindex.NestedReader
	open   []bindex.TermFieldReader
	docs   float64 // number of roots
	table  *table
}

func (s *snapshot) close() error {
	var first error
	for _, t := range s.open {
		if err := t.Close(); err != nil && first == nil {
			first = err
		}
	}
	if err := s.r.Close(); err != nil && first == nil {
		first = err
	}
	return first
}

// What to read of a postings list beside the document numbers.
type detail uint8

const (
	numbers   detail = iota
	scored           // how often and in how long a text
	positions        // where
)

// postings opens the postings list of one term.
func (s *snapshot) postings(field, term string, d detail) (*postings, error) {
	t, err := s.r.TermFieldReader(s.ctx, []byte(term), field, d >= scored, d >= scored, d >= positions)
	if err != nil {
		return nil, err
	}
	s.open = append(s.open, t)
	df := float64(t.Count())
	p := &postings{r: t, df: df, near: 1}
	if d < positions { // else what is passed over would be read too
		p.near = s.near(df)
	}
	return p, nil
}

// near returns how far ahead a document may be so that a list of df documents is better read on to it than searched for
// it: twice the usual distance.
func (s *snapshot) near(df float64) uint64 {
	if s.table == nil || df == 0 {
		return 1
	}
	return 1 + uint64(2*float64(s.table.offsets[len(s.table.segments)])/df)
}

// either opens the documents that hold one of several terms. Bleve joins their bitmaps.
func (s *snapshot) either(field string, terms []string) (cursor, error) {
	var joint bindex.OptimizableContext
	var lists []cursor
	var df float64
	for _, t := range terms {
		p, err := s.postings(field, t, numbers)
		if err != nil {
			return nil, err
		}
		lists, df = append(lists, p), df+p.df
		o, ok := p.r.(bindex.Optimizable)
		if !ok {
			return nil, fmt.Errorf("index: %T cannot be joined", p.r)
		}
		if joint, err = o.Optimize("disjunction:unadorned", joint); err != nil {
			return nil, err
		}
	}
	if len(lists) == 0 {
		return none{}, nil
	}
	done, err := joint.Finish()
	if t, ok := done.(bindex.TermFieldReader); ok && err == nil {
		return &postings{r: t, df: df, near: s.near(df)}, nil
	}
	return newSome(lists), err
}

// postings is the cursor over the documents that hold one term.
type postings struct {
	r     bindex.TermFieldReader
	doc   bindex.TermFieldDoc
	to    bindex.IndexInternalID
	cur   uint64
	read  bool // whether cur is valid
	again bool // whether r has been read before
	near  uint64
	df    float64 // number of documents
}

// rewound returns a cursor that reads the list of p from the start. p must not be used any more.
func (p *postings) rewound() *postings { return &postings{r: p.r, near: p.near, df: p.df, again: true} }

func (p *postings) seek(doc uint64) (uint64, error) {
	if p.read && p.cur >= doc {
		return p.cur, nil
	}
	if !p.read && doc == 0 && !p.again || p.read && doc-p.cur <= p.near {
		for {
			if err := p.take(p.r.Next(p.doc.Reset())); err != nil || p.cur >= doc {
				return p.cur, err
			}
		}
	}
	p.to = bindex.NewIndexInternalID(p.to, doc)
	err := p.take(p.r.Advance(p.to, p.doc.Reset()))
	return p.cur, err
}

// take notes where the list stands now.
func (p *postings) take(next *bindex.TermFieldDoc, err error) error {
	p.read, p.cur = true, end
	if err == nil && next != nil {
		p.doc = *next
		p.cur = next.ID.Value()
	}
	return err
}

func (p *postings) score() float64 { return 0 }

// none is the cursor over no document.
type none struct{}

func (none) seek(uint64) (uint64, error) { return end, nil }
func (none) score() float64              { return 0 }

// all is the cursor over the documents that every one of its cursors is at.
type all []cursor

func (a all) seek(doc uint64) (uint64, error) {
	for {
		start := doc
		for _, c := range a {
			d, err := c.seek(doc)
			if err != nil || d == end {
				return end, err
			}
			doc = d
		}
		if doc == start {
			return doc, nil
		}
	}
}

func (a all) score() float64 {
	var sum float64
	for _, c := range a {
		sum += c.score()
	}
	return sum
}

// some is the cursor over the documents that at least one of its cursors is at.
type some struct {
	of  []cursor
	at  []uint64
	cur uint64
}

func newSome(of []cursor) *some { return &some{of: of, at: make([]uint64, len(of))} }

func (s *some) seek(doc uint64) (uint64, error) {
	s.cur = end
	for i, c := range s.of {
		d, err := c.seek(doc)
		if err != nil {
			return end, err
		}
		s.at[i] = d
		s.cur = min(s.cur, d)
	}
	return s.cur, nil
}

func (s *some) score() float64 {
	var sum float64
	for i, c := range s.of {
		if s.at[i] == s.cur {
			sum += c.score()
		}
	}
	return sum
}

// without is the cursor over the documents of a cursor that another is not at.
type without struct{ c, not cursor }

func (w without) seek(doc uint64) (uint64, error) {
	for {
		d, err := w.c.seek(doc)
		if err != nil || d == end {
			return end, err
		}
		n, err := w.not.seek(d)
		if err != nil {
			return end, err
		}
		if n != d {
			return d, nil
		}
		doc = d + 1
	}
}

func (w without) score() float64 { return w.c.score() }

// toRoots is the cursor over the roots that are an inner document or hold one.
type toRoots struct {
	inner cursor
	rows  reader
	cur   uint64
	read  bool
}

func (r *toRoots) seek(doc uint64) (uint64, error) {
	if r.read && r.cur >= doc {
		return r.cur, nil
	}
	r.read = true
	for from := doc; ; {
		d, err := r.inner.seek(from)
		if err != nil || d == end {
			r.cur = end
			return end, err
		}
		var next uint64
		if r.cur, next = r.rows.root(d); r.cur >= doc {
			return r.cur, nil
		}
		from = next // d was another part of a root before doc
	}
}

func (r *toRoots) score() float64 { return 0 }

// toMentions is the cursor over the mentions that are an inner document or hold one.
type toMentions struct {
	s     *snapshot
	inner cursor
	cur   uint64
	read  bool
	id    bindex.IndexInternalID
	up    []bindex.AncestorID
}

func (m *toMentions) seek(doc uint64) (uint64, error) {
	if m.read && m.cur >= doc {
		return m.cur, nil
	}
	m.read = true
	for from := doc; ; {
		d, err := m.inner.seek(from)
		if err != nil || d == end {
			m.cur = end
			return end, err
		}
		if m.cur, err = m.mention(d); err != nil || m.cur >= doc {
			return m.cur, err
		}
		from = d + 1
	}
}

// mention returns the mention that d is or is nested in: the ancestor before the root.
func (m *toMentions) mention(d uint64) (uint64, error) {
	m.id = bindex.NewIndexInternalID(m.id, d)
	var err error
	if m.up, err = m.s.nested.Ancestors(m.id, m.up[:0]); err != nil {
		return end, err
	}
	return uint64(m.up[max(0, len(m.up)-2)]), nil
}

func (m *toMentions) score() float64 { return 0 }
