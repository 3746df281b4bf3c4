// Package quantity knows units and what it means for two stated numbers to agree.
//
// A [corpus.Figure] holds what an article says: 1,400 TB, "nearly". This package says what that implies ([Implied]),
// how it reads in the base unit of its dimension ([Base]), and how two figures stand to each other ([Relate]): equal,
// rounded, unit converted, restated as a ratio, one a bound or a vague form of the other, a stock told as a flow, about
// another period, in conflict, or not comparable. [Restates] does the same for a figure against a group of figures, so
// that 400 and 1,400 TB are recognised in "more than tripled", 3.5 times and "a 250% increase".
//
// It compares numbers, units, roles and periods only. Whether two figures measure the same thing is for the caller to
// know: a claim's other words decide that. All functions are pure; no figure is changed.
package quantity

import (
	_ "embed"
	"math"
	"strconv"
	"strings"
	"sync"
)

// units.tsv says in its first lines what its columns are and where its values come from.
//
//go:embed units.tsv
var unitsFile string

// A Unit is a unit of measure or money. A value v in it is v*Factor + Offset in the base unit of its dimension.
type Unit struct {
	Name      string   // as in Figure.Unit: ISO 4217 code for money, TB, %, x, month, kilometre per hour
	Dimension string   // as in Figure.Dimension: money data percent multiple duration length mass ...
	Base      string   // what its values are converted to: its own code for money, else the dimension
	Factor    float64  // to the base unit: byte, second, metre, kilogram, kelvin ...
	Offset    float64  // kelvin, for temperatures only
	Words     []string // lower case, words separated by one space
	Symbols   []string // matched as they are written
}

// prefixes are the SI prefixes by their symbol.
var prefixes = map[rune]struct {
	symbol, word string
	factor       float64
}{
	'p': {"p", "pico", 1e-12},
	'n': {"n", "nano", 1e-9},
	'u': {"µ", "micro", 1e-6},
	'm': {"m", "milli", 1e-3},
	'c': {"c", "centi", 1e-2},
	'd': {"d", "deci", 1e-1},
	'h': {"h", "hecto", 1e2},
	'k': {"k", "kilo", 1e3},
	'M': {"M", "mega", 1e6},
	'G': {"G", "giga", 1e9},
	'T': {"T", "tera", 1e12},
	'P': {"P", "peta", 1e15},
	'E': {"E", "exa", 1e18},
}

type table struct {
	units  []Unit
	byName map[string]int
	spoken map[string]int // currencies by the first of their words
}

var loaded = sync.OnceValue(func() *table { return load(unitsFile) })

// Units returns every unit, in the order of the data file with the prefixed forms after their unit. The slice is
// shared: do not change it.
func Units() []Unit { return loaded().units }

// Lookup returns the unit with the given name. A rate such as "dollar per barrel" or "TB per month" is put together from
// its two parts, of which a currency may stand with its code or with the first of its words; a counted noun is no unit, but "worker per day" is, with the base "worker per duration".
func Lookup(name string) (Unit, bool) {
	t := loaded()
	if i, ok := t.byName[name]; ok {
		return t.units[i], true
	}
	num, den, ok := strings.Cut(name, " per ")
	if !ok {
		return Unit{}, false
	}
	d, ok := per(den)
	if !ok {
		return Unit{}, false
	}
	n, ok := Lookup(num)
	if i, money := t.spoken[num]; !ok && money {
		n, ok = t.units[i], true
	}
	if !ok {
		n = Unit{Name: num, Dimension: "count", Base: num, Factor: 1}
	}
	return Unit{
		Name: name, Dimension: n.Dimension, Base: n.Base + " per " + d.Base,
		Factor: n.Factor / d.Factor,
	}, true
}

// per returns the unit that a rate is told by, which may be a multiple of one: "day", "100 kilometre".
func per(name string) (Unit, bool) {
	if name == "" || name[0] < '1' || name[0] > '9' {
		return Lookup(name)
	}
	count, rest, _ := strings.Cut(name, " ")
	v, err := strconv.ParseFloat(strings.ReplaceAll(count, ",", ""), 64)
	if err != nil || math.IsInf(v, 0) {
		return Unit{}, false
	}
	d, ok := Lookup(rest)
	d.Factor *= v
	return d, ok
}

// load reads the embedded table. Its form is checked by a test, so a bad line is left out here.
func load(file string) *table {
	t := &table{byName: map[string]int{}, spoken: map[string]int{}}
	for line := range strings.Lines(file) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		col := strings.Split(strings.TrimRight(line, "\r\n"), "\t")
		for len(col) < 7 {
			col = append(col, "")
		}
		factor, err := strconv.ParseFloat(col[2], 64)
		if err != nil {
			continue
		}
		u := Unit{
			Name: col[0], Dimension: col[1], Base: col[1], Factor: factor,
			Words: list(col[4]), Symbols: list(col[5]),
		}
		switch offset, err := strconv.ParseFloat(col[6], 64); {
		case col[6] != "" && err == nil:
			u.Offset = offset
		case col[6] != "":
			u.Base = col[6]
		case u.Dimension == "money":
			u.Base = u.Name
		}
		t.add(u)
		for _, p := range col[3] {
			t.add(prefixed(u, p))
		}
	}
	return t
}

func (t *table) add(u Unit) {
	if _, dup := t.byName[u.Name]; !dup {
		t.byName[u.Name] = len(t.units)
		if u.Dimension == "money" && len(u.Words) > 0 {
			t.spoken[u.Words[0]] = len(t.units)
		}
		t.units = append(t.units, u)
	}
}

// prefixed returns u with the SI prefix p.
func prefixed(u Unit, p rune) Unit {
	x := prefixes[p]
	v := Unit{Name: x.word + u.Name, Dimension: u.Dimension, Base: u.Base, Factor: u.Factor * x.factor}
	for _, w := range u.Words {
		v.Words = append(v.Words, x.word+w)
		if p == 'k' && u.Name == "gram" && w == "gram" {
			v.Words = append(v.Words, "kilo", "kilos", "kgs")
		}
		if p == 'k' && u.Name == "metre" && w == "metre" {
			v.Words = append(v.Words, "kms")
		}
	}
	for _, s := range u.Symbols {
		v.Symbols = append(v.Symbols, x.symbol+s)
		switch p {
		case 'k':
			v.Symbols = append(v.Symbols, "K"+s)
		case 'u':
			v.Symbols = append(v.Symbols, "μ"+s, "mc"+s)
		}
	}
	return v
}

func list(s string) []string {
	if s == "" {
		return nil
	}
	return strings.Split(s, "|")
}
