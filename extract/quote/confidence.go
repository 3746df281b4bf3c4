package quote

import (
	_ "embed"
	"math"

	"hearsay/corpus"
)

//go:embed confidence.txt
var confidenceFile string

// unlikely is the confidence below which an attribution is not reported: a reader would be misled more often than told.
// Chosen by cross-validation on the training documents (train-quote -folds 5).
const unlikely = 0.25

// confidence returns how likely a is an attribution with the content and the source found: a logistic model over its
// signs. Without weights it is the share of attributions that the rules get right, 0.6.
func (f *finder) confidence(a *attribution) float64 {
	w := f.model.confidence
	if len(w) == 0 {
		return 0.6
	}
	z := w.score(f.signs(a)) + float64(w[bias])
	if a.spkLast-a.spkFirst == 1 && a.source == "unnamed" && (f.tag(a.spkFirst) == "PRP" || pronominal[f.word(a.spkFirst)]) {
		z -= nameless
	}
	return math.Round(100*logistic(z)) / 100
}

// nameless is how much less is thought of a source that is a pronoun nobody is known for. Annotators mark the pronoun and
// are content; a reader is not.
const nameless = 0.8

// bias is the sign that all have.
var bias = hashSign("bias")

func logistic(z float64) float64 { return 1 / (1 + math.Exp(-z)) }

// doubtful drops attributions that are unlikely. What stands in quotation marks or is somebody's claim that something is so
// is said by somebody: it is kept.
func (f *finder) doubtful() {
	if len(f.model.confidence) == 0 {
		return
	}
	keep := f.found[:0]
	for _, a := range f.found {
		said := a.kind == "direct" || a.noun != nil && a.spkLast > a.spkFirst && f.word(f.d.TokenAt(a.spans[0].Start)) == "that"
		if said || f.confidence(a) >= unlikely {
			keep = append(keep, a)
		}
	}
	f.found = keep
}

// signs returns what tells good attributions from bad ones.
func (f *finder) signs(a *attribution) []uint32 {
	x := &signs{ids: make([]uint32, 0, 32)}
	if f.learn != nil {
		x.names = f.learn.names
	}
	class, lemma := "none", "none"
	switch {
	case a.verb != nil:
		class, lemma = a.verb.class, a.verb.lemma
	case a.noun != nil:
		class, lemma = "noun-"+a.noun.class, "noun-"+a.noun.lemma
	}
	lemma = oneWord(lemma)
	first := f.d.TokenAt(a.spans[0].Start)
	what := f.contentKind(a, first)
	who := f.speakerKind(a)
	x.add("kind", a.kind)
	x.add("rule", a.rule, a.kind)
	x.add("class", class, what)
	x.add("lemma", lemma)
	x.add("lemma-what", lemma, what)
	x.add("what", what, a.kind)
	x.add("source", a.source, a.kind)
	x.add("who", who, a.kind)
	x.add("who-class", who, class)
	x.add("who-what", who, what)
	if a.cueLast > a.cueFirst {
		tag := f.tag(a.cueFirst)
		x.add("tag", tag, what)
		x.add("before", f.around(a.cueFirst-1), tag)
		x.add("after", f.around(a.cueLast), class)
		x.add("gap", size(max(0, first-a.cueLast)), what)
	}
	n := 0
	for _, sp := range a.spans {
		n += f.d.TokenAt(sp.End) - f.d.TokenAt(sp.Start)
	}
	x.add("length", size(n), what)
	x.add("spans", size(len(a.spans)), a.rule)
	if a.sure > 0 {
		x.add("sure", size(int(a.sure*6)), what)
	}
	x.add("coloured", yes(a.negated), yes(a.hedge != ""))
	x.add("opens", f.around(first), class)
	return x.ids
}

// intends reports whether a is a wish or a plan: "hopes to open", "wants the minister to go".
func (a *attribution) intends() bool {
	if a.verb == nil {
		return false
	}
	switch a.verb.lemma {
	case "want", "plan", "hope", "intend", "expect":
		return true
	}
	return false
}

// contentKind says how what a says begins: see ender.kindOf; "before" if it stands before the cue.
func (f *finder) contentKind(a *attribution, first int) string {
	switch {
	case f.region(first) >= 0:
		return "quoted"
	case a.cueLast > a.cueFirst && first < a.cueFirst:
		return "before"
	}
	return (&ender{f: f, a: a, first: first}).kindOf()
}

// speakerKind says how the source is named.
func (f *finder) speakerKind(a *attribution) string {
	if a.spkLast <= a.spkFirst {
		return "nobody"
	}
	head := a.spkLast - 1
	for i := a.spkFirst; i < a.spkLast; i++ {
		if f.tag(i) == "IN" && i > a.spkFirst {
			head = i - 1
			break
		}
	}
	switch t := f.tag(head); {
	case t == "PRP" || t == "PRP$":
		if w := f.word(head); w == "it" || w == "its" || w == "you" || w == "your" {
			return w
		}
		return "pronoun"
	case t == "WP" || t == "WDT" || f.word(head) == "that":
		return "relative"
	case t == "NNP" || t == "NNPS":
		return "name"
	case f.canSpeak(a):
		return "speaker"
	}
	return "thing"
}

// around returns the word of token i if it is one of few, its tag otherwise.
func (f *finder) around(i int) string {
	if i < 0 || i >= len(f.low) {
		return "none"
	}
	w, _ := (&ender{f: f}).plain(i, len(f.low))
	return w
}

func oneWord(s string) string {
	b := []byte(s)
	for i := range b {
		if b[i] == ' ' {
			b[i] = '_'
		}
	}
	return string(b)
}

// alike returns the share of the tokens in either list of spans that are in both.
func (f *finder) alike(a, b []corpus.Span) float64 {
	in := func(spans []corpus.Span, t corpus.Span) bool {
		for _, s := range spans {
			if s.Overlaps(t) {
				return true
			}
		}
		return false
	}
	both, either := 0, 0
	for _, t := range f.d.Tokens {
		x, y := in(a, t.Span), in(b, t.Span)
		if x || y {
			either++
		}
		if x && y {
			both++
		}
	}
	return float64(both) / float64(max(either, 1))
}
