package web

import (
	"slices"
	"sort"
	"strings"
	"unicode"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

// A Run is a piece of text that is shown in one way.
type Run struct {
	Text  string   `json:"text"`
	Class string   `json:"class,omitempty"` // "" plain, mark, diff (differs, unnamed), soft (around the mention), claim
	Href  string   `json:"href,omitempty"`  // where it leads
	Title string   `json:"title,omitempty"`
	Keys  []int    `json:"keys,omitempty"` // numbers of the marks that end with it
	IDs   []string `json:"-"`              // anchors that stand before it
}

// A mark asks for a span of a text to be shown in some way.
type mark struct {
	corpus.Span
	class, href, title string
	key                int    // its number; 0 for none
	id                 string // of the anchor at its start
}

// runs cuts the part of full that within covers into runs. Where marks overlap, the one that starts later (the inner
// one) wins, and of two that start together the shorter. A mark without class only leaves its anchor.
func runs(full string, within corpus.Span, marks []mark) []Run {
	within.Start, within.End = clampTo(full, within.Start), clampTo(full, within.End)
	edges := []int{within.Start, within.End}
	for _, m := range marks {
		for _, e := range []int{m.Start, m.End} {
			if within.Start < e && e < within.End {
				edges = append(edges, e)
			}
		}
	}
	slices.Sort(edges)
	edges = slices.Compact(edges)
	sorted := slices.Clone(marks)
	sort.SliceStable(sorted, func(i, j int) bool {
		a, b := sorted[i], sorted[j]
		return a.Start > b.Start || a.Start == b.Start && a.End < b.End
	})
	var out []Run
	for i := 0; i+1 < len(edges); i++ {
		out = appendRun(out, runOf(full, corpus.Span{Start: edges[i], End: edges[i+1]}, sorted))
	}
	return out
}

// runOf shows piece as the first of the marks that covers it wants.
func runOf(full string, piece corpus.Span, sorted []mark) Run {
	r := Run{Text: piece.Of(full)}
	for _, m := range sorted {
		if m.class != "" && m.Contains(piece) {
			r.Class, r.Href, r.Title = m.class, m.href, m.title
			break
		}
	}
	for _, m := range sorted {
		if m.key > 0 && m.End == piece.End {
			r.Keys = append(r.Keys, m.key)
		}
		if m.id != "" && m.Start == piece.Start {
			r.IDs = append(r.IDs, m.id)
		}
	}
	slices.Sort(r.Keys)
	return r
}

// appendRun appends r to out, as part of the last run where nothing tells them apart.
func appendRun(out []Run, r Run) []Run {
	if n := len(out); n > 0 && len(r.IDs) == 0 {
		last := &out[n-1]
		if last.Class == r.Class && last.Href == r.Href && last.Title == r.Title && len(last.Keys) == 0 {
			last.Text += r.Text
			last.Keys = r.Keys
			return out
		}
	}
	return append(out, r)
}

func clampTo(s string, i int) int { return max(0, min(i, len(s))) }

// differences marks the words of a and of b that the other has not, offsets from the start of each.
func differences(a, b, class string) (ma, mb []mark) {
	for _, e := range text.Diff(a, b) {
		if e.Op == text.Same {
			continue
		}
		if worded(e.A.Of(a)) {
			ma = append(ma, mark{Span: e.A, class: class})
		}
		if worded(e.B.Of(b)) {
			mb = append(mb, mark{Span: e.B, class: class})
		}
	}
	return ma, mb
}

// worded reports whether s has a letter or a digit.
func worded(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// shared returns which part of the words of two texts they have in common, from 0 to 1.
func shared(a, b string) float64 {
	same, all := 0, 0
	for _, e := range text.Diff(a, b) {
		n := max(e.A.Len(), e.B.Len())
		all += n
		if e.Op == text.Same {
			same += n
		}
	}
	return float64(same) / float64(max(1, all))
}
