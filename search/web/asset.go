package web

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"mime"
	"net/http"
	"path"
	"strings"
	"time"

	"hearsay/corpus"
)

//go:embed templates static
var assets embed.FS

// A file is one of static/. Its address holds a hash of its content, so that browsers may keep it for good.
type file struct {
	url, tag, media string
	body            []byte
}

func readStatic() (map[string]file, error) {
	entries, err := assets.ReadDir("static")
	if err != nil {
		return nil, err
	}
	out := map[string]file{}
	for _, e := range entries {
		body, err := assets.ReadFile("static/" + e.Name())
		if err != nil {
			return nil, err
		}
		tag := etag(body)
		out[e.Name()] = file{
			url: "/static/" + e.Name() + "?v=" + strings.Trim(tag, `"`), tag: tag, media: mime.TypeByExtension(path.Ext(e.Name())), body: body,
		}
	}
	return out, nil
}

// asset answers with a file of static/.
func (s *Server) asset(w http.ResponseWriter, r *http.Request) {
	f, ok := s.static[r.PathValue("name")]
	if !ok {
		s.page("error", func(*http.Request) (any, error) {
			return nil, fmt.Errorf("file %s: %w", r.URL.Path, corpus.ErrNotFound)
		})(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", f.media)
	h.Set("ETag", f.tag)
	h.Set("Cache-Control", "no-cache")
	if r.URL.Query().Get("v") == strings.Trim(f.tag, `"`) {
		h.Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(f.body))
}

// send answers with body. A page may be kept, but must be asked for each time: the answer is 304 while it is the same.
func (s *Server) send(w http.ResponseWriter, r *http.Request, status int, media string, body []byte) {
	h := w.Header()
	h.Set("Content-Type", media)
	h.Set("Cache-Control", "no-cache")
	if status == http.StatusOK {
		h.Set("ETag", etag(body))
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
		return
	}
	w.WriteHeader(status)
	if _, err := w.Write(body); err != nil {
		s.warn(r, err)
	}
}

func etag(b []byte) string {
	sum := sha256.Sum256(b)
	return `"` + hex.EncodeToString(sum[:8]) + `"`
}
