package article

import (
	"strings"
	"time"
)

// day notes a candidate of a date and returns it.
func (f *facts) day(field, value, from string) (stamp, bool) {
	if value == "" {
		return stamp{}, false
	}
	f.candidate(field, value, from)
	st, ok := parseStamp(value)
	if !ok || !f.in.Fetched.IsZero() && st.t.After(f.in.Fetched.Add(26*time.Hour)) {
		return stamp{}, false
	}
	return st, true
}

// A vote is one answer with its weight.
type vote struct {
	stamp
	weight float64
}

// publishedNames are the meta elements that give the date of publication.
var publishedNames = []string{
	"article:published_time", "article:published", "og:published_time", "og:article:published_time", "datepublished", "date.published", "parsely-pub-date",
	"sailthru.date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "published", "dc.date.issued",
	"dcterms.created", "dc.date.created", "dcterms.date", "dc.date", "citation_publication_date", "cxenseparse:recs:publishtime", "article.published",
	"article_date_original", "originalpublicationdate", "pub_date", "publishedtime", "date", "created", "ptime", "displaydate", "rbpubdate",
}

var modifiedNames = []string{
	"article:modified_time", "og:updated_time", "article:modified", "datemodified", "lastmod", "last-modified", "dcterms.modified", "dc.date.modified", "utime", "updated_time", "revision_date",
}

// dates puts the dates of publication and of the last change to the vote. head is the block of the headline or -1.
func (f *facts) dates(head int) {
	if f.manifestDate() {
		f.modified(stamp{})
		return
	}
	var votes []vote
	add := func(weight float64, value, from string) {
		if st, ok := f.day("published", value, from); ok {
			votes = append(votes, vote{st, weight})
		}
	}
	weight := 5.0
	if mod, ok := parseStamp(f.ld.modified); ok {
		if pub, ok := parseStamp(f.ld.published); ok && !pub.t.Before(mod.t) {
			weight = 1.9 // one date for both, or the wrong way round: what is printed says more
		}
	}
	add(weight, f.ld.published, "json-ld")
	for _, name := range publishedNames {
		if v := f.p.head.meta(name); v != "" {
			weight := 4.5
			if !strings.Contains(name, "pub") && !strings.Contains(name, "issued") && sameDay(v, f.p.head.meta(modifiedNames...)) {
				weight = 1.9
			}
			add(weight, v, "meta:"+name)
			break
		}
	}
	for _, p := range f.p.head.props {
		if p.name == "datepublished" || p.name == "datecreated" {
			add(3, first(p.value, nodeText(p.node, 80)), "microdata")
			break
		}
	}
	f.visibleDates(head, add)
	if st, ok := urlDate(f.own()); ok {
		f.candidate("published", st.day(), "url")
		votes = append(votes, vote{st, 3})
	}
	best := winner(votes)
	if !best.t.IsZero() {
		f.ex.Published, f.ex.PublishedPrecision = best.String(), best.precision
		if !best.zone {
			f.ex.PublishedPrecision = "day"
		}
	}
	f.modified(best)
}

// sameDay reports whether two dates are of one day.
func sameDay(a, b string) bool {
	x, ok := parseStamp(a)
	y, ok2 := parseStamp(b)
	return ok && ok2 && x.day() == y.day()
}

// manifestDate takes the date of the manifest, if it has one.
func (f *facts) manifestDate() bool {
	st, ok := parseStamp(f.in.Manifest.Published)
	if !ok {
		return false
	}
	f.candidate("published", f.in.Manifest.Published, "manifest")
	f.ex.Published, f.ex.PublishedPrecision = st.String(), st.precision
	return true
}

// winner returns the stamp of the day that has most votes, the most precise of that day; at a tie the first.
func winner(votes []vote) (best stamp) {
	sum := map[string]float64{}
	top := 0.0
	for _, v := range votes {
		sum[v.day()] += v.weight
		top = max(top, sum[v.day()])
	}
	for _, v := range votes {
		if sum[v.day()] < top || !best.t.IsZero() && v.day() != best.day() {
			continue
		}
		if best.t.IsZero() || v.zone && !best.zone || v.zone == best.zone && best.precision == "day" && v.precision != "day" {
			best = v.stamp
		}
	}
	return best
}

// visibleDates votes with what is printed near the headline.
func (f *facts) visibleDates(head int, add func(float64, string, string)) {
	h := &f.p.head
	near := func(block int) bool { return head >= 0 && block >= head-8 && block <= head+14 }
	n := 0
	for _, t := range h.times {
		if n < 2 && near(t.block) {
			text := nodeText(t.node, 80)
			if strings.Contains(strings.ToLower(text), "updated") || strings.Contains(strings.ToLower(attr(t.node, "class")), "updated") {
				continue
			}
			add(2.5-float64(n), first(t.value, text), "visible:time")
			n++
		}
	}
	if n > 0 || head < 0 {
		return
	}
	for _, p := range h.props {
		if p.name == "date" && near(p.block) {
			text := nodeText(p.node, 120)
			if _, ok := findDate(text); ok && !isUpdated(text) {
				add(2, text, "visible:class")
				return
			}
		}
	}
	for i := max(0, head-6); i < min(len(f.p.blocks), head+10); i++ {
		if b := &f.p.blocks[i]; b.Len() < 120 && !isUpdated(f.p.of(b)) {
			if _, ok := findDate(f.p.of(b)); ok {
				add(2, f.p.of(b), "visible")
				return
			}
		}
	}
	for _, p := range h.props {
		if p.name == "date" {
			if text := nodeText(p.node, 120); !isUpdated(text) {
				if _, ok := findDate(text); ok {
					add(1, text, "visible:class")
					return
				}
			}
		}
	}
}

// isUpdated reports whether a printed date says that it is one of a change.
func isUpdated(s string) bool {
	lower := strings.ToLower(s)
	return (strings.Contains(lower, "updated") || strings.Contains(lower, "modified") || strings.Contains(lower, "reviewed")) && !strings.Contains(lower, "published")
}

// modified tells the date of the last change: one that is later than the publication.
func (f *facts) modified(published stamp) {
	var got stamp
	try := func(value, from string) {
		if st, ok := f.day("modified", value, from); ok && got.t.IsZero() {
			got = st
		}
	}
	try(f.ld.modified, "json-ld")
	for _, name := range modifiedNames {
		if v := f.p.head.meta(name); v != "" {
			try(v, "meta:"+name)
			break
		}
	}
	for _, p := range f.p.head.props {
		if p.name == "datemodified" {
			try(first(p.value, nodeText(p.node, 80)), "microdata")
			break
		}
	}
	if !got.t.IsZero() && got.t.After(published.t) && got.String() != f.ex.Published {
		f.ex.Modified = got.String()
	}
}
