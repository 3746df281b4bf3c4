package index

// estimate returns about how many documents c is at, or an upper bound. It orders the conditions that all have to be
// met: the rarest first, so that the others only look where it is.
func estimate(c cursor) float64 {
	switch c := c.(type) {
	case *postings:
		return c.df
	case *words:
		var sum float64
		for _, l := range c.lists {
			sum += l.df
		}
		return sum
	case *phrase:
		return c.df
	case *ofKind:
		return end // it is asked last: it only says no to the other kind
	case *toRoots:
		return estimate(c.inner)
	case *toMentions:
		return estimate(c.inner)
	case *some:
		var sum float64
		for _, x := range c.of {
			sum += estimate(x)
		}
		return sum
	case all:
		least := float64(end)
		for _, x := range c {
			least = min(least, estimate(x))
		}
		return least
	case without:
		return estimate(c.c)
	}
	return 0
}
