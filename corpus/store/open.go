package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"syscall"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

var errReadOnlyFS = error(syscall.EROFS)

// writable reports, as an error, why files cannot be made in dir.
func (s *Store) writable(dir string) error {
	st, err := os.Stat(dir)
	if err != nil {
		return err
	}
	if !st.IsDir() {
		return fmt.Errorf("%s: not a folder", dir)
	}
	f, err := os.CreateTemp(dir, ".probe-*")
	if err != nil {
		return err
	}
	f.Close()
	return os.Remove(f.Name())
}

// explain names the file and, where the driver's error says so, the cause in words.
func (s *Store) explain(err error) error {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT:
		return fmt.Errorf("%s: %w", s.path, ErrCorrupt)
	case sqlite3.SQLITE_READONLY:
		return fmt.Errorf("%s: %w", s.path, ErrReadOnly)
	case sqlite3.SQLITE_BUSY:
		return fmt.Errorf("%s: another process has been writing to it for more than ten seconds: %w", s.path, err)
	}
	return fmt.Errorf("%s: %w", s.path, err)
}

// migrate brings the layout up to the newest in migrations, one transaction a step.
func (s *Store) migrate(ctx context.Context) error {
	var have int
	if err := s.db.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&have); err != nil {
		return err
	}
	if have > len(migrations) {
		return fmt.Errorf("%s: %w (layout %d; this program knows up to %d)", s.path, ErrNewer, have, len(migrations))
	}
	for v := have; v < len(migrations); v++ {
		err := s.update(ctx, func(tx *sql.Tx) error {
			var now int
			if err := tx.QueryRowContext(ctx, `PRAGMA user_version`).Scan(&now); err != nil || now > v {
				return err // another process was faster
			}
			if _, err := tx.ExecContext(ctx, migrations[v]); err != nil {
				return err
			}
			if _, err := tx.ExecContext(ctx, fmt.Sprintf(`PRAGMA user_version = %d`, v+1)); err != nil {
				return err
			}
			_, err := tx.ExecContext(ctx, `INSERT INTO migration(version, at) VALUES(?, datetime('now'))`, v+1)
			return err
		})
		if err != nil {
			return fmt.Errorf("bringing %s to layout %d: %w", s.path, v+1, err)
		}
	}
	return nil
}
