package web

import (
	"fmt"
	"html/template"
	"maps"
	"slices"
	"strings"
	"time"

	"hearsay/corpus"
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
	"explain":   func(mutation string) string { return explanations[mutation] },
	"safeHref":  safeHref,
	"add":       func(a, b int) int { return a + b },
	"clip":      clip,
	"kinds": func() []corpus.MentionKind {
		return []corpus.MentionKind{corpus.FigureMention, corpus.QuoteMention, corpus.StatementMention}
	},
	"mutationTypes": func() []string { return slices.Sorted(maps.Keys(explanations)) },
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

// explanations say what the types of mutations mean.
var explanations = map[string]string{
	"value_changed":           "a different quantity, which rounding cannot explain",
	"value_rounded":           "the same quantity, less precise",
	"value_sharpened":         "the same quantity, more precise or without its “about”",
	"value_vague":             "a number became a vague quantity",
	"value_dropped":           "the number was left out",
	"value_added":             "a number that the other lacks",
	"representation_changed":  "the same fact as levels, a ratio, a percentage or a verb",
	"unit_converted":          "another unit or spelling of it",
	"approximator_added":      "“about”, “nearly”, “up to” appears",
	"approximator_dropped":    "“about”, “nearly”, “more than” is lost",
	"hedge_added":             "“reportedly”, “appears to” appears",
	"hedge_dropped":           "“reportedly”, “appears to” is lost",
	"strength_raised":         "a stronger verb or speech act",
	"strength_lowered":        "a weaker verb or speech act",
	"attribution_dropped":     "the source is no longer named",
	"attribution_added":       "a source is now named",
	"attribution_changed":     "another source is named",
	"attribution_generalised": "the source is named less exactly",
	"speaker_changed":         "the words are given to another speaker",
	"audience_changed":        "said to someone else",
	"quote_truncated":         "part of the quotation is cut",
	"quote_paraphrased":       "the quotation marks are gone, the words changed",
	"quote_altered":           "words inside quotation marks changed",
	"quote_invented":          "quotation marks around words that the other does not quote",
	"quote_fragment":          "only a phrase is still quoted",
	"scope_broadened":         "the subject widens",
	"scope_narrowed":          "the subject narrows",
	"scope_shifted":           "another subject",
	"time_shifted":            "another date or period",
	"time_dropped":            "the date or period is left out",
	"time_added":              "a date or period appears",
	"time_narrowed":           "the period is stated more exactly or is shorter",
	"time_broadened":          "the period is stated less exactly or is longer",
	"polarity_flipped":        "affirmed became denied, or the reverse",
	"stance_contested":        "the reporting text disputes it",
	"entity_generalised":      "a name became a class",
	"entity_specialised":      "a class became a name",
	"entity_substituted":      "another name",
	"cause_added":             "a cause or consequence is joined on",
	"detail_dropped":          "a qualifying detail is left out",
	"detail_added":            "a qualifying detail appears",
	"claims_merged":           "two claims are told as one",
	"claims_split":            "one claim is told as two",
	"reworded":                "other words, same meaning",
	"framing_added":           "evaluative wording is added",
	"verbatim":                "the same words",
}
