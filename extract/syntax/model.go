package syntax

import (
	"bufio"
	"encoding/binary"
	"errors"
	"io"
	"maps"
	"math"
	"slices"

	"hearsay/corpus/text"
)

// A model is an averaged perceptron over hashed features, as it is used: read only. A feature is a 32-bit hash; the
// row of a feature holds a weight for each class that has one. The table of rows is open addressed.
type model struct {
	classes []string
	slots   []slot
	mask    uint32
	cells   []cell
	few     []fewSlot         // in place of slots and cells when there are few classes
	sure    map[uint32]int    // of a tag model: the classes of the words in sure
	closed  uint64            // of a tag model: the classes that only words in members have
	members map[uint32]uint64 // the closed classes of a word, by its hash
	limits  map[uint32]uint64 // all classes of a word, by its hash
	vocab   map[uint32]bool   // of a tag model: the words it has seen, by their hash
	name    int               // of a tag model: the class of proper nouns
}

// A fewSlot is a slot that holds its weights itself, which saves a trip to memory.
type fewSlot struct {
	key     uint32
	weights [fewClasses]int16
}

const fewClasses = 6

type slot struct {
	key        uint32 // 0 marks an empty slot; feature hashes are never 0
	start, end uint32 // cells[start:end]
}

type cell struct {
	class  uint8
	weight int16
}

// maxClasses bounds the number of classes of a model, so that scores fit in an array on the stack.
const maxClasses = 64

type scores [maxClasses]int32

// add adds the weights of the features to s.
func (m *model) add(features []uint32, s *scores) {
	if m.few != nil {
		m.addFew(features, s)
		return
	}
	for _, f := range features {
		for i := f & m.mask; ; i = (i + 1) & m.mask {
			sl := &m.slots[i]
			if sl.key == f {
				for _, c := range m.cells[sl.start:sl.end] {
					s[c.class%maxClasses] += int32(c.weight)
				}
				break
			}
			if sl.key == 0 {
				break
			}
		}
	}
}

func (m *model) addFew(features []uint32, s *scores) {
	var sum [fewClasses]int32
	for _, f := range features {
		i := f & m.mask
		for m.few[i].key != f && m.few[i].key != 0 {
			i = (i + 1) & m.mask
		}
		w := &m.few[i].weights // all 0 in an empty slot
		sum[0] += int32(w[0])
		sum[1] += int32(w[1])
		sum[2] += int32(w[2])
		sum[3] += int32(w[3])
		sum[4] += int32(w[4])
		sum[5] += int32(w[5])
	}
	for c, x := range sum {
		s[c] += x
	}
}

// known returns the class of a word that is sure of its tag, or -1.
func (m *model) known(w *word) int {
	if c, ok := m.sure[w.lower]; ok {
		return c
	}
	if w.shape&shapeUpper != 0 && w.kind == text.Word && len(m.vocab) > 0 && !m.vocab[w.lower] && (w.shape&shapeFirst == 0 || !w.derived()) {
		return m.name // a word with a capital that it has never seen
	}
	return -1
}

// allowed returns the classes that a word can have: all open ones, and the closed ones that it was seen with.
func (m *model) allowed(w *word) uint64 {
	if w.kind != text.Word || w.shape&shapeDigit != 0 {
		return ^uint64(0)
	}
	if set, ok := m.limits[w.lower]; ok {
		return set
	}
	return ^m.closed | m.members[w.lower]
}

// best returns the class with the highest score among those that allowed holds, a bit set; the lowest class wins ties.
func (s *scores) best(n int, allowed uint64) int {
	best := -1
	for c := range n {
		if allowed&(1<<c) != 0 && (best < 0 || s[c] > s[best]) {
			best = c
		}
	}
	return best
}

// A row is a feature with its weights, as in a weights file.
type row struct {
	key   uint32
	cells []cell
}

// newModel makes a model of rows, which it sorts.
func newModel(classes []string, rows []row) *model {
	slices.SortFunc(rows, func(a, b row) int { return int(int64(a.key) - int64(b.key)) })
	size := uint32(16)
	for size < uint32(len(rows))*2 { // half of the slots stay free: most features looked for are not there
		size *= 2
	}
	m := &model{classes: classes, slots: make([]slot, size), mask: size - 1, sure: map[uint32]int{}}
	if slices.Contains(classes, "VBD") { // a model of tags
		index := map[string]int{}
		for c, t := range classes {
			index[t] = c
		}
		m.name = index["NNP"]
		m.limits = limits(index)
		for h, tag := range sure {
			if c, ok := index[tag]; ok {
				m.sure[h] = c
			}
		}
	}
	if len(classes) > 0 && len(classes) <= fewClasses {
		m.slots = nil
		m.few = make([]fewSlot, size)
		for _, r := range rows {
			i := r.key & m.mask
			for m.few[i].key != 0 {
				i = (i + 1) & m.mask
			}
			m.few[i].key = r.key
			for _, c := range r.cells {
				m.few[i].weights[c.class] = c.weight
			}
		}
		return m
	}
	for _, r := range rows {
		start := uint32(len(m.cells))
		m.cells = append(m.cells, r.cells...)
		i := r.key & m.mask
		for m.slots[i].key != 0 {
			i = (i + 1) & m.mask
		}
		m.slots[i] = slot{r.key, start, uint32(len(m.cells))}
	}
	return m
}

// rows returns the rows of m sorted by key.
func (m *model) rows() []row {
	var rs []row
	for _, s := range m.few {
		if s.key == 0 {
			continue
		}
		r := row{key: s.key}
		for c, w := range s.weights {
			if w != 0 {
				r.cells = append(r.cells, cell{uint8(c), w})
			}
		}
		rs = append(rs, r)
	}
	for _, s := range m.slots {
		if s.key != 0 {
			rs = append(rs, row{s.key, m.cells[s.start:s.end]})
		}
	}
	slices.SortFunc(rs, func(a, b row) int { return int(int64(a.key) - int64(b.key)) })
	return rs
}

// write writes m: the class names, then the rows by rising key, each as the distance from the key before, the number
// of cells, and class and weight of each cell; then the closed classes and the words that
// have them, and the words it has seen. All numbers are varints.
func (m *model) write(w *bufio.Writer) error {
	var buf []byte
	buf = binary.AppendUvarint(buf, uint64(len(m.classes)))
	for _, c := range m.classes {
		buf = binary.AppendUvarint(buf, uint64(len(c)))
		buf = append(buf, c...)
	}
	rs := m.rows()
	buf = binary.AppendUvarint(buf, uint64(len(rs)))
	last := uint32(0)
	for _, r := range rs {
		buf = binary.AppendUvarint(buf, uint64(r.key-last))
		buf = binary.AppendUvarint(buf, uint64(len(r.cells)))
		for _, c := range r.cells {
			buf = append(buf, c.class)
			buf = binary.AppendVarint(buf, int64(c.weight))
		}
		last = r.key
	}
	buf = binary.AppendUvarint(buf, m.closed)
	buf = binary.AppendUvarint(buf, uint64(len(m.members)))
	for _, h := range slices.Sorted(maps.Keys(m.members)) {
		buf = binary.AppendUvarint(buf, uint64(h))
		buf = binary.AppendUvarint(buf, m.members[h])
	}
	buf = binary.AppendUvarint(buf, uint64(len(m.vocab)))
	before := uint32(0)
	for _, h := range slices.Sorted(maps.Keys(m.vocab)) {
		buf = binary.AppendUvarint(buf, uint64(h-before))
		before = h
	}
	_, err := w.Write(buf)
	return err
}

var errWeights = errors.New("bad weights file")

// readModel reads what write has written.
func readModel(r *bufio.Reader) (*model, error) {
	n, err := binary.ReadUvarint(r)
	if err != nil || n > maxClasses {
		return nil, errors.Join(errWeights, err)
	}
	classes := make([]string, n)
	for i := range classes {
		l, err := binary.ReadUvarint(r)
		if err != nil || l > 64 {
			return nil, errors.Join(errWeights, err)
		}
		b := make([]byte, l)
		if _, err := io.ReadFull(r, b); err != nil {
			return nil, err
		}
		classes[i] = string(b)
	}
	n, err = binary.ReadUvarint(r)
	if err != nil || n > 1<<24 {
		return nil, errors.Join(errWeights, err)
	}
	rows := make([]row, 0, n)
	key := uint64(0)
	for range n {
		d, err1 := binary.ReadUvarint(r)
		k, err2 := binary.ReadUvarint(r)
		key += d
		if err1 != nil || err2 != nil || k > maxClasses || key > math.MaxUint32 {
			return nil, errors.Join(errWeights, err1, err2)
		}
		rw := row{uint32(key), make([]cell, k)}
		for i := range rw.cells {
			c, err1 := r.ReadByte()
			w, err2 := binary.ReadVarint(r)
			if err1 != nil || err2 != nil || int(c) >= len(classes) {
				return nil, errors.Join(errWeights, err1, err2)
			}
			rw.cells[i] = cell{c, int16(w)}
		}
		rows = append(rows, rw)
	}
	m := newModel(classes, rows)
	return m, m.readMembers(r)
}

func (m *model) readMembers(r *bufio.Reader) error {
	closed, err1 := binary.ReadUvarint(r)
	n, err2 := binary.ReadUvarint(r)
	if err1 != nil || err2 != nil || n > 1<<20 {
		return errors.Join(errWeights, err1, err2)
	}
	m.closed, m.members = closed, make(map[uint32]uint64, n)
	for range n {
		h, err1 := binary.ReadUvarint(r)
		set, err2 := binary.ReadUvarint(r)
		if err1 != nil || err2 != nil {
			return errors.Join(errWeights, err1, err2)
		}
		m.members[uint32(h)] = set
	}
	n, err := binary.ReadUvarint(r)
	if err != nil || n > 1<<20 {
		return errors.Join(errWeights, err)
	}
	m.vocab = make(map[uint32]bool, n)
	h := uint64(0)
	for range n {
		d, err := binary.ReadUvarint(r)
		if err != nil {
			return errors.Join(errWeights, err)
		}
		h += d
		m.vocab[uint32(h)] = true
	}
	return nil
}
