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
	if v := s.reporter(a, b); v > a && s.closes(v+1, b) {
		return true
	}
	if s.says(a) && b-a <= 7 && s.nominal(a+1, b) { // "say leaked files"
		return true
	}
	return s.says(b-1) && b-a <= 8 && b-a >= 2
}

// says reports whether token i is a verb that gives something to its source.
func (s *splitter) says(i int) bool {
	switch s.doc.Tokens[i].Tag {
	case "VBD", "VBZ", "VBP":
		return s.lex.cue[s.fold[i]] > 0
	}
	return s.fold[i] == "say" || s.fold[i] == "says" || s.fold[i] == "writes" // taken for nouns in headlines
}

// reporter returns the reporting verb of the frame that begins at token a: the names and nouns of who reports, and the verb.
// It is -1 if there is none.
func (s *splitter) reporter(a, b int) int {
	for j := a; j < b && j < a+11; j++ {
		if j > a && s.says(j) {
			return j
		}
		switch t := s.doc.Tokens[j].Tag; {
		case s.doc.IsNoun(j), t == "DT", t == "JJ", t == "POS", t == "PRP$", t == "CC", t == "SYM", t == "CD", t == "HYPH", t == "IN" && s.fold[j] == "of":
		case j == a && t == "PRP":
		default:
			return -1
		}
	}
	return -1
}

// closes reports whether what follows a reporting verb, Tokens[a:b], says only where and when it was said: nothing, "on Tuesday",
// "in a letter to the board", ", citing files".
func (s *splitter) closes(a, b int) bool {
	if a >= b || s.fold[a] == "," {
		return true
	}
	t := s.doc.Tokens[a].Tag
	return t == "IN" && s.fold[a] != "that" && s.fold[a] != "if" && s.fold[a] != "whether" && s.finite(a, b) < 0 || s.lex.is("calendar", s.fold[a]) && b-a <= 2
}

// nominal reports whether Tokens[a:b] are the words of a noun phrase.
func (s *splitter) nominal(a, b int) bool {
	for j := a; j < b; j++ {
		switch t := s.doc.Tokens[j].Tag; {
		case s.doc.IsNoun(j), t == "DT", t == "JJ", t == "POS", t == "PRP$", t == "VBN" && j < b-1:
		default:
			return false
		}
	}
	return b > a
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
