package quote

import (
	"hearsay/corpus"
	"hearsay/extract/syntax"
)

// nounCue handles a noun with content of its own at token i: "the claim that", "his assertion that".
func (f *finder) nounCue(i int, s syntax.Sentence) {
	n := lex.nouns[f.word(i)]
	if n == nil || !n.content || !f.noun(i) || i+2 >= s.Last || f.region(i) >= 0 {
		return
	}
	a := &attribution{noun: n, cueFirst: i, cueLast: i + 1, rule: "noun"}
	v := f.issuing(i, s)
	if v >= 0 && topicPreps[f.word(i+1)] && topical[n.class] && f.region(i) < 0 {
		if f.subject(a, v, s); a.spkLast <= a.spkFirst || !f.canSpeak(a) {
			return
		}
		a.phrase = true
		f.after(a, i, i+2, s)
		return
	}
	that := f.nounContent(i, n, s)
	if that < 0 {
		return
	}
	if f.word(that-1) == n.prep {
		a.cueLast, a.phrase = that, true
	}
	a.spkFirst, a.spkLast = f.owns(i, s)
	if a.spkLast <= a.spkFirst && v >= 0 {
		f.subject(a, v, s)
	}
	if a.spkLast <= a.spkFirst && n.speaks { // "public statements that …": the document is all that is named
		first := i
		for first > s.First && f.joins(first-1, first) {
			first--
		}
		a.spkFirst, a.spkLast = first, i+1
	}
	if a.spkLast <= a.spkFirst && (n.strength <= 3 || that > i+1 && !a.phrase || f.noun(i-1) && f.word(that) != "that") {
		return
	}
	last, sure := f.end(a, that-1, that, s)
	a.sure = sure
	if f.word(that) != "that" && f.firstFinite(s.First, i) < 0 { // the noun is the subject of what follows
		for k := that + 1; k < last; k++ {
			if f.finite(k) && !f.relativeVerb(k, that) {
				last = k
			}
		}
	}
	if t := f.d.Tokens[i]; that == i+1 && t.Head > i+2 && t.Head < last && (t.Rel == "nsubj" || t.Rel == "nsubj:pass") {
		last = t.Head // the noun is the subject of what follows the clause
		for last > i+2 && auxiliaries[f.word(last-1)] {
			last--
		}
	}
	if sp := f.span(that, last); sp.Len() > 0 {
		a.spans = []corpus.Span{sp}
		f.own(a, sp)
		f.add(a)
	}
}

// nounContent returns the token at which the content of the noun n at token i begins: "that" and a clause, an infinitive, or
// what stands behind its preposition; -1 if it has none.
func (f *finder) nounContent(i int, n *noun, s syntax.Sentence) int {
	switch w := f.word(i + 1); {
	case w == "that" && f.clauseAt(i+2, s.Last):
		return i + 1
	case n.to && w == "to" && f.infinitive(i+1, s.Last):
		return i + 1
	case w == n.prep && w != "" && (w != "of" || f.tag(i) == "NNS"):
		return i + 2
	}
	if that := f.copula(i, s); that >= 0 && f.clauseAt(that+1, s.Last) {
		return that
	}
	return -1
}

// relativeVerb reports whether the verb at k belongs to a clause that begins behind token from with a relative pronoun or
// a conjunction.
func (f *finder) relativeVerb(k, from int) bool {
	for k--; k > from; k-- {
		if t := f.tag(k); t == "WDT" || t == "WP" || t == "WRB" || f.word(k) == "that" || f.word(k) == "because" {
			return true
		}
	}
	return false
}

// copula returns the "that" of "the company’s response, as far as it goes, was that …" for the noun at token i, -1 if there is
// none. What stands between is set off by commas or dashes, or is one phrase with a preposition.
func (f *finder) copula(i int, s syntax.Sentence) int {
	if _, last := f.owns(i, s); last == 0 {
		return -1
	}
	for k := i + 1; k+2 < min(i+16, s.Last) && f.region(k) < 0; k++ {
		switch w := f.word(k); {
		case (w == "was" || w == "is") && f.word(k+1) == "that":
			return k + 1
		case f.finite(k) && !f.closesClause(i+1) || w == ";" || w == ":":
			return -1
		}
	}
	return -1
}

// issuing returns the verb by which somebody puts forward the noun at token i: "issued a formal denial", "has made the
// claim"; -1 if there is none.
func (f *finder) issuing(i int, s syntax.Sentence) int {
	k := i - 1
	for k > s.First && (f.tag(k) == "JJ" || f.tag(k) == "DT" || f.tag(k) == "NN" || f.tag(k) == "VBN" || f.tag(k) == "RB") && !issues[f.word(k)] {
		k--
	}
	if k <= s.First || !issues[f.word(k)] || f.passive(k) {
		return -1
	}
	return k
}

var (
	issues  = words("issue issues issued issuing make makes made making release releases released publish published put repeat repeats repeated offer offers offered give gives gave")
	topical = words("deny warn accuse") // what such a noun is about is what it says
	// topicPreps lead to what a denial or a warning is about.
	topicPreps = words("regarding concerning about")
)

// owns returns the tokens of the one whose noun stands at token i: "his assertion", "the company’s bold claim". They are
// empty if there is none.
func (f *finder) owns(i int, s syntax.Sentence) (first, last int) {
	for k := i - 1; k >= s.First && k > i-8; k-- {
		if t := f.tag(k); t == "PRP$" && f.word(k) != "'s" && f.word(k) != "’s" {
			return k, k + 1
		} else if t == "POS" || f.word(k) == "'s" || f.word(k) == "’s" {
			j := k
			for j > s.First && (f.noun(j-1) || f.tag(j-1) == "DT" || f.tag(j-1) == "JJ") {
				j--
			}
			return j, k
		} else if t != "JJ" && t != "NN" && t != "RB" && t != "VBN" && t != "VBG" {
			break
		}
	}
	return 0, 0
}
