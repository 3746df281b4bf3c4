package article

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// leadIns begin bylines and are no part of a name, in lower case; the longest first where one begins another.
var leadIns = []string{
	"written and fact-checked by", "story and photos by", "medically reviewed by", "article written by", "reported by",
	"written by", "posted by", "published by", "authored by", "reporting by", "created by", "story by", "words by", "article by",
	"text by", "contributed by", "submitted by", "updated by", "about the author", "author:", "authors:", "author",
	"analysis by", "opinion by", "commentary by", "column by", "review by", "interview by", "perspective by", "exclusive by", "guest post by",
	"by:", "by", "von", "par", "por", "di", "автор:", "текст:", "作者：", "作者:", "文：", "文/", "記者", "记者",
}

// others begin the names of people who are not the authors, in lower case.
var others = []string{
	"edited by", "reviewed by", "medically reviewed by", "expert reviewed by", "fact-checked by", "fact checked by", "factchecked by", "photographs by", "photography by", "photos by", "photo by",
	"pictures by", "illustrations by", "illustration by", "illustrated by", "graphics by", "graphic by", "video by", "produced by",
	"translated by", "translation by", "narrated by", "additional reporting by", "additional reporting", "editing by", "editor:", "photographer:",
}

// tails end names in a byline: what follows them is no name.
var tails = []string{
	" for ", " / ", " | ", " • ", " · ", " – ", " — ", " - ", " in ", " on ", " at ", " via ", "\n", "\t", "(", "[", " published", " updated", " posted",
	" share", " follow", " last ", " read more", " more from ", " more by ", " view all", " see all", " all posts", " posts by",
}

// roles are what people are beside their names. A part of a byline in which one stands is no name.
var roles = []string{
	"reporter", "correspondent", "editor", "writer", "journalist", "contributor", "staff", "columnist", "producer",
	"director", "manager", "specialist", "expert", "founder", "officer", "analyst", "president", "author", "freelance",
	"photographer", "host", "anchor", "chief", "head of", "senior", "lead", "strategist", "consultant", "team", "desk",
	"dietitian", "marketing", "attorney", "counsel", "lawyer", "coach", "engineer", "correspondents", "intern", "fellow", "professor", "bureau",
}

// honours follow a name after a comma and stay with it.
var honours = map[string]bool{
	"phd": true, "md": true, "ma": true, "ms": true, "msc": true, "bsc": true, "ba": true, "mba": true, "rd": true, "rdn": true,
	"rn": true, "jd": true, "esq": true, "jr": true, "sr": true, "ii": true, "iii": true, "cfp": true, "cpa": true, "mph": true,
	"dds": true, "dmd": true, "do": true, "edd": true, "np": true, "lcsw": true, "cpt": true, "cscs": true, "ldn": true, "cfa": true,
	"facp": true, "facs": true, "dnp": true, "mscn": true, "mfa": true, "llm": true, "psyd": true, "fand": true, "rph": true, "pharmd": true,
}

// people splits a byline into names, without "By", roles, outlets, addresses and dates, and without those who edited or
// took the pictures.
func people(s string) (names []string) {
	s = trimLeadIn(withoutAddresses(s))
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

// organisational words stand in names of bodies rather than of persons.
var organisational = map[string]bool{
	"center": true, "centre": true, "association": true, "inc": true, "ltd": true, "llc": true, "gmbh": true, "clinic": true, "university": true, "institute": true,
	"group": true, "foundation": true, "agency": true, "company": true, "media": true, "network": true, "news": true, "newsroom": true, "press": true, "times": true, "magazine": true,
	"department": true, "office": true, "council": true, "society": true, "school": true, "college": true, "online": true, "service": true, "services": true, "corporation": true, "corp": true,
	"the": true, "for": true, "of": true, "editors": true, "editorial": true, "agencies": true, "wires": true, "bureau": true, "contributors": true, "report": true, "reports": true, "team": true, "staff": true, "desk": true, "today": true, "daily": true, "blog": true, "strategy": true,
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

// roleWords are the roles that may end a name without a comma.
var roleWords = map[string]bool{
	"reporter": true, "correspondent": true, "editor": true, "writer": true, "journalist": true, "contributor": true, "columnist": true, "producer": true, "correspondents": true, "reporters": true,
	"analyst": true, "manager": true, "director": true, "officer": true, "strategist": true, "specialist": true, "consultant": true, "meteorologist": true, "critic": true, "intern": true,
}

// beats stand before a role and say what it covers, or its rank.
var beats = map[string]bool{
	"political": true, "politics": true, "business": true, "science": true, "health": true, "education": true, "environment": true, "sports": true, "sport": true, "chief": true, "senior": true,
	"deputy": true, "associate": true, "assistant": true, "executive": true, "managing": true, "transport": true, "economics": true, "foreign": true, "home": true, "diplomatic": true, "technology": true,
	"tech": true, "legal": true, "crime": true, "court": true, "world": true, "global": true, "international": true, "national": true, "local": true, "regional": true, "city": true, "culture": true, "arts": true,
	"media": true, "investigations": true, "investigative": true, "data": true, "climate": true, "energy": true, "defence": true, "defense": true, "security": true, "special": true, "staff": true, "news": true,
	"features": true, "opinion": true, "travel": true, "food": true, "money": true, "finance": true, "social": true, "affairs": true, "consumer": true, "community": true, "digital": true, "general": true,
	"assignment": true, "medical": true, "religion": true, "housing": true, "property": true, "markets": true, "industry": true, "shipping": true, "football": true, "freelance": true, "contributing": true,
	"marketing": true, "operations": true, "product": true, "content": true, "creative": true, "research": true, "communications": true, "engagement": true, "audience": true, "video": true,
	"europe": true, "asia": true, "africa": true, "washington": true, "westminster": true, "and": true,
}

// weekdays are the names and abbreviations of the days of the week.
var weekdays = map[string]bool{
	"monday": true, "tuesday": true, "wednesday": true, "thursday": true, "friday": true, "saturday": true, "sunday": true,
	"mon": true, "tue": true, "tues": true, "wed": true, "thu": true, "thur": true, "thurs": true, "fri": true, "sat": true, "sun": true,
}

// channels are outlets that follow a name after a comma and look like honours.
var channels = map[string]bool{
	"BBC": true, "CNN": true, "NBC": true, "CBS": true, "ABC": true, "NPR": true, "PBS": true, "MSNBC": true, "CNBC": true, "ITV": true, "SBS": true, "CBC": true, "CTV": true,
	"NHK": true, "NDTV": true, "TNN": true, "HT": true, "CNA": true, "ESPN": true, "RTE": true, "USA": true, "UK": true, "FT": true, "WSJ": true,
}

// nobody holds what content systems put where a name should be.
var nobody = map[string]bool{
	"admin": true, "administrator": true, "guest": true, "author": true, "unknown": true, "none": true, "null": true, "undefined": true,
	"editor": true, "user": true, "anonymous": true, "webmaster": true, "root": true, "n/a": true, "by": true, "follow": true, "contact": true,
	"view all posts": true, "full bio": true, "read more": true, "bio & articles": true, "learn more": true, "our team": true, "share": true, "authors": true, "see full bio": true, "more": true, "bio": true, "about us": true, "linkedin": true, "email": true, "whatsapp": true, "reddit": true, "pinterest": true, "instagram": true, "print": true, "copy link": true, "save": true, "fact checked": true, "fact check": true, "trending": true, "contributors": true, "comments": true, "facebook": true, "twitter": true,
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
