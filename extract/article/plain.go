package article

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
)

// isPlain reports whether a document with the given media type and content is plain text rather than HTML.
func isPlain(mediaType string, body []byte) bool {
	mt := strings.ToLower(mediaType)
	switch {
	case strings.HasPrefix(mt, "text/plain"), strings.HasPrefix(mt, "text/markdown"):
		return true
	case strings.Contains(mt, "html"), strings.Contains(mt, "xml"):
		return false
	}
	h := bytes.ToLower(head(body, 4096))
	for _, s := range [...]string{"<html", "<!doctype", "<body", "<head", "<p>", "<p ", "<div", "<article", "<meta", "<title", "<script", "<span", "<h1", "<a href", "<br"} {
		if bytes.Contains(h, []byte(s)) {
			return false
		}
	}
	return true
}

// A textLine is a paragraph of plain text.
type textLine struct {
	corpus.Span
	text   string
	words  int
	bullet bool
	stop   bool // ends like a sentence
	query  bool // ends with a question mark
	blank  bool // an empty line goes before it
}

// A plainText is plain text on the way to an extraction.
type plainText struct {
	ex    *corpus.Extraction
	lines []textLine
	kind  []corpus.BlockKind
	flag  []string
}

// plain reads plain text. The text of the extraction is the input itself, byte for byte when it is UTF-8; what a
// person would see as a paragraph is a block.
func plain(p *corpus.Page) (*corpus.Extraction, error) {
	text, _, cm := decode(p.Body, p.MediaType)
	t := &plainText{ex: &corpus.Extraction{URL: p.URL, Text: string(text)}}
	t.split()
	t.kind, t.flag = make([]corpus.BlockKind, len(t.lines)), make([]string, len(t.lines))
	body := t.front()
	t.body(body)
	t.end(body)
	t.repeats()
	for i, l := range t.lines {
		src := corpus.Span{Start: cm.source(l.Start), End: cm.source(l.End)}
		t.ex.Blocks = append(t.ex.Blocks, corpus.Block{Kind: t.kind[i], Span: l.Span, Source: &src, Flag: t.flag[i]})
	}
	t.manifest(p)
	t.textLinks()
	finish(t.ex, "")
	return t.ex, nil
}

// split finds the paragraphs: lines, or groups of lines where the text is wrapped by hand.
func (t *plainText) split() {
	wrapped := isWrapped(t.ex.Text)
	s, at, blank := t.ex.Text, 0, true
	for at < len(s) {
		end := strings.IndexByte(s[at:], '\n')
		if end < 0 {
			end = len(s)
		} else {
			end += at
		}
		from, to := at, end
		at = end + 1
		for from < to {
			r, n := utf8.DecodeRuneInString(s[from:to])
			if !unicode.IsSpace(r) && r != '\ufeff' {
				break
			}
			from += n
		}
		to = from + len(strings.TrimRightFunc(s[from:to], unicode.IsSpace))
		if from == to {
			blank = true
			continue
		}
		if n := len(t.lines); wrapped && !blank && n > 0 && !isBullet(s[from:to]) {
			t.lines[n-1].End = to
		} else {
			t.lines = append(t.lines, textLine{Span: corpus.Span{Start: from, End: to}, blank: blank})
		}
		blank = false
	}
	for i := range t.lines {
		t.lines[i].look(s)
	}
}

// look fills what can be told of the line alone.
func (l *textLine) look(s string) {
	l.text = l.Of(s)
	l.words = len(strings.Fields(l.text))
	l.bullet = isBullet(l.text)
	last := strings.TrimRight(l.text, " \"'”’)»]")
	r, _ := utf8.DecodeLastRuneInString(last)
	l.stop = strings.ContainsRune(".!?。！？…:;", r)
	l.query = r == '?' || r == '？'
}

// isWrapped reports whether s is wrapped by hand: no long lines, and paragraphs of several lines.
func isWrapped(s string) bool {
	lines, groups, long, inGroup := 0, 0, 0, false
	for line := range strings.Lines(s) {
		n := utf8.RuneCountInString(strings.TrimSpace(line))
		if n == 0 {
			inGroup = false
			continue
		}
		if lines++; !inGroup {
			groups++
		}
		inGroup = true
		if n > 100 {
			long++
		}
	}
	return long*50 < lines && groups > 1 && lines*10 > groups*18
}

// isBullet reports whether a line is an item of a list: "• x", "- x", "1. x".
func isBullet(s string) bool {
	for _, m := range [...]string{"• ", "- ", "* ", "– ", "— ", "▪ ", "◦ ", "‣ ", "· ", "●", "■ "} {
		if strings.HasPrefix(s, m) {
			return true
		}
	}
	n := 0
	for n < len(s) && n < 3 && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	return n > 0 && n+1 < len(s) && (s[n] == '.' || s[n] == ')') && s[n+1] == ' '
}

// isProse reports whether l reads like a paragraph.
func (l *textLine) isProse() bool { return !l.bullet && (l.words >= 25 || l.words >= 12 && l.stop) }

// body labels the lines from line i on: items, subheads, paragraphs.
func (t *plainText) body(i int) {
	for ; i < len(t.lines); i++ {
		l := &t.lines[i]
		switch {
		case l.bullet:
			t.kind[i] = corpus.List
		case notice(l.text) != "":
			t.kind[i] = corpus.Correction
		case l.words <= 14 && (!l.stop || l.query) && len(l.text) < 120 && t.headsProse(i):
			t.kind[i] = corpus.Subhead
		default:
			t.kind[i] = corpus.Para
		}
	}
}

// headsProse reports whether something to read follows line i.
func (t *plainText) headsProse(i int) bool {
	return i+1 < len(t.lines) && (t.lines[i+1].isProse() || t.lines[i+1].bullet) && len(t.lines) > 2
}

// end labels what stands after the article, which began at line first: short lines that are no sentences, as a menu
// leaves, and before them a list of questions that the article does not put itself.
func (t *plainText) end(first int) {
	n := len(t.lines)
	if n-first < 3 {
		return
	}
	for n > first+1 && t.kind[n-1] != corpus.List && (t.lines[n-1].words < 7 && !t.lines[n-1].isProse() || leads(strings.ToLower(t.lines[n-1].text), relatedLead)) {
		n--
	}
	q := n
	for q > first+1 && t.lines[q-1].query && t.lines[q-1].words < 40 {
		q--
	}
	if n-q >= 3 {
		n = q
		for n > first+1 && t.lines[n-1].words < 10 && !t.lines[n-1].bullet && t.kind[n-1] != corpus.Summary {
			n-- // what heads the questions
		}
	}
	for i := n; i < len(t.lines); i++ {
		t.kind[i] = corpus.Boilerplate
	}
}

// repeats labels passages that the text has said before.
func (t *plainText) repeats() {
	seen := map[uint64]bool{}
	for i := range t.lines {
		ws := appendWords(nil, t.lines[i].text)
		if !t.kind[i].Body() || len(ws) < 8 {
			continue
		}
		hit := 0
		for k := 0; k+5 <= len(ws); k++ {
			if g := gram(ws[k : k+5]); seen[g] {
				hit++
			}
		}
		if hit*10 >= (len(ws)-4)*9 {
			t.kind[i] = corpus.Repeat
		}
		for k := 0; k+5 <= len(ws); k++ {
			seen[gram(ws[k:k+5])] = true
		}
	}
}

// manifest takes what the importer says, which wins.
func (t *plainText) manifest(p *corpus.Page) {
	f := facts{ex: t.ex, in: p}
	m := &p.Manifest
	f.fromManifest("title", m.Title, &t.ex.Title)
	f.fromManifest("outlet", m.Outlet, &t.ex.Outlet)
	f.manifestDate()
	if len(m.Byline) > 0 {
		f.candidate("byline", strings.Join(m.Byline, "; "), "manifest")
		t.ex.Byline = m.Byline
	}
	f.site(first(p.URL, m.URL))
}

// textLinks finds the web addresses that are written out.
func (t *plainText) textLinks() {
	s := t.ex.Text
	for at := 0; ; {
		i := strings.Index(s[at:], "http")
		if i < 0 {
			return
		}
		from := at + i
		end := from
		for end < len(s) && s[end] > ' ' && s[end] < 0x7f && !strings.ContainsRune("<>\"", rune(s[end])) {
			end++
		}
		for end > from && strings.IndexByte(".,;:!?)]}'*", s[end-1]) >= 0 {
			end--
		}
		if u := s[from:end]; strings.HasPrefix(u, "https://") && len(u) > 10 || strings.HasPrefix(u, "http://") && len(u) > 9 {
			t.ex.Links = append(t.ex.Links, corpus.Link{Span: corpus.Span{Start: from, End: end}, Href: u})
		}
		at = max(end, from+4)
	}
}
