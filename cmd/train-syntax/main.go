// Command train-syntax makes the weights of package extract/syntax from a treebank in CoNLL-U format.
//
//	go run ./cmd/train-syntax [-o extract/syntax/weights.gz] [-held 10] [-fold 0] FILE.conllu.gz
//
// It first trains on all documents but one in each -held, the -fold-th, and prints the accuracy on those held out, on the
// program's own tokens, then trains on all and writes the weights. The same file gives the same weights.
package main

import (
	"bufio"
	"compress/gzip"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"

	"hearsay/corpus"
	"hearsay/extract/syntax"
)

func main() {
	out := flag.String("o", "extract/syntax/weights.gz", "write the weights to this file; nothing is written if empty")
	held := flag.Int("held", 10, "hold out one document in this many to measure accuracy; 0: do not measure")
	epochs := flag.Int("epochs", 0, "passes over the data")
	least := flag.Int("least", 0, "drop features whose weights changed fewer times")
	seeds := flag.Int("seeds", 0, "orders of the data to train on; the weights are their mean")
	fold := flag.Int("fold", 0, "which document of each -held is held out")
	flag.Parse()
	if err := run(flag.Arg(0), *out, *held, *fold, syntax.Training{Epochs: *epochs, Least: *least, Seeds: *seeds}, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "train-syntax:", err)
		os.Exit(1)
	}
}

func run(path, out string, held, fold int, o syntax.Training, w io.Writer) error {
	if path == "" {
		return errors.New("no treebank given")
	}
	docs, err := load(path)
	if err != nil {
		return err
	}
	if held > 0 {
		var train, test []*syntax.Doc
		for i, d := range docs {
			if i%held == fold%held {
				test = append(test, d)
			} else {
				train = append(train, d)
			}
		}
		t := syntax.Train(train, o)
		var size counter
		if err := t.Write(&size); err != nil {
			return err
		}
		fmt.Fprintf(w, "%d documents to train on, %d held out; %d bytes of weights\n%v", len(train), len(test), size, measure(t, test))
	}
	if out == "" {
		return nil
	}
	f, err := os.Create(out)
	if err != nil {
		return err
	}
	return errors.Join(syntax.Train(docs, o).Write(f), f.Close())
}

func load(path string) ([]*syntax.Doc, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, err
		}
	}
	return read(bufio.NewScanner(r))
}

// A score counts right answers over tokens that are not punctuation (tags: over all).
type score struct {
	tokens, tags, words, heads, both int
	subj, subjGold, subjGuess        int
	ccomp, ccompGold, ccompGuess     int
}

func (s score) String() string {
	pc := func(a, b int) float64 { return 100 * float64(a) / float64(max(b, 1)) }
	return fmt.Sprintf("tags %.2f%% of %d; heads %.2f%% of %d, with relation %.2f%%; subjects P %.1f R %.1f; clausal complements P %.1f R %.1f\n",
		pc(s.tags, s.tokens), s.tokens, pc(s.heads, s.words), s.words, pc(s.both, s.words),
		pc(s.subj, s.subjGuess), pc(s.subj, s.subjGold), pc(s.ccomp, s.ccompGuess), pc(s.ccomp, s.ccompGold))
}

func measure(t *syntax.Tagger, docs []*syntax.Doc) score {
	var s score
	for _, d := range docs {
		var sents []corpus.Span
		for _, x := range d.Sentences {
			sents = append(sents, x.Span)
		}
		got := t.Parse(d.Text, sents)
		for i, g := range d.Tokens {
			p := got.Tokens[i]
			s.count(g, p)
		}
	}
	return s
}

func (s *score) count(g, p syntax.Token) {
	s.tokens++
	one := func(b bool) int {
		if b {
			return 1
		}
		return 0
	}
	s.tags += one(g.Tag == p.Tag)
	if g.Rel == "punct" {
		return
	}
	s.words++
	s.heads += one(g.Head == p.Head)
	s.both += one(g.Head == p.Head && g.Rel == p.Rel)
	gs, ps := strings.HasPrefix(g.Rel, "nsubj"), strings.HasPrefix(p.Rel, "nsubj")
	s.subjGold += one(gs)
	s.subjGuess += one(ps)
	s.subj += one(gs && ps && g.Head == p.Head)
	gc, pc := g.Rel == "ccomp", p.Rel == "ccomp"
	s.ccompGold += one(gc)
	s.ccompGuess += one(pc)
	s.ccomp += one(gc && pc && g.Head == p.Head)
}

// A counter counts the bytes written to it.
type counter int

func (c *counter) Write(p []byte) (int, error) { *c += counter(len(p)); return len(p), nil }
