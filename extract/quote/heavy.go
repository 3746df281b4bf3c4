package quote

import (
	"slices"

	"hearsay/extract/syntax"
)

// heavy reads what stands before the cue at v, from where a clause can begin, as a noun phrase with participles, adjectives
// or phrases in commas behind it: "Documents provided to the Echo by a former engineer" show, "A person briefed on the
// plan" said. A parser takes the nearest noun or the participle's verb instead. It returns the tokens of the source:
// people with what says who they are, papers without what says whose hands they went through. It is not ok when the words
// are no such phrase.
func (f *finder) heavy(v int, s syntax.Sentence) (first, last int, ok bool) {
	end := v
	for end > s.First && (f.tag(end-1) == "RB" || f.tag(end-1) == "MD" || auxiliaries[f.word(end-1)] && f.isVerb(end-1) || f.word(end-1) == "n’t") {
		end--
	}
	if end-s.First > 60 || f.tag(v) == "VBG" {
		return 0, 0, false
	}
	for c := s.First; c < end; c++ {
		if c > s.First && !f.beginsClause(c-1) || f.region(c) >= 0 {
			continue
		}
		p, ok := f.nounPhrase(c, end)
		if t := f.tag(c); !ok && c == s.First && (t == "RBR" || t == "VB" || t == "VBP" || t == "UH") && f.noun(c+1) {
			p, ok = f.nounPhrase(c+1, end) // a word that the tagger does not know
			p.First = c
		}
		if !ok || f.tag(p.Head) == "PRP" || f.tag(p.Head) == "CD" && p.Head == c {
			continue
		}
		if cut, ok := f.behind(p.Last, end); ok {
			if n := lex.nouns[f.word(p.Head)]; n != nil && n.speaks {
				cut = p.Last
			}
			return p.First, cut, true
		}
	}
	return 0, 0, false
}

// beginsClause reports whether a clause can begin behind token i.
func (f *finder) beginsClause(i int) bool {
	switch f.word(i) {
	case ",", ";", ":", "—", "–", "that", "but", "while", "as", "because", "-", "•", "*":
		return true
	}
	return !wordy(f.word(i)) && f.region(i) < 0
}

// behind reads the tokens [k, end) as what stands behind a noun, with a participle, an adjective or a phrase in commas
// among it. It returns the token where the words that say who somebody is end.
func (f *finder) behind(k, end int) (cut int, ok bool) {
	cut = end
	for k < end {
		w := f.word(k)
		next := f.word(k + 1)
		switch t := f.when(k, end); {
		case f.region(k) >= 0:
			return 0, false
		case t > k:
			k = t
		case w == "," && f.tag(k+1) == "CD" && f.tag(k-1) == "CD":
			k += 2 // a year
			if f.word(k) == "," {
				k++
			}
		case w == ",":
			close, good := f.setOff(k+1, end)
			if !good {
				return 0, false
			}
			cut, ok, k = min(cut, k), true, close
		case (w == "who" || w == "that") && k+1 < end && f.finite(k+1):
			if f.hasFinite(k+2, end) || f.hasComma(k, end) {
				return 0, false
			}
			return end, true // "A diver who found the wreck"
		case f.tag(k) == "RB" && (handed[next] || f.tag(k+1) == "VBN"):
			k++
		case (handed[w] || f.tag(k) == "VBN" || f.tag(k) == "VBD" && next == "by") && (afterParticiple[next] || f.when(k+1, end) > k+1):
			if handed[w] {
				cut = min(cut, k)
				if f.tag(k-1) == "RB" || f.word(k-1) == "first" {
					cut = min(cut, k-1)
				}
			}
			k++
			ok = true
		case (f.tag(k) == "JJ" || w == "close") && (next == "with" || next == "to" || next == "of" || next == "about"):
			k++
			ok = true
		case afterParticiple[w]:
			p, good := f.nounPhrase(k+1, end)
			if !good {
				return 0, false
			}
			ok = ok || w == "with" || w == "close"
			k = p.Last
		default:
			return 0, false
		}
	}
	return cut, ok && k == end
}

// hasComma reports whether a comma stands in the tokens [i, end).
func (f *finder) hasComma(i, end int) bool { return slices.Contains(f.low[i:end], ",") }

// afterParticiple holds prepositions that go on with what a participle or an adjective behind a noun says.
var afterParticiple = words("by to with in on at from under through for of about during between as into after before near against via following")

// setOff returns the token after the comma that closes a phrase with a participle at token k: ", first reported by the
// Echo, ", ", speaking on condition of anonymity,". It is not ok when no such phrase stands there.
func (f *finder) setOff(k, end int) (int, bool) {
	if w := f.word(k); (w == "who" || w == "which" || w == "whose") && f.word(end-1) == "," {
		return end, true
	}
	for f.tag(k) == "RB" || f.word(k) == "first" {
		k++
	}
	if !handed[f.word(k)] && f.tag(k) != "VBN" && f.word(k) != "speaking" && f.word(k) != "on" {
		return 0, false
	}
	for i := k + 1; i < end && f.region(i) < 0; i++ {
		switch {
		case f.word(i) == "," && i+1 == end:
			return i + 1, true
		case f.finite(i) && !handed[f.word(i)]:
			return 0, false
		}
	}
	return 0, false
}
