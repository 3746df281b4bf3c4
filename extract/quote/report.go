package quote

import (
	"hearsay/corpus"
	"hearsay/extract/syntax"
)

// reportWords are nouns for what outlets make.
var reportWords = words("report reports reporting coverage investigation investigations story stories article articles interview analysis exclusive scoop")

// leaks are nouns for what outlets hold, when they are named as its owners.
var leaks = words("leak leaks documents files papers revelations scoop tally database")

// reporting finds outlets that are named with what they reported: "The Echo’s reporting", "a report by the Echo and the
// Globe", "first reported by Reuters"; and whoever released figures or papers: "the data were published by the bureau".
func (f *finder) reporting(c *cast) []corpus.Citation {
	var out []corpus.Citation
	for i, w := range f.low {
		if f.region(i) >= 0 {
			continue
		}
		by := f.word(i+1) == "by" || f.word(i+1) == "in" || f.word(i+1) == "from"
		switch {
		case reportWords[w] && by || w == "reported" && by || w == "citing":
			first, last := i, i+1
			if by {
				last++
			}
			if cit, ok := f.reportedBy(first, last, c); ok {
				out = append(out, cit)
			}
		case holding[w] && f.word(i+1) != "by":
			if n := c.namingBefore(i); n != nil && n.ent.kind == "outlet" && f.paperAt(i+1) {
				out = append(out, f.cite(n.first, i+1, "outlet", n.ent.name))
			}
		case handed[w] && f.word(i+1) == "by" && f.tag(i) != "VBG":
			if cit, ok := f.releasedBy(i, c); ok {
				out = append(out, cit)
			}
		case reportWords[w] || leaks[w]:
			if k := f.makerOf(i, c); k >= 0 {
				cit := f.cite(k, i+1, "outlet", c.namingAt(k).ent.name)
				if leaks[w] {
					cit.Sources = append(cit.Sources, f.cue(c.namingAt(k).last+1, i+1))
				}
				out = append(out, cit)
			}
		}
	}
	return out
}

// holding are forms of verbs by which an outlet says that it has a paper: "The Echo has seen a copy of the order".
var holding = words("seen saw obtained reviewed viewed acquired verified examined")

// namingBefore returns the name that ends before the verb at token v, or nil.
func (c *cast) namingBefore(v int) *naming {
	for v--; auxiliaries[c.f.word(v)] || c.f.tag(v) == "RB"; v-- {
	}
	for k := len(c.namings) - 1; k >= 0; k-- {
		if n := c.namings[k]; n.last == v+1 {
			return &n
		}
	}
	return nil
}

// paperAt reports whether a noun phrase with a word for a paper begins at token i.
func (f *finder) paperAt(i int) bool {
	p, ok := f.nounPhrase(i, min(i+10, len(f.low)))
	for k := p.First; ok && k < p.Last; k++ {
		if n := lex.nouns[f.word(k)]; n != nil && n.speaks && f.noun(k) {
			return true
		}
	}
	return false
}

// reportedBy returns the citation of the outlets that are listed from token last on, behind the words from first.
func (f *finder) reportedBy(first, last int, c *cast) (corpus.Citation, bool) {
	s := f.d.Sentences[f.d.SentenceOf(first)]
	ls := f.outlets(last, min(last+16, s.Last), "", c, true)
	if len(ls) == 0 {
		return corpus.Citation{}, false
	}
	end := last
	for end < s.Last && (f.noun(end) || f.tag(end) == "DT" || f.word(end) == "and" || f.word(end) == "+" || f.tag(end) == "CD") {
		end++
	}
	cit := f.cite(first, end, "outlet")
	for _, l := range ls {
		cit.Sources = append(cit.Sources, l.Source)
	}
	return cit, true
}

// releasedBy returns the citation of those who hold or released what the participle at v says: an outlet ("the contract, a
// copy of which was reviewed by the Echo"), or another body where papers or figures are its subject ("the figures were
// released by the bureau").
func (f *finder) releasedBy(v int, c *cast) (corpus.Citation, bool) {
	s := f.d.Sentences[f.d.SentenceOf(v)]
	p, ok := f.nounPhrase(v+2, s.Last)
	if !ok || len(f.outlets(v+2, s.Last, "", c, false)) == 0 {
		return corpus.Citation{}, false
	}
	paper := v - 1
	for paper > s.First && paper > v-12 && (lex.nouns[f.word(paper)] == nil || !lex.nouns[f.word(paper)].speaks) {
		paper--
	}
	n := lex.nouns[f.word(paper)]
	name, _, kind := c.resolve(p.First, p.Last)
	if kind != "outlet" && (n == nil || !n.speaks || !f.passive(v) || f.subjectLeft(v, s) != paper) {
		return corpus.Citation{}, false
	}
	cit := f.cite(v, p.Last, kind, name)
	if n != nil && n.speaks && kind == "outlet" {
		cit.Sources = append(cit.Sources, f.form(paper))
	}
	return cit, true
}

// makerOf returns the token where the outlet is named that owns or made the noun at token i: "the new Echo reporting", "the
// Echo’s leak and contract reporting"; -1 if there is none. For what anybody can hold, an owner must be marked.
func (f *finder) makerOf(i int, c *cast) int {
	owned := reportWords[f.word(i)]
	for k := i - 1; k >= 0 && k > i-7 && f.sameLine(k, i); k-- {
		if n := c.namingAt(k); n != nil && n.ent.kind == "outlet" {
			if owned && n.last <= i {
				return k
			}
			return -1
		}
		switch w := f.word(k); {
		case f.tag(k) == "POS" || w == "'s" || w == "’s":
			owned = true
		case f.noun(k), f.tag(k) == "JJ", f.tag(k) == "RB", handed[w], w == "and":
		default:
			return -1
		}
	}
	return -1
}

// telling finds papers and people that tell something, though no statement is theirs: "The files expose how …",
// "Independent analyses put the cost at …", "Observers have compared it to …".
func (f *finder) telling(c *cast) []corpus.Citation {
	var out []corpus.Citation
	for v, w := range f.low {
		if !tells[w] && !likens[w] || f.region(v) >= 0 || !f.asVerb(v) {
			continue
		}
		s := f.d.Sentences[f.d.SentenceOf(v)]
		a := attribution{cueFirst: v, cueLast: v + 1}
		if f.subject(&a, v, s); a.spkLast <= a.spkFirst || a.spkLast > v || f.tag(v) == "VBN" && f.word(v-1) != "have" {
			f.papersLeft(&a, v, s)
		}
		if a.spkLast <= a.spkFirst || a.spkLast > v || !f.tellsOf(&a, w) || f.negated(v) {
			continue
		}
		name, _, kind := c.resolve(a.spkFirst, a.spkLast)
		if kind == "documents" && f.somePapers(a.spkFirst, a.spkLast) {
			kind = "unnamed"
		}
		cit := f.cite(a.spkFirst, v+1, kind, name)
		cit.Sources = append(cit.Sources, f.authors(a.spkFirst, v, c, cit.Sources)...)
		for i := a.spkFirst; i < v; i++ {
			for _, l := range f.hands(i, s, c) {
				cit.Kind, cit.Sources = "outlet", append(cit.Sources, l.Source)
			}
		}
		out = append(out, cit)
	}
	return out
}

// asVerb reports whether token v is a verb with tense, or a participle behind "have"; what the tagger takes for a noun is
// one behind a noun phrase in the plural ("Analyses document a surge").
func (f *finder) asVerb(v int) bool {
	switch {
	case f.passive(v) || f.tag(v-1) == "TO" || f.tag(v-1) == "MD":
		return false
	case f.finite(v):
		return true
	case f.tag(v) == "VBN":
		perfect := f.word(v-1) == "have" || f.word(v-1) == "has" || f.tag(v-1) == "RB" && f.word(v-2) == "have"
		return perfect || (f.tag(v-1) == "NNS" || f.word(v-1) == "reporting") && (f.tag(v+1) != "IN" && f.tag(v+1) != "TO" || likens[f.word(v)] && f.word(v+1) == "as")
	case f.tag(v) == "VB":
		_, _, ok := f.heavy(v, f.d.Sentences[f.d.SentenceOf(v)])
		return ok
	}
	if f.tag(v) != "NN" || f.tag(v+1) != "DT" && f.tag(v+1) != "PRP$" && f.tag(v+1) != "CD" {
		return false
	}
	_, _, ok := f.heavy(v, f.d.Sentences[f.d.SentenceOf(v)])
	return ok || f.tag(v-1) == "NNS"
}

// papersLeft takes the noun phrase right before the verb at v as its subject.
func (f *finder) papersLeft(a *attribution, v int, s syntax.Sentence) {
	first := v
	for first > s.First && (f.noun(first-1) || f.word(first-1) == "reporting" || first < v && (f.joins(first-1, first) || f.word(first) == "reporting" || f.word(first-1) == "and" && f.noun(first-2))) {
		first--
	}
	if first < v {
		a.spkFirst, a.spkLast = first, v
	}
}

// tellsOf reports whether the source of a and the verb w belong together: papers that detail, name or put, people that
// liken.
func (f *finder) tellsOf(a *attribution, w string) bool {
	head := a.spkFirst
	for i := a.spkFirst; i < a.spkLast && (i == a.spkFirst || f.tag(i) != "IN"); i++ {
		if f.noun(i) || f.word(i) == "reporting" {
			head = i
		}
	}
	n := lex.nouns[f.word(head)]
	switch paper := n != nil && n.speaks || f.word(head) == "reporting"; {
	case !paper:
		return likens[w] && f.tag(head) != "PRP" && f.canSpeak(a)
	case holds[w]:
		return papers[f.word(head)]
	case measures[w]:
		return anybodys[f.word(head)] || anybodys[plural(f.word(head))] || f.word(head) == "data" || f.word(head) == "figures"
	}
	return true
}

// negated reports whether "not" or "never" stands right before the verb at v.
func (f *finder) negated(v int) bool {
	for k := v - 1; k >= 0 && k > v-3; k-- {
		if w := f.word(k); w == "not" || w == "n't" || w == "n’t" || w == "never" {
			return true
		}
	}
	return false
}

var (
	holds    = words("include includes included contain contains contained") // what papers hold
	measures = words("put puts place places placed")                         // what estimates do with what they measure
	likens   = words("compare compares compared liken likens likened describe describes described call calls called dub dubs dubbed brand brands branded label labels labelled labeled frame frames framed portray portrays portrayed")
	tells    = words(`expose exposes exposed document documents documented detail details detailed list lists listed name names named
		include includes included contain contains contained put puts place places placed outline outlines outlined trace traces
		traced chronicle chronicles chronicled describe describes described frame frames framed portray portrays portrayed
		reveal reveals revealed show shows showed state states stated record recorded paint paints painted`)
)
