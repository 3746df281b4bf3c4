package quote

import (
	"slices"
	"sort"
	"strings"
	"unicode"

	"hearsay/corpus"
)

// citations returns the places where the article names where it has something from, in order, with the link that stands
// there: the sources of attributions, outlets named with what they reported, papers and people that are said to tell
// something, wire lines, lists of sources, addresses in brackets and links on a name. An outlet, a paper or a person that the article is about,
// and has nothing from, is none.
func (f *finder) citations(c *cast, links []corpus.Link) []corpus.Citation {
	var out []corpus.Citation
	for _, a := range f.found {
		if cit, ok := f.cites(a, c); ok {
			out = append(out, cit)
		}
	}
	out = append(out, f.reporting(c)...)
	out = append(out, f.telling(c)...)
	out = append(out, f.references(c)...)
	out = append(out, f.bracketed(c)...)
	out = append(out, f.linked(c, links)...)
	sort.SliceStable(out, func(i, j int) bool {
		if out[i].Start != out[j].Start {
			return out[i].Start < out[j].Start
		}
		return out[i].End > out[j].End
	})
	var keep []corpus.Citation
	for _, x := range out {
		if n := len(keep); n > 0 && (keep[n-1].Overlaps(x.Span) || f.follows(keep[n-1], x)) {
			f.merge(&keep[n-1], x)
			continue
		}
		keep = append(keep, x)
	}
	for i := range keep {
		if k := slices.IndexFunc(links, func(l corpus.Link) bool { return l.Overlaps(keep[i].Span) }); k >= 0 && keep[i].Href == "" {
			keep[i].Href = links[k].Href
		}
	}
	return keep
}

// cite returns a citation of sources at tokens [first, last).
func (f *finder) cite(first, last int, kind string, sources ...string) corpus.Citation {
	sp := f.d.SpanOf(first, last)
	return corpus.Citation{Span: sp, Text: sp.Of(f.s), Sources: sources, Kind: kind}
}

// follows reports whether b, right behind a, names what the sources of a have it from: "a report by the Echo, | which cited |
// files indicating".
func (f *finder) follows(a, b corpus.Citation) bool {
	if b.Start < a.End || b.Start-a.End > 2 || strings.Contains(f.s[a.End:b.Start], "\n") {
		return false
	}
	first, last := b.Text, a.Text
	if i := strings.IndexFunc(first, unicode.IsSpace); i > 0 {
		first = first[:i]
	}
	last = last[strings.LastIndexFunc(last, unicode.IsSpace)+1:]
	return first == "which" || first == "who" || citing[strings.ToLower(last)]
}

// merge adds to a what b, which overlaps it or goes on with it, says.
func (f *finder) merge(a *corpus.Citation, b corpus.Citation) {
	if a.Kind == "reference" || b.Kind == "reference" { // what stands in its title is none
		if a.Kind != b.Kind && b.Kind == "reference" {
			*a = b
		}
		return
	}
	a.End = max(a.End, b.End)
	a.Text = a.Of(f.s)
	for _, s := range b.Sources {
		if !slices.ContainsFunc(a.Sources, func(x string) bool { return sameName(x, s) }) {
			a.Sources = append(a.Sources, s)
		}
	}
	if b.Kind == "outlet" {
		a.Kind = "outlet"
	}
}

// sameName compares names without their articles, in small letters; one may hold the other.
func sameName(a, b string) bool {
	a, b = strings.TrimPrefix(strings.ToLower(a), "the "), strings.TrimPrefix(strings.ToLower(b), "the ")
	return strings.Contains(a, b) || strings.Contains(b, a)
}

// cites returns the citation that the attribution a makes.
func (f *finder) cites(a *attribution, c *cast) (corpus.Citation, bool) {
	var none corpus.Citation
	if a.spkLast <= a.spkFirst || a.cueLast <= a.cueFirst || len(a.chain) <= a.outer || f.region(a.cueFirst) >= 0 || !f.isSource(a) {
		return none, false
	}
	first, last := min(a.spkFirst, a.cueFirst), max(a.spkLast, a.cueLast)
	for _, b := range f.found { // "said … and added": the first cue is the citation
		if b != a && b.cueLast > b.cueFirst && b.cueFirst > first && b.cueLast < last && !citing[f.word(b.cueFirst)] {
			return none, false
		}
	}
	cit := f.cite(first, last, "")
	if strings.Contains(cit.Text, "\n") || last-first > 40 {
		return none, false
	}
	for _, l := range a.chain[a.outer:] {
		if l.Inherited && a.rule != "list" {
			continue // it is named elsewhere
		}
		if l.Kind == "outlet" || cit.Kind == "" {
			cit.Kind = l.Kind
		}
		cit.Sources = append(cit.Sources, l.Source)
	}
	switch {
	case cit.Kind == "documents" && f.somePapers(a.spkFirst, a.spkLast):
		cit.Kind = "unnamed"
	case cit.Kind == "organisation" && a.via != "" && !lex.vessel(f.word(a.spkLast-1)):
		cit.Kind = "person"
	}
	if cit.Kind == "documents" {
		cit.Sources = append(cit.Sources, f.authors(a.spkFirst, a.cueFirst, c, cit.Sources)...)
	}
	return cit, len(cit.Sources) > 0
}

// vessel reports whether w is a noun for a message that is its sender's word.
func (l *lexicon) vessel(w string) bool { return l.nouns[w] != nil && l.nouns[w].container }

// isSource reports whether the source of a is one that the article has something from: somebody or a paper that says
// something, not a pronoun whose name was cited before, nor a thing, nor papers by what they are about or do not say, nor
// what might yet be said.
func (f *finder) isSource(a *attribution) bool {
	if a.spkLast-a.spkFirst == 1 && (f.tag(a.spkFirst) == "PRP" || pointers[f.word(a.spkFirst)]) || a.verb != nil && (a.verb.class == "think" || acts[a.verb.lemma]) {
		return false
	}
	if a.rule == "colon" || a.rule == "issued" || a.noun != nil {
		return a.noun == nil || a.noun.class != "think"
	}
	cue := a.cueFirst
	switch {
	case a.source == "documents" && a.negated,
		f.tag(cue) == "VBG" && cue == a.spkLast && a.outer == 0,
		f.word(a.spkFirst) == "such",
		f.tag(cue-1) == "MD" && f.word(cue-1) != "will" && f.word(cue-1) != "would":
		return false
	}
	return a.source != "unnamed" || f.canSpeak(a) || isUpperAt(f.form(a.spkLast-1))
}

var (
	// pointers holds pronouns that stand for what was named before.
	pointers = words("this that these those it one")
	// acts holds verbs by which something is done rather than told.
	acts = words("order instruct command direct")
)

// somePapers reports whether tokens [first, last) are reports that could be anybody's: "reports", "independent analyses".
func (f *finder) somePapers(first, last int) bool {
	some := false
	for i := first; i < last; i++ {
		switch w := f.word(i); {
		case f.tag(i) == "DT" && w != "some", f.tag(i) == "PRP$", f.tag(i) == "POS", f.tag(i) == "IN", properNoun(f.tag(i)):
			return false
		case f.noun(i) || w == "reporting":
			if n := lex.nouns[w]; n != nil && n.speaks && !anybodys[w] {
				return false // "reporting and contract records"
			}
			some = some || anybodys[w]
		}
	}
	return some
}

// anybodys holds nouns for what is published that, without an article, may be anybody's.
var anybodys = words("reports analyses reporting coverage studies articles stories investigations estimates media accounts surveys polls")

// authors returns the names behind "by" or "from" among the tokens [i, end), of those who made a paper, but for those
// already in known.
func (f *finder) authors(i, end int, c *cast, known []string) []string {
	for ; i+1 < end; i++ {
		if w := f.word(i); w != "by" && w != "from" {
			continue
		}
		k := i + 1
		if f.tag(k) == "DT" {
			k++
		}
		if n := c.namingAt(k); n != nil && !slices.Contains(known, n.ent.name) {
			return []string{n.ent.name}
		}
	}
	return nil
}
