package main

import (
	"bufio"
	"fmt"
	"strconv"
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/text"
	"hearsay/extract/syntax"
)

// A node is a line of a CoNLL-U sentence.
type node struct {
	corpus.Span
	tag, rel string
	head     int // from 1; 0 is the root
}

// read reads the documents of a treebank, with the text made from its words and the program's own tokens.
func read(sc *bufio.Scanner) ([]*syntax.Doc, error) {
	sc.Buffer(nil, 1<<20)
	var docs []*syntax.Doc
	var b strings.Builder
	var nodes []node
	start, line := 0, 0
	printed := "" // what is left of the sentence as it was printed
	cur := func() *syntax.Doc { return docs[len(docs)-1] }
	flush := func() {
		if len(docs) > 0 && len(nodes) > 0 {
			cur().Text = b.String()
			sentence(cur(), start, nodes)
			b.WriteString("\n")
		}
		nodes, start = nodes[:0], b.Len()
	}
	for sc.Scan() {
		line++
		l := sc.Text()
		switch {
		case strings.HasPrefix(l, "# newdoc"):
			flush()
			b.Reset()
			start = 0
			docs = append(docs, &syntax.Doc{})
		case l == "":
			flush()
		case strings.HasPrefix(l, "# text = "):
			printed = strings.TrimPrefix(l, "# text = ")
		case l[0] == '#':
		default:
			f := strings.Split(l, "\t")
			if len(f) != 10 || len(docs) == 0 {
				return nil, fmt.Errorf("line %d: not a CoNLL-U line of a document", line)
			}
			head, err := strconv.Atoi(f[6])
			if err != nil || strings.ContainsAny(f[0], "-.") {
				continue // a range of tokens or an empty node
			}
			n := node{tag: f[4], rel: relation(f[7]), head: head}
			n.Start = b.Len()
			b.WriteString(f[1])
			n.End = b.Len()
			// The column that says so is silent about clitics: "company" and "'s", "do" and "n't".
			rest, ok := strings.CutPrefix(printed, f[1])
			printed = strings.TrimLeft(rest, " ")
			if glued := ok && rest != "" && rest == printed; !glued && !strings.Contains(f[9], "SpaceAfter=No") {
				b.WriteByte(' ')
			}
			nodes = append(nodes, n)
		}
	}
	flush()
	return docs, sc.Err()
}

// kept lists the subtypes of relations that are worth telling apart.
var kept = map[string]bool{"nsubj:pass": true, "aux:pass": true, "acl:relcl": true, "nmod:poss": true, "compound:prt": true, "obl:agent": true}

func relation(r string) string {
	if kept[r] {
		return r
	}
	r, _, _ = strings.Cut(r, ":")
	return r
}

// sentence appends the sentence that begins at byte start of d.Text, cut into our own tokens. A token takes tag, head
// and relation of the node it shares bytes with: of several, the one whose head is outside; a node that we cut in
// several gives them to its last token, on which the others depend.
func sentence(d *syntax.Doc, start int, nodes []node) {
	end := nodes[len(nodes)-1].End
	first := len(d.Tokens)
	toks := text.AppendWords(nil, d.Text[start:end], start)
	if len(toks) == 0 {
		return
	}
	owner := make([]int, len(nodes)) // the last token that shares bytes with each node
	lead := make([]int, len(toks))   // the node that each token takes after
	for t := range toks {
		lead[t] = -1
		for n := range nodes {
			if !nodes[n].Overlaps(toks[t].Span) {
				continue
			}
			owner[n] = t
			if lead[t] < 0 || nodes[lead[t]].head == n+1 {
				lead[t] = n
			}
		}
	}
	for t, tok := range toks {
		n := nodes[max(lead[t], 0)]
		x := syntax.Token{Span: tok.Span, Kind: tok.Kind, Tag: n.tag, Rel: n.rel, Head: syntax.NoHead}
		switch {
		case owner[max(lead[t], 0)] != t:
			x.Rel, x.Head = "compound", first+owner[lead[t]]
			if tok.Kind == text.Punct {
				x.Rel = "punct"
			}
		case n.head > 0 && owner[n.head-1] != t:
			x.Head = first + owner[n.head-1]
		default:
			x.Rel = "root"
		}
		d.Tokens = append(d.Tokens, x)
	}
	d.Sentences = append(d.Sentences, syntax.Sentence{Span: corpus.Span{Start: start, End: end}, First: first, Last: len(d.Tokens)})
}
