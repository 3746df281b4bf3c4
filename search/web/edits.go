package web

import (
	"context"
	"net/url"
	"strings"
	"time"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

// An edit is what changed in the text of an article from one version to the next.
type edit struct {
	Article  corpus.ArticleID `json:"article"`
	From     corpus.VersionID `json:"from"`
	To       corpus.VersionID `json:"to"`
	Last     time.Time        `json:"last_unchanged"` // when the text was last seen as it was
	Seen     time.Time        `json:"first_changed"`  // and first as it became
	Passages []passage        `json:"passages"`
	Silent   bool             `json:"silent"` // the page prints no notice of it
}

// A passage is a sentence before and after; one of them is empty where it was dropped or added.
type passage struct {
	Before []Run `json:"before"`
	After  []Run `json:"after"`
}

// edits compares each version of an article with the one before.
func edits(versions []corpus.Version) []edit {
	out := []edit{}
	for i := range versions[:max(0, len(versions)-1)] {
		before, after := &versions[i], &versions[i+1]
		out = append(out, edit{
			Article: after.Article, From: before.ID, To: after.ID, Last: before.LastSeen, Seen: after.FirstSeen,
			Passages: passages(before.Extraction.Text, after.Extraction.Text),
			Silent:   len(after.Extraction.Notes) <= len(before.Extraction.Notes),
		})
	}
	return out
}

// versions returns the versions of article a with their extractions, oldest first.
func (s *Server) versions(ctx context.Context, a corpus.ArticleID) ([]corpus.Version, error) {
	var out []corpus.Version
	for v, err := range s.Store.Versions(ctx, a) {
		if err != nil {
			return nil, err
		}
		full, err := s.Store.Version(ctx, v.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, full)
	}
	return out, nil
}

// A silentEdit is an article whose text changed without a notice, in a list.
type silentEdit struct {
	articleRow
	edit
}

// silentEdits returns the latest changes without a notice, at most n. Front pages and sections change by nature.
func (s *Server) silentEdits(ctx context.Context, n int) ([]silentEdit, error) {
	out := []silentEdit{}
	for v, err := range s.Store.Edited(ctx) {
		if err != nil || len(out) == n {
			return out, err
		}
		vs, err := s.versions(ctx, v.Article)
		if err != nil {
			return nil, err
		}
		if len(vs) < 2 || !story(&vs[len(vs)-1].Extraction) {
			continue
		}
		last := edits(vs[len(vs)-2:])[0]
		if !last.Silent || len(last.Passages) == 0 {
			continue
		}
		a, err := s.Store.Article(ctx, string(v.Article))
		if err != nil {
			return nil, err
		}
		out = append(out, silentEdit{articleRowOf(&a, nil), last})
	}
	return out, nil
}

// story reports whether ex is of a page that tells one story, rather than a front page or a section.
func story(ex *corpus.Extraction) bool {
	switch ex.Class {
	case "", "article", "live":
	default:
		return false
	}
	u, err := url.Parse(ex.URL)
	return err != nil || ex.URL == "" || strings.Trim(u.Path, "/") != "" || u.RawQuery != ""
}

// passages returns the sentences that differ between two texts, with the words that do marked.
func passages(a, b string) []passage {
	sa, sb := text.Sentences(a), text.Sentences(b)
	dropped, added := without(a, sa, b, sb), without(b, sb, a, sa)
	like := func(i, j int) float64 { return shared(dropped[i].Of(a), added[j].Of(b)) }
	var out []passage
	for _, p := range text.Align(len(dropped), len(added), like) {
		var before, after string
		if p.A >= 0 {
			before = dropped[p.A].Of(a)
		}
		if p.B >= 0 {
			after = added[p.B].Of(b)
		}
		ma, mb := differences(before, after, "mark")
		out = append(out, passage{
			Before: runs(before, corpus.Span{End: len(before)}, ma), After: runs(after, corpus.Span{End: len(after)}, mb),
		})
	}
	return out
}

// without returns the sentences of a that do not stand in b.
func without(a string, sa []corpus.Span, b string, sb []corpus.Span) []corpus.Span {
	in := map[string]bool{}
	for _, s := range sb {
		in[s.Of(b)] = true
	}
	var out []corpus.Span
	for _, s := range sa {
		if !in[s.Of(a)] {
			out = append(out, s)
		}
	}
	return out
}
