package quote

import (
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/text"
	"hearsay/extract/syntax"
)

// accordingTo handles "according to" at token i: what comes before it, behind it, or both.
func (f *finder) accordingTo(i int, s syntax.Sentence) {
	if f.word(i) != "according" || f.word(i+1) != "to" || i+2 >= s.Last {
		return
	}
	p, ok := f.nounPhrase(i+2, s.Last)
	if !ok { // the tagger takes the source for something else
		p = syntax.Phrase{First: i + 2, Last: i + 3, Head: i + 2}
		for p.Last < s.Last && !stopsPhrase(f.word(p.Last)) {
			p.Last++
		}
	}
	if _, last, ok := f.cited(i+2, s); ok {
		p.Last = max(p.Last, last)
	}
	a := &attribution{cueFirst: i, cueLast: i + 2, spkFirst: p.First, spkLast: p.Last, rule: "according"}
	a.verb = according
	// the source reaches to the next comma or the end
	k := p.Last
	for k < s.Last && f.region(k) == f.region(i) && !stopsPhrase(f.word(k)) && !f.finite(k) {
		k++
	}
	tail := k < s.Last && f.word(k) == ","                                                                        // the sentence goes on
	middle := tail && i > s.First+1 && f.word(i-1) == "," && !f.hasFinite(s.First, i) && f.hasFinite(k+1, s.Last) // "The price, according to bakers, will rise"
	if i > s.First && (middle || f.hasFinite(s.First, i)) {
		first := s.First
		if r := f.region(first); r >= 0 {
			first = f.d.TokenAt(f.regs[r].Start)
		}
		if sp := f.span(first, i); sp.Len() > 0 {
			a.spans = append(a.spans, sp)
			f.own(a, sp)
		}
	}
	if i == s.First && k < s.Last && f.finite(k) && p.Last < k {
		a.spans = nil // no comma: "According to the ministry over 300 people died"
		if sp := f.span(p.Last, s.Last); sp.Len() > 0 {
			a.spans = append(a.spans, sp)
			f.own(a, sp)
		}
	} else if tail && (len(a.spans) == 0 || middle || f.tag(k+1) == "CC" && f.finiteAfter(k+1, s.Last)) {
		if sp := f.span(k+1, s.Last); sp.Len() > 0 {
			a.spans = append(a.spans, sp)
			f.own(a, sp)
		}
	}
	f.add(a)
}

var according = &cue{lemma: "according to", class: "say", strength: 4}

func stopsPhrase(w string) bool {
	switch w {
	case ",", ".", ";", ":", "—", "–", "who", "which", "that":
		return true
	}
	return false
}

// finiteAfter reports whether the tokens [i, end) go on with a clause rather than an apposition.
func (f *finder) finiteAfter(i, end int) bool {
	switch f.tag(i) {
	case "WP", "WDT", "DT", "VBG", "WRB":
		return false
	}
	return f.hasFinite(i, end)
}

// asClause handles "…, as police have said" and "As police said, …" for the cue at token v with the source of a: what is
// said is the rest of the sentence. It reports whether it was one.
func (f *finder) asClause(a *attribution, v, last int, s syntax.Sentence) bool {
	start := a.spkFirst
	if a.spkLast <= a.spkFirst || a.spkFirst > v {
		start = v
	}
	for start > s.First && (f.tag(start-1) == "RB" || f.word(start-1) == "first") {
		start-- // "as first reported"
	}
	if start == 0 || f.word(start-1) != "as" || start-1 < s.First || a.verb.frames&(frameClause|frameQuote) == 0 {
		return false
	}
	as := start - 1
	tail := f.skipTail(last, s)
	if t := f.tag(last); tail > last && t != "IN" && t != "RB" && f.when(last, s.Last) == last {
		return false // "as the agency continues its work"
	}
	switch {
	case as > s.First+1 && f.word(as-1) == "," && f.word(tail) == "," && !f.hasFinite(s.First, as) && f.hasFinite(tail, s.Last):
		a.spans = []corpus.Span{f.span(s.First, as-1), f.span(tail+1, s.Last)} // "The dam, as engineers said, was old"
	case as == s.First && tail < s.Last && f.word(tail) == "," && f.hasFinite(tail, s.Last):
		a.spans = []corpus.Span{f.span(tail+1, s.Last)}
	case as > s.First && f.closesClause(as-1) && f.hasFinite(s.First, as-1) && f.atEnd(tail, s):
		a.spans = []corpus.Span{f.span(s.First, as-1)}
	default:
		return false
	}
	a.rule = "as"
	for _, sp := range a.spans {
		if sp.Len() == 0 {
			return false
		}
		f.own(a, sp)
	}
	f.add(a)
	return true
}

// colon handles a source, a colon and what it says: “Berg: ‘We will appeal’”, "POLL: Most want change", and the lines of
// a transcript.
func (f *finder) colon(s syntax.Sentence) {
	for i := s.First + 1; i+1 < s.Last && i < s.First+9; i++ {
		if f.word(i) != ":" || f.region(i) >= 0 && f.region(i) != f.region(s.First) {
			continue
		}
		first := s.First
		for first < i && f.d.Tokens[first].Kind == text.Punct {
			first++
		}
		p, ok := f.nounPhrase(first, i)
		if !ok || p.Last != i || labels[f.word(i-1)] {
			return
		}
		a := &attribution{cueFirst: i, cueLast: i + 1, spkFirst: p.First, spkLast: p.Last, rule: "colon"}
		if n := lex.nouns[f.word(i-1)]; n != nil && (n.content || n.container) { // "The company’s response: they did not know"
			if k := f.possessor(p.First, i-1); k > p.First {
				a.noun, a.cueFirst, a.cueLast, a.spkLast = n, i-1, i, k
				if sp := f.span(i+1, s.Last); sp.Len() > 0 {
					a.spans = []corpus.Span{sp}
					f.own(a, sp)
					f.add(a)
				}
				return
			}
		}
		if !f.capitals(p) && !f.canSpeak(a) {
			return
		}
		if r := f.region(i + 1); r >= 0 && f.owner[r] == nil && f.region(i) < 0 {
			a.spans = []corpus.Span{f.regs[r].Span}
			f.owner[r] = a
		} else if f.capitals(p) || f.region(i) < 0 && first == s.First && f.atLineStart(s.First) && f.atLineEnd(s.Last-1) && (f.states(i+1, s) || f.heads(i-1) && s.Last-i > 3 && f.word(s.Last-1) != ".") {
			last := s.Last
			for last < len(f.low) && f.capitals(p) && f.sameLine(last-1, last) {
				last++
			}
			a.spans = []corpus.Span{f.span(i+1, last)}
		}
		if len(a.spans) > 0 && a.spans[0].Len() > 0 {
			f.add(a)
			if f.capitals(p) {
				a.kind = "direct"
			}
		}
		return
	}
}

// heads reports whether the noun at token i, before a headline's colon, is somebody or something that says what follows,
// verb or no verb: "Minister: no more cuts". Names of kinds of article ("Analysis:", "Review:") say nothing.
func (f *finder) heads(i int) bool {
	w := f.word(i)
	if sections[w] {
		return false
	}
	n := lex.nouns[w]
	return n != nil && n.speaks || nominals[w] != "" || spokes[w] || people[w] || bodies[w]
}

var sections = words("analysis review opinion letter letters column interview profile story article video editorial press media team")

// labels stand before a colon and say what kind of text follows.
var labels = words("warning clarification correction update note watch video photo photos exclusive breaking related live more")

// states reports whether the tokens from i to the end of s, which stand behind a name and a colon, are a sentence: with a
// capital, or as headlines are set, without one and without a full stop.
func (f *finder) states(i int, s syntax.Sentence) bool {
	if f.word(s.Last-1) == "." || isUpperAt(f.form(i)) {
		return isUpperAt(f.form(i)) && f.hasVerb(i, s.Last)
	}
	return f.hasFinite(i, s.Last)
}

// issued gives the quotation r, which stands behind a colon, to the subject of the words before it, when they hold a noun
// for something said: "The company issued a short statement: “…”". It reports whether there was one.
func (f *finder) issued(r int) bool {
	i := f.d.TokenAt(f.regs[r].Start)
	if i < 2 || f.word(i-1) != ":" || !f.sameLine(i-1, i) {
		return false
	}
	s := f.d.Sentences[f.d.SentenceOf(i-1)]
	for k := i - 2; k >= s.First && f.region(k) < 0; k-- {
		n := lex.nouns[f.word(k)]
		if n == nil || !n.container && !n.content {
			continue
		}
		for v := k - 1; v > s.First; v-- {
			if !f.finite(v) || f.region(v) >= 0 {
				continue
			}
			a := &attribution{noun: n, cueFirst: k, cueLast: k + 1, rule: "issued", spans: []corpus.Span{f.regs[r].Span}}
			f.subject(a, v, s)
			if a.spkLast <= a.spkFirst {
				return false
			}
			f.owner[r] = a
			f.add(a)
			return true
		}
	}
	return false
}

// possessor returns the token after the one who has what stands in tokens [i, end), by "’s"; i if there is none.
func (f *finder) possessor(i, end int) int {
	for k := i + 1; k < end; k++ {
		if f.tag(k) == "POS" || f.word(k) == "'s" || f.word(k) == "’s" {
			return k
		}
	}
	return i
}

// capitals reports whether the phrase p is set in capitals, as speakers in transcripts are.
func (f *finder) capitals(p syntax.Phrase) bool {
	for i := p.First; i < p.Last; i++ {
		if w := f.form(i); w != strings.ToUpper(w) || len(w) < 3 && p.Last-p.First == 1 {
			return false
		}
	}
	return f.d.Tokens[p.Head].Kind == text.Word
}
