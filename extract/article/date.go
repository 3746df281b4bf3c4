package article

import (
	"strconv"
	"strings"
	"time"
)

// A stamp is a date as a page writes it.
type stamp struct {
	t         time.Time
	precision string // second, minute, day
	zone      bool   // the page says in which zone
}

// day returns the date that was printed, in the zone that was printed.
func (s stamp) day() string { return s.t.Format(time.DateOnly) }

// String returns s as RFC 3339 if it has a time and a zone, else as a date.
func (s stamp) String() string {
	if s.zone && s.precision != "day" {
		return s.t.Format(time.RFC3339)
	}
	return s.day()
}

// Layouts of machine-readable dates, the commonest first. Those with "Z07:00" or a zone name give a zone.
var layouts = []struct {
	layout, precision string
	zone              bool
}{
	{time.RFC3339Nano, "second", true},
	{"2006-01-02T15:04:05Z0700", "second", true},
	{"2006-01-02T15:04Z07:00", "minute", true},
	{"2006-01-02T15:04Z0700", "minute", true},
	{"2006-01-02T15:04:05", "second", false},
	{"2006-01-02T15:04", "minute", false},
	{"2006-01-02 15:04:05Z07:00", "second", true},
	{"2006-01-02 15:04:05 Z07:00", "second", true},
	{"2006-01-02 15:04:05Z0700", "second", true},
	{"2006-01-02 15:04:05 Z0700", "second", true},
	{"2006-01-02 15:04:05 MST", "second", false},
	{"2006-01-02 15:04:05", "second", false},
	{"2006-01-02 15:04", "minute", false},
	{"2006-01-02", "day", false},
	{"2006-1-2", "day", false},
	{"2006/01/02", "day", false},
	{"20060102T150405Z", "second", true},
	{"20060102", "day", false},
	{time.RFC1123Z, "second", true},
	{time.RFC1123, "second", false},
	{"Mon Jan 02 2006 15:04:05 GMT-0700", "second", true},
	{"Mon Jan 2 15:04:05 MST 2006", "second", false},
}

// parseStamp reads a date that is meant for machines, or else one that is meant for people, wherever they are.
func parseStamp(s string) (stamp, bool) { return dating{}.parse(s) }

// parse reads a date that is meant for machines, or else one that is meant for people.
func (d dating) parse(s string) (stamp, bool) {
	s = strings.TrimSpace(s)
	if len(s) < 6 || len(s) > 300 {
		return stamp{}, false
	}
	if t, _, ok := strings.Cut(s, "["); ok { // 2020-01-01T10:00+01:00[Europe/Berlin]
		s = t
	}
	for _, l := range layouts {
		if t, err := time.Parse(l.layout, s); err == nil {
			zone := l.zone || strings.HasSuffix(s, "GMT") || strings.HasSuffix(s, "UTC")
			st := stamp{t: t, precision: l.precision, zone: zone}
			return st.checked()
		}
	}
	if st, ok := epoch(s); ok {
		return st, true
	}
	if n := strings.IndexByte(s, '.'); n > 0 && strings.IndexByte(s, 'T') > 0 { // fractions of odd length, or no zone
		if rest := strings.TrimLeft(s[n+1:], "0123456789"); len(rest) < len(s)-n-1 {
			return d.parse(s[:n] + rest)
		}
	}
	return d.find(s)
}

// epoch reads seconds or milliseconds since 1970.
func epoch(s string) (stamp, bool) {
	n, err := strconv.ParseInt(s, 10, 64)
	switch {
	case err != nil || len(s) != 10 && len(s) != 13:
		return stamp{}, false
	case len(s) == 13:
		n /= 1000
	}
	return stamp{t: time.Unix(n, 0).UTC(), precision: "second", zone: true}.checked()
}

// checked refuses dates that no news page can have, and takes midnight for a date without a time.
func (s stamp) checked() (stamp, bool) {
	if y := s.t.Year(); y < 1980 || y > 2200 {
		return stamp{}, false
	}
	if h, m, sec := s.t.Clock(); h == 0 && m == 0 && sec == 0 && s.precision != "day" {
		s.precision, s.zone = "day", false
	}
	return s, true
}

// months are the names and abbreviations of months: English, German, French, Spanish, Portuguese, Italian, Dutch.
var months = map[string]time.Month{
	"january": 1, "jan": 1, "januar": 1, "janvier": 1, "enero": 1, "janeiro": 1, "gennaio": 1, "januari": 1, "ene": 1,
	"february": 2, "feb": 2, "februar": 2, "février": 2, "febrero": 2, "fevereiro": 2, "febbraio": 2, "februari": 2, "fev": 2, "févr": 2,
	"march": 3, "mar": 3, "märz": 3, "mars": 3, "marzo": 3, "março": 3, "maart": 3, "mär": 3,
	"april": 4, "apr": 4, "avril": 4, "abril": 4, "aprile": 4, "abr": 4, "avr": 4,
	"may": 5, "mai": 5, "mayo": 5, "maio": 5, "maggio": 5, "mei": 5,
	"june": 6, "jun": 6, "juni": 6, "juin": 6, "junio": 6, "junho": 6, "giugno": 6,
	"july": 7, "jul": 7, "juli": 7, "juillet": 7, "julio": 7, "julho": 7, "luglio": 7, "juil": 7,
	"august": 8, "aug": 8, "août": 8, "agosto": 8, "augustus": 8, "ago": 8,
	"september": 9, "sep": 9, "sept": 9, "septembre": 9, "septiembre": 9, "setembro": 9, "settembre": 9, "set": 9,
	"october": 10, "oct": 10, "oktober": 10, "okt": 10, "octobre": 10, "octubre": 10, "outubro": 10, "ottobre": 10, "out": 10,
	"november": 11, "nov": 11, "novembre": 11, "noviembre": 11, "novembro": 11,
	"december": 12, "dec": 12, "dezember": 12, "dez": 12, "décembre": 12, "diciembre": 12, "dezembro": 12, "dicembre": 12, "dic": 12, "déc": 12,
}

// makeDay makes a date, unless there is no such day.
func makeDay(year int, m time.Month, day int) (stamp, bool) {
	t := time.Date(year, m, day, 0, 0, 0, 0, time.UTC)
	if t.Day() != day {
		return stamp{}, false
	}
	return stamp{t: t, precision: "day"}.checked()
}

// number reads a number of at most four digits, with an ordinal ending ("3rd"); -1 if s is none.
func number(s string) int {
	for _, e := range [...]string{"st", "nd", "rd", "th"} {
		if t, ok := strings.CutSuffix(strings.ToLower(s), e); ok {
			s = t
			break
		}
	}
	if s == "" || len(s) > 4 {
		return -1
	}
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}

// urlDate reads the date that many outlets put in addresses: /2026/02/03/ or /2026-02-03 or /20260203.
func urlDate(address string) (stamp, bool) {
	for i := 0; i+4 < len(address); i++ {
		if address[i] != '/' && address[i] != '-' || address[i+1] != '2' && address[i+1] != '1' {
			continue
		}
		rest := address[i+1:]
		for _, l := range [...]string{"2006/01/02", "2006-01-02", "20060102", "2006/1/2", "2006/jan/02", "2006/Jan/02"} {
			if len(rest) < len(l) || len(rest) > len(l) && isAlnum(rest[len(l)]) {
				continue
			}
			if t, err := time.Parse(l, rest[:len(l)]); err == nil && t.Year() > 1994 && t.Year() < 2100 {
				return stamp{t: t, precision: "day"}, true
			}
		}
	}
	return stamp{}, false
}
