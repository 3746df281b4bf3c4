package main

import (
	"fmt"
	"strings"
	"sync"

	"hearsay/corpus"
	"hearsay/corpus/story"
)

// noText is why a page without text is not part of the corpus, though a person named it.
const noText = "holds no text"

// A verdict decides whether an extracted page becomes part of the corpus, and says why.
type verdict = func(c *corpus.Capture, ex *corpus.Extraction) (kept bool, why string)

// judge returns the rule that decides whether an extracted page becomes part of the corpus, with the reason in words.
// What a person imported or named always does, if there is anything to read in it.
func judge(st *story.Story) verdict {
	return func(c *corpus.Capture, ex *corpus.Extraction) (bool, string) {
		switch {
		case ex.Text == "":
			return false, noText
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

// naming is rule, but names what a person handed in and nothing can be read in. It may be called concurrently.
func naming(e *env, rule verdict) verdict {
	var mu sync.Mutex
	return func(c *corpus.Capture, ex *corpus.Extraction) (bool, string) {
		kept, why := rule(c, ex)
		if why == noText && c.Status == 0 {
			mu.Lock()
			defer mu.Unlock()
			e.refuse(fmt.Errorf("%s: %s", or(c.Manifest.File, c.URL), why))
		}
		return kept, why
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
