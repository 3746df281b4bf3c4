package claim

import (
	"cmp"
	_ "embed"
	"slices"
	"strings"
	"sync"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

// A word is one word that a mention is compared by.
type word struct {
	*entry
	weight float64 // how much it tells: its rarity, less where it is only inferred
	verb   bool    // part of the predicate
}

// An entry is a word as the corpus writes it, looked up once.
type entry struct {
	text.Term
	key     int32 // number of the stem
	senses  []int // sets of near-synonyms
	light   bool  // says little of what a claim is about
	deontic bool  // says what may be done
}

//go:embed phrases.txt
var phrasesText string

// phrases maps the first word of a phrase to the phrase, in folded words, and what stands for it.
var phrases = sync.OnceValue(func() map[string][][]string {
	m := map[string][][]string{}
	for line := range strings.Lines(phrasesText) {
		long, short, ok := strings.Cut(line, " = ")
		if f := strings.Fields(long); ok && line[0] != '#' {
			m[f[0]] = append(m[f[0]], append(f, strings.TrimSpace(short)))
		}
	}
	return m
})

// A token is a word of a mention with names resolved.
type token struct {
	text   string
	kind   text.Kind
	weight float64
	named  bool // part of a name
}

// inferred is the weight of a word that a pronoun stands for, in parts of one that is written.
const inferred = 0.5

// tokens returns the words that m is compared by: names in one form, figures left out.
func (sp *space) tokens(m *corpus.Mention) []token {
	var out []token
	var names []corpus.Name
	if m.Statement != nil {
		names = m.Statement.Names
	}
	toks := text.AppendWords(nil, m.Text, m.Start)
	for i := 0; i < len(toks); i++ {
		t := toks[i]
		for len(names) > 0 && names[0].End <= t.Start {
			names = names[1:]
		}
		if len(names) > 0 && names[0].Start <= t.Start {
			if names[0].Start == t.Start || i == 0 {
				out = sp.name(out, names[0])
			}
			continue
		}
		if inFigure(m.Figures, t.Span) || t.Kind == text.Punct || inTime(m, t.Span) {
			continue
		}
		if n, short := phrase(m, toks[i:]); n > 0 {
			out = append(out, token{short, text.Word, 1, false})
			i += n - 1
			continue
		}
		weight := 1.0
		if predicate(m, t.Span) {
			weight = verbal
		}
		for _, part := range strings.FieldsFunc(of(t, m), func(r rune) bool { return r == '-' || r == '‑' || r == '/' }) {
			out = append(out, token{part, t.Kind, weight, false})
		}
	}
	return out
}

// verbal is the weight of the verb that the clause turns on.
const verbal = 1.3

// predicate reports whether s is part of the predicate of m.
func predicate(m *corpus.Mention, s corpus.Span) bool {
	if m.Statement == nil || m.Statement.Predicate == "" {
		return false
	}
	w := m.Text[s.Start-m.Start : s.End-m.Start]
	return strings.HasSuffix(m.Statement.Predicate, w)
}

// inTime reports whether s is part of the time scope of m.
func inTime(m *corpus.Mention, s corpus.Span) bool {
	return m.Statement != nil && m.Statement.TimeSpan != nil && m.Statement.TimeSpan.Overlaps(s)
}

var deonticWords = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields("allow permit prohibit ban forbid forbidden bar outlaw violate breach policy policies rule terms illegal unlawful") {
		m[text.Stem(w)] = true
	}
	return m
})

//go:embed light.txt
var lightText string

var lightWords = sync.OnceValue(func() map[string]bool {
	m := map[string]bool{}
	for line := range strings.Lines(lightText) {
		if line[0] != '#' {
			for _, w := range strings.Fields(line) {
				m[text.Stem(w)] = true
			}
		}
	}
	return m
})

// lightly is the weight of a word that says little of what a claim is about: how much, how sure, that it is said.
const lightly = 0.35

// name appends the words that n is compared by.
func (sp *space) name(out []token, n corpus.Name) []token {
	weight := 1.0
	if !strings.EqualFold(n.Text, n.Name) && !strings.EqualFold(n.Text, n.Short) && n.Text == strings.ToLower(n.Text) {
		weight = inferred
		if strings.Contains(n.Text, " ") {
			weight = 0.9 // "the agency" is less of a guess than "it"
		}
	}
	name := bareName(n.Name)
	if s := cmp.Or(sp.short[name], text.Fold(n.Short)); s != "" {
		return append(out, token{s, text.Word, weight, true})
	}
	for _, w := range strings.Fields(name) {
		out = append(out, token{strings.TrimSuffix(strings.TrimSuffix(w, "'s"), "'"), text.Word, weight, true})
	}
	return out
}

func inFigure(figures []corpus.Figure, s corpus.Span) bool {
	for i := range figures {
		if f := &figures[i]; f.Kind == "figure" && f.Overlaps(s) && f.Dimension != "multiple" {
			return true
		}
	}
	return false
}

// phrase returns how many of toks, at least one, have letters that stand for them.
func phrase(m *corpus.Mention, toks []text.Token) (int, string) {
	for _, p := range phrases()[text.Fold(of(toks[0], m))] {
		n := len(p) - 1
		ok := len(toks) >= n
		for k := 1; ok && k < n; k++ {
			ok = text.Fold(of(toks[k], m)) == p[k]
		}
		if ok {
			return n, p[n]
		}
	}
	return 0, ""
}

// entry looks w up.
func (sp *space) entry(w string, k text.Kind) *entry {
	e := sp.entries[w]
	if e != nil && e.Kind == k {
		return e
	}
	e = &entry{Term: text.NewTerm(w, k)}
	stem := text.Stem(w)
	e.light, e.deontic, e.senses = lightWords()[stem], deonticWords()[stem], e.Senses()
	key, ok := sp.keys[e.Stem]
	if !ok {
		key = int32(len(sp.keys))
		sp.keys[e.Stem] = key
		sp.df = append(sp.df, 0)
	}
	e.key = key
	sp.entries[w] = e
	return e
}

// word adds one word to f.
func (sp *space) word(f *feature, t token) {
	e := sp.entry(t.text, t.kind)
	f.deontic = f.deontic || e.deontic
	if e.Func || e.Fold == "" || len(e.Fold) == 1 && t.kind == text.Word {
		return
	}
	weight := t.weight
	if e.light && !t.named {
		weight *= lightly
	}
	for j := range f.words {
		if f.words[j].key == e.key {
			f.words[j].weight = max(f.words[j].weight, weight)
			return
		}
	}
	sp.df[e.key]++
	f.words = append(f.words, word{e, weight, t.weight == verbal})
}

// shingles hashes each run of three words inside the quotation marks of m.
func shingles(m *corpus.Mention) []uint64 {
	sp := corpus.Span{Start: max(m.Start, m.Quote.Start), End: min(m.End, m.Quote.End)}
	if sp.Start >= sp.End {
		return nil
	}
	var run []string
	var out []uint64
	s := m.Text[sp.Start-m.Start : sp.End-m.Start]
	for _, t := range text.Words(s) {
		if t.Kind == text.Punct {
			continue
		}
		run = append(run, text.Fold(t.Of(s)))
		if len(run) >= 3 {
			out = append(out, fnv(run[len(run)-3:]...))
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// fnv is the 64-bit FNV-1a hash of the words.
func fnv(words ...string) uint64 {
	h := uint64(14695981039346656037)
	for _, w := range words {
		for i := 0; i < len(w); i++ {
			h = (h ^ uint64(w[i])) * 1099511628211
		}
		h = (h ^ 0xff) * 1099511628211
	}
	return h
}

// of returns the bytes of a token of m.
func of(t text.Token, m *corpus.Mention) string { return m.Text[t.Start-m.Start : t.End-m.Start] }
