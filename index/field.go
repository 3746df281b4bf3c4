package index

import (
	bindex "github.com/blevesearch/bleve_index_api"

	"hearsay/corpus"
)

// A textField is a field of a Bleve document that holds words: the parts of a text that are searched. It makes the
// terms with their places itself, where Bleve's own text field would go by way of a token for each.
type textField struct {
	name   string
	text   string
	a      *analyzer
	parts  []corpus.Span
	stem   bool
	length bool // adds lengthMark

	count int
	freqs bindex.TokenFrequencies
}

// Analyze implements document.Field. Bleve calls it on several documents at once.
func (f *textField) Analyze() {
	ts := f.terms()
	f.count = len(ts)
	f.freqs = make(bindex.TokenFrequencies, len(ts)/2+1)
	of := make([]*bindex.TokenFreq, len(ts))
	for i, t := range ts {
		q := f.freqs[t.text]
		if q == nil {
			q = &bindex.TokenFreq{Term: []byte(t.text)}
			f.freqs[t.text] = q
		}
		q.SetFrequency(q.Frequency() + 1)
		of[i] = q
	}
	places := make([]bindex.TokenLocation, len(ts))
	refs := make([]*bindex.TokenLocation, len(ts))
	for i, t := range ts {
		places[i] = bindex.TokenLocation{Start: t.Start, End: t.End, Position: t.pos}
		q := of[i]
		if q.Locations == nil {
			n := q.Frequency()
			q.Locations, refs = refs[:0:n], refs[n:]
		}
		q.Locations = append(q.Locations, &places[i])
	}
}

func (f *textField) terms() []term {
	ts := make([]term, 0, len(f.text)/4+2)
	if f.length {
		ts = append(ts, term{text: lengthMark})
	}
	pos := 1
	for _, p := range f.parts {
		ts, pos = f.a.terms(ts, p.Of(f.text), p.Start, pos, f.stem)
		pos += blockGap
	}
	return ts
}

// The rest of document.Field.

func (f *textField) Name() string                                      { return f.name }
func (f *textField) Value() []byte                                     { return nil }
func (f *textField) ArrayPositions() []uint64                          { return nil }
func (f *textField) EncodedFieldType() byte                            { return 't' }
func (f *textField) Options() bindex.FieldIndexingOptions              { return located }
func (f *textField) AnalyzedLength() int                               { return f.count }
func (f *textField) AnalyzedTokenFrequencies() bindex.TokenFrequencies { return f.freqs }
func (f *textField) NumPlainTextBytes() uint64                         { return uint64(len(f.text)) }
func (f *textField) Size() int                                         { return len(f.text) }
