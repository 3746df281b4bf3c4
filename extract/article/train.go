package article

import "hearsay/corpus"

// A Sample is the blocks of one page as the trainer sees them.
type Sample struct {
	Texts    []string
	Features [][]float32 // for the first classifier
	v        *survey
}

// SampleOf reads the blocks of the HTML page p and their features, for cmd/train-article.
func SampleOf(p *corpus.Page) *Sample {
	text, _, _ := decode(p.Body, p.MediaType)
	pg := walk(text, parseTree(text))
	v, _ := surveyPage(pg, p)
	s := &Sample{Features: v.rows, v: v}
	for i := range pg.blocks {
		s.Texts = append(s.Texts, pg.of(&pg.blocks[i]))
	}
	return s
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
