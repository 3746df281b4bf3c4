// Command hearsay collects the news coverage of a story and shows how its claims travelled and changed.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
)

func main() { os.Exit(Main()) }

// Main runs the program on the arguments of the process and returns its exit code.
func Main() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	e := &env{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr}
	if err := runAnnotate(ctx, e); err != nil {
		fmt.Fprintln(e.stderr, "hearsay:", err)
		return 1
	}
	return 0
}

// An env is what a command uses of the world outside; tests replace it.
type env struct {
	stdin          io.Reader
	stdout, stderr io.Writer
}
