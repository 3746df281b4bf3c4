package article

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
)

// A dating knows what it takes to read dates that are printed for people. Its zero value reads those that are clear
// everywhere.
type dating struct {
	order dateOrder
	india bool      // where IST is Indian time
	now   time.Time // when the page was captured, or zero: a printed day without a year is the last such day before
}

// A dateOrder says what "03/04/2026" means.
type dateOrder int

const (
	unclear dateOrder = iota
	dayFirst
	monthFirst
)

// A printed date is one that stands in a text for people.
type printed struct {
	stamp
	corpus.Span      // in the text
	label       role // what is printed before it
	yearless    bool // the year is not printed
}

// A role is what a date says it is the date of.
type role int

const (
	unlabelled role = iota
	publication
	revision
)

// labels are words before a date that say what it is, in lower case.
var labels = map[string]role{
	"published": publication, "posted": publication, "created": publication, "publication": publication, "issued": publication,
	"publié": publication, "veröffentlicht": publication, "publicado": publication, "pubblicato": publication, "erstellt": publication,
	"updated": revision, "modified": revision, "reviewed": revision, "edited": revision, "revised": revision, "changed": revision,
	"update": revision, "aktualisiert": revision, "actualizado": revision, "aggiornato": revision, "atualizado": revision,
}

// labelOf returns the role that the last label in s gives to what follows it.
func labelOf(s string) (last role) {
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if i := innerCapital(w); i > 0 { // AnalystUpdated
			w = w[i:]
		}
		if l := labels[strings.ToLower(w)]; l != unlabelled {
			last = l
		}
	}
	return last
}

// innerCapital returns where in w a capital follows a small letter, or 0: two elements were set without a space.
func innerCapital(w string) int {
	for i := 1; i < len(w); i++ {
		if w[i] >= 'A' && w[i] <= 'Z' && w[i-1] >= 'a' && w[i-1] <= 'z' {
			return i
		}
	}
	return 0
}

// A dateWord is a word of a text in which dates are sought: letters, or digits with an ordinal ending.
type dateWord struct {
	corpus.Span
	text string // in lower case
	n    int    // the number that it is, or -1
	sep  byte   // the byte before it
}

// dateReach is how many bytes of a text are searched for dates.
const dateReach = 250

// dateWords splits the start of s.
func dateWords(s string) (ws []dateWord) {
	s = s[:min(len(s), dateReach)]
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !inDate(r) {
			i += n
			continue
		}
		from := i
		for i < len(s) {
			if r, n = utf8.DecodeRuneInString(s[i:]); !inDate(r) {
				break
			}
			i += n
		}
		if n := i - from; n > 4 && n < 7 && i < len(s) && s[i] == ':' && number(s[from:from+4]) > 1980 { // Nov 20 20194:29 AM
			i = from + 4
		}
		w := dateWord{Span: corpus.Span{Start: from, End: i}, text: strings.ToLower(s[from:i]), n: number(s[from:i])}
		if from > 0 {
			w.sep = s[from-1]
		}
		ws = append(ws, w)
	}
	return ws
}

// inDate reports whether r is part of a word; the signs for year, month and day in Chinese and Japanese part them.
func inDate(r rune) bool {
	return (unicode.IsLetter(r) || unicode.IsDigit(r)) && r != '年' && r != '月' && r != '日'
}

// findDate finds the first date in text for people: "Feb. 3, 2026", "3 February 2026", "2026-02-03", "03.02.2026".
// Dates in digits whose order is not clear ("03/02/2026") are refused.
func findDate(s string) (stamp, bool) { return dating{}.find(s) }

// find finds the first date in s.
func (d dating) find(s string) (stamp, bool) {
	if ps := d.all(s); len(ps) > 0 {
		return ps[0].stamp, true
	}
	return stamp{}, false
}

// all finds the dates in the start of s, each with its label and, where it stands beside the date, its time of day.
func (d dating) all(s string) (ps []printed) {
	ws := dateWords(s)
	from := 0 // first word after the date before
	for i := 0; i < len(ws); i++ {
		st, n := d.dayAt(ws, i)
		if n == 0 {
			continue
		}
		p := printed{stamp: st, Span: corpus.Span{Start: ws[i].Start, End: ws[i+n-1].End}, yearless: n == 2}
		if from < i {
			p.label = labelOf(s[ws[from].Start:ws[i].Start])
		} else if from == 0 {
			p.label = labelOf(s[:ws[i].Start])
		}
		next := i + n
		if c, k := clockAfter(ws[next:min(len(ws), next+8)]); k > 0 {
			p.at(c, d)
			next += k
		} else {
			p.at(clockBefore(ws[max(from, i-8):i]), d)
		}
		ps = append(ps, p)
		i, from = next-1, next
	}
	return ps
}

// dayAt reads the date that begins at word i and returns how many words it takes.
func (d dating) dayAt(ws []dateWord, i int) (stamp, int) {
	if i+2 < len(ws) {
		if st, ok := d.dateOf(ws[i], ws[i+1], ws[i+2]); ok {
			return st, 3
		}
	}
	if i+4 < len(ws) && ws[i+1].text == "de" && ws[i+3].text == "de" { // 3 de febrero de 2026
		if st, ok := d.dateOf(ws[i], ws[i+2], ws[i+4]); ok {
			return st, 5
		}
	}
	if i+1 < len(ws) && !d.now.IsZero() {
		if st, ok := d.withoutYear(ws[i], ws[i+1]); ok {
			return st, 2
		}
	}
	return stamp{}, 0
}

// dateOf makes a date of three words.
func (d dating) dateOf(a, b, c dateWord) (stamp, bool) {
	year := len(c.text) == 4 && c.n > 1980
	if !year && len(c.text) == 2 && c.n >= 0 && c.sep == '/' && b.sep == '/' && len(b.text) == 2 { // 11/19/19
		year, c.n = true, 2000+c.n
	}
	switch {
	case months[a.text] > 0 && b.n >= 1 && b.n <= 31 && year: // February 3 2026
		return makeDay(c.n, months[a.text], b.n)
	case months[b.text] > 0 && a.n >= 1 && a.n <= 31 && year: // 3 February 2026
		return makeDay(c.n, months[b.text], a.n)
	case len(a.text) == 4 && a.n > 1980 && b.n >= 1 && b.n <= 12 && c.n >= 1 && c.n <= 31 && (len(b.text) == 2 && len(c.text) == 2 || b.sep >= utf8.RuneSelf):
		return makeDay(a.n, time.Month(b.n), c.n)
	case !year || a.n < 1 || b.n < 1 || a.n > 31 || b.n > 31 || b.sep != c.sep:
		return stamp{}, false
	case a.n > 12 && b.n <= 12 || a.n == b.n && a.n <= 12 || b.n <= 12 && (b.sep == '.' || d.order == dayFirst): // 23/02/2026, 03.02.2026
		return makeDay(c.n, time.Month(b.n), a.n)
	case b.n > 12 && a.n <= 12 || a.n <= 12 && d.order == monthFirst: // 02/23/2026
		return makeDay(c.n, time.Month(a.n), b.n)
	}
	return stamp{}, false
}

// withoutYear makes a date of a month and a day: the last such day before the page was captured.
func (d dating) withoutYear(a, b dateWord) (stamp, bool) {
	m, day := months[a.text], b.n
	if m == 0 {
		m, day = months[b.text], a.n
	}
	if m == 0 || day < 1 || day > 31 || len(a.text) < 3 && len(b.text) < 3 {
		return stamp{}, false
	}
	st, ok := makeDay(d.now.Year(), m, day)
	if ok && st.t.After(d.now.AddDate(0, 0, 1)) {
		st, ok = makeDay(d.now.Year()-1, m, day)
	}
	return st, ok
}
