package statement

import (
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

// Mentions returns the mentions of article a as ex reads it, in order of their start: one for each clause that bears a
// claim, of kind figure where it holds a figure, quote where it is quoted or reported speech, else statement. Clauses of
// very few words, names alone, and frames that tell nothing but a source, a cue and a day, bear none. What belongs to the article and not
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
	framed := framings(m.ex.Text, sent, following(m.ex.Text, sent.End))
	heading := b >= 0 && (m.ex.Blocks[b].Kind == corpus.Subhead || m.ex.Blocks[b].Kind == corpus.Headline)
	for i := range sts {
		st := &sts[i]
		if !m.bears(st, heading) {
			continue
		}
		men := corpus.Mention{
			Kind: m.kind(st), Article: m.a, URL: m.ex.URL, Outlet: m.ex.Outlet,
			Published: m.ex.Published, Span: st.Span, Text: st.Text, Sentence: sent, Statement: st, Stance: st.Stance,
			Attribution: attr[i],
		}
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
		men.Stance = stance(&men, framed)
		said := strings.Join(strings.Fields(text.Fold(st.Text)), " ")
		men.Repeat = m.said[said] || men.Block == corpus.Repeat
		m.said[said] = true
		m.out = append(m.out, men)
	}
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

// stance says how the article stands to what the mention says: by the words it is framed in, else by its source.
func stance(m *corpus.Mention, framed []framing) string {
	by := frameOf(framed, m.Span)
	switch {
	case by != "":
		return by
	case m.Stance == "questions":
		return m.Stance
	case m.Quote != nil && m.Quote.Stance != "":
		return m.Quote.Stance
	case m.Attribution.Strength == denies:
		return "denies"
	case m.Attribution.Kind != "none" || words().is("hearsay", text.Fold(m.Statement.Hedge)):
		return "reports"
	}
	return "asserts"
}
