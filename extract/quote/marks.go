package quote

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
)

// A region is a passage between quotation marks, marks included. Regions do not overlap; marks inside a region are
// part of it.
type region struct {
	corpus.Span
	body   corpus.Span // without the marks
	single bool        // single marks
	open   bool        // not closed in its paragraph
	cont   bool        // goes on with the region before, which was left open
	block  bool        // a block quotation, without marks
}

// A mark is one quotation mark.
type mark struct {
	corpus.Span
	opens, closes bool
	single        bool
}

// regions returns the quoted regions of s in order. Paragraphs end at line breaks. Curly marks and guillemets say
// themselves whether they open or close; straight ones by what stands beside them. A region that is not closed in its
// paragraph runs to the paragraph's end if it began the paragraph or if the next paragraph begins with a mark, which is
// how news sets a quotation of several paragraphs; else the mark is an error and is left alone. Single marks count only
// outside double ones.
func regions(s string) []region {
	var out []region
	var ms []mark
	for start := 0; start < len(s); {
		end := start + strings.IndexByte(s[start:], '\n')
		if end < start {
			end = len(s)
		}
		if strings.TrimSpace(s[start:end]) != "" {
			ms = marksIn(ms[:0], s, start, end)
			out = paragraph(out, s, start, end, ms)
		}
		start = end + 1
	}
	return out
}

// withBlocks adds to rs the blocks that the page sets as quotations, whole; marks inside them are part of them.
func withBlocks(rs []region, s string, blocks []corpus.Block) []region {
	var out []region
	for _, b := range blocks {
		if b.Kind == corpus.BlockQuote && b.Valid(s) && strings.TrimSpace(b.Of(s)) != "" {
			out = append(out, region{Span: b.Span, body: b.Span, block: true})
		}
	}
	if len(out) == 0 {
		return rs
	}
	quoted := out
	for _, r := range rs {
		if !crosses(quoted, r.Span) {
			out = append(out, r)
		}
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Start < out[j].Start })
	return out
}

// paragraph appends the regions of the paragraph s[start:end] with the marks ms.
func paragraph(out []region, s string, start, end int, ms []mark) []region {
	first := len(out)
	end = start + len(strings.TrimRightFunc(s[start:end], unicode.IsSpace))
	begin := start + len(s[start:end]) - len(strings.TrimLeftFunc(s[start:end], unicode.IsSpace))
	cont := first > 0 && out[first-1].open && len(ms) > 0 && ms[0].Start == begin && !ms[0].single
	for i := 0; i < len(ms); i++ {
		m := ms[i]
		if !m.opens || m.single {
			continue
		}
		j := closing(ms, i)
		r := region{Span: corpus.Span{Start: m.Start, End: end}, body: corpus.Span{Start: m.End, End: end}}
		if j >= 0 {
			r.End, r.body.End = ms[j].End, ms[j].Start
			i = j
		} else if m.Start == begin || opensNext(s, end) {
			r.open = true
			i = len(ms)
		} else {
			continue
		}
		if r.body.Len() > 0 {
			out = append(out, r)
		}
	}
	if cont && len(out) > first {
		out[first].cont = true
	}
	return singles(out, first, s, ms)
}

// closing returns the index of the mark that closes the one at i, or -1.
func closing(ms []mark, i int) int {
	depth := 0
	for j := i; j < len(ms); j++ {
		switch {
		case ms[j].single:
		case ms[j].opens && (j == i || !ms[j].closes):
			depth++
		case ms[j].closes:
			if depth--; depth == 0 {
				return j
			}
		}
	}
	if depth <= 1 {
		return -1
	}
	for j := i + 1; j < len(ms); j++ { // one was never closed: the first that closes will do
		if ms[j].closes && !ms[j].single {
			return j
		}
	}
	return -1
}

// singles adds the regions between single marks that lie outside the regions out[first:]. One that opens before a double
// mark and closes behind its pair, as British papers set quotations, takes that region's place.
func singles(out []region, first int, s string, ms []mark) []region {
	double := append([]region(nil), out[first:]...)
	for i := 0; i < len(ms); i++ {
		if !ms[i].single || !ms[i].opens || inRegion(double, ms[i].Start) {
			continue
		}
		j := closingSingle(double, s, ms, i)
		if j < 0 {
			continue
		}
		r := region{Span: corpus.Span{Start: ms[i].Start, End: ms[j].End}, body: corpus.Span{Start: ms[i].End, End: ms[j].Start}, single: true}
		if r.body.Len() == 0 || cut(double, r.Span) {
			continue
		}
		kept := out[:first]
		for _, d := range out[first:] {
			if !r.Contains(d.Span) {
				kept = append(kept, d)
			}
		}
		out = append(kept, r)
		i = j
	}
	rs := out[first:]
	sort.Slice(rs, func(i, j int) bool { return rs[i].Start < rs[j].Start })
	return out
}

// closingSingle returns the index of the single mark that closes the one at i, or -1: the first that can, or if that may
// be the apostrophe of a plural ("the dogs' favourite,'") a later one behind a comma or stop.
func closingSingle(double []region, s string, ms []mark, i int) int {
	best := -1
	for j := i + 1; j < len(ms); j++ {
		if inRegion(double, ms[j].Start) || !ms[j].single {
			continue
		}
		if ms[j].opens && !ms[j].closes {
			break
		}
		switch before := s[ms[j].Start-1]; {
		case strings.IndexByte(",.?!", before) >= 0 && best >= 0:
			return j
		case best >= 0:
		case before == 's' && strings.HasPrefix(s[ms[j].End:], " "):
			best = j
		default:
			return j
		}
	}
	return best
}

// cut reports whether s cuts one of rs in two.
func cut(rs []region, s corpus.Span) bool {
	for _, r := range rs {
		if r.Overlaps(s) && !s.Contains(r.Span) {
			return true
		}
	}
	return false
}

func inRegion(rs []region, pos int) bool {
	for _, r := range rs {
		if r.Start <= pos && pos < r.End {
			return true
		}
	}
	return false
}

func crosses(rs []region, s corpus.Span) bool {
	for _, r := range rs {
		if r.Overlaps(s) {
			return true
		}
	}
	return false
}

// opensNext reports whether the next paragraph after pos begins with a mark that opens.
func opensNext(s string, pos int) bool {
	t := strings.TrimLeftFunc(s[pos:], unicode.IsSpace)
	return strings.HasPrefix(t, "“") || strings.HasPrefix(t, "\"") || strings.HasPrefix(t, "``") || strings.HasPrefix(t, "''")
}

// marksIn appends the quotation marks of s[start:end].
func marksIn(dst []mark, s string, start, end int) []mark {
	open := false // a straight double mark is open
	for i := start; i < end; {
		c := s[i]
		if c != '"' && c != '\'' && c != '`' && c < utf8.RuneSelf {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:end])
		if (c == '`' || c == '\'') && i+1 < end && s[i+1] == c {
			n, r = 2, '"'
			if c == '`' {
				r = '“'
			}
		}
		m := mark{Span: corpus.Span{Start: i, End: i + n}}
		before, _ := utf8.DecodeLastRuneInString(s[start:i])
		after, _ := utf8.DecodeRuneInString(s[i+n : end])
		if i+n == end {
			after = ' '
		}
		if i == start {
			before = ' '
		}
		switch r {
		case '“', '„', '«':
			m.opens = true
		case '”', '»':
			m.closes = true
		case '"':
			m.opens, m.closes = straight(before, after, open)
			open = m.opens
		case '‘':
			m.single = true
			m.opens = spaced(before) && (unicode.IsLetter(after) || after == '“' || after == '"')
		case '’', '\'':
			m.single = true
			if k := elided(s[i+n : end]); k > 0 && spaced(before) {
				i += n + k
				continue
			}
			m.closes = !spaced(before) && !unicode.IsLetter(after) && !unicode.IsDigit(after)
			m.opens = r == '\'' && spaced(before) && (unicode.IsUpper(after) || unicode.IsLower(after))
		default:
			i += n
			continue
		}
		if m.opens || m.closes {
			dst = append(dst, m)
		}
		i += n
	}
	return dst
}

// elided returns the length of the word at the beginning of s that an apostrophe shortens, there or, as "'n'", at both ends; 0
// if there is none.
func elided(s string) int {
	for _, w := range []string{"n'", "n’", "em ", "til ", "cause ", "tis ", "twas "} {
		if strings.HasPrefix(s, w) {
			return len(w)
		}
	}
	return 0
}

// spaced reports whether r may stand before an opening mark.
func spaced(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune("([{—–-/\"“:", r) }

// straight tells whether a straight double mark opens or closes.
func straight(before, after rune, open bool) (opens, closes bool) {
	b := unicode.IsSpace(before) || strings.ContainsRune("([{—–-/", before)
	a := unicode.IsSpace(after)
	switch {
	case b && !a:
		return true, false
	case !b && (a || unicode.IsPunct(after)):
		return false, true
	}
	return !open, open
}
