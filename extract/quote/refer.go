package quote

import (
	"slices"
	"strings"

	"hearsay/corpus"
)

// headings are the titles of lists of sources.
var headings = []string{"references", "sources", "source", "further reading", "works cited", "bibliography", "citations", "sources and references", "read more"}

// references finds the entries of a list of sources: "Source: The Echo", "3. The Echo - Title of the article (May 2026)", and
// the lines under a heading "References".
func (f *finder) references(c *cast) []corpus.Citation {
	var out []corpus.Citation
	pos, listed := 0, false
	for line := range strings.Lines(f.s) {
		at := pos + len(line) - len(strings.TrimLeft(line, " \t•*·–-"))
		body := strings.TrimSpace(f.s[at : pos+len(line)])
		pos += len(line)
		switch {
		case body == "" || len(body) > 300:
			listed = listed && body == ""
			continue
		case slices.Contains(headings, strings.ToLower(strings.TrimSuffix(body, ":"))):
			listed = true
			continue
		}
		cit := corpus.Citation{Kind: "reference"}
		entry, numbered := cutNumber(body)
		if rest, ok := cutSource(body); ok {
			entry = body
			cit.Sources, cit.Title = f.sourceLine(rest, c)
		} else if cit.Sources, cit.Title, cit.Date = entryOf(entry, listed); !numbered && !listed {
			continue
		}
		if len(cit.Sources) == 0 {
			listed = listed && numbered
			continue
		}
		cit.Start = at + strings.Index(body, entry)
		cit.End = cit.Start + len(entry)
		cit.Text = entry
		out = append(out, cit)
	}
	return out
}

// cutSource returns what a line says behind "Source:".
func cutSource(s string) (string, bool) {
	for _, p := range []string{"Source: ", "Sources: ", "SOURCE: ", "SOURCES: ", "Via: ", "via: "} {
		if rest, ok := strings.CutPrefix(s, p); ok && rest != "" {
			return rest, true
		}
	}
	return "", false
}

// sourceLine returns the sources that a line names behind "Source:": a list of names, or an outlet of the article's with the title of
// what it published.
func (f *finder) sourceLine(s string, c *cast) (sources []string, title string) {
	for _, e := range c.ents {
		if rest, ok := strings.CutPrefix(s, e.name); ok && e.kind == "outlet" && strings.HasPrefix(rest, " ") {
			return []string{e.name}, strings.TrimSpace(rest)
		}
	}
	for x := range strings.SplitSeq(strings.ReplaceAll(s, " and ", ", "), ", ") {
		if x = strings.Trim(x, " .;"); x != "" {
			sources = append(sources, x)
		}
	}
	return sources, ""
}

// cutNumber cuts the number off a numbered entry: "3. ", "[3] ", "3) ".
func cutNumber(s string) (string, bool) {
	rest := strings.TrimPrefix(s, "[")
	n := 0
	for n < len(rest) && rest[n] >= '0' && rest[n] <= '9' {
		n++
	}
	if n == 0 || n > 3 || n+1 >= len(rest) || strings.IndexByte(".])", rest[n]) < 0 {
		return s, false
	}
	return strings.TrimSpace(rest[n+1:]), true
}

// entryOf reads an entry of a list of sources: the outlet, the title and the date in brackets. Outside a list under a
// heading only a dash parts the outlet from the title.
func entryOf(s string, listed bool) (sources []string, title, date string) {
	marks := []string{" - ", " – ", " — "}
	if listed {
		marks = append(marks, ": ", ", “", ", \"", " | ")
	}
	for _, m := range marks {
		name, rest, ok := strings.Cut(s, m)
		if !ok || len(strings.Fields(name)) > 6 || name == "" || !isUpperAt(strings.TrimPrefix(name, "+")) && name[0] != '+' {
			continue
		}
		title = strings.Trim(rest, "“”\" ")
		if k := strings.LastIndex(title, "("); k > 0 && strings.HasSuffix(title, ")") {
			title, date = strings.TrimSpace(title[:k]), title[k+1:len(title)-1]
		}
		return []string{name}, title, date
	}
	if h := host(s); listed && h != "" {
		return []string{h}, "", ""
	}
	return nil, "", ""
}

// host returns the host of the web address that s is, without "www.", or "".
func host(s string) string {
	s = strings.TrimPrefix(strings.TrimPrefix(s, "https://"), "http://")
	s, _, _ = strings.Cut(s, "/")
	s = strings.TrimPrefix(s, "www.")
	dot := strings.LastIndexByte(s, '.')
	if dot < 2 || len(s)-dot < 3 {
		return ""
	}
	for i := range len(s) {
		b := s[i]
		if b != '.' && b != '-' && (b < 'a' || b > 'z') && (b < '0' || b > '9' || i > dot) {
			return ""
		}
	}
	return s
}

// bracketed finds what is named in brackets or behind a dash as the place where something is from: an address
// "(echo.com)", an agency "(Reuters)" as in the place lines of wire stories, "— Reuters" at the end of a line, and outlets that
// "contributed to this report".
func (f *finder) bracketed(c *cast) []corpus.Citation {
	var out []corpus.Citation
	for open := strings.IndexByte(f.s, '('); open >= 0; {
		rest := f.s[open+1:]
		if end := strings.IndexByte(rest[:min(len(rest), 120)], ')'); end > 0 {
			if h := host(rest[:end]); h != "" {
				sp := corpus.Span{Start: open, End: open + end + 2}
				out = append(out, corpus.Citation{Span: sp, Text: sp.Of(f.s), Sources: []string{h}, Kind: "link"})
			}
		}
		next := strings.IndexByte(rest, '(')
		if next < 0 {
			break
		}
		open += next + 1
	}
	for _, n := range c.namings {
		if n.ent.kind != "outlet" || n.first == 0 || f.region(n.first) >= 0 {
			continue
		}
		before, after := f.word(n.first-1), f.word(n.last)
		inBrackets := before == "(" && after == ")" && !c.namedAt(n.first-1, n.ent)
		credit := (before == "—" || before == "–" || before == "-" || before == "--") && f.atLineEnd(n.last-1) && (n.first < 2 || !f.sameLine(n.first-2, n.first) || f.word(n.first-2) == "." || f.region(n.first-2) >= 0)
		if inBrackets || credit || after == "contributed" && f.word(n.last+1) == "to" {
			out = append(out, f.cite(n.first, n.last, "outlet", n.ent.name))
		}
	}
	return out
}

// namedAt reports whether a name of e ends at token i, so that what follows in brackets is its short form.
func (c *cast) namedAt(i int, e *entity) bool {
	for _, n := range c.namings {
		if n.last == i {
			return n.ent == e || n.ent.kind != "person" && strings.HasPrefix(initials(n.ent.words), strings.ToLower(e.name))
		}
	}
	return false
}

// linked finds links on the name of an outlet, and on a noun for what was published or filed ("a court filing").
func (f *finder) linked(c *cast, links []corpus.Link) []corpus.Citation {
	var out []corpus.Citation
	for _, l := range links {
		first := f.d.TokenAt(l.Start)
		last := first
		for last < len(f.low) && f.d.Tokens[last].End <= l.End {
			last++
		}
		if last == first || last-first > 8 || f.d.Tokens[first].Start < l.Start {
			continue
		}
		cit := f.cite(first, last, "")
		cit.Href = l.Href
		at := first
		if f.tag(at) == "DT" {
			at++
		}
		if n := c.namingAt(at); n != nil && n.last == last && n.ent.kind == "outlet" {
			cit.Kind, cit.Sources = "outlet", []string{n.ent.name}
		} else if n := lex.nouns[f.word(last-1)]; n != nil && n.speaks && f.noun(last-1) && !f.isVerb(last) {
			cit.Kind, cit.Sources = "documents", []string{cit.Text}
		} else {
			continue
		}
		out = append(out, cit)
	}
	return out
}
