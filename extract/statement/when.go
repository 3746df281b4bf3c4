package statement

import (
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

var months = map[string]time.Month{
	"january": 1, "february": 2, "march": 3, "april": 4, "may": 5, "june": 6, "july": 7, "august": 8, "september": 9,
	"october": 10, "november": 11, "december": 12, "jan.": 1, "feb.": 2, "aug.": 8, "sept.": 9, "oct.": 10, "nov.": 11, "dec.": 12,
}

var (
	timeUnits = set("day days week weeks month months year years decade decades quarter quarters hour hours night morning weekend century")
	seasons   = set("spring summer autumn fall winter")
	feasts    = set("christmas easter midsummer halloween thanksgiving ramadan hanukkah")
	timeMods  = set("last this next past previous recent coming early late mid same first second third fourth final")
	timePreps = set("in by since during between from until till through on within over before after for throughout as of around to and half summer winter spring autumn fall six-month")
	timeWords = set("today yesterday tomorrow tonight current currently presently now recently previously earlier formerly once monday tuesday wednesday thursday friday saturday sunday")
)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// A when is a time scope as a clause states it.
type when struct {
	corpus.Span
	lo, hi string // first and last day, YYYY-MM-DD, where the words alone tell
}

// when returns the time scope of Tokens[a:b]: the words from the first expression of time to the last that belongs with it.
func (s *splitter) when(a, b int) (when, bool) {
	first, last := -1, -1
	var w when
	for i := a; i < b; i++ {
		n := s.timeAt(i, b)
		if n == 0 {
			continue
		}
		if first >= 0 && !s.linked(last, i) {
			break
		}
		if first < 0 {
			first = s.withPreps(a, i)
		}
		if lo, hi := s.days(i, i+n); lo != "" {
			if w.lo == "" || lo < w.lo {
				w.lo = lo
			}
			w.hi = max(w.hi, hi)
		}
		last = i + n
		i = last - 1
	}
	if first < 0 {
		return w, false
	}
	w.Span = s.doc.SpanOf(first, last)
	return w, true
}

// timeAt returns how many tokens of an expression of time begin at i: "July 2025", "the past year", "six months".
func (s *splitter) timeAt(i, end int) int {
	word := func(j int) string {
		if j >= 0 && j < end {
			return s.fold[j]
		}
		return ""
	}
	switch w := s.fold[i]; {
	case months[w] > 0 && (w != "may" && w != "march" || s.capitalAt(i) && (year(word(i+1)) || day(word(i+1)) || day(word(i-1)) || leadsToMonth(word(i-1)) || word(i-1) == "and" && months[word(i-2)] > 0)):
		n := 1
		if day(word(i + n)) {
			n++
		}
		if word(i+n) == "," && year(word(i+n+1)) {
			n += 2
		} else if year(word(i + n)) {
			n++
		}
		return n
	case day(w) && months[word(i+1)] > 0 && s.timeAt(i+1, end) > 0: // 14 October 2026
		return 1 + s.timeAt(i+1, end)
	case day(w) && len(w) > 2 && word(i-1) == "the" && word(i-2) == "on": // on the 14th
		return 1
	case seasons[w]:
		return s.seasonAt(i, word)
	case feasts[w] && !s.doc.IsNoun(min(i+1, len(s.doc.Tokens)-1)):
		return 1
	case w == "new" && word(i+1) == "year" && strings.HasSuffix(word(i+2), "s"): // New Year's Eve
		return 4
	case len(w) == 5 && year(w[:4]) && w[4] == 's': // the 1990s
		return 1
	case timeUnits[w] && strings.HasSuffix(w, "s") && (word(i-1) == "for" || word(i-1) == "within"): // for months
		return 1
	case (w == "a" || w == "an") && timeUnits[word(i+1)] && (word(i+2) == "ago" || word(i+2) == "earlier" || word(i+2) == "later"):
		return 3
	case w == "half" && word(i+1) == "a" && timeUnits[word(i+2)]:
		return 3
	case year(w) && s.doc.Tokens[i].Kind == text.Number && i > 0 && !s.figure[i]:
		return 1
	case timeWords[w]:
		return 1
	case timeMods[w]:
		n := 1
		for n < 3 && (timeMods[word(i+n)] || s.doc.Tokens[min(i+n, len(s.doc.Tokens)-1)].Tag == "CD") {
			n++
		}
		if timeUnits[word(i+n)] || seasons[word(i+n)] || word(i+n) == "half" {
			return n + 1
		}
	case s.doc.Tokens[i].Tag == "CD" && timeUnits[word(i+1)]:
		if w := word(i + 2); w == "ago" || w == "earlier" || w == "later" {
			return 3
		}
		return 2
	case strings.Contains(w, "-month") || strings.Contains(w, "-year") || strings.Contains(w, "-week") || strings.Contains(w, "-day"):
		return 1
	case s.doc.Tokens[i].Tag == "CD" && word(i+1) == "-" && timeUnits[word(i+2)]:
		return 3
	}
	return 0
}

// leadsToMonth reports whether a month, and no name or verb, follows w: "in May", "since March".
func leadsToMonth(w string) bool {
	switch w {
	case "in", "since", "by", "until", "from", "between", "during", "before", "through", "late", "early", "mid", "last", "next", "of":
		return true
	}
	return false
}

// seasonAt returns how many tokens of an expression of time begin with the season at i: "spring" after a word that leads
// into a time, maybe with its year. "Spring" and "fall" are verbs elsewhere.
func (s *splitter) seasonAt(i int, word func(int) string) int {
	if p := word(i - 1); p != "the" && !timePreps[p] && !timeMods[p] || s.doc.IsVerb(i) {
		return 0
	}
	switch {
	case year(word(i + 1)):
		return 2
	case word(i+1) == "of" && year(word(i+2)):
		return 3
	}
	return 1
}

// capitalAt reports whether token i begins with a capital letter.
func (s *splitter) capitalAt(i int) bool {
	r, _ := utf8.DecodeRuneInString(s.doc.Word(i))
	return unicode.IsUpper(r)
}

func year(w string) bool {
	return len(w) == 4 && (w[:2] == "19" || w[:2] == "20") && w[2] >= '0' && w[2] <= '9' && w[3] >= '0' && w[3] <= '9'
}

func day(w string) bool {
	n, err := strconv.Atoi(strings.TrimRight(w, "stndrh"))
	return err == nil && n >= 1 && n <= 31
}

// linked reports whether only words that join expressions of time stand between tokens last and i.
func (s *splitter) linked(last, i int) bool {
	if i-last > 3 {
		return false
	}
	for j := last; j < i; j++ {
		if w := s.fold[j]; !timePreps[w] && w != "," && w != "the" {
			return false
		}
	}
	return true
}

// withPreps moves i back over the words that lead into an expression of time.
func (s *splitter) withPreps(a, i int) int {
	for i > a {
		if w := s.fold[i-1]; !timePreps[w] && w != "the" && w != "a" && w != "mid" && w != "late" && w != "early" || w == "and" || w == "to" || w == "fall" || w == "spring" {
			break
		}
		i--
	}
	return i
}

// days returns the first and last day of the expression Tokens[a:b], or "".
func (s *splitter) days(a, b int) (lo, hi string) {
	var y, d int
	var m time.Month
	for i := a; i < b; i++ {
		switch w := s.fold[i]; {
		case months[w] > 0:
			m = months[w]
		case year(w):
			y, _ = strconv.Atoi(w)
		case len(w) == 5 && year(w[:4]): // the 1990s
			y, _ = strconv.Atoi(w[:4])
			return strconv.Itoa(y) + "-01-01", strconv.Itoa(y+9) + "-12-31"
		case day(w) && d == 0 && (m > 0 || i+1 < b && months[s.fold[i+1]] > 0):
			d, _ = strconv.Atoi(strings.TrimRight(w, "stndrh"))
		}
	}
	switch {
	case y == 0:
		return "", ""
	case m == 0:
		return strconv.Itoa(y) + "-01-01", strconv.Itoa(y) + "-12-31"
	case d == 0:
		t := time.Date(y, m, 1, 0, 0, 0, 0, time.UTC)
		return t.Format(time.DateOnly), t.AddDate(0, 1, -1).Format(time.DateOnly)
	}
	t := time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
	return t, t
}
