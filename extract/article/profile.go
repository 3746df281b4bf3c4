package article

import (
	"iter"
	"slices"
	"strings"

	"hearsay/corpus"
)

// A Profile is what the pages of one site have in common: the passages that stand on most of them, such as the box
// about the outlet that every article ends with. It is learnt from extractions, stored, and passed to [Parse], so that
// the result does not depend on the order in which pages came in. Nil is a valid profile that knows nothing.
type Profile struct {
	Rev   string   `json:"rev"`   // hash of the rest; part of the extraction's revision
	Pages int      `json:"pages"` // how many articles it was learnt from
	Lines []string `json:"lines"` // hashes of the passages, sorted
}

// Bounds of what makes a passage part of the site: it stands on at least leastPages articles and on more than half of
// all. A passage of an ordinary story stands on few; a background paragraph that an outlet repeats stays, unless it is
// in most of what it publishes.
const leastPages = 4

// Learn makes the profile of a site from the extractions of its articles, one version of each, in any order.
// Extractions that were made with an earlier profile of the site give the same result as those that were not.
func Learn(pages iter.Seq[*corpus.Extraction]) *Profile {
	count := map[string]int{}
	prof := &Profile{}
	for ex := range pages {
		prof.Pages++
		seen := map[string]bool{}
		for _, b := range ex.Blocks {
			if b.Kind == corpus.Headline || b.Len() == 0 {
				continue
			}
			if h := lineHash(b.Of(ex.Text)); h != "" && !seen[h] {
				seen[h] = true
				count[h]++
			}
		}
	}
	for h, n := range count {
		if n >= leastPages && n*2 > prof.Pages {
			prof.Lines = append(prof.Lines, h)
		}
	}
	slices.Sort(prof.Lines)
	prof.Rev = corpus.Hash("p", prof.Lines...)
	return prof
}

// lineHash returns the hash of a passage, or "" if it is too short to say anything.
func lineHash(text string) string {
	if len(text) < 12 || len(strings.Fields(text)) < 3 {
		return ""
	}
	return corpus.Hash("", squeeze(text))
}

// Differs reports whether ex, as extracted with p, would come out otherwise with q.
func (p *Profile) Differs(q *Profile, ex *corpus.Extraction) bool {
	return slices.ContainsFunc(ex.Blocks, func(b corpus.Block) bool {
		text := b.Of(ex.Text)
		return p.has(text) != q.has(text)
	})
}

// has reports whether text is a passage of the site.
func (p *Profile) has(text string) bool {
	if p == nil || len(p.Lines) == 0 {
		return false
	}
	h := lineHash(text)
	_, ok := slices.BinarySearch(p.Lines, h)
	return ok && h != ""
}
