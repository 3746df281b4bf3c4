package syntax

// missed makes verbs of what passed for plural nouns. A plural does not stand between "also" and a clause, nor between the
// name that opens a sentence and the subject of a clause: "She also claims that", "Holm claims he". And a sentence that has
// come out without a verb has one before an article or a number: "The plant burns 15 tonnes of wood". Headlines and
// captions, which may have none, end without a full stop. Some participles behind a noun are nouns.
func (w *worker) missed(s string, toks []Token) {
	verb, finite := -1, false
	for i := range toks {
		switch toks[i].Tag {
		case "MD", "VBD", "VBZ", "VBP", "VB":
			finite = true
		case "VBG":
			if i > 0 && i+1 < len(toks) && (toks[i-1].Tag == "NN" || toks[i-1].Tag == "JJ") && gerunds[toks[i].Of(s)] && !takes(toks[i+1].Tag) {
				w.retag(toks, i, "NN")
			}
		case "NNS":
			if i == 0 || i+1 == len(toks) {
				continue
			}
			next := &toks[i+1]
			subject := next.Tag == "PRP" || next.Tag == "DT" || next.Of(s) == "that"
			switch before := toks[i-1].Tag; {
			case toks[i-1].Of(s) == "also" && subject, before == "NNP" && next.Tag == "PRP" && w.opens(toks, i):
				w.retag(toks, i, "VBZ")
				finite = true
				if next.Of(s) == "that" {
					w.retag(toks, i+1, "IN")
				}
			case verb < 0 && (nounTag(before) || before == "JJ") && (subject || next.Tag == "CD" || next.Tag == "$" || next.Tag == "PRP$"):
				verb = i
			}
		}
	}
	if verb >= 0 && !finite && len(toks) > 3 && toks[len(toks)-1].Tag == "." {
		w.retag(toks, verb, "VBZ")
	}
}

// gerunds holds words in -ing that name a thing or a business, and are nouns behind another noun: "enforcement spending".
var gerunds = map[string]bool{
	"spending": true, "funding": true, "building": true, "housing": true, "training": true, "processing": true, "trading": true,
	"manufacturing": true, "farming": true, "shipping": true, "mining": true, "banking": true, "lending": true, "pricing": true,
	"policing": true, "parking": true, "advertising": true, "marketing": true, "filing": true, "hosting": true, "computing": true,
	"planning": true, "fishing": true, "drilling": true, "testing": true, "screening": true, "recycling": true, "engineering": true,
}

// takes reports whether a word with the tag can begin the object of a verb.
func takes(tag string) bool {
	return tag == "DT" || tag == "PRP" || tag == "PRP$" || tag == "NNP" || tag == "NNS" || tag == "CD"
}

// opens reports whether only a name stands before token i.
func (w *worker) opens(toks []Token, i int) bool {
	for j := range i {
		if toks[j].Tag != "NNP" {
			return false
		}
	}
	return true
}
