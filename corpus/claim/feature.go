package claim

import (
	_ "embed"
	"math"
	"slices"
	"strings"
	"unicode"

	"hearsay/corpus"
	"hearsay/corpus/quantity"
	"hearsay/corpus/text"
)

// A feature is what a mention is compared by.
type feature struct {
	words   []word // without repeats
	total   float64
	figures []corpus.Figure
	nouns   []text.Term // the last word of what each figure counts
	rare    []float64   // how rare the value of each figure is among the mentions, 0 to 1
	small   bool        // the figures, if any, are small counts
	mixed   bool        // one of several figures states a ratio or a change
	ratio   bool        // the figures state a ratio or a change, not a level
	negated bool
	quoted  []uint64 // hashes of runs of three quoted words
	source  string   // who says it, folded
	frame   bool
	deontic bool // says what may be done: "policies do not allow"
	article int  // number of the article
	block   int  // number of the article's sentence: mentions in one sentence are different claims
}

// A space is all mentions with what they are compared by.
type space struct {
	mentions []corpus.Mention
	features []feature
	entries  map[string]*entry // by word as written
	keys     map[string]int32  // by stem
	df       []int             // key -> number of mentions that have it
	idf      []float64         // key -> weight
	short    map[string]string
	cache    map[[2]int32]float64
}

func newSpace(ms []corpus.Mention) *space {
	sp := &space{mentions: ms, features: make([]feature, len(ms)), entries: map[string]*entry{}, keys: map[string]int32{}, cache: map[[2]int32]float64{}}
	sp.short = abbreviations(ms)
	sentences, articles := map[sentenceKey]int{}, map[corpus.ArticleID]int{}
	for i := range ms {
		sp.read(i)
		k := sentenceKey{ms[i].Article, ms[i].Sentence}
		if _, ok := sentences[k]; !ok {
			sentences[k] = len(sentences)
		}
		sp.features[i].block = sentences[k]
		if _, ok := articles[k.article]; !ok {
			articles[k.article] = len(articles)
		}
		sp.features[i].article = articles[k.article]
	}
	sp.weigh()
	return sp
}

type sentenceKey struct {
	article corpus.ArticleID
	corpus.Span
}

// abbreviations maps names, folded, to the letters that stand for them: as an article defines them, or, where none
// does, the first letters of the name if these are a name in the corpus too.
func abbreviations(ms []corpus.Mention) map[string]string {
	short, votes, bare := map[string]string{}, map[string]int{}, map[string]bool{}
	for i := range ms {
		if ms[i].Statement == nil {
			continue
		}
		for _, n := range ms[i].Statement.Names {
			name := bareName(n.Name)
			if n.Short != "" && !strings.EqualFold(n.Short, n.Name) {
				votes[name+"\x00"+text.Fold(n.Short)]++
			}
			if !strings.Contains(name, " ") {
				bare[name] = true
			}
		}
	}
	for v, n := range votes {
		name, s, _ := strings.Cut(v, "\x00")
		if old := short[name]; old == "" || n > votes[name+"\x00"+old] || n == votes[name+"\x00"+old] && s < old {
			short[name] = s
		}
	}
	for i := range ms {
		if ms[i].Statement == nil {
			continue
		}
		for _, n := range ms[i].Statement.Names {
			name := bareName(n.Name)
			if l := initials(n.Name); len(l) >= 3 && short[name] == "" && bare[l] {
				short[name] = l
			}
		}
	}
	return short
}

// bareName is a name folded, without a leading article.
func bareName(s string) string { return strings.TrimPrefix(text.Fold(s), "the ") }

// initials returns the first letters of the capitalised words of a name, folded.
func initials(name string) string {
	var sb strings.Builder
	for _, w := range strings.Fields(name) {
		if r := []rune(w)[0]; unicode.IsUpper(r) {
			sb.WriteRune(unicode.ToLower(r))
		}
	}
	return sb.String()
}

// read fills in the feature of mention i, all but the weights.
func (sp *space) read(i int) {
	m, f := &sp.mentions[i], &sp.features[i]
	f.source = sourceOf(m.Attribution)
	if st := m.Statement; st != nil {
		f.negated, f.frame = st.Polarity == "negated", st.Frame
	}
	if m.Attribution.Strength == denies && !f.frame {
		f.negated = !f.negated // what is denied is told as not so
	}
	for _, fig := range m.Figures {
		if fig.Kind == "figure" && fig.Role != "window" && fig.Role != "elapsed" && fig.Dimension != "duration" {
			f.figures = append(f.figures, fig)
		}
	}
	if slices.ContainsFunc(f.figures, equivalent) { // what it is equal to is the claim, not what it is made of
		f.figures = slices.DeleteFunc(f.figures, func(x corpus.Figure) bool { return !equivalent(x) })
	}
	for _, fig := range f.figures {
		n := strings.Fields(fig.Noun)
		if len(n) == 0 {
			n = []string{""}
		}
		f.nouns = append(f.nouns, text.NewTerm(n[len(n)-1], text.Word))
	}
	f.ratio = ratio(f.figures)
	f.mixed = !f.ratio && slices.ContainsFunc(f.figures, func(x corpus.Figure) bool { return ratio([]corpus.Figure{x}) })
	f.small = !slices.ContainsFunc(f.figures, func(x corpus.Figure) bool { return x.Dimension != "count" || telling(x) })
	for _, t := range sp.tokens(m) {
		sp.word(f, t)
	}
	if m.Quote != nil && m.Quote.Kind != "indirect" {
		f.quoted = shingles(m)
	}
}

func equivalent(f corpus.Figure) bool { return f.Role == "equivalence" }

// sourceOf is a source in the form in which sources are compared: its telling words, in order. "The leaked files" and
// "leaked documents" are one; "the documents" could be any, and are none.
func sourceOf(a corpus.Attribution) string {
	var out []string
	paper := text.NewTerm("document", text.Word)
	for _, t := range text.Words(a.Source) {
		w := text.NewTerm(t.Of(a.Source), t.Kind)
		if w.Func || a.Kind == "documents" && w.Like(paper) > 0.5 && w.Stem != "leak" {
			continue
		}
		out = append(out, w.Stem)
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

// ratio reports whether the figures state only ratios and changes.
func ratio(figures []corpus.Figure) bool {
	for _, f := range figures {
		if f.Dimension != "multiple" && !(f.Dimension == "percent" && quantity.Direction(f) != "") {
			return false
		}
	}
	return len(figures) > 0
}

// denies is the strength of a cue such as "denied".
const denies = 9

// weigh gives each word its weight: a word in every mention weighs little, one in a single mention the most.
func (sp *space) weigh() {
	n := math.Log(float64(len(sp.mentions)) + 2)
	sp.idf = make([]float64, len(sp.df))
	for k, df := range sp.df {
		sp.idf[k] = max(0.15, 1-math.Log(float64(df)+1)/n)
	}
	values := map[uint64]int{}
	for i := range sp.features {
		for _, fig := range sp.features[i].figures {
			values[value(fig)]++
		}
	}
	for i := range sp.features {
		f := &sp.features[i]
		for _, fig := range f.figures {
			f.rare = append(f.rare, max(0, 1-math.Log(float64(values[value(fig)]))/n))
		}
		for j := range f.words {
			f.words[j].weight *= sp.idf[f.words[j].key]
			f.total += f.words[j].weight
		}
	}
}
