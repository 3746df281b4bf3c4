package syntax

import "hearsay/corpus"

// edges works out the first and last token of each subtree. Trees of one sentence are projective, so a subtree is all
// the tokens between its edges.
func (d *Doc) edges() {
	d.left, d.right = make([]int32, len(d.Tokens)), make([]int32, len(d.Tokens))
	for i := range d.Tokens {
		d.left[i], d.right[i] = int32(i), int32(i)
	}
	for i := range d.Tokens {
		for j, h := i, d.Tokens[i].Head; h >= 0; j, h = h, d.Tokens[h].Head {
			if d.left[h] <= d.left[j] && d.right[h] >= d.right[j] {
				break
			}
			d.left[h], d.right[h] = min(d.left[h], d.left[j]), max(d.right[h], d.right[j])
		}
	}
}

// Subtree returns the tokens that depend on token i, itself included: Tokens[first:last].
func (d *Doc) Subtree(i int) (first, last int) { return int(d.left[i]), int(d.right[i]) + 1 }

// SpanOf returns the bytes of Tokens[first:last], which must not be empty.
func (d *Doc) SpanOf(first, last int) corpus.Span {
	return corpus.Span{Start: d.Tokens[first].Start, End: d.Tokens[last-1].End}
}

// SentenceOf returns the index of the sentence that holds token i.
func (d *Doc) SentenceOf(i int) int {
	lo, hi := 0, len(d.Sentences)
	for lo < hi {
		m := (lo + hi) / 2
		if d.Sentences[m].Last <= i {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// TokenAt returns the index of the first token that ends after byte pos; len(Tokens) if there is none.
func (d *Doc) TokenAt(pos int) int {
	lo, hi := 0, len(d.Tokens)
	for lo < hi {
		m := (lo + hi) / 2
		if d.Tokens[m].End <= pos {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// Child returns the first child of token i with one of the relations, or -1.
func (d *Doc) Child(i int, rels ...string) int {
	first, last := d.Subtree(i)
	for j := first; j < last; j++ {
		if d.Tokens[j].Head == i && has(rels, d.Tokens[j].Rel) {
			return j
		}
	}
	return -1
}

// Children returns the children of token i in order.
func (d *Doc) Children(i int) []int {
	var out []int
	first, last := d.Subtree(i)
	for j := first; j < last; j++ {
		if d.Tokens[j].Head == i {
			out = append(out, j)
		}
	}
	return out
}

// Subject returns the subject of the verb or predicate at i, or -1. A verb that is coordinated with another, or an open
// complement, borrows the other's subject.
func (d *Doc) Subject(i int) int {
	for range 4 {
		if s := d.subjectOf(i); s >= 0 {
			return s
		}
		if r := d.Tokens[i].Rel; (r != "conj" && r != "xcomp") || d.Tokens[i].Head < 0 {
			return -1
		}
		i = d.Tokens[i].Head
	}
	return -1
}

// subjectOf returns the child of i that is its subject: of several, which the parser gives by mistake, the last before i.
func (d *Doc) subjectOf(i int) int {
	out := -1
	first, last := d.Subtree(i)
	for j := first; j < last; j++ {
		if d.Tokens[j].Head == i && has([]string{"nsubj", "nsubj:pass", "csubj"}, d.Tokens[j].Rel) && (out < 0 || j < i) {
			out = j
		}
	}
	return out
}

func has(rels []string, r string) bool {
	for _, x := range rels {
		if x == r {
			return true
		}
	}
	return false
}

// A Phrase is Tokens[First:Last] with its head word.
type Phrase struct {
	First, Last int
	Head        int
}

// NPs returns the noun phrases of the document in order: from determiner to head noun, without what follows the head
// ("the company’s largest data center", not "… in Ohio"), pronouns included. They do not overlap. It needs tags only.
func (d *Doc) NPs() []Phrase {
	var out []Phrase
	for _, s := range d.Sentences {
		for i := s.First; i < s.Last; {
			p, ok := d.np(i, s.Last)
			if !ok {
				i++
				continue
			}
			out = append(out, p)
			i = p.Last
		}
	}
	return out
}

// np reads a noun phrase that begins at token i.
func (d *Doc) np(i, end int) (Phrase, bool) {
	p := Phrase{First: i, Head: -1}
	switch d.Tokens[i].Tag {
	case "PRP", "EX":
		return Phrase{i, i + 1, i}, true
	}
	for ; i < end; i++ {
		t := d.Tokens[i].Tag
		switch {
		case nounTag(t):
			p.Head, p.Last = i, i+1
			continue
		case t == "POS" && p.Head >= 0:
			p.Head = -1
			p.Last = i + 1
			continue
		case t == "PRP$" || t == "DT" || t == "PDT" || t == "WP$":
			if p.Head >= 0 || i > p.First && d.Tokens[i-1].Tag != "PDT" && t != "PRP$" {
				return p, p.Head >= 0
			}
			continue
		case t == "JJ" || t == "JJR" || t == "JJS" || t == "CD" || t == "$":
			if p.Head >= 0 && t != "CD" {
				return p, true
			}
			if p.Head < 0 || t == "CD" {
				continue
			}
		case t == "VBG" && p.Head < 0 && i > p.First && owner(d.Tokens[i-1].Tag) && (i+1 == end || gerundEnds(d.Tokens[i+1].Tag)):
			p.Head, p.Last = i, i+1 // the council's spending on roads
			return p, true
		case (t == "VBN" || t == "VBG") && p.Head < 0 && (i > p.First || i+1 < end && nounTag(d.Tokens[i+1].Tag) && t == "VBN"):
			continue
		case (t == "RB" || t == "RBR" || t == "RBS") && p.Head < 0 && i > p.First && i+1 < end && d.Tokens[i+1].Tag[0] == 'J':
			continue
		case t == "HYPH" && i > p.First && i+1 < end && d.Tokens[i].Start == d.Tokens[i-1].End:
			continue
		case (t == "CC" || t == "SYM") && p.Head >= 0 && d.Word(i) == "&":
			continue
		}
		break
	}
	return p, p.Head >= 0
}

func owner(tag string) bool { return tag == "POS" || tag == "PRP$" }

// gerundEnds reports whether a gerund that somebody has is a noun before a word with the tag.
func gerundEnds(tag string) bool {
	return tag == "IN" || tag == "TO" || tag == "MD" || tag == "." || tag == "," || tag[0] == 'V'
}

func nounTag(t string) bool { return len(t) >= 2 && t[0] == 'N' && t[1] == 'N' }

// IsNoun reports whether token i is a noun or a name.
func (d *Doc) IsNoun(i int) bool { return nounTag(d.Tokens[i].Tag) }

// IsVerb reports whether token i is a verb (not a modal).
func (d *Doc) IsVerb(i int) bool {
	t := d.Tokens[i].Tag
	return len(t) >= 2 && t[0] == 'V' && t[1] == 'B'
}

// A VerbGroup is a verb with its auxiliaries: Tokens[First:Last]; Main is the verb that means something.
type VerbGroup struct {
	First, Last int
	Main        int
	Negated     bool
	Passive     bool
	Modal       int // the token that is its modal ("may", "will"), or -1
}

// Verbs returns the verb groups of the document in order. Adverbs between auxiliary and verb belong to the group, "to"
// begins a new one. It needs tags only.
func (d *Doc) Verbs() []VerbGroup {
	var out []VerbGroup
	for _, s := range d.Sentences {
		for i := s.First; i < s.Last; {
			g, ok := d.verbs(i, s.Last)
			if !ok {
				i++
				continue
			}
			out = append(out, g)
			i = g.Last
		}
	}
	return out
}

func (d *Doc) verbs(i, end int) (VerbGroup, bool) {
	g := VerbGroup{First: i, Main: -1, Modal: -1}
	if t := d.Tokens[i].Tag; t != "MD" && !d.IsVerb(i) {
		return g, false
	}
	aux := ""
	for ; i < end; i++ {
		t := d.Tokens[i].Tag
		switch {
		case t == "MD":
			if g.Main >= 0 {
				return g, true
			}
			g.Modal, g.Last = i, i+1
			aux = "modal"
		case d.IsVerb(i):
			if g.Main >= 0 && auxiliary(lower(d.Word(g.Main))) == "" || g.Main >= 0 && (t == "VBD" || t == "VBZ" || t == "VBP") {
				return g, true
			}
			if aux == "be" && t == "VBN" {
				g.Passive = true
			}
			g.Main, g.Last = i, i+1
			aux = auxiliary(lower(d.Word(i)))
			if aux == "" {
				return g, true
			}
		case t == "RB":
			switch lower(d.Word(i)) {
			case "n't", "n’t", "not", "never":
				g.Negated = true
				g.Last = i + 1
			}
			if aux == "" {
				return g, g.Main >= 0
			}
		default:
			return g, g.Main >= 0
		}
	}
	return g, g.Main >= 0
}

// auxiliary returns the lemma of the auxiliary w, or "".
func auxiliary(w string) string {
	switch w {
	case "be", "am", "is", "are", "was", "were", "been", "being", "'s", "’s", "'re", "’re", "'m", "’m":
		return "be"
	case "have", "has", "had", "having", "'ve", "’ve", "'d", "’d":
		return "have"
	case "do", "does", "did":
		return "do"
	}
	return ""
}
