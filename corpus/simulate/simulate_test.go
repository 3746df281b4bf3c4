package simulate

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"hearsay/corpus/sample"
)

// TestNew checks that the truth is about what was written: each sentence stands in its article, each change is between
// sentences that differ and is one of the taxonomy, each parent is older, and the same seed writes the same.
func TestNew(t *testing.T) {
	_, known, err := sample.Taxonomy()
	if err != nil {
		t.Fatal(err)
	}
	for seed := range uint64(5) {
		c := New(Options{Seed: seed, Articles: 120})
		if len(c.Articles) != 120 {
			t.Fatalf("%d articles", len(c.Articles))
		}
		if !reflect.DeepEqual(c.Lines(), New(Options{Seed: seed, Articles: 120}).Lines()) {
			t.Errorf("seed %d: not the same twice", seed)
		}
		changes := 0
		for _, claim := range c.Truth.Claims {
			for _, m := range claim.Mentions {
				if !strings.Contains(m.Article.Text(m.Article.Published), m.Sentence) {
					t.Errorf("%s does not say %q", m.Article.Key, m.Sentence)
				}
			}
			for _, ch := range claim.Changes {
				changes++
				if ch.FromText == ch.ToText || len(ch.Types) == 0 {
					t.Errorf("%q to %q: %v", ch.FromText, ch.ToText, ch.Types)
				}
				for _, typ := range ch.Types {
					if known[typ] == "" {
						t.Errorf("no such type: %s", typ)
					}
				}
			}
		}
		if changes < 60 {
			t.Errorf("seed %d: %d changes", seed, changes)
		}
		at := map[string]int{}
		for i, a := range c.Articles {
			at[a.Key] = i
		}
		for _, e := range c.Truth.Edges {
			if at[e.Parent] >= at[e.Child] {
				t.Errorf("%s is from the later %s", e.Child, e.Parent)
			}
		}
	}
}

// TestDiff checks that a fact differs from itself in nothing, and that each change alone is named, and named as undone the
// other way round.
func TestDiff(t *testing.T) {
	w := &writer{rng: rand.New(rand.NewPCG(1, 2))}
	seen := map[string]bool{}
	for i := range 400 {
		f := w.newFact(i % 40)
		if got := diff(f, f); got != nil {
			t.Fatalf("%v differs from itself: %v", f, got)
		}
		g := w.mutated(f)
		there, back := diff(f, g), diff(g, f)
		if (f == g) != (there == nil) || f != g && f.framing == g.framing && back == nil {
			t.Errorf("%v to %v: %v, back %v", f, g, there, back)
		}
		for _, typ := range there {
			seen[typ] = true
		}
		if slices.Contains(there, "value_vague") && !slices.Contains(back, "value_sharpened") {
			t.Errorf("%v to %v: %v, back %v", f, g, there, back)
		}
	}
	if len(seen) < 16 {
		t.Errorf("only %d types of change were made: %v", len(seen), seen)
	}
}

// TestLists checks that the data files were read.
func TestLists(t *testing.T) {
	for name, n := range map[string]int{"places": 24, "titles": 8, "people": 6, "papers": 4, "filler": 12} {
		if len(words[name]) < n {
			t.Errorf("%s: %d entries, want %d", name, len(words[name]), n)
		}
	}
	for _, k := range kinds {
		if !strings.Contains(k.does, "{N}") || k.to <= k.from || k.from <= 0 {
			t.Errorf("%s: bad line", k.who)
		}
	}
	if len(kinds) != 12 {
		t.Errorf("%d kinds of facts", len(kinds))
	}
}
