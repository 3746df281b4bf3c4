package search

import (
	"context"
	"errors"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/claim"
	"hearsay/corpus/lineage"
	"hearsay/corpus/text"
)

// A Check is a passage of a text that is not in the corpus, held against the corpus. Offsets are in that text.
type Check struct {
	corpus.Span
	Text   string             `json:"text"`
	Kind   corpus.MentionKind `json:"kind"`
	Source string             `json:"source,omitempty"` // on whose word the text says it
	Claim  *Brief             `json:"claim"`            // null: nothing in the corpus says this
	Also   []Brief            `json:"also,omitempty"`   // other claims that it may state, less like it

	Closest  *Wording `json:"closest,omitempty"`  // the wording of the claim that is most like the passage
	Earliest *Wording `json:"earliest,omitempty"` // the earliest that was collected, where that is another one
}

// A Brief is a claim without its mentions.
type Brief struct {
	ID        corpus.ClaimID     `json:"id"`
	Kind      corpus.MentionKind `json:"kind"`
	Statement string             `json:"statement"`
	Articles  int                `json:"articles"`
	Outlets   int                `json:"outlets"`
	Sources   string             `json:"sources"`
	Warning   string             `json:"warning,omitempty"`
	Drift     float64            `json:"drift"`
	Likeness  float64            `json:"likeness,omitempty"` // of a passage to the claim's mention that is most like it, about 0 to 1
}

// A Wording is a mention of the corpus, and how the passage differs from it: To of each mutation is in the checked text.
type Wording struct {
	Mention   corpus.MentionID  `json:"mention"`
	Variant   string            `json:"variant"`
	Article   corpus.ArticleID  `json:"article"`
	Outlet    string            `json:"outlet"`
	URL       string            `json:"url"`
	File      string            `json:"file,omitempty"`
	Published string            `json:"published"`
	Text      string            `json:"text"`
	Mutations []corpus.Mutation `json:"mutations"`
}

// A ClaimFinder finds claims by a query: a [Searcher] or a [Client].
type ClaimFinder interface {
	Claims(ctx context.Context, q string, o Options) (*Claims, error)
}

// near is how many claims that share words with a passage are compared with it.
const near = 200

// CheckAll holds ms, the mentions of a text that is not in the corpus, against the claims of the corpus: which claim each
// states, if any, and how its wording differs. The index finds the claims that share words with a passage; package
// claim decides, by the rules that made the claims.
func CheckAll(ctx context.Context, find ClaimFinder, texts Texts, ms []corpus.Mention) ([]Check, error) {
	var claims []corpus.Claim
	seen := map[corpus.ClaimID]bool{}
	for i := range ms {
		q := anyWord(ms[i].Text)
		if q == "" {
			continue
		}
		got, err := find.Claims(ctx, q, Options{Limit: near})
		if err != nil {
			return nil, err
		}
		for _, id := range got.IDs {
			if seen[id] {
				continue
			}
			seen[id] = true
			c, err := texts.Claim(ctx, string(id))
			if errors.Is(err, corpus.ErrNotFound) {
				continue // the index lags behind
			}
			if err != nil {
				return nil, err
			}
			claims = append(claims, c)
		}
	}
	matches := claim.MatchAll(claims, ms)
	out := make([]Check, 0, len(ms))
	for i := range ms {
		if !ms[i].Repeat {
			out = append(out, checked(&ms[i], claims, matches[i]))
		}
	}
	return out, nil
}

// anyWord returns the query for whatever has one of the telling words of s.
func anyWord(s string) string {
	var words []string
	for _, t := range text.Words(s) {
		w := t.Of(s)
		if t.Kind != text.Punct && !text.NewTerm(w, t.Kind).Func && !strings.ContainsAny(w, `"\`) {
			words = append(words, `"`+w+`"`)
		}
	}
	return strings.Join(words, " OR ")
}

// others is how many other claims a passage is given beside the one that is most like it.
const others = 2

func checked(m *corpus.Mention, claims []corpus.Claim, found []claim.Match) Check {
	out := Check{Span: m.Span, Text: m.Text, Kind: m.Kind, Source: m.Attribution.Source}
	for i, f := range found[:min(len(found), others+1)] {
		b := BriefOf(&claims[f.Claim])
		b.Likeness = f.Likeness
		if i > 0 {
			out.Also = append(out.Also, b)
			continue
		}
		out.Claim = &b
		c := &claims[f.Claim]
		out.Closest = closest(c, f.Near, m)
		if e := earliest(c, f.Near); e != nil && e.Article != out.Closest.Article {
			out.Earliest = against(e, m)
		}
	}
	return out
}

// BriefOf returns c in brief.
func BriefOf(c *corpus.Claim) Brief {
	return Brief{ID: c.ID, Kind: c.Kind, Statement: c.Statement, Articles: c.Articles, Outlets: c.Outlets, Sources: c.Sources, Warning: c.Warning, Drift: c.Drift}
}

// closest returns, of the mentions of c that are about as like m, the most alike first, the one from which m differs
// least: each place further down that list is as bad as one more change.
func closest(c *corpus.Claim, near []int, m *corpus.Mention) (best *Wording) {
	least := 0
	for i, j := range near {
		if w := against(&c.Mentions[j], m); best == nil || i+len(w.Mutations) < least {
			best, least = w, i+len(w.Mutations)
		}
	}
	return best
}

// earliest returns the mention of c in the article that has it first, one of near if there are several; nil if it is not
// known which article that is.
func earliest(c *corpus.Claim, near []int) (best *corpus.Mention) {
	for i := range c.Mentions {
		if c.Mentions[i].Article == c.EarliestCollected.Article && (best == nil || slices.Contains(near, i)) {
			best = &c.Mentions[i]
		}
	}
	return best
}

// against sets m beside the wording w of the corpus.
func against(w, m *corpus.Mention) *Wording {
	return &Wording{
		Mention: w.ID, Variant: w.Variant, Article: w.Article, Outlet: w.Outlet, URL: w.URL, File: w.File, Published: w.Published,
		Text: w.Text, Mutations: lineage.Compare(w, m),
	}
}
