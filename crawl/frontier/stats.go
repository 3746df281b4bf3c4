package frontier

import (
	"fmt"
	"iter"
	"slices"
)

// A Record is what the frontier knows of an address, for people.
type Record struct {
	URL   string  `json:"url"`
	State string  `json:"state"`
	Why   string  `json:"why,omitempty"`
	Score float32 `json:"score"`
	Depth uint8   `json:"depth"`
	Cites int     `json:"cites,omitempty"` // pages of the corpus that cite it
	Via   string  `json:"via,omitempty"`   // the page on which it was found first
}

// A Barred address is one that robots.txt forbids, with the rule that does.
type Barred struct{ URL, Rule string }

// maxBarred is how many of them are named.
const maxBarred = 10

// Stats counts addresses by state and hosts by what they do.
type Stats struct {
	Known     int
	States    map[State]int
	Forbidden int               // addresses that robots.txt forbade since Open
	Barred    []Barred          // the first few of them
	Waiting   int               // hosts with addresses that wait
	LeftOff   map[string]string // hosts that were left alone, and why
	Memory    int               // bytes of entries, paths and index, without visits
	LogBytes  int64
}

// Stats returns the present counts.
func (f *Frontier) Stats() Stats {
	f.mu.Lock()
	defer f.mu.Unlock()
	s := Stats{Known: f.entries.n, States: map[State]int{}, LeftOff: map[string]string{}, LogBytes: f.log.size, Forbidden: f.forbidden, Barred: slices.Clone(f.barred)}
	for st, n := range f.counts {
		if n > 0 {
			s.States[State(st)] = n
		}
	}
	s.Memory = len(f.entries.chunks)*chunkEntries*32 + len(f.arena.chunks)*arenaChunk + 4*len(f.table.slots)
	for _, h := range f.hosts {
		if h.off != "" {
			s.LeftOff[h.name] = h.off
		}
		waits := len(h.jobs) > 0
		for _, o := range h.origins {
			s.Memory += cap(f.origins[o].queue) * 8
			waits = waits || len(f.origins[o].queue) > 0
		}
		if waits && h.off == "" {
			s.Waiting++
		}
	}
	return s
}

// All yields every address in the order of being added. The frontier may change meanwhile.
func (f *Frontier) All() iter.Seq[Record] {
	return func(yield func(Record) bool) {
		for id := ID(0); ; id++ {
			r, ok := f.record(id)
			if !ok || !yield(r) {
				return
			}
		}
	}
}

func (f *Frontier) record(id ID) (Record, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if int(id) >= f.entries.n {
		return Record{}, false
	}
	e := f.entries.at(id)
	why := f.why[id]
	if rules := f.origins[e.origin].rules; e.state == Disallowed && rules != nil {
		d := rules.Test(f.options.Agent, f.urlOf(id))
		why = fmt.Sprintf("robots.txt line %d: %s", d.Line, d.Rule)
	}
	return Record{
		URL: f.urlOf(id), State: e.state.String(), Why: why, Score: e.score, Depth: e.depth, Cites: int(e.cites), Via: f.urlOf(e.via),
	}, true
}
