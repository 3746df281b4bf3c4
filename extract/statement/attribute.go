package statement

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

// attributions returns on whose word each clause of a sentence rests.
func (m *maker) attributions(sts []corpus.Statement, b int) []corpus.Attribution {
	out := make([]corpus.Attribution, len(sts))
	var frames []frame
	for i := range sts {
		st := &sts[i]
		if st.Frame {
			f := readFrame(m.ex, st)
			if f.cue == "reference" && m.ex.Outlet != "" && strings.HasPrefix(text.Fold(f.source), text.Fold(m.ex.Outlet)) {
				out[i].Kind = "none" // "Daily Planet - " over its own article
				continue
			}
			if f.cue == "reference" && (place(m.ex, f.source) || strings.Contains(st.Text, "(")) {
				out[i].Kind = "none" // "BRACKWATER — ", "BRACKWATER (Wire) — " before the first words
				continue
			}
			if i > 0 && which(st.Text) {
				f.link = append(m.outletsIn(&sts[i-1]), f.link...)
				if f.link[0].Kind == "outlet" {
					f.kind = "outlet"
				}
			}
			m.remember(&f)
			if i > 0 && !sts[i-1].Frame && len(frames) > 0 && frames[0].cue != "according to" {
				frames = nil
			}
			frames = append(frames, f)
			out[i] = attribution(frames)
			if i > 0 && (i == len(sts)-1 || m.closes(st.Start) || m.follows(st.Start)) { // it trails: what came before is from it
				for k := range i {
					switch {
					case out[k].Kind == "none":
						out[k] = attribution([]frame{f})
					case f.kind == "outlet" && (out[k].Kind == "documents" || out[k].Kind == "unnamed"): // "a survey found ..., the Courier reported"
						out[k].Kind, out[k].Chain = "outlet", append(slices.Clone(f.link), out[k].Chain...)
					}
				}
			}
			continue
		}
		out[i] = m.quoted(st, attribution(frames))
		if a, ok := ownSource(m.ex, st); ok && out[i].Kind == "none" {
			out[i] = a
		}
	}
	m.inherit(sts, out, b)
	m.goOn(sts, out, b)
	return out
}

// place reports whether a reference is a dateline that names no agency: the article's own, or a word in capitals that is
// too long for the letters of a broadcaster.
func place(ex *corpus.Extraction, source string) bool {
	letters := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, source)
	return ex.Dateline != "" && strings.HasPrefix(text.Fold(ex.Dateline), text.Fold(source)) || len(letters) >= 6 && letters == strings.ToUpper(letters)
}

// closes reports whether a closing quotation mark stands before byte pos of the text.
func (m *maker) closes(pos int) bool {
	s := strings.TrimRight(m.ex.Text[max(0, pos-8):pos], " ")
	return strings.HasSuffix(s, "”") || strings.HasSuffix(s, "\"")
}

// follows reports whether a comma stands right before byte pos of the text.
func (m *maker) follows(pos int) bool {
	return strings.HasSuffix(strings.TrimRight(m.ex.Text[max(0, pos-3):pos], " "), ",")
}

// which reports whether s is a relative clause, whose subject stands before it.
func which(s string) bool {
	first, _, _ := strings.Cut(strings.ToLower(s), " ")
	return first == "which" || first == "who"
}

// outletsIn returns the outlets that st names.
func (m *maker) outletsIn(st *corpus.Statement) (out []corpus.ChainLink) {
	for _, n := range st.Names {
		if outletName(m.ex, n) {
			out = append(out, corpus.ChainLink{Source: n.Name, Cue: "report", Kind: "outlet"})
		}
	}
	return out
}

// goOn gives a sentence without a source that of the sentence before it in the paragraph, where that began with documents
// or an outlet: "Records show that ... The board paid ...". A sentence that comments ("This means ...") has none.
func (m *maker) goOn(sts []corpus.Statement, out []corpus.Attribution, b int) {
	if first := &out[0]; sts[0].Frame && (first.Kind == "documents" || first.Kind == "outlet") {
		m.para, m.paraB = out[len(out)-1], b
		return
	}
	word, _, _ := strings.Cut(strings.ToLower(sts[0].Sentence.Of(m.ex.Text)), " ")
	if m.para.Kind == "" || b != m.paraB || words().is("comments", strings.Trim(word, ",’'\"")) {
		m.para = corpus.Attribution{}
		return
	}
	for i := range out {
		if out[i].Kind != "none" {
			m.para = corpus.Attribution{}
			return
		}
	}
	for i := range out {
		out[i] = m.para
		out[i].Inherited = true
	}
}

// remember keeps where documents were first said to be from, and adds it to a frame that only says "the documents".
func (m *maker) remember(f *frame) {
	hasDoc, hasOutlet := false, false
	for _, l := range f.link {
		hasDoc = hasDoc || l.Kind == "documents"
		hasOutlet = hasOutlet || l.Kind == "outlet"
	}
	switch {
	case hasDoc && hasOutlet && m.docs == nil:
		m.docs = f.link
	case f.kind == "documents" && m.docs != nil && len(f.link) == 1:
		var from []corpus.ChainLink
		for _, l := range m.docs {
			if l.Kind == "outlet" {
				from = append(from, corpus.ChainLink{Source: l.Source, Kind: l.Kind}) // no cue: it is not said here
			}
		}
		f.link = append(from, f.link...)
	}
}

// inherit gives the items of a list the attribution of the sentence that leads into it.
func (m *maker) inherit(sts []corpus.Statement, out []corpus.Attribution, b int) {
	item := strings.HasPrefix(strings.TrimLeft(sts[0].Sentence.Of(m.ex.Text), " "), "-") || b >= 0 && m.ex.Blocks[b].Kind == corpus.List
	if item && m.lead != nil && b-m.leadB <= 12 {
		for i := range out {
			if out[i].Kind == "none" {
				out[i] = *m.lead
				out[i].Inherited = true
			}
		}
		return
	}
	if !item {
		m.lead = nil
	}
	if s := sts[0].Sentence.Of(m.ex.Text); strings.HasSuffix(s, ":") || strings.Contains(s, ":-") || strings.Contains(s, ": -") {
		for i := range out {
			if out[i].Kind != "none" {
				m.lead, m.leadB = &out[i], b
				break
			}
		}
	}
}

// quoted completes a with what the quotation around st says of its speaker. A quotation that goes on from an earlier
// sentence keeps the attribution that it had there.
func (m *maker) quoted(st *corpus.Statement, a corpus.Attribution) corpus.Attribution {
	q := m.quote(st)
	if q == nil {
		m.last = nil
		return a
	}
	if q.Kind != "indirect" && m.last == q && a.Kind == "none" {
		return m.lastOf
	}
	if name := m.speaker(q); name != "" {
		if a.Kind == "none" || a.Kind == "unnamed" {
			sp := q.Speaker.Span
			a.Kind, a.At, a.Text = speakerKind(name, q.Speaker.Via), &sp, q.Speaker.Text
			a.Source = name
			if q.Cue != nil {
				a.Cue, a.Strength = q.Cue.Text, q.Cue.Strength
			}
		}
		if len(a.Chain) == 0 {
			a.Chain = q.Chain
		}
	}
	m.last, m.lastOf = q, a
	return a
}

// speakerKind says what name is: papers, somebody unnamed, a person (two names, or one who speaks for another), else an
// organisation.
func speakerKind(name, via string) string {
	f := strings.Fields(text.Fold(name))
	switch last := f[len(f)-1]; {
	case words().is("documents", last):
		return "documents"
	case words().is("unnamed", last) || words().is("unnamed", f[0]):
		return "unnamed"
	case via != "", len(f) == 2 && f[0] != "the" && properNoun(name):
		return "person"
	}
	return "organisation"
}

// properNoun reports whether all words of s begin with a capital.
func properNoun(s string) bool {
	for _, w := range strings.Fields(s) {
		if r, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(r) {
			return false
		}
	}
	return true
}

// speaker returns whom q is given to, or "": a name, or what the article lets a noun stand for. A bare pronoun or a
// common noun names nobody.
func (m *maker) speaker(q *corpus.Quote) string {
	if q.Speaker == nil {
		return ""
	}
	if name := strings.TrimLeft(q.Speaker.Name, "•*-–— "); telling(name) {
		return name
	}
	for i := range m.ex.Statements {
		st := &m.ex.Statements[i]
		if st.Start > q.Speaker.End {
			break
		}
		for _, n := range st.Names {
			if n.Overlaps(q.Speaker.Span) && telling(n.Name) {
				return n.Name
			}
		}
	}
	return ""
}

// telling reports whether a word of name tells who it is: not "I", not "nobody".
func telling(name string) bool {
	for _, t := range text.Words(name) {
		if w := text.Fold(t.Of(name)); t.Kind != text.Punct && !text.Function(w) && !words().is("negation", w) {
			return true
		}
	}
	return false
}

// attribution sums up the frames around a clause, outermost first.
func attribution(frames []frame) corpus.Attribution {
	if len(frames) == 0 {
		return corpus.Attribution{Kind: "none"}
	}
	inner, outer := frames[len(frames)-1], frames[0]
	if outer.strength == denies && outer.source != "" {
		inner = outer // "the board denied a report that": who denies, whatever is denied
	}
	sp := corpus.Span{Start: outer.Start, End: inner.End}
	a := corpus.Attribution{Kind: inner.kind, Source: inner.source, Cue: inner.cue, Strength: inner.strength, At: &sp, Text: inner.text}
	if len(frames) > 1 {
		sp = inner.Span
	}
	for i, f := range frames {
		if i == 0 && len(frames) > 1 && f.cue == "according to" && f.kind == "organisation" && len(f.link) > 0 {
			f.kind = "outlet" // "According to X, the board said": X passed it on
			f.link = append([]corpus.ChainLink{{Source: f.source, Cue: f.cue, Kind: f.kind}}, f.link[1:]...)
		}
		a.Chain = append(a.Chain, f.link...)
		if f.kind == "outlet" && inner.strength != denies {
			a.Kind = "outlet"
		}
	}
	return a
}
