package search

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"hearsay/corpus"
	"hearsay/index/query"
)

// The protocol of the socket: HTTP, POST /search and POST /claims with an ask as JSON; the answer is a Result or Claims,
// or, with another status than 200, a refusal. It is for the same version of the same program.

// An ask is what a Client sends.
type ask struct {
	Query   string  `json:"query"`
	Options Options `json:"options"`
}

// A refusal is an error on its way through the socket.
type refusal struct {
	Error string       `json:"error"`
	Query *query.Error `json:"query,omitempty"`
	Kind  string       `json:"kind,omitempty"` // not found, token
}

// ErrNoServer is returned, wrapped, when no process answers on the socket.
var ErrNoServer = errors.New("no hearsay serve is running on this corpus")

// maxAsk bounds the size of a request in bytes.
const maxAsk = 1 << 20

// Serve answers requests on a Unix socket at path until ctx ends. Its caller owns the index, so a socket that was left
// behind is replaced. Only the user can connect.
func Serve(ctx context.Context, path string, s *Searcher, lg *slog.Logger) error {
	ln, err := listen(path)
	if err != nil {
		return fmt.Errorf("listening on %s: %w", path, err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /search", answer(lg, func(r *http.Request, a *ask) (any, error) {
		return s.Search(r.Context(), a.Query, a.Options)
	}))
	mux.HandleFunc("POST /claims", answer(lg, func(r *http.Request, a *ask) (any, error) {
		return s.Claims(r.Context(), a.Query, a.Options)
	}))
	srv := &http.Server{Handler: mux, ReadHeaderTimeout: 10 * time.Second}
	stop := context.AfterFunc(ctx, func() { srv.Close() })
	defer stop()
	if err := srv.Serve(ln); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serving on %s: %w", path, err)
	}
	return nil
}

// listen opens the socket, in place of one that nobody listens on any more.
func listen(path string) (net.Listener, error) {
	path = short(path)
	ln, err := net.Listen("unix", path)
	if errors.Is(err, syscall.EADDRINUSE) {
		c, dialErr := net.Dial("unix", path)
		if dialErr == nil {
			c.Close()
			return nil, err
		}
		if err := os.Remove(path); err != nil {
			return nil, err
		}
		ln, err = net.Listen("unix", path)
	}
	if err != nil {
		return nil, err
	}
	if err := os.Chmod(path, 0o600); err != nil {
		return nil, errors.Join(err, ln.Close())
	}
	return ln, nil
}

// short returns path or its form relative to the working folder, whichever is shorter: the name of a socket may have
// about 100 bytes only.
func short(path string) string {
	wd, err := os.Getwd()
	if err != nil {
		return path
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	if rel, err := filepath.Rel(wd, abs); err == nil && len(rel) < len(path) {
		return rel
	}
	return path
}

func answer(lg *slog.Logger, f func(*http.Request, *ask) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var a ask
		err := json.NewDecoder(http.MaxBytesReader(w, r.Body, maxAsk)).Decode(&a)
		var out any
		if err == nil {
			out, err = f(r, &a)
		}
		w.Header().Set("Content-Type", "application/json")
		if err != nil {
			w.WriteHeader(http.StatusBadRequest)
			out = refuse(err)
		}
		if err := json.NewEncoder(w).Encode(out); err != nil && lg != nil {
			lg.Debug("answering a search", "err", err)
		}
	}
}

func refuse(err error) refusal {
	r := refusal{Error: err.Error()}
	switch {
	case errors.As(err, &r.Query):
	case errors.Is(err, corpus.ErrNotFound):
		r.Kind = "not found"
	case errors.Is(err, ErrToken):
		r.Kind = "token"
	}
	return r
}

// err is the inverse of refuse, as far as callers look into it.
func (r *refusal) err() error {
	switch {
	case r.Query != nil:
		return r.Query
	case r.Kind == "not found":
		return remote{r.Error, corpus.ErrNotFound}
	case r.Kind == "token":
		return ErrToken
	}
	return errors.New(r.Error)
}

// remote is an error that another process ran into: its words, and what it wraps.
type remote struct {
	msg string
	is  error
}

func (e remote) Error() string { return e.msg }
func (e remote) Unwrap() error { return e.is }

// A Client asks the process that owns the index. It answers as a Searcher does.
type Client struct {
	path string
	http *http.Client
}

// NewClient returns a client of the socket at path. Whether anybody listens shows when it asks.
func NewClient(path string) *Client {
	path = short(path)
	dial := func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{Timeout: 2 * time.Second}).DialContext(ctx, "unix", path)
	}
	return &Client{path: path, http: &http.Client{Transport: &http.Transport{DialContext: dial, DisableKeepAlives: true}}}
}

// Search finds articles; see Searcher.
func (c *Client) Search(ctx context.Context, q string, o Options) (*Result, error) {
	res := new(Result)
	if err := c.post(ctx, "search", ask{q, o}, res); err != nil {
		return nil, err
	}
	return res, nil
}

// Claims finds claims; see Searcher.
func (c *Client) Claims(ctx context.Context, q string, o Options) (*Claims, error) {
	res := new(Claims)
	if err := c.post(ctx, "claims", ask{q, o}, res); err != nil {
		return nil, err
	}
	return res, nil
}

func (c *Client) post(ctx context.Context, route string, a ask, res any) error {
	data, err := json.Marshal(a)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://serve/"+route, bytes.NewReader(data))
	if err != nil {
		return err
	}
	resp, err := c.http.Do(req)
	if errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ECONNREFUSED) {
		return fmt.Errorf("%w (%s)", ErrNoServer, c.path)
	}
	if err != nil {
		return fmt.Errorf("asking %s: %w", c.path, err)
	}
	defer resp.Body.Close()
	dec := json.NewDecoder(resp.Body)
	if resp.StatusCode != http.StatusOK {
		var r refusal
		if err := dec.Decode(&r); err != nil {
			return fmt.Errorf("asking %s: %s", c.path, resp.Status)
		}
		return r.err()
	}
	return dec.Decode(res)
}
