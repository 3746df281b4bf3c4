package article

import (
	"strings"
	"time"
)

// A clock is a time of day in a text.
type clock struct {
	minute int    // of the day
	zone   string // as printed, in lower case, or ""
}

// clockAfter finds the first time of day in ws, which follow a date, and returns after how many words it ends.
func clockAfter(ws []dateWord) (clock, int) {
	for i := range ws {
		if labels[ws[i].text] != unlabelled {
			break
		}
		if c, n := clockAt(ws[i:]); n > 0 {
			return c, i + n
		}
	}
	return clock{}, 0
}

// clockBefore finds the last time of day in ws, which go before a date.
func clockBefore(ws []dateWord) (c clock) {
	for i := 0; i < len(ws); i++ {
		if labels[ws[i].text] != unlabelled {
			c = clock{}
		} else if got, n := clockAt(ws[i:]); n > 0 {
			c = got
			i += n - 1
		}
	}
	return c
}

// clockAt reads the time of day that begins at ws[0], "12:01 BST", "9.05 p.m. ET", "9 pm", and returns how many words it
// takes.
func clockAt(ws []dateWord) (c clock, n int) {
	hour := ws[0].n
	half := ""
	if hour < 0 { // 9pm
		if digits, ok := cutSuffixAny(ws[0].text, "am", "pm"); ok {
			hour, half = number(digits), ws[0].text[len(digits):]
		}
	}
	if hour < 0 || hour > 23 || len(ws[0].text) > 4 || ws[0].sep == '/' || ws[0].sep == '+' {
		return c, 0
	}
	minute, n := 0, 1
	if half == "" && len(ws) > 1 && (ws[1].sep == ':' || ws[1].sep == '.') {
		digits, _ := cutSuffixAny(ws[1].text, "am", "pm")
		if m := number(digits); len(digits) == 2 && m >= 0 && m < 60 && ws[1].Start == ws[0].End+1 {
			minute, half, n = m, ws[1].text[2:], 2
		}
	}
	if n == 2 && half == "" && len(ws) > 2 && ws[2].sep == ':' && ws[2].n >= 0 { // seconds
		n++
	}
	if half == "" {
		var k int
		half, k = halfDay(ws[n:])
		n += k
	}
	if n == 1 && half == "" || half != "" && (hour > 12 || hour == 0) {
		return c, 0
	}
	if half != "" {
		hour %= 12
		if half[0] == 'p' {
			hour += 12
		}
	}
	c.minute = hour*60 + minute
	if n < len(ws) && isZone(ws[n].text) {
		c.zone = ws[n].text
		n++
	}
	return c, n
}

// halfDay reads "am", "p.m." at ws[0].
func halfDay(ws []dateWord) (string, int) {
	switch {
	case len(ws) > 0 && (ws[0].text == "am" || ws[0].text == "pm"):
		return ws[0].text, 1
	case len(ws) > 1 && (ws[0].text == "a" || ws[0].text == "p") && ws[1].text == "m":
		return ws[0].text + "m", 2
	}
	return "", 0
}

// cutSuffixAny cuts the first of suffixes that s has.
func cutSuffixAny(s string, suffixes ...string) (string, bool) {
	for _, x := range suffixes {
		if rest, ok := strings.CutSuffix(s, x); ok {
			return rest, true
		}
	}
	return s, false
}

// at gives s the time of day c, if its zone is known: without it only the day is.
func (s *printed) at(c clock, d dating) {
	if c.zone == "" {
		return
	}
	y, m, day := s.t.Date()
	offset, ok := d.offset(c.zone, y, m, day)
	if !ok {
		return
	}
	s.t = time.Date(y, m, day, 0, c.minute, 0, 0, time.FixedZone("", offset*60))
	s.precision, s.zone = "minute", true
}
