package article

import (
	"net/url"
	"strings"

	"hearsay/corpus"
)

// An assembly makes an extraction of a page whose blocks have been judged.
type assembly struct {
	ex   *corpus.Extraction
	p    *page
	v    *survey
	f    *facts
	prob []float32
	kind []corpus.BlockKind // "" for what lies outside the article
	cm   charmap
	prof *Profile
}

// build writes the text of the blocks that have a kind, the headline first, and their links.
func (a *assembly) build() {
	times := map[int]stamp{}
	if a.ex.Class == classLive {
		times = a.live(a.kind)
	}
	var text []byte
	base := a.base()
	emit := func(i int) {
		b := &a.p.blocks[i]
		if len(text) > 0 {
			text = append(text, "\n\n"...)
		}
		start := len(text)
		text = append(text, a.p.text[b.Start:b.End]...)
		a.ex.Blocks = append(a.ex.Blocks, corpus.Block{
			Kind: a.kind[i], Span: corpus.Span{Start: start, End: len(text)}, Source: a.source(b), Time: times[i].t.UTC(),
		})
		if times[i].t.IsZero() {
			a.ex.Blocks[len(a.ex.Blocks)-1].Time = times[i].t
		}
		a.link(b, start, base)
	}
	if h := a.v.head; h >= 0 {
		emit(h)
	} else if a.ex.Title != "" && a.hasBody() {
		text = append(text, a.ex.Title...)
		a.ex.Blocks = append(a.ex.Blocks, corpus.Block{Kind: corpus.Headline, Span: corpus.Span{End: len(text)}})
	}
	for i, k := range a.kind {
		if k != "" && k != corpus.Headline {
			emit(i)
		}
	}
	a.ex.Text = string(text)
	a.outside()
}

// hasBody reports whether any block is the article proper.
func (a *assembly) hasBody() bool {
	for _, k := range a.kind {
		if k.Body() {
			return true
		}
	}
	return false
}

// source returns the range of b in the archived body, or nil if it could not be told.
func (a *assembly) source(b *block) *corpus.Span {
	if !b.placed {
		return nil
	}
	return &corpus.Span{Start: a.cm.source(b.source.Start), End: a.cm.source(b.source.End)}
}

// outside labels the runs of blocks outside the article: each is one empty boilerplate block at the end of the text
// that says where in the archived body the run lies, so that nothing of a page is dropped silently and yet the text
// does not change with every teaser on the page.
func (a *assembly) outside() {
	var run *corpus.Span
	end := corpus.Span{Start: len(a.ex.Text), End: len(a.ex.Text)}
	flush := func() {
		if run != nil {
			a.ex.Blocks = append(a.ex.Blocks, corpus.Block{Kind: corpus.Boilerplate, Span: end, Source: run})
		}
		run = nil
	}
	for i, k := range a.kind {
		src := a.source(&a.p.blocks[i])
		switch {
		case k != "":
			flush()
		case src == nil:
		case run == nil:
			run = src
		default:
			run.Start, run.End = min(run.Start, src.Start), max(run.End, src.End)
		}
	}
	flush()
}

// base returns what relative links are relative to.
func (a *assembly) base() *url.URL {
	base := a.f.address
	if b := a.p.head.base; b != "" {
		if u, err := url.Parse(b); err == nil {
			if base != nil {
				u = base.ResolveReference(u)
			}
			base = u
		}
	}
	return base
}

// link adds the links of b, whose text starts at start.
func (a *assembly) link(b *block, start int, base *url.URL) {
	for _, l := range a.p.links[b.links : b.links+b.nlinks] {
		s := corpus.Span{Start: l.Start - b.Start + start, End: min(l.End, b.End) - b.Start + start}
		href := strings.TrimSpace(l.Href)
		if s.Len() <= 0 || l.Start < b.Start || strings.HasPrefix(href, "#") || strings.HasPrefix(href, "javascript:") {
			continue
		}
		u, err := url.Parse(href)
		if err != nil {
			continue
		}
		if base != nil {
			u = base.ResolveReference(u)
		}
		a.ex.Links = append(a.ex.Links, corpus.Link{Span: s, Href: original(u.String())})
	}
}
