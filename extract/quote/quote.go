// Package quote finds quotations and reported statements, who made them and on whose word they reached the text.
//
// It works on a parsed document. Cues come from a lexicon (cues.txt, nouns.txt) that says in which ways each takes what
// is said; the words around a cue and the parse say where that begins and ends and who the source is. Quotation marks
// are read first, because what stands between them is taken whole. Nothing is ever invented: every span is a span of
// the text.
//
// A chain says on whose word a statement rests, outermost source first. What an earlier sentence said of it (the lead of
// a list, who gave "the documents" to whom) is in it too, as links marked inherited.
//
// The files, in the order in which a text goes through them:
//
//   - marks.go finds quotation marks; tokens.go, phrase.go and heavy.go read words, noun phrases and long noun phrases.
//   - lexicon.go reads the cues; verb.go, nouncue.go and according.go find them.
//   - direct.go, complement.go and speaker.go look for what is said and who says it; extent.go says by rules where that
//     ends, ends.go by weights.
//   - settle.go gives quotations without a cue to somebody and puts attributions in order.
//   - cast.go, naming.go, resolve.go and kind.go know who is named in the article and who is meant.
//   - chain.go, through.go and inherit.go work out on whose word a statement rests.
//   - citation.go, report.go and refer.go find where the article names its sources: with a cue, without one, in a list.
//   - confidence.go says how likely an attribution is right, and drops the unlikely ones.
//   - train.go, linear.go and labelled.go fit the weights (ends.txt, confidence.txt) to annotated text: see cmd/train-quote.
package quote

import (
	"sort"
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/text"
	"hearsay/extract/syntax"
)

// A Finding is all that Find reads from a text.
type Finding struct {
	Quotes    []corpus.Quote
	Citations []corpus.Citation
}

// Find returns the quotes and citations of d.Text, each in order. Blocks tells headline from body; links give citations
// their address; both may be nil.
func Find(d *syntax.Doc, blocks []corpus.Block, links []corpus.Link) Finding {
	f := newFinder(d, blocks)
	c := f.search()
	return Finding{Quotes: f.quotes(), Citations: f.citations(c, links)}
}

// search finds all attributions, with their sources.
func (f *finder) search() *cast {
	for i := range f.d.Sentences {
		f.sentence(i)
	}
	f.floating()
	f.settle()
	f.nest()
	f.lists()
	c := newCast(f)
	for _, a := range f.found {
		f.colour(a)
	}
	f.chains(c)
	f.credit()
	f.inherit()
	f.doubtful()
	return c
}

// An attribution is a statement with its source, in tokens, while it is being put together.
type attribution struct {
	verb     *cue
	noun     *noun
	cueFirst int // tokens [cueFirst, cueLast); empty if there is no cue
	cueLast  int
	spkFirst int // tokens [spkFirst, spkLast); empty if nobody is named
	spkLast  int
	spans    []corpus.Span // what is said
	kind     string
	rule     string // which rule found it
	phrase   bool   // what is said is a noun phrase, not a clause
	negated  bool
	hedge    string
	asks     bool    // what is said is a question
	sure     float64 // how likely what is said ends where it is taken to end

	name, via, source string // who is meant, and what kind of source it is
	chain             []corpus.ChainLink
	within            *attribution // the one in whose clause it is set off by commas
	outer             int          // how many links of chain are those of who passes it on
	from              *attribution // what it goes on from, whose chain it has
}

// A finder looks through one document.
type finder struct {
	d      *syntax.Doc
	s      string
	low    []string // tokens in small letters
	regs   []region
	reg    []int // region of each token, or -1
	blocks []corpus.Block
	found  []*attribution
	owner  []*attribution // of each region, the attribution that took it whole
	passed []*attribution // those that others took the place of, kept because they may pass one on
	phrase bool           // complement found a noun phrase
	relied []int          // cues of citing, whose objects are in a chain
	model  *model
	learn  *learner // what is learnt from the document; nil where nothing is
}

func newFinder(d *syntax.Doc, blocks []corpus.Block) *finder {
	f := &finder{d: d, s: d.Text, blocks: blocks, model: embedded}
	for _, r := range withBlocks(regions(d.Text), d.Text, blocks) { // those in blocks that are not mined have no tokens
		if i := d.TokenAt(r.Start); i < len(d.Tokens) && d.Tokens[i].Start < r.End {
			f.regs = append(f.regs, r)
		}
	}
	f.low = make([]string, len(d.Tokens))
	f.reg = make([]int, len(d.Tokens))
	r := 0
	for i, t := range d.Tokens {
		f.low[i] = strings.ToLower(d.Word(i))
		for r < len(f.regs) && f.regs[r].End <= t.Start {
			r++
		}
		f.reg[i] = -1
		if r < len(f.regs) && f.regs[r].Start < t.End {
			f.reg[i] = r
		}
	}
	for r := range f.regs {
		f.loosen(r)
	}
	f.owner = make([]*attribution, len(f.regs))
	return f
}

// loosen takes the tokens of region r out of it when the region is only a cue that the article quotes: The company “does
// not believe” that …
func (f *finder) loosen(r int) {
	g := f.regs[r]
	first, last := f.d.TokenAt(g.Start), f.d.TokenAt(g.End)
	if last-first > 7 || last >= len(f.low) || !f.sameLine(last-1, last) || f.d.Tokens[last].Kind == text.Punct {
		return
	}
	for i := first; i < last; i++ {
		if e := lex.verbs[f.word(i)]; e != nil && e.frames&frameClause != 0 && f.isVerb(i) && i+2 >= last {
			for k := first; k < last; k++ {
				f.reg[k] = -1
			}
			return
		}
	}
}

// sentence looks for cues in the n-th sentence.
func (f *finder) sentence(n int) {
	s := f.d.Sentences[n]
	for i := s.First; i < s.Last; i++ {
		if e, last := f.verbCue(i, s); e != nil {
			f.verb(i, last, e, s)
			continue
		}
		f.accordingTo(i, s)
		f.nounCue(i, s)
	}
	f.colon(s)
}

// tag returns the tag of token i, "" outside the document.
func (f *finder) tag(i int) string {
	if i < 0 || i >= len(f.d.Tokens) {
		return ""
	}
	return f.d.Tokens[i].Tag
}

// word returns token i in small letters, "" outside the document.
func (f *finder) word(i int) string {
	if i < 0 || i >= len(f.low) {
		return ""
	}
	return f.low[i]
}

// form returns token i as it is written, "" outside the document.
func (f *finder) form(i int) string {
	if i < 0 || i >= len(f.low) {
		return ""
	}
	return f.d.Word(i)
}

// noun reports whether token i is a noun or a name, or the end of one: "the inspector general".
func (f *finder) noun(i int) bool {
	return i >= 0 && i < len(f.low) && (f.d.IsNoun(i) || f.low[i] == "general" && i > 0 && f.d.IsNoun(i-1))
}

// isVerb reports whether token i is a verb.
func (f *finder) isVerb(i int) bool { return i >= 0 && i < len(f.low) && f.d.IsVerb(i) }

// region returns the quoted region of token i, -1 outside regions and outside the document.
func (f *finder) region(i int) int {
	if i < 0 || i >= len(f.reg) {
		return -1
	}
	return f.reg[i]
}

// finite reports whether token i is a verb with tense, or a modal.
func (f *finder) finite(i int) bool {
	switch f.tag(i) {
	case "VBD", "VBZ", "VBP", "MD":
		return true
	}
	return false
}

// span returns the bytes of tokens [a, b), widened to whole regions where it ends inside one it began before, and
// without punctuation at its ends that is not a quotation mark.
func (f *finder) span(a, b int) corpus.Span {
	for a < b && f.region(a) < 0 && f.trims(a) {
		a++
	}
	for b > a && f.region(b-1) < 0 && f.trims(b-1) {
		b--
	}
	if a >= b {
		return corpus.Span{}
	}
	sp := f.d.SpanOf(a, b)
	first, last := f.region(a), f.region(b-1)
	if first >= 0 && first == last && f.regs[first].Start < sp.Start { // inside one quotation: its marks stay outside
		sp.End = min(sp.End, f.regs[first].body.End)
		return sp
	}
	if last >= 0 {
		sp.End = max(sp.End, f.regs[last].End)
	}
	if first >= 0 {
		sp.Start = min(sp.Start, f.regs[first].Start)
	}
	return sp
}

func (f *finder) trims(i int) bool {
	if f.d.Tokens[i].Kind != text.Punct {
		return false
	}
	switch f.word(i) {
	case "$", "(", ")", "[", "]", "%", "#", "@", "£", "€":
		return false
	}
	return true
}

// kindOf says whether spans are direct, mixed or indirect, by how many of their letters stand in quoted regions.
func (f *finder) kindOf(spans []corpus.Span) string {
	in, all := 0, 0
	for _, sp := range spans {
		for i := f.d.TokenAt(sp.Start); i < len(f.d.Tokens) && f.d.Tokens[i].Start < sp.End; i++ {
			t := f.d.Tokens[i]
			if t.Kind == text.Punct {
				continue
			}
			all += t.Len()
			if f.region(i) >= 0 {
				in += t.Len()
			}
		}
	}
	switch {
	case in*20 <= all:
		return "indirect"
	case in*10 >= all*9:
		return "direct"
	}
	return "mixed"
}

// quotes returns what was found as records, in order.
func (f *finder) quotes() []corpus.Quote {
	var out []corpus.Quote
	for _, a := range f.found {
		if q, ok := f.record(a); ok {
			out = append(out, q)
		}
	}
	sort.SliceStable(out, func(i, j int) bool {
		if out[i].Start != out[j].Start {
			return out[i].Start < out[j].Start
		}
		return out[i].End > out[j].End
	})
	return out
}

func (f *finder) record(a *attribution) (corpus.Quote, bool) {
	if len(a.spans) == 0 {
		return corpus.Quote{}, false
	}
	sort.Slice(a.spans, func(i, j int) bool { return a.spans[i].Start < a.spans[j].Start })
	q := corpus.Quote{Kind: a.kind, Chain: a.chain, Stance: a.stance(), Confidence: f.confidence(a)}
	q.Span = corpus.Span{Start: a.spans[0].Start, End: a.spans[len(a.spans)-1].End}
	if len(a.spans) > 1 {
		q.Spans = a.spans
	}
	q.Text = q.Span.Of(f.s)
	if a.spkLast > a.spkFirst {
		sp := f.d.SpanOf(a.spkFirst, a.spkLast)
		q.Speaker = &corpus.Speaker{Span: sp, Text: sp.Of(f.s), Name: a.name, Via: a.via}
	}
	if a.cueLast > a.cueFirst {
		sp := f.d.SpanOf(a.cueFirst, a.cueLast)
		q.Cue = &corpus.Cue{Span: sp, Text: sp.Of(f.s), Negated: a.negated, Hedge: a.hedge}
		switch {
		case a.verb != nil:
			q.Cue.Lemma, q.Cue.Class, q.Cue.Strength = a.verb.lemma, a.verb.class, a.verb.strength
		case a.noun != nil:
			q.Cue.Lemma, q.Cue.Class, q.Cue.Strength = a.noun.lemma, a.noun.class, a.noun.strength
		case a.rule == "colon":
			q.Cue.Lemma, q.Cue.Class, q.Cue.Strength = "say", "say", 4
		}
	}
	return q, true
}
