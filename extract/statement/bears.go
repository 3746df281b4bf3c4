package statement

import (
	"strings"
	"unicode"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

// bears reports whether a clause says enough to be a claim: it holds a figure, or it has words that tell something beside
// names, cues and days. "The Harbour Board on Sunday denied" tells nothing of its own, nor does "told the Courier". Where
// papers are from is told by a frame, and is a claim: "according to files obtained by the Courier". Heading says that the
// clause stands in a headline or above a section.
func (m *maker) bears(st *corpus.Statement, heading bool) bool {
	if len(st.Figures) > 0 {
		return true
	}
	content, cues, tell := 0, 0, 0
	papers := false
	lex := words()
	for _, t := range text.AppendWords(nil, st.Text, st.Start) {
		w := text.Fold(t.Of(m.ex.Text))
		if t.Kind == text.Punct || text.Function(w) {
			continue
		}
		content++
		switch {
		case lex.cue[w] > 0:
			cues++
			papers = papers || lex.is("documents", w)
		case lex.is("documents", w):
			papers = true
			tell++
		case !named(st, t.Span) && !lex.is("calendar", w) && !(st.Frame && role(w)) && w != "according":
			tell++
		}
	}
	switch {
	case st.Frame && papers && proper(st):
		return content-cues >= 3
	case st.Frame:
		return tell >= 3
	case heading: // where each word has a capital, names are not to be told
		return content >= 3 || content == 2 && (st.Predicate != "" || len(st.Names) > 0)
	case st.Predicate == "":
		return tell >= 2 && (content >= 3 || len(st.Names) > 0)
	}
	return content >= 2 && tell >= 1
}

// role reports whether w only says what somebody is: "the chair of the board".
func role(w string) bool {
	lex := words()
	return lex.is("title", w) || lex.is("agency", w) || lex.is("company", w) || lex.is("agency-name", w) || lex.is("outlet-name", w) || lex.is("unnamed", w)
}

// named reports whether sp lies in a name that st writes out.
func named(st *corpus.Statement, sp corpus.Span) bool {
	for _, n := range st.Names {
		if n.Contains(sp) && strings.IndexFunc(n.Text, unicode.IsUpper) >= 0 {
			return true
		}
	}
	return false
}

// proper reports whether st writes out a name.
func proper(st *corpus.Statement) bool {
	for _, n := range st.Names {
		if strings.IndexFunc(n.Text, unicode.IsUpper) >= 0 {
			return true
		}
	}
	return false
}
