package frontier

import (
	"container/heap"
	"fmt"
	"math"
	"time"
	"unsafe"

	"hearsay/crawl/address"
)

// Lease hands out the best address that may be fetched at now. When there is none, ok is false and wait says for how
// long to wait; 0 means that only a Done can bring something.
func (f *Frontier) Lease(now time.Time) (l Lease, wait time.Duration, ok bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.wake(now)
	best := f.best(now)
	for best.h != nil && !best.at.After(now) {
		if !f.forbid(best.origin) {
			return f.take(best.h, best.origin, now), 0, true
		}
		best = f.best(now)
	}
	f.logged(f.log.commit())
	next := best.at
	if len(f.due) > 0 {
		if t := time.Unix(int64(f.due[0].due), 0); next.IsZero() || t.Before(next) {
			next = t
		}
	}
	if next.IsZero() {
		return Lease{}, 0, false
	}
	return Lease{}, max(next.Sub(now), time.Millisecond), false
}

// forbid reports whether robots.txt forbids the first address of an origin (-1 for a job, which is never forbidden), and
// settles it then.
func (f *Frontier) forbid(origin int) bool {
	if origin < 0 {
		return false
	}
	o := f.origins[origin]
	id := o.queue[0].id
	d := o.rules.Test(f.options.Agent, f.urlOf(id))
	if d.Allowed || d.Line == 0 {
		return false
	}
	o.queue.pop()
	e := f.entries.at(id)
	e.set(isQueued, false)
	f.settle(id, Disallowed, time.Time{}, "") // record finds out why again
	f.log.done(id, e, "", "", time.Time{})
	if len(f.barred) < maxBarred {
		f.barred = append(f.barred, Barred{f.urlOf(id), fmt.Sprintf("line %d: %s", d.Line, d.Rule)})
	}
	if f.forbidden++; len(f.log.buf) > 1<<20 {
		f.logged(f.log.commit())
	}
	return true
}

// An offer is the best that a host has, and from when on it may be leased.
type offer struct {
	h      *host
	origin int // -1 for a job
	score  float32
	at     time.Time
}

// best returns the offer to take now, or, when none may be taken yet, the first that may be; h is nil when nothing waits.
func (f *Frontier) best(now time.Time) (best offer) {
	f.offers = f.offers[:0]
	top := float32(-jobScore)
	for _, h := range f.hosts {
		if h.off != "" {
			continue
		}
		o, score, at := f.top(h, now)
		if at.IsZero() {
			continue
		}
		if o >= 0 {
			top = max(top, score)
		}
		if !h.busy {
			f.offers = append(f.offers, offer{h, o, score, at})
		}
	}
	for _, o := range f.offers {
		if o.origin >= 0 {
			o.at = o.at.Add(f.reluctance(top - o.score))
		}
		ready, was := !o.at.After(now), !best.at.After(now)
		switch {
		case best.h == nil, ready && !was, ready && o.score > best.score, !ready && !was && o.at.Before(best.at):
			best = o
		}
	}
	return best
}

// reluctance is how much longer a host is left alone when what it has promises less, by gap, than the best that waits
// anywhere: as long again for each point. So a crawl does not fetch what is worth little only because its host is free,
// while what is worth much waits for its own; and nothing waits for ever.
func (f *Frontier) reluctance(gap float32) time.Duration {
	if gap <= freeGap {
		return 0
	}
	return time.Duration(float64(f.options.Hold) * (math.Exp2(float64(min(gap-freeGap, maxGap))) - 1))
}

const (
	freeGap = 0.5
	maxGap  = 3 // 8 times the delay
)

// wake queues the addresses whose time has come.
func (f *Frontier) wake(now time.Time) {
	for len(f.due) > 0 && int64(f.due[0].due) <= now.Unix() {
		it := heap.Pop(&f.due).(dueItem)
		if e := f.entries.at(it.id); e.due == it.due && !e.is(isQueued) {
			f.enqueue(it.id)
		}
	}
}

// jobScore is above that of any address.
const jobScore = 1e9

// top returns what h would give: the index of the origin, or -1 for a job, the score, and the time from which it may be
// fetched; the zero time when nothing waits. It asks for the robots.txt of origins that have addresses and no rules.
func (f *Frontier) top(h *host, now time.Time) (at int, score float32, when time.Time) {
	at = -1
	var unsure time.Time
	for _, o := range h.origins {
		org := f.origins[o]
		f.dropStale(org)
		if len(org.queue) == 0 {
			continue
		}
		if org.rules == nil || !org.until.After(now) {
			if !org.asked {
				org.asked = true
				h.jobs = append(h.jobs, job{url: org.name + "/robots.txt", origin: o})
			}
			continue
		}
		if org.failure != "" { // nothing is allowed until robots.txt could be read
			unsure = earlier(unsure, org.until)
			continue
		}
		if s := org.queue[0].score; at < 0 || s > score {
			at, score = int(o), s
		}
	}
	if len(h.jobs) > 0 {
		due := h.jobs[0].due
		if at < 0 || !due.After(now) {
			return -1, jobScore, later(h.next, due)
		}
	}
	if at < 0 {
		return -1, 0, unsure
	}
	return at, score, later(h.next, time.Unix(0, 1))
}

func earlier(a, b time.Time) time.Time {
	if a.IsZero() || b.Before(a) {
		return b
	}
	return a
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	if a.IsZero() {
		return time.Unix(0, 1) // at once
	}
	return a
}

// dropStale removes the items at the head of the queue whose address has left it or has another score now.
func (f *Frontier) dropStale(o *origin) {
	for len(o.queue) > 0 {
		q := o.queue[0]
		if e := f.entries.at(q.id); e.is(isQueued) && e.score == q.score {
			return
		}
		o.queue.pop()
	}
}

// take leases the head of origin o, or the first job of h when o is -1.
func (f *Frontier) take(h *host, o int, now time.Time) Lease {
	h.busy = true
	f.out++
	l := Lease{ID: None, host: f.byHost[h.name]}
	hold := f.options.Hold
	if o < 0 {
		j := h.jobs[0]
		h.jobs = h.jobs[1:]
		l.URL, l.Kind, l.Hops, l.Tries, l.origin = j.url, Robots, j.hops, j.tries, j.origin
	} else {
		org := f.origins[o]
		id := org.queue.pop().id
		e := f.entries.at(id)
		e.set(isQueued, false)
		l.ID, l.URL, l.Kind, l.Score, l.Depth, l.Hops, l.Tries = id, f.urlOf(id), e.kind, e.score, e.depth, e.hops, e.tries
		l.Cites, l.Via, l.Visit, l.State, l.origin = int(e.cites), f.urlOf(e.via), f.visits[id], e.state, uint32(o)
		l.Named, l.Chain, l.Why = e.is(isNamed), f.chain(e), f.why[id]
		l.Lost = e.lost
		e.lost = min(e.lost+1, maxCount)
		hold = max(hold, org.rules.Delay(f.options.Agent))
		h.fetched++
	}
	f.log.lease(l.ID, h.name, now.Add(hold))
	f.logged(f.log.commit())
	return l
}

// chain returns the addresses that redirected to e.
func (f *Frontier) chain(e *entry) (urls []string) {
	for e.hops > 0 && e.via != None && len(urls) < 32 {
		urls = append(urls, f.urlOf(e.via))
		e = f.entries.at(e.via)
	}
	return urls
}

// Done takes a lease back.
func (f *Frontier) Done(l Lease, r Result) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.giveBack(l, r.Next)
	e := f.entries.at(l.ID)
	e.lost = 0
	if e.tries = min(e.tries+1, maxCount); r.State != Pending {
		e.tries = 0
	}
	for _, link := range r.Links {
		f.add(link, l.ID)
	}
	if r.Rename != "" {
		f.rename(l.ID, r.Rename)
	}
	f.settle(l.ID, r.State, r.Due, r.Why)
	if r.Visit != nil {
		f.visits[l.ID] = r.Visit
		f.log.visit(l.ID, r.Visit)
	}
	f.log.done(l.ID, e, r.Why, f.hosts[l.host].name, r.Next)
	if err := f.log.commit(); err != nil {
		return err
	}
	return f.rewriteIfLarge()
}

// giveBack frees the host of a lease.
func (f *Frontier) giveBack(l Lease, next time.Time) {
	h := f.hosts[l.host]
	h.busy = false
	f.out--
	if next.After(h.next) {
		h.next = next
	}
}

// settle sets what became of an address.
func (f *Frontier) settle(id ID, s State, due time.Time, why string) {
	e := f.entries.at(id)
	f.setState(e, s)
	if why == "" {
		delete(f.why, id)
	} else {
		f.why[id] = why
	}
	e.due = 0
	switch {
	case !due.IsZero():
		e.due = uint32(max(due.Unix(), 1))
		if f.log != nil && (s == Pending || f.options.Revisit) {
			heap.Push(&f.due, dueItem{e.due, id})
		}
	case s == Pending:
		f.enqueue(id)
	}
}

// rename notes that url is another name of the page at id, if nobody has fetched it.
func (f *Frontier) rename(id ID, url string) {
	other := f.add(Link{URL: url, Depth: f.entries.at(id).depth}, id)
	if other == None || other == id {
		return
	}
	e := f.entries.at(other)
	if !e.is(isQueued) || e.state != Pending || e.tries > 0 {
		return
	}
	e.set(isQueued, false)
	f.settle(other, Moved, time.Time{}, "is "+f.urlOf(id))
	f.log.done(other, e, f.why[other], "", time.Time{})
}

// Release takes a lease back that was not used.
func (f *Frontier) Release(l Lease) {
	f.mu.Lock()
	defer f.mu.Unlock()
	h := f.hosts[l.host]
	h.busy = false
	f.out--
	if l.ID == None {
		f.origins[l.origin].asked = false
		return
	}
	e := f.entries.at(l.ID)
	e.lost = l.Lost
	f.enqueue(l.ID)
}

// Leave leaves the host of a lease alone for the rest of the run; its addresses stay for the next one. A run that hands
// out what becomes due, and so may never end, leaves it alone for an hour.
func (f *Frontier) Leave(l Lease, why string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.leave(f.hosts[l.host], why)
}

func (f *Frontier) leave(h *host, why string) {
	if !f.options.Revisit {
		h.off = why
	} else if t := time.Now().Add(leaveFor); t.After(h.next) {
		h.next = t
	}
}

const (
	leaveFor = time.Hour
	maxCount = 15
)

// Refresh makes every page of the corpus and every listing due now, and gives failed addresses another try.
func (f *Frontier) Refresh() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for id := ID(0); int(id) < f.entries.n; id++ {
		e := f.entries.at(id)
		switch e.state {
		case Kept, Listing, Failed:
			if !e.is(isQueued) {
				f.enqueue(id)
			}
		}
	}
}

// Only takes every other address out of the queues for this run, and makes those of links wait, whatever became of
// them before.
func (f *Frontier) Only(links []Link) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for id := ID(0); int(id) < f.entries.n; id++ {
		f.entries.at(id).set(isQueued, false)
	}
	f.due = nil
	for _, l := range links {
		org := address.Origin(l.URL)
		if id, ok := f.table.find(f, f.originOf(org), l.URL[len(org):]); ok {
			f.enqueue(id)
		}
	}
}

// Look reports whether an address is known, and whether it waits to be fetched.
func (f *Frontier) Look(url string) (known, pending bool) {
	org := address.Origin(url)
	f.mu.Lock()
	defer f.mu.Unlock()
	o, ok := f.byName[org]
	if !ok {
		return false, false
	}
	return f.look(o, url[len(org):])
}

// LookPath is Look for a path on the origin of a lease. The path is not kept.
func (f *Frontier) LookPath(l Lease, path []byte) (known, pending bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.look(l.origin, unsafe.String(unsafe.SliceData(path), len(path)))
}

func (f *Frontier) look(origin uint32, path string) (known, pending bool) {
	id, ok := f.table.find(f, origin, path)
	return ok, ok && f.entries.at(id).state == Pending
}

// Idle reports whether no lease is out.
func (f *Frontier) Idle() bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.out == 0
}
