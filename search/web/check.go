package web

import (
	"errors"
	"fmt"
	"net/http"
	"strings"

	"hearsay/corpus"
	"hearsay/search"
)

// A checkPage holds a text that a reader pastes against the corpus. Nothing of it is kept. Its JSON twin takes the same
// form: curl -d text=... /check.json
type checkPage struct {
	Asked    string           `json:"text"`
	Problem  string           `json:"error,omitempty"`
	Passages []search.Check   `json:"passages,omitempty"`
	Known    int              `json:"known"` // passages that the corpus tells too
	Shown    []checkedPassage `json:"-"`
}

// A checkedPassage is one thing that the text says, beside the wordings of the corpus.
type checkedPassage struct {
	search.Check
	Sentence []Run
	Compare  []beside
}

// A beside is a wording of the corpus and what the text makes of it.
type beside struct {
	Name string
	comparison
}

// maxAsked is the length of the longest text that can be pasted, in bytes.
const maxAsked = 200_000

// status is 400 for a text that cannot be read.
func (p *checkPage) status() int {
	if p.Problem != "" {
		return http.StatusBadRequest
	}
	return http.StatusOK
}

func (s *Server) check(r *http.Request) (any, error) {
	if s.Searcher == nil || s.Read == nil {
		return nil, errors.New("texts cannot be checked here")
	}
	p := &checkPage{}
	r.Body = http.MaxBytesReader(nil, r.Body, 4*maxAsked) // a form is longer than what it holds
	if err := r.ParseForm(); err != nil {
		p.Problem = "The text could not be read: " + err.Error()
		return p, nil
	}
	if p.Asked = strings.ReplaceAll(r.Form.Get("text"), "\r\n", "\n"); strings.TrimSpace(p.Asked) == "" {
		return p, nil
	}
	if len(p.Asked) > maxAsked {
		p.Problem = fmt.Sprintf("The text is longer than %d bytes. hearsay check takes longer ones.", maxAsked)
		return p, nil
	}
	ms, err := s.Read(p.Asked)
	if err != nil {
		p.Problem = "The text could not be read: " + err.Error()
		return p, nil
	}
	if p.Passages, err = search.CheckAll(r.Context(), s.Searcher, s.Store, ms); err != nil {
		return nil, err
	}
	return p, s.beside(r, p, ms)
}

// beside fills in what the page shows of the passages, which are of ms.
func (s *Server) beside(r *http.Request, p *checkPage, ms []corpus.Mention) error {
	l := s.lookup(r.Context())
	byPlace := map[corpus.Span]*corpus.Mention{}
	for i := range ms { // they are looked up as if they were of the corpus
		byPlace[ms[i].Span] = &ms[i]
		l.mentions[ms[i].ID] = &ms[i]
		l.articles[string(ms[i].Article)] = &corpus.Article{ID: ms[i].Article, Outlet: "Your text"}
		l.texts[ms[i].Version] = p.Asked
	}
	for _, c := range p.Passages {
		m := byPlace[c.Span]
		row := checkedPassage{Check: c}
		at, err := l.place(m.ID)
		if err != nil {
			return err
		}
		row.Sentence = at.Sentence
		for _, w := range []struct {
			name string
			*search.Wording
		}{{"The closest wording in the corpus", c.Closest}, {"The earliest that was collected", c.Earliest}} {
			if w.Wording == nil {
				continue
			}
			a, err := l.mention(w.Mention)
			if err != nil {
				return err
			}
			if a == nil {
				continue // removed since
			}
			side, err := l.beside(a, m, w.Mutations)
			if err != nil {
				return err
			}
			side.Directed, side.To.Href, side.To.When = true, "#"+row.ID(), ""
			row.Compare = append(row.Compare, beside{w.name, side})
		}
		if c.Claim != nil {
			p.Known++
		}
		p.Shown = append(p.Shown, row)
	}
	return nil
}

// ID returns the anchor of the passage.
func (p checkedPassage) ID() string { return fmt.Sprintf("p%d", p.Start) }
