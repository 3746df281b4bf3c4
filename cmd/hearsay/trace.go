package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"time"

	"hearsay/corpus"
	"hearsay/corpus/claim"
	"hearsay/corpus/lineage"
	"hearsay/corpus/store"
	"hearsay/index"
)

// traceRevision counts the changes that change what tracing finds. Raise it with each.
const traceRevision = "t4"

// trace finds the claims of the whole corpus anew if an article, a correction or the program changed since the last time.
func trace(ctx context.Context, e *env, f *folder, es []corpus.CorrectionEntry) error {
	rev, err := traceRev(es)
	if err != nil {
		return err
	}
	was, at, err := f.store.Traced(ctx)
	if err != nil {
		return err
	}
	seq, err := f.store.LastChange(ctx, store.KindArticle)
	if err != nil || rev == was && at == seq {
		return err
	}
	start := e.now()
	in, said, err := traceInput(ctx, f, es)
	if err != nil {
		return err
	}
	set := claim.Cluster(in)
	said.Claims, said.Articles, said.Corrections, said.Copies = set.Claims, in.Articles, es, set.Copies
	claims := lineage.Trace(said)
	err = f.store.PutTrace(ctx, store.Trace{Rev: rev, Seq: seq, Claims: claims, Aliases: set.Aliases, Copies: set.Copies, Log: set.Log})
	if err != nil {
		return err
	}
	if err := keepIDs(ctx, f, set.Aliases); err != nil {
		return err
	}
	e.sayf("traced %s in %s", count(len(claims), "claim"), e.now().Sub(start).Round(10*time.Millisecond))
	return nil
}

// traceRev names what a trace depends on beside the articles: the program and the corrections.
func traceRev(es []corpus.CorrectionEntry) (string, error) {
	b, err := json.Marshal(es)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(b)
	return traceRevision + "-" + hex.EncodeToString(sum[:8]), nil
}

// traceInput reads all that a trace looks at: what claims are made of, and what articles say of where they have them from.
func traceInput(ctx context.Context, f *folder, es []corpus.CorrectionEntry) (claim.Input, lineage.Input, error) {
	in := claim.Input{Corrections: es}
	said := lineage.Input{Citations: map[corpus.ArticleID][]corpus.Citation{}, Wire: map[corpus.ArticleID][]string{}, Credits: map[corpus.ArticleID][]corpus.Credit{}}
	var err error
	if in.Held, err = heldIDs(ctx, f); err != nil {
		return in, said, err
	}
	for a, err := range f.store.Articles(ctx) {
		if err != nil {
			return in, said, err
		}
		in.Articles = append(in.Articles, a)
		v, err := f.store.Version(ctx, a.Latest)
		if err != nil {
			return in, said, err
		}
		said.Citations[a.ID] = v.Extraction.Citations
		if w := v.Extraction.Wire; len(w) > 0 {
			said.Wire[a.ID], said.Credits[a.ID] = w, v.Extraction.Credits
		}
	}
	for m, err := range f.store.AllMentions(ctx) {
		if err != nil {
			return in, said, err
		}
		in.Mentions = append(in.Mentions, m)
	}
	return in, said, nil
}

// syncIndex lets the index follow the journal. When another process owns the index, that one does it.
func syncIndex(ctx context.Context, e *env, f *folder) error {
	ix, err := index.Open(f.path(indexName))
	if errors.Is(err, index.ErrOwned) {
		e.sayf("hearsay serve is running; it brings the index up to date")
		return nil
	}
	if err != nil {
		return err
	}
	start := e.now()
	st, err := (&index.Syncer{Index: ix, Source: f.store, Log: e.log()}).Sync(ctx)
	if err := errors.Join(err, ix.Close()); err != nil {
		return err
	}
	if n := st.Articles + st.Claims; n > 0 {
		e.sayf("indexed %s and %s in %s", count(st.Articles, "article"), count(st.Claims, "claim"), e.now().Sub(start).Round(10*time.Millisecond))
	}
	return nil
}
