package sample

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"sync/atomic"
	"time"
)

// A Server is a press that listens on loopback.
type Server struct {
	*Press
	listener net.Listener
	server   *http.Server
	now      *atomic.Int64 // Unix seconds
	stop     func() bool
}

// Start serves the press on a free port of the loopback address until Close is called or ctx ends. Its clock shows
// LastVisit.
func Start(ctx context.Context) (*Server, error) {
	now := new(atomic.Int64)
	now.Store(LastVisit.Unix())
	p, err := New(func() time.Time { return time.Unix(now.Load(), 0).UTC() })
	if err != nil {
		return nil, err
	}
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, fmt.Errorf("starting the sample press: %w", err)
	}
	s := &Server{Press: p, listener: l, now: now}
	s.server = &http.Server{Handler: p.Handler(), ReadHeaderTimeout: 10 * time.Second}
	s.stop = context.AfterFunc(ctx, func() { s.server.Close() })
	go s.server.Serve(l) // returns when it is closed
	return s, nil
}

// Close stops s and frees its port.
func (s *Server) Close() error {
	s.stop()
	return s.server.Close()
}

// Addr returns the loopback address that s listens on.
func (s *Server) Addr() string { return s.listener.Addr().String() }

// Now returns the time that the clock of s shows.
func (s *Server) Now() time.Time { return s.clock() }

// SetClock sets the clock of s to t.
func (s *Server) SetClock(t time.Time) { s.now.Store(t.Unix()) }

// Dial connects to s when addr names a host of the press, and refuses every other: nothing that fetches through it can
// reach the network. It fits [http.Transport].DialContext.
func (s *Server) Dial(ctx context.Context, network, addr string) (net.Conn, error) {
	if s.site(addr) == nil {
		return nil, fmt.Errorf("dialing %s: not a host of the sample press", addr)
	}
	var d net.Dialer
	return d.DialContext(ctx, network, s.Addr())
}

// Client returns a client that reaches the press and nothing else.
func (s *Server) Client() *http.Client {
	return &http.Client{Transport: &http.Transport{DialContext: s.Dial}}
}
