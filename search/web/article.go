package web

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"hearsay/corpus"
)

// An articlePage shows one article: its text with the claims in it, its metadata and its versions.
type articlePage struct {
	Article  corpus.Article   `json:"article"`
	Names    []string         `json:"names"` // addresses that lead to it
	Version  corpus.Version   `json:"version"`
	Mentions []corpus.Mention `json:"mentions"`
	Copies   []corpus.Article `json:"copies,omitempty"`
	CopyOf   *corpus.Article  `json:"copy_of,omitempty"`
	Claims   claimRows        `json:"claims"`
	Edits    []edit           `json:"edits"`
	Captures []corpus.Capture `json:"captures"`
	Headline *shownBlock      `json:"-"` // the headline, where the text begins with it
	Blocks   []shownBlock     `json:"-"` // body and summary
	Outside  []shownBlock     `json:"-"` // what else the page says
	Cited    []citedSource    `json:"-"`
	Earlier  []place          `json:"-"` // mentions that only older versions have
	Machine  bool             `json:"-"` // some block says that a machine wrote it
}

func (s *Server) article(r *http.Request) (any, error) {
	ctx := r.Context()
	a, err := s.Store.Article(ctx, r.PathValue("id"))
	if err != nil {
		return nil, err
	}
	p := &articlePage{Article: a, Mentions: []corpus.Mention{}, Claims: claimRows{}, Captures: []corpus.Capture{}}
	versions, err := s.versions(ctx, a.ID)
	if err != nil {
		return nil, err
	}
	if len(versions) == 0 {
		return nil, fmt.Errorf("text of article %s: %w", a.ID, corpus.ErrNotFound)
	}
	p.Version, p.Edits = versions[len(versions)-1], edits(versions)
	if p.Names, err = s.Store.Names(ctx, a.ID); err != nil {
		return nil, err
	}
	claimOf, err := s.statedIn(ctx, p)
	if err != nil {
		return nil, err
	}
	for c, err := range s.Store.Captures(ctx, a.ID) {
		if err != nil {
			return nil, err
		}
		p.Captures = append(p.Captures, c)
	}
	if err := p.show(s.lookup(ctx), claimOf); err != nil {
		return nil, err
	}
	if err := s.copies(ctx, p); err != nil {
		return nil, err
	}
	p.Cited = citedIn(p.Version.Extraction.Citations)
	return p, nil
}

// statedIn reads the claims and mentions of p's article, and which mention belongs to which claim.
func (s *Server) statedIn(ctx context.Context, p *articlePage) (map[corpus.MentionID]*claimRow, error) {
	claimOf := map[corpus.MentionID]*claimRow{}
	for c, err := range s.Store.ClaimsOf(ctx, p.Article.ID) {
		if err != nil {
			return nil, err
		}
		row := rowOf(&c)
		for _, m := range c.Mentions {
			claimOf[m.ID] = &row
		}
		p.Claims = append(p.Claims, row)
	}
	for m, err := range s.Store.Mentions(ctx, p.Article.ID) {
		if err != nil {
			return nil, err
		}
		p.Mentions = append(p.Mentions, m)
	}
	return claimOf, nil
}

// A shownBlock is a passage of the article, cut into sentences that can be linked to.
type shownBlock struct {
	Kind   corpus.BlockKind
	Flag   string
	Pieces []piece
}

// A piece is a sentence with mentions in it, or what stands between two of them.
type piece struct {
	Sentence bool
	Runs     []Run
}

// Shared returns the claims that other outlets carry too.
func (p *articlePage) Shared() []claimRow { return p.Claims.shared() }

// Alone returns the claims that only this outlet carries.
func (p *articlePage) Alone() []claimRow { return p.Claims.alone() }

// show cuts the newest version into blocks, sentences and runs that link to claims, and lists what only older ones say.
func (p *articlePage) show(l *lookup, claimOf map[corpus.MentionID]*claimRow) error {
	l.know(p.Mentions)
	var marks []mark
	var sentences []corpus.Span
	for _, m := range p.Mentions {
		c := claimOf[m.ID]
		if m.Version != p.Version.ID {
			if c == nil {
				continue
			}
			at, err := l.place(m.ID)
			if err != nil {
				return err
			}
			at.Href = "/claim/" + string(c.ID)
			p.Earlier = append(p.Earlier, at)
			continue
		}
		marks = append(marks, claimMark(&m, c))
		sentences = append(sentences, corpus.Span{Start: min(m.Start, m.Sentence.Start), End: max(m.End, m.Sentence.End)})
	}
	p.cut(joinSpans(sentences), marks)
	return nil
}

// cut sorts the blocks of the newest version.
func (p *articlePage) cut(sentences []corpus.Span, marks []mark) {
	ex := &p.Version.Extraction
	for _, b := range ex.Blocks {
		if !b.Valid(ex.Text) {
			continue
		}
		sb := shownBlock{b.Kind, b.Flag, pieces(ex.Text, b.Span, sentences, marks)}
		p.Machine = p.Machine || b.Flag == "machine"
		switch {
		case b.Kind == corpus.Headline && p.Headline == nil && len(p.Blocks) == 0:
			p.Headline = &sb
		case b.Kind.Mined():
			p.Blocks = append(p.Blocks, sb)
		default:
			p.Outside = append(p.Outside, sb)
		}
	}
}

// claimMark links m to the claim that it belongs to, if any, and leaves its anchor.
func claimMark(m *corpus.Mention, c *claimRow) mark {
	k := mark{Span: m.Span, id: string(m.ID)}
	if c != nil {
		k.class, k.href, k.title = "claim", "/claim/"+string(c.ID), carriedBy(c)
		if c.Outlets > 1 {
			k.class = "claim many"
		}
	}
	return k
}

func carriedBy(c *claimRow) string {
	if c.Outlets < 2 {
		return "a claim that only this outlet carries"
	}
	return "carried by " + count(c.Outlets, "outlet") + " in " + count(c.Wordings, "wording")
}

// joinSpans sorts spans and joins those that overlap.
func joinSpans(spans []corpus.Span) []corpus.Span {
	slices.SortFunc(spans, func(a, b corpus.Span) int { return a.Start - b.Start })
	var out []corpus.Span
	for _, s := range spans {
		if n := len(out); n > 0 && s.Start < out[n-1].End {
			out[n-1].End = max(out[n-1].End, s.End)
			continue
		}
		out = append(out, s)
	}
	return out
}

// pieces cuts block into the sentences and what stands between them.
func pieces(full string, block corpus.Span, sentences []corpus.Span, marks []mark) []piece {
	var inside []mark
	for _, m := range marks {
		if m.Overlaps(block) {
			inside = append(inside, m)
		}
	}
	var out []piece
	at := block.Start
	for _, s := range sentences {
		s.Start, s.End = max(s.Start, at), min(s.End, block.End)
		if s.Len() <= 0 {
			continue
		}
		if at < s.Start {
			out = append(out, piece{false, runs(full, corpus.Span{Start: at, End: s.Start}, nil)})
		}
		out = append(out, piece{true, runs(full, s, inside)})
		at = s.End
	}
	if at < block.End {
		out = append(out, piece{false, runs(full, corpus.Span{Start: at, End: block.End}, nil)})
	}
	return out
}

// copies reads which articles are near-identical to p's.
func (s *Server) copies(ctx context.Context, p *articlePage) error {
	all, err := s.Store.Copies(ctx)
	if err != nil {
		return err
	}
	if of, ok := all[p.Article.ID]; ok {
		a, err := s.Store.Article(ctx, string(of))
		if err != nil {
			return err
		}
		p.CopyOf = &a
	}
	for c, of := range all {
		if of != p.Article.ID {
			continue
		}
		a, err := s.Store.Article(ctx, string(c))
		if err != nil {
			return err
		}
		p.Copies = append(p.Copies, a)
	}
	slices.SortFunc(p.Copies, func(a, b corpus.Article) int { return a.Time.Earliest.Compare(b.Time.Earliest) })
	return nil
}

// A citedSource is a source that an article names, and how often.
type citedSource struct {
	Name, Kind, Href string
	Times            int
}

// citedIn lists the sources that cs name, each once, in the order of the text.
func citedIn(cs []corpus.Citation) []citedSource {
	var out []citedSource
	for _, c := range cs {
		for _, name := range c.Sources {
			i := slices.IndexFunc(out, func(o citedSource) bool { return o.Name == name })
			if i < 0 {
				i = len(out)
				out = append(out, citedSource{Name: name, Kind: c.Kind})
			}
			out[i].Times++
			if out[i].Href == "" && len(c.Sources) == 1 {
				out[i].Href = c.Href
			}
		}
	}
	return out
}
