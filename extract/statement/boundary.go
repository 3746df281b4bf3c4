package statement

import (
	"hearsay/corpus/text"
)

// boundary reports whether a clause that began at start ends before token i, where the next one begins, and whether the
// one that ends is a frame.
func (s *splitter) boundary(start, i, end int) (next int, frame, ok bool) {
	w, tag := s.fold[i], s.doc.Tokens[i].Tag
	switch {
	case w == "that" && tag != "DT" && end-i > 2 && i-start <= 2 && (s.fold[i-1] == "was" || s.fold[i-1] == "is"):
		return i + 1, true, true
	case w == "that" && tag != "DT" && end-i > 2 && s.finite(i+1, i+2) < 0 && s.cueBefore(start, i):
		return i + 1, true, !s.negated(start, i)
	case w == "that" && i+2 < end && s.finite(i+1, i+2) >= 0 && s.doc.Tokens[i+2].Tag == "PRP":
		return i + 1, false, s.content(start, i) >= 3 && s.content(i, end) >= 3 // "a storm that made it an island"
	case w == ";":
		return i + 1, false, true
	case w == ":":
		return s.colon(start, i, end)
	case s.dash(i):
		if i-start <= 5 && s.allNames(start, i) && end-i > 3 && s.capitalAt(i+1) && (s.fold[end-1] != "." || s.doc.Word(i-1) == ")" || s.fold[i-1] == "news") {
			return i + 1, true, true // "Daily Planet - Ferry sinks"
		}
		return i + 1, false, i-start >= 3 && end-i > 3
	case w == "as" && i+2 < end && s.fold[i+1] == "well" && s.fold[i+2] == "as":
		return i + 3, false, s.finite(start, i) >= 0 && s.content(i+3, end) >= 4
	case w == ",":
		return s.comma(start, i, end)
	case tag == "CC" && i+1 < end:
		return i + 1, false, s.joins(start, i, end)
	case (w == "because" || w == "while" || w == "although" || w == "though" || w == "whereas" || w == "unless") && i-start >= 3:
		return i + 1, false, s.finite(i, end) >= 0 && s.finite(start, i) >= 0
	case w == "according" && i+1 < end && s.fold[i+1] == "to":
		return i, false, i-start >= 3
	case s.finite(i, i+1) >= 0 && s.event(start, i):
		return i, false, end-i > 2
	case s.shows(start, i, end):
		return i, true, true
	}
	if (w == "amid" || w == "despite") && i-start >= 3 && s.content(i+1, end) >= 3 {
		return i, false, s.finite(start, i) >= 0 || s.content(start, i) >= 3
	}
	if s.zeroThat(start, i, end) {
		return i, true, !s.negated(start, i)
	}
	return 0, false, false
}

// colon decides whether the colon at i ends a clause. A label stays with what it labels.
func (s *splitter) colon(start, i, end int) (next int, frame, ok bool) {
	if end-i < 3 {
		return 0, false, false
	}
	cue := false
	for j := start; j < i; j++ {
		cue = cue || s.lex.cue[s.fold[j]] > 0
	}
	if cue && i-start <= 20 {
		return i + 1, true, true
	}
	return i + 1, false, i-start >= 3 && (s.finite(start, i) >= 0 || i-start > 5)
}

// comma decides whether the comma at i ends a clause.
func (s *splitter) comma(start, i, end int) (next int, frame, ok bool) {
	if i+2 >= end {
		return 0, false, false
	}
	w, tag := s.fold[i+1], s.doc.Tokens[i+1].Tag
	if s.fold[start] == "according" && s.finite(start, i) < 0 {
		if s.nameList(i, end) || start > s.sent.First && s.finite(i+1, end) < 0 && s.trailing(start, end) {
			return 0, false, false
		}
		return i + 1, true, true
	}
	if v := s.reporter(i+1, end); v > 0 && (s.closes(v+1, end) || s.fold[v+1] == "in" && s.finite(start, i) >= 0) && s.content(start, i) >= 3 && s.finite(start, i) >= 0 {
		return i + 1, false, true // "..., the board said in a letter"
	}
	switch {
	case start > s.sent.First && s.fold[start-1] == "," && i-start <= 9 && s.reporter(start, i) == i-1:
		return i + 1, true, true // "..., the board said, ..."
	case w == "that" && tag != "DT" && s.cueBefore(start, i):
		return 0, false, false // "that" itself will cut
	case end-i <= 9 && s.trailing(i+1, end) && (s.finite(start, i) >= 0 || !s.says(i+1)):
		return i + 1, false, true
	case tag == "VBG" && w != "including" && w != "according" && w != "regarding" && w != "following" && w != "starting":
		return i + 1, false, i-start >= 3 && !s.listItem(start, i)
	case w == "according", w == "as" && i+2 < end && s.lex.cue[s.fold[i+2]] > 0:
		return i + 1, false, true
	case s.lex.is("opens", w) || w == "as" || w == "when":
		return i + 1, false, s.finite(i+2, end) >= 0 && s.content(start, i) >= 2
	case s.lex.is("relative", w):
		return i + 1, false, s.finite(i+2, end) >= 0 && i-start >= 3
	case tag == "CC" && i+2 < end:
		return i + 1, false, s.joins(start, i+1, end)
	case s.lex.is("opens", s.fold[start]) || s.fold[start] == "as":
		return i + 1, false, s.finite(start, i) >= 0 && s.finite(i, end) >= 0
	case tag == "DT" && s.apposes(i+1, end):
		return i + 1, false, i-start >= 3
	case (tag == "VBD" || tag == "VBZ" || tag == "VBP") && end-i > 4 && !s.lex.is("relative", s.fold[start]):
		return i + 1, false, s.finite(start, i) >= 0
	case w == "with" && s.finite(start, i) >= 0 && i-start >= 4:
		return i + 1, false, s.content(i+2, end) >= 4
	case s.finite(start, i) >= 0 && s.subjectVerb(i+1, min(end, i+8)):
		return i + 1, false, s.fold[start] != "if" && s.fold[start] != "when" && s.fold[start] != "unless"
	}
	return 0, false, false
}

// nameList reports whether the comma at i goes on with a list of names: "according to A, B and C".
func (s *splitter) nameList(i, end int) bool {
	for j := i + 1; j < end && j < i+8; j++ {
		switch t := s.doc.Tokens[j].Tag; {
		case s.fold[j] == "and":
			return true
		case s.fold[j] == "," || t != "NNP" && t != "NNPS" && t != "DT" && t != "SYM" && t != "CD":
			return false
		}
	}
	return false
}

// listItem reports whether a comma at i only divides the items of a list.
func (s *splitter) listItem(start, i int) bool {
	return i > start && s.doc.Tokens[i-1].Tag == "VBG"
}

// joins reports whether the conjunction at i joins two clauses, or two figures that are claims of their own.
func (s *splitter) joins(start, i, end int) bool {
	if i+1 >= end || i-start < 2 {
		return false
	}
	if s.hasFigure(start, i) && !s.between(start, i) && (s.figureSoon(i+1, end) || s.fold[i-1] == "," && s.hasFigure(i+1, min(end, i+16)) && s.content(i+1, end) >= 3) {
		return true
	}
	next := i + 1
	if s.doc.Tokens[next].Tag == "VBG" && s.leads(start, i, "VBG") && s.content(start, i) >= 3 && s.content(next, end) >= 3 {
		return true
	}
	if s.finite(start, i) < 0 {
		return false
	}
	if s.fold[next] == "that" && s.doc.Tokens[next].Tag != "DT" {
		return true
	}
	if s.fold[i] == "but" || s.fold[i] == "yet" {
		return s.finite(next, end) >= 0
	}
	if t := s.doc.Tokens[next].Tag; (t == "VBZ" || t == "VBD" || t == "VBP" || t == "MD") && i-start >= 4 && end-next >= 4 {
		return true
	}
	return s.subjectVerb(next, end)
}

// apposes reports whether an apposition with a clause of its own begins at token i: "a step that would break the law".
func (s *splitter) apposes(i, end int) bool {
	for j := i + 1; j < end && j < i+4; j++ {
		if w := s.fold[j]; w == "that" || w == "which" {
			return s.finite(j+1, min(end, j+3)) >= 0
		}
		if !s.doc.IsNoun(j) && s.doc.Tokens[j].Tag != "JJ" {
			return false
		}
	}
	return false
}

// leads reports whether one of the first words of Tokens[start:i] has the tag.
func (s *splitter) leads(start, i int, tag string) bool {
	for j := start; j < i && j < start+3; j++ {
		if s.doc.Tokens[j].Tag == tag {
			return true
		}
	}
	return false
}

// allNames reports whether Tokens[a:b] all begin with a capital.
func (s *splitter) allNames(a, b int) bool {
	for i := a; i < b; i++ {
		if !s.capitalAt(i) && s.doc.Tokens[i].Kind == text.Word {
			return false
		}
	}
	return b > a
}

// between reports whether the conjunction at i belongs to "between A and B".
func (s *splitter) between(start, i int) bool {
	for j := i - 1; j >= start && j > i-6; j-- {
		if s.fold[j] == "between" {
			return true
		}
	}
	return false
}

// figureSoon reports whether a figure begins within the next words, before any verb or mark.
func (s *splitter) figureSoon(a, end int) bool {
	for j := a; j < end && j < a+6; j++ {
		switch t := s.doc.Tokens[j].Tag; {
		case s.opening[j]:
			return true
		case s.doc.IsVerb(j), t == ",", t == "CC", t == ".":
			return false
		}
	}
	return false
}

// zeroThat reports whether a content clause begins at token i without "that": "Records show the board paid", "she told
// the board it failed".
func (s *splitter) zeroThat(start, i, end int) bool {
	j := i - 1 // the cue
	for k := 0; k < 4 && j > start && s.lex.cue[s.fold[j]] == 0; k++ {
		if t := s.doc.Tokens[j].Tag; t != "DT" && t != "NNP" && t != "NNS" && t != "NN" && t != "PRP" && t != "JJ" && t != "NNPS" {
			return false
		}
		j--
	}
	if j <= start || s.lex.cue[s.fold[j]] == 0 || !s.verbal(j) {
		return false
	}
	if tells := s.lex.is("tells", s.fold[j]); tells != (j < i-1) {
		return false
	}
	switch s.doc.Tokens[i].Tag {
	case "NNP", "NNPS":
		if s.doc.Tokens[i-1].Tag == "DT" || s.doc.Tokens[i-1].Tag == s.doc.Tokens[i].Tag {
			return false
		}
		return s.subjectVerb(i, end)
	case "NN", "JJ": // a name that was not taken for one
		return s.capitalAt(i) && s.subjectVerb(i, end)
	case "PRP", "NNS", "DT", "PRP$", "EX":
		return s.subjectVerb(i, end)
	}
	return false
}

// verbal reports whether the cue at j is used as a verb. The commonest ones are also nouns, and taken for them.
func (s *splitter) verbal(j int) bool {
	switch s.doc.Tokens[j].Tag {
	case "VBZ", "VBD", "VBP", "VBN", "VBG", "VB":
		return true
	case "NN":
		return s.fold[j] == "show" || s.fold[j] == "reveal" || s.fold[j] == "suggest" || s.fold[j] == "indicate"
	}
	return false
}

// cueBefore reports whether one of the last words before i gives what follows to a source.
func (s *splitter) cueBefore(start, i int) bool {
	for j := i - 1; j >= start && j >= i-9; j-- {
		if s.lex.cue[s.fold[j]] > 0 {
			return true
		}
		if j < i-1 && s.finite(j, j+1) >= 0 {
			return s.fold[j] == "was" || s.fold[j] == "is"
		}
	}
	return false
}

// dash reports whether token i is a dash that sets off a clause.
func (s *splitter) dash(i int) bool {
	w := s.doc.Word(i)
	if w == "—" || w == "–" || w == "--" {
		return true
	}
	return w == "-" && i > 0 && i+1 < len(s.doc.Tokens) && s.doc.Tokens[i-1].End < s.doc.Tokens[i].Start && s.doc.Tokens[i].End < s.doc.Tokens[i+1].Start
}
