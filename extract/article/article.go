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
	"hearsay/corpus"
)

// A Profile is what is known of the site that a page is from. Nil is a valid profile that knows nothing.
type Profile struct {
	Rev string // revision of the profile; part of the extraction's revision
}

// Parse reads p: its text in typed blocks, its links and its metadata.
func Parse(p *corpus.Page, prof *Profile) (*corpus.Extraction, error) {
	if isPlain(p) {
		return plain(p)
	}
	return parseHTML(p, prof)
}

// parseHTML reads an HTML page.
func parseHTML(p *corpus.Page, prof *Profile) (*corpus.Extraction, error) {
	text, _, cm := decode(p.Body, p.MediaType)
	pg := walk(text, parseTree(text))
	v, f := surveyPage(pg, p)
	f.dates(v.head)
	f.byline(v.head)
	a := &assembly{ex: f.ex, p: pg, v: v, f: f, prob: theChooser().probs(v), cm: cm}
	a.kinds()
	a.classify()
	a.build()
	annotate(f.ex)
	f.ex.Section = first(f.ld.section, pg.head.meta("article:section", "og:article:section", "parsely-section"))
	f.ex.Lang = language(prose(f.ex), first(pg.head.lang, f.ld.lang, pg.head.meta("og:locale", "content-language")))
	f.ex.Mined = f.ex.Lang == "en"
	return f.ex, nil
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
