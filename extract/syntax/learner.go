package syntax

import (
	"math"
	"slices"
)

// A learner is a perceptron while it is trained. Its averaging is the usual lazy one: each weight keeps its running
// total and the time of its last change.
type learner struct {
	classes []string
	index   map[string]int
	rows    map[uint32]*learnedRow
	time    int32
}

type learnedRow struct {
	cells   []learned
	changes int // how often a weight was changed
}

type learned struct {
	class  uint8
	stamp  int32
	weight float32
	total  float64
}

func newLearner(classes []string) *learner {
	l := &learner{classes: classes, index: map[string]int{}, rows: map[uint32]*learnedRow{}}
	for i, c := range classes {
		l.index[c] = i
	}
	return l
}

func (l *learner) add(features []uint32, s *[maxClasses]float32) {
	for _, f := range features {
		if r := l.rows[f]; r != nil {
			for _, c := range r.cells {
				s[c.class] += c.weight
			}
		}
	}
}

// predict returns the best class among allowed and the class among good that scores best.
func (l *learner) predict(features []uint32, allowed, good uint64) (guess, gold int) {
	var s [maxClasses]float32
	l.add(features, &s)
	guess, gold = -1, -1
	for c := range l.classes {
		if allowed&(1<<c) != 0 && (guess < 0 || s[c] > s[guess]) {
			guess = c
		}
		if good&(1<<c) != 0 && (gold < 0 || s[c] > s[gold]) {
			gold = c
		}
	}
	return guess, gold
}

// learn moves the weights from guess to gold, if they differ, and advances time.
func (l *learner) learn(features []uint32, guess, gold int) {
	l.time++
	if guess == gold {
		return
	}
	for _, f := range features {
		l.change(f, uint8(gold), 1)
		l.change(f, uint8(guess), -1)
	}
}

func (l *learner) change(f uint32, class uint8, by float32) {
	r := l.rows[f]
	if r == nil {
		r = &learnedRow{}
		l.rows[f] = r
	}
	r.changes++
	i := slices.IndexFunc(r.cells, func(c learned) bool { return c.class == class })
	if i < 0 {
		i = len(r.cells)
		r.cells = append(r.cells, learned{class: class, stamp: l.time})
	}
	c := &r.cells[i]
	c.total += float64(c.weight) * float64(l.time-c.stamp)
	c.stamp = l.time
	c.weight += by
}

// average returns the averaged model of learners that were trained on the same data in different orders: for each
// weight the mean over time and learners, scaled by scale and rounded. Features whose weights were changed fewer than
// least times by each learner on average are left out: they say something of one sentence only.
func average(ls []*learner, scale float64, least int) *model {
	sums := map[uint32]map[uint8]float64{}
	changes := map[uint32]int{}
	for _, l := range ls {
		for f, r := range l.rows {
			changes[f] += r.changes
			m := sums[f]
			if m == nil {
				m = map[uint8]float64{}
				sums[f] = m
			}
			for _, c := range r.cells {
				m[c.class] += (c.total + float64(c.weight)*float64(l.time-c.stamp)) / float64(max(l.time, 1))
			}
		}
	}
	var rows []row
	for f, m := range sums {
		if changes[f] < least*len(ls) {
			continue
		}
		var cells []cell
		for class, sum := range m {
			w := math.Round(sum * scale / float64(len(ls)))
			w = max(min(w, math.MaxInt16), math.MinInt16)
			if w != 0 {
				cells = append(cells, cell{class, int16(w)})
			}
		}
		if len(cells) > 0 {
			slices.SortFunc(cells, func(a, b cell) int { return int(a.class) - int(b.class) })
			rows = append(rows, row{f, cells})
		}
	}
	return newModel(ls[0].classes, rows)
}
