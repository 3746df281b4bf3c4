package figure

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
	"hearsay/extract/syntax"
)

// measured looks for what figures measure.
type measured struct {
	doc     *syntax.Doc
	figures []corpus.Figure
	phrases []syntax.Phrase
	verbs   []syntax.VerbGroup
	// Of each token, 1 + the figure, noun phrase and verb group that it belongs to, 0 for none. A figure that counts the
	// noun of a token is negative there.
	figure, phrase, verb []int32

	current int32 // 1 + the figure that is looked at
	parts   []string
}

func newMeasured(figures []corpus.Figure, doc *syntax.Doc) *measured {
	n := len(doc.Tokens)
	of := make([]int32, 3*n)
	m := &measured{
		doc: doc, figures: figures, verbs: doc.Verbs(),
		figure: of[:n:n], phrase: of[n : 2*n : 2*n], verb: of[2*n:],
	}
	for i := range figures {
		x := &figures[i]
		a, z := m.tokens(x)
		for j := a; j < z && x.Overlaps(doc.Tokens[j].Span); j++ {
			m.figure[j] = int32(i + 1)
		}
		if n := x.NounSpan; n != nil {
			for j := doc.TokenAt(n.Start); j < len(doc.Tokens) && doc.Tokens[j].Start < n.End; j++ {
				m.figure[j] = -int32(i + 1)
			}
		}
	}
	for _, p := range doc.NPs() {
		m.cut(p)
	}
	slices.SortFunc(m.verbs, func(a, b syntax.VerbGroup) int { return a.First - b.First })
	for k, p := range m.phrases {
		for j := p.First; j < p.Last; j++ {
			m.phrase[j] = int32(k + 1)
		}
	}
	for k, g := range m.verbs {
		for j := g.First; j < g.Last; j++ {
			m.verb[j] = int32(k + 1)
		}
	}
	return m
}

// cut appends p to the phrases, with the participle or phrase before it that the parser gives to it ("Waiting | times",
// "Harbour | cloud platform"), and cut in two where a figure follows a noun ("wages | $22,000").
func (m *measured) cut(p syntax.Phrase) {
	d := m.doc
	if k := p.First - 1; k >= 0 && d.Tokens[k].Head == p.Head && (d.Tokens[k].Rel == "amod" || d.Tokens[k].Rel == "compound" && d.Tokens[k].Tag == "VBG") {
		p.First = k
	}
	for j := p.First + 1; j < p.Head; j++ {
		if m.figure[j] <= 0 || m.figure[j] == m.figure[j-1] || !d.IsNoun(j-1) {
			continue
		}
		q := syntax.Phrase{First: p.First, Last: j, Head: j - 1}
		m.phrases = append(m.phrases, q)
		p.First = j
	}
	if n := len(m.phrases) - 1; n >= 0 && m.phrases[n].Last == p.First && m.phrases[n].Head >= 0 {
		if t := &d.Tokens[m.phrases[n].Head]; t.Head == p.Head && t.Rel == "compound" && !m.time(m.phrases[n].Head) {
			p.First = m.phrases[n].First
			m.phrases = m.phrases[:n]
		}
	}
	m.phrases = append(m.phrases, p)
}

// verbBefore reports whether the sentence of token j has a verb before it.
func (m *measured) verbBefore(j int) bool {
	for k := m.doc.Sentences[m.doc.SentenceOf(j)].First; k < j; k++ {
		if m.finite(k) {
			return true
		}
	}
	return false
}

// oblique reports whether figure i stands behind a preposition.
func (m *measured) oblique(i, a int) bool {
	k := m.before(i, a)
	if k >= 0 && k+1 < a && m.in(k+1, "near", "around", "above", "below", "over", "under") {
		return true
	}
	return k >= 0 && (m.doc.Tokens[k].Tag == "IN" || m.doc.Tokens[k].Tag == "TO" || m.in(k, "near"))
}

// tokens returns the tokens of x and its counted noun; none where the text of x was not parsed.
func (m *measured) tokens(x *corpus.Figure) (first, last int) {
	end := x.End
	if x.NounSpan != nil {
		end = max(end, x.NounSpan.End)
	}
	first = m.doc.TokenAt(x.Start)
	for last = first; last < len(m.doc.Tokens) && m.doc.Tokens[last].Start < end; last++ {
	}
	return first, last
}

// head returns the token among first to last that the others depend on.
func (m *measured) head(first, last int) int {
	for j := last - 1; j >= first; j-- {
		if p := m.doc.Tokens[j].Head; p < first || p >= last {
			return j
		}
	}
	return first
}

// before returns the token before figure i, whose first token is a, and its qualifiers and article; -1 is none.
func (m *measured) before(i, a int) int {
	x, first := &m.figures[i], m.doc.Sentences[m.doc.SentenceOf(a)].First
	for k := a - 1; k >= first; k-- {
		t := &m.doc.Tokens[k]
		if x.QualifierSpan != nil && x.QualifierSpan.Overlaps(t.Span) {
			continue
		}
		if t.Tag != "RB" && t.Tag != "DT" && t.Tag != "HYPH" && m.class(k)&relative == 0 && !m.in(k, "about", "around", "some", "only", "combined", "-", "“", "\"") {
			return k
		}
	}
	return -1
}

// in reports whether token j is one of the words, in any case.
func (m *measured) in(j int, words ...string) bool {
	if j < 0 || j >= len(m.doc.Tokens) {
		return false
	}
	w := m.doc.Word(j)
	return slices.ContainsFunc(words, func(x string) bool { return strings.EqualFold(w, x) })
}

// at returns the noun phrase that holds token j.
func (m *measured) at(j int) (syntax.Phrase, bool) {
	if j < 0 || j >= len(m.phrase) || m.phrase[j] == 0 {
		return syntax.Phrase{}, false
	}
	return m.phrases[m.phrase[j]-1], true
}

// noun reports whether token j is in a noun phrase that is no figure, pronoun or date.
func (m *measured) noun(j int) bool {
	p, ok := m.at(j)
	return ok && p.Head >= 0 && m.doc.Tokens[p.Head].Tag != "PRP" && m.doc.Tokens[p.Head].Tag != "EX" && m.figure[p.Head] <= 0 && m.figure[p.Head] != -m.current && !m.time(p.Head)
}

// class returns what the lexicon knows of token j.
func (m *measured) class(j int) class {
	l := words()
	return l.list[l.words[strings.ToLower(m.doc.Word(j))]].class
}

// time reports whether token j is a month, a weekday or a stretch of time, which measures nothing.
func (m *measured) time(j int) bool {
	return m.class(j)&(month|weekday|deictic|period|periods|season) != 0
}

// chain adds the noun phrase that ends with token j, with the ones that it belongs to: "the price of oil in Oslo" for
// the last.
func (m *measured) chain(j int) {
	p, _ := m.at(j)
	m.add(m.left(p, false), p.Last)
}

// left returns the first token of the chain of noun phrases, joined by prepositions or "and", that ends with p. Where
// the chain is known to be a subject, what looks like a verb in it is a participle: "records held on paper".
func (m *measured) left(p syntax.Phrase, subject bool) int {
	d := m.doc
	for range 5 {
		k := p.First - 1
		if subject && k > 1 && (d.Tokens[k-1].Tag == "VBN" || d.Tokens[k-1].Tag == "VBD") && d.Tokens[k].Tag == "IN" && m.noun(k-2) {
			p, _ = m.at(k - 2)
			continue
		}
		if !m.noun(k - 1) {
			break
		}
		tag := d.Tokens[p.First].Tag
		if tag := d.Tokens[k].Tag; tag != "TO" && !m.in(k, "and") && (tag != "IN" || !joins(d.Word(k))) {
			break
		}
		if m.in(k, "and") && (tag == "DT" || tag == "PRP$" || m.figure[p.First] != 0) {
			break
		}
		p, _ = m.at(k - 1)
	}
	return p.First
}

// right returns the end of the chain of noun phrases, joined by prepositions, that begins with p. Limit is the token at
// which the chain is known to end, as a subject does before its verb; 0 is not known.
func (m *measured) right(p syntax.Phrase, limit int) int {
	d := m.doc
	sure := limit > 0
	if !sure {
		limit = d.Sentences[d.SentenceOf(p.First)].Last
	}
	end := p.Last
	for n := 0; n < 6; n++ {
		k := end
		switch {
		case k+1 < limit && d.Tokens[k+1].Tag == "IN" && (d.Tokens[k].Tag == "VBN" || sure && d.Tokens[k].Tag == "VBD"):
			k++ // data held on servers
		case k+1 < limit && !sure && m.in(p.First-1, "of") && d.Tokens[k].Tag == "PRP" && m.verb[k+1] != 0:
			k = m.verbs[m.verb[k+1]-1].Last // the amount of data it stored
			end = k
		}
		if k+1 >= limit {
			break
		}
		t := &d.Tokens[k]
		and := t.Tag == "CC" && (sure || d.Tokens[k-1].Tag == "NNP" && d.Tokens[k+1].Tag == "NNP")
		if !and && t.Tag != "TO" && (t.Tag != "IN" || !joins(d.Word(k))) {
			break
		}
		q, _ := m.at(k + 1)
		if d.Tokens[k+1].Tag == "VBG" && (k+2 == limit || m.phrase[k+2] == 0) { // spending on lobbying
			q = syntax.Phrase{First: k + 1, Last: k + 2, Head: k + 1}
			p, end = q, q.Last
			continue
		}
		if q.First != k+1 || q.Last > limit || !m.noun(k+1) || m.measures(q) {
			break
		}
		p, end = q, q.Last
	}
	return end
}

// measures reports whether the figure that is looked at stands in p, or another that is more than a number of things.
func (m *measured) measures(p syntax.Phrase) bool {
	for j := p.First; j < p.Last; j++ {
		if f := max(m.figure[j], -m.figure[j]); f != 0 && (f == m.current || !counted(&m.figures[f-1])) {
			return true
		}
	}
	return false
}

// joins reports whether the preposition w joins a noun phrase to the one before it rather than saying when something
// happened.
func joins(w string) bool {
	switch strings.ToLower(w) {
	case "of", "in", "on", "for", "to", "from", "with", "at", "between", "among", "against", "through", "under", "per",
		"within", "into", "over", "about", "across", "by", "inside", "outside", "without", "via":
		return true
	}
	return false
}

// add appends the text of tokens first to last without the article, the possessive and the figures that it begins with
// and the date that it ends with. A part that holds another takes its place.
func (m *measured) add(first, last int) {
	d := m.doc
	for first < last {
		t := &d.Tokens[first]
		if r, _ := utf8.DecodeRuneInString(d.Word(first)); !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			first++ // a bullet
			continue
		}
		if m.figure[first] <= 0 && t.Rel != "punct" && !slices.Contains([]string{"DT", "PRP$", "PDT", "HYPH", "CD", "POS"}, t.Tag) {
			break
		}
		first++
	}
	for last > first && (m.class(last-1)&relative != 0 || m.time(last-1) || d.Tokens[last-1].Tag == "POS" || d.Tokens[last-1].Tag == "DT") {
		last--
	}
	if first >= last {
		return
	}
	for last+1 < len(d.Tokens) && d.Tokens[last].Tag == "HYPH" && d.Tokens[last].Start == d.Tokens[last-1].End && d.Tokens[last+1].Tag == "CD" {
		last += 2 // V-6
	}
	s := d.SpanOf(first, last).Of(d.Text)
	for k, p := range m.parts {
		if strings.Contains(p, s) {
			return
		}
		if strings.Contains(s, p) {
			m.parts[k] = s
			return
		}
	}
	m.parts = append(m.parts, s)
}
