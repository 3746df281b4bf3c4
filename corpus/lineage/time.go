package lineage

import (
	"slices"
	"strconv"
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

// times compares the periods of the two sides.
func (c *comparison) times() {
	x, y := c.a.m.Statement, c.b.m.Statement
	if x == nil || y == nil || x.Time == "" && y.Time == "" || strings.EqualFold(x.Time, y.Time) {
		return
	}
	from, to := c.a.scope(), c.b.scope()
	switch {
	case y.Time == "":
		if !c.b.tells(x.Time) {
			c.add("time_dropped", "“"+x.Time+"” is gone", from, c.b.whole())
		}
		return
	case x.Time == "":
		if !c.a.tells(y.Time) {
			c.add("time_added", "“"+y.Time+"” is new", c.a.whole(), to)
		}
		return
	}
	if c.a.saysAll(y.Time) || c.b.saysAll(x.Time) {
		return // it is told in another clause of the sentence
	}
	p, q := readPeriod(x), readPeriod(y)
	if p.length != 0 && q.length != 0 && p.dated() != q.dated() { // "for six weeks, until 31 March"
		if p.dated() {
			c.add("time_dropped", "how long is told, and no longer until when", from, to)
		} else {
			c.add("time_added", "it is told from or until when", from, to)
		}
	}
	switch relateTimes(p, q) {
	case anotherTime:
		rule := "another period"
		if p.now != q.now {
			rule = "what is now and what was then"
		}
		c.add("time_shifted", rule, from, to)
	case otherUnit:
		c.add("unit_converted", "the same length of time", from, to)
	case wider:
		c.add("time_broadened", "holds the other period, or says less of it", from, to)
	case narrower:
		c.add("time_narrowed", "within the other period, or says more of it", from, to)
	}
}

// tells reports whether the words of a time scope that tell something all stand somewhere in the sentence of s.
func (s *side) tells(scope string) bool {
	n := 0
	for _, t := range text.Terms(scope, text.Words(scope)) {
		if t.Func || t.Kind == text.Punct {
			continue
		}
		n++
		same := func(u text.Term) bool { return u.Stem == t.Stem }
		if !slices.ContainsFunc(s.terms, same) && !slices.ContainsFunc(s.rest, same) {
			return false
		}
	}
	return n > 0
}

// saysAll reports whether the words of a time scope stand in the sentence of s, outside of the mention.
func (s *side) saysAll(scope string) bool {
	n := 0
	for _, t := range text.Terms(scope, text.Words(scope)) {
		if t.Func || t.Kind == text.Punct {
			continue
		}
		n++
		if !slices.ContainsFunc(s.rest, func(u text.Term) bool { return u.Stem == t.Stem }) {
			return false
		}
	}
	return n > 0
}

// scope is the place of the time scope; the whole mention where it stands outside.
func (s *side) scope() corpus.Place {
	if sp := s.m.Statement.TimeSpan; sp != nil && s.m.Contains(*sp) {
		return s.place(*sp)
	}
	return s.whole()
}

// A period is what the words of a time scope tell.
type period struct {
	lo, hi string  // first and last day, YYYY-MM-DD, where they tell
	months []int   // 1 to 12, those that are named, and those of a season or a feast that is
	exact  bool    // the months are named, not only a season
	day    int     // of the month
	length float64 // days, of a time that is only so long: "six weeks"; -1 for "months"
	unit   string  // of length, in the singular
	grain  int     // of what is named: 1 day, 2 week, 3 month, 4 season, 5 year, 6 decade; 0 not known
	week   string  // day of the week
	now    bool    // the present: "currently"
	which  string  // last, next, this
	words  string
}

// dated reports whether p names a place in the calendar.
func (p period) dated() bool { return p.lo != "" || len(p.months) > 0 }

// days is how long the units of time are.
var days = map[string]float64{
	"minute": 1.0 / 1440, "hour": 1.0 / 24, "day": 1, "night": 1, "morning": 1, "weekend": 2, "week": 7, "month": 30.4, "quarter": 91,
	"year": 365, "decade": 3650, "century": 36500,
}

// grains is how coarse the units and words of time are.
var grains = map[string]int{
	"today": 1, "yesterday": 1, "tomorrow": 1, "tonight": 1, "day": 1, "night": 1, "morning": 1, "weekend": 1, "week": 2, "month": 3,
	"quarter": 4, "year": 5, "decade": 6,
}

// seasons maps seasons and feasts to their months.
var seasons = map[string][]int{
	"spring": {3, 4, 5}, "summer": {6, 7, 8}, "autumn": {9, 10, 11}, "winter": {12, 1, 2}, "easter": {3, 4}, "christmas": {12}, "midsummer": {6},
}

var numberWords = map[string]float64{
	"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "twelve": 12,
	"half": 0.5, "dozen": 12, "eleven": 11, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
}

// readPeriod reads the time scope of st.
func readPeriod(st *corpus.Statement) period {
	p := period{lo: st.TimeLo, hi: st.TimeHi, words: text.Fold(st.Time)}
	list := strings.FieldsFunc(p.words, func(r rune) bool { return r == ' ' || r == '-' || r == ',' || r == '‑' })
	number := 0.0
	for i, w := range list {
		w = strings.TrimSuffix(w, "'s")
		one := strings.TrimSuffix(w, "s")
		n, err := strconv.ParseFloat(strings.TrimRight(w, "stndrh"), 64)
		switch {
		case w == "ago" && p.length > 0:
			p.grain, p.length, p.which = grains[p.unit], 0, "last"
		case err == nil && n >= 1 && n <= 31 && p.day == 0 && (strings.HasSuffix(w, "th") || i+1 < len(list) && monthNumber(list[i+1]) > 0 || i > 0 && monthNumber(list[i-1]) > 0):
			p.day, p.grain = int(n), 1
		case err == nil:
			number = n
		case numberWords[w] > 0 && (number == 0 || numberWords[w] > 1):
			number = numberWords[w]
		case monthNumber(w) > 0:
			p.months, p.exact, p.grain = append(p.months, monthNumber(w)), true, min(max(p.grain, 3), cmpGrain(p))
		case seasons[w] != nil:
			if !p.exact {
				p.months, p.grain = append(p.months, seasons[w]...), 4
			}
		case lexicon().is("weekday", w):
			p.week, p.grain = w, 1
		case lexicon().is("present", w):
			p.now = true
		case w == "last" || w == "past" || w == "previous":
			p.which = "last"
		case w == "next" || w == "coming":
			p.which = "next"
		case w == "this":
			p.which = "this"
		case days[one] > 0:
			p.measure(one, number, w != one)
		}
	}
	return p
}

// cmpGrain is the coarsest that a named month can be: a day that was read before it stays.
func cmpGrain(p period) int {
	if p.day > 0 {
		return 1
	}
	return 3
}

// measure takes a unit of time into p: after a number it is a length, in the plural alone a vague one.
func (p *period) measure(unit string, number float64, plural bool) {
	p.unit = unit
	switch {
	case p.which != "" && number == 0, number == 0 && !plural:
		p.grain = max(p.grain, grains[unit])
	case number > 0:
		p.length = days[unit] * number
	default:
		p.length = -1
	}
}

func monthNumber(w string) int {
	for i, m := range []string{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"} {
		if strings.HasPrefix(w, m) && (lexicon().is("month", w) || len(strings.TrimSuffix(w, ".")) <= 4) {
			return i + 1
		}
	}
	return 0
}

// How one period stands to another.
const (
	sameTime = iota
	anotherTime
	otherUnit
	wider
	narrower
)

// relateTimes says how q stands to p.
func relateTimes(p, q period) int {
	switch {
	case p.now != q.now && p.length == 0 && q.length == 0:
		return anotherTime
	case p.length != 0 && q.length != 0:
		return relateLengths(p, q)
	case p.lo != "" && q.lo != "":
		return relateDates(p, q)
	case p.length != 0 && !p.dated() && q.dated():
		return narrower
	case q.length != 0 && !q.dated() && p.dated():
		return wider
	case len(p.months) > 0 && len(q.months) > 0:
		return relateMonths(p, q)
	case p.week != "" && q.week != "" && p.week != q.week:
		return anotherTime
	case p.grain > 0 && q.grain > p.grain:
		return wider
	case q.grain > 0 && p.grain > q.grain:
		return narrower
	case p.grain > 0 && p.grain == q.grain && (p.which != q.which && p.which != "" && q.which != "" || p.week == "" && q.week == "" && lastWord(p.words) != lastWord(q.words)):
		return anotherTime
	}
	return sameTime
}

// relateLengths compares two times that are only so long.
func relateLengths(p, q period) int {
	switch {
	case p.length < 0 && q.length < 0:
		return sameTime
	case q.length < 0:
		return wider
	case p.length < 0:
		return narrower
	}
	if r := p.length / q.length; r > 1.07 || r < 0.93 {
		return anotherTime
	}
	if p.unit != q.unit {
		return otherUnit
	}
	return sameTime
}

func relateDates(p, q period) int {
	switch {
	case p.lo == q.lo && p.hi == q.hi:
		return sameTime
	case p.lo <= q.lo && q.hi <= p.hi:
		return narrower
	case q.lo <= p.lo && p.hi <= q.hi:
		return wider
	}
	return anotherTime
}

// relateMonths compares periods that name months or seasons.
func relateMonths(p, q period) int {
	in := func(list, of []int) bool {
		return !slices.ContainsFunc(list, func(m int) bool { return !slices.Contains(of, m) })
	}
	pq, qp := in(p.months, q.months), in(q.months, p.months)
	switch {
	case pq && qp && p.day != q.day && p.day > 0 && q.day > 0:
		return anotherTime
	case pq && qp && p.day > 0 && q.day == 0:
		return wider
	case pq && qp && q.day > 0 && p.day == 0:
		return narrower
	case pq && qp:
		return sameTime
	case pq:
		return wider
	case qp:
		return narrower
	}
	return anotherTime
}

func lastWord(s string) string {
	f := strings.Fields(s)
	if len(f) == 0 {
		return ""
	}
	return f[len(f)-1]
}
