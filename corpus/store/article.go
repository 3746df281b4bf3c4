package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"time"

	"hearsay/corpus"
)

// Resolve returns the id that name leads to: an article's or claim's id itself, one that a merge retired, or an address.
// It returns corpus.ErrNotFound, wrapped, for a name that was never seen.
func (s *Store) Resolve(ctx context.Context, name string) (string, error) {
	return resolve(ctx, s.db, name)
}

func resolve(ctx context.Context, q querier, name string) (string, error) {
	const maxHops = 32 // aliases are kept one step deep; this only bounds a damaged table
	for range maxHops {
		var to string
		err := q.QueryRowContext(ctx, `SELECT target FROM alias WHERE name = ?`, name).Scan(&to)
		if errors.Is(err, sql.ErrNoRows) {
			break
		}
		if err != nil || to == name {
			return to, err
		}
		name = to
	}
	var n int
	err := q.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM article WHERE id = ?1) +
		(SELECT count(*) FROM claim JOIN current ON claim.generation = current.generation WHERE id = ?1)`, name).Scan(&n)
	if err == nil && n == 0 {
		err = fmt.Errorf("%q: %w", name, corpus.ErrNotFound)
	}
	return name, err
}

func putAlias(ctx context.Context, tx *sql.Tx, name, target string) error {
	if name == target {
		return nil
	}
	if _, err := tx.ExecContext(ctx, `UPDATE alias SET target = ? WHERE target = ?`, target, name); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO alias(name, target) VALUES(?, ?)
		ON CONFLICT(name) DO UPDATE SET target = excluded.target`, name, target)
	return err
}

// Alias makes address url another name of article a, as a redirect or rel=canonical on the same site says. Where url
// has an article of its own, the two are merged into a: its captures move over and are extracted again, and its id
// leads to a from now on.
func (s *Store) Alias(ctx context.Context, url string, a corpus.ArticleID) error {
	return s.update(ctx, func(tx *sql.Tx) error { return alias(ctx, tx, url, a) })
}

func alias(ctx context.Context, tx *sql.Tx, url string, a corpus.ArticleID) error {
	other, err := resolve(ctx, tx, url)
	switch {
	case errors.Is(err, corpus.ErrNotFound):
		return putAlias(ctx, tx, url, string(a))
	case err != nil:
		return err
	case other == string(a):
		return nil
	}
	steps := []struct {
		query string
		args  []any
	}{
		{`UPDATE capture SET article = ?, rev = '', text = '' WHERE article = ?`, []any{a, other}},
		{`DELETE FROM extraction WHERE article = ?`, []any{other}},
		{`DELETE FROM version WHERE article = ?`, []any{other}},
		{`DELETE FROM mention WHERE article = ?`, []any{other}},
		{`DELETE FROM article WHERE id = ?`, []any{other}},
		{`INSERT INTO log(at, event) VALUES(datetime('now'), ?)`, []any{fmt.Sprintf("article %s merged into %s: same address %s", other, a, url)}},
	}
	for _, st := range steps {
		if _, err := tx.ExecContext(ctx, st.query, st.args...); err != nil {
			return err
		}
	}
	if err := putAlias(ctx, tx, other, string(a)); err != nil {
		return err
	}
	return note(ctx, tx, KindArticle, other, "", true)
}

// Names returns the addresses that lead to article a, sorted.
func (s *Store) Names(ctx context.Context, a corpus.ArticleID) ([]string, error) {
	return collect(list(ctx, s.db, func(rows *sql.Rows) (name string, err error) {
		return name, rows.Scan(&name)
	}, `SELECT name FROM alias WHERE target = ? ORDER BY name`, a))
}

// Article returns the article that id leads to: an article id, a retired one, or an address.
func (s *Store) Article(ctx context.Context, id string) (a corpus.Article, err error) {
	to, err := resolve(ctx, s.db, id)
	if err != nil {
		return a, err
	}
	var meta []byte
	err = s.db.QueryRowContext(ctx, `SELECT meta, excluded FROM article WHERE id = ?`, to).Scan(&meta, &a.Excluded)
	if err != nil {
		return a, missing(err, "article", id)
	}
	excluded := a.Excluded
	err = json.Unmarshal(meta, &a)
	a.Excluded = excluded
	return a, err
}

// Articles yields every article that has a version, excluded ones too, in order of id.
func (s *Store) Articles(ctx context.Context) iter.Seq2[corpus.Article, error] {
	return list(ctx, s.db, func(rows *sql.Rows) (a corpus.Article, err error) {
		var meta []byte
		var excluded bool
		if err := rows.Scan(&meta, &excluded); err != nil {
			return a, err
		}
		err = json.Unmarshal(meta, &a)
		a.Excluded = excluded
		return a, err
	}, `SELECT meta, excluded FROM article WHERE id IN (SELECT article FROM version) ORDER BY id`)
}

// Fixes is what corrections say of an article. Empty fields say nothing.
type Fixes struct {
	Date     string   `json:"date,omitempty"`
	Outlet   string   `json:"outlet,omitempty"`
	Byline   []string `json:"byline,omitempty"`
	Excluded bool     `json:"-"`
}

// Fix sets what corrections say of article a; it replaces what they said before.
func (s *Store) Fix(ctx context.Context, a corpus.ArticleID, f Fixes) error {
	b, err := json.Marshal(f)
	if err != nil {
		return err
	}
	return s.update(ctx, func(tx *sql.Tx) error {
		var old string
		var excluded bool
		err := tx.QueryRowContext(ctx, `SELECT fixes, excluded FROM article WHERE id = ?`, a).Scan(&old, &excluded)
		if err != nil {
			return missing(err, "article", string(a))
		}
		if old == string(b) && excluded == f.Excluded {
			return nil
		}
		if _, err := tx.ExecContext(ctx, `UPDATE article SET fixes = ?, excluded = ? WHERE id = ?`, b, f.Excluded, a); err != nil {
			return err
		}
		return regroup(ctx, tx, a)
	})
}

// describe fills in what an extraction says of its article, and what corrections say in its place.
func describe(a *corpus.Article, ex *corpus.Extraction, f Fixes, firstSeen time.Time) {
	a.Outlet, a.Domain, a.Title, a.Byline, a.Lang = ex.Outlet, ex.Domain, ex.Title, ex.Byline, ex.Lang
	a.Time = When(ex.Published, "printed", firstSeen)
	if f.Outlet != "" {
		a.Outlet = f.Outlet
	}
	if f.Byline != nil {
		a.Byline = f.Byline
	}
	if f.Date != "" {
		a.Time = When(f.Date, "manual", firstSeen)
	}
}

// When turns a printed date (RFC 3339, or YYYY-MM-DD, YYYY-MM, YYYY) into what is known of the instant: a moment, or the
// day, month or year in UTC. Without a date all that is known is that it came before it was first seen.
func When(printed, basis string, firstSeen time.Time) corpus.Time {
	if t, err := time.Parse(time.RFC3339, printed); err == nil {
		return corpus.Time{Earliest: t.UTC(), Latest: t.UTC(), Basis: basis, Printed: printed}
	}
	for _, p := range []struct {
		layout              string
		years, months, days int
	}{{time.DateOnly, 0, 0, 1}, {"2006-01", 0, 1, 0}, {"2006", 1, 0, 0}} {
		if t, err := time.Parse(p.layout, printed); err == nil {
			end := t.AddDate(p.years, p.months, p.days).Add(-time.Second)
			return corpus.Time{Earliest: t, Latest: end, Basis: basis, Printed: printed}
		}
	}
	return corpus.Time{Latest: firstSeen.UTC(), Basis: "capture"}
}

// Forget removes article a with all that belongs to it. Its names stay unknown from then on.
func (s *Store) Forget(ctx context.Context, a corpus.ArticleID) error {
	return s.update(ctx, func(tx *sql.Tx) error {
		for _, q := range []string{
			`DELETE FROM capture WHERE article = ?`, `DELETE FROM extraction WHERE article = ?`, `DELETE FROM version WHERE article = ?`,
			`DELETE FROM mention WHERE article = ?`, `DELETE FROM article WHERE id = ?`, `DELETE FROM alias WHERE target = ?`,
		} {
			if _, err := tx.ExecContext(ctx, q, a); err != nil {
				return err
			}
		}
		return note(ctx, tx, KindArticle, string(a), "", true)
	})
}
