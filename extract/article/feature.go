package article

import (
	_ "embed"
	"math"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/atom"
)

//go:embed lexicon/phrases.txt
var phrasesText string

// phraseGroups is the number of groups in phrases.txt.
const phraseGroups = 12

// A phraseBook finds the phrases of phrases.txt.
type phraseBook struct {
	*matcher
	group []uint8 // of each pattern
}

// phrases returns the phrases of phrases.txt.
var phrases = sync.OnceValue(func() phraseBook {
	var b phraseBook
	var all []string
	n := uint8(0)
	lines(phrasesText, func(_, list string) {
		for _, s := range strings.Split(list, "|") {
			all = append(all, s)
			b.group = append(b.group, n)
		}
		n++
	})
	b.matcher = newMatcher(all)
	return b
})

// shape is what can be told of a block's text alone.
type shape struct {
	words, commas, stops   int
	letters, upper, digits int
	startUpper, endStop    bool
	endColon, endQuery     bool
	phrases                uint16 // bit i: has a phrase of group i
}

// shapeOf looks at text once.
func shapeOf(text []byte) (s shape) {
	inWord, first, cjk := false, true, 0
	for i := 0; i < len(text); {
		c := rune(text[i])
		n := 1
		if c >= utf8.RuneSelf {
			c, n = utf8.DecodeRune(text[i:])
		}
		switch {
		case c >= 'a' && c <= 'z':
			s.letters++
		case c >= 'A' && c <= 'Z':
			s.letters++
			s.upper++
		case c >= '0' && c <= '9':
			s.digits++
		case c == ',' || c == '、' || c == '，':
			s.commas++
		case c == '.' || c == '!' || c == '?' || c == '。':
			if i+n >= len(text) || isSpace(text[i+n]) || c == '。' {
				s.stops++
			}
		case c >= utf8.RuneSelf && unicode.IsLetter(c):
			s.letters++
			if unicode.IsUpper(c) {
				s.upper++
			}
			if c >= 0x2e80 {
				cjk++
			}
		}
		if first && !isSpace(byte(c)) {
			s.startUpper, first = unicode.IsUpper(c), false
		}
		if space := c < utf8.RuneSelf && isSpace(byte(c)); space {
			inWord = false
		} else if !inWord {
			inWord = true
			s.words++
		}
		i += n
	}
	s.words += cjk / 2 // scripts without spaces: two characters are a word
	last := strings.TrimRight(string(text[max(0, len(text)-12):]), " \"'”’)»")
	if last != "" {
		r, _ := utf8.DecodeLastRuneInString(last)
		s.endStop = strings.ContainsRune(".!?。！？…", r)
		s.endColon = r == ':'
		s.endQuery = r == '?'
	}
	s.phrases = phraseBits(text)
	return s
}

// phraseBits looks for phrases in the first bytes of text.
func phraseBits(text []byte) (bits uint16) {
	const reach = 160
	b := phrases()
	b.find(head(text, reach), func(k int) bool {
		bits |= 1 << b.group[k]
		return true
	})
	return bits
}

// tagGroup numbers the tags that the features tell apart.
func tagGroup(t atom.Atom) int {
	switch t {
	case atom.P:
		return 0
	case atom.Li:
		return 1
	case atom.H1:
		return 2
	case atom.H2:
		return 3
	case atom.H3:
		return 4
	case atom.H4, atom.H5, atom.H6:
		return 5
	case atom.Td, atom.Tr:
		return 6
	case atom.Figcaption:
		return 7
	case atom.Blockquote:
		return 8
	case atom.Dd, atom.Dt:
		return 9
	case atom.Pre:
		return 10
	}
	return 11
}

const tagGroups = 12

// logf is log(1+x).
func logf(x float64) float32 { return float32(math.Log1p(x)) }

// ratio is a/b, or 0 if b is 0.
func ratio[T int | int32](a, b T) float32 {
	if b == 0 {
		return 0
	}
	return float32(a) / float32(b)
}

func bit(b bool) float32 {
	if b {
		return 1
	}
	return 0
}
