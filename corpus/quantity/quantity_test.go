package quantity

import (
	"math"
	"slices"
	"strings"
	"testing"

	"hearsay/corpus"
)

func TestTable(t *testing.T) {
	if n := len(Units()); n < 300 {
		t.Errorf("%d units, want at least 300", n)
	}
	var names []string
	for line := range strings.Lines(unitsFile) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		name, _, _ := strings.Cut(line, "\t")
		names = append(names, name)
		if u, ok := Lookup(name); !ok || u.Factor <= 0 || u.Dimension == "" {
			t.Errorf("bad line %q", line)
		}
	}
	if !slices.IsSorted(names) {
		t.Error("units.tsv is not sorted by name")
	}
	words := map[string]string{}
	for _, u := range Units() {
		for _, w := range u.Words {
			if w != strings.ToLower(w) || strings.Join(strings.Fields(w), " ") != w {
				t.Errorf("%s: word %q is not folded", u.Name, w)
			}
			if words[w] != "" && words[w] != u.Name {
				t.Errorf("%q is a word for %s and for %s", w, words[w], u.Name)
			}
			words[w] = u.Name
		}
	}
}

func TestLookup(t *testing.T) {
	tests := []struct {
		name, base string
		one        float64
	}{
		{"TB", "data", 1e12},
		{"GiB", "data", 1 << 30},
		{"USD", "USD", 1},
		{"cent", "USD", 0.01},
		{"kilometre", "length", 1000},
		{"micrometre", "length", 1e-6},
		{"fahrenheit", "temperature", 5. / 9},
		{"USD per barrel", "USD per volume", 1 / 0.158987294928},
		{"dollar per barrel", "USD per volume", 1 / 0.158987294928},
		{"gram per 100 kilometre", "mass per length", 1e-8},
		{"TB per month", "data per duration", 1e12 / 2629800},
		{"worker per day", "worker per duration", 1. / 86400},
		{"worker", "", 0},
	}
	for _, tt := range tests {
		u, _ := Lookup(tt.name)
		if u.Base != tt.base || !same(u.Factor, tt.one) {
			t.Errorf("Lookup(%q) = base %q factor %g, want %q %g", tt.name, u.Base, u.Factor, tt.base, tt.one)
		}
	}
}

func TestStep(t *testing.T) {
	for v, want := range map[float64]float64{1400: 100, 3.5: 0.1, 92600: 100, 7: 1, 0: 0, 28.7: 0.1, math.Inf(1): 0} {
		if got := Step(v); !same(got, want) {
			t.Errorf("Step(%g) = %g, want %g", v, got, want)
		}
	}
}

// fig makes a figure; q may be "".
func fig(v float64, unit, dimension, q string) corpus.Figure {
	return corpus.Figure{Lo: v, Hi: v, Unit: unit, Dimension: dimension, Qualifier: q, Kind: "figure"}
}

func with(f corpus.Figure, change, role string) corpus.Figure {
	f.Change, f.Role = change, role
	return f
}

func named(f corpus.Figure, change string) corpus.Figure {
	f.Named, f.Role = change, "ratio"
	return f
}

func scope(f corpus.Figure, role, lo, hi string) corpus.Figure {
	f.Role, f.Scope, f.ScopeLo, f.ScopeHi = role, lo+" to "+hi, lo, hi
	return f
}

func vague(lo, hi float64, unit, dimension string) corpus.Figure {
	return corpus.Figure{Lo: lo, Hi: hi, Unit: unit, Dimension: dimension, Qualifier: "vague"}
}

func TestRelate(t *testing.T) {
	tripled := with(fig(3, "x", "multiple", "gt"), "up", "ratio")
	tests := []struct {
		name string
		a, b corpus.Figure
		want Kind
	}{
		{"same", fig(400, "TB", "data", ""), fig(400, "TB", "data", "exact"), Equal},
		{"qualifier lost", fig(1400, "TB", "data", "approx_below"), fig(1400, "TB", "data", ""), Equal},
		{"converted", fig(1.4, "PB", "data", ""), fig(1400, "TB", "data", ""), Converted},
		{"minutes", fig(90, "minute", "duration", ""), fig(1.5, "hour", "duration", ""), Converted},
		{"rounded", fig(1372, "worker", "count", ""), fig(1400, "worker", "count", ""), Rounded},
		{"rounded across units", fig(1.37, "PB", "data", ""), fig(1400, "TB", "data", ""), Rounded},
		{"miles", fig(100, "mile", "length", ""), fig(161, "kilometre", "length", ""), Rounded},
		{"about", fig(490e6, "photo", "count", "approx"), fig(500e6, "photo", "count", ""), Rounded},
		{"too far to round", fig(14, "worker", "count", ""), fig(10, "worker", "count", ""), Conflicting},
		{"bound", fig(1300, "worker", "count", "gt"), fig(1350, "worker", "count", ""), Contained},
		{"bound the other way", fig(1250, "worker", "count", ""), fig(1300, "worker", "count", "gt"), Conflicting},
		{"no writer's bound", fig(1300, "worker", "count", "gt"), fig(50000, "worker", "count", ""), Conflicting},
		{"vague", fig(490e6, "image", "count", "approx"), vague(1e8, 1e9, "photo", "vague"), Vague},
		{"outside vague", fig(5e6, "image", "count", ""), vague(1e8, 1e9, "image", "vague"), Conflicting},
		{"percent as multiple", with(fig(250, "%", "percent", ""), "up", "ratio"), tripled, Restated},
		{"another percentage", with(fig(40, "%", "percent", ""), "up", "ratio"), tripled, Conflicting},
		{"multiple told flat", tripled, with(fig(3, "x", "multiple", ""), "up", "ratio"), Equal},
		{"halved", with(fig(50, "%", "percent", ""), "down", "ratio"), with(fig(0.5, "x", "multiple", ""), "down", "ratio"), Restated},
		{"a rise and a fall", with(fig(7, "%", "percent", ""), "up", "ratio"), with(fig(7, "%", "percent", ""), "down", "ratio"), Conflicting},
		{"a rise that is only named", with(fig(50, "%", "percent", ""), "down", "ratio"), named(fig(50, "%", "percent", ""), "down"), Equal},
		{"a named fall as multiple", named(fig(50, "%", "percent", ""), "down"), with(fig(0.5, "x", "multiple", ""), "down", "ratio"), Restated},
		{"a third", fig(1./3, "", "percent", ""), fig(33, "%", "percent", ""), Rounded},
		{"other money", fig(5, "USD", "money", ""), fig(5, "EUR", "money", ""), Incomparable},
		{"other dimension", fig(5, "USD", "money", ""), fig(5, "TB", "data", ""), Incomparable},
		{"other things", fig(5, "bed", "count", ""), fig(7, "worker", "count", ""), Incomparable},
		{"conflict", fig(5, "PB", "data", ""), fig(16, "TB", "data", ""), Conflicting},
		{"level as delta", with(fig(45e9, "USD", "money", ""), "", "level"), with(fig(45e9, "USD", "money", ""), "up", "delta"), StockFlow},
		{"another period", scope(fig(400, "TB", "data", ""), "level", "2025-07-01", "2025-07-31"), scope(fig(1400, "TB", "data", ""), "level", "2026-01-01", "2026-01-31"), Scope},
		{"totals over other windows", scope(fig(38e6, "USD", "money", ""), "flow", "2025-07-01", "2026-01-31"), scope(fig(38e6, "USD", "money", ""), "flow", "2025-03-01", "2025-11-30"), Scope},
		{"total in a longer window", scope(fig(38e6, "USD", "money", ""), "flow", "2025-01-01", "2025-12-31"), scope(fig(38e6, "USD", "money", ""), "flow", "2025-03-01", "2025-11-30"), Equal},
		{"from and to", with(fig(400, "TB", "data", ""), "", "from"), with(fig(1400, "TB", "data", ""), "up", "to"), Scope},
	}
	for _, tt := range tests {
		for range 2 {
			r := Relate(tt.a, tt.b)
			if r.Kind != tt.want {
				t.Errorf("%s: %v (%s), want %v", tt.name, r.Kind, r.Rule, tt.want)
			}
			tt.a, tt.b = tt.b, tt.a // symmetric
		}
	}
}

func TestRestates(t *testing.T) {
	group := []corpus.Figure{with(fig(400, "TB", "data", ""), "", "from"), with(fig(1.4, "PB", "data", ""), "up", "to")}
	group[1].Span = corpus.Span{Start: 10, End: 20}
	tests := []struct {
		name string
		f    corpus.Figure
		want Kind
	}{
		{"more than tripled", with(fig(3, "x", "multiple", "gt"), "up", "ratio"), Restated},
		{"tripling", with(fig(3, "x", "multiple", ""), "up", "ratio"), Restated},
		{"3.5 times", with(fig(3.5, "x", "multiple", ""), "", "ratio"), Restated},
		{"a 250% increase", with(fig(250, "%", "percent", ""), "up", "ratio"), Restated},
		{"a petabyte more", with(fig(1, "PB", "data", ""), "up", "delta"), Restated},
		{"1.8 PB in all", fig(1800, "TB", "data", ""), Restated},
		{"1,400 TB", fig(1400, "TB", "data", ""), Converted},
		{"doubled", with(fig(2, "x", "multiple", ""), "up", "ratio"), Incomparable},
		{"fell by 250%", with(fig(250, "%", "percent", ""), "down", "ratio"), Incomparable},
		{"$5", fig(5, "USD", "money", ""), Incomparable},
	}
	for _, tt := range tests {
		if r := Restates(group, tt.f); r.Kind != tt.want {
			t.Errorf("%s: %v (%s), want %v", tt.name, r.Kind, r.Rule, tt.want)
		}
	}
	parts := []corpus.Figure{fig(30, "worker", "count", ""), fig(90, "worker", "count", "")}
	parts[1].Span = corpus.Span{Start: 10, End: 12}
	if r := Restates(parts, fig(1./3, "", "percent", "")); r.Kind != Restated {
		t.Errorf("a third of them: %v (%s), want restated", r.Kind, r.Rule)
	}
}

// FuzzRelate checks that Relate is symmetric and that a figure equals itself.
func FuzzRelate(f *testing.F) {
	f.Add(400., 1400., uint8(0), uint8(5))
	f.Add(3., 3.5, uint8(20), uint8(21))
	f.Fuzz(func(t *testing.T, x, y float64, p, q uint8) {
		if math.IsNaN(x) || math.IsNaN(y) {
			t.Skip()
		}
		a, b := arbitrary(x, p), arbitrary(y, q)
		if k, l := Relate(a, b).Kind, Relate(b, a).Kind; k != l {
			t.Errorf("%+v\n%+v: %v one way, %v the other", a, b, k, l)
		}
		if k := Relate(a, a).Kind; !k.Compatible() && k != Incomparable {
			t.Errorf("%+v: %v to itself", a, k)
		}
		if i := Implied(a); i.Lo > i.Hi {
			t.Errorf("%+v implies %v", a, i)
		}
	})
}

func arbitrary(v float64, p uint8) corpus.Figure {
	units := []corpus.Figure{{Unit: "TB", Dimension: "data"}, {Unit: "USD", Dimension: "money"}, {Unit: "%", Dimension: "percent"}, {Unit: "x", Dimension: "multiple"}, {Unit: "worker", Dimension: "count"}}
	f := units[int(p)%len(units)]
	f.Lo, f.Hi = v, v
	f.Qualifier = []string{"", "gt", "le", "approx", "approx_below", "vague"}[int(p/5)%6]
	f.Change = []string{"", "up", "down"}[int(p/30)%3]
	f.Role = []string{"", "ratio", "delta"}[int(p/90)%3]
	return f
}
