package article

import (
	"bytes"
	"strings"

	"hearsay/corpus"
)

// isPlain reports whether p is plain text rather than HTML.
func isPlain(p *corpus.Page) bool {
	mt := strings.ToLower(p.MediaType)
	switch {
	case strings.HasPrefix(mt, "text/plain"), strings.HasPrefix(mt, "text/markdown"):
		return true
	case strings.Contains(mt, "html"):
		return false
	}
	h := bytes.ToLower(head(p.Body, 2048))
	for _, s := range []string{"<html", "<!doctype", "<body", "<head", "<p>", "<p ", "<div", "<article", "<meta", "<title", "<script", "<span", "<h1"} {
		if bytes.Contains(h, []byte(s)) {
			return false
		}
	}
	return true
}

// plain reads plain text: its paragraphs are its blocks and its text is itself.
func plain(p *corpus.Page) (*corpus.Extraction, error) {
	text, _, _ := decode(p.Body, p.MediaType)
	ex := &corpus.Extraction{URL: p.URL, Class: "article", Mined: true, Lang: "en", Text: string(text)}
	at := 0
	for at < len(ex.Text) {
		end := strings.IndexByte(ex.Text[at:], '\n')
		if end < 0 {
			end = len(ex.Text)
		} else {
			end += at
		}
		s := trimSpan(text, corpus.Span{Start: at, End: end})
		if s.Len() > 0 {
			ex.Blocks = append(ex.Blocks, corpus.Block{Kind: corpus.Para, Span: s, Source: &corpus.Span{Start: s.Start, End: s.End}})
		}
		at = end + 1
	}
	return ex, nil
}
