package syntax

import (
	"bufio"
	"bytes"
	"compress/gzip"
	_ "embed"
	"fmt"
	"io"
	"sync"
)

//go:embed weights.gz
var weights []byte

// Default returns the tagger with the embedded weights. If they cannot be read it is a tagger without weights.
func Default() *Tagger { return loadDefault() }

var loadDefault = sync.OnceValue(func() *Tagger {
	t, err := Read(bytes.NewReader(weights))
	if err != nil {
		return &Tagger{}
	}
	return t
})

// Read reads a tagger that Write has written.
func Read(r io.Reader) (*Tagger, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, fmt.Errorf("reading weights: %w", err)
	}
	b := bufio.NewReader(z)
	t := &Tagger{}
	for _, m := range []**model{&t.tags, &t.moves, &t.labels} {
		if *m, err = readModel(b); err != nil {
			return nil, fmt.Errorf("reading weights: %w", err)
		}
	}
	return t, nil
}

// Write writes the weights of t, compressed.
func (t *Tagger) Write(w io.Writer) error {
	z, err := gzip.NewWriterLevel(w, gzip.BestCompression)
	if err != nil {
		return err
	}
	b := bufio.NewWriter(z)
	for _, m := range []*model{t.tags, t.moves, t.labels} {
		if m == nil {
			m = newModel(nil, nil)
		}
		if err := m.write(b); err != nil {
			return err
		}
	}
	if err := b.Flush(); err != nil {
		return err
	}
	return z.Close()
}
