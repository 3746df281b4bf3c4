package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"

	"hearsay/corpus"
)

// PutCapture records c, whose bytes are in the archive already, and returns it with its article and id filled in. The
// article is the one that c.URL leads to, or, for a file without address, the one of c.Digest; a new one is minted
// where there is none. Recording the same capture twice changes nothing.
func (s *Store) PutCapture(ctx context.Context, c corpus.Capture) (corpus.Capture, error) {
	err := s.update(ctx, func(tx *sql.Tx) (err error) {
		c, err = putCapture(ctx, tx, c)
		return err
	})
	if err != nil {
		return c, fmt.Errorf("storing the capture of %s: %w", c.URL+c.Manifest.File, err)
	}
	return c, nil
}

func putCapture(ctx context.Context, tx *sql.Tx, c corpus.Capture) (corpus.Capture, error) {
	if c.Article == "" {
		id, err := articleFor(ctx, tx, c)
		if err != nil {
			return c, err
		}
		c.Article = id
	}
	if c.ID == "" {
		c.ID = corpus.NewCaptureID(c.URL+"\n"+c.Digest, c.Time)
	}
	data, err := pack(c)
	if err != nil {
		return c, err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO capture(id, article, time, digest, data) VALUES(?, ?, ?, ?, ?)
		ON CONFLICT(id) DO UPDATE SET data = excluded.data`, c.ID, c.Article, stamp(c.Time), c.Digest, data)
	return c, err
}

// articleFor returns the article that c belongs to, and mints it if need be.
func articleFor(ctx context.Context, tx *sql.Tx, c corpus.Capture) (corpus.ArticleID, error) {
	name := c.URL
	if name == "" {
		name = c.Digest
	}
	id, err := resolve(ctx, tx, name)
	if err == nil {
		return corpus.ArticleID(id), nil
	}
	if !errors.Is(err, corpus.ErrNotFound) {
		return "", err
	}
	a := corpus.Article{ID: corpus.NewArticleID(c.URL, c.Digest), URL: c.URL, File: c.Manifest.File}
	meta, err := json.Marshal(a)
	if err != nil {
		return "", err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO article(id, url, file, meta) VALUES(?, ?, ?, ?) ON CONFLICT DO NOTHING`,
		a.ID, a.URL, a.File, meta); err != nil {
		return "", err
	}
	return a.ID, putAlias(ctx, tx, name, string(a.ID))
}

// Captures yields the captures of article a, oldest first; of all articles if a is empty.
func (s *Store) Captures(ctx context.Context, a corpus.ArticleID) iter.Seq2[corpus.Capture, error] {
	if a == "" {
		return list(ctx, s.db, scanCapture, `SELECT article, data FROM capture ORDER BY time, id`)
	}
	return list(ctx, s.db, scanCapture, `SELECT article, data FROM capture WHERE article = ? ORDER BY time, id`, a)
}

// Stale yields the captures that were not extracted by revision rev, in an order that does not depend on when they
// were recorded.
func (s *Store) Stale(ctx context.Context, rev string) iter.Seq2[corpus.Capture, error] {
	return list(ctx, s.db, scanCapture, `SELECT article, data FROM capture WHERE rev <> ? ORDER BY time, id`, rev)
}

// CountStale returns how many captures Stale would yield.
func (s *Store) CountStale(ctx context.Context, rev string) (n int, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT count(*) FROM capture WHERE rev <> ?`, rev).Scan(&n)
	return n, err
}

// LatestLike returns the newest capture of the address or file that c is of, or corpus.ErrNotFound, wrapped.
func (s *Store) LatestLike(ctx context.Context, c corpus.Capture) (corpus.Capture, error) {
	name := c.URL
	if name == "" {
		name = c.Digest
	}
	id, err := resolve(ctx, s.db, name)
	if err != nil {
		return c, err
	}
	for c, err := range list(ctx, s.db, scanCapture,
		`SELECT article, data FROM capture WHERE article = ? ORDER BY time DESC, id LIMIT 1`, id) {
		return c, err
	}
	return c, fmt.Errorf("capture of %q: %w", name, corpus.ErrNotFound)
}

func scanCapture(rows *sql.Rows) (c corpus.Capture, err error) {
	var article, data []byte
	if err := rows.Scan(&article, &data); err != nil {
		return c, err
	}
	err = unpack(data, &c)
	c.Article = corpus.ArticleID(article) // a merge moves captures without rewriting them
	return c, err
}

// Capture returns the capture id.
func (s *Store) Capture(ctx context.Context, id corpus.CaptureID) (corpus.Capture, error) {
	for c, err := range list(ctx, s.db, scanCapture, `SELECT article, data FROM capture WHERE id = ?`, id) {
		return c, err
	}
	return corpus.Capture{}, fmt.Errorf("capture %q: %w", id, corpus.ErrNotFound)
}
