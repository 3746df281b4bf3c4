package figure

import "strings"

// governor returns the verb that the words before figure i show to have it for its object or complement: "measures 412
// metres", "fell by 5%", "has been $7"; -1 if there is none.
func (m *measured) governor(i, a int) int {
	k := m.before(i, a)
	if k > 0 && (m.doc.Tokens[k].Tag == "IN" || m.doc.Tokens[k].Tag == "TO") && m.verb[k-1] != 0 {
		k--
	}
	if k < 0 || m.verb[k] == 0 {
		return -1
	}
	return m.verbs[m.verb[k]-1].Main
}

// climb walks from token h, the head of figure i, to the root of its sentence and adds the noun phrases on the way and
// those of the clause. a is the first token of the figure.
func (m *measured) climb(i, h, a int) {
	n, found := counted(&m.figures[i]), len(m.parts) > 0 && !transparent(m.parts[0])
	for steps := 0; steps < 8 && len(m.parts) < 3; steps++ {
		t := &m.doc.Tokens[h]
		p := t.Head
		if p < 0 {
			m.subject(i, h) // the speed is 40 mph
			return
		}
		switch rel := base(t.Rel); {
		case (rel == "conj" || rel == "appos" || rel == "parataxis") && m.figure[p] != 0:
		case rel == "nsubj" || rel == "csubj":
			if !n && len(m.parts) == 0 {
				m.clause(i, p, h, a)
			}
			return // it is what the clause is about
		case m.noun(p):
			if q, _ := m.at(p); !found {
				m.add(m.left(q, false), m.right(q, 0))
			}
		case m.doc.IsVerb(p) || m.doc.Tokens[p].Rel == "root":
			if m.clause(i, p, h, a) || n {
				return
			}
		}
		h = p
	}
}

// transparent reports whether the noun w says nothing of what is measured.
func transparent(w string) bool {
	switch w {
	case "average", "total", "equivalent", "maximum", "minimum", "record", "sum", "age", "median", "mean", "window", "period", "span":
		return true
	}
	return false
}

// clause adds what the clause of verb v says of the figure with head h: its object where the figure is its price or
// measure ("cut the budget by 5%"), else its subject. It reports whether it found anything.
func (m *measured) clause(i, v, h, a int) bool {
	n := len(m.parts)
	if n > 0 && m.says(v) {
		return true
	}
	x := &m.figures[i]
	if o := m.doc.Child(v, "obj"); !counted(x) && n == 0 && o >= 0 && o != h && o < a && m.noun(o) && m.oblique(i, a) {
		p, _ := m.at(o)
		m.add(p.First, m.right(p, 0))
	}
	if counted(x) || n > 0 || len(m.parts) == 0 || x.Dimension == "duration" {
		m.subject(i, v)
	}
	return len(m.parts) > n
}

// says reports whether verb v only tells of the figure: its subject is then not what was measured.
func (m *measured) says(v int) bool {
	return m.in(v, "show", "shows", "showed", "say", "says", "said", "report", "reports", "reported", "reveal", "reveals",
		"revealed", "suggest", "suggests", "suggested", "indicate", "indicates", "indicated")
}

// object adds the object of the verb before figure i where the figure is said of it: "cut the budget by 5%", "put the
// cost at $3 million".
func (m *measured) object(i, a int) bool {
	d := m.doc
	if !m.oblique(i, a) {
		return false
	}
	k := m.before(i, a)
	if !m.noun(k) {
		k-- // the preposition
	}
	q := m.dated(k)
	last := q + 1
	if q > 1 && m.verb[q] != 0 { // the number of loans it allows
		if q = m.verbs[m.verb[q]-1].First - 2; q < 0 || d.Tokens[q+1].Tag != "PRP" {
			return false
		}
	}
	if !m.noun(q) {
		return false
	}
	p, _ := m.at(q)
	f := m.left(p, false)
	if n := f - 2; n > 0 && d.Tokens[f-1].Tag == "IN" && d.Tokens[n].Tag == "VBN" && m.noun(n-1) {
		p, _ := m.at(n - 1) // the amount of data held on servers
		f = m.left(p, false)
	}
	if f == 0 || m.verb[f-1] == 0 && d.Tokens[f-1].Tag != "RP" {
		return false
	}
	m.add(f, last)
	return true
}

// dated returns the last token up to k that does not belong to a date: "resources" in "resources in early 2025".
func (m *measured) dated(k int) int {
	for j := k; j > 0; j-- {
		switch t := &m.doc.Tokens[j]; {
		case m.time(j), t.Tag == "CD" && m.figure[j] == 0, j < k && (t.Tag == "DT" || m.class(j)&(relative|early) != 0):
		case j < k && t.Tag == "IN":
			return m.dated(j - 1)
		case j < k && m.doc.IsNoun(j) && m.class(j+1)&(relative|deictic|weekday) != 0:
			return j
		default:
			return k
		}
	}
	return k
}

// subject adds the subject of verb or predicate v, or what its pronoun stands for.
func (m *measured) subject(i, v int) {
	d := m.doc
	s, end := m.subjectOf(v)
	if s < 0 {
		if p := d.Tokens[v].Head; p >= 0 && strings.HasPrefix(d.Tokens[v].Rel, "acl") && m.noun(p) {
			m.chain(p)
		}
		return
	}
	switch tag := d.Tokens[s].Tag; {
	case tag == "EX":
	case tag == "WDT" || tag == "WP" || tag == "IN":
		if k := m.outside(s - 1); m.noun(k) {
			m.chain(k)
		}
	case tag == "PRP" || tag == "DT":
		m.pronoun(i, s)
	case m.figure[s] == m.current:
	case m.figure[s] > 0:
		m.parts = append(m.parts, m.figures[m.figure[s]-1].Text) // 3 GB could hold 800 photos
	case m.pointing(s) && m.figureBefore(i, s):
	case m.noun(s):
		q, _ := m.at(s)
		m.add(m.left(q, end > 0), m.right(q, end))
	}
}

// subjectOf returns the subject of v, or -1, and the first token of the verb group of v if the subject stands before it.
// The word before a finite verb tells more than the parse.
func (m *measured) subjectOf(v int) (s, end int) {
	d := m.doc
	for range 4 {
		end = v
		if m.verb[v] != 0 {
			end = m.verbs[m.verb[v]-1].First
		} else if c := d.Child(v, "cop", "aux"); c >= 0 && m.verb[c] != 0 {
			end = m.verbs[m.verb[c]-1].First
		}
		k := end - 1
		for k > 0 && d.Tokens[k].Tag == "RB" {
			k--
		}
		if m.in(k, ",") {
			k = m.inserted(k)
		} else {
			k = m.outside(k)
		}
		if k >= d.Sentences[d.SentenceOf(v)].First && m.finite(end) {
			if tag := d.Tokens[k].Tag; tag == "PRP" || tag == "WDT" || tag == "WP" || tag == "EX" || tag == "DT" || m.pointing(k) {
				return k, end
			}
			if m.noun(k) {
				p, _ := m.at(k)
				if f := m.left(p, true); f == 0 || d.Tokens[f-1].Tag != "IN" || !joins(d.Word(f-1)) {
					return p.Head, end
				}
			}
		}
		if s := d.Subject(v); s >= 0 && s != v {
			if s > end {
				end = 0
			}
			return s, end
		}
		if v = m.above(v, end); v < 0 {
			break
		}
	}
	return -1, 0
}

// above returns the verb whose subject is that of verb v, the group of which begins with token first: the one before
// "to" ("is expected to be") or before a comma and a participle (", rising to 4%"), else the one that v depends on; -1
// for none.
func (m *measured) above(v, first int) int {
	d := m.doc
	switch {
	case first > 0 && m.finite(first):
		return -1
	case first > 1 && d.Tokens[first-1].Tag == "TO" && m.verb[first-2] != 0:
		return m.verbs[m.verb[first-2]-1].Main
	case first > 1 && m.in(first-1, ",") && d.Tokens[first].Tag == "VBG":
		for g := int(m.verb[first]) - 2; g >= 0 && d.SentenceOf(m.verbs[g].First) == d.SentenceOf(v); g-- {
			if m.finite(m.verbs[g].First) {
				return m.verbs[g].Main
			}
		}
	}
	if p := d.Tokens[v].Head; p >= 0 && d.IsVerb(p) {
		return p
	}
	return -1
}

// inserted returns the token before the insertion that ends with the comma at token k: "The plan, which failed, cost".
// It is k where the sentence has a verb before.
func (m *measured) inserted(k int) int {
	for j := k - 1; j > 0; j-- {
		if m.in(j, ",") && !m.verbBefore(j) {
			return j - 1
		}
	}
	return k
}

// outside returns the last token up to k outside of a bracket, and of the comma behind it.
func (m *measured) outside(k int) int {
	if m.in(k, ",") {
		k--
	}
	if !m.in(k, ")") {
		return k
	}
	for j := k - 1; j >= 0 && j > k-8; j-- {
		if m.in(j, "(") {
			return j - 1
		}
	}
	return k
}

// finite reports whether token j begins a verb group that has a subject of its own.
func (m *measured) finite(j int) bool {
	switch m.doc.Tokens[j].Tag {
	case "MD", "VBD", "VBZ", "VBP":
		return true
	}
	return m.verb[j] != 0 && m.doc.IsNoun(j)
}

func base(rel string) string {
	rel, _, _ = strings.Cut(rel, ":")
	return rel
}

// cased reports whether token c depends by one of the prepositions.
func (m *measured) cased(c int, preps ...string) bool {
	k := m.doc.Child(c, "case")
	return k >= 0 && m.in(k, preps...)
}

// pronoun adds what the pronoun at s stands for: the subject of the clause before, in the same sentence or the two
// before it, that agrees in number; for "that" and "this" what was measured last.
func (m *measured) pronoun(i, s int) {
	d := m.doc
	if d.Tokens[s].Tag == "DT" {
		m.figureBefore(i, s)
		return
	}
	if !m.in(s, "it", "they", "he", "she") {
		return
	}
	n, many := d.SentenceOf(s), m.in(s, "they")
	for g := len(m.verbs) - 1; g >= 0; g-- {
		vg := &m.verbs[g]
		if vg.First >= s || !m.finite(vg.First) {
			continue
		}
		if d.SentenceOf(vg.First) < n-2 {
			break
		}
		t, end := m.subjectOf(vg.Main)
		if t < 0 || t >= s || !m.noun(t) || d.Tokens[t].Tag != "NNPS" && many != (d.Tokens[t].Tag == "NNS") {
			continue
		}
		q, _ := m.at(t)
		m.add(m.left(q, end > 0), m.right(q, end))
		return
	}
	if n > 0 {
		m.opening(n-1, d.Sentences[n].First)
	}
}

// opening adds the noun phrase that opens sentence n, if it stands before token end.
func (m *measured) opening(n, end int) {
	for j := m.doc.Sentences[n].First; j < end; j++ {
		if p, _ := m.at(j); m.noun(j) && m.figure[p.Head] == 0 {
			m.add(p.First, m.right(p, 0))
			return
		}
	}
}

// pointing reports whether token j is a noun that points to a figure before it: "that number", "the total".
func (m *measured) pointing(j int) bool {
	return m.in(j-1, "the", "that", "this", "these", "those") &&
		m.in(j, "number", "figure", "amount", "total", "sum", "volume", "level", "rate", "share", "count", "numbers", "figures")
}

// figureBefore adds the concept of the last figure before token j that stands in its sentence or the two before.
func (m *measured) figureBefore(i, j int) bool {
	for k := i - 1; k >= 0; k-- {
		y := &m.figures[k]
		t := m.doc.TokenAt(y.Start)
		if y.Concept == "" || t >= j {
			continue
		}
		if m.doc.SentenceOf(t) < m.doc.SentenceOf(j)-2 {
			break
		}
		m.parts = append(m.parts, y.Concept)
		return true
	}
	return false
}
