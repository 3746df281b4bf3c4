// Command train-quote fits the confidence of package extract/quote to annotated text.
//
//	go run ./cmd/train-quote [-o extract/quote/confidence.txt] FILE.jsonl...
//
// Each line of a file is {"text", "quotes": [{"start", "end", "spans"?}]}, byte offsets. It prints the mean squared
// error before and after. The same files give the same weights.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"hearsay/corpus"
	"hearsay/corpus/text"
	"hearsay/extract/quote"
	"hearsay/extract/syntax"
)

func main() {
	out := flag.String("o", "extract/quote/confidence.txt", "write the weights to this file; nothing is written if empty")
	flag.Parse()
	if err := run(flag.Args(), *out, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "train-quote:", err)
		os.Exit(1)
	}
}

func run(paths []string, out string, w io.Writer) error {
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
	fitted, mse := quote.Fit(docs, func(s string) *syntax.Doc { return syntax.Default().Parse(s, text.Sentences(s)) })
	fmt.Fprintf(w, "%d documents; mean squared error %.4f before, %.4f after\n", len(docs), mse[0], mse[1])
	if out == "" {
		return nil
	}
	return os.WriteFile(out, []byte(fitted), 0o644)
}

func load(path string) ([]quote.Labelled, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	dec := json.NewDecoder(bufio.NewReader(f))
	var docs []quote.Labelled
	for dec.More() {
		var in struct {
			Text   string
			Quotes []struct {
				Start, End int
				Spans      [][2]int
			}
		}
		if err := dec.Decode(&in); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		d := quote.Labelled{Text: in.Text}
		for _, q := range in.Quotes {
			spans := []corpus.Span{{Start: q.Start, End: q.End}}
			if len(q.Spans) > 0 {
				spans = nil
				for _, s := range q.Spans {
					spans = append(spans, corpus.Span{Start: s[0], End: s[1]})
				}
			}
			d.Quotes = append(d.Quotes, spans)
		}
		docs = append(docs, d)
	}
	return docs, nil
}
