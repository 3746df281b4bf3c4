package quote

import (
	"strings"

	"hearsay/corpus"
	"hearsay/extract/syntax"
)

// complement finds what the cue at tokens [v, last) says to its right. It returns the first token of that and the
// token after the cue with its preposition. It walks over what may stand between: adverbs, days, addressees, places.
func (f *finder) complement(v, last int, e *cue, s syntax.Sentence) (first, cueLast int, ok bool) {
	end := s.Last
	passive := f.passive(v)
	told := e.frames&(frameTell|frameMayTell) == 0 || passive
	gap := false // something stands between
	f.phrase = false
	for j := last; j < end; {
		if r := f.region(j); r >= 0 && r != f.region(v) {
			if e.frames&(frameQuote|frameClause|frameNoun|framePredicate) == 0 {
				return 0, 0, false
			}
			return j, last, true
		}
		if says, is := f.opener(j, end, e); is {
			return j, last, says
		}
		w, t := f.word(j), f.d.Tokens[j].Tag
		switch {
		case w == ":":
			if j+1 < end && e.frames&(frameQuote|frameClause|frameNoun) != 0 {
				return j + 1, last, true
			}
			return 0, 0, false
		case w == ",":
			k := f.aside(j, end, v)
			if k < 0 {
				return 0, 0, false
			}
			j = k
		case contains(e.preps, w) && j == last:
			f.phrase = true
			return j + 1, j + 1, j+1 < end
		case contains(e.preps, w):
			f.phrase = true
			return j + 1, last, j+1 < end
		case t == "RB" && j+1 < end && (f.tag(j+1) == "JJ" || f.tag(j+1) == "CD") && e.frames&frameClause != 0 && f.clauseAt(j, end):
			return j, last, true // "says too much is made of it"
		case t == "RB" || t == "RP" || t == "RBR":
			j++
		case f.when(j, end) > j:
			j = f.when(j, end)
		case handed[w] && f.word(j+1) == "by" && gap: // "in an email seen by the Echo"
			p, ok := f.nounPhrase(j+2, end)
			if !ok {
				return 0, 0, false
			}
			j = p.Last
		case t == "IN" || t == "TO":
			if f.opensAdverbial(j) {
				return 0, 0, false
			}
			k := f.prepositional(j, end)
			if k <= j {
				return 0, 0, false
			}
			gap = gap || f.when(j+1, end) != k // a day is no gap
			j = k
		default:
			next := f.object(j, end, e, &told, gap, passive)
			if next <= j {
				return j, last, next == j
			}
			j = next
		}
	}
	return 0, 0, false
}

// opener reports whether the word at token j opens a clause behind the cue e, and if so whether e takes such a clause.
func (f *finder) opener(j, end int, e *cue) (takes, opens bool) {
	w, t := f.word(j), f.tag(j)
	switch {
	case w == "that" && f.opensClause(j, end):
		return e.frames&(frameClause|frameThat|frameTell|frameMayTell|frameExpletive) != 0, true
	case (w == "when" || w == "where") && timed[e.lemma] && !f.wants(j):
		return false, true // "he was glad, she said when she left"
	case questions[w] && (t == "WRB" || t == "WP" || t == "WDT" || w == "whether" || w == "if"):
		return e.frames&frameQuestion != 0 || e.frames&frameClause != 0 && (w == "what" || w == "how"), true
	case w == "to" && (f.infinitive(j, end) || e.frames&frameTo != 0 && e.frames&(frameNoun|frameQuote) == 0 && f.verbLike(j+1, end)),
		w == "not" && f.word(j+1) == "to":
		return e.frames&frameTo != 0, true
	case t == "VBG" && e.frames&frameGerund != 0:
		return true, true
	}
	return false, false
}

// timed holds cues behind which "when" and "where" say when something was said rather than what.
var timed = words("say tell write add announce report claim insist note")

// wants reports whether the cue before token j is denied, asked for or still to come, so that a question behind it is what is
// not said.
func (f *finder) wants(j int) bool {
	for k := j - 1; k >= 0 && k > j-5; k-- {
		switch f.word(k) {
		case "not", "n't", "n’t", "never", "to", "would", "will", "could", "can", "without":
			return true
		}
	}
	return false
}

// object looks at what begins at token j behind the cue e, mostly a noun phrase. It returns j if what is said begins
// there, the token behind it if it is only the addressee, which told notes, and -1 if nothing is said.
func (f *finder) object(j, end int, e *cue, told *bool, gap, passive bool) int {
	p, ok := f.nounPhrase(j, end)
	if !ok {
		if e.frames&frameClause != 0 && !gap && f.clauseAt(j, end) {
			return j
		}
		return -1
	}
	if e.frames&frameTo != 0 && !passive && f.toVerb(p.Last, end) {
		return j // "urged the crew to leave": who is to leave is part of what is urged
	}
	if !*told && (e.frames&frameTell != 0 || f.addressee(p, end)) {
		*told = true
		return p.Last
	}
	clause, phrase := e.frames&frameClause != 0, e.frames&(frameNoun|framePredicate) != 0
	switch {
	case clause && f.clauseAt(j, end):
		return j
	case clause && !phrase && !nothing[f.word(j)] && end-p.Last > 2 && (f.verbFollows(p.Last, end) || f.region(p.Last-1) >= 0):
		return j // its verb was taken for something else
	case phrase && !gap && !passive && !nothing[f.word(j)] && (e.frames&frameNoun != 0 || f.predicated(p, end)):
		f.phrase = true
		return j
	}
	return -1
}

// predicated reports whether something is said of the object p: "called the offer an insult", "describes her as tired".
func (f *finder) predicated(p syntax.Phrase, end int) bool {
	if f.region(p.Last-1) >= 0 {
		return true
	}
	for k := p.Last; k < end; k++ {
		switch t := f.tag(k); {
		case f.region(k) >= 0, f.word(k) == "as", t == "DT" || t == "PRP$" || t == "JJ" || t == "NNS" || t == "VBN":
			return true
		case t != "RB":
			return false
		}
	}
	return false
}

// nothing holds words that a verb of speech takes without their being a statement.
var nothing = words("nothing anything something everything much little more enough no yes so this hello goodbye thanks")

// verbFollows reports whether a word that may be a verb stands at token i or behind adverbs there.
func (f *finder) verbFollows(i, end int) bool {
	for i < end && f.tag(i) == "RB" {
		i++
	}
	return i < end && (f.isVerb(i) || f.tag(i) == "NNS" || f.tag(i) == "MD" || f.word(i) == "that" || f.region(i) >= 0)
}

var questions = words("whether if why what how who when where which whom whose")

// opensClause reports whether the "that" at token j opens a clause: it is not "that idea" or "said that."
func (f *finder) opensClause(j, end int) bool {
	if j+1 >= end || f.word(j+1) == "." {
		return false
	}
	if f.finite(j+1) && f.tag(j) != "DT" {
		return false // "the views that had been held"
	}
	if f.tag(j) == "IN" {
		return true
	}
	if f.word(j+1) == "," || f.region(j+1) >= 0 {
		return true
	}
	if f.tag(j) == "DT" && (f.tag(j+1) == "NN" || f.tag(j+1) == "JJ") {
		return f.clauseAt(j+1, end)
	}
	return true
}

// verbLike reports whether token i may be a verb that the tagger did not know.
func (f *finder) verbLike(i, end int) bool {
	return i < end && (f.tag(i) == "NN" || f.tag(i) == "JJ" || f.tag(i) == "VBP") && f.word(i) != "date"
}

// toVerb reports whether "to" and a verb, or "not to", stand at token i or behind adverbs and days there.
func (f *finder) toVerb(i, end int) bool {
	for i < end && (f.tag(i) == "RB" && f.word(i) != "not" || f.when(i, end) > i) {
		i = max(i+1, f.when(i, end))
	}
	return f.word(i) == "to" && f.infinitive(i, end) || f.word(i) == "not" && f.word(i+1) == "to"
}

func (f *finder) infinitive(j, end int) bool {
	for k := j + 1; k < min(j+3, end); k++ {
		switch f.tag(k) {
		case "VB":
			return true
		case "RB":
			continue
		}
		return false
	}
	return false
}

// aside steps over words set off by commas behind a cue ("said, however, that"); -1 if the sentence ends there or
// something else follows.
func (f *finder) aside(j, end, v int) int {
	if j+1 < end && f.word(j+1) == ":" {
		return j + 1
	}
	if j+1 < end && f.region(j+1) >= 0 && f.region(j+1) != f.region(v) {
		return j + 1
	}
	relative := f.word(j+1) == "which" || f.word(j+1) == "who" // "told the Echo, which first had the story, that"
	for k := j + 1; k < min(j+14, end); k++ {
		if f.word(k) == "," && k+1 < end {
			if w := f.word(k + 1); w == "that" || w == "whether" || f.region(k+1) >= 0 {
				return k + 1
			}
			return -1
		}
		if f.finite(k) && f.region(k) < 0 && !relative {
			return -1
		}
	}
	return -1
}

// opensAdverbial reports whether the preposition at j opens a clause rather than a phrase: "after he left".
func (f *finder) opensAdverbial(j int) bool {
	switch f.word(j) {
	case "because", "although", "though", "if", "unless", "while", "whereas", "so", "than":
		return true
	}
	return false
}

// prepositional returns the token after the prepositional phrase at j, j if there is none.
func (f *finder) prepositional(j, end int) int {
	k := j + 1
	if k < end && f.tag(k) == "VBG" {
		return j
	}
	if k < end && f.when(k, end) > k {
		return f.when(k, end)
	}
	p, ok := f.nounPhrase(k, end)
	if !ok {
		return j
	}
	k = p.Last
	if k < end && f.tag(k) == "CD" {
		k++
	}
	return k
}

// addressee reports whether the noun phrase p is followed by what an addressee is followed by.
func (f *finder) addressee(p syntax.Phrase, end int) bool {
	k := p.Last
	for k < end && (f.tag(k) == "RB" || f.when(k, end) > k) {
		k++
	}
	if k >= end {
		return false
	}
	switch f.word(k) {
	case "that", "to", "whether", "if", "not", "why", "what", "how", "of", "against", "about", "for":
		return true
	}
	// "warned lawmakers the deal would fail"
	return f.region(k) >= 0 || f.tag(k) == "PRP" || (f.tag(k) == "DT" || f.tag(k) == "NNP" || f.tag(k) == "PRP$") && f.clauseAt(k, end)
}

// after takes as content what begins at token first, to the right of the cue.
func (f *finder) after(a *attribution, v, first int, s syntax.Sentence) {
	r := f.region(first)
	if r >= 0 && a.verb != nil && (a.verb.lemma == "read" || a.verb.lemma == "write") && f.workTitle(r) {
		return // she read “The Long Night of the Sea”
	}
	if r >= 0 && r != f.region(v) && f.wholeRegion(first, r) {
		sp := f.regs[r].Span
		a.spans = []corpus.Span{sp}
		f.owner[r] = a
		a.rule = "direct"
		i := f.d.TokenAt(sp.End)
		if i < len(f.d.Tokens) {
			f.goesOn(a, i, f.d.Sentences[f.d.SentenceOf(i)])
		}
		f.add(a)
		return
	}
	last, sure := f.end(a, v, first, s)
	a.sure = sure
	if f.region(first) < 0 && last <= first {
		return
	}
	sp := f.span(first, last)
	if sp.Len() == 0 {
		return
	}
	a.spans = []corpus.Span{sp}
	f.own(a, sp)
	f.add(a)
}

// wholeRegion reports whether the region r, which begins at token first, is a quotation in itself rather than the
// first words of a longer statement.
func (f *finder) wholeRegion(first, r int) bool {
	g := f.regs[r]
	if g.open {
		return true
	}
	body := strings.TrimSpace(g.body.Of(f.s))
	if body == "" {
		return false
	}
	i := f.d.TokenAt(g.End)
	if strings.ContainsAny(body[len(body)-1:], ".?!") || i >= len(f.d.Tokens) || !f.sameLine(i-1, i) {
		return true
	}
	switch f.word(i) {
	case ".", ";":
		return true
	case ",":
		return true
	}
	return body[len(body)-1] == ',' || f.speech(r) && (f.tag(i) == "IN" || f.when(i, i+2) > i)
}
