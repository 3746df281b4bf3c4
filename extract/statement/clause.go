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
	var out []clause
	start, depth, open, quote := sent.First, 0, 0, -1
	s.sent = sent
	cut := func(end, next int, frame bool) {
		if c := s.trim(clause{first: start, last: end, frame: frame}); c.last > c.first {
			c.frame = c.frame || s.frameLike(c)
			out = append(out, c)
		}
		start = next
	}
	for i := sent.First; i < sent.Last; i++ {
		switch s.doc.Tokens[i].Tag {
		case "-LRB-":
			if depth == 0 {
				open = i
			}
			depth++
			continue
		case "-RRB-":
			if depth--; depth < 0 {
				depth = 0
				continue // it closes nothing
			}
			if depth == 0 && s.worth(open+1, i) {
				if c := s.trim(clause{first: open + 1, last: i, inner: true}); c.last > c.first {
					out = append(out, c)
				}
			}
			continue
		}
		if s.fold[i] == "\"" {
			if quote >= 0 && i+2 < sent.Last && s.stops(i-1) && i-quote >= 4 && s.finite(quote, i) >= 0 { // the quotation ends; who said it may follow
				cut(i+1, i+1, false)
			} else if quote < 0 && i > start && s.fold[i-1] == "," && depth == 0 { // X said, “...”
				cut(i, i, s.cueIn(start, i))
			}
			if quote < 0 {
				quote = i
			} else {
				quote = -1
			}
			continue
		}
		if depth > 0 || i == start || s.quoted[i] {
			continue
		}
		if next, frame, ok := s.boundary(start, i, sent.Last); ok {
			cut(i, next, frame)
			if next > i+1 {
				i = next - 1
			}
		}
	}
	trails := s.trailing(start, sent.Last)
	cut(sent.Last, sent.Last, trails || s.leadsOn(start, sent.Last))
	if trails && len(out) > 0 {
		out[len(out)-1].trails = len(out) > 1
	}
	return inOrder(out)
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
