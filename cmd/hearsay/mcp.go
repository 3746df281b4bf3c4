package main

import (
	"context"
	"errors"
	"io"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/spf13/cobra"

	"hearsay/corpus"
	"hearsay/corpus/store"
	"hearsay/search"
)

func newMCP(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "mcp",
		Short: "Offer the corpus to an assistant over the Model Context Protocol, on stdin and stdout",
		Long: `mcp speaks the Model Context Protocol on stdin and stdout until stdin ends. It offers search, claims, claim, article and
check, which answer as the commands of these names do with --json. All of them only read.`,
		Args: exactly(cobra.NoArgs),
		RunE: e.inFolder(func(c *cobra.Command, f *folder, _ []string) error { return runMCP(c.Context(), e, f) }),
	}
}

// runMCP answers one client. A client that goes away is the end, not an error.
func runMCP(ctx context.Context, e *env, f *folder) error {
	err := f.tools().Run(ctx, &mcp.IOTransport{Reader: io.NopCloser(e.stdin), Writer: unclosed{e.stdout}, MaxLineLength: maxPasted})
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}

// An unclosed is a writer that Close leaves open: stdout is not ours to close.
type unclosed struct{ io.Writer }

func (unclosed) Close() error { return nil }

// What the tools take. The tags are what an assistant reads.
type (
	searchIn struct {
		Query string `json:"query" jsonschema:"words (all must be there), \"exact phrase\", OR, -word, outlet: title: date:2026-02..2026-03 speaker: quote: source: figure:>=1000TB"`
		Next  string `json:"next,omitempty" jsonschema:"the token of the page before"`
	}
	claimsIn struct {
		Query string `json:"query,omitempty" jsonschema:"only claims that meet this query; empty for all"`
		By    string `json:"by,omitempty" jsonschema:"order without a query: spread or drift"`
		Limit int    `json:"limit,omitempty" jsonschema:"at most so many, 20 by default"`
	}
	claimIn struct {
		ID string `json:"id" jsonschema:"id of the claim: k and 16 hex digits"`
	}
	articleIn struct {
		ID string `json:"id" jsonschema:"id or address of the article"`
	}
	checkIn struct {
		Text string `json:"text" jsonschema:"a sentence or an article"`
	}
)

// An articleOut is an article with its text.
type articleOut struct {
	corpus.Article
	Text string `json:"text"`
}

// tools returns a server that offers what can be asked of f.
func (f *folder) tools() *mcp.Server {
	s := mcp.NewServer(&mcp.Implementation{Name: "hearsay", Version: release}, &mcp.ServerOptions{
		Instructions: "hearsay holds the news coverage of one story: " + f.story.Name + ". It compares wordings, dates and printed sources; whether a claim is true is not its business.",
	})
	offer(s, "search", "Find articles, with the sentences that meet the query", func(ctx context.Context, in searchIn) (any, error) {
		res, err := f.search(ctx, in.Query, search.Options{Next: in.Next})
		return res, explainQuery(err)
	})
	offer(s, "claims", "List claims: what several outlets say, by how widely it was told or how much it changed", f.listClaims)
	offer(s, "claim", "One claim: every wording with what changed from which, and where each article has it from", func(ctx context.Context, in claimIn) (any, error) {
		return f.store.Claim(ctx, in.ID)
	})
	offer(s, "article", "One article with its text", func(ctx context.Context, in articleIn) (any, error) {
		a, err := f.store.Article(ctx, in.ID)
		if err != nil {
			return nil, err
		}
		text, _, err := f.store.Text(ctx, a.Latest)
		return articleOut{a, text}, err
	})
	offer(s, "check", "Hold a text against the corpus: which claims it makes, in which wording, what differs", func(ctx context.Context, in checkIn) (any, error) {
		found, err := f.check(ctx, pasted([]byte(in.Text)))
		return map[string]any{"passages": found}, err
	})
	return s
}

// offer adds a tool that only reads.
func offer[In any](s *mcp.Server, name, what string, do func(context.Context, In) (any, error)) {
	closed := false
	tool := &mcp.Tool{Name: name, Description: what, Annotations: &mcp.ToolAnnotations{ReadOnlyHint: true, OpenWorldHint: &closed}}
	mcp.AddTool(s, tool, func(ctx context.Context, _ *mcp.CallToolRequest, in In) (*mcp.CallToolResult, any, error) {
		out, err := do(ctx, in)
		return nil, out, err
	})
}

// listClaims returns claims without their mentions: a claim has room for those.
func (f *folder) listClaims(ctx context.Context, in claimsIn) (any, error) {
	seq := f.store.Claims(ctx, store.ClaimOrder(or(in.By, string(store.BySpread))))
	if in.Query != "" {
		seq = f.claimsFor(ctx, in.Query)
	}
	if in.Limit <= 0 {
		in.Limit = 20
	}
	out := []search.Brief{}
	for c, err := range seq {
		if err != nil {
			return nil, explainQuery(err)
		}
		out = append(out, search.BriefOf(&c))
		if len(out) == in.Limit {
			break
		}
	}
	return map[string]any{"claims": out}, nil
}
