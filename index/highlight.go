package index

import (
	"cmp"
	"slices"

	bindex "github.com/blevesearch/bleve_index_api"

	"hearsay/corpus"
	"hearsay/index/query"
)

// maxMentions bounds how many mentions of one hit are reported, maxForms how many words that a wildcard stands for are
// looked for in it.
const (
	maxMentions = 50
	maxForms    = 500
)

// A locator says where in a hit the query is met: the words in its text and the mentions. Hits are asked for in
// ascending order of document number.
type locator struct {
	c        *compiler
	text     []finder
	mentions []cursor
	up       []bindex.AncestorID
	id       bindex.IndexInternalID
}

// finder is a cursor that knows where in the text of its document it is met.
type finder interface {
	cursor
	spans(dst []corpus.Span) []corpus.Span
}

func newLocator(c *compiler, n query.Node, kind string) (*locator, error) {
	l := &locator{c: c}
	return l, l.visit(n, kind)
}

// visit collects the conditions on words of the text and on mentions, those that are negated left out.
func (l *locator) visit(n query.Node, kind string) error {
	switch n := n.(type) {
	case query.And:
		for _, x := range n {
			if err := l.visit(x, kind); err != nil {
				return err
			}
		}
	case query.Or:
		for _, x := range n {
			if err := l.visit(x, kind); err != nil {
				return err
			}
		}
	case query.Word:
		if n.Field == query.Text {
			return l.words(n)
		}
		return l.mention(n, n.Field, kind)
	case query.Phrase:
		if n.Field == query.Text {
			return l.sequence(l.c.slots(n.Text), n.Near)
		}
		return l.mention(n, n.Field, kind)
	case query.Figure, query.Claim:
		return l.mention(n, query.Quote, kind)
	case query.Bound:
		return l.mention(n.X, query.Quote, kind)
	}
	return nil
}

func (l *locator) mention(n query.Node, f query.Field, kind string) error {
	if !f.OfMention() || f == query.Kind {
		return nil
	}
	cur, err := l.c.and(query.And{n}, ofMention, kind)
	if err == nil {
		l.mentions = append(l.mentions, cur)
	}
	return err
}

func (l *locator) sequence(ws [][]string, near int) error {
	if len(ws) == 0 {
		return nil
	}
	p, err := l.c.sequenceIn(fBody, 1, ws, near)
	if err == nil {
		l.text = append(l.text, p)
	}
	return err
}

// words locates a word: each of its forms.
func (l *locator) words(n query.Word) error {
	ws, forms, err := l.c.forms(n, fBody, maxForms)
	if err != nil || len(ws) == 0 {
		return err
	}
	if len(ws) > 1 {
		if n.Prefix {
			ws = append(ws[:len(ws)-1:len(ws)-1], terms(forms))
		}
		return l.sequence(ws, 0)
	}
	var lists []list
	for _, f := range forms {
		ls, err := l.c.list(fBody, f.term, f.share, positions)
		if err != nil {
			return err
		}
		lists = append(lists, ls)
	}
	l.text = append(l.text, newWords(l.c.docs, lists))
	return nil
}

// spans returns where the words and phrases stand in the text of doc, in order, none inside another.
func (l *locator) spans(doc uint64) ([]corpus.Span, error) {
	var out []corpus.Span
	for _, t := range l.text {
		d, err := t.seek(doc)
		if err != nil {
			return nil, err
		}
		if d == doc {
			out = t.spans(out)
		}
	}
	slices.SortFunc(out, func(a, b corpus.Span) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End)) })
	last := -1
	return slices.DeleteFunc(out, func(s corpus.Span) bool {
		if s.End <= last {
			return true
		}
		last = s.End
		return false
	}), nil
}

// in returns the ids of the mentions of doc that meet a condition, in order of their place in the article.
func (l *locator) in(doc uint64) ([]corpus.MentionID, error) {
	var docs []uint64
	for _, m := range l.mentions {
		for n, from := 0, doc+1; n < maxMentions; n++ {
			d, err := m.seek(from)
			if err != nil {
				return nil, err
			}
			if d == end {
				break
			}
			l.id = bindex.NewIndexInternalID(l.id, d)
			if l.up, err = l.c.nested.Ancestors(l.id, l.up[:0]); err != nil {
				return nil, err
			}
			if uint64(l.up[len(l.up)-1]) != doc {
				break
			}
			docs = append(docs, d)
			from = d + 1
		}
	}
	slices.Sort(docs)
	var out []corpus.MentionID
	for _, d := range slices.Compact(docs) {
		id, err := l.c.r.ExternalID(bindex.NewIndexInternalID(l.id, d))
		if err != nil {
			return nil, err
		}
		out = append(out, corpus.MentionID(id))
	}
	return out, nil
}
