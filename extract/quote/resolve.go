package quote

import (
	_ "embed"
	"strings"

	"hearsay/corpus/text"
	"hearsay/extract/syntax"
)

//go:embed names.txt
var nameFile string

// nameWords says for each class of names.txt which words, in small letters, belong to it.
var nameWords = readNames()

func readNames() map[string]map[string]bool {
	m := map[string]map[string]bool{}
	for line := range strings.Lines(nameFile) {
		f := strings.Fields(line)
		if len(f) == 0 || f[0] == "#" {
			continue
		}
		if m[f[0]] == nil {
			m[f[0]] = map[string]bool{}
		}
		for _, w := range f[1:] {
			m[f[0]][w] = true
		}
	}
	return m
}

// An entity is somebody or something that the article names, with the aliases that the article uses.
type entity struct {
	name    string          // the longest form
	words   []string        // its words in small letters, titles left out
	aliases map[string]bool // in small letters
	kind    string          // person outlet organisation
	gender  byte            // 'm', 'f' or 0
	roles   map[string]bool // what it is called: "mayor", "company"
}

// A naming is a place where an entity is named.
type naming struct {
	first, last int // tokens
	ent         *entity
	subject     bool
}

// A cast is the entities of an article and where they are named, in order.
type cast struct {
	f       *finder
	ents    []*entity
	byAlias map[string]*entity
	namings []naming
}

// newCast reads the names of the article. A name is a run of proper nouns, with "of" or "and" between them where an
// organisation's name goes on; a capitalised abbreviation in brackets behind a name is its alias.
func newCast(f *finder) *cast {
	c := &cast{f: f, byAlias: map[string]*entity{}}
	for i := 0; i < len(f.low); {
		if sn := f.d.Sentences[f.d.SentenceOf(i)]; i == sn.First && f.titled(sn) {
			i = sn.Last
			continue
		}
		last := c.nameEnd(i)
		if last <= i {
			i++
			continue
		}
		c.note(i, last)
		i = last
	}
	return c
}

// nameEnd returns the token after the name that begins at token i, or i.
func (c *cast) nameEnd(i int) int {
	f := c.f
	k := i
	if f.low[i] == "+" && i+2 < len(f.low) && f.tag(i+1) == "CD" && properNoun(f.tag(i+2)) {
		k = i + 2 // "+972 Magazine"
	}
	if s := f.d.Sentences[f.d.SentenceOf(i)]; k == s.First && (auxiliaries[f.low[k]] || nominalStart[f.low[k]]) {
		return i
	}
	for k < len(f.low) && (k == i || f.sameLine(k-1, k)) {
		switch {
		case properNoun(f.tag(k)) && !days[f.low[k]]:
			k++
			continue
		case k > i && (f.low[k] == "of" || f.low[k] == "&" || f.low[k] == "for") && k+1 < len(f.low):
			j := k + 1
			if f.low[j] == "the" {
				j++
			}
			if j < len(f.low) && properNoun(f.tag(j)) && nameWords["org"][f.low[k-1]] {
				k = j
				continue
			}
		case k > i && f.low[k] == "." && f.d.Tokens[k].Start == f.d.Tokens[k-1].End && k+1 < len(f.low) && len(f.low[k-1]) == 1:
			k++
			continue
		}
		break
	}
	return k
}

// nominalStart holds words that the tagger takes for names at the start of a sentence.
var nominalStart = words("employees workers publish critics officials experts analysts observers reports documents files records will can could should may might must would")

// titled reports whether the words of a sentence are capitalised as in a headline, so that capitals say nothing.
func (f *finder) titled(s syntax.Sentence) bool {
	caps, all := 0, 0
	for i := s.First; i < s.Last; i++ {
		r, _ := firstRune(f.d.Word(i))
		if f.d.Tokens[i].Kind == text.Word && len(f.low[i]) > 3 {
			all++
			if isUpper(r) {
				caps++
			}
		}
	}
	last := ""
	if s.Last > s.First {
		last = f.low[s.Last-1]
	}
	return all >= 4 && caps*10 >= all*8 && last != "."
}

func properNoun(t string) bool { return t == "NNP" || t == "NNPS" }

// note records the name at tokens [first, last).
func (c *cast) note(first, last int) {
	f := c.f
	var words []string
	titles, start := []string{}, first
	for i := first; i < last; i++ {
		w := strings.TrimSuffix(f.low[i], ".")
		if nameWords["title"][w] && len(words) == 0 && i+1 < last {
			titles = append(titles, w)
			start = i + 1
			continue
		}
		if w != "" && f.d.IsNoun(i) {
			words = append(words, w)
		}
	}
	for i := first - 1; i >= 0 && i > first-4 && (f.tag(i) == "NN" || f.tag(i) == "JJ"); i-- {
		titles = append(titles, f.low[i]) // "chief economist Maria Berg"
	}
	if len(words) == 0 {
		return
	}
	if start == first && f.low[first] == "+" {
		words = append([]string{f.low[first+1]}, words...)
	}
	full := f.d.SpanOf(start, last).Of(f.s)
	e := c.find(words)
	if e == nil {
		e = &entity{name: full, words: words, aliases: map[string]bool{}, roles: map[string]bool{}}
		e.kind = kindOfName(words, titles, c.article(first))
		c.ents = append(c.ents, e)
		c.alias(strings.Join(words, " "), e)
		c.alias(words[len(words)-1], e)
		if e.kind != "person" {
			c.alias(initials(words), e)
			if words[0] != words[len(words)-1] && len(words[0]) > 3 {
				c.alias(words[0], e)
			}
		}
	}
	e.learn(full, words, titles)
	if last+2 < len(f.low) && f.low[last] == "(" && f.low[last+2] == ")" && len(f.low[last+1]) > 1 && len(f.low[last+1]) < 10 {
		c.alias(f.low[last+1], e)
	}
	e.describe(c.apposition(last))
	c.namings = append(c.namings, naming{first, last, e, f.d.Tokens[last-1].Rel == "nsubj" || f.d.Tokens[first].Rel == "nsubj" || f.d.Tokens[first].Rel == "nsubj:pass"})
}

// apposition returns the tokens of what is set off by commas behind the name that ends before token i: "Anna Berg, a
// spokeswoman for the agency, …".
func (c *cast) apposition(i int) []string {
	f := c.f
	if i >= len(f.low) || f.low[i] != "," {
		return nil
	}
	var out []string
	for k := i + 1; k < min(i+12, len(f.low)); k++ {
		switch {
		case f.low[k] == "," || f.low[k] == ".":
			return out
		case f.finite(k):
			return nil
		case f.tag(k) == "NN":
			out = append(out, f.low[k])
		}
	}
	return nil
}

func (e *entity) describe(roles []string) {
	for _, r := range roles {
		e.roles[r] = true
	}
}

// article reports whether "the" stands before token i.
func (c *cast) article(i int) bool { return i > 0 && c.f.low[i-1] == "the" }

func (c *cast) alias(a string, e *entity) {
	if a == "" {
		return
	}
	if _, taken := c.byAlias[a]; !taken {
		c.byAlias[a] = e
	}
	e.aliases[a] = true
}

// find returns the entity that words name, or nil.
func (c *cast) find(words []string) *entity {
	if e := c.byAlias[strings.Join(words, " ")]; e != nil {
		return e
	}
	last := words[len(words)-1]
	e := c.byAlias[last]
	if e == nil || len(words) == 1 {
		return e
	}
	// "Bradley Smith" is the "Smith" of before only if that had no other first name
	if len(e.words) == 1 || e.words[0] == words[0] {
		return e
	}
	return nil
}

// learn adds to e what another naming says of it.
func (e *entity) learn(full string, words, titles []string) {
	if len(words) > len(e.words) {
		e.name, e.words = full, words
	}
	for _, t := range titles {
		e.roles[t] = true
		switch t {
		case "mr", "sir", "lord", "king", "prince", "congressman", "chairman", "spokesman", "pope":
			e.gender = 'm'
		case "mrs", "ms", "miss", "dame", "lady", "queen", "princess", "congresswoman", "chairwoman", "spokeswoman":
			e.gender = 'f'
		}
	}
	if e.gender == 0 && e.kind == "person" {
		switch {
		case nameWords["male"][e.words[0]]:
			e.gender = 'm'
		case nameWords["female"][e.words[0]]:
			e.gender = 'f'
		}
	}
}

func kindOfName(words, titles []string, the bool) string {
	for _, w := range words {
		if nameWords["outlet"][w] && (len(words) > 1 || the || w == "reuters" || len(w) <= 4 || w == "bloomberg" || w == "politico") {
			return "outlet"
		}
	}
	for _, w := range words {
		if nameWords["org"][w] {
			return "organisation"
		}
	}
	if the {
		return "organisation"
	}
	if len(titles) > 0 {
		return "person"
	}
	if nameWords["male"][words[0]] || nameWords["female"][words[0]] {
		return "person"
	}
	if len(words) == 2 || len(words) == 3 {
		return "person"
	}
	return "organisation"
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

// spokes holds the words for those who speak for others.
var spokes = words("spokesman spokeswoman spokesperson spokespeople spokesmen representative")

// resolve returns the name of who is meant by tokens [first, last), the person who speaks for it if there is one, and
// its kind: person organisation outlet documents unnamed.
func (c *cast) resolve(first, last int) (name, via, kind string) {
	f := c.f
	if first >= last {
		return "", "", ""
	}
	written := f.d.SpanOf(first, last).Of(f.s)
	head := c.headOf(first, last)
	if last-first == 1 && (f.tag(first) == "PRP" || f.tag(first) == "WP" || f.tag(first) == "WDT" || f.low[first] == "who") {
		e := c.pronoun(first)
		if e == nil && (f.low[first] == "who" || f.low[first] == "which" || f.low[first] == "that") {
			return c.antecedent(first)
		}
		if e == nil {
			return written, "", "unnamed"
		}
		return e.name, "", e.kind
	}
	if n := lex.nouns[f.low[head]]; n != nil && n.speaks && (!properNoun(f.tag(head)) || c.namingAt(first) == nil || c.namingAt(first).last == first+1) {
		for i := head + 1; i < last; i++ {
			if handed[f.low[i]] || f.low[i] == "by" || f.low[i] == "in" {
				return f.d.SpanOf(first, i).Of(f.s), "", "documents"
			}
		}
		return written, "", "documents"
	}
	if n := c.apposed(last); n != nil && !properNoun(f.tag(head)) {
		return n.ent.name, "", n.ent.kind
	}
	named := c.namedIn(first, last)
	if spokes[f.low[head]] {
		if named != nil {
			return named.name, written, named.kind
		}
		if e := c.lastSpoken(first, f.low[head]); e != nil {
			return e.name, written, e.kind
		}
		if e := c.ownerAfter(head, last); e != nil {
			return e.name, written, e.kind
		}
		return written, "", "unnamed"
	}
	if named != nil && (properNoun(f.tag(head)) || f.d.Tokens[head].Tag == "CD") {
		return named.name, "", named.kind
	}
	if e := c.nominal(first, head); e != nil {
		return e.name, "", e.kind
	}
	if named != nil && f.tag(last-1) == "POS" {
		return named.name, "", named.kind
	}
	return written, "", "unnamed"
}

// antecedent returns the noun phrase that the relative pronoun at token i goes back to, as resolve does.
func (c *cast) antecedent(i int) (name, via, kind string) {
	f := c.f
	last := i
	for last > 0 && f.low[last-1] == "," {
		last--
	}
	first := last
	for first > 0 && f.sameLine(first-1, first) && f.reg[first-1] == f.reg[i] && (f.d.IsNoun(first-1) || f.joins(first-1, first)) {
		first--
	}
	if first == last {
		return f.d.Word(i), "", "unnamed"
	}
	return c.resolve(first, last)
}

// apposed returns the name that is set off by commas behind token last-1: "the governor, Maria Lund, said".
func (c *cast) apposed(last int) *naming {
	f := c.f
	if f.word(last) != "," {
		return nil
	}
	if n := c.namingAt(last + 1); n != nil && n.ent.kind == "person" && f.word(n.last) == "," {
		return n
	}
	return nil
}

// headOf returns the head word of a noun phrase: the last noun before "of", "for" or another preposition.
func (c *cast) headOf(first, last int) int {
	head := first
	for i := first; i < last; i++ {
		if c.f.d.IsNoun(i) {
			head = i
		} else if (c.f.tag(i) == "IN" || c.f.low[i] == "(") && i > first {
			break
		}
	}
	return head
}

// namedIn returns the last entity named in tokens [first, last) before a preposition, else the first behind it.
func (c *cast) namedIn(first, last int) *entity {
	var out *entity
	prep := last
	for i := first + 1; i < last; i++ {
		if c.f.low[i] == "(" || c.f.tag(i) == "IN" && !nameWords["org"][c.f.low[i-1]] {
			prep = i
			break
		}
	}
	for _, n := range c.namings {
		if n.first >= first && n.last <= last && n.first < last {
			if n.first < prep || out == nil {
				out = n.ent
			}
		}
	}
	return out
}

// ownerAfter returns the entity meant behind "for" in "a spokesman for the company".
func (c *cast) ownerAfter(head, last int) *entity {
	f := c.f
	for i := head + 1; i < last; i++ {
		if f.low[i] == "for" || f.low[i] == "of" {
			if p, ok := f.baseNP(i+1, last); ok {
				return c.nominal(p.First, p.Head)
			}
		}
	}
	return nil
}

// lastSpoken returns the entity that a definite "the spokesperson" goes back to: the owner of the last one.
func (c *cast) lastSpoken(first int, word string) *entity {
	var out *entity
	for _, n := range c.namings {
		if n.first >= first {
			break
		}
		for k := n.last; k < min(n.last+2, len(c.f.low)); k++ {
			if spokes[c.f.low[k]] {
				out = n.ent
			}
		}
		if k := n.first - 2; k >= 0 && spokes[c.f.low[k]] || n.first >= 3 && spokes[c.f.low[n.first-3]] {
			out = n.ent
		}
		if n.ent.roles[word] {
			out = n.ent
		}
	}
	return out
}

// pronoun returns the entity that the pronoun at token i stands for, or nil.
func (c *cast) pronoun(i int) *entity {
	f := c.f
	s := f.d.SentenceOf(i)
	var gender byte
	person := true
	switch f.low[i] {
	case "he", "him", "his":
		gender = 'm'
	case "she", "her":
		gender = 'f'
	case "who", "which", "that":
		return c.before(i)
	case "it", "its":
		person = false
	case "they", "their":
		person = false
	default:
		return nil
	}
	var best *entity
	score := 0
	for k := len(c.namings) - 1; k >= 0; k-- {
		n := c.namings[k]
		if n.first >= i {
			continue
		}
		d := s - f.d.SentenceOf(n.first)
		if d > 12 {
			break
		}
		if (n.ent.kind == "person") != person || gender != 0 && n.ent.gender != 0 && n.ent.gender != gender || f.reg[n.first] >= 0 && f.reg[i] < 0 {
			continue
		}
		v := 100 - 12*d
		if n.subject {
			v += 15
		}
		if d == 0 && !n.subject {
			v -= 10
		}
		if gender != 0 && n.ent.gender == gender {
			v += 6
		}
		if v > score {
			best, score = n.ent, v
		}
	}
	return best
}

// before returns the entity named right before token i.
func (c *cast) before(i int) *entity {
	for k := len(c.namings) - 1; k >= 0; k-- {
		if n := c.namings[k]; n.last <= i && i-n.last <= 2 {
			return n.ent
		} else if n.last < i-12 {
			break
		}
	}
	return nil
}

// nominals says which kind of entity a definite noun means.
var nominals = map[string]string{
	"company": "organisation", "firm": "organisation", "giant": "organisation", "maker": "organisation", "corporation": "organisation",
	"agency": "organisation", "department": "organisation", "ministry": "organisation", "bank": "organisation", "group": "organisation",
	"university": "organisation", "organization": "organisation", "organisation": "organisation", "campaign": "organisation",
	"committee": "organisation", "commission": "organisation", "court": "organisation", "council": "organisation", "party": "organisation",
	"union": "organisation", "carrier": "organisation", "retailer": "organisation", "airline": "organisation", "vendor": "organisation",
	"paper": "outlet", "newspaper": "outlet", "outlet": "outlet", "magazine": "outlet", "broadcaster": "outlet", "site": "outlet", "network": "outlet",
	"president": "person", "mayor": "person", "senator": "person", "minister": "person", "governor": "person", "candidate": "person",
	"nominee": "person", "director": "person", "chairman": "person", "secretary": "person", "ceo": "person", "executive": "person",
	"lawyer": "person", "attorney": "person", "professor": "person", "analyst": "person", "judge": "person", "author": "person",
	"researcher": "person", "official": "person", "billionaire": "person", "businessman": "person", "lawmaker": "person", "congressman": "person",
	"ambassador": "person", "founder": "person", "economist": "person", "scientist": "person", "officer": "person", "chief": "person",
}

// nominal returns the entity that a definite noun phrase means ("the company"): one that the article called so before,
// else the last of its kind that was named.
func (c *cast) nominal(first, head int) *entity {
	f := c.f
	if w := f.low[first]; w != "the" && w != "this" && w != "that" {
		return nil
	}
	word := f.low[head]
	kind := nominals[word]
	if kind == "" || head+1-first > 4 {
		return nil
	}
	s := f.d.SentenceOf(first)
	var best *entity
	score := 0
	for k := len(c.namings) - 1; k >= 0; k-- {
		n := c.namings[k]
		if n.first >= first {
			continue
		}
		d := s - f.d.SentenceOf(n.first)
		v := 60 - 6*min(d, 8)
		if n.ent.roles[word] || n.ent.hasWord(word) {
			v += 100
		} else if kind == "person" || n.ent.kind != kind || d > 12 {
			continue
		}
		if n.subject {
			v += 12
		}
		if word == "company" || word == "firm" || word == "giant" || word == "maker" || word == "vendor" {
			if len(n.ent.words[0]) <= 4 && n.ent.aliases[n.ent.words[0]] && strings.ToUpper(n.ent.name) == n.ent.name || n.ent.public() {
				v -= 50 // an abbreviation is more often an agency than a company
			}
		}
		if word == "agency" || word == "department" || word == "ministry" {
			if !n.ent.public() && strings.ToUpper(n.ent.name) != n.ent.name {
				v -= 50
			}
		}
		if v > score {
			best, score = n.ent, v
		}
	}
	return best
}

func (e *entity) hasWord(w string) bool {
	for _, x := range e.words {
		if x == w {
			return true
		}
	}
	return false
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
