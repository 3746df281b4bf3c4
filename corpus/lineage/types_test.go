package lineage_test

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/corpus/lineage"
	"hearsay/corpus/text"
	"hearsay/extract"
	"hearsay/extract/statement"
)

var misses = flag.Bool("misses", false, "print the pairs that are read wrongly")

// inverse names what a type is when the two wordings change places.
var inverse = map[string]string{
	"hedge_dropped": "hedge_added", "attribution_dropped": "attribution_added", "strength_raised": "strength_lowered",
	"detail_dropped": "detail_added", "entity_generalised": "entity_specialised", "scope_broadened": "scope_narrowed",
	"claims_merged": "claims_split", "value_dropped": "value_added", "time_dropped": "time_added", "time_broadened": "time_narrowed",
	"attribution_changed": "attribution_changed", "entity_substituted": "entity_substituted", "scope_shifted": "scope_shifted",
	"representation_changed": "representation_changed", "unit_converted": "unit_converted", "time_shifted": "time_shifted", "reworded": "reworded",
}

// TestTypes reads pairs of wordings that show one type of mutation each, or just do not, and keeps in testdata/types_score.txt
// how many of them are read rightly, in both directions where the type has an inverse. The numbers may not fall.
func TestTypes(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("testdata", "types.txt"))
	if err != nil {
		t.Fatal(err)
	}
	score := map[string]*[4]int{} // named of those that show it, and of those that do not
	typ := ""
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		if name, ok := strings.CutPrefix(line, "# "); ok && !strings.Contains(name, " ") {
			typ = name
		}
		x, y, ok := strings.Cut(line, " | ")
		if typ == "" || !ok {
			continue
		}
		shows := x[0] == '+'
		tallyPair(score, typ, x[2:], y, shows)
		if inverse[typ] != "" && inverse[typ] != typ {
			tallyPair(score, inverse[typ], y, x[2:], shows)
		}
	}
	var out bytes.Buffer
	var all [4]int
	for _, k := range slices.Sorted(maps.Keys(score)) {
		n := score[k]
		fmt.Fprintf(&out, "%-24s named in %d of %d, wrongly in %d of %d\n", k, n[0], n[1], n[2], n[3])
		for i := range all {
			all[i] += n[i]
		}
	}
	fmt.Fprintf(&out, "all: named in %d of %d, wrongly in %d of %d\n", all[0], all[1], all[2], all[3])
	keep(t, filepath.Join("testdata", "types_score.txt"), out.String())
}

func tallyPair(score map[string]*[4]int, typ, x, y string, shows bool) {
	if score[typ] == nil {
		score[typ] = &[4]int{}
	}
	at := 2
	if shows {
		at = 0
	}
	score[typ][at+1]++
	got := compareTexts(x, y)
	named := slices.ContainsFunc(got, func(m corpus.Mutation) bool { return m.Type == typ })
	if named {
		score[typ][at]++
	}
	if *misses && named != shows {
		fmt.Printf("%s shows=%v\n   %s\n   %s\n", typ, shows, x, y)
		for _, m := range got {
			fmt.Printf("      %s: %s %q -> %q\n", m.Type, m.Rule, m.From.Text, m.To.Text)
		}
	}
}

// compareTexts compares the two mentions of x and y that have the most words in common.
func compareTexts(x, y string) []corpus.Mutation {
	var best []corpus.Mutation
	most := -1.0
	for _, a := range mentionsOf("a1", x) {
		for _, b := range mentionsOf("a2", y) {
			if n := shared(a.Text, b.Text); n > most && a.Statement.Frame == b.Statement.Frame {
				most, best = n, lineage.Compare(&a, &b)
			}
		}
	}
	return best
}

func mentionsOf(id corpus.ArticleID, s string) []corpus.Mention {
	ex, err := extract.Page(&corpus.Page{MediaType: "text/plain", Body: []byte(s)}, nil)
	if err != nil {
		return nil
	}
	return statement.Mentions(id, ex)
}

// shared is the share of the words of a and b that both have, the longer text the better.
func shared(a, b string) float64 {
	in := map[string]bool{}
	for _, w := range text.Words(a) {
		in[text.Stem(w.Of(a))] = true
	}
	n := 0.0
	for _, w := range text.Words(b) {
		if in[text.Stem(w.Of(b))] && w.Kind != text.Punct {
			n++
		}
	}
	return n + float64(len(a)+len(b))/1e4
}

// keep compares got with the golden file at path, which -update rewrites: no number of pairs named may be smaller, none
// named wrongly larger, beyond one pair a type, because the finders below change too.
func keep(t *testing.T, path, got string) {
	t.Helper()
	if f := flag.Lookup("update"); f != nil && f.Value.String() == "true" {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var n, of, wrong, neg, n0, wrong0 int
	gs := strings.Split(got, "\n")
	for i, line := range strings.Split(string(want), "\n") {
		if line == "" || i >= len(gs) {
			continue
		}
		name, rest, _ := strings.Cut(line, "named in ")
		if _, err := fmt.Sscanf(rest, "%d of %d, wrongly in %d of %d", &n0, &of, &wrong0, &neg); err != nil {
			t.Fatal(err)
		}
		_, rest, _ = strings.Cut(gs[i], "named in ")
		fmt.Sscanf(rest, "%d of %d, wrongly in %d of %d", &n, &of, &wrong, &neg)
		if slack := max(1, of/40); n < n0-slack || wrong > wrong0+slack {
			t.Errorf("%s was named in %d, wrongly in %d; now in %d and %d of %d and %d", strings.TrimSpace(name), n0, wrong0, n, wrong, of, neg)
		}
	}
	if got != string(want) {
		t.Logf("%s is out of date; -update rewrites it\n%s", path, got)
	}
}
