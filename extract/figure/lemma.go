package figure

import "strings"

// plainPlural reports whether w looks like a regular plural.
func plainPlural(w string) bool {
	n := len(w)
	if n == 3 && w[2] == 's' && w[0]&w[1] < 'a' {
		return true // MPs
	}
	if n < 4 || w[n-1] != 's' {
		return false
	}
	switch w[n-2] {
	case 's', 'u', 'i':
		return false
	}
	return true
}

// lemma returns the phrase of tokens [i, j) in lower case, its last word in the singular.
func (f *finder) lemma(i, j int) string {
	last := f.singular(j - 1)
	if i == j-1 {
		return last
	}
	start, end := f.toks[i].start, f.toks[j-1].start
	head := f.text[start:end]
	if whole := f.text[start:f.toks[j-1].end]; simple(head) && strings.HasPrefix(f.tok(j-1), last) {
		return whole[:len(head)+len(last)]
	}
	f.fold = f.fold[:0]
	for k := i; k < j; k++ {
		if k > i && f.toks[k].gap {
			f.fold = append(f.fold, ' ')
		}
		switch {
		case k == j-1:
			f.fold = append(f.fold, last...)
		case f.kindOf(k) == hyphen:
			f.fold = append(f.fold, '-')
		default:
			f.fold = appendLower(f.fold, f.tok(k))
		}
	}
	return string(f.fold)
}

// simple reports whether s is lower-case ASCII words with single spaces.
func simple(s string) bool {
	for i := range len(s) {
		if c := s[i]; !(c >= 'a' && c <= 'z' || c == '-' || c == ' ' && i > 0 && s[i-1] != ' ') {
			return false
		}
	}
	return true
}

// singular returns word j in lower case and in the singular.
func (f *finder) singular(j int) string {
	w := f.tok(j)
	n := len(w)
	if t := f.toks[j].caps; t != lower {
		if t == mixed && n > 2 && w[n-1] == 's' && w[n-2] <= 'Z' {
			return strings.ToLower(w[:n-1]) // SUVs
		}
		if t == mixed || t == capitals && !(n > 2 && w[n-1] == 'S') {
			return strings.ToLower(w)
		}
		w = strings.ToLower(w)
	}
	if s, ok := singulars[w]; ok {
		return s
	}
	switch {
	case !plainPlural(w):
		return w
	case strings.HasSuffix(w, "ies") && n > 4:
		return w[:n-3] + "y"
	case strings.HasSuffix(w, "ches"), strings.HasSuffix(w, "shes"), strings.HasSuffix(w, "xes"), strings.HasSuffix(w, "sses"), strings.HasSuffix(w, "zzes"):
		return w[:n-2]
	}
	return w[:n-1]
}

// singulars of nouns that do not just drop an s. Those that are their own singular stand for themselves.
var singulars = map[string]string{
	"people": "people", "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth", "mice": "mouse",
	"geese": "goose", "lives": "life", "wives": "wife", "knives": "knife", "wolves": "wolf", "shelves": "shelf",
	"halves": "half", "leaves": "leaf", "thieves": "thief", "series": "series", "species": "species", "police": "police",
	"staff": "staff", "aircraft": "aircraft", "criteria": "criterion", "phenomena": "phenomenon", "crises": "crisis",
	"analyses": "analysis", "bases": "base", "heroes": "hero", "potatoes": "potato", "tomatoes": "tomato", "echoes": "echo",
	"volcanoes": "volcano", "mosquitoes": "mosquito", "gas": "gas", "gases": "gas", "buses": "bus", "viruses": "virus",
	"statuses": "status", "bonuses": "bonus", "campuses": "campus", "americans": "americans", "movies": "movie", "ties": "tie",
	"cookies": "cookie", "calories": "calorie", "zombies": "zombie", "rookies": "rookie", "caches": "cache", "headaches": "headache",
	"axes": "axe", "policemen": "policeman", "policewomen": "policewoman", "servicemen": "serviceman", "firemen": "fireman",
	"fishermen": "fisherman", "businessmen": "businessman", "congressmen": "congressman", "gunmen": "gunman", "horsemen": "horseman",
	"grandchildren": "grandchild", "schoolchildren": "schoolchild", "salespeople": "salespeople", "headquarters": "headquarters",
	"troops": "troop", "cattle": "cattle", "sheep": "sheep", "fish": "fish", "deer": "deer", "media": "media", "lens": "lens",
	"news": "news", "personnel": "personnel", "means": "means", "goods": "goods", "passersby": "passerby", "loaves": "loaf", "taxis": "taxi",
}
