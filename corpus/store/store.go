// Package store is the database of one corpus folder: articles, captures, versions, mentions, claims, and the journal of
// what changed. It is the only package that speaks SQL.
//
// Everything in it can be made again: captures from the archive (package warc), versions and mentions by extracting
// them, claims by tracing. What cannot be made again is in corrections.jsonl beside it, see [AppendCorrection].
//
// Writes are short transactions that begin IMMEDIATE, so that several processes can write to one corpus; each waits up
// to ten seconds for the other. Whatever others derive from a record learns of a change through the journal, see
// [Store.Changes]: the row of the journal is written in the transaction that changes the record.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"sync"

	_ "modernc.org/sqlite" // the driver

	"hearsay/corpus"
)

// FileName is the name of the database in a corpus folder.
const FileName = "corpus.db"

// ErrNewer is returned, wrapped, by Open for a database whose layout this program does not know yet.
var ErrNewer = errors.New("written by a newer hearsay")

// ErrCorrupt is returned, wrapped, by Open for a file that is not a database or is damaged.
var ErrCorrupt = errors.New("damaged; it can be rebuilt from the archive with: hearsay build --from-archive")

// ErrReadOnly is returned, wrapped, by every write to a store whose folder cannot be written to.
var ErrReadOnly = errors.New("the corpus folder is read-only")

// A Store is an open database. Its methods may be called concurrently.
type Store struct {
	db       *sql.DB
	path     string
	readOnly bool
	mu       sync.Mutex // one writer at a time within the process
}

// Open opens the database of the corpus folder dir and brings its layout up to date; it makes the database where there
// is none. A folder that cannot be written to is opened for reading.
func Open(ctx context.Context, dir string) (*Store, error) {
	s := &Store{path: filepath.Join(dir, FileName)}
	if err := s.writable(dir); err != nil {
		if !errors.Is(err, fs.ErrPermission) && !errors.Is(err, errReadOnlyFS) {
			return nil, err
		}
		if _, serr := os.Stat(s.path); serr != nil {
			return nil, fmt.Errorf("%s: %w", dir, ErrReadOnly)
		}
		s.readOnly = true
	}
	db, err := sql.Open("sqlite", s.dsn())
	if err != nil {
		return nil, err
	}
	s.db = db
	if err := s.migrate(ctx); err != nil {
		db.Close()
		return nil, s.explain(err)
	}
	return s, nil
}

func (s *Store) dsn() string {
	q := url.Values{"_pragma": {"busy_timeout(10000)", "foreign_keys(0)", "cache_size(-65536)", "temp_store(2)"}}
	if s.readOnly {
		q.Set("mode", "ro")
		q.Set("immutable", "1")
	} else {
		q["_pragma"] = append(q["_pragma"], "journal_mode(WAL)", "synchronous(NORMAL)")
		q.Set("_txlock", "immediate")
	}
	return (&url.URL{Scheme: "file", Opaque: (&url.URL{Path: s.path}).EscapedPath(), RawQuery: q.Encode()}).String()
}

// Close closes the database.
func (s *Store) Close() error { return s.db.Close() }

// ReadOnly reports whether writes are refused.
func (s *Store) ReadOnly() bool { return s.readOnly }

// update runs f in one write transaction.
func (s *Store) update(ctx context.Context, f func(tx *sql.Tx) error) error {
	if s.readOnly {
		return fmt.Errorf("%s: %w", s.path, ErrReadOnly)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return s.explain(err)
	}
	defer tx.Rollback() // does nothing after Commit
	if err := f(tx); err != nil {
		return err
	}
	return s.explain(tx.Commit())
}

// querier is what *sql.DB and *sql.Tx have in common.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// missing turns sql.ErrNoRows into corpus.ErrNotFound with a name.
func missing(err error, kind, id string) error {
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("%s %q: %w", kind, id, corpus.ErrNotFound)
	}
	return err
}
