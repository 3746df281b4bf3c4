package web

import (
	"cmp"
	"fmt"
	"slices"
)

// A Graph is a layered drawing: sources on the left, whoever has the claim from them to the right. X and Y are user units
// of the SVG.
type Graph struct {
	Nodes         []Node
	Lines         []Line
	Width, Height int
	Circular      bool // some lines lead in a circle
}

// A Node is an article or an unseen source.
type Node struct {
	Name, Sub, Href, Title string
	Ghost                  bool
	Variants               []int // the wordings that the article has, from 0
	X, Y, W, H             int
	Glyphs                 []Glyph
	layer                  int
}

// A Line leads from a source to who has it from there.
type Line struct {
	From, To    int // indexes of nodes
	Printed     bool
	Probability float64
	Path        string
	back        bool // closes a circle
}

const (
	nodeWidth   = 200
	nodeHeight  = 42
	nodeGap     = 14
	layerGap    = 110 // at least; two or three layers spread to fill the width
	graphMargin = 6
	graphWidth  = 1000
	sweeps      = 4 // of the crossing reduction
)

// newGraph lays the nodes out in layers: each node one layer right of its rightmost source, lines that close a circle
// left out of the count; within a layer in the order of the mean place of their neighbours (Sugiyama, Tagawa, Toda 1981).
func newGraph(nodes []Node, lines []Line) *Graph {
	g := &Graph{Nodes: nodes, Lines: lines}
	g.breakCircles()
	g.rank()
	layers := g.order()
	tallest := 0
	for _, l := range layers {
		tallest = max(tallest, len(l))
	}
	g.Height = 2*graphMargin + tallest*(nodeHeight+nodeGap) - nodeGap
	gap := layerGap
	if n := len(layers); n > 1 {
		gap = max(layerGap, min(3*layerGap, (graphWidth-2*graphMargin-n*nodeWidth)/(n-1)))
	}
	g.Width = 2*graphMargin + len(layers)*(nodeWidth+gap) - gap
	for x, l := range layers {
		top := (g.Height - len(l)*(nodeHeight+nodeGap) + nodeGap) / 2
		for y, i := range l {
			n := &g.Nodes[i]
			n.X, n.Y, n.W, n.H = graphMargin+x*(nodeWidth+gap), top+y*(nodeHeight+nodeGap), nodeWidth, nodeHeight
			n.place()
		}
	}
	for i := range g.Lines {
		g.route(&g.Lines[i])
	}
	return g
}

// breakCircles marks the lines that lead back to a node from which they come, depth first.
func (g *Graph) breakCircles() {
	state := make([]int, len(g.Nodes)) // 0 new, 1 open, 2 done
	var visit func(i int)
	visit = func(i int) {
		state[i] = 1
		for k := range g.Lines {
			l := &g.Lines[k]
			if l.From != i {
				continue
			}
			switch state[l.To] {
			case 0:
				visit(l.To)
			case 1:
				l.back, g.Circular = true, true
			}
		}
		state[i] = 2
	}
	for i := range g.Nodes {
		if state[i] == 0 {
			visit(i)
		}
	}
}

// rank sets the layer of each node.
func (g *Graph) rank() {
	for range g.Nodes {
		moved := false
		for _, l := range g.Lines {
			if from, to := &g.Nodes[l.From], &g.Nodes[l.To]; !l.back && to.layer <= from.layer {
				to.layer, moved = from.layer+1, true
			}
		}
		if !moved {
			return
		}
	}
}

// order returns the nodes of each layer from top to bottom.
func (g *Graph) order() [][]int {
	var layers [][]int
	for i, n := range g.Nodes {
		for len(layers) <= n.layer {
			layers = append(layers, nil)
		}
		layers[n.layer] = append(layers[n.layer], i)
	}
	at := make([]float64, len(g.Nodes))
	number := func() {
		for _, l := range layers {
			for y, i := range l {
				at[i] = (float64(y) + .5) / float64(len(l))
			}
		}
	}
	number()
	for range sweeps {
		for _, l := range layers {
			mean := map[int]float64{}
			for _, i := range l {
				mean[i] = g.mean(i, at)
			}
			slices.SortStableFunc(l, func(a, b int) int { return cmp.Compare(mean[a], mean[b]) })
		}
		number()
	}
	return layers
}

// mean returns the mean place of the neighbours of node i.
func (g *Graph) mean(i int, at []float64) float64 {
	sum, n := 0.0, 0.0
	for _, l := range g.Lines {
		switch i {
		case l.From:
			sum, n = sum+at[l.To], n+1
		case l.To:
			sum, n = sum+at[l.From], n+1
		}
	}
	if n == 0 {
		return at[i]
	}
	return sum / n
}

// place puts the glyphs of n's wordings at its right end.
func (n *Node) place() {
	for i, v := range n.Variants[:min(3, len(n.Variants))] {
		n.Glyphs = append(n.Glyphs, glyph(v, n.X+n.W-14-17*i, n.Y+n.H-13))
	}
}

// route draws l as a curve from the right side of its source to the left side of its child; a line that closes a circle
// runs below both.
func (g *Graph) route(l *Line) {
	a, b := &g.Nodes[l.From], &g.Nodes[l.To]
	x1, y1, x2, y2 := a.X+a.W, a.Y+a.H/2, b.X, b.Y+b.H/2
	bend := max(40, (x2-x1)/2)
	l.Path = fmt.Sprintf("M%d %dC%d %d %d %d %d %d", x1, y1, x1+bend, y1, x2-bend, y2, x2, y2)
}

// Title says in words what l stands for.
func (g *Graph) Title(l Line) string {
	how := "inferred"
	if l.Printed {
		how = "says so itself"
	}
	return fmt.Sprintf("%s has it from %s (%s, %.0f%%)", g.Nodes[l.To].Name, cmp.Or(g.Nodes[l.From].Title, g.Nodes[l.From].Name), how, 100*l.Probability)
}
