package query

import (
	"fmt"
	"strings"
	"time"
)

const dateForms = "YYYY, YYYY-MM or YYYY-MM-DD, or a range such as 2026-02..2026-03, 2026-02.. or ..2026"

// date reads the value of date:.
func (p *parser) date(t token) (Node, error) {
	if t.quoted || t.near > 0 {
		return nil, p.errorf(t.valuePos, "a date in quotation marks", dateForms)
	}
	from, to, isRange := strings.Cut(t.text, "..")
	if !isRange {
		to = from
	}
	if from == "" && to == "" {
		return nil, p.errorf(t.valuePos, "a range without dates", dateForms)
	}
	if from != "" && !isDate(from) {
		return nil, p.errorf(t.valuePos, fmt.Sprintf("%q is not a date", from), dateForms)
	}
	if to != "" && !isDate(to) {
		return nil, p.errorf(t.valuePos+len(t.text)-len(to), fmt.Sprintf("%q is not a date", to), dateForms)
	}
	d := Date{From: from, To: to}
	if lo, hi := d.Days(); lo != "" && hi != "" && lo > hi {
		return nil, p.errorf(t.valuePos, "the range ends before it begins", "the earlier date first")
	}
	return d, nil
}

func isDate(s string) bool {
	layout := time.DateOnly
	switch len(s) {
	case len("2006"):
		layout = "2006"
	case len("2006-01"):
		layout = "2006-01"
	}
	_, err := time.Parse(layout, s)
	return err == nil
}

// Days returns the first and the last day of d as YYYY-MM-DD, empty for an open side.
func (d Date) Days() (first, last string) {
	switch len(d.From) {
	case len("2006"):
		first = d.From + "-01-01"
	case len("2006-01"):
		first = d.From + "-01"
	default:
		first = d.From
	}
	switch len(d.To) {
	case len("2006"):
		last = d.To + "-12-31"
	case len("2006-01"):
		if t, err := time.Parse("2006-01", d.To); err == nil {
			last = t.AddDate(0, 1, -1).Format(time.DateOnly)
		}
	default:
		last = d.To
	}
	return first, last
}
