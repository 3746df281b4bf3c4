package web

import (
	"net/http"
	"slices"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

// An articlePage shows one article: its text with the claims in it, its metadata and its versions.
type articlePage struct {
	Article  corpus.Article   `json:"article"`
	Names    []string         `json:"names"` // addresses that lead to it
	Version  corpus.Version   `json:"version"`
	Mentions []corpus.Mention `json:"mentions"`
	Copies   []corpus.Article `json:"copies,omitempty"`
	CopyOf   *corpus.Article  `json:"copy_of,omitempty"`
	Blocks   []shownBlock     `json:"-"`
	Claims   []claimRow       `json:"claims"`
	Edits    []edit           `json:"edits"`
	Captures []corpus.Capture `json:"captures"`
}

type shownBlock struct {
	Kind  corpus.BlockKind
	Flag  string
	Runs  []Run
	Inner bool // body, headline or summary; the rest is folded away
}

// An edit is what changed in the text from one version to the next.
type edit struct {
	From     corpus.VersionID `json:"from"`
	To       corpus.VersionID `json:"to"`
	Between  [2]string        `json:"between"` // when it was last seen unchanged and first seen changed
	Passages []passage        `json:"passages"`
	Silent   bool             `json:"silent"` // the page prints no notice of it
}

type passage struct {
	Before []Run `json:"before"`
	After  []Run `json:"after"`
}

func (s *Server) article(r *http.Request) (any, error) {
	ctx := r.Context()
	a, err := s.Store.Article(ctx, r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	p := articlePage{Article: a}
	if p.Version, err = s.Store.Version(ctx, a.Latest); err != nil {
		return nil, err
	}
	if p.Names, err = s.Store.Names(ctx, a.ID); err != nil {
		return nil, err
	}
	claimOf := map[corpus.MentionID]corpus.ClaimID{}
	for c, err := range s.Store.ClaimsOf(ctx, a.ID) {
		if err != nil {
			return nil, err
		}
		for _, m := range c.Mentions {
			claimOf[m.ID] = c.ID
		}
		p.Claims = append(p.Claims, rowOf(&c))
	}
	for m, err := range s.Store.Mentions(ctx, a.ID) {
		if err != nil {
			return nil, err
		}
		p.Mentions = append(p.Mentions, m)
	}
	for c, err := range s.Store.Captures(ctx, a.ID) {
		if err != nil {
			return nil, err
		}
		p.Captures = append(p.Captures, c)
	}
	p.Blocks = p.show(claimOf)
	if err := s.copies(r, &p); err != nil {
		return nil, err
	}
	p.Edits, err = s.edits(r, a.ID)
	return p, err
}

// show cuts the blocks of the newest version into runs that link to claims, quotes marked apart.
func (p *articlePage) show(claimOf map[corpus.MentionID]corpus.ClaimID) []shownBlock {
	var marks []mark
	for _, m := range p.Mentions {
		if id, ok := claimOf[m.ID]; ok && m.Version == p.Version.ID {
			marks = append(marks, mark{m.Span, "claim", "/claim/" + string(id), ""})
		}
	}
	ex := &p.Version.Extraction
	var out []shownBlock
	for _, b := range ex.Blocks {
		if b.Valid(ex.Text) {
			out = append(out, shownBlock{b.Kind, b.Flag, runs(ex.Text, b.Span, marks), b.Kind.Mined()})
		}
	}
	return out
}

func (s *Server) copies(r *http.Request, p *articlePage) error {
	all, err := s.Store.Copies(r.Context())
	if err != nil {
		return err
	}
	if of, ok := all[p.Article.ID]; ok {
		a, err := s.Store.Article(r.Context(), string(of))
		if err != nil {
			return err
		}
		p.CopyOf = &a
	}
	for c, of := range all {
		if of != p.Article.ID {
			continue
		}
		a, err := s.Store.Article(r.Context(), string(c))
		if err != nil {
			return err
		}
		p.Copies = append(p.Copies, a)
	}
	slices.SortFunc(p.Copies, func(a, b corpus.Article) int { return a.Time.Earliest.Compare(b.Time.Earliest) })
	return nil
}

// edits compares each version of article a with the one before.
func (s *Server) edits(r *http.Request, a corpus.ArticleID) ([]edit, error) {
	var out []edit
	var before *corpus.Version
	for v, err := range s.Store.Versions(r.Context(), a) {
		if err != nil {
			return nil, err
		}
		full, err := s.Store.Version(r.Context(), v.ID)
		if err != nil {
			return nil, err
		}
		if before != nil {
			e := edit{From: before.ID, To: full.ID, Between: [2]string{
				before.LastSeen.Format("2 Jan 2006, 15:04 MST"), full.FirstSeen.Format("2 Jan 2006, 15:04 MST"),
			}}
			e.Passages = passages(before.Extraction.Text, full.Extraction.Text)
			e.Silent = len(full.Extraction.Notes) <= len(before.Extraction.Notes)
			out = append(out, e)
		}
		before = &full
	}
	return out, nil
}

// passages returns the sentences that differ between two texts, with the words that do marked.
func passages(a, b string) []passage {
	sa, sb := text.Sentences(a), text.Sentences(b)
	key := func(s string, ss []corpus.Span) map[string]int {
		m := map[string]int{}
		for _, x := range ss {
			m[x.Of(s)]++
		}
		return m
	}
	ka, kb := key(a, sa), key(b, sb)
	var oldOnes, newOnes []corpus.Span
	for _, x := range sa {
		if kb[x.Of(a)] == 0 {
			oldOnes = append(oldOnes, x)
		}
	}
	for _, x := range sb {
		if ka[x.Of(b)] == 0 {
			newOnes = append(newOnes, x)
		}
	}
	like := func(i, j int) float64 { return shared(oldOnes[i].Of(a), newOnes[j].Of(b)) }
	var out []passage
	for _, p := range text.Align(len(oldOnes), len(newOnes), like) {
		var before, after string
		if p.A >= 0 {
			before = oldOnes[p.A].Of(a)
		}
		if p.B >= 0 {
			after = newOnes[p.B].Of(b)
		}
		out = append(out, diffRuns(before, after))
	}
	return out
}

// shared returns which part of the words of two sentences they have in common, from 0 to 1.
func shared(a, b string) float64 {
	same, all := 0, 0
	for _, e := range text.Diff(a, b) {
		n := max(e.A.Len(), e.B.Len())
		all += n
		if e.Op == text.Same {
			same += n
		}
	}
	return float64(same) / float64(max(1, all))
}

// diffRuns marks in both sentences the words that the other has not.
func diffRuns(before, after string) passage {
	var ma, mb []mark
	for _, e := range text.Diff(before, after) {
		if e.Op == text.Same {
			continue
		}
		if e.A.Len() > 0 {
			ma = append(ma, mark{Span: e.A, class: "mark"})
		}
		if e.B.Len() > 0 {
			mb = append(mb, mark{Span: e.B, class: "mark"})
		}
	}
	return passage{runs(before, corpus.Span{End: len(before)}, ma), runs(after, corpus.Span{End: len(after)}, mb)}
}
