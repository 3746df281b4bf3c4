package article

import (
	"strings"
	"unicode"
)

// particles stand inside names and are written small there.
var particles = map[string]bool{
	"van": true, "der": true, "den": true, "von": true, "zu": true, "de": true, "la": true, "las": true, "los": true, "del": true, "della": true, "di": true, "da": true, "dos": true, "du": true, "bin": true, "ibn": true, "y": true, "e": true,
}

// inCase writes a person's name that is printed in capitals as it is written elsewhere: "SIOBHAN O'NEILL" is Siobhan
// O'Neill. What is not wholly in capitals, or names a body, stays as it is.
func inCase(s string) string {
	name, honour, _ := strings.Cut(s, ",")
	words := strings.Fields(name)
	if len(words) < 2 || !fullName(name) || isBody(name) || hasRole(name) {
		return s
	}
	for _, w := range words {
		if !inCapitals(w) {
			return s
		}
	}
	for i, w := range words {
		if lower := strings.ToLower(w); i > 0 && i+1 < len(words) && particles[lower] {
			words[i] = lower
		} else {
			words[i] = wordInCase(w)
		}
	}
	return strings.Join(words, " ") + s[len(name):len(s)-len(honour)] + honour
}

// inCapitals reports whether w is written in capitals, the c of "McRAE" aside.
func inCapitals(w string) bool {
	w = strings.TrimPrefix(w, "Mc")
	return strings.ToUpper(w) == w && strings.ToLower(w) != w
}

// wordInCase writes one word of a name that is in capitals. Initials stay.
func wordInCase(w string) string {
	switch w {
	case "II", "III", "IV":
		return w
	case "JR", "SR", "JR.", "SR.":
		return w[:1] + strings.ToLower(w[1:])
	}
	if len(w) == 2 && (!strings.ContainsAny(w, "AEIOUY") || w[1] == 'J') || strings.Contains(w[:len(w)-1], ".") {
		return w // JP, AJ, J.P.
	}
	var b strings.Builder
	up := true
	for _, r := range w {
		if up {
			b.WriteRune(r)
		} else {
			b.WriteRune(unicode.ToLower(r))
		}
		up = r == '\'' || r == '’' || r == '-'
	}
	s := b.String()
	if len(s) > 3 && strings.HasPrefix(s, "Mc") {
		s = "Mc" + strings.ToUpper(s[2:3]) + s[3:]
	}
	return s
}
