package web

import (
	"errors"
	"fmt"
	"net/http"

	"hearsay/corpus"
)

// archived answers with the bytes of a capture as they were fetched, as plain text: a page in the archive is evidence to
// read, never a page to run.
func (s *Server) archived(w http.ResponseWriter, r *http.Request) {
	body, err := s.capture(r)
	if err != nil {
		status := http.StatusInternalServerError
		if errors.Is(err, corpus.ErrNotFound) {
			status = http.StatusNotFound
		} else {
			s.warn(r, err)
		}
		http.Error(w, http.StatusText(status), status)
		return
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Content-Disposition", "inline")
	if _, err := w.Write(body); err != nil {
		s.warn(r, err)
	}
}

func (s *Server) capture(r *http.Request) ([]byte, error) {
	id := r.PathValue("capture")
	if s.Archive == nil {
		return nil, fmt.Errorf("archive: %w", corpus.ErrNotFound)
	}
	c, err := s.Store.Capture(r.Context(), corpus.CaptureID(id))
	if err != nil {
		return nil, err
	}
	p, err := s.Archive.Page(r.Context(), c)
	if err != nil {
		return nil, err
	}
	return p.Body, nil
}
