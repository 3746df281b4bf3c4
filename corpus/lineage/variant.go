package lineage

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

// variants groups the mentions of c into wordings, in the order in which they can have come about, and compares each
// with one that stands before it.
func (t *tracer) variants(c *corpus.Claim) []corpus.Variant {
	var list []*wording
	byKey := map[string]*wording{}
	for i := range c.Mentions {
		m := &c.Mentions[i]
		key := wordingKey(m)
		w := byKey[key]
		if w == nil {
			w = &wording{side: newSide(m), m: m}
			byKey[key] = w
			list = append(list, w)
		}
		w.mentions = append(w.mentions, m)
	}
	for _, w := range list {
		w.time = t.earliestOf(w.mentions)
	}
	slices.SortStableFunc(list, func(a, b *wording) int {
		return cmp.Or(a.time.Compare(b.time), -cmp.Compare(a.fullness(), b.fullness()), cmp.Compare(a.m.ID, b.m.ID))
	})
	out := make([]corpus.Variant, 0, len(list))
	for i, w := range list {
		v := corpus.Variant{ID: corpus.Hash("w", string(c.ID), wordingKey(w.m)), Label: label(i), Text: w.m.Text, Mutations: []corpus.Mutation{}}
		for _, m := range w.mentions {
			v.Mentions = append(v.Mentions, m.ID)
			m.Variant = v.ID
		}
		out = append(out, v)
	}
	for i := 1; i < len(list); i++ {
		from, directed := t.reference(c, list, i)
		out[i].From, out[i].Directed = out[from].ID, directed
		out[i].Mutations = t.revised(compare(list[from].side, list[i].side))
		out[i].Drift = drift(list[from].side, list[i].side, out[i].Mutations)
	}
	return out
}

// A wording is the mentions that say a claim in the same words, on the same word.
type wording struct {
	side     *side // of the first mention
	m        *corpus.Mention
	mentions []*corpus.Mention
	time     corpus.Time
}

// wordingKey is equal for mentions that say the same in the same words: case, marks and white space do not count,
// quotation marks and the named source do.
func wordingKey(m *corpus.Mention) string {
	var sb strings.Builder
	for _, t := range text.Words(m.Text) {
		w := text.Fold(t.Of(m.Text))
		if t.Kind == text.Punct && w != "\"" && w != "$" && w != "%" {
			continue
		}
		sb.WriteString(w)
		sb.WriteByte(' ')
	}
	sb.WriteByte('\n')
	sb.WriteString(m.Attribution.Kind)
	var from []string
	for k := range sources(m) {
		from = append(from, k)
	}
	slices.Sort(from)
	sb.WriteString(strings.Join(from, "|"))
	return sb.String()
}

// label names the i-th variant of a claim: A, B ... Z, A1, B1 ...
func label(i int) string {
	s := string(rune('A' + i%26))
	if i >= 26 {
		s += fmt.Sprint(i / 26)
	}
	return s
}

// fullness is how much a wording tells. Where no date decides, the fuller one is taken to be nearer the source, because
// retelling loses more than it adds.
func (w *wording) fullness() int {
	n := 0
	for _, t := range w.side.terms {
		if !t.Func {
			n++
		}
	}
	return n + 3*len(w.m.Figures) + 2*len(w.m.Attribution.Chain)
}

// earliestOf returns the earliest publication among the articles of ms; the zero Time where none is known.
func (t *tracer) earliestOf(ms []*corpus.Mention) (best corpus.Time) {
	for _, m := range ms {
		if a := t.articles[m.Article]; a != nil && a.Time.Known() && (!best.Known() || a.Time.Compare(best) < 0) {
			best = a.Time
		}
	}
	return best
}

// reference returns the wording that list[i] is compared with, and whether the comparison has a direction. Of those that
// stand before it, that of a printed parent comes first, then one that another outlet has, then the most similar one.
func (t *tracer) reference(c *corpus.Claim, list []*wording, i int) (from int, directed bool) {
	best := -1.0
	cited := false
	for j := max(0, i-40); j < i; j++ {
		l := likeness(list[j].side, list[i].side)
		switch {
		case t.printed(c, list[j], list[i]):
			l += 2
		case heads(list[i], list[j]):
			l *= ownText
		case t.within(list[j], list[i]):
			l *= athome
		}
		if l > best {
			from, best, cited = j, l, l >= 2
		}
	}
	return from, cited || list[from].time.Before(list[i].time)
}

// heads reports whether wording a stands in headlines only, and b in the text below one of them.
func heads(a, b *wording) bool {
	for _, m := range a.mentions {
		if m.Block != corpus.Headline {
			return false
		}
	}
	return b.m.Block != corpus.Headline && slices.ContainsFunc(b.mentions, func(m *corpus.Mention) bool { return m.Article == a.m.Article })
}

// ownText is what the likeness of a headline to the text below it counts: it is made from that.
const ownText = 1.4

// athome is what the likeness of two wordings of one outlet counts: an article that says a thing twice is less telling
// than what another outlet made of it.
const athome = 0.6

// within reports whether no two outlets have wordings a and b.
func (t *tracer) within(a, b *wording) bool {
	for _, m := range a.mentions {
		for _, n := range b.mentions {
			if m.Article != n.Article && (t.outlet(m.Article) == "" || t.outlet(m.Article) != t.outlet(n.Article)) {
				return false
			}
		}
	}
	return true
}

// printed reports whether an article with wording b says that it has the claim from an article with wording a.
func (t *tracer) printed(c *corpus.Claim, a, b *wording) bool {
	for _, e := range c.Lineage {
		if e.Ghost || e.Probability < 0.5 {
			continue
		}
		child := slices.ContainsFunc(b.mentions, func(m *corpus.Mention) bool { return m.Article == e.Child })
		parent := slices.ContainsFunc(a.mentions, func(m *corpus.Mention) bool { return string(m.Article) == e.Parent })
		if child && parent {
			return true
		}
	}
	return false
}

// revised takes over the mutation types that a person decided.
func (t *tracer) revised(ms []corpus.Mutation) []corpus.Mutation {
	for _, d := range t.decided {
		if d.Op != "mutation" || d.A == nil || d.B == nil {
			continue
		}
		for i := range ms {
			if ms[i].From.Mention == d.A.ID() && ms[i].To.Mention == d.B.ID() {
				ms[i].Type, ms[i].Rule = d.Value, "decided by "+d.Who
			}
		}
	}
	return ms
}

// drift sums up how far b is from a: changes add up as independent losses do, 1-(1-w1)(1-w2)..., so that the score stays
// below 1 and each further change counts.
func drift(a, b *side, ms []corpus.Mutation) corpus.Drift {
	d := corpus.Drift{Numeric: numeric(a.m.Figures, b.m.Figures), Words: 1 - likeness(a, b)}
	keep := 1 - 0.15*d.Words
	seen := map[string]bool{}
	for _, m := range ms {
		if m.Type != "verbatim" {
			d.Mutations++
		}
		if seen[m.Type] {
			continue
		}
		seen[m.Type] = true
		w := weight(m.Type)
		if m.Type == "value_changed" {
			w = min(0.9, max(0.3, d.Numeric))
		}
		keep *= 1 - w
	}
	d.Score = round(1 - keep)
	d.Words, d.Numeric = round(d.Words), round(d.Numeric)
	return d
}

func round(x float64) float64 { return math.Round(x*1000) / 1000 }
