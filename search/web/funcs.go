package web

import (
	"cmp"
	"fmt"
	"html/template"
	"strings"
	"time"

	"hearsay/corpus"
	"hearsay/corpus/lineage"
)

// funcs are what templates may call beside methods of the pages.
var funcs = template.FuncMap{
	"count":     count,
	"day":       day,
	"when":      when,
	"outletURL": outletURL,
	"percent":   func(p float64) string { return fmt.Sprintf("%.0f%%", 100*p) },
	"words":     func(s string) string { return strings.ReplaceAll(s, "_", " ") },
	"join":      func(s []string) string { return strings.Join(s, ", ") },
	"explain":   explain,
	"safeHref":  safeHref,
	"add":       func(a, b int) int { return a + b },
	"clip":      clip,
	"kinds": func() []corpus.MentionKind {
		return []corpus.MentionKind{corpus.FigureMention, corpus.QuoteMention, corpus.StatementMention}
	},
	"mutationTypes": lineage.Types,
	"first":         first,
	"rest":          rest,
	"first1":        func(ps []place) []place { return ps[:min(1, len(ps))] },
	"printed":       printed,
	"stampOf":       func(t time.Time) string { return t.UTC().Format("2 Jan 2006, 15:04 MST") },
}

// clip returns the first n characters of s, with an ellipsis where some are left out.
func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}

func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format("2 Jan 2006")
}

// printed writes a date as it was stored, YYYY-MM-DD or RFC 3339, as a day.
func printed(date string) string {
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if t, err := time.Parse(layout, date); err == nil {
			return day(t)
		}
	}
	return date
}

// when says in words what is known of a time.
func when(t corpus.Time) string {
	switch {
	case t.Known() && t.Earliest.Equal(t.Latest):
		return t.Earliest.Format("2 Jan 2006, 15:04 MST")
	case t.Known() && t.Latest.Sub(t.Earliest) < 24*time.Hour:
		return day(t.Earliest)
	case t.Known():
		return "between " + day(t.Earliest) + " and " + day(t.Latest)
	case !t.Latest.IsZero():
		return "date unknown, collected " + day(t.Latest)
	}
	return "date unknown"
}

// safeHref returns an address that a reader may follow: http and https only.
func safeHref(s string) string {
	if strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") {
		return s
	}
	return ""
}

// first returns the first n of list.
func first(n int, list []string) []string { return list[:min(n, len(list))] }

// rest returns what first leaves.
func rest(n int, list []string) []string { return list[min(n, len(list)):] }

// outletOf names the outlet of a, or what comes nearest to a name.
func outletOf(a *corpus.Article) string { return cmp.Or(a.Outlet, a.Domain, a.File, "unknown outlet") }

// titleOf names a by its title, or what comes nearest to one.
func titleOf(a *corpus.Article) string { return cmp.Or(a.Title, a.URL, a.File, string(a.ID)) }
