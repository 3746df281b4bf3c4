package lineage

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed lexicon.txt
var lexiconText string

// A wordlist is the word classes of lexicon.txt, its phrases and its scales.
type wordlist struct {
	class  map[string]map[string]bool
	phrase map[string][][]string     // name -> phrases, each in words
	scale  map[string]map[string]int // name of a scale -> word -> step, from 1
}

var lexicon = sync.OnceValue(func() *wordlist {
	l := &wordlist{class: map[string]map[string]bool{}, phrase: map[string][][]string{}, scale: map[string]map[string]int{}}
	class, step := "", 1
	for line := range strings.Lines(lexiconText) {
		line = strings.TrimRight(line, "\n")
		if line == "" || line[0] == '#' {
			continue
		}
		if line[0] != '\t' {
			class, line, _ = strings.Cut(line, ":")
			step = 1
		}
		if name, ok := strings.CutPrefix(class, "phrases "); ok {
			for _, p := range strings.Split(line, ",") {
				if f := strings.Fields(p); len(f) > 0 {
					l.phrase[name] = append(l.phrase[name], f)
				}
			}
			continue
		}
		for _, w := range strings.Fields(line) {
			name, isScale := strings.CutPrefix(class, "scale ")
			switch {
			case !isScale:
				if l.class[class] == nil {
					l.class[class] = map[string]bool{}
				}
				l.class[class][w] = true
			case w == "/":
				step++
			default:
				if l.scale[name] == nil {
					l.scale[name] = map[string]int{}
				}
				l.scale[name][w] = step
			}
		}
	}
	return l
})

// is reports whether word, folded, is of the class.
func (l *wordlist) is(class, word string) bool { return l.class[class][word] }
