package quote

import (
	"strings"

	"hearsay/corpus/text"
	"hearsay/extract/syntax"
)

func subjective(w string) bool {
	switch w {
	case "i", "he", "she", "it", "we", "they", "you", "who", "that", "this", "those", "these", "which":
		return true
	}
	return false
}

// subject finds who the cue at token v is said by, when that stands before it or is understood.
func (f *finder) subject(a *attribution, v int, s syntax.Sentence) {
	if b := f.joinedCue(v, s); b != nil {
		a.spkFirst, a.spkLast = b.spkFirst, b.spkLast
		return
	}
	if f.passive(v) || f.behindAs(v) {
		f.agent(a, v, s)
		return
	}
	if first, last, ok := f.heavy(v, s); ok {
		a.spkFirst, a.spkLast = first, last
		return
	}
	h := f.subjectLeft(v, s)
	if h < 0 {
		return
	}
	a.spkFirst, a.spkLast = f.phraseOf(h, v, s)
}

// behindAs reports whether the participle at v stands behind "as" and before its agent: "as first reported by the Echo".
func (f *finder) behindAs(v int) bool {
	k := v - 1
	for f.tag(k) == "RB" || f.word(k) == "first" {
		k--
	}
	return f.word(k) == "as" && f.word(v+1) == "by" && f.tag(v) == "VBN"
}

// joinedCue returns the attribution that the cue at v goes on from: "she said it was late and warned that …". The two verbs
// have the same form, and what the first says ends before the "and".
func (f *finder) joinedCue(v int, s syntax.Sentence) *attribution {
	k := v - 1
	for k > s.First && f.tag(k) == "RB" {
		k--
	}
	if f.tag(k) != "CC" || len(f.found) == 0 || !f.finite(v) {
		return nil
	}
	b := f.found[len(f.found)-1]
	if b.verb == nil || b.spkLast <= b.spkFirst || b.cueFirst < s.First || f.tag(b.cueFirst) != f.tag(v) {
		return nil
	}
	if end := b.spans[len(b.spans)-1].End; f.lastWord(k) == f.lastWord(f.d.TokenAt(end-1)+1) {
		return b
	}
	return nil
}

// subjectLeft returns the head of the subject of the verb at v, or -1.
func (f *finder) subjectLeft(v int, s syntax.Sentence) int {
	// the words right before the verb group say it best
	k := v - 1
	if f.word(k) == "to" && hedgeVerbs[f.word(k-1)] {
		k -= 2 // "the agency appears to suggest"
	}
	for k >= s.First && (f.tag(k) == "RB" || f.tag(k) == "RBR" || f.tag(k) == "MD" || auxiliaries[f.word(k)] && f.isVerb(k) || f.word(k) == "not" || f.word(k) == "n't" || f.word(k) == "n’t") {
		k--
	}
	if k > s.First && f.word(k) == ")" && f.tag(v) != "VBG" {
		j := k
		for j > s.First && f.word(j) != "(" {
			j--
		}
		if j > s.First && f.noun(j-1) {
			return f.headLeft(j-1, s) // "the Department of Works (DW) said"
		}
	}
	if k >= s.First && f.tag(v) != "VBG" && f.tag(k) != "TO" {
		t := f.tag(k)
		if t == "PRP" && subjective(f.word(k)) || t == "WP" || f.word(k) == "who" || t == "WDT" {
			return k
		}
	}
	if f.tag(v) == "VBG" && f.region(v) < 0 && (f.word(v-1) == "," || f.tag(v-1) == "RB" && f.word(v-2) == ",") {
		if h := f.mainSubject(v, s); h >= 0 {
			return h
		}
	}
	if h := f.d.Subject(v); h >= s.First && h < v && f.region(h) == f.region(v) && !f.isVerb(h) && wordy(f.word(h)) {
		if k > h && k >= s.First && f.noun(k) && f.tag(v) != "VBG" && (f.startsAfresh(k, s) || f.verbBetween(h, k)) {
			return k // "…, as police have said"
		}
		return h
	}
	if k < s.First || f.tag(v) == "VBG" && !auxiliaries[f.word(k+1)] || f.tag(k) == "TO" || f.tag(k) == "CC" {
		return f.understood(v, s)
	}
	switch {
	case f.noun(k) && wordy(f.word(k)) || f.tag(k) == "PRP" || pronominal[f.word(k)]:
		return k
	case f.word(k) == ",": // an apposition: the name before it
		for j := k - 1; j > s.First && j > k-30; j-- {
			if f.word(j) == "," && (f.noun(j-1) || f.tag(j-1) == "CD" && f.noun(j-2)) {
				return j - 1
			}
		}
	}
	if h := f.understood(v, s); h >= 0 {
		return h
	}
	if t := f.tag(k); certain[f.word(v)] && f.d.Tokens[k].Kind == text.Word && t != "IN" && t != "CC" && t != "RB" && t != "DT" && f.region(k) == f.region(v) {
		return k // a noun that the tagger does not know
	}
	return -1
}

// headLeft climbs from the noun at i to the noun on its left that it belongs to: from Works to Department.
func (f *finder) headLeft(i int, s syntax.Sentence) int {
	for p := f.d.Tokens[i].Head; p >= s.First && p < i && f.noun(p) && !days[f.word(p)] && !periods[f.word(p)]; p = f.d.Tokens[i].Head {
		i = p
	}
	return i
}

// verbBetween reports whether a verb with tense stands between tokens h and k that is not one of a relative clause.
func (f *finder) verbBetween(h, k int) bool {
	found := false
	for i := h + 1; i < k; i++ {
		switch w := f.word(i); {
		case w == "who" || w == "which" || w == "that" || w == "whose":
			return false
		case f.finite(i):
			found = true
		}
	}
	return found
}

// startsAfresh reports whether a comma or "as" stands before the noun phrase whose head is token k.
func (f *finder) startsAfresh(k int, s syntax.Sentence) bool {
	for k > s.First && f.joins(k-1, k) {
		k--
	}
	return k > s.First && (f.word(k-1) == "," || f.word(k-1) == "as")
}

// mainSubject returns the head of the subject of the sentence's main clause, when that stands before v.
func (f *finder) mainSubject(v int, s syntax.Sentence) int {
	for i := s.First; i < v; i++ {
		if f.d.Tokens[i].Rel == "root" && f.isVerb(i) {
			if h := f.d.Subject(i); h >= s.First && h < v && f.region(h) == f.region(v) {
				return h
			}
		}
	}
	return -1
}

// understood returns the head of the subject that a verb without one borrows: of the verb that it is joined to, or of
// the clause it is set in; -1 if there is none.
func (f *finder) understood(v int, s syntax.Sentence) int {
	for i, steps := v, 0; i >= s.First && steps < 5; steps++ {
		h := f.d.Tokens[i].Head
		if h < s.First {
			break
		}
		switch f.d.Tokens[i].Rel {
		case "conj", "xcomp", "advcl", "parataxis", "dep":
			if sub := f.d.Child(h, "nsubj", "nsubj:pass"); sub >= s.First && sub < v && f.region(sub) == f.region(v) {
				return sub
			}
		case "acl":
			if f.noun(h) {
				return h
			}
		}
		i = h
	}
	if f.tag(v) == "VBG" || f.tag(v) == "VBD" {
		for i := s.First; i < v; i++ { // the first subject of the sentence
			if r := f.d.Tokens[i].Rel; (r == "nsubj" || r == "nsubj:pass") && f.region(i) == f.region(v) {
				return i
			}
		}
	}
	return -1
}

// agent finds the source of a passive: "was told by the minister".
func (f *finder) agent(a *attribution, v int, s syntax.Sentence) {
	for k := v + 1; k < s.Last && k < v+12 && f.region(k) == f.region(v); k++ {
		if f.word(k) == "by" {
			if p, ok := f.nounPhrase(k+1, s.Last); ok {
				a.spkFirst, a.spkLast = p.First, p.Last
			}
			return
		}
		if f.word(k) == "that" || f.word(k) == "," {
			return
		}
	}
}

// canSpeak reports whether the source of a is somebody, or something that says things: a name, a pronoun for a person, a
// document, people by their trade.
func (f *finder) canSpeak(a *attribution) bool {
	if a.spkLast <= a.spkFirst {
		return f.passive(a.cueFirst)
	}
	head := a.spkFirst
	for i := a.spkFirst; i < a.spkLast; i++ {
		if f.noun(i) || f.tag(i) == "PRP" || f.tag(i) == "WP" || pronominal[f.word(i)] {
			head = i
		} else if f.tag(i) == "IN" && i > a.spkFirst {
			break
		}
	}
	w := f.word(head)
	switch f.tag(head) {
	case "NNP", "NNPS", "WP":
		return true
	case "PRP":
		return w != "it"
	}
	if first := f.word(a.spkFirst); a.spkLast > a.spkFirst+1 && isUpperAt(f.form(head)) && (nameWords["male"][first] || nameWords["female"][first]) {
		return true // a name in a headline
	}
	if n := lex.nouns[w]; n != nil && n.speaks || nominals[w] != "" || spokes[w] || people[w] || people[strings.TrimSuffix(w, "s")] || bodies[w] {
		return true
	}
	for _, x := range []string{"er", "or", "ist", "ian", "ant", "ers", "ors", "ists", "ians", "ants", "men", "man", "woman", "women", "people"} {
		if strings.HasSuffix(w, x) && len(w) > len(x)+3 && !things[w] {
			return true
		}
	}
	return false
}

// inanimate holds verbs that are as often said of things that say nothing ("the rise suggests").
var inanimate = words(`show suggest indicate highlight require support signal demonstrate imply mean reveal underline
	underscore reflect establish prove expose offer echo mark address discuss guarantee mean address
	explain document record project see find detail outline describe direct back `)

var (
	people = words(`people men women man woman officials authorities police critics experts aides activists residents witnesses prosecutors lawmakers
		families neighbors neighbours friends voters republicans democrats conservatives liberals sources insiders families
		groups companies agencies firms doctors staff students parents veterans leaders allies opponents advocates attorneys
		lawyers judges scholars academics executives everyone nobody somebody someone anyone government administration campaign
		team family media press public majority minority colleagues rivals editors delegates diplomats who percent
		coach nurse clerk chef guard pilot priest monk nun bishop imam witness victim relative neighbor neighbour friend source
		insider agent expert student parent mother father brother sister son daughter wife husband widow uncle aunt cousin
		child teenager captain major colonel general detective cop aide ally critic journalist columnist pundit host anchor
		scholar academic fellow employee trainee trustee referee refugee resident tenant claimant informant consultant
		executive spy sailor inmate migrant pensioner colleague inspector whistleblower person`)
	things = words(`number numbers factor factors behavior behaviour server servers center centers centre power order disorder weather
		matter matters paper papers error errors terror horror color colour sector indicator indicators computer computers
		counter monitor disaster manner border borders letter letters chapter corner summer winter water river answer answers
		character cluster filter offer restaurant plant plants merger danger transfer tower towers quarter quarters user-interface`)
)
