package main

import (
	"fmt"
	"io"

	"hearsay/extract/article/boost"
)

// defaults are the options of the two classifiers, chosen by cross-validation.
var defaults = boost.Options{Trees: 200, Depth: 4, Rate: .08, MinGain: 1, MinChild: 15, L2: 20, Columns: 3}

// crossValidate prints how well the classifiers do on hosts that they have not seen, and returns them trained on all.
func crossValidate(w io.Writer, docs []*doc, folds int, o boost.Options) (first, second *boost.Model) {
	for k := range folds {
		m := train(docs, o, func(d *doc) bool { return d.fold(folds) != k }, (*doc).plain)
		for _, d := range docs {
			if d.fold(folds) == k {
				d.prob = probs(m, d.plain())
			}
		}
	}
	report(w, "first classifier", docs, func(d *doc) []float32 { return d.prob })
	for k := range folds {
		m := train(docs, o, func(d *doc) bool { return d.fold(folds) != k }, (*doc).context)
		for _, d := range docs {
			if d.fold(folds) == k {
				d.final = probs(m, d.context())
			}
		}
	}
	report(w, "second classifier", docs, func(d *doc) []float32 { return d.final })
	for _, d := range docs { // what the product takes: the mean of the two
		for i := range d.final {
			d.final[i] = (d.prob[i] + d.final[i]) / 2
		}
	}
	report(w, "mean of the two", docs, func(d *doc) []float32 { return d.final })
	report(w, "with the rules", docs, func(d *doc) []float32 { return ones(d.sample.Body(d.final)) })
	worst(w, docs)
	report(w, "ceiling (labels)", docs, func(d *doc) []float32 { return ones(d.label) })
	all := func(*doc) bool { return true }
	second = train(docs, o, all, (*doc).context)
	first = train(docs, o, all, (*doc).plain)
	return first, second
}

// ones returns 1 for true and 0 for false.
func ones(bs []bool) []float32 {
	p := make([]float32, len(bs))
	for i, b := range bs {
		if b {
			p[i] = 1
		}
	}
	return p
}

// worst lists the pages that are read worst, when no page of their host was seen.
func worst(w io.Writer, docs []*doc) {
	for _, d := range docs {
		if d.brief {
			continue
		}
		var got []string
		for i, body := range d.sample.Body(d.final) {
			if body {
				got = append(got, d.words[i]...)
			}
		}
		hit, g, o := shared(got, d.gold)
		if f := 2 * float64(hit) / float64(g+o+1); f < .85 {
			fmt.Fprintf(w, "  %.3f P %.3f R %.3f %s\n", f, float64(hit)/float64(g+1), float64(hit)/float64(o), d.url)
		}
	}
}

func (d *doc) plain() [][]float32   { return d.sample.Features }
func (d *doc) context() [][]float32 { return d.sample.Context(d.prob) }

// train fits a model to the docs that use accepts.
func train(docs []*doc, o boost.Options, use func(*doc) bool, rows func(*doc) [][]float32) *boost.Model {
	var x [][]float32
	var label []bool
	var weight []float64
	for _, d := range docs {
		if use(d) {
			x = append(x, rows(d)...)
			label = append(label, d.label...)
			weight = append(weight, d.weight...)
		}
	}
	return boost.Train(x, label, weight, o)
}

func probs(m *boost.Model, rows [][]float32) []float32 {
	p := make([]float32, len(rows))
	for i, x := range rows {
		p[i] = m.Prob(x)
	}
	return p
}

// report prints precision and recall of four-word shingles, averaged over pages, at some thresholds.
func report(w io.Writer, name string, docs []*doc, prob func(*doc) []float32) {
	for _, c := range []struct {
		least float32
		brief bool
	}{{.3, false}, {.4, false}, {.5, false}, {.6, false}, {.4, true}} {
		var P, R float64
		np, nr := 0, 0
		for _, d := range docs {
			if d.brief != c.brief || len(d.gold) == 0 {
				continue
			}
			var got []string
			for i, p := range prob(d) {
				if p >= c.least {
					got = append(got, d.words[i]...)
				}
			}
			hit, g, o := shared(got, d.gold)
			if g > 0 {
				P += float64(hit) / float64(g)
				np++
			}
			R += float64(hit) / float64(o)
			nr++
		}
		P, R = P/float64(max(1, np)), R/float64(max(1, nr))
		sort := ""
		if c.brief {
			sort = ", shortened pages"
		}
		fmt.Fprintf(w, "%-18s at %.1f: P %.4f R %.4f F1 %.4f%s\n", name, c.least, P, R, 2*P*R/(P+R), sort)
	}
}

// shared counts the four-word shingles of a and b and those that they share.
func shared(a, b []string) (hit, na, nb int) {
	count := map[[4]string]int{}
	shingles(a, func(s [4]string) { count[s]++; na++ })
	shingles(b, func(s [4]string) {
		nb++
		if count[s] > 0 {
			count[s]--
			hit++
		}
	})
	return hit, na, nb
}

func shingles(ws []string, yield func([4]string)) {
	for i := range max(1, len(ws)-3) {
		var s [4]string
		copy(s[:], ws[i:min(len(ws), i+4)])
		if len(ws) > 0 {
			yield(s)
		}
	}
}
