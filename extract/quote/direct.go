package quote

import (
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/text"
	"hearsay/extract/syntax"
)

// inverted handles a cue whose subject follows: "…, said Anna Berg, a spokeswoman." It reports whether it was one.
func (f *finder) inverted(a *attribution, v, last int, s syntax.Sentence) bool {
	e := a.verb
	if e.frames&frameTell != 0 && f.region(v-1) < 0 {
		return false
	}
	if e.frames&(frameQuote|frameClause) == 0 || !f.finite(v) && !certain[f.word(v)] && !(f.tag(v) == "VBN" && f.region(v-1) >= 0) {
		return false
	}
	left := v
	for left > s.First && f.tag(left-1) == "RB" && f.region(left-1) < 0 {
		left--
	}
	if left == s.First && (left == 0 || f.region(left-1) < 0) {
		return false
	}
	if !f.closesClause(left - 1) {
		return false
	}
	p, ok := f.nounPhrase(last, s.Last)
	if !ok || f.when(last, s.Last) > last || f.tag(p.First) == "PRP" && !subjective(f.word(p.First)) {
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

// trailing handles a source and its cue at the end of a sentence whose words all come before: "…, a report into the fire
// has found." Whatever stands between the last comma and the cue is the source.
func (f *finder) trailing(a *attribution, v, last int, s syntax.Sentence) bool {
	if a.verb.frames&(frameQuote|frameClause) == 0 || a.verb.class == "think" || !f.atEnd(last, s) || f.region(v) >= 0 {
		return false
	}
	end := v
	for end > s.First && (f.tag(end-1) == "RB" || auxiliaries[f.word(end-1)] && f.isVerb(end-1)) {
		end--
	}
	if !f.finite(v) && end == v {
		return false
	}
	k := end - 1
	for k > s.First && k > end-14 && f.word(k) != "," && f.region(k) < 0 && !f.finite(k) && f.tag(k) != "VB" && f.tag(k) != "WDT" && f.tag(k) != "WP" && f.tag(k) != "TO" {
		k--
	}
	if k <= s.First || f.word(k) != "," || end-k < 2 || !f.hasFinite(s.First, k) {
		return false
	}
	p, ok := f.nounPhrase(k+1, end)
	if !ok || f.tag(k+1) == "RB" || f.tag(k+1) == "CC" || p.Last < end && f.tag(p.Last) != "IN" && f.tag(p.Last) != "VBN" {
		return false
	}
	a.spkFirst, a.spkLast = k+1, end
	return f.preposed(a, k+1, f.skipTail(last, s), s)
}

// initial handles "Said Berg: “…”" at the start of a sentence.
func (f *finder) initial(a *attribution, v, last int, s syntax.Sentence) bool {
	if v != s.First || a.verb.frames&frameQuote == 0 || !f.finite(v) && !certain[f.word(v)] {
		return false
	}
	p, ok := f.nounPhrase(last, s.Last)
	if !ok {
		return false
	}
	k := f.skipTail(p.Last, s)
	if k+1 >= s.Last || f.word(k) != ":" && f.word(k) != "," || f.region(k+1) < 0 {
		return false
	}
	a.spkFirst, a.spkLast, a.rule = p.First, p.Last, "inverted"
	f.after(a, v, k+1, s)
	return true
}

// closes handles a quotation, its source with whatever is set off behind it, and the cue: “…,” Anna Berg, who runs the
// plant, said.
func (f *finder) closes(a *attribution, v, last int, s syntax.Sentence) bool {
	if a.verb.frames&frameQuote == 0 || !f.finite(v) && !certain[f.word(v)] {
		return false
	}
	k := v - 1
	for k > s.First && (f.tag(k) == "RB" || auxiliaries[f.word(k)]) {
		k--
	}
	if k < s.First || f.word(k) == "who" || f.word(k) == "which" || f.word(k) == "that" {
		return false
	}
	relative := false
	for ; k >= s.First && k > v-40 && f.region(k) < 0; k-- {
		switch w := f.word(k); {
		case f.finite(k) && !auxiliaries[w]:
			relative = true
		case w == "who" || w == "which" || w == "that":
			relative = false
		case w == ":" || w == ";" || w == "and" && relative:
			return false
		}
	}
	if k < 0 || k <= v-40 || f.region(k) < 0 || relative || !f.closesClause(k) || k+1 >= v || !f.sameLine(k, k+1) {
		return false
	}
	first := k + 1
	if !f.noun(first) && f.tag(first) != "DT" && f.tag(first) != "PRP" && f.tag(first) != "JJ" && f.tag(first) != "PRP$" && f.tag(first) != "CD" && !(f.tag(first) == "VBN" && (f.noun(first+1) || f.tag(first+1) == "JJ")) {
		return false
	}
	end := first
	for end < v && f.word(end) != "," && f.word(end) != "who" && f.word(end) != "which" && f.tag(end) != "RB" && !f.finite(end) && (f.tag(end) != "VBN" || end == first) && f.tag(end) != "MD" {
		end++
	}
	if end == first || end == v && f.d.Tokens[v-1].Kind == text.Punct && f.word(v-1) != ")" {
		return false
	}
	a.spkFirst, a.spkLast = first, end
	return f.preposed(a, first, f.skipTail(last, s), s)
}

// before handles a cue that has nothing to its right: what is said comes before it.
// It reports whether something does.
func (f *finder) before(a *attribution, v, last int, s syntax.Sentence) bool {
	if a.verb.frames&(frameQuote|frameClause) == 0 || a.spkLast <= a.spkFirst || a.spkFirst > v || f.tag(v) == "VBG" {
		return false
	}
	for k := a.spkLast; k < v; k++ {
		if f.finite(k) && !auxiliaries[f.word(k)] && !hedgeVerbs[f.word(k)] && f.tag(k) != "MD" || f.word(k) == "and" || f.word(k) == "but" {
			return false // the subject has a verb of its own
		}
	}
	left := a.spkFirst
	if t := f.tag(left); (t == "WDT" || t == "WP") && f.region(left-1) < 0 {
		return false // "the guild, which speaks for bakers"
	}
	if f.word(left-1) == "," && f.region(left-1) < 0 { // an apposition was taken for the subject: the name is before it
		k := left - 2
		for k >= s.First && f.region(k) < 0 && (f.noun(k) || f.tag(k) == "JJ" || f.tag(k) == "DT" || f.tag(k) == "POS" || f.tag(k) == "CD" || f.word(k) == ".") {
			k--
		}
		if k < left-2 && k >= s.First && f.region(k) >= 0 && f.closesClause(k) {
			left, a.spkFirst, a.spkLast = k+1, k+1, left-1
		}
	}
	return f.preposed(a, left, f.skipTail(last, s), s)
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
	if r := f.region(first); r >= 0 {
		first = f.d.TokenAt(f.regs[r].Start)
	} else if r := f.region(left - 1); r >= 0 {
		// words before a whole quotation belong to it only if they make one sentence with it
		k := f.d.TokenAt(f.regs[r].Start)
		if k > first && (f.word(k-1) == ":" || f.hasFiniteCue(first, k) || f.word(k-1) == "," && !f.hasFinite(first, k)) {
			first = k
			if !f.speech(r) {
				return false
			}
		} else if k > first && !f.hasFinite(first, k) && !f.longRegion(r) && !f.finite(k+1) { // but: The country “has changed,” she said
			return false // a name in quotation marks: In an interview on “Face of the Day,” she said
		}
	}
	if f.region(left-1) < 0 && !f.hasFinite(first, left-1) && !(f.atEnd(right, s) && (f.hasVerb(first, left-1) || f.region(left-2) >= 0)) && !(f.word(right) == "," && f.finiteClause(right+1, s.Last)) {
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

// own notes that the regions of sp belong to a.
func (f *finder) own(a *attribution, sp corpus.Span) {
	for i, r := range f.regs {
		if sp.Contains(r.Span) && f.owner[i] == nil {
			f.owner[i] = a
		}
	}
}

// goesOn adds to a the quotation that goes on after token i: after a comma in the same sentence, or in the next one.
func (f *finder) goesOn(a *attribution, i int, s syntax.Sentence) {
	for i < len(f.d.Tokens) {
		// over appositions and other asides to the next quotation of the sentence
		j := i
		for j < s.Last && f.region(j) < 0 {
			j++
		}
		if j >= len(f.d.Tokens) || !f.sameLine(j-1, j) {
			break
		}
		if j < s.Last && (f.hasFiniteCue(i, j) || f.cueBetween(i, j)) {
			break
		}
		r := f.region(j)
		if r < 0 || f.owner[r] != nil || f.d.Tokens[j].Start > f.regs[r].Start+3 || f.hasOwnCue(r) || !f.speech(r) {
			break
		}
		next := f.d.TokenAt(f.regs[r].End)
		if next < len(f.d.Tokens) && f.sameLine(next-1, next) && f.d.SentenceOf(next) == f.d.SentenceOf(next-1) && f.word(next) != "," && f.word(next) != "." {
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
	reason := resumes[f.word(i)]
	switch t := f.tag(i); {
	case reason:
	case t == "VBG" || t == "WP" || t == "WDT" || t == "WRB" || t == "IN":
		return
	case a.rule == "inverted" && t != "CC": // an apposition to the source
		return
	}
	if !reason && !f.hasFinite(i, s.Last) && f.tag(i) != "VBN" || f.newAttribution(i, s.Last) {
		return
	}
	if sp := f.span(i, s.Last); sp.Len() > 0 {
		a.spans = append(a.spans, sp)
	}
}

// resumes holds words that take up again what a source says, behind "…, she said,"; others, such as "as" and "when", go on
// with the telling.
var resumes = words("because since until unless if whether but and or including not")

// cueBetween reports whether a participle in the tokens [i, j) takes the quotation at j: "adding later, “…”".
func (f *finder) cueBetween(i, j int) bool {
	for k := i; k < j; k++ {
		if e := lex.verbs[f.word(k)]; e != nil && f.tag(k) == "VBG" && e.frames&frameQuote != 0 {
			return true
		}
	}
	return false
}

func (f *finder) hasFiniteCue(a, b int) bool {
	for i := a; i < b; i++ {
		if e := lex.verbs[f.word(i)]; e != nil && e.class != "think" && f.finite(i) {
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
	if f.word(i) == "," {
		i++
	}
	if i >= len(f.d.Tokens) {
		return false
	}
	s := f.d.Sentences[f.d.SentenceOf(i)]
	if i == s.First && f.tag(i-1) == "." {
		r, _ := firstRune(f.s[f.d.Tokens[i].Start:])
		if isUpper(r) && strings.HasSuffix(strings.TrimRight(f.regs[f.region(i-1)].body.Of(f.s), " "), ".") {
			return false // “…” ends in a full stop: a new sentence
		}
	}
	for k := i; k < min(i+8, s.Last); k++ {
		if f.word(k) == "," || f.region(k) >= 0 {
			return false
		}
		if e := lex.verbs[f.word(k)]; e != nil && e.frames&frameQuote != 0 && (f.finite(k) || certain[f.word(k)]) {
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

// workTitle reports whether region r holds the name of a work: every long word has a capital and no mark ends it.
func (f *finder) workTitle(r int) bool {
	body := strings.TrimSpace(f.regs[r].body.Of(f.s))
	if body == "" || strings.ContainsAny(body[len(body)-1:], ".?!,") {
		return false
	}
	long := 0
	for w := range strings.FieldsSeq(body) {
		if len(w) > 3 {
			long++
			if !isUpperAt(w) {
				return false
			}
		}
	}
	return long > 1
}
