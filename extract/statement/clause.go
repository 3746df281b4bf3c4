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
	s := &splitter{doc: doc, lex: words(), fold: make([]string, len(doc.Tokens)),
		figure: make([]bool, len(doc.Tokens)), opening: make([]bool, len(doc.Tokens)), quoted: make([]bool, len(doc.Tokens))}
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

// inOrder puts inner clauses behind the clause that holds them.
func inOrder(cs []clause) []clause {
	for i := 1; i < len(cs); i++ {
		for j := i; j > 0 && cs[j].first < cs[j-1].first; j-- {
			cs[j], cs[j-1] = cs[j-1], cs[j]
		}
	}
	return cs
}

// worth reports whether the words in a bracket say something of their own.
func (s *splitter) worth(a, b int) bool {
	return b-a >= 3 && (s.finite(a, b) >= 0 || s.hasFigure(a, b))
}

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
	switch {
	case w == "that" && tag != "DT" && s.cueBefore(start, i):
		return 0, false, false // "that" itself will cut
	case end-i <= 9 && s.trailing(i+1, end):
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

// dash reports whether token i is a dash that sets off a clause.
func (s *splitter) dash(i int) bool {
	w := s.doc.Word(i)
	if w == "—" || w == "–" || w == "--" {
		return true
	}
	return w == "-" && i > 0 && i+1 < len(s.doc.Tokens) && s.doc.Tokens[i-1].End < s.doc.Tokens[i].Start && s.doc.Tokens[i].End < s.doc.Tokens[i+1].Start
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
