package article

import "strings"

// A matcher finds many strings in one pass over a text, as Aho and Corasick (1975) do. It looks at ASCII letters
// without regard to case.
type matcher struct {
	class [256]uint8 // bytes that no pattern has are one class
	width int32
	next  []int32   // state*width + class
	out   [][]int32 // patterns that end in a state
}

// newMatcher makes a matcher for patterns, which are in lower case. A pattern that begins with '^' matches at the start of the
// text only.
func newMatcher(patterns []string) *matcher {
	m := &matcher{width: 2} // class 0: other; class 1: the start of the text
	for _, p := range patterns {
		for i := range len(p) {
			if c := p[i]; !(i == 0 && c == '^') && m.class[c] == 0 {
				m.class[c] = uint8(m.width)
				m.width++
			}
		}
	}
	for c := byte('A'); c <= 'Z'; c++ {
		m.class[c] = m.class[c+'a'-'A']
	}
	m.grow()
	for k, p := range patterns {
		s := int32(0)
		for i := range len(p) {
			c := int32(m.class[p[i]])
			if i == 0 && p[i] == '^' {
				c = 1
			}
			if m.next[s*m.width+c] == 0 {
				m.next[s*m.width+c] = m.grow()
			}
			s = m.next[s*m.width+c]
		}
		m.out[s] = append(m.out[s], int32(k))
	}
	m.link()
	return m
}

// grow adds a state.
func (m *matcher) grow() int32 {
	m.next = append(m.next, make([]int32, m.width)...)
	m.out = append(m.out, nil)
	return int32(len(m.out) - 1)
}

// link completes the trie to an automaton: where a state has no way on, it goes on as its longest proper suffix does.
func (m *matcher) link() {
	fail := make([]int32, len(m.out))
	queue := []int32{0}
	for n := 0; n < len(queue); n++ {
		s := queue[n]
		for c := range m.width {
			t := &m.next[s*m.width+c]
			if s == 0 {
				if *t != 0 {
					queue = append(queue, *t)
				}
				continue
			}
			f := m.next[fail[s]*m.width+c]
			if *t == 0 {
				*t = f
				continue
			}
			fail[*t] = f
			m.out[*t] = append(m.out[*t], m.out[f]...)
			queue = append(queue, *t)
		}
	}
}

// find calls yield with the number of each pattern that occurs in text, each time that it does, until yield says no.
func (m *matcher) find(text []byte, yield func(k int) bool) {
	s := m.next[1]
	for i := -1; i < len(text); i++ {
		if i >= 0 {
			s = m.next[s*m.width+int32(m.class[text[i]])]
		}
		for _, k := range m.out[s] {
			if !yield(int(k)) {
				return
			}
		}
	}
}

// has reports whether any pattern occurs in text.
func (m *matcher) has(text string) bool {
	s := m.next[1]
	if len(m.out[s]) > 0 {
		return true
	}
	for i := range len(text) {
		s = m.next[s*m.width+int32(m.class[text[i]])]
		if len(m.out[s]) > 0 {
			return true
		}
	}
	return false
}

// lines returns the lines of a data file: without comments, cut at the first ": ".
func lines(text string, yield func(name, list string)) {
	for line := range strings.Lines(text) {
		if name, list, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && !strings.HasPrefix(line, "#") {
			yield(name, list)
		}
	}
}
