package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// people splits a byline into names, without "By", roles, outlets, addresses and dates, and without those who edited or
// took the pictures.
func people(s string) (names []string) {
	s = beforeVerb(trimLeadIn(withoutAddresses(s)))
	first, _, _ := strings.Cut(s, " | ") // what follows is a place or a date, unless nothing goes before it
	if cleanName(first) != "" {
		s = first
	}
	for _, part := range strings.FieldsFunc(s, func(r rune) bool { return r == ';' || r == '|' || r == '•' || r == '·' }) {
		for _, name := range commas(authorsOnly(part)) {
			for _, one := range conjuncts(name) {
				if one = cleanName(one); one != "" {
					names = append(names, one)
				}
			}
		}
	}
	return dedup(names)
}

// beforeVerb ends s before its finite verb, if it is a sentence: what remains is a name at most, not a list of them. It returns
// "" if no name goes before the verb.
func beforeVerb(s string) string {
	for i, w := range strings.Fields(s) {
		if !verbs[w] {
			continue
		}
		if name := strings.Join(strings.Fields(s)[:i], " "); len(conjuncts(name)) > 1 || fullName(name) {
			return name
		}
		return ""
	}
	return s
}

// withoutAddresses joins the words of s by spaces, leaves out mail addresses and handles, and ends it at the first link.
func withoutAddresses(s string) string {
	words := strings.Fields(s)
	kept := words[:0]
	for _, w := range words {
		if strings.HasPrefix(w, "http") || strings.HasPrefix(w, "www.") {
			break
		}
		if !strings.Contains(w, "@") {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// authorsOnly ends part of a byline where it goes on with people who are not the authors.
func authorsOnly(part string) string {
	part = strings.TrimSpace(part)
	lower := strings.ToLower(part)
	if len(lower) != len(part) {
		return part
	}
	end := len(part)
	for _, o := range others {
		if i := strings.Index(lower[:end], o); i == 0 || i > 0 && !isAlnum(lower[i-1]) {
			end = i
		}
	}
	return part[:end]
}

// conjunctions part two names.
var conjunctions = []string{" and ", " And ", " AND ", " & ", " und ", " et ", " y ", " e ", " with ", " WITH "}

// conjuncts splits at "and" and its like where a full name stands on both sides, or an agency behind it: "Ann Lee and Bo
// Ek", "Ann Lee with AFP", but not "Drug Evaluation and Research".
func conjuncts(s string) []string {
	s = strings.TrimPrefix(strings.TrimPrefix(s, "and "), "AND ")
	for _, c := range conjunctions {
		if a, b, ok := strings.Cut(s, c); ok && fullName(a) && (len(strings.Fields(b)) > 1 || isBody(b)) {
			return append([]string{a}, conjuncts(b)...)
		}
	}
	return []string{s}
}

// fullName reports whether s has the shape of a person's name: two to five words that begin with capitals, small ones
// such as "van" aside.
func fullName(s string) bool {
	f := strings.Fields(trimLeadIn(s))
	if len(f) < 2 || len(f) > 5 {
		return false
	}
	for _, w := range f {
		if r := []rune(w)[0]; unicode.IsLower(r) && len(w) > 3 || unicode.IsDigit(r) || organisational[strings.ToLower(strings.Trim(w, ".,"))] {
			return false
		}
	}
	return true
}

// commas splits at commas, but keeps honours with the name before them.
func commas(s string) (out []string) {
	for _, p := range strings.Split(s, ",") {
		p = strings.TrimSpace(p)
		if len(out) > 0 && isHonour(p) {
			out[len(out)-1] += ", " + p
			continue
		}
		out = append(out, p)
	}
	return out
}

// isHonour reports whether s is one or several honours: "Ph.D.", "MD", "CEPF®", "M.D. FACLM".
func isHonour(s string) bool {
	f := strings.Fields(s)
	for i, w := range f {
		bare := strings.Map(func(r rune) rune {
			if !unicode.IsLetter(r) {
				return -1
			}
			return r
		}, w)
		if honours[strings.ToLower(bare)] || bare == "" && i > 0 { // E-RYT 200
			continue
		}
		if channels[w] || agencyIn(w) != "" {
			return false
		}
		if len(bare) < 2 || len(bare) > 6 || strings.ToUpper(bare) != bare {
			return false
		}
	}
	return len(f) > 0 && len(f) < 4
}

// trimLeadIn takes "By" and its like from the start of s.
func trimLeadIn(s string) string {
	if len(s) > 3 && s[:2] == "By" && s[2] >= 'A' && s[2] <= 'Z' && s[3] >= 'a' { // set without a space
		s = s[2:]
	}
	for range 3 {
		lower := strings.ToLower(s)
		cut := false
		for _, l := range leadIns {
			if strings.HasPrefix(lower, l) && len(lower) > len(l) && (lower[len(l)] == ' ' || lower[len(l)] == ':' || l[0] >= utf8.RuneSelf || strings.HasSuffix(l, ":") || len(l) > 5 && len(s) == len(lower) && s[len(l)] >= 'A' && s[len(l)] <= 'Z') {
				s, cut = strings.TrimLeft(s[len(l):], " :"), true
				break
			}
		}
		if !cut {
			return s
		}
	}
	return s
}

// cleanName returns s as a name, or "" if it is none.
func cleanName(s string) string {
	s = trimLeadIn(strings.TrimSpace(s))
	s = unjoined(s)
	lower := strings.ToLower(s)
	if leads(lower, []string{"published", "updated", "posted", "last updated", "special to", "special for", "for the "}) {
		return ""
	}
	for _, t := range tails {
		i := strings.Index(lower, t)
		if i < 0 || i >= len(s) || len(strings.Fields(s[:i])) == 1 && t == " for " {
			continue
		}
		s, lower = s[:i], lower[:i]
	}
	s = withoutRole(strings.Trim(withoutTime(s), " .,;:-–—*\"'“”»>/／"))
	if strings.HasSuffix(lower, " jr.") || strings.HasSuffix(lower, " sr.") || strings.HasSuffix(lower, ".d.") {
		s += "."
	}
	if s == "" || len(s) > 60 || len(strings.Fields(s)) > 7 {
		return ""
	}
	if _, ok := findDate(s); ok {
		return ""
	}
	if letters := strings.IndexFunc(s, unicode.IsLetter); letters < 0 || s[0] >= '0' && s[0] <= '9' || weekdays[strings.ToLower(s)] {
		return ""
	}
	return s
}

// unjoined cuts a name where the next element was set without a space: "Ann LeeburyStaff". Names such as MacLeod, FitzRoy and
// DiCaprio have capitals inside.
func unjoined(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		if n := innerCapital(w); i > 0 && n > 4 || i > 0 && n == 4 && w[:4] != "Fitz" {
			words[i] = w[:n]
			return strings.Join(words[:i+1], " ")
		}
	}
	return s
}

// withoutRole cuts a function from the end of a name: "Ann Lee Political Editor".
func withoutRole(s string) string {
	f := strings.Fields(s)
	n, role := len(f), false
	for n > 2 {
		w := strings.ToLower(strings.Trim(f[n-1], ".,"))
		if !roleWords[w] && !beats[w] {
			break
		}
		role = role || roleWords[w]
		n--
	}
	if !role || channels[f[0]] || agencyIn(f[0]) != "" || beats[strings.ToLower(f[n-1])] { // AP Auto Writer, Print Managing Editor
		return s
	}
	return strings.TrimRight(strings.Join(f[:n], " "), " ,")
}

// withoutTime cuts a name where a date or a time begins.
func withoutTime(s string) string {
	f := strings.Fields(s)
	for i, w := range f {
		digits := 0
		for _, r := range w {
			if unicode.IsDigit(r) {
				digits++
			}
		}
		day := weekdays[strings.ToLower(strings.Trim(w, ".,"))] && i > 0 && i+1 < len(f) && (months[strings.ToLower(strings.Trim(f[i+1], ".,"))] > 0 || number(strings.Trim(f[i+1], ".,")) > 0) ||
			i > 1 && i+1 == len(f) && weekdays[strings.ToLower(w)] && w != "Sun"
		day = day || number(w) > 0 && i > 0 && i+1 < len(f) && strings.HasPrefix(strings.ToLower(f[i+1]), "min")
		day = day || number(w) > 0 && i > 0 && i+1 < len(f) && months[strings.ToLower(strings.Trim(f[i+1], ".,"))] > 0
		month := months[strings.ToLower(strings.Trim(w, ".,"))] > 0 && i+1 < len(f) && number(strings.Trim(f[i+1], ".,")) > 0
		if day || month || digits > 3 || digits > 1 && strings.ContainsAny(w, ":/") || strings.EqualFold(w, "on") && i+1 < len(f) && months[strings.ToLower(f[i+1])] > 0 {
			return strings.Join(f[:i], " ")
		}
	}
	return s
}

// isBody reports whether s names a body rather than a person.
func isBody(s string) bool {
	if agencyIn(s) != "" {
		return true
	}
	for w := range strings.FieldsSeq(s) {
		if channels[w] {
			return true
		}
	}
	for i, w := range strings.Fields(strings.ToLower(s)) {
		if organisational[strings.Trim(w, ".,")] && (i == 0 || w != "the" && w != "of") {
			return true
		}
	}
	return false
}

// hasRole reports whether s names a function rather than a person.
func hasRole(s string) bool {
	lower := " " + strings.ToLower(strings.ReplaceAll(s, "-", " ")) + " "
	for _, r := range roles {
		if strings.Contains(lower, " "+r+" ") {
			return true
		}
	}
	return false
}

// dedup returns ss without repetitions, whatever their case.
func dedup(ss []string) (out []string) {
	seen := map[string]bool{}
	for _, s := range ss {
		if k := squeeze(s); !seen[k] {
			seen[k] = true
			out = append(out, s)
		}
	}
	return out
}
