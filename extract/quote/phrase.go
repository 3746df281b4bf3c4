package quote

import (
	"hearsay/extract/syntax"
)

// nounPhrase reads the noun phrase at token i: determiner to head noun, then "of" phrases, and names joined by "and".
func (f *finder) nounPhrase(i, end int) (syntax.Phrase, bool) {
	p, ok := f.baseNP(i, end)
	if !ok {
		return p, false
	}
	for k := p.Last; k < end; {
		switch {
		case f.word(k) == "of" || f.word(k) == "for" && k+1 < end && (f.tag(k+1) == "DT" || f.tag(k+1) == "NNP" || f.tag(k+1) == "PRP$"):
			q, ok := f.baseNP(k+1, end)
			if !ok {
				return p, true
			}
			p.Last, k = q.Last, q.Last
		case f.word(k) == "and" && k+1 < end:
			q, ok := f.baseNP(k+1, end)
			if !ok || f.tag(q.Head) == "PRP" {
				return p, true
			}
			p.Last, k = q.Last, q.Last
		case f.word(k) == "(":
			j := k + 1
			for j < end && f.word(j) != ")" && j < k+8 {
				j++
			}
			if j >= end || f.word(j) != ")" {
				return p, true
			}
			p.Last, k = j+1, j+1
		default:
			return p, true
		}
	}
	return p, true
}

// baseNP reads a noun phrase up to its head noun.
func (f *finder) baseNP(i, end int) (syntax.Phrase, bool) {
	p := syntax.Phrase{First: i, Head: -1}
	if i >= end {
		return p, false
	}
	switch f.tag(i) {
	case "PRP", "EX", "WP":
		return syntax.Phrase{First: i, Last: i + 1, Head: i}, true
	}
	j := i
	for ; j < end; j++ {
		t := f.tag(j)
		w := f.word(j)
		switch {
		case f.noun(j):
			p.Head, p.Last = j, j+1
			continue
		case (t == "POS" || t == "PRP$" && (w == "'s" || w == "’s")) && p.Head >= 0:
			p.Head = -1
			continue
		case t == "CD":
			p.Head, p.Last = j, j+1
			continue
		case (t == "DT" || t == "PDT" || t == "PRP$" || t == "WP$") && (p.Head < 0):
			if t == "DT" && pronominal[w] && j == i {
				p.Head, p.Last = j, j+1
			}
			continue
		case (t == "JJ" || t == "JJR" || t == "JJS" || t == "$" || t == "VBN" || t == "VBG") && (p.Head < 0 || pronominal[f.word(p.Head)]):
			if (t == "VBG" || t == "VBN") && j == i && !(j+1 < end && f.noun(j+1)) {
				return p, false
			}
			continue
		case (t == "RB" || t == "RBS" || t == "RBR") && p.Head < 0 && j > i && j+1 < end && (f.tag(j+1) == "JJ" || f.tag(j+1) == "VBN"):
			continue
		case w == "-" && j > i && j+1 < end && f.d.Tokens[j].Start == f.d.Tokens[j-1].End && f.d.Tokens[j+1].Start == f.d.Tokens[j].End:
			if p.Head >= 0 {
				p.Last = j + 2
				p.Head = j + 1
				j++
			}
			continue
		case w == "&" && p.Head >= 0:
			continue
		case quoteMark(w) && j+1 < end && (j > i || f.region(j) < 0 || !f.speech(f.region(j))) && f.tag(j+1) != "," && f.d.Tokens[j+1].Tag != ".":
			if p.Head >= 0 && f.region(j-1) >= 0 && f.region(j+1) != f.region(j) {
				p.Last = j + 1
			}
			continue
		case w == "." && p.Head >= 0 && j+1 < end && f.noun(j+1) && f.d.Tokens[j].Start == f.d.Tokens[j-1].End:
			continue
		}
		break
	}
	if p.Head < 0 && f.word(i) == "her" {
		return syntax.Phrase{First: i, Last: i + 1, Head: i}, true // the tagger takes it for "her idea"
	}
	return p, p.Head >= 0
}

func quoteMark(w string) bool {
	switch w {
	case "\"", "“", "”", "''", "``", "‘", "’", "'":
		return true
	}
	return false
}

var pronominal = words("some many all both each others several most few another those these this that one any neither either none")

// joins reports whether token i belongs to the noun phrase that goes on with token j = i+1, whatever the parser says:
// "chief economist" before "Maria Berg".
func (f *finder) joins(i, j int) bool {
	switch t := f.tag(i); {
	case !wordy(f.word(i)):
		return false
	case f.noun(i):
		return f.noun(j) || f.tag(j) == "POS" || f.word(j) == "'s" || f.word(j) == "’s" || f.word(j) == "ii" || f.word(j) == "iii" || f.word(j) == "jr"
	case t == "POS" || (f.word(i) == "'s" || f.word(i) == "’s") && i > 0 && f.noun(i-1) && f.d.Tokens[i].Start == f.d.Tokens[i-1].End:
		return true
	case t == "JJ" || t == "DT" || t == "PRP$" || t == "CD":
		return f.noun(j) || f.tag(j) == "JJ" || f.tag(j) == "CD" && t != "CD" || f.tag(j) == "VBN"
	}
	return false
}

// widened returns where the noun phrase begins whose last part begins at token first: "attorneys for the family", when
// a clause begins there.
func (f *finder) widened(first int, s syntax.Sentence) int {
	k := first
	for steps := 0; steps < 3 && k-2 >= s.First && nounPreps[f.word(k-1)] && f.noun(k-2) && f.region(k-2) == f.region(first); steps++ {
		k -= 2
		for k > s.First && f.region(k-1) == f.region(first) && f.joins(k-1, k) {
			k--
		}
		if k == s.First || f.closesClause(k-1) || f.word(k-1) == "that" || f.word(k-1) == "and" || f.word(k-1) == "but" {
			return k
		}
	}
	return first
}

var nounPreps = words("of for at in from to with on")

// phraseOf returns the tokens of the noun phrase whose head is h, before the cue at v: without appositions and relative
// clauses behind it.
func (f *finder) phraseOf(h, v int, s syntax.Sentence) (first, last int) {
	for !wordy(f.word(h)) && h+1 < v {
		h++ // a bullet
	}
	first, last = f.d.Subtree(h)
	first, last = max(first, s.First), min(last, s.Last)
	if h < v {
		last = min(last, v)
	}
	r := f.region(h)
	for k := h; k > first; k-- {
		if w := f.word(k - 1); w == "," || w == "that" || w == ";" || w == ":" || f.region(k-1) != r || f.word(k-1) == "and" && !f.noun(k-2) || k-1 < h && f.finite(k-1) {
			first = k
			break
		}
	}
	for last < s.Last && last < v && f.region(last) == r && f.noun(last-1) && f.noun(last) {
		last++ // "Harbour Freight President" + "Anna Berg"
	}
	if last == v-1 && f.finite(v) && (f.tag(last) == "VBZ" || f.tag(last) == "VBP") && !auxiliaries[f.word(last)] && f.region(last) == r {
		last++ // of two verbs with tense side by side the first is a noun: "Union leaders said"
	}
	for first > s.First && f.region(first-1) == r && f.joins(first-1, first) {
		first--
	}
	for first < h && (!wordy(f.word(first)) || f.tag(first) == "IN" || f.tag(first) == "CC" || f.tag(first) == "RB" || f.opening(first)) {
		first++
	}
	first = f.widened(first, s)
	for k := h + 1; k < last; k++ {
		w := f.word(k)
		if w == "as" && k+1 == v {
			last = k // "quoted a source as saying"
			break
		}
		if w == "," || w == "who" || w == "which" || w == "that" || w == "—" || w == "–" || f.region(k) != r || f.finite(k) || handed[w] && f.tag(k) == "VBN" {
			last = k
			break
		}
	}
	return first, last
}

// opening reports whether token i is a day or a month before the article of another noun phrase: "On Monday the board".
func (f *finder) opening(i int) bool {
	return (days[f.word(i)] || periods[f.word(i)]) && (f.tag(i+1) == "DT" || f.tag(i+1) == "PRP$")
}
