package store_test

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"hearsay/corpus"
)

func TestText(t *testing.T) {
	s := open(t, t.TempDir())
	c := put(t, s, "https://quay.example/ferry", "plain", t0)
	ex := &corpus.Extraction{
		Text: "Head\n\nBody", Blocks: []corpus.Block{{Kind: corpus.Headline, Span: corpus.Span{End: 4}}, {Kind: corpus.Para, Span: corpus.Span{Start: 6, End: 10}}},
		Figures: []corpus.Figure{{Text: "5"}},
	}
	c2, err := s.PutCapture(t.Context(), corpus.Capture{URL: "https://quay.example/ferry", Time: t0.Add(time.Hour), Digest: "2"})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.PutExtraction(t.Context(), corpus.Extracted{Capture: c2.ID, Extraction: ex, Rev: "r1", Kept: true}); err != nil {
		t.Fatal(err)
	}
	_, ids := versions(t, s, c.Article)
	if len(ids) != 2 {
		t.Fatalf("%d versions, want 2", len(ids))
	}
	for _, id := range ids {
		v, err := s.Version(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		text, blocks, err := s.Text(t.Context(), id)
		if err != nil || text != v.Extraction.Text || !reflect.DeepEqual(blocks, v.Extraction.Blocks) {
			t.Errorf("Text(%s) = %q, %v, %v, want %q, %v", id, text, blocks, err, v.Extraction.Text, v.Extraction.Blocks)
		}
	}
	if _, _, err := s.Text(t.Context(), "v0"); !errors.Is(err, corpus.ErrNotFound) {
		t.Errorf("no such version: %v", err)
	}
}
