package quote

import (
	"strings"
)

// spokes holds the words for those who speak for others.
var spokes = words("spokesman spokeswoman spokesperson spokespeople spokesmen representative")

// resolve returns the name of who is meant by tokens [first, last), the person who speaks for it if there is one, and
// its kind: person organisation outlet documents unnamed.
func (c *cast) resolve(first, last int) (name, via, kind string) {
	f := c.f
	if first >= last {
		return "", "", ""
	}
	written := f.d.SpanOf(first, last).Of(f.s)
	head := c.headOf(first, last)
	if last-first == 1 && (f.tag(first) == "PRP" || f.tag(first) == "WP" || f.tag(first) == "WDT" || f.word(first) == "who") {
		e := c.pronoun(first)
		if e == nil && (f.word(first) == "who" || f.word(first) == "which" || f.word(first) == "that") {
			return c.antecedent(first)
		}
		if e == nil {
			return written, "", "unnamed"
		}
		return e.name, "", e.kind
	}
	if f.word(head) == "paper" {
		if e := c.nominal(first, head); e != nil {
			return e.name, "", e.kind // a newspaper, if one was named
		}
	}
	if n := lex.nouns[f.word(head)]; n != nil && n.speaks && (!properNoun(f.tag(head)) || !c.startsName(first)) {
		for i := head + 1; i < last; i++ {
			if handed[f.word(i)] || f.word(i) == "by" || f.word(i) == "in" {
				return f.d.SpanOf(first, i).Of(f.s), "", "documents"
			}
		}
		return written, "", "documents"
	}
	if n := c.apposed(last); n != nil && !properNoun(f.tag(head)) {
		return n.ent.name, "", n.ent.kind
	}
	named := c.namedIn(first, last)
	if named != nil && c.several(first, last) {
		return written, "", named.kind
	}
	if spokes[f.word(head)] {
		if named != nil {
			return named.name, written, named.kind
		}
		if e := c.lastSpoken(first, f.word(head)); e != nil {
			return e.name, written, e.kind
		}
		if name, kind := c.owner(first, head, last); name != "" {
			return name, written, kind
		}
		return written, "", "unnamed"
	}
	if named != nil && (properNoun(f.tag(head)) || f.d.Tokens[head].Tag == "CD") {
		return named.name, "", named.kind
	}
	if named != nil && nominals[f.word(head)] == "organisation" && properNoun(f.tag(head-1)) {
		return named.name, "", "organisation" // "the Immigration and Customs Enforcement agency"
	}
	if e := c.nominal(first, head); e != nil {
		return e.name, "", e.kind
	}
	if named != nil && f.tag(last-1) == "POS" {
		return named.name, "", named.kind
	}
	if e := c.inHeadline(first, last); e != nil {
		return e.name, "", e.kind
	}
	return written, "", c.kindOf(first, last, head)
}

// several reports whether tokens [first, last) are names joined by "and": "Corvane Motors and Delmar Foods".
func (c *cast) several(first, last int) bool {
	at := first
	if c.f.tag(at) == "DT" {
		at++
	}
	for n := c.namingAt(at); n != nil && c.f.word(n.last) == "and"; n = c.namingAt(at) {
		at = n.last + 1
		if c.f.tag(at) == "DT" {
			at++
		}
		if m := c.namingAt(at); m != nil && m.last == last {
			return true
		}
	}
	return false
}

// startsName reports whether a name of several words begins at token i, or behind "the" there: "the Tidewater Post".
func (c *cast) startsName(i int) bool {
	if c.f.word(i) == "the" {
		i++
	}
	n := c.namingAt(i)
	return n != nil && n.last > i+1
}

// antecedent returns the noun phrase that the relative pronoun at token i goes back to, as resolve does.
func (c *cast) antecedent(i int) (name, via, kind string) {
	f := c.f
	last := i
	for last > 0 && f.word(last-1) == "," {
		last--
	}
	first := last
	for first > 0 && f.sameLine(first-1, first) && f.region(first-1) == f.region(i) && (f.noun(first-1) || f.joins(first-1, first)) {
		first--
	}
	if first == last {
		return f.form(i), "", "unnamed"
	}
	return c.resolve(first, last)
}

// apposed returns the name that is set off by commas behind token last-1: "the governor, Maria Lund, said".
func (c *cast) apposed(last int) *naming {
	f := c.f
	if f.word(last) != "," {
		return nil
	}
	if n := c.namingAt(last + 1); n != nil && n.ent.kind == "person" && (f.word(n.last) == "," || f.word(n.last) == ".") {
		return n
	}
	return nil
}

// headOf returns the head word of a noun phrase: the last noun before "of", "for" or another preposition.
func (c *cast) headOf(first, last int) int {
	head := first
	for i := first; i < last; i++ {
		if c.f.noun(i) {
			head = i
		} else if (c.f.tag(i) == "IN" || c.f.word(i) == "(") && i > first {
			break
		}
	}
	return head
}

// namedIn returns the last entity named in tokens [first, last) before a preposition, else the first behind it.
func (c *cast) namedIn(first, last int) *entity {
	var out *entity
	prep := last
	for i := first + 1; i < last; i++ {
		if c.f.word(i) == "(" || c.f.tag(i) == "IN" && !nameWords["org"][c.f.word(i-1)] {
			prep = i
			break
		}
	}
	for _, n := range c.namings {
		if n.first >= first && n.last <= last && n.first < last {
			if n.first < prep || out == nil {
				out = n.ent
			}
		}
	}
	return out
}

// owner returns for whom somebody speaks who is no name's: what stands behind "for" in "a spokesman for the company", or before the
// noun in "a police spokesman", and its kind.
func (c *cast) owner(first, head, last int) (name, kind string) {
	f := c.f
	for i := head + 1; i < last; i++ {
		if f.word(i) == "for" || f.word(i) == "of" {
			p, ok := f.baseNP(i+1, last)
			if !ok {
				return "", ""
			}
			if e := c.nominal(p.First, p.Head); e != nil {
				return e.name, e.kind
			}
			if kind := c.kindOf(p.First, p.Last, p.Head); kind == "organisation" {
				return f.cue(p.First, p.Last), kind
			}
		}
	}
	if k := head - 1; k > first && (bodies[f.word(k)] || nominals[f.word(k)] == "organisation") {
		return f.form(k), "organisation"
	}
	return "", ""
}

// lastSpoken returns the entity that a definite "the spokesperson" goes back to: the owner of the last one.
func (c *cast) lastSpoken(first int, word string) *entity {
	var out *entity
	for _, n := range c.namings {
		if n.first >= first {
			break
		}
		for k := n.last; k < min(n.last+2, len(c.f.low)); k++ {
			if spokes[c.f.word(k)] {
				out = n.ent
			}
		}
		if k := n.first - 2; k >= 0 && spokes[c.f.word(k)] || n.first >= 3 && spokes[c.f.word(n.first-3)] {
			out = n.ent
		}
		if n.ent.roles[word] {
			out = n.ent
		}
	}
	return out
}

// pronoun returns the entity that the pronoun at token i stands for, or nil.
func (c *cast) pronoun(i int) *entity {
	f := c.f
	s := f.d.SentenceOf(i)
	var gender byte
	person := true
	switch f.word(i) {
	case "he", "him", "his":
		gender = 'm'
	case "she", "her":
		gender = 'f'
	case "who", "which", "that":
		return c.nearest(i)
	case "it", "its":
		person = false
	case "they", "their":
		person = false
	default:
		return nil
	}
	var best *entity
	score := 0
	for k := len(c.namings) - 1; k >= 0; k-- {
		n := c.namings[k]
		if n.first >= i {
			continue
		}
		d := s - f.d.SentenceOf(n.first)
		if d > 12 {
			break
		}
		if person && n.ent.kind != "person" || !person && n.ent.kind == "person" && (n.ent.sure || n.ent.gender != 0) || gender != 0 && n.ent.gender != 0 && n.ent.gender != gender || f.region(n.first) >= 0 && f.region(i) < 0 {
			continue
		}
		v := 100 - 12*d
		if n.subject {
			v += 15
		}
		if d == 0 && !n.subject {
			v -= 10
		}
		if !person && c.owned(n.first) {
			v -= 50
		}
		if gender != 0 && n.ent.gender == gender {
			v += 6
		}
		if n.ent == c.spoke && s-c.spokeIn <= 2 {
			v += 20
		}
		if v > score {
			best, score = n.ent, v
		}
	}
	return best
}

// owned reports whether the name at token i is of a thing that somebody has, "its Azure cloud", and so of nobody who speaks.
func (c *cast) owned(i int) bool { return i > 0 && (c.f.tag(i-1) == "PRP$" || c.f.tag(i-1) == "POS") }

// nearest returns the entity named right before token i.
func (c *cast) nearest(i int) *entity {
	for k := len(c.namings) - 1; k >= 0; k-- {
		if n := c.namings[k]; n.last <= i && i-n.last <= 2 {
			return n.ent
		} else if n.last < i-12 {
			break
		}
	}
	return nil
}

// nominals says which kind of entity a definite noun means.
var nominals = map[string]string{
	"company": "organisation", "firm": "organisation", "giant": "organisation", "maker": "organisation", "corporation": "organisation",
	"agency": "organisation", "department": "organisation", "ministry": "organisation", "bank": "organisation", "group": "organisation",
	"university": "organisation", "organization": "organisation", "organisation": "organisation", "campaign": "organisation",
	"committee": "organisation", "commission": "organisation", "court": "organisation", "council": "organisation", "party": "organisation",
	"union": "organisation", "carrier": "organisation", "retailer": "organisation", "airline": "organisation", "vendor": "organisation",
	"paper": "outlet", "newspaper": "outlet", "outlet": "outlet", "magazine": "outlet", "broadcaster": "outlet", "site": "outlet", "network": "outlet",
	"president": "person", "mayor": "person", "senator": "person", "minister": "person", "governor": "person", "candidate": "person",
	"nominee": "person", "director": "person", "chairman": "person", "secretary": "person", "ceo": "person", "executive": "person",
	"lawyer": "person", "attorney": "person", "professor": "person", "analyst": "person", "judge": "person", "author": "person",
	"researcher": "person", "official": "person", "billionaire": "person", "businessman": "person", "lawmaker": "person", "congressman": "person",
	"ambassador": "person", "general": "person",
	"carmaker": "organisation", "automaker": "organisation", "chipmaker": "organisation", "drugmaker": "organisation",
	"planemaker": "organisation", "manufacturer": "organisation", "insurer": "organisation", "lender": "organisation",
	"brewer": "organisation", "startup": "organisation", "conglomerate": "organisation", "operator": "organisation",
	"bureau": "organisation", "board": "organisation", "authority": "organisation", "regulator": "organisation", "watchdog": "organisation", "founder": "person", "economist": "person", "scientist": "person", "officer": "person", "chief": "person",
}

// nominal returns the entity that a definite noun phrase means ("the company"): one that the article called so before,
// else the last of its kind that was named.
func (c *cast) nominal(first, head int) *entity {
	f := c.f
	if w := f.word(first); w != "the" && w != "this" && w != "that" {
		return nil
	}
	word := f.word(head)
	kind := nominals[word]
	if kind == "" && bodies[word] {
		kind = "body" // only what has the word in its name
	}
	if kind == "" || head+1-first > 4 {
		return nil
	}
	s := f.d.SentenceOf(first)
	var best *entity
	score := 0
	for k := len(c.namings) - 1; k >= 0; k-- {
		n := c.namings[k]
		if n.first >= first {
			continue
		}
		d := s - f.d.SentenceOf(n.first)
		v := 60 - 6*min(d, 8)
		if n.ent.roles[word] || n.ent.hasWord(word) {
			v += 100
		} else if kind == "person" || kind == "body" || n.ent.kind != kind && (n.ent.sure || kind == "outlet") || d > 12 {
			continue
		}
		if n.subject {
			v += 12
		}
		if c.owned(n.first) {
			v -= 50
		}
		if word == "company" || word == "firm" || word == "giant" || word == "maker" || word == "vendor" {
			if len(n.ent.words[0]) <= 4 && n.ent.aliases[n.ent.words[0]] && strings.ToUpper(n.ent.name) == n.ent.name || n.ent.public() {
				v -= 50 // an abbreviation is more often an agency than a company
			}
		}
		if word == "agency" || word == "department" || word == "ministry" {
			if !n.ent.public() && strings.ToUpper(n.ent.name) != n.ent.name {
				v -= 50
			}
		}
		if v > score {
			best, score = n.ent, v
		}
	}
	return best
}
