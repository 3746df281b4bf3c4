package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"

	"github.com/spf13/cobra"

	"hearsay/corpus"
	"hearsay/extract"
)

func newAnnotate(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "annotate",
		Short: "Annotate JSON Lines documents from stdin; needs no corpus",
		Long: `annotate is a filter. It reads one JSON object a line, {"id", "text"} or {"id", "url", "html"} or
{"id", "url", "html_base64"}, and writes each with its blocks, metadata, figures, quotes, statements and citations, in
the same order. A line that cannot be read gives {"id", "error"}, and the program exits with 3 at the end.`,
		Args: exactly(cobra.NoArgs),
		RunE: func(c *cobra.Command, _ []string) error { return runAnnotate(c.Context(), e) },
	}
}

// annotateIn is one line of the input of annotate: a text, or a page as a string or as raw bytes.
type annotateIn struct {
	ID   string  `json:"id"`
	URL  string  `json:"url"`
	Text *string `json:"text"`
	HTML *string `json:"html"`
	Raw  []byte  `json:"html_base64"` // base64 in JSON
}

func (in *annotateIn) page() (*corpus.Page, error) {
	switch {
	case in.Text != nil:
		return &corpus.Page{URL: in.URL, MediaType: "text/plain; charset=utf-8", Body: []byte(*in.Text)}, nil
	case in.HTML != nil:
		return &corpus.Page{URL: in.URL, MediaType: "text/html; charset=utf-8", Body: []byte(*in.HTML)}, nil
	case in.Raw != nil:
		return &corpus.Page{URL: in.URL, MediaType: "text/html", Body: in.Raw}, nil
	}
	return nil, errors.New("neither text, html nor html_base64")
}

// An annotated is the answer to one line: what to print, and whether the line was refused.
type annotated struct {
	out     []byte
	refused bool
}

// runAnnotate annotates the lines of stdin, several at a time, and prints the answers in their order.
func runAnnotate(ctx context.Context, e *env) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	answers := make(chan chan annotated, 4*runtime.GOMAXPROCS(0)) // in the order of the input
	readErr := make(chan error, 1)
	go func() { readErr <- dispatch(ctx, e.stdin, answers) }()

	w := bufio.NewWriterSize(e.stdout, 1<<16)
	for ch := range answers {
		a := <-ch
		if a.refused {
			e.refused++
		}
		if _, err := w.Write(a.out); err != nil {
			return err
		}
	}
	return errors.Join(<-readErr, w.Flush())
}

// dispatch starts a worker for each line of r, at most as many as answers holds at once, and closes answers.
func dispatch(ctx context.Context, r io.Reader, answers chan<- chan annotated) error {
	defer close(answers)
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	br := bufio.NewReaderSize(r, 1<<20)
	for n := 1; ; n++ {
		line, err := br.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			ch := make(chan annotated, 1)
			select {
			case answers <- ch:
			case <-ctx.Done():
				return ctx.Err()
			}
			slots <- struct{}{}
			go func() {
				ch <- annotateLine(line, n)
				<-slots
			}()
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("reading line %d: %w", n, err)
		}
	}
}

// annotateLine answers line number n. A page that wakes a bug costs its own line only.
func annotateLine(line []byte, n int) (a annotated) {
	var in annotateIn
	defer func() {
		if r := recover(); r != nil {
			a = refusal(in.ID, fmt.Errorf("line %d: internal error: %v", n, r))
		}
	}()
	if err := json.Unmarshal(line, &in); err != nil {
		return refusal(in.ID, fmt.Errorf("line %d: %w", n, err))
	}
	p, err := in.page()
	if err != nil {
		return refusal(in.ID, fmt.Errorf("line %d: %w", n, err))
	}
	ex, err := extract.Page(p, nil)
	if err != nil {
		return refusal(in.ID, fmt.Errorf("line %d: %w", n, err))
	}
	ex.ID = in.ID
	return annotated{out: jsonLine(ex)}
}

func refusal(id string, err error) annotated {
	return annotated{jsonLine(struct {
		ID    string `json:"id"`
		Error string `json:"error"`
	}{id, err.Error()}), true}
}

// jsonLine returns v as a line of JSON. v is one of our own types, so it cannot fail but for a bug.
func jsonLine(v any) []byte {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic(err)
	}
	return b.Bytes()
}
