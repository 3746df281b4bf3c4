package index

import (
	"cmp"
	"fmt"
	"slices"

	"hearsay/corpus"
	"hearsay/index/query"
)

// A compiler makes cursors of query trees.
type compiler struct {
	*snapshot
	b       *builder
	columns *columnCache
	claim   func(corpus.ClaimID) ([]corpus.MentionID, error)

	// Joining many postings lists is costly, so those that were made to find the hits are read again to locate them.
	joined, spare map[string]*postings
}

// The levels of nested documents that a condition may be about.
type level int

const (
	ofRoot level = iota
	ofMention
)

// everything is the cursor over all documents of a level.
func (c *compiler) everything(l level, kind string) (cursor, error) {
	if l == ofMention {
		return c.postings(fType, "mention", numbers)
	}
	return &ofKind{rows: reader{table: c.table}, claims: kind == Claims}, nil
}

// root compiles the condition n on documents of the given kind.
func (c *compiler) root(n query.Node, kind string) (cursor, error) {
	return c.and(query.And{n}, ofRoot, kind)
}

func (c *compiler) node(n query.Node, l level, kind string) (cursor, error) {
	switch n := n.(type) {
	case query.And:
		return c.and(n, l, kind)
	case query.Or:
		return c.or(n, l, kind)
	case query.Not:
		return c.and(query.And{n}, l, kind)
	case query.Word:
		return c.lift(n.Field, l, func() (cursor, error) { return c.word(n, l) })
	case query.Phrase:
		return c.lift(n.Field, l, func() (cursor, error) { return c.phrase(n) })
	case query.Date:
		first, last := n.Days()
		if last == "" {
			last = "9999"
		}
		return c.union(fDay, termRange{first, last})
	case query.Figure:
		return c.figure(n, l)
	case query.Claim:
		return c.mentions(n, l)
	case query.Bound:
		in, err := c.and(query.And{n.X}, ofMention, kind)
		if err != nil {
			return nil, err
		}
		return c.toRoots(in), nil
	}
	return nil, fmt.Errorf("index: no such query node: %T", n)
}

// and compiles the conditions of n, the negated ones as what is taken away from the others. Where all are negated they
// are taken away from everything.
func (c *compiler) and(n query.And, l level, kind string) (cursor, error) {
	base, err := c.everything(l, kind)
	if err != nil {
		return nil, err
	}
	var must all
	var not []cursor
	for _, x := range n {
		neg, isNot := x.(query.Not)
		if isNot {
			x = neg.X
		}
		if inner, ok := x.(query.And); ok && len(inner) == 0 && !isNot {
			continue
		}
		cur, err := c.node(x, l, kind)
		if err != nil {
			return nil, err
		}
		if isNot {
			not = append(not, cur)
		} else {
			must = append(must, cur)
		}
	}
	must = append(must, base)
	slices.SortStableFunc(must, func(a, b cursor) int { return cmp.Compare(estimate(a), estimate(b)) })
	var out cursor = must
	for _, x := range not {
		out = without{out, x}
	}
	return out, nil
}

func (c *compiler) or(n query.Or, l level, kind string) (cursor, error) {
	var of []cursor
	for _, x := range n {
		cur, err := c.node(x, l, kind)
		if err != nil {
			return nil, err
		}
		of = append(of, cur)
	}
	return newSome(of), nil
}

// lift makes a condition on a field of mentions one on the articles that hold one, where articles are asked for.
func (c *compiler) lift(f query.Field, l level, make func() (cursor, error)) (cursor, error) {
	in, err := make()
	if err != nil || l == ofMention || !f.OfMention() || f == query.Kind {
		return in, err
	}
	return c.toRoots(in), nil
}

func (c *compiler) toRoots(in cursor) cursor {
	return &toRoots{inner: in, rows: reader{table: c.table}}
}
