package quote

import (
	_ "embed"
	"strings"
)

//go:embed cues.txt
var cueFile string

//go:embed nouns.txt
var nounFile string

// A frame is a set of the ways in which a cue takes what is said.
type frame uint16

const (
	frameQuote     frame = 1 << iota // a direct quotation
	frameClause                      // a clause, "that" or not
	frameThat                        // a clause with "that" only
	frameQuestion                    // whether, why, what ...
	frameTo                          // an infinitive
	frameGerund                      // a gerund
	frameMayTell                     // an addressee may come first
	frameTell                        // an addressee comes first
	frameNoun                        // a noun phrase
	framePredicate                   // an object with what is said of it: "called it a lie"
	frameExpletive                   // "it emerged that"
)

var frameLetters = map[byte]frame{
	'q': frameQuote, 's': frameClause, 't': frameThat, 'w': frameQuestion, 'i': frameTo, 'g': frameGerund,
	'o': frameMayTell, 'O': frameTell, 'n': frameNoun, 'a': framePredicate, 'x': frameExpletive,
}

// A cue is an entry of the lexicon of verbs.
type cue struct {
	lemma    string
	class    string
	strength int
	frames   frame
	preps    []string // prepositions that open content
}

// A noun is an entry of the lexicon of nouns.
type noun struct {
	lemma     string
	class     string
	strength  int
	content   bool   // takes content of its own
	speaks    bool   // can be the source
	container bool   // "in a statement"
	to        bool   // takes an infinitive
	prep      string // the preposition that leads to its content, or ""
}

// A lexicon finds entries by word form, in small letters.
type lexicon struct {
	verbs map[string]*cue
	nouns map[string]*noun
}

var lex = readLexicon()

func readLexicon() *lexicon {
	l := &lexicon{verbs: map[string]*cue{}, nouns: map[string]*noun{}}
	class := ""
	for line := range strings.Lines(cueFile) {
		f := strings.Fields(line)
		switch {
		case len(f) == 0 || f[0] == "#":
		case f[0] == "class":
			class = f[1]
		default:
			l.addVerb(class, f)
		}
	}
	for line := range strings.Lines(nounFile) {
		f := strings.Fields(line)
		if len(f) == 0 || f[0] == "#" {
			continue
		}
		n := &noun{lemma: f[0], strength: number(f[1]), class: f[2]}
		n.content, n.speaks, n.container = strings.Contains(f[3], "c"), strings.Contains(f[3], "d"), strings.Contains(f[3], "v")
		n.to = strings.Contains(f[3], "i")
		switch {
		case strings.Contains(f[3], "o"):
			n.prep = "of"
		case strings.Contains(f[3], "f"):
			n.prep = "for"
		}
		for _, w := range []string{f[0], plural(f[0])} {
			l.nouns[w] = n
		}
	}
	return l
}

func number(s string) int {
	n := 0
	for _, r := range s {
		n = n*10 + int(r-'0')
	}
	return n
}

func (l *lexicon) addVerb(class string, f []string) {
	c := &cue{lemma: strings.ReplaceAll(f[0], "_", " "), class: class, strength: number(f[1])}
	for i := range len(f[2]) {
		c.frames |= frameLetters[f[2][i]]
	}
	var past []string
	for _, w := range f[3:] {
		if p, ok := strings.CutPrefix(w, "+"); ok {
			c.preps = append(c.preps, p)
		} else {
			past = append(past, w)
		}
	}
	first, rest, _ := strings.Cut(c.lemma, " ") // "point out" is looked up by all its words
	for _, w := range forms(first, past) {
		if rest != "" {
			w += " " + rest
		}
		l.verbs[w] = c
	}
}

// forms returns the forms of verb; past holds those of the past if they are irregular.
func forms(verb string, past []string) []string {
	out := []string{verb, third(verb), ing(verb)}
	if len(past) == 0 {
		past = []string{ed(verb)}
	}
	return append(out, past...)
}

func vowel(c byte) bool { return strings.IndexByte("aeiou", c) >= 0 }

// doubles lists the verbs that double their last letter.
var doubles = words("admit rebut quip blog forget brag stop plan chat rip tap commit submit refer infer defer deter abet")

func third(v string) string {
	n := len(v)
	switch {
	case v[n-1] == 'y' && !vowel(v[n-2]):
		return v[:n-1] + "ies"
	case strings.HasSuffix(v, "s") || strings.HasSuffix(v, "sh") || strings.HasSuffix(v, "ch") || strings.HasSuffix(v, "x"), v == "go", v == "echo", v == "veto":
		return v + "es"
	}
	return v + "s"
}

func plural(n string) string {
	if n == "analysis" {
		return "analyses"
	}
	return third(n)
}

func ing(v string) string {
	n := len(v)
	switch {
	case doubles[v]:
		return v + v[n-1:] + "ing"
	case v[n-1] == 'e' && v[n-2] != 'e':
		return v[:n-1] + "ing"
	}
	return v + "ing"
}

func ed(v string) string {
	n := len(v)
	switch {
	case doubles[v]:
		return v + v[n-1:] + "ed"
	case v[n-1] == 'e':
		return v + "d"
	case v[n-1] == 'y' && !vowel(v[n-2]):
		return v[:n-1] + "ied"
	}
	return v + "ed"
}

func words(s string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(s) {
		m[w] = true
	}
	return m
}
