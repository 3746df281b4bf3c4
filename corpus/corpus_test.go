package corpus_test

import (
	"encoding/json"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"hearsay/corpus"
)

func TestFigureJSON(t *testing.T) {
	span := corpus.Span{Start: 3, End: 9}
	for _, tt := range []struct {
		f    corpus.Figure
		want []string // parts of the JSON
	}{
		{corpus.Figure{Span: span, Text: "400 TB", Lo: 400, Hi: 400, Unit: "TB"}, []string{`"start":3`, `"lo":400`, `"hi":400`, `"unit":"TB"`}},
		{corpus.Figure{Lo: 3, Hi: math.Inf(1), Qualifier: "vague"}, []string{`"lo":3`, `"hi":null`}},
		{corpus.Figure{Lo: math.Inf(-1), Hi: 6}, []string{`"lo":null`, `"hi":6`}},
	} {
		b, err := json.Marshal(tt.f)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range tt.want {
			if !strings.Contains(string(b), w) {
				t.Errorf("%+v in JSON is %s, without %s", tt.f, b, w)
			}
		}
		var back corpus.Figure
		if err := json.Unmarshal(b, &back); err != nil || back != tt.f {
			t.Errorf("%s read back is %+v, %v; want %+v", b, back, err, tt.f)
		}
	}
}

// Ids are promises: a change here would orphan every link that was ever shown.
func TestIDs(t *testing.T) {
	a := corpus.NewArticleID("https://quay.example/ferry", "")
	anchor := corpus.Anchor{Article: a, Sentence: "The ferry sank.", Kind: corpus.StatementMention}
	other := anchor
	other.Occurrence = 1
	for _, tt := range []struct{ name, got, want string }{
		{"article by address", string(a), "a"},
		{"article by file", string(corpus.NewArticleID("", "sha256:00")), "a"},
		{"mention", string(anchor.ID()), "m"},
		{"source", string(corpus.NewSourceID("", "The Quay", "", "2026-02-17")), "s"},
	} {
		if len(tt.got) != 17 || tt.got[0] != tt.want[0] {
			t.Errorf("%s: id %q, want %c and 16 hex digits", tt.name, tt.got, tt.want[0])
		}
	}
	if anchor.ID() == other.ID() {
		t.Error("the second occurrence of a sentence has the id of the first")
	}
	if corpus.Hash("x", "ab", "c") == corpus.Hash("x", "a", "bc") {
		t.Error("Hash does not keep its parts apart")
	}
}

func TestTimeBefore(t *testing.T) {
	day := func(n int) time.Time { return time.Date(2026, 2, n, 0, 0, 0, 0, time.UTC) }
	for _, tt := range []struct {
		a, b corpus.Time
		want bool
	}{
		{corpus.Time{Earliest: day(1), Latest: day(2)}, corpus.Time{Earliest: day(3), Latest: day(4)}, true},
		{corpus.Time{Earliest: day(1), Latest: day(3)}, corpus.Time{Earliest: day(3), Latest: day(4)}, false}, // they may be the same instant
		{corpus.Time{Latest: day(1)}, corpus.Time{Earliest: day(3)}, true},
		{corpus.Time{}, corpus.Time{Earliest: day(3)}, false}, // not known is not before
		{corpus.Time{Earliest: day(1), Latest: day(2)}, corpus.Time{}, false},
	} {
		if got := tt.a.Before(tt.b); got != tt.want {
			t.Errorf("%v before %v = %v", tt.a, tt.b, got)
		}
	}
}

func TestLocError(t *testing.T) {
	cause := errors.New("bad record length")
	for _, tt := range []struct {
		e    corpus.LocError
		want string
	}{
		{corpus.LocError{Where: "a.warc", Offset: 10412, Err: cause}, "a.warc: byte 10412: bad record length"},
		{corpus.LocError{Where: "m.jsonl", Line: 3, Offset: -1, Err: cause}, "m.jsonl:3: bad record length"},
		{corpus.LocError{Where: "x.html", Offset: -1, Err: cause}, "x.html: bad record length"},
	} {
		if got := tt.e.Error(); got != tt.want || !errors.Is(&tt.e, cause) {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}
