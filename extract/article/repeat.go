package article

import "hearsay/corpus"

// repeatLen is how many letters and digits make a passage too long to be said twice on purpose, as the items of a
// recipe or the questions of an interview are.
const repeatLen = 100

// repeated labels passages that the article says twice: a pull-quote where the markup says so, else a repeat. Of two
// equal passages the first stays; a passage that holds many others that stand alone too, as a hidden copy of the whole
// text for machines does, goes before them.
func (a *assembly) repeated() {
	grams := a.bodyGrams()
	count := map[uint64]int{}
	for _, g := range grams {
		for _, x := range g {
			count[x]++
		}
	}
	drop := func(i int, k corpus.BlockKind) {
		a.kind[i] = k
		for _, x := range grams[i] {
			count[x]--
		}
	}
	twice := func(i, tenths int) bool {
		n := 0
		for _, x := range grams[i] {
			if count[x] > 1 {
				n++
			}
		}
		return n*10 >= len(grams[i])*tenths
	}
	for i, g := range grams { // copies of the whole
		if len(g) > 150 && (a.p.blocks[i].flags&fHidden != 0 || len(g) > 400) && twice(i, 8) {
			drop(i, corpus.Repeat)
		}
	}
	for i := len(grams) - 1; i >= 0; i-- {
		if len(grams[i]) == 0 || !a.kind[i].Body() || !twice(i, 7) {
			continue
		}
		b := &a.p.blocks[i]
		n := len(squeeze(a.p.of(b)))
		switch {
		case a.kind[i] == corpus.BlockQuote && n < 400, a.kind[i] == corpus.Para && b.own&fQuote != 0:
			drop(i, corpus.PullQuote) // two halves of a quotation may stand apart in the text
		case !twice(i, 9):
		case n >= repeatLen && a.kind[i] != corpus.List && !often(grams[i], count):
			drop(i, corpus.Repeat)
		}
	}
}

// copyLen is how many letters and digits make a paragraph that is said twice word for word a repeat.
const copyLen = 50

// copies labels paragraphs that say word for word what one before them says: an offer that stands twice, a caption under
// each of several pictures. What stands three times and more with other text between, and what is no sentence, is part of a
// form, such as a plan of meals; and items of lists are left alone unless they are long.
func (a *assembly) copies() {
	said := make([]string, len(a.kind))
	count := map[string]int{}
	for i, k := range a.kind {
		least := copyLen
		if k == corpus.List {
			least = 3 * copyLen
		}
		if k != corpus.Para && k != corpus.List || a.p.blocks[i].Len() < least || !a.v.shapes[i].endStop {
			continue
		}
		if s := squeeze(a.p.of(&a.p.blocks[i])); len(s) >= least {
			said[i] = s
			count[s]++
		}
	}
	seen, last := map[string]bool{}, ""
	for i, s := range said {
		if s != "" && seen[s] && (count[s] == 2 || s == last) {
			a.kind[i] = corpus.Repeat
		}
		seen[s] = true
		if a.kind[i].Body() {
			last = s
		}
	}
}

// often reports whether a passage stands more than twice: then it is part of a form, such as a question put to each of
// several people.
func often(grams []uint64, count map[uint64]int) bool {
	n := 0
	for _, x := range grams {
		if count[x] > 2 {
			n++
		}
	}
	return n*10 >= len(grams)*9
}

// bodyGrams returns the runs of four words of each body block that is long enough to be a repeat.
func (a *assembly) bodyGrams() [][]uint64 {
	grams := make([][]uint64, len(a.kind))
	for i := range a.kind {
		if !a.kind[i].Body() || a.p.blocks[i].Len() < 40 || a.kind[i] == corpus.Table {
			continue
		}
		ws := a.v.words[i]
		grams[i] = make([]uint64, 0, len(ws))
		for k := 0; k+4 <= len(ws); k++ {
			grams[i] = append(grams[i], gram(ws[k:k+4]))
		}
	}
	return grams
}
