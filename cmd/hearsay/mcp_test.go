package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"hearsay/corpus/story"
)

// TestMCP asks the tools as an assistant does, several at once.
func TestMCP(t *testing.T) {
	f := smallCorpus(t, "The repair of the Holm ferry will cost 40 million crowns, the harbour board said.",
		"The repair of the Holm ferry will cost 400 million crowns. Nobody was hurt.")
	here, there := mcp.NewInMemoryTransports()
	if _, err := f.tools().Connect(context.Background(), there, nil); err != nil {
		t.Fatal(err)
	}
	s, err := mcp.NewClient(&mcp.Implementation{Name: "test"}, nil).Connect(context.Background(), here, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	var names []string
	for tool, err := range s.Tools(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, tool.Name)
		if !tool.Annotations.ReadOnlyHint {
			t.Errorf("%s does not say that it only reads", tool.Name)
		}
	}
	slices.Sort(names)
	if want := []string{"article", "check", "claim", "claims", "search"}; !slices.Equal(names, want) {
		t.Fatalf("tools: %v, want %v", names, want)
	}

	var id struct {
		Claims []struct{ ID string }
	}
	if err := json.Unmarshal([]byte(askTool(t, s, "claims", map[string]any{"query": "ferry crowns", "limit": 1}, false)), &id); err != nil || len(id.Claims) != 1 {
		t.Fatalf("claims: %v, %v", id, err)
	}
	tests := []struct {
		tool, want string
		args       map[string]any
		bad        bool
	}{
		{"claim", `"type":"value_changed"`, map[string]any{"id": id.Claims[0].ID}, false},
		{"claim", "not found", map[string]any{"id": "k0"}, true},
		{"search", `"total":1`, map[string]any{"query": `"harbour board"`}, false},
		{"search", "not closed", map[string]any{"query": `"harbour`}, true},
		{"search", "query", map[string]any{}, true},
		{"article", "Nobody was hurt.", map[string]any{"id": "https://b.example/1"}, false},
		{"check", `"type":"value_changed"`, map[string]any{"text": "The repair of the Holm ferry will cost 90 million crowns."}, false},
	}
	for _, test := range tests {
		t.Run(test.tool, func(t *testing.T) {
			t.Parallel()
			if got := askTool(t, s, test.tool, test.args, test.bad); !strings.Contains(got, test.want) {
				t.Errorf("%s(%v) = %s, want %s in it", test.tool, test.args, clip(got, 300), test.want)
			}
		})
	}
}

// askTool returns the text of a tool's answer, which must be an error if bad.
func askTool(t *testing.T, s *mcp.ClientSession, tool string, args map[string]any, bad bool) string {
	t.Helper()
	res, err := s.CallTool(context.Background(), &mcp.CallToolParams{Name: tool, Arguments: args})
	if err != nil {
		t.Fatalf("%s: %v", tool, err)
	}
	text, ok := res.Content[0].(*mcp.TextContent)
	if !ok || res.IsError != bad {
		t.Fatalf("%s(%v): %+v", tool, args, res)
	}
	return text.Text
}

// smallCorpus returns a built corpus of the given texts, at https://a.example/1, https://b.example/1 ...
func smallCorpus(t *testing.T, texts ...string) *folder {
	t.Helper()
	e, _ := newTestEnv()
	dir, in := filepath.Join(t.TempDir(), "corpus"), t.TempDir()
	var manifest strings.Builder
	for i, s := range texts {
		name := string(rune('a' + i))
		if err := os.WriteFile(filepath.Join(in, name+".txt"), []byte(s), 0o666); err != nil {
			t.Fatal(err)
		}
		manifest.WriteString(`{"file":"` + name + `.txt","url":"https://` + name + `.example/1","outlet":"The ` + name + `"}` + "\n")
	}
	if err := os.WriteFile(filepath.Join(in, "manifest.jsonl"), []byte(manifest.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	if err := initFolder(dir, story.Template()); err != nil {
		t.Fatal(err)
	}
	f, err := openFolder(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	if err := runImport(t.Context(), e, f, filepath.Join(in, "manifest.jsonl"), nil); err != nil {
		t.Fatal(err)
	}
	if err := runBuild(t.Context(), e, f, buildOptions{}); err != nil {
		t.Fatal(err)
	}
	return f
}
