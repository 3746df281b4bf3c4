package article

import (
	"strings"

	"golang.org/x/net/html/atom"

	"hearsay/corpus"
)

// The classifier learnt from few news pages; what follows are habits of news pages that need no learning: blocks that
// stand in the middle of an article and are not of it. Each rule reads one short block and its links.

// relatedLead begin lines that lead to other stories, in lower case.
var relatedLead = []string{
	"related:", "related story", "related stories", "related post", "related article", "related coverage", "related reading", "read more", "read also", "also read", "read next", "read:", "more:", "see also", "see more",
	"don't miss", "don’t miss", "watch:", "watch more", "listen:", "recommended", "also:", "more on this", "more from", "more coverage", "must read", "must-read", "up next", "you may also like", "you might also like", "further reading",
	"in case you missed", "click here", "for more ", "more news", "trending", "latest:", "lire aussi", "a lire aussi", "à lire aussi", "leia também", "leia mais", "leia:", "veja também", "lea también", "lee también", "leggi anche", "lesen sie auch",
	"mehr zum thema", "mehr:", "auch interessant", "читайте также", "смотрите также", "on the blog", "explore more", "go deeper", "join the conversation", "story continues", "continue reading", "continued below", "article continues", "scroll down to", "scroll to continue", "keep scrolling",
	"advertisement", "tags:", "tags ", "tags\n", "topics:", "filed under", "posted in", "keywords:", "share this", "like this story", "follow us", "have a tip", "got a tip", "tempo de leitura", "tell us what you think",
}

// sort of reject reasons are the kinds that a block gets instead of body.
func (a *assembly) reject(i int) (corpus.BlockKind, bool) {
	b, s := &a.p.blocks[i], &a.v.shapes[i]
	if b.flags&fComment != 0 {
		return "", true
	}
	if b.own&fHidden != 0 && s.words < 8 && s.digits == 0 && b.linked == 0 && !s.endStop {
		return "", true // said again elsewhere, or for the eye alone
	}
	if s.words > 70 {
		return "", a.isTeaser(i)
	}
	text := a.p.of(b)
	lower := strings.ToLower(strings.TrimLeft(text, " [(*•-–—>»|"))
	switch {
	case isDateLine(text) && b.flags&fTable == 0, !strings.Contains(text, " ") && strings.HasPrefix(lower, "http") && b.linked == 0, strings.HasSuffix(lower, "click to tweet"), a.isTeaser(i):
		return corpus.Boilerplate, true
	case b.tag != atom.Li && leads(lower, relatedLead) && (b.linked*3 > int32(b.Len()) || s.words < 8 && !s.endStop):
		return corpus.Boilerplate, true
	case a.isLinkLine(i), keywordLine(text), strings.HasPrefix(lower, "lorem ipsum"):
		return corpus.Boilerplate, true
	case s.words < 70 && strings.Contains(lower, "commission") && hasAny(lower, []string{"we may", "we might", "we will", "we earn", "we receive", "we get", "earn us", "may receive a", "i may", "i earn", "i receive"}):
		return corpus.Boilerplate, true
	case s.words < 60 && strings.Contains(lower, "newsletter") && hasAny(lower, []string{"sign up", "subscribe", "inbox", "get our"}):
		return corpus.Boilerplate, true
	case s.words < 50 && i > a.v.head && contactLine(lower):
		return corpus.Boilerplate, true
	case s.words < 60 && photoLine(text), b.pictured && s.words < 50 && (credited(text) || a.isLabel(i)):
		return corpus.Caption, true
	case a.v.head >= 0 && i-a.v.head > 0 && i-a.v.head < 6 && s.words < 20 && (strings.HasPrefix(lower, "by ") || strings.HasPrefix(lower, "written by ")) && !s.endStop:
		return corpus.Byline, true
	}
	return "", false
}

// leads reports whether s begins with one of the lead-ins.
func leads(s string, leadIns []string) bool {
	for _, l := range leadIns {
		if strings.HasPrefix(s, l) {
			return true
		}
	}
	return false
}

// isTeaser reports whether block i is one of several that break off: the beginnings of other stories.
func (a *assembly) isTeaser(i int) bool {
	n := a.v.brokenIn[a.v.leaf[i]]
	return a.v.broken[i] && n >= 3 && n*3 >= a.v.leafs[a.v.leaf[i]]*2
}

// breaksOff reports whether text ends in the middle.
func breaksOff(text []byte) bool {
	s := string(text[max(0, len(text)-8):])
	return strings.HasSuffix(s, "...") || strings.HasSuffix(s, "…") || strings.HasSuffix(s, "[…]") || strings.HasSuffix(s, "[...]")
}

// isLinkLine reports whether block i is a paragraph that is nothing but links: the headline of another story, or a way to
// get somewhere.
func (a *assembly) isLinkLine(i int) bool {
	b, s := &a.p.blocks[i], &a.v.shapes[i]
	if s.words < 4 && s.digits > 0 || s.words == 1 && strings.HasPrefix(a.p.of(b), "http") {
		return false // a price, say, or the address of a source
	}
	return b.linked*10 >= int32(b.Len())*9 && s.words < 30 && b.flags&(fTable|fBlockquote) == 0 && bodyKind(b, s) == corpus.Para
}

// keywordLine reports whether text is a list of keywords as it is written for machines: commas with no space after them.
func keywordLine(text string) bool {
	tight := 0
	for i := 0; i+1 < len(text); i++ {
		if text[i] == ',' && isLetter(text[i+1]) {
			tight++
		}
	}
	return tight >= 3 && !strings.Contains(text, ". ") && !strings.HasSuffix(text, ".")
}

// isLabel reports whether block i, which stands under a picture, is a line that is no sentence.
func (a *assembly) isLabel(i int) bool {
	b, s := &a.p.blocks[i], &a.v.shapes[i]
	c := a.p.text[b.Start] // a digit is the number of a heading; scripts without capitals often end without a full stop
	return s.words < 15 && !s.endStop && !s.endColon && b.linked == 0 && s.startUpper && !(c >= '0' && c <= '9') && bodyKind(b, s) == corpus.Para && b.flags&(fTable|fBlockquote) == 0
}

// isDateLine reports whether text is a date and hardly anything else.
func isDateLine(text string) bool {
	if len(text) > 90 {
		return false
	}
	f := strings.Fields(text)
	if len(f) == 1 && len(text) >= 16 && text[4] == '-' {
		_, ok := parseStamp(text)
		return ok
	}
	if isTime(text) {
		return true
	}
	if _, ok := findDate(text); !ok {
		return false
	}
	other := 0
	for _, w := range f {
		w = strings.ToLower(strings.Trim(w, ".,:;()|·•-–—"))
		if months[w] > 0 || number(w) >= 0 || len(w) < 3 || strings.ContainsAny(w, "0123456789") {
			continue
		}
		switch w {
		case "updated", "published", "posted", "last", "date", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "gmt", "utc", "est", "edt", "p.m", "a.m", "at", "created", "modified":
		default:
			other++
		}
	}
	return other == 0
}

// isTime reports whether text is a time of day: "09:15", "9.15 am GMT".
func isTime(text string) bool {
	digits, others := 0, 0
	for _, r := range strings.ToLower(text) {
		switch {
		case r >= '0' && r <= '9':
			digits++
		case !strings.ContainsRune(":.h apmgtcesd", r):
			others++
		}
	}
	return digits >= 3 && digits <= 6 && others == 0 && len(text) < 16 && strings.ContainsAny(text, ":.h")
}

// contactLine reports whether a line, in lower case, says how to reach the authors or who they are.
func contactLine(lower string) bool {
	if hasAny(lower, []string{"may be reached at", "can be reached at", "reach the reporter", "reach him at", "reach her at", "reach them at", "contact the reporter", "contact the writer", "follow him on", "follow her on", "follow them on", "email the author", "e-mail the author"}) {
		return true
	}
	if leads(lower, []string{"write to ", "email ", "e-mail "}) && strings.Contains(lower, " at ") && strings.Contains(lower, "@") {
		return true
	}
	if strings.HasPrefix(lower, "follow ") && hasAny(lower, []string{"twitter", "facebook", "instagram", "@"}) {
		return true
	}
	return !strings.Contains(lower, " ") && strings.Contains(lower, ".") && (strings.Contains(lower, "@") || strings.Contains(lower, ".com/"))
}

// photoLine reports whether text is a caption that its markup does not call one.
func photoLine(text string) bool {
	if hasAny(text, []string{"(AP Photo", "/AP)", "/Getty Images", "(Getty Images", "/AFP)", "/Reuters)", "(REUTERS/", "Photo credit:", "Image credit:", "Photo: ", "Photo by ", "file photo", "(Photo by", "(Image: ", "(Image credit", "Image courtesy", "Photo courtesy", "(NASA/", "/NASA)", "/Shutterstock", "via AP)"}) {
		return !strings.ContainsAny(text, "“”") && !dateliney(text)
	}
	return false
}

// credited reports whether text ends in the credit of a picture: "Photo: Cy Moor", "(Cy Moor/Agency)", "© Cy Moor".
func credited(text string) bool {
	const longest = 60
	text = strings.TrimRight(text, " .)]")
	i := max(strings.LastIndex(text, ". "), strings.LastIndexAny(text, "([|\n"), strings.LastIndex(text, "©")-1)
	tail := strings.Trim(text[i+1:], " ([|")
	if len(tail) > longest || tail == "" {
		return false
	}
	if leads(strings.ToLower(tail), []string{"photo", "picture:", "pictures:", "image:", "images:", "credit:", "courtesy", "©", "illustration:", "graphic:", "foto:", "bild:"}) {
		return true
	}
	who, agency, ok := strings.Cut(tail, "/")
	return ok && i >= 0 && capitalised(who) && capitalised(agency)
}

// capitalised reports whether s is one to four words that begin with capitals.
func capitalised(s string) bool {
	f := strings.Fields(s)
	for _, w := range f {
		if w[0] < 'A' || w[0] > 'Z' {
			return false
		}
	}
	return len(f) > 0 && len(f) < 5
}

// dateliney reports whether text begins with a dateline, in which an agency stands in brackets too.
func dateliney(text string) bool {
	_, n := dateline(text)
	return n > 0
}
