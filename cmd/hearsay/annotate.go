package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"hearsay/corpus"
	"hearsay/extract"
)

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

// runAnnotate reads JSON Lines documents and writes them annotated, in the same order. A line that cannot be read gives
// an object with its error, and the run goes on.
func runAnnotate(ctx context.Context, e *env) error {
	r := bufio.NewReaderSize(e.stdin, 1<<20)
	w := bufio.NewWriter(e.stdout)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	bad := 0
	for ctx.Err() == nil {
		line, err := r.ReadBytes('\n')
		if len(line) > 0 {
			var in annotateIn
			ex, perr := annotateLine(line, &in)
			if perr != nil {
				bad++
				err = errors.Join(enc.Encode(map[string]string{"id": in.ID, "error": perr.Error()}), err)
			} else {
				err = errors.Join(enc.Encode(ex), err)
			}
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if bad > 0 {
		return fmt.Errorf("%d lines could not be read", bad)
	}
	return ctx.Err()
}

func annotateLine(line []byte, in *annotateIn) (*corpus.Extraction, error) {
	if err := json.Unmarshal(line, in); err != nil {
		return nil, err
	}
	p, err := in.page()
	if err != nil {
		return nil, err
	}
	ex, err := extract.Page(p, nil)
	if err != nil {
		return nil, err
	}
	ex.ID = in.ID
	return ex, nil
}
