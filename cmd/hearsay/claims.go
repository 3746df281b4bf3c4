package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"hearsay/corpus"
	"hearsay/corpus/store"
)

type claimsOptions struct {
	by      string
	kind    string
	limit   int
	spread  int
	article string
}

func newClaims(e *env) *cobra.Command {
	var o claimsOptions
	c := &cobra.Command{
		Use:   "claims [QUERY | ID]",
		Short: "Show the claims, those that spread or changed most first, or one claim with its wordings",
		Example: `  hearsay claims --by drift
  hearsay claims 'terabytes azure'
  hearsay claims k0123456789abcdef`,
		RunE: e.inFolder(func(c *cobra.Command, f *folder, args []string) error {
			if o.by != string(store.BySpread) && o.by != string(store.ByDrift) {
				return usagef(c, "--by %s: want spread or drift", o.by)
			}
			return runClaims(c.Context(), e, f, strings.Join(args, " "), o)
		}),
	}
	fl := c.Flags()
	fl.StringVar(&o.by, "by", string(store.BySpread), "order: spread or drift")
	fl.StringVar(&o.kind, "kind", "", "only claims of this kind: figure, quote or statement")
	fl.IntVar(&o.limit, "limit", 0, "at most so many claims (default 20 for people, all with --json)")
	fl.IntVar(&o.spread, "outlets", 0, "only claims that at least so many outlets carry")
	fl.StringVar(&o.article, "article", "", "only claims of this article (id or address)")
	return c
}

// runClaims prints the one claim that query names, or the claims that meet it.
func runClaims(ctx context.Context, e *env, f *folder, query string, o claimsOptions) error {
	if query != "" && !strings.Contains(query, " ") {
		c, err := f.store.Claim(ctx, query)
		if err == nil {
			if e.json {
				return e.line(c)
			}
			return printClaim(e.people(), &c)
		}
		if !errors.Is(err, corpus.ErrNotFound) {
			return err
		}
	}
	seq := f.store.Claims(ctx, store.ClaimOrder(o.by))
	if o.article != "" {
		a, err := f.store.Article(ctx, o.article)
		if err != nil {
			return err
		}
		seq = f.store.ClaimsOf(ctx, a.ID)
	}
	if query != "" {
		seq = f.claimsFor(ctx, query)
	}
	if o.limit == 0 && !e.json {
		o.limit = 20
	}
	var shown []corpus.Claim
	for c, err := range seq {
		if err != nil {
			return explainQuery(err)
		}
		if !o.match(&c) {
			continue
		}
		if e.json {
			if err := e.line(c); err != nil {
				return err
			}
		}
		shown = append(shown, corpus.Claim{ID: c.ID, Kind: c.Kind, Statement: c.Statement, Articles: c.Articles, Outlets: c.Outlets, Drift: c.Drift, Sources: c.Sources, Variants: c.Variants})
		if len(shown) == o.limit {
			break
		}
	}
	if e.json {
		return nil
	}
	if len(shown) == 0 {
		e.sayf("no claim matches")
		return nil
	}
	return printClaims(e.people(), shown)
}

func (o claimsOptions) match(c *corpus.Claim) bool {
	return (o.kind == "" || string(c.Kind) == o.kind) && c.Outlets >= o.spread
}

func printClaims(w io.Writer, cs []corpus.Claim) error {
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "CLAIM\tKIND\tOUTLETS\tARTICLES\tDRIFT\tSOURCES\tSTATEMENT")
	for _, c := range cs {
		fmt.Fprintf(tw, "%s\t%s\t%d\t%d\t%.2f\t%s\t%s\n", c.ID, c.Kind, c.Outlets, c.Articles, c.Drift, c.Sources, clip(c.Statement, 90))
	}
	return tw.Flush()
}

// printClaim shows a claim with its wordings, what changed between them with both sides, and where it comes from.
func printClaim(w io.Writer, c *corpus.Claim) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n%s, %s in %s; sources: %s\n", c.Statement, c.Kind, count(c.Articles, "article"), count(c.Outlets, "outlet"), c.Sources)
	if c.Warning != "" {
		fmt.Fprintf(&b, "%s\n", c.Warning)
	}
	if e := c.EarliestCollected; e.Article != "" {
		fmt.Fprintf(&b, "earliest collected: %s %s\n", or(e.Outlet, string(e.Article)), e.Time.Printed)
	}
	where := map[corpus.MentionID]*corpus.Mention{}
	for i := range c.Mentions {
		where[c.Mentions[i].ID] = &c.Mentions[i]
	}
	place := func(p corpus.Place) string {
		if m := where[p.Mention]; m != nil {
			return or(m.Outlet, or(m.File, string(m.Article)))
		}
		return string(p.Mention)
	}
	for _, v := range c.Variants {
		fmt.Fprintf(&b, "\n%s  [%s]\n", v.Text, count(len(v.Mentions), "mention"))
		for _, id := range v.Mentions {
			if m := where[id]; m != nil {
				fmt.Fprintf(&b, "    %s  %s  %s\n", or(m.Outlet, or(m.File, string(m.Article))), m.Published, m.URL)
			}
		}
		for _, m := range v.Mutations {
			rel := "differs from"
			if v.Directed {
				rel = "changed from"
			}
			fmt.Fprintf(&b, "  %s (%s) %s %s: %q\n    here, %s: %q\n", m.Type, m.Rule, rel, place(m.From), m.From.Text, place(m.To), m.To.Text)
		}
	}
	if len(c.Lineage) > 0 {
		fmt.Fprintf(&b, "\nwhere it comes from:\n")
	}
	for _, e := range c.Lineage {
		how := "likely"
		if e.Printed {
			how = "says so itself"
		}
		unseen := ""
		if e.Ghost {
			unseen = ", not in the corpus"
		}
		fmt.Fprintf(&b, "  %s <- %s (%s, %.0f%%%s)\n", e.Child, e.Name, how, 100*e.Probability, unseen)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	switch stem, y := strings.CutSuffix(what, "y"); {
	case y:
		what = stem + "ie"
	case strings.HasSuffix(what, "s"):
		what += "e"
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// clip returns the first n characters of s on one line, with an ellipsis where some are left out.
func clip(s string, n int) string {
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) <= n {
		return string(r)
	}
	return string(r[:n-1]) + "…"
}
