package article

import (
	"strings"
	"unicode"

	"hearsay/corpus"
)

// frontLines is how many short lines may stand before the article.
const frontLines = 8

// front reads what stands before the first paragraph: outlet, section, headline, byline, date, summary. It returns
// the number of the line at which the body begins.
func (t *plainText) front() int {
	n := 0
	for n < len(t.lines) && n < frontLines && !t.lines[n].isProse() && !t.lines[n].bullet && !summaryHeading(t.lines[n].text) {
		n++
	}
	if n == len(t.lines) || n == frontLines { // no article in sight: take it as it is
		return 0
	}
	title := -1
	for i := range n {
		l := &t.lines[i]
		if l.words >= 4 && l.words <= 30 && (!l.stop || l.query) && !isByText(l.text) && !isDateLine(l.text) && (title < 0 || l.words > t.lines[title].words) && !strings.HasSuffix(l.text, ":") {
			title = i
		}
	}
	if title < 0 {
		return t.abstract(0)
	}
	t.kind[title] = corpus.Headline
	t.ex.Title = t.lines[title].text
	t.ex.Candidates = append(t.ex.Candidates, corpus.Candidate{Field: "title", Value: t.ex.Title, From: "visible"})
	for i := range n {
		if i != title {
			t.frontLine(i, i < title)
		}
	}
	return t.abstract(n)
}

// isByText reports whether s is a line that names authors.
func isByText(s string) bool {
	return (strings.HasPrefix(s, "By ") || strings.HasPrefix(s, "BY ") || strings.HasPrefix(s, "Written by ")) && len(s) < 150
}

// sections are names of parts of a newspaper, in lower case.
var sections = map[string]bool{
	"technology": true, "tech": true, "business": true, "politics": true, "world": true, "opinion": true, "sports": true, "sport": true, "health": true,
	"science": true, "news": true, "culture": true, "economy": true, "markets": true, "us": true, "u.s.": true, "uk": true, "national": true, "international": true, "local": true, "education": true,
	"environment": true, "climate": true, "entertainment": true, "lifestyle": true, "media": true, "security": true, "analysis": true, "investigations": true, "finance": true, "energy": true, "law": true, "arts": true, "travel": true,
}

// frontLine labels line i, which stands beside the headline.
func (t *plainText) frontLine(i int, before bool) {
	l := &t.lines[i]
	switch {
	case isByText(l.text):
		t.kind[i] = corpus.Byline
		t.ex.Byline = people(l.text)
	case isDateLine(l.text):
		t.kind[i] = corpus.Byline
		if st, ok := findDate(l.text); ok && t.ex.Published == "" {
			t.ex.Published, t.ex.PublishedPrecision = st.String(), "day"
			t.ex.Candidates = append(t.ex.Candidates, corpus.Candidate{Field: "published", Value: l.text, From: "visible"})
		}
	case before && sections[strings.ToLower(l.text)]:
		t.kind[i], t.ex.Section = corpus.Boilerplate, l.text
	case before && l.words <= 4 && t.isName(l):
		t.kind[i], t.ex.Outlet = corpus.Boilerplate, l.text
		t.ex.Candidates = append(t.ex.Candidates, corpus.Candidate{Field: "outlet", Value: l.text, From: "visible"})
	case !before && l.words >= 6:
		t.kind[i] = corpus.Standfirst
	case !before && l.words < 6 && i+1 < len(t.lines) && t.lines[i+1].isProse():
		t.kind[i] = corpus.Subhead
	default:
		t.kind[i] = corpus.Boilerplate
	}
}

// isName reports whether the text itself says that l is a name: it stands in it again, and never in lower case.
func (t *plainText) isName(l *textLine) bool {
	rest := t.ex.Text[l.End:]
	return unicode.IsUpper([]rune(l.text)[0]) && strings.Contains(rest, l.text) && !strings.Contains(rest, " "+strings.ToLower(l.text)+" ")
}

// abstract labels a summary that begins at line i and returns where the body begins.
func (t *plainText) abstract(i int) int {
	if i >= len(t.lines) {
		return i
	}
	l := &t.lines[i]
	for _, lead := range [...]string{"TL;DR:", "TL;DR ", "TLDR:", "Summary:", "In brief:", "Key points:", "Key takeaways:"} {
		if strings.HasPrefix(l.text, lead) && l.words > 3 {
			t.kind[i] = corpus.Summary
			return i + 1
		}
	}
	if !summaryHeading(l.text) {
		return i
	}
	flag := ""
	if machine(l.text) {
		flag = "machine"
	}
	t.kind[i], t.flag[i] = corpus.Boilerplate, flag
	j := i + 1
	for ; j < len(t.lines) && t.lines[j].bullet; j++ {
		t.kind[j], t.flag[j] = corpus.Summary, flag
	}
	if j == i+1 && j < len(t.lines) && t.lines[j].isProse() {
		t.kind[j], t.flag[j] = corpus.Summary, flag
		j++
	}
	return j
}
