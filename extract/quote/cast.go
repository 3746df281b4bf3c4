package quote

import (
	_ "embed"
	"strings"
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
	sure    bool            // the kind is more than a guess
	opens   bool            // "The" stands before it where a sentence begins, so that its capital says nothing
	lower   bool            // "the" stands before it
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
	spoke   *entity // who spoke last
	spokeIn int     // and in which sentence
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
	c.promote()
	for _, e := range c.ents { // an outlet that has an article wherever it is named, never a small one
		if e.kind == "outlet" && e.opens && !e.lower && !strings.HasPrefix(e.name, "The ") {
			e.name = "The " + e.name
		}
	}
	return c
}

// nameEnd returns the token after the name that begins at token i, or i.
func (c *cast) nameEnd(i int) int {
	f := c.f
	k := i
	if f.word(i) == "+" && i+2 < len(f.low) && f.tag(i+1) == "CD" && properNoun(f.tag(i+2)) {
		k = i + 2 // "+972 Magazine"
	}
	if first := f.sFirst(i); (k == first || k == first+1 && !wordy(f.word(first))) && (auxiliaries[f.word(k)] || nominalStart[f.word(k)] || lex.verbs[f.word(k)] != nil) && !(nameWords["title"][f.word(k)] && properNoun(f.tag(k+1))) {
		return i // a capital that the place in the sentence explains
	}
	for k < len(f.low) && (k == i || f.sameLine(k-1, k)) {
		switch {
		case c.nameWord(k) && !days[f.word(k)]:
			k++
			continue
		case k > i && (f.word(k) == "of" || f.word(k) == "&" || f.word(k) == "for") && k+1 < len(f.low):
			j := k + 1
			if f.word(j) == "the" {
				j++
			}
			if j < len(f.low) && properNoun(f.tag(j)) && (nameWords["org"][f.word(k-1)] || nameWords["outlet"][f.word(k-1)]) {
				k = j
				continue
			}
		case k > i && nameWords["field"][f.word(k-1)] && f.joinsFields(k):
			k++ // "Immigration and Customs Enforcement"
			continue
		case k > i && f.word(k) == "." && f.d.Tokens[k].Start == f.d.Tokens[k-1].End && k+1 < len(f.low) && len(f.word(k-1)) == 1:
			k++
			continue
		}
		break
	}
	return k
}

// nameWord reports whether token k can be part of a name: a proper noun, or a noun with a capital inside a sentence.
func (c *cast) nameWord(k int) bool {
	f := c.f
	if r, _ := firstRune(f.word(k)); !wordy(f.word(k)) || periods[f.word(k)] || asking[f.word(k)] || r == '\'' || r == '’' {
		return false
	}
	if properNoun(f.tag(k)) {
		return true
	}
	return (f.noun(k) || nameWords["outlet"][f.word(k)]) && isUpperAt(f.form(k)) && k > f.sFirst(k) && f.region(k-1) == f.region(k)
}

// asking holds words that open a heading such as "What Corvane said" and are no part of the name behind them.
var asking = words("what how why when where who whose which")

// nominalStart holds words that the tagger takes for names at the start of a sentence.
var nominalStart = words("employees workers publish critics officials experts analysts observers reports documents files records will can could should may might must would")

func properNoun(t string) bool { return t == "NNP" || t == "NNPS" }

// note records the name at tokens [first, last).
func (c *cast) note(first, last int) {
	f := c.f
	for i := last - 2; i > first; i-- { // "Northgate President Anna Berg" names two
		if w := f.word(i); nameWords["title"][w] && !nameWords["title"][f.word(i-1)] && !nameWords["org"][w] && f.noun(i+1) {
			c.note(first, i)
			first = i
			break
		}
	}
	if full := c.spelled(first, last); full < first {
		first = full
	}
	var words []string
	titles, start := []string{}, first
	for i := first; i < last; i++ {
		w := strings.TrimSuffix(f.word(i), ".")
		if nameWords["title"][w] && len(words) == 0 && i+1 < last {
			titles = append(titles, w)
			start = i + 1
			continue
		}
		if w != "" && f.noun(i) {
			words = append(words, w)
		}
	}
	for i := first - 1; i >= 0 && i > first-4 && (f.tag(i) == "NN" || f.tag(i) == "JJ"); i-- {
		titles = append(titles, f.word(i)) // "chief economist Maria Berg"
	}
	if len(words) == 0 {
		return
	}
	if start == first && f.word(first) == "+" {
		words = append([]string{f.word(first + 1)}, words...)
	}
	full := f.d.SpanOf(start, last).Of(f.s)
	if first > 0 && f.form(first-1) == "The" && first-1 > f.sFirst(first) && start == first {
		full = f.d.SpanOf(first-1, last).Of(f.s) // "The Echo" inside a sentence: the article is part of the name
	}
	e := c.find(words)
	if e == nil {
		e = &entity{name: full, words: words, aliases: map[string]bool{}, roles: map[string]bool{}}
		e.kind, e.sure = kindOfName(words, titles, c.article(first))
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
	if k, sure := kindOfName(words, titles, c.article(first)); k == "outlet" && !e.sure {
		e.kind, e.sure = k, sure
	}
	e.learn(full, words, titles)
	e.opens = e.opens || first > 0 && f.form(first-1) == "The"
	e.lower = e.lower || first > 0 && f.form(first-1) == "the"
	if last+2 < len(f.low) && f.word(last) == "(" && f.word(last+2) == ")" && len(f.word(last+1)) > 1 && len(f.word(last+1)) < 10 && !foreign(f.word(last+1), e) {
		c.alias(f.word(last+1), e)
	}
	e.describe(c.apposition(last))
	for r := range e.roles {
		if !e.sure && nominals[r] == "outlet" {
			e.kind, e.sure = "outlet", true // "Quayside, a local news site"
		}
	}
	e.describe(c.predicate(last))
	c.namings = append(c.namings, naming{first, last, e, c.subject(first, last)})
}

func (e *entity) describe(roles []string) {
	for _, r := range roles {
		e.roles[r] = true
	}
}

// article reports whether "the" stands before token i.
func (c *cast) article(i int) bool { return i > 0 && c.f.word(i-1) == "the" }

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
	if len(e.words) == 1 && strings.ToUpper(e.name) != e.name || e.words[0] == words[0] {
		return e
	}
	return nil
}

// learn adds to e what another naming says of it.
func (e *entity) learn(full string, words, titles []string) {
	if len(words) > len(e.words) || len(words) == len(e.words) && len(full) == len(e.name)+len("The ") && strings.HasPrefix(full, "The ") {
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
		case nameWords["female"][e.words[0]], strings.HasSuffix(e.words[0], "a") && len(e.words) > 1:
			e.gender = 'f' // in most languages of Europe
		}
	}
}

func (e *entity) hasWord(w string) bool {
	for _, x := range e.words {
		if x == w {
			return true
		}
	}
	return false
}
