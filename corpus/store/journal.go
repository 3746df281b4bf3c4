package store

import (
	"context"
	"database/sql"
	"errors"
	"iter"

	"hearsay/corpus"
)

// The kinds of records in the journal.
const (
	KindArticle = "article" // an article, its versions or its mentions
	KindClaim   = "claim"
)

// note writes that the record (kind, id) changed.
func note(ctx context.Context, tx *sql.Tx, kind, id, rev string, deleted bool) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM change WHERE kind = ? AND id = ?`, kind, id); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO change(kind, id, rev, deleted) VALUES(?, ?, ?, ?)`, kind, id, rev, deleted)
	return err
}

// Changes yields the changes after seq after, in order; from 0 it yields one for every record there is or was.
func (s *Store) Changes(ctx context.Context, after int64) iter.Seq2[corpus.Change, error] {
	return list(ctx, s.db, func(rows *sql.Rows) (c corpus.Change, err error) {
		err = rows.Scan(&c.Seq, &c.Kind, &c.ID, &c.Rev, &c.Deleted)
		return c, err
	}, `SELECT seq, kind, id, rev, deleted FROM change WHERE seq > ? ORDER BY seq`, after)
}

// LastChange returns the newest seq of the kind, 0 if there is none. An empty kind means any.
func (s *Store) LastChange(ctx context.Context, kind string) (seq int64, err error) {
	err = s.db.QueryRowContext(ctx,
		`SELECT coalesce(max(seq), 0) FROM change WHERE ? = '' OR kind = ?`, kind, kind).Scan(&seq)
	return seq, err
}

// Cursor returns how far the consumer name has read the journal, and the revision it last worked with.
func (s *Store) Cursor(ctx context.Context, name string) (seq int64, rev string, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT seq, rev FROM cursor WHERE name = ?`, name).Scan(&seq, &rev)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, "", nil
	}
	return seq, rev, err
}

// SetCursor notes that the consumer name has dealt with all changes up to seq.
func (s *Store) SetCursor(ctx context.Context, name string, seq int64, rev string) error {
	return s.update(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO cursor(name, seq, rev) VALUES(?, ?, ?)
			ON CONFLICT(name) DO UPDATE SET seq = excluded.seq, rev = excluded.rev`, name, seq, rev)
		return err
	})
}

// list yields the rows of a query, each read by scan.
func list[T any](ctx context.Context, q querier, scan func(*sql.Rows) (T, error), query string, args ...any) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var zero T
		rows, err := q.QueryContext(ctx, query, args...)
		if err != nil {
			yield(zero, err)
			return
		}
		defer rows.Close()
		for rows.Next() {
			v, err := scan(rows)
			if !yield(v, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(zero, err)
		}
	}
}

// collect returns what seq yields, or its first error.
func collect[T any](seq iter.Seq2[T, error]) ([]T, error) {
	var out []T
	for v, err := range seq {
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}
