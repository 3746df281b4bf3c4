package figure

import (
	"strings"

	"hearsay/corpus"
	"hearsay/extract/syntax"
)

// Concepts sets the Concept of each figure: the noun phrases that say what was measured, the nearest first, separated
// by ", ". For "60 per cent of its revenue" that is the revenue and whose it is, for "rose 5%" what rose, for "a fine of
// $7 million" the fine. A counted noun that is itself the subject of its clause has none beside its Noun. doc is the
// parse of the text in which the figures were found.
func Concepts(figures []corpus.Figure, doc *syntax.Doc) {
	m := measured{doc: doc, figures: figures}
	for i := range figures {
		if x := &figures[i]; x.Kind == "figure" {
			x.Concept = m.concept(i)
		}
	}
}

// measured looks for what figures measure.
type measured struct {
	doc     *syntax.Doc
	figures []corpus.Figure
	parts   []string
}

func (m *measured) concept(i int) string {
	h := m.head(&m.figures[i])
	if h < 0 {
		return ""
	}
	m.parts = m.parts[:0]
	m.climb(i, h)
	if len(m.parts) == 0 && m.figures[i].Dimension != "count" && m.figures[i].Dimension != "vague" {
		m.opening(h)
	}
	return strings.Join(m.parts, ", ")
}

// head returns the token of x, its noun included, that the others depend on, or -1.
func (m *measured) head(x *corpus.Figure) int {
	end := x.End
	if x.NounSpan != nil {
		end = max(end, x.NounSpan.End)
	}
	first := m.doc.TokenAt(x.Start)
	if first < 0 || first >= len(m.doc.Tokens) {
		return -1
	}
	last := first
	for last < len(m.doc.Tokens) && m.doc.Tokens[last].Start < end {
		last++
	}
	for j := last - 1; j >= first; j-- {
		if p := m.doc.Tokens[j].Head; p < first || p >= last {
			return j
		}
	}
	return first
}

// climb walks from token h, the head of figure i, to the root of its sentence and collects noun phrases on the way.
func (m *measured) climb(i, h int) {
	x := &m.figures[i]
	counts := x.Dimension == "count" || x.Dimension == "vague" || x.Dimension == "percent" && x.Unit != "%" && x.Noun != ""
	if !counts || x.Noun == "" {
		m.part(h)
	} else if x.Lo == 1 || m.cased(h, "for", "into", "in", "among", "on", "as", "after") {
		return // "split into two tenancies" measures nothing but the tenancies
	}
	if m.doc.IsVerb(h) && x.Dimension == "multiple" {
		m.multiplied(h)
		if len(m.parts) > 0 {
			return
		}
	}
	for steps := 0; steps < 8 && len(m.parts) < 3; steps++ {
		t := &m.doc.Tokens[h]
		p := t.Head
		if p < 0 {
			if s := m.doc.Subject(h); s >= 0 && s != h {
				m.subject(s) // "the speed is 40 mph"
			}
			return
		}
		switch rel := base(t.Rel); {
		case (rel == "conj" || rel == "appos" || rel == "parataxis") && (m.figureAt(p, i) || x.NounSpan != nil && x.NounSpan.Overlaps(m.doc.Tokens[p].Span)):
			h = p
			continue
		case rel == "nsubj" || rel == "csubj":
			if counts && len(m.parts) == 0 {
				return // the counted noun is itself what the clause is about
			}
			m.clause(p, h, counts)
			return
		case m.doc.IsNoun(p) && !m.isFigure(p):
			m.add(p)
		case m.doc.IsVerb(p) || m.doc.Tokens[p].Rel == "root":
			if m.clause(p, h, counts) || counts {
				return
			}
		}
		h = p
	}
}

// multiplied adds what the verb at v multiplied: its object, "of" what where it is a noun, else its subject.
func (m *measured) multiplied(v int) {
	if o := m.doc.Child(v, "obj"); o >= 0 {
		m.add(o)
	} else if s := m.doc.Subject(v); s >= 0 && s != v {
		m.subject(s)
	}
}

func base(rel string) string {
	rel, _, _ = strings.Cut(rel, ":")
	return rel
}

// part adds what the figure at h is a part or an amount of: "60 per cent of its revenue".
func (m *measured) part(h int) {
	for _, c := range m.doc.Children(h) {
		if t := &m.doc.Tokens[c]; c > h && base(t.Rel) == "nmod" && m.doc.IsNoun(c) && !m.isFigure(c) && m.cased(c, "of", "in", "from", "on", "for") {
			m.add(c)
			return
		}
	}
	m.beside(h)
}

// beside looks at the words around the figure instead of the parse: "$38 million for Microsoft software", "carbon levels
// at 1200".
func (m *measured) beside(h int) {
	d := m.doc
	first, last := d.Subtree(h)
	for first < h && !m.isFigure(first) && d.Tokens[first].Tag != "IN" {
		first++
	}
	if k := first - 1; d.Tokens[first].Tag == "IN" && k > 0 && d.Word(first) == "at" && d.IsNoun(k) && !m.isFigure(k) {
		m.add(m.top(k)) // levels at 1200
		return
	}
	j := h + 1
	for j < last && j < len(d.Tokens) && m.isFigure(j) {
		j++
	}
	if j+1 < len(d.Tokens) && preposition(d.Word(j), d.Tokens[h].Tag == "$" || d.Tokens[h].Tag == "NNS") {
		for k := j + 1; k < len(d.Tokens) && k < j+6; k++ {
			if m.isFigure(k) || d.Tokens[k].Rel == "punct" || d.IsVerb(k) && d.Tokens[k].Tag != "VBN" && d.Tokens[k].Tag != "VBG" {
				return
			}
			if d.IsNoun(k) {
				m.add(m.top(k))
				return
			}
		}
	}
}

// preposition reports whether w joins a figure to what it is an amount of; for a price "for" and "on" do too.
func preposition(w string, price bool) bool {
	switch w {
	case "of", "off":
		return true
	case "for", "on", "to", "from":
		return price
	}
	return false
}

// cased reports whether token c depends by one of the prepositions.
func (m *measured) cased(c int, preps ...string) bool {
	for _, k := range m.doc.Children(c) {
		if m.doc.Tokens[k].Rel == "case" {
			w := strings.ToLower(m.doc.Word(k))
			for _, p := range preps {
				if w == p {
					return true
				}
			}
			return false
		}
	}
	return false
}

// clause adds what the clause of verb v says of the figure at h: its subject, or its object where the subject is a
// pronoun or the figure is a price. It reports whether it found anything.
func (m *measured) clause(v, h int, counts bool) bool {
	n := len(m.parts)
	if base(m.doc.Tokens[h].Rel) == "obj" && !counts {
		for _, o := range m.doc.Children(v) { // "adds $300 to the price of a home"
			if o > h && base(m.doc.Tokens[o].Rel) == "obl" && !m.isFigure(o) && m.cased(o, "to", "from", "off") {
				m.add(o)
				break
			}
		}
	}
	if base(m.doc.Tokens[h].Rel) == "obl" {
		if o := m.doc.Child(v, "obj"); o >= 0 && o != h && !m.isFigure(o) && m.cased(h, "for", "at", "to", "with", "from") {
			m.add(o)
		}
	}
	if s := m.doc.Subject(v); s >= 0 && s != h {
		m.subject(s)
		if m.doc.Tokens[s].Tag == "PRP" {
			m.matrix(v)
		}
	} else if p := m.doc.Tokens[v].Head; p >= 0 && strings.HasPrefix(m.doc.Tokens[v].Rel, "acl") && m.doc.IsNoun(p) {
		m.add(p)
	}
	if len(m.parts) == n && !counts {
		if o := m.doc.Child(v, "obj"); o >= 0 && o != h && !m.isFigure(o) {
			m.add(o)
		}
	}
	return len(m.parts) > n
}

// matrix adds the subject of the clause in which the clause of verb v is embedded: "Northwind expects that it will cut
// 50 jobs".
func (m *measured) matrix(v int) {
	for n := 0; n < 3; n++ {
		if rel := base(m.doc.Tokens[v].Rel); rel != "ccomp" && rel != "xcomp" && rel != "parataxis" {
			return
		}
		v = m.doc.Tokens[v].Head
		if v < 0 {
			return
		}
		if s := m.doc.Child(v, "nsubj", "nsubj:pass"); s >= 0 {
			m.subject(s)
			return
		}
	}
}

// subject adds subject s, the antecedent for a relative pronoun and nothing for a personal one.
func (m *measured) subject(s int) {
	switch m.doc.Tokens[s].Tag {
	case "WDT", "WP":
		for j := s - 1; j >= 0 && j > s-6; j-- {
			if m.doc.IsNoun(j) {
				m.add(m.top(j))
				return
			}
		}
	case "PRP", "EX", "DT":
	default:
		m.add(m.chain(s))
	}
}

// chain returns the first noun of the chain of prepositional phrases that ends with noun j: "storage" for the platform
// in "data storage on the platform". Parsers often take its last noun for the subject.
func (m *measured) chain(j int) int {
	d := m.doc
	for n := 0; n < 4; n++ {
		k := j - 1
		for k > 0 && (d.IsNoun(k) || strings.HasPrefix(d.Tokens[k].Tag, "JJ") || d.Tokens[k].Tag == "DT" || d.Tokens[k].Tag == "POS" || d.Tokens[k].Tag == "PRP$" || d.Tokens[k].Tag == "HYPH") {
			k--
		}
		if k < 1 || d.Tokens[k].Tag != "IN" || !d.IsNoun(k-1) || d.Tokens[k-1].Rel == "punct" || m.isFigure(k-1) || m.month(k-1) || base(d.Tokens[j].Rel) != "nsubj" && n == 0 {
			break
		}
		j = k - 1
	}
	return j
}

// top returns the noun that noun j modifies.
func (m *measured) top(j int) int {
	for n := 0; n < 4; n++ {
		t := &m.doc.Tokens[j]
		if t.Head < 0 || !m.doc.IsNoun(t.Head) || base(t.Rel) != "compound" && base(t.Rel) != "flat" && base(t.Rel) != "appos" {
			break
		}
		j = t.Head
	}
	return j
}

// opening adds the noun phrase that opens the sentence of h, for a sentence without a verb: "James Lipman: 275 pounds".
func (m *measured) opening(h int) {
	s := m.doc.Sentences[m.doc.SentenceOf(h)]
	for j := s.First; j < h; j++ {
		if m.doc.IsNoun(j) && !m.isFigure(j) {
			m.add(m.top(j))
			return
		}
	}
}

// isFigure reports whether token j is part of a figure.
func (m *measured) isFigure(j int) bool { return m.figureAt(j, -1) }

// figureAt reports whether token j is part of a figure, or of the noun it counts, other than number not.
func (m *measured) figureAt(j, not int) bool {
	t := m.doc.Tokens[j].Span
	for i := range m.figures {
		x := &m.figures[i]
		if i != not && (x.Overlaps(t) || not >= 0 && x.NounSpan != nil && x.NounSpan.Overlaps(t)) {
			return true
		}
	}
	return false
}

// add appends the noun phrase with head j.
func (m *measured) add(j int) {
	if m.month(j) {
		return
	}
	if !m.doc.IsNoun(j) && m.doc.Tokens[j].Tag != "CD" && m.doc.Tokens[j].Tag != "VBG" {
		return
	}
	s := m.phrase(j)
	if s == "" {
		return
	}
	for _, p := range m.parts {
		if strings.Contains(p, s) {
			return
		}
	}
	m.parts = append(m.parts, s)
}

// month reports whether token j is a month or a weekday, which measures nothing.
func (m *measured) month(j int) bool {
	l := words()
	return l.list[l.words[strings.ToLower(m.doc.Word(j))]].class&(month|weekday|deictic) != 0
}

// phrase returns the text of the noun phrase with head j: without its article, up to a relative clause, a bracket, a
// comma, a figure, or another noun that is joined to it.
func (m *measured) phrase(j int) string {
	d := m.doc
	first, last := d.Subtree(j)
	from := j
	for k := j - 1; k >= first; k-- {
		t := &d.Tokens[k]
		if t.Rel == "punct" && t.Tag != "HYPH" || t.Tag == "DT" || t.Tag == "IN" || t.Tag == "CC" || t.Tag == "PRP$" || t.Tag == "MD" || t.Tag == "RB" && base(t.Rel) == "advmod" || t.Rel == "cop" || t.Rel == "mark" || d.IsVerb(k) && t.Tag != "VBN" && t.Tag != "VBG" || m.isFigure(k) {
			break
		}
		from = k
	}
	for from > 1 && d.Word(from-1) == "&" && d.Tokens[from-1].Start == d.Tokens[from-2].End && d.Tokens[from-1].End == d.Tokens[from].Start {
		from -= 2 // S&P
	}
	to := j + 1
	for k := j + 1; k < last && k < j+9; k++ {
		t := &d.Tokens[k]
		if t.Rel == "punct" && t.Tag != "HYPH" && t.Tag != "POS" || m.isFigure(k) || t.Tag == "WDT" || t.Tag == "WP" || d.IsVerb(k) && t.Tag != "VBG" || base(t.Rel) == "acl" || base(t.Rel) == "appos" {
			break
		}
		if d.IsNoun(k) || t.Tag == "VBG" {
			to = k + 1
		}
	}
	return strings.TrimSpace(d.SpanOf(from, to).Of(d.Text))
}
