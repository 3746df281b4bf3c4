package query

import (
	"slices"
	"strings"
	"sync"
	"unicode"

	"hearsay/corpus/quantity"
)

// A unitTable finds the name of a unit by how it is written.
type unitTable struct {
	names map[string]string // names and symbols as they are written, words in lower case
	signs []string          // money symbols that are no letters only, longest first: "US$", "$"
}

var units = sync.OnceValue(func() *unitTable {
	t := &unitTable{names: map[string]string{}}
	put := func(s, name string) {
		if _, dup := t.names[s]; !dup && s != "" {
			t.names[s] = name
		}
	}
	all := quantity.Units()
	for _, u := range all {
		put(u.Name, u.Name)
	}
	for _, u := range all {
		for _, s := range u.Symbols {
			put(s, u.Name)
			if u.Dimension == "money" && strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) }) >= 0 {
				t.signs = append(t.signs, s)
			}
		}
	}
	for _, u := range all {
		for _, w := range u.Words {
			put(w, u.Name)
		}
	}
	slices.SortFunc(t.signs, func(a, b string) int {
		if n := len(b) - len(a); n != 0 {
			return n
		}
		return strings.Compare(a, b)
	})
	return t
})

// unit returns the name of the unit that s is written for, and whether it is one; else s itself.
func unit(s string) (name string, ok bool) {
	t := units()
	if name, ok = t.names[s]; !ok {
		name, ok = t.names[strings.ToLower(s)]
	}
	if ok {
		return name, true
	}
	if u, rate := quantity.Lookup(s); rate && u.Dimension != "count" {
		return u.Name, true
	}
	return s, false
}

// convert returns v, a number of units from, as a number of units to, where both measure the same.
func convert(v float64, from, to string) (float64, bool) {
	a, ok1 := quantity.Lookup(from)
	b, ok2 := quantity.Lookup(to)
	if !ok1 || !ok2 || a.Base != b.Base || a.Offset != 0 || b.Offset != 0 {
		return 0, false
	}
	return v * (a.Factor / b.Factor), true
}

// symbol reports whether s is written as a symbol rather than as a word that may be meant as one: USD, TB, %.
func symbol(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLower(r) }) >= 0
}
