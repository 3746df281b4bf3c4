package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"time"
)

// An env is what a command uses of the world outside, and the global flags. Tests replace it.
type env struct {
	stdin          io.Reader
	stdout, stderr io.Writer // data goes to stdout as it is; what a person reads goes through plain
	screen         io.Writer // the terminal, where progress is drawn; nil if stderr is none
	now            func() time.Time
	client         *http.Client
	getenv         func(string) string

	corpus               string
	json, quiet, verbose bool
	refused              int // inputs that were refused and named
}

// refuse names an input that was refused; the run goes on and ends with exit code 3.
func (e *env) refuse(err error) {
	e.refused++
	fmt.Fprintf(e.stderr, "refused: %v\n", err)
}

// sayf tells a person what happens; silent with --quiet.
func (e *env) sayf(format string, args ...any) {
	if !e.quiet {
		fmt.Fprintf(e.stderr, format+"\n", args...)
	}
}

// log is the logger of the stages: warnings always, more with --verbose.
func (e *env) log() *slog.Logger {
	level := slog.LevelWarn
	if e.verbose {
		level = slog.LevelDebug
	}
	return slog.New(slog.NewTextHandler(e.stderr, &slog.HandlerOptions{Level: level}))
}

// people is stdout for text that a person reads.
func (e *env) people() io.Writer { return plain{e.stdout} }

// line writes v as one line of JSON to stdout.
func (e *env) line(v any) error {
	enc := json.NewEncoder(e.stdout)
	enc.SetEscapeHTML(false)
	return enc.Encode(v)
}

func isTerminal(f *os.File) bool {
	st, err := f.Stat()
	return err == nil && st.Mode()&os.ModeCharDevice != 0
}
