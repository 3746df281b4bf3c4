package frontier

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strings"
	"testing"
	"time"

	"hearsay/crawl/robots"
)

var start = time.Date(2026, 2, 16, 10, 0, 0, 0, time.UTC)

func open(t testing.TB, dir string) *Frontier {
	t.Helper()
	f, err := Open(dir, Options{Agent: "hearsay", Hold: time.Second, Revisit: true})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func add(t testing.TB, f *Frontier, links ...Link) {
	t.Helper()
	if err := f.Add(links...); err != nil {
		t.Fatal(err)
	}
}

// lease leases at now; a robots.txt is answered with "none" and the next lease is returned.
func lease(t testing.TB, f *Frontier, now time.Time) Lease {
	t.Helper()
	for {
		l, wait, ok := f.Lease(now)
		if !ok {
			t.Fatalf("nothing to lease; wait %v", wait)
		}
		if l.Kind != Robots {
			return l
		}
		allow(t, f, l, now)
	}
}

func allow(t testing.TB, f *Frontier, l Lease, now time.Time) {
	t.Helper()
	if err := f.SetRobots(l, Rules{File: robots.Unavailable(), Fetched: now, Until: now.Add(24 * time.Hour)}, time.Time{}); err != nil {
		t.Fatal(err)
	}
}

func done(t testing.TB, f *Frontier, l Lease, r Result) {
	t.Helper()
	if err := f.Done(l, r); err != nil {
		t.Fatal(err)
	}
}

func TestBestFirstAndPolite(t *testing.T) {
	f := open(t, t.TempDir())
	defer f.Close()
	add(t, f, Link{URL: "https://a.example/1", Score: 1}, Link{URL: "https://a.example/2", Score: 3}, Link{URL: "http://a.example/3", Score: 2})
	add(t, f, Link{URL: "https://a.example/1", Score: 5}) // raised
	add(t, f, Link{URL: "https://a.example/2", Score: 0}) // not lowered
	now := start
	for _, want := range []string{"https://a.example/1", "https://a.example/2", "http://a.example/3"} {
		l := lease(t, f, now)
		if l.URL != want {
			t.Fatalf("leased %s, want %s", l.URL, want)
		}
		if _, wait, ok := f.Lease(now.Add(time.Hour)); ok || wait != 0 {
			t.Fatal("a second lease for one host")
		}
		done(t, f, l, Result{State: Kept, Next: now.Add(2 * time.Second)})
		if _, wait, ok := f.Lease(now.Add(time.Second)); ok || wait > time.Second {
			t.Fatalf("leased too early, or wait %v", wait)
		}
		now = now.Add(2 * time.Second)
	}
	if _, wait, ok := f.Lease(now); ok || wait != 0 {
		t.Error("something is left")
	}
}

func TestRetryAndRevisitAndRename(t *testing.T) {
	dir := t.TempDir()
	f := open(t, dir)
	add(t, f, Link{URL: "https://a.example/1?x", Score: 2}, Link{URL: "https://a.example/1", Score: 1})
	l := lease(t, f, start)
	done(t, f, l, Result{State: Pending, Due: start.Add(time.Minute), Why: "timed out"})
	l = lease(t, f, start)
	if l.URL != "https://a.example/1" {
		t.Fatalf("leased %s", l.URL)
	}
	done(t, f, l, Result{State: Kept, Due: start.Add(time.Hour), Visit: &Visit{ETag: `"x"`, Time: start, Interval: time.Hour}, Rename: "https://a.example/1?amp"})
	if _, wait, ok := f.Lease(start); ok || wait != time.Minute {
		t.Fatalf("wait %v", wait)
	}
	l = lease(t, f, start.Add(time.Minute))
	if l.Tries != 1 || l.URL != "https://a.example/1?x" {
		t.Fatalf("%+v", l)
	}
	done(t, f, l, Result{State: Gone})
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	f = open(t, dir)
	defer f.Close()
	l = lease(t, f, start.Add(time.Hour))
	if l.URL != "https://a.example/1" || l.Visit == nil || l.Visit.ETag != `"x"` || !l.Visit.Time.Equal(start) {
		t.Fatalf("%+v", l)
	}
	if s := f.Stats(); s.States[Moved] != 1 || s.States[Gone] != 1 || s.States[Kept] != 1 {
		t.Errorf("%+v", s)
	}
}

func TestRobotsFirst(t *testing.T) {
	dir := t.TempDir()
	f := open(t, dir)
	add(t, f, Link{URL: "https://a.example/1"}, Link{URL: "https://b.example/1"})
	a, _, _ := f.Lease(start)
	if a.URL != "https://a.example/robots.txt" || a.Kind != Robots {
		t.Fatalf("%+v", a)
	}
	f.MoveRobots(a, "https://c.example/r", "https://c.example", start)
	var seen []string
	for range 2 {
		l, _, ok := f.Lease(start)
		if !ok {
			t.Fatal("nothing to lease")
		}
		seen = append(seen, l.URL)
		file := robots.Parse([]byte("user-agent: *\ndisallow: /1\ncrawl-delay: 7"))
		if err := f.SetRobots(l, Rules{File: file, Body: []byte("user-agent: *\ndisallow: /1\ncrawl-delay: 7"), Fetched: start, Until: start.Add(time.Hour)}, start); err != nil {
			t.Fatal(err)
		}
	}
	if got := strings.Join(seen, " "); got != "https://b.example/robots.txt https://c.example/r" {
		t.Fatalf("leased %s", got)
	}
	f.Close()
	f = open(t, dir) // the rules survive: no second fetch within their time
	defer f.Close()
	add(t, f, Link{URL: "https://a.example/2"}, Link{URL: "https://b.example/2"})
	l, _, ok := f.Lease(start.Add(time.Second)) // Hold after the robots.txt that moved
	if s := f.Stats(); !ok || l.Kind == Robots || !strings.HasSuffix(l.URL, "/2") || s.Forbidden == 0 {
		t.Fatalf("%+v %v, %d forbidden", l, ok, s.Forbidden)
	}
	f.Close()
	f = open(t, dir) // killed while leased: the host is left alone for its Crawl-delay
	defer f.Close()
	l2, _, _ := f.Lease(start.Add(time.Second))
	if _, _, ok := f.Lease(start.Add(7 * time.Second)); ok || l2.URL == l.URL {
		t.Error("a host was visited before its time after a kill")
	}
	if _, _, ok := f.Lease(start.Add(8 * time.Second)); !ok {
		t.Error("a lease that was lost in a kill does not come back")
	}
	f.Close()
	f = open(t, dir)
	defer f.Close()
	if l, _, ok := f.Lease(start.Add(2 * time.Hour)); !ok || l.Kind != Robots {
		t.Errorf("robots.txt is not fetched again after its time: %+v", l)
	}
}

// A log that is cut at any byte opens, holds a prefix of what was done, and goes on.
func TestTornLog(t *testing.T) {
	dir := t.TempDir()
	f := open(t, dir)
	add(t, f, Link{URL: "https://a.example/0", Score: 9})
	l := lease(t, f, start)
	done(t, f, l, Result{State: Kept, Links: []Link{{URL: "https://a.example/1"}, {URL: "https://b.example/2"}}})
	f.Close()
	whole, err := os.ReadFile(filepath.Join(dir, "1.log"))
	if err != nil {
		t.Fatal(err)
	}
	for n := range whole {
		cut := t.TempDir()
		if err := os.WriteFile(filepath.Join(cut, "1.log"), whole[:n], 0o644); err != nil {
			t.Fatal(err)
		}
		f := open(t, cut)
		known := f.Stats().Known
		if known == 2 {
			t.Fatalf("cut at %d: half of a record counts", n)
		}
		add(t, f, Link{URL: "https://c.example/"})
		f.Close()
		f = open(t, cut)
		if got := f.Stats().Known; got != known+1 {
			t.Fatalf("cut at %d: %d addresses, want %d", n, got, known+1)
		}
		f.Close()
	}
}

func TestDamagedLog(t *testing.T) {
	dir := t.TempDir()
	f := open(t, dir)
	for i := range 50 {
		add(t, f, Link{URL: fmt.Sprintf("https://a.example/%d", i)})
	}
	f.Close()
	path := filepath.Join(dir, "1.log")
	b, _ := os.ReadFile(path)
	b[len(b)/2] ^= 0x40
	os.WriteFile(path, b, 0o644)
	var warned error
	f, err := Open(dir, Options{Warn: func(_ string, err error) { warned = err }})
	if err != nil || warned == nil || !strings.Contains(warned.Error(), "byte") {
		t.Fatalf("%v, warned %v", err, warned)
	}
	defer f.Close()
	if n := f.Stats().Known; n < 20 || n > 30 {
		t.Errorf("%d addresses are left of the half before the damage", n)
	}
	if kept, err := os.ReadFile(filepath.Join(dir, "1.damaged")); err != nil || len(kept) != len(b) {
		t.Errorf("the damaged log was not kept: %v", err)
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	f := open(t, dir)
	if _, err := Open(dir, Options{}); !errors.Is(err, ErrLocked) && runtime.GOOS == "linux" {
		t.Errorf("second crawl: %v", err)
	}
	f.Close()
	os.WriteFile(filepath.Join(dir, "7.log"), []byte("hearsay frontier 2\nxxxx"), 0o644)
	if _, err := Open(dir, Options{}); !errors.Is(err, ErrVersion) {
		t.Errorf("newer version: %v", err)
	}
}

// Rewriting the log, at any time, changes nothing that can be seen.
func TestRewriteKeepsAll(t *testing.T) {
	dir := t.TempDir()
	f, err := Open(dir, Options{Grow: 1})
	if err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(1, 2))
	now := start
	for i := range 300 {
		add(t, f, Link{URL: fmt.Sprintf("https://h%d.example/%d", rnd.IntN(5), rnd.IntN(200)), Score: float32(rnd.IntN(9)), Cited: i%3 == 0})
		now = now.Add(time.Minute)
		l := lease2(t, f, now)
		done(t, f, l, Result{State: State(rnd.IntN(len(stateNames))), Due: now.Add(time.Duration(rnd.IntN(50)) * time.Hour), Why: "because", Visit: &Visit{ETag: "x"}})
	}
	if live, err := List(dir, ""); err != nil || !reflect.DeepEqual(live, listing(f)) { // while it is open
		t.Errorf("List gives %d records, %v", len(live), err)
	}
	numbers, _ := f.logs()
	if len(numbers) != 1 || numbers[0] < 2 {
		t.Fatalf("logs %v: not rewritten", numbers)
	}
	before, visits := listing(f), f.visits
	f.Close()
	g := open(t, dir)
	defer g.Close()
	if after := listing(g); !reflect.DeepEqual(before, after) {
		t.Errorf("%d records before, %d after", len(before), len(after))
	}
	if !reflect.DeepEqual(visits, g.visits) {
		t.Error("visits differ")
	}
}

// lease2 is lease for a frontier that may have nothing to give.
func lease2(t *testing.T, f *Frontier, now time.Time) Lease {
	for {
		l, _, ok := f.Lease(now)
		if !ok {
			add(t, f, Link{URL: fmt.Sprintf("https://new.example/%d", now.Unix())})
			continue
		}
		if l.Kind == Robots {
			allow(t, f, l, now)
			continue
		}
		return l
	}
}

func listing(f *Frontier) (all []Record) {
	for r := range f.All() {
		all = append(all, r)
	}
	return all
}

func TestMillion(t *testing.T) {
	n := 200_000
	if os.Getenv("HEARSAY_LONG") != "" {
		n = 1_000_000
	}
	dir := t.TempDir()
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	f := open(t, dir)
	links := make([]Link, 0, 100)
	for i := range n {
		links = append(links, Link{
			URL: fmt.Sprintf("https://outlet%d.example/2026/02/%02d/the-harbour-ferry-stays-in-port-%d.html", i%50, i%28+1, i), Score: float32(i % 10),
		})
		if len(links) == cap(links) {
			add(t, f, links...)
			links = links[:0]
		}
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	used := float64(after.HeapInuse-before.HeapInuse) / float64(n)
	t.Logf("%d addresses: %.0f bytes each in memory, %.0f on disk", n, used, float64(f.Stats().LogBytes)/float64(n))
	if used > 150 {
		t.Errorf("an address takes %.0f bytes, more than 150", used)
	}
	f.Close()
	began := time.Now()
	f = open(t, dir)
	defer f.Close()
	if f.Stats().Known != n {
		t.Errorf("%d addresses after opening", f.Stats().Known)
	}
	t.Logf("opened in %v", time.Since(began))
}

func FuzzApply(f *testing.F) {
	l := &log{}
	l.add(Link{URL: "https://a.example/1", Score: 1}, None)
	l.add(Link{URL: "https://a.example/2", Score: 1}, 0)
	l.done(1, &entry{state: Kept}, "why", "a.example", start)
	l.visit(0, &Visit{ETag: "x"})
	l.robots("https://a.example", Rules{Body: []byte("user-agent: *")})
	f.Add(l.buf[frameHeader:])
	f.Fuzz(func(t *testing.T, payload []byte) {
		f := &Frontier{byName: map[string]uint32{}, byHost: map[string]uint32{}, visits: map[ID]*Visit{}, why: map[ID]string{}}
		if f.apply(payload) != nil {
			return
		}
		f.log = &log{}
		f.rebuild()
		for id := ID(0); int(id) < f.entries.n; id++ {
			if u := f.urlOf(id); !strings.Contains(u, "://") {
				t.Errorf("address %q", u)
			}
		}
	})
}

func BenchmarkLease(b *testing.B) {
	f := open(b, b.TempDir())
	defer f.Close()
	for h := range 50 {
		for i := range 200 {
			add(b, f, Link{URL: fmt.Sprintf("https://h%d.example/%d", h, i), Score: float32(i)})
		}
	}
	now := start
	b.ReportAllocs()
	for b.Loop() {
		l := lease(b, f, now)
		done(b, f, l, Result{State: Pending, Why: ""})
	}
}
