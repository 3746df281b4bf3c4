package boost

import (
	"bytes"
	"math/rand/v2"
	"testing"
)

// data makes rows of which those belong to the class whose first two features lie on different sides of one half: no
// single split can tell.
func data(n int) (x [][]float32, label []bool, weight []float64) {
	r := rand.New(rand.NewPCG(3, 4))
	for range n {
		row := []float32{r.Float32(), r.Float32(), r.Float32()}
		x = append(x, row)
		label = append(label, (row[0] > .5) != (row[1] > .5))
		weight = append(weight, 1)
	}
	return x, label, weight
}

func TestTrain(t *testing.T) {
	x, label, weight := data(2000)
	o := Options{Trees: 40, Depth: 3, Rate: .3, MinChild: 1, L2: 1}
	m := Train(x, label, weight, o)
	wrong := 0
	for i := range x {
		if (m.Prob(x[i]) > .5) != label[i] {
			wrong++
		}
	}
	if wrong > 60 {
		t.Errorf("%d of %d are wrong", wrong, len(x))
	}
	again := Train(x, label, weight, o)
	if !bytes.Equal(m.AppendBinary(nil), again.AppendBinary(nil)) {
		t.Error("the same data make another model")
	}
	b := append(m.AppendBinary(nil), "rest"...)
	d, rest, err := Decode(b)
	if err != nil || string(rest) != "rest" {
		t.Fatalf("Decode: %v, %q", err, rest)
	}
	p := d.Probs(x[:50])
	for i := range x[:50] {
		if p[i] != m.Prob(x[i]) {
			t.Fatal("Probs says something else than Prob")
		}
		if d.Score(x[i]) != m.Score(x[i]) {
			t.Fatal("the decoded model says something else")
		}
	}
}

func FuzzDecode(f *testing.F) {
	x, label, weight := data(100)
	f.Add(Train(x, label, weight, Options{Trees: 3, Depth: 2, Rate: .3, L2: 1}).AppendBinary(nil))
	f.Fuzz(func(t *testing.T, b []byte) {
		m, _, err := Decode(b)
		if err != nil || m.Features > 1000 {
			return
		}
		m.Score(make([]float32, m.Features))
	})
}
