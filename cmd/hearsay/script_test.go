package main

import (
	"net"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"hearsay": func() { os.Exit(Main()) }})
}

// TestScripts runs the program as a user does, one behaviour a file.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Condition: func(cond string) (bool, error) {
			return cond == "root" && os.Getuid() == 0, nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"grow":   grow,
			"count":  countMatches,
			"bytes":  writeBytes,
			"hold":   holdPort,
			"layout": setLayout,
		},
	})
}

// holdPort listens on an address until the script ends and puts the address with its port into a variable: hold ADDR VAR.
func holdPort(ts *testscript.TestScript, _ bool, args []string) {
	l, err := net.Listen("tcp", args[0])
	ts.Check(err)
	ts.Defer(func() { l.Close() })
	ts.Setenv(args[1], l.Addr().String())
}

// grow makes a file of so many megabytes of prose: grow FILE MB.
func grow(ts *testscript.TestScript, _ bool, args []string) {
	mb := 0
	for _, c := range args[1] {
		mb = 10*mb + int(c-'0')
	}
	line := strings.Repeat("The ferry stayed in the harbour. ", 1<<20/33)
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	for range mb {
		_, err := f.WriteString(line)
		ts.Check(err)
	}
	ts.Check(f.Close())
}

// countMatches checks how many lines of a file hold a string: count FILE N STRING.
func countMatches(ts *testscript.TestScript, neg bool, args []string) {
	n := 0
	for _, c := range args[1] {
		n = 10*n + int(c-'0')
	}
	got := 0
	for line := range strings.Lines(ts.ReadFile(args[0])) {
		if strings.Contains(line, args[2]) {
			got++
		}
	}
	if (got == n) == neg {
		ts.Fatalf("%s: %d lines hold %q, want %d", args[0], got, args[2], n)
	}
}

// writeBytes writes bytes given in hex: bytes FILE 00ff0a.
func writeBytes(ts *testscript.TestScript, _ bool, args []string) {
	var b []byte
	for i := 0; i+1 < len(args[1]); i += 2 {
		b = append(b, hexDigit(args[1][i])<<4|hexDigit(args[1][i+1]))
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), b, 0o666))
}

func hexDigit(c byte) byte {
	if c >= 'a' {
		return c - 'a' + 10
	}
	return c - '0'
}

// setLayout pretends that another release wrote a database: layout FILE, which then says 255. The number is in the header
// of the file format (SQLite's user_version, big-endian at byte 60).
func setLayout(ts *testscript.TestScript, _ bool, args []string) {
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_RDWR, 0)
	ts.Check(err)
	_, err = f.WriteAt([]byte{0, 0, 0, 255}, 60)
	ts.Check(err)
	ts.Check(f.Close())
}
