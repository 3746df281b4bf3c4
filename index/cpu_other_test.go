//go:build !linux

package index

import (
	"testing"
	"time"
)

// threadTime returns the wall time of f.
func threadTime(_ testing.TB, f func()) time.Duration {
	start := time.Now()
	f()
	return time.Since(start)
}
