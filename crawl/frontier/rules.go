package frontier

import (
	"time"

	"hearsay/crawl/robots"
)

// Rules are what a robots.txt, or the failure to get one, says.
type Rules struct {
	File    *robots.File
	Fetched time.Time
	Until   time.Time // when it must be fetched again
	Body    []byte    // of the robots.txt, nil where there is none
	Failure string    // why File is a guess
}

// SetRobots ends the lease of a robots.txt: the origin it is for may be visited by these rules.
func (f *Frontier) SetRobots(l Lease, r Rules, next time.Time) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.giveBack(l, next)
	o := f.origins[l.origin]
	o.asked = false
	f.setRules(o, r)
	f.log.robots(o.name, r)
	f.log.host(f.hosts[l.host].name, next)
	return f.log.commit()
}

func (f *Frontier) setRules(o *origin, r Rules) {
	o.rules, o.fetched, o.until, o.body, o.failure = r.File, r.Fetched, r.Until, r.Body, r.Failure
}

// MoveRobots ends the lease of a robots.txt that was redirected: it is to be fetched at url, politely to whatever host
// that is on.
func (f *Frontier) MoveRobots(l Lease, url, origin string, next time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.giveBack(l, next)
	h := f.hosts[f.origins[f.originOf(origin)].host]
	h.jobs = append(h.jobs, job{url: url, origin: l.origin, hops: l.Hops + 1, tries: l.Tries})
}

// RetryRobots ends the lease of a robots.txt that could not be fetched; it is tried again at due.
func (f *Frontier) RetryRobots(l Lease, due, next time.Time) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.giveBack(l, next)
	h := f.hosts[l.host]
	h.jobs = append(h.jobs, job{url: l.URL, origin: l.origin, hops: l.Hops, tries: l.Tries + 1, due: due})
}

// RobotsOf returns the rules for the origin of a lease; nil when none were read.
func (f *Frontier) RobotsOf(l Lease) *robots.File {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.origins[l.origin].rules
}

// OriginOf returns the origin (scheme://host:port) whose robots.txt the lease is for or under.
func (f *Frontier) OriginOf(l Lease) string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.origins[l.origin].name
}

// LeaveOrigin leaves the host that a robots.txt is for alone for the rest of the run.
func (f *Frontier) LeaveOrigin(l Lease, why string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.leave(f.hosts[f.origins[l.origin].host], why)
}
