package figure

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"hearsay/corpus/quantity"
)

//go:embed lexicon.txt
var lexiconFile string

// A class is a set of grammatical roles that a word can play around a number.
type class uint64

const (
	card class = 1 << iota
	scale
	plural // hundreds, tens: a magnitude without a number
	suffix // k, bn: only when glued to digits
	dozen
	ordinal
	denom
	denoms // plural denominators: thirds
	multiple
	fold
	adverbial // once, twice
	month
	weekday
	season
	deictic // today
	period  // year, as in "last year"
	periods
	early
	relative // last, this, next
	det
	article
	prep
	conj
	pron
	aux
	adv
	verb
	up
	down
	changenoun
	flow
	plan
	equiv
	window
	superlative
	adjective
	titleno // what a bare number after it belongs to: Section 702
	isUnit  // begins the words of a unit
	isQual  // ends a qualifier that stands before the number
	abbrev  // keeps its point
	score   // what follows a score: lead, win
	scaleadj
	irregular
	person
	trailing // begins a qualifier behind the number: or more
	opener   // begins a figure or a date in a few phrases only: minus, fiscal, No.
	pointing // period, time: "during this period"
	listed   // names of lists and indices that a number belongs to: Fortune 500
)

var classNames = map[string]class{
	"card": card, "scale": scale, "plural": plural, "suffix": suffix, "dozen": dozen, "ordinal": ordinal, "denom": denom,
	"denoms": denoms, "multiple": multiple, "fold": fold, "adverbial": adverbial, "month": month, "weekday": weekday,
	"season": season, "deictic": deictic, "period": period, "periods": periods, "early": early, "relative": relative,
	"det": det, "article": article, "prep": prep, "conj": conj, "pron": pron, "aux": aux, "adv": adv, "verb": verb, "up": up,
	"down": down, "changenoun": changenoun, "flow": flow, "plan": plan, "equiv": equiv, "window": window,
	"superlative": superlative, "adjective": adjective, "titleno": titleno, "abbrev": abbrev, "score": score,
	"scaleadj": scaleadj, "irregular": irregular, "person": person,
	"listed": listed, "opener": opener, "trailing": trailing, "pointing": pointing,
}

// triggers are the classes that make a sentence worth parsing.
const triggers = card | scale | plural | dozen | multiple | fold | month | weekday | deictic | period | periods | ordinal | denom | adverbial | superlative

// starters are the classes of words that can begin a figure, a date or a rank.
const starters = triggers&^(period|periods) | article | season | early | relative | superlative | opener

// prepClass is prep, for places where a variable has that name.
const prepClass = prep

// A word is what the lexicon knows of one word form.
type word struct {
	class class
	value float64 // of a number word, a month, a multiple
	unit  int32   // 1 + the index in quantity.Units of the unit that this word alone names
	long  uint8   // the number of words of the longest unit name that begins with this word
	qual  uint8   // the number of words of the longest qualifier that ends with this word
	text  string
}

type lexicon struct {
	words   map[string]int32 // index into list, which is 0 for unknown words
	list    []word
	slots   []int32 // hash table of words, indexes into list
	mask    uint32
	phrases map[string]int32     // folded unit names of several words -> index in units
	symbols map[string]int32     // unit symbols as written -> index in units
	symLen  int                  // length of the longest symbol
	money   map[string]int32     // currency symbols and codes that stand before the number -> index in units
	before  map[string]qualifier // folded qualifier phrases
	units   []quantity.Unit
}

var words = sync.OnceValue(func() *lexicon { return readLexicon(lexiconFile, quantity.Units()) })

func readLexicon(file string, units []quantity.Unit) *lexicon {
	l := &lexicon{
		words: map[string]int32{}, list: make([]word, 1), phrases: map[string]int32{}, symbols: map[string]int32{},
		money: map[string]int32{}, before: map[string]qualifier{}, units: units,
	}
	for line := range strings.Lines(file) {
		f := strings.Fields(line)
		if len(f) == 0 || strings.HasPrefix(line, "#") {
			continue
		}
		c := classNames[f[0]] // 0 for "other"
		for _, w := range f[1:] {
			w, v, ok := strings.Cut(w, "=")
			e := l.entry(w)
			e.class |= c
			if ok {
				e.value, _ = strconv.ParseFloat(v, 64)
			}
		}
	}
	for i, u := range units {
		l.addUnit(int32(i), u)
	}
	for _, q := range qualifiers {
		for phrase := range strings.SplitSeq(q.phrases, "|") {
			l.before[phrase] = q
			last := ""
			for w := range strings.FieldsSeq(phrase) {
				l.entry(w)
				last = w
			}
			e := l.entry(last)
			e.class |= isQual
			e.qual = max(e.qual, uint8(strings.Count(phrase, " ")+1))
		}
	}
	l.index()
	return l
}

// hashing is the multiplier of the polynomial hash of words.
const hashing = 0x01000193

// find returns the index in list of the word w with the given hash, 0 if there is none.
func (l *lexicon) find(hash uint32, w []byte) int32 {
	for i := (hash ^ hash>>15) & l.mask; ; i = (i + 1) & l.mask {
		s := l.slots[i]
		if s == 0 || l.list[s].text == string(w) {
			return s
		}
	}
}

// index fills the hash table, half of which stays free.
func (l *lexicon) index() {
	n := uint32(1)
	for int(n) < 4*len(l.list) {
		n *= 2
	}
	l.slots, l.mask = make([]int32, n), n-1
	for k := 1; k < len(l.list); k++ {
		hash := uint32(0)
		for i := range len(l.list[k].text) {
			hash = hash*hashing + uint32(l.list[k].text[i])
		}
		i := (hash ^ hash>>15) & l.mask
		for l.slots[i] != 0 {
			i = (i + 1) & l.mask
		}
		l.slots[i] = int32(k)
	}
}

// entry returns the word w, new if need be. The pointer is good until the next call.
func (l *lexicon) entry(w string) *word {
	i, ok := l.words[w]
	if !ok {
		i = int32(len(l.list))
		l.words[w] = i
		l.list = append(l.list, word{text: w})
	}
	return &l.list[i]
}

func (l *lexicon) addUnit(i int32, u quantity.Unit) {
	for _, w := range u.Words {
		w = foldUnit(w)
		n := strings.Count(w, " ") + 1
		first, _, _ := strings.Cut(w, " ")
		e := l.entry(first)
		e.class |= isUnit
		e.long = max(e.long, uint8(n))
		if n == 1 {
			e.unit = i + 1
		} else {
			l.phrases[w] = i
		}
	}
	for _, s := range u.Symbols {
		if s == "pm" || s == "as" {
			continue // the time of day and the conjunction
		}
		if u.Dimension == "money" {
			l.money[s] = i
		}
		if _, dup := l.symbols[s]; !dup {
			l.symbols[s] = i
			l.symLen = max(l.symLen, len(s))
		}
	}
}

// foldUnit gives the form in which names of units are compared: no points, a space for each hyphen.
func foldUnit(w string) string {
	return strings.ReplaceAll(strings.ReplaceAll(w, ".", ""), "-", " ")
}
