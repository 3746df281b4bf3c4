// Package claim decides which mentions, in any number of articles, state the same thing.
//
// [Cluster] is a pure function of the mentions and the corrections: it sorts what it is given, so the order in which
// articles were imported does not matter. It works in six steps, one file each:
//
//	feature.go  what a mention is compared by: its words (word.go) with their near-synonyms, weighted by how rare they
//	            are among the mentions; names under one form ("the agency", "Harbour Board", "HB"); figures
//	block.go    which pairs are worth comparing: they share two rare words, a figure, or a run of quoted words
//	score.go    how alike two mentions are, and what keeps them apart whatever their words
//	link.go     claims: groups whose members are alike on average, corrections obeyed
//	ident.go    ids that stay: minted from the earliest mention, kept through later runs, redirected on merges
//	family.go   families: claims bound by arithmetic, or made in one statement
//
// It knows nothing of any story, and it never says that two wordings mean the same to a reader, only that they are told
// as one: "does not believe" and "denied" can be two wordings of one claim, and package lineage names the difference.
//
// Cluster fills in the ID, Kind, Family, Statement, Mentions, Articles and Outlets of each claim. The rest is for
// lineage.Trace:
//
//	set := claim.Cluster(claim.Input{Articles: as, Mentions: ms, Corrections: cs, Held: held})
//	claims := lineage.Trace(lineage.Input{Claims: set.Claims, Articles: as, Citations: cited, Corrections: cs})
package claim

import (
	"cmp"
	"slices"
	"strings"

	"hearsay/corpus"
)

// An Input is what claims are made from.
type Input struct {
	Articles    []corpus.Article
	Mentions    []corpus.Mention                    // of the latest versions, with their Anchor; any order
	Corrections []corpus.CorrectionEntry            // in the order in which they were made
	Held        map[corpus.MentionID]corpus.ClaimID // the claims of the run before, so that ids stay; may be nil
}

// A Set is the outcome of Cluster.
type Set struct {
	Claims  []corpus.Claim                        // most mentions first, then by id
	Aliases map[corpus.ClaimID]corpus.ClaimID     // retired ids and what they lead to
	Copies  map[corpus.ArticleID]corpus.ArticleID // near-identical articles and the earliest one, which stands for them
	Log     []string                              // merges, splits, and corrections that no longer fit, in words
}

// Cluster returns the claims that the mentions of in make. Mentions of excluded articles and mentions that were
// corrected to be no claim are left out.
func Cluster(in Input) Set {
	ms, order := sorted(in)
	c := correct(in.Corrections, ms)
	ms = slices.DeleteFunc(ms, func(m corpus.Mention) bool { return c.drop[m.ID] })
	sp := newSpace(ms)
	groups := slices.DeleteFunc(link(sp, c), func(g []int) bool { return headings(ms, g) })
	set := Set{Copies: copies(ms, order), Log: c.log}
	name(&set, ms, groups, in.Held)
	for i := range set.Claims {
		describe(&set.Claims[i], sp, groups[i])
	}
	families(&set, sp, groups)
	slices.SortFunc(set.Claims, func(a, b corpus.Claim) int {
		return cmp.Or(-cmp.Compare(len(a.Mentions), len(b.Mentions)), cmp.Compare(a.ID, b.ID))
	})
	return set
}

// headings reports whether a group is nothing but headings of sections that say nothing themselves: "What happens next",
// "The money". Such a heading may stand in a claim that others make, it makes none.
func headings(ms []corpus.Mention, group []int) bool {
	return !slices.ContainsFunc(group, func(i int) bool {
		m := &ms[i]
		if m.Block != corpus.Subhead || m.Statement == nil || len(m.Figures) > 0 {
			return true
		}
		first, _, _ := strings.Cut(strings.ToLower(m.Text), " ")
		return m.Statement.Predicate != "" && !slices.Contains(asking, first)
	})
}

// asking is the words that open a heading which asks.
var asking = []string{"what", "where", "who", "why", "how", "when", "which", "whose"}

// sorted returns the mentions that count, the earliest article first, and the place of each article in that order.
func sorted(in Input) ([]corpus.Mention, map[corpus.ArticleID]int) {
	as := slices.Clone(in.Articles)
	slices.SortFunc(as, func(a, b corpus.Article) int {
		return cmp.Or(a.Time.Compare(b.Time), cmp.Compare(a.ID, b.ID))
	})
	order := make(map[corpus.ArticleID]int, len(as))
	out := map[corpus.ArticleID]bool{}
	for i, a := range as {
		order[a.ID] = i
		out[a.ID] = a.Excluded
	}
	ms := make([]corpus.Mention, 0, len(in.Mentions))
	seen := make(map[corpus.MentionID]bool, len(in.Mentions))
	for _, m := range in.Mentions {
		if !out[m.Article] && !seen[m.ID] {
			seen[m.ID] = true
			ms = append(ms, m)
		}
	}
	at := func(m *corpus.Mention) int {
		if i, ok := order[m.Article]; ok {
			return i
		}
		return len(order)
	}
	slices.SortFunc(ms, func(a, b corpus.Mention) int {
		return cmp.Or(cmp.Compare(at(&a), at(&b)), cmp.Compare(a.Article, b.Article), cmp.Compare(a.Start, b.Start),
			cmp.Compare(a.End, b.End), cmp.Compare(a.ID, b.ID))
	})
	return ms, order
}

// describe fills in what a claim says of its mentions, given their numbers.
func describe(c *corpus.Claim, sp *space, group []int) {
	kinds := map[corpus.MentionKind]int{}
	articles, outlets := map[corpus.ArticleID]bool{}, map[string]bool{}
	for _, i := range group {
		m := sp.mentions[i]
		kinds[m.Kind]++
		articles[m.Article] = true
		if m.Outlet != "" {
			outlets[strings.ToLower(m.Outlet)] = true
		} else {
			outlets[string(m.Article)] = true
		}
		c.Mentions = append(c.Mentions, m)
	}
	c.Kind = corpus.StatementMention
	for _, k := range []corpus.MentionKind{corpus.FigureMention, corpus.QuoteMention} {
		if 2*kinds[k] >= len(group) {
			c.Kind = k
			break
		}
	}
	c.Articles, c.Outlets = len(articles), len(outlets)
	c.Statement = sp.mentions[sp.central(group)].Text
}
