package main

import (
	"fmt"
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/story"
)

// judge returns the rule that decides whether an extracted page becomes part of the corpus, with the reason in words.
// What a person imported or named always does.
func judge(st *story.Story) func(*corpus.Capture, *corpus.Extraction) (bool, string) {
	return func(c *corpus.Capture, ex *corpus.Extraction) (bool, string) {
		switch {
		case c.Status == 0 || c.Manifest.URL != "":
			return true, "named by a person"
		case ex.Class != "article" && ex.Class != "live":
			return false, "not an article: " + or(ex.Class, "nothing to read")
		}
		score := relevance(st, ex)
		if score < st.Threshold {
			return false, fmt.Sprintf("relevance %.1f is below %.1f", score, st.Threshold)
		}
		return true, fmt.Sprintf("relevance %.1f", score)
	}
}

// relevance scores what the article itself says: teasers of other stories beside it do not count.
func relevance(st *story.Story, ex *corpus.Extraction) float64 {
	var b strings.Builder
	b.WriteString(ex.Title)
	for _, bl := range ex.Blocks {
		if bl.Kind.Mined() && bl.Valid(ex.Text) {
			b.WriteString("\n" + bl.Of(ex.Text))
		}
	}
	return st.Relevance(b.String())
}
