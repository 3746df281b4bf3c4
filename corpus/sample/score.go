package sample

import (
	"cmp"
	"slices"
	"strings"

	"hearsay/corpus"
)

// Score compares claims, as traced from a crawl of the press, with the truth. articles are those the claims' mentions
// stand in; they say which address an id is. Pass truth.At of the moment of the crawl.
//
// A mention is matched by article and sentence alone; whether it is taken for a figure or a statement is not looked at.
// The sentence is that of its Anchor; a mention without one, as read from JSON, is matched by its Text, which is kinder to
// it where that is but a word or two.
func Score(t *Truth, claims []corpus.Claim, articles []corpus.Article) Report {
	s := scorer{truth: t, keys: map[corpus.ArticleID]string{}, report: Report{Story: t.Story, ByType: map[string]Tally{}}}
	s.name(articles)
	for _, c := range claims {
		s.match(c)
	}
	s.mentions()
	s.pairs()
	s.changes()
	s.edges(claims)
	return s.report
}

// A scorer holds what the parts of Score share.
type scorer struct {
	truth  *Truth
	keys   map[corpus.ArticleID]string // of the press
	claims []matched
	report Report
}

// A matched claim is a found one with its mentions in the truth's terms.
type matched struct {
	corpus.Claim
	spots map[corpus.MentionID]spot
}

// A spot is a sentence of an article; truths are the indexes of the true mentions that it holds.
type spot struct {
	article, sentence string
	truths            []ref
}

// A ref names a true mention: claim and mention by index.
type ref struct{ claim, mention int }

// name finds out which article of the press each id stands for.
func (s *scorer) name(articles []corpus.Article) {
	byURL := map[string]string{}
	for _, a := range s.truth.articles() {
		byURL[plainURL(a.URL())] = a.Key
		s.keys[corpus.NewArticleID(a.URL(), "")] = a.Key
	}
	for _, a := range articles {
		if key := byURL[plainURL(a.URL)]; key != "" {
			s.keys[a.ID] = key
		}
	}
}

// plainURL returns address without what differs between ways to write it.
func plainURL(address string) string {
	_, rest, _ := strings.Cut(address, "://")
	return strings.TrimSuffix(strings.TrimPrefix(rest, "www."), "/")
}

// match finds the true mentions that the mentions of c stand for.
func (s *scorer) match(c corpus.Claim) {
	m := matched{Claim: c, spots: map[corpus.MentionID]spot{}}
	for _, f := range c.Mentions {
		key := s.keys[f.Article]
		if key == "" {
			continue
		}
		sp := spot{article: key, sentence: f.Anchor.Sentence}
		if sp.sentence == "" {
			sp.sentence = f.Text
		}
		for i, tc := range s.truth.Claims {
			for j, tm := range tc.Mentions {
				if tm.Article.Key == key && (strings.Contains(tm.Sentence, sp.sentence) || strings.Contains(sp.sentence, tm.Sentence)) {
					sp.truths = append(sp.truths, ref{i, j})
				}
			}
		}
		m.spots[f.ID] = sp
	}
	s.claims = append(s.claims, m)
}

func (s *scorer) mentions() {
	hit := map[ref]bool{}
	found := map[string]bool{} // article and sentence -> is true
	original := map[string]string{}
	for _, e := range s.truth.Copies {
		original[e.Child] = e.Parent
	}
	for _, c := range s.claims {
		arts := map[string]bool{}
		for _, sp := range c.spots {
			arts[cmp.Or(original[sp.article], sp.article)] = true
			for _, r := range sp.truths {
				hit[r] = true
			}
		}
		if len(arts) < 2 {
			continue
		}
		for _, sp := range c.spots {
			found[sp.article+"\n"+sp.sentence] = len(sp.truths) > 0
		}
	}
	for i, c := range s.truth.Claims {
		for j := range c.Mentions {
			s.report.Mentions.count(hit[ref{i, j}], false)
		}
	}
	for _, good := range found {
		s.report.Mentions.count(good, true)
	}
}

// pairs looks at every two sentences of different articles.
func (s *scorer) pairs() {
	together := map[[2]ref]bool{} // true mentions that are in one found claim
	found := map[[2]string]bool{} // sentences that are in one found claim -> share a true claim
	for _, c := range s.claims {
		for _, a := range c.spots {
			for _, b := range c.spots {
				if a.article >= b.article || len(a.truths) == 0 || len(b.truths) == 0 {
					continue
				}
				good := false
				for _, x := range a.truths {
					for _, y := range b.truths {
						good = good || x.claim == y.claim
						together[[2]ref{x, y}] = true
					}
				}
				found[[2]string{a.article + "\n" + a.sentence, b.article + "\n" + b.sentence}] = good
			}
		}
	}
	for _, good := range found {
		s.report.Pairs.count(good, true)
	}
	for i, c := range s.truth.Claims {
		for j, a := range c.Mentions {
			for k, b := range c.Mentions {
				if a.Article.Key < b.Article.Key {
					s.report.Pairs.count(together[[2]ref{{i, j}, {i, k}}], false)
				}
			}
		}
	}
}

// opposites are the types of change that turn into each other when the two wordings change places.
var opposites = [][2]string{
	{"approximator_added", "approximator_dropped"},
	{"attribution_added", "attribution_dropped"},
	{"detail_added", "detail_dropped"},
	{"entity_generalised", "entity_specialised"},
	{"hedge_added", "hedge_dropped"},
	{"scope_broadened", "scope_narrowed"},
	{"strength_raised", "strength_lowered"},
	{"time_added", "time_dropped"},
	{"time_broadened", "time_narrowed"},
	{"value_added", "value_dropped"},
	{"value_rounded", "value_sharpened"},
	{"claims_merged", "claims_split"},
}

// reversed returns the type of the change that undoes one of type name: the same, for most.
func reversed(name string) string {
	for _, o := range opposites {
		if i := slices.Index(o[:], name); i >= 0 {
			return o[1-i]
		}
	}
	return name
}

// changes compares the types of change over the pairs of wordings that both sides compare.
func (s *scorer) changes() {
	compared := map[[2]int]map[string]bool{} // claim and change by index -> types found
	for _, c := range s.claims {
		byID := map[string]corpus.Variant{}
		for _, v := range c.Variants {
			byID[v.ID] = v
		}
		for _, v := range c.Variants {
			if v.From == "" {
				continue
			}
			from, to := s.variants(c, byID[v.From]), s.variants(c, v)
			s.report.Compared.count(s.compare(v, from, to, compared), true)
		}
	}
	for i, c := range s.truth.Claims {
		for j, ch := range c.Changes {
			found, ok := compared[[2]int{i, j}]
			s.report.Compared.count(ok, false)
			s.tallyTypes(ch.Types, found)
		}
	}
}

// variants returns the true wordings that v's mentions stand for, as claim index and name.
func (s *scorer) variants(c matched, v corpus.Variant) map[trueVariant]bool {
	out := map[trueVariant]bool{}
	for _, id := range v.Mentions {
		for _, r := range c.spots[id].truths {
			out[trueVariant{r.claim, s.truth.Claims[r.claim].Mentions[r.mention].Variant}] = true
		}
	}
	return out
}

type trueVariant struct {
	claim int
	name  string
}

// compare adds the types found between from and to to each true change between them, and reports whether there is one.
func (s *scorer) compare(v corpus.Variant, from, to map[trueVariant]bool, compared map[[2]int]map[string]bool) bool {
	known := false
	for i, c := range s.truth.Claims {
		for j, ch := range c.Changes {
			a, b := trueVariant{i, ch.From}, trueVariant{i, ch.To}
			straight, crossed := from[a] && to[b], from[b] && to[a]
			if !straight && !crossed {
				continue
			}
			known = true
			types := compared[[2]int{i, j}]
			if types == nil {
				types = map[string]bool{}
				compared[[2]int{i, j}] = types
			}
			for _, m := range v.Mutations {
				name := m.Type
				if !straight && !ch.Directed {
					name = reversed(name)
				}
				types[name] = true
			}
		}
	}
	return known
}

// tallyTypes counts the types of one change. found is nil where the result does not compare the two wordings.
func (s *scorer) tallyTypes(want []string, found map[string]bool) {
	for _, name := range want {
		s.countType(name, found[name], false)
	}
	for name := range found {
		s.countType(name, slices.Contains(want, name), true)
	}
}

func (s *scorer) countType(name string, ok, found bool) {
	s.report.Changes.count(ok, found)
	t := s.report.ByType[name]
	t.count(ok, found)
	s.report.ByType[name] = t
}

// edges compares where articles have things from, over all claims together.
func (s *scorer) edges(claims []corpus.Claim) {
	type edge struct{ child, parent string }
	want := map[edge]bool{} // -> printed
	for _, e := range s.truth.Edges {
		want[edge{e.Child, plainName(e.Parent)}] = e.Printed
	}
	found := map[edge]bool{}
	for _, c := range claims {
		for _, e := range c.Lineage {
			parent := s.keys[corpus.ArticleID(e.Parent)]
			if e.Ghost || parent == "" {
				parent = plainName(e.Name)
			}
			if child := s.keys[e.Child]; child != "" && parent != child {
				k := edge{child, parent}
				found[k] = found[k] || e.Printed
			}
		}
	}
	all, printed := &s.report.Edges, &s.report.Printed
	for e, p := range want {
		_, hit := found[e]
		all.count(hit, false)
		if p {
			printed.count(hit, false)
		}
	}
	for e, p := range found {
		_, good := want[e]
		all.count(good, true)
		if p {
			printed.count(good, true)
		}
	}
}

// plainName folds the name of a source: The Guardian and Guardian are one.
func plainName(s string) string {
	return strings.TrimPrefix(strings.ToLower(strings.TrimSpace(s)), "the ")
}
