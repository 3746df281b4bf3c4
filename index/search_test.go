package index

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"hearsay/corpus"
)

type ids = corpus.ArticleID

func TestSearch(t *testing.T) {
	x := synced(t, t.TempDir(), harbour())
	for _, c := range []struct{ q, want string }{
		{"", "one two three four"},
		// words in any form, phrases exactly
		{"ferry", "one two three"},
		{"ferries", "one two three"},
		{"ferry stopped", "two"},
		{`"ferry"`, "one two three"},
		{`"ferries"`, "two"},
		{`"shut down"`, "one"},
		{`"down shut"`, ""},
		{`"harbour ferry"`, "one"},
		{`"ferry harbour"~3`, "one two"},
		{`"ferry harbour"~1`, "one"},
		{`"monday noon"~6`, "one"},
		{`"monday noon"~4`, ""},
		{"surveil*", "three four"},
		{"surve*", "three four"},
		{"surveillance", "three four"},
		{`"surveillance"`, "three"},
		{"down-at-the*", "two"},
		{"shut-down", "one"},
		// how a word is written
		{`"Vane's denial"`, "one"},
		{`"vane’s denial"`, "one"},
		{`"vane denial"`, ""},
		{"vane's", "one two"},
		{"cafe", "two"},
		{`"senor nunez"`, "four"},
		{"U.S.", "one three"},
		{`"U.S. agency"`, "one"},
		{"US", "one three"},
		{`"1400 tb"`, "one"},
		{`"1,400 TB"`, "one"},
		// operators
		{"ferry -harbour", "three"},
		{"-ferry", "four"},
		{"noon OR council", "one three"},
		{"ferry (noon OR council)", "one three"},
		{"-(noon OR council)", "two four"},
		{"nosuchword", ""},
		{"-nosuchword", "one two three four"},
		// the article
		{"title:ferry", "one two"},
		{`title:"ferry"`, "one"},
		{"outlet:gull", "one four"},
		{`outlet:"tern wire"`, "two three"},
		{"outlet:ternwire.example", "two three"},
		{"outlet:tern*", "two three"},
		{"outlet:terns", ""},
		{"byline:moss", "one two three four"},
		{"lang:en", "one two three four"},
		{"lang:fr", ""},
		{"date:2026-02", "one two"},
		{"date:2026-02-18", "two"},
		{"date:2026", "one two three"},
		{"date:..2025", "four"},
		{"date:2026-02-18..", "two three"},
		{"kind:quote", "one two three"},
		{"-kind:quote", "four"},
		// mentions
		{"speaker:vane", "one three"},
		{`speaker:"ida vane"`, "one three"},
		{"-speaker:vane", "two four"},
		{"quote:stored", "two"},
		{`quote:"no comment"`, "three"},
		{"quote:storing", "two"},
		{"source:ledgers", "one"},
		{"source:vane", "one three"},
		{"figure:1400TB", "one"},
		{"figure:1.4PB", "one"},
		{"figure:>=1PB", "one two"},
		{"figure:>1400TB", "two"},
		{"figure:<1PB", "three"},
		{"figure:6PB..7PB", "two"},
		{"figure:17PB..", ""},
		{"figure:0.9TB..1TB", "three"},
		{"figure:38M..40M USD", "two"},
		{"figure:38M..40M EUR", ""},
		{`figure:"400 beds"`, "one"},
		{`figure:"400 detention beds"`, "one"},
		{`figure:"400 hospital beds"`, ""},
		{"figure:1400", "one"},
		{"figure:400..1400", "one three"},
		{"[speaker:vane figure:>=1TB]", "one"},
		{"speaker:vane figure:<1PB", "three"},
		{"[speaker:vane figure:<1PB]", ""},
		{"[source:vane figure:<1PB]", "three"},
		{"[kind:figure -source:wire]", "one three"},
		{"[quote:stored OR source:ledgers]", "one two"},
		{"claim:k1", "one three"},
		{"[claim:k1 kind:quote]", "one"},
	} {
		res := ask(t, x, c.q, Request{})
		if got := sorted(found(res)); got != sorted(c.want) {
			t.Errorf("%s: got %q, want %q", c.q, got, sorted(c.want))
		}
		if res.Total != len(res.Hits) {
			t.Errorf("%s: total %d of %d hits", c.q, res.Total, len(res.Hits))
		}
	}
}

// An exact match outranks an inflected form in the same place, a title outranks a text, and without words the newest
// comes first.
func TestRanking(t *testing.T) {
	m := newMemory()
	m.put(
		made("exact", "A | 2026-01-01 | news of the day", "the closure of the pier"),
		made("form", "A | 2026-01-01 | news of the day", "the closures of the pier"),
		made("title", "A | 2026-01-01 | news of closure", "word of the pier was late"),
		made("long", "A | 2026-01-01 | news of the day", "the closure of the pier"+strings.Repeat(" and more about something else", 40)),
		made("newer", "A | 2026-01-02 | news of the day", "nothing"),
	)
	x := synced(t, t.TempDir(), m)
	if got, want := found(ask(t, x, "closure", Request{})), "title exact form long"; got != want {
		t.Errorf("closure: %s, want %s", got, want)
	}
	if got, want := found(ask(t, x, "closures", Request{})), "form title exact long"; got != want && got != "form exact title long" {
		t.Errorf("closures: %s, want %s", got, want)
	}
	if got, want := found(ask(t, x, "outlet:a", Request{})), "newer exact form long title"; got != want {
		t.Errorf("outlet:a: %s, want %s", got, want)
	}
}

// A score does not depend on the order in which articles came, nor on how they were batched.
func TestScoresStand(t *testing.T) {
	const n = 120
	p := newPress()
	var as []Article
	for i := range n {
		as = append(as, p.article(i))
	}
	qs := p.queries(24)
	scores := func(size int, as []Article) map[string]float64 {
		x, err := Open(t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		defer x.Close()
		for b := range slices.Chunk(as, size) {
			if err := x.Apply(t.Context(), &Batch{Articles: b, Position: 1}); err != nil {
				t.Fatal(err)
			}
		}
		out := map[string]float64{}
		for _, q := range qs {
			for _, h := range ask(t, x, q, Request{Limit: n}).Hits {
				out[q+" "+h.ID] = h.Score
			}
		}
		return out
	}
	want := scores(n, as)
	slices.Reverse(as)
	for _, size := range []int{n, 7} {
		if got := scores(size, as); !maps.Equal(got, want) {
			for k, v := range want {
				if got[k] != v {
					t.Fatalf("batches of %d, the last first: %s scores %v, want %v", size, k, got[k], v)
				}
			}
			t.Fatalf("batches of %d, the last first: %d hits, want %d", size, len(got), len(want))
		}
	}
}

func TestSpans(t *testing.T) {
	m := harbour()
	x := synced(t, t.TempDir(), m)
	for _, c := range []struct{ q, id, want string }{
		{"ferries -boat", "atwo", "Ferries|ferry"},
		{`"harbour ferry"`, "aone", "harbour ferry"},
		{`"harbour ferry" ferry`, "aone", "harbour ferry"},
		{`"ferry harbour"~3`, "atwo", "harbour|ferry"},
		{"surveil*", "afour", "Surveilled"},
		{"vane's", "aone", "Vane"},
		{"us", "aone", ""},
		{"U.S.", "aone", "U.S."},
		{"figure:>=1PB", "aone", ""},
		{`"1400 tb"`, "aone", "1,400 TB"},
	} {
		for _, h := range ask(t, x, c.q, Request{}).Hits {
			if h.ID != c.id {
				continue
			}
			var got []string
			for _, s := range h.Spans {
				got = append(got, s.Of(m.articles[ids(h.ID)].Text))
			}
			if g := strings.Join(got, "|"); g != c.want {
				t.Errorf("%s in %s: %q, want %q", c.q, c.id, g, c.want)
			}
		}
	}
}

func TestMentions(t *testing.T) {
	x := synced(t, t.TempDir(), harbour())
	for _, c := range []struct{ q, want string }{
		{"speaker:vane", "mone0 mthree0"},
		{"figure:>=1PB", "mone0 mtwo1"},
		{"[speaker:vane figure:>=1PB] ferry", "mone0"},
		{"figure:>=1PB -speaker:rusk", "mone0"},
		{"claim:k1", "mone0 mthree1"},
		{"ferry", ""},
	} {
		var got []string
		for _, h := range ask(t, x, c.q, Request{}).Hits {
			for _, m := range h.Mentions {
				got = append(got, string(m))
			}
		}
		if g := sorted(strings.Join(got, " ")); g != c.want {
			t.Errorf("%s: %q, want %q", c.q, g, c.want)
		}
	}
}

func TestClaims(t *testing.T) {
	x := synced(t, t.TempDir(), harbour())
	for _, c := range []struct{ q, want string }{
		{"", "1"},
		{"tripled", "1"},
		{"agency", "1"},
		{"ferry", ""},
		{"outlet:gull", "1"},
		{"date:2026-02-17", "1"},
		{"figure:1.4PB", "1"},
		{"kind:figure", "1"},
		{"kind:quote", ""},
		{"-tripled", ""},
	} {
		if got := found(ask(t, x, c.q, Request{Kind: Claims})); got != c.want {
			t.Errorf("%s: %q, want %q", c.q, got, c.want)
		}
	}
}

func TestFoldAndFacets(t *testing.T) {
	m := harbour()
	m.put(made("copy", "Skua News | 2026-02-19 | Ferries stop", m.articles["atwo"].Text+" Copied."))
	dir := t.TempDir()
	x := synced(t, dir, m)
	if got := ask(t, x, "ferry", Request{Fold: true}).Total; got != 4 {
		t.Errorf("%d hits before folding, want 4", got)
	}
	m.copies = map[ids]ids{"acopy": "atwo"}
	if _, err := (&Syncer{Index: x, Source: m}).Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	res := ask(t, x, "ferry", Request{Fold: true, Facets: 10})
	if got := sorted(found(res)); got != "one three two" || res.Total != 3 {
		t.Errorf("folded: %s, total %d", got, res.Total)
	}
	for _, h := range res.Hits {
		if want := map[string]int{"atwo": 1}[h.ID]; h.Copies != want {
			t.Errorf("%s has %d copies, want %d", h.ID, h.Copies, want)
		}
	}
	if got := res.Facets["outlet"]; len(got) != 3 || got[0] != (Count{"Tern Wire", 2}) || got[1] != (Count{"Gull Post", 1}) || got[2] != (Count{"Skua News", 1}) {
		t.Errorf("outlets: %v", got)
	}
	if got := res.Facets["day"]; len(got) != 4 || got[0] != (Count{"2026-02-17", 1}) || got[3] != (Count{"2026-03-01", 1}) {
		t.Errorf("days: %v", got)
	}
	if got := res.Facets["kind"]; len(got) != 2 || got[0] != (Count{"figure", 3}) {
		t.Errorf("kinds: %v", got)
	}
	if got := found(ask(t, x, "ferry outlet:skua", Request{Fold: true})); got != "copy" {
		t.Errorf("a copy whose lead is no hit: %q", got)
	}
	if got := ask(t, x, "ferry", Request{}).Total; got != 4 {
		t.Errorf("%d hits unfolded, want 4", got)
	}
	m.copies = nil
	if _, err := (&Syncer{Index: x, Source: m}).Sync(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := ask(t, x, "ferry", Request{Fold: true}).Total; got != 4 {
		t.Errorf("%d hits after unfolding, want 4", got)
	}
}

func TestOrderAndOffset(t *testing.T) {
	x := synced(t, t.TempDir(), harbour())
	for _, c := range []struct {
		r    Request
		want string
	}{
		{Request{Order: ByNewest}, "three two one four"},
		{Request{Order: ByOldest}, "four one two three"},
		{Request{Order: ByNewest, Offset: 1, Limit: 2}, "two one"},
		{Request{Order: ByNewest, Offset: 3, Limit: 2}, "four"},
		{Request{Order: ByNewest, Offset: 9, Limit: 2}, ""},
	} {
		if got := found(ask(t, x, "", c.r)); got != c.want {
			t.Errorf("%+v: %s, want %s", c.r, got, c.want)
		}
	}
}

// Boilerplate and bylines are not searched, no phrase runs from one block into the next, and spans count in the text.
func TestBlocks(t *testing.T) {
	m := newMemory()
	a := made("one", "Gull Post | 2026-02-17 | Head", "The pier closed\n\nBy Ada Moss\n\nShut for good\n\nSubscribe now")
	for i, at := range [][2]int{{0, 15}, {17, 28}, {30, 43}, {45, 58}} {
		kind := []corpus.BlockKind{corpus.Headline, corpus.Byline, corpus.Para, corpus.Boilerplate}[i]
		a.Blocks = append(a.Blocks, corpus.Block{Kind: kind, Span: corpus.Span{Start: at[0], End: at[1]}})
	}
	m.put(a)
	x := synced(t, t.TempDir(), m)
	for _, c := range []struct{ q, want string }{
		{"subscribe", ""}, {"moss", ""}, {"byline:moss", "one"}, {`"closed shut"`, ""}, {`"closed shut"~10`, ""}, {"closed shut", "one"}, {`"shut for"`, "one"},
	} {
		if got := found(ask(t, x, c.q, Request{})); got != c.want {
			t.Errorf("%s: %q, want %q", c.q, got, c.want)
		}
	}
	h := ask(t, x, "good", Request{}).Hits[0]
	if len(h.Spans) != 1 || h.Spans[0].Of(a.Text) != "good" || h.Version != "vone" {
		t.Errorf("%+v", h)
	}
}
