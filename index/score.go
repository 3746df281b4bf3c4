package index

import (
	"math"

	"hearsay/corpus"
)

// Ranking is BM25F (Robertson, Zaragoza and Taylor 2004, "Simple BM25 extension to multiple weighted fields"): each
// condition on words adds
//
//	idf * tf*(k1+1) / (k1 + tf),  tf = sum over its terms and fields of  weight * count / (1-kb + kb*length/average)
//
// so a hit's score can be added up by hand. A word in the title counts titleWeight times, an inflected form of it
// stemWeight times. All terms of a condition share the idf of the most frequent of them, so that a rare inflection does
// not outrank the word itself. Wildcards and conditions on metadata, mentions and dates select and do not rank.
const (
	k1          = 1.2
	kb          = 0.75
	titleWeight = 3
	stemWeight  = 0.5
)

// A list is a postings list that counts towards a score. A field without an average has no length to compare.
type list struct {
	*postings
	weight, avg float64
}

func (l list) tf(count float64) float64 {
	if l.avg == 0 || l.doc.Norm == 0 {
		return l.weight * count
	}
	length := 1 / (l.doc.Norm * l.doc.Norm)
	return l.weight * count / (1 - kb + kb*length/l.avg)
}

// idf is the weight of a condition that df of n documents meet; it is never negative.
func idf(n, df float64) float64 { return math.Log(1 + (max(n, df)-df+0.5)/(df+0.5)) }

func saturate(idf, tf float64) float64 { return idf * tf * (k1 + 1) / (k1 + tf) }

// words is the cursor over the documents that hold one of several terms: one word in its forms and fields.
type words struct {
	lists []list
	idf   float64
	cur   uint64
}

func newWords(n float64, lists []list) *words {
	var df float64
	for _, l := range lists {
		df = max(df, l.df)
	}
	return &words{lists: lists, idf: idf(n, df)}
}

func (w *words) seek(doc uint64) (uint64, error) {
	w.cur = end
	for _, l := range w.lists {
		d, err := l.seek(doc)
		if err != nil {
			return end, err
		}
		w.cur = min(w.cur, d)
	}
	return w.cur, nil
}

func (w *words) score() float64 {
	var tf float64
	for _, l := range w.lists {
		if l.cur == w.cur {
			tf += l.tf(float64(l.doc.Freq))
		}
	}
	return saturate(w.idf, tf)
}

// spans appends where the words stand in the current document; the lists must have been opened with positions.
func (w *words) spans(dst []corpus.Span) []corpus.Span {
	for _, l := range w.lists {
		if l.cur != w.cur {
			continue
		}
		for _, v := range l.doc.Vectors {
			dst = append(dst, corpus.Span{Start: int(v.Start), End: int(v.End)})
		}
	}
	return dst
}
