// Package boost is a small gradient-boosted tree classifier: training and prediction of the probability that a vector
// of numeric features belongs to a class. It is what package article chooses blocks with, and no more than that needs.
//
// Trees are grown leaf by leaf level on histograms of at most 64 bins a feature, with logistic loss, shrinkage and L2
// regularisation of leaf values (Friedman 2001; the histogram form as in LightGBM, Ke et al. 2017). Training is
// deterministic: the same data and options make the same model, byte for byte.
package boost

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// A Model is a sum of trees.
type Model struct {
	Features int // length of the vectors it reads
	bias     float32
	roots    []int32
	nodes    []node
}

// A node is a split, or a leaf when feature is negative.
type node struct {
	feature     int16
	value       float32 // x <= value goes left; of a leaf, what it adds
	left, right int32
}

// Where the trees so far leave no doubt, the rest is not asked.
const (
	stride = 25 // trees between two looks
	sure   = 5  // log-odds
)

// Score returns the log-odds for x, which has m.Features values. It stops early where the trees so far leave no doubt.
func (m *Model) Score(x []float32) float32 {
	s := m.bias
	for i := 0; i < len(m.roots); i += stride {
		if i > 0 && (s > sure || s < -sure) {
			break
		}
		s = m.add(s, x, m.roots[i:min(i+stride, len(m.roots))])
	}
	return s
}

// add adds to s what the trees at roots say of x.
func (m *Model) add(s float32, x []float32, roots []int32) float32 {
	for _, r := range roots {
		n := &m.nodes[r]
		for n.feature >= 0 {
			if x[n.feature] <= n.value {
				n = &m.nodes[n.left]
			} else {
				n = &m.nodes[n.right]
			}
		}
		s += n.value
	}
	return s
}

// Probs returns the probability of each of rows, as Prob does. It asks a few trees about all rows before the next few,
// so that they stay in the cache.
func (m *Model) Probs(rows [][]float32) []float32 {
	s := make([]float32, len(rows))
	for k := range s {
		s[k] = m.bias
	}
	for i := 0; i < len(m.roots); i += stride {
		roots := m.roots[i:min(i+stride, len(m.roots))]
		for k, x := range rows {
			if i == 0 || s[k] <= sure && s[k] >= -sure {
				s[k] = m.add(s[k], x, roots)
			}
		}
	}
	for k := range s {
		s[k] = logistic(s[k])
	}
	return s
}

// Prob returns the probability for x.
func (m *Model) Prob(x []float32) float32 { return logistic(m.Score(x)) }

func logistic(s float32) float32 { return float32(1 / (1 + math.Exp(-float64(s)))) }

// magic begins an encoded model.
const magic = "hsboost1"

// AppendBinary appends the model to b: magic, then little-endian the number of features, the bias, the number of roots
// and of nodes, the roots, and for each node feature (int16), value (float32), left, right (int32).
func (m *Model) AppendBinary(b []byte) []byte {
	le := binary.LittleEndian
	b = append(b, magic...)
	b = le.AppendUint32(b, uint32(m.Features))
	b = le.AppendUint32(b, math.Float32bits(m.bias))
	b = le.AppendUint32(b, uint32(len(m.roots)))
	b = le.AppendUint32(b, uint32(len(m.nodes)))
	for _, r := range m.roots {
		b = le.AppendUint32(b, uint32(r))
	}
	for _, n := range m.nodes {
		b = le.AppendUint16(b, uint16(n.feature))
		b = le.AppendUint32(b, math.Float32bits(n.value))
		b = le.AppendUint32(b, uint32(n.left))
		b = le.AppendUint32(b, uint32(n.right))
	}
	return b
}

// nodeSize is the length of an encoded node.
const nodeSize = 14

// Decode reads a model that AppendBinary wrote from the start of b and returns what follows it.
func Decode(b []byte) (*Model, []byte, error) {
	le := binary.LittleEndian
	if len(b) < len(magic)+16 || string(b[:len(magic)]) != magic {
		return nil, nil, errors.New("no boost model")
	}
	b = b[len(magic):]
	m := &Model{Features: int(le.Uint32(b)), bias: math.Float32frombits(le.Uint32(b[4:]))}
	roots, nodes := int(le.Uint32(b[8:])), int(le.Uint32(b[12:]))
	b = b[16:]
	if roots < 0 || nodes < 0 || uint64(len(b)) < uint64(roots)*4+uint64(nodes)*nodeSize {
		return nil, nil, errors.New("boost model is cut short")
	}
	for range roots {
		m.roots = append(m.roots, int32(le.Uint32(b)))
		b = b[4:]
	}
	for range nodes {
		m.nodes = append(m.nodes, node{
			feature: int16(le.Uint16(b)), value: math.Float32frombits(le.Uint32(b[2:])),
			left: int32(le.Uint32(b[6:])), right: int32(le.Uint32(b[10:])),
		})
		b = b[nodeSize:]
	}
	return m, b, m.check()
}

// check makes sure that Score can neither leave the model nor loop: children come after their parent.
func (m *Model) check() error {
	n := int32(len(m.nodes))
	for _, r := range m.roots {
		if r < 0 || r >= n {
			return fmt.Errorf("boost model: root %d of %d nodes", r, n)
		}
	}
	for i, d := range m.nodes {
		if d.feature >= 0 && (int(d.feature) >= m.Features || d.left <= int32(i) || d.right <= int32(i) || d.left >= n || d.right >= n) {
			return fmt.Errorf("boost model: bad node %d", i)
		}
	}
	return nil
}
