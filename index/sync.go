package index

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"maps"

	"hearsay/corpus"
)

// A Source is where the records and the journal of their changes are: the part of *store.Store that Sync needs.
type Source interface {
	// Changes yields the latest change of each record that changed after a position, in order.
	Changes(ctx context.Context, after int64) iter.Seq2[corpus.Change, error]
	// LastChange returns the newest position, of any kind if kind is empty.
	LastChange(ctx context.Context, kind string) (int64, error)

	Article(ctx context.Context, id string) (corpus.Article, error)
	Text(ctx context.Context, id corpus.VersionID) (text string, blocks []corpus.Block, err error)
	Mentions(ctx context.Context, a corpus.ArticleID) iter.Seq2[corpus.Mention, error]
	Claim(ctx context.Context, id string) (corpus.Claim, error)
	Copies(ctx context.Context) (map[corpus.ArticleID]corpus.ArticleID, error)
}

// A Syncer brings an index up to date.
type Syncer struct {
	Index  Index
	Source Source
	Log    *slog.Logger // nil for none
	Batch  int          // records in a batch; 0 means 500
	Done   func(Stats)  // called after each batch, may be nil
}

// Stats counts what a Sync did.
type Stats struct {
	Articles int
	Claims   int
	Deleted  int
	Position int64
	Rebuilt  bool // the index was begun anew
}

// Sync applies all changes after the index's position. Each batch carries its position, so a Sync that is interrupted
// goes on where it stopped. An index that is ahead of the journal belongs to another one, and a damaged one cannot be
// trusted: both are begun anew.
func (y *Syncer) Sync(ctx context.Context) (Stats, error) {
	st, err := y.sync(ctx)
	if !errors.Is(err, ErrDamaged) {
		return st, err
	}
	if err := y.reset(ctx, err.Error()); err != nil {
		return st, err
	}
	st, err = y.sync(ctx)
	st.Rebuilt = true
	return st, err
}

func (y *Syncer) reset(ctx context.Context, why string) error {
	if y.Log != nil {
		y.Log.Warn("rebuilding the index", "why", why)
	}
	return y.Index.Reset(ctx)
}

func (y *Syncer) sync(ctx context.Context) (st Stats, err error) {
	if st.Position, err = y.Index.Position(ctx); err != nil {
		return st, err
	}
	last, err := y.Source.LastChange(ctx, "")
	if err != nil {
		return st, err
	}
	if st.Position > last {
		if err := y.reset(ctx, "it is ahead of the database"); err != nil {
			return st, err
		}
		st.Position, st.Rebuilt = 0, true
	}
	if err := y.refold(ctx, &st); err != nil {
		return st, err
	}
	ahead, stop := y.load(ctx, st.Position)
	defer stop()
	for l := range ahead {
		if l.err != nil || l.batch == nil {
			return st, l.err
		}
		if err := y.apply(ctx, l.batch, &st); err != nil {
			return st, err
		}
	}
	return st, ctx.Err()
}

// A loaded is a batch that is ready to be applied; none if there is nothing more.
type loaded struct {
	batch *Batch
	err   error
}

// load yields the batches after a position, loading one while the one before is applied. The caller has to call stop.
func (y *Syncer) load(ctx context.Context, after int64) (ahead <-chan loaded, stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	ch := make(chan loaded)
	go func() {
		defer close(ch)
		for {
			b, err := y.next(ctx, after)
			select {
			case ch <- loaded{b, err}:
			case <-ctx.Done():
				return
			}
			if b == nil || err != nil {
				return
			}
			after = b.Position
		}
	}()
	return ch, func() {
		cancel()
		for range ch { // until the loading has ended
		}
	}
}

func (y *Syncer) apply(ctx context.Context, b *Batch, st *Stats) error {
	if err := y.Index.Apply(ctx, b); err != nil {
		return err
	}
	st.Articles += len(b.Articles)
	st.Claims += len(b.Claims)
	st.Deleted += len(b.Deleted)
	st.Position = b.Position
	if y.Done != nil {
		y.Done(*st)
	}
	return nil
}

// next loads the records of the next batch after a position; nil if there are none.
func (y *Syncer) next(ctx context.Context, after int64) (*Batch, error) {
	size := y.Batch
	if size == 0 {
		size = 500
	}
	var changes []corpus.Change
	for c, err := range y.Source.Changes(ctx, after) {
		if err != nil {
			return nil, err
		}
		if changes = append(changes, c); len(changes) == size {
			break
		}
	}
	if len(changes) == 0 {
		return nil, nil
	}
	b := &Batch{}
	for _, c := range changes {
		if err := y.record(ctx, b, c); err != nil {
			return nil, fmt.Errorf("indexing %s %s: %w", c.Kind, c.ID, err)
		}
		if b.Position = c.Seq; b.mentions() >= batchMentions {
			break
		}
	}
	return b, nil
}

// batchMentions is how many mentions a batch may have, so that its memory stays bounded where claims or articles have
// very many. The record that goes beyond is still taken in.
const batchMentions = 10_000

func (b *Batch) mentions() (n int) {
	for i := range b.Articles {
		n += len(b.Articles[i].Mentions)
	}
	for i := range b.Claims {
		n += len(b.Claims[i].Mentions)
	}
	return n
}

// record adds what has become of the record of c to b. A record that is gone by now, or whose id leads to another one, is
// deleted.
func (y *Syncer) record(ctx context.Context, b *Batch, c corpus.Change) error {
	gone := c.Deleted
	var err error
	switch {
	case gone:
	case c.Kind == Articles:
		gone, err = y.article(ctx, b, c.ID)
	case c.Kind == Claims:
		var k corpus.Claim
		if k, err = y.Source.Claim(ctx, c.ID); err == nil && string(k.ID) == c.ID {
			b.Claims = append(b.Claims, k)
		} else {
			gone = true
		}
	default:
		return nil // a kind of record that is not searched
	}
	if errors.Is(err, corpus.ErrNotFound) {
		gone, err = true, nil
	}
	if gone {
		b.Deleted = append(b.Deleted, c.ID)
	}
	return err
}

func (y *Syncer) article(ctx context.Context, b *Batch, id string) (gone bool, err error) {
	a, err := y.Source.Article(ctx, id)
	if err != nil {
		return false, err
	}
	if string(a.ID) != id || a.Excluded || a.Latest == "" {
		return true, nil
	}
	in := Article{Article: a}
	if in.Text, in.Blocks, err = y.Source.Text(ctx, a.Latest); err != nil {
		return false, err
	}
	for m, err := range y.Source.Mentions(ctx, a.ID) {
		if err != nil {
			return false, err
		}
		in.Mentions = append(in.Mentions, m)
	}
	b.Articles = append(b.Articles, in)
	return false, nil
}

// refold applies again the articles whose place in the folding of copies has changed since it was applied last.
func (y *Syncer) refold(ctx context.Context, st *Stats) error {
	now, err := y.Source.Copies(ctx)
	if err != nil {
		return err
	}
	was, err := y.Index.Copies(ctx)
	if err != nil {
		return err
	}
	if maps.Equal(was, now) {
		return nil
	}
	if now == nil {
		now = map[corpus.ArticleID]corpus.ArticleID{}
	}
	b := &Batch{Position: st.Position, Copies: now}
	if st.Position == 0 {
		return y.apply(ctx, b, st) // all articles are still to come
	}
	before, after := leadsOf(was), leadsOf(now)
	again := func(id corpus.ArticleID) error {
		return y.record(ctx, b, corpus.Change{Kind: Articles, ID: string(id)})
	}
	for id, lead := range after {
		if before[id] != lead {
			if err := again(id); err != nil {
				return err
			}
		}
	}
	for id := range before {
		if _, still := after[id]; !still {
			if err := again(id); err != nil {
				return err
			}
		}
	}
	return y.apply(ctx, b, st)
}
