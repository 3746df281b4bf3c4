package index

import (
	"slices"

	bindex "github.com/blevesearch/bleve_index_api"

	"hearsay/corpus"
)

// A slot is one word of a phrase: the terms that it may be. All its terms stand at the same positions.
type slot struct {
	lists []list
	at    []*bindex.TermFieldVector // in the current document, by position
	cur   uint64
}

func (s *slot) seek(doc uint64) (uint64, error) {
	s.cur = end
	for _, l := range s.lists {
		d, err := l.seek(doc)
		if err != nil {
			return end, err
		}
		s.cur = min(s.cur, d)
	}
	return s.cur, nil
}

// load reads the positions in the current document.
func (s *slot) load() {
	s.at = s.at[:0]
	for _, l := range s.lists {
		if l.cur == s.cur {
			s.at = append(s.at, l.doc.Vectors...)
		}
	}
	if len(s.lists) > 1 {
		slices.SortStableFunc(s.at, func(a, b *bindex.TermFieldVector) int { return int(a.Pos) - int(b.Pos) })
		s.at = slices.CompactFunc(s.at, func(a, b *bindex.TermFieldVector) bool { return a.Pos == b.Pos })
	}
}

// phrase is the cursor over the documents in whose field the words of slots stand side by side, or, with near > 0,
// within near words of each other.
type phrase struct {
	slots []*slot // as written
	near  int
	idf   float64
	df    float64 // of the rarest word
	by    []*slot // rarest first
	cur   uint64
	read  bool
	count int
	found []corpus.Span // in the current document: whole phrases, or the single words
}

func newPhrase(n float64, slots []*slot, near int) *phrase {
	p := &phrase{slots: slots, near: near, by: slices.Clone(slots)}
	df := func(s *slot) (df float64) {
		for _, l := range s.lists {
			df += l.df
		}
		return df
	}
	slices.SortStableFunc(p.by, func(a, b *slot) int { return int(df(a)) - int(df(b)) })
	p.df = df(p.by[0])
	for _, s := range slots {
		p.idf += idf(n, df(s))
	}
	return p
}

func (p *phrase) seek(doc uint64) (uint64, error) {
	if p.read && p.cur >= doc {
		return p.cur, nil
	}
	p.read = true
	for {
		d, err := p.align(doc)
		p.cur = d
		if err != nil || d == end {
			return end, err
		}
		for _, s := range p.slots {
			s.load()
		}
		p.found = p.found[:0]
		if p.near > 0 {
			p.count = p.windows()
		} else {
			p.count = p.sequences()
		}
		if p.count > 0 {
			return d, nil
		}
		doc = d + 1
	}
}

// align returns the first document at or after doc that holds every word.
func (p *phrase) align(doc uint64) (uint64, error) {
	for {
		start := doc
		for _, s := range p.by {
			d, err := s.seek(doc)
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

// sequences finds where the words stand side by side and returns how often.
func (p *phrase) sequences() (n int) {
	next := make([]int, len(p.slots))
first:
	for _, v := range p.slots[0].at {
		last := v
		for i, s := range p.slots[1:] {
			want := v.Pos + uint64(i) + 1
			j := next[i+1]
			for j < len(s.at) && s.at[j].Pos < want {
				j++
			}
			next[i+1] = j
			if j == len(s.at) {
				return n
			}
			if s.at[j].Pos != want {
				continue first
			}
			last = s.at[j]
		}
		p.found = append(p.found, corpus.Span{Start: int(v.Start), End: int(last.End)})
		n++
	}
	return n
}

// windows finds where each word has a place of its own within near words, by moving the leftmost word on, and returns
// how often.
func (p *phrase) windows() (n int) {
	next := make([]int, len(p.slots))
	for {
		lo, hi := 0, 0
		for i, s := range p.slots {
			if next[i] == len(s.at) {
				return n
			}
			pos := s.at[next[i]].Pos
			if pos < p.slots[lo].at[next[lo]].Pos {
				lo = i
			}
			if pos > p.slots[hi].at[next[hi]].Pos {
				hi = i
			}
		}
		if i := p.shared(next); i >= 0 {
			next[i]++ // the same word twice in the phrase needs two places
			continue
		}
		if p.slots[hi].at[next[hi]].Pos-p.slots[lo].at[next[lo]].Pos <= uint64(p.near) {
			n++
			for i, s := range p.slots {
				v := s.at[next[i]]
				p.found = append(p.found, corpus.Span{Start: int(v.Start), End: int(v.End)})
			}
		}
		next[lo]++
	}
}

// shared returns a slot whose place an earlier one has too, or -1.
func (p *phrase) shared(next []int) int {
	for i := range p.slots {
		for j := range i {
			if p.slots[i].at[next[i]].Pos == p.slots[j].at[next[j]].Pos {
				return i
			}
		}
	}
	return -1
}

func (p *phrase) score() float64 {
	for _, l := range p.slots[0].lists {
		if l.cur == p.cur {
			return saturate(p.idf, l.tf(float64(p.count)))
		}
	}
	return 0
}

func (p *phrase) spans(dst []corpus.Span) []corpus.Span { return append(dst, p.found...) }
