package figure

import (
	"fmt"
	"go/ast"
	"go/parser"
	token_ "go/token"
	"math"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/corpus/corpustest"
)

// check reports what must hold for every answer of Find.
func check(t *testing.T, text string, figures []corpus.Figure) {
	t.Helper()
	end := 0
	for _, x := range figures {
		switch {
		case !x.Span.Valid(text) || x.Start == x.End:
			t.Fatalf("%q: span %v out of range", text, x.Span)
		case x.Start < end:
			t.Errorf("%q: %q at %v overlaps the figure before it", text, x.Text, x.Span)
		case x.Text != x.Span.Of(text):
			t.Errorf("%q: text %q is not at %v", text, x.Text, x.Span)
		case !(x.Lo <= x.Hi):
			t.Errorf("%q: %q has lo %g and hi %g", text, x.Text, x.Lo, x.Hi)
		}
		for _, s := range []*corpus.Span{x.QualifierSpan, x.NounSpan, x.ScopeSpan} {
			if s != nil && !s.Valid(text) {
				t.Errorf("%q: %q has span %v", text, x.Text, *s)
			}
		}
		end = x.End
	}
}

// TestLong checks that a table without line breaks is read in time that grows with its length only.
func TestLong(t *testing.T) {
	text := strings.Repeat("more than 5 cars in May 2020 for $5 ($6) a share ", 5000)
	figures := Find(text, Context{Published: published})
	check(t, text, figures)
	if len(figures) < 4*5000-len(text)/longest {
		t.Errorf("%d figures", len(figures))
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range corpustest.Texts(f) {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c := Context{Published: published}
		all := Find(text, c)
		check(t, text, all)
		figures, dates := Split(all)
		if len(figures)+len(dates) != len(all) {
			t.Errorf("%q: Split lost something", text)
		}
	})
}

// FuzzPrinted checks that a figure that is printed and read again is the same figure.
func FuzzPrinted(f *testing.F) {
	f.Add(1400.0, uint8(0))
	f.Add(38.3, uint8(1))
	f.Add(2.5, uint8(2))
	f.Add(12e6, uint8(3))
	f.Fuzz(func(t *testing.T, v float64, kind uint8) {
		v = math.Round(math.Abs(v)*100) / 100
		if !(v > 0 && v < 1e14) {
			t.Skip()
		}
		forms := []struct{ format, unit, dimension string }{
			{"The log takes %s TB on disk.", "TB", "data"},
			{"They paid $%s for it.", "USD", "money"},
			{"It rose by %s percent.", "%", "percent"},
			{"The walk is %s kilometres long.", "kilometre", "length"},
			{"He sold %s apples there.", "apple", "count"},
		}
		form := forms[int(kind)%len(forms)]
		text := fmt.Sprintf(form.format, strconv.FormatFloat(v, 'f', -1, 64))
		figures, _ := Split(Find(text, Context{}))
		if len(figures) != 1 {
			t.Fatalf("%q: %d figures", text, len(figures))
		}
		x := figures[0]
		if math.Abs(x.Lo-v) > 1e-9*v || x.Hi != x.Lo || x.Unit != form.unit || x.Dimension != form.dimension {
			t.Errorf("%q: %g %s %s", text, x.Lo, x.Unit, x.Dimension)
		}
	})
}

// TestLexicon checks that every word that a rule asks for is in the lexicon: [finder.is] cannot match others.
func TestLexicon(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	l := words()
	for _, path := range files {
		file, err := parser.ParseFile(token_.NewFileSet(), path, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(file, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			s, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || s.Sel.Name != "is" && s.Sel.Name != "oneOf" && s.Sel.Name != "speaksOf" {
				return true
			}
			if f, ok := s.X.(*ast.Ident); !ok || f.Name != "f" {
				return true // of another type
			}
			for _, a := range call.Args {
				if lit, ok := a.(*ast.BasicLit); ok && lit.Kind == token_.STRING {
					if w, _ := strconv.Unquote(lit.Value); l.words[w] == 0 {
						t.Errorf("%s: a rule asks for %q, which the lexicon does not have", path, w)
					}
				}
			}
			return true
		})
	}
}
