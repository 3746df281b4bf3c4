package index

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/index/query"
)

// A compiler makes cursors of query trees.
type compiler struct {
	*snapshot
	b       *builder
	columns *columnCache
	claim   func(corpus.ClaimID) ([]corpus.MentionID, error)
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
		kind = "mention"
	}
	return c.postings(fType, kind, numbers)
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
		return c.lift(n.Field, l, func() (cursor, error) { return c.word(n, l, scored) })
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

// A place is a field of the index with its weight. Fields without a weight select and do not rank.
type place struct {
	field  string
	weight float64
}

// places says in which fields of the index a field of the language is looked for.
func places(f query.Field) []place {
	switch f {
	case query.Text:
		return []place{{fBody, 1}, {fTitle, titleWeight}}
	case query.Title:
		return []place{{fTitle, 1}}
	case query.Outlet:
		return []place{{fOutlet, 0}}
	case query.Byline:
		return []place{{fByline, 0}}
	case query.Speaker:
		return []place{{fSpeaker, 0}}
	case query.Source:
		return []place{{fSource, 0}}
	}
	return []place{{fQuote, 0}}
}

func stemmed(f query.Field) bool { return f == query.Text || f == query.Title || f == query.Quote }

// word compiles a single word: any of its forms, or, where an analyzer sees more than one word in it, those side by side.
func (c *compiler) word(n query.Word, l level, d detail) (cursor, error) {
	switch {
	case n.Field == query.Lang:
		return c.postings(fLang, n.Text, numbers)
	case n.Field == query.Kind && l == ofRoot:
		return c.postings(fKinds, n.Text, numbers)
	case n.Field == query.Kind:
		return c.postings(fKind, n.Text, numbers)
	}
	if n.Prefix {
		return c.prefix(n)
	}
	var lists []list
	for _, at := range places(n.Field) {
		ws, forms, err := c.forms(n, at.field, 0)
		if err != nil {
			return nil, err
		}
		switch {
		case len(ws) == 0:
			return none{}, nil
		case len(ws) > 1:
			return c.sequence(n.Field, ws, 0)
		}
		for _, f := range forms {
			ls, err := c.list(at.field, f.term, at.weight*f.share, d)
			if err != nil {
				return nil, err
			}
			lists = append(lists, ls)
		}
	}
	return newWords(c.docs, lists), nil
}

// A form is a term that a word may be, with its share in the weight of the word.
type form struct {
	term  string
	share float64
}

func terms(fs []form) []string {
	out := make([]string, len(fs))
	for i, f := range fs {
		out[i] = f.term
	}
	return out
}

// forms returns the words that an analyzer sees in n, and the terms that the last of them may be in a field of the
// index: up to limit for a wildcard.
func (c *compiler) forms(n query.Word, field string, limit int) (ws [][]string, fs []form, err error) {
	ws = c.slots(n.Text)
	if k := len(ws) - 1; k > 0 && ws[k][0] == "'s" {
		ws = ws[:k] // the possessive is a form of the word
	}
	if len(ws) == 0 {
		return nil, nil, nil
	}
	last := ws[len(ws)-1]
	if n.Prefix {
		ts, err := c.dictionary(field, termRange{last[0], last[0] + "\xff"}, limit)
		for _, t := range ts {
			fs = append(fs, form{t, 1})
		}
		return ws, fs, err
	}
	for _, w := range last {
		fs = append(fs, form{w, 1})
	}
	if !stemmed(n.Field) {
		return ws, fs, nil
	}
	for _, w := range last {
		st := cmp.Or(c.b.a.stem(w), w)
		for _, t := range []string{stemMark + st, st} {
			if !slices.ContainsFunc(fs, func(f form) bool { return f.term == t }) {
				fs = append(fs, form{t, stemWeight})
			}
		}
	}
	return ws, fs, nil
}

func (c *compiler) list(field, term string, weight float64, d detail) (list, error) {
	p, err := c.postings(field, term, d)
	if err != nil {
		return list{}, err
	}
	return list{postings: p, weight: weight, avg: c.table.avg[field]}, nil
}

// slots returns the words of s in order, each with the terms that it may be.
func (c *compiler) slots(s string) [][]string {
	ts, n := c.b.a.terms(nil, s, 0, 0, false)
	out := make([][]string, n)
	for _, t := range ts {
		out[t.pos] = append(out[t.pos], t.text)
	}
	return out
}

// phrase compiles words as they stand, side by side or near each other.
func (c *compiler) phrase(n query.Phrase) (cursor, error) {
	ws := c.slots(n.Text)
	if len(ws) == 0 {
		return none{}, nil
	}
	return c.sequence(n.Field, ws, n.Near)
}

// sequence compiles the words ws in any of the places of field f.
func (c *compiler) sequence(f query.Field, ws [][]string, near int) (cursor, error) {
	var of []cursor
	for _, at := range places(f) {
		p, err := c.sequenceIn(at.field, at.weight, ws, near)
		if err != nil {
			return nil, err
		}
		of = append(of, p)
	}
	if len(of) == 1 {
		return of[0], nil
	}
	return newSome(of), nil
}

func (c *compiler) sequenceIn(field string, weight float64, ws [][]string, near int) (*phrase, error) {
	var slots []*slot
	for _, terms := range ws {
		s := &slot{}
		for _, t := range terms {
			ls, err := c.list(field, t, weight, positions)
			if err != nil {
				return nil, err
			}
			s.lists = append(s.lists, ls)
		}
		slots = append(slots, s)
	}
	return newPhrase(c.docs, slots, near), nil
}

// prefix compiles a word with a wildcard. Words before the last ("state-of-the-art*") stand side by side with it.
func (c *compiler) prefix(n query.Word) (cursor, error) {
	var of []cursor
	for _, at := range places(n.Field) {
		var cur cursor
		ws, forms, err := c.forms(n, at.field, math.MaxInt)
		switch {
		case err != nil:
		case len(ws) == 0:
			cur = none{}
		case len(ws) == 1:
			cur, err = c.either(at.field, terms(forms))
		default:
			cur, err = c.sequenceIn(at.field, at.weight, append(ws[:len(ws)-1:len(ws)-1], terms(forms)), 0)
		}
		if err != nil {
			return nil, err
		}
		of = append(of, cur)
	}
	return newSome(of), nil
}

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
	var terms []string
	for _, r := range ranges {
		ts, err := c.dictionary(field, r, math.MaxInt)
		if err != nil {
			return nil, err
		}
		terms = append(terms, ts...)
	}
	return c.either(field, terms)
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
