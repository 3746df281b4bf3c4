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

// PutExtraction stores e and brings the versions and mentions of its article up to date, in one transaction with the
// journal. Storing the same one again changes nothing but the journal.
func (s *Store) PutExtraction(ctx context.Context, e corpus.Extracted) error {
	err := s.update(ctx, func(tx *sql.Tx) error {
		var a corpus.ArticleID
		if err := tx.QueryRowContext(ctx, `SELECT article FROM capture WHERE id = ?`, e.Capture).Scan(&a); err != nil {
			return missing(err, "capture", string(e.Capture))
		}
		text := corpus.Hash("t", e.Extraction.Text, e.Extraction.Title)
		data, err := pack(e.Extraction)
		if err != nil {
			return err
		}
		ms, err := pack(mentionsOf(e.Mentions))
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO extraction(article, text, data, mentions) VALUES(?, ?, ?, ?)
			ON CONFLICT(article, text) DO UPDATE SET data = excluded.data, mentions = excluded.mentions`, a, text, data, ms); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE capture SET text = ?, rev = ?, kept = ?, why = ? WHERE id = ?`,
			text, e.Rev, e.Kept, e.Why, e.Capture); err != nil {
			return err
		}
		for _, url := range e.Aliases {
			if err := alias(ctx, tx, url, a); err != nil {
				return err
			}
		}
		return regroup(ctx, tx, a)
	})
	if err != nil {
		return fmt.Errorf("storing the extraction of capture %s: %w", e.Capture, err)
	}
	return nil
}

// Refuse notes that capture id cannot be extracted by revision rev, and why, so that it is not tried again.
func (s *Store) Refuse(ctx context.Context, id corpus.CaptureID, rev, why string) error {
	return s.update(ctx, func(tx *sql.Tx) error {
		var a corpus.ArticleID
		if err := tx.QueryRowContext(ctx, `SELECT article FROM capture WHERE id = ?`, id).Scan(&a); err != nil {
			return missing(err, "capture", string(id))
		}
		if _, err := tx.ExecContext(ctx, `UPDATE capture SET text = '', rev = ?, kept = 0, why = ? WHERE id = ?`, rev, why, id); err != nil {
			return err
		}
		return regroup(ctx, tx, a)
	})
}

// A stored mention keeps its anchor, which its JSON for readers leaves out.
type storedMention struct {
	corpus.Mention
	A corpus.Anchor `json:"anchor"`
}

func mentionsOf(ms []corpus.Mention) []storedMention {
	out := make([]storedMention, len(ms))
	for i, m := range ms {
		out[i] = storedMention{m, m.Anchor}
	}
	return out
}

// A run is a series of consecutive captures with the same text.
type run struct {
	corpus.Version
	text string
}

// regroup derives versions, mentions and description of article a from its kept captures and their extractions.
// It is the same whatever the order in which the captures came.
func regroup(ctx context.Context, tx *sql.Tx, a corpus.ArticleID) error {
	runs, err := runsOf(ctx, tx, a)
	if err != nil {
		return err
	}
	for _, q := range []string{`DELETE FROM version WHERE article = ?`, `DELETE FROM mention WHERE article = ?`} {
		if _, err := tx.ExecContext(ctx, q, a); err != nil {
			return err
		}
	}
	var excluded bool
	var url, file, fixes string
	err = tx.QueryRowContext(ctx, `SELECT url, file, fixes, excluded FROM article WHERE id = ?`, a).Scan(&url, &file, &fixes, &excluded)
	if err != nil {
		return missing(err, "article", string(a))
	}
	art := corpus.Article{ID: a, URL: url, File: file}
	for n, r := range runs {
		if _, err := tx.ExecContext(ctx, `INSERT INTO version(id, article, n, text, rev, first, last, first_seen, last_seen)
			VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)`, r.ID, a, n, r.text, r.Rev, r.First, r.Last, stamp(r.FirstSeen), stamp(r.LastSeen)); err != nil {
			return err
		}
		art.Latest = r.ID
	}
	rev := ""
	if len(runs) > 0 {
		last := runs[len(runs)-1]
		rev = last.Rev
		if err := describeFrom(ctx, tx, &art, fixes, last.text, runs[0]); err != nil {
			return err
		}
		if err := putMentions(ctx, tx, &art, runs); err != nil {
			return err
		}
	}
	meta, err := json.Marshal(art)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `UPDATE article SET meta = ? WHERE id = ?`, meta, a); err != nil {
		return err
	}
	return note(ctx, tx, KindArticle, string(a), rev, excluded || len(runs) == 0)
}

func runsOf(ctx context.Context, tx *sql.Tx, a corpus.ArticleID) ([]run, error) {
	type row struct{ id, time, text, rev string }
	rows, err := collect(list(ctx, tx, func(rows *sql.Rows) (r row, err error) {
		return r, rows.Scan(&r.id, &r.time, &r.text, &r.rev)
	}, `SELECT id, time, text, rev FROM capture WHERE article = ? AND kept AND text <> '' ORDER BY time, id`, a))
	if err != nil {
		return nil, err
	}
	var runs []run
	for _, r := range rows {
		id, at := corpus.CaptureID(r.id), unstamp(r.time)
		if n := len(runs); n > 0 && runs[n-1].text == r.text {
			runs[n-1].Last, runs[n-1].LastSeen, runs[n-1].Rev = id, at, r.rev
			continue
		}
		v := corpus.Version{ID: corpus.NewVersionID(a, id), Article: a, First: id, Last: id, FirstSeen: at, LastSeen: at, Rev: r.rev}
		runs = append(runs, run{v, r.text})
	}
	return runs, nil
}

func describeFrom(ctx context.Context, tx *sql.Tx, art *corpus.Article, fixes, text string, first run) error {
	var f Fixes
	if err := json.Unmarshal([]byte(fixes), &f); err != nil {
		return err
	}
	ex, err := extraction(ctx, tx, art.ID, text)
	if err != nil {
		return err
	}
	describe(art, ex, f, first.FirstSeen)
	return nil
}

// putMentions writes the mentions of all versions, each with the newest version that it stands in.
func putMentions(ctx context.Context, tx *sql.Tx, art *corpus.Article, runs []run) error {
	for _, r := range runs {
		var blob []byte
		err := tx.QueryRowContext(ctx, `SELECT mentions FROM extraction WHERE article = ? AND text = ?`, art.ID, r.text).Scan(&blob)
		if err != nil {
			return missing(err, "extraction of article", string(art.ID))
		}
		var ms []storedMention
		if err := unpack(blob, &ms); err != nil {
			return err
		}
		for n, m := range ms {
			m.Article, m.Version = art.ID, r.ID
			m.URL, m.Outlet, m.Published = art.URL, art.Outlet, art.Time.Printed
			data, err := pack(m)
			if err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, `INSERT INTO mention(id, article, version, n, data) VALUES(?, ?, ?, ?, ?)
				ON CONFLICT(id) DO UPDATE SET version = excluded.version, n = excluded.n, data = excluded.data`,
				m.ID, art.ID, r.ID, n, data); err != nil {
				return err
			}
		}
	}
	return nil
}

func extraction(ctx context.Context, q querier, a corpus.ArticleID, text string) (*corpus.Extraction, error) {
	var data []byte
	err := q.QueryRowContext(ctx, `SELECT data FROM extraction WHERE article = ? AND text = ?`, a, text).Scan(&data)
	if err != nil {
		return nil, missing(err, "extraction of article", string(a))
	}
	ex := new(corpus.Extraction)
	return ex, unpack(data, ex)
}

// Profile reads the profile of a site into v; v stays as it is if there is none.
func (s *Store) Profile(ctx context.Context, domain string, v any) error {
	var data []byte
	err := s.db.QueryRowContext(ctx, `SELECT data FROM profile WHERE domain = ?`, domain).Scan(&data)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	return unpack(data, v)
}

// PutProfile stores the profile of a site and makes the captures of the given articles stale, which it changes.
func (s *Store) PutProfile(ctx context.Context, domain string, v any, changes []corpus.ArticleID) error {
	data, err := pack(v)
	if err != nil {
		return err
	}
	return s.update(ctx, func(tx *sql.Tx) error {
		for _, a := range changes {
			if _, err := tx.ExecContext(ctx, `UPDATE capture SET rev = '' WHERE article = ?`, a); err != nil {
				return err
			}
		}
		_, err := tx.ExecContext(ctx, `INSERT INTO profile(domain, data) VALUES(?, ?)
			ON CONFLICT(domain) DO UPDATE SET data = excluded.data`, domain, data)
		return err
	})
}

// Version returns the version id with its extraction.
func (s *Store) Version(ctx context.Context, id corpus.VersionID) (v corpus.Version, err error) {
	for v, err := range s.versions(ctx, `id = ?`, id) {
		if err != nil {
			return v, err
		}
		var text string
		if err := s.db.QueryRowContext(ctx, `SELECT text FROM version WHERE id = ?`, id).Scan(&text); err != nil {
			return v, missing(err, "version", string(id))
		}
		ex, err := extraction(ctx, s.db, v.Article, text)
		if err != nil {
			return v, err
		}
		v.Extraction = *ex
		return v, nil
	}
	return v, fmt.Errorf("version %q: %w", id, corpus.ErrNotFound)
}

// Versions yields the versions of article a, oldest first, without their extractions.
func (s *Store) Versions(ctx context.Context, a corpus.ArticleID) iter.Seq2[corpus.Version, error] {
	return s.versions(ctx, `article = ? ORDER BY n`, a)
}

// Edited yields the newest version of each article that has more than one and is not excluded, latest change first,
// without its extraction.
func (s *Store) Edited(ctx context.Context) iter.Seq2[corpus.Version, error] {
	return s.versions(ctx, `n > 0 AND id IN (SELECT json_extract(meta, '$.version') FROM article WHERE NOT excluded)
		ORDER BY first_seen DESC, article`)
}

func (s *Store) versions(ctx context.Context, where string, args ...any) iter.Seq2[corpus.Version, error] {
	return list(ctx, s.db, func(rows *sql.Rows) (v corpus.Version, err error) {
		var first, last string
		err = rows.Scan(&v.ID, &v.Article, &v.First, &v.Last, &first, &last, &v.Rev)
		v.FirstSeen, v.LastSeen = unstamp(first), unstamp(last)
		return v, err
	}, `SELECT id, article, first, last, first_seen, last_seen, rev FROM version WHERE `+where, args...)
}

func scanMention(rows *sql.Rows) (m corpus.Mention, err error) {
	var data []byte
	if err := rows.Scan(&data); err != nil {
		return m, err
	}
	var sm storedMention
	err = unpack(data, &sm)
	sm.Mention.Anchor = sm.A
	return sm.Mention, err
}

// Mention returns the mention id.
func (s *Store) Mention(ctx context.Context, id corpus.MentionID) (corpus.Mention, error) {
	for m, err := range list(ctx, s.db, scanMention, `SELECT data FROM mention WHERE id = ?`, id) {
		return m, err
	}
	return corpus.Mention{}, fmt.Errorf("mention %q: %w", id, corpus.ErrNotFound)
}

// Mentions yields the mentions of article a in text order, those of older versions too.
func (s *Store) Mentions(ctx context.Context, a corpus.ArticleID) iter.Seq2[corpus.Mention, error] {
	return list(ctx, s.db, scanMention, `SELECT data FROM mention WHERE article = ? ORDER BY n, id`, a)
}

// AllMentions yields the mentions of every article that is not excluded, ordered by article and place.
func (s *Store) AllMentions(ctx context.Context) iter.Seq2[corpus.Mention, error] {
	return list(ctx, s.db, scanMention, `SELECT m.data FROM mention m JOIN article a ON a.id = m.article
		WHERE NOT a.excluded ORDER BY m.article, m.n, m.id`)
}
