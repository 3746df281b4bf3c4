package claim

import (
	"hearsay/corpus"
	"hearsay/corpus/quantity"
)

// families binds claims of which one restates the figures of the other, and claims that are made in one statement: in
// clauses of one quotation by one speaker. A family is named after the smallest id in it; a claim alone has none.
func families(set *Set, sp *space, groups [][]int) {
	parent := make([]int, len(groups))
	for i := range parent {
		parent[i] = i
	}
	find := func(i int) int {
		for parent[i] != i {
			parent[i] = parent[parent[i]]
			i = parent[i]
		}
		return i
	}
	of := make([]int, len(sp.mentions)) // mention -> its group; -1 for one that is of none
	for i := range of {
		of[i] = -1
	}
	for g, group := range groups {
		for _, i := range group {
			of[i] = g
		}
	}
	bind := func(i, j int) {
		if a, b := find(of[i]), find(of[j]); a != b {
			parent[max(a, b)] = min(a, b)
		}
	}
	for i := range sp.mentions {
		for j := i + 1; j < len(sp.mentions) && j <= i+reach && sp.mentions[j].Article == sp.mentions[i].Article; j++ {
			if of[i] >= 0 && of[j] >= 0 && of[i] != of[j] && (restates(sp, i, j) || oneStatement(&sp.mentions[i], &sp.mentions[j])) {
				bind(i, j)
			}
		}
	}
	n, least := map[int]int{}, map[int]corpus.ClaimID{}
	for g := range groups {
		r := find(g)
		n[r]++
		if id := set.Claims[g].ID; least[r] == "" || id < least[r] {
			least[r] = id
		}
	}
	for g := range groups {
		if r := find(g); n[r] > 1 {
			set.Claims[g].Family = "f" + string(least[r])[1:]
		}
	}
}

// reach is how many mentions further on in an article a restatement is looked for.
const reach = 6

// restates reports whether one of two mentions states the ratio, the difference or the change of the other's figures.
func restates(sp *space, i, j int) bool {
	a, b := &sp.features[i], &sp.features[j]
	if len(a.figures) == 0 || len(b.figures) == 0 || a.ratio == b.ratio {
		return false
	}
	level, change := a.figures, b.figures
	if a.ratio {
		level, change = change, level
	}
	if len(level) < 2 { // "In July it held 400 TB. By January 1,400 TB: ..."
		for k := max(0, min(i, j)-2); k < i; k++ {
			if m := &sp.mentions[k]; m.Article == sp.mentions[i].Article && !sp.features[k].ratio {
				level = append(append([]corpus.Figure{}, sp.features[k].figures...), level...)
			}
		}
	}
	for _, f := range change {
		if quantity.Restates(level, f).Kind == quantity.Restated {
			return true
		}
	}
	return false
}

// oneStatement reports whether two mentions are clauses of one quotation.
func oneStatement(a, b *corpus.Mention) bool {
	if a.Quote == nil || b.Quote == nil || a.Quote.Kind == "indirect" || a.Quote.Speaker == nil {
		return false
	}
	return a.Quote.Span == b.Quote.Span
}
