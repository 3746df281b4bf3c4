// Command hearsay collects the news coverage of a story and shows how its claims travelled and changed.
//
// One file holds one command: its flags as an options struct, and a function that runs it with an [env]. What the
// commands share is in env.go (the world outside) and folder.go (the corpus folder).
package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/spf13/cobra"
)

// Exit codes, as the help of the program states them.
const (
	exitDone    = 0
	exitError   = 1
	exitUsage   = 2
	exitPartial = 3 // done, but some inputs were refused
)

func main() { os.Exit(Main()) }

// Main runs the program on the arguments of the process and returns its exit code.
func Main() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	e := &env{
		stdin: os.Stdin, stdout: os.Stdout, stderr: plain{os.Stderr},
		now: time.Now, client: http.DefaultClient, getenv: os.Getenv,
	}
	if isTerminal(os.Stderr) {
		e.screen = os.Stderr
	}
	return run(ctx, e, os.Args[1:])
}

// run executes the command line args in e and returns the exit code.
func run(ctx context.Context, e *env, args []string) int {
	root := newRoot(e)
	root.SetArgs(args)
	root.SetIn(e.stdin)
	root.SetOut(e.stdout)
	root.SetErr(e.stderr)
	err := root.ExecuteContext(ctx)
	var usage *usageError
	switch {
	case err == nil && e.refused == 0:
		return exitDone
	case err == nil:
		return exitPartial
	case errors.As(err, &usage):
		fmt.Fprintf(e.stderr, "hearsay: %v\nSee 'hearsay %s--help'.\n", err, usage.command)
		return exitUsage
	case errors.Is(err, context.Canceled) && ctx.Err() != nil:
		fmt.Fprintln(e.stderr, "hearsay: interrupted; what was finished is kept, run it again to go on")
		return exitError
	}
	fmt.Fprintf(e.stderr, "hearsay: %v\n", err)
	return exitError
}

func newRoot(e *env) *cobra.Command {
	root := &cobra.Command{
		Use:   "hearsay",
		Short: "Collect the coverage of a story and see how its claims travelled and changed",
		Long: `hearsay collects the news coverage of a story, pulls out figures, quotes and who said what on whose word,
and shows how each claim travelled from outlet to outlet and what changed on the way.

Start with: hearsay demo

Exit codes: 0 done, 1 error, 2 wrong usage, 3 done but some inputs were refused (each is named).`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				return nil
			}
			if near := c.SuggestionsFor(args[0]); len(near) > 0 {
				return usagef(c, "there is no command %q; did you mean %s?", args[0], strings.Join(near, " or "))
			}
			return usagef(c, "there is no command %q", args[0])
		},
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },

		SuggestionsMinimumDistance: 2,
	}
	p := root.PersistentFlags()
	p.StringVar(&e.corpus, "corpus", "", "corpus folder (default $HEARSAY_CORPUS, else the nearest parent folder with hearsay.yaml)")
	p.BoolVar(&e.json, "json", false, "print JSON, one object a line")
	p.BoolVarP(&e.quiet, "quiet", "q", false, "print results and errors only")
	p.BoolVarP(&e.verbose, "verbose", "v", false, "say more about what is done")
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error { return usagef(c, "%v", err) })
	root.AddCommand(
		newDemo(e), newInit(e), newCrawl(e), newImport(e), newBuild(e), newSearch(e), newClaims(e), newCheck(e), newServe(e),
		newExport(e), newAnnotate(e), newSimulate(e), newMCP(e), newExclude(e), newForget(e), newRobots(e), newVerify(e), newStats(e), newVersion(e),
	)
	return root
}

// A usageError is a mistake in the command line; it exits with 2.
type usageError struct {
	command string // with a trailing space, or empty for the program itself
	err     error
}

func (u *usageError) Error() string { return u.err.Error() }
func (u *usageError) Unwrap() error { return u.err }

func usagef(c *cobra.Command, format string, args ...any) error {
	name := ""
	if c.HasParent() {
		name = c.Name() + " "
	}
	return &usageError{name, fmt.Errorf(format, args...)}
}

// exactly wraps a cobra check of arguments so that its complaint counts as wrong usage.
func exactly(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if err := check(c, args); err != nil {
			return usagef(c, "%v", err)
		}
		return nil
	}
}
