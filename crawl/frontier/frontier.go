// Package frontier keeps the addresses that a crawl knows: which wait, in what order, which were fetched and what
// came of it. It survives being killed at any moment.
//
// An address is added once, whatever page names it. [Frontier.Lease] hands out the best address of a host that may be
// visited now; [Frontier.Done] takes it back together with everything that was found on it, in one record of the log,
// so that a kill repeats only what was leased. Politeness is kept here: one lease per host at a time, and never before
// the time that the last Done (or lease, after a restart) named. No address of an origin is leased before its
// robots.txt was read; jobs to fetch it are leased like addresses, redirects of it included.
//
// In memory an address costs its path and about 45 bytes. On disk there is one append-only log, see log.go; it is
// rewritten in the same format when it has grown to several times of what it says.
package frontier

import (
	"errors"
	"fmt"
	"math"
	"os"
	"sync"
	"time"

	"hearsay/crawl/address"
	"hearsay/crawl/robots"
)

// An ID numbers an address in the order of being added, from 0.
type ID uint32

// None is the ID of no address.
const None ID = math.MaxUint32

// A Kind says what an address is expected to hold.
type Kind uint8

// The kinds of addresses.
const (
	Page    Kind = iota // an article, or anything else
	Seed                // where the crawl begins: a section page, an article
	Feed                // RSS, Atom or JSON Feed
	Sitemap             // a sitemap or an index of them
	Robots              // robots.txt; never added, see [Lease]
)

// A State says what became of an address.
type State uint8

// The states of addresses.
const (
	Pending    State = iota // waits to be fetched, or to be fetched again
	Kept                    // fetched; belongs to the corpus
	Rejected                // fetched; does not belong to the corpus
	Listing                 // fetched; a feed, sitemap or section page that was read for its links
	Moved                   // redirected elsewhere, or another name of a page
	Gone                    // the server says that there is no such page
	Failed                  // could not be fetched
	Disallowed              // robots.txt forbids it
	Trapped                 // one of an endless family of addresses
)

var stateNames = [...]string{"pending", "kept", "rejected", "listing", "moved", "gone", "failed", "disallowed", "trapped"}

func (s State) String() string {
	if int(s) < len(stateNames) {
		return stateNames[s]
	}
	return fmt.Sprintf("state %d", uint8(s))
}

// A Link is an address to add.
type Link struct {
	URL   string // canonical
	Kind  Kind
	Score float32 // higher comes first
	Depth uint8   // links from a seed
	Hops  uint8   // redirects that led here
	Cited bool    // a page of the corpus gives it as a source
	Named bool    // its text or address names the story
	Near  bool    // a page of the corpus links to it, be it only as related
}

// A Visit is what must be remembered of the last successful fetch, to fetch again only what changed.
type Visit struct {
	ETag         string
	LastModified string
	Record       string // id of the WARC record that holds the bytes
	File         string // where that record lies
	Offset       int64
	Length       int64
	Time         time.Time // of the fetch that the record is of
	Digest       string    // of the payload
	BodyDigest   string    // of the decoded body
	TextDigest   string    // of the extracted text, or of the body
	MediaType    string
	Interval     time.Duration // after which it is fetched again
	Unchanged    uint8         // fetches since the text changed
}

// A Lease is one thing to fetch now.
type Lease struct {
	ID    ID // None for a robots.txt
	URL   string
	Kind  Kind
	Score float32
	Depth uint8
	Hops  uint8
	Tries uint8    // how often it came back to be tried again
	Lost  uint8    // how often in a row it was leased and never came back, since the process was killed
	Cites int      // how many pages of the corpus cite it
	Named bool     // text or address of a link to it names the story
	Via   string   // the page on which it was found first
	Chain []string // the addresses that redirected here, the nearest first
	State State    // what came of it the last time
	Why   string   // and why
	Visit *Visit   // of an address that was fetched before

	origin uint32 // whose robots.txt it is
	host   uint32
}

// A Result is what came of a lease.
type Result struct {
	State  State
	Why    string    // for people: the score explained, the error
	Due    time.Time // when to fetch it again; zero for never. A Pending address without Due is tried at once
	Next   time.Time // when the host may be visited again
	Visit  *Visit
	Links  []Link
	Rename string // the canonical address that the page gives itself; it is not fetched when it only is another spelling
}

// Errors of Open.
var (
	ErrVersion = errors.New("frontier was written by a newer version")
	ErrLocked  = errors.New("another crawl is using this frontier")
)

// Options are what a frontier must know of the crawl.
type Options struct {
	Agent   string                      // whose Crawl-delay counts
	Hold    time.Duration               // a host is left alone for so long after a lease that never came back
	Revisit bool                        // hand out what becomes due during the run, not only what is due when it begins
	Begin   time.Time                   // of the run; what is due later than this waits for another one, unless Revisit
	Warn    func(msg string, err error) // told about damage that was worked around; may be nil
	Grow    int64                       // the log is rewritten when it is larger than this and 4 times its last rewriting; default 64 MB
}

// A Frontier is safe for concurrent use.
type Frontier struct {
	dir  string
	lock *os.File
	log  *log

	mu        sync.Mutex
	arena     arena
	table     table
	entries   chunked
	origins   []*origin
	byName    map[string]uint32 // origin -> index
	hosts     []*host
	options   Options
	byHost    map[string]uint32
	due       dueHeap
	offers    []offer // scratch of Lease
	forbidden int     // addresses that robots.txt forbade in this run
	barred    []Barred
	visits    map[ID]*Visit
	why       map[ID]string
	out       int // leases that have not come back
	counts    [len(stateNames)]int
}

// An origin is scheme, host and port: what one robots.txt speaks for.
type origin struct {
	name    string
	host    uint32
	queue   queue
	rules   *robots.File // nil until robots.txt was read
	fetched time.Time
	until   time.Time // when the rules must be read again
	body    []byte
	failure string // why rules are a guess
	asked   bool   // a job to fetch robots.txt is waiting or out
	used    bool   // it has or had an address of its own
}

// A host is what politeness is owed to: the same name and port under both schemes.
type host struct {
	name    string
	origins []uint32
	jobs    []job
	next    time.Time
	busy    bool
	off     string // why it is left alone for the rest of the run
	fetched int
}

// A job is a robots.txt to fetch, or the place that one was redirected to.
type job struct {
	url    string
	origin uint32
	hops   uint8
	tries  uint8
	due    time.Time
}

// Add adds addresses that are not the result of a fetch: seeds. Those that are known already only gain in score.
func (f *Frontier) Add(links ...Link) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, l := range links {
		f.add(l, None)
	}
	return f.log.commit()
}

// add adds l, or raises the score of the address if it waits already.
func (f *Frontier) add(l Link, via ID) ID {
	org := address.Origin(l.URL)
	if org == "" || len(l.URL) > address.MaxLength {
		return None
	}
	path := l.URL[len(org):]
	o := f.originOf(org)
	f.origins[o].used = true
	if id, ok := f.table.find(f, o, path); ok {
		f.raise(id, l)
		return id
	}
	e := entry{origin: o, path: f.arena.put(path), n: uint16(len(path)), score: l.Score, via: via, kind: l.Kind, depth: l.Depth, hops: l.Hops}
	e.set(isNamed, l.Named)
	if l.Near {
		e.near = 1
	}
	if l.Cited {
		e.cites = 1
	}
	id := f.entries.push(e)
	f.table.insert(f, id)
	f.counts[Pending]++
	f.enqueue(id)
	f.log.add(l, via)
	return id
}

// What each further page of the corpus that cites an address, or only links to it, adds to its score.
const (
	citedAgain = 0.5
	nearAgain  = 1.2
	maxNear    = 6
)

// raise notes that a known address is linked again, or cited.
func (f *Frontier) raise(id ID, l Link) {
	e := f.entries.at(id)
	cites := e.cites
	if l.Cited && cites < math.MaxUint16 {
		cites++
	}
	if cites == e.cites && (e.state != Pending || l.Score <= e.score && !l.Near) {
		return
	}
	score := max(e.score, l.Score)
	switch {
	case cites > max(e.cites, 1):
		score += citedAgain
	case l.Near && e.near < maxNear:
		if e.near++; e.near > 1 {
			score += nearAgain
		}
	}
	e.cites = cites
	e.depth = min(e.depth, l.Depth)
	e.set(isNamed, e.is(isNamed) || l.Named)
	if score > e.score {
		e.score = score
		if e.is(isQueued) {
			f.enqueue(id)
		}
	}
	f.log.score(id, e)
}

// enqueue puts an address where Lease looks for it. While the log is read nothing is queued; see rebuild.
func (f *Frontier) enqueue(id ID) {
	if f.log == nil {
		return
	}
	e := f.entries.at(id)
	e.set(isQueued, true)
	e.due = 0
	f.origins[e.origin].queue.push(e.score, id)
}

func (f *Frontier) originOf(name string) uint32 {
	if o, ok := f.byName[name]; ok {
		return o
	}
	o := uint32(len(f.origins))
	authority := address.Authority(name)
	h, ok := f.byHost[authority]
	if !ok {
		h = uint32(len(f.hosts))
		f.hosts = append(f.hosts, &host{name: authority})
		f.byHost[authority] = h
	}
	f.hosts[h].origins = append(f.hosts[h].origins, o)
	f.origins = append(f.origins, &origin{name: name, host: h})
	f.byName[name] = o
	return o
}

// urlOf returns the address of id.
func (f *Frontier) urlOf(id ID) string {
	if id == None {
		return ""
	}
	e := f.entries.at(id)
	return f.origins[e.origin].name + f.arena.get(e.path, e.n)
}

// setState moves e to state s and keeps the counts.
func (f *Frontier) setState(e *entry, s State) {
	f.counts[e.state]--
	f.counts[s]++
	e.state = s
}

// Close writes what is left to write and gives the folder free.
func (f *Frontier) Close() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	err := f.log.close()
	return errors.Join(err, f.lock.Close())
}
