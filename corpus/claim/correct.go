package claim

import (
	"cmp"
	"fmt"
	"slices"

	"hearsay/corpus"
)

// corrections is what people decided, by mention number.
type corrections struct {
	drop     map[corpus.MentionID]bool
	together []pair
	apart    map[pair]bool
	log      []string
}

// correct reads the corrections that bear on which mentions are one claim. Of two that contradict each other the later
// one wins. One whose mention is gone is reported, never attached to another by guess.
func correct(entries []corpus.CorrectionEntry, ms []corpus.Mention) corrections {
	c := corrections{drop: map[corpus.MentionID]bool{}, apart: map[pair]bool{}}
	at := make(map[corpus.MentionID]bool, len(ms))
	for _, m := range ms {
		at[m.ID] = true
	}
	known := func(op string, a *corpus.Anchor) bool {
		if a == nil {
			return false
		}
		if !at[a.ID()] {
			c.log = append(c.log, fmt.Sprintf("correction %s: no mention of article %s says %q any more", op, a.Article, a.Sentence))
			return false
		}
		return true
	}
	verdict := map[[2]corpus.MentionID]string{}
	for _, e := range entries {
		switch e.Op {
		case "notAClaim":
			if known(e.Op, e.A) {
				c.drop[e.A.ID()] = true
			}
		case "same", "different":
			if known(e.Op, e.A) && known(e.Op, e.B) {
				a, b := e.A.ID(), e.B.ID()
				key := [2]corpus.MentionID{min(a, b), max(a, b)}
				if old := verdict[key]; old != "" && old != e.Op {
					c.log = append(c.log, fmt.Sprintf("corrections contradict each other on %s and %s: %s wins over %s", a, b, e.Op, old))
				}
				verdict[key] = e.Op
			}
		}
	}
	kept := map[corpus.MentionID]int32{}
	for _, m := range ms {
		if !c.drop[m.ID] {
			kept[m.ID] = int32(len(kept))
		}
	}
	for key, op := range verdict {
		i, ok := kept[key[0]]
		j, ok2 := kept[key[1]]
		if !ok || !ok2 || i == j {
			continue
		}
		p := pair{min(i, j), max(i, j)}
		if op == "same" {
			c.together = append(c.together, p)
		} else {
			c.apart[p] = true
		}
	}
	slices.SortFunc(c.together, func(a, b pair) int { return cmp.Or(cmp.Compare(a.i, b.i), cmp.Compare(a.j, b.j)) })
	return c
}
