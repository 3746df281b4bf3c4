package crawl

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"hearsay/crawl/address"
	"hearsay/crawl/frontier"
)

var errNoAnswer = errors.New("no answer")

// A run is one Run of a Crawler.
type run struct {
	*Crawler
	frontier *frontier.Frontier
	focus    *focus
	traps    *traps
	manners  *manners
	count    *counters
	pool     *pool
	sites    map[string]bool // of the seeds
	began    time.Time
	wake     chan struct{} // a lease came back

	mu    sync.Mutex
	stop  string // why no more is leased
	fatal error
	pages int // leased, of Budget.Pages
}

// Run crawls until nothing is left that may be fetched, a budget is used up, or ctx ends; what is in flight is finished
// then, and the error is nil. It returns an error, with the summary so far, when the frontier or the archive cannot be
// written.
func (c *Crawler) Run(ctx context.Context) (*Summary, error) {
	c, err := c.withDefaults()
	if err != nil {
		return nil, err
	}
	r, err := c.open()
	if err != nil {
		return nil, err
	}
	defer r.pool.close()
	if err := r.seed(); err != nil {
		return nil, errors.Join(err, r.frontier.Close())
	}
	r.work(ctx)
	sum := r.count.summary(r.progress())
	sum.Ended = r.stop
	stats := r.frontier.Stats()
	sum.LeftOff, sum.Disallowed = stats.LeftOff, stats.Forbidden
	for _, b := range stats.Barred {
		sum.Barred = append(sum.Barred, Failure{Kind: "robots.txt", URL: b.URL, Err: b.Rule})
	}
	err = errors.Join(r.fatal, r.frontier.Close())
	r.report(sum.Progress, true)
	return sum, err
}

// open prepares a run.
func (c *Crawler) open() (*run, error) {
	r := &run{
		Crawler: c, focus: newFocus(c.Story), traps: newTraps(), count: newCounters(), pool: &pool{conns: map[string]*wire{}},
		manners: &manners{Crawler: c, hosts: map[string]*manner{}}, sites: map[string]bool{}, began: time.Now(), wake: make(chan struct{}, 1),
	}
	if c.Judge == nil {
		c.Judge = r.focus
	}
	var err error
	r.frontier, err = frontier.Open(c.Dir, frontier.Options{
		Agent: c.Agent, Hold: c.Delay, Revisit: c.Watch, Begin: time.Now(),
		Warn: func(msg string, err error) { c.Log.Warn(msg, "err", err) },
	})
	return r, err
}

// seed adds the seeds. Those that are no addresses are refused by name.
func (r *run) seed() error {
	var links []frontier.Link
	for _, s := range r.Seeds[:min(len(r.Seeds), maxSeeds)] {
		u, err := address.Canonical(s)
		if err != nil {
			r.count.fail("bad seed", s, errors.New("not an address on the web (http:// or https://)"))
			continue
		}
		r.sites[address.Site(u)] = true
		links = append(links, frontier.Link{URL: u, Kind: frontier.Seed, Score: kindBonus(frontier.Seed)})
	}
	if err := r.frontier.Add(links...); err != nil {
		return err
	}
	switch {
	case r.SeedsOnly:
		r.frontier.Only(links)
	case r.Refresh:
		r.frontier.Refresh()
	}
	return nil
}

// allowed reports whether the story lets the host of url be fetched.
func (r *run) allowed(url string) bool {
	if r.Allowed != nil {
		return r.Allowed(address.Hostname(url))
	}
	return r.sites[address.Site(url)]
}

// work hands leases to workers until there is nothing to do any more.
func (r *run) work(ctx context.Context) {
	leases := make(chan frontier.Lease)
	hard, abort := context.WithCancel(context.WithoutCancel(ctx))
	defer abort()
	defer context.AfterFunc(ctx, func() { time.AfterFunc(grace, abort) })()
	var wg sync.WaitGroup
	for range r.Workers {
		w := &worker{run: r, engine: newEngine(hard, r.Crawler, r.pool)}
		wg.Go(func() {
			for l := range leases {
				w.do(ctx, l)
				select {
				case r.wake <- struct{}{}:
				default:
				}
			}
		})
	}
	r.dispatch(ctx, leases)
	close(leases)
	wg.Wait()
}

// dispatch leases until the run is to end.
func (r *run) dispatch(ctx context.Context, leases chan<- frontier.Lease) {
	for {
		if r.stopped(ctx) {
			return
		}
		r.report(Progress{}, false)
		idle := r.frontier.Idle() // before Lease: what comes back in between is seen by Lease
		l, wait, ok := r.frontier.Lease(time.Now())
		switch {
		case ok:
			select {
			case leases <- l:
			case <-ctx.Done():
				r.frontier.Release(l)
			}
			continue
		case idle && wait == 0:
			r.end("done")
			continue
		case idle && wait > patience && !r.Watch:
			r.end(fmt.Sprintf("the next address may be fetched in %v", wait.Round(time.Second)))
			continue
		case wait == 0 || wait > time.Second:
			wait = time.Second // progress is reported at least so often
		}
		t := time.NewTimer(wait)
		select {
		case <-t.C:
		case <-r.wake:
		case <-ctx.Done():
		}
		t.Stop()
	}
}

// stopped reports whether no more is to be leased, noting why.
func (r *run) stopped(ctx context.Context) bool {
	var got int64
	r.count.do(func(s *Summary) { got = s.Bytes })
	switch {
	case ctx.Err() != nil:
		r.end("interrupted")
	case r.Budget.Bytes > 0 && got >= r.Budget.Bytes:
		r.end(fmt.Sprintf("the budget of %d bytes is used", r.Budget.Bytes))
	case r.Budget.Time > 0 && time.Since(r.count.began) >= r.Budget.Time:
		r.end(fmt.Sprintf("the budget of %v is used", r.Budget.Time))
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.stop != ""
}

// end makes the run lease no more. The first reason stays.
func (r *run) end(why string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.stop == "" {
		r.stop = why
	}
}

// die ends the run with an error.
func (r *run) die(err error) {
	r.mu.Lock()
	if r.fatal == nil {
		r.fatal = err
	}
	r.mu.Unlock()
	r.end("error: " + err.Error())
}

// page reports whether one more page may be fetched, and counts it.
func (r *run) page() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.Budget.Pages > 0 && r.pages >= r.Budget.Pages {
		if r.stop == "" {
			r.stop = fmt.Sprintf("the budget of %d pages is used", r.Budget.Pages)
		}
		return false
	}
	r.pages++
	return true
}

// grace is how long an interrupted crawl waits for what is in flight.
const grace = 10 * time.Second

const reportEvery = 200 * time.Millisecond

// report calls Progress, not too often. A panic in it ends the calls, not the crawl.
func (r *run) report(p Progress, last bool) {
	if r.Progress == nil || !last && time.Since(r.count.reported) < reportEvery {
		return
	}
	r.count.reported = time.Now()
	if !last {
		p = r.progress()
	}
	p.Done = last
	defer func() {
		if v := recover(); v != nil {
			r.Log.Error("progress callback panicked", "panic", v)
			r.Progress = nil
		}
	}()
	r.Progress(p)
}

// progress joins what the workers and the frontier know.
func (r *run) progress() Progress {
	p := r.count.progress()
	s := r.frontier.Stats()
	p.Waiting, p.Known, p.Pending = s.Waiting, s.Known, s.States[frontier.Pending]
	return p
}
