package export

import (
	"fmt"
	"iter"
	"math"
	"strconv"
	"strings"
	"time"

	"hearsay/corpus"
)

// text makes a column of text that was written by others; plain one of numbers, dates and ids.
func text[T any](name string, cell func(*T) string) column[T]  { return column[T]{name, true, cell} }
func plain[T any](name string, cell func(*T) string) column[T] { return column[T]{name, false, cell} }

// each yields the records of a sequence that may be nil.
func each[T any](seq iter.Seq2[T, error]) iter.Seq2[T, error] {
	if seq == nil {
		return func(func(T, error) bool) {}
	}
	return seq
}

// expand yields the rows that split makes of each record.
func expand[R, T any](seq iter.Seq2[R, error], split func(R) []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for r, err := range each(seq) {
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, t := range split(r) {
				if !yield(t, nil) {
					return
				}
			}
		}
	}
}

func articles() exporter {
	return &table[corpus.Article]{
		name: "articles", doc: "one address, or one file without address",
		rows: func(s Source) iter.Seq2[corpus.Article, error] { return each(s.Articles) },
		columns: []column[corpus.Article]{
			plain("id", func(a *corpus.Article) string { return string(a.ID) }),
			text("url", func(a *corpus.Article) string { return a.URL }),
			text("file", func(a *corpus.Article) string { return a.File }),
			text("outlet", func(a *corpus.Article) string { return a.Outlet }),
			text("domain", func(a *corpus.Article) string { return a.Domain }),
			text("title", func(a *corpus.Article) string { return a.Title }),
			text("byline", func(a *corpus.Article) string { return strings.Join(a.Byline, "; ") }),
			text("published", func(a *corpus.Article) string { return a.Time.Printed }),
			plain("earliest", func(a *corpus.Article) string { return stamp(a.Time.Earliest) }),
			plain("latest", func(a *corpus.Article) string { return stamp(a.Time.Latest) }),
			plain("time_basis", func(a *corpus.Article) string { return a.Time.Basis }),
			plain("lang", func(a *corpus.Article) string { return a.Lang }),
			plain("version", func(a *corpus.Article) string { return string(a.Latest) }),
			plain("copies", func(a *corpus.Article) string { return strconv.Itoa(len(a.Copies)) }),
			plain("copy_of", func(a *corpus.Article) string { return string(a.CopyOf) }),
			plain("excluded", func(a *corpus.Article) string { return strconv.FormatBool(a.Excluded) }),
		},
	}
}

func claims() exporter {
	return &table[corpus.Claim]{
		name: "claims", doc: "a set of mentions that state the same thing",
		rows: func(s Source) iter.Seq2[corpus.Claim, error] { return each(s.Claims) },
		columns: []column[corpus.Claim]{
			plain("id", func(c *corpus.Claim) string { return string(c.ID) }),
			plain("kind", func(c *corpus.Claim) string { return string(c.Kind) }),
			plain("family", func(c *corpus.Claim) string { return c.Family }),
			text("statement", func(c *corpus.Claim) string { return c.Statement }),
			text("status", func(c *corpus.Claim) string { return c.Status }),
			plain("provisional", func(c *corpus.Claim) string { return strconv.FormatBool(c.Provisional) }),
			plain("earliest_article", func(c *corpus.Claim) string { return string(c.EarliestCollected.Article) }),
			text("earliest_outlet", func(c *corpus.Claim) string { return c.EarliestCollected.Outlet }),
			plain("earliest_from", func(c *corpus.Claim) string { return stamp(c.EarliestCollected.Time.Earliest) }),
			plain("earliest_to", func(c *corpus.Claim) string { return stamp(c.EarliestCollected.Time.Latest) }),
			text("earliest_claimed", func(c *corpus.Claim) string { return c.EarliestClaimed }),
			plain("articles", func(c *corpus.Claim) string { return strconv.Itoa(c.Articles) }),
			plain("outlets", func(c *corpus.Claim) string { return strconv.Itoa(c.Outlets) }),
			plain("sources", func(c *corpus.Claim) string { return c.Sources }),
			text("origin", func(c *corpus.Claim) string { return c.Origin }),
			text("warning", func(c *corpus.Claim) string { return c.Warning }),
			plain("mentions", func(c *corpus.Claim) string { return strconv.Itoa(len(c.Mentions)) }),
			plain("variants", func(c *corpus.Claim) string { return strconv.Itoa(len(c.Variants)) }),
			plain("drift", func(c *corpus.Claim) string { return number(c.Drift) }),
		},
	}
}

// A Variant is a row of the table variants.
type Variant struct {
	Claim corpus.ClaimID `json:"claim"`
	corpus.Variant
}

func variants() exporter {
	return &table[Variant]{
		name: "variants", doc: "one wording of a claim, and the wording it is compared with",
		rows: func(s Source) iter.Seq2[Variant, error] {
			return expand(s.Claims, func(c corpus.Claim) []Variant {
				out := make([]Variant, len(c.Variants))
				for i, v := range c.Variants {
					out[i] = Variant{c.ID, v}
				}
				return out
			})
		},
		columns: []column[Variant]{
			plain("claim", func(v *Variant) string { return string(v.Claim) }),
			plain("id", func(v *Variant) string { return v.ID }),
			text("label", func(v *Variant) string { return v.Label }),
			text("text", func(v *Variant) string { return v.Text }),
			plain("mentions", func(v *Variant) string { return strconv.Itoa(len(v.Mentions)) }),
			plain("from", func(v *Variant) string { return v.From }),
			plain("directed", func(v *Variant) string { return strconv.FormatBool(v.Directed) }),
			plain("mutations", func(v *Variant) string {
				return join(v.Mutations, func(m corpus.Mutation) string { return m.Type })
			}),
			plain("drift", func(v *Variant) string { return number(v.Drift.Score) }),
			plain("drift_numeric", func(v *Variant) string { return number(v.Drift.Numeric) }),
			plain("drift_words", func(v *Variant) string { return number(v.Drift.Words) }),
		},
	}
}

// A Mutation is a row of the table mutations.
type Mutation struct {
	Claim    corpus.ClaimID `json:"claim"`
	From     string         `json:"from_variant"`
	To       string         `json:"to_variant"`
	Directed bool           `json:"directed"`
	corpus.Mutation
}

func mutations() exporter {
	return &table[Mutation]{
		name: "mutations", doc: "one named difference between two wordings of a claim, with the words on both sides",
		rows: func(s Source) iter.Seq2[Mutation, error] {
			return expand(s.Claims, func(c corpus.Claim) (out []Mutation) {
				for _, v := range c.Variants {
					for _, m := range v.Mutations {
						out = append(out, Mutation{c.ID, v.From, v.ID, v.Directed, m})
					}
				}
				return out
			})
		},
		columns: []column[Mutation]{
			plain("claim", func(m *Mutation) string { return string(m.Claim) }),
			plain("from_variant", func(m *Mutation) string { return m.From }),
			plain("to_variant", func(m *Mutation) string { return m.To }),
			plain("directed", func(m *Mutation) string { return strconv.FormatBool(m.Directed) }),
			plain("type", func(m *Mutation) string { return m.Type }),
			plain("rule", func(m *Mutation) string { return m.Rule }),
			plain("from_mention", func(m *Mutation) string { return string(m.Mutation.From.Mention) }),
			text("from_text", func(m *Mutation) string { return m.Mutation.From.Text }),
			plain("to_mention", func(m *Mutation) string { return string(m.Mutation.To.Mention) }),
			text("to_text", func(m *Mutation) string { return m.Mutation.To.Text }),
		},
	}
}

// An Edge is a row of the table edges.
type Edge struct {
	Claim corpus.ClaimID `json:"claim"`
	corpus.Edge
}

func edges() exporter {
	return &table[Edge]{
		name: "edges", doc: "where an article has a claim from: another article or an unseen source, with the evidence",
		rows: func(s Source) iter.Seq2[Edge, error] {
			return expand(s.Claims, func(c corpus.Claim) []Edge {
				out := make([]Edge, len(c.Lineage))
				for i, e := range c.Lineage {
					out[i] = Edge{c.ID, e}
				}
				return out
			})
		},
		columns: []column[Edge]{
			plain("claim", func(e *Edge) string { return string(e.Claim) }),
			plain("child", func(e *Edge) string { return string(e.Child) }),
			plain("child_mention", func(e *Edge) string { return string(e.ChildMention) }),
			plain("parent", func(e *Edge) string { return e.Parent }),
			plain("ghost", func(e *Edge) string { return strconv.FormatBool(e.Ghost) }),
			text("name", func(e *Edge) string { return e.Name }),
			plain("probability", func(e *Edge) string { return number(e.Probability) }),
			plain("printed", func(e *Edge) string { return strconv.FormatBool(e.Printed) }),
			plain("evidence_kinds", func(e *Edge) string {
				return join(e.Evidence, func(v corpus.Evidence) string { return v.Kind })
			}),
			text("evidence", func(e *Edge) string {
				return join(e.Evidence, func(v corpus.Evidence) string { return v.Text })
			}),
		},
	}
}

// join joins what f says of each element by a vertical bar.
func join[T any](list []T, f func(T) string) string {
	out := make([]string, len(list))
	for i, x := range list {
		out[i] = f(x)
	}
	return strings.Join(out, " | ")
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339)
}

// number prints a number in the shortest form that reads back the same; an open side of an interval is empty.
func number(f float64) string {
	if math.IsInf(f, 0) || math.IsNaN(f) {
		return ""
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

func offset(p *int) string {
	if p == nil {
		return ""
	}
	return fmt.Sprint(*p)
}
