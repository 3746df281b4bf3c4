package lineage

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

// origin decides whether all articles that tell c lead to one source. They do if one source is named, for this claim, by
// each of them, directly or through the article that it has the claim from. An article that names none leaves the
// matter unknown.
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
	t.through(c, order, named)
	t.claimed(c)
	c.Sources = "unknown"
	count := map[string]int{}
	silent := 0
	for _, id := range order {
		if len(named[id]) == 0 {
			silent++
		}
		for k := range named[id] {
			count[k]++
		}
	}
	if len(order) < 2 {
		return
	}
	var best string
	for k, n := range count {
		if n > count[best] || n == count[best] && k < best {
			best = k
		}
	}
	switch {
	case silent == 0 && count[best] == len(order):
		c.Sources, c.Origin = "single", nameOf(order, named, best)
	case silent == 0:
		c.Sources = "several"
	}
	if c.Sources == "single" && c.Outlets > 1 {
		c.Warning = fmt.Sprintf("%d outlets, one origin: all lead to %s. That is one source told %d times, not %d confirmations.",
			c.Outlets, c.Origin, c.Outlets, c.Outlets)
	}
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
		return "p " + outletKey(name)
	}
	return ""
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

// through gives each article the sources of the collected articles that it has the claim from.
func (t *tracer) through(c *corpus.Claim, order []corpus.ArticleID, named map[corpus.ArticleID]map[string]string) {
	for range 4 { // chains of printed edges are short
		for _, e := range c.Lineage {
			if e.Ghost {
				if len(named[e.Child]) == 0 && e.Probability >= byNameOf {
					named[e.Child][sourceKey(e.Name, "outlet")] = e.Name
				}
				continue
			}
			for k, n := range named[corpus.ArticleID(e.Parent)] {
				if named[e.Child] != nil {
					named[e.Child][k] = n
				}
			}
		}
	}
}

// nameOf returns the name under which a source is most often named; the first of equals.
func nameOf(order []corpus.ArticleID, named map[corpus.ArticleID]map[string]string, key string) string {
	n := map[string]int{}
	for _, id := range order {
		n[named[id][key]]++
	}
	best := ""
	for s, k := range n {
		if s != "" && (k > n[best] || k == n[best] && cmp.Less(s, best)) {
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
