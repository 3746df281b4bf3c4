// Package statement finds the clauses of an article that assert something, and makes the mentions that are compared
// across articles.
//
// [Find] cuts each mined sentence into clauses: at "that" behind a reporting word, at the conjunctions, commas, dashes,
// colons and brackets that set off a clause with a verb of its own, and between figures that are claims of their own.
// A clause that only says where the next one is from is a frame. Names and what stands for them ("the agency", "it") are
// resolved inside the article.
//
// [Mentions] makes one [corpus.Mention] of each clause that bears a claim and gives it its attribution: from the quote
// it is part of, from the frames of its sentence, or from the lead-in of its list.
//
// The splitting leans on tags more than on trees, because tags are right more often. It is a reading of the surface:
// nothing here knows whether a statement is true, or what a story is about.
package statement

import (
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/text"
	"hearsay/extract/syntax"
)

// Sentences returns the sentences of the mined blocks of ex, as spans of its text.
func Sentences(ex *corpus.Extraction) []corpus.Span {
	var out []corpus.Span
	for _, b := range ex.Blocks {
		if !b.Kind.Mined() || !b.Valid(ex.Text) {
			continue
		}
		for _, s := range text.Sentences(b.Of(ex.Text)) {
			out = append(out, corpus.Span{Start: b.Start + s.Start, End: b.Start + s.End})
		}
	}
	return out
}

// Find returns the statements of ex, whose text, blocks, figures and quotes are already there, in order of their start.
// Doc is the parse of [Sentences]; nil has them parsed here.
func Find(ex *corpus.Extraction, doc *syntax.Doc) []corpus.Statement {
	if doc == nil {
		doc = syntax.Default().Parse(ex.Text, Sentences(ex))
	}
	s := newSplitter(doc, ex.Figures)
	n := names(s, ex.Quotes)
	var out []corpus.Statement
	var dated corpus.Statement // the last one with a date, which "then" points back to
	for _, sent := range doc.Sentences {
		cs := s.clauses(sent)
		cs = inOrder(append(cs, s.again(cs)...))
		for i, c := range cs {
			st := n.statement(ex, sent, c)
			for _, in := range cs[i+1:] {
				if in.inner && in.last <= c.last { // its figures are its own
					sp := doc.SpanOf(in.first, in.last)
					st.Figures = slices.DeleteFunc(st.Figures, func(f int) bool { return sp.Contains(ex.Figures[f].Span) })
				}
			}
			if st.Time == "" {
				s.inheritTime(&st, c, out, &dated)
			}
			if st.TimeLo != "" {
				dated = st
			}
			out = append(out, st)
		}
	}
	return out
}

// inheritTime gives st, clause c, the time of the clause before it where it hangs on that as a participle ("..., saying
// that"), or the last date where it says "then".
func (s *splitter) inheritTime(st *corpus.Statement, c clause, before []corpus.Statement, dated *corpus.Statement) {
	if s.doc.Tokens[c.first].Tag == "VBG" && s.lex.cue[s.fold[c.first]] > 0 && len(before) > 0 {
		if p := &before[len(before)-1]; p.Sentence == st.Sentence && p.Time != "" {
			st.Time, st.TimeLo, st.TimeHi, st.TimeSpan = p.Time, p.TimeLo, p.TimeHi, p.TimeSpan
			return
		}
	}
	for i := c.first + 2; i < c.last && dated.TimeLo != ""; i++ {
		if s.fold[i] == "then" && s.doc.Tokens[i].Tag == "RB" && st.Start-dated.End < 300 {
			sp := s.doc.Tokens[i].Span
			st.Time, st.TimeLo, st.TimeHi, st.TimeSpan = sp.Of(s.doc.Text), dated.TimeLo, dated.TimeHi, &sp
			return
		}
	}
}

// again returns the places in cs that point back to a figure: "those 40 ships". They mention the figure again, while the
// clause around them says something else.
func (s *splitter) again(cs []clause) []clause {
	var out []clause
	for _, c := range cs {
		for i := c.first + 1; i < c.last; i++ {
			if w := s.fold[i-1]; !s.opening[i] || w != "those" && w != "these" && w != "that" {
				continue
			}
			end := i
			for end < c.last && (s.figure[end] || s.doc.IsNoun(end)) {
				end++
			}
			if end < c.last || i-1 > c.first {
				out = append(out, clause{first: i - 1, last: end, inner: true})
			}
		}
	}
	return out
}

// statement describes clause c of sent.
func (n *namer) statement(ex *corpus.Extraction, sent syntax.Sentence, c clause) corpus.Statement {
	st := corpus.Statement{
		Span: n.doc.SpanOf(c.first, c.last), Sentence: sent.Span, Frame: c.frame,
		Polarity: "affirmed", Certainty: "certain", Stance: "asserts",
	}
	st.Text = st.Of(ex.Text)
	n.core(&st, c)
	for i := c.first; i < c.last; i++ {
		sp := n.doc.Tokens[i].Span
		if st.Negation == nil && n.negates(i, c) {
			st.Polarity, st.Negation = "negated", &sp
		}
		if st.HedgeSpan == nil && n.hedges(i) {
			st.Certainty, st.Hedge, st.HedgeSpan = "hedged", sp.Of(ex.Text), &sp
		}
	}
	if w, ok := n.when(c.first, c.last); ok {
		st.Time, st.TimeLo, st.TimeHi = w.Of(ex.Text), w.lo, w.hi
		st.TimeSpan = &w.Span
	}
	if strings.HasSuffix(strings.TrimRight(sent.Of(ex.Text), "”\"’')"), "?") || n.fold[c.first] == "whether" {
		st.Stance = "questions"
	}
	for i, f := range ex.Figures {
		if st.Contains(f.Span) && f.Kind == "figure" {
			st.Figures = append(st.Figures, i)
		}
	}
	for i, q := range ex.Quotes {
		if st.Overlaps(q.Span) {
			st.Quotes = append(st.Quotes, i)
		}
	}
	st.Names = n.in(st.Span)
	return st
}

// core fills in subject, predicate and object of clause c.
func (n *namer) core(st *corpus.Statement, c clause) {
	v := n.finite(c.first, c.last)
	if v < 0 {
		return
	}
	end := v + 1
	for end < c.last && (n.doc.IsVerb(end) || n.doc.Tokens[end].Tag == "RB" || n.doc.Tokens[end].Tag == "MD") {
		end++
	}
	for end > v+1 && n.doc.Tokens[end-1].Tag == "RB" && n.fold[end-1] != "not" && n.fold[end-1] != "n't" {
		end--
	}
	st.Predicate = n.doc.SpanOf(v, end).Of(n.doc.Text)
	main := end - 1
	if sub := n.doc.Subject(main); sub >= c.first && sub < c.last {
		st.Subject = n.phrase(sub, c.first, v)
	} else if v > c.first {
		st.Subject = n.doc.SpanOf(c.first, v).Of(n.doc.Text)
	}
	if obj := n.doc.Child(main, "obj", "obl", "ccomp", "xcomp"); obj >= end && obj < c.last {
		st.Object = n.phrase(obj, end, c.last)
	}
}

// phrase returns the text of the subtree of token i within Tokens[a:b].
func (n *namer) phrase(i, a, b int) string {
	first, last := n.doc.Subtree(i)
	first, last = max(first, a), min(last, b)
	if first >= last {
		return ""
	}
	return n.doc.SpanOf(first, last).Of(n.doc.Text)
}

// negates reports whether token i turns clause c into its contrary.
func (n *namer) negates(i int, c clause) bool {
	w := n.fold[i]
	if !n.lex.is("negation", w) {
		return false
	}
	if i+1 < c.last && (w == "not" && (n.fold[i+1] == "only" || n.fold[i+1] == "just") || w == "no" && n.fold[i+1] == "doubt") {
		return false
	}
	return true
}

// hedges reports whether token i takes certainty back. "May" is a month in a date.
func (n *namer) hedges(i int) bool {
	w := n.fold[i]
	if !n.lex.is("hedge", w) {
		return false
	}
	switch w {
	case "may", "might", "could":
		return n.doc.Tokens[i].Tag == "MD"
	case "thought", "expected", "believed":
		return n.doc.Tokens[i].Tag == "VBN"
	}
	return true
}
