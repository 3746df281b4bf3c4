package simulate

import "slices"

// mutated returns f with up to three changes, of the kinds that retelling makes. More are lost than gained.
func (w *writer) mutated(f fact) fact {
	for range w.rng.IntN(4) {
		changes[w.rng.IntN(len(changes))](w, &f)
	}
	return f
}

// changes are what retelling does to a fact. One that does not fit leaves it as it is.
var changes = []func(w *writer, f *fact){
	func(_ *writer, f *fact) { f.value, f.short = sharp(f.value, 1), false },
	func(w *writer, f *fact) {
		f.value = f.kind.counted(sharp(f.value*[]float64{.1, .6, 1.5, 1.8, 10}[w.rng.IntN(5)], 3))
	},
	func(_ *writer, f *fact) { f.vague, f.approx = true, "" },
	func(_ *writer, f *fact) { f.short = !f.vague && short[f.kind.unit] != "" },
	func(w *writer, f *fact) {
		if !f.vague {
			f.approx = []string{"", "", "about", "nearly", "more than"}[w.rng.IntN(5)]
		}
	},
	func(w *writer, f *fact) { f.hedge = []string{"", "", "reportedly", "apparently"}[w.rng.IntN(4)] },
	func(_ *writer, f *fact) { f.source = source{} },
	func(_ *writer, f *fact) { f.source.general = f.source.person+f.source.paper != "" },
	func(w *writer, f *fact) { f.source = source{person: pick(w.rng, people), strength: 1} },
	func(w *writer, f *fact) {
		if f.source.person+f.source.paper != "" {
			f.source.strength = w.rng.IntN(len(cues))
		}
	},
	func(_ *writer, f *fact) { f.dated = false },
	func(_ *writer, f *fact) { f.month = "" },
	func(w *writer, f *fact) {
		if f.dated && f.month != "" {
			f.month = pick(w.rng, months)
		}
	},
	func(_ *writer, f *fact) { f.named = false },
	func(_ *writer, f *fact) { f.detail = false },
	func(_ *writer, f *fact) { f.detail = true },
	func(_ *writer, f *fact) { f.cause = true },
	func(w *writer, f *fact) {
		if f.framing == "" {
			f.framing = []string{"Scandalously", "Remarkably"}[w.rng.IntN(2)]
		}
	},
}

// diff names what changed from fact a to fact b, two tellings of one affair, by types of the taxonomy, sorted.
func diff(a, b fact) []string {
	var out []string
	add := func(when bool, typ string) {
		if when {
			out = append(out, typ)
		}
	}
	add(!a.vague && b.vague, "value_vague")
	add(a.vague && !b.vague, "value_sharpened")
	if !a.vague && !b.vague {
		add(a.value != b.value, valueChange(a.value, b.value))
		add(a.short != b.short, "unit_converted")
		add(a.approx == "" && b.approx != "", "approximator_added")
		add(a.approx != "" && b.approx == "", "approximator_dropped")
	}
	add(a.hedge == "" && b.hedge != "", "hedge_added")
	add(a.hedge != "" && b.hedge == "", "hedge_dropped")
	out = append(out, sourceChange(a.source, b.source)...)
	out = append(out, timeChange(a, b)...)
	add(a.named && !b.named, "entity_generalised")
	add(!a.named && b.named, "entity_specialised")
	add(a.detail && !b.detail || a.cause && !b.cause, "detail_dropped")
	add(!a.detail && b.detail, "detail_added")
	add(!a.cause && b.cause, "cause_added")
	add(a.framing == "" && b.framing != "", "framing_added")
	slices.Sort(out)
	return slices.Compact(out)
}

// valueChange says how value b came from a.
func valueChange(a, b float64) string {
	for digits := 1; digits <= 2; digits++ {
		if sharp(a, digits) == b {
			return "value_rounded"
		}
		if sharp(b, digits) == a {
			return "value_sharpened"
		}
	}
	return "value_changed"
}

func sourceChange(a, b source) []string {
	none := source{}
	switch {
	case a == b:
		return nil
	case a == none:
		return []string{"attribution_added"}
	case b == none:
		return []string{"attribution_dropped"}
	case a.person != b.person || a.paper != b.paper || a.general && !b.general:
		return []string{"attribution_changed"}
	}
	var out []string
	if a.general != b.general {
		out = append(out, "attribution_generalised")
	}
	if a.strength < b.strength {
		out = append(out, "strength_raised")
	} else if a.strength > b.strength {
		out = append(out, "strength_lowered")
	}
	return out
}

func timeChange(a, b fact) []string {
	switch {
	case a.dated && !b.dated:
		return []string{"time_dropped"}
	case !a.dated && b.dated:
		return []string{"time_added"}
	case !a.dated || a.month == b.month:
		return nil
	case b.month == "":
		return []string{"time_broadened"}
	case a.month == "":
		return []string{"time_narrowed"}
	}
	return []string{"time_shifted"}
}
