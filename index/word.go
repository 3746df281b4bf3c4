package index

import (
	"cmp"
	"math"
	"slices"

	"hearsay/index/query"
)

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
func (c *compiler) word(n query.Word, l level) (cursor, error) {
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
			ls, err := c.list(at.field, f.term, at.weight*f.share, scored)
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
