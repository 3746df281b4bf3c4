package web

import (
	"cmp"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/lineage"
)

// A comparison sets two wordings of a claim side by side: each sentence once, with every difference in it marked and
// numbered, and the list of the differences.
type comparison struct {
	Directed bool     // From came first; else the two differ
	Labels   []string // of the two wordings, where they are listed
	From, To place
	Changes  []change
	Types    []string // of the changes, each once
}

// A change is one mutation as it stands in the list below two sentences.
type change struct {
	N        int
	Type     string
	Rule     string
	From, To string  // the bytes, or in words what stands on a side that is not pointed at
	Whole    [2]bool // whether From, To are such words
}

// compare sets variant v beside the variant from that it is compared with.
func (l *lookup) compare(from, v *corpus.Variant) (comparison, error) {
	a, b, err := l.sides(from, v)
	if err != nil || a == nil || b == nil {
		return comparison{Directed: v.Directed, Types: typesOf(v.Mutations), From: gone, To: gone}, err
	}
	c, err := l.beside(a, b, v.Mutations)
	c.Directed = v.Directed
	return c, err
}

// beside sets mention b beside a, from which it differs by ms.
func (l *lookup) beside(a, b *corpus.Mention, ms []corpus.Mutation) (c comparison, err error) {
	c.Types = typesOf(ms)
	sorted := slices.Clone(ms)
	slices.SortStableFunc(sorted, func(x, y corpus.Mutation) int { return cmp.Compare(lineage.Rank(x.Type), lineage.Rank(y.Type)) })
	var ma, mb []mark
	for i, m := range sorted {
		ch := changeOf(i+1, &m, a, b)
		if !ch.Whole[0] && m.From.Mention == a.ID {
			ma = append(ma, mark{Span: m.From.Span, class: "mark", key: ch.N})
		}
		if !ch.Whole[1] && m.To.Mention == b.ID {
			mb = append(mb, mark{Span: m.To.Span, class: "mark", key: ch.N})
		}
		c.Changes = append(c.Changes, ch)
	}
	da, db := unnamed(a, b, ma, mb)
	if c.From, err = l.place(a.ID, append(ma, da...)...); err != nil {
		return c, err
	}
	c.To, err = l.place(b.ID, append(mb, db...)...)
	return c, err
}

// sides returns the mentions that stand for two variants: those that the mutations are about, else the first.
func (l *lookup) sides(from, v *corpus.Variant) (a, b *corpus.Mention, err error) {
	if len(from.Mentions) == 0 || len(v.Mentions) == 0 {
		return nil, nil, nil
	}
	ida, idb := from.Mentions[0], v.Mentions[0]
	if len(v.Mutations) > 0 {
		ida, idb = v.Mutations[0].From.Mention, v.Mutations[0].To.Mention
	}
	if a, err = l.mention(ida); err != nil {
		return nil, nil, err
	}
	b, err = l.mention(idb)
	return a, b, err
}

// Wholly reports whether ch is about both wordings as wholes.
func (ch change) Wholly() bool { return ch.Whole[0] && ch.Whole[1] }

func changeOf(n int, m *corpus.Mutation, a, b *corpus.Mention) change {
	ch := change{N: n, Type: m.Type, Rule: m.Rule, From: m.From.Text, To: m.To.Text, Whole: [2]bool{whole(m.Type, &m.From, a), whole(m.Type, &m.To, b)}}
	const nothing, all = "nothing like it", "the wording as a whole"
	if ch.Whole[0] {
		ch.From = all
		if strings.HasSuffix(m.Type, "_added") && !ch.Whole[1] {
			ch.From = nothing
		}
	}
	if ch.Whole[1] {
		ch.To = all
		if strings.HasSuffix(m.Type, "_dropped") && !ch.Whole[0] {
			ch.To = nothing
		}
	}
	return ch
}

// whole reports whether the side p of a mutation of type t stands for all of m, as it does where m has nothing like what
// is on the other side. What was added, dropped or reworded may also be nearly all.
func whole(t string, p *corpus.Place, m *corpus.Mention) bool {
	if p.Mention != m.ID {
		return false
	}
	share := 1.0
	if t == "reworded" || strings.HasSuffix(t, "_added") || strings.HasSuffix(t, "_dropped") {
		share = .8
	}
	both := min(p.End, m.End) - max(p.Start, m.Start)
	return p.Len() == 0 || m.Len() > 0 && float64(both) >= share*float64(m.Len())
}

// unnamed marks the words in which a and b differ and that no mutation names, where the two are near enough for
// single words to be worth comparing.
func unnamed(a, b *corpus.Mention, ma, mb []mark) (da, db []mark) {
	const near = 0.3
	if shared(a.Text, b.Text) < near {
		return nil, nil
	}
	da, db = differences(a.Text, b.Text, "diff")
	return apart(shift(da, a.Start), ma), apart(shift(db, b.Start), mb)
}

// apart returns those of ms that overlap none of the others.
func apart(ms, others []mark) []mark {
	return slices.DeleteFunc(ms, func(m mark) bool {
		return slices.ContainsFunc(others, func(o mark) bool { return o.Overlaps(m.Span) })
	})
}
