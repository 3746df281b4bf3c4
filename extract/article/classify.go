package article

import (
	_ "embed"
	"sync"

	"golang.org/x/net/html/atom"

	"hearsay/extract/article/boost"
)

//go:embed weights.bin
var weights []byte

// A chooser says which blocks are the article proper. The first model judges a block by itself and its surroundings,
// the second also by what the first thinks of the others; see CREDITS for what they were trained on.
type chooser struct{ first, second *boost.Model }

// theChooser decodes the embedded weights. It is nil if they do not fit the features of this build, and then rules
// choose; a test makes sure that they do fit.
var theChooser = sync.OnceValue(func() *chooser {
	first, rest, err := boost.Decode(weights)
	if err != nil {
		return nil
	}
	second, _, err := boost.Decode(rest)
	if err != nil {
		return nil
	}
	return &chooser{first, second}
})

// bodyAt is the probability from which on a block is body on any page, chosen by cross-validation; see threshold.
const bodyAt = .4

// probs returns for each block of v's page the probability that it is the article proper.
func (c *chooser) probs(v *survey) []float32 {
	n := len(v.rows)
	if n == 0 {
		return nil
	}
	if c == nil || c.first.Features != v.width {
		return ruleProbs(v)
	}
	p := c.first.Probs(v.rows)
	sums := contextOf(v, p)
	rows := make([][]float32, n)
	for i := range v.rows {
		if rows[i] = v.context(v.rows[i], sums, i); len(rows[i]) != c.second.Features {
			return ruleProbs(v)
		}
	}
	out := c.second.Probs(rows)
	for i := range out {
		out[i] = (p[i] + out[i]) / 2 // the mean of the two does better than either
	}
	return out
}

// ruleProbs chooses without weights: paragraphs of some length with few links, and headings and items between them,
// where the markup does not speak against it.
func ruleProbs(v *survey) []float32 {
	const against = fAd | fComment | fConsent | fNav | fPageFooter | fPromo | fRelated | fShare | fSidebar | fHidden | fForm | fAuthor | fCaption
	p := make([]float32, len(v.rows))
	last := -1
	for i := range p {
		b := &v.p.blocks[i]
		if b.flags&against != 0 || b.linked*2 > int32(b.Len()) {
			continue
		}
		if b.Len() < paraLen || v.p.boxes[b.box].paras == 0 {
			continue
		}
		p[i] = .9
		for j := last + 1; last >= 0 && i-last < 6 && j < i; j++ {
			switch o := &v.p.blocks[j]; o.tag {
			case atom.H2, atom.H3, atom.H4, atom.Li, atom.P:
				if o.flags&against == 0 && o.linked*2 <= int32(o.Len()) {
					p[j] = .6
				}
			}
		}
		last = i
	}
	return p
}
