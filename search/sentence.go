package search

import (
	"cmp"
	"slices"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

// A Sentence is a sentence of an article with what in it meets the query. All offsets count in the text of the hit's
// version; Text is the bytes from Start to End. A match that runs over the end of a sentence brings the next one along.
type Sentence struct {
	corpus.Span
	Text    string   `json:"text"`
	Matches [][2]int `json:"matches"`
	Mention string   `json:"mention,omitempty"` // the mention that meets the query here

	// Version is set where the sentence is from an older version of the article, which says it no more.
	Version corpus.VersionID `json:"version,omitempty"`
}

// prose is the text of an article in blocks.
type prose struct {
	text   string
	blocks []corpus.Block
}

// inContext returns up to limit sentences, in order: those that hold the mentions, then those with most of the
// words. Without either, it is the first sentence of the body.
func (x prose) inContext(words []corpus.Span, mentions []corpus.Mention, limit int) []Sentence {
	out := []Sentence{}
	all := text.Sentences(x.text)
	for i := range mentions {
		m := &mentions[i]
		if m.Valid(x.text) && m.Sentence.Valid(x.text) && m.Sentence.Overlaps(m.Span) {
			out = put(out, x.text, join(m.Sentence, m.Span), m.Span, string(m.ID))
		}
	}
	var rest []Sentence
	for _, w := range words {
		if !w.Valid(x.text) {
			continue
		}
		if i := slices.IndexFunc(out, func(s Sentence) bool { return s.Contains(w) }); i >= 0 {
			out[i].Matches = append(out[i].Matches, [2]int{w.Start, w.End})
			continue
		}
		if at, ok := around(all, w); ok {
			rest = put(rest, x.text, at, w, "")
		}
	}
	slices.SortStableFunc(rest, func(a, b Sentence) int { return cmp.Compare(len(b.Matches), len(a.Matches)) })
	out = append(out, rest...)
	out = out[:min(limit, len(out))]
	if len(out) == 0 {
		out = x.lede(out, all)
	}
	for i := range out {
		out[i].Matches = tidy(out[i].Matches)
	}
	slices.SortFunc(out, func(a, b Sentence) int { return cmp.Compare(a.Start, b.Start) })
	return out
}

// put adds match to the sentence of ss that holds it, or else a new sentence at.
func put(ss []Sentence, s string, at, match corpus.Span, mention string) []Sentence {
	for i := range ss {
		if ss[i].Contains(match) {
			ss[i].Matches = append(ss[i].Matches, [2]int{match.Start, match.End})
			return ss
		}
	}
	return append(ss, Sentence{Span: at, Text: at.Of(s), Matches: [][2]int{{match.Start, match.End}}, Mention: mention})
}

// around returns the span of the sentences that w lies in.
func around(all []corpus.Span, w corpus.Span) (corpus.Span, bool) {
	i, _ := slices.BinarySearchFunc(all, w.Start, func(s corpus.Span, at int) int {
		if s.End <= at {
			return -1
		}
		return 1
	})
	if i == len(all) || !all[i].Overlaps(w) {
		return corpus.Span{}, false
	}
	at := all[i]
	for _, s := range all[i+1:] {
		if !s.Overlaps(w) {
			break
		}
		at = join(at, s)
	}
	return at, true
}

func join(a, b corpus.Span) corpus.Span {
	return corpus.Span{Start: min(a.Start, b.Start), End: max(a.End, b.End)}
}

// lede returns the first sentence of the body, or of the text where no block is.
func (x prose) lede(out []Sentence, all []corpus.Span) []Sentence {
	body := corpus.Span{Start: 0, End: len(x.text)}
	if i := slices.IndexFunc(x.blocks, func(b corpus.Block) bool { return b.Kind.Body() }); i >= 0 {
		body = x.blocks[i].Span
	}
	for _, s := range all {
		if body.Contains(s) {
			return append(out, Sentence{Span: s, Text: s.Of(x.text), Matches: [][2]int{}})
		}
	}
	return out
}

// tidy sorts ms and drops those inside another.
func tidy(ms [][2]int) [][2]int {
	slices.SortFunc(ms, func(a, b [2]int) int { return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(b[1], a[1])) })
	last := -1
	return slices.DeleteFunc(ms, func(m [2]int) bool {
		if m[1] <= last {
			return true
		}
		last = m[1]
		return false
	})
}
