package syntax

import "math/rand/v2"

// Training says how [Train] works. The zero value of a field stands for the value in brackets.
type Training struct {
	Epochs int     // passes over the data (12)
	Folds  int     // parts of the data that are tagged by a tagger trained on the others, to train the parser on (5)
	Scale  float64 // weights are stored as integers, this many to one (16)
	Seeds  int     // orders of the data to train on; the weights are their mean (5)
	Least  int     // features whose weights changed fewer times are dropped (4; half as many for tags)
}

func (o Training) filled() Training {
	if o.Epochs == 0 {
		o.Epochs = 12
	}
	if o.Folds == 0 {
		o.Folds = 5
	}
	if o.Scale == 0 {
		o.Scale = 16
	}
	if o.Least == 0 {
		o.Least = 4
	}
	if o.Seeds == 0 {
		o.Seeds = 5
	}
	return o
}

// Train makes a tagger from parsed documents, whose tokens all have Tag, Head and Rel. The same documents give the
// same tagger.
func Train(docs []*Doc, o Training) *Tagger {
	o = o.filled()
	sents := sentencesOf(docs)
	tagSet, relSet := classes(sents)
	t := &Tagger{tags: trainTags(sents, tagSet, o)}
	for f := range o.Folds {
		var rest []*example
		for i, s := range sents {
			if i*o.Folds/len(sents) != f {
				rest = append(rest, s)
			}
		}
		m := trainTags(rest, tagSet, Training{Epochs: min(o.Epochs, 6), Scale: o.Scale, Least: o.Least, Seeds: 1})
		for i, s := range sents {
			if i*o.Folds/len(sents) == f {
				s.retag(m)
			}
		}
	}
	t.moves, t.labels = trainParser(sents, relSet, o)
	return t
}

// An example is a sentence to learn from.
type example struct {
	words []word
	gold  []string // tags
	tags  []uint32 // as a tagger sees them, class numbers + 1
	heads []int32  // len(words) is the root
	rels  []string
}

func sentencesOf(docs []*Doc) []*example {
	var out []*example
	for _, d := range docs {
		for _, s := range d.Sentences {
			w := worker{}
			toks := d.Tokens[s.First:s.Last]
			w.look(d.Text, toks)
			e := &example{words: w.words}
			for _, t := range toks {
				h := int32(t.Head - s.First)
				if t.Head < 0 {
					h = int32(len(toks))
				}
				e.gold, e.heads, e.rels = append(e.gold, t.Tag), append(e.heads, h), append(e.rels, t.Rel)
			}
			out = append(out, e)
		}
	}
	return out
}

func classes(sents []*example) (tags, rels []string) {
	t, r := map[string]bool{}, map[string]bool{}
	for _, s := range sents {
		for i := range s.gold {
			if !t[s.gold[i]] {
				t[s.gold[i]] = true
				tags = append(tags, s.gold[i])
			}
			if !r[s.rels[i]] {
				r[s.rels[i]] = true
				rels = append(rels, s.rels[i])
			}
		}
	}
	return tags, rels
}

// shuffled calls f for each sentence, in an order that depends on epoch and seed alone.
func shuffled(sents []*example, epoch, seed int, f func(*example)) {
	for _, i := range rand.New(rand.NewPCG(uint64(epoch), uint64(1+100*seed))).Perm(len(sents)) {
		f(sents[i])
	}
}

func trainTags(sents []*example, tags []string, o Training) *model {
	var ls []*learner
	for seed := range o.Seeds {
		ls = append(ls, learnTags(sents, tags, o.Epochs, seed))
	}
	m := average(ls, o.Scale, o.Least/2)
	m.close(sents)
	return m
}

func learnTags(sents []*example, tags []string, epochs, seed int) *learner {
	l := newLearner(tags)
	var feats []uint32
	for e := range epochs {
		shuffled(sents, e, seed, func(s *example) {
			var p1, p2 uint32
			for i := range s.words {
				feats = tagFeatures(feats[:0], s.words, i, p1, p2)
				gold := l.index[s.gold[i]]
				guess, _ := l.predict(feats, ^uint64(0), 0)
				l.learn(feats, guess, gold)
				p2, p1 = p1, uint32(guess)+1
			}
		})
	}
	return l
}

// openTags are the tags that new words have.
var openTags = map[string]bool{
	"NN": true, "NNS": true, "NNP": true, "NNPS": true, "JJ": true, "JJR": true, "JJS": true, "RB": true,
	"RBR": true, "VB": true, "VBD": true, "VBG": true, "VBN": true, "VBP": true, "VBZ": true, "FW": true, "UH": true,
}

// close notes which words have which of the closed tags.
func (m *model) close(sents []*example) {
	class := map[string]int{}
	for c, t := range m.classes {
		class[t] = c
		if !openTags[t] {
			m.closed |= 1 << c
		}
	}
	m.members, m.vocab = map[uint32]uint64{}, map[uint32]bool{}
	for _, s := range sents {
		for i, t := range s.gold {
			m.vocab[s.words[i].lower] = true
			if !openTags[t] {
				m.members[s.words[i].lower] |= 1 << class[t]
			}
		}
	}
}

func (s *example) retag(m *model) {
	s.tags = s.tags[:0]
	var feats []uint32
	var p1, p2 uint32
	for i := range s.words {
		c := m.known(&s.words[i])
		if c < 0 {
			var sc scores
			feats = tagFeatures(feats[:0], s.words, i, p1, p2)
			m.add(feats, &sc)
			c = sc.best(len(m.classes), m.allowed(&s.words[i]))
		}
		p2, p1 = p1, uint32(c)+1
		s.tags = append(s.tags, p1)
	}
}

func trainParser(sents []*example, rels []string, o Training) (moveModel, labelModel *model) {
	var ms, ls []*learner
	for seed := range o.Seeds {
		m, l := learnParser(sents, rels, o.Epochs, seed)
		ms, ls = append(ms, m), append(ls, l)
	}
	return average(ms, o.Scale, o.Least), average(ls, o.Scale, o.Least)
}

func learnParser(sents []*example, rels []string, epochs, seed int) (ml, ll *learner) {
	ml, ll = newLearner([]string{"shift", "left", "right"}), newLearner(rels)
	var st state
	var feats []uint32
	for e := range epochs {
		explore := rand.New(rand.NewPCG(uint64(e), uint64(2+100*seed)))
		shuffled(sents, e, seed, func(s *example) {
			st.words, st.tags = s.words, s.tags
			st.reset(len(s.words))
			for !st.done() {
				feats = st.moveFeatures(feats[:0])
				guess, gold := ml.predict(feats, st.allowed(), st.oracle(s.heads))
				if st.oracle(s.heads)&(1<<guess) != 0 {
					gold = guess
				}
				ml.learn(feats, guess, gold)
				move := gold
				if e > 0 && explore.Float32() < 0.9 {
					move = guess
				}
				label := uint32(0)
				if move != shift {
					h, d := st.arc(move)
					feats = st.labelFeatures(feats[:0], h, d)
					if s.heads[d] == h {
						g := ll.index[s.rels[d]]
						p, _ := ll.predict(feats, ^uint64(0), 0)
						ll.learn(feats, p, g)
						label = uint32(p) + 1
					} else {
						p, _ := ll.predict(feats, ^uint64(0), 0)
						label = uint32(p) + 1
					}
				}
				st.make(move, label)
			}
		})
	}
	return ml, ll
}

// oracle returns the set of moves that lose the fewest arcs of heads (Goldberg and Nivre 2013, arc-hybrid).
func (s *state) oracle(heads []int32) uint64 {
	var cost [moves]int
	n0 := int32(s.next)
	k := len(s.stack)
	if s.next < s.n {
		for i, d := range s.stack {
			if heads[d] == n0 || i < k-1 && heads[n0] == d {
				cost[shift]++
			}
		}
	}
	if k > 0 {
		s0 := s.stack[k-1]
		for b := n0; b <= int32(s.n); b++ {
			if b < int32(s.n) && heads[b] == s0 {
				cost[left]++
				cost[right]++
			}
			if heads[s0] == b {
				cost[right]++
				if b != n0 {
					cost[left]++
				}
			}
		}
		if k > 1 && heads[s0] == s.stack[k-2] {
			cost[left]++
		}
	}
	allowed := s.allowed()
	best := -1
	var set uint64
	for m := range moves {
		if allowed&(1<<m) == 0 {
			continue
		}
		if best < 0 || cost[m] < best {
			best, set = cost[m], 0
		}
		if cost[m] == best {
			set |= 1 << m
		}
	}
	return set
}
