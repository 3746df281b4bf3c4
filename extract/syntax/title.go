package syntax

import (
	"strings"

	"hearsay/corpus/text"
)

// titled reports whether the sentence is set as a headline: nearly all its long words have a capital, and no full stop
// ends it. Its capitals then say nothing of names.
func (w *worker) titled() bool {
	n := len(w.words)
	if n < 3 || w.words[n-1].kind == text.Punct && w.words[n-1].ending == "." {
		return false
	}
	long, upper := 0, 0
	for i := range w.words {
		x := &w.words[i]
		if x.kind != text.Word || x.length < 4 || x.shape&shapeAllCap != 0 {
			continue
		}
		long++
		if x.shape&shapeUpper != 0 {
			upper++
		}
	}
	return long >= 3 && upper*10 >= long*9
}

// lowerCase makes the words of a headline look as they would inside a sentence: those that the tagger has seen, and
// those that end as verbs do. Others stay as they are and are taken for names.
func (w *worker) lowerCase(s string, toks []Token) {
	for i := range w.words {
		x := &w.words[i]
		if x.shape&shapeUpper == 0 || x.shape&(shapeAllCap|shapeMixed|shapePoint) != 0 || !w.t.tags.vocab[x.lower] && !x.verbal() {
			continue
		}
		t := toks[i]
		*x = look(strings.ToLower(s[t.Start:t.End]), t.Kind, x.shape&shapeFirst != 0, x.shape&shapeSpace != 0)
	}
}

// verbal reports whether w ends as a participle or a past does.
func (w *word) verbal() bool {
	return w.length > 3 && (strings.HasSuffix(w.ending, "ed") || w.length > 5 && w.ending == "ing")
}
