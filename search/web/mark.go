package web

import (
	"slices"
	"sort"

	"hearsay/corpus"
)

// A Run is a piece of text that is shown in one way.
type Run struct {
	Text  string `json:"text"`
	Class string `json:"class,omitempty"` // "" plain, "mark" marked, "claim" part of a claim
	Href  string `json:"href,omitempty"`  // where it leads
	Title string `json:"title,omitempty"`
}

// A mark asks for a span of a text to be shown in some way.
type mark struct {
	corpus.Span
	class, href, title string
}

// runs cuts the part of text that within covers into runs. Where marks overlap, the one that starts later (the inner
// one) wins, and of two that start together the shorter.
func runs(text string, within corpus.Span, marks []mark) []Run {
	within.Start, within.End = clampSpan(within.Start, text), clampSpan(within.End, text)
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
		piece := corpus.Span{Start: edges[i], End: edges[i+1]}
		r := Run{Text: piece.Of(text)}
		for _, m := range sorted {
			if m.Contains(piece) {
				r.Class, r.Href, r.Title = m.class, m.href, m.title
				break
			}
		}
		if n := len(out); n > 0 && out[n-1].Class == r.Class && out[n-1].Href == r.Href && out[n-1].Title == r.Title {
			out[n-1].Text += r.Text
			continue
		}
		out = append(out, r)
	}
	return out
}

func clampSpan(i int, text string) int { return max(0, min(i, len(text))) }
