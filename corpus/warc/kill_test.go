package warc

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// writeForever is what the process to be killed does: it appends and prints every Ref that it was given.
func writeForever(dir string) {
	w := &Writer{Dir: dir, MaxFile: 200 << 10}
	for i := 0; ; i++ {
		refs, err := w.Append(response(i), NewMetadata(address(i), at, Field{"n", "1"}))
		if err != nil {
			fmt.Println(err)
			if i++; i > 40 {
				os.Exit(0)
			}
			continue
		}
		js, _ := json.Marshal(refs[0])
		fmt.Println(string(js))
	}
}

func TestMain(m *testing.M) {
	if dir := os.Getenv("HEARSAY_WRITE_FOREVER"); dir != "" {
		writeForever(dir)
	}
	os.Exit(m.Run())
}

// TestKill kills a process at random moments: whatever it was told to be stored is there, and nothing is damaged.
func TestKill(t *testing.T) {
	if testing.Short() {
		t.Skip("short")
	}
	dir := t.TempDir()
	var told []Ref
	for round := range 6 {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "HEARSAY_WRITE_FOREVER="+dir)
		cmd.Stderr = os.Stderr
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.AfterFunc(time.Duration(20+37*round)*time.Millisecond, func() { cmd.Process.Kill() })
		for s := bufio.NewScanner(out); s.Scan(); {
			var ref Ref
			if json.Unmarshal(s.Bytes(), &ref) == nil { // the last line may be torn, too
				told = append(told, ref)
			}
		}
		cmd.Wait()
	}
	for _, ref := range told {
		if r, err := Read(dir, ref); err != nil || r.Type != Response {
			t.Fatalf("%v: %v", ref, err)
		}
	}
	rep, err := Verify(t.Context(), dir)
	if err != nil || len(rep.Problems) > 0 || rep.Records < 2*len(told) {
		t.Errorf("%d told, %d records, %v, %v", len(told), rep.Records, rep.Problems, err)
	}
	if _, err := SealFiles(dir, time.Now().Add(24*time.Hour)); err != nil {
		t.Error(err)
	}
	if _, err := Reindex(dir); err != nil && len(rep.Notes) == 0 {
		t.Error(err)
	}
	found := 0
	for _, ref := range told {
		r, err := ReadAt(filepath.Join(dir, ref.File), ref.Offset)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := Lookup(dir, r.URI); err == nil && len(got) > 0 {
			found++
		}
	}
	if found != len(told) {
		t.Errorf("%d of %d in the index", found, len(told))
	}
	t.Logf("%d records kept by 6 killed processes", len(told))
}

// TestFull fills the disk, as far as a limit on the size of files can stand for that: each file ends with the last record
// that had room, and the next group goes into a new one.
func TestFull(t *testing.T) {
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("no shell")
	}
	dir := t.TempDir()
	cmd := exec.CommandContext(t.Context(), sh, "-c", `ulimit -f 8 && exec "$0"`, os.Args[0]) // 8 blocks of 512 or 1,024 bytes
	cmd.Env = append(os.Environ(), "HEARSAY_WRITE_FOREVER="+dir)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Skipf("no limit on files: %v %s", err, out)
	}
	told, failed := 0, 0
	for line := range bytes.Lines(out) {
		var ref Ref
		if json.Unmarshal(line, &ref) != nil {
			failed++
			continue
		}
		told++
		if _, err := Read(dir, ref); err != nil {
			t.Error(err)
		}
	}
	rep := verify(t, dir)
	if len(rep.Problems) > 0 || told < 3 || failed < 2 || rep.Files < 2 {
		t.Errorf("%d told, %d failed, %+v", told, failed, rep)
	}
	for _, n := range rep.Notes {
		if errors.Is(n, ErrTorn) {
			t.Errorf("a failed write left something: %v", n)
		}
	}
}
