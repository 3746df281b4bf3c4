package figure

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"hearsay/corpus"
	"hearsay/corpus/corpustest"
)

// published is the day on which every golden sentence is taken to be printed: a Wednesday.
var published = time.Date(2026, 2, 18, 0, 0, 0, 0, time.UTC)

// broken lists the golden cases that we know we get wrong, and why.
var broken = map[string]string{
	"broken/elapsed":      "before a comma, \"before\" is not seen, and the order is by place",
	"broken/ages":         "an age is known by two commas only",
	"broken/decades":      "years of two digits are not read as such",
	"broken/dose":         "a noun that is no person turns \"one\" into a determiner",
	"broken/lanes":        "\"over\" a place is taken for a bound",
	"broken/name-number":  "a space between a count and a name made of digits groups them",
	"broken/working-days": "a unit of time is not told from a day of a special kind",
	"broken/version":      "a second version number, without its name, is taken for a figure",
	"broken/gapped-rate":  "what a rate is per is not carried on",
	"broken/forecast":     "a relative clause without its pronoun begins with what looks counted",
	"broken/number-of":    "what \"the number of calls\" counts is not carried to the figures",
	"broken/verb":         "a participle is taken for an adjective",
}

// line prints a figure as the golden files have it: text | value unit dimension | qualifier | change role | noun | scope.
// What is empty or ordinary is left out; a change that is only named stands in brackets.
func line(x *corpus.Figure) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s | %s %s", x.Text, values(x), x.Unit)
	if x.Dimension != x.Unit && x.Dimension != "count" {
		fmt.Fprintf(&b, " (%s)", x.Dimension)
	}
	if x.Qualifier != "exact" {
		fmt.Fprintf(&b, " | %s %q", x.Qualifier, x.QualifierText)
	}
	if x.Kind == "figure" {
		change := x.Change
		if x.Named != "" {
			change = "(" + x.Named + ")"
		}
		fmt.Fprintf(&b, " | %s", strings.TrimSpace(change+" "+x.Role))
	}
	if x.Noun != "" {
		fmt.Fprintf(&b, " | of %s", x.Noun)
	}
	if x.Scope != "" || x.Kind == "date" {
		fmt.Fprintf(&b, " | %s [%s, %s]", x.Scope, x.ScopeLo, x.ScopeHi)
	}
	return b.String() + "\n"
}

func values(x *corpus.Figure) string {
	if x.Lo == x.Hi {
		return fmt.Sprintf("%.10g", x.Lo)
	}
	return fmt.Sprintf("%.10g..%.10g", x.Lo, x.Hi)
}

func TestGolden(t *testing.T) {
	corpustest.Golden(t, broken, func(text string) string {
		figures := Find(text, Context{Published: published})
		check(t, text, figures)
		var b strings.Builder
		for i := range figures {
			b.WriteString(line(&figures[i]))
		}
		return b.String()
	})
}
