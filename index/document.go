package index

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2/document"
	bindex "github.com/blevesearch/bleve_index_api"

	"hearsay/corpus"
	"hearsay/corpus/quantity"
)

// The fields of the documents. Change layout (see bleve.go) whenever what they hold changes.
//
// A root, one for each article and claim:
const (
	fType    = "type"    // article claim; mention for nested documents
	fID      = "id"      // its id, to sort by
	fBody    = "body"    // the text; of a claim, its wordings
	fTitle   = "title"   // the title; of a claim, its statement
	fByline  = "byline"  // words
	fOutlet  = "outlet"  // words of the outlet's name, and its domain
	fName    = "name"    // the outlet's name, whole, for facets; of a claim, of all outlets
	fDay     = "day"     // YYYY-MM-DD as printed; of a claim, of all articles
	fLang    = "lang"    // language code
	fKinds   = "kinds"   // kinds of its mentions; of a claim, its kind
	fGroup   = "group"   // the id of the article that stands for this one and its copies, if there are any
	fVersion = "version" // stored: the version whose text is indexed
)

// A mention, nested in its article or claim. Its figure is in the same document; where it has several, each has one of
// its own, nested in that of the mention:
const (
	fKind    = "kind"    // figure quote statement
	fSpeaker = "speaker" // words: who says it
	fSource  = "source"  // words: on whose word it rests
	fQuote   = "quote"   // words: what is quoted
	fValue   = "value"   // the stated value of a point, see number.go, under rawKey and the keys of stated
	fLower   = "lower"   // the ends of a stated range, likewise
	fUpper   = "upper"
)

// lengthMark is a term of every body and title; the lengths of texts are sampled from its postings.
const lengthMark = "\x00"

const (
	plain   = bindex.IndexField | bindex.SkipFreqNorm
	faceted = plain | bindex.DocValues
	located = bindex.IndexField | bindex.IncludeTermVectors
)

// A builder makes Bleve documents of records.
type builder struct{ a *analyzer }

func keyword(d *document.Document, field, value string, options bindex.FieldIndexingOptions) {
	if value != "" {
		d.AddField(document.NewTextFieldCustom(field, nil, []byte(value), options, nil))
	}
}

// text adds the given parts of value as words.
func (b *builder) text(d *document.Document, field, value string, stem bool, parts ...corpus.Span) {
	if len(parts) == 0 {
		parts = []corpus.Span{{Start: 0, End: len(value)}}
	}
	ranked := field == fBody || field == fTitle
	d.AddField(&textField{name: field, text: value, a: b.a, parts: parts, stem: stem, length: ranked})
}

// lines adds several values as the words of one field, so that no phrase runs from one into the next.
func (b *builder) lines(d *document.Document, field string, stem bool, values []string) {
	var s strings.Builder
	var parts []corpus.Span
	for _, v := range unique(values) {
		parts = append(parts, corpus.Span{Start: s.Len(), End: s.Len() + len(v)})
		s.WriteString(v + "\n")
	}
	if len(parts) > 0 {
		b.text(d, field, s.String(), stem, parts...)
	}
}

func unique(values []string) []string {
	var out []string
	for _, v := range values {
		if v != "" && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

// article makes the document of a. lead is the article that stands for it and its copies, or empty.
func (b *builder) article(a *Article, lead corpus.ArticleID) *document.Document {
	d := document.NewDocument(string(a.ID))
	keyword(d, fType, Articles, plain)
	keyword(d, fID, string(a.ID), faceted)
	english := a.Lang == "" || a.Lang == "en" || strings.HasPrefix(a.Lang, "en-")
	b.text(d, fTitle, a.Title, english)
	b.text(d, fBody, a.Text, english, searched(a)...)
	b.lines(d, fByline, false, a.Byline)
	b.lines(d, fOutlet, false, []string{a.Outlet, a.Domain, label(a.Domain)})
	keyword(d, fName, outletName(a.Outlet, a.Domain), faceted)
	keyword(d, fDay, Day(a.Time), faceted)
	keyword(d, fLang, strings.ToLower(a.Lang), plain)
	keyword(d, fGroup, string(lead), faceted)
	keyword(d, fVersion, string(a.Latest), bindex.StoreField)
	var kinds []string
	for i := range a.Mentions {
		m := &a.Mentions[i]
		kinds = append(kinds, string(m.Kind))
		d.AddNestedDocument(b.mention(string(m.ID), m, english))
	}
	for _, k := range unique(kinds) {
		keyword(d, fKinds, k, faceted)
	}
	return d
}

// searched returns the parts of the text that are searched: all but bylines and boilerplate.
func searched(a *Article) []corpus.Span {
	var parts []corpus.Span
	for _, bl := range a.Blocks {
		if bl.Kind != corpus.Boilerplate && bl.Kind != corpus.Byline && bl.Valid(a.Text) {
			parts = append(parts, bl.Span)
		}
	}
	if len(a.Blocks) > 0 && len(parts) == 0 {
		return []corpus.Span{{}}
	}
	return parts
}

func outletName(name, domain string) string {
	if name == "" {
		return domain
	}
	return name
}

// label returns the first label of a domain: gullpost of gullpost.example.
func label(domain string) string {
	l, _, _ := strings.Cut(domain, ".")
	return l
}

// Day returns the day of t as the outlet printed it, or, where it printed none, the day in UTC that t lies in; empty if
// that is not known.
func Day(t corpus.Time) string {
	if len(t.Printed) >= len(time.DateOnly) {
		if _, err := time.Parse(time.DateOnly, t.Printed[:len(time.DateOnly)]); err == nil {
			return t.Printed[:len(time.DateOnly)]
		}
	}
	if !t.Known() {
		return ""
	}
	first, last := t.Earliest.UTC().Format(time.DateOnly), t.Latest.UTC().Format(time.DateOnly)
	if first != last {
		return ""
	}
	return first
}

// claim makes the document of c.
func (b *builder) claim(c *corpus.Claim) *document.Document {
	d := document.NewDocument(string(c.ID))
	keyword(d, fType, Claims, plain)
	keyword(d, fID, string(c.ID), faceted)
	keyword(d, fKinds, string(c.Kind), faceted)
	b.text(d, fTitle, c.Statement, true)
	var wordings, outlets, days []string
	for _, v := range c.Variants {
		wordings = append(wordings, v.Label, v.Text)
	}
	for i := range c.Mentions {
		m := &c.Mentions[i]
		wordings = append(wordings, m.Text)
		outlets = append(outlets, m.Outlet)
		if len(m.Published) >= len(time.DateOnly) {
			days = append(days, m.Published[:len(time.DateOnly)])
		}
		d.AddNestedDocument(b.mention(string(c.ID)+"/"+string(m.ID), m, true))
	}
	b.lines(d, fBody, true, wordings)
	b.lines(d, fOutlet, false, outlets)
	for _, o := range unique(outlets) {
		keyword(d, fName, o, faceted)
	}
	for _, day := range unique(days) {
		keyword(d, fDay, day, faceted)
	}
	return d
}

// mention makes the nested document of m.
func (b *builder) mention(id string, m *corpus.Mention, english bool) *document.Document {
	d := document.NewDocument(id)
	keyword(d, fType, "mention", plain)
	keyword(d, fKind, string(m.Kind), plain)
	speakers, sources := voices(m)
	b.lines(d, fSpeaker, false, speakers)
	b.lines(d, fSource, false, sources)
	if m.Quote != nil {
		b.text(d, fQuote, m.Quote.Text, english)
	}
	if len(m.Figures) == 1 {
		b.figure(d, &m.Figures[0])
		return d
	}
	for i := range m.Figures {
		f := document.NewDocument(id + "#" + strconv.Itoa(i))
		b.figure(f, &m.Figures[i])
		d.AddNestedDocument(f)
	}
	return d
}

// voices returns who says m and on whose word it rests. Whoever a figure or statement is attributed to by name says it.
func voices(m *corpus.Mention) (speakers, sources []string) {
	add := func(source, kind string) {
		sources = append(sources, source)
		if kind == "person" || kind == "organisation" {
			speakers = append(speakers, source)
		}
	}
	add(m.Attribution.Source, m.Attribution.Kind)
	for _, l := range m.Attribution.Chain {
		add(l.Source, l.Kind)
	}
	if q := m.Quote; q != nil {
		if q.Speaker != nil {
			speakers = append(speakers, q.Speaker.Name, q.Speaker.Text)
			sources = append(sources, q.Speaker.Name)
		}
		for _, l := range q.Chain {
			add(l.Source, l.Kind)
		}
	}
	return speakers, sources
}

// figure adds the stated value of f, as written under the key rawKey and in the base unit under the keys of its unit.
func (b *builder) figure(d *document.Document, f *corpus.Figure) {
	add := func(field, key string, v float64) {
		for _, t := range numberTerms(key, v) {
			keyword(d, field, t, plain)
		}
	}
	put := func(key string, lo, hi float64) {
		if lo == hi {
			add(fValue, key, lo)
			return
		}
		add(fLower, key, lo)
		add(fUpper, key, hi)
	}
	if f.Kind == "date" || math.IsNaN(f.Lo) || math.IsNaN(f.Hi) {
		return
	}
	put(rawKey, f.Lo, f.Hi)
	stated, keys := b.stated(f)
	for _, key := range keys {
		put(key, stated.Lo, stated.Hi)
	}
}

// stated returns the stated value of f in its base unit and the keys that it is indexed under: the base unit; for a
// counted noun its words, stemmed, and its last word alone, so that "400 beds" finds detention beds.
func (b *builder) stated(f *corpus.Figure) (quantity.Interval, []string) {
	v, base := quantity.Stated(*f)
	if _, ok := quantity.Lookup(f.Unit); ok || f.Dimension == "percent" {
		return v, []string{"=" + base}
	}
	var words []string
	ts, _ := b.a.terms(nil, f.Unit, 0, 0, false)
	for _, t := range ts {
		w := t.text
		if st := b.a.stem(w); st != "" {
			w = st
		}
		words = append(words, w)
	}
	if len(words) == 0 {
		return v, nil
	}
	return v, unique([]string{"#" + strings.Join(words, " "), "#" + words[len(words)-1]})
}

const rawKey = "*"
