package figure

import (
	"strings"

	"hearsay/corpus"
	"hearsay/extract/syntax"
)

// Concepts sets the Concept of each figure: the noun phrases that say what was measured, the nearest first, separated
// by ", ". For "60 per cent of its revenue" that is the revenue and whose it is, for "rose 5%" what rose, for "a fine of
// $7 million" the fine. A pronoun and "that figure" are followed back, in the end to the sentence before. A counted noun
// is in Noun and not repeated: the concept says who has, does or holds what is counted, and is empty where the counted
// noun is itself the subject of its clause. doc is the parse of the text in which the figures were found, in order.
func Concepts(figures []corpus.Figure, doc *syntax.Doc) {
	m := newMeasured(figures, doc)
	for i := range figures {
		if x := &figures[i]; x.Kind == "figure" {
			x.Concept = m.concept(i)
		}
	}
}

// counted reports whether x counts a noun that it has.
func counted(x *corpus.Figure) bool {
	return x.Noun != "" && (x.Dimension == "count" || x.Dimension == "vague" || x.Dimension == "percent" && x.Unit != "%")
}

func (m *measured) concept(i int) string {
	x := &m.figures[i]
	a, z := m.tokens(x)
	if a == z {
		return m.copied(i)
	}
	if c, ok := m.twin(i, a); ok {
		return c
	}
	m.parts, m.current = m.parts[:0], int32(i+1)
	h := m.head(a, z)
	switch n := counted(x); {
	case n && (strings.EqualFold(x.Text, "one") || m.cased(h, "for", "into", "in", "among", "on", "as", "after")):
		// "split into two tenancies" measures nothing but the tenancies
	case x.Dimension == "multiple" && m.multiplied(z):
	case m.near(i, a, z):
	default:
		if v := m.governor(i, a); v >= 0 {
			m.clause(i, v, h, a)
		} else {
			m.climb(i, h, a)
		}
		if !n && (len(m.parts) == 0 || len(m.parts) == 1 && m.bareChange()) {
			m.last(i, a)
		}
	}
	return strings.Join(m.parts, ", ")
}

// copied returns the concept of an earlier figure that has the same words around it: the text of boxes that repeat the
// article is not parsed.
func (m *measured) copied(i int) string {
	around := func(x *corpus.Figure) string {
		return m.doc.Text[max(0, x.Start-30):min(len(m.doc.Text), x.End+30)]
	}
	for j := range m.figures[:i] {
		if y := &m.figures[j]; y.Concept != "" && y.Text == m.figures[i].Text && around(y) == around(&m.figures[i]) {
			return y.Concept
		}
	}
	return ""
}

// twin returns the concept of the figure before figure i, whose first token is a, where both measure one thing: "from 5
// to 7", "9 inches (23 cm)", "162 points, or 2%", "$7, up from $5", "tripled its staff in two years".
func (m *measured) twin(i, a int) (concept string, ok bool) {
	if i == 0 {
		return "", false
	}
	x, y := &m.figures[i], &m.figures[i-1]
	_, j := m.tokens(y)
	if j == 0 || m.doc.SentenceOf(j-1) != m.doc.SentenceOf(a) || j > a {
		return "", false
	}
	same, than := x.Dimension == y.Dimension, false
	for k := j; k < a; k++ {
		switch {
		case m.in(k, "up", "down", "against", "versus", "compared", "than", "from"):
			than = true
		case m.verb[k] != 0 && m.doc.Tokens[k].Tag != "VBN":
			return "", false
		}
	}
	switch before := m.before(i, a); {
	case x.Role == "to" && y.Role == "from", x.Role == "from" && y.Role == "to":
	case a-j <= 3 && (m.in(j, "(") || before <= j+1 && m.in(before, "or")):
	case same && than && (!counted(x) || x.Noun == y.Noun):
	case y.Dimension == "multiple" && m.in(before, "to"): // doubled its debt to $4 million
	case x.Noun == "" && x.Dimension == "count" && x.Unit == y.Unit && same: // 435 homes by sale and 187 by tender
	case x.Dimension == "duration" && !same && !counted(y) && m.in(before, "in", "within", "over"):
	default:
		return "", false
	}
	return y.Concept, y.Concept != "" || x.Dimension == "count"
}

// multiplied adds what the verb or noun that ends before token z multiplied: "tripled its staff", "a tripling of costs".
// It reports whether there was something; if not, it is the subject of the clause.
func (m *measured) multiplied(z int) bool {
	if m.in(z, "of", "in") {
		z++
	}
	if z < len(m.doc.Tokens) && m.doc.Tokens[z].Tag == "VBG" {
		m.add(z, m.right(syntax.Phrase{First: z, Last: z + 1, Head: z}, 0)) // doubles spending on roads
		return true
	}
	p, ok := m.at(z)
	if !ok || p.First != z || p.Head < z || !m.noun(p.Head) {
		return false
	}
	m.add(p.First, m.right(p, 0))
	return true
}

// near looks at the words around figure i, tokens a to z, for what it is an amount of. It reports whether they say
// everything: if not, the clause may say more.
func (m *measured) near(i, a, z int) bool {
	x, k := &m.figures[i], m.before(i, a)
	if counted(x) {
		if p, ok := m.at(z - 1); ok && p.First < z && p.Head >= z && m.noun(p.Head) && m.figure[z] == 0 {
			m.add(z, m.right(p, 0)) // a 12-person crew
		} else if k > 0 && m.in(k, "of") && m.class(k-1)&changenoun != 0 {
			m.chain(k - 1)
			m.changed(k-1, z) // a rise of 300 jobs in mining
		}
		m.owner(x)
		return false
	}
	if m.in(z, "more", "less", "fewer") && !m.in(z+1, "than") {
		z++
	}
	if p, ok := m.at(z); ok && p.Head >= z && p.First < z && m.noun(p.Head) && (p.First < a || !strings.HasPrefix(m.doc.Tokens[z].Tag, "V")) {
		m.add(z, m.right(p, 0)) // a $5 million loan from the state
		return false
	}
	if k > 0 && m.in(k-1, "(") && m.oblique(i, a) {
		k-- // its budget (from $5 million)
	}
	switch {
	case k > 0 && m.in(k, "of", "worth") && m.noun(k-1) && !m.in(k-1, "top", "excess", "tune"):
		m.chain(k - 1)    // a loan of $5 million
		m.changed(k-1, z) // a rise of 5% in prices
	case k > 0 && m.noun(k) && (m.in(m.phrases[m.phrase[k]-1].First-1, ",", ";", "and")):
		m.chain(k) // bread cost $2, milk $1
		return true
	case m.amount(x, z):
	case m.object(i, a):
		return x.Dimension != "duration"
	case k > 0 && m.noun(k-1) && (m.in(k, "at") && m.governor(i, a) < 0 || m.oblique(i, a) && m.opens(k-1)):
		m.chain(k - 1) // with levels at 31%; the jump in prices from 5 cents
	case k > 0 && m.noun(k-1) && (m.in(k, "(") || m.in(k, ":") && !m.verbBefore(k) && m.verb[min(z, len(m.verb)-1)] == 0):
		m.chain(k - 1)
		return true
	}
	return false
}

// changed adds what changed, behind "in" at token z, where token j is a noun of change.
func (m *measured) changed(j, z int) {
	if p, ok := m.at(z + 1); ok && j >= 0 && m.in(z, "in") && p.First == z+1 && m.noun(p.Head) && m.class(j)&changenoun != 0 {
		m.add(p.First, m.right(p, 0))
	}
}

// opens reports whether the chain of noun phrases that ends with token j opens its sentence.
func (m *measured) opens(j int) bool {
	p, _ := m.at(j)
	return m.left(p, false) == m.doc.Sentences[m.doc.SentenceOf(j)].First
}

// bareChange reports whether the only part is a noun of change that says nothing of what changed: "increase".
func (m *measured) bareChange() bool {
	l := words()
	return l.list[l.words[strings.ToLower(m.parts[0])]].class&changenoun != 0
}

// owner adds whose the things are that x counts some of: "three of the firm's plants".
func (m *measured) owner(x *corpus.Figure) {
	p, _ := m.at(m.doc.TokenAt(x.NounSpan.End - 1))
	for j := p.Last - 1; j > p.First; j-- {
		if m.doc.Tokens[j].Tag == "POS" {
			m.add(p.First, j)
			return
		}
	}
}

// amount adds the noun phrase that the preposition at token z joins to figure x before it: any preposition for a price,
// for others "of" and "off", and "in" after a change or a time.
func (m *measured) amount(x *corpus.Figure, z int) bool {
	p, ok := m.at(z + 1)
	if !ok || p.First != z+1 || !m.noun(p.Head) || m.measures(p) {
		return false
	}
	plain := m.doc.Tokens[p.First].Tag != "DT" && !strings.HasPrefix(m.doc.Tokens[p.Head].Tag, "NNP")
	switch money := x.Dimension == "money"; {
	case m.in(z, "of", "off"):
	case m.in(z, "in") && plain && (money || x.Dimension == "duration" || x.Role == "delta" || x.Change != ""):
	case m.in(z, "for", "on", "to", "from", "into") && money:
	case m.in(z, "for", "from") && x.Dimension == "percent":
	default:
		return false
	}
	m.add(p.First, m.right(p, 0))
	return true
}

// last is where nothing else has told what figure i measures: an earlier figure of the same value, what was measured last
// for a change, else the noun phrase that opens a sentence without a verb.
func (m *measured) last(i, a int) {
	x, best := &m.figures[i], ""
	for k := i - 1; k >= 0 && x.Dimension != "duration" && x.Dimension != "count" && x.Dimension != "percent"; k-- {
		if y := &m.figures[k]; len(y.Concept) > len(best) && y.Lo == x.Lo && y.Hi == x.Hi && y.Unit == x.Unit {
			best = y.Concept
		}
	}
	switch {
	case best != "":
		m.parts = append(m.parts, best)
	case len(m.parts) > 0:
		m.figureBefore(i, a)
	default:
		m.opening(m.doc.SentenceOf(a), a)
	}
}
