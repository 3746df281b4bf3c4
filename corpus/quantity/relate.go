package quantity

import (
	"math"
	"strings"

	"hearsay/corpus"
)

// A Kind says how two figures stand to each other.
type Kind uint8

// The kinds of relations. The first six say that both can be true of one fact told twice.
const (
	Incomparable Kind = iota // other dimension, or too little in common to say anything
	Equal                    // the same value in the same unit; the qualifiers may differ
	Converted                // the same value in another unit
	Rounded                  // there is a precision at which one rounds to the other
	Restated                 // levels told as a ratio, a ratio as a percentage or a verb, a difference or a sum
	Contained                // one is a range or a bound that the other satisfies
	Vague                    // one is a vague form of the other: tens of millions
	StockFlow                // a level told as a change or a payment, or the other way round
	Scope                    // about another period
	Conflicting              // both cannot be true of one fact
)

var kindNames = [...]string{
	"incomparable", "equal", "converted", "rounded", "restated", "contained", "vague", "stock/flow", "scope", "conflicting",
}

func (k Kind) String() string { return kindNames[k] }

// Compatible reports whether figures of this relation can be two tellings of one fact.
func (k Kind) Compatible() bool { return k >= Equal && k <= Vague }

// A Relation is what Relate found, with the rule that decided and what it looked at on both sides.
type Relation struct {
	Kind      Kind
	Rule      string      // one phrase, for a reader: "1,400 TB is 1.4 PB"
	A, B      corpus.Span // of the number, its qualifier or its scope, whatever the rule turned on; as in the figures
	Qualifier string      // from a to b: "" same, "lost", "gained", "changed"
	Noun      string      // counted nouns: "" not both known, "same", "differs"
	Period    Period      // the time scopes
}

// A Period says how the time scopes of two figures lie to each other.
type Period uint8

// The relations of periods.
const (
	PeriodUnknown Period = iota // at least one is not known
	PeriodSame
	PeriodNested
	PeriodOverlaps
	PeriodDisjoint
)

// Periods compares the time scopes of a and b. An open end reaches for ever.
func Periods(a, b corpus.Figure) Period {
	if a.ScopeLo == "" && a.ScopeHi == "" || b.ScopeLo == "" && b.ScopeHi == "" {
		return PeriodUnknown
	}
	alo, ahi, blo, bhi := a.ScopeLo, end(a.ScopeHi), b.ScopeLo, end(b.ScopeHi)
	switch {
	case alo == blo && ahi == bhi:
		return PeriodSame
	case ahi < blo || bhi < alo:
		return PeriodDisjoint
	case alo <= blo && bhi <= ahi, blo <= alo && ahi <= bhi:
		return PeriodNested
	}
	return PeriodOverlaps
}

func end(day string) string {
	if day == "" {
		return "9999-12-31"
	}
	return day
}

// Relate says how a and b stand to each other. It is symmetric but for Qualifier, which reads from a to b.
func Relate(a, b corpus.Figure) Relation {
	r := Relation{A: a.Span, B: b.Span, Qualifier: qualifiers(a, b), Noun: nouns(a, b), Period: Periods(a, b)}
	if a.Kind == "date" || b.Kind == "date" || a.Kind == "rank" || b.Kind == "rank" {
		return special(r, a, b)
	}
	_, abase := Stated(a)
	_, bbase := Stated(b)
	counts := counted(a) && counted(b)
	switch {
	case a.Dimension == "multiple" || b.Dimension == "multiple":
		return growth(r, a, b)
	case a.Dimension == "percent" && b.Dimension == "percent" && (Direction(a) == "") != (Direction(b) == ""):
		r.Rule = "one is a share, the other a change"
		if r2 := values(r, a, b); r2.Kind == Equal {
			return r2 // a headline often drops the verb
		}
		return r
	case abase != bbase && !counts:
		r.Rule = "no common unit"
		return r
	case size(a) && size(b) && opposite(a, b):
		r.Kind, r.Rule = Conflicting, "one is a rise, the other a fall"
		return context(r, a, b)
	}
	return context(values(r, a, b), a, b)
}

// size reports whether f is the size of a change, not the level that it led to.
func size(f corpus.Figure) bool { return f.Role == "delta" || f.Role == "ratio" }

// opposite reports whether a and b change in opposite directions.
func opposite(a, b corpus.Figure) bool {
	da, db := Direction(a), Direction(b)
	return da != "" && db != "" && da != db
}

// counted reports whether f counts things, exactly or vaguely.
func counted(f corpus.Figure) bool {
	return f.Dimension == "count" || f.Dimension == "vague" || f.Dimension == ""
}

// special relates dates with dates and ranks with ranks.
func special(r Relation, a, b corpus.Figure) Relation {
	switch {
	case a.Kind != b.Kind:
		r.Rule = "a " + kind(a) + " and a " + kind(b)
	case a.Kind == "rank" && a.Lo == b.Lo:
		r.Kind, r.Rule = Equal, "the same rank"
	case a.Kind == "rank":
		r.Kind, r.Rule = Conflicting, "another rank"
	case r.Period == PeriodUnknown:
		r.Rule = "a date that could not be resolved"
	case r.Period == PeriodSame:
		r.Kind, r.Rule = Equal, "the same dates"
	case r.Period == PeriodNested:
		r.Kind, r.Rule = Contained, "one date lies in the other"
	default:
		r.Kind, r.Rule = Conflicting, "other dates"
	}
	return r
}

func kind(f corpus.Figure) string {
	if f.Kind == "" {
		return "figure"
	}
	return f.Kind
}

// values relates what a and b state and imply, in their common base unit.
func values(r Relation, a, b corpus.Figure) Relation {
	sa, _ := Stated(a)
	sb, _ := Stated(b)
	ia, _ := Base(a)
	ib, _ := Base(b)
	switch {
	case same(sa.Lo, sb.Lo) && same(sa.Hi, sb.Hi):
		return equal(r, a, b)
	case a.Qualifier == "vague" || b.Qualifier == "vague":
		if ia.Overlaps(ib) {
			r.Kind, r.Rule = Vague, "the vague form allows the other"
		} else {
			r.Kind, r.Rule = Conflicting, "outside the vague form"
		}
		return r
	case sa.Lo != sa.Hi || sb.Lo != sb.Hi:
		return ranges(r, ia, ib)
	}
	x, y := sa.Lo, sb.Lo
	switch {
	case bounds(a, ia, y) || bounds(b, ib, x):
		r.Kind, r.Rule = Contained, "the bound allows the other"
	case bound(a) || bound(b):
		r.Kind, r.Rule = Conflicting, "outside the bound"
	case rounds(x, y, stepOf(b)) || rounds(y, x, stepOf(a)):
		r.Kind, r.Rule = Rounded, "one rounds to the other"
	case approximate(a, ia, y) || approximate(b, ib, x):
		r.Kind, r.Rule = Rounded, "within what the qualifier allows"
	default:
		r.Kind, r.Rule = Conflicting, "other values"
	}
	return r
}

// equal finishes r for a and b that state the same value.
func equal(r Relation, a, b corpus.Figure) Relation {
	r.Kind, r.Rule = Equal, "the same value"
	if a.Unit != b.Unit && !counted(a) {
		r.Kind, r.Rule = Converted, "the same value in another unit"
	}
	if r.Qualifier != "" {
		r.Rule += ", qualifier " + r.Qualifier
		r.A, r.B = stating(a), stating(b)
	}
	return r
}

// stating returns the span of f with its qualifier.
func stating(f corpus.Figure) corpus.Span {
	if q := f.QualifierSpan; q != nil {
		return corpus.Span{Start: min(q.Start, f.Start), End: max(q.End, f.End)}
	}
	return f.Span
}

func ranges(r Relation, a, b Interval) Relation {
	switch {
	case a.Holds(b) || b.Holds(a):
		r.Kind, r.Rule = Contained, "one lies within the other"
	case a.Overlaps(b):
		r.Kind, r.Rule = Rounded, "the ranges overlap"
	default:
		r.Kind, r.Rule = Conflicting, "outside the range"
	}
	return r
}

// bounds reports whether f is a bound that v satisfies, and one that a writer would have chosen for v: "more than
// 1,300" can be 1,350 but is no way to say 5,000.
func bounds(f corpus.Figure, implied Interval, v float64) bool {
	s, _ := Stated(f)
	switch f.Qualifier {
	case "gt", "ge":
		return implied.Contains(v) && (v <= 1.5*s.Lo || s.Lo < 0)
	case "lt", "le":
		return implied.Contains(v) && (v >= s.Hi/1.5 || s.Hi < 0)
	}
	return false
}

// bound reports whether f states a bound.
func bound(f corpus.Figure) bool {
	switch f.Qualifier {
	case "gt", "ge", "lt", "le":
		return true
	}
	return false
}

func approximate(f corpus.Figure, implied Interval, v float64) bool {
	return (f.Qualifier == "approx" || f.Qualifier == "approx_below") && implied.Contains(v)
}

// stepOf returns the step of f in its base unit.
func stepOf(f corpus.Figure) float64 {
	i, _ := based(Interval{Lo: 0, Hi: Step(f.Lo)}, f)
	return i.Hi - i.Lo
}

// rounds reports whether x, written to a precision of step, is y. Rounding that changes a number by more than a tenth
// is a different statement, whatever the precision.
func rounds(x, y, step float64) bool {
	d := math.Abs(x - y)
	return step > 0 && d <= step/2*(1+1e-9) && d <= math.Abs(x)/10
}

// growth relates two figures of which at least one is a multiple.
func growth(r Relation, a, b corpus.Figure) Relation {
	ga, ok := Growth(a)
	gb, ok2 := Growth(b)
	if !ok || !ok2 {
		r.Rule = "no common unit"
		return r
	}
	if a.Dimension == b.Dimension && a.Lo == b.Lo && a.Hi == b.Hi && !opposite(a, b) {
		return context(equal(r, a, b), a, b)
	}
	r.Kind, r.Rule = grown(ga, gb)
	if r.Kind.Compatible() && a.Dimension == b.Dimension && r.Kind == Restated {
		r.Kind = Rounded
	}
	return context(r, a, b)
}

// grown relates two factors of growth. News tells a factor by the whole multiple below it ("tripled" for 3.5), so a
// whole number is taken for what lies less than one above it.
func grown(a, b Interval) (Kind, string) {
	switch {
	case a.Overlaps(b) || near(a, b):
		return Restated, "the same growth"
	case whole(a, b) || whole(b, a):
		return Restated, "the growth told as a whole multiple"
	}
	return Conflicting, "another growth"
}

func near(a, b Interval) bool { return math.Abs(a.Lo-b.Lo) <= 0.02*math.Max(a.Lo, b.Lo) && a.Lo > 0 }

func whole(a, b Interval) bool {
	return a.Lo == a.Hi && a.Lo >= 2 && a.Lo == math.Trunc(a.Lo) && b.Lo >= a.Lo-0.2 && b.Hi < a.Lo+1
}

// context turns a relation of values into what it means once roles, periods and counted nouns are looked at.
func context(r Relation, a, b corpus.Figure) Relation {
	if r.Kind == Incomparable {
		return r
	}
	if c := classes(r, a, b); c != "" {
		r.Kind, r.Rule = StockFlow, c
		return r
	}
	startEnd := a.Role == "from" && b.Role == "to" || a.Role == "to" && b.Role == "from"
	switch {
	case r.Kind != Conflicting:
		if r.Period == PeriodDisjoint && a.Dimension != "multiple" || r.Period == PeriodOverlaps && sums(a) && sums(b) {
			r.Kind, r.Rule = Scope, r.Rule+" for another period"
			r.A, r.B = scoped(a), scoped(b)
		}
	case r.Noun == "differs" && counted(a):
		r.Kind, r.Rule = Incomparable, "other things are counted"
	case startEnd:
		r.Kind, r.Rule = Scope, "start and end of one change"
	case r.Period == PeriodDisjoint:
		r.Kind, r.Rule = Scope, "another period"
		r.A, r.B = scoped(a), scoped(b)
	}
	return r
}

// scoped returns the span of f's time scope, or of f when it has none of its own.
func scoped(f corpus.Figure) corpus.Span {
	if f.ScopeSpan != nil {
		return *f.ScopeSpan
	}
	return f.Span
}

// sums reports whether f is a total over its period, so that another period means another total.
func sums(f corpus.Figure) bool { return f.Role == "flow" || f.Role == "delta" }

// class is the kind of measure that a role stands for; "" goes with everything.
func class(f corpus.Figure) string {
	switch f.Role {
	case "level", "stock", "from", "to":
		return "level"
	case "flow", "delta":
		return f.Role
	}
	return ""
}

// classes says why a and b are not the same kind of measure, or "".
func classes(r Relation, a, b corpus.Figure) string {
	ca, cb := class(a), class(b)
	if ca == cb || ca == "" || cb == "" || a.Dimension == "percent" || a.Dimension == "multiple" {
		return ""
	}
	if ca == "level" && cb == "delta" || ca == "delta" && cb == "level" {
		return "a level told as a change"
	}
	// A payment and an increase can be one event; a level and a payment can be one loosely worded sum. They are not
	// when each names its own period, or when the values differ too.
	apart := a.Scope != "" && b.Scope != "" && a.Scope != b.Scope && r.Period != PeriodSame && r.Period != PeriodNested
	if apart || r.Kind == Conflicting {
		return "a " + ca + " told as a " + cb
	}
	return ""
}

// qualifiers names the change of qualifier from a to b.
func qualifiers(a, b corpus.Figure) string {
	qa, qb := exact(a.Qualifier), exact(b.Qualifier)
	switch {
	case qa == qb:
		return ""
	case qb == "":
		return "lost"
	case qa == "":
		return "gained"
	}
	return "changed"
}

func exact(q string) string {
	if q == "exact" {
		return ""
	}
	return q
}

// nouns compares what a and b count.
func nouns(a, b corpus.Figure) string {
	if !counted(a) || !counted(b) || a.Unit == "" || b.Unit == "" {
		return ""
	}
	if head(a.Unit) == head(b.Unit) {
		return "same"
	}
	return "differs"
}

// head returns the last word of a noun phrase, without a plural ending.
func head(noun string) string {
	noun = strings.ToLower(noun[strings.LastIndexByte(noun, ' ')+1:])
	if len(noun) > 3 {
		noun = strings.TrimSuffix(noun, "s")
	}
	return noun
}
