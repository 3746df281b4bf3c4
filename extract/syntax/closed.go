package syntax

import "strings"

// closed holds the tags of the words that make up most of the words of English, for tagging without weights.
var closed = func() map[string]string {
	m := map[string]string{}
	for tag, words := range map[string]string{
		"DT":   "the a an this that these those some any no each every another both either neither all",
		"IN":   "of in on at by for from with about into over under after before since until through during between against without within among because although though if whether while than as like near per despite unlike upon amid",
		"TO":   "to",
		"CC":   "and or but nor yet &",
		"PRP":  "i you he she it we they me him us them himself herself itself themselves myself ourselves yourself",
		"PRP$": "my your his her its our their",
		"MD":   "will would can could may might shall should must",
		"VBZ":  "is has does says 's",
		"VBD":  "was were had did said told",
		"VBP":  "are am have do say",
		"VB":   "be",
		"VBN":  "been",
		"VBG":  "being",
		"RB":   "not n't n’t never also very too only just now then here still even again however often",
		"WP":   "who whom what",
		"WDT":  "which",
		"WP$":  "whose",
		"WRB":  "when where why how",
		"EX":   "there",
		"CD":   "one two three four five six seven eight nine ten million billion",
		"POS":  "’s",
	} {
		for _, w := range strings.Fields(words) {
			m[w] = tag
		}
	}
	return m
}()

// sure holds the tags of words that hardly ever have another, by the hash of the word. They are given without asking
// the model, which has not seen the rarer ones often enough.
var sure = func() map[uint32]string {
	m := map[uint32]string{}
	for tag, words := range map[string]string{
		"DT":   "the a an this these those every",
		"IN":   "of from with during among amongst between against without within despite towards toward upon via amid amidst at into onto unlike alongside beneath because although unless whereas",
		"CC":   "and or nor",
		"PRP":  "he she it they we i him them us himself herself itself themselves myself ourselves yourself",
		"PRP$": "my your its our their his",
		"MD":   "would could should must cannot",
		"WP":   "who whom",
		"WP$":  "whose",
		"VBD":  "was were said did told",
		"VBZ":  "is has says does tells",
		"VBP":  "are am",
		"VBN":  "been",
		"VBG":  "being saying telling adding",
		"RB":   "not n't also never",
		"NNP":  "monday tuesday wednesday thursday friday saturday sunday january february april june july august september october november december",
	} {
		for _, w := range strings.Fields(words) {
			m[look(w, 0, false, false).lower] = tag
		}
	}
	return m
}()

// lower returns w in small letters; it does not allocate when w has no capital.
func lower(w string) string { return strings.ToLower(w) }
