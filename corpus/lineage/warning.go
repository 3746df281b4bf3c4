package lineage

import (
	"fmt"
	"strings"

	"hearsay/corpus"
)

// A warning is what a reader should know of a claim that many tell and few have.
type warning struct {
	claim  *corpus.Claim
	told   map[string]bool // the outlets of the articles that lead to the origin
	leads  int             // articles that lead to it
	silent int             // articles that lead nowhere
	copies int             // articles that are reprints of another
	unseen bool            // the origin is an outlet of which the corpus has nothing
}

// String returns the warning in words; "" where one outlet tells the claim.
func (w warning) String() string {
	c := w.claim
	if c.Outlets < 2 {
		return ""
	}
	origin := c.Origin
	if w.unseen {
		origin += ", which is not in the corpus"
	}
	var sb strings.Builder
	if w.silent == 0 {
		fmt.Fprintf(&sb, "%d outlets, one origin: all lead to %s. That is one source told %d times, not %d confirmations.",
			c.Outlets, origin, c.Outlets, c.Outlets)
	} else {
		fmt.Fprintf(&sb, "%d of %d articles lead to %s; %s", w.leads, w.leads+w.silent, origin, count(w.silent, "names no source.", "name no source."))
	}
	if w.copies > 0 {
		sb.WriteString(" " + count(w.copies, "article is a reprint of another.", "articles are reprints of another."))
	}
	return sb.String()
}

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}
