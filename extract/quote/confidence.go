package quote

import (
	_ "embed"
	"fmt"
	"math"
	"sort"
	"strconv"
	"strings"

	"hearsay/corpus"
	"hearsay/extract/syntax"
)

//go:embed confidence.txt
var confidenceFile string

//go:embed priors.txt
var priorFile string

// weights of the signs, from confidence.txt; "bias" is what all start from.
var weights = readWeights(confidenceFile)

func readWeights(s string) map[string]float64 {
	m := map[string]float64{}
	for line := range strings.Lines(s) {
		if f := strings.Fields(line); len(f) == 2 && f[0] != "#" {
			if w, err := strconv.ParseFloat(f[1], 64); err == nil {
				m[f[0]] = w
			}
		}
	}
	return m
}

// confidence returns how likely a is a quotation with the content found: a logistic model over its signs.
func (f *finder) confidence(a *attribution) float64 {
	return math.Round(100*logistic(weights, f.signs(a))) / 100
}

func logistic(w map[string]float64, signs []string) float64 {
	z := w["bias"]
	for _, x := range signs {
		z += w[x]
	}
	return 1 / (1 + math.Exp(-z))
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
	if a.spkLast-a.spkFirst == 1 && a.source == "unnamed" && (f.tag(a.spkFirst) == "PRP" || pronominal[f.word(a.spkFirst)]) {
		out = append(out, "somebody") // a pronoun that nobody is known for
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

// Fit returns the text of confidence.txt fitted to docs: the weights of a logistic regression, drawn towards those of
// priors.txt, that tells attributions that an annotator has (words shared over words in either at least 0.8) from others. The
// second result is the mean squared error of the confidence before and after.
func Fit(docs []Labelled, parse func(string) *syntax.Doc) (string, [2]float64) {
	var cases []fitCase
	for _, d := range docs {
		doc := parse(d.Text)
		f := newFinder(doc, nil)
		f.search()
		for _, a := range f.found {
			if a.rule == "floating" {
				continue // annotators who ask for a cue leave these out
			}
			c := fitCase{signs: f.signs(a)}
			for _, q := range d.Quotes {
				if f.alike(a.spans, q.Content) >= 0.8 {
					c.good = 1
				}
			}
			cases = append(cases, c)
		}
	}
	w := map[string]float64{}
	prior := readWeights(priorFile)
	for k, v := range prior {
		w[k] = v
	}
	err := [2]float64{squaredError(prior, cases), 0}
	const rate, pull = 0.02, 0.3
	for range 200 {
		for _, c := range cases {
			d := rate * (c.good - logistic(w, c.signs))
			w["bias"] += d
			for _, x := range c.signs {
				w[x] += d - pull*rate*(w[x]-prior[x])
			}
		}
	}
	err[1] = squaredError(w, cases)
	return printWeights(w), err
}

type fitCase struct {
	signs []string
	good  float64
}

func squaredError(w map[string]float64, cases []fitCase) float64 {
	sum := 0.0
	for _, c := range cases {
		d := c.good - logistic(w, c.signs)
		sum += d * d
	}
	return sum / float64(max(len(cases), 1))
}

func printWeights(w map[string]float64) string {
	keys := make([]string, 0, len(w))
	for k := range w {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	var b strings.Builder
	b.WriteString("# Weights of the signs of a good attribution; made by cmd/train-quote. See CREDITS.md.\n")
	for _, k := range keys {
		fmt.Fprintf(&b, "%s %.3f\n", k, w[k])
	}
	return b.String()
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
