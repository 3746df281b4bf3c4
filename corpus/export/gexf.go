package export

import (
	"bufio"
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// A node of the graph is an article or an unseen source.
type node struct {
	id, label, kind, outlet, published, url string
}

// A link leads from where a claim came from to the article that has it from there.
type link struct {
	parent, child string
	weight        float64 // sum of the probabilities: the number of claims to expect to have come this way
	claims        int
	printed       bool
}

// GEXF writes the lineage of all claims as one graph (GEXF 1.3, as Gephi and networkx read it) and returns the number of
// its edges. Nodes are articles and unseen sources that an edge touches; edges lead from source to article and weigh as
// many claims as, by their probabilities, may be expected to have come that way.
func (s Source) GEXF(w io.Writer) (int, error) {
	nodes, links, err := s.graph()
	if err != nil {
		return 0, err
	}
	for a, err := range each(s.Articles) {
		if err != nil {
			return 0, err
		}
		if n := nodes[string(a.ID)]; n != nil {
			n.label = cmp.Or(a.Title, n.label)
			n.outlet, n.published, n.url = cmp.Or(a.Outlet, a.Domain), a.Time.Printed, a.URL
			if n.outlet != "" {
				n.label = n.outlet + ": " + n.label
			}
		}
	}
	bw := bufio.NewWriter(w)
	fmt.Fprint(bw, xml.Header, `<gexf xmlns="http://gexf.net/1.3" version="1.3">
<meta><creator>hearsay</creator><description>who has which claim from whom</description></meta>
<graph mode="static" defaultedgetype="directed">
<attributes class="node">
<attribute id="kind" title="kind" type="string"/><attribute id="outlet" title="outlet" type="string"/><attribute id="published" title="published" type="string"/><attribute id="url" title="url" type="string"/>
</attributes>
<attributes class="edge">
<attribute id="claims" title="claims" type="integer"/><attribute id="printed" title="printed" type="boolean"/>
</attributes>
<nodes>
`)
	for _, id := range slices.Sorted(maps.Keys(nodes)) {
		nodes[id].write(bw)
	}
	fmt.Fprint(bw, "</nodes>\n<edges>\n")
	for i, l := range links {
		l.write(bw, i)
	}
	fmt.Fprint(bw, "</edges>\n</graph>\n</gexf>\n")
	return len(links), bw.Flush()
}

// graph collects the nodes and the links of all claims, one link for each pair, sorted.
func (s Source) graph() (map[string]*node, []*link, error) {
	nodes := map[string]*node{}
	byPair := map[[2]string]*link{}
	for c, err := range each(s.Claims) {
		if err != nil {
			return nil, nil, err
		}
		seen := map[[2]string]float64{} // the likeliest edge of each pair in this claim
		for _, e := range c.Lineage {
			if e.Parent == "" {
				continue
			}
			add(nodes, string(e.Child), string(e.Child), "article")
			kind := "article"
			if e.Ghost {
				kind = "unseen source"
			}
			add(nodes, e.Parent, cmp.Or(e.Name, e.Parent), kind)
			pair := [2]string{e.Parent, string(e.Child)}
			l := byPair[pair]
			if l == nil {
				l = &link{parent: e.Parent, child: string(e.Child)}
				byPair[pair] = l
			}
			if _, again := seen[pair]; !again {
				l.claims++
			}
			if more := e.Probability - seen[pair]; more > 0 {
				l.weight += more
			}
			seen[pair] = max(seen[pair], e.Probability)
			l.printed = l.printed || e.Printed
		}
	}
	links := slices.SortedFunc(maps.Values(byPair), func(a, b *link) int {
		return cmp.Or(cmp.Compare(a.parent, b.parent), cmp.Compare(a.child, b.child))
	})
	return nodes, links, nil
}

func add(nodes map[string]*node, id, label, kind string) {
	if nodes[id] == nil {
		nodes[id] = &node{id: id, label: label, kind: kind}
	}
}

func (n *node) write(w *bufio.Writer) {
	fmt.Fprintf(w, `<node id="%s" label="%s"><attvalues>`, attr(n.id), attr(n.label))
	for _, v := range [][2]string{{"kind", n.kind}, {"outlet", n.outlet}, {"published", n.published}, {"url", n.url}} {
		if v[1] != "" {
			fmt.Fprintf(w, `<attvalue for="%s" value="%s"/>`, v[0], attr(v[1]))
		}
	}
	fmt.Fprint(w, "</attvalues></node>\n")
}

func (l *link) write(w *bufio.Writer, i int) {
	fmt.Fprintf(w, `<edge id="%d" source="%s" target="%s" weight="%s"><attvalues><attvalue for="claims" value="%d"/><attvalue for="printed" value="%t"/></attvalues></edge>`+"\n",
		i, attr(l.parent), attr(l.child), strconv.FormatFloat(l.weight, 'f', 4, 64), l.claims, l.printed)
}

// attr escapes s for an attribute.
func attr(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) // writing to memory does not fail
	return b.String()
}
