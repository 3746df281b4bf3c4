package index

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"hearsay/corpus"
)

// said is a mention of an article: who says how many TB.
type said struct{ speaker, tb int }

// After many batches of new, changed and deleted articles, whose segments Bleve merges as it likes, every article still
// has exactly its own mentions.
func TestChurn(t *testing.T) {
	x, err := Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	r := rand.New(rand.NewPCG(5, 6))
	model := map[string][]said{}
	for round := range 60 {
		b := &Batch{Position: int64(round + 1)}
		for range 1 + r.IntN(20) {
			name := fmt.Sprintf("%03d", r.IntN(120))
			if slices.ContainsFunc(b.Articles, func(a Article) bool { return string(a.ID) == "a"+name }) {
				continue
			}
			if r.IntN(4) == 0 {
				delete(model, name)
				b.Deleted = append(b.Deleted, "a"+name)
				b.Articles = slices.DeleteFunc(b.Articles, func(a Article) bool { return string(a.ID) == "a"+name })
				continue
			}
			if slices.Contains(b.Deleted, "a"+name) {
				continue
			}
			var ms []corpus.Mention
			model[name] = nil
			for range r.IntN(6) {
				s := said{r.IntN(5), 1 + r.IntN(5)}
				model[name] = append(model[name], s)
				ms = append(ms, quoted(fmt.Sprintf("person%d", s.speaker), "words", figure(float64(s.tb), float64(s.tb), "TB", "data")))
			}
			b.Articles = append(b.Articles, made(name, "A | 2026-01-01 | x", fmt.Sprintf("round%d text", round), ms...))
		}
		if err := x.Apply(t.Context(), b); err != nil {
			t.Fatal(err)
		}
		if round%6 != 5 {
			continue
		}
		checkSaid(t, x, model)
		if got := ask(t, x, "", Request{Facets: 3}); got.Total != len(model) || got.Facets["outlet"][0].Count != len(model) {
			t.Fatalf("round %d: %d articles, want %d", round, got.Total, len(model))
		}
	}
}

// checkSaid asks for every pair of speaker and figure, bound to one mention and not.
func checkSaid(t *testing.T, x Index, model map[string][]said) {
	t.Helper()
	for speaker := range 5 {
		for tb := 1; tb <= 5; tb++ {
			var bound, loose []string
			for name, ss := range model {
				if slices.Contains(ss, said{speaker, tb}) {
					bound = append(bound, name)
				}
				if slices.ContainsFunc(ss, func(s said) bool { return s.speaker == speaker }) &&
					slices.ContainsFunc(ss, func(s said) bool { return s.tb == tb }) {
					loose = append(loose, name)
				}
			}
			for q, want := range map[string][]string{
				fmt.Sprintf("[speaker:person%d figure:%dTB]", speaker, tb): bound,
				fmt.Sprintf("speaker:person%d figure:%dTB", speaker, tb):   loose,
			} {
				slices.Sort(want)
				if got := sorted(found(ask(t, x, q, Request{Limit: 200}))); got != strings.Join(want, " ") {
					t.Fatalf("%s\n got %s\nwant %s", q, got, strings.Join(want, " "))
				}
			}
		}
	}
}
