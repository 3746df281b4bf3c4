package web

import (
	"context"
	"net/url"
	"slices"
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
	Notice   string           `json:"notice,omitempty"` // the kind of notice that the page prints of it: correction, update
	Silent   bool             `json:"silent"`           // it prints none, or only that the article was updated
}

// A passage is a sentence before and after; one of them is empty where it was dropped or added.
type passage struct {
	Kind   string `json:"kind"` // figure quote wording spelling added dropped
	Before []Run  `json:"before"`
	After  []Run  `json:"after"`
}

// telling reports whether e changes what the article said before. More text and a letter put right do not.
func (e *edit) telling() bool {
	return slices.ContainsFunc(e.Passages, func(p passage) bool { return p.Kind != "added" && p.Kind != "spelling" })
}

// edits compares each version of an article with the one before.
func edits(versions []corpus.Version) []edit {
	out := []edit{}
	for i := range versions[:max(0, len(versions)-1)] {
		before, after := &versions[i], &versions[i+1]
		e := edit{
			Article: after.Article, From: before.ID, To: after.ID, Last: before.LastSeen, Seen: after.FirstSeen,
			Passages: passages(&before.Extraction, &after.Extraction), Notice: newNotice(&before.Extraction, &after.Extraction),
		}
		e.Silent = e.Notice == "" || e.Notice == "update"
		out = append(out, e)
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
		if !last.Silent || !last.telling() {
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

// newNotice returns the kind of the notice that b prints and a does not, or "". That an article was updated says least.
func newNotice(a, b *corpus.Extraction) (kind string) {
	for _, n := range b.Notes {
		old := slices.ContainsFunc(a.Notes, func(o corpus.Note) bool { return o.Text == n.Text })
		if !old && (kind == "" || kind == "update") {
			kind = n.Kind
		}
	}
	return kind
}

// passages returns the sentences of two versions that differ, with the words that do marked.
func passages(a, b *corpus.Extraction) []passage {
	dropped, added := without(a, b), without(b, a)
	like := func(i, j int) float64 { return shared(dropped[i].Of(a.Text), added[j].Of(b.Text)) }
	var out []passage
	for _, p := range text.Align(len(dropped), len(added), like) {
		var sa, sb corpus.Span
		if p.A >= 0 {
			sa = dropped[p.A]
		}
		if p.B >= 0 {
			sb = added[p.B]
		}
		before, after := sa.Of(a.Text), sb.Of(b.Text)
		ma, mb := differences(before, after, "mark")
		out = append(out, passage{
			Kind:   kindOfEdit(a, b, sa, sb),
			Before: runs(before, corpus.Span{End: len(before)}, ma), After: runs(after, corpus.Span{End: len(after)}, mb),
		})
	}
	return out
}

// told returns the sentences that ex tells: those of the article, without bylines, dates, notices and other stories.
func told(ex *corpus.Extraction) (out []corpus.Span) {
	for _, b := range ex.Blocks {
		if !b.Kind.Mined() || !b.Valid(ex.Text) {
			continue
		}
		for _, s := range text.Sentences(b.Of(ex.Text)) {
			out = append(out, corpus.Span{Start: b.Start + s.Start, End: b.Start + s.End})
		}
	}
	return out
}

// without returns the sentences that a tells and b does not.
func without(a, b *corpus.Extraction) []corpus.Span {
	in := map[string]bool{}
	for _, s := range told(b) {
		in[s.Of(b.Text)] = true
	}
	return slices.DeleteFunc(told(a), func(s corpus.Span) bool { return in[s.Of(a.Text)] })
}
