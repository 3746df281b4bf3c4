// Package web shows a corpus as pages: what was said, where, in which words, and where it came from.
//
// Every page is made on the server by html/template and works without script, with the keyboard alone, in dark and
// light, on a phone and in print. Each has a JSON twin at the same address with ".json" behind the path. A picture
// carries the same data as a table. What comes from articles is hostile: templates escape it, and the
// Content-Security-Policy allows no script at all.
//
// [Server.Handler] holds the one table of routes. A page is a file: its handler, which fills a page struct, and its
// template of the same name. The struct is what the JSON twin prints.
package web

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"net/url"
	"path"
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/store"
	"hearsay/search"
)

// A Searcher answers queries; errors of the query itself are *query.Error.
type Searcher interface {
	Search(ctx context.Context, query string, o search.Options) (*search.Result, error)
	Claims(ctx context.Context, query string, o search.Options) (*search.Claims, error)
}

// An Archive gives back the bytes of a capture.
type Archive interface {
	Page(ctx context.Context, c corpus.Capture) (*corpus.Page, error)
}

// A Server shows one corpus. Store is required; without Searcher, Archive or Read the pages that need them say so.
type Server struct {
	Story    string // its name, shown on every page
	Store    *store.Store
	Searcher Searcher
	Archive  Archive
	Log      *slog.Logger

	// Read returns what a text that is not in the corpus says, for the page that holds it against the corpus.
	Read func(text string) ([]corpus.Mention, error)

	pages  map[string]*template.Template
	static map[string]file
	memory memory
}

// Handler returns the routes. It fails only when a template is broken.
func (s *Server) Handler() (http.Handler, error) {
	var err error
	if s.static, err = readStatic(); err != nil {
		return nil, err
	}
	if err := s.parse(); err != nil {
		return nil, err
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", s.page("home", s.home))
	mux.HandleFunc("GET /search", s.page("search", s.search))
	mux.HandleFunc("GET /claims", s.page("claims", s.claims))
	mux.HandleFunc("GET /claim/{id}", s.page("claim", s.claim))
	mux.HandleFunc("GET /articles", s.page("articles", s.articles))
	mux.HandleFunc("GET /article/{id}", s.page("article", s.article))
	mux.HandleFunc("GET /check", s.page("check", s.check))
	mux.HandleFunc("POST /check", s.page("check", s.check))
	mux.HandleFunc("GET /outlets", s.page("outlets", s.outlets))
	mux.HandleFunc("GET /outlet/{name}", s.page("outlet", s.outlet))
	mux.HandleFunc("GET /archived/{capture}", s.archived)
	mux.HandleFunc("GET /static/{name}", s.asset)
	mux.HandleFunc("GET /", s.page("error", func(r *http.Request) (any, error) {
		return nil, fmt.Errorf("page %s: %w", r.URL.Path, corpus.ErrNotFound)
	}))
	return secure(twin(mux)), nil
}

// parse reads the templates, each page together with the frame and the parts that pages share.
func (s *Server) parse() error {
	s.pages = map[string]*template.Template{}
	names, err := assets.ReadDir("templates")
	if err != nil {
		return err
	}
	for _, n := range names {
		name := strings.TrimSuffix(n.Name(), ".html")
		if name == "frame" || name == "parts" {
			continue
		}
		t, err := template.New("frame.html").Funcs(funcs).ParseFS(assets, "templates/frame.html", "templates/parts.html", "templates/"+n.Name())
		if err != nil {
			return err
		}
		s.pages[name] = t
	}
	return nil
}

// A frame is what every template gets: the page, and what the frame around it needs.
type frame struct {
	Story string
	Style string // address of the style sheet
	Name  string // of the template
	Query string // in the search field
	Path  string
	Twin  template.URL // address of the JSON twin
	Page  any
}

type jsonKey struct{}

// twin lets an address that ends in .json answer with the page's data.
func twin(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		p := r.URL.Path
		if strings.HasPrefix(p, "/static/") || path.Ext(p) != ".json" {
			next.ServeHTTP(w, r)
			return
		}
		r2 := r.Clone(context.WithValue(r.Context(), jsonKey{}, true))
		r2.URL.Path = strings.TrimSuffix(p, ".json")
		if r2.URL.Path == "/index" {
			r2.URL.Path = "/"
		}
		r2.URL.RawPath = strings.TrimSuffix(r.URL.RawPath, ".json")
		next.ServeHTTP(w, r2)
	})
}

// secure sets the headers that keep hostile text harmless.
func secure(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		next.ServeHTTP(w, r)
	})
}

// page makes a handler of f, which fills the page struct of template name.
func (s *Server) page(name string, f func(*http.Request) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		name, status := name, http.StatusOK
		p, err := f(r)
		if err != nil {
			name, p, status = "error", s.problem(r, err), http.StatusInternalServerError
			if errors.Is(err, corpus.ErrNotFound) {
				status = http.StatusNotFound
			}
		} else if o, ok := p.(outcome); ok {
			status = o.status()
		}
		var b bytes.Buffer
		media := "text/html; charset=utf-8"
		if asJSON, _ := r.Context().Value(jsonKey{}).(bool); asJSON {
			media = "application/json; charset=utf-8"
			enc := json.NewEncoder(&b)
			enc.SetIndent("", " ")
			err = enc.Encode(p)
		} else {
			err = s.pages[name].Execute(&b, s.frame(r, name, p))
		}
		if err != nil {
			s.warn(r, err)
			http.Error(w, "this page could not be made", http.StatusInternalServerError)
			return
		}
		s.send(w, r, status, media, b.Bytes())
	}
}

// An outcome is a page that does not always answer with 200.
type outcome interface{ status() int }

func (s *Server) frame(r *http.Request, name string, p any) frame {
	twin := r.URL.EscapedPath() + ".json"
	if r.URL.Path == "/" {
		twin = "/index.json"
	}
	if r.URL.RawQuery != "" {
		twin += "?" + r.URL.Query().Encode()
	}
	return frame{Story: s.Story, Style: s.static["style.css"].url, Name: name, Query: r.URL.Query().Get("q"), Path: r.URL.Path, Twin: template.URL(twin), Page: p}
}

// An errorPage tells a reader what is wrong. Only "not found" is shown in detail.
type errorPage struct {
	Title string `json:"error"`
	Text  string `json:"detail,omitempty"`
}

func (s *Server) problem(r *http.Request, err error) errorPage {
	if errors.Is(err, corpus.ErrNotFound) {
		return errorPage{"Not found", err.Error()}
	}
	s.warn(r, err)
	return errorPage{Title: "Something went wrong", Text: "The log of hearsay serve says more."}
}

func (s *Server) warn(r *http.Request, err error) {
	if s.Log != nil && !errors.Is(err, context.Canceled) {
		s.Log.Warn("page", "url", r.URL.String(), "err", err)
	}
}

// outletURL returns the address of the page of an outlet.
func outletURL(name string) string { return "/outlet/" + url.PathEscape(name) }
