package web

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"sync"

	"hearsay/corpus"
	"hearsay/corpus/store"
)

// A homePage answers, within a screen, what a fact-checker asks first.
type homePage struct {
	Counts   store.Counts `json:"counts"`
	Changed  []changedRow `json:"changed_most"`
	Single   []claimRow   `json:"single_source"` // many outlets, one origin
	Edited   []silentEdit `json:"edited_silently"`
	Spread   []claimRow   `json:"spread_most"`
	Timeline *Timeline    `json:"timeline,omitempty"`
}

// A changedRow is a claim with the two of its wordings that are furthest apart.
type changedRow struct {
	claimRow
	Pair *comparison `json:"-"`
}

const (
	homeRows   = 6  // claims that changed most
	railRows   = 4  // rows of each list beside them
	homePairs  = 3  // of those that changed most, how many show their wordings
	homeLooked = 40 // claims that each list is chosen from
)

// A memory keeps the home page, which reads more than the others, while the journal stands still.
type memory struct {
	mu    sync.Mutex
	stamp int64 // the last change in the journal
	page  *homePage
}

func (s *Server) home(r *http.Request) (any, error) {
	ctx := r.Context()
	stamp, err := s.Store.LastChange(ctx, "")
	if err != nil {
		return nil, err
	}
	s.memory.mu.Lock()
	defer s.memory.mu.Unlock()
	if s.memory.page != nil && s.memory.stamp == stamp {
		return s.memory.page, nil
	}
	p, err := s.front(ctx)
	if err != nil {
		return nil, err
	}
	s.memory.stamp, s.memory.page = stamp, p
	return p, nil
}

// front makes the home page.
func (s *Server) front(ctx context.Context) (*homePage, error) {
	p := &homePage{Changed: []changedRow{}, Single: []claimRow{}, Spread: []claimRow{}}
	var err error
	if p.Counts, err = s.Store.Counts(ctx); err != nil {
		return nil, err
	}
	if err := s.changedMost(ctx, p); err != nil {
		return nil, err
	}
	if err := s.spreadMost(ctx, p); err != nil {
		return nil, err
	}
	if p.Edited, err = s.silentEdits(ctx, railRows); err != nil {
		return nil, err
	}
	p.Timeline, err = s.wholeTimeline(ctx)
	return p, err
}

// changedMost lists the claims whose change tells most, among those that drifted furthest.
func (s *Server) changedMost(ctx context.Context, p *homePage) error {
	var cs []corpus.Claim
	for c, err := range s.Store.Claims(ctx, store.ByDrift) {
		if err != nil {
			return err
		}
		if c.Articles < 2 || c.Drift == 0 || len(cs) == homeLooked {
			break
		}
		cs = append(cs, c)
	}
	slices.SortStableFunc(cs, func(a, b corpus.Claim) int { return cmp.Compare(telling(&b), telling(&a)) })
	l := s.lookup(ctx)
	for i := range cs[:min(homeRows, len(cs))] {
		row := changedRow{claimRow: rowOf(&cs[i])}
		if i < homePairs {
			pair, err := l.furthest(&cs[i])
			if err != nil {
				return err
			}
			row.Pair = pair
		}
		p.Changed = append(p.Changed, row)
	}
	return nil
}

// furthest compares the variant of c whose change tells most with the one it is compared with: the wordings of two
// outlets before two of one.
func (l *lookup) furthest(c *corpus.Claim) (*comparison, error) {
	byID, outlet := map[string]*corpus.Variant{}, map[string]string{}
	for i := range c.Variants {
		byID[c.Variants[i].ID] = &c.Variants[i]
	}
	for i := range c.Mentions {
		if m := &c.Mentions[i]; outlet[m.Variant] == "" {
			outlet[m.Variant] = m.Outlet
		}
	}
	var best *corpus.Variant
	most := 0.0
	for i := range c.Variants {
		v := &c.Variants[i]
		score := v.Drift.Score * gravest(v.Mutations)
		if outlet[v.ID] == outlet[v.From] {
			score /= 4
		}
		if byID[v.From] != nil && score > most {
			best, most = v, score
		}
	}
	if best == nil {
		return nil, nil
	}
	pair, err := l.compare(byID[best.From], best)
	return &pair, err
}

// spreadMost lists the claims that most outlets carry, and those of them that lead to one origin.
func (s *Server) spreadMost(ctx context.Context, p *homePage) error {
	looked := 0
	for c, err := range s.Store.Claims(ctx, store.BySpread) {
		if err != nil {
			return err
		}
		if looked++; looked > homeLooked || c.Outlets < 2 || len(p.Spread) == railRows && len(p.Single) == railRows {
			return nil
		}
		if len(p.Spread) < railRows {
			p.Spread = append(p.Spread, rowOf(&c))
		}
		if c.Sources == "single" && len(p.Single) < railRows {
			p.Single = append(p.Single, rowOf(&c))
		}
	}
	return nil
}

// wholeTimeline places every article that is not excluded; if they are many, those of an outlet on one day together.
func (s *Server) wholeTimeline(ctx context.Context) (*Timeline, error) {
	var events []event
	for a, err := range s.Store.Articles(ctx) {
		if err != nil {
			return nil, err
		}
		if !a.Excluded {
			events = append(events, eventOf(&a, 0, ""))
		}
	}
	if len(events) > crowd {
		events = byDay(events)
	}
	return newTimeline(events), nil
}
