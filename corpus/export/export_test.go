package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"iter"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"hearsay/corpus"
)

var update = flag.Bool("update", false, "rewrite testdata")

func seq[T any](list ...T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, x := range list {
			if !yield(x, nil) {
				return
			}
		}
	}
}

// sample is a corpus of two articles of the fictional press, with what an attacker would write in it.
func sample() Source {
	day := time.Date(2026, 2, 21, 10, 15, 0, 0, time.UTC)
	start, end := 40, 52
	figure := corpus.Mention{
		ID: "m1", Kind: corpus.FigureMention, Article: "a1", Version: "v1", Outlet: "Tidewater Post", Published: "2026-02-21",
		Anchor: corpus.Anchor{Article: "a1", Sentence: "More than 1,400 people, it says, took the ferry."},
		File:   "ferry.txt", FileStart: &start, FileEnd: &end,
		Span: corpus.Span{Start: 40, End: 52}, Text: "1,400 people", Block: corpus.Para, Stance: "asserts", Variant: "k1.1",
		Figures: []corpus.Figure{{
			Span: corpus.Span{Start: 40, End: 52}, Text: "1,400 people", Lo: 1400, Hi: math.Inf(1), Unit: "people",
			Dimension: "count", Qualifier: "gt", QualifierText: "More than", Concept: "passengers", Noun: "people", Kind: "figure",
		}},
		Attribution: corpus.Attribution{Kind: "outlet", Source: "Harbour Echo", Cue: "says", Chain: []corpus.ChainLink{{Source: "Harbour Echo", Cue: "says"}, {Source: "the port"}}},
	}
	quote := corpus.Mention{
		ID: "m2", Kind: corpus.QuoteMention, Article: "a2", Version: "v2", URL: "https://harbour-echo.example/a", Outlet: "Harbour Echo",
		Anchor: corpus.Anchor{Article: "a2", Sentence: `=HYPERLINK("https://x.example") said the mayor.`}, Span: corpus.Span{Start: 0, End: 30},
		Text: `=HYPERLINK("https://x.example")`, Block: corpus.Para, Stance: "reports",
		Quote: &corpus.Quote{
			Kind: "direct", Span: corpus.Span{Start: 0, End: 30}, Text: `=HYPERLINK("https://x.example")`, Confidence: .875,
			Speaker: &corpus.Speaker{Text: "the mayor", Name: "Ana Reyes"}, Cue: &corpus.Cue{Text: "said", Class: "say", Strength: 4},
		},
	}
	claim := corpus.Claim{
		ID: "k1", Kind: corpus.FigureMention, Statement: "More than 1,400 people, it says, took the ferry.", Articles: 2, Outlets: 2,
		Sources: "single", Origin: "Harbour Echo", Warning: "2 outlets, one origin", Drift: .25,
		EarliestCollected: corpus.Collected{Article: "a2", Outlet: "Harbour Echo", Time: corpus.Time{Earliest: day.Add(-time.Hour), Latest: day}},
		Mentions:          []corpus.Mention{figure},
		Variants: []corpus.Variant{
			{ID: "k1.0", Label: "A", Text: "1,400 people", Mentions: []corpus.MentionID{"m3"}},
			{ID: "k1.1", Label: "B", Text: "more than 1,400 people", Mentions: []corpus.MentionID{"m1"}, From: "k1.0", Directed: true, Mutations: []corpus.Mutation{
				{Type: "approximator-added", Rule: "qualifier", From: corpus.Place{Mention: "m3", Text: "1,400"}, To: corpus.Place{Mention: "m1", Text: "more than 1,400"}},
			}, Drift: corpus.Drift{Score: .25, Words: .5, Mutations: 1}},
		},
		Lineage: []corpus.Edge{
			{Child: "a1", ChildMention: "m1", Parent: "a2", Name: "Harbour Echo", Probability: .9, Printed: true, Evidence: []corpus.Evidence{{Kind: "citation", Text: "it says"}, {Kind: "figures", Text: "1,400"}}},
			{Child: "a2", ChildMention: "m3", Parent: "s1", Ghost: true, Name: `Port "bulletin" & <notes>`, Probability: .5},
		},
	}
	other := corpus.Claim{
		ID: "k2", Kind: corpus.QuoteMention, Statement: "'Never again'", Sources: "unknown", Articles: 1, Outlets: 1,
		Lineage: []corpus.Edge{{Child: "a1", ChildMention: "m4", Parent: "a2", Probability: .5}, {Child: "a1", ChildMention: "m5", Parent: "a2", Probability: .75}},
	}
	return Source{
		Articles: seq(
			corpus.Article{ID: "a1", File: "ferry.txt", Outlet: "Tidewater Post", Title: "Ferry, stopped", Byline: []string{"Ana Reyes", "Jo Kim"}, Lang: "en", Time: corpus.Time{Earliest: day, Latest: day, Basis: "printed", Printed: "2026-02-21"}},
			corpus.Article{ID: "a2", URL: "https://harbour-echo.example/a", Domain: "harbour-echo.example", Title: "+1 for \"the\"\nferry", Copies: []corpus.ArticleID{"a9"}},
		),
		Claims:   seq(claim, other),
		Mentions: seq(figure, quote),
		ClaimOf: func(m corpus.MentionID) (corpus.ClaimID, bool) {
			return "k1", m == "m1"
		},
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
	}
}

func TestTables(t *testing.T) {
	rows := map[string]int{"articles": 2, "claims": 2, "variants": 2, "mentions": 2, "figures": 1, "quotes": 1, "edges": 4, "mutations": 1}
	if len(Tables()) != len(rows) || len(Describe()) != len(rows) {
		t.Fatalf("tables %v", Tables())
	}
	for _, name := range Tables() {
		var c, j bytes.Buffer
		n, err := sample().CSV(&c, name, false)
		if err != nil || n != rows[name] {
			t.Errorf("%s: %d rows, %v", name, n, err)
		}
		golden(t, name+".csv", c.Bytes())
		n, err = sample().JSONLines(&j, name)
		if err != nil || n != rows[name] {
			t.Errorf("%s: %d rows, %v", name, n, err)
		}
		golden(t, name+".jsonl", j.Bytes())
		checkCSV(t, name, c.Bytes(), n)
		checkJSON(t, name, j.Bytes(), n)
	}
}

// checkCSV: every line has as many cells as there are columns, no two columns share a name, no cell is a formula.
func checkCSV(t *testing.T, name string, data []byte, rows int) {
	t.Helper()
	lines, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil || len(lines) != rows+1 {
		t.Fatalf("%s: %d lines, %v", name, len(lines), err)
	}
	seen := map[string]bool{}
	for _, col := range lines[0] {
		if seen[col] {
			t.Errorf("%s: two columns %s", name, col)
		}
		seen[col] = true
	}
	for _, line := range lines[1:] {
		for i, cell := range line {
			if cell != "" && strings.ContainsAny(cell[:1], "=+-@\t\r") {
				t.Errorf("%s: cell %s is %q", name, lines[0][i], cell)
			}
		}
	}
}

func checkJSON(t *testing.T, name string, data []byte, rows int) {
	t.Helper()
	if n := bytes.Count(data, []byte("\n")); n != rows {
		t.Errorf("%s: %d lines", name, n)
	}
	for line := range bytes.Lines(data) {
		var v map[string]any
		if err := json.Unmarshal(line, &v); err != nil || len(v) == 0 {
			t.Errorf("%s: %s: %v", name, line, err)
		}
	}
}

func TestGEXF(t *testing.T) {
	var b bytes.Buffer
	n, err := sample().GEXF(&b)
	if err != nil || n != 2 {
		t.Fatalf("%d edges, %v", n, err)
	}
	golden(t, "lineage.gexf", b.Bytes())
	var g struct {
		Nodes []struct {
			ID    string `xml:"id,attr"`
			Label string `xml:"label,attr"`
		} `xml:"graph>nodes>node"`
		Edges []struct {
			Source string  `xml:"source,attr"`
			Target string  `xml:"target,attr"`
			Weight float64 `xml:"weight,attr"`
		} `xml:"graph>edges>edge"`
	}
	if err := xml.Unmarshal(b.Bytes(), &g); err != nil {
		t.Fatal(err)
	}
	if len(g.Nodes) != 3 || len(g.Edges) != 2 || g.Edges[0].Source != "a2" || g.Edges[0].Target != "a1" || g.Edges[0].Weight != 1.65 || g.Nodes[2].Label != `Port "bulletin" & <notes>` {
		t.Errorf("%+v", g)
	}
}

func TestErrors(t *testing.T) {
	if _, err := sample().CSV(io.Discard, "nonsense", false); !errors.Is(err, corpus.ErrNotFound) || !strings.Contains(err.Error(), "articles, claims") {
		t.Errorf("unknown table: %v", err)
	}
	broken := errors.New("the store broke")
	s := Source{Claims: func(yield func(corpus.Claim, error) bool) {
		_ = yield(corpus.Claim{ID: "k1", Variants: []corpus.Variant{{ID: "x"}}}, nil) && yield(corpus.Claim{}, broken)
	}}
	for _, name := range []string{"claims", "variants"} {
		if n, err := s.CSV(io.Discard, name, true); n != 1 || !errors.Is(err, broken) {
			t.Errorf("%s: %d, %v", name, n, err)
		}
	}
	if _, err := s.GEXF(io.Discard); !errors.Is(err, broken) {
		t.Errorf("GEXF: %v", err)
	}
	for _, name := range Tables() {
		if n, err := (Source{}).JSONLines(io.Discard, name); n != 0 || err != nil {
			t.Errorf("empty %s: %d, %v", name, n, err)
		}
		if _, err := sample().CSV(full{}, name, false); err == nil {
			t.Errorf("%s: a full disk goes unnoticed", name)
		}
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestSafeCell(t *testing.T) {
	for _, c := range [][2]string{
		{"", ""},
		{"plain", "plain"},
		{"=1+1", "'=1+1"},
		{"+1", "'+1"},
		{"-1", "'-1"},
		{"@SUM(A1)", "'@SUM(A1)"},
		{"\t=1", "'\t=1"},
		{"'quoted'", "''quoted'"},
		{"＝1", "'＝1"},
		{"a=1", "a=1"},
		{"“=1”", "“=1”"},
	} {
		if got := SafeCell(c[0]); got != c[1] || UnsafeCell(got) != c[0] {
			t.Errorf("SafeCell(%q) = %q, want %q; back %q", c[0], got, c[1], UnsafeCell(got))
		}
	}
}

// FuzzCell: whatever a cell holds, it is no formula, and comes back from a CSV file as it was. (A carriage return before a
// line feed is the one thing that CSV does not keep.)
func FuzzCell(f *testing.F) {
	for _, s := range []string{"=1", "'", "a,b", "\"x\"", "line\nbreak", "\ufeff", "-"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var b bytes.Buffer
		src := Source{Articles: seq(corpus.Article{ID: "a1", Title: s})}
		if _, err := src.CSV(&b, "articles", true); err != nil {
			t.Fatal(err)
		}
		r := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(b.Bytes(), []byte("\ufeff"))))
		rows, err := r.ReadAll()
		if err != nil || len(rows) != 2 {
			t.Fatalf("%q: %v", b.Bytes(), err)
		}
		cell := rows[1][5]
		if want := strings.ReplaceAll(s, "\r\n", "\n"); UnsafeCell(cell) != want && s != "\r" {
			t.Fatalf("%q came back as %q", want, UnsafeCell(cell))
		}
		if cell != "" && strings.ContainsAny(cell[:1], "=+-@") {
			t.Fatalf("%q is a formula", cell)
		}
	})
}

func BenchmarkCSV(b *testing.B) {
	m := corpus.Mention{ID: "m1", Kind: corpus.FigureMention, Article: "a1", Text: "1,400 people", Figures: []corpus.Figure{{Text: "1,400 people", Lo: 1400, Hi: 1400, Unit: "people"}}}
	const n = 10000
	src := Source{Mentions: func(yield func(corpus.Mention, error) bool) {
		for i := range n {
			m.ID = corpus.MentionID(fmt.Sprintf("m%016d", i))
			if !yield(m, nil) {
				return
			}
		}
	}}
	b.ReportAllocs()
	for b.Loop() {
		if k, err := src.CSV(io.Discard, "figures", false); k != n || err != nil {
			b.Fatal(k, err)
		}
	}
}
