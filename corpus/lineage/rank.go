package lineage

import (
	"cmp"
	"slices"

	"hearsay/corpus"
)

// kinds lists the types of mutations, the most telling first: what a fact-checker would stop at before what is mere
// style. The weight says how far a change of the type takes a wording from the other, from 0 to 1.
var kinds = []struct {
	name   string
	weight float64
}{
	{"value_changed", .5},
	{"polarity_flipped", .7},
	{"quote_invented", .4},
	{"quote_altered", .3},
	{"quote_truncated", .15},
	{"quote_fragment", .12},
	{"quote_paraphrased", .08},
	{"strength_raised", .22},
	{"strength_lowered", .15},
	{"speaker_changed", .35},
	{"stance_contested", .2},
	{"audience_changed", .1},
	{"attribution_dropped", .15},
	{"attribution_changed", .15},
	{"attribution_generalised", .08},
	{"attribution_added", .08},
	{"claims_merged", .1},
	{"claims_split", .1},
	{"cause_added", .2},
	{"time_shifted", .3},
	{"time_dropped", .12},
	{"time_broadened", .12},
	{"time_narrowed", .08},
	{"time_added", .08},
	{"scope_shifted", .25},
	{"scope_broadened", .2},
	{"scope_narrowed", .15},
	{"entity_substituted", .25},
	{"entity_generalised", .1},
	{"entity_specialised", .1},
	{"value_vague", .2},
	{"value_dropped", .2},
	{"value_added", .2},
	{"value_sharpened", .08},
	{"value_rounded", .08},
	{"approximator_dropped", .1},
	{"approximator_added", .06},
	{"hedge_dropped", .18},
	{"hedge_added", .12},
	{"framing_added", .15},
	{"representation_changed", .04},
	{"unit_converted", .02},
	{"detail_dropped", .06},
	{"detail_added", .08},
	{"reworded", .02},
	{"verbatim", 0},
}

// Types returns the names of the types of mutations, the most telling first.
func Types() []string {
	out := make([]string, len(kinds))
	for i, k := range kinds {
		out[i] = k.name
	}
	return out
}

// Rank returns the place of a type of mutations in [Types]; a type that is not there comes last.
func Rank(typ string) int {
	for i, k := range kinds {
		if k.name == typ {
			return i
		}
	}
	return len(kinds)
}

// weight returns how far a change of the type takes a wording from the other.
func weight(typ string) float64 {
	if i := Rank(typ); i < len(kinds) {
		return kinds[i].weight
	}
	return 0
}

// byRank orders mutations, the most telling first, those of one type as they stand in the later wording.
func byRank(ms []corpus.Mutation) {
	slices.SortStableFunc(ms, func(a, b corpus.Mutation) int {
		return cmp.Or(cmp.Compare(Rank(a.Type), Rank(b.Type)), cmp.Compare(a.To.Start, b.To.Start))
	})
}
