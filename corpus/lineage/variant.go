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
			w = &wording{side: newSide(m, t.words), m: m}
			w.stems = w.side.stems()
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
		from, directed := t.reference(list, i)
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
	stems    []string
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
// stand before it, that of a printed parent comes first, then one that another outlet has, then the most similar one. In a
// long list the first ones and the nearest are looked at, and of these the ones with the most words in common.
func (t *tracer) reference(list []*wording, i int) (from int, directed bool) {
	parents := t.parents(list[i])
	best := -1.0
	cited := false
	for _, j := range candidates(list, i) {
		l := likeness(list[j].side, list[i].side)
		switch {
		case slices.ContainsFunc(list[j].mentions, func(m *corpus.Mention) bool { return parents[m.Article] }):
			l += 2
		case heads(list[i], list[j]):
			l *= ownText
		case t.within(list[j], list[i]):
			l *= athome
		case list[j].time.Compare(list[0].time) == 0:
			l *= firstDay
		}
		if l > best {
			from, best, cited = j, l, l >= 2
		}
	}
	return from, cited || list[from].time.Before(list[i].time)
}

// How many wordings are looked at: the first ones of the claim, those right before, and of these the ones that are aligned.
const (
	earliest = 8
	recent   = 40
	aligned  = 16
)

// candidates returns the wordings before i that it may be compared with, in order.
func candidates(list []*wording, i int) []int {
	var out []int
	for j := range i {
		if j < earliest || j >= i-recent {
			out = append(out, j)
		}
	}
	if len(out) <= aligned {
		return out
	}
	common := make(map[int]float64, len(out))
	for _, j := range out {
		common[j] = dice(list[j].stems, list[i].stems)
	}
	slices.SortFunc(out, func(x, y int) int { return cmp.Or(-cmp.Compare(common[x], common[y]), cmp.Compare(x, y)) })
	out = out[:aligned]
	slices.Sort(out)
	return out
}

// stems returns the stems of the words of s that tell something, sorted, each once.
func (s *side) stems() []string {
	var out []string
	for _, t := range s.terms {
		if !t.Func {
			out = append(out, t.Stem)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// dice is the share of two sorted lists that they have in common.
func dice(a, b []string) float64 {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch c := cmp.Compare(a[i], b[j]); {
		case c < 0:
			i++
		case c > 0:
			j++
		default:
			n++
			i++
			j++
		}
	}
	return 2 * float64(n) / max(1, float64(len(a)+len(b)))
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

// firstDay is what the likeness to a wording of the first day counts: the claim is most likely from there.
const firstDay = 1.3

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

// parents returns the articles from which an article with wording w says that it has the claim.
func (t *tracer) parents(w *wording) map[corpus.ArticleID]bool {
	out := map[corpus.ArticleID]bool{}
	for _, m := range w.mentions {
		for _, p := range t.printed[m.Article] {
			out[p] = true
		}
	}
	return out
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
