package web

import (
	"cmp"
	"slices"

	"hearsay/corpus"
	"hearsay/corpus/lineage"
)

// means says in words what the mutations of a type are.
var means = map[string]string{
	"value_changed":           "a different quantity, which rounding cannot explain",
	"polarity_flipped":        "affirmed became denied, or the reverse",
	"strength_raised":         "a stronger verb or speech act",
	"quote_altered":           "words inside quotation marks changed",
	"quote_invented":          "quotation marks around words that the other does not quote",
	"speaker_changed":         "the words are given to another speaker",
	"stance_contested":        "the reporting text disputes it",
	"attribution_dropped":     "the source is no longer named",
	"attribution_changed":     "another source is named",
	"hedge_dropped":           "“reportedly”, “appears to” is lost",
	"approximator_dropped":    "“about”, “nearly”, “more than” is lost",
	"cause_added":             "a cause or consequence is joined on",
	"scope_broadened":         "the subject widens",
	"scope_shifted":           "another subject",
	"entity_substituted":      "another name",
	"time_shifted":            "another date or period",
	"value_vague":             "a number became a vague quantity",
	"value_sharpened":         "the same quantity, more precise or without its “about”",
	"value_rounded":           "the same quantity, less precise",
	"representation_changed":  "the same fact as levels, a ratio, a percentage or a verb",
	"unit_converted":          "another unit or spelling of it",
	"claims_merged":           "two claims are told as one",
	"claims_split":            "one claim is told as two",
	"quote_truncated":         "part of the quotation is cut",
	"quote_fragment":          "only a phrase is still quoted",
	"quote_paraphrased":       "the quotation marks are gone, the words changed",
	"attribution_generalised": "the source is named less exactly",
	"attribution_added":       "a source is now named",
	"strength_lowered":        "a weaker verb or speech act",
	"hedge_added":             "“reportedly”, “appears to” appears",
	"approximator_added":      "“about”, “nearly”, “up to” appears",
	"framing_added":           "evaluative wording is added",
	"audience_changed":        "said to someone else",
	"entity_generalised":      "a name became a class",
	"entity_specialised":      "a class became a name",
	"scope_narrowed":          "the subject narrows",
	"value_dropped":           "the number was left out",
	"value_added":             "a number that the other lacks",
	"time_dropped":            "the date or period is left out",
	"time_added":              "a date or period appears",
	"time_narrowed":           "the period is stated more exactly or is shorter",
	"time_broadened":          "the period is stated less exactly or is longer",
	"detail_dropped":          "a qualifying detail is left out",
	"detail_added":            "a qualifying detail appears",
	"reworded":                "other words, same meaning",
	"verbatim":                "the same words",
}

// explain returns what mutations of type t mean.
func explain(t string) string { return means[t] }

// typesOf returns the types of ms, each once, the most telling first; verbatim and reworded only if nothing else changed.
func typesOf(ms []corpus.Mutation) []string {
	out := []string{}
	for _, m := range ms {
		out = append(out, m.Type)
	}
	slices.SortFunc(out, func(a, b string) int { return cmp.Or(cmp.Compare(lineage.Rank(a), lineage.Rank(b)), cmp.Compare(a, b)) })
	out = slices.Compact(out)
	if style := lineage.Rank("reworded"); len(out) > 0 && lineage.Rank(out[0]) < style {
		out = slices.DeleteFunc(out, func(t string) bool { return style <= lineage.Rank(t) && lineage.Rank(t) < len(means) })
	}
	return out
}

// gravest says how telling the most telling of ms is, from 1 down to 0.
func gravest(ms []corpus.Mutation) float64 {
	best := 0.0
	for _, m := range ms {
		best = max(best, 1-float64(lineage.Rank(m.Type))/float64(len(means)))
	}
	return best
}

// telling ranks claims for a reader with little time: how far the wordings went apart, how many outlets carried them,
// and whether the gravest change is one of substance. A figure or a quotation can be checked, so it counts twice.
func telling(c *corpus.Claim) float64 {
	best := 0.0
	for _, v := range c.Variants {
		best = max(best, gravest(v.Mutations))
	}
	if c.Kind != corpus.StatementMention {
		best *= 2
	}
	return c.Drift * best * float64(min(c.Outlets, 8))
}
