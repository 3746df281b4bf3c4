package text

import "hearsay/corpus"

// Op says what happened to a run of words between two wordings.
type Op uint8

// The ways in which a run of words can fare.
const (
	Same    Op = iota // the same words, after Fold
	Changed           // these words stand in the place of those
	Dropped           // only in the first
	Added             // only in the second
)

func (o Op) String() string { return [...]string{"same", "changed", "dropped", "added"}[o] }

// An Edit is one run of words: A in the first text, B in the second. The span of a run that is missing on one side is
// empty and stands where it would go.
type Edit struct {
	Op   Op
	A, B corpus.Span
}

// Diff compares two texts word by word, as a reader would: words that differ only in case, curly marks or exotic
// hyphens are the same, words with one stem or one use stand in each other's place. The edits cover all tokens of both
// texts, in order, and two neighbours never have the same Op.
func Diff(a, b string) []Edit { return DiffTokens(a, Words(a), b, Words(b)) }

// DiffTokens is Diff for texts whose tokens are at hand. Spans are those of the tokens.
func DiffTokens(a string, at []Token, b string, bt []Token) []Edit {
	as, bs := Terms(a, at), Terms(b, bt)
	pairs := Align(len(as), len(bs), func(i, j int) float64 { return as[i].Like(bs[j]) })
	var out []Edit
	pa, pb := 0, 0 // where the empty side of an edit stands
	for _, p := range pairs {
		e := Edit{Op: Changed, A: corpus.Span{Start: pa, End: pa}, B: corpus.Span{Start: pb, End: pb}}
		switch {
		case p.B < 0:
			e.Op = Dropped
		case p.A < 0:
			e.Op = Added
		case as[p.A].Fold == bs[p.B].Fold:
			e.Op = Same
		}
		if p.A >= 0 {
			e.A, pa = at[p.A].Span, at[p.A].End
		}
		if p.B >= 0 {
			e.B, pb = bt[p.B].Span, bt[p.B].End
		}
		out = join(out, e)
	}
	return out
}

// join appends e to out, or makes it part of the last edit where both say the same thing; a dropped run beside an added
// one is a change.
func join(out []Edit, e Edit) []Edit {
	if len(out) == 0 {
		return append(out, e)
	}
	last := &out[len(out)-1]
	if last.Op == Same || e.Op == Same {
		if last.Op != e.Op {
			return append(out, e)
		}
	} else if last.Op != e.Op {
		last.Op = Changed
	}
	last.A = cover(last.A, e.A)
	last.B = cover(last.B, e.B)
	return out
}

// cover returns the smallest span that holds both; an empty one holds nothing.
func cover(a, b corpus.Span) corpus.Span {
	switch {
	case a.Len() == 0:
		return b
	case b.Len() == 0:
		return a
	}
	return corpus.Span{Start: min(a.Start, b.Start), End: max(a.End, b.End)}
}
