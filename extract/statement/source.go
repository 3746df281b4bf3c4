package statement

import (
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

// A frame is a reporting clause as it is read: who, by which cue.
type frame struct {
	corpus.Span
	text     string
	source   string
	cue      string
	strength int
	kind     string
	link     []corpus.ChainLink
}

// readFrame reads the reporting clause st of ex. Who reports is looked for in its subject, or behind "according to"; who
// else is named there passed it on or was told.
func readFrame(ex *corpus.Extraction, st *corpus.Statement) frame {
	f := frame{Span: st.Span, text: st.Text}
	r := frameReader{ex: ex, st: st, toks: text.AppendWords(nil, st.Text, st.Start)}
	f.cue, f.strength = r.cue()
	r.subject(f.cue)
	outlets, passed := r.outlets()
	doc, unnamed := r.noun("documents"), r.noun("unnamed")
	who, person := r.who()
	link := func(source, kind string) {
		f.link = append(f.link, corpus.ChainLink{Source: source, Cue: f.cue, Kind: kind})
		f.source, f.kind = source, kind
	}
	for _, o := range passed {
		link(o, "outlet")
		if words().is("tells", strings.ToLower(f.cue)) || told(st.Text, o) {
			f.link[len(f.link)-1].Cue = "told"
		}
	}
	switch {
	case f.cue == "" && st.Predicate == "" && !person: // a reference: "Daily Planet - Ferry sinks"
		f.cue = "reference"
		link(reference(st.Text), "outlet")
	case len(outlets) > 0:
		for _, o := range outlets {
			link(o, "outlet")
		}
		if doc != "" {
			link(doc, "documents")
		}
		f.source, f.kind = strings.Join(outlets, ", "), "outlet"
	case doc != "" && !person:
		link(doc, "documents")
		if len(passed) > 0 {
			f.source, f.kind = strings.Join(passed, ", "), "outlet"
		}
	case person:
		link(who[len(who)-1], "person")
	case len(who) > 0:
		link(who[0], "organisation")
	case r.self():
		link("the author", "self")
	case unnamed != "":
		link(unnamed, "unnamed")
	case len(passed) == 0:
		link(st.Subject, "unnamed")
	}
	return f
}

// told reports whether s says that something was told to outlet: "in a statement to the Courier".
func told(s, outlet string) bool {
	before, _, ok := strings.Cut(s, strings.TrimPrefix(outlet, "The "))
	f := strings.Fields(strings.ToLower(before))
	for len(f) > 0 && f[len(f)-1] == "the" {
		f = f[:len(f)-1]
	}
	return ok && len(f) > 0 && f[len(f)-1] == "to"
}

// reference returns the outlet of a reference or a dateline: "Daily Planet", or Wire in "LONDON (Wire)".
func reference(s string) string {
	if i, j := strings.IndexByte(s, '('), strings.IndexByte(s, ')'); i >= 0 && j > i+2 {
		return s[i+1 : j]
	}
	return strings.TrimSpace(s)
}

// A frameReader reads one reporting clause.
type frameReader struct {
	ex   *corpus.Extraction
	st   *corpus.Statement
	toks []text.Token
	sub  corpus.Span // where the one who reports is named
}

func (r *frameReader) fold(i int) string { return text.Fold(r.toks[i].Of(r.ex.Text)) }

// cue returns the cue of the clause, as written, and its strength: "according to", else the last reporting verb or noun.
func (r *frameReader) cue() (cue string, strength int) {
	for i := range r.toks {
		switch w := r.fold(i); {
		case w == "according":
			return "according to", 4
		case words().cue[w] > 0 && strength != denies && !(i == 0 && words().is("documents", w)): // "denied a report that": a denial
			cue, strength = r.toks[i].Of(r.ex.Text), words().cue[w]
		}
	}
	return cue, strength
}

// denies is the strength of the cues that deny.
const denies = 9

// subject works out where the one who reports is named: before the cue, or, for "according to" and cues that come first,
// after it.
func (r *frameReader) subject(cue string) {
	r.sub = r.st.Span
	if i := strings.Index(r.st.Text, cue); i > 0 && cue != "" && cue != "according to" {
		r.sub.End = r.st.Start + i
		if j := strings.Index(r.st.Text, ", "); j > 0 && j < i && leadsIn(r.st.Text[:j]) { // "Asked about the leak, the board said"
			r.sub.Start = r.st.Start + j + 1
		}
	}
}

// leadsIn reports whether s opens a sentence without being its subject.
func leadsIn(s string) bool {
	first, _, _ := strings.Cut(strings.ToLower(s), " ")
	switch first {
	case "when", "asked", "in", "on", "after", "while", "though", "although", "if", "as", "at", "responding", "pressed", "despite", "following":
		return true
	}
	return false
}

// outlets returns the outlets that report, and those that are only told: "told the Daily Planet".
func (r *frameReader) outlets() (report, passed []string) {
	for _, n := range r.st.Names {
		switch {
		case !outletName(r.ex, n):
		case r.sub.Contains(n.Span):
			report = append(report, n.Name)
		default:
			passed = append(passed, n.Name)
		}
	}
	return report, passed
}

// who returns the other names of the subject, and whether the last of them is a person.
func (r *frameReader) who() (out []string, person bool) {
	for _, n := range r.st.Names {
		if r.sub.Contains(n.Span) && !outletName(r.ex, n) && telling(n.Name) && !possessive(n.Text) {
			out = append(out, n.Name)
			person = n.Kind == "person"
		}
	}
	return out, person
}

// possessive reports whether word says whose something is: of "according to her operator" it is not the source.
func possessive(word string) bool {
	switch strings.ToLower(word) {
	case "her", "his", "its", "their":
		return true
	}
	return false
}

// noun returns the first phrase in the subject whose noun is of the class, or "".
func (r *frameReader) noun(class string) string {
	for i, t := range r.toks {
		if r.sub.Contains(t.Span) && words().is(class, r.fold(i)) {
			return nounPhrase(r.ex.Text, r.toks, i)
		}
	}
	return ""
}

// self reports whether the author speaks.
func (r *frameReader) self() bool {
	for i, t := range r.toks {
		if w := r.fold(i); r.sub.Contains(t.Span) && (w == "we" || w == "i") {
			return true
		}
	}
	return false
}

// nounPhrase returns the words that lead up to the noun at i: its adjectives and article.
func nounPhrase(s string, toks []text.Token, i int) string {
	a := i
	for a > 0 && toks[a-1].Kind == text.Word && toks[a].Start-toks[a-1].End <= 1 && i-a < 4 {
		w := text.Fold(toks[a-1].Of(s))
		if text.Function(w) && w != "the" && w != "these" && w != "some" && w != "several" || words().cue[w] > 0 {
			break
		}
		a--
	}
	return s[toks[a].Start:toks[i].End]
}

// outletName reports whether n names a newspaper, a station or the like: the citations of the article say so, or the
// words of the name.
func outletName(ex *corpus.Extraction, n corpus.Name) bool {
	f := strings.Fields(text.Fold(n.Name))
	byName := len(f) > 0 && len(f) <= 5 && (words().is("outlet-name", f[len(f)-1]) || slices.Contains(f, "news") || slices.Contains(f, "magazine") || f[0] == "radio" && len(f) > 1)
	switch {
	case n.Kind == "person", n.Kind == "agency":
		return false
	case byName:
		return true
	case n.Kind == "company":
		return false
	}
	for _, c := range ex.Citations {
		if c.Kind != "outlet" && c.Kind != "reference" {
			continue
		}
		for _, s := range c.Sources {
			if strings.EqualFold(strings.TrimPrefix(s, "The "), strings.TrimPrefix(n.Name, "The ")) {
				return true
			}
		}
	}
	return false
}

// ownSource reads the source of a clause that names it as its own subject: "the board denies a leak", "the files name
// three ships". It is not ok when the subject says nothing of the kind.
func ownSource(ex *corpus.Extraction, st *corpus.Statement) (a corpus.Attribution, ok bool) {
	r := frameReader{ex: ex, st: st, toks: text.AppendWords(nil, st.Text, st.Start)}
	verb := -1
	for i := range r.toks {
		if w := r.fold(i); words().cue[w] > 0 || words().is("names", w) {
			verb = i
			break
		}
	}
	if verb < 1 || st.Predicate != "" && !strings.Contains(st.Predicate, r.toks[verb].Of(ex.Text)) {
		return a, false
	}
	if words().is("be", r.fold(verb-1)) {
		return a, false // what is found does not find
	}
	r.sub = corpus.Span{Start: st.Start, End: r.toks[verb].Start}
	cue := r.toks[verb].Of(ex.Text)
	a = corpus.Attribution{Cue: cue, Strength: words().cue[text.Fold(cue)]}
	at := corpus.Span{Start: st.Start, End: r.toks[verb].End}
	a.At, a.Text = &at, at.Of(ex.Text)
	who, person := r.who()
	doc, unnamed := r.noun("documents"), r.noun("unnamed")
	switch {
	case doc != "":
		a.Source, a.Kind = doc, "documents"
	case len(who) > 0 && words().cue[text.Fold(cue)] > 0 && r.sub.Len() < 60 && !words().is("discovers", text.Fold(cue)):
		a.Source, a.Kind = who[0], "organisation"
		if person {
			a.Source, a.Kind = who[len(who)-1], "person"
		}
	case unnamed != "":
		a.Source, a.Kind = unnamed, "unnamed"
	default:
		return a, false
	}
	a.Chain = []corpus.ChainLink{{Source: a.Source, Cue: cue, Kind: a.Kind}}
	return a, true
}
