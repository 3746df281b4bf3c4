package statement

import (
	"hearsay/corpus/text"
)

// stops reports whether token i is a mark that stands before the closing mark of a quotation.
func (s *splitter) stops(i int) bool {
	w := s.fold[i]
	return w == "," || w == "." || w == "!" || w == "?"
}

// cueIn reports whether Tokens[a:b] hold a cue used as a verb.
func (s *splitter) cueIn(a, b int) bool {
	for i := a; i < b; i++ {
		if s.lex.cue[s.fold[i]] > 0 && s.verbal(i) {
			return true
		}
	}
	return false
}

// leadsOn reports whether Tokens[a:b] end in a colon and report what follows in a list.
func (s *splitter) leadsOn(a, b int) bool {
	if b-a < 2 || s.fold[b-1] != ":" {
		return false
	}
	return s.cueIn(a, b)
}

// frameLike reports whether c names a source and a cue and says nothing itself: "as reported in the daily", "the board's
// answer".
func (s *splitter) frameLike(c clause) bool {
	if c.last-c.first >= 2 && s.fold[c.first] == "as" && s.lex.cue[s.fold[c.first+1]] > 0 {
		return true
	}
	if c.first > s.sent.First && s.fold[c.first-1] == "\"" && c.last-c.first <= 20 && !s.hasFigure(c.first, c.last) && s.cueIn(c.first, c.last) {
		return true // behind a quotation: who said it
	}
	if c.last-c.first > 6 || s.finite(c.first, c.last) >= 0 || s.content(c.first, c.last) > 4 {
		return false
	}
	last := s.fold[c.last-1]
	return last == "statement" || last == "response" || last == "answer" || last == "claim" || last == "belief"
}

// worth reports whether the words in a bracket say something of their own.
func (s *splitter) worth(a, b int) bool {
	return b-a >= 3 && (s.finite(a, b) >= 0 || s.hasFigure(a, b))
}

// event reports whether Tokens[start:i], the subject of a verb at i, tell an event of their own: "the recent surge in
// arrests" has happened, whatever the verb then says of it.
func (s *splitter) event(start, i int) bool {
	for j := start; j < i && j <= start+4; j++ {
		if s.lex.is("event", s.fold[j]) && s.doc.IsNoun(j) || s.fold[j] == "tripling" || s.fold[j] == "doubling" {
			return j+2 < i && (s.fold[j+1] == "of" || s.fold[j+1] == "in" || s.fold[j+1] == "from" || s.fold[j+1] == "by") && s.content(start, i) >= 2 && s.finite(start, i) < 0 && !s.wh(start, i)
		}
		if t := s.doc.Tokens[j].Tag; t != "DT" && t != "JJ" && t != "NN" && t != "NNS" && t != "NNP" && t != "POS" && t != "PRP$" && t != "VBG" && t != "VBN" && t != "RB" {
			return false
		}
	}
	return false
}

// wh reports whether Tokens[a:b] hold a word that opens a relative clause or a question.
func (s *splitter) wh(a, b int) bool {
	for i := a; i < b; i++ {
		if t := s.doc.Tokens[i].Tag; t[0] == 'W' {
			return true
		}
	}
	return false
}

// shows reports whether an event told as a noun phrase begins at token i, right behind a reporting verb: "records show |
// a sharp rise in arrests".
func (s *splitter) shows(start, i, end int) bool {
	if i-1 <= start || s.lex.cue[s.fold[i-1]] == 0 || !s.verbal(i-1) || s.content(i, end) < 3 || s.negated(start, i) {
		return false
	}
	for j := i; j < end && j < i+6; j++ {
		switch t := s.doc.Tokens[j].Tag; {
		case s.doc.IsNoun(j) && s.lex.is("event", s.fold[j]), s.opening[j]:
			return true
		case t != "DT" && t != "JJ" && t != "NN" && t != "NNS" && t != "RB" && t != "VBG" && t != "CD" && t != "$":
			return false
		}
	}
	return false
}

// negated reports whether Tokens[a:b] hold a negation. A report that is negated is part of what is claimed: "does not
// believe that it leaks" claims that it does not.
func (s *splitter) negated(a, b int) bool {
	for i := a; i < b; i++ {
		if s.lex.is("negation", s.fold[i]) {
			return true
		}
	}
	return false
}

// subjectVerb reports whether tokens from a on begin with a noun phrase and its finite verb.
func (s *splitter) subjectVerb(a, end int) bool {
	noun := false
	for j := a; j < end && j < a+10; j++ {
		switch t := s.doc.Tokens[j].Tag; {
		case t == "PRP", t == "EX", s.doc.IsNoun(j):
			noun = true
		case t == "VBZ" || t == "VBD" || t == "VBP" || t == "MD":
			return noun
		case t == "DT" || t == "PRP$" || t == "JJ" || t == "VBN" || t == "VBG" || t == "JJR" || t == "JJS" || t == "CD" || t == "POS" || t == "IN" || t == "HYPH" || t == "RB" || t == "$" || t == "NN":
		default:
			return false
		}
	}
	return false
}

// trailing reports whether Tokens[a:b] is a frame behind what it frames: "according to the board", "the board said".
func (s *splitter) trailing(a, b int) bool {
	for b > a && s.doc.Tokens[b-1].Kind == text.Punct {
		b--
	}
	for a < b && s.doc.Tokens[a].Kind == text.Punct {
		a++
	}
	if a >= b {
		return false
	}
	if s.fold[a] == "according" || s.fold[a] == "as" && a+1 < b && s.lex.cue[s.fold[a+1]] > 0 {
		return true
	}
	if s.lex.cue[s.fold[b-1]] == 0 {
		return false
	}
	t := s.doc.Tokens[b-1].Tag
	return b-a <= 8 && b-a >= 2 && (t == "VBD" || t == "VBZ" || t == "VBP")
}

// finite returns the first finite verb of Tokens[a:b], or -1.
func (s *splitter) finite(a, b int) int {
	for i := max(a, 0); i < b; i++ {
		switch s.doc.Tokens[i].Tag {
		case "VBZ", "VBD", "VBP", "MD":
			return i
		}
	}
	return -1
}

func (s *splitter) hasFigure(a, b int) bool {
	for i := a; i < b; i++ {
		if s.figure[i] {
			return true
		}
	}
	return false
}

// content counts the words of Tokens[a:b] that are not function words.
func (s *splitter) content(a, b int) (n int) {
	for i := a; i < b; i++ {
		if s.doc.Tokens[i].Kind != text.Punct && !text.Function(s.fold[i]) {
			n++
		}
	}
	return n
}
