package frontier

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"hearsay/crawl/address"
	"hearsay/crawl/robots"
)

const (
	farHost = 25 * time.Hour      // further ahead than a host is ever left alone, or a robots.txt believed
	farDue  = 15 * 24 * time.Hour // further ahead than an address is ever due
)

const growDefault = 64 << 20

// Open opens the frontier in dir, which is made when it is not there. What was leased when the last run ended waits
// again. A torn end of the log is cut off; a log that is damaged before its end is kept under another name, and the
// frontier holds what came before the damage.
func Open(dir string, o Options) (*Frontier, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	lock, err := lockDir(dir)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", dir, err)
	}
	f := empty(dir, o)
	f.lock = lock
	if err := f.load(); err != nil {
		return nil, errors.Join(err, lock.Close())
	}
	f.rebuild()
	return f, nil
}

// List returns the addresses of the frontier in dir as they were last written, also while a crawl is using it. It
// changes nothing. agent is whose rules explain what is disallowed.
func List(dir, agent string) ([]Record, error) {
	f := empty(dir, Options{Agent: agent})
	numbers, err := f.logs()
	if err != nil || len(numbers) == 0 {
		return nil, err
	}
	file, err := os.Open(f.path(numbers[len(numbers)-1]))
	if err != nil {
		return nil, err
	}
	defer file.Close()
	if _, err := replay(file.Name(), bufio.NewReaderSize(file, 1<<20), f.apply); errors.Is(err, ErrVersion) {
		return nil, err // anything else is the end of what has been written so far
	}
	return slices.Collect(f.All()), nil
}

func empty(dir string, o Options) *Frontier {
	return &Frontier{
		dir: dir, options: o, byName: map[string]uint32{}, byHost: map[string]uint32{}, visits: map[ID]*Visit{}, why: map[ID]string{},
	}
}

// load reads the newest log and opens it for appending.
func (f *Frontier) load() error {
	numbers, err := f.logs()
	if err != nil {
		return err
	}
	if len(numbers) == 0 {
		return f.create(1)
	}
	n := numbers[len(numbers)-1]
	for _, old := range numbers[:len(numbers)-1] { // a kill came between renaming the new and removing the old
		if err := os.Remove(f.path(old)); err != nil {
			return err
		}
	}
	file, err := os.OpenFile(f.path(n), os.O_RDWR, 0o644)
	if err != nil {
		return err
	}
	size, err := replay(f.path(n), bufio.NewReaderSize(file, 1<<20), f.apply)
	if errors.Is(err, ErrVersion) {
		return errors.Join(err, file.Close())
	}
	if err != nil {
		if err := f.cutTail(file, n, size, err); err != nil {
			return errors.Join(err, file.Close())
		}
		if size == 0 {
			return errors.Join(file.Close(), f.create(n+1))
		}
	}
	if _, err := file.Seek(size, io.SeekStart); err != nil {
		return errors.Join(err, file.Close())
	}
	f.log = &log{f: file, size: size, base: size, synced: time.Now()}
	return nil
}

// cutTail removes what follows the last good record. Unless it is only one torn record, a copy is kept.
func (f *Frontier) cutTail(file *os.File, n int, size int64, why error) error {
	if f.options.Warn != nil {
		f.options.Warn("the frontier is cut off at its last whole record", why)
	}
	if !errors.Is(why, io.ErrUnexpectedEOF) {
		keep := strings.TrimSuffix(f.path(n), ".log") + ".damaged"
		b, err := os.ReadFile(f.path(n))
		if err != nil {
			return err
		}
		if err := os.WriteFile(keep, b, 0o644); err != nil {
			return err
		}
	}
	return file.Truncate(size)
}

func (f *Frontier) path(n int) string { return filepath.Join(f.dir, strconv.Itoa(n)+".log") }

// logs returns the numbers of the logs in the folder, ascending.
func (f *Frontier) logs() ([]int, error) {
	files, err := os.ReadDir(f.dir)
	if err != nil {
		return nil, err
	}
	var numbers []int
	for _, e := range files {
		if base, ok := strings.CutSuffix(e.Name(), ".log"); ok {
			if n, err := strconv.Atoi(base); err == nil && n > 0 {
				numbers = append(numbers, n)
			}
		}
	}
	slices.Sort(numbers)
	return numbers, nil
}

// create begins log n with what the frontier holds.
func (f *Frontier) create(n int) error {
	tmp := f.path(n) + ".tmp"
	file, err := os.Create(tmp)
	if err != nil {
		return err
	}
	l := &log{f: file, synced: time.Now()}
	w := bufio.NewWriter(file)
	_, err = w.WriteString(magic)
	if err == nil {
		err = w.Flush()
	}
	l.size = int64(len(magic))
	if err == nil {
		err = f.dump(l)
	}
	if err == nil {
		err = file.Sync()
	}
	if err == nil {
		err = os.Rename(tmp, f.path(n))
	}
	if err != nil {
		return errors.Join(fmt.Errorf("writing the frontier: %w", err), file.Close(), os.Remove(tmp))
	}
	l.base = l.size
	f.log = l
	return syncDir(f.dir)
}

// dump writes operations that make an empty frontier equal to f.
func (f *Frontier) dump(l *log) error {
	for id := ID(0); int(id) < f.entries.n; id++ {
		e := f.entries.at(id)
		l.add(Link{URL: f.urlOf(id), Kind: e.kind, Score: e.score, Depth: e.depth, Hops: e.hops, Named: e.is(isNamed)}, e.via)
		if e.cites > 0 {
			l.score(id, e)
		}
		if e.state != Pending || e.tries > 0 || e.due > 0 {
			l.done(id, e, f.why[id], "", time.Time{})
		}
		if v := f.visits[id]; v != nil {
			l.visit(id, v)
		}
		if len(l.buf) > 256<<10 {
			if err := l.commit(); err != nil {
				return err
			}
		}
	}
	for _, h := range f.hosts {
		if !h.next.IsZero() {
			l.host(h.name, h.next)
		}
	}
	for _, o := range f.origins {
		if o.rules != nil {
			l.robots(o.name, Rules{Fetched: o.fetched, Until: o.until, Body: o.body, Failure: o.failure})
			if err := l.commit(); err != nil {
				return err
			}
		}
	}
	return l.commit()
}

// rewriteIfLarge rewrites the log when most of it is history.
func (f *Frontier) rewriteIfLarge() error {
	limit := f.options.Grow
	if limit <= 0 {
		limit = growDefault
	}
	if f.log.size < limit || f.log.size < 4*f.log.base {
		return nil
	}
	numbers, err := f.logs()
	if err != nil {
		return err
	}
	old, n := f.log, numbers[len(numbers)-1]
	if err := f.create(n + 1); err != nil {
		f.log = old
		return err
	}
	return errors.Join(old.f.Close(), os.Remove(f.path(n)))
}

// logged keeps an error of the log for the next call that can return it.
func (f *Frontier) logged(err error) {
	if err != nil && f.options.Warn != nil {
		f.options.Warn("the frontier cannot be written", err)
	}
}

// rebuild fills the queues from the entries. Times that lie further ahead than the crawl ever sets them were written
// by a clock that has stepped back since; they count no more.
func (f *Frontier) rebuild() {
	now := f.options.Begin
	if now.IsZero() {
		now = time.Now()
	}
	for _, h := range f.hosts {
		if h.next.After(now.Add(farHost)) {
			h.next = now.Add(f.options.Hold)
		}
	}
	for _, o := range f.origins {
		if o.until.After(now.Add(farHost)) {
			o.until = now
		}
	}
	for id := ID(0); int(id) < f.entries.n; id++ {
		e := f.entries.at(id)
		if int64(e.due) > now.Add(farDue).Unix() {
			e.due = uint32(now.Unix())
		}
		switch {
		case e.due > 0 && (e.state == Pending || f.options.Revisit || int64(e.due) <= f.options.Begin.Unix()):
			f.due = append(f.due, dueItem{e.due, id}) // what is due by now is leased in this run in any case
		case e.due == 0 && e.state == Pending:
			f.enqueue(id)
		}
	}
	slices.SortFunc(f.due, func(a, b dueItem) int { return int(int64(a.due) - int64(b.due)) }) // a sorted list is a heap
}

// A cursor reads the arguments of operations.
type cursor struct {
	b   []byte
	bad bool
}

func (c *cursor) num() uint64 {
	n, k := binary.Uvarint(c.b)
	if k <= 0 {
		c.b, c.bad = nil, true
		return 0
	}
	c.b = c.b[k:]
	return n
}

func (c *cursor) str() string {
	n := c.num()
	if n > uint64(len(c.b)) {
		c.b, c.bad = nil, true
		return ""
	}
	s := string(c.b[:n])
	c.b = c.b[n:]
	return s
}

func (c *cursor) float() float32 {
	if len(c.b) < 4 {
		c.b, c.bad = nil, true
		return 0
	}
	x := math.Float32frombits(binary.LittleEndian.Uint32(c.b))
	c.b = c.b[4:]
	return x
}

var errOperation = errors.New("operation makes no sense")

// apply does the operations of one record. Its log is nil, so that nothing is written or queued meanwhile.
func (f *Frontier) apply(payload []byte) error {
	c := &cursor{b: payload}
	for len(c.b) > 0 && !c.bad {
		code := c.b[0]
		c.b = c.b[1:]
		if !f.applyOne(code, c) {
			return errOperation
		}
	}
	if c.bad {
		return errOperation
	}
	return nil
}

func (f *Frontier) applyOne(code byte, c *cursor) bool {
	switch code {
	case 'a':
		via := ID(c.num() - 1)
		k := Link{Kind: Kind(c.num()), Depth: uint8(c.num()), Hops: uint8(c.num())}
		bits := c.num()
		k.Cited, k.Named = bits&1 != 0, bits&2 != 0
		k.Score, k.URL = c.float(), c.str()
		if c.bad || via != None && int(via) >= f.entries.n {
			return false
		}
		return f.add(k, via) != None
	case 'h':
		f.holdHost(c.str(), fromMillis(c.num()))
		return true
	case 'l':
		id := ID(c.num() - 1)
		f.holdHost(c.str(), fromMillis(c.num()))
		if id == None {
			return true
		}
		if int(id) >= f.entries.n {
			return false
		}
		e := f.entries.at(id)
		e.lost = min(e.lost+1, maxCount)
		return true
	case 'r':
		return f.applyRobots(c)
	}
	id := ID(c.num())
	if c.bad || int(id) >= f.entries.n {
		return false
	}
	e := f.entries.at(id)
	switch code {
	case 's':
		e.score, e.cites, e.depth = c.float(), uint16(c.num()), uint8(c.num())
	case 'd':
		state, tries, due := State(c.num()), uint8(c.num()), uint32(c.num())
		if int(state) >= len(stateNames) {
			return false
		}
		e.tries, e.lost = min(tries, maxCount), 0
		var at time.Time
		if due > 0 {
			at = time.Unix(int64(due), 0)
		}
		f.settle(id, state, at, c.str())
		f.holdHost(c.str(), fromMillis(c.num()))
	case 'v':
		f.visits[id] = readVisit(c)
	default:
		return false
	}
	return true
}

// holdHost leaves a host alone until next; what the log says later replaces what it said before.
func (f *Frontier) holdHost(name string, next time.Time) {
	if h, ok := f.byHost[name]; ok {
		f.hosts[h].next = next
	}
}

func (f *Frontier) applyRobots(c *cursor) bool {
	name := c.str()
	r := Rules{Fetched: fromMillis(c.num()), Until: fromMillis(c.num()), Failure: c.str()}
	if has := c.num() == 1; has {
		r.Body = []byte(c.str())
	} else {
		c.str()
	}
	if c.bad || address.Authority(name) == "" {
		return false
	}
	switch {
	case r.Body != nil:
		r.File = robots.Parse(r.Body)
	case r.Failure != "":
		r.File = robots.Unreachable(r.Failure)
	default:
		r.File = robots.Unavailable()
	}
	f.setRules(f.origins[f.originOf(name)], r)
	return true
}

func readVisit(c *cursor) *Visit {
	v := &Visit{}
	for _, s := range []*string{&v.ETag, &v.LastModified, &v.Record, &v.File, &v.Digest, &v.BodyDigest, &v.TextDigest, &v.MediaType} {
		*s = c.str()
	}
	v.Offset, v.Length, v.Time = int64(c.num()), int64(c.num()), fromMillis(c.num())
	v.Interval, v.Unchanged = time.Duration(c.num())*time.Second, uint8(c.num())
	return v
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	if err := d.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && os.PathSeparator == '/' {
		return err
	}
	return nil
}
