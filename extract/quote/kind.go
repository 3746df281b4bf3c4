package quote

import "strings"

// bodies holds nouns for bodies of people that speak as one, besides those of nominals and of names.
var bodies = words(`board police government administration ministry parliament senate congress authority regulator watchdog
	panel tribunal jury embassy consulate consortium charity foundation institute school hospital museum club league
	association federation coalition alliance cooperative startup manufacturer supplier operator developer contractor
	utility insurer lender brewery shipyard port airport church army navy crown office trust state city county district borough`)

// kindOf tells the kind of a source that is no entity of the article by the words for it: "the harbour board" is an
// organisation, "the mayor" a person, "two officials" nobody in particular.
func (c *cast) kindOf(first, last, head int) string {
	f := c.f
	w := f.word(head)
	if properNoun(f.tag(head)) && !f.titled(f.d.Sentences[f.d.SentenceOf(head)]) {
		kind, _ := kindOfName(c.nameWords(first, head+1), nil, f.word(first) == "the")
		return kind
	}
	if x := f.word(first); last > first+1 && isUpperAt(f.form(first)) && (nameWords["male"][x] || nameWords["female"][x]) {
		return "person"
	}
	kind := nominals[w]
	if bodies[w] {
		kind = "organisation"
	}
	if kind == "" || !c.certainOne(first, head) {
		return "unnamed"
	}
	return kind
}

// certainOne reports whether the phrase from token first to its head means a certain one of its kind: it has "the" or an
// owner, or needs neither, as "police" does.
func (c *cast) certainOne(first, head int) bool {
	f := c.f
	switch w := f.word(head); {
	case w == "police" || w == "parliament" || w == "congress":
		return true
	case strings.HasSuffix(w, "s") && f.tag(head) == "NNS":
		return false
	}
	if s := f.d.Sentences[f.d.SentenceOf(head)]; f.word(first) != "a" && f.word(first) != "an" && wordy(f.word(s.Last-1)) && f.tag(first) != "CD" {
		return true // headlines leave articles out
	}
	for i := first; i < head; i++ {
		switch w := f.word(i); {
		case w == "the" || w == "this" || w == "that":
			return true
		case f.tag(i) == "PRP$" || f.tag(i) == "POS" || properNoun(f.tag(i)):
			return true
		}
	}
	return false
}

// nameWords returns the words of tokens [first, last) in small letters, without articles and marks.
func (c *cast) nameWords(first, last int) []string {
	var out []string
	for i := first; i < last; i++ {
		if w := c.f.word(i); wordy(w) && w != "the" && w != "a" && w != "an" && c.f.tag(i) != "POS" {
			out = append(out, strings.TrimSuffix(w, "."))
		}
	}
	if len(out) == 0 {
		out = append(out, c.f.word(first))
	}
	return out
}

// inHeadline returns the entity that a headline, whose capitals tell no names, means by tokens [first, last): the one that
// the text calls by the same words; nil if there is none.
func (c *cast) inHeadline(first, last int) *entity {
	if !c.f.titled(c.f.d.Sentences[c.f.d.SentenceOf(first)]) {
		return nil
	}
	return c.byAlias[strings.Join(c.nameWords(first, last), " ")]
}
