// Package simulate writes the coverage of invented affairs of which everything is known: who had what from whom, and what
// was changed on the way. It is for exercises, and for measuring on as many articles as one likes.
//
// [New] draws facts (fact.go), lets articles take them over from earlier ones and change them (mutate.go), and prints
// each as a sentence. What changed between two wordings is not noted while it is done but told from the two facts
// afterwards, by [diff]: two changes that undo each other are none. The truth has the shape of the sample press's, so
// sample.Score measures both.
package simulate

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"hearsay/corpus"
	"hearsay/corpus/sample"
)

// Options say how much is written. The zero value of each field stands for its default.
type Options struct {
	Seed     uint64 // the same seed gives the same coverage
	Articles int    // default 60
	Claims   int    // affairs that the articles are about; default a sixth of Articles
}

// A Coverage is what was written, oldest article first.
type Coverage struct {
	Articles []*sample.Article
	Truth    *sample.Truth
}

// start is when the first article appears.
var start = time.Date(2031, 3, 3, 6, 0, 0, 0, time.UTC)

const (
	perArticle = 3    // facts that an article tells, at most
	prints     = 0.65 // share of articles that name the one they have it from
	original   = 0.15 // share of facts that an article learns by itself, from the same source
)

// New writes a coverage.
func New(o Options) *Coverage {
	if o.Articles <= 0 {
		o.Articles = 60
	}
	if o.Claims <= 0 {
		o.Claims = max(2, o.Articles/6)
	}
	w := &writer{rng: rand.New(rand.NewPCG(o.Seed, 0x6865617273617921)), truth: &sample.Truth{Story: fmt.Sprintf("simulated %d", o.Seed)}}
	for i := range o.Claims {
		f := w.newFact(i)
		w.affairs = append(w.affairs, affair{first: f})
		w.truth.Claims = append(w.truth.Claims, sample.TrueClaim{Name: fmt.Sprintf("c%d", i+1), Kind: corpus.FigureMention, States: f.sentence(0)})
	}
	for i := range o.Articles {
		w.article(i)
	}
	return &Coverage{Articles: w.articles, Truth: w.truth}
}

// A writer makes a coverage.
type writer struct {
	rng      *rand.Rand
	affairs  []affair
	articles []*sample.Article
	truth    *sample.Truth
}

// An affair is what one claim is about: as it was first known, and as each article told it.
type affair struct {
	first fact
	told  []telling
}

// A telling is how one article has a fact.
type telling struct {
	article *sample.Article
	fact    fact
	variant string
}

// article writes the i-th article: a few facts, most of them as an earlier article told them, more or less.
func (w *writer) article(i int) {
	k := w.rng.IntN(max(6, len(w.affairs)))
	name := "The " + places[k%len(places)] + " " + titles[(k+k/len(places))%len(titles)]
	host := strings.ReplaceAll(strings.ToLower(strings.TrimPrefix(name, "The ")), " ", "") + ".example"
	a := &sample.Article{
		Key: fmt.Sprintf("%s/%d", host, i), Outlet: &sample.Outlet{Key: host, Name: name, Host: host}, Path: fmt.Sprintf("/2031/%d", i),
		Published: start.Add(time.Duration(i)*7*time.Hour + time.Duration(w.rng.IntN(240))*time.Minute),
	}
	w.articles = append(w.articles, a)
	n := 1 + w.rng.IntN(perArticle)
	var paragraphs []string
	var parent *sample.Article
	for k, c := range w.rng.Perm(len(w.affairs))[:min(n, len(w.affairs))] {
		t, from := w.take(c, a)
		if k == 0 {
			parent = from
			a.Title = t.fact.who + ": what is known"
		}
		paragraphs = append(paragraphs, t.variant)
	}
	if parent != nil {
		w.edge(a, parent, &paragraphs)
	}
	for _, p := range append(paragraphs, w.filler(a)) {
		a.Blocks = append(a.Blocks, sample.Block{Kind: corpus.Para, Text: p})
	}
}

// filler draws a sentence that many articles have; it is a claim as any other.
func (w *writer) filler(a *sample.Article) string {
	s := pick(w.rng, filler)
	i := slices.IndexFunc(w.truth.Claims, func(c sample.TrueClaim) bool { return c.States == s })
	if i < 0 {
		i = len(w.truth.Claims)
		w.truth.Claims = append(w.truth.Claims, sample.TrueClaim{Name: fmt.Sprintf("c%d", i+1), Kind: corpus.StatementMention, States: s})
	}
	w.truth.Claims[i].Mentions = append(w.truth.Claims[i].Mentions, sample.TrueMention{Article: a, Variant: s, Sentence: s})
	return s
}

// take lets a tell affair c: by itself, or as an earlier article had it, changed. It returns that article, if any.
func (w *writer) take(c int, a *sample.Article) (telling, *sample.Article) {
	f, from := w.affairs[c].first, -1
	if told := w.affairs[c].told; len(told) > 0 && w.rng.Float64() > original {
		from = w.rng.IntN(len(told))
		if told[from].article.Outlet.Key != a.Outlet.Key {
			f = w.mutated(told[from].fact)
		} else {
			f = told[from].fact
		}
	}
	t := telling{article: a, fact: f, variant: f.sentence(w.rng.IntN(styles))}
	claim := &w.truth.Claims[c]
	claim.Mentions = append(claim.Mentions, sample.TrueMention{Article: a, Variant: t.variant, Sentence: t.variant})
	w.affairs[c].told = append(w.affairs[c].told, t)
	if from < 0 {
		return t, nil
	}
	p := w.affairs[c].told[from]
	if types := diff(p.fact, t.fact); p.variant != t.variant {
		if len(types) == 0 {
			types = []string{"reworded"}
		}
		claim.Changes = append(claim.Changes, sample.TrueChange{From: p.variant, To: t.variant, FromText: p.variant, ToText: t.variant, Directed: true, Types: types})
	}
	return t, p.article
}

// edge notes that a has its first fact from parent, and lets a say so, or not.
func (w *writer) edge(a, parent *sample.Article, paragraphs *[]string) {
	printed := w.rng.Float64() < prints && a.Outlet.Key != parent.Outlet.Key
	if printed {
		says := []string{"%s first reported the figures.", "The figures were first reported by %s.", "That is what %s reported on %s."}[w.rng.IntN(3)]
		if strings.Count(says, "%s") == 2 {
			says = fmt.Sprintf(says, parent.Outlet.Name, parent.Published.Format("Monday"))
		} else {
			says = fmt.Sprintf(says, parent.Outlet.Name)
		}
		*paragraphs = append((*paragraphs)[:1:1], append([]string{says}, (*paragraphs)[1:]...)...)
	}
	w.truth.Edges = append(w.truth.Edges, sample.TrueEdge{Child: a.Key, Parent: parent.Key, Printed: printed})
}

func pick(rng *rand.Rand, from []string) string { return from[rng.IntN(len(from))] }

// A Line of truth is one sentence that states a claim: where it stands, and where it is from.
type Line struct {
	Claim    string   `json:"claim"`
	URL      string   `json:"url"`
	Outlet   string   `json:"outlet"`
	Sentence string   `json:"sentence"`
	From     string   `json:"from,omitempty"` // the sentence it was taken from, where it differs
	Changes  []string `json:"changes,omitempty"`
}

// Lines returns the truth as a table, a claim after the other, the oldest mention first.
func (c *Coverage) Lines() []Line {
	var out []Line
	for _, t := range c.Truth.Claims {
		for _, m := range t.Mentions {
			l := Line{Claim: t.Name, URL: m.Article.URL(), Outlet: m.Article.Outlet.Name, Sentence: m.Sentence}
			for _, ch := range t.Changes {
				if ch.To == m.Variant {
					l.From, l.Changes = ch.FromText, ch.Types
				}
			}
			out = append(out, l)
		}
	}
	return out
}
