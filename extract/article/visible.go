package article

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A dateVoter takes a date that a page prints.
type dateVoter func(weight float64, st stamp, value, from string)

// visibleDates votes with the dates that are printed near the headline, which is block head or -1, and returns the one
// that the page calls the date of a change.
func (f *facts) visibleDates(head int, add dateVoter) (revised stamp) {
	r := &dateReader{f: f, head: head, add: add}
	r.times()
	if head >= 0 {
		r.blocks()
	}
	r.classes()
	r.anywhere()
	return r.revised
}

// A dateReader reads the dates that a page prints.
type dateReader struct {
	f       *facts
	head    int
	add     dateVoter
	revised stamp
	found   bool // a date of publication
}

// take votes with p, unless it is the date of a change.
func (r *dateReader) take(weight float64, p printed, value, from string) bool {
	switch {
	case r.f.future(p.stamp):
		return false
	case p.label == revision:
		if r.revised.t.IsZero() {
			r.revised = p.stamp
		}
		return false
	case p.label == publication:
		weight++
	case p.yearless:
		return false
	}
	r.add(weight, p.stamp, value, from)
	r.found = true
	return true
}

// elsewhere reports whether block i is no place for the date of the article: among other stories, comments, at the foot of
// the page. A box with much of the page's text is the article, whatever its class says.
func (r *dateReader) elsewhere(i int) bool {
	p := r.f.p
	if i >= len(p.blocks) {
		return true
	}
	if b := &p.blocks[i]; b.flags&(fCaption|fHidden) != 0 || leads(strings.ToLower(p.of(b)[:min(b.Len(), 20)]), []string{"file photo", "photo", "image:", "picture"}) {
		return true
	}
	if r.head >= 0 && i >= r.head && i <= r.head+3 {
		return false
	}
	mask := fRelated | fComment | fNav | fPromo
	if p.blocks[i].flags&fArticle == 0 {
		mask |= fPageFooter | fSidebar
	}
	for id := p.blocks[i].box; id != 0; id = p.boxes[id].parent {
		if x := &p.boxes[id]; x.own&mask != 0 && x.paras*3 < p.boxes[0].paras {
			return true
		}
	}
	return false
}

// maxProps is how many elements are asked for a date.
const maxProps = 100

// near lists the things at blocks of ps that stand by the headline, those below it first.
func (r *dateReader) near(ps []prop) (out []prop) {
	if r.head < 0 {
		return nil
	}
	for _, p := range ps {
		if p.block >= r.head-8 && p.block <= r.head+14 && p.block < len(r.f.p.blocks) {
			out = append(out, p)
		}
	}
	out = out[:min(len(out), maxProps)]
	slices.SortStableFunc(out, func(a, b prop) int {
		switch above, other := a.block < r.head, b.block < r.head; {
		case above == other:
			return 0
		case above:
			return 1
		}
		return -1
	})
	return out
}

// times votes with time elements.
func (r *dateReader) times() {
	n := 0
	for _, t := range r.near(r.f.p.head.times) {
		value := first(t.value, nodeText(t.node, 80))
		st, ok := r.f.dating.parse(value)
		label := unlabelled
		if ok {
			label = r.label(t, st)
		}
		if !ok || label != publication && r.elsewhere(t.block) {
			continue
		}
		if r.take(2.5-float64(n), printed{stamp: st, label: label}, value, "visible:time") {
			if n++; n == 2 {
				return
			}
		}
	}
}

// label tells what t, whose date is st, is the date of: its class says it, or the words in it or before it.
func (r *dateReader) label(t prop, st stamp) role {
	class := strings.ToLower(attr(t.node, "class") + " " + attr(t.node, "itemprop"))
	if p := t.node.Parent; p != nil && p.Type == html.ElementNode && p.FirstChild == t.node {
		class += " " + strings.ToLower(attr(p, "class"))
	}
	if hasAny(class, []string{"updated", "modified", "changed"}) && !strings.Contains(class, "publi") {
		return revision
	}
	if l := labelOf(nodeText(t.node, 80)); l != unlabelled {
		return l
	}
	nth := 0 // of the dates in its block
	for _, u := range r.f.p.head.times {
		if u.node == t.node {
			break
		}
		if u.block == t.block && t.node.DataAtom == atom.Time {
			nth++
		}
	}
	return r.labelIn(t.block, nth, st)
}

// labelIn tells what st, which is printed in block i as its nth date or a later one, is the date of.
func (r *dateReader) labelIn(i, nth int, st stamp) role {
	p := r.f.p
	for k, d := range r.f.dating.all(p.of(&p.blocks[i])) {
		if k >= nth && d.day() == st.day() {
			if d.label != unlabelled {
				return d.label
			}
			break
		}
	}
	if i > 0 && p.blocks[i-1].Len() < 30 {
		return labelOf(p.of(&p.blocks[i-1]))
	}
	return unlabelled
}

// blocks votes with the short blocks near the headline that hold a date.
func (r *dateReader) blocks() {
	p := r.f.p
	order := make([]int, 0, 20)
	for i := r.head; i < min(len(p.blocks), r.head+10); i++ {
		order = append(order, i)
	}
	for i := r.head - 1; i >= max(0, r.head-6); i-- {
		order = append(order, i)
	}
	for _, i := range order {
		b := &p.blocks[i]
		if b.Len() > 150 {
			continue
		}
		text := p.of(b)
		if b.Len() > 60 && strings.HasSuffix(text, ".") && labelOf(text) == unlabelled {
			continue // a sentence
		}
		for _, d := range r.f.dating.all(text) {
			if d.label == unlabelled {
				d.label = r.labelIn(i, 0, d.stamp)
			}
			if (!r.found || d.label == revision) && (d.label == publication || !r.elsewhere(i)) {
				r.take(2, d, text, "visible")
			}
		}
	}
}

// classes votes with elements whose class calls them a date: near the headline, or anywhere if nothing else is found.
func (r *dateReader) classes() {
	vote := func(ps []prop, weight float64, labelled bool) {
		for _, p := range ps {
			if r.found || p.name != "date" && p.name != "updated" || p.block >= len(r.f.p.blocks) {
				continue
			}
			text := nodeText(p.node, dateReach)
			for _, d := range r.f.dating.all(text) {
				if p.name == "updated" {
					d.label = revision
				} else if d.label == unlabelled {
					d.label = r.label(p, d.stamp)
				}
				if (!r.found || d.label == revision) && (d.label == publication || !labelled && !r.elsewhere(p.block)) {
					r.take(weight, d, text, "visible:class")
				}
			}
		}
	}
	vote(r.near(r.f.p.head.props), 2, false)
	if all := r.f.p.head.props; !r.found {
		vote(all[:min(len(all), maxProps)], 1, !r.agreed())
	}
}

// agreed reports whether the elements that are called dates, those of other stories aside, hold one day only.
func (r *dateReader) agreed() bool {
	day := ""
	for _, p := range r.f.p.head.props[:min(len(r.f.p.head.props), maxProps)] {
		if p.name != "date" || r.elsewhere(p.block) {
			continue
		}
		for _, d := range r.f.dating.all(nodeText(p.node, dateReach)) {
			if day != "" && d.label != revision && d.day() != day {
				return false
			}
			day = d.day()
		}
	}
	return day != ""
}

// anywhere votes with the first short block that says when the article was published, or that is a date after the name of
// its author, if nothing else is found.
func (r *dateReader) anywhere() {
	for i := range r.f.p.blocks {
		b := &r.f.p.blocks[i]
		if r.found || b.Len() > 80 || r.elsewhere(i) {
			continue
		}
		text := r.f.p.of(b)
		if !strings.ContainsAny(text, "0123456789") {
			continue
		}
		signed := i > 0 && len(text) < 30 && byLed(r.f.p.of(&r.f.p.blocks[i-1]))
		if !signed && labelOf(text) != publication {
			continue
		}
		for _, d := range r.f.dating.all(text) {
			if !r.found && (signed && !d.yearless || d.label == publication) {
				r.take(1, d, text, "visible")
			}
		}
	}
}
