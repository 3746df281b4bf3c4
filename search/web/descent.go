package web

import (
	"cmp"
	"slices"

	"hearsay/corpus"
)

// A descent says where the articles of a claim have it from: as a table, and the same as a graph.
type descent struct {
	Sources []source
	Silent  []place // of the articles that name no source
	Graph   *Graph
}

// A source is where articles have the claim from: a collected article or an unseen one.
type source struct {
	Name, Href string
	Ghost      bool
	Children   []child
}

type child struct {
	place
	Printed     bool
	Probability float64
	Evidence    []corpus.Evidence
}

// descent groups the edges of c by the source that they lead to, the one that most lead to first.
func (l *lookup) descent(c *corpus.Claim, wordings map[corpus.ArticleID][]int) (*descent, error) {
	at := map[string]int{}
	out := &descent{}
	has := map[corpus.ArticleID]bool{}
	for _, e := range c.Lineage {
		i, ok := at[e.Parent]
		if !ok {
			i = len(out.Sources)
			at[e.Parent] = i
			src, err := l.source(&e)
			if err != nil {
				return nil, err
			}
			out.Sources = append(out.Sources, src)
		}
		p, err := l.place(e.ChildMention)
		if err != nil {
			return nil, err
		}
		has[e.Child] = true
		out.Sources[i].Children = append(out.Sources[i].Children, child{p, e.Printed, e.Probability, shownEvidence(e.Evidence)})
	}
	slices.SortStableFunc(out.Sources, func(a, b source) int { return cmp.Compare(len(b.Children), len(a.Children)) })
	for _, m := range c.Mentions {
		if has[m.Article] {
			continue
		}
		has[m.Article] = true
		p, err := l.place(m.ID)
		if err != nil {
			return nil, err
		}
		out.Silent = append(out.Silent, p)
	}
	var err error
	out.Graph, err = l.graph(c.Lineage, wordings)
	return out, err
}

// source describes the parent of e.
func (l *lookup) source(e *corpus.Edge) (source, error) {
	if e.Ghost {
		return source{Name: e.Name, Ghost: true}, nil
	}
	src := source{Name: e.Name, Href: "/article/" + e.Parent}
	a, err := l.article(e.Parent)
	if err == nil && a != nil {
		src.Name = outletOf(a)
	}
	return src, err
}

// shownEvidence returns the passages of es, each once.
func shownEvidence(es []corpus.Evidence) []corpus.Evidence {
	var out []corpus.Evidence
	for _, e := range es {
		if !slices.Contains(out, e) {
			out = append(out, e)
		}
	}
	return out
}

// graphNodes is how many nodes a graph may have before nobody can read it.
const graphNodes = 60

// graph lays out the edges. Unseen sources that the same articles name are one node. A graph that is too large to be read
// is nil: the table says the same.
func (l *lookup) graph(edges []corpus.Edge, wordings map[corpus.ArticleID][]int) (*Graph, error) {
	if len(edges) == 0 {
		return nil, nil
	}
	together := ghostsTogether(edges)
	b := builder{l: l, wordings: wordings, at: map[string]int{}}
	for _, e := range edges {
		to, err := b.article(string(e.Child))
		if err != nil {
			return nil, err
		}
		var from int
		if e.Ghost {
			g := together[e.Parent]
			from = b.node(g.key, Node{Name: g.label(), Sub: "not in the corpus", Title: g.title(), Ghost: true})
		} else if from, err = b.article(e.Parent); err != nil {
			return nil, err
		}
		b.lines = addLine(b.lines, Line{From: from, To: to, Printed: e.Printed, Probability: e.Probability})
	}
	if len(b.nodes) > graphNodes {
		return nil, nil
	}
	return newGraph(b.nodes, b.lines), nil
}

// A builder collects the nodes and lines of a graph.
type builder struct {
	l        *lookup
	wordings map[corpus.ArticleID][]int
	at       map[string]int // index of the node of an id
	nodes    []Node
	lines    []Line
}

// node returns the index of the node of id; it is n if it is new.
func (b *builder) node(id string, n Node) int {
	i, ok := b.at[id]
	if !ok {
		i = len(b.nodes)
		b.at[id] = i
		b.nodes = append(b.nodes, n)
	}
	return i
}

// article returns the index of the node of an article.
func (b *builder) article(id string) (int, error) {
	a, err := b.l.article(id)
	if err != nil || a == nil {
		return b.node(id, Node{Name: "no longer in the corpus"}), err
	}
	return b.node(id, Node{
		Name: outletOf(a), Sub: cmp.Or(day(a.Time.Earliest), "date unknown"), Href: "/article/" + id, Title: titleOf(a), Variants: b.wordings[a.ID],
	}), nil
}

// addLine appends l, or strengthens the line that is already there.
func addLine(lines []Line, l Line) []Line {
	for i := range lines {
		if lines[i].From == l.From && lines[i].To == l.To {
			lines[i].Printed = lines[i].Printed || l.Printed
			lines[i].Probability = max(lines[i].Probability, l.Probability)
			return lines
		}
	}
	return append(lines, l)
}
