//go:build !unix

package frontier

import (
	"os"
	"path/filepath"
)

// lockDir opens the lock file; elsewhere than on Unix it holds nobody off.
func lockDir(dir string) (*os.File, error) {
	return os.OpenFile(filepath.Join(dir, "lock"), os.O_CREATE|os.O_RDWR, 0o644)
}
