package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"hearsay/index"
	"hearsay/search"
	"hearsay/search/web"
)

func newServe(e *env) *cobra.Command {
	addr := "127.0.0.1:8080"
	c := &cobra.Command{
		Use:   "serve",
		Short: "Show the corpus as web pages on this machine",
		Args:  exactly(cobra.NoArgs),
		RunE: e.inFolder(func(c *cobra.Command, f *folder, _ []string) error {
			return runServe(c.Context(), e, f, addr, nil)
		}),
	}
	c.Flags().StringVar(&addr, "addr", addr, "address and port to listen on; port 0 takes a free one")
	return c
}

// followEvery is how often serve looks for changes that others made to the corpus.
const followEvery = 2 * time.Second

// runServe owns the index while it runs: it shows the pages, answers the search command on the socket, and follows the
// journal. ready, if not nil, is called with the address of the pages. It returns nil when ctx ends.
func runServe(ctx context.Context, e *env, f *folder, addr string, ready func(url string)) error {
	ix, err := index.Open(f.path(indexName))
	if err != nil {
		return err
	}
	defer ix.Close()
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", addr)
	if err != nil {
		return fmt.Errorf("listening on %s: %w (choose another with --addr)", addr, err)
	}
	s := &search.Searcher{Index: ix, Texts: f.store}
	h, err := (&web.Server{Story: f.story.Name, Store: f.store, Searcher: s, Archive: archived{f.path(archiveName)}, Log: e.log(), Read: readPasted}).Handler()
	if err != nil {
		return errors.Join(err, l.Close())
	}
	syncer := &index.Syncer{Index: ix, Source: f.store, Log: e.log()}
	if _, err := syncer.Sync(ctx); err != nil {
		return errors.Join(err, l.Close())
	}
	url := "http://" + l.Addr().String() + "/"
	if ready != nil {
		ready(url)
	} else {
		e.sayf("serving %s on %s (interrupt to stop)", f.story.Name, url)
	}
	return serveUntil(ctx, e, f, l, h, s, syncer)
}

func serveUntil(ctx context.Context, e *env, f *folder, l net.Listener, h http.Handler, s *search.Searcher, syncer *index.Syncer) error {
	srv := &http.Server{Handler: h, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second, WriteTimeout: time.Minute, IdleTimeout: time.Minute}
	g, gctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		if err := srv.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	})
	g.Go(func() error {
		<-gctx.Done()
		stop, cancel := context.WithTimeout(context.WithoutCancel(gctx), 3*time.Second)
		defer cancel()
		return srv.Shutdown(stop)
	})
	g.Go(func() error { return search.Serve(gctx, f.path(socketName), s, e.log()) })
	g.Go(func() error { return follow(gctx, e, syncer) })
	if err := g.Wait(); err != nil && ctx.Err() == nil {
		return err
	}
	return nil
}

// follow lets the index catch up with the journal until ctx ends.
func follow(ctx context.Context, e *env, syncer *index.Syncer) error {
	tick := time.NewTicker(followEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-tick.C:
			if _, err := syncer.Sync(ctx); err != nil && ctx.Err() == nil {
				e.log().Warn("index", "err", err)
			}
		}
	}
}
