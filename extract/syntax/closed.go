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

// lower returns w in small letters; it does not allocate when w has no capital.
func lower(w string) string { return strings.ToLower(w) }
