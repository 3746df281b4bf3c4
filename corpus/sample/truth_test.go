package sample

import (
	"slices"
	"strings"
	"testing"
	"time"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

// truths reads the press and what is true of it.
func truths(t *testing.T) (*Press, []*Truth) {
	t.Helper()
	p, err := New(nil)
	if err != nil {
		t.Fatal(err)
	}
	var out []*Truth
	for _, name := range Stories() {
		tr, err := ReadTruth(p, name)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, tr)
	}
	return p, out
}

// A true sentence is a whole sentence of its article, headline and key points included.
func TestTruthSentences(t *testing.T) {
	_, all := truths(t)
	for _, tr := range all {
		for _, c := range tr.Claims {
			for _, m := range c.Mentions {
				if m.Article.Story != tr.Story {
					t.Errorf("%s: %s is of another story", c.Name, m.Article.Key)
				}
				if !isSentence(m.Article, m.Sentence) {
					t.Errorf("%s: %s: not one whole sentence: %s", c.Name, m.Article.Key, m.Sentence)
				}
			}
		}
	}
}

func isSentence(a *Article, sentence string) bool {
	for _, b := range append([]Block{{Text: a.Title}, {Text: a.Standfirst}}, a.Blocks...) {
		for _, s := range text.Sentences(b.Text) {
			if s.Of(b.Text) == sentence {
				return true
			}
		}
	}
	return false
}

func TestTruthShowsTheTaxonomy(t *testing.T) {
	_, all := truths(t)
	types, meaning, err := Taxonomy()
	if err != nil {
		t.Fatal(err)
	}
	if len(types) != 46 || !slices.IsSorted(types) || len(meaning) != len(types) {
		t.Errorf("%d types, %d meanings, sorted: %v", len(types), len(meaning), slices.IsSorted(types))
	}
	shown := map[string]int{}
	for _, tr := range all {
		for _, c := range tr.Claims {
			for _, ch := range c.Changes {
				for _, name := range ch.Types {
					shown[name]++
				}
			}
		}
	}
	for _, name := range types {
		if shown[name] == 0 {
			t.Errorf("no change shows %s", name)
		}
	}
}

func TestTruthOfPress(t *testing.T) {
	p, all := truths(t)
	listed := map[*Article]bool{}
	for _, tr := range all {
		for _, a := range tr.articles() {
			listed[a] = true
		}
		for _, e := range slices.Concat(tr.Edges, tr.Copies) {
			if child, parent := p.Article(e.Child), p.Article(e.Parent); parent != nil && e.Child != "forum/ferry-1" && !parent.Published.Before(child.Published) {
				t.Errorf("%s has it from %s, which is later", e.Child, e.Parent)
			}
		}
		for _, e := range tr.Copies {
			if !slices.ContainsFunc(tr.Edges, func(x TrueEdge) bool { return x.Child == e.Child && x.Parent == e.Parent }) {
				t.Errorf("copy %s has no edge", e.Child)
			}
		}
		for _, e := range slices.Concat(tr.Edits, tr.Corrections) {
			a := p.Article(e.Article)
			if a.Text(e.Time.Add(-1)) == a.Text(e.Time) {
				t.Errorf("%s does not change at %v", e.Article, e.Time)
			}
		}
		for _, ring := range tr.Circles {
			for i, child := range ring {
				parent := ring[(i+1)%len(ring)]
				if !slices.ContainsFunc(tr.Edges, func(x TrueEdge) bool { return x.Child == child && x.Parent == parent }) {
					t.Errorf("no edge %s <- %s in the circle", child, parent)
				}
			}
		}
	}
	for _, a := range p.Articles() {
		if a.Story != "" && !listed[a] {
			t.Errorf("the truth says nothing of %s", a.Key)
		}
	}
	if n := len(all[0].Circles); n != 1 {
		t.Errorf("%d circles, want 1", n)
	}
}

// A change that is directed goes forward in time, or is an edit within one article.
func TestChangesGoForward(t *testing.T) {
	_, all := truths(t)
	for _, tr := range all {
		for _, c := range tr.Claims {
			for _, ch := range c.Changes {
				from, to := c.first(ch.From), c.first(ch.To)
				if ch.Directed && from.Article != to.Article && !from.since().Before(to.since()) {
					t.Errorf("%s %s -> %s: %s is not before %s", c.Name, ch.From, ch.To, from.Article.Key, to.Article.Key)
				}
			}
		}
	}
}

// first returns the first mention of variant.
func (c *TrueClaim) first(variant string) TrueMention {
	i := slices.IndexFunc(c.Mentions, func(m TrueMention) bool { return m.Variant == variant })
	return c.Mentions[i]
}

// since returns when m came to be on its page.
func (m TrueMention) since() time.Time {
	if m.From.After(m.Article.Published) {
		return m.From
	}
	return m.Article.Published
}

func TestReadTruthErrors(t *testing.T) {
	p, _ := truths(t)
	for _, c := range []struct{ lines, want string }{
		{"mention wire/ice-1 a: X.", "mention before the first claim"},
		{"claim a colour: x", "not a claim"},
		{"claim a figure: x\nmention wire/nosuch a: X.", "not a mention"},
		{"claim a figure: x\nmention wire/ice-1 a: It never said this.", "does not say"},
		{"claim a figure: x\nchange a -> b: reworded", "not a change between"},
		{"claim a figure: x\nchange a -> b: rewordled", "no such type of change: rewordled"},
		{"edge wire/ice-1 <- wire/ice-9", "not found"},
		{"edit wire/ice-1 yesterday", "cannot parse"},
		{"rumour x", "no such line: rumour"},
	} {
		_, known, err := Taxonomy()
		if err != nil {
			t.Fatal(err)
		}
		r := truthReader{press: p, known: known, t: &Truth{}}
		var last error
		for _, l := range strings.Split(c.lines, "\n") {
			last = r.line(l)
		}
		if last == nil || !strings.Contains(last.Error(), c.want) {
			t.Errorf("%q: %v, want %s", c.lines, last, c.want)
		}
	}
	if _, err := ReadTruth(p, "nosuch"); err == nil {
		t.Error("truth of a story that is not there")
	}
}

// perfect makes the claims a tracer would find that knew the truth.
func perfect(tr *Truth) (claims []corpus.Claim, articles []corpus.Article) {
	id := func(key string, a *Article) corpus.ArticleID {
		return corpus.ArticleID("a" + key) // not the id of the address, so that articles has to be used
	}
	for _, a := range tr.articles() {
		articles = append(articles, corpus.Article{ID: id(a.Key, a), URL: strings.Replace(a.URL(), "http://www.", "http://", 1)})
	}
	for _, c := range tr.Claims {
		var k corpus.Claim
		variants := map[string]*corpus.Variant{}
		for _, m := range c.Mentions {
			an := corpus.Anchor{Article: id(m.Article.Key, m.Article), Sentence: m.Sentence, Kind: c.Kind}
			k.Mentions = append(k.Mentions, corpus.Mention{ID: an.ID(), Anchor: an, Article: an.Article, Kind: c.Kind})
			if variants[m.Variant] == nil {
				variants[m.Variant] = &corpus.Variant{ID: m.Variant}
			}
			variants[m.Variant].Mentions = append(variants[m.Variant].Mentions, an.ID())
		}
		for i, ch := range c.Changes { // a variant has one From: give each change a variant of its own
			v := *variants[ch.To]
			v.From = ch.From
			v.ID += strings.Repeat("'", i+1)
			for _, name := range ch.Types {
				v.Mutations = append(v.Mutations, corpus.Mutation{Type: name})
			}
			k.Variants = append(k.Variants, v)
		}
		for _, v := range variants {
			k.Variants = append(k.Variants, *v)
		}
		claims = append(claims, k)
	}
	for _, e := range tr.Edges {
		edge := corpus.Edge{Child: id(e.Child, nil), Parent: string(id(e.Parent, nil)), Ghost: e.Unseen, Name: e.Parent, Printed: e.Printed}
		claims[0].Lineage = append(claims[0].Lineage, edge)
	}
	return claims, articles
}

func TestScore(t *testing.T) {
	_, all := truths(t)
	for _, tr := range all {
		tr = tr.At(LastVisit)
		claims, articles := perfect(tr)
		r := Score(tr, claims, articles)
		for name, tally := range map[string]Tally{
			"mentions": r.Mentions, "pairs": r.Pairs, "edges": r.Edges, "printed": r.Printed, "compared": r.Compared, "changes": r.Changes,
		} {
			if tally.True == 0 || tally.F1() != 1 {
				t.Errorf("%s: a perfect result scores %+v for %s", tr.Story, tally, name)
			}
		}
		claims[0].Mentions, claims[1].Mentions = append(claims[0].Mentions, claims[1].Mentions...), nil
		if worse := Score(tr, claims, articles); worse.Pairs.Precision() >= 1 || worse.Pairs.Recall() != 1 {
			t.Errorf("%s: two claims merged score %+v", tr.Story, worse.Pairs)
		}
		none := Score(tr, nil, articles)
		if none.Mentions.Hit != 0 || none.Mentions.True != r.Mentions.True || none.Changes.F1() != 0 {
			t.Errorf("%s: no result scores %+v", tr.Story, none.Mentions)
		}
	}
}

func TestTruthAt(t *testing.T) {
	_, all := truths(t)
	has := func(tr *Truth, variant string) bool {
		return slices.ContainsFunc(tr.Claims, func(c TrueClaim) bool { return c.sentence(variant) != "" })
	}
	ferry := all[0]
	first, last := ferry.At(FirstVisit), ferry.At(LastVisit)
	if !has(first, "ignored") || has(first, "received") || has(last, "ignored") || !has(last, "received") {
		t.Error("At does not follow the silent edit")
	}
	if len(first.Edges) >= len(last.Edges) || len(last.Edges) != len(ferry.Edges) {
		t.Errorf("%d edges at first, %d at last, %d in all", len(first.Edges), len(last.Edges), len(ferry.Edges))
	}
}

func TestReportString(t *testing.T) {
	r := Report{Story: "x", Mentions: Tally{Hit: 1, True: 4, Good: 1, Found: 2}, ByType: map[string]Tally{"value_rounded": {True: 1}}}
	got := r.String()
	for _, want := range []string{
		"story x\n", "mentions                  precision  50.0% (1/2)     recall  25.0% (1/4)\n",
		"  value_rounded           precision     - (none)     recall   0.0% (0/1)\n",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
	if f := r.Mentions.F1(); f < 0.333 || f > 0.334 {
		t.Errorf("F1 = %v", f)
	}
}
