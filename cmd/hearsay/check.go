package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"hearsay/corpus"
	"hearsay/crawl/files"
	"hearsay/extract"
	"hearsay/search"
)

func newCheck(e *env) *cobra.Command {
	return &cobra.Command{
		Use:   "check TEXT | FILE...",
		Short: "Hold a sentence or an article against the corpus: which claims it makes, in which wording, what differs",
		Long: `check takes a text on the command line, files (web pages, text, PDF ...), or - for a text on stdin. Nothing of it is
kept. For each passage it names the claim of the corpus that says the same, the wording there that is closest, the
earliest that was collected, and how the passage differs from them.`,
		Example: `  hearsay check 'The leaked files show 1,300 terabytes of data.'
  hearsay check draft.txt
  pbpaste | hearsay check -`,
		Args: exactly(cobra.MinimumNArgs(1)),
		RunE: e.inFolder(func(c *cobra.Command, f *folder, args []string) error { return runCheck(c.Context(), e, f, args) }),
	}
}

// maxPasted is the length of the longest text that is read from stdin, in bytes.
const maxPasted = 8 << 20

// runCheck checks each of args that is a file, or all of them together as a text.
func runCheck(ctx context.Context, e *env, f *folder, args []string) error {
	if _, err := os.Stat(args[0]); err == nil {
		im := files.Importer{Now: e.now}
		for d, err := range im.Documents(ctx, args...) {
			switch {
			case err != nil:
				e.refuse(err)
			case d.Page == nil:
				e.refuse(fmt.Errorf("%s:%d: an address; crawl it first", d.Path, d.Line))
			default:
				if err := checkPage(ctx, e, f, d.Page); err != nil {
					return err
				}
			}
		}
		return nil
	}
	if !strings.ContainsAny(args[0], " \n") && len(args) == 1 && args[0] != "-" {
		return fmt.Errorf("%s: no such file (a text has several words)", args[0])
	}
	text := []byte(strings.Join(args, " "))
	if args[0] == "-" {
		var err error
		if text, err = io.ReadAll(io.LimitReader(e.stdin, maxPasted+1)); err != nil {
			return fmt.Errorf("reading stdin: %w", err)
		}
		if len(text) > maxPasted {
			return fmt.Errorf("stdin: longer than %d bytes", maxPasted)
		}
	}
	return checkPage(ctx, e, f, pasted(text))
}

// pasted is the page of a text that is no file.
func pasted(text []byte) *corpus.Page {
	return &corpus.Page{MediaType: "text/plain; charset=utf-8", Body: text}
}

// readPasted returns what a text says that is not in the corpus.
func readPasted(text string) ([]corpus.Mention, error) { return mentionsOf(pasted([]byte(text))) }

// An unreadable is why a text cannot be checked.
type unreadable struct{ error }

// mentionsOf returns what p says, though it is not in the corpus. A bug that a hostile text wakes is an error.
func mentionsOf(p *corpus.Page) (ms []corpus.Mention, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &unreadable{fmt.Errorf("extracting: %v", r)}
		}
	}()
	ex, err := extract.Page(p, nil)
	if err != nil {
		return nil, &unreadable{err}
	}
	switch {
	case !ex.Mined && ex.Lang == "en":
		return nil, &unreadable{fmt.Errorf("no article, but a page of class %q", ex.Class)}
	case !ex.Mined:
		return nil, &unreadable{fmt.Errorf("the text is in %q; claims are read in English only", ex.Lang)}
	}
	return extract.Mentions("checked", ex), nil
}

// check holds p against the corpus.
func (f *folder) check(ctx context.Context, p *corpus.Page) (found []search.Check, err error) {
	ms, err := mentionsOf(p)
	if err != nil {
		return nil, err
	}
	err = f.ask(ctx, func(a asker) (err error) {
		found, err = search.CheckAll(ctx, a, f.store, ms)
		return err
	})
	return found, err
}

func checkPage(ctx context.Context, e *env, f *folder, p *corpus.Page) error {
	found, err := f.check(ctx, p)
	var bad *unreadable
	if errors.As(err, &bad) {
		e.refuse(fmt.Errorf("%s: %w", or(p.File, "the text"), err))
		return nil
	}
	if err != nil {
		return err
	}
	if !e.json {
		return printChecks(e.people(), p.File, found)
	}
	for i := range found {
		err = errors.Join(err, e.line(struct {
			File string `json:"file,omitempty"`
			search.Check
		}{p.File, found[i]}))
	}
	return err
}

func printChecks(w io.Writer, file string, found []search.Check) error {
	var b bytes.Buffer
	known := 0
	for i := range found {
		c := &found[i]
		fmt.Fprintf(&b, "%s\n", clip(c.Text, 200))
		if c.Claim == nil {
			b.WriteString("    nothing in the corpus says this\n\n")
			continue
		}
		known++
		fmt.Fprintf(&b, "    %s: %s, %s; sources: %s\n", c.Claim.ID, count(c.Claim.Articles, "article"), count(c.Claim.Outlets, "outlet"), c.Claim.Sources)
		if c.Claim.Warning != "" {
			fmt.Fprintf(&b, "    %s\n", c.Claim.Warning)
		}
		printWording(&b, "closest", c.Closest)
		printWording(&b, "earliest collected", c.Earliest)
		b.WriteString("\n")
	}
	if file != "" {
		fmt.Fprintf(&b, "%s: ", file)
	}
	fmt.Fprintf(&b, "%s, %d of them told in the corpus\n", count(len(found), "passage"), known)
	_, err := w.Write(b.Bytes())
	return err
}

// printWording prints a wording of the corpus and how the passage differs from it.
func printWording(b *bytes.Buffer, what string, w *search.Wording) {
	if w == nil {
		return
	}
	fmt.Fprintf(b, "    %s: %s %s: %q\n", what, or(w.Outlet, or(w.File, string(w.Article))), w.Published, clip(w.Text, 160))
	for _, m := range w.Mutations {
		fmt.Fprintf(b, "        %s (%s): %q -> %q\n", m.Type, m.Rule, clip(m.From.Text, 70), clip(m.To.Text, 70))
	}
	if len(w.Mutations) == 0 {
		b.WriteString("        no change of substance\n")
	}
}
