package quote

import (
	"hearsay/corpus"
	"hearsay/extract/syntax"
)

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
