package claim_test

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/corpus/claim"
	_ "hearsay/corpus/corpustest" // -update
	"hearsay/corpus/lineage"
	"hearsay/extract"
	"hearsay/extract/statement"
)

var verbose = flag.Bool("misses", false, "print what the score does not find")

// TestScore extracts the labelled articles, makes claims of them and keeps how well they agree with the answers in
// testdata/score.txt, so that a diff shows what a change cost. It needs the shared data beside the module.
func TestScore(t *testing.T) {
	dir := shared(t)
	g := readGold(t, filepath.Join(dir, "gold", "claims.json"))
	in := readSeeds(t, filepath.Join(dir, "seeds"))
	set := claim.Cluster(in.Input)
	claims := lineage.Trace(lineage.Input{Claims: set.Claims, Articles: in.Articles, Citations: in.citations})
	var out bytes.Buffer
	scoreClaims(&out, g, in, claims)
	scoreMutations(&out, g, in)
	golden(t, filepath.Join("testdata", "score.txt"), out.Bytes())
}

// slack is how far a number of the headline may fall below the golden one: the finders that this rests on change too.
const slack = 0.03

// golden compares got with the file at path, which -update rewrites. It fails where a number called F1 is worse by more
// than slack, or fewer hard negatives are kept apart; it logs any other difference.
func golden(t *testing.T, path string, got []byte) {
	t.Helper()
	if f := flag.Lookup("update"); f != nil && f.Value.String() == "true" {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(got, want) {
		return
	}
	g, w := headline(got), headline(want)
	for name, x := range w {
		if g[name] < x-slack {
			t.Errorf("%s was %.3f and is %.3f", name, x, g[name])
		}
	}
	t.Logf("%s is out of date; -update rewrites it\n%s", path, got)
}

// headline returns the numbers of a score that count.
func headline(score []byte) map[string]float64 {
	out := map[string]float64{}
	for line := range strings.Lines(string(score)) {
		name, rest, _ := strings.Cut(line, ":")
		if _, f1, ok := strings.Cut(rest, "F1 "); ok {
			var x float64
			fmt.Sscan(f1, &x)
			name, _, _ = strings.Cut(name, " on ")
			out[name] = x
		}
		var apart, of float64
		if n, _ := fmt.Sscanf(line, "hard negatives kept apart %f of %f", &apart, &of); n == 2 && of > 0 {
			out["hard negatives"] = apart / of
		}
	}
	return out
}

// shared returns the folder of labelled data beside the module, or skips the test.
func shared(t testing.TB) string {
	dir, err := os.Getwd()
	for err == nil && dir != filepath.Dir(dir) {
		if _, e := os.Stat(filepath.Join(dir, "go.mod")); e == nil {
			dir = filepath.Join(filepath.Dir(dir), "shared", "data")
			if _, e := os.Stat(filepath.Join(dir, "gold", "claims.json")); e == nil {
				return dir
			}
			break
		}
		dir = filepath.Dir(dir)
	}
	t.Skip("the labelled data is not beside the module")
	return ""
}

type span struct {
	Start, End int
	Text       string
}

type goldMention struct {
	ID, Doc, File, Variant string
	Span                   span
	Repeat                 bool
	claim                  string
}

type gold struct {
	Claims []struct {
		ID       string
		Mentions []goldMention
		Pairs    []struct {
			A, B      string
			Mutations []string
		}
	}
	Hard []struct{ A, B string } `json:"hard_negatives"`
}

func readGold(t testing.TB, path string) gold {
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var g gold
	if err := json.Unmarshal(b, &g); err != nil {
		t.Fatal(err)
	}
	return g
}

type seeds struct {
	claim.Input
	citations map[corpus.ArticleID][]corpus.Citation
}

func readSeeds(t testing.TB, dir string) seeds {
	in := seeds{citations: map[corpus.ArticleID][]corpus.Citation{}}
	f, err := os.Open(filepath.Join(dir, "manifest.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for sc := bufio.NewScanner(f); sc.Scan(); {
		var m corpus.Manifest
		if err := json.Unmarshal(sc.Bytes(), &m); err != nil {
			t.Fatal(err)
		}
		body, err := os.ReadFile(filepath.Join(dir, m.File))
		if err != nil {
			t.Fatal(err)
		}
		ex, err := extract.Page(&corpus.Page{URL: m.URL, File: m.File, MediaType: "text/plain", Body: body, Manifest: m}, nil)
		if err != nil {
			t.Fatal(err)
		}
		a := corpus.Article{ID: corpus.NewArticleID(m.URL, m.File), URL: m.URL, File: m.File, Outlet: cmp.Or(ex.Outlet, m.Outlet), Title: ex.Title}
		in.Articles = append(in.Articles, a)
		in.citations[a.ID] = ex.Citations
		for _, x := range statement.Mentions(a.ID, ex) {
			x.File, x.Outlet = m.File, a.Outlet
			in.Mentions = append(in.Mentions, x)
		}
	}
	return in
}

// match finds for each labelled mention the found one that overlaps it by at least half of the shorter, the one of the
// most similar length where there is a choice.
func match(g gold, ms []corpus.Mention) (labels []goldMention, found map[int]int) {
	found = map[int]int{}
	for _, c := range g.Claims {
		for _, m := range c.Mentions {
			if m.Repeat {
				continue
			}
			m.claim = c.ID
			best, overlap, diff := -1, 0.0, 0
			for j, s := range ms {
				if s.File != m.File {
					continue
				}
				n := max(0, min(m.Span.End, s.End)-max(m.Span.Start, s.Start))
				o := float64(n) / float64(max(1, min(m.Span.End-m.Span.Start, s.Len())))
				d := s.Len() - (m.Span.End - m.Span.Start)
				d = max(d, -d)
				if o > overlap || o == overlap && best >= 0 && d < diff {
					best, overlap, diff = j, o, d
				}
			}
			if overlap >= .5 {
				found[len(labels)] = best
			}
			labels = append(labels, m)
		}
	}
	return labels, found
}

func scoreClaims(out *bytes.Buffer, g gold, in seeds, claims []corpus.Claim) {
	var ms []corpus.Mention
	var of []corpus.ClaimID
	for _, c := range claims {
		for _, m := range c.Mentions {
			ms, of = append(ms, m), append(of, c.ID)
		}
	}
	labels, found := match(g, ms)
	fmt.Fprintf(out, "mentions %d, claims %d; labelled mentions found %d of %d\n", len(in.Mentions), len(claims), len(found), len(labels))
	same := func(x, y int) bool {
		a, ok := found[x]
		b, ok2 := found[y]
		return ok && ok2 && of[a] == of[b]
	}
	tp, fp, fn, perClaim := tallyPairs(labels, same)
	p, r := float64(tp)/float64(max(1, tp+fp)), float64(tp)/float64(max(1, tp+fn))
	fmt.Fprintf(out, "pairs across articles: P %.3f R %.3f F1 %.3f (%d of %d)\n", p, r, 2*p*r/max(1e-9, p+r), tp, tp+fn)
	byID := map[string]int{}
	for i, m := range labels {
		byID[m.ID] = i
	}
	apart := 0
	for _, h := range g.Hard {
		if !same(byID[h.A], byID[h.B]) {
			apart++
		} else if *verbose {
			fmt.Println("hard negative joined:", h.A, h.B)
		}
	}
	fmt.Fprintf(out, "hard negatives kept apart %d of %d\n", apart, len(g.Hard))
	for _, id := range slices.Sorted(maps.Keys(perClaim)) {
		if n := perClaim[id]; n[0]+n[1]+n[2] > 0 {
			fmt.Fprintf(out, "  %s right %d wrong %d missed %d\n", id, n[0], n[1], n[2])
		}
	}
	fmt.Fprintf(out, "edges between the articles themselves: %d (the answers have none)\n", edgesBetween(in.Articles, claims))
	if *verbose {
		for i, l := range labels {
			if j, ok := found[i]; ok {
				fmt.Printf("%-8s %s %q <- %q\n", l.ID, of[j], l.Span.Text, ms[j].Text)
			} else {
				fmt.Printf("%-8s not found %q\n", l.ID, l.Span.Text)
			}
		}
	}
}

// tallyPairs counts the pairs of labelled mentions of different articles that are rightly joined, wrongly joined and missed,
// in all and for each labelled claim.
func tallyPairs(labels []goldMention, same func(x, y int) bool) (tp, fp, fn int, perClaim map[string][3]int) {
	perClaim = map[string][3]int{}
	for x := range labels {
		for y := x + 1; y < len(labels); y++ {
			if labels[x].Doc == labels[y].Doc {
				continue
			}
			gs, ss := labels[x].claim == labels[y].claim, same(x, y)
			n := perClaim[labels[x].claim]
			switch {
			case gs && ss:
				tp++
				n[0]++
			case ss:
				fp++
				n[1]++
				if *verbose {
					fmt.Printf("joined: %s %q\n        %s %q\n", labels[x].ID, labels[x].Span.Text, labels[y].ID, labels[y].Span.Text)
				}
			case gs:
				fn++
				n[2]++
			}
			perClaim[labels[x].claim] = n
		}
	}
	return tp, fp, fn, perClaim
}

// edgesBetween counts the edges from one of the articles to another.
func edgesBetween(articles []corpus.Article, claims []corpus.Claim) (n int) {
	for _, c := range claims {
		for _, e := range c.Lineage {
			if slices.ContainsFunc(articles, func(a corpus.Article) bool { return string(a.ID) == e.Parent }) {
				n++
			}
		}
	}
	return n
}

// scoreMutations compares the types named between the wordings of each labelled pair with the labelled ones.
func scoreMutations(out *bytes.Buffer, g gold, in seeds) {
	labels, found := match(g, in.Mentions)
	at := map[string]int{}
	for i, m := range labels {
		if j, ok := found[i]; ok {
			if _, dup := at[m.claim+m.Variant]; !dup {
				at[m.claim+m.Variant] = j
			}
		}
	}
	type tally struct{ tp, fp, fn int }
	byType := map[string]*tally{}
	of := func(s string) *tally {
		if byType[s] == nil {
			byType[s] = &tally{}
		}
		return byType[s]
	}
	var all tally
	pairs := 0
	for _, c := range g.Claims {
		for _, p := range c.Pairs {
			a, ok := at[c.ID+p.A]
			b, ok2 := at[c.ID+p.B]
			if !ok || !ok2 || a == b {
				continue
			}
			pairs++
			got := map[string]string{}
			for _, m := range lineage.Compare(&in.Mentions[a], &in.Mentions[b]) {
				got[m.Type] = m.Rule
			}
			for _, w := range p.Mutations {
				if _, ok := got[w]; ok {
					of(w).tp++
					all.tp++
				} else {
					of(w).fn++
					all.fn++
				}
			}
			for x := range got {
				if !slices.Contains(p.Mutations, x) {
					of(x).fp++
					all.fp++
				}
			}
			if *verbose {
				fmt.Printf("%s %s -> %s\n  a %q (%s %s %v)\n  b %q (%s %s)\n  want %v\n  got  %v\n", c.ID, p.A, p.B, in.Mentions[a].Text, in.Mentions[a].Attribution.Kind, in.Mentions[a].Attribution.Source, in.Mentions[a].Attribution.Chain,
					in.Mentions[b].Text, in.Mentions[b].Attribution.Kind, in.Mentions[b].Attribution.Source, p.Mutations, got)
			}
		}
	}
	p, r := float64(all.tp)/float64(max(1, all.tp+all.fp)), float64(all.tp)/float64(max(1, all.tp+all.fn))
	fmt.Fprintf(out, "mutation types on %d labelled pairs: P %.3f R %.3f F1 %.3f\n", pairs, p, r, 2*p*r/max(1e-9, p+r))
	for _, k := range slices.Sorted(maps.Keys(byType)) {
		n := byType[k]
		fmt.Fprintf(out, "  %-24s right %d wrong %d missed %d\n", k, n.tp, n.fp, n.fn)
	}
}
