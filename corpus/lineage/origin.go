package lineage

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

// origin decides whether all articles that tell c lead to one source. They do if one source is named, for this claim, by
// each of them, directly or through the article that it has the claim from. An article that names none leaves the matter
// unknown; where those that do name one lead to the same, that is the origin all the same, and the warning says how many
// are silent. Reprints are one article here.
func (t *tracer) origin(c *corpus.Claim) {
	named := map[corpus.ArticleID]map[string]string{} // article -> key of a source -> its name
	var order []corpus.ArticleID
	for i := range c.Mentions {
		m := &c.Mentions[i]
		if named[m.Article] == nil {
			named[m.Article] = map[string]string{}
			order = append(order, m.Article)
		}
		for k, n := range sources(m) {
			named[m.Article][k] = n
		}
	}
	t.through(c, named)
	unify(named)
	t.claimed(c)
	c.Sources = "unknown"
	if len(order) < 2 {
		return
	}
	r := t.reports(order, named)
	best, leads := r.common()
	switch {
	case len(r.list) == 0 || leads != len(r.list)-r.silent:
		if r.silent == 0 {
			c.Sources = "several"
		}
		return
	case r.silent == 0:
		c.Sources = "single"
	}
	w := warning{claim: c, told: map[string]bool{}, copies: len(order) - len(r.list)}
	for _, id := range order {
		if r.of[t.lead(id)][best] == "" {
			w.silent++
			continue
		}
		w.leads++
		w.told[cmp.Or(t.outlet(id), string(id))] = true
	}
	if best != "" && (r.silent == 0 || len(w.told) > 1) {
		c.Origin = nameOf(r, best)
		w.unseen = best[0] == 'o' && len(t.of(c.Origin)) == 0
		c.Warning = w.String()
	}
}

// reports is the articles that tell a claim, reprints taken together, and the sources that they lead to.
type reports struct {
	list   []corpus.ArticleID                     // one article for each report
	of     map[corpus.ArticleID]map[string]string // its sources
	silent int                                    // how many reports lead nowhere
}

// reports takes the articles that are copies of each other together. Of a report that is printed by several outlets and
// names no source, the outlet that had it first is the source.
func (t *tracer) reports(order []corpus.ArticleID, named map[corpus.ArticleID]map[string]string) reports {
	r := reports{of: map[corpus.ArticleID]map[string]string{}}
	prints := map[corpus.ArticleID]int{}
	for _, id := range order {
		l := t.lead(id)
		if r.of[l] == nil {
			r.of[l] = map[string]string{}
			r.list = append(r.list, l)
		}
		maps.Copy(r.of[l], named[id])
		prints[l]++
	}
	for _, l := range r.list {
		if len(r.of[l]) == 0 && prints[l] > 1 && t.outlet(l) != "" {
			r.of[l][sourceKey(t.outlet(l), "outlet")] = t.outlet(l)
		}
		if len(r.of[l]) == 0 {
			r.silent++
		}
	}
	return r
}

// common returns the key of the source that most reports lead to, the first of equals, and how many these are.
func (r *reports) common() (best string, n int) {
	count := map[string]int{}
	for _, l := range r.list {
		for k := range r.of[l] {
			count[k]++
		}
	}
	for k, m := range count {
		if m > n || m == n && k < best {
			best, n = k, m
		}
	}
	return best, n
}

// sources returns whom m's attribution names, by key.
func sources(m *corpus.Mention) map[string]string {
	out := map[string]string{}
	for _, l := range m.Attribution.Chain {
		if k := sourceKey(l.Source, l.Kind); k != "" {
			out[k] = l.Source
		}
	}
	if k := sourceKey(m.Attribution.Source, m.Attribution.Kind); k != "" && len(out) == 0 {
		out[k] = m.Attribution.Source
	}
	return out
}

// sourceKey is a source as two articles would name it differently: documents by what makes them special, names by their
// words. Unnamed sources have none: "officials" here are not the "officials" there.
func sourceKey(name, kind string) string {
	switch kind {
	case "outlet":
		return "o " + outletKey(name)
	case "documents":
		return documents(name)
	case "person", "organisation":
		if len(telling(name)) == 0 { // "I", "she"
			return ""
		}
		return "p " + outletKey(name)
	}
	return ""
}

// unify gives a source that is named in part ("Harbour Board") the key of the one whole name that it can be a part of.
func unify(named map[corpus.ArticleID]map[string]string) {
	keys := map[string]bool{}
	for _, of := range named {
		for k := range of {
			keys[k] = true
		}
	}
	whole := map[string]string{}
	for k := range keys {
		var longest []string
		for l := range keys {
			if l != k && l[:2] == k[:2] && k[0] != 'd' && partOf(k[2:], l[2:]) && !partOf(l[2:], k[2:]) {
				longest = append(longest, l)
			}
		}
		if len(longest) == 1 {
			whole[k] = longest[0]
		}
	}
	for _, k := range slices.Sorted(maps.Keys(whole)) {
		for _, of := range named {
			if n, ok := of[k]; ok {
				delete(of, k)
				of[whole[k]] = cmp.Or(of[whole[k]], n)
			}
		}
	}
}

// documents is the key of documents: "the leaked files" and "leaked documents" are one, "the documents" could be any and
// have none.
func documents(name string) string {
	var kept []string
	for _, t := range text.Words(name) {
		w := text.NewTerm(t.Of(name), t.Kind)
		if w.Func || w.Like(text.NewTerm("document", text.Word)) > 0.5 && w.Stem != "leak" {
			continue
		}
		kept = append(kept, w.Stem)
	}
	if len(kept) == 0 {
		return ""
	}
	slices.Sort(kept)
	return "d " + strings.Join(kept, " ")
}

// through gives each article the sources of the collected articles that it has the claim from. Where such an article
// names none, its outlet is the source.
func (t *tracer) through(c *corpus.Claim, named map[corpus.ArticleID]map[string]string) {
	for _, e := range c.Lineage {
		p := corpus.ArticleID(e.Parent)
		switch child := named[e.Child]; {
		case e.Probability < byNameOf:
		case e.Ghost && child != nil && len(child) == 0:
			child[sourceKey(e.Name, "outlet")] = e.Name
		case !e.Ghost && named[p] != nil && len(named[p]) == 0 && t.outlet(p) != "":
			named[p][sourceKey(t.outlet(p), "outlet")] = t.outlet(p)
		}
	}
	for range 4 { // chains of printed edges are short
		for _, e := range c.Lineage {
			if named[e.Child] == nil || e.Ghost {
				continue
			}
			maps.Copy(named[e.Child], named[corpus.ArticleID(e.Parent)])
		}
	}
}

// outlet returns the outlet of an article.
func (t *tracer) outlet(id corpus.ArticleID) string {
	if a := t.articles[id]; a != nil {
		return a.Outlet
	}
	return ""
}

// nameOf returns the name under which most reports name a source; the first of equals.
func nameOf(r reports, key string) string {
	n := map[string]int{}
	for _, l := range r.list {
		n[r.of[l][key]]++
	}
	best := ""
	for s, k := range n {
		if s != "" && (k > n[best] || best == "" || k == n[best] && s < best) {
			best = s
		}
	}
	return best
}

// claimed finds the earliest date that an article gives for its source.
func (t *tracer) claimed(c *corpus.Claim) {
	for i := range c.Mentions {
		m := &c.Mentions[i]
		for _, ci := range t.citations[m.Article] {
			if ci.Date == "" || !ci.Overlaps(m.Sentence) {
				continue
			}
			if c.EarliestClaimed == "" || ci.Date < c.EarliestClaimed {
				c.EarliestClaimed = ci.Date
			}
		}
	}
}
