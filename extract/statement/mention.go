package statement

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

// Mentions returns the mentions of article a as ex reads it, in order of their start: one for each clause that bears a
// claim, of kind figure where it holds a figure, quote where it is quoted or reported speech, else statement. Clauses of
// very few words, and frames that name nothing but a source and a cue, bear none. What belongs to the article and not
// to the text (version, address, file name) is left to whoever stores them; offsets in the file are there where the bytes
// of the block are the file's.
func Mentions(a corpus.ArticleID, ex *corpus.Extraction) []corpus.Mention {
	m := maker{a: a, ex: ex, seen: map[string]int{}, said: map[string]bool{}, begin: map[corpus.Span]int{}}
	for i := 0; i < len(ex.Statements); {
		j := i + 1
		for j < len(ex.Statements) && ex.Statements[j].Sentence == ex.Statements[i].Sentence {
			j++
		}
		m.sentence(ex.Statements[i:j])
		i = j
	}
	return m.out
}

// A maker makes the mentions of one version.
type maker struct {
	a      corpus.ArticleID
	ex     *corpus.Extraction
	seen   map[string]int  // sentence -> how often it was seen
	said   map[string]bool // folded clause -> it was said before
	begin  map[corpus.Span]int
	docs   []corpus.ChainLink // where "the documents" are from
	lead   *corpus.Attribution
	leadB  int                // the block that lead stands in
	para   corpus.Attribution // of the sentence before, where it goes on
	paraB  int
	last   *corpus.Quote // the quotation of the clause before, and what it was given
	lastOf corpus.Attribution
	out    []corpus.Mention
}

// sentence makes the mentions of the clauses of one sentence.
func (m *maker) sentence(sts []corpus.Statement) {
	sent := sts[0].Sentence
	b := m.block(sent)
	key := sent.Of(m.ex.Text)
	occurrence := m.seen[key]
	m.seen[key]++
	attr := m.attributions(sts, b)
	for i := range sts {
		st := &sts[i]
		if !m.bears(st) {
			continue
		}
		men := corpus.Mention{Kind: m.kind(st), Article: m.a, URL: m.ex.URL, Outlet: m.ex.Outlet,
			Published: m.ex.Published, Span: st.Span, Text: st.Text, Sentence: sent, Statement: st, Stance: st.Stance,
			Attribution: attr[i]}
		if b >= 0 {
			men.Block = m.ex.Blocks[b].Kind
		}
		men.Anchor = corpus.Anchor{Article: m.a, Sentence: key, Occurrence: occurrence, Kind: men.Kind, Start: st.Start - sent.Start}
		men.ID = men.Anchor.ID()
		for _, f := range st.Figures {
			men.Figures = append(men.Figures, m.ex.Figures[f])
		}
		men.Quote = m.quote(st)
		m.file(&men, b)
		men.Stance = stance(&men)
		said := strings.Join(strings.Fields(text.Fold(st.Text)), " ")
		men.Repeat = m.said[said] || men.Block == corpus.Repeat
		m.said[said] = true
		m.out = append(m.out, men)
	}
}

// bears reports whether the clause says enough to be a claim.
func (m *maker) bears(st *corpus.Statement) bool {
	if len(st.Figures) > 0 {
		return true
	}
	content, cue := 0, 0
	lex := words()
	for _, t := range text.AppendWords(nil, st.Text, 0) {
		w := text.Fold(t.Of(st.Text))
		if t.Kind == text.Punct || text.Function(w) {
			continue
		}
		content++
		if lex.cue[w] > 0 {
			cue++
		}
	}
	if st.Frame {
		return content-cue >= 3
	}
	return content >= 3 || content == 2 && (st.Predicate != "" || len(st.Names) > 0)
}

func (m *maker) kind(st *corpus.Statement) corpus.MentionKind {
	switch {
	case len(st.Figures) > 0:
		return corpus.FigureMention
	case m.quote(st) != nil:
		return corpus.QuoteMention
	}
	return corpus.StatementMention
}

// quote returns the quotation that most of the clause is part of, or that is part of it; nil if there is none.
func (m *maker) quote(st *corpus.Statement) *corpus.Quote {
	var best *corpus.Quote
	most := 0
	for _, i := range st.Quotes {
		q := &m.ex.Quotes[i]
		n := min(q.End, st.End) - max(q.Start, st.Start)
		if n > most && 2*n >= min(q.Len(), st.Len()) && !(st.Frame && q.Kind == "indirect") {
			best, most = q, n
		}
	}
	return best
}

// block returns the index of the block that holds sp, or -1.
func (m *maker) block(sp corpus.Span) int {
	if b, ok := m.begin[sp]; ok {
		return b
	}
	for i, b := range m.ex.Blocks {
		if b.Kind.Mined() && b.Contains(sp) {
			m.begin[sp] = i
			return i
		}
	}
	return -1
}

// file gives men its offsets in the file, where the block's bytes are the file's.
func (m *maker) file(men *corpus.Mention, b int) {
	if b < 0 || m.ex.Blocks[b].Source == nil || m.ex.Blocks[b].Source.Len() != m.ex.Blocks[b].Len() {
		return
	}
	move := m.ex.Blocks[b].Source.Start - m.ex.Blocks[b].Start
	start, end := men.Start+move, men.End+move
	men.FileStart, men.FileEnd = &start, &end
}

// stance says how the article stands to what the mention says.
func stance(m *corpus.Mention) string {
	switch {
	case m.Stance == "questions":
		return m.Stance
	case m.Quote != nil && m.Quote.Stance != "":
		return m.Quote.Stance
	case m.Attribution.Strength == 9:
		return "denies"
	case m.Attribution.Kind != "none":
		return "reports"
	}
	return "asserts"
}

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
			if i > 0 && (i == len(sts)-1 || m.closes(st.Start)) { // it trails: what came before is from it
				for k := range i {
					if out[k].Kind == "none" {
						out[k] = attribution([]frame{f})
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

// closes reports whether a closing quotation mark stands before byte pos of the text.
func (m *maker) closes(pos int) bool {
	s := strings.TrimRight(m.ex.Text[max(0, pos-8):pos], " ")
	return strings.HasSuffix(s, "”") || strings.HasSuffix(s, "\"")
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
	if name := strings.TrimLeft(q.Speaker.Name, "•*-–— "); name != "" {
		return name
	}
	for i := range m.ex.Statements {
		st := &m.ex.Statements[i]
		if st.Start > q.Speaker.End {
			break
		}
		for _, n := range st.Names {
			if n.Overlaps(q.Speaker.Span) {
				return n.Name
			}
		}
	}
	return ""
}

// attribution sums up the frames around a clause, outermost first.
func attribution(frames []frame) corpus.Attribution {
	if len(frames) == 0 {
		return corpus.Attribution{Kind: "none"}
	}
	inner, outer := frames[len(frames)-1], frames[0]
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
		if f.kind == "outlet" {
			a.Kind = "outlet"
		}
	}
	return a
}
