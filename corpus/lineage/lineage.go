// Package lineage orders the wordings of a claim, names what changed between them, and says where each article has the
// claim from.
//
// It compares wordings, dates and printed citations, nothing else. Whether a claim is true is not its business. It
// draws an edge from one article to another only where the text of one names the other, and never because two are
// alike: outlets that share a source are siblings, and the source that they share, where it is not in the corpus, is a
// source of its own (a ghost).
//
// [Trace] takes the claims that package claim made and fills in the rest of each [corpus.Claim]: variants with their
// mutations and drift, edges, the earliest mention, and whether all that is said leads to one source. It is a pure
// function of its input.
//
// Files: variant.go groups the mentions of a claim into wordings and decides which is compared with which; mutate.go and
// the files named after what they compare (number.go, time.go, voice.go, quoted.go, clause.go, phrase.go, contest.go) name
// the differences of two wordings, with what their sentences say besides; edge.go and credit.go say where an article has a
// claim from, origin.go and warning.go whether all of them have it from one source. A reprint is no second voice: it counts
// in Outlets, and nowhere else.
package lineage

import (
	"slices"
	"strings"

	"hearsay/corpus"
)

// An Input is what lineage is worked out from.
type Input struct {
	Claims      []corpus.Claim // with their mentions, as package claim makes them
	Articles    []corpus.Article
	Citations   map[corpus.ArticleID][]corpus.Citation // of the latest version of each article
	Wire        map[corpus.ArticleID][]string          // the agencies that it credits: "with files from Meridian Wire"
	Credits     map[corpus.ArticleID][]corpus.Credit   // where it does so, as far as its text does
	Copies      map[corpus.ArticleID]corpus.ArticleID  // reprints, and the article that stands for them
	Corrections []corpus.CorrectionEntry
}

// Trace returns the claims of in, in the same order, with Variants, Lineage, Sources, Origin, Warning, Drift, Status and
// the earliest dates filled in. The mentions in the answer name their variant. Nothing in the input is changed.
func Trace(in Input) []corpus.Claim {
	t := newTracer(in)
	out := make([]corpus.Claim, len(in.Claims))
	for i := range in.Claims {
		c := in.Claims[i]
		c.Mentions = slices.Clone(c.Mentions)
		t.trace(&c)
		out[i] = c
	}
	return out
}

// A tracer holds what is looked up while claims are traced.
type tracer struct {
	articles  map[corpus.ArticleID]*corpus.Article
	byURL     map[string]corpus.ArticleID
	byOutlet  map[string][]corpus.ArticleID // folded name of an outlet -> its articles
	citations map[corpus.ArticleID][]corpus.Citation
	wire      map[corpus.ArticleID][]string
	credited  map[corpus.ArticleID][]corpus.Credit
	copies    map[corpus.ArticleID]corpus.ArticleID
	entities  map[string]bool // names that the articles take for a business, an institution or a person
	decided   []corpus.CorrectionEntry
	words     vocabulary

	// of the claim that is being traced
	telling map[corpus.ArticleID]bool               // articles that tell it
	printed map[corpus.ArticleID][]corpus.ArticleID // an article and those that it says it has the claim from
}

func newTracer(in Input) *tracer {
	t := &tracer{
		articles: map[corpus.ArticleID]*corpus.Article{}, byURL: map[string]corpus.ArticleID{},
		byOutlet: map[string][]corpus.ArticleID{}, citations: in.Citations, wire: in.Wire, credited: in.Credits, copies: in.Copies, entities: map[string]bool{}, words: vocabulary{},
	}
	for i := range in.Claims {
		for j := range in.Claims[i].Mentions {
			if st := in.Claims[i].Mentions[j].Statement; st != nil {
				for _, n := range st.Names {
					if n.Kind != "" {
						t.entities[outletKey(n.Name)] = true
					}
				}
			}
		}
	}
	for i := range in.Articles {
		a := &in.Articles[i]
		t.articles[a.ID] = a
		if a.URL != "" {
			t.byURL[bareURL(a.URL)] = a.ID
		}
		if o := outletKey(a.Outlet); o != "" {
			t.byOutlet[o] = append(t.byOutlet[o], a.ID)
		}
	}
	for _, ids := range t.byOutlet {
		slices.Sort(ids)
	}
	for _, e := range in.Corrections {
		switch e.Op {
		case "edge", "mutation", "status":
			t.decided = append(t.decided, e)
		}
	}
	return t
}

// trace fills in one claim.
func (t *tracer) trace(c *corpus.Claim) {
	t.telling = map[corpus.ArticleID]bool{}
	for i := range c.Mentions {
		t.telling[c.Mentions[i].Article] = true
	}
	c.Lineage = t.edges(c)
	t.printed = map[corpus.ArticleID][]corpus.ArticleID{}
	for _, e := range c.Lineage {
		if !e.Ghost && e.Probability >= 0.5 {
			t.printed[e.Child] = append(t.printed[e.Child], corpus.ArticleID(e.Parent))
		}
	}
	c.Variants = t.variants(c)
	for _, v := range c.Variants {
		c.Drift = max(c.Drift, v.Drift.Score)
	}
	t.earliest(c)
	t.origin(c)
	t.status(c)
}

// earliest finds the article that certainly or most likely had the claim first: the one whose latest possible time is
// the earliest.
func (t *tracer) earliest(c *corpus.Claim) {
	var best *corpus.Article
	for i := range c.Mentions {
		a := t.articles[c.Mentions[i].Article]
		if a == nil || !a.Time.Known() {
			continue
		}
		if best == nil || a.Time.Latest.Before(best.Time.Latest) {
			best = a
		}
	}
	if best == nil && len(c.Mentions) > 0 {
		best = t.articles[c.Mentions[0].Article]
	}
	if best != nil {
		c.EarliestCollected = corpus.Collected{Article: best.ID, Outlet: best.Outlet, Time: best.Time}
	}
}

// status takes over what a person decided.
func (t *tracer) status(c *corpus.Claim) {
	for _, e := range t.decided {
		if e.Op == "status" && e.A != nil && slices.ContainsFunc(c.Mentions, func(m corpus.Mention) bool { return m.ID == e.A.ID() }) {
			c.Status = e.Value
		}
	}
}

// before reports whether article a certainly precedes article b.
func (t *tracer) before(a, b corpus.ArticleID) bool {
	x, y := t.articles[a], t.articles[b]
	return x != nil && y != nil && x.Time.Before(y.Time)
}

// bareURL is an address as it is looked up: without scheme, "www.", fragment and closing slash.
func bareURL(s string) string {
	s, _, _ = strings.Cut(s, "#")
	s = strings.TrimPrefix(strings.TrimPrefix(s, "https://"), "http://")
	return strings.TrimSuffix(strings.TrimPrefix(s, "www."), "/")
}

// of returns the articles of the outlet that an article calls name: by its whole name, or by a part of it ("the Courier")
// where only one outlet has that part.
func (t *tracer) of(name string) []corpus.ArticleID {
	key := outletKey(name)
	if ids := t.byOutlet[key]; len(ids) > 0 || key == "" {
		return ids
	}
	var found string
	for o := range t.byOutlet {
		if partOf(key, o) {
			if found != "" {
				return nil
			}
			found = o
		}
	}
	return t.byOutlet[found]
}

// partOf reports whether all words of name are words of outlet.
func partOf(name, outlet string) bool {
	words := strings.Fields(outlet)
	for _, w := range strings.Fields(name) {
		if !slices.Contains(words, w) {
			return false
		}
	}
	return name != ""
}

// outletKey is the name of an outlet as it is looked up.
func outletKey(s string) string {
	return strings.TrimPrefix(strings.Join(strings.Fields(strings.ToLower(s)), " "), "the ")
}
