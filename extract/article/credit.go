package article

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
)

//go:embed lexicon/agencies.txt
var agenciesText string

// An agency is a line of agencies.txt.
type agency struct {
	name  string
	forms []string
}

var agencies = sync.OnceValue(func() (list []agency) {
	for line := range strings.Lines(agenciesText) {
		name, forms, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if ok && !strings.HasPrefix(line, "#") {
			list = append(list, agency{name, strings.Split(forms, "|")})
		}
	}
	return list
})

// isForm reports whether s is form of an agency's name. A form of up to four letters is matched as written.
func isForm(s, form string) bool { return s == form || len(form) > 4 && strings.EqualFold(s, form) }

// agencyIn returns the agency that s is, or "": the whole of s, a leading "The" aside.
func agencyIn(s string) string {
	s = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(s, "The "), "the "))
	for _, a := range agencies() {
		for _, f := range a.forms {
			if isForm(s, f) {
				return a.name
			}
		}
	}
	return ""
}

// agenciesIn finds the agencies that are named in s, in order.
func agenciesIn(s string) (cs []corpus.Credit) {
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsUpper(r) {
			i += n
			continue
		}
		if c, ok := agencyAt(s, i); ok {
			cs = append(cs, c)
			i = c.End
			continue
		}
		for i < len(s) && (unicode.IsLetter(r) || unicode.IsDigit(r)) { // on to the end of the word
			i += n
			r, n = utf8.DecodeRuneInString(s[i:])
		}
	}
	return cs
}

// agencyAt returns the agency whose name begins at byte i of s, in its longest form.
func agencyAt(s string, i int) (c corpus.Credit, ok bool) {
	for _, a := range agencies() {
		for _, f := range a.forms {
			end := i + len(f)
			if end > len(s) || end <= c.End || !isForm(s[i:end], f) {
				continue
			}
			if r, _ := utf8.DecodeRuneInString(s[end:]); end < len(s) && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
				continue
			}
			c, ok = corpus.Credit{Name: a.name, Span: corpus.Span{Start: i, End: end}, Text: s[i:end]}, true
		}
	}
	return c, ok
}

// creditSigns stand before the agencies of a closing credit, in lower case.
var creditSigns = []string{
	"with files from", "with inputs from", "inputs from", "with input from", "with reporting by", "with material from",
	"with information from", "with agency", "syndicated feed", "agency feed", "wire feed", "© ", "source:", "sources:",
}

// closingCredit finds the agencies in a line such as "Reporting by A; Editing by B", "— with files from The Canadian
// Press", "(With inputs from PTI)", "The Associated Press contributed to this report".
func closingCredit(s string) []corpus.Credit {
	lower := strings.ToLower(s)
	if len(s) > 400 || len(lower) != len(s) {
		return nil
	}
	if strings.HasPrefix(strings.TrimLeft(lower, "( "), "reporting by") && strings.Contains(lower, "editing by") {
		return []corpus.Credit{{Name: "Reuters", Span: corpus.Span{End: len(s)}, Text: s}} // the style of Reuters, if the article names it
	}
	if i := strings.Index(lower, "contributed to this"); i >= 0 {
		return agenciesIn(s[:i])
	}
	for _, sign := range creditSigns {
		i := strings.Index(lower, sign)
		if i < 0 {
			continue
		}
		cs := agenciesIn(s[i:])
		for k := range cs {
			cs[k].Start += i
			cs[k].End += i
		}
		return cs
	}
	return nil
}

// credits fills the credits of ex, whose first paragraph is block lead, and its wire: in the byline, in the dateline,
// and in one of the closing lines.
func credits(ex *corpus.Extraction, lead int) {
	add := func(b *corpus.Block, cs []corpus.Credit) {
		for _, c := range cs {
			c.Start += b.Start
			c.End += b.Start
			ex.Credits = append(ex.Credits, c)
		}
	}
	last := len(ex.Blocks)
	for n := 0; last > 0 && n < 8; last-- {
		if ex.Blocks[last-1].Len() > 0 {
			n++
		}
	}
	for i := range ex.Blocks {
		b := &ex.Blocks[i]
		text := b.Of(ex.Text)
		switch {
		case b.Kind == corpus.Byline:
			add(b, agenciesIn(text))
		case i == lead:
			var n int
			ex.Dateline, n = dateline(text)
			add(b, agenciesIn(text[:n]))
		case i >= last:
			if cs := closingCredit(text); len(cs) != 1 || cs[0].Text != text || strings.Contains(ex.Text, cs[0].Name) {
				add(b, cs) // a style alone is no credit
			}
		}
	}
	var names []string
	for _, name := range ex.Byline {
		if a := agencyIn(name); a != "" {
			names = append(names, a)
		}
	}
	for _, c := range ex.Credits {
		names = append(names, c.Name)
	}
	ex.Wire = dedup(names)
}
