package index

import (
	"fmt"
	"math"
	"strings"

	"hearsay/corpus"
	"hearsay/index/query"
)

// This file compiles the conditions that select without ranking: figures, claims and ranges of terms.

// figure compiles a condition on the stated value of a figure: the value of a point lies in the range, or the two ends
// of a stated range overlap it. Numbers that differ in the tenth digit are the same.
func (c *compiler) figure(n query.Figure, l level) (cursor, error) {
	f := corpus.Figure{Lo: n.Lo, Hi: n.Hi, Unit: n.Unit}
	if n.Unit == "%" {
		f.Dimension = "percent"
	}
	v, keys := c.b.stated(&f)
	key := rawKey
	switch {
	case len(keys) > 0:
		key = keys[0]
	case n.Unit != "":
		return none{}, nil
	}
	lo, hi := widen(v.Lo, n.Above, -1), widen(v.Hi, n.Below, +1)
	point, err := c.union(fValue, numberRanges(key, lo, hi)...)
	if err != nil {
		return nil, err
	}
	upper, err := c.union(fUpper, numberRanges(key, lo, math.Inf(1))...)
	if err != nil {
		return nil, err
	}
	lower, err := c.union(fLower, numberRanges(key, math.Inf(-1), hi)...)
	if err != nil {
		return nil, err
	}
	in := newSome([]cursor{point, all{upper, lower}})
	if l == ofMention {
		return &toMentions{s: c.snapshot, inner: in}, nil
	}
	return c.toRoots(in), nil
}

// widen moves the end v of a range outwards (side -1 down, +1 up) by the error of floating point or, where the end
// itself is excluded, inwards.
func widen(v float64, excluded bool, side float64) float64 {
	const e = 1e-10
	if math.IsInf(v, 0) {
		return v
	}
	if excluded {
		side = -side
	}
	return v + side*e*math.Abs(v)
}

// mentions compiles claim:ID. The store says which mentions a claim has.
func (c *compiler) mentions(n query.Claim, l level) (cursor, error) {
	if c.claim == nil {
		return nil, fmt.Errorf("claim %q: %w", n.ID, corpus.ErrNotFound)
	}
	ids, err := c.claim(n.ID)
	if err != nil {
		return nil, err
	}
	terms := make([]string, len(ids))
	for i, id := range ids {
		terms[i] = string(id)
	}
	in, err := c.either("_id", terms)
	if err != nil || l == ofMention {
		return in, err
	}
	return c.toRoots(in), nil
}

// union is the cursor over the documents that hold a term in one of the ranges.
func (c *compiler) union(field string, ranges ...termRange) (cursor, error) {
	key := fmt.Sprint(field, ranges)
	if p := c.spare[key]; p != nil {
		delete(c.spare, key)
		return p.rewound(), nil
	}
	var terms []string
	for _, r := range ranges {
		ts, err := c.dictionary(field, r, math.MaxInt)
		if err != nil {
			return nil, err
		}
		terms = append(terms, ts...)
	}
	cur, err := c.either(field, terms)
	if p, ok := cur.(*postings); ok {
		c.joined[key] = p
	}
	return cur, err
}

// dictionary returns up to limit terms of a range. Stems are no words and left out.
func (c *compiler) dictionary(field string, r termRange, limit int) (terms []string, err error) {
	dict, err := c.r.FieldDictRange(field, []byte(r.lo), []byte(r.hi))
	if err != nil {
		return nil, err
	}
	defer dict.Close()
	for len(terms) < limit {
		e, err := dict.Next()
		if err != nil || e == nil {
			return terms, err
		}
		if !strings.HasPrefix(e.Term, stemMark) {
			terms = append(terms, strings.Clone(e.Term))
		}
	}
	return terms, nil
}
