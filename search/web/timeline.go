package web

import (
	"cmp"
	"math"
	"slices"
	"time"

	"hearsay/corpus"
)

// An event is one thing that happened at an outlet at a time, or in an interval.
type event struct {
	Outlet  string    `json:"outlet"`
	From    time.Time `json:"from"`
	To      time.Time `json:"to"`
	Title   string    `json:"title"`
	Href    string    `json:"href"`
	Variant int       `json:"variant"` // from 0; chooses shape and colour
	Label   string    `json:"label,omitempty"`
}

// eventOf places article a on a timeline, as variant v.
func eventOf(a *corpus.Article, v int, label string) event {
	e := event{Outlet: outletOf(a), Title: titleOf(a), Href: "/article/" + string(a.ID), Variant: v, Label: label}
	if a.Time.Known() {
		e.From, e.To = a.Time.Earliest, a.Time.Latest
	}
	return e
}

// crowd is how many events are too many to be shown one by one.
const crowd = 400

// byDay joins the events of an outlet on one day into one that leads to the outlet.
func byDay(events []event) []event {
	type key struct{ outlet, day string }
	at := map[key]int{}
	var out []event
	var counts []int
	for _, e := range events {
		k := key{e.Outlet, day(e.From)}
		i, ok := at[k]
		if !ok {
			i = len(out)
			at[k] = i
			out, counts = append(out, e), append(counts, 0)
		}
		counts[i]++
		if counts[i] > 1 {
			out[i].Title, out[i].Href, out[i].To = count(counts[i], "article"), outletURL(e.Outlet), out[i].From
		}
	}
	return out
}

// A Timeline has one lane for each outlet, the one that was first on top. X and Y are user units of the SVG.
type Timeline struct {
	Lanes   []Lane  `json:"lanes"`
	Undated int     `json:"undated,omitempty"` // events of unknown time, which are not shown
	More    int     `json:"more,omitempty"`    // outlets that are left out: those with the fewest events
	Ticks   []Tick  `json:"-"`
	Width   int     `json:"-"`
	Height  int     `json:"-"`
	Left    int     `json:"-"`
	Legend  []Glyph `json:"-"`
}

// A Lane is the row of one outlet.
type Lane struct {
	Outlet string  `json:"outlet"`
	Y      int     `json:"-"`
	Marks  []Mark  `json:"-"`
	Events []event `json:"events"`
}

// A Mark is an event on a lane. X2 > X when only an interval is known.
type Mark struct {
	Glyph
	X2    int
	Title string
	Href  string
}

// A Tick is a day below the lanes.
type Tick struct {
	X     int
	Label string
}

const (
	laneHeight = 34
	leftMargin = 190
	chartWidth = 960
	topMargin  = 18
	footHeight = 34
	glyphRoom  = 16 // width of a mark; marks that are nearer stand below each other
	maxLanes   = 30
)

// newTimeline lays events out. It returns nil when fewer than two have a known time.
func newTimeline(events []event) *Timeline {
	all := len(events)
	events = slices.DeleteFunc(slices.Clone(events), func(e event) bool { return e.From.IsZero() })
	if len(events) < 2 {
		return nil
	}
	slices.SortStableFunc(events, func(a, b event) int { return a.From.Compare(b.From) })
	t := &Timeline{Width: chartWidth, Left: leftMargin, Undated: all - len(events)}
	t.lanes(events)
	x := t.scale()
	y := topMargin
	for i := range t.Lanes {
		y += t.Lanes[i].draw(x, y)
	}
	t.Height = y + footHeight
	t.legend()
	return t
}

// lanes sorts events into lanes, at most maxLanes.
func (t *Timeline) lanes(events []event) {
	at := map[string]int{}
	for _, e := range events {
		i, ok := at[e.Outlet]
		if !ok {
			i = len(t.Lanes)
			at[e.Outlet] = i
			t.Lanes = append(t.Lanes, Lane{Outlet: e.Outlet})
		}
		t.Lanes[i].Events = append(t.Lanes[i].Events, e)
	}
	if t.More = len(t.Lanes) - maxLanes; t.More <= 0 {
		t.More = 0
		return
	}
	slices.SortStableFunc(t.Lanes, func(a, b Lane) int { return cmp.Compare(len(b.Events), len(a.Events)) })
	t.Lanes = t.Lanes[:maxLanes]
	slices.SortStableFunc(t.Lanes, func(a, b Lane) int { return a.Events[0].From.Compare(b.Events[0].From) })
}

// scale returns where times lie on the x axis, and sets the ticks.
func (t *Timeline) scale() func(time.Time) int {
	first, last := t.Lanes[0].Events[0].From, t.Lanes[0].Events[0].To
	for _, l := range t.Lanes {
		for _, e := range l.Events {
			if e.From.Before(first) {
				first = e.From
			}
			if e.To.After(last) {
				last = e.To
			}
		}
	}
	const day = 24 * time.Hour
	first, last = first.Truncate(day), last.Truncate(day).Add(day)
	x := func(at time.Time) int {
		f := float64(at.Sub(first)) / float64(last.Sub(first))
		return leftMargin + int(math.Round(f*float64(chartWidth-leftMargin-20)))
	}
	days := int(last.Sub(first) / day)
	for d, step := 0, max(1, (days+9)/10); d <= days; d += step {
		at := first.AddDate(0, 0, d)
		t.Ticks = append(t.Ticks, Tick{x(at), at.Format("2 Jan")})
	}
	return x
}

// draw places the marks of l below y and returns the height that they need. Marks too near to stand beside each other
// stand below each other; of a crowd on one spot only as many are drawn as fit into eight rows.
func (l *Lane) draw(x func(time.Time) int, y int) int {
	const rows = 8
	var free [rows]int // where each row is free
	used := 1
	l.Y = y + laneHeight/2
	for _, e := range l.Events {
		at, end := x(e.From), x(e.To)
		row := slices.IndexFunc(free[:], func(from int) bool { return from <= at })
		if row < 0 {
			continue
		}
		free[row] = at + glyphRoom
		used = max(used, row+1)
		title := e.Outlet + ", " + day(e.From) + ": " + e.Title
		if e.Label != "" {
			title = e.Label + " · " + title
		}
		l.Marks = append(l.Marks, Mark{glyph(e.Variant, at, l.Y+row*glyphRoom), end, title, e.Href})
	}
	return laneHeight + (used-1)*glyphRoom
}

// legend lists the variants that have a label.
func (t *Timeline) legend() {
	labels := map[int]string{}
	for _, l := range t.Lanes {
		for _, e := range l.Events {
			if e.Label != "" {
				labels[e.Variant] = e.Label
			}
		}
	}
	for v := range 256 {
		if label, ok := labels[v]; ok {
			g := glyph(v, 9, 9)
			g.Label = label
			t.Legend = append(t.Legend, g)
		}
	}
}
