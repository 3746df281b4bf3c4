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
		if r := f.reg[j]; r >= 0 && r != f.reg[v] {
			if e.frames&(frameQuote|frameClause|frameNoun|framePredicate) == 0 {
				return 0, 0, false
			}
			return j, last, true
		}
		w, t := f.low[j], f.d.Tokens[j].Tag
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
		case w == "that" && f.opensClause(j, end):
			return j, last, e.frames&(frameClause|frameThat|frameTell|frameMayTell) != 0
		case questions[w] && (t == "WRB" || t == "WP" || t == "WDT" || w == "whether" || w == "if"):
			if e.frames&frameQuestion != 0 || e.frames&frameClause != 0 && (w == "what" || w == "how") {
				return j, last, true
			}
			return 0, 0, false
		case w == "to" && (f.infinitive(j, end) || e.frames&frameTo != 0 && e.frames&(frameNoun|frameQuote) == 0 && f.verbLike(j+1, end)):
			return j, last, e.frames&frameTo != 0
		case w == "not" && f.word(j+1) == "to":
			return j, last, e.frames&frameTo != 0
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
			j, gap = f.when(j, end), true
		case t == "IN" || t == "TO":
			if f.opensAdverbial(j) {
				return 0, 0, false
			}
			k := f.prepositional(j, end)
			if k <= j {
				return 0, 0, false
			}
			j, gap = k, true
		case t == "VBG" && e.frames&frameGerund != 0:
			return j, last, true
		default:
			p, isNP := f.nounPhrase(j, end)
			if !isNP {
				if e.frames&frameClause != 0 && !gap && f.clauseAt(j, end) {
					return j, last, true
				}
				return 0, 0, false
			}
			if !told && (e.frames&frameTell != 0 || f.addressee(p, end)) {
				told = true
				j = p.Last
				continue
			}
			if e.frames&frameClause != 0 && f.clauseAt(j, end) {
				return j, last, true
			}
			if e.frames&frameClause != 0 && e.frames&(frameNoun|framePredicate) == 0 && !nothing[f.low[j]] && end-p.Last > 2 && (f.verbFollows(p.Last, end) || f.region(p.Last-1) != f.reg[v]) {
				return j, last, true // its verb was taken for something else
			}
			if e.frames&(frameNoun|framePredicate) != 0 && !gap && !passive {
				f.phrase = true
				return j, last, true
			}
			return 0, 0, false
		}
	}
	return 0, 0, false
}

// nothing holds words that a verb of speech takes without their being a statement.
var nothing = words("nothing anything something everything much little more enough no yes so this hello goodbye thanks")

// verbFollows reports whether a word that may be a verb stands at token i or behind adverbs there.
func (f *finder) verbFollows(i, end int) bool {
	for i < end && f.tag(i) == "RB" {
		i++
	}
	return i < end && (f.d.IsVerb(i) || f.tag(i) == "NNS" || f.tag(i) == "MD" || f.low[i] == "that" || f.reg[i] >= 0)
}

var questions = words("whether if why what how who when where which whom whose")

func contains(l []string, w string) bool {
	for _, x := range l {
		if x == w {
			return true
		}
	}
	return false
}

// opensClause reports whether the "that" at token j opens a clause: it is not "that idea" or "said that."
func (f *finder) opensClause(j, end int) bool {
	if j+1 >= end || f.low[j+1] == "." {
		return false
	}
	if f.tag(j) == "IN" {
		return true
	}
	if f.low[j+1] == "," || f.reg[j+1] >= 0 {
		return true
	}
	if f.tag(j) == "DT" && (f.tag(j+1) == "NN" || f.tag(j+1) == "JJ") {
		return f.clauseAt(j+1, end)
	}
	return true
}

// verbLike reports whether token i may be a verb that the tagger did not know.
func (f *finder) verbLike(i, end int) bool {
	return i < end && (f.tag(i) == "NN" || f.tag(i) == "JJ" || f.tag(i) == "VBP") && f.low[i] != "date"
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
	if j+1 < end && f.low[j+1] == ":" {
		return j + 1
	}
	if j+1 < end && f.reg[j+1] >= 0 && f.reg[j+1] != f.reg[v] {
		return j + 1
	}
	for k := j + 1; k < min(j+14, end); k++ {
		if f.low[k] == "," && k+1 < end {
			if w := f.low[k+1]; w == "that" || w == "whether" || f.reg[k+1] >= 0 {
				return k + 1
			}
			return -1
		}
		if f.finite(k) && f.reg[k] < 0 {
			return -1
		}
	}
	return -1
}

// when returns the token after an expression of time at j ("Monday", "last week", "this month"), or j.
func (f *finder) when(j, end int) int {
	w := f.low[j]
	switch {
	case days[w]:
		j++
		for j < end && dayParts[f.low[j]] {
			j++
		}
		return j
	case (w == "last" || w == "this" || w == "next" || w == "earlier" || w == "late" || w == "early" || w == "later") && j+1 < end && (periods[f.low[j+1]] || days[f.low[j+1]]):
		return f.when(j+1, end)
	case periods[w] && j > 0 && (f.low[j-1] == "last" || f.low[j-1] == "this" || f.low[j-1] == "next" || f.low[j-1] == "earlier"):
		return j + 1
	case w == "earlier" || w == "later" || w == "recently" || w == "today" || w == "yesterday" || w == "afterward" || w == "afterwards":
		return j + 1
	}
	return j
}

var (
	days     = words("monday tuesday wednesday thursday friday saturday sunday today yesterday tonight tomorrow")
	dayParts = words("morning afternoon evening night")
	periods  = words("week month year summer winter spring fall autumn morning afternoon evening night weekend january february march april may june july august september october november december")
)

// opensAdverbial reports whether the preposition at j opens a clause rather than a phrase: "after he left".
func (f *finder) opensAdverbial(j int) bool {
	switch f.low[j] {
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
	switch f.low[k] {
	case "that", "to", "whether", "if", "not", "why", "what", "how", "of", "against", "about", "for":
		return true
	}
	// "warned lawmakers the deal would fail"
	return f.reg[k] >= 0 || f.tag(k) == "PRP" || (f.tag(k) == "DT" || f.tag(k) == "NNP" || f.tag(k) == "PRP$") && f.clauseAt(k, end)
}

// clauseAt reports whether a clause begins at token j: a noun phrase, and then a verb with tense that is not one of a
// relative clause.
func (f *finder) clauseAt(j, end int) bool {
	if f.tag(j) == "EX" {
		return true
	}
	relative := false
	commas := 0
	for k := j; k < end; k++ {
		switch w, t := f.low[k], f.tag(k); {
		case f.finite(k):
			if !relative {
				return k > j
			}
			relative = false
		case k > j && (t == "WP" || t == "WDT" || w == "who" || w == "which" || w == "that" && f.tag(k-1) != "IN"):
			relative = true
		case w == ",":
			if commas++; commas > 2 {
				return false
			}
		case w == ";" || w == ":" || w == "." || w == "—":
			return false
		case w == "," || k > j && (t == "VBG" && f.low[k-1] == ","):
			return false
		case (w == "as" || w == "when" || w == "after" || w == "because" || w == "while" || w == "if" || w == "although" || w == "though") && t == "IN" && k > j:
			return false
		}
	}
	return false
}

// after takes as content what begins at token first, to the right of the cue.
func (f *finder) after(a *attribution, v, first int, s syntax.Sentence) {
	if r := f.reg[first]; r >= 0 && r != f.reg[v] && f.wholeRegion(first, r) {
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
	last := f.contentEnd(a, v, first, s)
	if f.reg[first] < 0 && last <= first {
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
	switch f.low[i] {
	case ".", ";":
		return true
	case ",":
		return true
	}
	return body[len(body)-1] == ',' || f.speech(r) && (f.tag(i) == "IN" || f.when(i, i+2) > i)
}

// contentEnd returns the token after what the cue at v says, which begins at token first.
func (f *finder) contentEnd(a *attribution, v, first int, s syntax.Sentence) int {
	end := min(s.Last, f.clauseLimit(v, s, s.Last), f.openingClause(v, first, s))
	for k := first + 1; k < end; k++ {
		if r := f.reg[k]; r >= 0 && r != f.reg[v] {
			if f.closesClause(k) && k > 0 && f.low[k-1] == "," && f.tag(f.sFirst(k)) != "PRP" && f.mainFollows(k+1, end) {
				return k + 1
			}
			if f.closesClause(k) && k > 0 && f.low[k-1] == "," && f.newAttribution(k+1, end) {
				return k + 1
			}
			continue
		}
		if a.phrase && f.leavesPhrase(k) {
			return k
		}
		switch f.low[k] {
		case ";":
			return k
		case ",", "—", "–", "--", "-":
			if f.newAttribution(k+1, end) {
				return k
			}
		case "and", "but":
			if e := f.cueFrom(k+1, end); e != nil && f.tag(k+1) == f.tag(v) {
				return k
			}
		case "according":
			if f.word(k+1) == "to" {
				return k
			}
		}
	}
	return end
}

// sFirst returns the first token of the sentence of token i.
func (f *finder) sFirst(i int) int { return f.d.Sentences[f.d.SentenceOf(i)].First }

// mainFollows reports whether a noun phrase with its verb begins at token i: the main clause, behind one that opened the
// sentence.
func (f *finder) mainFollows(i, end int) bool {
	p, ok := f.nounPhrase(i, end)
	return ok && f.finiteSoon(p.Last, end)
}

// leavesPhrase reports whether a noun phrase that is what is said ends before token k.
func (f *finder) leavesPhrase(k int) bool {
	switch f.low[k] {
	case "—", "–", "--":
		return true
	case ",":
		switch t := f.tag(k + 1); {
		case t == "WP" || t == "WDT" || t == "VBG" || t == "IN" || t == "RB" || t == "WRB" || t == "PRP" || f.low[k+1] == "but" || f.low[k+1] == "yet":
			return true
		}
		return (f.low[k+1] == "and" || f.low[k+1] == "or") && f.finite(k+2)
	case "and", "but", "yet":
		return f.finite(k + 1)
	case "during", "while", "after", "before", "when", "because", "though", "although", "following", "amid":
		return true
	}
	return false
}

// openingClause returns the comma that ends the clause of the cue at v, when that clause opens the sentence and the main
// clause follows: "While aides said it was over, the mayor …". It returns the sentence's end otherwise.
func (f *finder) openingClause(v, first int, s syntax.Sentence) int {
	switch f.low[s.First] {
	case "while", "when", "although", "though", "if", "as", "after", "since", "because", "once", "before", "whereas":
	default:
		if t := f.tag(s.First); t != "VBG" && t != "VBN" {
			return s.Last
		}
	}
	for k := s.First; k < v; k++ {
		if f.low[k] == "," && k > s.First+1 {
			return s.Last
		}
	}
	for k := first + 1; k < s.Last; k++ {
		if f.low[k] == "," && f.reg[k] < 0 {
			if p, ok := f.nounPhrase(k+1, s.Last); ok && f.finiteSoon(p.Last, s.Last) {
				return k
			}
		}
	}
	return s.Last
}

// finiteSoon reports whether a verb with tense stands at token i or behind adverbs.
func (f *finder) finiteSoon(i, end int) bool {
	for i < end && f.tag(i) == "RB" {
		i++
	}
	return i < end && f.finite(i)
}

// cueFrom returns the cue at token i or behind adverbs there, or nil.
func (f *finder) cueFrom(i, end int) *cue {
	for ; i < end && f.tag(i) == "RB"; i++ {
	}
	if i >= end || !f.d.IsVerb(i) {
		return nil
	}
	if e := lex.verbs[f.low[i]]; e != nil && e.class != "think" {
		return e
	}
	return nil
}

// newAttribution reports whether a new attribution begins at token i, behind a comma: "adding that", "and added",
// "though she acknowledged", "according to".
func (f *finder) newAttribution(i, end int) bool {
	if i >= end {
		return false
	}
	if f.low[i] == "according" {
		return true
	}
	if e := lex.verbs[f.low[i]]; e != nil && f.tag(i) == "VBG" && e.class != "think" {
		return true
	}
	joined := false
	switch f.low[i] {
	case "and", "but", "while", "though", "although", "yet", "as", "whereas":
		i++
		joined = true
	}
	if e := f.cueFrom(i, end); joined && e != nil {
		return true
	}
	p, ok := f.nounPhrase(i, end)
	if !ok {
		return false
	}
	k := p.Last
	for k < end && (f.tag(k) == "RB" || auxiliaries[f.low[k]]) {
		k++
	}
	e := lex.verbs[f.word(k)]
	return k < end && e != nil && (joined || e.frames&(frameClause|frameQuote) != 0) && e.class != "think" && (f.finite(k) || f.tag(k) == "VBN" || joined && f.tag(k) == "VBG" && auxiliaries[f.low[k-1]]) && (joined || k+1 >= end || f.low[k+1] == "," || f.low[k+1] == ".")
}

var auxiliaries = words("has have had is was are were did does do also will would")

// clauseLimit returns the token at which the clause of the cue at v ends, if it is a clause inside another that goes on.
func (f *finder) clauseLimit(v int, s syntax.Sentence, end int) int {
	for i, steps := v, 0; i >= 0 && steps < 6; i, steps = f.d.Tokens[i].Head, steps+1 {
		switch f.d.Tokens[i].Rel {
		case "acl:relcl", "acl", "advcl", "csubj":
			_, last := f.d.Subtree(i)
			if last >= end || last <= v+1 {
				continue
			}
			if f.hasFinite(last, end) && (f.low[last-1] == "," || f.low[last] == "," || f.finite(last)) {
				return last
			}
		}
	}
	return end
}
