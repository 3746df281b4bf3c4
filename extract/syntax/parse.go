package syntax

// The parser is arc-hybrid (Kuhlmann, Gómez-Rodríguez and Satta 2011) with the root at the end of the buffer, greedy,
// trained with the dynamic oracle of Goldberg and Nivre (2013). A move is chosen first, then, for a move that makes an
// arc, its label.

// Moves.
const (
	shift = iota
	left  // the front of the buffer becomes the head of the top of the stack
	right // the second of the stack becomes the head of its top
	moves
)

// A state is a configuration of the parser over a sentence of n tokens. Node n is the root.
type state struct {
	n      int
	words  []word
	tags   []uint32 // class numbers + 1
	heads  []int32
	labels []uint32 // class numbers + 1
	stack  []int32
	next   int
	l1, l2 []int32 // leftmost and second leftmost child, or -1
	r1, r2 []int32
	ln, rn []uint8 // number of left and right children
}

// reset readies s for a sentence of n tokens; words and tags are the caller's.
func (s *state) reset(n int) {
	s.n, s.next = n, 0
	s.stack = s.stack[:0]
	s.heads = fill(s.heads, n+1, -1)
	s.l1, s.l2 = fill(s.l1, n+1, -1), fill(s.l2, n+1, -1)
	s.r1, s.r2 = fill(s.r1, n+1, -1), fill(s.r2, n+1, -1)
	s.labels = fill(s.labels, n+1, 0)
	s.ln, s.rn = fill(s.ln, n+1, 0), fill(s.rn, n+1, 0)
}

func fill[T any](s []T, n int, v T) []T {
	if cap(s) < n {
		s = make([]T, n)
	}
	s = s[:n]
	for i := range s {
		s[i] = v
	}
	return s
}

// done reports whether no move is left.
func (s *state) done() bool { return s.next >= s.n && len(s.stack) == 0 }

// allowed returns the set of moves that can be made.
func (s *state) allowed() uint64 {
	var m uint64
	if s.next < s.n {
		m |= 1 << shift
	}
	if len(s.stack) > 0 {
		m |= 1 << left
	}
	if len(s.stack) > 1 {
		m |= 1 << right
	}
	return m
}

// arc returns head and dependent of the arc that move would make.
func (s *state) arc(move int) (head, dep int32) {
	top := len(s.stack) - 1
	if move == left {
		return int32(s.next), s.stack[top]
	}
	return s.stack[top-1], s.stack[top]
}

// make makes a move; label is the class number of its arc's label + 1.
func (s *state) make(move int, label uint32) {
	if move == shift {
		s.stack = append(s.stack, int32(s.next))
		s.next++
		return
	}
	h, d := s.arc(move)
	s.stack = s.stack[:len(s.stack)-1]
	s.heads[d], s.labels[d] = h, label
	if move == left {
		s.l2[h], s.l1[h] = s.l1[h], d
		s.ln[h] = min(s.ln[h]+1, 5)
	} else {
		s.r2[h], s.r1[h] = s.r1[h], d
		s.rn[h] = min(s.rn[h]+1, 5)
	}
}

// node returns the word hash and tag of node i; -1 is no node.
func (s *state) node(i int32) (w, t uint32) {
	switch {
	case i < 0:
		return 1, 60
	case int(i) >= s.n:
		return 2, 61
	}
	return s.words[i].lower, s.tags[i]
}

func (s *state) tag(i int32) uint32 {
	_, t := s.node(i)
	return t
}

func (s *state) label(i int32) uint32 {
	if i < 0 {
		return 0
	}
	return s.labels[i]
}

func child(c []int32, i int32) int32 {
	if i < 0 {
		return -1
	}
	return c[i]
}

// moveFeatures appends the features of the configuration, after Zhang and Nivre (2011).
func (s *state) moveFeatures(dst []uint32) []uint32 {
	s0, s1, s2 := int32(-1), int32(-1), int32(-1)
	if k := len(s.stack); k > 0 {
		s0 = s.stack[k-1]
		if k > 1 {
			s1 = s.stack[k-2]
		}
		if k > 2 {
			s2 = s.stack[k-3]
		}
	}
	n0, n1, n2 := int32(s.next), int32(-1), int32(-1)
	if s.next+1 <= s.n {
		n1 = n0 + 1
	}
	if s.next+2 <= s.n {
		n2 = n0 + 2
	}
	s0w, s0t := s.node(s0)
	s1w, s1t := s.node(s1)
	s2w, s2t := s.node(s2)
	n0w, n0t := s.node(n0)
	n1w, n1t := s.node(n1)
	n2w, n2t := s.node(n2)
	s0l1, s0l2, s0r1, s0r2 := child(s.l1, s0), child(s.l2, s0), child(s.r1, s0), child(s.r2, s0)
	s1l1, s1r1, s1r2 := child(s.l1, s1), child(s.r1, s1), child(s.r2, s1)
	n0l1, n0l2 := s.l1[n0], s.l2[n0]
	var s0ln, s0rn, s1rn, dist uint32
	if s0 >= 0 {
		s0ln, s0rn = uint32(s.ln[s0]), uint32(s.rn[s0])
		dist = uint32(min(n0-s0, 8))
	}
	if s1 >= 0 {
		s1rn = uint32(s.rn[s1])
	}
	n0ln := uint32(s.ln[n0])
	s0wt, s1wt, n0wt := s0w*64+s0t, s1w*64+s1t, n0w*64+n0t
	return append(dst,
		mix(100, 0, 0, 0),
		mix(101, s0w, s0t, 0), mix(102, s0w, 0, 0), mix(103, s0t, 0, 0),
		mix(104, s1w, s1t, 0), mix(105, s1w, 0, 0), mix(106, s1t, 0, 0),
		mix(107, n0w, n0t, 0), mix(108, n0w, 0, 0), mix(109, n0t, 0, 0),
		mix(110, n1w, n1t, 0), mix(111, n1w, 0, 0), mix(112, n1t, 0, 0),
		mix(113, n2w, n2t, 0), mix(114, n2t, 0, 0), mix(115, s2w, s2t, 0), mix(116, s2t, 0, 0),
		mix(117, s0wt, n0wt, 0), mix(118, s0wt, n0t, 0), mix(119, s0t, n0wt, 0), mix(120, s0w, n0w, 0), mix(121, s0t, n0t, 0),
		mix(122, s1wt, s0wt, 0), mix(123, s1wt, s0t, 0), mix(124, s1t, s0wt, 0), mix(125, s1t, s0t, 0),
		mix(126, n0t, n1t, 0), mix(127, n0w, n1t, 0), mix(128, n0t, n1w, 0),
		mix(129, n0t, n1t, n2t), mix(130, s0t, n0t, n1t), mix(131, s1t, s0t, n0t), mix(132, s2t, s1t, s0t),
		mix(133, s1t, s0t, n0w), mix(134, s1t, s0w, n0t), mix(135, s1w, s0t, n0t), mix(136, s1w, s0w, n0t),
		mix(137, s0t, s.tag(s0l1), n0t), mix(138, s0t, s.tag(s0r1), n0t), mix(139, s0t, n0t, s.tag(n0l1)),
		mix(140, s1t, s0t, s.tag(s0l1)), mix(141, s1t, s.tag(s1r1), s0t), mix(142, s1t, s0t, s.tag(s0r1)),
		mix(143, s0wt, s0ln, 0), mix(144, s0wt, s0rn, 0), mix(145, s1wt, s1rn, 0), mix(146, n0wt, n0ln, 0),
		mix(147, s0t, s0ln, s0rn), mix(148, s1t, s1rn, s0t), mix(149, n0t, n0ln, 0),
		mix(150, s0t, n0t, dist), mix(151, s0w, n0t, dist), mix(152, s0t, n0w, dist),
		mix(153, s.label(s0l1), s.label(s0l2), s0t), mix(154, s.label(s0r1), s.label(s0r2), s0t),
		mix(155, s.label(s1l1), s.label(s1r1), s1t), mix(156, s.label(s1r1), s.label(s1r2), s1t),
		mix(157, s.label(n0l1), s.label(n0l2), n0t),
		mix(158, s0w, s.label(s0r1), n0t), mix(159, s1w, s.label(s1r1), s0t), mix(160, s0w, s.label(s0l1), n0t),
		mix(161, s1t*64+s0t, n0t, n1t), mix(162, s0wt, n0t, n1t), mix(163, s1wt, s0t, n0t),
		mix(164, n0wt, s.label(n0l1), s0t), mix(165, s0t, s.label(s0l1)*64+s.label(s0r1), n0t),
		mix(166, s1w, n0t, 0), mix(167, s1w, n0w, 0), mix(168, s1t, n0wt, 0),
	)
}

// labelFeatures appends the features by which the arc from head h to dependent d gets its label.
func (s *state) labelFeatures(dst []uint32, h, d int32) []uint32 {
	hw, ht := s.node(h)
	dw, dt := s.node(d)
	dir := uint32(0)
	dist := h - d
	if h < d {
		dir, dist = 1, d-h
	}
	prev, next := s.tag(d-1), uint32(61)
	if int(d)+1 < s.n {
		next = s.tag(d + 1)
	}
	hl, hr, dl, dr := child(s.l1, h), child(s.r1, h), child(s.l1, d), child(s.r1, d)
	dlw, _ := s.node(dl)
	hn := uint32(s.ln[h])<<4 | uint32(s.rn[h])
	var dsuf, hsuf uint32
	dsuf = s.words[d].suffix[2]
	if int(h) < s.n {
		hsuf = s.words[h].suffix[2]
	}
	b := uint32(min(dist, 6))*2 + dir
	return append(dst,
		mix(200, dir, 0, 0),
		mix(201, ht, dt, dir), mix(202, hw, dt, dir), mix(203, ht, dw, dir), mix(204, hw, dw, dir),
		mix(205, dw, dt, 0), mix(206, hw, ht, dir), mix(207, dt, prev, next), mix(208, ht, dt, b),
		mix(209, dlw, dt, ht), mix(210, s.label(dl), dt, ht), mix(211, s.label(dr), dt, ht),
		mix(212, s.label(hl), s.label(hr), dt*2+dir), mix(213, s.label(hl), ht*64+dt, dir), mix(214, s.label(hr), ht*64+dt, dir),
		mix(215, hn, ht*64+dt, dir), mix(216, dsuf, ht, dir), mix(217, hsuf, dt, dir), mix(218, s.tag(dl), ht*64+dt, dir),
		mix(219, dlw, hw, dir), mix(220, s.words[d].shape, ht, dir), mix(221, dlw, s.label(hr), ht), mix(222, s.label(hl)*64+s.label(dl), ht*64+dt, dir),
	)
}
