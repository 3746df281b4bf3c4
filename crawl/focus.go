package crawl

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
	"hearsay/crawl/frontier"
)

// A focus scores addresses before they are fetched and, where there is no Judge, pages after it.
type focus struct {
	terms     []focusTerm
	threshold float64
	from, to  time.Time
}

// A focusTerm is a term as it stands in folded text: its words in lower case with one space around each.
type focusTerm struct {
	folded string
	bytes  []byte // the same
	exact  string // as written, where capitals matter
	weight float64
}

func newFocus(s Story) *focus {
	f := &focus{threshold: s.Threshold, from: s.From}
	if !s.To.IsZero() {
		f.to = s.To.AddDate(0, 0, 1)
	}
	for _, t := range s.Terms {
		w := t.Weight
		if w == 0 {
			w = 1
		}
		ft := focusTerm{folded: fold(t.Text, true), weight: w}
		if hasAcronym(t.Text) {
			ft.exact = fold(t.Text, false)
		}
		if ft.bytes = []byte(ft.folded); strings.TrimSpace(ft.folded) != "" {
			f.terms = append(f.terms, ft)
		}
	}
	return f
}

// hasAcronym reports whether s holds a word of capitals, such as ICE, which means something else in small letters.
func hasAcronym(s string) bool {
	for _, w := range strings.Fields(s) {
		if utf8.RuneCountInString(w) > 1 && strings.ToUpper(w) == w && strings.ToLower(w) != w {
			return true
		}
	}
	return false
}

// fold returns the words of s, each with a space before it and one at the end. An apostrophe separates words.
func fold(s string, lower bool) string {
	return string(appendFold(make([]byte, 0, len(s)+2), s, lower))
}

func appendFold(b []byte, s string, lower bool) []byte {
	b = append(b, ' ')
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			i += n
			switch {
			case !unicode.IsLetter(r) && !unicode.IsDigit(r):
				b = appendSpace(b)
			case lower:
				b = utf8.AppendRune(b, unicode.ToLower(r))
			default:
				b = utf8.AppendRune(b, r)
			}
			continue
		}
		i++
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			b = append(b, c)
		case 'A' <= c && c <= 'Z':
			if lower {
				c += 'a' - 'A'
			}
			b = append(b, c)
		default:
			b = appendSpace(b)
		}
	}
	return appendSpace(b)
}

func appendSpace(b []byte) []byte {
	if b[len(b)-1] == ' ' {
		return b
	}
	return append(b, ' ')
}

// about returns the sum of the weights of the terms in prose, and which ones they are.
func (f *focus) about(prose string) (sum float64, which []string) {
	low := fold(prose, true)
	exact := ""
	for _, t := range f.terms {
		if !strings.Contains(low, t.folded) {
			continue
		}
		if t.exact != "" {
			if exact == "" {
				exact = fold(prose, false)
			}
			if !strings.Contains(exact, t.exact) {
				continue
			}
		}
		sum += t.weight
		which = append(which, strings.TrimSpace(t.folded))
	}
	return sum, which
}

// hint returns how far text and address speak for a link, 0 to 2: 1 is as much as a page needs.
func (f *focus) hint(text, url string) float64 {
	if len(f.terms) == 0 {
		return 0
	}
	var scratch [512]byte
	both := appendFold(appendFold(scratch[:0], text, true), pathOf(url), true)
	var sum float64
	for _, t := range f.terms {
		if !bytes.Contains(both, t.bytes) {
			continue
		}
		switch inText := strings.Contains(fold(text, true), t.folded); {
		case inText && (t.exact == "" || strings.Contains(fold(text, false), t.exact)), !inText && t.exact == "":
			sum += t.weight
		case !inText:
			sum += t.weight / 2 // addresses have no capitals
		}
	}
	return min(max(sum/f.threshold, -1), 2)
}

func pathOf(url string) string {
	if i := strings.Index(url, "://"); i >= 0 {
		if j := strings.IndexByte(url[i+3:], '/'); j >= 0 {
			return url[i+3+j:]
		}
	}
	return ""
}

// when scores a date of publication: within the story's days it speaks for a link, outside against it.
func (f *focus) when(t time.Time) float64 {
	switch {
	case t.IsZero() || f.from.IsZero() && f.to.IsZero():
		return 0
	case !f.from.IsZero() && t.Before(f.from.AddDate(0, 0, -1)), !f.to.IsZero() && t.After(f.to.AddDate(0, 0, 1)):
		return -2
	}
	return 1
}

// The weights below were chosen on simulated webs (TestFocus) and hold over webs made with other seeds and sizes.

// A lead is what is known of a link before it is fetched.
type lead struct {
	url    string
	text   string    // anchor text, title, summary
	date   time.Time // of publication, where a feed or the address says
	parent float64   // how much the page it is on is about the story, 0 to 1
	feed   bool      // a feed or sitemap names it
	cited  bool      // a page of the corpus gives it as a source
	depth  int

	hint    float64 // see focus.hint
	promise float64 // see traps.promise
}

// trust is how much the page that a link is on counts: a link that does not name the story gets less of it.
func (l *lead) trust() float64 {
	if l.hint > 0 {
		return 2
	}
	return 1.5
}

// score returns the priority of a link. The parts are on one scale: one is as much as a day that fits.
func (f *focus) score(l lead) float32 {
	s := 3*l.hint + l.trust()*l.parent + l.promise + f.when(l.date) - 0.1*float64(min(l.depth, 10))
	if l.feed {
		s += 0.5
	}
	if l.cited {
		s += 3
	}
	return float32(s)
}

// dateIn reads the date in an address such as /2026/02/16/ or /2026-02-16-; zero where there is none.
func dateIn(url string) time.Time {
	p := pathOf(url)
	for i := 0; i+7 <= len(p); i++ {
		if p[i] != '2' && p[i] != '1' || i > 0 && isDigit(p[i-1]) || !isDigit(p[i+1]) || !isDigit(p[i+3]) {
			continue
		}
		for _, layout := range []string{"2006/01/02", "2006-01-02", "20060102", "2006/01", "2006-01"} {
			if i+len(layout) > len(p) || i+len(layout) < len(p) && isDigit(p[i+len(layout)]) {
				continue
			}
			if t, err := time.Parse(layout, p[i:i+len(layout)]); err == nil && t.Year() > 1989 && t.Year() < 2100 {
				if len(layout) == 7 {
					t = t.AddDate(0, 0, 14) // the middle of the month
				}
				return t
			}
		}
	}
	return time.Time{}
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// Judge makes a focus a [Judge]: it looks for the story's terms in the text outside of links.
func (f *focus) Judge(_ context.Context, p *corpus.Page) (Verdict, error) {
	if len(f.terms) == 0 {
		return Verdict{Keep: true, Score: 1, Why: "the story has no terms"}, nil
	}
	sum, which := f.about(prose(toUTF8(p.Body, p.MediaType), 1<<20))
	v := Verdict{Score: min(max(sum/(2*f.threshold), 0), 1), Keep: sum >= f.threshold}
	v.Why = fmt.Sprintf("terms add up to %.3g of %.3g: %s", sum, f.threshold, strings.Join(which, ", "))
	return v, nil
}

// kindBonus puts what leads to articles before articles of the same promise.
func kindBonus(k frontier.Kind) float32 {
	switch k {
	case frontier.Seed:
		return 100
	case frontier.Feed:
		return 4
	case frontier.Sitemap:
		return 2
	}
	return 0
}
