package web

import (
	"fmt"
	"strings"
)

// A Glyph is the shape that stands for a variant; shape and colour both differ, so that neither is needed alone.
type Glyph struct {
	X, Y  int
	Class string // v0 ... v7
	Path  string
	Label string
}

// colours is how many colours the style sheet has for variants.
const colours = 8

// corners are the shapes around (0, 0), beside the circle.
var corners = [][][2]float64{
	{{0, -1.1}, {1.1, 0}, {0, 1.1}, {-1.1, 0}},                                             // diamond
	{{-.9, -.9}, {.9, -.9}, {.9, .9}, {-.9, .9}},                                           // square
	{{0, -1.1}, {1, .8}, {-1, .8}},                                                         // triangle
	{{0, 1.1}, {1, -.8}, {-1, -.8}},                                                        // the other way up
	{{-.5, -1}, {.5, -1}, {1, 0}, {.5, 1}, {-.5, 1}, {-1, 0}},                              // hexagon
	{{-1, -.5}, {1, -.5}, {1, .5}, {-1, .5}},                                               // bar
	{{-.5, -1}, {.5, -1}, {.5, 1}, {-.5, 1}},                                               // post
	{{0, -1.1}, {.4, -.3}, {1.1, 0}, {.4, .3}, {0, 1.1}, {-.4, .3}, {-1.1, 0}, {-.4, -.3}}, // star
}

// glyph returns the shape of variant v around (x, y).
func glyph(v, x, y int) Glyph {
	const r = 7
	var p strings.Builder
	n := v % (len(corners) + 1)
	if n == 0 {
		fmt.Fprintf(&p, "M%d %da%d %d 0 1 0 %d 0a%d %d 0 1 0 -%d 0z", x-r, y, r, r, 2*r, r, r, 2*r)
	} else {
		cmd := "M"
		for _, c := range corners[n-1] {
			fmt.Fprintf(&p, "%s%.1f %.1f", cmd, float64(x)+c[0]*r, float64(y)+c[1]*r)
			cmd = "L"
		}
		p.WriteString("z")
	}
	return Glyph{X: x, Y: y, Class: fmt.Sprintf("v%d", v%colours), Path: p.String()}
}
