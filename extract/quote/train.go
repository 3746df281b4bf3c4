package quote

import (
	"fmt"

	"hearsay/corpus"
	"hearsay/extract/syntax"
)

// A model holds what was learnt from annotated text. The zero model knows nothing: then the rules decide.
//
// It was measured by cross-validation on news and on text of another kind that was only measured. Ends chosen by weights alone
// are right more often than those of the rules, but where they are wrong they cut more; so they must be convinced.
// Choosing the end that shares most words with the right one in expectation gave no more. Fitting confidence to other
// kinds of text than news made it doubt too much. Cases must be shuffled, else the last ones count for more than the first.
type model struct {
	ends       linear // of the places where what is said can end
	confidence linear // of attributions
}

// embedded is the model of the data files.
var embedded = &model{ends: readLinear(endsFile), confidence: readLinear(confidenceFile)}

// A learner gathers from annotated documents what a model is fitted to.
type learner struct {
	f     *finder
	gold  []Label
	names map[uint32]string
	cases []choice
	doc   int
	lost  int // cases in which no place is right
}

// ends notes where what a says ends, if an annotator has marked it.
func (l *learner) ends(a *attribution, e endings) {
	g := l.label(a, e.first)
	if g < 0 {
		return
	}
	c := choice{signs: e.signs, right: -1, doc: l.doc}
	for i, k := range e.at {
		if l.f.lastWord(k) == g {
			c.right = i
			break
		}
	}
	if c.right < 0 {
		l.lost++
		return
	}
	l.cases = append(l.cases, c)
}

// label returns the last word of what a says from token first on as an annotator marked it, -1 if there is no such mark.
func (l *learner) label(a *attribution, first int) int {
	cue := l.f.d.SpanOf(a.cueFirst, a.cueLast)
	for _, q := range l.gold {
		if !q.Cue.Overlaps(cue) {
			continue
		}
		for _, sp := range q.Content {
			if b := l.f.d.TokenAt(sp.Start); b >= first-1 && b <= first+2 {
				return l.f.lastWord(l.f.d.TokenAt(sp.End-1) + 1)
			}
		}
	}
	return -1
}

// lastWord returns the last token before k that is no mark.
func (f *finder) lastWord(k int) int {
	for k--; k > 0 && !wordy(f.word(k)); k-- {
	}
	return k
}

// A Trained is what Train makes: the text of the data files and a line on what it was made from.
type Trained struct {
	Ends       string
	Confidence string
	Report     string
	model      *model
}

// Train fits the weights to docs: first those of ends, then, with ends chosen by a model that has not seen the document,
// those of confidence.
func Train(docs []Labelled, parse func(string) *syntax.Doc) Trained {
	l := &learner{names: map[uint32]string{}}
	for i, d := range docs {
		l.doc = i
		l.f = newFinder(parse(d.Text), nil)
		l.f.learn, l.f.model, l.gold = l, &model{}, d.Quotes
		l.f.search()
	}
	m := &model{ends: fitChoices(l.cases, endRounds, endPull)}
	var verdicts []verdict
	const folds = 5
	for fold := range folds {
		var cases []choice
		for _, c := range l.cases {
			if c.doc%folds != fold {
				cases = append(cases, c)
			}
		}
		part := &model{ends: fitChoices(cases, endRounds, endPull)}
		for i, d := range docs {
			if i%folds == fold && d.Weight > 0 {
				verdicts = append(verdicts, l.judge(d, part, parse)...)
			}
		}
	}
	m.confidence = fitVerdicts(verdicts, 20, 0.15)
	return Trained{
		Ends:       printLinear("Weights of the places where what is said ends.", m.ends, l.names),
		Confidence: printLinear("Weights of the signs of a good attribution.", m.confidence, l.names),
		Report:     fmt.Sprintf("%d ends, no place for %d; %d attributions", len(l.cases), l.lost, len(verdicts)),
		model:      m,
	}
}

// How long and how tightly the weights of ends are fitted; chosen by cross-validation on documents.
const (
	endRounds = 8
	endPull   = 0.4
)

// judge finds the attributions of d with m and says which of them an annotator has.
func (l *learner) judge(d Labelled, m *model, parse func(string) *syntax.Doc) []verdict {
	f := newFinder(parse(d.Text), nil)
	f.model = m
	f.search()
	f.learn = &learner{names: l.names} // names signs
	var out []verdict
	for _, a := range f.found {
		if a.rule == "floating" || a.intends() {
			continue // annotators who ask for a cue leave out the ones, our guide the others
		}
		v := verdict{signs: f.signs(a), weight: d.Weight}
		for _, q := range d.Quotes {
			v.good = v.good || f.agrees(a, q)
		}
		out = append(out, v)
	}
	return out
}

// weights returns the model; the zero Trained has none, so that the rules decide.
func (t Trained) weights() *model {
	if t.model == nil {
		return &model{}
	}
	return t.model
}

// A Score says how well attributions found agree with those annotated.
type Score struct{ Both, Gold, Found int }

// F1 is the harmonic mean of precision and recall.
func (s Score) F1() float64 { return 2 * float64(s.Both) / float64(max(s.Gold+s.Found, 1)) }

// Plus adds what two scores count.
func (s Score) Plus(o Score) Score { return Score{s.Both + o.Both, s.Gold + o.Gold, s.Found + o.Found} }

// Measure counts attributions whose content shares at least 0.8 of the words in either and whose speaker overlaps.
func (t Trained) Measure(docs []Labelled, parse func(string) *syntax.Doc) Score {
	var s Score
	for _, d := range docs {
		f := newFinder(parse(d.Text), nil)
		f.model = t.weights()
		f.search()
		used := map[*attribution]bool{}
		s.Gold += len(d.Quotes)
		for _, a := range f.found {
			if a.cueLast > a.cueFirst {
				s.Found++
			}
		}
		for _, q := range d.Quotes {
			for _, a := range f.found {
				if !used[a] && f.agrees(a, q) {
					used[a] = true
					s.Both++
					break
				}
			}
		}
	}
	return s
}

// agrees reports whether a is what q marks.
func (f *finder) agrees(a *attribution, q Label) bool {
	var who corpus.Span
	if a.spkLast > a.spkFirst {
		who = f.d.SpanOf(a.spkFirst, a.spkLast)
	}
	return (who.Overlaps(q.Speaker) || who.Len() == 0 && q.Speaker.Len() == 0) && f.alike(a.spans, q.Content) >= 0.8
}
