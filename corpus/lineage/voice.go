package lineage

import (
	"maps"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

// attribution compares on whose word the two sides rest.
func (c *comparison) attribution() {
	x, y := &c.a.m.Attribution, &c.b.m.Attribution
	from, to := c.a.source(), c.b.source()
	switch nx, ny := nobody(x), nobody(y); {
	case nx && ny:
		return
	case y.Kind == "self":
		c.add("attribution_changed", "the author says it on their own word", from, to)
		return
	case ny:
		c.add("attribution_dropped", "no source is named any more", from, c.b.whole())
		return
	case nx:
		c.add("attribution_added", "a source is named", c.a.whole(), to)
		return
	}
	if named(x.Kind) && named(y.Kind) && (spoken(c.a.m) || spoken(c.b.m) || x.Kind == y.Kind && x.Kind == "person") && !sameEntity(x.Source, y.Source) && !x.Inherited && !y.Inherited {
		c.add("speaker_changed", x.Source+" becomes "+y.Source, from, to)
		return
	}
	ox, oy := others(outlets(x), y), others(outlets(y), x)
	switch {
	case len(ox) > 0 && len(oy) > 0:
		switch {
		case within(ox, oy) && within(oy, ox):
		case within(oy, ox):
			c.add("attribution_generalised", "fewer of the outlets are named", from, to)
		case within(ox, oy):
			c.add("attribution_added", "more outlets are named", from, to)
		default:
			c.add("attribution_changed", "another outlet is named", from, to)
		}
	case len(ox) == 0 && len(oy) == 0 && sameEntity(x.Source, y.Source):
	case len(ox) > 0 && otherPapers(x, y):
		c.add("attribution_changed", "other documents are named", from, to)
	case len(ox) > 0:
		c.add("attribution_generalised", "no outlet is named any more", from, to)
	case len(oy) > 0 && !named(x.Kind):
		c.add("attribution_added", "an outlet is named", from, to)
	case len(oy) > 0:
		c.add("attribution_changed", "told through an outlet", from, to)
	case x.Kind == "unnamed" && y.Kind == "unnamed":
	case x.Kind == "documents" && y.Kind == "documents":
		if a, b := documents(x.Source), documents(y.Source); a != b && a != "" && b != "" {
			c.add("attribution_changed", "other documents are named", from, to)
		}
	case sameEntity(x.Source, y.Source):
	case y.Kind == "unnamed":
		c.add("attribution_generalised", "the source is no longer named", from, to)
	default:
		c.add("attribution_changed", x.Source+" becomes "+y.Source, from, to)
	}
}

// nobody reports whether a names no source: none, or the author.
func nobody(a *corpus.Attribution) bool { return a.Kind == "none" || a.Kind == "" || a.Kind == "self" }

// otherPapers reports whether both name documents, and not the same ones.
func otherPapers(x, y *corpus.Attribution) bool {
	a, b := "", ""
	for _, l := range x.Chain {
		if l.Kind == "documents" {
			a = documents(l.Source)
		}
	}
	if y.Kind == "documents" {
		b = documents(y.Source)
	}
	return b != "" && a != b
}

// spoken reports whether m holds somebody's words in quotation marks.
func spoken(m *corpus.Mention) bool { return m.Quote != nil && m.Quote.Kind != "indirect" }

// sameEntity reports whether two names can be of one source: one is a part of the other, or its initials.
func sameEntity(a, b string) bool {
	return sameSource(a, b) || strings.EqualFold(initials(a), b) || strings.EqualFold(initials(b), a)
}

func named(kind string) bool { return kind == "person" || kind == "organisation" }

// others returns the outlets that are not the one by whom a itself is spoken: a company is no outlet of its own words.
func others(outlets []string, a *corpus.Attribution) []string {
	if !named(a.Kind) || a.Source == "" {
		return outlets
	}
	return slices.DeleteFunc(outlets, func(o string) bool { return len(telling(o)) > 0 && sameEntity(o, a.Source) })
}

// told reports whether cue is that of an outlet to which something was only said: "Microsoft told the Courier", "said in a
// statement to the Courier".
func told(cue string) bool {
	return cue == "told" || strings.HasSuffix(cue, " to") && cue != "according to"
}

// outlets returns the outlets that a rests on, sorted.
func outlets(a *corpus.Attribution) []string {
	var out []string
	for _, l := range a.Chain {
		if l.Kind == "outlet" && l.Cue != "" && !told(l.Cue) && properName(l.Source) { // without a cue it is only remembered
			out = append(out, outletKey(l.Source))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// within reports whether each outlet of a is one of b, maybe under a longer or a shorter name.
func within(a, b []string) bool {
	return !slices.ContainsFunc(a, func(s string) bool {
		return !slices.ContainsFunc(b, func(t string) bool { return partOf(s, t) || partOf(t, s) })
	})
}

// sameSource reports whether two names can be of one source: one holds all the telling words of the other.
func sameSource(a, b string) bool {
	wa, wb := telling(a), telling(b)
	if len(wa) == 0 || len(wb) == 0 {
		return true
	}
	if len(wb) < len(wa) {
		wa, wb = wb, wa
	}
	return !slices.ContainsFunc(wa, func(s string) bool { return !slices.Contains(wb, s) })
}

func telling(s string) []string {
	var out []string
	for _, t := range text.Words(s) {
		if w := text.NewTerm(t.Of(s), t.Kind); !w.Func && !lexicon().is("many-to-one", w.Fold) {
			out = append(out, w.Stem)
		}
	}
	return out
}

// hedges compares the words that take certainty back, in the clause and in the clause that reports it.
func (c *comparison) hedges() {
	x, xs := hedge(c.a)
	y, ys := hedge(c.b)
	switch {
	case x != "" && y == "":
		c.add("hedge_dropped", "“"+x+"” is gone", xs, c.b.whole())
	case x == "" && y != "":
		c.add("hedge_added", "“"+y+"” is new", c.a.whole(), ys)
	}
}

// hedge returns the word of s that hedges, and its place: in the clause, a belief there, or a cue that only suggests.
func hedge(s *side) (string, corpus.Place) {
	if st := s.m.Statement; st != nil && st.HedgeSpan != nil {
		return st.Hedge, s.place(*st.HedgeSpan)
	}
	for i, t := range s.terms {
		l := lexicon()
		switch {
		case l.is("belief", t.Fold), l.is("weighing", t.Fold):
			return t.Fold, s.place(s.toks[i].Span)
		case i > 0 && l.is("passive", t.Fold) && i+1 < len(s.terms) && s.terms[i+1].Fold == "to" && l.is("be", s.terms[i-1].Fold):
			return s.place(corpus.Span{Start: s.toks[i-1].Start, End: s.toks[i+1].End}).Text, s.place(corpus.Span{Start: s.toks[i-1].Start, End: s.toks[i+1].End})
		}
	}
	if cue := text.Fold(s.m.Attribution.Cue); lexicon().is("belief", cue) || lexicon().is("suggestion", cue) || lexicon().is("suspicion", cue) {
		return s.m.Attribution.Cue, s.source()
	}
	for _, t := range s.rest {
		if t.Fold == "likely" || t.Fold == "reportedly" || t.Fold == "allegedly" {
			return t.Fold, s.whole()
		}
	}
	return "", corpus.Place{}
}

// strength compares words of one scale that stand on different steps: "grew" and "soared", "does not believe" and "denied".
func (c *comparison) strength() {
	for _, name := range slices.Sorted(maps.Keys(lexicon().scale)) {
		scale := lexicon().scale[name]
		i, x := strongest(c.a, scale, name)
		j, y := strongest(c.b, scale, name)
		if x == 0 || y == 0 || x == y {
			continue
		}
		typ := "strength_raised"
		if y < x {
			typ = "strength_lowered"
		}
		c.add(typ, "on the scale of "+strings.ReplaceAll(name, "-", " "), c.at(c.a, i), c.at(c.b, j))
	}
}

// at returns the place of token i of s; of its source for -1.
func (c *comparison) at(s *side, i int) corpus.Place {
	if i < 0 {
		return s.source()
	}
	return s.place(s.toks[i].Span)
}

// strongest returns the highest step of the scale that a word of s stands on, and which word it is; -1 is the cue of its
// attribution. A belief that is denied is a belief: "does not believe" is not on the step of "denies".
func strongest(s *side, scale map[string]int, name string) (at, step int) {
	at = -1
	if name == "speech" {
		for i, t := range s.terms {
			if n := scale[t.Fold]; n == 1 && s.roles[i] != naming {
				return i, 1
			}
		}
		if n := scale[text.Fold(s.m.Attribution.Cue)]; n > 0 && (named(s.m.Attribution.Kind) || len(telling(s.m.Attribution.Source)) > 0 && s.m.Attribution.Kind == "outlet") {
			step = n
		}
	}
	for i, t := range s.terms {
		if n := scale[t.Fold]; n > step && s.roles[i] != naming {
			at, step = i, n
		}
	}
	return at, step
}
