package quote

import (
	"sort"
	"strings"

	"hearsay/corpus"
)

// floating makes quotes of the quoted regions that look like speech and that no cue has taken: they go to who spoke last.
func (f *finder) floating() {
	for i := len(f.regs) - 1; i > 0; i-- { // what began in the paragraph before belongs to who is named behind its end
		if a := f.owner[i]; f.regs[i].cont && a != nil && f.owner[i-1] == nil && a.spans[0] == f.regs[i].Span && !strings.ContainsAny(f.regs[i-1].body.Of(f.s), "“”\"") {
			a.spans = append([]corpus.Span{f.regs[i-1].Span}, a.spans...)
			f.owner[i-1] = a
		}
	}
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
		if f.issued(i) {
			continue
		}
		if r.single || !f.speech(i) || !f.alone(r.Span) || !f.longRegion(i) && !f.atLineStart(f.d.TokenAt(r.Start)) {
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
			a.from = last
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
	if f.word(first) == "that" {
		first++
	}
	return inner.spkFirst-first < 3 && inner.spkFirst >= first && f.region(inner.cueFirst) < 0
}

// weight says which of two attributions that cannot both be right is kept.
func (a *attribution) weight() int {
	switch {
	case a.rule == "floating":
		return 0
	case a.kind == "direct" && a.rule != "verb" || a.rule == "issued":
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

// nest puts a source in commas inside what another says, "The agency said that the pipe, according to its engineers, would
// hold", where it belongs: what it says is the rest of that clause, and the other passes it on.
func (f *finder) nest() {
	for _, a := range f.found {
		if a.rule != "according" || len(a.spans) != 1 || f.word(a.spkLast) != "," {
			continue
		}
		s := f.d.Sentences[f.d.SentenceOf(a.cueFirst)]
		for _, b := range f.found {
			if b == a || b.verb == nil || len(b.spans) == 0 || b.cueFirst > a.cueFirst || !f.inside(b, a) || f.d.TokenAt(b.spans[0].Start) < b.cueLast || !f.hasFinite(a.spkLast, s.Last) {
				continue
			}
			first := f.d.TokenAt(b.spans[0].Start)
			head, tail := f.span(first, a.cueFirst-1), f.span(a.spkLast+1, s.Last)
			b.spans, a.within = []corpus.Span{f.span(first, s.Last)}, b
			a.spans = []corpus.Span{tail}
			if head.Len() > len("that") {
				a.spans = []corpus.Span{head, tail}
			}
			break
		}
	}
}
