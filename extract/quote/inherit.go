package quote

import (
	"sort"
	"strings"
	"unicode"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

// lists gives the items of a list to the source of the sentence that leads into it, when that ends in a colon and says
// that somebody states what follows: "The documents state the following claims:".
func (f *finder) lists() {
	for n, s := range f.d.Sentences {
		if s.Last == s.First || f.word(s.Last-1) != ":" || !f.atLineEnd(s.Last-1) {
			continue
		}
		lead := f.leads(n)
		if lead == nil {
			continue
		}
		for k, line := n+1, f.d.Tokens[s.Last-1].End; k < len(f.d.Sentences) && f.item(k, line); k++ {
			t := f.d.Sentences[k]
			line = f.d.Tokens[t.Last-1].End
			if f.attributed(t.Span) {
				continue
			}
			a := *lead
			a.spans, a.rule, a.phrase = nil, "list", false
			if sp := f.span(f.firstWord(t.First, t.Last), t.Last); strings.ContainsFunc(sp.Of(f.s), unicode.IsLetter) {
				a.spans = []corpus.Span{sp}
				f.add(&a)
			}
		}
	}
}

// leads returns an attribution with the source of the n-th sentence, which leads into a list; nil if it names none.
func (f *finder) leads(n int) *attribution {
	s := f.d.Sentences[n]
	for _, a := range f.found {
		if a.cueLast > a.cueFirst && a.cueFirst >= s.First && a.cueFirst < s.Last && a.spkLast > a.spkFirst {
			return a
		}
	}
	for i := s.First; i < s.Last; i++ {
		e, last := f.verbCue(i, s)
		if e == nil && f.finite(i) {
			e, last = lex.verbs[f.word(i)], i+1 // "The documents state"
		}
		if e == nil || e.class == "think" || e.frames&(frameQuote|frameClause|frameNoun) == 0 || f.region(i) >= 0 {
			continue
		}
		a := &attribution{verb: e, cueFirst: i, cueLast: last, rule: "list"}
		if f.subject(a, i, s); a.spkLast > a.spkFirst && f.canSpeak(a) {
			return a
		}
	}
	return nil
}

// item reports whether the n-th sentence stands in a list: its line begins with a bullet or a number, or its block is a
// list. Sentences after the first of an item belong to it too. Before ends at byte pos.
func (f *finder) item(n, pos int) bool {
	start := f.d.Sentences[n].Start
	if f.d.Sentences[n].First == f.d.Sentences[n].Last {
		return false
	}
	for _, b := range f.blocks {
		if b.Kind == corpus.List && b.Start <= start && start < b.End {
			return true
		}
	}
	if strings.IndexByte(f.s[pos:max(pos, start)], '\n') < 0 && f.d.Tokens[f.d.Sentences[n].First].Kind == text.Word {
		return f.d.Sentences[n-1].First < f.d.Sentences[n-1].Last && f.word(f.d.Sentences[n-1].Last-1) != ":"
	}
	line := f.s[strings.LastIndexByte(f.s[:start], '\n')+1:]
	line = strings.TrimLeft(line, " \t")
	for _, p := range []string{"- ", "• ", "* ", "– ", "· "} {
		if strings.HasPrefix(line, p) {
			return true
		}
	}
	d := 0
	for d < len(line) && line[d] >= '0' && line[d] <= '9' {
		d++
	}
	return d > 0 && d < 3 && d+1 < len(line) && (line[d] == '.' || line[d] == ')') && line[d+1] == ' '
}

// firstWord returns the first token of [i, end) that is not the bullet or number of a list.
func (f *finder) firstWord(i, end int) int {
	if i+1 < end && f.tag(i) == "CD" && (f.word(i+1) == "." || f.word(i+1) == ")") {
		i++
	}
	for i < end && f.d.Tokens[i].Kind == text.Punct && f.region(i) < 0 {
		i++
	}
	return i
}

// attributed reports whether what stands at sp has a source already.
func (f *finder) attributed(sp corpus.Span) bool {
	for _, a := range f.found {
		if a.cueLast > a.cueFirst && sp.Contains(f.d.SpanOf(a.cueFirst, a.cueLast)) {
			return true
		}
		for _, x := range a.spans {
			if x.Overlaps(sp) {
				return true
			}
		}
	}
	return false
}

// inherit completes chains by what the text said before: the item of a list has that of its lead, a quotation that
// stands alone that of who spoke last, "it also said" and "he added" that of the paragraph, and "the documents" that of
// the documents where they first appear. All links taken over are marked.
func (f *finder) inherit() {
	sort.SliceStable(f.found, func(i, j int) bool { return f.found[i].spans[0].Start < f.found[j].spans[0].Start })
	var papers, last *attribution
	for _, a := range f.found {
		switch {
		case a.rule == "list":
			a.chain = inherited(a.chain)
		case a.from != nil:
			a.chain = inherited(a.from.chain)
		case len(a.chain) == 0:
		case len(a.chain) == 1 && a.chain[0].Kind == "documents" && f.definite(a) && papers != nil && f.samePapers(papers, a):
			a.chain = append(inherited(papers.chain[:len(papers.chain)-1]), a.chain...)
		case len(a.chain) == 1 && last != nil && len(last.chain) > 1 && f.sameParagraph(last, a) && f.goesOnFrom(last, a):
			a.chain = append(inherited(last.chain[:len(last.chain)-1]), a.chain...)
		}
		if n := len(a.chain); n > 0 && a.from == nil {
			last = a
			named := n > 1 && a.chain[n-1].Kind == "documents" && !a.chain[0].Inherited
			if named && (papers == nil || n >= len(papers.chain) || !f.samePapers(papers, a)) {
				papers = a
			}
		}
	}
}

// inherited returns the links of l, marked as named elsewhere.
func inherited(l []corpus.ChainLink) []corpus.ChainLink {
	out := make([]corpus.ChainLink, len(l))
	for i, x := range l {
		x.Inherited = true
		out[i] = x
	}
	return out
}

// definite reports whether the source of a begins with "the" or "these": it has been named before.
func (f *finder) definite(a *attribution) bool {
	switch f.word(a.spkFirst) {
	case "the", "these", "those":
		return true
	}
	return false
}

// samePapers reports whether b can name the papers that a named: by the same noun, or by one of those that mean any.
func (f *finder) samePapers(a, b *attribution) bool {
	return f.paperNoun(a) == f.paperNoun(b) || papers[f.paperNoun(a)] && papers[f.paperNoun(b)]
}

// papers holds nouns that may stand for each other.
var papers = words("documents files records papers materials emails memos")

func (f *finder) paperNoun(a *attribution) string {
	for i := a.spkFirst; i < a.spkLast; i++ {
		if n := lex.nouns[f.word(i)]; n != nil && n.speaks {
			return f.word(i)
		}
	}
	return ""
}

// sameParagraph reports whether no blank line stands between a and b.
func (f *finder) sameParagraph(a, b *attribution) bool {
	from, to := f.d.Tokens[a.cueFirst].Start, f.d.Tokens[b.cueFirst].Start
	return from <= to && strings.IndexByte(f.s[from:to], '\n') < 0
}

// goesOnFrom reports whether b goes on with what the source of a says: "The company also said", "it added".
func (f *finder) goesOnFrom(a, b *attribution) bool {
	if a.name == "" || a.name != b.name {
		return false
	}
	if b.verb != nil {
		switch b.verb.lemma {
		case "add", "continue", "go on":
			return true
		}
	}
	for i := min(b.spkFirst, b.cueFirst); i < max(b.spkLast, b.cueLast); i++ {
		if f.word(i) == "also" || f.word(i) == "further" || f.word(i) == "likewise" {
			return true
		}
	}
	return b.spkLast == b.spkFirst+1 && f.tag(b.spkFirst) == "PRP"
}
