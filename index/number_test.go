package index

import (
	"math"
	"math/rand/v2"
	"testing"
)

// A number's terms are in the ranges of [lo, hi] exactly when the number is.
func TestNumberRanges(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	inf := math.Inf(1)
	some := []float64{0, math.Copysign(0, -1), 1, -1, 1400, 1.4e15, 1e-300, math.MaxFloat64, -math.MaxFloat64, inf, -inf, math.SmallestNonzeroFloat64}
	pick := func() float64 {
		if r.IntN(3) == 0 {
			return some[r.IntN(len(some))]
		}
		v := math.Exp(r.NormFloat64()*8) * float64(1-2*r.IntN(2))
		if r.IntN(2) == 0 {
			v = math.Round(v)
		}
		return v
	}
	for range 200000 {
		v, lo, hi := pick(), pick(), pick()
		if r.IntN(2) == 0 {
			lo, hi = v*(1-1e-3), v*(1+1e-3)
		}
		found := false
		for _, rg := range numberRanges("k", lo, hi) {
			for _, term := range numberTerms("k", v) {
				found = found || rg.lo <= term && term <= rg.hi
			}
		}
		if want := lo <= v && v <= hi; found != want {
			t.Fatalf("%g in [%g, %g]: %v", v, lo, hi, found)
		}
	}
}
