package store

import (
	"context"
	"fmt"
)

// SetLayout pretends that s was written by another release.
func SetLayout(ctx context.Context, s *Store, v int) error {
	_, err := s.db.ExecContext(ctx, fmt.Sprintf(`PRAGMA user_version = %d`, v))
	return err
}
