package quote

import (
	"slices"
	"strings"

	"hearsay/corpus/text"
	"hearsay/extract/syntax"
)

// promote makes outlets of the names, else taken for those of organisations, behind words that only outlets follow: "first
// reported by Quayside", "documents seen by Quayside", "two people familiar with the talks told Quayside".
func (c *cast) promote() {
	f := c.f
	for _, n := range c.namings {
		k := n.first - 1
		if k > 0 && f.tag(k) == "DT" {
			k--
		}
		if n.ent.kind != "organisation" || n.ent.public() || slices.ContainsFunc(n.ent.words, func(w string) bool { return nameWords["org"][w] }) || k < 2 {
			continue
		}
		var press bool
		switch w := f.word(k); {
		case w == "told":
			press = c.anonymous(k)
		case (w == "by" || w == "in") && f.word(k-1) == "reported":
			b := f.word(k - 2)
			press = b == "as" || b == "first" || b == "originally" || b == "previously"
		case w == "by":
			press = f.word(k-1) == "obtained" || f.word(k-1) == "reviewed" || f.word(k-1) == "seen"
		}
		if press {
			n.ent.kind, n.ent.sure = "outlet", true
		}
	}
}

// anonymous reports whether the words before token i in its sentence name nobody but people who may not be named.
func (c *cast) anonymous(i int) bool {
	for k := c.f.sFirst(i); k < i; k++ {
		switch c.f.word(k) {
		case "people", "sources", "officials", "employees", "familiar", "anonymity":
			return true
		}
	}
	return false
}

// joinsFields reports whether "and", or a comma in a list that ends with "and", stands at token k before another matter of
// government: "Alcohol, Tobacco and Firearms".
func (f *finder) joinsFields(k int) bool {
	if !nameWords["field"][f.word(k+1)] || !isUpperAt(f.form(k+1)) || !f.sameLine(k, k+1) {
		return false
	}
	return f.word(k) == "and" || f.word(k) == "," && (f.word(k+2) == "and" || f.word(k+2) == "," && f.joinsFields(k+2))
}

// titled reports whether the words of a sentence are capitalised as in a headline, so that capitals say nothing.
func (f *finder) titled(s syntax.Sentence) bool {
	caps, all := 0, 0
	for i := s.First; i < s.Last; i++ {
		r, _ := firstRune(f.form(i))
		if f.d.Tokens[i].Kind == text.Word && len(f.word(i)) > 3 {
			all++
			if isUpper(r) {
				caps++
			}
		}
	}
	last := ""
	if s.Last > s.First {
		last = f.word(s.Last - 1)
	}
	return all >= 3 && caps*10 >= all*8 && last != "."
}

// foreign reports whether the word w in brackets behind a name of e is the name of an outlet and no short form of e: "PORTHAVEN (Reuters)".
func foreign(w string, e *entity) bool {
	kind, _ := kindOfName([]string{w}, nil, true)
	return kind == "outlet" && initials(e.words) != w && !e.hasWord(w)
}

// apposition returns the tokens of what is set off by commas behind the name that ends before token i: "Anna Berg, a
// spokeswoman for the agency, …".
func (c *cast) apposition(i int) []string {
	f := c.f
	if i >= len(f.low) || f.word(i) != "," {
		return nil
	}
	var out []string
	for k := i + 1; k < min(i+12, len(f.low)); k++ {
		switch {
		case f.word(k) == "," || f.word(k) == ".":
			return out
		case f.finite(k):
			return nil
		case f.tag(k) == "NN":
			out = append(out, f.word(k))
		}
	}
	return nil
}

// subject reports whether the name at tokens [first, last) is the subject of a clause, alone or with others: the parser says so,
// or a verb with tense follows.
func (c *cast) subject(first, last int) bool {
	f := c.f
	for _, i := range []int{first, last - 1} {
		if r := f.d.Tokens[i].Rel; r == "nsubj" || r == "nsubj:pass" {
			return true
		}
	}
	for last < len(f.low) && f.sameLine(first, last) && (f.word(last) == "and" || properNoun(f.tag(last)) && f.word(last-1) != ",") {
		last++
	}
	return f.finite(last) && f.sameLine(first, last)
}

// predicate returns the nouns that the text says of the name that ends before token i: "Anna Berg was finance minister".
func (c *cast) predicate(i int) []string {
	f := c.f
	for k := 0; k < 2 && auxiliaries[f.word(i)] && !copulas[f.word(i)]; k++ {
		i++
	}
	if !copulas[f.word(i)] {
		return nil
	}
	p, ok := f.baseNP(i+1, min(i+8, len(f.low)))
	if !ok {
		return nil
	}
	var out []string
	for k := p.First; k < p.Last; k++ {
		if f.noun(k) {
			out = append(out, f.word(k))
		}
	}
	return out
}

var copulas = words("is was became been remains")

// spelled returns where the name that ends before token last begins if an abbreviation in brackets behind it spells it
// out: "Immigration and Customs Enforcement (ICE)". It returns first if there is none or it does not fit.
func (c *cast) spelled(first, last int) int {
	f := c.f
	if last+2 >= len(f.low) || f.word(last) != "(" || f.word(last+2) != ")" {
		return first
	}
	abbr := f.word(last + 1)
	n := len(abbr)
	k := last - 1
	for ; k >= 0 && n > 0 && f.sameLine(k, last); k-- {
		w := f.word(k)
		switch {
		case w == "and" || w == "of" || w == "for" || w == "the" || w == "on" || w == "&" || w == "in":
		case isUpperAt(f.form(k)) && w[0] == abbr[n-1]:
			n--
		default:
			return first
		}
	}
	if n > 0 || k+1 >= first {
		return first
	}
	return k + 1
}

// kindOfName tells the kind of a name by its words and what stands before it.
func kindOfName(words, titles []string, the bool) (kind string, sure bool) {
	for _, w := range words {
		if nameWords["outlet"][w] && (len(words) > 1 || the || w == "reuters" || len(w) <= 4 || w == "bloomberg" || w == "politico") {
			return "outlet", true
		}
	}
	for _, w := range words {
		if nameWords["org"][w] {
			return "organisation", true
		}
	}
	if the {
		return "organisation", true
	}
	for _, t := range titles {
		if nameWords["title"][t] {
			return "person", true
		}
	}
	if nameWords["male"][words[0]] || nameWords["female"][words[0]] {
		return "person", true
	}
	if len(words) == 2 || len(words) == 3 {
		return "person", false
	}
	return "organisation", false
}

func initials(words []string) string {
	if len(words) < 2 {
		return ""
	}
	var b strings.Builder
	for _, w := range words {
		b.WriteByte(w[0])
	}
	return b.String()
}

// public reports whether e has the name of a public body.
func (e *entity) public() bool {
	for _, w := range e.words {
		switch w {
		case "department", "ministry", "agency", "bureau", "commission", "court", "council", "police", "congress", "senate", "parliament", "government", "office", "house", "administration", "immigration":
			return true
		}
	}
	return false
}
