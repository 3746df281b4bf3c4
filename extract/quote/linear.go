package quote

import (
	"fmt"
	"math"
	"math/rand/v2"
	"sort"
	"strconv"
	"strings"
)

// Weights of a linear model, by the hash of their sign's name. A nil map is a model that knows nothing.
type linear map[uint32]float32

// readLinear reads lines "sign weight"; # begins a comment.
func readLinear(s string) linear {
	m := linear{}
	for line := range strings.Lines(s) {
		if f := strings.Fields(line); len(f) == 2 && f[0] != "#" {
			if w, err := strconv.ParseFloat(f[1], 32); err == nil {
				m[hashSign(f[0])] = float32(w)
			}
		}
	}
	return m
}

func (m linear) score(signs []uint32) float64 {
	z := 0.0
	for _, x := range signs {
		z += float64(m[x])
	}
	return z
}

// Signs are what a linear model goes by: each is a name with values, known by a hash.
type signs struct {
	ids   []uint32
	names map[uint32]string // of all that were added, for printing; nil where nothing is learnt
}

// FNV-1a, 32 bits.
const (
	hashStart = 2166136261
	hashPrime = 16777619
)

func hashSign(s string) uint32 {
	h := uint32(hashStart)
	for i := range len(s) {
		h = (h ^ uint32(s[i])) * hashPrime
	}
	return h
}

// add adds the sign of that name and those values, which hold no spaces.
func (x *signs) add(name string, values ...string) {
	h := hashSign(name)
	for _, v := range values {
		h = (h ^ '=') * hashPrime
		for i := range len(v) {
			h = (h ^ uint32(v[i])) * hashPrime
		}
	}
	x.ids = append(x.ids, h)
	if x.names != nil {
		x.names[h] = name + "=" + strings.Join(values, "=")
		if len(values) == 0 {
			x.names[h] = name
		}
	}
}

// A choice is what a model learns to make: the signs of each thing that may be chosen and the one that is right.
type choice struct {
	signs [][]uint32
	right int
	doc   int // the document that it is from
}

// fitChoices returns the weights that make the right choices likely: a conditional logit model, fitted by gradient
// descent, drawn towards zero.
func fitChoices(cases []choice, rounds int, pull float64) linear {
	w := map[uint32]float64{}
	p := []float64{}
	for round := range rounds {
		rate := 0.2 / (1 + 0.3*float64(round))
		for _, n := range order(len(cases), round) {
			c := cases[n]
			p = p[:0]
			for _, s := range c.signs {
				z := 0.0
				for _, x := range s {
					z += w[x]
				}
				p = append(p, z)
			}
			softmax(p)
			for i, s := range c.signs {
				d := -p[i]
				if i == c.right {
					d++
				}
				for _, x := range s {
					w[x] += rate * (d - pull*w[x]*p[i])
				}
			}
		}
	}
	out := linear{}
	for x, v := range w {
		out[x] = float32(v)
	}
	return out
}

// order returns the numbers below n in an order that depends on the round only.
func order(n, round int) []int { return rand.New(rand.NewPCG(uint64(round), 1)).Perm(n) }

// A verdict is what a model learns to tell: the signs of a thing and whether it is good.
type verdict struct {
	signs  []uint32
	good   bool
	weight float64
}

// fitVerdicts returns the weights of a logistic regression, fitted by gradient descent, drawn towards zero.
func fitVerdicts(cases []verdict, rounds int, pull float64) linear {
	w := map[uint32]float64{}
	for round := range rounds {
		rate := 0.1 / (1 + 0.3*float64(round))
		for _, n := range order(len(cases), round) {
			c := cases[n]
			z := w[bias]
			for _, x := range c.signs {
				z += w[x]
			}
			d := -logistic(z)
			if c.good {
				d++
			}
			d *= c.weight
			w[bias] += rate * d
			for _, x := range c.signs {
				w[x] += rate * (d - c.weight*pull*w[x])
			}
		}
	}
	out := linear{}
	for x, v := range w {
		out[x] = float32(v)
	}
	return out
}

// softmax makes scores into probabilities.
func softmax(z []float64) {
	top, sum := math.Inf(-1), 0.0
	for _, v := range z {
		top = max(top, v)
	}
	for i, v := range z {
		z[i] = math.Exp(v - top)
		sum += z[i]
	}
	for i := range z {
		z[i] /= sum
	}
}

// printLinear returns the weights that matter as text, by name.
func printLinear(head string, m linear, names map[uint32]string) string {
	var lines []string
	names[bias] = "bias"
	for x, w := range m {
		if n := names[x]; n != "" && math.Abs(float64(w)) >= 0.02 {
			lines = append(lines, fmt.Sprintf("%s %.2f\n", n, w))
		}
	}
	sort.Strings(lines)
	return "# " + head + " Made by cmd/train-quote; see CREDITS.md.\n" + strings.Join(lines, "")
}
