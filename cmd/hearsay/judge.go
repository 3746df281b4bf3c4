package main

import (
	"fmt"

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
		score := st.Relevance(ex.Title + "\n" + ex.Text)
		if score < st.Threshold {
			return false, fmt.Sprintf("relevance %.1f is below %.1f", score, st.Threshold)
		}
		return true, fmt.Sprintf("relevance %.1f", score)
	}
}
