package quote

import (
	_ "embed"
	"strconv"

	"hearsay/corpus/text"
	"hearsay/extract/syntax"
)

//go:embed ends.txt
var endsFile string

// end returns the token after what the cue at v says, which begins at token first: of the places where it can end the
// one that the weights are convinced of, or what the rules say. The second result is how likely that is.
func (f *finder) end(a *attribution, v, first int, s syntax.Sentence) (int, float64) {
	rule := f.contentEnd(a, v, first, s)
	if len(f.model.ends) == 0 && f.learn == nil {
		return rule, 1
	}
	e := f.ends(a, v, first, rule, s)
	if f.learn != nil {
		f.learn.ends(a, e)
	}
	p := make([]float64, len(e.at))
	for i := range e.at {
		p[i] = f.model.ends.score(e.signs[i])
	}
	softmax(p)
	best, ruled := 0, -1
	for i := range p {
		if p[i] > p[best] {
			best = i
		}
		if e.at[i] == rule {
			ruled = i
		}
	}
	if p[best] < convinced && ruled >= 0 {
		best = ruled
	}
	return e.at[best], p[best]
}

// convinced is how likely an end must be before it is taken against the rules; chosen by cross-validation.
const convinced = 0.6

// Endings are the places where what is said can end.
type endings struct {
	first int        // where it begins
	at    []int      // the token after it
	signs [][]uint32 // of each place
}

// An ender looks at one place after another, from left to right.
type ender struct {
	f        *finder
	a        *attribution
	s        syntax.Sentence
	v, first int
	rule     int    // where the rules end it
	kind     string // what is said: that, clause, question, to, ing, phrase
	inside   string // its first verb with tense
	commas   int
	depth    int // of round brackets
	lastIn   int // the last verb with tense before the place
}

// ends lists the places where what the cue at v says can end, with their signs.
func (f *finder) ends(a *attribution, v, first, rule int, s syntax.Sentence) endings {
	e := &ender{f: f, a: a, s: s, v: v, first: first, rule: rule, lastIn: -1}
	e.kind = e.kindOf()
	out := endings{first: first}
	last := s.Last
	for last > first+1 && f.region(last-1) < 0 && f.d.Tokens[last-1].Kind == text.Punct && f.word(last-1) != ")" {
		last--
	}
	if f.stops(rule, last) || a.phrase && f.word(rule) == "," && f.word(rule+1) == "that" {
		last = rule // a new clause or another attribution begins there
	}
	for k := first; k < last; k++ {
		if k > first && (e.breaks(k) || k == rule) {
			out.at = append(out.at, k)
			out.signs = append(out.signs, e.look(k, last))
		}
		e.pass(k)
	}
	out.at = append(out.at, last)
	out.signs = append(out.signs, e.look(last, last))
	return out
}

// stops reports whether another attribution, or a main clause behind a quotation, begins at token k: nothing that is said goes beyond that.
func (f *finder) stops(k, last int) bool {
	return k < last && (f.newAttribution(k+1, last) || f.newAttribution(k, last) || f.word(k) == ";" ||
		f.tag(k) == "CC" && f.region(k-1) >= 0 && f.mainFollows(k+1, last))
}

// kindOf says what is said, by its first word.
func (e *ender) kindOf() string {
	f, w := e.f, e.f.word(e.first)
	switch {
	case w == "that":
		return "that"
	case questions[w]:
		return "question"
	case w == "to" || w == "not":
		return "to"
	case e.a.phrase:
		return "phrase"
	case f.tag(e.first) == "VBG":
		return "ing"
	}
	return "clause"
}

// breaks reports whether what is said can end before token k.
func (e *ender) breaks(k int) bool {
	f := e.f
	if f.region(k) >= 0 {
		return false // before or in a quotation
	}
	switch t := f.tag(k); t {
	case ",", ":", "-LRB-", "-RRB-", "CC", "IN", "TO", "WDT", "WP", "WRB", "VBD", "VBZ", "VBP", "MD", "VBG", "VBN", "HYPH":
		return true
	}
	return f.region(k-1) >= 0 || f.d.Tokens[k].Kind == text.Punct || f.when(k, e.s.Last) > k
}

// pass notes token k, which stands in what is said if that ends behind it.
func (e *ender) pass(k int) {
	f := e.f
	switch {
	case f.word(k) == ",":
		e.commas++
	case f.word(k) == "(":
		e.depth++
	case f.word(k) == ")":
		e.depth--
	case f.finite(k):
		if e.inside == "" {
			e.inside = f.tag(k)
		}
		e.lastIn = k
	}
}

// look returns the signs of the place before token k; what can be said ends before token last.
func (e *ender) look(k, last int) []uint32 {
	f := e.f
	x := &signs{ids: make([]uint32, 0, 40)}
	if f.learn != nil {
		x.names = f.learn.names
	}
	n := k // the word behind the mark, if there is one
	mark := "_"
	for n < last && f.region(n) < 0 && f.d.Tokens[n].Kind == text.Punct {
		mark = f.word(n)
		n++
	}
	next, tag := e.plain(n, last)
	prev, _ := e.plain(k-1, last)
	class, lemma := "noun", "noun"
	if e.a.verb != nil {
		class, lemma = e.a.verb.class, e.a.verb.lemma
	}
	side := "early"
	switch {
	case k == e.rule:
		side = "rule"
	case k > e.rule:
		side = "late"
	}
	x.add("side", side, e.kind)
	x.add("side-mark", side, mark, tag)
	x.add("mark", mark, tag)
	x.add("next", mark, next)
	x.add("next-kind", next, e.kind)
	if tag == "CC" {
		second, _ := e.plain(n+1, last)
		x.add("second", second, mark)
		x.add("second-kind", second, e.kind)
	}
	x.add("mark-kind", mark, tag, e.kind)
	x.add("prev", prev, mark)
	x.add("length", size(k-e.first), e.kind)
	x.add("rest", size(last-k), mark)
	if k == last {
		x.add("all", e.kind)
		x.add("all-class", class)
		x.add("all-lemma", oneWord(lemma))
		return x.ids
	}
	after := f.firstFinite(n, last)
	later := "none"
	if after >= 0 {
		later = f.tag(after)
	}
	x.add("verbs", orNone(e.inside), later, mark)
	x.add("verb-soon", yes(f.finiteSoon(n, last)), mark, tag)
	x.add("in-verb", yes(e.inside != ""), e.kind, mark, tag)
	rel, to := e.arc(n, last)
	x.add("arc", rel, to)
	x.add("arc-mark", rel, to, mark)
	x.add("arc-next", rel, to, next)
	x.add("to", to, e.kind, mark)
	x.add("commas", size(e.commas), mark, tag)
	if e.depth > 0 {
		x.add("bracket", mark)
	}
	e.cueSigns(x, n, last, mark)
	e.clauseSigns(x, k, n, last, mark, tag)
	return x.ids
}

// cueSigns adds signs of a cue behind the place.
func (e *ender) cueSigns(x *signs, n, last int, mark string) {
	f := e.f
	j := n
	joined := f.tag(j) == "CC" || f.word(j) == "while" || f.word(j) == "though" || f.word(j) == "although"
	if joined {
		j++
	}
	if c := f.cueFrom(j, last); c != nil {
		same := yes(f.tag(j) == f.tag(e.v))
		x.add("cue", mark, yes(joined), same)
		x.add("cue-frame", mark, yes(c.frames&(frameQuote|frameClause) != 0), same)
	}
	if f.newAttribution(n, last) {
		x.add("new", mark, yes(joined))
	}
	if joined && f.isVerb(j) {
		like := "other"
		switch f.tag(j) {
		case f.tag(e.v):
			like = "cue"
			if e.lastIn >= 0 && f.tag(e.lastIn) == f.tag(j) {
				like = "both"
			}
		case f.tag(max(e.lastIn, 0)):
			like = "inside"
		}
		x.add("joined", like, mark, e.kind)
		x.add("joined-tags", f.tag(e.v), f.tag(j), orNone(e.inside))
	}
}

// clauseSigns adds signs of the clause that the cue stands in: one that opens the sentence or hangs on a noun ends
// before the sentence does.
func (e *ender) clauseSigns(x *signs, k, n, last int, mark, tag string) {
	f := e.f
	open := "main"
	switch {
	case e.a.spkLast > e.a.spkFirst && (f.tag(e.a.spkFirst) == "WP" || f.tag(e.a.spkFirst) == "WDT" || f.word(e.a.spkFirst) == "who"):
		open = "relative"
	case f.tag(e.v) == "VBG" || f.tag(e.v) == "VBN":
		open = f.tag(e.v)
	case f.openingClause(e.v, e.first, e.s) < e.s.Last:
		open = "opening"
	case e.a.verb == nil:
		open = "noun"
	}
	if e.a.spkFirst > e.s.First && f.word(e.a.spkFirst-1) == "," {
		open += ","
	}
	x.add("open", open, mark, tag)
	x.add("open-verb", open, yes(f.finite(n)), mark)
	if p, ok := f.nounPhrase(n, last); ok {
		x.add("open-main", open, mark, yes(f.finiteSoon(p.Last, last)))
	}
	if e.f.clauseLimit(e.v, e.first, e.s.Last, e.a.phrase) == k {
		x.add("limit", open, mark)
	}
}

// arc says what the words that begin at token n hang on: the first of them whose head stands before them.
func (e *ender) arc(n, last int) (rel, to string) {
	f := e.f
	for j := n; j < last; j++ {
		h := f.d.Tokens[j].Head
		if h >= n && h < last {
			continue
		}
		rel = f.d.Tokens[j].Rel
		switch {
		case h < 0:
			return rel, "root"
		case h == e.v:
			return rel, "cue"
		case h >= last:
			return rel, "after"
		case h < e.first:
			return rel, "before"
		case h == n-1 || h == n-2:
			return rel, "near"
		}
		return rel, "in"
	}
	return "", "nothing"
}

// firstFinite returns the first verb with tense among the tokens [i, end), or -1.
func (f *finder) firstFinite(i, end int) int {
	for ; i < end; i++ {
		if f.finite(i) {
			return i
		}
	}
	return -1
}

// plain returns the word of token i, or its tag where that is one of many words, and its tag.
func (e *ender) plain(i, last int) (word, tag string) {
	if i >= last {
		return "end", "end"
	}
	tag = e.f.tag(i)
	if e.f.region(i) >= 0 {
		return "quoted", "quoted"
	}
	switch tag {
	case "NN", "NNS", "NNP", "NNPS", "CD", "JJ", "JJR", "JJS", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "FW", "UH", "":
		return tag, tag
	}
	return e.f.word(i), tag
}

// size names a number of tokens.
func size(n int) string {
	switch {
	case n <= 3:
		return strconv.Itoa(max(n, 0))
	case n <= 6:
		return "6"
	case n <= 12:
		return "12"
	case n <= 24:
		return "24"
	}
	return "25"
}

func yes(b bool) string {
	if b {
		return "y"
	}
	return "n"
}

func orNone(s string) string {
	if s == "" {
		return "none"
	}
	return s
}
