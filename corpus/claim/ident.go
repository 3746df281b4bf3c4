package claim

import (
	"cmp"
	"fmt"
	"slices"

	"hearsay/corpus"
	"hearsay/corpus/sketch"
)

// name gives each group its id. A group keeps the id that most of its mentions held; where several groups come from one
// claim, the largest part keeps the id; ids that no group keeps lead to where most of their mentions went. A group
// without an id gets one from its first mention.
func name(set *Set, ms []corpus.Mention, groups [][]int, held map[corpus.MentionID]corpus.ClaimID) {
	type part struct {
		id    corpus.ClaimID
		group int
		n     int
	}
	var parts []part
	for g, group := range groups {
		n := map[corpus.ClaimID]int{}
		for _, i := range group {
			if id := held[ms[i].ID]; id != "" {
				n[id]++
			}
		}
		for id, k := range n {
			parts = append(parts, part{id, g, k})
		}
	}
	slices.SortFunc(parts, func(a, b part) int {
		return cmp.Or(-cmp.Compare(a.n, b.n), cmp.Compare(a.id, b.id), cmp.Compare(a.group, b.group))
	})
	ids := make([]corpus.ClaimID, len(groups))
	home := map[corpus.ClaimID]int{}
	for _, p := range parts {
		if _, taken := home[p.id]; !taken && ids[p.group] == "" {
			ids[p.group] = p.id
			home[p.id] = p.group
		}
	}
	used := make(map[corpus.ClaimID]bool, len(groups))
	for _, id := range ids {
		used[id] = true
	}
	set.Claims = make([]corpus.Claim, len(groups))
	for g := range groups {
		for k := 0; ids[g] == ""; k++ { // a split: the first mention's id may be taken by the other part
			if id := mint(ms[groups[g][0]].ID, k); !used[id] {
				ids[g], used[id] = id, true
			}
		}
		set.Claims[g].ID = ids[g]
	}
	set.Aliases = map[corpus.ClaimID]corpus.ClaimID{}
	for _, p := range parts {
		switch _, kept := home[p.id]; {
		case !kept && set.Aliases[p.id] == "":
			set.Aliases[p.id] = ids[p.group]
			set.Log = append(set.Log, fmt.Sprintf("claim %s became part of %s", p.id, ids[p.group]))
		case kept && home[p.id] != p.group && ids[p.group] != p.id && set.Aliases[p.id] == "":
			set.Log = append(set.Log, fmt.Sprintf("%d mentions moved from claim %s to %s", p.n, p.id, ids[p.group]))
		}
	}
}

func mint(m corpus.MentionID, k int) corpus.ClaimID {
	if k == 0 {
		return corpus.ClaimID(corpus.Hash("k", string(m)))
	}
	return corpus.ClaimID(corpus.Hash("k", string(m), fmt.Sprint(k)))
}

// copies returns the articles whose mentions are nearly those of an earlier article, and which one that is.
func copies(ms []corpus.Mention, order map[corpus.ArticleID]int) map[corpus.ArticleID]corpus.ArticleID {
	var ids []corpus.ArticleID
	texts := map[corpus.ArticleID][]byte{}
	for _, m := range ms { // the earliest article first
		t, ok := texts[m.Article]
		if !ok {
			ids = append(ids, m.Article)
		}
		texts[m.Article] = append(append(t, m.Text...), '\n')
	}
	folder := sketch.NewFolder(sketch.Copies())
	out := map[corpus.ArticleID]corpus.ArticleID{}
	for i, id := range ids {
		if lead, _ := folder.Add(sketch.Of(string(texts[id]))); lead >= 0 && lead != i {
			out[id] = ids[lead]
		}
	}
	return out
}
