package index

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"syscall"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bindex "github.com/blevesearch/bleve_index_api"
	bolterrors "go.etcd.io/bbolt/errors"

	"hearsay/corpus"
	"hearsay/index/query"
)

// layout names what the documents and terms of the index look like. An index of another layout is rebuilt: change it
// with every change to document.go, analysis.go or number.go that a search can see.
const layout = "1"

// The internal keys, written in the same batch as the documents.
const (
	keyLayout   = "hearsay.layout"
	keyPosition = "hearsay.position"
	keyCopies   = "hearsay.copies"
)

// ownerWait is how long Open waits for another process to let go of the index.
const ownerWait = "200ms"

// Bleve is an Index over Bleve's segment store in a folder of its own.
type Bleve struct {
	dir     string
	ix      bindex.Index
	queue   *bindex.AnalysisQueue
	b       *builder
	columns columnCache
	rebuild string

	readOnly bool

	mu     sync.RWMutex // held for writing while the segment store is opened or closed, else for reading
	closed bool

	write  sync.Mutex // held by Apply; guards copies; taken after mu
	copies map[corpus.ArticleID]corpus.ArticleID
}

// Open opens the index in folder dir for reading and writing; it makes one where there is none. An index that is damaged
// or of another layout is thrown away and begun anew, at position 0; Rebuilt says why. While another process has it
// open, the error is ErrOwned, after a fraction of a second. In a folder that cannot be written to, an index can still be
// read; Apply then returns ErrReadOnly.
func Open(dir string) (*Bleve, error) {
	x, why, err := open(dir)
	if err == nil && why == "" {
		return x, nil
	}
	if err != nil {
		return nil, fmt.Errorf("opening index %s: %w", dir, err)
	}
	if err := os.RemoveAll(dir); err != nil {
		return nil, fmt.Errorf("rebuilding index %s: %w", dir, err)
	}
	x, again, err := open(dir)
	if err == nil && again != "" {
		err = fmt.Errorf("%w: %s", ErrDamaged, again)
	}
	if err != nil {
		return nil, fmt.Errorf("rebuilding index %s: %w", dir, err)
	}
	x.rebuild = why
	return x, nil
}

// open opens the index in dir. A reason to throw it away comes back as why.
func open(dir string) (x *Bleve, why string, err error) {
	x = &Bleve{dir: dir, b: &builder{a: &analyzer{}}}
	_, missing := os.Stat(filepath.Join(x.store(), "root.bolt"))
	err = x.start(false)
	if refused(err) {
		x.readOnly = true
		err = x.start(true)
	}
	if err != nil {
		var errno syscall.Errno
		switch {
		case errors.Is(err, bolterrors.ErrTimeout):
			return nil, "", ErrOwned
		case errors.As(err, &errno) && errno != syscall.ENOENT && errno != syscall.EINVAL:
			return nil, "", err // the file system's fault, not that of what is in the files
		}
		return nil, "damaged: " + err.Error(), nil
	}
	isNew, why, err := x.check()
	if why != "" || err != nil {
		return nil, why, errors.Join(err, x.Close())
	}
	if isNew && missing == nil {
		x.rebuild = "damaged: none of its snapshots could be read" // scorch then begins anew by itself
	}
	return x, "", nil
}

func (x *Bleve) store() string { return filepath.Join(x.dir, "store") }

// refused reports whether err is that of a folder that cannot be written to.
func refused(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)
}

// start opens the segment store. Its files may hold anything, so a panic in reading them counts as damage.
func (x *Bleve) start(readOnly bool) (err error) {
	x.queue = bindex.NewAnalysisQueue(runtime.GOMAXPROCS(0))
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
		if err != nil {
			x.queue.Close()
		}
	}()
	if err := os.MkdirAll(x.dir, 0o755); err != nil {
		return err
	}
	config := map[string]any{"path": x.store(), "bolt_timeout": ownerWait, "read_only": readOnly}
	x.ix, err = scorch.NewScorch(scorch.Name, config, x.queue)
	if err != nil {
		return err
	}
	return x.ix.Open()
}

// check reads layout and copies; it returns whether there was nothing yet, and why the index has to be thrown away, if
// so.
func (x *Bleve) check() (isNew bool, why string, err error) {
	err = x.read(func(s *snapshot) error {
		got, err := s.r.GetInternal([]byte(keyLayout))
		if err != nil {
			return err
		}
		if isNew = got == nil; isNew && x.readOnly {
			return ErrReadOnly
		} else if isNew {
			return x.mark()
		}
		if string(got) != layout {
			why = fmt.Sprintf("layout %q, not %q", got, layout)
			return nil
		}
		data, err := s.r.GetInternal([]byte(keyCopies))
		if err != nil || data == nil {
			return err
		}
		return json.Unmarshal(data, &x.copies)
	})
	if errors.Is(err, ErrDamaged) {
		return false, err.Error(), nil
	}
	return isNew, why, err
}

// mark writes the layout into a new index.
func (x *Bleve) mark() error {
	b := bindex.NewBatch()
	b.SetInternal([]byte(keyLayout), []byte(layout))
	return x.ix.Batch(b)
}

// Rebuilt says why Open threw the index away that it found, empty if it did not.
func (x *Bleve) Rebuilt() string { return x.rebuild }

// read calls f with a snapshot of the index. A panic in the reading of its files is reported as ErrDamaged.
func (x *Bleve) read(f func(*snapshot) error) (err error) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.closed {
		return fs.ErrClosed
	}
	r, err := x.ix.Reader()
	if err != nil {
		return err
	}
	s := &snapshot{ctx: context.Background(), r: r}
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w (%v)", ErrDamaged, p)
		}
		err = errors.Join(err, s.close())
	}()
	var ok bool
	if s.nested, ok = r.(bindex.NestedReader); !ok {
		return fmt.Errorf("index: %T has no nested documents", r)
	}
	return f(s)
}

// Position implements Index.
func (x *Bleve) Position(ctx context.Context) (pos int64, err error) {
	err = x.read(func(s *snapshot) error {
		data, err := s.r.GetInternal([]byte(keyPosition))
		if err != nil || data == nil {
			return err
		}
		pos, err = strconv.ParseInt(string(data), 10, 64)
		return err
	})
	return pos, err
}

// Copies implements Index.
func (x *Bleve) Copies(context.Context) (map[corpus.ArticleID]corpus.ArticleID, error) {
	x.write.Lock()
	defer x.write.Unlock()
	return x.copies, nil
}

// Apply implements Index.
func (x *Bleve) Apply(ctx context.Context, b *Batch) (err error) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	x.write.Lock()
	defer x.write.Unlock()
	if x.closed {
		return fs.ErrClosed
	}
	if x.readOnly {
		return ErrReadOnly
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	copies := x.copies
	batch := bindex.NewBatch()
	if b.Copies != nil {
		copies = b.Copies
		data, err := json.Marshal(copies)
		if err != nil {
			return err
		}
		batch.SetInternal([]byte(keyCopies), data)
	}
	leads := leadsOf(copies)
	for i := range b.Articles {
		a := &b.Articles[i]
		batch.Update(x.b.article(a, leads[a.ID]))
	}
	for i := range b.Claims {
		batch.Update(x.b.claim(&b.Claims[i]))
	}
	for _, id := range b.Deleted {
		batch.Delete(id)
	}
	batch.SetInternal([]byte(keyPosition), strconv.AppendInt(nil, b.Position, 10))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w (%v)", ErrDamaged, p)
		}
	}()
	if err := x.ix.Batch(batch); err != nil {
		return fmt.Errorf("index: %w", err)
	}
	x.copies = copies
	return nil
}

// leadsOf returns, for each article that has copies or is one, the article that stands for them.
func leadsOf(copies map[corpus.ArticleID]corpus.ArticleID) map[corpus.ArticleID]corpus.ArticleID {
	out := make(map[corpus.ArticleID]corpus.ArticleID, 2*len(copies))
	for c, lead := range copies {
		out[c], out[lead] = lead, lead
	}
	return out
}

// Reset implements Index.
func (x *Bleve) Reset(context.Context) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.closed {
		return fs.ErrClosed
	}
	if x.readOnly {
		return ErrReadOnly
	}
	x.closed, x.copies = true, nil
	err := x.ix.Close()
	x.queue.Close()
	if err := errors.Join(err, os.RemoveAll(x.dir)); err != nil {
		return fmt.Errorf("resetting index %s: %w", x.dir, err)
	}
	x.columns.drop()
	if err := x.start(false); err != nil {
		return fmt.Errorf("resetting index %s: %w", x.dir, err)
	}
	x.closed = false
	return x.mark()
}

// Close implements Index.
func (x *Bleve) Close() error {
	x.mu.Lock()
	defer x.mu.Unlock()
	if x.closed {
		return nil
	}
	x.closed = true
	err := x.ix.Close()
	x.queue.Close()
	return err
}

// Search implements Index.
func (x *Bleve) Search(ctx context.Context, r *Request) (*Result, error) {
	kind := r.Kind
	if kind == "" {
		kind = Articles
	}
	n := r.Query
	if n == nil {
		n = query.And(nil)
	}
	var res *Result
	err := x.read(func(s *snapshot) (err error) {
		s.ctx = ctx
		res, err = (&compiler{snapshot: s, b: x.b, columns: &x.columns, claim: r.Claim}).search(r, n, kind)
		return err
	})
	return res, err
}
