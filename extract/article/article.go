// Package article turns the bytes of a page into typed blocks of text, links and metadata.
//
// A page is decoded, parsed once, and walked once; the walk yields every run of text that a reader would see as one
// block, with where it was written. A small trained classifier says which blocks are the article proper; the others
// are labelled, not dropped, so that a person can see what was left out. What the page says of itself (title, byline,
// dates, outlet) is put to a vote among all the places that say it, and every candidate is kept with its provenance.
//
// The package reads HTML, plain text, MHTML and PDF with text. It does no I/O, judges nobody's claims, and looks at
// one page only; what pages of one site have in common comes in as a [Profile].
package article

import (
	"fmt"
	"slices"

	"hearsay/corpus"
)

// MaxPage is the size in bytes of the largest page that is read.
const MaxPage = 32 << 20

// Parse reads p: its text in typed blocks, its links and its metadata. prof may be nil. Only the text of the article
// and what stands inside it is in Text; the rest of the page is labelled by empty boilerplate blocks that say where
// in the archived body it lies.
func Parse(p *corpus.Page, prof *Profile) (*corpus.Extraction, error) {
	if len(p.Body) > MaxPage {
		return nil, fmt.Errorf("page of %d bytes: more than %d are not read", len(p.Body), MaxPage)
	}
	switch {
	case isPDF(p):
		return parsePDF(p)
	case isMHTML(p):
		return parseMHTML(p, prof)
	case isPlain(p.MediaType, p.Body):
		return plain(p)
	}
	return parseHTML(p, prof)
}

// parseHTML reads an HTML page.
func parseHTML(p *corpus.Page, prof *Profile) (*corpus.Extraction, error) {
	text, _, cm := decode(p.Body, p.MediaType)
	pg := walk(text)
	v, f := surveyPage(pg, p)
	f.dates(v.head)
	f.byline(v.head)
	a := &assembly{ex: f.ex, p: pg, v: v, f: f, prob: theChooser().probs(v), cm: cm, prof: prof}
	a.kinds()
	a.classify()
	a.build()
	f.section()
	finish(f.ex, first(pg.head.lang, f.ld.lang, pg.head.meta("og:locale", "content-language")))
	return f.ex, nil
}

// finish adds what the text of ex says itself, whatever it was read from. lang is the language that it declares.
func finish(ex *corpus.Extraction, lang string) {
	annotate(ex)
	text := prose(ex)
	ex.Lang = language(text, lang)
	if ex.Class == "" {
		ex.Class = classEmpty
		if slices.ContainsFunc(ex.Blocks, func(b corpus.Block) bool { return b.Kind.Mined() }) {
			ex.Class = classArticle
		}
	}
	switch ex.Class {
	case classConsent, classNotFound, classSection:
	default:
		ex.Mined = ex.Lang == "en"
	}
}

// prose returns the text of ex from its first body block on.
func prose(ex *corpus.Extraction) string {
	for _, b := range ex.Blocks {
		if b.Kind.Body() && b.Kind != corpus.Subhead {
			return ex.Text[b.Start:]
		}
	}
	return ex.Text
}
