package lineage

import (
	"cmp"

	"hearsay/corpus"
)

// How sure an edge is that a printed credit makes.
const (
	byReprint = 0.97 // the article is a copy of the agency's
	byCredit  = 0.80 // the agency's article tells the claim, or is not in the corpus: part of the credited article may be its own
)

// credits returns the edges that wire credits print: to the agency's article that tells c, or, where the corpus holds
// nothing by the agency, to a source that is not in it. An article that names another outlet with the claim itself has
// said where it is from.
func (t *tracer) credits(c *corpus.Claim, named map[corpus.ArticleID]bool) []corpus.Edge {
	var out []corpus.Edge
	for i := range c.Mentions {
		m := &c.Mentions[i]
		if i > 0 && c.Mentions[i-1].Article == m.Article {
			continue
		}
		for _, agency := range t.wire[m.Article] {
			key := outletKey(agency)
			if key == "" || t.self(m, key) {
				continue
			}
			e := corpus.Edge{
				Child: m.Article, ChildMention: m.ID, Name: agency, Probability: byCredit, Printed: true,
				Evidence: []corpus.Evidence{t.credit(m.Article, agency)},
			}
			id, _ := t.parent(cited{mention: m, name: agency})
			switch {
			case id != "":
				e.Parent = string(id)
				if t.lead(id) == t.lead(m.Article) {
					e.Probability = byReprint
				}
			case named[m.Article] || len(t.of(agency)) > 0:
				continue // it is told who said it; or the agency's article does not tell it
			default:
				e.Ghost, e.Parent = true, string(corpus.NewSourceID("", key, "", ""))
			}
			out = append(out, e)
		}
	}
	return out
}

// credit returns where article a credits agency.
func (t *tracer) credit(a corpus.ArticleID, agency string) corpus.Evidence {
	for _, c := range t.credited[a] {
		if c.Name == agency {
			return corpus.Evidence{Kind: "credit", Span: c.Span, Text: c.Text}
		}
	}
	return corpus.Evidence{Kind: "credit", Text: agency} // said in the head of its page only
}

// lead returns the article that stands for id and its reprints: id itself where it is none.
func (t *tracer) lead(id corpus.ArticleID) corpus.ArticleID { return cmp.Or(t.copies[id], id) }
