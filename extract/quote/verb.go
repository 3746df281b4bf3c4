package quote

import (
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/text"
	"hearsay/extract/syntax"
)

// verbCue returns the entry of the cue that begins at token i, and the token after it; nil if there is none.
func (f *finder) verbCue(i int, s syntax.Sentence) (*cue, int) {
	w := f.low[i]
	if i+1 < s.Last { // "point out", "call on"
		if e := lex.verbs[w+" "+f.low[i+1]]; e != nil {
			return e, i + 2
		}
	}
	e := lex.verbs[w]
	if e == nil {
		return nil, 0
	}
	t := f.d.Tokens[i]
	switch {
	case f.word(i-1) == "to" && f.word(i-2) == "according":
		return nil, 0
	case w == "state" && f.word(i+1) != "that":
		return nil, 0
	case certain[w]:
	case f.closing(i, e, s):
	case f.nounLike(i, e):
	case !f.d.IsVerb(i):
		return nil, 0
	case t.Tag == "VB" && !f.happens(i):
		return nil, 0
	case t.Tag == "VBN" && (t.Rel == "amod" && t.Head > i && f.tag(i-1) != "NNP" || f.tag(i-1) == "DT" && f.tag(i+1) != "IN"):
		return nil, 0 // "the reported deal"
	case t.Tag == "VBG" && (t.Rel == "amod" && t.Head == i+1 && !auxiliaries[f.word(i-1)] && f.word(i-1) != "," || f.tag(i-1) == "DT"):
		return nil, 0
	}
	return e, i + 1
}

// happens reports whether the bare verb at token i says that something was said, or was not: "did not say", "declined
// to say", but not "wants to say", "may say".
func (f *finder) happens(i int) bool {
	for k := i - 1; k >= 0 && k > i-4; k-- {
		switch w := f.low[k]; {
		case w == "to":
			return k > 0 && (f.low[k-1] == "declined" || f.low[k-1] == "refused" || f.low[k-1] == "failed" || f.low[k-1] == "continued" || f.low[k-1] == "continues" || hedgeVerbs[f.low[k-1]])
		case w == "did" || w == "does" || w == "do" || w == "will" || w == "would" || w == "could" || w == "cannot" || w == "can":
			return true
		case f.tag(k) != "RB":
			return !f.d.IsVerb(k) && f.tag(k) != "MD"
		}
	}
	return true
}

// certain holds forms that are verbs whatever the tagger says.
var certain = words("said says told tells added wrote insisted argued admitted acknowledged explained asserted")

// verb makes the attributions of the cue at tokens [v, last), if it has any.
func (f *finder) verb(v, last int, e *cue, s syntax.Sentence) {
	a := &attribution{verb: e, cueFirst: v, cueLast: last, rule: "verb"}
	if f.reg[v] >= 0 {
		return // what a quotation reports in its turn is part of its words
	}
	if f.initial(a, v, last, s) || f.inverted(a, v, last, s) || f.closes(a, v, last, s) {
		return
	}
	f.subject(a, v, s)
	if a.spkLast <= a.spkFirst && f.passive(v) && f.word(last) == "to" {
		return // "is asked to"
	}
	if a.spkLast > a.spkFirst && f.region(a.spkFirst-1) >= 0 && f.before(a, v, last, s) { // “…,” she said
		return
	}
	first, cueLast, ok := f.complement(v, last, e, s)
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

// inverted handles a cue whose subject follows: "…, said Anna Berg, a spokeswoman." It reports whether it was one.
func (f *finder) inverted(a *attribution, v, last int, s syntax.Sentence) bool {
	e := a.verb
	if e.frames&frameTell != 0 && f.region(v-1) < 0 {
		return false
	}
	if e.frames&(frameQuote|frameClause) == 0 || !f.finite(v) && !certain[f.low[v]] && !(f.tag(v) == "VBN" && f.region(v-1) >= 0) {
		return false
	}
	left := v
	for left > s.First && f.tag(left-1) == "RB" && f.reg[left-1] < 0 {
		left--
	}
	if left == s.First && (left == 0 || f.region(left-1) < 0) {
		return false
	}
	if !f.closesClause(left - 1) {
		return false
	}
	p, ok := f.nounPhrase(last, s.Last)
	if !ok || f.when(last, s.Last) > last || f.tag(p.First) == "PRP" && !subjective(f.low[p.First]) {
		return false
	}
	if f.finiteFollows(p.Last, s.Last) && f.region(left-1) < 0 {
		return false
	}
	if f.region(left-1) < 0 && (e.frames&frameNoun != 0 && f.subjectLeft(v, s) >= 0 || f.clauseAt(last, s.Last)) {
		return false
	}
	a.spkFirst, a.spkLast = p.First, p.Last
	a.rule = "inverted"
	return f.preposed(a, left, f.skipTail(p.Last, s), s)
}

// closing reports whether token i, whatever its tag, is the cue e behind a quotation and its source: “…,” the letter reads.
func (f *finder) closing(i int, e *cue, s syntax.Sentence) bool {
	if e.frames&frameQuote == 0 || !f.d.IsNoun(i) || !f.atEnd(i+1, s) {
		return false
	}
	for k := i - 1; k >= s.First && k > i-6; k-- {
		if f.reg[k] >= 0 || f.low[k] == "," && f.hasFinite(s.First, k) {
			return k < i-1 && f.closesClause(k)
		}
		if !f.d.IsNoun(k) && f.tag(k) != "DT" && f.tag(k) != "JJ" && f.tag(k) != "POS" && f.low[k] != "’s" && f.low[k] != "'s" {
			return false
		}
	}
	return false
}

// initial handles "Said Berg: “…”" at the start of a sentence.
func (f *finder) initial(a *attribution, v, last int, s syntax.Sentence) bool {
	if v != s.First || a.verb.frames&frameQuote == 0 || !f.finite(v) && !certain[f.low[v]] {
		return false
	}
	p, ok := f.nounPhrase(last, s.Last)
	if !ok {
		return false
	}
	k := f.skipTail(p.Last, s)
	if k+1 >= s.Last || f.low[k] != ":" && f.low[k] != "," || f.reg[k+1] < 0 {
		return false
	}
	a.spkFirst, a.spkLast, a.rule = p.First, p.Last, "inverted"
	f.after(a, v, k+1, s)
	return true
}

// closes handles a quotation, its source with whatever is set off behind it, and the cue: “…,” Anna Berg, who runs the
// plant, said.
func (f *finder) closes(a *attribution, v, last int, s syntax.Sentence) bool {
	if a.verb.frames&frameQuote == 0 || !f.finite(v) && !certain[f.low[v]] {
		return false
	}
	k := v - 1
	for k > s.First && (f.tag(k) == "RB" || auxiliaries[f.low[k]]) {
		k--
	}
	if f.low[k] == "who" || f.low[k] == "which" || f.low[k] == "that" {
		return false
	}
	relative := false
	for ; k >= s.First && k > v-40 && f.reg[k] < 0; k-- {
		switch w := f.low[k]; {
		case f.finite(k) && !auxiliaries[w]:
			relative = true
		case w == "who" || w == "which" || w == "that":
			relative = false
		case w == ":" || w == ";" || w == "and" && relative:
			return false
		}
	}
	if k < 0 || k <= v-40 || f.reg[k] < 0 || relative || !f.closesClause(k) || k+1 >= v || !f.sameLine(k, k+1) {
		return false
	}
	first := k + 1
	if !f.d.IsNoun(first) && f.tag(first) != "DT" && f.tag(first) != "PRP" && f.tag(first) != "JJ" && f.tag(first) != "PRP$" && f.tag(first) != "CD" {
		return false
	}
	end := first
	for end < v && f.low[end] != "," && f.low[end] != "who" && f.low[end] != "which" && f.tag(end) != "RB" && !f.finite(end) && f.tag(end) != "VBN" && f.tag(end) != "MD" {
		end++
	}
	if end == first || end == v && f.d.Tokens[v-1].Kind == text.Punct && f.low[v-1] != ")" {
		return false
	}
	a.spkFirst, a.spkLast = first, end
	return f.preposed(a, first, f.skipTail(last, s), s)
}

// closesClause reports whether token i is a comma, a dash, or the end of a quotation.
func (f *finder) closesClause(i int) bool {
	if i < 0 {
		return false
	}
	if r := f.reg[i]; r >= 0 {
		return f.d.Tokens[i].End >= f.regs[r].End
	}
	switch f.low[i] {
	case ",", "—", "–", "--":
		return true
	}
	return false
}

// finiteFollows reports whether a verb with tense stands in the tokens [i, end) before any mark.
func (f *finder) finiteFollows(i, end int) bool {
	for ; i < end && !f.closesClause(i) && f.reg[i] < 0; i++ {
		if f.finite(i) {
			return true
		}
		switch f.low[i] {
		case "who", "which", "that", "after", "as", "when", "while", "before", "because":
			return false
		}
	}
	return false
}

// before handles a cue that has nothing to its right: what is said comes before it.
// It reports whether something does.
func (f *finder) before(a *attribution, v, last int, s syntax.Sentence) bool {
	if a.verb.frames&(frameQuote|frameClause) == 0 || a.spkLast <= a.spkFirst || a.spkFirst > v || f.tag(v) == "VBG" {
		return false
	}
	for k := a.spkLast; k < v; k++ {
		if f.finite(k) && !auxiliaries[f.low[k]] && f.tag(k) != "MD" || f.low[k] == "and" || f.low[k] == "but" {
			return false // the subject has a verb of its own
		}
	}
	left := a.spkFirst
	if f.word(left-1) == "," && f.reg[left-1] < 0 { // an apposition was taken for the subject: the name is before it
		k := left - 2
		for k >= s.First && f.reg[k] < 0 && (f.d.IsNoun(k) || f.tag(k) == "JJ" || f.tag(k) == "DT" || f.tag(k) == "POS" || f.tag(k) == "CD" || f.low[k] == ".") {
			k--
		}
		if k < left-2 && k >= s.First && f.reg[k] >= 0 && f.closesClause(k) {
			left, a.spkFirst, a.spkLast = k+1, k+1, left-1
		}
	}
	return f.preposed(a, left, f.skipTail(last, s), s)
}

// nounLike reports whether token i, which the tagger takes for a noun, is the cue e: "The Echo reports that …".
func (f *finder) nounLike(i int, e *cue) bool {
	if f.tag(i) != "NNS" && f.tag(i) != "NNP" && f.tag(i) != "NN" || e.frames&(frameClause|frameThat) == 0 {
		return false
	}
	if i == 0 || !f.d.IsNoun(i-1) && f.tag(i-1) != "PRP" || f.word(i+1) != "that" {
		return false
	}
	return strings.HasSuffix(f.low[i], "s") || strings.HasSuffix(f.low[i], "ed")
}

// preposed takes as content what comes before token left in the sentence, and, after token right, what goes on.
// It reports whether there was any.
func (f *finder) preposed(a *attribution, left, right int, s syntax.Sentence) bool {
	if left <= s.First { // the quotation may have ended with the sentence before
		if left == 0 || f.region(left-1) < 0 || !f.sameLine(left-1, left) || f.fullStop(f.region(left-1)) {
			return false
		}
	}
	if left == 0 || !f.closesClause(left-1) {
		return false
	}
	first := s.First
	if left <= s.First {
		first = left - 1
	}
	if r := f.reg[first]; r >= 0 {
		first = f.d.TokenAt(f.regs[r].Start)
	} else if r := f.reg[left-1]; r >= 0 {
		// words before a whole quotation belong to it only if they make one sentence with it
		k := f.d.TokenAt(f.regs[r].Start)
		if k > first && (f.low[k-1] == ":" || f.hasFiniteCue(first, k) || f.low[k-1] == "," && !f.hasFinite(first, k)) {
			first = k
			if !f.speech(r) {
				return false
			}
		} else if k > first && !f.hasFinite(first, k) && !f.longRegion(r) {
			return false // a name in quotation marks: In an interview on “Face of the Day,” she said
		}
	}
	if f.reg[left-1] < 0 && !f.hasFinite(first, left-1) && !(f.atEnd(right, s) && f.hasVerb(first, left-1)) && !(f.word(right) == "," && f.finiteClause(right+1, s.Last)) {
		return false
	}
	sp := f.span(first, left)
	if sp.Len() == 0 {
		return false
	}
	a.spans = []corpus.Span{sp}
	if a.rule == "verb" {
		a.rule = "preposed"
	}
	f.own(a, sp)
	f.goesOn(a, right, s)
	f.add(a)
	return true
}

// atEnd reports whether the sentence ends at token i.
func (f *finder) atEnd(i int, s syntax.Sentence) bool {
	return i >= s.Last || i == s.Last-1 && (f.low[i] == "." || f.low[i] == "!" || f.low[i] == "?")
}

func (f *finder) hasVerb(a, b int) bool {
	for i := a; i < b; i++ {
		if f.d.IsVerb(i) {
			return b-a > 3
		}
	}
	return false
}

// finiteClause reports whether the tokens [i, end) go on with a main clause.
func (f *finder) finiteClause(i, end int) bool {
	switch t := f.tag(i); {
	case t == "VBG" || t == "WP" || t == "WDT" || t == "WRB":
		return false
	}
	return i < end && (f.hasFinite(i, end) || f.tag(i) == "VBN")
}

func (f *finder) hasFinite(a, b int) bool {
	for i := a; i < b; i++ {
		if f.finite(i) {
			return true
		}
	}
	return false
}

// sameLine reports whether no line break stands between tokens i and j.
func (f *finder) sameLine(i, j int) bool {
	return strings.IndexByte(f.s[f.d.Tokens[i].End:f.d.Tokens[j].Start], '\n') < 0
}

// own notes that the regions of sp belong to a.
func (f *finder) own(a *attribution, sp corpus.Span) {
	for i, r := range f.regs {
		if sp.Contains(r.Span) && f.owner[i] == nil {
			f.owner[i] = a
		}
	}
}

// skipTail returns the token after what may follow a cue or its subject before the sentence goes on: adverbs, days,
// addressees, places, appositions.
func (f *finder) skipTail(i int, s syntax.Sentence) int {
	for i < s.Last && f.reg[i] < 0 {
		switch f.low[i] {
		case ",", ".", ":", ";", "—", "–", "--", "?", "!":
			return i
		}
		i++
	}
	return i
}

// goesOn adds to a the quotation that goes on after token i: after a comma in the same sentence, or in the next one.
func (f *finder) goesOn(a *attribution, i int, s syntax.Sentence) {
	for i < len(f.d.Tokens) {
		// over appositions and other asides to the next quotation of the sentence
		j := i
		for j < s.Last && f.reg[j] < 0 {
			j++
		}
		if j >= len(f.d.Tokens) || !f.sameLine(j-1, j) {
			break
		}
		if j < s.Last && (f.hasFiniteCue(i, j) || f.cueBefore(j)) {
			break
		}
		r := f.region(j)
		if r < 0 || f.owner[r] != nil || f.d.Tokens[j].Start > f.regs[r].Start+3 || f.hasOwnCue(r) || !f.speech(r) {
			break
		}
		next := f.d.TokenAt(f.regs[r].End)
		if next < len(f.d.Tokens) && f.sameLine(next-1, next) && f.d.SentenceOf(next) == f.d.SentenceOf(next-1) && f.low[next] != "," && f.low[next] != "." {
			break // the quotation is only part of a sentence of the article
		}
		a.spans = append(a.spans, f.regs[r].Span)
		f.owner[r] = a
		i = next
		if i >= len(f.d.Tokens) {
			break
		}
		s = f.d.Sentences[f.d.SentenceOf(i)]
		if i > s.First { // text goes on behind the quotation in the same sentence
			break
		}
		i = s.First
	}
	if len(a.spans) == 1 && i < s.Last && f.word(i) == "," && f.kindOf(a.spans) == "indirect" {
		f.secondHalf(a, i+1, s)
	}
}

// secondHalf adds the rest of a sentence that the source interrupts: "The plan, she said, is dead."
func (f *finder) secondHalf(a *attribution, i int, s syntax.Sentence) {
	switch t := f.tag(i); {
	case t == "VBG" || t == "WP" || t == "WDT" || t == "WRB" || t == "IN":
		return
	case a.rule == "inverted" && t != "CC": // an apposition to the source
		return
	}
	if !f.hasFinite(i, s.Last) && f.tag(i) != "VBN" || f.newAttribution(i, s.Last) {
		return
	}
	if sp := f.span(i, s.Last); sp.Len() > 0 {
		a.spans = append(a.spans, sp)
	}
}

// cueBefore reports whether a participle right before the quotation at token j takes it: "adding later, “…”".
func (f *finder) cueBefore(j int) bool {
	for k := j - 1; k >= 0 && k > j-4; k-- {
		if e := lex.verbs[f.low[k]]; e != nil && f.tag(k) == "VBG" && e.frames&frameQuote != 0 {
			return true
		}
	}
	return false
}

func (f *finder) hasFiniteCue(a, b int) bool {
	for i := a; i < b; i++ {
		if e := lex.verbs[f.low[i]]; e != nil && e.class != "think" && f.finite(i) {
			return true
		}
	}
	return false
}

// hasOwnCue reports whether the region r is followed by a cue of its own: “…,” she said.
func (f *finder) hasOwnCue(r int) bool {
	i := f.d.TokenAt(f.regs[r].End)
	if i >= len(f.d.Tokens) || i == 0 || !f.sameLine(i-1, i) {
		return false
	}
	if f.low[i] == "," {
		i++
	}
	if i >= len(f.d.Tokens) {
		return false
	}
	s := f.d.Sentences[f.d.SentenceOf(i)]
	if i == s.First && f.tag(i-1) == "." {
		r, _ := firstRune(f.s[f.d.Tokens[i].Start:])
		if isUpper(r) && strings.HasSuffix(strings.TrimRight(f.regs[f.reg[i-1]].body.Of(f.s), " "), ".") {
			return false // “…” ends in a full stop: a new sentence
		}
	}
	for k := i; k < min(i+8, s.Last); k++ {
		if f.low[k] == "," || f.reg[k] >= 0 {
			return false
		}
		if e := lex.verbs[f.low[k]]; e != nil && e.frames&frameQuote != 0 && (f.finite(k) || certain[f.low[k]]) {
			return true
		}
	}
	return false
}

// speech reports whether region r looks like something said rather than a title, a term or a scare quote.
func (f *finder) speech(r int) bool {
	g := f.regs[r]
	body := strings.TrimSpace(g.body.Of(f.s))
	n := len(strings.Fields(body))
	if n >= 6 {
		return true
	}
	if body == "" {
		return false
	}
	return n >= 2 && strings.ContainsAny(body[len(body)-1:], ".?!,")
}

// fullStop reports whether what region r holds ends in a full stop, so that the words behind it are a new sentence.
func (f *finder) fullStop(r int) bool {
	return strings.HasSuffix(strings.TrimRight(f.regs[r].body.Of(f.s), " ’'"), ".")
}

// longRegion reports whether region r holds more words than a title.
func (f *finder) longRegion(r int) bool { return len(strings.Fields(f.regs[r].body.Of(f.s))) > 7 }

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

// inanimate holds verbs that are as often said of things that say nothing ("the rise suggests").
var inanimate = words(`show suggest indicate highlight require support signal demonstrate imply mean reveal underline
	underscore reflect establish prove expose offer echo mark address discuss guarantee mean address
	explain document record project see find detail outline describe direct back `)

// canSpeak reports whether the source of a is somebody, or something that says things: a name, a pronoun for a person, a
// document, people by their trade.
func (f *finder) canSpeak(a *attribution) bool {
	if a.spkLast <= a.spkFirst {
		return f.passive(a.cueFirst)
	}
	head := a.spkFirst
	for i := a.spkFirst; i < a.spkLast; i++ {
		if f.d.IsNoun(i) || f.tag(i) == "PRP" || f.tag(i) == "WP" || pronominal[f.low[i]] {
			head = i
		} else if f.tag(i) == "IN" && i > a.spkFirst {
			break
		}
	}
	w := f.low[head]
	switch f.tag(head) {
	case "NNP", "NNPS", "WP":
		return true
	case "PRP":
		return w != "it"
	}
	if n := lex.nouns[w]; n != nil && n.speaks || nominals[w] != "" || spokes[w] || people[w] {
		return true
	}
	for _, x := range []string{"er", "or", "ist", "ian", "ant", "ers", "ors", "ists", "ians", "ants", "men", "man", "woman", "women", "people"} {
		if strings.HasSuffix(w, x) && len(w) > len(x)+3 && !things[w] {
			return true
		}
	}
	return false
}

var (
	people = words(`people men women man woman officials authorities police critics experts aides activists residents witnesses prosecutors lawmakers
		families neighbors neighbours friends voters republicans democrats conservatives liberals sources insiders families
		groups companies agencies firms doctors staff students parents veterans leaders allies opponents advocates attorneys
		lawyers judges scholars academics executives everyone nobody somebody someone anyone government administration campaign
		team family media press public majority minority colleagues rivals editors delegates diplomats who percent`)
	things = words(`number numbers factor factors behavior behaviour server servers center centers centre power order disorder weather
		matter matters paper papers error errors terror horror color colour sector indicator indicators computer computers
		counter monitor disaster manner border borders letter letters chapter corner summer winter water river answer answers
		character cluster filter offer restaurant plant plants merger danger transfer tower towers quarter quarters user-interface`)
)
