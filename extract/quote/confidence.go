package quote

import "math"

// confidence returns how likely a is a quotation with the content and source found: a logistic model over what rule
// found it, fitted on annotated text (see cmd/train-quote).
func (f *finder) confidence(a *attribution) float64 {
	z := bias
	for _, x := range f.signs(a) {
		z += weights[x]
	}
	return math.Round(100/(1+math.Exp(-z))) / 100
}

// signs returns what tells good attributions from bad ones.
func (f *finder) signs(a *attribution) []string {
	out := []string{"kind:" + a.kind, "rule:" + a.rule, "source:" + a.source}
	switch {
	case a.verb != nil:
		out = append(out, "class:"+a.verb.class)
		if a.verb.lemma == "say" {
			out = append(out, "say")
		}
	case a.noun != nil:
		out = append(out, "noun")
	}
	if a.spkLast <= a.spkFirst {
		out = append(out, "nobody")
	}
	n := 0
	for _, sp := range a.spans {
		n += sp.Len()
	}
	if n < 25 {
		out = append(out, "short")
	}
	if a.phrase {
		out = append(out, "phrase")
	}
	if a.negated || a.hedge != "" {
		out = append(out, "coloured")
	}
	return out
}

const bias = 1.0

// weights are set by hand from the language: what is marked is surer than what is not.
var weights = map[string]float64{
	"kind:direct": 1.0, "kind:mixed": 0.2, "say": 0.7, "class:say": 0.3, "class:think": -0.8, "class:accuse": -0.4, "class:ask": -0.3,
	"rule:floating": -2.0, "rule:noun": -0.6, "nobody": -1.0, "short": -0.7, "phrase": -0.9, "rule:according": 0.4,
}
