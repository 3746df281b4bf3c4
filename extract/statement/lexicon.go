package statement

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

//go:embed lexicon.txt
var lexiconText string

// A lexicon is the word classes of lexicon.txt.
type lexicon struct {
	class map[string]map[string]bool // class -> word
	cue   map[string]int             // word -> strength
}

var words = sync.OnceValue(func() *lexicon {
	l := &lexicon{class: map[string]map[string]bool{}, cue: map[string]int{}}
	class := ""
	for line := range strings.Lines(lexiconText) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		if line[0] != '\t' {
			class, line, _ = strings.Cut(line, ":")
		}
		n, isCue := strings.CutPrefix(class, "cue ")
		strength, _ := strconv.Atoi(n)
		for _, w := range strings.Fields(line) {
			if isCue {
				l.cue[w] = strength
				continue
			}
			if l.class[class] == nil {
				l.class[class] = map[string]bool{}
			}
			l.class[class][w] = true
		}
	}
	return l
})

// is reports whether word, folded, is of the class.
func (l *lexicon) is(class, word string) bool { return l.class[class][word] }
