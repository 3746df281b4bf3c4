package sample

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// A Tally compares a set that was found with the true one. The two sides are counted apart, because one true thing may be
// found twice.
type Tally struct {
	Hit   int `json:"hit"` // how many true things were found
	True  int `json:"true"`
	Good  int `json:"good"` // how many found things are true
	Found int `json:"found"`
}

// Precision returns the share of the found that is true, 0 if nothing was found.
func (t Tally) Precision() float64 { return share(t.Good, t.Found) }

// Recall returns the share of the true that was found, 0 if there is nothing to find.
func (t Tally) Recall() float64 { return share(t.Hit, t.True) }

// F1 returns the harmonic mean of precision and recall.
func (t Tally) F1() float64 {
	p, r := t.Precision(), t.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func (t Tally) plus(u Tally) Tally {
	return Tally{Hit: t.Hit + u.Hit, True: t.True + u.True, Good: t.Good + u.Good, Found: t.Found + u.Found}
}

func share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// A Report says how near a result comes to a Truth.
type Report struct {
	Story    string           `json:"story"`
	Mentions Tally            `json:"mentions"`      // sentences; what is found counts only in claims of two or more articles, a reprint and its original being one
	Pairs    Tally            `json:"pairs"`         // two sentences of different articles in one claim; what is found counts only between true sentences
	Edges    Tally            `json:"edges"`         // where an article has something from, unseen sources included
	Printed  Tally            `json:"edges_printed"` // of these, the true edges that an article prints itself, and the found ones that say they are printed
	Compared Tally            `json:"compared"`      // pairs of wordings: the true ones that the result compares, and those it compares that truth does
	Changes  Tally            `json:"changes"`       // types of change over the compared pairs; recall is over all true pairs
	ByType   map[string]Tally `json:"by_type"`
}

// String returns r as a table for people and golden files.
func (r Report) String() string {
	var b strings.Builder
	part := func(n, of int) string {
		if of == 0 {
			return "    - (none)"
		}
		return fmt.Sprintf("%5.1f%% %-9s", 100*share(n, of), fmt.Sprintf("(%d/%d)", n, of))
	}
	row := func(name string, t Tally) {
		line := fmt.Sprintf("%-25s precision %-16s recall %-16s", name, part(t.Good, t.Found), part(t.Hit, t.True))
		b.WriteString(strings.TrimRight(line, " ") + "\n")
	}
	fmt.Fprintf(&b, "story %s\n", r.Story)
	row("mentions", r.Mentions)
	row("claim pairs", r.Pairs)
	row("edges", r.Edges)
	row("edges, printed", r.Printed)
	row("wordings compared", r.Compared)
	row("changes", r.Changes)
	for _, name := range slices.Sorted(maps.Keys(r.ByType)) {
		row("  "+name, r.ByType[name])
	}
	return b.String()
}

// count adds one to the found side of t, or to its true side, and to what is right there if ok.
func (t *Tally) count(ok, found bool) {
	n := 0
	if ok {
		n = 1
	}
	if found {
		*t = t.plus(Tally{Good: n, Found: 1})
	} else {
		*t = t.plus(Tally{Hit: n, True: 1})
	}
}
