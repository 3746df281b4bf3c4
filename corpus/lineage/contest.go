package lineage

import (
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

// contested looks for words of b's sentence by which the text that tells the claim disputes it or takes weight from it:
// "is wrong", "there is no evidence that", "critics call it inflated". That a source denies it is a matter of polarity.
func (c *comparison) contested() {
	word, at := disputes(c.b)
	if word == "" || likeness(c.a, c.b) < denied {
		return
	}
	if other, _ := disputes(c.a); other == "" {
		c.add("stance_contested", "“"+word+"” takes a stand against it", c.a.whole(), at)
	}
}

// disputes returns the words by which the sentence of s disputes what it tells, and their place; the whole of s where they
// stand outside of the mention.
func disputes(s *side) (string, corpus.Place) {
	before, after, ok := around(s.m)
	if !ok {
		before, after = "", ""
	}
	for _, part := range []struct {
		text string
		own  bool
	}{{s.m.Text, true}, {before, false}, {after, false}} {
		toks := text.Words(part.text)
		for i := range toks {
			n := disputeAt(part.text, toks[i:])
			if n == 0 {
				continue
			}
			sp := corpus.Span{Start: toks[i].Start, End: toks[i+n-1].End}
			if part.own {
				return sp.Of(part.text), s.place(corpus.Span{Start: s.m.Start + sp.Start, End: s.m.Start + sp.End})
			}
			return sp.Of(part.text), s.whole()
		}
	}
	return "", corpus.Place{}
}

// disputeAt returns how many of toks, at least one, are a phrase of the lexicon that disputes; 0 if they begin with none.
func disputeAt(s string, toks []text.Token) int {
	first := text.Fold(toks[0].Of(s))
	for _, p := range lexicon().phrase["dispute"] {
		if p[0] != first || len(p) > len(toks) {
			continue
		}
		k := 1
		for k < len(p) && text.Fold(toks[k].Of(s)) == p[k] {
			k++
		}
		if k == len(p) {
			return k
		}
	}
	return 0
}

// audience compares to whom the words were said: staff, the press, a parliament.
func (c *comparison) audience() {
	x, y := hearers(c.a.m), hearers(c.b.m)
	if x.class != "" && y.class != "" && x.class != y.class {
		c.add("audience_changed", "told to the "+x.class+", told to the "+y.class, c.a.heard(x), c.b.heard(y))
	}
}

// audiences are whom something can be told to; the lexicon has a class of words for each.
var audiences = []string{"staff", "press", "public", "parliament", "court", "investors", "customers"}

// A hearing is whom a sentence says that something was told to.
type hearing struct {
	class string
	word  string
	at    int // of word in the sentence
}

// heard is the place of a hearing: the word, where it stands in the mention, else the mention.
func (s *side) heard(h hearing) corpus.Place {
	if at := s.m.Sentence.Start + h.at; at >= s.m.Start && at+len(h.word) <= s.m.End {
		return s.place(corpus.Span{Start: at, End: at + len(h.word)})
	}
	return s.whole()
}

// hearers finds the audience in the sentence of m: behind a word that tells, the first noun that names one, but for those
// that stand inside quotation marks.
func hearers(m *corpus.Mention) hearing {
	sent := m.Anchor.Sentence
	told, quoted, since := false, false, 0
	for _, t := range text.Words(sent) {
		w := text.Fold(t.Of(sent))
		switch {
		case w == "\"":
			quoted = !quoted
		case quoted:
		case lexicon().is("tells", w):
			told, since = true, 0
		case told && since < 6:
			since++
			for _, class := range audiences {
				if lexicon().is("audience-"+class, w) {
					return hearing{class, t.Of(sent), t.Start}
				}
			}
			if strings.ToLower(t.Of(sent)) != t.Of(sent) && lexicon().is("outlet", w) {
				return hearing{"press", t.Of(sent), t.Start}
			}
		}
	}
	return hearing{}
}
