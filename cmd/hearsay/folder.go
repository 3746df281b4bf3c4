package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"github.com/spf13/cobra"

	"hearsay/corpus/store"
	"hearsay/corpus/story"
)

// The names of what a corpus folder holds; the database and the corrections have theirs in package store.
const (
	storyName   = "hearsay.yaml"
	archiveName = "archive"
	indexName   = "index"
	frontName   = "frontier"
	socketName  = "serve.sock"
)

// A folder is an open corpus folder.
type folder struct {
	dir   string
	story *story.Story
	store *store.Store

	asking sync.Mutex // one at a time opens the index
}

func (f *folder) path(name string) string { return filepath.Join(f.dir, name) }

func (f *folder) Close() error { return f.store.Close() }

// open opens the corpus folder that the flags, the environment or the working folder name.
func (e *env) open(ctx context.Context) (*folder, error) {
	dir, err := e.find()
	if err != nil {
		return nil, err
	}
	return openFolder(ctx, dir)
}

func openFolder(ctx context.Context, dir string) (*folder, error) {
	path := filepath.Join(dir, storyName)
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("%s is not a corpus folder: it has no %s (make one with: hearsay init %s)", dir, storyName, dir)
	}
	if err != nil {
		return nil, err
	}
	st, err := story.Parse(path, b)
	if err != nil {
		return nil, err
	}
	db, err := store.Open(ctx, dir)
	if err != nil {
		return nil, err
	}
	return &folder{dir: dir, story: st, store: db}, nil
}

// find returns the path of the corpus folder.
func (e *env) find() (string, error) {
	if e.corpus != "" {
		return e.corpus, nil
	}
	if dir := e.getenv("HEARSAY_CORPUS"); dir != "" {
		return dir, nil
	}
	wd, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for dir := wd; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, storyName)); err == nil {
			return dir, nil
		}
		if dir == filepath.Dir(dir) {
			return "", fmt.Errorf("no %s in %s or above it; name the corpus folder with --corpus, or make one with: hearsay init DIR", storyName, wd)
		}
	}
}

// inFolder makes what a command runs of do, which gets the open corpus folder.
func (e *env) inFolder(do func(c *cobra.Command, f *folder, args []string) error) func(*cobra.Command, []string) error {
	return func(c *cobra.Command, args []string) error {
		f, err := e.open(c.Context())
		if err != nil {
			return err
		}
		return errors.Join(do(c, f, args), f.Close())
	}
}
