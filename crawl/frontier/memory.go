package frontier

import (
	"unsafe"

	"github.com/zeebo/xxh3"
)

// An entry is an address in memory: 32 bytes beside its path.
type entry struct {
	origin uint32
	path   uint32 // in the arena
	score  float32
	due    uint32 // Unix seconds before which it is not leased; 0 for now
	via    ID
	n      uint16 // length of the path
	cites  uint16
	state  State
	kind   Kind
	depth  uint8
	hops   uint8
	tries  uint8 // fetches that failed and may be tried again; fewer than 16
	lost   uint8 // leases in a row that never came back: the process was killed
	near   uint8 // pages of the corpus that link to it, up to maxNear; forgotten between runs
	flags  flags
}

// flags are facts of an entry.
type flags uint8

const (
	isNamed  flags = 1 << iota // text or address of a link to it names the story
	isQueued                   // it is in the queue of its origin and wants to be leased
)

func (e *entry) is(f flags) bool { return e.flags&f != 0 }

func (e *entry) set(f flags, on bool) {
	if e.flags &^= f; on {
		e.flags |= f
	}
}

const chunkEntries = 1 << 14

// A chunked is a list of entries that grows without copying them.
type chunked struct {
	chunks []*[chunkEntries]entry
	n      int
}

func (c *chunked) push(e entry) ID {
	if c.n == len(c.chunks)*chunkEntries {
		c.chunks = append(c.chunks, new([chunkEntries]entry))
	}
	id := ID(c.n)
	c.n++
	*c.at(id) = e
	return id
}

func (c *chunked) at(id ID) *entry { return &c.chunks[id/chunkEntries][id%chunkEntries] }

const (
	arenaBits  = 18
	arenaChunk = 1 << arenaBits
)

// An arena holds paths. They are never freed.
type arena struct{ chunks [][]byte }

// put copies s in and returns where it lies. s is shorter than a chunk.
func (a *arena) put(s string) uint32 {
	n := len(a.chunks)
	if n == 0 || len(a.chunks[n-1])+len(s) > arenaChunk {
		a.chunks = append(a.chunks, make([]byte, 0, arenaChunk))
		n++
	}
	c := a.chunks[n-1]
	at := uint32(n-1)<<arenaBits | uint32(len(c))
	a.chunks[n-1] = append(c, s...)
	return at
}

// view returns the bytes at a place without copying them; they never change.
func (a *arena) view(at uint32, n uint16) string {
	if n == 0 {
		return ""
	}
	c := a.chunks[at>>arenaBits]
	return unsafe.String(&c[at&(arenaChunk-1)], int(n))
}

func (a *arena) get(at uint32, n uint16) string { return string([]byte(a.view(at, n))) }

// A table finds an address by its bytes: open addressing over ids, so that no two addresses are ever confused.
type table struct {
	slots []uint32 // id+1, or 0
	n     int
}

func hash(origin uint32, path string) uint64 {
	return xxh3.HashStringSeed(path, uint64(origin)+1)
}

func (t *table) find(f *Frontier, origin uint32, path string) (ID, bool) {
	if len(t.slots) == 0 {
		return None, false
	}
	mask := uint64(len(t.slots) - 1)
	for i := hash(origin, path) & mask; t.slots[i] != 0; i = (i + 1) & mask {
		e := f.entries.at(ID(t.slots[i] - 1))
		if e.origin == origin && f.arena.view(e.path, e.n) == path {
			return ID(t.slots[i] - 1), true
		}
	}
	return None, false
}

func (t *table) insert(f *Frontier, id ID) {
	if t.n*4 >= len(t.slots)*3 {
		old := t.slots
		t.slots = make([]uint32, max(1024, 2*len(old)))
		for _, s := range old {
			if s != 0 {
				t.place(f, ID(s-1))
			}
		}
	}
	t.place(f, id)
	t.n++
}

func (t *table) place(f *Frontier, id ID) {
	e := f.entries.at(id)
	mask := uint64(len(t.slots) - 1)
	i := hash(e.origin, f.arena.view(e.path, e.n)) & mask
	for t.slots[i] != 0 {
		i = (i + 1) & mask
	}
	t.slots[i] = uint32(id) + 1
}

// A queue is a heap of addresses, the best first; among equals the one that was added first. An address whose score
// was raised is in it twice; the stale item is skipped when it comes up.
type queue []queued

type queued struct {
	score float32
	id    ID
}

func (a queued) before(b queued) bool {
	return a.score > b.score || a.score == b.score && a.id < b.id
}

func (q *queue) push(score float32, id ID) {
	*q = append(*q, queued{score, id})
	h := *q
	for i := len(h) - 1; i > 0; {
		p := (i - 1) / 2
		if !h[i].before(h[p]) {
			break
		}
		h[i], h[p] = h[p], h[i]
		i = p
	}
}

func (q *queue) pop() queued {
	h := *q
	top := h[0]
	n := len(h) - 1
	h[0] = h[n]
	h = h[:n]
	for i := 0; ; {
		c := 2*i + 1
		if c >= n {
			break
		}
		if c+1 < n && h[c+1].before(h[c]) {
			c++
		}
		if !h[c].before(h[i]) {
			break
		}
		h[i], h[c] = h[c], h[i]
		i = c
	}
	*q = h
	if cap(h) > 64 && n < cap(h)/4 {
		*q = append(make(queue, 0, cap(h)/2), h...)
	}
	return top
}

// A dueHeap holds addresses that wait for a time, the earliest first. For container/heap.
type dueHeap []dueItem

type dueItem struct {
	due uint32
	id  ID
}

func (d dueHeap) Len() int           { return len(d) }
func (d dueHeap) Less(i, j int) bool { return d[i].due < d[j].due }
func (d dueHeap) Swap(i, j int)      { d[i], d[j] = d[j], d[i] }
func (d *dueHeap) Push(x any)        { *d = append(*d, x.(dueItem)) }
func (d *dueHeap) Pop() any {
	h := *d
	x := h[len(h)-1]
	*d = h[:len(h)-1]
	return x
}
