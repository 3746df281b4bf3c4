package web

import (
	"fmt"
	"math"
	"slices"
	"sort"
	"strings"
	"time"
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

// A Timeline has one lane for each outlet, the one that was first on top. X and Y are user units of the SVG.
type Timeline struct {
	Lanes  []Lane  `json:"lanes"`
	Ticks  []Tick  `json:"-"`
	Width  int     `json:"-"`
	Height int     `json:"-"`
	Left   int     `json:"-"`
	Legend []Glyph `json:"-"`
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

// A Glyph is the shape that stands for a variant; shape and colour both differ, so that neither is needed alone.
type Glyph struct {
	X, Y  int
	Class string // v0 ... v7
	Path  string
	Label string
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
)

// newTimeline lays events out. It returns nil when fewer than two have a known time.
func newTimeline(events []event) *Timeline {
	events = slices.DeleteFunc(slices.Clone(events), func(e event) bool { return e.From.IsZero() })
	if len(events) < 2 {
		return nil
	}
	sort.SliceStable(events, func(i, j int) bool { return events[i].From.Before(events[j].From) })
	first, last := events[0].From, events[0].To
	for _, e := range events {
		if e.To.After(last) {
			last = e.To
		}
	}
	first = first.Truncate(24 * time.Hour)
	last = last.Truncate(24 * time.Hour).Add(24 * time.Hour)
	x := func(t time.Time) int {
		f := float64(t.Sub(first)) / float64(last.Sub(first))
		return leftMargin + int(math.Round(f*float64(chartWidth-leftMargin-20)))
	}
	tl := &Timeline{Width: chartWidth, Left: leftMargin, Ticks: ticks(first, last, x)}
	lane := map[string]int{}
	labels := map[int]string{}
	for _, e := range events {
		i, ok := lane[e.Outlet]
		if !ok {
			i = len(tl.Lanes)
			lane[e.Outlet] = i
			tl.Lanes = append(tl.Lanes, Lane{Outlet: e.Outlet, Y: topMargin + i*laneHeight + laneHeight/2})
		}
		l := &tl.Lanes[i]
		m := Mark{Glyph: glyph(e.Variant, x(e.From), l.Y), Title: e.Title, Href: e.Href, X2: x(e.To)}
		l.Marks, l.Events = append(l.Marks, m), append(l.Events, e)
		if e.Label != "" {
			labels[e.Variant] = e.Label
		}
	}
	tl.Height = topMargin + len(tl.Lanes)*laneHeight + 34
	for v := range len(labels) {
		if label, ok := labels[v]; ok {
			g := glyph(v, 9, 9)
			g.Label = label
			tl.Legend = append(tl.Legend, g)
		}
	}
	return tl
}

// ticks returns at most about ten days between first and last.
func ticks(first, last time.Time, x func(time.Time) int) []Tick {
	days := int(last.Sub(first).Hours() / 24)
	step := max(1, (days+9)/10)
	var out []Tick
	for d := 0; d <= days; d += step {
		t := first.AddDate(0, 0, d)
		out = append(out, Tick{x(t), t.Format("2 Jan")})
	}
	return out
}

// glyph returns the shape of variant v around (x, y).
func glyph(v, x, y int) Glyph {
	const r = 7
	var p strings.Builder
	at := func(cmd string, dx, dy float64) {
		fmt.Fprintf(&p, "%s%.1f %.1f", cmd, float64(x)+dx*r, float64(y)+dy*r)
	}
	corners := [][][2]float64{
		{{0, -1.1}, {1.1, 0}, {0, 1.1}, {-1.1, 0}},                                             // diamond
		{{-.9, -.9}, {.9, -.9}, {.9, .9}, {-.9, .9}},                                           // square
		{{0, -1.1}, {1, .8}, {-1, .8}},                                                         // triangle
		{{0, 1.1}, {1, -.8}, {-1, -.8}},                                                        // the other way up
		{{-.5, -1}, {.5, -1}, {1, 0}, {.5, 1}, {-.5, 1}, {-1, 0}},                              // hexagon
		{{-1, -.5}, {1, -.5}, {1, .5}, {-1, .5}},                                               // bar
		{{-.5, -1}, {.5, -1}, {.5, 1}, {-.5, 1}},                                               // post
		{{0, -1.1}, {.4, -.3}, {1.1, 0}, {.4, .3}, {0, 1.1}, {-.4, .3}, {-1.1, 0}, {-.4, -.3}}, // star
	}
	n := v % (len(corners) + 1)
	if n == 0 {
		fmt.Fprintf(&p, "M%d %da%d %d 0 1 0 %d 0a%d %d 0 1 0 -%d 0z", x-r, y, r, r, 2*r, r, r, 2*r)
	} else {
		for i, c := range corners[n-1] {
			at(map[bool]string{true: "M", false: "L"}[i == 0], c[0], c[1])
		}
		p.WriteString("z")
	}
	return Glyph{X: x, Y: y, Class: fmt.Sprintf("v%d", v%8), Path: p.String()}
}
