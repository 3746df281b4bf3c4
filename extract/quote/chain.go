package quote

import (
	"slices"
	"sort"

	"hearsay/corpus"
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
