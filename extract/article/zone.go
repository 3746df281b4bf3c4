package article

import (
	"strings"
	"time"
)

// zones are the abbreviations of time zones that news pages print, with their offset from UTC in minutes. "et", "ct", "mt"
// and "pt" stand for standard or summer time, as the day has it.
var zones = map[string]int{
	"gmt": 0, "utc": 0, "bst": 60, "wet": 0, "west": 60, "cet": 60, "cest": 120, "eet": 120, "eest": 180, "msk": 180, "sast": 120,
	"wat": 60, "eat": 180, "ist": 330, "pkt": 300, "sgt": 480, "hkt": 480, "jst": 540, "kst": 540, "awst": 480, "acst": 570, "aest": 600,
	"aedt": 660, "nzst": 720, "nzdt": 780, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480,
	"pdt": -420, "akst": -540, "akdt": -480, "hst": -600, "et": -300, "ct": -360, "mt": -420, "pt": -480,
}

// isZone reports whether s, in lower case, is the abbreviation of a time zone.
func isZone(s string) bool {
	_, ok := zones[s]
	return ok
}

// offset returns how many minutes zone is ahead of UTC on a day.
func (d dating) offset(zone string, year int, m time.Month, day int) (int, bool) {
	o, ok := zones[zone]
	switch {
	case zone == "ist" && !d.india: // or Ireland, or Israel
		return 0, false
	case len(zone) == 2 && americanSummer(year, m, day):
		o += 60
	}
	return o, ok
}

// americanSummer reports whether clocks in the United States show summer time on a day: from the second Sunday of
// March to the first of November (Energy Policy Act of 2005).
func americanSummer(year int, m time.Month, day int) bool {
	sunday := func(m time.Month, nth int) int {
		first := time.Date(year, m, 1, 0, 0, 0, 0, time.UTC)
		return 1 + (7-int(first.Weekday()))%7 + 7*(nth-1)
	}
	switch {
	case m > time.March && m < time.November:
		return true
	case m == time.March:
		return day >= sunday(time.March, 2)
	case m == time.November:
		return day < sunday(time.November, 1)
	}
	return false
}

// generic are two-letter top-level domains that sites of any country use.
var generic = map[string]bool{
	"ai": true, "am": true, "cc": true, "co": true, "eu": true, "fm": true, "gg": true, "io": true, "ly": true, "me": true, "sh": true, "to": true, "tv": true, "us": true, "ws": true,
	"ca": true, // writes dates either way
}

// datingOf returns how a page of language lang ("en-GB") at host prints dates. A country's domain says more than the
// language, which many content systems set to American English.
func datingOf(lang, host string) (d dating) {
	tld := host[strings.LastIndexByte(host, '.')+1:]
	language, region, _ := strings.Cut(strings.ToLower(strings.ReplaceAll(lang, "_", "-")), "-")
	d.india = tld == "in" || region == "in"
	switch {
	case tld == "us" || tld == "gov" || tld == "mil":
		d.order = monthFirst
	case len(tld) == 2 && tld != "ph" && !generic[tld]:
		d.order = dayFirst
	case region == "us":
		d.order = monthFirst
	case language != "en" && language != "" || len(region) == 2 && region != "ca" && region != "ph":
		d.order = dayFirst
	}
	return d
}
