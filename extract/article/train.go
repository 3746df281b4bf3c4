package article

import (
	"slices"

	"hearsay/corpus"
)

// A Sample is the blocks of one page as the trainer sees them.
type Sample struct {
	Texts    []string
	Features [][]float32 // for the first classifier
	v        *survey
	f        *facts
}

// SampleOf reads the blocks of the HTML page p and their features, for cmd/train-article.
func SampleOf(p *corpus.Page) *Sample {
	text, _, _ := decode(p.Body, p.MediaType)
	return sampleOf(walk(text), p)
}

func sampleOf(pg *page, in *corpus.Page) *Sample {
	v, f := surveyPage(pg, in)
	f.dates(v.head)
	f.byline(v.head)
	s := &Sample{Features: v.rows, v: v, f: f}
	for i := range pg.blocks {
		s.Texts = append(s.Texts, pg.of(&pg.blocks[i]))
	}
	return s
}

// Without returns the sample of the same page with some blocks taken out, as if they had never been on it.
func (s *Sample) Without(drop []bool) *Sample {
	pg := *s.v.p
	pg.blocks, pg.boxes = nil, slices.Clone(pg.boxes)
	for i := range pg.boxes {
		x := &pg.boxes[i]
		x.text, x.linked, x.paras, x.blocks, x.direct = 0, 0, 0, 0, 0
	}
	for i, b := range s.v.p.blocks {
		if !drop[i] {
			pg.blocks = append(pg.blocks, b)
		}
	}
	pg.sum()
	return sampleOf(&pg, s.f.in)
}

// Context returns the features for the second classifier, given the answers of the first.
func (s *Sample) Context(prob []float32) [][]float32 {
	c := contextOf(s.v, prob)
	rows := make([][]float32, len(prob))
	for i := range rows {
		rows[i] = s.v.context(append([]float32(nil), s.v.rows[i]...), c, i)
	}
	return rows
}

// Body returns the blocks that [Parse] would take for the article, given the answers of the second classifier.
func (s *Sample) Body(prob []float32) []bool {
	a := &assembly{ex: s.f.ex, p: s.v.p, v: s.v, f: s.f, prob: prob}
	a.kinds()
	body := make([]bool, len(prob))
	for i, k := range a.kind {
		body[i] = k.Body()
	}
	return body
}
