package web

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"hearsay/corpus"
)

// bracketed prints runs: marks in brackets with their keys, anchors as #id.
func bracketed(rs []Run) string {
	var b strings.Builder
	for _, r := range rs {
		for _, id := range r.IDs {
			fmt.Fprintf(&b, "#%s ", id)
		}
		if r.Class == "" {
			b.WriteString(r.Text)
			continue
		}
		fmt.Fprintf(&b, "[%s|%s]", r.Class, r.Text)
		for _, k := range r.Keys {
			fmt.Fprintf(&b, "%d", k)
		}
	}
	return b.String()
}

func TestRuns(t *testing.T) {
	span := func(a, b int) corpus.Span { return corpus.Span{Start: a, End: b} }
	const full = "The pier lost 40 planks."
	for _, c := range []struct {
		name  string
		marks []mark
		want  string
	}{
		{"none", nil, full},
		{"one", []mark{{Span: span(14, 16), class: "mark", key: 1}}, "The pier lost [mark|40]1 planks."},
		{"two that end together", []mark{{Span: span(9, 16), class: "mark", key: 1}, {Span: span(14, 16), class: "mark", key: 2}}, "The pier [mark|lost 40]12 planks."},
		{"inner wins", []mark{{Span: span(0, 24), class: "soft"}, {Span: span(4, 8), class: "mark"}}, "[soft|The ][mark|pier][soft| lost 40 planks.]"},
		{"anchor only", []mark{{Span: span(4, 8), id: "m1"}}, "The #m1 pier lost 40 planks."},
		{"out of range", []mark{{Span: span(-5, 99), class: "mark"}, {Span: span(30, 40), class: "mark"}}, "[mark|" + full + "]"},
	} {
		if got := bracketed(runs(full, span(0, len(full)), c.marks)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestGraph(t *testing.T) {
	node := func(name string) Node { return Node{Name: name} }
	g := newGraph([]Node{node("a"), node("b"), node("c"), node("d")}, []Line{{From: 0, To: 1}, {From: 1, To: 2}, {From: 2, To: 0}, {From: 0, To: 3}, {From: 2, To: 3}})
	if !g.Circular {
		t.Error("the circle a, b, c was not found")
	}
	var layers []int
	for _, n := range g.Nodes {
		layers = append(layers, n.layer)
		if n.X < 0 || n.Y < 0 || n.X+n.W > g.Width || n.Y+n.H > g.Height {
			t.Errorf("node %s lies outside of the picture: %+v", n.Name, n)
		}
	}
	if !slices.Equal(layers, []int{0, 1, 2, 3}) {
		t.Errorf("layers %v", layers)
	}
	for i, n := range g.Nodes {
		for _, m := range g.Nodes[i+1:] {
			if n.X == m.X && n.Y < m.Y+m.H && m.Y < n.Y+n.H {
				t.Errorf("nodes %s and %s overlap", n.Name, m.Name)
			}
		}
	}
}

func TestGhostsTogether(t *testing.T) {
	edge := func(child, parent string) corpus.Edge {
		return corpus.Edge{Child: corpus.ArticleID(child), Parent: parent, Name: parent, Ghost: true}
	}
	got := ghostsTogether([]corpus.Edge{edge("a1", "Gull"), edge("a2", "Gull"), edge("a2", "Tern"), edge("a1", "Tern"), edge("a1", "Skua")})
	if got["Gull"] != got["Tern"] || got["Gull"] == got["Skua"] || got["Gull"].label() != "Gull + 1 more" || got["Skua"].label() != "Skua" {
		t.Errorf("groups %+v %+v %+v", got["Gull"], got["Tern"], got["Skua"])
	}
}

func TestTimeline(t *testing.T) {
	at := func(outlet string, hours int) event {
		when := opened.Add(time.Duration(hours) * time.Hour)
		return event{Outlet: outlet, From: when, To: when, Title: "t"}
	}
	if newTimeline([]event{at("Gull", 0), {Outlet: "Tern"}}) != nil {
		t.Error("one dated event makes a timeline")
	}
	tl := newTimeline([]event{at("Tern", 30), at("Gull", 0), at("Gull", 0), at("Skua", 1), {Outlet: "Skua"}})
	var lanes []string
	for _, l := range tl.Lanes {
		lanes = append(lanes, l.Outlet)
	}
	if strings.Join(lanes, " ") != "Gull Skua Tern" || tl.Undated != 1 {
		t.Errorf("lanes %v, %d undated", lanes, tl.Undated)
	}
	if ms := tl.Lanes[0].Marks; len(ms) != 2 || ms[0].Y == ms[1].Y {
		t.Errorf("two marks of one time lie on each other: %+v", ms)
	}
	var many []event
	for i := range 40 {
		many = append(many, at(fmt.Sprint("outlet ", i), i), at(fmt.Sprint("outlet ", i), i+1))
	}
	if tl := newTimeline(many); len(tl.Lanes) != maxLanes || tl.More != 10 {
		t.Errorf("%d lanes and %d more", len(tl.Lanes), tl.More)
	}
	days := byDay([]event{at("Gull", 0), at("Gull", 1), at("Gull", 30), at("Tern", 0)})
	if len(days) != 3 || days[0].Title != "2 articles" || days[0].Href != "/outlet/Gull" || days[1].Title != "t" {
		t.Errorf("by day: %+v", days)
	}
}

func TestTypesOf(t *testing.T) {
	ms := func(types string) (out []corpus.Mutation) {
		for _, name := range strings.Fields(types) {
			out = append(out, corpus.Mutation{Type: name})
		}
		return out
	}
	for in, want := range map[string]string{
		"":                                   "",
		"reworded":                           "reworded",
		"reworded detail_dropped reworded":   "detail_dropped",
		"detail_added value_changed unheard": "value_changed detail_added unheard",
	} {
		if got := strings.Join(typesOf(ms(in)), " "); got != want {
			t.Errorf("typesOf(%s) = %s, want %s", in, got, want)
		}
	}
}

// FuzzRuns checks that runs lose and invent no byte, whatever the marks.
func FuzzRuns(f *testing.F) {
	f.Add("The pier lost 40 planks.", 0, 24, 4, 8, 2, 30)
	f.Add("“é”", 1, 3, -1, 2, 9, 1)
	f.Fuzz(func(t *testing.T, full string, from, to, a, b, c, d int) {
		within := corpus.Span{Start: from, End: max(from, to)}
		marks := []mark{{Span: corpus.Span{Start: a, End: b}, class: "mark", key: 1, id: "m"}, {Span: corpus.Span{Start: c, End: d}, class: "soft"}}
		var got strings.Builder
		for _, r := range runs(full, within, marks) {
			got.WriteString(r.Text)
		}
		if want := full[clampTo(full, within.Start):clampTo(full, within.End)]; got.String() != want {
			t.Errorf("runs(%q, %v, %v) = %q, want %q", full, within, marks, got.String(), want)
		}
	})
}
