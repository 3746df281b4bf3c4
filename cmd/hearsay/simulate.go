package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"hearsay/corpus"
	"hearsay/corpus/sample"
	"hearsay/corpus/simulate"
	"hearsay/corpus/store"
)

func newSimulate(e *env) *cobra.Command {
	var o simulate.Options
	c := &cobra.Command{
		Use:   "simulate DIR",
		Short: "Make a corpus of invented articles with known truth, for exercises and for measuring",
		Long: `simulate writes invented articles that take facts over from each other and change them, makes a corpus of them in DIR, and
says how much of the truth hearsay finds. DIR/simulated holds the articles, their manifest, and truth.jsonl: for each
sentence the claim it states, the sentence it was taken from, and what was changed. The same seed gives the same corpus.`,
		Args: exactly(cobra.ExactArgs(1)),
		RunE: func(c *cobra.Command, args []string) error {
			if o.Articles < 0 || o.Claims < 0 {
				return usagef(c, "--articles and --claims must not be negative")
			}
			return runSimulate(c.Context(), e, args[0], o)
		},
	}
	fl := c.Flags()
	fl.IntVar(&o.Articles, "articles", 60, "how many articles")
	fl.IntVar(&o.Claims, "claims", 0, "how many affairs they are about (default a sixth of the articles)")
	fl.Uint64Var(&o.Seed, "seed", 1, "another number gives another corpus")
	return c
}

func runSimulate(ctx context.Context, e *env, dir string, o simulate.Options) error {
	cov := simulate.New(o)
	if err := initFolder(dir, []byte(fmt.Sprintf("name: Simulated coverage, seed %d\nterms: [simulated]\n", o.Seed))); err != nil {
		return err
	}
	in := filepath.Join(dir, "simulated")
	if err := writeCoverage(in, cov); err != nil {
		return err
	}
	f, err := openFolder(ctx, dir)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := runImport(ctx, e, f, filepath.Join(in, "manifest.jsonl"), nil); err != nil {
		return err
	}
	if err := runBuild(ctx, e, f, buildOptions{}); err != nil {
		return err
	}
	rep, err := f.score(ctx, cov.Truth)
	if err != nil {
		return err
	}
	if e.json {
		return e.line(rep)
	}
	_, err = fmt.Fprint(e.people(), rep)
	return err
}

// score holds the claims of f against the truth.
func (f *folder) score(ctx context.Context, truth *sample.Truth) (rep sample.Report, err error) {
	var claims []corpus.Claim
	for c, err := range f.store.Claims(ctx, store.BySpread) {
		if err != nil {
			return rep, err
		}
		for i := range c.Mentions { // a claim's own records leave the anchors out
			m, err := f.store.Mention(ctx, c.Mentions[i].ID)
			if err != nil {
				return rep, err
			}
			c.Mentions[i].Anchor = m.Anchor
		}
		claims = append(claims, c)
	}
	var articles []corpus.Article
	for a, err := range f.store.Articles(ctx) {
		if err != nil {
			return rep, err
		}
		articles = append(articles, a)
	}
	return sample.Score(truth, claims, articles), nil
}

// writeCoverage writes the articles as text files, their manifest and the truth into dir.
func writeCoverage(dir string, cov *simulate.Coverage) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	var manifest, truth bytes.Buffer
	for i, a := range cov.Articles {
		name := fmt.Sprintf("%05d.txt", i)
		if err := os.WriteFile(filepath.Join(dir, name), []byte(a.Text(a.Published)+"\n"), 0o666); err != nil {
			return err
		}
		manifest.Write(jsonLine(corpus.Manifest{File: name, URL: a.URL(), Outlet: a.Outlet.Name, Title: a.Title, Published: a.Published.Format(time.RFC3339)}))
	}
	enc := json.NewEncoder(&truth)
	enc.SetEscapeHTML(false)
	for _, l := range cov.Lines() {
		if err := enc.Encode(l); err != nil {
			return err
		}
	}
	if err := os.WriteFile(filepath.Join(dir, "manifest.jsonl"), manifest.Bytes(), 0o666); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "truth.jsonl"), truth.Bytes(), 0o666)
}
