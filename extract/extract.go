// Package extract turns one page into one [corpus.Extraction] and its mentions. It does no I/O and looks at no other
// page. Its children find what their names say: article the blocks and metadata, figure the numbers, quote the
// quotations with their sources, statement the clauses that assert something.
package extract

import (
	"slices"
	"time"

	"hearsay/corpus"
	"hearsay/extract/article"
	"hearsay/extract/figure"
	"hearsay/extract/quote"
	"hearsay/extract/statement"
	"hearsay/extract/syntax"
)

// Page extracts the article on p and all that it says. prof may be nil.
func Page(p *corpus.Page, prof *article.Profile) (*corpus.Extraction, error) {
	ex, err := Read(p, prof)
	if err != nil {
		return nil, err
	}
	Mine(ex)
	return ex, nil
}

// Mentions returns what article a, as ex reads it, says: the mentions that are compared across articles.
func Mentions(a corpus.ArticleID, ex *corpus.Extraction) []corpus.Mention {
	return statement.Mentions(a, ex)
}

// Read is the first half of Page: text, blocks, links and metadata, without what the text says. A crawler that wants to
// know what a page is about needs no more.
func Read(p *corpus.Page, prof *article.Profile) (*corpus.Extraction, error) {
	return article.Parse(p, prof)
}

// fill makes the empty lists of ex empty rather than nil, so that they are [] in JSON.
func fill(ex *corpus.Extraction) {
	ex.Byline = append([]string{}, ex.Byline...)
	ex.Blocks = append([]corpus.Block{}, ex.Blocks...)
	ex.Links = append([]corpus.Link{}, ex.Links...)
	ex.Figures = append([]corpus.Figure{}, ex.Figures...)
	ex.Dates = append([]corpus.Figure{}, ex.Dates...)
	ex.Quotes = append([]corpus.Quote{}, ex.Quotes...)
	ex.Statements = append([]corpus.Statement{}, ex.Statements...)
	ex.Citations = append([]corpus.Citation{}, ex.Citations...)
}

// Mine is the second half of Page: it finds what the text of ex says, if it is in a language that claims are read in.
func Mine(ex *corpus.Extraction) {
	if ex.Mined {
		find(ex)
	}
	fill(ex)
}

// find runs the finders over the text of ex.
func find(ex *corpus.Extraction) {
	sents := statement.Sentences(ex)
	doc := syntax.Default().Parse(ex.Text, sents)
	ex.Figures, ex.Dates = figure.Split(mined(ex, figure.Find(ex.Text, figure.Context{Published: published(ex)})))
	figure.Concepts(ex.Figures, doc)
	q := quote.Find(doc, ex.Blocks, ex.Links)
	ex.Quotes, ex.Citations = q.Quotes, q.Citations
	statement.Reframe(ex, sents)
	ex.Statements = statement.Find(ex, doc)
}

// mined returns the figures that stand in a block of the article itself: those of captions, teasers and other stories'
// boxes are not what it says. Figures and blocks are in order.
func mined(ex *corpus.Extraction, figures []corpus.Figure) []corpus.Figure {
	i := 0
	return slices.DeleteFunc(figures, func(f corpus.Figure) bool {
		for i < len(ex.Blocks) && ex.Blocks[i].End <= f.Start {
			i++
		}
		return i == len(ex.Blocks) || !ex.Blocks[i].Contains(f.Span) || !ex.Blocks[i].Kind.Mined() && ex.Blocks[i].Kind != corpus.Repeat
	})
}

// published returns the day on which ex says it was published, or the zero time.
func published(ex *corpus.Extraction) time.Time {
	if len(ex.Published) >= len(time.DateOnly) {
		if t, err := time.Parse(time.DateOnly, ex.Published[:len(time.DateOnly)]); err == nil {
			return t
		}
	}
	return time.Time{}
}
