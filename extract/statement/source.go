package statement

import (
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
	hedge    *corpus.Span
	link     []corpus.ChainLink
}

// readFrame reads the reporting clause st of ex.
func readFrame(ex *corpus.Extraction, st *corpus.Statement) frame {
	f := frame{Span: st.Span, text: st.Text, hedge: st.HedgeSpan}
	lex := words()
	toks := text.AppendWords(nil, st.Text, st.Start)
	unnamed, doc := "", ""
	for i, t := range toks {
		w := text.Fold(t.Of(ex.Text))
		switch {
		case w == "according":
			f.cue, f.strength = "according to", 4
		case lex.cue[w] > 0 && f.cue != "according to" && !(i == 0 && lex.is("documents", w)):
			f.cue, f.strength = t.Of(ex.Text), lex.cue[w]
		}
		if doc == "" && lex.is("documents", w) {
			doc = nounPhrase(ex.Text, toks, i)
		}
		if unnamed == "" && lex.is("unnamed", w) {
			unnamed = nounPhrase(ex.Text, toks, i)
		}
	}
	var outlets, others []string
	person := false
	for _, n := range st.Names {
		switch {
		case outletName(ex, n):
			outlets = append(outlets, n.Name)
		default:
			others = append(others, n.Name)
			person = person || n.Kind == "person"
		}
	}
	for _, o := range outlets {
		f.link = append(f.link, corpus.ChainLink{Source: o, Cue: f.cue, Kind: "outlet"})
	}
	switch {
	case f.cue == "" && doc == "" && len(outlets)+len(others) > 0 && !person: // a reference: "Daily Planet - Ferry sinks"
		f.source, f.kind = append(outlets, others...)[0], "outlet"
		f.link = []corpus.ChainLink{{Source: f.source, Kind: "outlet"}}
		return f
	case len(outlets) > 0:
		f.source, f.kind = strings.Join(outlets, ", "), "outlet"
		if doc != "" {
			f.link = append(f.link, corpus.ChainLink{Source: doc, Cue: f.cue, Kind: "documents"})
		}
		if len(others) > 0 && doc == "" {
			f.source = others[0]
			f.link = append(f.link, corpus.ChainLink{Source: others[0], Cue: f.cue, Kind: "organisation"})
		}
		return f
	case doc != "" && (len(others) == 0 || !person):
		f.source, f.kind = doc, "documents"
	case len(others) > 0:
		f.source, f.kind = others[0], "organisation"
		if person || len(others) > 1 && strings.Contains(st.Text, others[len(others)-1]) && st.Names[len(st.Names)-1].Kind == "person" {
			f.kind = "person"
		}
	case unnamed != "":
		f.source, f.kind = unnamed, "unnamed"
	default:
		f.source, f.kind = st.Subject, "unnamed"
	}
	f.link = append(f.link, corpus.ChainLink{Source: f.source, Cue: f.cue, Kind: f.kind})
	return f
}

// nounPhrase returns the words that lead up to the noun at i: its adjectives and article.
func nounPhrase(s string, toks []text.Token, i int) string {
	a := i
	for a > 0 && toks[a-1].Kind == text.Word && toks[a].Start-toks[a-1].End <= 1 && i-a < 4 {
		w := text.Fold(toks[a-1].Of(s))
		if text.Function(w) && w != "the" && w != "these" && w != "some" && w != "several" {
			break
		}
		a--
	}
	return s[toks[a].Start:toks[i].End]
}

// outletName reports whether n names a newspaper, a station or the like: the citations of the article say so, or the
// words of the name.
func outletName(ex *corpus.Extraction, n corpus.Name) bool {
	if n.Kind == "person" || n.Kind == "agency" {
		return false
	}
	for _, c := range ex.Citations {
		if c.Kind != "outlet" {
			continue
		}
		for _, s := range c.Sources {
			if strings.EqualFold(strings.TrimPrefix(s, "The "), strings.TrimPrefix(n.Name, "The ")) {
				return true
			}
		}
	}
	f := strings.Fields(text.Fold(n.Name))
	return len(f) > 0 && words().is("outlet-name", f[len(f)-1]) && len(f) <= 5
}
