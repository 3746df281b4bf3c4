package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
)

// Sentences returns the sentences of s in order. They do not overlap, begin and end with a character that is not white
// space, and together hold every such character. A line break between blocks (a blank line, or a line break after
// which a new item starts) always ends one.
//
// The rules are for news prose: a point after an abbreviation, an initial or inside a number does not end a sentence,
// except where an abbreviation such as "U.S." is followed by a word that opens sentences; closing quotation marks and
// brackets after the stop belong to the sentence they close; "?" and "!" before a closing mark end it only when the next
// word does not go on with the reporting clause ("Why?" he asked).
func Sentences(s string) []corpus.Span {
	var out []corpus.Span
	start := 0
	cut := func(end int) {
		a, b := trim(s, start, end)
		if a < b {
			out = append(out, corpus.Span{Start: a, End: b})
		}
		start = end
	}
	for i := 0; i < len(s); {
		switch c := s[i]; {
		case c == '\n':
			cut(i)
			i++
		case c == '.' || c == '!' || c == '?':
			end := closers(s, stops(s, i))
			if ends(s, start, i, end) {
				cut(end)
			}
			i = end
		case strings.HasPrefix(s[i:], "…"):
			end := closers(s, i+len("…"))
			if ends(s, start, i, end) {
				cut(end)
			}
			i = end
		default:
			i++
		}
	}
	cut(len(s))
	return out
}

func trim(s string, a, b int) (int, int) {
	t := strings.TrimLeftFunc(s[a:b], unicode.IsSpace)
	a = b - len(t)
	return a, a + len(strings.TrimRightFunc(t, unicode.IsSpace))
}

// stops returns the end of the run of sentence stops that begins at i.
func stops(s string, i int) int {
	for i < len(s) && (s[i] == '.' || s[i] == '!' || s[i] == '?') {
		i++
	}
	return i
}

// closers returns the end of the closing marks at i: quotation marks, brackets, and footnote marks such as [3].
func closers(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '”' || r == '’' || r == '»' || r == ')' || r == ']':
			i += n
		case r == '"' || r == '\'':
			// a straight mark closes unless a word follows at once
			if next, _ := utf8.DecodeRuneInString(s[i+n:]); unicode.IsLetter(next) || unicode.IsDigit(next) {
				return i
			}
			i += n
		case r == '[':
			j := i + 1
			for j < len(s) && s[j] >= '0' && s[j] <= '9' {
				j++
			}
			if j == i+1 || j == len(s) || s[j] != ']' {
				return i
			}
			i = j + 1
		default:
			return i
		}
	}
	return i
}

// ends reports whether the stop at i, whose closing marks reach to end, ends the sentence that began at start.
func ends(s string, start, i, end int) bool {
	rest := s[end:]
	r, _ := utf8.DecodeRuneInString(rest)
	if rest == "" || r == '\n' {
		return true
	}
	if !unicode.IsSpace(r) {
		return false // 3.5, quay.example, U.S.-based
	}
	next := strings.TrimLeft(rest, " \t\u00a0\u2009\u202f")
	if next == "" || next[0] == '\n' {
		return true
	}
	r = opener(next)
	if unicode.IsLower(r) {
		return false // "Why?" he asked; approx. five
	}
	if s[i] != '.' || i+1 < len(s) && s[i+1] == '.' {
		return true
	}
	word := lastWord(s[start:i])
	switch {
	case word == "":
		return true
	case titles[strings.ToLower(word)]:
		return false // Dr. Smith: never
	case len(word) == 1 && unicode.IsUpper(rune(word[0])) && word != "I":
		return false // initials: J. Edgar
	case numbering[strings.ToLower(word)] && unicode.IsDigit(r):
		return false // No. 5, Feb. 17, p. 3
	case months[strings.ToLower(word)] && unicode.IsUpper(rune(word[0])):
		return !unicode.IsDigit(r) && openers[firstWord(next)]
	case Abbreviation(word):
		return openers[firstWord(next)] // the U.S. The agency
	}
	return true
}

// opener returns the first letter or digit of s after opening marks.
func opener(s string) rune {
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		if unicode.IsSpace(r) {
			break
		}
	}
	return 0
}

func lastWord(s string) string {
	i := strings.LastIndexFunc(s, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' && r != '\'' && r != '’' && r != '&'
	})
	if i >= 0 {
		_, n := utf8.DecodeRuneInString(s[i:])
		i += n - 1
	}
	return s[i+1:]
}

func firstWord(s string) string {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '’' }); i >= 0 {
		s = s[:i]
	}
	return s
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

var (
	// titles come before a name, so their point never ends a sentence.
	titles = set(`mr mrs ms mx dr prof gen sen rep gov lt col sgt capt maj adm cmdr rev hon fr st sr messrs mmes supt det
		insp amb pres vs v cf e.g i.e viz approx ca`)
	// numbering comes before a number.
	numbering = set(`no nos p pp vol vols fig figs sec art ch para pt`)
	months    = set(`jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun`)
	// abbreviations keep their point as part of the word; they may end a sentence.
	abbreviations = set(`inc ltd co corp llc plc bros dept univ assn est etc al jr esq ph.d m.d b.a m.a a.m p.m u.s u.k u.n
		e.u d.c u.s.a ave blvd rd ft mt calif fla ill mass mich minn miss ariz ark colo conn del ind kan ky la md
		mo mont neb nev okla ore pa tenn tex va vt wash wis wyo`)
	// lowerAbbreviations are abbreviations with or without a capital.
	lowerAbbreviations = set(`etc al approx`)
	// openers are words that open a sentence far more often than they follow an abbreviation inside one.
	openers = set(`The A An In On At It Its He She They We You I His Her Their Our This That These Those There But And
		Or So Yet If When While As After Before Since Although Though However Meanwhile For From With To By Of
		According Some Many Most All No Not One Two Both Each Such Critics Officials Now Then Here What Who Why How
		Where Asked Under Over Last During Despite Because Until Unlike Even Also Still Only Just Once Another Other`)
)

// Abbreviation reports whether the point after word (given without it) belongs to the word: titles and initials, months
// and days that are cut short, the usual abbreviations, letters with points between them.
func Abbreviation(word string) bool {
	w := strings.ToLower(word)
	switch {
	case w == "":
		return false
	case len(w) == 1:
		return unicode.IsUpper(rune(word[0])) && word != "I" || w == "v" || w == "p"
	case titles[w], lowerAbbreviations[w]:
		return true
	case w == "sun" || w == "sat" || w == "mar":
		return false // words and names more often than days and a month
	case months[w], abbreviations[w]:
		// "Calif." and "Jan." have a capital; "ill", "co" and "mass" without one are words
		return word[0] != w[0] || strings.Contains(w, ".")
	}
	return dotted(w)
}

// dotted reports whether w is letters with points between them: u.s, e.g
func dotted(w string) bool {
	if len(w) < 3 || len(w)%2 == 0 {
		return false
	}
	for i := range len(w) {
		if (i%2 == 1) != (w[i] == '.') {
			return false
		}
	}
	return true
}
