package figure

import "time"

// A day is a calendar day as the number YYYYMMDD; 0 is an unknown day.
type day int

func makeDay(y, m, d int) day { return day(y*10000 + m*100 + d) }

func (d day) year() int  { return int(d) / 10000 }
func (d day) month() int { return int(d) / 100 % 100 }
func (d day) mday() int  { return int(d) % 100 }

func dayOf(t time.Time) day {
	if t.IsZero() {
		return 0
	}
	y, m, d := t.Date()
	return makeDay(y, int(m), d)
}

// add moves d by years, months and days. A day that the month does not have becomes its last.
func (d day) add(years, months, days int) day {
	if d == 0 {
		return 0
	}
	m := d.year()*12 + d.month() - 1 + years*12 + months
	y, mon := m/12, m%12+1
	md := min(d.mday(), lastOf(y, mon))
	if days == 0 {
		return makeDay(y, mon, md)
	}
	return dayOf(time.Date(y, time.Month(mon), md+days, 0, 0, 0, 0, time.UTC))
}

// lastOf returns the number of days in month m of year y.
func lastOf(y, m int) int {
	switch m {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// String gives d as YYYY-MM-DD, "" when it is not known.
func (d day) String() string {
	if d <= 0 {
		return ""
	}
	var b [10]byte
	y, m, md := d.year(), d.month(), d.mday()
	for i, v := range [...]int{y / 1000 % 10, y / 100 % 10, y / 10 % 10, y % 10, -1, m / 10, m % 10, -1, md / 10, md % 10} {
		if v < 0 {
			b[i] = '-'
			continue
		}
		b[i] = byte('0' + v)
	}
	return string(b[:])
}

// A stretch is the days from lo to hi.
type stretch struct{ lo, hi day }

func yearOf(y int) stretch { return stretch{makeDay(y, 1, 1), makeDay(y, 12, 31)} }

func monthOf(y, m int) stretch { return stretch{makeDay(y, m, 1), makeDay(y, m, lastOf(y, m))} }

// months returns months m to n of year y.
func months(y, m, n int) stretch { return stretch{makeDay(y, m, 1), makeDay(y, n, lastOf(y, n))} }

// third returns the early (1), middle (2) or late (3) part of s: thirds of a year, ten days of a month.
func (s stretch) third(part int) stretch {
	switch {
	case s.lo == 0:
		return s
	case s.lo.month() == s.hi.month():
		y, m := s.lo.year(), s.lo.month()
		return [3]stretch{{makeDay(y, m, 1), makeDay(y, m, 10)}, {makeDay(y, m, 11), makeDay(y, m, 20)}, {makeDay(y, m, 21), s.hi}}[part-1]
	}
	y := s.lo.year()
	return months(y, part*4-3, part*4)
}
