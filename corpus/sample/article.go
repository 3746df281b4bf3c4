package sample

import (
	"errors"
	"fmt"
	"html"
	"html/template"
	"net/url"
	"path"
	"strings"
	"time"

	"hearsay/corpus"
)

// An Article is one article of the press as its file has it.
//
// The file begins with lines "field: value" up to a blank line: title, path, story and published, and, where the article
// has them, updated, byline (names parted by semicolons), section, standfirst, credit (the agency), paywall.
// Then come the blocks, parted by blank lines. What a block is, its first characters say:
//
//	## subhead    > block quote    >> pull quote    * list item    % key point    ! caption    ~ correction    | table row
//
// and anything else is a paragraph. List items, key points and rows follow each other without a blank line. [words](target) is a link; a target without :// is the key of another article. Lines
// before a block's text that begin with @ say more: "@from TIME" and "@until TIME" when it is on the page, "@post NAME,
// TIME" that a forum post by NAME begins with it.
type Article struct {
	Key        string // outlet folder and file name: wire/ice-1
	Outlet     *Outlet
	Story      string // ice-cloud or ferry; empty for an article of neither
	Title      string
	Path       string // of its address
	Published  time.Time
	Updated    time.Time // zero unless the page says that it was updated
	Byline     []string
	Section    string
	Standfirst string
	Credit     string // the agency it is from
	Paywall    bool   // only the first paragraph is shown
	Blocks     []Block
}

// A Block is one block of an article. Its Text is what a reader sees; Links are spans of it.
type Block struct {
	Kind  corpus.BlockKind
	Text  string
	Links []corpus.Link
	From  time.Time // not on the page before; zero: always
	Until time.Time // no longer on the page from then on; zero: never
	Post  string    // name of who posts it, on the first block of a forum post
	Time  time.Time // of the post
}

// URL returns the address of a.
func (a *Article) URL() string { return "http://" + a.Outlet.Host + a.Path }

// At returns the blocks that are on the page at time t.
func (a *Article) At(t time.Time) []Block {
	var out []Block
	for _, b := range a.Blocks {
		if !t.Before(b.From) && (b.Until.IsZero() || t.Before(b.Until)) {
			out = append(out, b)
		}
	}
	return out
}

// Text returns what a reader sees of a at time t: title, standfirst and blocks, with a blank line between them.
func (a *Article) Text(t time.Time) string {
	parts := []string{a.Title}
	if a.Standfirst != "" {
		parts = append(parts, a.Standfirst)
	}
	for _, b := range a.At(t) {
		parts = append(parts, b.Text)
	}
	return strings.Join(parts, "\n\n")
}

// HTML returns the text of b with its links as elements.
func (b Block) HTML() template.HTML {
	var s strings.Builder
	last := 0
	for _, l := range b.Links {
		s.WriteString(html.EscapeString(b.Text[last:l.Start]))
		fmt.Fprintf(&s, `<a href="%s">%s</a>`, html.EscapeString(l.Href), html.EscapeString(l.Of(b.Text)))
		last = l.End
	}
	s.WriteString(html.EscapeString(b.Text[last:]))
	return template.HTML(s.String()) // built from escaped parts
}

// marks are the characters a block begins with, longest first.
var marks = []struct {
	mark string
	kind corpus.BlockKind
}{
	{">> ", corpus.PullQuote},
	{"> ", corpus.BlockQuote},
	{"## ", corpus.Subhead},
	{"* ", corpus.List},
	{"% ", corpus.Summary},
	{"! ", corpus.Caption},
	{"~ ", corpus.Correction},
	{"| ", corpus.Table},
}

// parseArticle reads the file of an article of outlet o. name is its path below data.
func parseArticle(o *Outlet, name string, text string) (*Article, error) {
	a := &Article{Key: o.Key + "/" + strings.TrimSuffix(path.Base(name), ".txt"), Outlet: o}
	line := 1
	fail := func(err error) error { return &corpus.LocError{Where: name, Line: line, Offset: -1, Err: err} }
	head, body, ok := strings.Cut(text, "\n\n")
	if !ok {
		return nil, fail(errors.New("no blank line after the fields"))
	}
	for l := range strings.SplitSeq(head, "\n") {
		if err := a.setField(l); err != nil {
			return nil, fail(err)
		}
		line++
	}
	if a.Title == "" || a.Path == "" || a.Published.IsZero() {
		return nil, fail(errors.New("title, path and published are needed"))
	}
	line++
	for chunk := range strings.SplitSeq(body, "\n\n") {
		if strings.TrimSpace(chunk) != "" {
			blocks, err := parseBlocks(strings.Trim(chunk, "\n"))
			if err != nil {
				return nil, fail(err)
			}
			a.Blocks = append(a.Blocks, blocks...)
		}
		line += strings.Count(chunk, "\n") + 2
	}
	return a, nil
}

func (a *Article) setField(l string) (err error) {
	field, value, ok := strings.Cut(l, ": ")
	if !ok {
		return fmt.Errorf("%q is not a field", l)
	}
	switch value = strings.TrimSpace(value); field {
	case "title":
		a.Title = value
	case "path":
		a.Path = value
	case "story":
		a.Story = value
	case "published":
		a.Published, err = time.Parse(time.RFC3339, value)
	case "updated":
		a.Updated, err = time.Parse(time.RFC3339, value)
	case "byline":
		a.Byline = strings.Split(value, "; ")
	case "section":
		a.Section = value
	case "standfirst":
		a.Standfirst = value
	case "credit":
		a.Credit = value
	case "paywall":
		a.Paywall = value == "yes"
	default:
		err = fmt.Errorf("no such field: %s", field)
	}
	return err
}

// parseBlocks reads a chunk: one block, or a run of list items, key points or rows, one on each line.
func parseBlocks(chunk string) ([]Block, error) {
	chunks := []string{chunk}
	if strings.ContainsAny(chunk[:1], "*%|") {
		chunks = strings.Split(chunk, "\n")
	}
	var out []Block
	for _, c := range chunks {
		b, err := parseBlock(c)
		if err != nil {
			return nil, err
		}
		out = append(out, b)
	}
	return out, nil
}

func parseBlock(chunk string) (b Block, err error) {
	for strings.HasPrefix(chunk, "@") {
		l, rest, _ := strings.Cut(chunk, "\n")
		word, value, _ := strings.Cut(l, " ")
		switch word {
		case "@from":
			b.From, err = time.Parse(time.RFC3339, value)
		case "@until":
			b.Until, err = time.Parse(time.RFC3339, value)
		case "@post":
			name, when, _ := strings.Cut(value, ", ")
			b.Post = name
			b.Time, err = time.Parse(time.RFC3339, when)
			b.From = b.Time
		default:
			err = fmt.Errorf("no such mark: %s", word)
		}
		if err != nil {
			return b, err
		}
		chunk = rest
	}
	b.Kind = corpus.Para
	for _, m := range marks {
		if rest, ok := strings.CutPrefix(chunk, m.mark); ok {
			b.Kind, chunk = m.kind, rest
			break
		}
	}
	return b, b.setText(strings.ReplaceAll(chunk, "\n", " "))
}

// setText takes the links out of s.
func (b *Block) setText(s string) error {
	var out strings.Builder
	for {
		open := strings.IndexByte(s, '[')
		if open < 0 {
			break
		}
		words, rest, ok1 := strings.Cut(s[open+1:], "](")
		href, rest, ok2 := strings.Cut(rest, ")")
		if !ok1 || !ok2 || strings.ContainsAny(words, "[]") {
			return fmt.Errorf("a link is not closed: %s", s[open:])
		}
		if _, err := url.Parse(href); err != nil {
			return err
		}
		out.WriteString(s[:open])
		span := corpus.Span{Start: out.Len(), End: out.Len() + len(words)}
		out.WriteString(words)
		b.Links = append(b.Links, corpus.Link{Span: span, Href: href})
		s = rest
	}
	out.WriteString(s)
	b.Text = out.String()
	return nil
}
