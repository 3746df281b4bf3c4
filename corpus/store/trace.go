package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"strings"

	"hearsay/corpus"
)

// A Trace is the outcome of tracing the whole corpus: what becomes the next generation of claims.
type Trace struct {
	Rev     string // what traced
	Seq     int64  // the journal was read up to here
	Claims  []corpus.Claim
	Aliases map[corpus.ClaimID]corpus.ClaimID     // retired ids of claims and what they lead to
	Copies  map[corpus.ArticleID]corpus.ArticleID // near-identical articles and the one that stands for them
	Log     []string                              // merges and splits, in words
}

// PutTrace writes t as a new generation, makes it the current one and drops the older ones, all in one transaction. The
// journal gets a change for each claim that is new, gone or different.
func (s *Store) PutTrace(ctx context.Context, t Trace) error {
	return s.update(ctx, func(tx *sql.Tx) error {
		old, err := claimHashes(ctx, tx)
		if err != nil {
			return err
		}
		res, err := tx.ExecContext(ctx, `INSERT INTO generation(at, rev, seq) VALUES(datetime('now'), ?, ?)`, t.Rev, t.Seq)
		if err != nil {
			return err
		}
		gen, err := res.LastInsertId()
		if err != nil {
			return err
		}
		for i := range t.Claims {
			hash, err := putClaim(ctx, tx, gen, &t.Claims[i])
			if err != nil {
				return fmt.Errorf("storing claim %s: %w", t.Claims[i].ID, err)
			}
			id := string(t.Claims[i].ID)
			if old[id] != hash {
				if err := note(ctx, tx, KindClaim, id, t.Rev, false); err != nil {
					return err
				}
			}
			delete(old, id)
		}
		for id := range old {
			if err := note(ctx, tx, KindClaim, id, t.Rev, true); err != nil {
				return err
			}
		}
		if err := putTraceNames(ctx, tx, gen, t); err != nil {
			return err
		}
		return flip(ctx, tx, gen)
	})
}

func claimHashes(ctx context.Context, tx *sql.Tx) (map[string]string, error) {
	out := map[string]string{}
	for p, err := range list(ctx, tx, func(rows *sql.Rows) (p [2]string, err error) {
		return p, rows.Scan(&p[0], &p[1])
	}, `SELECT id, hash FROM claim JOIN current ON claim.generation = current.generation`) {
		if err != nil {
			return nil, err
		}
		out[p[0]] = p[1]
	}
	return out, nil
}

func putClaim(ctx context.Context, tx *sql.Tx, gen int64, c *corpus.Claim) (hash string, err error) {
	data, err := pack(c)
	if err != nil {
		return "", err
	}
	hash = corpus.Hash("", string(data))
	if _, err := tx.ExecContext(ctx, `INSERT INTO claim(generation, id, kind, articles, outlets, drift, hash, data)
		VALUES(?, ?, ?, ?, ?, ?, ?, ?)`, gen, c.ID, c.Kind, c.Articles, c.Outlets, c.Drift, hash, data); err != nil {
		return "", err
	}
	for _, m := range c.Mentions {
		if _, err := tx.ExecContext(ctx, `INSERT INTO claim_mention(generation, mention, article, claim) VALUES(?, ?, ?, ?)
			ON CONFLICT DO NOTHING`, gen, m.ID, m.Article, c.ID); err != nil {
			return "", err
		}
	}
	return hash, nil
}

func putTraceNames(ctx context.Context, tx *sql.Tx, gen int64, t Trace) error {
	for from, to := range t.Aliases {
		if err := putAlias(ctx, tx, string(from), string(to)); err != nil {
			return err
		}
	}
	for a, of := range t.Copies {
		if _, err := tx.ExecContext(ctx, `INSERT INTO copy(generation, article, of) VALUES(?, ?, ?)`, gen, a, of); err != nil {
			return err
		}
	}
	for _, l := range t.Log {
		if _, err := tx.ExecContext(ctx, `INSERT INTO log(at, event) VALUES(datetime('now'), ?)`, l); err != nil {
			return err
		}
	}
	return nil
}

// flip makes gen the generation that readers see and drops the others.
func flip(ctx context.Context, tx *sql.Tx, gen int64) error {
	if _, err := tx.ExecContext(ctx, `INSERT INTO current(one, generation) VALUES(1, ?)
		ON CONFLICT(one) DO UPDATE SET generation = excluded.generation`, gen); err != nil {
		return err
	}
	for _, table := range []string{"claim", "claim_mention", "copy"} {
		if _, err := tx.ExecContext(ctx, `DELETE FROM `+table+` WHERE generation <> ?`, gen); err != nil {
			return err
		}
	}
	return nil
}

// Traced returns the revision and the journal position of the current generation; zero values if there is none.
func (s *Store) Traced(ctx context.Context) (rev string, seq int64, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT rev, seq FROM generation WHERE id = (SELECT generation FROM current)`).Scan(&rev, &seq)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return rev, seq, err
}

// Claim returns the claim that id leads to, in the current generation.
func (s *Store) Claim(ctx context.Context, id string) (corpus.Claim, error) {
	to, err := resolve(ctx, s.db, id)
	if err != nil {
		return corpus.Claim{}, fmt.Errorf("claim %w", err)
	}
	for c, err := range s.claims(ctx, `claim.id = ?`, to) {
		return c, err
	}
	return corpus.Claim{}, fmt.Errorf("claim %q: %w", id, corpus.ErrNotFound)
}

// A ClaimOrder says which claims come first.
type ClaimOrder string

// The orders of claims. Each ends with the claim's id, so that it is total.
const (
	BySpread ClaimOrder = "spread" // most outlets, then most articles
	ByDrift  ClaimOrder = "drift"  // those whose wordings differ most, a change that many outlets carry before one that few do
)

// Claims yields the claims of the current generation, first in the given order.
func (s *Store) Claims(ctx context.Context, order ClaimOrder) iter.Seq2[corpus.Claim, error] {
	by := `outlets DESC, articles DESC, drift DESC, id`
	if order == ByDrift {
		by = `articles > 1 DESC, drift * min(outlets, 6) DESC, outlets DESC, id`
	}
	return s.claims(ctx, `1 ORDER BY `+by)
}

// ClaimsOf yields the claims that article a states, most spread first.
func (s *Store) ClaimsOf(ctx context.Context, a corpus.ArticleID) iter.Seq2[corpus.Claim, error] {
	return s.claims(ctx, `claim.id IN (SELECT claim FROM claim_mention WHERE article = ? AND generation = current.generation)
		ORDER BY outlets DESC, articles DESC, id`, a)
}

// ClaimOfMention returns the id of the claim that mention m belongs to, or "".
func (s *Store) ClaimOfMention(ctx context.Context, m corpus.MentionID) (id corpus.ClaimID, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT claim FROM claim_mention JOIN current USING(generation) WHERE mention = ?`, m).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		err = nil
	}
	return id, err
}

// Held returns the claim of each mention in the current generation, so that the next one keeps the ids.
func (s *Store) Held(ctx context.Context) (map[corpus.MentionID]corpus.ClaimID, error) {
	out := map[corpus.MentionID]corpus.ClaimID{}
	for p, err := range list(ctx, s.db, func(rows *sql.Rows) (p [2]string, err error) {
		return p, rows.Scan(&p[0], &p[1])
	}, `SELECT mention, claim FROM claim_mention JOIN current USING(generation)`) {
		if err != nil {
			return nil, err
		}
		out[corpus.MentionID(p[0])] = corpus.ClaimID(p[1])
	}
	return out, nil
}

func (s *Store) claims(ctx context.Context, where string, args ...any) iter.Seq2[corpus.Claim, error] {
	return list(ctx, s.db, func(rows *sql.Rows) (c corpus.Claim, err error) {
		var data []byte
		if err := rows.Scan(&data); err != nil {
			return c, err
		}
		return c, unpack(data, &c)
	}, `SELECT data FROM claim JOIN current ON claim.generation = current.generation WHERE `+where, args...)
}

// Copies returns the articles that the current generation folds under others: copy -> the one that stands for it.
func (s *Store) Copies(ctx context.Context) (map[corpus.ArticleID]corpus.ArticleID, error) {
	out := map[corpus.ArticleID]corpus.ArticleID{}
	for p, err := range list(ctx, s.db, func(rows *sql.Rows) (p [2]corpus.ArticleID, err error) {
		return p, rows.Scan(&p[0], &p[1])
	}, `SELECT article, of FROM copy JOIN current USING(generation)`) {
		if err != nil {
			return nil, err
		}
		out[p[0]] = p[1]
	}
	return out, nil
}

// Counts says how much the corpus holds.
type Counts struct {
	Captures int `json:"captures"`
	Articles int `json:"articles"`
	Versions int `json:"versions"`
	Excluded int `json:"excluded"`
	Rejected int `json:"rejected"` // captures that are not part of the story or could not be read
	Mentions int `json:"mentions"`
	Claims   int `json:"claims"`
	Outlets  int `json:"outlets"`
}

// Counts returns how much the corpus holds.
func (s *Store) Counts(ctx context.Context) (c Counts, err error) {
	q := strings.Join([]string{
		`(SELECT count(*) FROM capture)`,
		`(SELECT count(DISTINCT article) FROM version)`,
		`(SELECT count(*) FROM version)`,
		`(SELECT count(*) FROM article WHERE excluded)`,
		`(SELECT count(*) FROM capture WHERE NOT kept)`,
		`(SELECT count(*) FROM mention)`,
		`(SELECT count(*) FROM claim)`,
		`(SELECT count(DISTINCT coalesce(nullif(json_extract(meta, '$.domain'), ''), json_extract(meta, '$.outlet'), id))
			FROM article WHERE id IN (SELECT article FROM version))`,
	}, ", ")
	err = s.db.QueryRowContext(ctx, `SELECT `+q).Scan(&c.Captures, &c.Articles, &c.Versions, &c.Excluded, &c.Rejected,
		&c.Mentions, &c.Claims, &c.Outlets)
	return c, err
}

// A Rejection is a capture that did not become part of the corpus, and why.
type Rejection struct {
	Capture corpus.Capture `json:"capture"`
	Why     string         `json:"why"`
}

// Rejected yields the captures that are not part of the corpus, oldest first.
func (s *Store) Rejected(ctx context.Context) iter.Seq2[Rejection, error] {
	return list(ctx, s.db, func(rows *sql.Rows) (r Rejection, err error) {
		var data []byte
		if err := rows.Scan(&data, &r.Why); err != nil {
			return r, err
		}
		return r, unpack(data, &r.Capture)
	}, `SELECT data, why FROM capture WHERE NOT kept ORDER BY time, id`)
}

// ClaimAliases returns the retired ids of claims and what they lead to.
func (s *Store) ClaimAliases(ctx context.Context) (map[corpus.ClaimID]corpus.ClaimID, error) {
	out := map[corpus.ClaimID]corpus.ClaimID{}
	for p, err := range list(ctx, s.db, func(rows *sql.Rows) (p [2]corpus.ClaimID, err error) {
		return p, rows.Scan(&p[0], &p[1])
	}, `SELECT name, target FROM alias WHERE target LIKE 'k%'`) {
		if err != nil {
			return nil, err
		}
		out[p[0]] = p[1]
	}
	return out, nil
}

// AliasClaim lets the retired id from lead to claim to.
func (s *Store) AliasClaim(ctx context.Context, from, to corpus.ClaimID) error {
	return s.update(ctx, func(tx *sql.Tx) error { return putAlias(ctx, tx, string(from), string(to)) })
}
