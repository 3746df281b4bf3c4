package statement

import (
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/text"
	"hearsay/extract/syntax"
)

// A clause is Tokens[first:last] of a document. A frame says where the clause after it (or, when it trails, before it)
// is from; an inner clause stands in brackets inside another.
type clause struct {
	first, last int
	frame       bool
	trails      bool
	inner       bool
}

// A splitter cuts the sentences of a document into clauses.
type splitter struct {
	doc     *syntax.Doc
	sent    syntax.Sentence // that is being cut
	fold    []string        // the folded words
	quoted  []bool          // the token stands inside a short quotation, which is not cut
	figure  []bool          // the token is part of a figure that measures or counts
	opening []bool          // the token begins a figure
	lex     *lexicon
}

func newSplitter(doc *syntax.Doc, figures []corpus.Figure) *splitter {
	s := &splitter{
		doc: doc, lex: words(), fold: make([]string, len(doc.Tokens)),
		figure: make([]bool, len(doc.Tokens)), opening: make([]bool, len(doc.Tokens)), quoted: make([]bool, len(doc.Tokens)),
	}
	for i := range doc.Tokens {
		s.fold[i] = text.Fold(doc.Word(i))
	}
	for _, sent := range doc.Sentences {
		s.phrases(sent)
	}
	for _, f := range figures {
		if f.Kind != "figure" {
			continue
		}
		for i := doc.TokenAt(f.Start); i < len(doc.Tokens) && doc.Tokens[i].Start < f.End; i++ {
			s.opening[i] = !s.figure[i] && doc.Tokens[i].Start <= f.Start
			s.figure[i] = true
		}
	}
	return s
}

// phrases notes which tokens of sent stand in a quotation of a few words.
func (s *splitter) phrases(sent syntax.Sentence) {
	open := -1
	for i := sent.First; i < sent.Last; i++ {
		if s.fold[i] != "\"" {
			continue
		}
		if open >= 0 && i-open <= 9 {
			for j := open; j < i; j++ {
				s.quoted[j] = true
			}
			open = -1
			continue
		}
		open = i
	}
}

// clauses cuts a sentence. Clauses are in order; they do not overlap, but for inner ones.
func (s *splitter) clauses(sent syntax.Sentence) []clause {
	s.sent = sent
	k := cutter{splitter: s, start: sent.First, quote: -1}
	for i := sent.First; i < sent.Last; i++ {
		if k.bracket(i) || k.mark(i) || k.depth > 0 || i == k.start || s.quoted[i] {
			continue
		}
		if next, frame, ok := s.boundary(k.start, i, sent.Last); ok {
			k.cut(i, next, frame)
			if next > i+1 {
				i = next - 1
			}
		}
	}
	trails := s.trailing(k.start, sent.Last)
	k.cut(sent.Last, sent.Last, trails || s.leadsOn(k.start, sent.Last))
	if trails && len(k.out) > 0 {
		k.out[len(k.out)-1].trails = len(k.out) > 1
	}
	return inOrder(k.out)
}

// A cutter gathers the clauses of one sentence.
type cutter struct {
	*splitter
	out   []clause
	start int // of the clause that goes on
	depth int // of brackets
	open  int // the outermost open bracket
	quote int // the open quotation mark; -1 for none
}

// cut ends a clause before token end; the next begins at next.
func (k *cutter) cut(end, next int, frame bool) {
	if c := k.trim(clause{first: k.start, last: end, frame: frame}); c.last > c.first {
		c.frame = c.frame || k.frameLike(c)
		k.out = append(k.out, c)
	}
	k.start = next
}

// bracket follows brackets, and reports whether token i is one. What stands in a pair may be a clause of its own.
func (k *cutter) bracket(i int) bool {
	switch k.doc.Tokens[i].Tag {
	case "-LRB-":
		if k.depth == 0 {
			k.open = i
		}
		k.depth++
		return true
	case "-RRB-":
		if k.depth == 0 {
			return true // it closes nothing
		}
		if k.depth--; k.depth == 0 && k.worth(k.open+1, i) {
			if c := k.trim(clause{first: k.open + 1, last: i, inner: true}); c.last > c.first {
				k.out = append(k.out, c)
			}
		}
		return true
	}
	return false
}

// mark follows quotation marks, and reports whether token i is one. A quotation of some length is set off from who says
// it, on either side.
func (k *cutter) mark(i int) bool {
	if k.fold[i] != "\"" {
		return false
	}
	if k.quote >= 0 {
		if i+2 < k.sent.Last && k.stops(i-1) && i-k.quote >= 4 && k.finite(k.quote, i) >= 0 {
			k.cut(i+1, i+1, false)
		}
		k.quote = -1
		return true
	}
	if i > k.start && k.fold[i-1] == "," && k.depth == 0 { // X said, “...”
		k.cut(i, i, k.cueIn(k.start, i))
	}
	k.quote = i
	return true
}

// inOrder puts inner clauses behind the clause that holds them.
func inOrder(cs []clause) []clause {
	for i := 1; i < len(cs); i++ {
		for j := i; j > 0 && cs[j].first < cs[j-1].first; j-- {
			cs[j], cs[j-1] = cs[j-1], cs[j]
		}
	}
	return cs
}

// dateNote returns where a date in brackets at the end of c begins, as references have it; or -1.
func (s *splitter) dateNote(c clause) int {
	for i := c.last - 2; i > c.first && i >= c.last-5 && s.doc.Word(c.last-1) == ")"; i-- {
		if s.doc.Word(i) == "(" {
			if s.timeAt(i+1, c.last-1) == c.last-2-i {
				return i
			}
			break
		}
	}
	return -1
}

// trim takes marks and conjunctions off the ends of c. Quotation marks and closing brackets stay with their words.
func (s *splitter) trim(c clause) clause {
	for c.first < c.last {
		t := s.doc.Tokens[c.first]
		if s.figure[c.first] {
			break
		}
		if t.Tag == "HYPH" || s.fold[c.first] == "-" || s.fold[c.first] == "*" {
			if c.first+1 < c.last && t.End < s.doc.Tokens[c.first+1].Start { // a bullet
				c.first++
				continue
			}
		}
		if w := s.fold[c.first]; t.Tag == "CC" || w == "that" && t.Tag != "DT" || t.Kind == text.Punct && !strings.ContainsAny(w, "\"'$£€¥₹#([+-~<>") {
			c.first++
			continue
		}
		break
	}
	for c.first < c.last {
		if w := s.fold[c.last-1]; s.doc.Tokens[c.last-1].Kind == text.Punct && strings.ContainsAny(w, ",;:-—–•([") {
			c.last--
			continue
		}
		break
	}
	if open := s.dateNote(c); open > c.first {
		c.last = open
	}
	if s.content(c.first, c.last) == 0 {
		c.last = c.first
	}
	return c
}
