package web

import (
	"fmt"
	"slices"
	"strings"

	"hearsay/corpus"
)

// ghosts are unseen sources that the same articles name. They are drawn as one.
type ghosts struct {
	key   string
	names []string
}

// ghostsTogether maps each unseen source of edges to its group.
func ghostsTogether(edges []corpus.Edge) map[string]*ghosts {
	children := map[string][]string{}
	names := map[string]string{}
	var order []string
	for _, e := range edges {
		if !e.Ghost {
			continue
		}
		if _, ok := names[e.Parent]; !ok {
			order = append(order, e.Parent)
			names[e.Parent] = e.Name
		}
		children[e.Parent] = append(children[e.Parent], string(e.Child))
	}
	groups := map[string]*ghosts{}
	out := map[string]*ghosts{}
	for _, id := range order {
		slices.Sort(children[id])
		key := "ghosts of " + strings.Join(slices.Compact(children[id]), " ")
		if groups[key] == nil {
			groups[key] = &ghosts{key: key}
		}
		groups[key].names = append(groups[key].names, names[id])
		out[id] = groups[key]
	}
	return out
}

// label is what fits into a node.
func (g *ghosts) label() string {
	if n := len(g.names); n > 1 {
		return fmt.Sprintf("%s + %d more", clip(g.names[0], 13), n-1)
	}
	return g.names[0]
}

func (g *ghosts) title() string { return strings.Join(g.names, ", ") }
