package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/extract/syntax"
)

// closesClause reports whether token i is a comma, a dash, or the end of a quotation.
func (f *finder) closesClause(i int) bool {
	if i < 0 {
		return false
	}
	if r := f.region(i); r >= 0 {
		return f.d.Tokens[i].End >= f.regs[r].End
	}
	switch f.word(i) {
	case ",", "—", "–", "--":
		return true
	}
	return false
}

// finiteFollows reports whether a verb with tense stands in the tokens [i, end) before any mark.
func (f *finder) finiteFollows(i, end int) bool {
	for ; i < end && !f.closesClause(i) && f.region(i) < 0; i++ {
		if f.finite(i) {
			return true
		}
		switch f.word(i) {
		case "who", "which", "that", "after", "as", "when", "while", "before", "because":
			return false
		}
	}
	return false
}

// atEnd reports whether the sentence ends at token i.
func (f *finder) atEnd(i int, s syntax.Sentence) bool {
	return i >= s.Last || i == s.Last-1 && (f.word(i) == "." || f.word(i) == "!" || f.word(i) == "?")
}

func (f *finder) hasVerb(a, b int) bool {
	for i := a; i < b; i++ {
		if f.isVerb(i) {
			return b-a > 3
		}
	}
	return false
}

// finiteClause reports whether the tokens [i, end) go on with a main clause.
func (f *finder) finiteClause(i, end int) bool {
	switch t := f.tag(i); {
	case t == "VBG" || t == "WP" || t == "WDT" || t == "WRB":
		return false
	}
	return i < end && (f.hasFinite(i, end) || f.tag(i) == "VBN")
}

func (f *finder) hasFinite(a, b int) bool {
	for i := a; i < b; i++ {
		if f.finite(i) {
			return true
		}
	}
	return false
}

// sameLine reports whether no line break stands between tokens i and j.
func (f *finder) sameLine(i, j int) bool {
	return strings.IndexByte(f.s[f.d.Tokens[i].End:f.d.Tokens[j].Start], '\n') < 0
}

// skipTail returns the token after what may follow a cue or its subject before the sentence goes on: adverbs, days,
// addressees, places, appositions.
func (f *finder) skipTail(i int, s syntax.Sentence) int {
	for i < s.Last && f.region(i) < 0 {
		switch f.word(i) {
		case ",", ".", ":", ";", "—", "–", "--", "?", "!":
			return i
		}
		i++
	}
	return i
}

// sFirst returns the first token of the sentence of token i.
func (f *finder) sFirst(i int) int { return f.d.Sentences[f.d.SentenceOf(i)].First }

// mainFollows reports whether a noun phrase with its verb begins at token i: the main clause, behind one that opened the
// sentence.
func (f *finder) mainFollows(i, end int) bool {
	p, ok := f.nounPhrase(i, end)
	return ok && f.finiteSoon(p.Last, end)
}

// finiteSoon reports whether a verb with tense stands at token i or behind adverbs.
func (f *finder) finiteSoon(i, end int) bool {
	for i < end && f.tag(i) == "RB" {
		i++
	}
	return i < end && f.finite(i)
}

func firstRune(s string) (rune, int) { return utf8.DecodeRuneInString(s) }

func isUpper(r rune) bool { return unicode.IsUpper(r) }

func isUpperAt(w string) bool {
	r, _ := firstRune(w)
	return isUpper(r)
}

func (f *finder) atLineStart(i int) bool { return i == 0 || !f.sameLine(i-1, i) }

func (f *finder) atLineEnd(i int) bool { return i+1 >= len(f.low) || !f.sameLine(i, i+1) }

func contains(l []string, w string) bool {
	for _, x := range l {
		if x == w {
			return true
		}
	}
	return false
}

var auxiliaries = words("has have had is was are were did does do also will would")

// wordy reports whether w holds a letter or digit: bullets and dashes do not.
func wordy(w string) bool {
	r, _ := firstRune(w)
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '+' || r == '@' || r == '\'' || r == '’' || r == '“' || r == '"' || r == '$'
}

// clauseAt reports whether a clause begins at token j: a noun phrase, and then a verb with tense that is not one of a
// relative clause.
func (f *finder) clauseAt(j, end int) bool {
	if f.tag(j) == "EX" {
		return true
	}
	relative := false
	commas := 0
	for k := j; k < end; k++ {
		switch w, t := f.word(k), f.tag(k); {
		case f.finite(k):
			if !relative {
				return k > j && !f.joinedTo(k)
			}
			relative = false
		case k > j && (t == "WP" || t == "WDT" || w == "who" || w == "which" || w == "that" && f.tag(k-1) != "IN"):
			relative = true
		case w == ",":
			if commas++; commas > 2 {
				return false
			}
		case w == ";" || w == ":" || w == "." || w == "—":
			return false
		case w == "," || k > j && (t == "VBG" && f.word(k-1) == ","):
			return false
		case (w == "as" || w == "when" || w == "after" || w == "because" || w == "while" || w == "if" || w == "although" || w == "though") && t == "IN" && k > j:
			return false
		}
	}
	return false
}

// joinedTo reports whether "and" or "but" stands before the verb at k: it has no subject of its own.
func (f *finder) joinedTo(k int) bool {
	for k--; k > 0 && f.tag(k) == "RB"; k-- {
	}
	return f.tag(k) == "CC" && f.word(k) != "either" && f.word(k) != "neither" && f.word(k) != "both"
}

// when returns the token after an expression of time at j ("Monday", "last week", "this month"), or j.
func (f *finder) when(j, end int) int {
	w := f.word(j)
	switch {
	case days[w]:
		j++
		for j < end && dayParts[f.word(j)] {
			j++
		}
		return j
	case (w == "last" || w == "this" || w == "next" || w == "earlier" || w == "late" || w == "early" || w == "later") && j+1 < end && (periods[f.word(j+1)] || days[f.word(j+1)]):
		return f.when(j+1, end)
	case periods[w] && j > 0 && (f.word(j-1) == "last" || f.word(j-1) == "this" || f.word(j-1) == "next" || f.word(j-1) == "earlier"):
		return j + 1
	case w == "earlier" || w == "later" || w == "recently" || w == "today" || w == "yesterday" || w == "afterward" || w == "afterwards":
		return j + 1
	}
	return j
}

var (
	days     = words("monday tuesday wednesday thursday friday saturday sunday today yesterday tonight tomorrow")
	dayParts = words("morning afternoon evening night")
	periods  = words("week month year summer winter spring fall autumn morning afternoon evening night weekend january february march april may june july august september october november december")
)

// passive reports whether the verb at v is passive.
func (f *finder) passive(v int) bool {
	if f.tag(v) != "VBN" && f.tag(v) != "VBD" {
		return false
	}
	for k := v - 1; k >= 0 && k > v-4; k-- {
		switch f.word(k) {
		case "is", "was", "are", "were", "be", "been", "being", "'s", "’s", "'re", "’re":
			return f.tag(k) != "POS" && f.region(k) == f.region(v)
		}
		if f.tag(k) != "RB" {
			return false
		}
	}
	return false
}
