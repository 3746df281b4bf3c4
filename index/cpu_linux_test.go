package index

import (
	"runtime"
	"syscall"
	"testing"
	"time"
	"unsafe"
)

// threadTime returns the CPU time of f on a thread of its own, which unlike wall time does not depend on what else runs.
func threadTime(t testing.TB, f func()) time.Duration {
	t.Helper()
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	now := func() time.Duration {
		const clockThreadCPU = 3 // CLOCK_THREAD_CPUTIME_ID
		var ts syscall.Timespec
		if _, _, errno := syscall.Syscall(syscall.SYS_CLOCK_GETTIME, clockThreadCPU, uintptr(unsafe.Pointer(&ts)), 0); errno != 0 {
			t.Fatal(errno)
		}
		return time.Duration(ts.Nano())
	}
	start := now()
	f()
	return now() - start
}
