package sample

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"hearsay/corpus"
)

// A Truth is what the press says about one story, as a person has it: the claims, where each article has them from, and
// what was done to them on the way. It is read from data/truth, whose files explain their form.
//
// It is complete for claims that stand in more than one article, as far as its one annotator saw; a sentence that it does
// not list may still state something.
type Truth struct {
	Story       string
	Claims      []TrueClaim
	Edges       []TrueEdge
	Copies      []TrueEdge // near-identical reprints; each is an edge too
	Edits       []Edit
	Corrections []Edit
	Circles     [][]string // keys of articles: each has it from the next, the last from the first
}

// A TrueClaim is one claim with every sentence that states it.
type TrueClaim struct {
	Name     string
	Kind     corpus.MentionKind
	States   string // in the annotator's words
	Mentions []TrueMention
	Changes  []TrueChange
	Origin   string // the one article (its key) or unseen source that all mentions lead back to; empty where there are several
}

// A TrueMention is a sentence that states a claim.
type TrueMention struct {
	Article  *Article
	Variant  string // name of its wording within the claim
	Sentence string // a whole sentence of the article, byte for byte
	From     time.Time
	Until    time.Time // with From, when it is on the page; zero: always
}

// A TrueChange says how wording To differs from wording From, by types of the taxonomy.
type TrueChange struct {
	From, To         string // variants
	FromText, ToText string // the first sentence of each
	Directed         bool   // To comes from From; else it cannot be told
	Types            []string
}

// A TrueEdge says that Child has something from Parent: the key of an article, or the name of an unseen source.
type TrueEdge struct {
	Child, Parent string
	Unseen        bool
	Printed       bool // Child says so itself
}

// An Edit is a change that an article's text went through after publication.
type Edit struct {
	Article string
	Time    time.Time
}

// Taxonomy returns the types of change a wording can show, sorted, each with its meaning.
func Taxonomy() (types []string, meaning map[string]string, err error) {
	b, err := data.ReadFile("data/truth/taxonomy.txt")
	if err != nil {
		return nil, nil, err
	}
	meaning = map[string]string{}
	for l := range strings.Lines(string(b)) {
		if name, what, ok := strings.Cut(strings.TrimSpace(l), ": "); ok && !strings.HasPrefix(l, "#") {
			types = append(types, name)
			meaning[name] = what
		}
	}
	return types, meaning, nil
}

// ReadTruth reads the truth of a story of p and checks it: each sentence stands in its article, each name is known.
func ReadTruth(p *Press, name string) (*Truth, error) {
	file := path.Join("data", "truth", name+".txt")
	b, err := data.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("truth of %q: %w", name, corpus.ErrNotFound)
	}
	_, known, err := Taxonomy()
	if err != nil {
		return nil, err
	}
	r := truthReader{press: p, known: known, t: &Truth{Story: name}}
	s := bufio.NewScanner(bytes.NewReader(b))
	for n := 1; s.Scan(); n++ {
		l := strings.TrimSpace(s.Text())
		if l == "" || l[0] == '#' {
			continue
		}
		if err := r.line(l); err != nil {
			return nil, &corpus.LocError{Where: file, Line: n, Offset: -1, Err: err}
		}
	}
	if err := s.Err(); err != nil {
		return nil, &corpus.LocError{Where: file, Offset: -1, Err: err}
	}
	return r.t, nil
}

// A truthReader builds a Truth line by line.
type truthReader struct {
	press *Press
	known map[string]string
	t     *Truth
}

func (r *truthReader) line(l string) error {
	word, rest, _ := strings.Cut(l, " ")
	switch word {
	case "claim":
		return r.claim(rest)
	case "mention", "change", "differ", "origin":
		if len(r.t.Claims) == 0 {
			return errors.New(word + " before the first claim")
		}
		c := &r.t.Claims[len(r.t.Claims)-1]
		switch word {
		case "mention":
			return r.mention(c, rest)
		case "origin":
			origin, err := r.parent(rest)
			c.Origin = origin.Parent
			return err
		}
		return r.change(c, rest, word == "change")
	case "edge", "copy":
		return r.edge(rest, word == "copy", true)
	case "silent":
		return r.edge(strings.TrimPrefix(rest, "edge "), false, false)
	case "edit", "correction":
		return r.edit(rest, word == "correction")
	case "circle":
		keys := strings.Fields(rest)
		r.t.Circles = append(r.t.Circles, keys)
		return r.articles(keys...)
	}
	return fmt.Errorf("no such line: %s", word)
}

func (r *truthReader) claim(rest string) error {
	head, states, ok := strings.Cut(rest, ": ")
	name, kind, ok2 := strings.Cut(head, " ")
	k := corpus.MentionKind(kind)
	if !ok || !ok2 || k != corpus.FigureMention && k != corpus.QuoteMention && k != corpus.StatementMention {
		return fmt.Errorf("not a claim: %s", rest)
	}
	r.t.Claims = append(r.t.Claims, TrueClaim{Name: name, Kind: k, States: states})
	return nil
}

func (r *truthReader) mention(c *TrueClaim, rest string) error {
	head, sentence, _ := strings.Cut(rest, ": ")
	key, variant, _ := strings.Cut(head, " ")
	a := r.press.Article(key)
	if a == nil || variant == "" || sentence == "" {
		return fmt.Errorf("not a mention: %s", rest)
	}
	top := []Block{{Text: a.Title}, {Text: a.Standfirst}}
	for _, b := range append(top, a.Blocks...) {
		if strings.Contains(b.Text, sentence) {
			c.Mentions = append(c.Mentions, TrueMention{Article: a, Variant: variant, Sentence: sentence, From: b.From, Until: b.Until})
			return nil
		}
	}
	return fmt.Errorf("%s does not say: %s", key, sentence)
}

func (r *truthReader) change(c *TrueClaim, rest string, directed bool) error {
	sep := " ~ "
	if directed {
		sep = " -> "
	}
	pair, types, _ := strings.Cut(rest, ": ")
	from, to, _ := strings.Cut(pair, sep)
	ch := TrueChange{From: from, To: to, Directed: directed, Types: strings.Fields(types)}
	for _, name := range ch.Types {
		if r.known[name] == "" {
			return fmt.Errorf("no such type of change: %s", name)
		}
	}
	ch.FromText, ch.ToText = c.sentence(from), c.sentence(to)
	if ch.FromText == "" || ch.ToText == "" || len(ch.Types) == 0 {
		return fmt.Errorf("claim %s: not a change between two of its wordings: %s", c.Name, rest)
	}
	c.Changes = append(c.Changes, ch)
	return nil
}

// sentence returns the first sentence of variant, or "".
func (c *TrueClaim) sentence(variant string) string {
	for _, m := range c.Mentions {
		if m.Variant == variant {
			return m.Sentence
		}
	}
	return ""
}

func (r *truthReader) edge(rest string, isCopy, printed bool) error {
	child, parent, _ := strings.Cut(rest, " <- ")
	e, err := r.parent(parent)
	if err != nil {
		return err
	}
	e.Child, e.Printed = child, printed
	if isCopy {
		r.t.Copies = append(r.t.Copies, e)
	} else {
		r.t.Edges = append(r.t.Edges, e)
	}
	return r.articles(child)
}

// parent reads the key of an article, or "unseen NAME".
func (r *truthReader) parent(s string) (TrueEdge, error) {
	if name, ok := strings.CutPrefix(s, "unseen "); ok {
		return TrueEdge{Parent: name, Unseen: true}, nil
	}
	return TrueEdge{Parent: s}, r.articles(s)
}

func (r *truthReader) edit(rest string, noticed bool) error {
	key, when, _ := strings.Cut(rest, " ")
	t, err := time.Parse(time.RFC3339, when)
	if err != nil {
		return err
	}
	if noticed {
		r.t.Corrections = append(r.t.Corrections, Edit{key, t})
	} else {
		r.t.Edits = append(r.t.Edits, Edit{key, t})
	}
	return r.articles(key)
}

// articles checks that every key names an article.
func (r *truthReader) articles(keys ...string) error {
	for _, k := range keys {
		if r.press.Article(k) == nil {
			return fmt.Errorf("article %q: %w", k, corpus.ErrNotFound)
		}
	}
	return nil
}

// At returns the truth as it stands at time when: without what is not yet, or no longer, on its
// page.
func (t *Truth) At(when time.Time) *Truth {
	out := *t
	out.Claims = nil
	all := t.articles()
	there := func(key string) bool {
		return slices.ContainsFunc(all, func(a *Article) bool { return a.Key == key && !when.Before(a.Published) })
	}
	for _, c := range t.Claims {
		c.Mentions = slices.DeleteFunc(slices.Clone(c.Mentions), func(m TrueMention) bool {
			return when.Before(m.Article.Published) || when.Before(m.From) || !m.Until.IsZero() && !when.Before(m.Until)
		})
		c.Changes = slices.DeleteFunc(slices.Clone(c.Changes), func(ch TrueChange) bool {
			return c.sentence(ch.From) == "" || c.sentence(ch.To) == ""
		})
		if len(c.Mentions) > 0 {
			out.Claims = append(out.Claims, c)
		}
	}
	gone := func(e TrueEdge) bool { return !there(e.Child) || !e.Unseen && !there(e.Parent) }
	out.Edges = slices.DeleteFunc(slices.Clone(t.Edges), gone)
	out.Copies = slices.DeleteFunc(slices.Clone(t.Copies), gone)
	return &out
}

// articles returns the articles that the truth's mentions stand in.
func (t *Truth) articles() []*Article {
	var out []*Article
	for _, c := range t.Claims {
		for _, m := range c.Mentions {
			if !slices.Contains(out, m.Article) {
				out = append(out, m.Article)
			}
		}
	}
	return out
}
