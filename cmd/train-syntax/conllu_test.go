package main

import (
	"bufio"
	"fmt"
	"strings"
	"testing"
)

// The text of a sentence is as it was printed: clitics stand at their words, though no column says so.
func TestRead(t *testing.T) {
	row := func(id int, form, tag string, head int, rel, misc string) string {
		return fmt.Sprintf("%d\t%s\t_\t_\t%s\t_\t%d\t%s\t_\t%s\n", id, form, tag, head, rel, misc)
	}
	in := "# newdoc id = one\n# text = Orve's boat didn't sink.\n" +
		row(1, "Orve", "NNP", 3, "nmod:poss", "_") + row(2, "'s", "POS", 1, "case", "_") + row(3, "boat", "NN", 6, "nsubj", "_") +
		row(4, "did", "VBD", 6, "aux", "_") + row(5, "n't", "RB", 6, "advmod", "_") + row(6, "sink", "VB", 0, "root", "SpaceAfter=No") +
		row(7, ".", ".", 6, "punct", "_") + "\n"
	docs, err := read(bufio.NewScanner(strings.NewReader(in)))
	if err != nil || len(docs) != 1 {
		t.Fatal(docs, err)
	}
	d := docs[0]
	if got := strings.TrimSpace(d.Text); got != "Orve's boat didn't sink." {
		t.Errorf("text %q", got)
	}
	var b strings.Builder
	for i, tok := range d.Tokens {
		fmt.Fprintf(&b, "%s/%s/%d ", d.Word(i), tok.Tag, tok.Head)
	}
	if want := "Orve/NNP/2 's/POS/0 boat/NN/5 did/VBD/5 n't/RB/5 sink/VB/-1 ././5 "; b.String() != want {
		t.Errorf("tokens %s", b.String())
	}
}
