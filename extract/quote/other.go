package quote

import (
	"sort"
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/text"
	"hearsay/extract/syntax"
)

// accordingTo handles "according to" at token i: what comes before it, behind it, or both.
func (f *finder) accordingTo(i int, s syntax.Sentence) {
	if f.low[i] != "according" || f.word(i+1) != "to" || i+2 >= s.Last {
		return
	}
	p, ok := f.nounPhrase(i+2, s.Last)
	if !ok { // the tagger takes the source for something else
		p = syntax.Phrase{First: i + 2, Last: i + 3, Head: i + 2}
		for p.Last < s.Last && !stopsPhrase(f.low[p.Last]) {
			p.Last++
		}
	}
	a := &attribution{cueFirst: i, cueLast: i + 2, spkFirst: p.First, spkLast: p.Last, rule: "according"}
	a.verb = according
	// the source reaches to the next comma or the end
	k := p.Last
	for k < s.Last && f.reg[k] == f.reg[i] && !stopsPhrase(f.low[k]) && !f.finite(k) {
		k++
	}
	if i > s.First && f.hasFinite(s.First, i) {
		first := s.First
		if r := f.reg[first]; r >= 0 {
			first = f.d.TokenAt(f.regs[r].Start)
		}
		if sp := f.span(first, i); sp.Len() > 0 {
			a.spans = append(a.spans, sp)
			f.own(a, sp)
		}
	}
	if i == s.First && k < s.Last && f.finite(k) && p.Last < k {
		k = p.Last - 1 // no comma: "According to the ministry over 300 people died"
		a.spans = nil
		if sp := f.span(p.Last, s.Last); sp.Len() > 0 {
			a.spans = append(a.spans, sp)
			f.own(a, sp)
		}
	} else if k < s.Last && f.low[k] == "," && (len(a.spans) == 0 || f.tag(k+1) == "CC" && f.finiteAfter(k+1, s.Last)) {
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
	if start == 0 || f.word(start-1) != "as" || start-1 < s.First || a.verb.frames&(frameClause|frameQuote) == 0 {
		return false
	}
	as := start - 1
	tail := f.skipTail(last, s)
	switch {
	case as == s.First && tail < s.Last && f.low[tail] == "," && f.hasFinite(tail, s.Last):
		a.spans = []corpus.Span{f.span(tail+1, s.Last)}
	case as > s.First && f.closesClause(as-1) && f.hasFinite(s.First, as-1) && f.atEnd(tail, s):
		a.spans = []corpus.Span{f.span(s.First, as-1)}
	default:
		return false
	}
	a.rule = "as"
	if a.spans[0].Len() == 0 {
		return false
	}
	f.own(a, a.spans[0])
	f.add(a)
	return true
}

// nounCue handles a noun with content of its own at token i: "the claim that", "his assertion that".
func (f *finder) nounCue(i int, s syntax.Sentence) {
	n := lex.nouns[f.low[i]]
	if n == nil || !n.content || !f.d.IsNoun(i) || i+2 >= s.Last || f.low[i+1] != "that" || f.tag(i+1) == "WDT" && !f.clauseAt(i+2, s.Last) {
		return
	}
	if !f.clauseAt(i+2, s.Last) {
		return
	}
	a := &attribution{noun: n, cueFirst: i, cueLast: i + 1, rule: "noun"}
	for k := i - 1; k >= s.First && k > i-8; k-- {
		if t := f.tag(k); t == "PRP$" && f.low[k] != "'s" && f.low[k] != "’s" {
			a.spkFirst, a.spkLast = k, k+1
			break
		} else if t == "POS" || f.low[k] == "'s" || f.low[k] == "’s" {
			j := k
			for j > s.First && (f.d.IsNoun(j-1) || f.tag(j-1) == "DT" || f.tag(j-1) == "JJ") {
				j--
			}
			a.spkFirst, a.spkLast = j, k
			break
		} else if t != "JJ" && t != "NN" && t != "RB" && t != "VBN" && t != "VBG" {
			break
		}
	}
	if a.spkLast <= a.spkFirst {
		return
	}
	last := f.contentEnd(a, i, i+1, s)
	if sp := f.span(i+1, last); sp.Len() > 0 {
		a.spans = []corpus.Span{sp}
		f.own(a, sp)
		f.add(a)
	}
}

// colon handles a source, a colon and what it says: “Berg: ‘We will appeal’”, "POLL: Most want change", and the lines of
// a transcript.
func (f *finder) colon(s syntax.Sentence) {
	for i := s.First + 1; i+1 < s.Last && i < s.First+9; i++ {
		if f.low[i] != ":" || f.reg[i] >= 0 && f.reg[i] != f.reg[s.First] {
			continue
		}
		first := s.First
		for first < i && f.d.Tokens[first].Kind == text.Punct {
			first++
		}
		p, ok := f.nounPhrase(first, i)
		if !ok || p.Last != i {
			return
		}
		a := &attribution{cueFirst: i, cueLast: i + 1, spkFirst: p.First, spkLast: p.Last, rule: "colon"}
		if !f.capitals(p) && !f.canSpeak(a) {
			return
		}
		if r := f.reg[i+1]; r >= 0 && f.owner[r] == nil && f.reg[i] < 0 {
			a.spans = []corpus.Span{f.regs[r].Span}
			f.owner[r] = a
		} else if f.capitals(p) || f.reg[i] < 0 && f.atLineStart(s.First) && f.atLineEnd(s.Last-1) && f.hasVerb(i+1, s.Last) && isUpperAt(f.d.Word(i+1)) {
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

// capitals reports whether the phrase p is set in capitals, as speakers in transcripts are.
func (f *finder) capitals(p syntax.Phrase) bool {
	for i := p.First; i < p.Last; i++ {
		if w := f.d.Word(i); w != strings.ToUpper(w) || len(w) < 3 && p.Last-p.First == 1 {
			return false
		}
	}
	return f.d.Tokens[p.Head].Kind == text.Word
}

func isUpperAt(w string) bool {
	r, _ := firstRune(w)
	return isUpper(r)
}

func (f *finder) atLineStart(i int) bool { return i == 0 || !f.sameLine(i-1, i) }

func (f *finder) atLineEnd(i int) bool { return i+1 >= len(f.low) || !f.sameLine(i, i+1) }

// floating makes quotes of the quoted regions that look like speech and that no cue has taken: they go to who spoke last.
func (f *finder) floating() {
	for i, r := range f.regs {
		if f.owner[i] != nil {
			continue
		}
		if r.cont && i > 0 && f.owner[i-1] != nil { // the same quotation goes on in a new paragraph
			a := f.owner[i-1]
			a.spans = append(a.spans, r.Span)
			f.owner[i] = a
			continue
		}
		if r.single || !f.speech(i) || !f.alone(r.Span) {
			continue
		}
		a := &attribution{spans: []corpus.Span{r.Span}, rule: "floating"}
		f.owner[i] = a
		f.add(a)
	}
}

// credit gives quotations that stand alone to whoever spoke last in the paragraph, or in the one before.
func (f *finder) credit() {
	sort.SliceStable(f.found, func(i, j int) bool { return f.found[i].spans[0].Start < f.found[j].spans[0].Start })
	var last *attribution
	for _, a := range f.found {
		if a.rule != "floating" {
			if a.spkLast > a.spkFirst && a.verb != nil && a.verb.class != "think" {
				last = a
			}
			continue
		}
		if last != nil && strings.Count(f.s[last.spans[0].Start:a.spans[0].Start], "\n\n") <= 2 {
			a.spkFirst, a.spkLast, a.name, a.via, a.source = last.spkFirst, last.spkLast, last.name, last.via, last.source
		}
	}
}

// alone reports whether sp is not part of a longer statement that was found.
func (f *finder) alone(sp corpus.Span) bool {
	for _, a := range f.found {
		for _, x := range a.spans {
			if x.Overlaps(sp) {
				return false
			}
		}
	}
	return true
}

// settle drops attributions that are the same as another or that cross one.
func (f *finder) settle() {
	var keep []*attribution
	sort.SliceStable(f.found, func(i, j int) bool { return f.found[i].weight() > f.found[j].weight() })
	for _, a := range f.found {
		ok := true
		for _, b := range keep {
			if crossing(a.spans, b.spans) || f.inside(a, b) && !f.passesOn(b, a) {
				ok = false
			}
		}
		if ok {
			keep = append(keep, a)
		}
		if a.verb != nil {
			f.passed = append(f.passed, a)
		}
	}
	f.found = keep
}

// inside reports whether the cue of a stands in what b says.
func (f *finder) inside(a, b *attribution) bool {
	if a.cueLast <= a.cueFirst {
		return false
	}
	cue := f.d.SpanOf(a.cueFirst, a.cueLast)
	for _, sp := range b.spans {
		if sp.Contains(cue) {
			return true
		}
	}
	return false
}

// passesOn reports whether what outer says is that inner says something: "according to the Echo, the company denied
// that …". Other attributions inside a statement are part of its words.
func (f *finder) passesOn(outer, inner *attribution) bool {
	if outer.kind == "direct" || inner.spkLast <= inner.spkFirst || inner.verb == nil || inner.verb.class == "think" && outer.rule != "according" {
		return false
	}
	first := f.d.TokenAt(outer.spans[0].Start)
	if f.low[first] == "that" {
		first++
	}
	return inner.spkFirst-first < 3 && inner.spkFirst >= first && f.reg[inner.cueFirst] < 0
}

// weight says which of two attributions that cannot both be right is kept.
func (a *attribution) weight() int {
	switch {
	case a.rule == "floating":
		return 0
	case a.kind == "direct" && a.rule != "verb":
		return 9
	case a.rule == "according":
		return 8
	case a.rule == "preposed" || a.rule == "inverted":
		return 7
	case a.verb != nil && a.verb.class == "think":
		return 2
	case a.verb != nil && a.verb.frames&frameQuote != 0:
		return 6
	}
	return 4
}

// crossing reports whether a span of one overlaps a span of the other without one holding the other, or they are equal.
func crossing(a, b []corpus.Span) bool {
	for _, x := range a {
		for _, y := range b {
			if x == y || x.Overlaps(y) && !x.Contains(y) && !y.Contains(x) {
				return true
			}
		}
	}
	return false
}
