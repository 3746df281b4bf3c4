package quote

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"hearsay/corpus"
)

// A Labelled is a text with the attributions that an annotator marked in it.
type Labelled struct {
	Text   string
	Quotes []Label
	Weight float64 // how much its attributions count when confidence is fitted
}

// A Label is an attribution as an annotator marked it. A span of no length stands for what is not there.
type Label struct {
	Content []corpus.Span // in order
	Cue     corpus.Span   // of a cue in parts, the first
	Speaker corpus.Span
}

// ReadMarked reads annotated passages, as testdata/own/README.md describes them: passages between blank lines, lines of
// comment that begin with #, and in the text marks such as {s1 She} {c1 said} {q1 it rained}, nested or side by side.
// What is said without marks of its own counts as one attribution for each id. An error names the first passage in which
// marks are not closed or not opened, hold no word or a space at an end, or give an attribution two sources or no content.
func ReadMarked(s string) ([]Labelled, error) {
	var out []Labelled
	var passage []string
	flush := func() error {
		if len(passage) == 0 {
			return nil
		}
		l, err := readPassage(strings.Join(passage, "\n"))
		if err != nil {
			return fmt.Errorf("passage %d, %.40q: %w", len(out)+1, passage[0], err)
		}
		out, passage = append(out, l), passage[:0]
		return nil
	}
	for line := range strings.Lines(s) {
		line = strings.TrimRight(line, "\r\n")
		switch {
		case strings.HasPrefix(line, "#"):
		case strings.TrimSpace(line) == "":
			if err := flush(); err != nil {
				return nil, err
			}
		default:
			passage = append(passage, line)
		}
	}
	return out, flush()
}

// A labelMark is a marked span of a passage: its letter (s, c or q) and the attributions that it belongs to.
type labelMark struct {
	corpus.Span
	part byte
	ids  string
}

// readPassage takes the marks out of s.
func readPassage(s string) (Labelled, error) {
	var b strings.Builder
	var stack []labelMark
	labels := map[string]*Label{}
	var order []string
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '{':
			head, _, ok := strings.Cut(s[i+1:], " ")
			if !ok || len(head) < 2 || strings.IndexByte("scq", head[0]) < 0 {
				return Labelled{}, fmt.Errorf("bad mark %.12q", s[i:])
			}
			stack = append(stack, labelMark{corpus.Span{Start: b.Len()}, head[0], head[1:]})
			i += 1 + len(head)
		case '}':
			if len(stack) == 0 {
				return Labelled{}, errors.New("} without {")
			}
			m := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			m.End = b.Len()
			if t := m.Of(b.String()); t != strings.TrimSpace(t) || strings.Trim(t, ",.;") == "" {
				return Labelled{}, fmt.Errorf("%c%s marks %q", m.part, m.ids, t)
			}
			for id := range strings.SplitSeq(m.ids, ",") {
				if labels[id] == nil {
					labels[id] = &Label{}
					order = append(order, id)
				}
				if err := labels[id].set(id, m); err != nil {
					return Labelled{}, err
				}
			}
		default:
			b.WriteByte(s[i])
		}
	}
	if len(stack) > 0 {
		return Labelled{}, errors.New("{ without }")
	}
	l := Labelled{Text: b.String(), Weight: 1}
	for _, id := range order {
		q := labels[id]
		if len(q.Content) == 0 {
			return Labelled{}, fmt.Errorf("%s has no content", id)
		}
		q.Content = joinParts(l.Text, q.Content)
		l.Quotes = append(l.Quotes, *q)
	}
	return l, nil
}

// set makes m a part of l, which is the attribution id.
func (l *Label) set(id string, m labelMark) error {
	if _, err := strconv.Atoi(id); err != nil {
		return fmt.Errorf("%q is no number", id)
	}
	switch {
	case m.part == 'q':
		l.Content = append(l.Content, m.Span)
	case m.part == 's' && l.Speaker.Len() > 0:
		return fmt.Errorf("%s has two speakers", id)
	case m.part == 's':
		l.Speaker = m.Span
	case l.Cue.Len() == 0:
		l.Cue = m.Span
	}
	return nil
}

// joinParts makes one span of parts that stand side by side, with no more than "and" or a mark between them.
func joinParts(s string, parts []corpus.Span) []corpus.Span {
	out := parts[:1]
	for _, p := range parts[1:] {
		last := &out[len(out)-1]
		switch strings.Trim(s[last.End:max(p.Start, last.End)], " ,;:–—") {
		case "", "and", "or", "but":
			last.End = p.End
		default:
			out = append(out, p)
		}
	}
	return out
}
