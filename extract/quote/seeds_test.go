package quote_test

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/corpus/text"
	"hearsay/extract"
	"hearsay/extract/quote"
)

// A goldCitation is an annotated place where one of the seed articles cites. Offsets are of the file.
type goldCitation struct {
	corpus.Span
	File, Text, Kind string
	Cited            []string
}

// A goldMention is an annotated wording of a claim in one of them.
type goldMention struct {
	ID, File, Quote string
	Span            struct {
		corpus.Span
		Text string
	}
	Attribution struct{ Speaker string }
}

// seeds returns the annotated citations and mentions, and what is extracted from the files they stand in, with the spans
// of quotes and citations those of the file.
func seeds(t *testing.T) (gold []goldCitation, mentions []goldMention, found map[string]*corpus.Extraction) {
	t.Helper()
	path := quote.Shared(t, "gold/claims.json")
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var all struct {
		Claims []struct{ Mentions []goldMention }
		Edges  []goldCitation `json:"citation_edges"`
	}
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	for _, c := range all.Claims {
		mentions = append(mentions, c.Mentions...)
	}
	found = map[string]*corpus.Extraction{}
	for _, m := range mentions {
		if found[m.File] != nil {
			continue
		}
		body, err := os.ReadFile(filepath.Join(filepath.Dir(path), "..", "seeds", m.File))
		if err != nil {
			t.Fatal(err)
		}
		ex, err := extract.Page(&corpus.Page{File: m.File, MediaType: "text/plain", Body: body}, nil)
		if err != nil {
			t.Fatal(err)
		}
		for i := range ex.Citations {
			ex.Citations[i].Span = inFile(ex, ex.Citations[i].Span)
		}
		for i := range ex.Quotes {
			ex.Quotes[i].Span = inFile(ex, ex.Quotes[i].Span)
		}
		found[m.File] = ex
	}
	return all.Edges, mentions, found
}

// inFile returns where in the file what stands at sp of the text was read.
func inFile(ex *corpus.Extraction, sp corpus.Span) corpus.Span {
	for _, b := range ex.Blocks {
		if b.Source != nil && b.Contains(sp) {
			move := b.Source.Start - b.Start
			return corpus.Span{Start: sp.Start + move, End: sp.End + move}
		}
	}
	return sp
}

// TestSeedCitations measures, on the five annotated articles, how many citations are found (by overlap, one to one), with
// the right kind, and with all the names.
func TestSeedCitations(t *testing.T) {
	gold, _, found := seeds(t)
	both, kind, named, all := 0, 0, 0, 0
	used := map[*corpus.Citation]bool{}
	for _, g := range gold {
		c := bestCitation(found[g.File].Citations, g.Span, used)
		if c == nil {
			t.Logf("%s %d: missed %s %q", g.File[:3], g.Start, g.Kind, g.Text)
			continue
		}
		used[c] = true
		both++
		if c.Kind == g.Kind {
			kind++
		} else {
			t.Logf("%s %d: %s, not %s: %q, gold %q", g.File[:3], g.Start, c.Kind, g.Kind, c.Text, g.Text)
		}
		if namesAll(c.Sources, g.Cited) {
			named++
		} else {
			t.Logf("%s %d: names %q, gold %q", g.File[:3], g.Start, c.Sources, g.Cited)
		}
	}
	for file, ex := range found {
		all += len(ex.Citations)
		for i := range ex.Citations {
			if c := &ex.Citations[i]; !used[c] {
				t.Logf("%s %d: not in gold: %s %q of %q", file[:3], c.Start, c.Kind, c.Text, c.Sources)
			}
		}
	}
	t.Logf("%d of %d found, %d with the kind, %d with the names; %d of ours are in gold of %d", both, len(gold), kind, named, both, all)
	if both*100 < 88*len(gold) || both*100 < 75*all || kind*100 < 90*both {
		t.Error("that is less than was reached")
	}
}

// bestCitation returns the citation of cs that shares most with sp and is not yet used, nil if there is none.
func bestCitation(cs []corpus.Citation, sp corpus.Span, used map[*corpus.Citation]bool) *corpus.Citation {
	var out *corpus.Citation
	best := 0.0
	for i := range cs {
		if x := overlap(cs[i].Span, sp); x > best && !used[&cs[i]] {
			out, best = &cs[i], x
		}
	}
	return out
}

// namesAll reports whether each cited name shares a word with one of sources. What the annotator calls "unnamed" or
// "leaked" is left out, since that is in the article in other words or not at all.
func namesAll(sources, cited []string) bool {
	for _, c := range cited {
		c = strings.TrimPrefix(strings.TrimPrefix(c, "unnamed "), "leaked ")
		if !slices.ContainsFunc(sources, func(s string) bool { return shareWord(s, c) }) {
			return false
		}
	}
	return true
}

// papers are nouns by which the same leaked papers are called.
var papers = []string{"documents", "files", "records", "revelations", "leak"}

func shareWord(a, b string) bool {
	in := map[string]bool{}
	for _, w := range text.Words(strings.ToLower(a)) {
		in[w.Of(strings.ToLower(a))] = true
	}
	for _, w := range text.Words(strings.ToLower(b)) {
		w := w.Of(strings.ToLower(b))
		if w != "the" && in[w] || w == "documents" && slices.ContainsFunc(papers, func(p string) bool { return in[p] }) {
			return true
		}
	}
	return false
}

// TestSeedQuotes: in the five annotated articles every wording with words in quotation marks that has a speaker is found,
// with that speaker, and what they have from documents and through outlets has those in its chain.
func TestSeedQuotes(t *testing.T) {
	_, mentions, found := seeds(t)
	for _, m := range mentions {
		if m.Quote != "direct" && m.Quote != "fragment" || m.Attribution.Speaker == "" {
			continue
		}
		if got := speakersAt(found[m.File], m.Span.Span); !slices.ContainsFunc(got, func(s string) bool { return shareWord(s, m.Attribution.Speaker) }) {
			t.Errorf("%s %q: speakers %q, want %s", m.ID, m.Span.Text, got, m.Attribution.Speaker)
		}
	}
	chains := map[string]bool{}
	for _, ex := range found {
		for _, q := range ex.Quotes {
			chains[strings.ToLower(sources(q.Chain))] = true
		}
	}
	for _, want := range []string{
		"channel news asia > microsoft",
		"the guardian > +972 magazine > leaked documents",
		"the guardian > +972 magazine > local call > leaked documents",
		"the guardian > the leaked documents",
		"the guardian > microsoft",
	} {
		if !chains[want] {
			t.Errorf("no chain %s", want)
		}
	}
	if t.Failed() {
		t.Logf("chains: %v", slices.Sorted(maps.Keys(chains)))
	}
}

// speakersAt returns the names of those whose quotes overlap sp.
func speakersAt(ex *corpus.Extraction, sp corpus.Span) (out []string) {
	for _, q := range ex.Quotes {
		if q.Overlaps(sp) && q.Speaker != nil {
			out = append(out, q.Speaker.Name)
		}
	}
	return out
}
