package quote

import (
	"errors"
	"fmt"
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
// What is said without marks of its own counts as one attribution for each id.
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

// readPassage takes the marks out of s.
func readPassage(s string) (Labelled, error) {
	type opened struct {
		part  byte
		ids   string
		start int
	}
	var b strings.Builder
	var stack []opened
	labels := map[string]*Label{}
	var order []string
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '{':
			head, _, ok := strings.Cut(s[i+1:], " ")
			if !ok || len(head) < 2 || strings.IndexByte("scq", head[0]) < 0 {
				return Labelled{}, fmt.Errorf("bad mark %.12q", s[i:])
			}
			stack = append(stack, opened{head[0], head[1:], b.Len()})
			i += 1 + len(head)
		case '}':
			if len(stack) == 0 {
				return Labelled{}, errors.New("} without {")
			}
			o := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			for id := range strings.SplitSeq(o.ids, ",") {
				if labels[id] == nil {
					labels[id] = &Label{}
					order = append(order, id)
				}
				labels[id].set(o.part, corpus.Span{Start: o.start, End: b.Len()})
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
		if q := labels[id]; len(q.Content) > 0 {
			q.Content = joinParts(l.Text, q.Content)
			l.Quotes = append(l.Quotes, *q)
		}
	}
	return l, nil
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

func (l *Label) set(part byte, sp corpus.Span) {
	switch {
	case part == 'q':
		l.Content = append(l.Content, sp)
	case part == 's' && l.Speaker.Len() == 0:
		l.Speaker = sp
	case part == 'c' && l.Cue.Len() == 0:
		l.Cue = sp
	}
}
