package article

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// parseTree parses page. The parser gives up on elements nested deeper than 512 by a panic; such a page gets a tree
// that is flat below a certain depth.
func parseTree(page []byte) (doc *html.Node) {
	defer func() {
		if recover() != nil {
			doc = flatTree(page)
		}
	}()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return flatTree(page)
	}
	return doc
}

// flatDepth is how deep a flat tree gets.
const flatDepth = 100

// flatTree makes a tree of page without the rules that correct wrong nesting. Elements below flatDepth become
// siblings, so that hostile input costs no more than its length.
func flatTree(page []byte) *html.Node {
	root := &html.Node{Type: html.DocumentNode}
	stack := []*html.Node{root}
	z := html.NewTokenizer(bytes.NewReader(page))
	for {
		top := stack[len(stack)-1]
		switch z.Next() {
		case html.ErrorToken:
			return root
		case html.TextToken:
			top.AppendChild(&html.Node{Type: html.TextNode, Data: string(z.Text())})
		case html.StartTagToken:
			n := element(z.Token())
			top.AppendChild(n)
			if len(stack) < flatDepth && !void[n.DataAtom] {
				stack = append(stack, n)
			}
		case html.SelfClosingTagToken:
			top.AppendChild(element(z.Token()))
		case html.EndTagToken:
			name, _ := z.TagName()
			for i := len(stack) - 1; i > 0 && i > len(stack)-20; i-- {
				if stack[i].Data == string(name) {
					stack = stack[:i]
					break
				}
			}
		}
	}
}

// element makes a node of a start tag.
func element(t html.Token) *html.Node {
	return &html.Node{Type: html.ElementNode, DataAtom: t.DataAtom, Data: t.Data, Attr: t.Attr}
}

var void = map[atom.Atom]bool{
	atom.Area: true, atom.Base: true, atom.Br: true, atom.Col: true, atom.Embed: true, atom.Hr: true, atom.Img: true,
	atom.Input: true, atom.Link: true, atom.Meta: true, atom.Param: true, atom.Source: true, atom.Track: true,
	atom.Wbr: true,
}

// attr returns the value of n's attribute key, or "".
func attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return n.Attr[i].Val
		}
	}
	return ""
}

// hasAttr reports whether n has the attribute key, even if empty.
func hasAttr(n *html.Node, key string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return true
		}
	}
	return false
}

// nodeText returns the text of n, white space collapsed, at most limit bytes or a little more of it.
func nodeText(n *html.Node, limit int) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case b.Len() > limit || n.Type == html.ElementNode && skipped[n.DataAtom]:
			return
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
			return
		case n.Type == html.ElementNode && (blockLevel[n.DataAtom] || n.DataAtom == atom.Br):
			b.WriteByte(' ')
			defer b.WriteByte(' ')
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return strings.Join(strings.Fields(b.String()), " ")
}
