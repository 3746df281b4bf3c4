// Package figure finds the numbers that a text states: value, unit, what is counted, qualifier, direction, role and time
// scope; and the dates and ranks, which are no figures but bear on them.
//
// It reads a text once, byte by byte, a sentence at a time. scan.go and digits.go make tokens and look each word up in
// a lexicon (lexicon.txt). A sentence without any word or digit that can begin a figure is left at that. In the others,
// date.go and the files it calls read dates; number.go, numerals.go and fraction.go read numbers; unit.go, compound.go,
// rate.go, age.go and noun.go say what a number is of; trap.go and name.go say which numbers are none: names, versions,
// scores, telephone numbers. Then range.go joins what belongs together, elided.go supplies what is not repeated,
// qualifier.go, change.go and role.go look at the words around, and scope.go and window.go give each figure the period
// it is true of.
//
// It uses no regular expressions, and does not look at other documents. What a figure measures (its Concept) takes more
// syntax than that; see concept.go.
package figure

import (
	"slices"
	"time"

	"hearsay/corpus"
)

// A Context is what is known of the text from outside it. The zero value says nothing.
type Context struct {
	Published time.Time // resolves "last year"; zero if not known
}

// Find returns the figures of text in order, dates (Kind "date") and ranks (Kind "rank") among them. Spans do not
// overlap. A date's Lo and Hi are its first and last day as the number YYYYMMDD, its scope the same days, and both are
// open where they could not be resolved.
func Find(text string, c Context) []corpus.Figure {
	f := &finder{text: text, lex: words(), context: c}
	for pos := 0; pos < len(text); {
		next, hot := f.scan(pos)
		if hot {
			f.sentence()
			f.emit(next)
		}
		f.turn(hot)
		pos = next
	}
	return f.out
}

// A finder holds the state of one Find. Its slices are used again for each sentence.
type finder struct {
	text    string
	lex     *lexicon
	context Context
	toks    []token
	cands   []cand
	dates   []date
	out     []corpus.Figure
	spans   []corpus.Span // where QualifierSpan and its like point to
	fold    []byte        // scratch for look-ups
	last    memory        // the dates of the sentences before
	days    map[day]string
}

// A cand is a figure in the making, with the tokens it was made from.
type cand struct {
	corpus.Figure
	num
	open       int // first token of currency sign, number and unit
	close      int // one past the last of them
	lead       int // first token of the qualifier, or open
	tail       int // one past the last token of noun and trailing qualifier, or close
	money      bool
	hyphenated bool // joined to the word after it: a 250-page report
}

// sentence finds the figures and dates of f.toks and adds them to f.out.
func (f *finder) sentence() {
	f.cands, f.dates = f.cands[:0], f.dates[:0]
	for i := 0; i < len(f.toks); {
		if !f.starts(i) {
			i++
			continue
		}
		if d, ok := f.dateAt(i); ok {
			f.dates = append(f.dates, d)
			i = d.last
			continue
		}
		if c, ok := f.figureAt(i); ok {
			f.cands = append(f.cands, c)
			i = max(c.close, i+1)
			continue
		}
		i = f.skip(i)
	}
	f.alternatives()
	f.join()
	f.elided()
	for i := range f.cands {
		f.qualify(&f.cands[i])
	}
	f.change()
	f.roles()
	f.scopes()
}

// starts reports whether a date or a figure may begin at token i. Most tokens are dismissed here.
func (f *finder) starts(i int) bool {
	t := &f.toks[i]
	switch t.kind {
	case numTok, symTok, vulgar, hyphen:
		return true
	case wordTok:
		if t.class&article != 0 && t.class&^(article|det) == 0 {
			return f.class(i+1)&(scale|dozen|denom) != 0 || f.kindOf(i+1) == symTok // A$
		}
		if t.class&starters != 0 || t.caps == mixed {
			return true
		}
		k := f.kindOf(i + 1) // a currency code
		return t.end-t.start <= 6 && (k == numTok || k == symTok || f.charOf(i+1) == '.')
	}
	return false
}

// emit adds the figures and dates of the sentence, which ends at pos, in order of their place. The answer grows to what
// the text read so far lets expect of the rest.
func (f *finder) emit(pos int) {
	if n := len(f.cands) + len(f.dates); len(f.out)+n > cap(f.out) {
		f.out = slices.Grow(f.out, n+(len(f.out)+n)*(len(f.text)-pos)/pos)
	}
	d := 0
	for i := range f.cands {
		c := &f.cands[i]
		for ; d < len(f.dates) && f.dates[d].start < c.Start; d++ {
			f.emitDate(d)
		}
		c.Text = c.Span.Of(f.text)
		if c.Qualifier == "" {
			c.Qualifier = "exact"
		}
		if c.Kind == "" {
			c.Kind = "figure"
		}
		f.out = append(f.out, c.Figure)
	}
	for ; d < len(f.dates); d++ {
		f.emitDate(d)
	}
}

func (f *finder) emitDate(d int) {
	if !f.dates[d].hidden {
		f.out = append(f.out, f.dateFigure(&f.dates[d]))
	}
}

// span returns a pointer to the span of tokens [i, j). The pointers of one Find share blocks of memory.
func (f *finder) span(i, j int) *corpus.Span {
	if len(f.spans) == cap(f.spans) {
		f.spans = make([]corpus.Span, 0, 64)
	}
	f.spans = append(f.spans, corpus.Span{Start: f.toks[i].start, End: f.toks[j-1].end})
	return &f.spans[len(f.spans)-1]
}

// figureAt reads the figure that begins at token i: its currency sign, number, unit or counted noun.
func (f *finder) figureAt(i int) (cand, bool) {
	if f.class(i)&(multiple|fold|adverbial) != 0 {
		return f.multipleAt(i)
	}
	if f.class(i)&opener != 0 {
		if c, ok := f.roundedAt(i); ok {
			return c, true
		}
	}
	cur, j := f.currencyAt(i)
	n, ok := f.numberAt(j)
	switch {
	case ok:
	case f.class(i)&(ordinal|superlative|opener) != 0:
		return f.rankAt(i)
	default:
		return cand{}, false
	}
	c := cand{num: n, open: i, close: n.last}
	switch {
	case cur != nil:
		c.money = true
		c.Unit, c.Dimension = cur.Name, "money"
		f.moneyTail(&c, cur)
	default:
		if f.rankNumber(&c) {
			return c, true
		}
		if f.trap(&c) {
			return c, false
		}
		f.measure(&c)
		if (c.Unit == "" || c.Dimension == "count") && !c.hyphenated && f.unitTrap(&c) {
			return c, false
		}
	}
	c.Lo, c.Hi = c.lo, c.hi
	c.Start, c.End = f.toks[c.open].start, f.toks[c.close-1].end
	c.lead, c.tail = c.open, max(c.tail, c.close)
	if c.vague {
		c.Qualifier = "vague"
	}
	return c, true
}

// skip returns the token after i, past what must not be read as a number when looked at by itself: the rest of a
// telephone number or of a slashed name.
func (f *finder) skip(i int) int {
	j := i + 1
	if f.kindOf(i) != numTok {
		return j
	}
	for j+1 < len(f.toks) && f.glued(j) && f.glued(j+1) && (f.charOf(j) == '/' || f.charOf(j) == '-' || f.charOf(j) == ':' || f.charOf(j) == '.' || f.kindOf(j) == hyphen) && f.kindOf(j+1) == numTok {
		j += 2
	}
	return j
}

// Split parts what Find returned into the quantities and the rest, dates and ranks.
func Split(all []corpus.Figure) (figures, dates []corpus.Figure) {
	for _, x := range all {
		if x.Kind == "figure" {
			figures = append(figures, x)
		} else {
			dates = append(dates, x)
		}
	}
	return figures, dates
}
