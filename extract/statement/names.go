package statement

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"hearsay/corpus"
	"hearsay/corpus/text"
	"hearsay/extract/syntax"
)

// A namer finds the names of a document and what "the agency", "the company" and "it" stand for.
type namer struct {
	*splitter
	quotes []corpus.Quote
	short  map[string]bool // words in capitals: candidates for the letters that stand for a name
	entity []*entity
	byForm map[string]*entity
	refs   []ref // in order
}

// An entity is one name under all its forms.
type entity struct {
	long, short string
	count       int
	votes       map[string]int // kind -> evidence
	seen        []int          // sentences in which it was named
}

// A ref is Tokens[first:last], which stands for an entity.
type ref struct {
	first, last int
	*entity
	named bool // a name, not "it" or "the company"
}

// names finds all the refs of a document.
func names(s *splitter, quotes []corpus.Quote) *namer {
	n := &namer{splitter: s, quotes: quotes, short: map[string]bool{}, byForm: map[string]*entity{}}
	for i := range s.doc.Tokens {
		if w := s.doc.Word(i); acronym(w) && !s.lex.is("letters", s.fold[i]) {
			n.short[w] = true
		}
	}
	for k, sent := range s.doc.Sentences {
		if !n.headline(sent) {
			n.inSentence(k, sent)
		}
	}
	for k, sent := range s.doc.Sentences {
		if n.headline(sent) {
			n.inHeadline(k, sent)
		}
	}
	slices.SortStableFunc(n.refs, func(a, b ref) int { return cmp.Compare(a.first, b.first) })
	n.vote()
	n.anaphora()
	return n
}

// acronym reports whether w is two to six capitals, as in "NATO" or "U.N.".
func acronym(w string) bool {
	letters := 0
	for _, r := range w {
		if unicode.IsUpper(r) {
			letters++
		} else if r != '.' && r != '&' {
			return false
		}
	}
	return letters >= 2 && letters <= 6
}

// capital reports whether token i begins with a capital.
func (n *namer) capital(i int) bool {
	r, _ := utf8.DecodeRuneInString(n.doc.Word(i))
	return unicode.IsUpper(r) && n.doc.Tokens[i].Kind == text.Word
}

// headline reports whether most words of the sentence begin with a capital, so that capitals say nothing.
func (n *namer) headline(s syntax.Sentence) bool {
	words, caps := 0, 0
	if s.Last > s.First && n.fold[s.Last-1] == "." {
		return false // headlines have no full stop
	}
	for i := s.First; i < s.Last; i++ {
		if n.doc.Tokens[i].Kind == text.Word && len(n.fold[i]) > 1 {
			words++
			if n.capital(i) {
				caps++
			}
		}
	}
	return words >= 4 && caps*4 >= words*3
}

// nameAt reports whether token i can be part of a name.
func (n *namer) nameAt(i int, s syntax.Sentence) bool {
	if !n.capital(i) || n.fold[i] == "i" || n.lex.is("calendar", n.fold[i]) {
		return false
	}
	if w := n.doc.Word(i); acronym(w) {
		return true
	}
	if i == s.First || n.doc.Tokens[i-1].Kind == text.Punct && n.doc.Tokens[i-1].Tag != "," {
		t := n.doc.Tokens[i].Tag
		return (t == "NNP" || t == "NNPS") && !text.Function(n.fold[i])
	}
	return !text.Function(n.fold[i])
}

// inSentence adds the names of sentence k.
func (n *namer) inSentence(k int, s syntax.Sentence) {
	for i := s.First; i < s.Last; {
		if !n.nameAt(i, s) {
			i++
			continue
		}
		j := i + 1
		for j < s.Last {
			if n.nameAt(j, s) {
				j++
			} else if j+1 < s.Last && (n.fold[j] == "of" || n.fold[j] == "and" || n.fold[j] == "for" || n.fold[j] == "&") && n.nameAt(j+1, s) {
				j += 2
			} else {
				break
			}
		}
		if i-2 >= s.First && n.doc.Word(i-2) == "+" && n.doc.Tokens[i-1].End+1 >= n.doc.Tokens[i].Start && n.doc.Tokens[i-2].End == n.doc.Tokens[i-1].Start {
			i -= 2 // "+41 Magazine"
		}
		n.run(k, i, j)
		i = j
	}
}

// run adds the names in Tokens[a:b], capitals joined by "of", "for" and "and".
func (n *namer) run(k, a, b int) {
	for a < b {
		if e := n.abbreviated(a, b); e > a { // from a, or from a later word: "United States Immigration and ..."
			n.add(k, a, e, n.letters(a, e))
			a = e
			continue
		}
		e := a + 1
		for e < b && n.fold[e] != "and" && n.fold[e] != "&" && n.fold[e] != "for" && n.abbreviated(e, b) <= e {
			e++
		}
		short := ""
		if e+2 < len(n.doc.Tokens) && n.doc.Word(e) == "(" && acronym(n.doc.Word(e+1)) {
			short = n.doc.Word(e + 1)
			if l := n.letters(a, e); a > 0 && len(short) == len(l)+1 && n.capital(a-1) && n.letters(a-1, e) == short {
				a-- // the first word of a sentence, which was not taken for a name
			}
		}
		n.add(k, a, e, short)
		a = e
		for a < b && (n.fold[a] == "and" || n.fold[a] == "&" || n.fold[a] == "for") {
			a++
		}
	}
}

// abbreviated returns the end of the name that begins at a, within b, and whose first letters stand in the text as a
// word of their own; or a.
func (n *namer) abbreviated(a, b int) int {
	for e := b; e > a+1; e-- {
		if l := n.letters(a, e); len(l) >= 3 && n.short[l] && n.capital(e-1) {
			return e
		}
	}
	return a
}

// letters returns the first letters of the capitalised words of Tokens[a:b].
func (n *namer) letters(a, b int) string {
	var sb strings.Builder
	for i := a; i < b; i++ {
		if n.capital(i) {
			r, _ := utf8.DecodeRuneInString(n.doc.Word(i))
			sb.WriteRune(r)
		}
	}
	return sb.String()
}

// inHeadline adds the names of sentence k that the text names elsewhere.
func (n *namer) inHeadline(k int, s syntax.Sentence) {
	for i := s.First; i < s.Last; i++ {
		for j := min(s.Last, i+5); j > i; j-- {
			w := n.doc.Text[n.doc.Tokens[i].Start:n.doc.Tokens[j-1].End]
			if n.byForm[form(w)] != nil || j == i+1 && acronym(w) {
				n.add(k, i, j, "")
				i = j - 1
				break
			}
		}
	}
}

// form is a name as it is looked up: folded, without a leading article.
func form(s string) string { return strings.TrimPrefix(text.Fold(s), "the ") }

// add adds the name Tokens[a:b] of sentence k.
func (n *namer) add(k, a, b int, short string) {
	if a >= b {
		return
	}
	w := n.doc.Text[n.doc.Tokens[a].Start:n.doc.Tokens[b-1].End]
	e := n.byForm[form(w)]
	if e == nil && short != "" {
		e = n.byForm[form(short)]
	}
	if e == nil && b-a == 1 {
		e = n.surname(form(w))
	}
	if e == nil {
		e = &entity{long: w, votes: map[string]int{}}
		n.entity = append(n.entity, e)
	}
	if short == "" && acronym(w) {
		short = w
	}
	if short != "" && e.short == "" {
		e.short = short
		n.byForm[form(short)] = e
	}
	if len(w) > len(e.long) && (b-a > 1 || acronym(e.long)) {
		e.long = w
	}
	n.byForm[form(w)] = e
	e.count++
	e.seen = append(e.seen, k)
	n.refs = append(n.refs, ref{a, b, e, true})
}

// surname returns the person whose name ends with w, or nil.
func (n *namer) surname(w string) *entity {
	for i := len(n.entity) - 1; i >= 0; i-- {
		e := n.entity[i]
		f := strings.Fields(form(e.long))
		if len(f) >= 2 && len(f) <= 3 && f[len(f)-1] == w && len(w) > 2 && !strings.Contains(e.long, " of ") && e.short == "" {
			return e
		}
	}
	return nil
}

// vote gathers what the words around each name say of its kind.
func (n *namer) vote() {
	for _, r := range n.refs {
		last := n.fold[r.last-1]
		switch {
		case n.lex.is("agency-name", last):
			r.votes["agency"] += 2
		case n.lex.is("company-name", last):
			r.votes["company"] += 2
		}
		next := r.last
		if next < len(n.fold) && n.doc.Tokens[next].Tag == "POS" {
			next++
		}
		if next < len(n.fold) {
			switch {
			case n.lex.is("agency", n.fold[next]) && next == r.last:
				r.votes["agency"] += 2
			case n.lex.is("of-company", n.fold[next]):
				r.votes["company"]++
			case n.lex.is("of-agency", n.fold[next]):
				r.votes["agency"]++
			}
		}
		if r.first >= 2 && n.fold[r.first-1] == "for" && n.lex.is("of-company", n.fold[r.first-2]) {
			r.votes["company"]++
		}
		if r.first > 0 && (n.lex.is("title", n.fold[r.first-1]) || n.lex.is("title", strings.TrimSuffix(n.fold[r.first-1], "."))) && n.capital(r.first-1) {
			r.votes["person"]++
		}
		if a := r.last; a+2 < len(n.fold) && n.fold[a] == "," && (n.lex.is("title", n.fold[a+1]) || (n.fold[a+1] == "the" || n.fold[a+1] == "a") && n.lex.is("title", n.fold[a+2])) {
			r.votes["person"]++ // "Ada Brandt, the chair"
		}
		if f := strings.Fields(r.long); len(f) >= 2 && n.lex.is("title", strings.TrimSuffix(text.Fold(f[0]), ".")) {
			r.votes["person"]++
		}
	}
}

// kind returns the kind of e that the text speaks for.
func (e *entity) kind() string {
	best, top := "", 0
	for _, k := range []string{"agency", "company", "person"} {
		if e.votes[k] > top {
			best, top = k, e.votes[k]
		}
	}
	return best
}

// in returns the names in sp.
func (n *namer) in(sp corpus.Span) []corpus.Name {
	var out []corpus.Name
	i, _ := slices.BinarySearchFunc(n.refs, sp.Start, func(r ref, pos int) int { return cmp.Compare(n.doc.Tokens[r.first].Start, pos) })
	for ; i < len(n.refs) && n.doc.Tokens[n.refs[i].first].Start < sp.End; i++ {
		r := n.refs[i]
		rs := n.doc.SpanOf(r.first, r.last)
		if !sp.Contains(rs) {
			continue
		}
		out = append(out, corpus.Name{Span: rs, Text: rs.Of(n.doc.Text), Name: r.long, Short: r.short, Kind: r.kind()})
	}
	return out
}
