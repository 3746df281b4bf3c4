package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"hearsay/corpus/story"
)

// ferryPage is a page of the fictional Harbour Post; its verbs are a line under the headline and the last paragraphs.
const ferryPage = `<!doctype html><html lang="en"><head><title>Ferry sinks off Port Alder</title>
<meta property="article:published_time" content="2026-03-04T08:30:00Z"></head><body><h1>Ferry sinks off Port Alder</h1><p class="byline">By Ann Lee, Harbour Post%s</p>
<p>A ferry sank in the harbour of Port Alder on Monday after it had struck a pier in thick fog, the coast guard said in a statement that it read out on the quay.</p>
<p>All of them were saved, the mayor, Ida Stone, told reporters, and she thanked the fishermen who had come out in their own boats to look for survivors.</p>
%s</body></html>`

const (
	aboard = "<p>The coast guard said that 82 people had been on board when the ferry left the quay, and that its rafts could hold twice as many.</p>"
	heard  = "<p>“We heard a crack like thunder and saw the water come in,” said Tom Reed, a passenger who lost his shoes, his coat and a suitcase.</p>"
)

// TestEdits imports two captures of each of some pages, and looks at what the article page says was edited.
func TestEdits(t *testing.T) {
	tests := []struct {
		name, before, after, line, want string
	}{
		{"figure", aboard + heard, strings.Replace(aboard, "82", "87", 1) + heard, "", "figure silent"},
		{"figure-in-words", aboard + heard, strings.Replace(aboard, "82", "eighty-two", 1) + heard, "", "wording silent"},
		{"quote", aboard + heard, aboard + strings.Replace(heard, "saw the water come in", "thought that it was over", 1), "", "quote silent"},
		{"figure-with-notice", aboard + heard, strings.Replace(aboard, "82", "87", 1) + heard + "<p>Correction, March 5: An earlier version of this story gave a wrong number of people on board.</p>", "", "figure correction"},
		{"figure-updated", aboard + heard, strings.Replace(aboard, "82", "87", 1) + heard + "<p>This story has been updated with a comment from the owner of the ferry.</p>", "", "figure added silent update"},
		{"spelling", aboard + strings.Replace(heard, "suitcase", "suticase", 1), aboard + heard, "", "spelling silent"},
		{"space", aboard + heard, strings.ReplaceAll(aboard, " on ", "\n  on  ") + "\n" + heard, "", "none"},
		{"added", aboard, aboard + heard, "", "added silent"},
		{"dropped", aboard + heard, heard, "", "dropped silent"},
		{"timestamp", aboard + heard, aboard + heard, " | Updated 3 hours ago", "nothing silent"},
	}
	e, log := newTestEnv()
	dir := t.TempDir()
	if err := initFolder(dir, story.Template()); err != nil {
		t.Fatal(err)
	}
	var warc strings.Builder
	for _, x := range tests {
		record(&warc, x.name, "2026-03-04T10:00:00Z", fmt.Sprintf(ferryPage, "", x.before))
		record(&warc, x.name, "2026-03-05T10:00:00Z", fmt.Sprintf(ferryPage, x.line, x.after))
	}
	path := filepath.Join(t.TempDir(), "in.warc")
	if err := os.WriteFile(path, []byte(warc.String()), 0o666); err != nil {
		t.Fatal(err)
	}
	f, err := openFolder(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := runImport(t.Context(), e, f, "", []string{path}); err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	if err := runBuild(t.Context(), e, f, buildOptions{}); err != nil {
		t.Fatalf("%v\n%s", err, log)
	}
	ids := map[string]string{}
	for a, err := range f.store.Articles(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		ids[strings.TrimSuffix(a.Domain, ".example")] = string(a.ID)
	}
	url := serveFolder(t, e, f)
	for _, x := range tests {
		t.Run(x.name, func(t *testing.T) {
			if got := editsOf(t, url+"article/"+ids[x.name]+".json"); got != x.want {
				t.Errorf("edits are %q, want %q", got, x.want)
			}
		})
	}
}

// record writes a WARC record with an answer of a site of its own: what pages of one site share is no news.
func record(w io.Writer, name, date, page string) {
	block := fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n%s", len(page), page)
	fmt.Fprintf(w, "WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://%s.example/ferry\r\nWARC-Date: %s\r\n", name, date)
	fmt.Fprintf(w, "WARC-Record-ID: <urn:hearsay-test:%s:%s>\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n", name, date, len(block), block)
}

// editsOf returns the kinds of the passages that the article at url changed, whether silently, and the notice.
func editsOf(t *testing.T, url string) string {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var page struct {
		Edits []struct {
			Passages []struct{ Kind string }
			Notice   string
			Silent   bool
		}
	}
	if err := json.NewDecoder(resp.Body).Decode(&page); err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, e := range page.Edits {
		for _, p := range e.Passages {
			said = append(said, p.Kind)
		}
		if len(e.Passages) == 0 {
			said = append(said, "nothing")
		}
		if e.Silent {
			said = append(said, "silent")
		}
		if e.Notice != "" {
			said = append(said, e.Notice)
		}
	}
	if said == nil {
		return "none"
	}
	return strings.Join(said, " ")
}
