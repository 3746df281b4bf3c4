package claim_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"hearsay/corpus"
	"hearsay/corpus/claim"
	"hearsay/corpus/lineage"
	"hearsay/extract"
	"hearsay/extract/statement"
)

// press makes an input of articles given as "outlet: text", in the order of their days.
func press(t testing.TB, articles ...string) claim.Input {
	t.Helper()
	var in claim.Input
	for i, s := range articles {
		outlet, body, _ := strings.Cut(s, ": ")
		day := time.Date(2031, 5, 1+i, 0, 0, 0, 0, time.UTC)
		a := corpus.Article{
			ID: corpus.NewArticleID("https://"+strings.ToLower(outlet)+".example/1", ""), Outlet: outlet,
			Time: corpus.Time{Earliest: day, Latest: day.Add(24*time.Hour - 1)},
		}
		ex, err := extract.Page(&corpus.Page{MediaType: "text/plain", Body: []byte(body)}, nil)
		if err != nil {
			t.Fatal(err)
		}
		in.Articles = append(in.Articles, a)
		for _, m := range statement.Mentions(a.ID, ex) {
			m.Outlet = outlet
			in.Mentions = append(in.Mentions, m)
		}
	}
	return in
}

// where returns the id of the claim that holds the mention with sub in its text; all of them, if several do.
func where(t testing.TB, set claim.Set, sub string) []corpus.ClaimID {
	t.Helper()
	var out []corpus.ClaimID
	for _, c := range set.Claims {
		for _, m := range c.Mentions {
			if strings.Contains(m.Text, sub) && !slices.Contains(out, c.ID) {
				out = append(out, c.ID)
			}
		}
	}
	if len(out) == 0 {
		t.Fatalf("no mention holds %q", sub)
	}
	return out
}

var ferry = []string{
	"Planet: The Harbour Board (HB) paid $38 million for two electric ferries in March 2031. The board does not believe the old ferry is unsafe.",
	"Gazette: The Harbour Board spent $38 million on two electric ferries. “We do not believe the old ferry is unsafe,” the board said.",
	"Courier: HB bought two electric ferries for about $38 million. The rules of the board forbid smoking on the old ferry.",
	"Mirror: The island spent $38.3 billion on a new airport terminal. Some 400 passengers were stranded on the pier.",
	"Echo: More than 400 passengers were stranded on the pier. The number of passengers tripled from 100 to 300 in a year.",
}

func TestCluster(t *testing.T) {
	set := claim.Cluster(press(t, ferry...))
	one := func(subs ...string) {
		t.Helper()
		for _, s := range subs[1:] {
			if a, b := where(t, set, subs[0]), where(t, set, s); !reflect.DeepEqual(a, b) {
				t.Errorf("%q and %q are told apart: %v, %v", subs[0], s, a, b)
			}
		}
	}
	two := func(x, y string) {
		t.Helper()
		if a, b := where(t, set, x), where(t, set, y); reflect.DeepEqual(a, b) {
			t.Errorf("%q and %q are one claim", x, y)
		}
	}
	one("paid $38 million", "spent $38 million", "about $38 million")
	one("does not believe", "We do not believe")
	one("Some 400 passengers", "More than 400 passengers")
	two("paid $38 million", "$38.3 billion")
	two("does not believe", "forbid smoking")
	two("tripled", "More than 400 passengers")
}

// TestOrder checks that the order of the input does not matter.
func TestOrder(t *testing.T) {
	in := press(t, ferry...)
	want := claim.Cluster(in)
	r := rand.New(rand.NewPCG(1, 2))
	for range 5 {
		r.Shuffle(len(in.Articles), func(i, j int) { in.Articles[i], in.Articles[j] = in.Articles[j], in.Articles[i] })
		r.Shuffle(len(in.Mentions), func(i, j int) { in.Mentions[i], in.Mentions[j] = in.Mentions[j], in.Mentions[i] })
		if got := claim.Cluster(in); !reflect.DeepEqual(got, want) {
			t.Fatal("the claims depend on the order of the input")
		}
	}
}

// TestHeld checks that claims keep their ids when articles are added, and that a merge leaves an alias.
func TestHeld(t *testing.T) {
	first := claim.Cluster(press(t, ferry[1:]...))
	held := map[corpus.MentionID]corpus.ClaimID{}
	for _, c := range first.Claims {
		for _, m := range c.Mentions {
			held[m.ID] = c.ID
		}
	}
	in := press(t, ferry...)
	in.Held = held
	second := claim.Cluster(in)
	if a, b := where(t, first, "spent $38 million"), where(t, second, "spent $38 million"); !reflect.DeepEqual(a, b) {
		t.Errorf("the claim was %v and is %v", a, b)
	}
	if len(second.Aliases) != 0 {
		t.Errorf("aliases without a merge: %v", second.Aliases)
	}
	var a, b *corpus.Anchor
	for i := range in.Mentions {
		switch m := &in.Mentions[i]; {
		case strings.Contains(m.Text, "$38.3 billion"):
			a = &m.Anchor
		case strings.Contains(m.Text, "spent $38 million"):
			b = &m.Anchor
		}
	}
	in.Corrections = []corpus.CorrectionEntry{{Op: "same", A: a, B: b}}
	third := claim.Cluster(in)
	ids := where(t, third, "$38.3 billion")
	if !reflect.DeepEqual(ids, where(t, third, "spent $38 million")) {
		t.Fatal("the correction is not obeyed")
	}
	gone := where(t, second, "$38.3 billion")[0]
	if third.Aliases[gone] != ids[0] {
		t.Errorf("%s leads to %q, want %s", gone, third.Aliases[gone], ids[0])
	}
}

func TestCorrections(t *testing.T) {
	in := press(t, ferry...)
	anchor := func(sub string) *corpus.Anchor {
		for i := range in.Mentions {
			if strings.Contains(in.Mentions[i].Text, sub) {
				return &in.Mentions[i].Anchor
			}
		}
		t.Fatalf("no mention holds %q", sub)
		return nil
	}
	lost := *anchor("forbid")
	lost.Sentence = "The rules say nothing."
	in.Corrections = []corpus.CorrectionEntry{
		{Op: "same", A: anchor("Some 400"), B: anchor("More than 400")},
		{Op: "different", A: anchor("Some 400"), B: anchor("More than 400")},
		{Op: "notAClaim", A: anchor("forbid")},
		{Op: "different", A: anchor("paid $38"), B: &lost},
	}
	set := claim.Cluster(in)
	if reflect.DeepEqual(where(t, set, "Some 400"), where(t, set, "More than 400")) {
		t.Error("the later correction does not win")
	}
	for _, c := range set.Claims {
		for _, m := range c.Mentions {
			if strings.Contains(m.Text, "forbid") {
				t.Error("what is no claim is still there")
			}
		}
	}
	if log := strings.Join(set.Log, "\n"); !strings.Contains(log, "contradict") || !strings.Contains(log, "any more") {
		t.Errorf("the log misses something:\n%s", log)
	}
}

// TestFamily checks that a ratio and the levels it is made from are a family of two claims.
func TestFamily(t *testing.T) {
	set := claim.Cluster(press(t, "Planet: The archive of the island grew from 400 terabytes to 1,400 terabytes in a year. The archive more than tripled in a year.",
		"Echo: The archive of the island rose from 400 terabytes to 1,400 terabytes."))
	family := map[corpus.ClaimID]string{}
	for _, c := range set.Claims {
		family[c.ID] = c.Family
	}
	a, b := where(t, set, "400 terabytes to")[0], where(t, set, "tripled")[0]
	if a == b || family[a] == "" || family[a] != family[b] {
		t.Errorf("level %s of family %q, ratio %s of family %q", a, family[a], b, family[b])
	}
}

// synthetic makes n mentions of n/8 claims, in articles of 40 mentions, from 4,000 made-up words.
func synthetic(n int) claim.Input {
	r := rand.New(rand.NewPCG(7, uint64(n)))
	word := func(k int) string { return fmt.Sprintf("%c%co%c%ca", 'b'+k%20, 'a'+k/20%20, 'd'+k/400%20, 'k'+k%7) }
	zipf := rand.NewZipf(r, 1.2, 20, 3999)
	claims := make([][]string, n/8)
	for i := range claims {
		for range 9 {
			claims[i] = append(claims[i], word(int(zipf.Uint64())))
		}
	}
	var in claim.Input
	for i := range n {
		a := corpus.ArticleID(fmt.Sprintf("a%d", i/40))
		words := slices.Clone(claims[r.IntN(len(claims))])
		words[r.IntN(len(words))] = word(int(zipf.Uint64()))
		words[r.IntN(len(words))] = word(int(zipf.Uint64()))
		m := corpus.Mention{
			ID: corpus.MentionID(fmt.Sprintf("m%d", i)), Article: a, Kind: corpus.StatementMention,
			Text: strings.Join(words, " "), Sentence: corpus.Span{Start: i % 40 * 200, End: i%40*200 + 199},
		}
		m.Start, m.End = m.Sentence.Start, m.Sentence.Start+len(m.Text)
		in.Mentions = append(in.Mentions, m)
	}
	return in
}

func BenchmarkCluster(b *testing.B) {
	for _, n := range []int{12500, 25000, 50000, 100000} {
		in := synthetic(n)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if set := claim.Cluster(in); len(set.Claims) < n/20 || len(set.Claims) > n {
					b.Fatalf("%d claims of %d mentions", len(set.Claims), n)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/mention")
		})
	}
}

// BenchmarkTrace measures what lineage adds to clustering.
func BenchmarkTrace(b *testing.B) {
	for _, n := range []int{25000, 100000} {
		in := synthetic(n)
		set := claim.Cluster(in)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				cs := lineage.Trace(lineage.Input{Claims: set.Claims, Articles: in.Articles, Copies: set.Copies})
				if len(cs) != len(set.Claims) || cs[0].Sources == "" || len(cs[0].Variants) == 0 {
					b.Fatalf("%d claims traced of %d", len(cs), len(set.Claims))
				}
			}
		})
	}
}

// TestHeadings checks that the heading of a section that says nothing makes no claim, and may join one.
func TestHeadings(t *testing.T) {
	in := press(t, ferry...)
	for i, s := range []string{"Electric ferries for $38 million", "What the board did next"} {
		m := corpus.Mention{
			Kind: corpus.StatementMention, Article: in.Articles[i].ID, Text: s, Span: corpus.Span{Start: 900, End: 900 + len(s)},
			Block: corpus.Subhead, Statement: &corpus.Statement{Text: s}, ID: corpus.MentionID(s),
		}
		m.Sentence = m.Span
		in.Mentions = append(in.Mentions, m)
	}
	for _, c := range claim.Cluster(in).Claims {
		if len(c.Mentions) == 1 && c.Mentions[0].Block == corpus.Subhead {
			t.Errorf("the heading %q is a claim", c.Mentions[0].Text)
		}
	}
}
