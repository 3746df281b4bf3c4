package lineage

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

// How sure an edge is, by what prints it. They are first estimates, to be calibrated on cascades of known truth.
const (
	byAddress  = 0.97 // the sentence links to the parent
	byTitle    = 0.95 // it gives the parent's title
	byName     = 0.90 // the claim's own attribution names the outlet
	byNameOf   = 0.80 // the same, and one of several articles of the outlet must be meant
	byOutlet   = 0.60 // the outlet has one article that can be meant, though it is not known to tell the claim
	elsewhere  = 0.35 // the article names the outlet, but not with this claim
	byDecision = 1.00 // a person said so
)

// A cited is one place where an article names its source for a claim.
type cited struct {
	mention  *corpus.Mention
	citation corpus.Citation
	name     string
	own      bool // it is the attribution of the mention
}

// edges returns where the articles of c have it from, as they say themselves.
func (t *tracer) edges(c *corpus.Claim) []corpus.Edge {
	edges := []corpus.Edge{}
	at := map[[2]string]int{}
	add := func(e corpus.Edge) {
		key := [2]string{string(e.Child), e.Parent}
		if i, ok := at[key]; ok {
			if e.Probability > edges[i].Probability {
				e.Evidence = append(e.Evidence, edges[i].Evidence...)
				edges[i] = e
			} else if len(edges[i].Evidence) < 4 {
				edges[i].Evidence = append(edges[i].Evidence, e.Evidence...)
			}
			return
		}
		at[key] = len(edges)
		edges = append(edges, e)
	}
	var all []cited
	for i := range c.Mentions {
		all = append(all, t.cited(&c.Mentions[i], i == 0 || c.Mentions[i-1].Article != c.Mentions[i].Article)...)
	}
	titles := fullest(all)
	named := map[corpus.ArticleID]bool{} // says with the claim itself where it is from
	for _, x := range all {
		named[x.mention.Article] = named[x.mention.Article] || x.own
	}
	for _, x := range all {
		e := t.edge(c, x, titles)
		if e.Ghost && !x.own && named[e.Child] {
			continue
		}
		if e.Ghost && !x.own && len(t.of(x.name)) > 0 {
			continue // the outlet is in the corpus; which article is meant, nobody says
		}
		add(e)
	}
	for _, e := range t.credits(c, named) {
		add(e)
	}
	t.decide(c, add)
	slices.SortFunc(edges, func(a, b corpus.Edge) int {
		return cmp.Or(cmp.Compare(a.Child, b.Child), -cmp.Compare(a.Probability, b.Probability), cmp.Compare(a.Parent, b.Parent))
	})
	return edges
}

// cited returns the outlets that m's article names: in m's own attribution, and, once an article, elsewhere.
func (t *tracer) cited(m *corpus.Mention, first bool) []cited {
	var out []cited
	named := map[string]bool{}
	for _, l := range m.Attribution.Chain {
		key := outletKey(l.Source)
		if l.Kind != "outlet" || !properName(l.Source) || named[key] || t.self(m, key) {
			continue
		}
		named[key] = true
		x := cited{mention: m, name: l.Source, own: true, citation: corpus.Citation{Kind: "outlet", Text: m.Attribution.Text}}
		if m.Attribution.At != nil {
			x.citation.Span = *m.Attribution.At
		}
		for _, ci := range t.citations[m.Article] {
			if names(ci, key) && (ci.Overlaps(x.citation.Span) || ci.Overlaps(m.Sentence)) {
				x.citation = ci
				break
			}
		}
		out = append(out, x)
	}
	for _, ci := range t.citations[m.Article] {
		linked := ci.Href != "" && t.byURL[bareURL(ci.Href)] != ""
		if ci.Kind != "outlet" && ci.Kind != "reference" && !linked {
			continue
		}
		own := ci.Overlaps(m.Sentence) && m.Attribution.Kind != "none"
		if !own && !first {
			continue
		}
		for _, s := range ci.Sources {
			if key := outletKey(s); (properName(s) || linked) && !named[key] && !t.self(m, key) {
				named[key] = true
				out = append(out, cited{m, ci, s, own})
			}
		}
	}
	return out
}

// properName reports whether each word of s but the small ones begins with a capital or a digit: "The Daily Planet", not
// "a survey".
func properName(s string) bool {
	words := strings.Fields(strings.TrimPrefix(strings.TrimPrefix(s, "The "), "the "))
	for i, w := range words {
		switch w {
		case "of", "and", "for", "the", "on", "in", "de", "la", "le":
			if i > 0 {
				continue
			}
		}
		r, _ := utf8.DecodeRuneInString(strings.TrimLeft(w, "+\"'“‘(["))
		if !unicode.IsUpper(r) && !unicode.IsDigit(r) {
			return false
		}
	}
	return len(words) > 0
}

func names(ci corpus.Citation, key string) bool {
	return (ci.Kind == "outlet" || ci.Kind == "reference") && slices.ContainsFunc(ci.Sources, func(s string) bool { return outletKey(s) == key })
}

// self reports whether key is no source of its own: the article's own outlet, or one that the articles tell about.
func (t *tracer) self(m *corpus.Mention, key string) bool {
	a := t.articles[m.Article]
	if t.entities[key] && len(t.byOutlet[key]) == 0 {
		return true
	}
	return partOf(key, outletKey(m.Outlet)) || a != nil && partOf(key, outletKey(a.Outlet))
}

// fullest returns, for each outlet, the citation that says most of the cited article, so that "the Guardian" and "The
// Guardian, Big news, 17 February" are one source.
func fullest(all []cited) map[string]corpus.Citation {
	out := map[string]corpus.Citation{}
	for _, x := range all {
		key := outletKey(x.name)
		old, ok := out[key]
		ci := x.citation
		if !ok || rank(ci) > rank(old) || rank(ci) == rank(old) && ci.Href+ci.Title+ci.Date < old.Href+old.Title+old.Date {
			out[key] = ci
		}
	}
	return out
}

func rank(c corpus.Citation) (n int) {
	if c.Title != "" {
		n += 4
	}
	if c.Href != "" {
		n += 2
	}
	if c.Date != "" {
		n++
	}
	return n
}

// edge makes the edge that x prints: to a collected article where it can be told which one is meant, else to a source
// that is not in the corpus.
func (t *tracer) edge(c *corpus.Claim, x cited, titles map[string]corpus.Citation) corpus.Edge {
	e := corpus.Edge{
		Child: x.mention.Article, ChildMention: x.mention.ID, Name: x.name, Printed: true, Probability: byName,
		Evidence: []corpus.Evidence{{Kind: "citation", Span: x.citation.Span, Text: x.citation.Text, Href: x.citation.Href}},
	}
	if !x.own {
		e.Probability, e.Printed = elsewhere, false
	}
	if id, p := t.parent(x); id != "" {
		e.Parent, e.Name = string(id), cmp.Or(t.outlet(id), x.name)
		if x.own {
			e.Probability = p
		} else if p >= byTitle && t.telling[id] { // the article is named beyond doubt, and it tells the claim
			e.Probability, e.Printed = byNameOf, true
		}
		return e
	}
	ci := x.citation
	if ci.Href == "" && ci.Title == "" {
		if f := titles[outletKey(x.name)]; outletNamed(f, x.name) {
			ci = f
		}
	}
	e.Ghost = true
	title, date := ci.Title, ci.Date
	if len(ci.Sources) > 1 {
		title = "" // one title cannot be of several outlets
	}
	if title == "" {
		date = "" // a date alone does not tell two reports apart
	}
	href := ci.Href
	if len(ci.Sources) > 1 {
		href = ""
	}
	e.Parent = string(corpus.NewSourceID(bareURL(href), outletKey(x.name), text.Fold(title), date))
	return e
}

func outletNamed(c corpus.Citation, name string) bool {
	return slices.ContainsFunc(c.Sources, func(s string) bool { return outletKey(s) == outletKey(name) })
}

// parent returns the collected article that x means, and how sure that is. An article does not cite a later one.
func (t *tracer) parent(x cited) (corpus.ArticleID, float64) {
	child := x.mention.Article
	if x.citation.Href != "" {
		if id := t.byURL[bareURL(x.citation.Href)]; id != "" && id != child {
			return id, byAddress
		}
	}
	var fit, can []corpus.ArticleID
	for _, id := range t.of(x.name) {
		a := t.articles[id]
		if id == child || a.Excluded || t.before(child, id) {
			continue
		}
		if x.citation.Title != "" && a.Title != "" {
			if strings.EqualFold(text.Fold(a.Title), text.Fold(x.citation.Title)) {
				return id, byTitle
			}
			continue
		}
		if t.telling[id] {
			fit = append(fit, id)
		} else if x.citation.Href == "" {
			can = append(can, id)
		}
	}
	switch {
	case len(fit) == 0 && len(can) > 0 && x.own:
		return t.likeliest(can), byOutlet / float64(len(can))
	case len(fit) == 0:
		return "", 0
	case len(fit) == 1:
		return fit[0], byName
	}
	return t.likeliest(fit), byNameOf / float64(len(fit)) * 1.2
}

// likeliest returns the latest of ids: none of them is after the child.
func (t *tracer) likeliest(ids []corpus.ArticleID) corpus.ArticleID {
	return slices.MinFunc(ids, func(a, b corpus.ArticleID) int {
		return cmp.Or(t.articles[b].Time.Latest.Compare(t.articles[a].Time.Latest), cmp.Compare(a, b))
	})
}

// decide adds the edges that a person decided.
func (t *tracer) decide(c *corpus.Claim, add func(corpus.Edge)) {
	for _, d := range t.decided {
		if d.Op != "edge" || d.Parent == "" {
			continue
		}
		for i := range c.Mentions {
			m := &c.Mentions[i]
			if m.Article != d.Article && (d.A == nil || m.ID != d.A.ID()) {
				continue
			}
			_, inCorpus := t.articles[corpus.ArticleID(d.Parent)]
			add(corpus.Edge{
				Child: m.Article, ChildMention: m.ID, Parent: d.Parent, Ghost: !inCorpus, Name: t.nameOf(d),
				Probability: byDecision, Evidence: []corpus.Evidence{{Kind: "correction", Span: m.Span, Text: d.Why}},
			})
			break
		}
	}
}

func (t *tracer) nameOf(d corpus.CorrectionEntry) string {
	if a := t.articles[corpus.ArticleID(d.Parent)]; a != nil {
		return cmp.Or(a.Outlet, a.Title, d.Parent)
	}
	return cmp.Or(d.Value, d.Parent)
}
