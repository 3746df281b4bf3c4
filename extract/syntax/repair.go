package syntax

import "strings"

// repair corrects tags that cannot stand side by side, before the sentence is parsed. Of two verbs with tense in a row
// the first is a plural noun ("Court filings show", "Union leaders vowed", "that costs were"), what the tagger takes for a
// noun between a subject and "that" is a verb ("minutes obtained on request show that"), and an adjective that nothing
// follows is a noun ("its chief executive, Anna Berg").
func (w *worker) repair(s string, toks []Token) {
	finite := false
	for i := range toks {
		low := toks[i].Of(s)
		if (low == "’s" || low == "'s") && toks[i].Tag != "POS" && toks[i].Tag != "VBZ" && i > 0 && toks[i-1].End == toks[i].Start {
			w.retag(toks, i, "POS")
			continue
		}
		if i > 1 && shows[low] && toks[i-1].Tag == "VBZ" && (toks[i].Tag == "NN" || toks[i].Tag == "VB") && i+1 < len(toks) && opensObject(toks[i+1]) && !linking[toks[i-1].Of(s)] {
			w.retag(toks, i-1, "NNS") // "Independent analyses document a surge"
			w.retag(toks, i, "VBP")
			finite = true
			continue
		}
		switch toks[i].Tag {
		case "WP", "WDT", "WRB":
			if low != "that" {
				return // "what the firm sells depends on"
			}
		case "JJ":
			if w.lastOfPhrase(s, toks, i) {
				w.retag(toks, i, "NN")
			}
		case "VBZ":
			if i > 0 && i+1 < len(toks) && toks[i-1].Of(s) == "that" && (toks[i+1].Tag == "VBD" || toks[i+1].Tag == "VBP" || toks[i+1].Tag == "MD") && strings.HasSuffix(low, "s") {
				w.retag(toks, i-1, "IN")
				w.retag(toks, i, "NNS")
				continue
			}
			if i > 0 && i+1 < len(toks) && strings.HasSuffix(low, "s") && (toks[i-1].Tag == "," || toks[i-1].Tag == "CC") && toks[i+1].Tag == "VBD" && !linking[low] && !linking[toks[i+1].Of(s)] {
				w.retag(toks, i, "NNS") // "…, witnesses told the paper"
				continue
			}
			if i > 0 && i+1 < len(toks) && strings.HasSuffix(low, "s") && nominalBefore(toks[i-1].Tag) && verbalTag(toks[i+1].Tag) && !linking[low] && !linking[toks[i+1].Of(s)] && !finite {
				w.retag(toks, i, "NNS")
				continue
			}
			finite = true
		case "VBP":
			if i > 0 && i+1 < len(toks) && strings.HasPrefix(toks[i-1].Tag, "NN") && toks[i+1].Tag == "VB" && shows[toks[i+1].Of(s)] && !linking[low] {
				w.retag(toks, i, "NN") // "the securities regulator show that"
				w.retag(toks, i+1, "VBP")
				continue
			}
			finite = finite || i+1 == len(toks) || toks[i+1].Tag != "IN" && toks[i+1].Tag != "TO"
		case "VBD", "MD":
			finite = finite || i+1 == len(toks) || toks[i+1].Tag != "IN" && toks[i+1].Tag != "TO" // a participle, perhaps
		case "VBN":
			if i > 0 && i+1 < len(toks) && !finite && strings.HasPrefix(toks[i-1].Tag, "NN") && toks[i+1].Of(s) != "by" && w.only(toks, i) {
				w.retag(toks, i, "VBD")
				finite = true
			}
		case "NN":
			if i < 2 || i+1 >= len(toks) || !shows[low] || finite {
				continue
			}
			if that := toks[i+1].Of(s) == "that"; that && strings.HasPrefix(toks[i-1].Tag, "NN") || (toks[i-1].Tag == "NNS" || toks[i-1].Tag == "VBG") && w.only(toks, i) {
				w.retag(toks, i, "VBP")
				if that {
					w.retag(toks, i+1, "IN")
				}
				finite = true
			}
		}
	}
}

// opensObject reports whether t can begin the object of a verb.
func opensObject(t Token) bool {
	return t.Tag == "DT" || t.Tag == "PRP$" || t.Tag == "``"
}

// lastOfPhrase reports whether the adjective at token i ends a noun phrase that an article or an owner began, behind
// another adjective.
func (w *worker) lastOfPhrase(s string, toks []Token, i int) bool {
	if i < 2 || i+1 >= len(toks) || toks[i-1].Tag != "JJ" || toks[i].Of(s) == "own" {
		return false
	}
	if t := toks[i-2].Tag; t != "PRP$" && t != "POS" && t != "DT" {
		return false
	}
	switch toks[i+1].Tag {
	case ",":
		return i+2 < len(toks) && (toks[i+2].Tag == "NNP" || toks[i+2].Tag == "DT" || toks[i+2].Tag == "WP")
	case ".", "VBD", "VBZ", "MD":
		return true
	}
	return false
}

// only reports whether token i is the only one in a whole sentence that can be a verb with tense.
func (w *worker) only(toks []Token, i int) bool {
	for k, t := range toks {
		switch t.Tag {
		case "VBZ", "VBD", "VBP", "MD":
			return false
		case "VBN":
			if k != i {
				return false
			}
		}
	}
	return toks[len(toks)-1].Tag == "."
}

// retag gives token i the tag, if the tagger knows it.
func (w *worker) retag(toks []Token, i int, tag string) {
	for c, name := range w.t.tags.classes {
		if name == tag {
			toks[i].Tag, w.tags[i] = tag, uint32(c)+1
		}
	}
}

func nominalBefore(tag string) bool {
	return strings.HasPrefix(tag, "NN") || tag == "JJ" || tag == "VBN"
}

func verbalTag(tag string) bool { return tag == "VBD" || tag == "VBP" || tag == "VBN" }

var (
	// linking holds verbs that another verb may follow at once.
	linking = map[string]bool{
		"is": true, "has": true, "does": true, "'s": true, "’s": true, "gets": true, "keeps": true, "stays": true, "seems": true,
		"remains": true, "looks": true, "feels": true, "becomes": true, "appears": true, "goes": true, "says": true, "lets": true,
		"makes": true, "helps": true, "was": true, "were": true, "are": true, "am": true, "be": true, "been": true, "have": true,
		"had": true, "do": true, "did": true, "'re": true, "’re": true, "'ve": true, "’ve": true, "needs": true, "wants": true,
	}
	// shows holds plural forms of verbs that are nouns as well.
	shows = map[string]bool{"show": true, "report": true, "claim": true, "state": true, "estimate": true, "document": true, "detail": true, "call": true}
)
