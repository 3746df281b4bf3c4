package lineage_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"hearsay/corpus"
	"hearsay/corpus/lineage"
)

// told makes a mention of article id that says text on the word of the chain.
func told(id corpus.ArticleID, text string, chain ...corpus.ChainLink) corpus.Mention {
	a := corpus.Anchor{Article: id, Sentence: text, Kind: corpus.StatementMention}
	m := corpus.Mention{
		ID: a.ID(), Anchor: a, Article: id, Kind: a.Kind, Span: corpus.Span{End: len(text)},
		Sentence: corpus.Span{End: len(text)}, Text: text, Stance: "asserts", Attribution: corpus.Attribution{Kind: "none"},
	}
	if len(chain) > 0 {
		last := chain[len(chain)-1]
		m.Attribution = corpus.Attribution{Kind: last.Kind, Source: last.Source, Cue: last.Cue, Chain: chain}
	}
	return m
}

func article(id corpus.ArticleID, outlet string, day int) corpus.Article {
	t := time.Date(2031, 5, day, 0, 0, 0, 0, time.UTC)
	a := corpus.Article{ID: id, Outlet: outlet, URL: "https://" + string(id) + ".example/pier"}
	if day > 0 {
		a.Time = corpus.Time{Earliest: t, Latest: t.Add(24*time.Hour - 1)}
	}
	return a
}

func outlet(name string) corpus.ChainLink {
	return corpus.ChainLink{Source: name, Cue: "reported", Kind: "outlet"}
}

func trace(as []corpus.Article, cited map[corpus.ArticleID][]corpus.Citation, cs []corpus.CorrectionEntry, ms ...corpus.Mention) corpus.Claim {
	c := corpus.Claim{ID: "k1", Mentions: ms, Articles: len(ms), Outlets: len(ms)}
	return lineage.Trace(lineage.Input{Claims: []corpus.Claim{c}, Articles: as, Citations: cited, Corrections: cs})[0]
}

// edges prints the edges of c: child <- parent, in brackets for a ghost.
func edges(c corpus.Claim) []string {
	out := []string{}
	for _, e := range c.Lineage {
		parent := e.Parent
		if e.Ghost {
			parent = "(" + e.Name + ")"
		}
		out = append(out, string(e.Child)+" <- "+parent)
	}
	return out
}

func TestEdges(t *testing.T) {
	as := []corpus.Article{article("a1", "The Northmere Courier", 1), article("a2", "Meridian Wire", 2), article("a3", "Daily Gull", 3)}
	for _, x := range []struct {
		name  string
		cited map[corpus.ArticleID][]corpus.Citation
		ms    []corpus.Mention
		want  []string
	}{
		{
			name: "siblings have no edge", want: []string{},
			ms: []corpus.Mention{told("a1", "The pier is cracked."), told("a2", "The pier is cracked.")},
		},
		{
			name: "a named outlet that is collected", want: []string{"a2 <- a1"},
			ms: []corpus.Mention{told("a1", "The pier is cracked."), told("a2", "The pier is cracked.", outlet("Northmere Courier"))},
		},
		{
			name: "a part of its name", want: []string{"a2 <- a1"},
			ms: []corpus.Mention{told("a1", "The pier is cracked."), told("a2", "The pier is cracked.", outlet("Courier"))},
		},
		{
			name: "nobody cites a later article", want: []string{"a1 <- (Daily Gull)"},
			ms: []corpus.Mention{told("a1", "The pier is cracked.", outlet("Daily Gull")), told("a3", "The pier is cracked.")},
		},
		{
			name: "a source that is not collected", want: []string{"a1 <- (Island Post)", "a2 <- (The Island Post)"},
			ms: []corpus.Mention{told("a1", "The pier is cracked.", outlet("Island Post")), told("a2", "The pier is cracked.", outlet("The Island Post"))},
		},
		{
			name: "an outlet does not cite itself", want: []string{},
			ms: []corpus.Mention{told("a1", "The pier is cracked.", outlet("the Courier"))},
		},
		{
			name: "a survey is no outlet", want: []string{},
			ms: []corpus.Mention{told("a1", "The pier is cracked.", outlet("A survey"))},
		},
		{
			name: "a link", want: []string{"a3 <- a1"},
			cited: map[corpus.ArticleID][]corpus.Citation{"a3": {{Kind: "outlet", Sources: []string{"our friends"}, Href: "http://www.a1.example/pier#top"}}},
			ms:    []corpus.Mention{told("a1", "The pier is cracked."), told("a3", "The pier is cracked.")},
		},
	} {
		c := trace(as, x.cited, nil, x.ms...)
		if got := edges(c); !reflect.DeepEqual(got, x.want) {
			t.Errorf("%s: %v, want %v", x.name, got, x.want)
		}
		for _, e := range c.Lineage {
			if e.Ghost && e.Parent[0] != 's' || e.Probability <= 0 || e.Probability > 1 || len(e.Evidence) == 0 {
				t.Errorf("%s: %+v", x.name, e)
			}
		}
	}
}

// TestGhosts checks that two articles that name one unseen source name one source.
func TestGhosts(t *testing.T) {
	c := trace([]corpus.Article{article("a1", "Courier", 0), article("a2", "Gull", 0)}, nil, nil,
		told("a1", "The pier is cracked.", outlet("Island Post")), told("a2", "The pier has cracks.", outlet("The Island Post")))
	if len(c.Lineage) != 2 || c.Lineage[0].Parent != c.Lineage[1].Parent {
		t.Fatalf("%+v", c.Lineage)
	}
	if c.Lineage[0].Parent != string(corpus.NewSourceID("", "island post", "", "")) {
		t.Errorf("the source is %s", c.Lineage[0].Parent)
	}
	if c.Sources != "single" || c.Origin == "" || !strings.Contains(c.Warning, "2 outlets, one origin") {
		t.Errorf("sources %s, origin %q, warning %q", c.Sources, c.Origin, c.Warning)
	}
}

func TestSources(t *testing.T) {
	as := []corpus.Article{article("a1", "Courier", 1), article("a2", "Gull", 2), article("a3", "Echo", 3)}
	papers := corpus.ChainLink{Source: "leaked documents", Cue: "show", Kind: "documents"}
	files := corpus.ChainLink{Source: "the leaked files", Cue: "show", Kind: "documents"}
	for _, x := range []struct {
		name string
		ms   []corpus.Mention
		want string
	}{
		{"one article", []corpus.Mention{told("a1", "X", papers)}, "unknown"},
		{"one origin", []corpus.Mention{told("a1", "X", papers), told("a2", "Y", files)}, "single"},
		{"one origin through an outlet", []corpus.Mention{told("a1", "X", papers), told("a2", "Y", outlet("Courier"))}, "single"},
		{"two origins", []corpus.Mention{told("a1", "X", papers), told("a2", "Y", outlet("Island Post"))}, "several"},
		{"one is silent", []corpus.Mention{told("a1", "X", papers), told("a2", "Y", files), told("a3", "Z")}, "unknown"},
	} {
		if c := trace(as, nil, nil, x.ms...); c.Sources != x.want {
			t.Errorf("%s: %s, want %s", x.name, c.Sources, x.want)
		}
	}
}

// TestWarning checks that reprints are one voice, that a credit leads to its agency, and that silent articles are told
// of and not counted.
func TestWarning(t *testing.T) {
	as := []corpus.Article{
		article("a1", "Meridian Wire", 1), article("a2", "Courier", 2), article("a3", "Echo", 3), article("a4", "Gull", 4), article("a5", "Lantern", 5),
	}
	board := corpus.ChainLink{Source: "Harbour Board", Cue: "said", Kind: "organisation"}
	whole := corpus.ChainLink{Source: "the Northmere Harbour Board", Cue: "said", Kind: "organisation"}
	for _, x := range []struct {
		name             string
		ms               []corpus.Mention
		wire             map[corpus.ArticleID][]string
		copies           map[corpus.ArticleID]corpus.ArticleID
		sources, warning string
		edges            []string
	}{
		{
			name: "reprints only", ms: []corpus.Mention{told("a1", "X"), told("a2", "X"), told("a3", "X")},
			copies:  map[corpus.ArticleID]corpus.ArticleID{"a2": "a1", "a3": "a1"},
			sources: "single", edges: []string{},
			warning: "3 outlets, one origin: all lead to Meridian Wire. That is one source told 3 times, not 3 confirmations. 2 articles are reprints of another.",
		},
		{
			name: "a reprint and a report of its own", ms: []corpus.Mention{told("a1", "X"), told("a2", "X"), told("a3", "Y", board)},
			copies: map[corpus.ArticleID]corpus.ArticleID{"a2": "a1"}, sources: "several", edges: []string{},
		},
		{
			name: "credit to a collected article", ms: []corpus.Mention{told("a1", "X"), told("a2", "Y"), told("a3", "Z")},
			wire:    map[corpus.ArticleID][]string{"a1": {"Meridian Wire"}, "a2": {"Meridian Wire"}},
			sources: "unknown", edges: []string{"a2 <- a1"},
			warning: "2 of 3 articles lead to Meridian Wire; 1 names no source.",
		},
		{
			name: "credit to one that is not", ms: []corpus.Mention{told("a2", "Y"), told("a3", "Z")},
			wire:    map[corpus.ArticleID][]string{"a2": {"Sound Agency"}, "a3": {"Sound Agency"}},
			sources: "single", edges: []string{"a2 <- (Sound Agency)", "a3 <- (Sound Agency)"},
			warning: "2 outlets, one origin: all lead to Sound Agency, which is not in the corpus. That is one source told 2 times, not 2 confirmations.",
		},
		{
			name: "a name in part, and a silent article", ms: []corpus.Mention{told("a2", "X", board), told("a3", "Y", whole), told("a4", "Z")},
			sources: "unknown", edges: []string{}, warning: "2 of 3 articles lead to Harbour Board; 1 names no source.",
		},
		{
			name: "one source is not enough", ms: []corpus.Mention{told("a2", "X", board), told("a3", "Y"), told("a4", "Z")},
			sources: "unknown", edges: []string{},
		},
		{
			name: "pronouns name nobody", sources: "unknown", edges: []string{},
			ms: []corpus.Mention{
				told("a2", "X", corpus.ChainLink{Source: "I", Cue: "say", Kind: "person"}), told("a3", "Y", corpus.ChainLink{Source: "I", Cue: "say", Kind: "person"}),
			},
		},
	} {
		c := corpus.Claim{ID: "k1", Mentions: x.ms, Articles: len(x.ms), Outlets: len(x.ms)}
		c = lineage.Trace(lineage.Input{Claims: []corpus.Claim{c}, Articles: as, Wire: x.wire, Copies: x.copies})[0]
		if got := edges(c); c.Sources != x.sources || c.Warning != x.warning || !reflect.DeepEqual(got, x.edges) {
			t.Errorf("%s:\n got %s %q %v\nwant %s %q %v", x.name, c.Sources, c.Warning, got, x.sources, x.warning, x.edges)
		}
		if (c.Origin != "") != (x.warning != "") {
			t.Errorf("%s: origin %q", x.name, c.Origin)
		}
	}
}

// TestDirection checks that wordings have a direction only where a date or a printed edge decides.
func TestDirection(t *testing.T) {
	ms := []corpus.Mention{told("a1", "The old wooden pier is cracked in many places."), told("a2", "The pier is cracked.")}
	for _, x := range []struct {
		name string
		day  int
		last corpus.Mention
		want bool
	}{
		{"no dates", 0, ms[1], false},
		{"dates", 2, ms[1], true},
		{"a citation", 0, told("a2", "The pier is cracked.", outlet("Courier")), true},
	} {
		c := trace([]corpus.Article{article("a1", "Courier", min(x.day, 1)), article("a2", "Gull", x.day)}, nil, nil, ms[0], x.last)
		if len(c.Variants) != 2 {
			t.Fatalf("%s: %d variants", x.name, len(c.Variants))
		}
		v := c.Variants[1]
		if v.Directed != x.want || v.From != c.Variants[0].ID || c.Variants[0].From != "" {
			t.Errorf("%s: directed %v from %q", x.name, v.Directed, v.From)
		}
		if v.Drift.Score <= 0 || v.Drift.Score >= 1 || c.Drift != v.Drift.Score {
			t.Errorf("%s: drift %+v, %v", x.name, v.Drift, c.Drift)
		}
		for _, m := range c.Mentions {
			if !slices.ContainsFunc(c.Variants, func(v corpus.Variant) bool { return v.ID == m.Variant && slices.Contains(v.Mentions, m.ID) }) {
				t.Errorf("%s: mention %s is of variant %q", x.name, m.ID, m.Variant)
			}
		}
	}
}

func TestCorrectedEdge(t *testing.T) {
	as := []corpus.Article{article("a1", "Courier", 1), article("a2", "Gull", 2)}
	ms := []corpus.Mention{told("a1", "The pier is cracked."), told("a2", "The pier is cracked.")}
	c := trace(as, nil, []corpus.CorrectionEntry{
		{Op: "edge", Article: "a2", Parent: "a1", Why: "the editor told us"},
		{Op: "status", A: &ms[0].Anchor, Value: "disputed"},
	}, ms...)
	if got := edges(c); !reflect.DeepEqual(got, []string{"a2 <- a1"}) || c.Lineage[0].Printed || c.Status != "disputed" {
		t.Errorf("%v %+v %s", got, c.Lineage, c.Status)
	}
}

// TestReference checks that a wording is compared with that of another outlet where there is a choice.
func TestReference(t *testing.T) {
	as := []corpus.Article{article("a1", "Courier", 1), article("a2", "Gull", 2)}
	twice := told("a2", "The old wooden pier is badly cracked, says the board.")
	twice.ID = "m2"
	c := trace(as, nil, nil, told("a1", "The wooden pier is cracked, the board says."), told("a2", "The old wooden pier is badly cracked."), twice)
	for _, v := range c.Variants[1:] {
		if v.From != c.Variants[0].ID {
			t.Errorf("%q is compared with %q, its own article", v.Text, v.From)
		}
	}
}

func TestRank(t *testing.T) {
	types := lineage.Types()
	for i, name := range types {
		if lineage.Rank(name) != i {
			t.Errorf("%s has rank %d, want %d", name, lineage.Rank(name), i)
		}
	}
	if types[0] != "value_changed" || types[len(types)-1] != "verbatim" || lineage.Rank("unheard_of") != len(types) {
		t.Errorf("types are %v", types)
	}
}
