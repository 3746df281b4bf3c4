package quote

import (
	"hearsay/extract/syntax"
)

// contentEnd returns the token after what the cue at v says, which begins at token first.
func (f *finder) contentEnd(a *attribution, v, first int, s syntax.Sentence) int {
	end := min(s.Last, f.clauseLimit(v, first, s.Last, a.phrase), f.openingClause(v, first, s))
	aside := a.spkFirst > s.First && f.word(a.spkFirst-1) == "," && (f.word(a.spkFirst) == "which" || f.word(a.spkFirst) == "who")
	for k := first + 1; k < end; k++ {
		if aside && f.word(k) == "," && f.region(k) < 0 && k+1 < end && f.finite(k+1) {
			return k // the main clause goes on
		}
		if r := f.region(k); r >= 0 && r != f.region(v) {
			if f.closesClause(k) && k > 0 && f.word(k-1) == "," && f.tag(f.sFirst(k)) != "PRP" && f.mainFollows(k+1, end) {
				return k + 1
			}
			if f.closesClause(k) && f.word(k-1) == "," && (f.newAttribution(k+1, end) || a.phrase && f.leavesComma(k+1)) {
				return k + 1
			}
			continue
		}
		if a.phrase && f.leavesPhrase(k, end) {
			return k
		}
		if f.word(k) == "," && f.commentary(k+1, end) {
			return k
		}
		switch f.word(k) {
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

// leavesPhrase reports whether a noun phrase that is what is said ends before token k.
func (f *finder) leavesPhrase(k, end int) bool {
	switch f.word(k) {
	case "—", "–", "--":
		return true
	case ",":
		return f.leavesComma(k+1) || (f.tag(k+1) == "CC" || f.word(k+1) == "so") && f.mainFollows(k+2, end)
	case "and", "but", "yet":
		return f.finiteSoon(k+1, end)
	case "on", "last", "earlier":
		return f.when(k, end) > k || f.when(k+1, end) > k+1
	case "during", "while", "after", "before", "when", "because", "though", "although", "following", "amid":
		return true
	}
	return false
}

// commentary reports whether the words at token i say in the article's own voice what to think of what was said: "a claim
// that", "a move welcomed by".
func (f *finder) commentary(i, end int) bool {
	if w := f.word(i); w != "a" && w != "an" && w != "the" {
		return false
	}
	for k := i + 1; k < min(i+5, end); k++ {
		switch t := f.tag(k); {
		case comments[f.word(k)]:
			return k+1 >= end || f.tag(k+1) != "NN" && f.tag(k+1) != "NNS" && f.word(k+1) != "of"
		case t != "JJ" && t != "NN" && t != "RB" && t != "VBN" && t != "VBG" && t != "POS" && t != "CD":
			return false
		}
	}
	return false
}

// comments are nouns that take up a whole statement.
var comments = words(`claim charge allegation accusation assertion assessment suggestion idea notion theory argument view decision
	move step announcement statement admission concession warning prediction promise pledge vow request demand offer proposal
	threat remark comment position stance message figure reversal development revelation disclosure finding conclusion exit`)

// leavesComma reports whether a noun phrase that is what is said ends before the comma that stands before token k.
func (f *finder) leavesComma(k int) bool {
	switch t := f.tag(k); {
	case t == "WP" || t == "WDT" || t == "VBG" || t == "IN" || t == "RB" || t == "WRB" || t == "PRP" || f.word(k) == "but" || f.word(k) == "yet":
		return true
	}
	return (f.word(k) == "and" || f.word(k) == "or") && f.finite(k+1)
}

// openingClause returns the comma that ends the clause of the cue at v, when that clause opens the sentence and the main
// clause follows: "While aides said it was over, the mayor …". It returns the sentence's end otherwise.
func (f *finder) openingClause(v, first int, s syntax.Sentence) int {
	switch f.word(s.First) {
	case "while", "when", "although", "though", "if", "as", "after", "since", "because", "once", "before", "whereas":
	default:
		if t := f.tag(s.First); t != "VBG" && t != "VBN" {
			return s.Last
		}
	}
	for k := s.First; k < v; k++ {
		if f.word(k) == "," && k > s.First+1 {
			return s.Last
		}
	}
	for k := first + 1; k < s.Last; k++ {
		if f.word(k) == "," && f.region(k) < 0 {
			if p, ok := f.nounPhrase(k+1, s.Last); ok && f.finiteSoon(p.Last, s.Last) {
				return k
			}
		}
	}
	return s.Last
}

// cueFrom returns the cue at token i or behind adverbs there, or nil.
func (f *finder) cueFrom(i, end int) *cue {
	for ; i < end && f.tag(i) == "RB"; i++ {
	}
	if i >= end || !f.isVerb(i) {
		return nil
	}
	if e := lex.verbs[f.word(i)]; e != nil && e.class != "think" {
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
	if f.word(i) == "according" {
		return true
	}
	if e := lex.verbs[f.word(i)]; e != nil && f.tag(i) == "VBG" && e.class != "think" {
		return true
	}
	joined := false
	switch f.word(i) {
	case "and", "but", "while", "though", "although", "yet", "as", "whereas":
		i++
		joined = true
	}
	if e := f.cueFrom(i, end); joined && e != nil {
		return true
	}
	k := f.nounish(i, end)
	if k == i {
		return false
	}
	for k < end && (f.tag(k) == "RB" || f.tag(k) == "RBR" || auxiliaries[f.word(k)]) {
		k++
	}
	e := lex.verbs[f.word(k)]
	return k < end && e != nil && (joined || e.frames&(frameClause|frameQuote) != 0) && e.class != "think" && (f.finite(k) || f.tag(k) == "VBN" || joined && f.tag(k) == "VBG" && auxiliaries[f.word(k-1)]) && (joined || k+1 >= end || f.word(k+1) == "," || f.word(k+1) == ".")
}

// nounish returns the token after what may be a noun phrase at i, whatever the tagger takes for an adjective in it.
func (f *finder) nounish(i, end int) int {
	p, ok := f.nounPhrase(i, end)
	if !ok {
		return i
	}
	k := p.Last
	for k < end && f.region(k) < 0 && (f.noun(k) || f.tag(k) == "JJ" && f.noun(k+1)) {
		k++
	}
	return k
}

// clauseLimit returns the token at which the clause of the cue at v ends, if it is a clause inside another that goes on;
// what is said begins at token first.
func (f *finder) clauseLimit(v, first, end int, phrase bool) int {
	for i, steps := v, 0; i >= 0 && steps < 6; i, steps = f.d.Tokens[i].Head, steps+1 {
		switch f.d.Tokens[i].Rel {
		case "acl:relcl", "acl", "advcl", "csubj":
			_, last := f.d.Subtree(i)
			if last >= end || last <= v+1 {
				continue
			}
			if !phrase && f.finite(last) && !f.hasFinite(first, last) {
				continue // what follows is the verb of what is said
			}
			if f.hasFinite(last, end) && (f.word(last-1) == "," || f.word(last) == "," || f.finite(last)) {
				return last
			}
		}
	}
	return end
}
