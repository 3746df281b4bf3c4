// Package syntax gives words their part of speech and sentences their structure: who does what, which words make one
// phrase, where a clause begins and ends. It is shared by the finders of figures, quotes and statements.
//
// Tags are those of the Penn Treebank, relations those of Universal Dependencies without most subtypes. Both come from
// averaged perceptrons (a tagger, and a greedy arc-hybrid parser) whose weights are embedded; cmd/train-syntax makes
// them. A [Tagger] without weights still gives tags, by a few rules, but no structure: every Head is [NoHead].
//
// A parse is a guess. About one tag in twenty and one head in five is wrong on documents held out of training, so
// finders should use it together with what the words themselves say.
package syntax

import (
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

// NoHead is the Head of a token that has none: the root of its sentence, or any token where there is no structure.
const NoHead = -1

// A Token is a word or mark with its place in the sentence.
type Token struct {
	corpus.Span
	Kind text.Kind
	Tag  string // Penn Treebank tag: NN, NNP, VBD ...
	Head int    // index in Doc.Tokens of the word it depends on, or NoHead
	Rel  string // relation to Head: nsubj, nsubj:pass, obj, ccomp, mark ...; "root" for the root; "" if not known
}

// A Sentence is a sentence's span and its tokens, Doc.Tokens[First:Last].
type Sentence struct {
	corpus.Span
	First, Last int
}

// A Doc is a parsed text.
type Doc struct {
	Text      string
	Tokens    []Token
	Sentences []Sentence

	left, right []int32 // first and last token of what depends on each token, itself included
}

// A Tagger tags and parses. It is read only and may be used by several goroutines at once. The zero Tagger has no weights.
type Tagger struct {
	tags, moves, labels *model
}

// Words returns the form of token i.
func (d *Doc) Word(i int) string { return d.Text[d.Tokens[i].Start:d.Tokens[i].End] }

// Parse tags and parses the sentences of s, which are spans of s in order, as from [text.Sentences].
func (t *Tagger) Parse(s string, sents []corpus.Span) *Doc {
	d := &Doc{Text: s, Sentences: make([]Sentence, 0, len(sents)), Tokens: make([]Token, 0, len(s)/5+1)}
	var buf []text.Token
	w := worker{t: t, names: map[uint32]bool{}}
	for _, sp := range sents {
		if !sp.Valid(s) {
			continue
		}
		buf = text.AppendWords(buf[:0], sp.Of(s), sp.Start)
		first := len(d.Tokens)
		for _, tok := range buf {
			d.Tokens = append(d.Tokens, Token{Span: tok.Span, Kind: tok.Kind, Head: NoHead})
		}
		d.Sentences = append(d.Sentences, Sentence{sp, first, len(d.Tokens)})
		w.sentence(s, d.Tokens[first:], first)
	}
	d.edges()
	return d
}

// A worker holds the buffers of one parse.
type worker struct {
	t     *Tagger
	words []word
	tags  []uint32
	feats []uint32
	state state
	names map[uint32]bool // words with a capital inside sentences that the tagger has never seen
}

// longest is the number of tokens beyond which a sentence is only tagged: no sentence of prose is as long, and lists
// and tables have no structure that a parser would find.
const longest = 400

// sentence tags and parses toks, the sentence's tokens, the first of which is the base-th of the document.
func (w *worker) sentence(s string, toks []Token, base int) {
	w.look(s, toks)
	if w.t == nil || w.t.tags == nil {
		for i := range toks {
			toks[i].Tag = plainTag(s[toks[i].Start:toks[i].End], toks[i].Kind, i == 0)
		}
		return
	}
	if w.titled() {
		w.lowerCase(s, toks)
	}
	w.tag(toks)
	w.repair(s, toks)
	w.missed(s, toks)
	if w.t.moves == nil || w.t.labels == nil || len(toks) > longest {
		return
	}
	w.parse()
	for i := range toks {
		h, l := int(w.state.heads[i]), w.state.labels[i]
		if l > 0 {
			toks[i].Rel = w.t.labels.classes[l-1]
		}
		if h >= 0 && h < len(toks) {
			toks[i].Head = base + h
		} else {
			toks[i].Rel = "root"
		}
	}
}

func (w *worker) look(s string, toks []Token) {
	w.words = w.words[:0]
	for i, t := range toks {
		w.words = append(w.words, look(s[t.Start:t.End], t.Kind, i == 0, i == 0 || toks[i-1].End < t.Start))
	}
}

func (w *worker) tag(toks []Token) {
	m := w.t.tags
	w.tags = w.tags[:0]
	var p1, p2 uint32
	for i := range toks {
		c := m.known(&w.words[i])
		switch lower := w.words[i].lower; {
		case c == m.name && i > 0:
			w.names[lower] = true
		case c < 0 && i == 0 && w.names[lower] && !m.vocab[lower]:
			c = m.name
		}
		if c < 0 {
			var s scores
			w.feats = tagFeatures(w.feats[:0], w.words, i, p1, p2)
			m.add(w.feats, &s)
			c = s.best(len(m.classes), m.allowed(&w.words[i]))
		}
		toks[i].Tag = m.classes[c]
		w.tags = append(w.tags, uint32(c)+1)
		p2, p1 = p1, uint32(c)+1
	}
}

func (w *worker) parse() {
	st := &w.state
	st.words, st.tags = w.words, w.tags
	st.reset(len(w.words))
	for !st.done() {
		var s scores
		w.feats = st.moveFeatures(w.feats[:0])
		w.t.moves.add(w.feats, &s)
		move := s.best(moves, st.allowed())
		label := uint32(0)
		if move != shift {
			h, d := st.arc(move)
			var s scores
			w.feats = st.labelFeatures(w.feats[:0], h, d)
			w.t.labels.add(w.feats, &s)
			label = uint32(s.best(len(w.t.labels.classes), ^uint64(0))) + 1
		}
		st.make(move, label)
	}
}

// plainTag guesses a tag without weights.
func plainTag(w string, k text.Kind, first bool) string {
	r, _ := utf8.DecodeRuneInString(w)
	switch {
	case k == text.Number:
		return "CD"
	case k == text.Punct:
		return punctTag(w)
	}
	if t := closed[lower(w)]; t != "" {
		return t
	}
	suffix := func(x string) bool { return len(w) > len(x)+2 && w[len(w)-len(x):] == x }
	switch {
	case unicode.IsUpper(r) && !first:
		return "NNP"
	case suffix("ly"):
		return "RB"
	case suffix("ing"):
		return "VBG"
	case suffix("ed"):
		return "VBD"
	case suffix("s") && !suffix("ss"):
		return "NNS"
	}
	return "NN"
}

func punctTag(w string) string {
	switch w {
	case ",":
		return ","
	case ".", "!", "?":
		return "."
	case "“", "‘", "«":
		return "``"
	case "”", "’", "»", "\"", "'":
		return "''"
	case "(", "[", "{":
		return "-LRB-"
	case ")", "]", "}":
		return "-RRB-"
	case "$":
		return "$"
	case "-":
		return "HYPH"
	case "%", "#", "&":
		return "SYM"
	}
	return ":"
}
