package quote

import (
	"sort"
	"strings"

	"hearsay/corpus"
)

// citations returns the places where the article names where it has something from: the sources of attributions that
// are outlets, documents or persons, and outlets named as reporting, with the link that stands there.
func (f *finder) citations(c *cast, links []corpus.Link) []corpus.Citation {
	var out []corpus.Citation
	for _, a := range f.found {
		if cit, ok := f.cites(a); ok {
			out = append(out, cit)
		}
	}
	out = append(out, f.reporting(c)...)
	out = append(out, f.references()...)
	sort.SliceStable(out, func(i, j int) bool {
		if out[i].Start != out[j].Start {
			return out[i].Start < out[j].Start
		}
		return out[i].End > out[j].End
	})
	var keep []corpus.Citation
	for _, x := range out {
		if n := len(keep); n > 0 && keep[n-1].Overlaps(x.Span) {
			continue
		}
		for _, l := range links {
			if l.Overlaps(x.Span) {
				x.Href = l.Href
				break
			}
		}
		keep = append(keep, x)
	}
	return keep
}

// cites returns the citation that the attribution a makes.
func (f *finder) cites(a *attribution) (corpus.Citation, bool) {
	if a.spkLast <= a.spkFirst || a.cueLast <= a.cueFirst || len(a.chain) == 0 || f.region(a.cueFirst) >= 0 {
		return corpus.Citation{}, false
	}
	if l := a.spkLast - a.spkFirst; l == 1 && f.tag(a.spkFirst) == "PRP" {
		return corpus.Citation{}, false // who that is was cited before
	}
	if a.verb != nil && a.verb.class == "think" {
		return corpus.Citation{}, false
	}
	first, last := min(a.spkFirst, a.cueFirst), max(a.spkLast, a.cueLast)
	for _, b := range f.found { // "said … and added": the first cue is the citation
		if b != a && b.cueLast > b.cueFirst && b.cueFirst > first && b.cueLast < last {
			return corpus.Citation{}, false
		}
	}
	sp := f.d.SpanOf(first, last)
	if strings.Contains(sp.Of(f.s), "\n") || last-first > 40 {
		return corpus.Citation{}, false
	}
	cit := corpus.Citation{Span: sp, Text: sp.Of(f.s)}
	for _, l := range a.chain {
		if l.Inherited && a.rule != "list" {
			continue // it is named elsewhere
		}
		if len(cit.Sources) == 0 {
			cit.Kind = l.Kind
		}
		cit.Sources = append(cit.Sources, l.Source)
	}
	return cit, len(cit.Sources) > 0
}

// reportWords are nouns for what outlets make.
var reportWords = words("report reports reporting coverage investigation story article interview analysis exclusive scoop")

// reporting finds outlets that are named with what they reported: "The Echo’s reporting", "a report by the Echo and the
// Globe", "first reported by Reuters", "(Reuters)".
func (f *finder) reporting(c *cast) []corpus.Citation {
	var out []corpus.Citation
	for i, w := range f.low {
		if f.region(i) >= 0 {
			continue
		}
		first, last := 0, 0
		switch {
		case reportWords[w] && (f.word(i+1) == "by" || f.word(i+1) == "from" || f.word(i+1) == "in"):
			first, last = i, i+2
		case w == "reported" && (f.word(i+1) == "by" || f.word(i+1) == "in"):
			first, last = i, i+2
		case w == "citing":
			first, last = i, i+1
		case reportWords[w]:
			for k := i - 1; k >= 0 && k > i-5 && (f.noun(k) || f.tag(k) == "POS" || f.tag(k) == "JJ" || f.word(k) == "and" || f.word(k) == "leak"); k-- {
				if n := c.namingAt(k); n != nil && n.ent.kind == "outlet" {
					sp := f.d.SpanOf(k, i+1)
					out = append(out, corpus.Citation{Span: sp, Text: sp.Of(f.s), Sources: []string{n.ent.name}, Kind: "outlet"})
				}
			}
			continue
		default:
			continue
		}
		s := f.d.Sentences[f.d.SentenceOf(i)]
		ls := f.outlets(last, min(last+16, s.Last), w, c, true)
		if len(ls) == 0 {
			continue
		}
		end := last
		cit := corpus.Citation{Kind: "outlet"}
		for _, l := range ls {
			cit.Sources = append(cit.Sources, l.Source)
		}
		for end < s.Last && (f.noun(end) || f.tag(end) == "DT" || f.word(end) == "and" || f.word(end) == "+" || f.tag(end) == "CD") {
			end++
		}
		cit.Span = f.d.SpanOf(first, max(end, last))
		cit.Text = cit.Span.Of(f.s)
		out = append(out, cit)
	}
	return out
}

// references finds the entries of a list of sources: "Source: The Echo", "3. The Echo - Title of the article (May 2026)".
func (f *finder) references() []corpus.Citation {
	var out []corpus.Citation
	pos := 0
	for line := range strings.Lines(f.s) {
		start := pos
		pos += len(line)
		body := strings.TrimSpace(line)
		if len(body) > 300 {
			continue
		}
		lead := strings.Index(line, body)
		if rest, ok := cutSource(body); ok {
			at := start + lead
			out = append(out, corpus.Citation{Span: corpus.Span{Start: at, End: at + len(body)}, Text: body, Sources: []string{rest}, Kind: "outlet"})
			continue
		}
		n := 0
		for n < len(body) && body[n] >= '0' && body[n] <= '9' {
			n++
		}
		if n == 0 || n > 3 || n+1 >= len(body) || body[n] != '.' && body[n] != ']' && body[n] != ')' {
			continue
		}
		entry := strings.TrimSpace(body[n+1:])
		name, title, ok := strings.Cut(entry, " - ")
		if !ok {
			name, title, ok = strings.Cut(entry, " – ")
		}
		if !ok || len(strings.Fields(name)) > 6 {
			continue
		}
		date := ""
		if k := strings.LastIndex(title, "("); k > 0 && strings.HasSuffix(title, ")") {
			title, date = strings.TrimSpace(title[:k]), title[k+1:len(title)-1]
		}
		at := start + strings.Index(line, entry)
		out = append(out, corpus.Citation{Span: corpus.Span{Start: at, End: at + len(entry)}, Text: entry, Sources: []string{name}, Kind: "outlet", Title: title, Date: date})
	}
	return out
}

// cutSource returns what a line says behind "Source:".
func cutSource(s string) (string, bool) {
	for _, p := range []string{"Source: ", "Sources: ", "SOURCE: ", "Via: "} {
		if rest, ok := strings.CutPrefix(s, p); ok && rest != "" {
			return rest, true
		}
	}
	return "", false
}
