package article

import (
	"strings"

	"golang.org/x/net/html/atom"

	"hearsay/corpus"
)

// The classifier judges block by block; what follows looks at runs of them once it has chosen.

// between takes into the body a paragraph, heading or item that stands alone between two body blocks in the same element,
// if it is not all too unlikely.
func (a *assembly) between(least float32) {
	const against = fAuthor | fMeta | fRelated | fPromo | fAd | fShare | fTags | fComment | fHidden
	up := func(i int) int32 { return a.p.boxes[a.p.blocks[i].box].parent }
	for i := 1; i+1 < len(a.kind); i++ {
		b := &a.p.blocks[i]
		if a.kind[i] == "" && a.prob[i] >= least*.6 && tagGroup(b.tag) < tagGroups-1 && b.own&against == 0 && b.linked*2 <= int32(b.Len()) && a.kind[i-1].Body() && a.kind[i+1].Body() && up(i) == up(i-1) && up(i) == up(i+1) {
			if _, bad := a.reject(i); !bad {
				a.kind[i] = bodyKind(b, &a.v.shapes[i])
			}
		}
	}
}

// tables takes into the body, whole, each table of figures of which it has a row, and each that stands between its blocks:
// a single row looks like much else on a page.
func (a *assembly) tables() {
	const against = fRelated | fPromo | fAd | fComment | fSidebar | fHidden | fNav | fPageFooter
	for from, to := 0, 0; from < len(a.kind); from = max(to, from+1) {
		id, rows, body := a.table(from), 0, false
		for to = from; to < len(a.kind) && id > 0 && a.table(to) == id && a.p.blocks[to].Len() < paraLen*4 && a.p.blocks[to].own&against == 0; to++ {
			body = body || a.kind[to] == corpus.Table
			if strings.Contains(a.p.of(&a.p.blocks[to]), "\t") {
				rows++
			}
		}
		if to < len(a.kind) && a.table(to) == id {
			continue // there is more in it than figures
		}
		body = body || from > 0 && to < len(a.kind) && a.kind[from-1].Body() && a.kind[to].Body()
		if body && rows > 1 && rows*10 >= (to-from)*8 {
			for i := from; i < to; i++ {
				a.kind[i] = corpus.Table
			}
		}
	}
}

// table returns the box of the table that block i is a row of, or 0.
func (a *assembly) table(i int) int32 {
	b := &a.p.blocks[i]
	if tagGroup(b.tag) != 6 {
		return 0
	}
	id := b.box
	for id != 0 && a.p.boxes[id].tag != atom.Table {
		id = a.p.boxes[id].parent
	}
	return id
}

// linkLists takes out of the body lists of a few words each that are all links: ways to other pages, or subjects.
func (a *assembly) linkLists() {
	const run, words = 3, 4
	n := 0
	for i := range len(a.kind) + 1 {
		if i < len(a.kind) && a.kind[i] == corpus.List && a.v.shapes[i].words < words && a.p.blocks[i].linked*10 >= int32(a.p.blocks[i].Len())*9 {
			n++
			continue
		}
		for j := i - n; n >= run && j < i; j++ {
			a.kind[j] = corpus.Boilerplate
		}
		n = 0
	}
}

// biography takes out of the body what stands at its end, in an element that is named after the author.
func (a *assembly) biography() {
	const most = 4
	n := 0
	for i := len(a.kind) - 1; i >= 0 && n < most; i-- {
		if !a.kind[i].Body() {
			continue
		}
		if a.p.blocks[i].flags&fAuthor == 0 {
			return
		}
		a.kind[i] = ""
		n++
	}
}

// teasers takes out of the body what is told of other stories in a list of them: items that open with a link to another
// page of the site, all of their first line, and go on with a line or two. One item alone may be a list's own.
func (a *assembly) teasers() {
	var found []int
	items, last := 0, int32(0)
	for i := 1; i < len(a.kind); i++ {
		id := a.item(i)
		if id == 0 || id != a.item(i-1) || i > 1 && a.item(i-2) == id || a.p.boxes[id].blocks > 3 {
			continue
		}
		if head := &a.p.blocks[i-1]; head.linked*10 >= int32(head.Len())*9 && head.nlinks == 1 && a.leadsOn(head) && a.p.blocks[i].linked == 0 {
			found = append(found, i-1, i)
			if id != last {
				items, last = items+1, id
			}
		}
	}
	for _, i := range found {
		if items > 1 && a.kind[i].Body() {
			a.kind[i] = corpus.Boilerplate
		}
	}
}

// item returns the box of the item of a list that block i stands in, or 0.
func (a *assembly) item(i int) int32 {
	id := a.p.blocks[i].box
	for range 3 {
		if id == 0 || a.p.boxes[id].tag == atom.Li {
			return id
		}
		id = a.p.boxes[id].parent
	}
	return 0
}
