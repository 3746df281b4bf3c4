package quote

import (
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/text"
	"hearsay/extract/syntax"
)

// verbCue returns the entry of the cue that begins at token i, and the token after it; nil if there is none.
func (f *finder) verbCue(i int, s syntax.Sentence) (*cue, int) {
	w := f.word(i)
	if i+1 < s.Last { // "point out", "call on"
		if e := lex.verbs[w+" "+f.word(i+1)]; e != nil {
			return e, i + 2
		}
	}
	e := lex.verbs[w]
	if e == nil {
		return nil, 0
	}
	t := f.d.Tokens[i]
	switch {
	case f.word(i-1) == "to" && f.word(i-2) == "according", f.word(i-1) == "-", w == "known" && f.word(i+1) == "as":
		return nil, 0
	case (w == "state" || w == "reporting" && !auxiliaries[f.word(i-1)]) && f.word(i+1) != "that":
		return nil, 0
	case handed[w] && f.word(i+1) == "by" && !f.passive(i) && f.noun(i-1):
		return nil, 0 // "an email seen by the Echo"
	case w == "note" && f.word(i+1) == ":":
		return nil, 0 // "Editor's note:"
	case certain[w]:
	case f.closing(i, e, s):
	case f.nounLike(i, e):
	case f.inTitle(i, e, s):
	case w == "understood" && f.word(i+1) == "that" && (f.word(i-1) == "is" || f.word(i-1) == "was"):
	case !f.isVerb(i):
		return nil, 0
	case t.Tag == "VB" && !f.happens(i):
		return nil, 0
	case t.Tag == "VBN" && t.Rel != "root" && e.frames&framePredicate != 0 && i > 0 && f.hasFinite(s.First, s.Last) && f.noun(i-1) && f.tag(i+1) != "IN":
		return nil, 0 // "an app called Quay"
	case t.Tag == "VBN" && (t.Rel == "amod" && t.Head > i && f.tag(i-1) != "NNP" || f.tag(i-1) == "DT" && f.tag(i+1) != "IN"):
		return nil, 0 // "the reported deal"
	case t.Tag == "VBG" && (t.Rel == "amod" && t.Head == i+1 && !auxiliaries[f.word(i-1)] && f.word(i-1) != "," || f.tag(i-1) == "DT"):
		return nil, 0
	}
	return e, i + 1
}

// certain holds forms that are verbs whatever the tagger says.
var certain = words("said says told tells added wrote insisted argued admitted acknowledged explained asserted")

// happens reports whether the bare verb at token i says that something was said, or was not: "did not say", "declined
// to say", but not "wants to say", "may say".
func (f *finder) happens(i int) bool {
	for k := i - 1; k >= 0 && k > i-4; k-- {
		switch w := f.word(k); {
		case w == "to":
			return k > 0 && (f.word(k-1) == "declined" || f.word(k-1) == "refused" || f.word(k-1) == "failed" || f.word(k-1) == "continued" || f.word(k-1) == "continues" || hedgeVerbs[f.word(k-1)])
		case w == "did" || w == "does" || w == "do" || w == "will" || w == "would" || w == "could" || w == "cannot" || w == "can":
			return true
		case f.tag(k) != "RB":
			return !f.isVerb(k) && f.tag(k) != "MD"
		}
	}
	return true
}

// nounLike reports whether token i, which the tagger takes for a noun, is the cue e: "The Echo reports that …".
func (f *finder) nounLike(i int, e *cue) bool {
	if f.tag(i) != "NNS" && f.tag(i) != "NNP" && f.tag(i) != "NN" {
		return false
	}
	if e.frames&framePredicate != 0 && strings.HasSuffix(f.word(i), "s") && f.predicates(i) {
		return true
	}
	if e.frames&(frameClause|frameThat) == 0 {
		return false
	}
	if i == 0 || !f.noun(i-1) && f.tag(i-1) != "PRP" && f.word(i-1) != "," || f.word(i+1) != "that" || f.finite(i+2) {
		return false
	}
	return strings.HasSuffix(f.word(i), "s") || strings.HasSuffix(f.word(i), "ed") || f.tag(i-1) == "NNS" && e.lemma == f.word(i)
}

// inTitle reports whether token i is the verb of a headline, where capitals hide it: "Union Accuses Northgate of Spying".
// Nothing but a noun phrase stands before it.
func (f *finder) inTitle(i int, e *cue, s syntax.Sentence) bool {
	if i == s.First || i-s.First > 5 || i+1 >= s.Last || !strings.HasSuffix(f.word(i), "s") || !f.noun(i) || !f.titled(s) {
		return false
	}
	if e.frames&(frameClause|frameNoun|frameTell|frameGerund) == 0 && len(e.preps) == 0 || e.class == "think" || !f.noun(i-1) {
		return false
	}
	for k := s.First; k < i; k++ {
		if t := f.tag(k); !f.noun(k) && t != "JJ" && t != "DT" && t != "CD" {
			return false
		}
	}
	return wordy(f.word(i+1)) && (f.tag(i+1) != "IN" && f.tag(i+1) != "CC" && f.tag(i+1) != "TO" || contains(e.preps, f.word(i+1)))
}

// headline reports whether the cue e at token v is the verb of a headline: it stands in the present tense in a title, and what
// takes a statement takes all that follows.
func (f *finder) headline(v int, e *cue, s syntax.Sentence) bool {
	return e.frames&(frameClause|frameNoun|frameTell|frameGerund) != 0 && strings.HasSuffix(f.word(v), "s") && v-s.First <= 5 && f.titled(s)
}

// predicates reports whether somebody stands before token i and an object with "as" or with a quotation behind it: "The
// firm positions these tools as “…”".
func (f *finder) predicates(i int) bool {
	if i == 0 || !f.noun(i-1) && f.tag(i-1) != "PRP" || i+1 >= len(f.low) {
		return false
	}
	switch f.tag(i + 1) {
	case "DT", "PRP$", "PRP":
	default:
		return false
	}
	for k := i + 2; k < min(i+9, len(f.low)) && f.region(i) < 0; k++ {
		switch {
		case f.word(k) == "as" || f.region(k) >= 0:
			return true
		case f.finite(k) || f.d.Tokens[k].Kind == text.Punct:
			return false
		}
	}
	return false
}

// closing reports whether token i, whatever its tag, is the cue e behind a quotation and its source: “…,” the letter reads.
func (f *finder) closing(i int, e *cue, s syntax.Sentence) bool {
	if e.frames&frameQuote == 0 || !f.noun(i) || !f.atEnd(i+1, s) {
		return false
	}
	for k := i - 1; k >= s.First && k > i-6; k-- {
		if f.region(k) >= 0 || f.word(k) == "," && f.hasFinite(s.First, k) {
			return k < i-1 && f.closesClause(k)
		}
		if !f.noun(k) && f.tag(k) != "DT" && f.tag(k) != "JJ" && f.tag(k) != "POS" && f.word(k) != "’s" && f.word(k) != "'s" {
			return false
		}
	}
	return false
}

// verb makes the attributions of the cue at tokens [v, last), if it has any.
func (f *finder) verb(v, last int, e *cue, s syntax.Sentence) {
	a := &attribution{verb: e, cueFirst: v, cueLast: last, rule: "verb"}
	if f.region(v) >= 0 {
		return // what a quotation reports in its turn is part of its words
	}
	if (e.lemma == "decline" || e.lemma == "refuse") && f.word(last) == "to" {
		if x := lex.verbs[f.word(last+1)]; x != nil && x.frames&(frameClause|frameQuestion) != 0 && f.isVerb(last+1) {
			return // "declined to say": the cue is "say"
		}
	}
	if f.trailing(a, v, last, s) || f.initial(a, v, last, s) || f.inverted(a, v, last, s) || f.closes(a, v, last, s) {
		return
	}
	f.subject(a, v, s)
	if a.spkLast == a.spkFirst+1 && f.word(a.spkFirst) == "it" && (e.frames&frameExpletive != 0 || f.word(v) == "understood" && f.tag(v) == "JJ") {
		a.spkFirst, a.spkLast = 0, 0
	}
	if a.spkLast <= a.spkFirst && f.passive(v) && f.toVerb(last, s.Last) {
		f.reportedly(a, v, last, s)
		return
	}
	if a.spkLast > a.spkFirst && f.region(a.spkFirst-1) >= 0 && f.before(a, v, last, s) { // “…,” she said
		return
	}
	first, cueLast, ok := f.complement(v, last, e, s)
	if !ok && a.spkLast > a.spkFirst && a.spkFirst == s.First && f.headline(v, e, s) && last+1 < s.Last && f.region(last) < 0 && !questions[f.word(last)] {
		if contains(e.preps, f.word(last)) {
			last++
		}
		first, cueLast, ok = last, last, f.d.Tokens[last].Kind == text.Word
		f.phrase = false
	}
	if ok {
		a.cueLast, a.phrase = cueLast, f.phrase
		f.after(a, v, first, s)
		return
	}
	if w := f.word(last); w == "no" || w == "yes" || w == "so" || w == "nothing" {
		return
	}
	if !f.asClause(a, v, last, s) {
		f.before(a, v, last, s)
	}
}

// reportedly handles a passive with an infinitive. What people are told or urged is the infinitive: "was told to leave"; what
// is said of somebody is the subject as well: "the bus is said to be late".
func (f *finder) reportedly(a *attribution, v, last int, s syntax.Sentence) {
	to := last
	for f.word(to) != "to" && f.word(to) != "not" {
		to++
	}
	e := a.verb
	if e.frames&frameTo != 0 && e.frames&(frameTell|frameMayTell) != 0 {
		f.after(a, v, to, s)
		return
	}
	if h := f.d.Subject(v); e.frames&frameClause != 0 && e.class != "ask" && e.class != "warn" && h >= s.First && h < v && f.tag(h) != "WDT" && f.tag(h) != "WP" {
		first, end := f.phraseOf(h, v, s)
		last, sure := f.end(a, v, to, s)
		a.spans, a.sure = []corpus.Span{f.span(first, end), f.span(to, last)}, sure
		if a.spans[0].Len() > 0 && a.spans[1].Len() > 0 {
			f.add(a)
		}
	}
}

// add keeps a, with kind and without spans that another has.
func (f *finder) add(a *attribution) {
	if len(a.spans) == 0 {
		return
	}
	a.kind = f.kindOf(a.spans)
	if a.verb != nil && a.kind != "direct" && inanimate[a.verb.lemma] && !f.canSpeak(a) {
		return
	}
	f.found = append(f.found, a)
}
