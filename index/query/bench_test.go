package query

import (
	"strings"
	"testing"
)

// Parsing takes time linear in the length of the query, whatever it is made of.
func BenchmarkParse(b *testing.B) {
	for name, unit := range map[string]string{
		"words": "ferry ", "or": "a OR ", "open": "(", "not": "-", "quotes": `"a b"~3 `, "figures": "figure:1,400..2,000TB ",
		"per": "figure:\"1 " + "x per " + "y\" ", "digits": "figure:1", "bound": "[speaker:a figure:1] ",
	} {
		b.Run(name, func(b *testing.B) {
			s := strings.Repeat(unit, 20000/len(unit))
			if name == "digits" {
				s = "figure:" + strings.Repeat("1", 20000)
			}
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				n, err := Parse(s)
				if (n == nil) == (err == nil) {
					b.Fatal(n, err)
				}
			}
		})
	}
}
