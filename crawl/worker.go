package crawl

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"runtime/debug"
	"strings"
	"time"

	"hearsay/corpus"
	"hearsay/corpus/warc"
	"hearsay/crawl/address"
	"hearsay/crawl/frontier"
)

// A worker fetches one lease after the other.
type worker struct {
	*run
	engine  *engine
	scratch []byte         // of scanPage
	index   map[string]int // of gathering: place in links, or -1 for what is not added
}

// do works on a lease and gives it back. A panic, in a callback say, costs this address and nothing else.
func (w *worker) do(ctx context.Context, l frontier.Lease) {
	w.count.do(func(s *Summary) { s.Busy++; s.Current = l.URL })
	defer w.count.do(func(s *Summary) { s.Busy-- })
	defer func() {
		if v := recover(); v != nil {
			w.Log.Error("panic on a page", "url", l.URL, "panic", v, "stack", string(debug.Stack()))
			w.count.fail("panic", l.URL, fmt.Errorf("%v", v))
			w.giveUp(l, fmt.Sprintf("panic: %v", v))
		}
	}()
	if l.Kind == frontier.Robots {
		w.robots(l)
		return
	}
	w.address(ctx, l)
}

// giveUp ends a lease whose work broke off.
func (w *worker) giveUp(l frontier.Lease, why string) {
	next := w.manners.next(l.URL, 0, 0)
	if l.Kind == frontier.Robots {
		w.unreachable(l, why, next)
		return
	}
	w.done(l, frontier.Result{State: frontier.Failed, Why: why, Next: next})
}

// done gives a lease back.
func (w *worker) done(l frontier.Lease, r frontier.Result) {
	if err := w.frontier.Done(l, r); err != nil {
		w.die(err)
	}
}

// address fetches what is not a robots.txt, if it may be fetched.
func (w *worker) address(ctx context.Context, l frontier.Lease) {
	rules := w.frontier.RobotsOf(l)
	if d := rules.Test(w.Agent, l.URL); !d.Allowed { // the frontier leases nothing that is forbidden; this is the second lock
		w.frontier.Leave(l, d.Reason)
		w.frontier.Release(l)
		return
	}
	if why := w.traps.blocked(l.URL); why != "" && l.Visit == nil {
		w.count.do(func(s *Summary) { s.Trapped++ })
		w.done(l, frontier.Result{State: frontier.Trapped, Why: why})
		return
	}
	if int(l.Lost) >= maxLost { // it was leased again and again and never came back
		w.done(l, frontier.Result{State: frontier.Failed, Why: "the crawl ended each time that it was fetched"})
		return
	}
	if !w.page() {
		w.frontier.Release(l)
		return
	}
	v := l.Visit
	if v == nil {
		v = &frontier.Visit{}
	}
	x := w.engine.get(l.URL, l.Kind == frontier.Sitemap, "If-None-Match", v.ETag, "If-Modified-Since", v.LastModified)
	next := w.manners.next(l.URL, x.latency, rules.Delay(w.Agent))
	w.count.do(func(s *Summary) { s.Fetched++; s.Bytes += int64(len(x.raw)) })
	if x.err != nil {
		w.failed(l, x.err, next)
		return
	}
	w.answered(ctx, l, x, next)
}

// maxLost is how many times in a row a process may be killed while it fetches one address, before the address is
// suspected to be why.
const maxLost = 12

// answered deals with an answer of any status.
func (w *worker) answered(ctx context.Context, l frontier.Lease, x *exchange, next time.Time) {
	if n := w.manners.answered(l.URL); w.Budget.PagesPerHost > 0 && n >= w.Budget.PagesPerHost {
		w.frontier.Leave(l, fmt.Sprintf("the budget of %d pages of one host is used", n))
	}
	switch {
	case x.status == http.StatusNotModified && l.Visit != nil:
		w.same(ctx, l, x, next)
	case x.status >= 200 && x.status < 300:
		w.content(ctx, l, x, next)
	case x.status >= 300 && x.status < 400:
		w.redirect(ctx, l, x, next)
	default:
		w.refused(l, x, next)
	}
}

// failed deals with a fetch that brought no answer. What may pass is tried again.
func (w *worker) failed(l frontier.Lease, err error, next time.Time) {
	if w.engine.aborted() {
		w.frontier.Release(l)
		return
	}
	kind := kindOf(err)
	w.Log.Info("fetch failed", "url", l.URL, "err", err)
	var dns *net.DNSError
	if w.manners.failed(l.URL) || errors.As(err, &dns) && dns.IsNotFound {
		w.frontier.Leave(l, err.Error())
	}
	if errors.Is(err, ErrForbidden) || int(l.Tries)+1 >= w.Limits.Tries {
		w.count.fail(kind, l.URL, err)
		w.done(l, frontier.Result{State: frontier.Failed, Why: err.Error(), Next: next})
		return
	}
	w.done(l, frontier.Result{State: frontier.Pending, Why: err.Error(), Due: time.Now().Add(w.manners.backoff(l.Tries + 1)), Next: next})
}

// archive appends the records of an exchange. false means that the crawl is over.
func (w *worker) archive(l frontier.Lease, x *exchange, why string) ([]*warc.Record, bool) {
	group := records(l, x, why)
	if _, err := w.Archive.Append(group...); err != nil {
		w.die(fmt.Errorf("archiving %s: %w", l.URL, err))
		w.frontier.Release(l)
		return nil, false
	}
	return group, true
}

// same deals with a page that has not changed.
func (w *worker) same(ctx context.Context, l frontier.Lease, x *exchange, next time.Time) {
	if _, ok := w.archive(l, x, ""); !ok {
		return
	}
	w.unchanged(ctx, l, x, next)
}

// unchanged records another fetch of bytes that are in the archive already.
func (w *worker) unchanged(ctx context.Context, l frontier.Lease, x *exchange, next time.Time) {
	v := *l.Visit
	adapt(&v, l.Visit, l.State == frontier.Listing, w.Revisit)
	w.count.do(func(s *Summary) { s.Same++ })
	if l.State == frontier.Kept {
		if !w.capture(ctx, l, x, &v) {
			return
		}
	}
	w.done(l, frontier.Result{State: l.State, Why: l.Why, Due: time.Now().Add(v.Interval), Next: next, Visit: &v})
}

// capture tells the sink of a fetch whose bytes are those of visit v.
func (w *worker) capture(ctx context.Context, l frontier.Lease, x *exchange, v *frontier.Visit) bool {
	if w.Sink == nil {
		return true
	}
	ctx = context.WithoutCancel(ctx)
	err := w.Sink.Captured(ctx, corpus.Capture{
		URL: l.URL, Time: x.at, Status: http.StatusOK, // what is not modified was 200 when it was
		MediaType: v.MediaType, Digest: v.BodyDigest, WARC: v.File, Offset: v.Offset, Length: v.Length,
	})
	for _, from := range l.Chain {
		if err == nil && address.Site(from) == address.Site(l.URL) {
			err = w.Sink.Alias(ctx, from, l.URL)
		}
	}
	if err != nil {
		w.die(fmt.Errorf("recording %s: %w", l.URL, err))
		w.frontier.Release(l)
		return false
	}
	return true
}

// redirect makes the target an address of its own. Further redirects than allowed end the chain.
func (w *worker) redirect(ctx context.Context, l frontier.Lease, x *exchange, next time.Time) {
	if _, ok := w.archive(l, x, ""); !ok {
		return
	}
	r := frontier.Result{State: frontier.Moved, Next: next}
	target, err := w.target(l, x)
	switch {
	case err != nil:
		r.State, r.Why = frontier.Failed, err.Error()
		w.count.fail("redirect", l.URL, err)
	case target == l.URL:
		r.State, r.Why = frontier.Failed, "redirects to itself"
		w.count.fail("redirect", l.URL, errors.New(r.Why))
	default:
		if w.Sink != nil && address.Site(target) == address.Site(l.URL) {
			if err := w.Sink.Alias(context.WithoutCancel(ctx), l.URL, target); err != nil {
				w.die(fmt.Errorf("recording %s: %w", l.URL, err))
				w.frontier.Release(l)
				return
			}
		}
		r.Why = "moved to " + target
		r.Links = []frontier.Link{{URL: target, Kind: l.Kind, Score: l.Score, Depth: l.Depth, Hops: l.Hops + 1}}
	}
	w.done(l, r)
}

func (w *worker) target(l frontier.Lease, x *exchange) (string, error) {
	loc := x.header.Get("Location")
	if loc == "" {
		return "", fmt.Errorf("status %d without a Location", x.status)
	}
	if int(l.Hops) >= w.Limits.Redirects {
		return "", fmt.Errorf("more than %d redirects", w.Limits.Redirects)
	}
	base, err := address.NewBase(l.URL)
	if err != nil {
		return "", err
	}
	target, err := base.Canonical(loc)
	if err != nil {
		return "", fmt.Errorf("redirect to %.100q: %w", loc, err)
	}
	if !w.allowed(target) {
		return "", fmt.Errorf("redirect to %s, a host outside the story", target)
	}
	return target, nil
}

// patienceTries is how many more tries an address gets while its host asks for less.
const patienceTries = 6

// refused deals with an error status.
func (w *worker) refused(l frontier.Lease, x *exchange, next time.Time) {
	if _, ok := w.archive(l, x, ""); !ok {
		return
	}
	why := fmt.Sprintf("status %d %s", x.status, http.StatusText(x.status))
	r := frontier.Result{State: frontier.Failed, Why: why, Next: next}
	again, tries := false, w.Limits.Tries
	switch {
	case x.status == http.StatusTooManyRequests || x.status == http.StatusServiceUnavailable:
		wait := w.manners.pushedBack(l.URL, x.header, w.Now())
		r.Next, r.Due, again = time.Now().Add(wait), time.Now().Add(wait), true
		tries += patienceTries // it is the host's doing, not the page's
		if wait > patience && !w.Watch {
			w.frontier.Leave(l, fmt.Sprintf("%s, retry after %v", why, wait.Round(time.Second)))
		}
	case x.status == http.StatusNotFound || x.status == http.StatusGone:
		r.State = frontier.Gone
	case x.status >= 500 || x.status == http.StatusRequestTimeout:
		r.Due, again = time.Now().Add(w.manners.backoff(l.Tries+1)), true
	}
	if again && int(l.Tries)+1 < tries {
		r.State = frontier.Pending
	} else {
		r.Due = time.Time{}
		w.count.fail(strings.ToLower(why), l.URL, errors.New(why))
	}
	w.done(l, r)
}
