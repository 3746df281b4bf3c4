package text

// A Pair joins token A of one sequence with token B of another; -1 stands for a token that has no partner.
type Pair struct{ A, B int }

// gap is what it costs to leave one token without a partner; two that are no more alike than cost 2*gap stay apart.
const gap = 0.25

// maxCells bounds the table of Align; longer input is compared after its common ends are taken off, and what is still
// too long is left unpaired.
const maxCells = 4 << 20

// Align pairs the items 0..n-1 of one sequence with the items 0..m-1 of another, in order and without crossings, so that
// the sum of the likenesses is largest (Needleman and Wunsch 1970). Like returns a number from 0, nothing in common, to 1,
// the same. The answer holds every item once, in order; where there is a choice, an item of a comes before one of b.
func Align(n, m int, like func(a, b int) float64) []Pair {
	pre := 0
	for pre < n && pre < m && like(pre, pre) >= 1 {
		pre++
	}
	suf := 0
	for suf < n-pre && suf < m-pre && like(n-1-suf, m-1-suf) >= 1 {
		suf++
	}
	out := make([]Pair, 0, max(n, m))
	for i := range pre {
		out = append(out, Pair{i, i})
	}
	out = middle(out, pre, n-suf, pre, m-suf, like)
	for i := suf; i > 0; i-- {
		out = append(out, Pair{n - i, m - i})
	}
	return out
}

// middle appends the alignment of items a0..a1 with items b0..b1 to out.
func middle(out []Pair, a0, a1, b0, b1 int, like func(a, b int) float64) []Pair {
	n, m := a1-a0, b1-b0
	if n > 0 && m > 0 && n <= maxCells/m {
		return table(out, a0, n, b0, m, like)
	}
	for i := range n {
		out = append(out, Pair{a0 + i, -1})
	}
	for j := range m {
		out = append(out, Pair{-1, b0 + j})
	}
	return out
}

func table(out []Pair, a0, n, b0, m int, like func(a, b int) float64) []Pair {
	w := m + 1
	best := make([]float64, (n+1)*w) // best score of the suffixes from (i, j)
	step := make([]byte, (n+1)*w)
	for i := n; i >= 0; i-- {
		for j := m; j >= 0; j-- {
			at := i*w + j
			best[at] = -gap * float64(n-i+m-j)
			if j < m {
				best[at], step[at] = best[at+1]-gap, 'b'
			}
			if i < n {
				if s := best[at+w] - gap; j == m || s >= best[at] {
					best[at], step[at] = s, 'a'
				}
			}
			if i < n && j < m {
				if l := like(a0+i, b0+j); l > 0 {
					if s := best[at+w+1] + l - gap; s > best[at] {
						best[at], step[at] = s, 'm'
					}
				}
			}
		}
	}
	for i, j := 0, 0; i < n || j < m; {
		switch step[i*w+j] {
		case 'm':
			out = append(out, Pair{a0 + i, b0 + j})
			i++
			j++
		case 'a':
			out = append(out, Pair{a0 + i, -1})
			i++
		default:
			out = append(out, Pair{-1, b0 + j})
			j++
		}
	}
	return out
}
