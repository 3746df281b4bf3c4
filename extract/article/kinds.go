package article

import (
	"cmp"
	"slices"
	"strings"

	"golang.org/x/net/html/atom"

	"hearsay/corpus"
)

// kinds gives each block its kind: what the classifier takes for the article first, then what stands around it.
// Blocks that remain without a kind lie outside the article.
func (a *assembly) kinds() {
	a.kind = make([]corpus.BlockKind, len(a.prob))
	least := a.threshold()
	others := a.others()
	for i := range a.prob {
		if others[a.p.blocks[i].box] {
			continue
		}
		if p := a.prob[i]; (p < least || p < bodyAt && a.v.shapes[i].words < 8) && !(p >= least*.6 && (a.quotes(i) || a.plainProse(i))) && !(p >= least*.2 && a.kin(i, least)) {
			continue
		}
		if k, bad := a.reject(i); bad {
			a.kind[i] = k
			continue
		}
		if a.prof.has(a.p.of(&a.p.blocks[i])) {
			a.kind[i] = corpus.Boilerplate // it stays in the text, so that a profile learnt from it is the same
			continue
		}
		a.kind[i] = bodyKind(&a.p.blocks[i], &a.v.shapes[i])
	}
	a.between(least)
	a.tables()
	a.linkLists()
	a.teasers()
	a.biography()
	a.headline()
	a.captionsAndQuotes()
	a.standfirst()
	a.summary()
	a.repeated()
	a.copies()
	a.around()
}

// threshold returns the probability from which on a block is body: the one at which, if the probabilities are right, the
// F1 of the words that are taken is greatest (Lewis 1995). On a page of which the classifier is sure of nothing it is low; it is never
// above bodyAt, since a paragraph lost is worse than one too many.
func (a *assembly) threshold() float32 {
	const least = .12
	type part struct{ p, w float32 }
	var parts []part
	all := float32(0)
	for i, p := range a.prob {
		if a.p.blocks[i].flags&fComment != 0 {
			continue
		}
		w := float32(a.v.shapes[i].words)
		parts = append(parts, part{p, w})
		all += p * w
	}
	slices.SortFunc(parts, func(x, y part) int { return cmp.Compare(y.p, x.p) })
	best, at := float32(0), float32(bodyAt)
	hit, got := float32(0), float32(0)
	for _, x := range parts {
		hit += x.p * x.w
		got += x.w
		if f := 2 * hit / (got + all + 1); f > best {
			best, at = f, x.p
		}
	}
	return min(bodyAt, max(least, at))
}

// quotes reports whether block i is a paragraph that quotes somebody: to lose one is worse than to have one too many.
func (a *assembly) quotes(i int) bool {
	b := &a.p.blocks[i]
	if a.v.shapes[i].words < 10 || b.linked > 0 || b.own&(fRelated|fPromo|fAd|fCaption|fGallery) != 0 {
		return false
	}
	text := a.p.of(b)
	return strings.Contains(text, "“") && strings.Contains(text, "”") || strings.Count(text, `"`) > 1
}

// plainProse reports whether block i is a paragraph of some length that ends as a sentence does, without a link and with nothing
// in the markup around it that says what it is, after one that is body.
func (a *assembly) plainProse(i int) bool {
	b, s := &a.p.blocks[i], &a.v.shapes[i]
	if b.tag != atom.P || b.flags != 0 || b.linked > 0 || s.words < 20 || !s.endStop {
		return false
	}
	for j := i - 1; j >= max(0, i-3); j-- {
		if a.kind[j].Body() {
			return a.p.blocks[j].flags == 0
		}
	}
	return false
}

// kin reports whether block i is a paragraph in an element that is named the body, soon before others that are surely body:
// classes often change from one paragraph to the next, and what is folded away is of the article too.
func (a *assembly) kin(i int, least float32) bool {
	const near = 4
	b := &a.p.blocks[i]
	if b.own&fBody == 0 || b.own&(fRelated|fPromo|fAd|fCaption|fGallery|fComment|fShare|fAuthor|fTags) != 0 || b.linked*3 > int32(b.Len()) || a.v.shapes[i].words < 8 || !a.v.shapes[i].endStop {
		return false
	}
	for j := i + 1; j < min(len(a.prob), i+near+1); j++ {
		if o := &a.p.blocks[j]; a.prob[j] >= least && o.own&fBody != 0 && o.Len() > paraLen && a.v.shapes[j].endStop {
			return true
		}
	}
	return false
}

// bodyKind returns the kind of a block that belongs to the article.
func bodyKind(b *block, s *shape) corpus.BlockKind {
	switch b.tag {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		if s.words > 40 {
			return corpus.Para
		}
		return corpus.Subhead
	case atom.Li, atom.Dd, atom.Dt:
		return corpus.List
	case atom.Td, atom.Tr:
		if b.Len() > 400 {
			return corpus.Para // a table that lays out the page
		}
		return corpus.Table
	case atom.Blockquote:
		return corpus.BlockQuote
	}
	if n := int32(b.Len()); n < 100 && b.bold == n && !s.endStop && s.words < 15 && b.linked == 0 {
		return corpus.Subhead
	}
	return corpus.Para
}

// headline labels the block that holds the title. Other blocks that say just the same are no body either.
func (a *assembly) headline() {
	h := a.v.head
	if h < 0 {
		return
	}
	a.kind[h] = corpus.Headline
	title := squeeze(a.p.of(&a.p.blocks[h]))
	for i := range a.kind {
		if b := &a.p.blocks[i]; i != h && a.kind[i].Body() && b.Len() < 300 && squeeze(a.p.of(b)) == title {
			a.kind[i] = corpus.Repeat
		}
	}
}

// lead returns the first body block after the headline that reads like a paragraph, or -1.
func (a *assembly) lead() int {
	for i := max(0, a.v.head+1); i < len(a.kind); i++ {
		if a.kind[i].Body() && a.kind[i] != corpus.Subhead && a.p.blocks[i].Len() > paraLen {
			return i
		}
	}
	return -1
}

// captionsAndQuotes labels what the markup says is a caption, a pull-quote or an embedded post.
func (a *assembly) captionsAndQuotes() {
	for i := range a.kind {
		b := &a.p.blocks[i]
		switch {
		case b.tag == atom.Figcaption, b.own&fCaption != 0 && (b.own&fBody == 0 || a.p.boxes[b.box].own&fCaption != 0) && b.Len() < 600 && a.prob[i] < .9:
			if a.kind[i] != corpus.Headline {
				a.kind[i] = corpus.Caption
			}
		case b.flags&fEmbed != 0 && a.kind[i] == "" && b.flags&fBlockquote != 0:
			a.kind[i] = corpus.Embed
			if a.follows(i) { // the article shows it as a quotation of what somebody wrote
				a.kind[i] = corpus.BlockQuote
			}
		}
	}
}

// follows reports whether a body block stands soon before block i.
func (a *assembly) follows(i int) bool {
	const near = 6
	for j := max(0, i-near); j < i; j++ {
		if a.kind[j].Body() {
			return true
		}
	}
	return false
}

// standfirst labels the deck: a block between headline and lead that the markup calls so, or that says what the page
// gives as its description.
func (a *assembly) standfirst() {
	lead := a.lead()
	if a.v.head < 0 || lead < 0 {
		return
	}
	if a.isDeck(lead) {
		if next := a.nextBody(lead); next > lead && next-lead < 12 {
			a.kind[lead] = corpus.Standfirst
			return
		}
	}
	for i := a.v.head + 1; i < lead; i++ {
		if (a.kind[i] == "" || a.kind[i].Body()) && a.isDeck(i) {
			a.kind[i] = corpus.Standfirst
			return
		}
	}
}

// nextBody returns the next block after i that reads like a paragraph of the body, or -1.
func (a *assembly) nextBody(i int) int {
	for j := i + 1; j < len(a.kind); j++ {
		if a.kind[j].Body() && a.p.blocks[j].Len() > paraLen {
			return j
		}
	}
	return -1
}

// isDeck reports whether block i looks like a standfirst.
func (a *assembly) isDeck(i int) bool {
	b, s := &a.p.blocks[i], &a.v.shapes[i]
	if s.words < 5 || b.Len() > 500 || b.linked*2 > int32(b.Len()) || b.flags&(fHidden|fCaption|fComment|fPromo|fAd|fShare|fRelated) != 0 {
		return false
	}
	if a.kind[i] != "" && !a.kind[i].Body() {
		return false
	}
	text := squeeze(a.p.of(b))
	m := min(len(text), len(a.v.desc), 60)
	said := m >= 30 && text[:m] == a.v.desc[:m]
	return b.own&fSummary != 0 || said && (b.tag != atom.P || b.own&(fHead|fMeta) != 0)
}

// summary labels key points before the lead: a list under a heading that says so, or in an element that is named so.
func (a *assembly) summary() {
	lead := a.lead()
	if lead < 0 {
		return
	}
	for i := max(0, a.v.head); i < min(len(a.kind), lead+6); i++ {
		b := &a.p.blocks[i]
		if b.Len() > 80 || a.kind[i] == corpus.Headline || !summaryHeading(a.p.of(b)) {
			continue
		}
		flag := i
		for flag+1 < len(a.kind) && a.isPoint(flag+1) {
			flag++
		}
		if n := flag - i; n > 0 && n <= 8 {
			for j := i; j <= flag; j++ {
				a.kind[j] = corpus.Summary
			}
			return
		}
	}
}

// isPoint reports whether block i may be one of the key points: an item that says something and is no link.
func (a *assembly) isPoint(i int) bool {
	b := &a.p.blocks[i]
	return b.tag == atom.Li && b.flags&(fComment|fTOC) == 0 && b.linked*2 < int32(b.Len()) && a.v.shapes[i].words > 4
}

// around labels what stands between headline and end: bylines, notices, and the rest as boilerplate.
func (a *assembly) around() {
	from, to := len(a.kind), -1
	for i, k := range a.kind {
		if k.Body() || k == corpus.Headline {
			from, to = min(from, i), max(to, i)
		}
	}
	for i := from; i <= min(to+8, len(a.kind)-1); i++ {
		b := &a.p.blocks[i]
		text := ""
		if a.kind[i] == "" || a.kind[i] == corpus.Para {
			text = a.p.of(b)
		}
		switch {
		case a.kind[i] != "" && a.kind[i] != corpus.Para || b.flags&(fHidden|fComment) != 0:
		case notice(text) != "" && (a.kind[i] == "" || notice(text) != "update"):
			a.kind[i] = corpus.Correction
		case a.kind[i] == corpus.Para && i <= a.v.head+6 && b.own&(fAuthor|fMeta) != 0 && b.Len() < 100 && a.isByline(text, true):
			a.kind[i] = corpus.Byline
		case a.kind[i] == corpus.Para && b.own&(fQuote|fHidden) != 0 && b.Len() < 400 && a.said(i):
			a.kind[i] = corpus.PullQuote
		case a.kind[i] == corpus.Para:
		case i > to && len(closingCredit(text)) > 0:
			a.kind[i] = corpus.Boilerplate
		case i > to:
		case b.Len() < 160 && (a.isByline(text, b.own&(fAuthor|fMeta) != 0) || isDateLine(text)), a.p.forum && b.own&fAuthor != 0 && b.Len() < 40:
			a.kind[i] = corpus.Byline
		case b.own&fQuote != 0 && b.Len() < 400 && a.said(i):
			a.kind[i] = corpus.PullQuote
		default:
			a.kind[i] = corpus.Boilerplate
		}
	}
}

// said reports whether the rest of the body says what block i says.
func (a *assembly) said(i int) bool {
	ws := a.v.words[i]
	n := min(3, len(ws))
	if n < 2 {
		return false
	}
	grams := map[uint64]bool{}
	for j := range a.kind {
		for k := 0; j != i && a.kind[j].Body() && k+n <= len(a.v.words[j]); k++ {
			grams[gram(a.v.words[j][k:k+n])] = true
		}
	}
	hit := 0
	for k := 0; k+n <= len(ws); k++ {
		if grams[gram(ws[k:k+n])] {
			hit++
		}
	}
	return hit*10 >= (len(ws)-n+1)*7
}

// isByline reports whether text names the authors and hardly says more, or says "By". marked says that its element is one
// for authors.
func (a *assembly) isByline(text string, marked bool) bool {
	if strings.HasPrefix(text, "By ") || strings.HasPrefix(text, "BY ") {
		return true
	}
	for _, n := range a.ex.Byline {
		if (marked || len(n)*3 > len(text)) && strings.Contains(strings.ToLower(text), strings.ToLower(n)) {
			return true
		}
	}
	return false
}
