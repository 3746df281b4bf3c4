// Command train-quote fits the weights of package extract/quote to annotated text.
//
//	go run ./cmd/train-quote [-o extract/quote] [-folds n] FILE...
//
// A FILE.txt holds marked passages of news, as extract/quote/testdata/own/README.md describes them. A FILE.jsonl holds a
// document a line: {"text", "split", "quotes": [{"start", "end", "spans"?, "cue_start", "cue_end", "speaker_start",
// "speaker_end"}]}, byte offsets, split "news" for news. It writes ends.txt and confidence.txt to the folder -o. The same
// files give the same weights, in whatever order and whatever weights are in place; extract/quote/CREDITS.md says which
// files gave those that are committed, and the test of this command checks it. With -folds it first prints what cross-validation
// over documents gives, with and without the weights.
package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/text"
	"hearsay/extract/quote"
	"hearsay/extract/syntax"
)

func main() {
	out := flag.String("o", "extract/quote", "write the weights to this folder; nothing is written if empty")
	folds := flag.Int("folds", 0, "cross-validate in this many parts")
	flag.Parse()
	if err := run(flag.Args(), *out, *folds, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "train-quote:", err)
		os.Exit(1)
	}
}

func run(paths []string, out string, folds int, w io.Writer) error {
	paths = slices.SortedFunc(slices.Values(paths), byName)
	var docs []quote.Labelled
	for _, p := range paths {
		ds, err := load(p)
		if err != nil {
			return err
		}
		docs = append(docs, ds...)
	}
	if len(docs) == 0 {
		return errors.New("no annotated text given")
	}
	parse := parser()
	if folds > 1 {
		validate(docs, folds, parse, w)
	}
	m := quote.Train(docs, parse)
	fmt.Fprintf(w, "%d documents: %s\n", len(docs), m.Report)
	if out == "" {
		return nil
	}
	if err := os.WriteFile(filepath.Join(out, "ends.txt"), []byte(m.Ends), 0o644); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "confidence.txt"), []byte(m.Confidence), 0o644)
}

// byName orders files by the ends of their names, passages first, then by names: documents are shuffled from one order, so
// that in which a shell lists the files must not count.
func byName(a, b string) int {
	return cmp.Or(cmp.Compare(filepath.Ext(b), filepath.Ext(a)), cmp.Compare(filepath.Base(a), filepath.Base(b)))
}

// parser returns a function that parses each text once.
func parser() func(string) *syntax.Doc {
	parsed := map[string]*syntax.Doc{}
	return func(s string) *syntax.Doc {
		if parsed[s] == nil {
			parsed[s] = syntax.Default().Parse(s, text.Sentences(s))
		}
		return parsed[s]
	}
}

// validate trains on all parts but one and measures on that one, in turn.
func validate(docs []quote.Labelled, folds int, parse func(string) *syntax.Doc, w io.Writer) {
	var with, without quote.Score
	for fold := range folds {
		var train, test []quote.Labelled
		for i, d := range docs {
			switch {
			case i%folds != fold:
				train = append(train, d)
			case d.Weight > 0:
				test = append(test, d)
			}
		}
		with = with.Plus(quote.Train(train, parse).Measure(test, parse))
		without = without.Plus(quote.Trained{}.Measure(test, parse))
	}
	fmt.Fprintf(w, "news, %d-fold: F1 %.3f by rules alone, %.3f with weights (%d marked, %d found)\n", folds, without.F1(), with.F1(), with.Gold, with.Found)
}

func load(path string) ([]quote.Labelled, error) {
	if strings.HasSuffix(path, ".txt") {
		data, err := os.ReadFile(path)
		if err != nil {
			return nil, err
		}
		docs, err := quote.ReadMarked(string(data))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		return docs, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	dec := json.NewDecoder(bufio.NewReader(f))
	var docs []quote.Labelled
	for dec.More() {
		var in record
		if err := dec.Decode(&in); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		docs = append(docs, in.labelled())
	}
	return docs, nil
}

// realNews is how much news that somebody else wrote counts against passages that were written to be marked, which hold
// more that is said and fewer words that only look like it.
const realNews = 4

// A record is a line of the annotated sets.
type record struct {
	Text, Split string
	Quotes      []struct {
		corpus.Span
		Spans        [][2]int
		CueStart     int `json:"cue_start"`
		CueEnd       int `json:"cue_end"`
		SpeakerStart int `json:"speaker_start"`
		SpeakerEnd   int `json:"speaker_end"`
	}
}

func (r record) labelled() quote.Labelled {
	d := quote.Labelled{Text: r.Text}
	if r.Split == "news" {
		d.Weight = realNews
	}
	for _, q := range r.Quotes {
		l := quote.Label{Cue: corpus.Span{Start: q.CueStart, End: q.CueEnd}, Speaker: corpus.Span{Start: q.SpeakerStart, End: q.SpeakerEnd}}
		for _, s := range q.Spans {
			l.Content = append(l.Content, corpus.Span{Start: s[0], End: s[1]})
		}
		if len(q.Spans) == 0 {
			l.Content = []corpus.Span{q.Span}
		}
		d.Quotes = append(d.Quotes, l)
	}
	return d
}
