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
				corpus.Span
				Spans        [][2]int
				CueStart     int `json:"cue_start"`
				CueEnd       int `json:"cue_end"`
				SpeakerStart int `json:"speaker_start"`
				SpeakerEnd   int `json:"speaker_end"`
			}
		}
		if err := dec.Decode(&in); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		d := quote.Labelled{Text: in.Text}
		for _, q := range in.Quotes {
			l := quote.Label{Cue: corpus.Span{Start: q.CueStart, End: q.CueEnd}, Speaker: corpus.Span{Start: q.SpeakerStart, End: q.SpeakerEnd}}
			for _, s := range q.Spans {
				l.Content = append(l.Content, corpus.Span{Start: s[0], End: s[1]})
			}
			if len(q.Spans) == 0 {
				l.Content = []corpus.Span{q.Span}
			}
			d.Quotes = append(d.Quotes, l)
		}
		docs = append(docs, d)
	}
	return docs, nil
}
