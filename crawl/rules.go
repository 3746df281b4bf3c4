package crawl

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"hearsay/crawl/address"
	"hearsay/crawl/frontier"
	"hearsay/crawl/robots"
)

const (
	rulesFor        = 24 * time.Hour   // RFC 9309, 2.4
	rulesWhenUnsure = 30 * time.Minute // until a robots.txt that could not be fetched is tried again
	robotsHops      = 5                // RFC 9309, 2.3.1.2
)

// robots fetches a robots.txt, or a place that one was redirected to, and sets the rules of the origin that it is for.
func (w *worker) robots(l frontier.Lease) {
	x := w.engine.get(l.URL, false)
	next := w.manners.next(l.URL, x.latency, 0)
	w.count.do(func(s *Summary) { s.Bytes += int64(len(x.raw)) })
	if w.engine.aborted() {
		w.frontier.Release(l)
		return
	}
	if x.err != nil {
		w.robotsFailed(l, x.err, next)
		return
	}
	if _, ok := w.archive(l, x, ""); !ok {
		return
	}
	switch {
	case x.status >= 200 && x.status < 300 && x.truncate != "" && len(x.body) < robots.MaxSize && !errors.Is(x.bodyErr, errType):
		w.robotsFailed(l, x.bodyErr, next)
	case x.status >= 200 && x.status < 300:
		w.obey(l, x, next)
	case x.status >= 300 && x.status < 400:
		w.moveRobots(l, x, next)
	case x.status == http.StatusTooManyRequests || x.status >= 500:
		err := fmt.Errorf("status %d", x.status)
		if wait := w.manners.pushedBack(l.URL, x.header, w.Now()); wait < patience {
			next = time.Now().Add(wait)
			w.robotsFailed(l, err, next)
		} else {
			w.unreachable(l, err.Error(), time.Now().Add(wait))
		}
	default: // 4xx: there is none
		w.setRules(l, frontier.Rules{File: robots.Unavailable(), Until: time.Now().Add(rulesFor)}, next)
	}
}

// obey reads a robots.txt. Sitemaps that it names are added.
func (w *worker) obey(l frontier.Lease, x *exchange, next time.Time) {
	body := append([]byte{}, x.body[:min(len(x.body), robots.MaxSize+1)]...)
	file := robots.Parse(body)
	w.count.do(func(s *Summary) { s.Robots++ })
	w.setRules(l, frontier.Rules{File: file, Body: body, Until: time.Now().Add(rulesFor)}, next)
	base, err := address.NewBase(w.frontier.OriginOf(l) + "/")
	if err != nil || w.SeedsOnly {
		return
	}
	var links []frontier.Link
	for _, s := range file.Sitemaps {
		if u, err := base.Canonical(s); err == nil && w.allowed(u) {
			links = append(links, frontier.Link{URL: u, Kind: frontier.Sitemap, Score: kindBonus(frontier.Sitemap), Depth: 1})
		}
	}
	if err := w.frontier.Add(links...); err != nil {
		w.die(err)
	}
}

func (w *worker) setRules(l frontier.Lease, r frontier.Rules, next time.Time) {
	r.Fetched = time.Now()
	if err := w.frontier.SetRobots(l, r, next); err != nil {
		w.die(err)
	}
}

// moveRobots follows a redirect. More than five count as no robots.txt, as the RFC says.
func (w *worker) moveRobots(l frontier.Lease, x *exchange, next time.Time) {
	base, err := address.NewBase(l.URL)
	var target string
	if err == nil {
		target, err = base.Canonical(x.header.Get("Location"))
	}
	if err != nil || int(l.Hops) >= robotsHops || target == l.URL {
		w.setRules(l, frontier.Rules{File: robots.Unavailable(), Until: time.Now().Add(rulesFor)}, next)
		return
	}
	w.frontier.MoveRobots(l, target, address.Origin(target), next)
}

// robotsFailed deals with a robots.txt that did not come: it is tried again, and in the end nothing is allowed.
func (w *worker) robotsFailed(l frontier.Lease, err error, next time.Time) {
	if int(l.Tries)+1 < w.Limits.Tries && !errors.Is(err, ErrForbidden) && kindOf(err) != "no such host" {
		w.frontier.RetryRobots(l, time.Now().Add(w.manners.backoff(l.Tries+1)), next)
		return
	}
	w.count.fail(kindOf(err), l.URL, err)
	w.unreachable(l, err.Error(), next)
}

// unreachable disallows the origin for now and leaves its host for another run.
func (w *worker) unreachable(l frontier.Lease, why string, next time.Time) {
	w.setRules(l, frontier.Rules{File: robots.Unreachable(why), Failure: why, Until: time.Now().Add(rulesWhenUnsure)}, next)
	if !w.Watch {
		w.frontier.LeaveOrigin(l, "robots.txt: "+why)
	}
}
