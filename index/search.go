package index

import (
	"cmp"
	"hash/crc32"
	"math"
	"slices"

	bindex "github.com/blevesearch/bleve_index_api"

	"hearsay/corpus"
	"hearsay/index/query"
)

// search answers r, whose query is n.
func (c *compiler) search(r *Request, n query.Node, kind string) (*Result, error) {
	docs, err := c.r.DocCount()
	if err != nil || docs == 0 {
		return &Result{}, err
	}
	c.docs = float64(docs)
	if c.table, err = c.columns.table(c.snapshot); err != nil {
		return nil, err
	}
	c.joined = map[string]*postings{}
	cur, err := c.root(n, kind)
	if err != nil {
		return nil, err
	}
	col := newCollector(c.table, r)
	if err := c.run(cur, col); err != nil {
		return nil, err
	}
	res := &Result{Facets: col.facets(), Total: col.total}
	res.Hits, err = c.hits(col.hits(), n, kind)
	return res, err
}

// run gives every document of cur to col. It looks now and then whether the caller has gone.
func (c *compiler) run(cur cursor, col *collector) error {
	doc, err := cur.seek(0)
	for n := 0; doc != end && err == nil; n++ {
		if n%1024 == 0 {
			if err := c.ctx.Err(); err != nil {
				return err
			}
		}
		if err := col.add(doc, cur.score()); err != nil {
			return err
		}
		doc, err = cur.seek(doc + 1)
	}
	return err
}

// hits finds out where the query is met in the hits es, in ascending order of document number, as cursors need it.
func (c *compiler) hits(es []entry, n query.Node, kind string) ([]Hit, error) {
	c.spare, c.joined = c.joined, map[string]*postings{}
	l, err := newLocator(c, n, kind)
	if err != nil {
		return nil, err
	}
	out := make([]Hit, len(es))
	order := make([]int, len(es))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Compare(es[i].doc, es[j].doc) })
	for _, i := range order {
		e := &es[i]
		h := Hit{ID: e.row.id(), Score: e.score, Copies: e.copies}
		if h.Spans, err = l.spans(e.doc); err != nil {
			return nil, err
		}
		if h.Mentions, err = l.in(e.doc); err != nil {
			return nil, err
		}
		if h.Version, err = c.version(h.ID); err != nil {
			return nil, err
		}
		out[i] = h
	}
	return out, nil
}

// version reads which version of an article is indexed.
func (c *compiler) version(id string) (v corpus.VersionID, err error) {
	d, err := c.r.Document(id)
	if err != nil || d == nil {
		return "", err
	}
	d.VisitFields(func(f bindex.Field) {
		if f.Name() == fVersion {
			v = corpus.VersionID(f.Value())
		}
	})
	return v, nil
}

// samples is how many texts the average length is taken from, at least.
const samples = 1024

// sample returns the numbers of the roots from which averages are taken: all of them, or in a large index at least
// [samples] that are chosen by their ids. So the averages, and the scores, are the same whatever the order in which
// documents came and whatever numbers they have.
func (t *table) sample() []uint64 {
	roots, every := 0, uint32(1)
	for _, c := range t.segments {
		roots += len(c.roots)
	}
	for roots/int(every) > 2*samples {
		every *= 2
	}
	var docs []uint64
	for i, c := range t.segments {
		for j, root := range c.roots {
			if every == 1 || crc32.ChecksumIEEE([]byte(c.ids[j]))%every == 0 {
				docs = append(docs, t.offsets[i]+uint64(root))
			}
		}
	}
	return docs
}

// length returns the average number of terms of a field in the given documents, whose numbers ascend.
func (s *snapshot) length(field string, docs []uint64) (float64, error) {
	p, err := s.postings(field, lengthMark, scored)
	if err != nil {
		return 0, err
	}
	var sum, n float64
	for _, doc := range docs {
		at, err := p.seek(doc)
		if err != nil {
			return 0, err
		}
		if norm := p.doc.Norm; at == doc && norm > 0 {
			sum += math.Round(1 / (norm * norm)) // whole numbers add up to the same in any order
			n++
		}
	}
	if n == 0 {
		return 0, nil
	}
	return sum / n, nil
}
