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
		"VBD": `was were said did told knew went took gave came began became wrote spoke chose broke drove fell flew grew rose
			stole swore threw wore ate drank rang sang sank shook woke forgot forgave froze hid rode undertook withdrew foresaw
			overcame oversaw overthrew arose shrank drew ran saw`,
		"VBZ": "is has says does tells",
		"VBP": "are am",
		"VBN": "been",
		"VBG": "being saying telling adding",
		"RB":  "not n't also never",
		"NNP": "monday tuesday wednesday thursday friday saturday sunday january february april june july august september october november december",
	} {
		for _, w := range strings.Fields(words) {
			m[look(w, 0, false, false).lower] = tag
		}
	}
	return m
}()

// verbs lists regular verbs whose base form is hardly ever a noun or adjective, so that their forms are forms of a verb
// however seldom the model has seen them.
const verbs = `accuse acknowledge admit adopt advise affirm agree allege allow announce appear apply argue arrive assert assume
	assure attend avoid believe bemoan clarify complain concede conclude condemn confess confirm consider contend
	continue convince criticise criticize declare define demonstrate denounce deny describe determine disagree disclose
	discuss dismiss emphasise emphasize enable encourage ensure establish exist expand explain express fail foresee gather
	happen identify illustrate imagine imply improve include inform insist intend involve justify lament learn maintain
	 oppose perceive predict prefer pretend proclaim prohibit propose prove publish quip realise realize reassure
	recognise recognize recommend refer reflect refuse reiterate reject remain remember remind remove require resign
	respond reveal seem specify submit suggest suppose testify threaten underline underscore warn
	 prevent provide receive reduce replace retain serve solve suffer survive tell think threaten
	understand unveil achieve accept accompany announce appoint approve arrange assess assist bring confuse
	contain contribute create decide defend deliver depend deserve destroy detain develop divide earn elect eliminate embrace
	emerge employ enforce engage enjoy enter evaluate examine exceed exclude expect explore expose extend fulfil generate govern
	 hire ignore impose indicate inspect install invest invite locate manage obtain occur operate perform
	persuade possess postpone preserve proceed protect publish pursue quit react rely renew resolve restore
	resume retire seize select separate shrink solve spend succeed surround tackle tend transform
	undermine unite vary verify violate withdraw worsen`

// forms holds forms of verbs that are hardly ever anything else, with the tags they can have: the past of strong verbs,
// and of the verbs by which amounts are reported, whose base form is often a noun.
var forms = map[string]string{
	"VBD VBN": `stood held paid made kept sent spent built bought brought caught dealt fought found heard lost meant met sold
		slid stuck swung taught thought understood won lent bred clung crept dug fled flung hung leapt misled overheard sought
		stung strung swept withheld withstood laid totalled totaled averaged doubled tripled quadrupled halved climbed dropped
		jumped surged slumped plunged tumbled slipped soared gained eased widened narrowed collapsed amounted weighed
		exceeded reached rallied retreated swelled rebounded`,
	"VBN":    `risen fallen grown shown known taken given gone done seen written spoken stolen eaten forgotten shaken thrown drawn flown withdrawn overthrown undertaken`,
	"VBN JJ": `swollen shrunken driven broken frozen hidden torn worn chosen`,
}

// limits returns, for the forms of verbs, the tags they can have, by the hash of the form.
func limits(class map[string]int) map[uint32]uint64 {
	m := map[uint32]uint64{}
	put := func(form string, tags ...string) {
		set := uint64(0)
		for _, t := range tags {
			if c, ok := class[t]; ok {
				set |= 1 << c
			}
		}
		if set != 0 {
			m[look(form, 0, false, false).lower] = set
		}
	}
	for tags, list := range forms {
		for _, form := range strings.Fields(list) {
			put(form, strings.Fields(tags)...)
		}
	}
	for _, v := range strings.Fields(verbs) {
		stem, third := strings.TrimSuffix(v, "e"), v+"s"
		switch {
		case strings.HasSuffix(v, "y") && !strings.ContainsAny(v[len(v)-2:len(v)-1], "aeo"):
			third = v[:len(v)-1] + "ies"
			put(v[:len(v)-1]+"ied", "VBD", "VBN", "JJ")
		case strings.HasSuffix(v, "s"), strings.HasSuffix(v, "sh"), strings.HasSuffix(v, "ch"), strings.HasSuffix(v, "x"):
			third = v + "es"
			put(stem+"ed", "VBD", "VBN", "JJ")
		default:
			put(stem+"ed", "VBD", "VBN", "JJ")
		}
		put(v, "VB", "VBP")
		put(third, "VBZ")
	}
	return m
}

// lower returns w in small letters; it does not allocate when w has no capital.
func lower(w string) string { return strings.ToLower(w) }
