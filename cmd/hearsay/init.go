package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"hearsay/corpus/store"
	"hearsay/corpus/story"
)

func newInit(e *env) *cobra.Command {
	var shipped string
	c := &cobra.Command{
		Use:   "init DIR",
		Short: "Make a new corpus folder",
		Args:  exactly(cobra.ExactArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			text := story.Template()
			if shipped != "" {
				var err error
				if text, err = story.Shipped(shipped); err != nil {
					return usagef(c, "%v; there are: %s", err, strings.Join(story.Names(), ", "))
				}
			}
			if err := initFolder(args[0], text); err != nil {
				return err
			}
			db, err := store.Open(c.Context(), args[0])
			if err != nil {
				return err
			}
			e.sayf("made %s; say in %s what the story is, then: hearsay --corpus %[1]s crawl", args[0], filepath.Join(args[0], storyName))
			return db.Close()
		},
	}
	c.Flags().StringVar(&shipped, "story", "", "start from a story that hearsay brings along: "+strings.Join(story.Names(), ", "))
	return c
}

// initFolder makes the corpus folder dir with the given story file. It never overwrites one.
func initFolder(dir string, text []byte) error {
	if err := os.MkdirAll(filepath.Join(dir, archiveName), 0o777); err != nil {
		return err
	}
	f, err := os.OpenFile(filepath.Join(dir, storyName), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("%s is a corpus folder already", dir)
	}
	if err != nil {
		return err
	}
	if _, err := f.Write(text); err != nil {
		return errors.Join(err, f.Close())
	}
	return f.Close()
}
