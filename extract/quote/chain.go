package quote

import (
	"slices"
	"sort"

	"hearsay/corpus"
	"hearsay/extract/syntax"
)

// chains works out, for each attribution, on whose word it reached the article, outermost source first.
func (f *finder) chains(c *cast) {
	sort.SliceStable(f.found, func(i, j int) bool { return f.found[i].spkFirst < f.found[j].spkFirst })
	for _, a := range f.found {
		a.chain = append(f.through(a, c), f.link(a, c)...)
		a.chain = dedupe(append(a.chain, f.relies(a, c)...))
		if e := c.byName(a.name); e != nil && a.spkLast > a.spkFirst {
			c.spoke, c.spokeIn = e, f.d.SentenceOf(a.spkFirst)
		}
	}
	for _, a := range f.found { // statements inside statements: the outer sources come first
		if o := f.outer(a); o != nil {
			a.outer = len(o.chain)
			a.chain = dedupe(append(append([]corpus.ChainLink{}, o.chain...), a.chain...))
		}
	}
	f.found = slices.DeleteFunc(f.found, func(a *attribution) bool { // "citing two officials" says no more than a chain does
		return slices.Contains(f.relied, a.cueFirst) && a.kind == "indirect"
	})
}

// link returns the link of a's own source, none if nobody is named.
func (f *finder) link(a *attribution, c *cast) []corpus.ChainLink {
	name, via, kind := c.resolve(a.spkFirst, a.spkLast)
	a.name, a.via, a.source = name, via, kind
	if name == "" || a.cueLast <= a.cueFirst {
		return nil
	}
	cue := f.d.SpanOf(a.cueFirst, a.cueLast).Of(f.s)
	return append(f.listedBefore(a, cue, c), corpus.ChainLink{Source: name, Cue: cue, Kind: kind})
}

// listedBefore returns the links of the outlets that a relative pronoun goes back to besides the last: "a report by the
// Echo and the Globe, which cited …".
func (f *finder) listedBefore(a *attribution, cue string, c *cast) []corpus.ChainLink {
	if w := f.word(a.spkFirst); a.spkLast != a.spkFirst+1 || w != "which" && w != "who" && w != "that" {
		return nil
	}
	var out []corpus.ChainLink
	for k, end := len(c.namings)-1, a.spkFirst; k >= 0; k-- {
		n := c.namings[k]
		if n.first >= end {
			continue
		}
		for end > n.last && (f.word(end-1) == "," || f.word(end-1) == "and" || f.word(end-1) == "the") {
			end--
		}
		if n.last != end || n.ent.kind != "outlet" && !f.among(n, out) {
			break
		}
		if n.ent.name != a.name {
			out = append([]corpus.ChainLink{{Source: n.ent.name, Cue: cue, Kind: "outlet"}}, out...)
		}
		end = n.first
	}
	return out
}

// among reports whether the name n stands in a list after "by" whose later members, out, are outlets.
func (f *finder) among(n naming, out []corpus.ChainLink) bool {
	k := n.first
	for k > 0 && f.word(k-1) == "the" {
		k--
	}
	return len(out) > 0 && n.ent.kind != "person" && k > 0 && (f.word(k-1) == "by" || f.word(k-1) == ",")
}

// outer returns the attribution that passes a on, if there is one.
func (f *finder) outer(a *attribution) *attribution {
	if a.within != nil {
		return a.within
	}
	for _, b := range f.found {
		if b != a && len(b.spans) > 0 && f.inside(a, b) && f.passesOn(b, a) {
			return b
		}
	}
	for _, b := range f.passed { // "the Echo cited documents showing that …"
		if b != a && f.sentenceOf(b) == f.sentenceOf(a) && a.spkLast > a.spkFirst && b.holds(f.d.SpanOf(a.spkFirst, a.spkLast)) && relays[b.verb.lemma] {
			return b
		}
	}
	return nil
}

func (a *attribution) holds(sp corpus.Span) bool {
	for _, x := range a.spans {
		if x.Contains(sp) {
			return true
		}
	}
	return false
}

func (f *finder) sentenceOf(a *attribution) int { return f.d.SentenceOf(a.cueFirst) }

// relays holds verbs whose object is a source in its turn.
var relays = words("cite quote publish obtain review report reference release leak")

// through returns the links of those through whom a's source spoke: outlets that obtained the documents, that were told,
// that had the interview.
func (f *finder) through(a *attribution, c *cast) []corpus.ChainLink {
	if a.cueLast <= a.cueFirst {
		return nil
	}
	s := f.d.Sentences[f.d.SentenceOf(a.cueFirst)]
	out := f.vessels(a, s, c)
	if a.verb != nil && a.verb.lemma == "tell" { // "told the Echo"
		out = append(out, f.outlets(a.cueLast, min(a.cueLast+8, s.Last), "told", c, true)...)
	}
	if a.verb != nil && f.word(a.cueLast) == "to" { // "confirmed to the Echo"
		out = append(out, f.outlets(a.cueLast+1, min(a.cueLast+8, s.Last), f.cue(a.cueFirst, a.cueLast+1), c, true)...)
	}
	if a.spkLast > a.spkFirst && a.spkLast <= s.Last {
		to := a.cueFirst
		if a.spkFirst > a.cueFirst {
			to = s.Last
		}
		for i := a.spkFirst; i < min(max(to, a.spkLast), s.Last); i++ {
			if reportWords[f.word(i)] && (f.word(i+1) == "by" || f.word(i+1) == "in" || f.word(i+1) == "from") {
				out = append(out, f.outlets(i+2, min(i+12, s.Last), f.cue(i, i+2), c, true)...)
			}
			out = append(out, f.hands(i, s, c)...)
		}
	}
	for i := s.First; i+3 < s.Last; i++ { // "as reported by the Echo", "cited as saying by"
		if w := f.word(i); w != "reported" && w != "cited" && w != "quoted" || f.region(i) >= 0 || i == a.cueFirst {
			continue
		}
		if f.word(i+1) == "by" || f.word(i+1) == "in" {
			out = append(out, f.outlets(i+2, min(i+10, s.Last), f.cue(i, i+2), c, true)...)
		} else if f.word(i+1) == "as" && f.word(i+2) == "saying" && i+4 < s.Last && f.word(i+3) == "by" {
			out = append(out, f.outlets(i+4, min(i+10, s.Last), f.word(i), c, false)...)
		}
	}
	return dedupe(out)
}

// cue returns the text of tokens [i, j).
func (f *finder) cue(i, j int) string { return f.d.SpanOf(i, j).Of(f.s) }

// vessels returns the links of those whom a statement reached: "in a statement to the Echo", "in an interview with the Echo",
// "in a memo to staff seen by the Echo".
func (f *finder) vessels(a *attribution, s syntax.Sentence, c *cast) []corpus.ChainLink {
	var seen, out []corpus.ChainLink
	for i := s.First; i+2 < s.Last; i++ {
		n := lex.nouns[f.word(i)]
		talk := f.word(i) == "speaking" || f.word(i) == "talking"
		if !talk && (n == nil || !n.container) || f.region(i) >= 0 {
			continue
		}
		if f.word(i+1) == "to" || f.word(i+1) == "with" {
			out = append(out, f.outlets(i+2, min(i+8, s.Last), f.cue(i, i+2), c, true)...)
		}
		for k := i + 1; k < min(i+9, s.Last-2) && !f.finite(k) && !f.closesClause(k); k++ {
			seen = append(seen, f.hands(k, s, c)...)
		}
	}
	return append(seen, out...)
}

// hands returns the links of those through whose hands the participle at token i says something went: "obtained by the
// Echo", "provided to the Echo by a former engineer".
func (f *finder) hands(i int, s syntax.Sentence, c *cast) []corpus.ChainLink {
	if !handed[f.word(i)] || f.tag(i) == "VBG" || f.region(i) >= 0 {
		return nil
	}
	prep := f.word(i + 1)
	if prep != "by" && prep != "to" && prep != "with" && prep != "in" {
		return nil
	}
	cue := f.cue(i, i+2)
	out := f.outlets(i+2, min(i+24, s.Last), cue, c, false)
	if prep != "to" && prep != "with" || len(out) == 0 {
		return out
	}
	for k := i + 3; k < min(i+12, s.Last); k++ {
		if f.word(k) == "by" {
			if p, ok := f.nounPhrase(k+1, s.Last); ok {
				name, _, kind := c.resolve(p.First, p.Last)
				out = append(out, corpus.ChainLink{Source: name, Cue: cue, Kind: kind})
			}
			break
		} else if f.isVerb(k) {
			break
		}
	}
	return out
}

// handed holds the participles that say through whose hands a document went.
var handed = words("obtained reviewed quoted collected compiled gathered uploaded shown forwarded submitted filed seen viewed published leaked released shared provided reported uncovered disclosed revealed acquired verified examined cited given sent handed")

// relies returns the links of those whom the source of a has it from: "Reuters, citing two officials, said", "the Echo
// reported, citing …", "said the report, which cites …".
func (f *finder) relies(a *attribution, c *cast) []corpus.ChainLink {
	if a.cueLast <= a.cueFirst || a.spkLast <= a.spkFirst || a.source == "person" || citing[f.word(a.cueFirst)] {
		return nil
	}
	s := f.d.Sentences[f.d.SentenceOf(a.cueFirst)]
	for i := s.First + 1; i+1 < s.Last; i++ {
		if !citing[f.word(i)] || f.region(i) >= 0 {
			continue
		}
		k := i - 1
		if w := f.word(k); w == "which" || w == "that" || w == "who" {
			k--
		} else if f.tag(i) != "VBG" {
			continue
		}
		if f.word(k) == "," {
			k--
		}
		if k+1 != a.spkLast && (k+1 < a.cueLast || f.speaksBetween(a, k)) {
			continue
		}
		if first, last, ok := f.cited(i+1, s); ok {
			f.relied = append(f.relied, i)
			name, _, kind := c.resolve(first, last)
			return []corpus.ChainLink{{Source: name, Cue: f.word(i), Kind: kind}}
		}
	}
	return nil
}

var citing = words("citing quoting cites cited quotes quoted")

// speaksBetween reports whether another attribution has its cue between that of a and token k.
func (f *finder) speaksBetween(a *attribution, k int) bool {
	for _, b := range f.found {
		if b.cueFirst > a.cueFirst && b.cueFirst <= k && b.cueLast > b.cueFirst {
			return true
		}
	}
	return false
}

// cited reads a source at token i, with what says who it is: "two people familiar with the matter".
func (f *finder) cited(i int, s syntax.Sentence) (first, last int, ok bool) {
	p, ok := f.nounPhrase(i, s.Last)
	if !ok || !f.canSpeak(&attribution{spkFirst: p.First, spkLast: p.Last}) {
		return 0, 0, false
	}
	end := p.Last
	for end < s.Last && !f.closesClause(end) && !f.finite(end) && f.tag(end) != "WDT" && f.tag(end) != "WP" && f.word(end) != "that" {
		end++
	}
	if cut, ok := f.behind(p.Last, end); ok && cut > p.Last {
		return p.First, cut, true
	}
	return p.First, p.Last, true
}

// outlets returns a link for each outlet named in tokens [i, end), which it lists with commas and "and". Where only is
// not set, other organisations count too.
func (f *finder) outlets(i, end int, cue string, c *cast, only bool) []corpus.ChainLink {
	var out []corpus.ChainLink
	for i < end {
		if w := f.word(i); w == "," || w == "and" || f.tag(i) == "DT" {
			i++
			continue
		}
		n := c.namingAt(i)
		if n == nil || n.ent.kind != "outlet" && (only || n.ent.kind == "person" && len(out) == 0) {
			break
		}
		out = append(out, corpus.ChainLink{Source: n.ent.name, Cue: cue, Kind: "outlet"})
		i = n.last
	}
	return out
}

// byName returns the entity with the name, or nil.
func (c *cast) byName(name string) *entity {
	for _, e := range c.ents {
		if e.name == name {
			return e
		}
	}
	return nil
}

func (c *cast) namingAt(i int) *naming {
	lo, hi := 0, len(c.namings)
	for lo < hi {
		m := (lo + hi) / 2
		if c.namings[m].first < i {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < len(c.namings) && c.namings[lo].first == i {
		return &c.namings[lo]
	}
	return nil
}

func dedupe(l []corpus.ChainLink) []corpus.ChainLink {
	var out []corpus.ChainLink
	for _, x := range l {
		same := false
		for _, y := range out {
			same = same || y.Source == x.Source
		}
		if !same {
			out = append(out, x)
		}
	}
	return out
}

// stance says how the article puts a statement forward.
func (a *attribution) stance() string {
	class, lemma := "say", ""
	switch {
	case a.verb != nil:
		class, lemma = a.verb.class, a.verb.lemma
	case a.noun != nil:
		class = a.noun.class
	}
	switch {
	case class == "deny" && lemma != "question" && lemma != "doubt" && lemma != "decline" && lemma != "refuse":
		if a.negated {
			return "reports"
		}
		return "denies"
	case lemma == "question" || lemma == "doubt" || class == "ask" && a.asks:
		return "questions"
	case a.negated && (class == "think" || class == "confirm" || class == "assert"):
		return "denies"
	case factive[lemma] && !a.negated && a.kind != "direct":
		return "asserts"
	}
	return "reports"
}

var factive = words("prove demonstrate know realize realise learn discover")

// colour notes negation and hedges around the cue of a.
func (f *finder) colour(a *attribution) {
	if a.cueLast <= a.cueFirst {
		return
	}
	s := f.d.Sentences[f.d.SentenceOf(a.cueFirst)]
	for k := a.cueFirst - 1; k >= s.First && k > a.cueFirst-6; k-- {
		w := f.word(k)
		switch {
		case w == "not" || w == "n't" || w == "n’t" || w == "never" || w == "cannot" || w == "neither":
			a.negated = true
		case hedges[w]:
			a.hedge = f.form(k)
		case w == "to" && k > s.First && hedgeVerbs[f.word(k-1)]:
			a.hedge = f.d.SpanOf(k-1, k+1).Of(f.s)
		case (w == "declined" || w == "refused" || w == "failed") && f.word(k+1) == "to":
			a.negated = true
		case f.noun(k) || f.word(k) == ",":
			k = -1
		}
	}
	if a.cueLast < s.Last && hedges[f.word(a.cueLast)] {
		a.hedge = f.form(a.cueLast)
	}
	if len(a.spans) > 0 {
		i := f.d.TokenAt(a.spans[0].Start)
		a.asks = i < len(f.low) && questions[f.word(i)]
	}
}

var (
	hedges     = words("reportedly allegedly apparently purportedly supposedly seemingly presumably perhaps possibly probably likely")
	hedgeVerbs = words("appears appeared appear seems seemed seem tends tended")
)
