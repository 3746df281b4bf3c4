package article

import (
	"slices"
	"strings"
	"time"
)

// day notes a candidate of a date and returns it. Dates after the page was captured are none.
func (f *facts) day(field, value, from string) (stamp, bool) {
	if value == "" {
		return stamp{}, false
	}
	f.candidate(field, value, from)
	st, ok := f.dating.parse(value)
	return st, ok && !f.future(st)
}

// future reports whether s lies after the page was captured; a day is allowed for zones that are not known.
func (f *facts) future(s stamp) bool {
	return !f.in.Fetched.IsZero() && s.t.After(f.in.Fetched.Add(26*time.Hour))
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
		f.modified(stamp{}, stamp{})
		return
	}
	var votes []vote
	add := func(weight float64, value, from string) {
		if st, ok := f.day("published", value, from); ok {
			votes = append(votes, vote{st, weight})
		}
	}
	weight := 5.0
	if f.reversed() {
		weight = 1.9 // what is printed says more
	}
	add(weight, f.ld.published, "json-ld")
	for _, d := range f.ld.dates {
		add(1, d, "json-ld")
	}
	f.metaDate(add)
	if p := f.microdata("datepublished", "datecreated"); p != nil {
		add(3, first(p.value, nodeText(p.node, 80)), "microdata")
	}
	revised := f.visibleDates(head, func(weight float64, st stamp, value, from string) {
		f.candidate("published", value, from)
		votes = append(votes, vote{st, weight})
	})
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
	f.modified(best, revised)
}

// microdata returns the first element that microdata calls one of names and that is not part of a comment.
func (f *facts) microdata(names ...string) *prop {
	for i := range f.p.head.props {
		p := &f.p.head.props[i]
		if slices.Contains(names, p.name) && (p.block >= len(f.p.blocks) || f.p.blocks[p.block].flags&fComment == 0) {
			return p
		}
	}
	return nil
}

// reversed reports whether the JSON-LD has one date for publication and change, or the two the wrong way round.
func (f *facts) reversed() bool {
	mod, ok := parseStamp(f.ld.modified)
	pub, ok2 := parseStamp(f.ld.published)
	return ok && ok2 && !pub.t.Before(mod.t)
}

// metaDate votes with the meta element that gives the date of publication: one of publishedNames, or one that an outlet
// named on its own, such as "hp-published-date".
func (f *facts) metaDate(add func(float64, string, string)) {
	h := &f.p.head
	for _, name := range publishedNames {
		if v := h.meta(name); v != "" {
			weight := 4.5
			if !strings.Contains(name, "pub") && !strings.Contains(name, "issued") && sameDay(v, h.meta(modifiedNames...)) {
				weight = 1.9
			}
			add(weight, v, "meta:"+name)
			return
		}
	}
	for _, m := range h.metas {
		if strings.Contains(m.name, "publi") && hasAny(m.name, []string{"date", "time"}) && !hasAny(m.name, []string{"publisher", "unpubli", "modif", "updat", "expir"}) {
			add(4, m.content, "meta:"+m.name)
			return
		}
	}
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

// winner returns the stamp that most votes agree with, the most precise of those; at a tie the first.
func winner(votes []vote) (best stamp) {
	top := 0.0
	for _, v := range votes {
		sum := 0.0
		for _, w := range votes {
			if v.agrees(w.stamp) {
				sum += w.weight
			}
		}
		if sum > top+1e-9 {
			best, top = v.stamp, sum
		}
	}
	for _, v := range votes {
		if v.agrees(best) && (v.zone && !best.zone || v.zone == best.zone && best.precision == "day" && v.precision != "day") {
			best = v.stamp
		}
	}
	return best
}

// agrees reports whether s and t may be one date: the same day, or a printed day and a time in UTC at which somewhere
// news is written it was that day (from UTC-8 to UTC+13).
func (s stamp) agrees(t stamp) bool {
	if s.day() == t.day() {
		return true
	}
	if s.zone {
		s, t = t, s
	}
	if _, offset := t.t.Zone(); s.zone || !t.zone || offset != 0 || t.precision == "day" {
		return false
	}
	return s.day() == t.t.Add(-8*time.Hour).Format(time.DateOnly) || s.day() == t.t.Add(13*time.Hour).Format(time.DateOnly)
}

// modified tells the date of the last change: one that is later than the publication.
func (f *facts) modified(published, printed stamp) {
	var got stamp
	try := func(value, from string) {
		if st, ok := f.day("modified", value, from); ok && got.t.IsZero() {
			got = st
		}
	}
	if !f.reversed() {
		try(f.ld.modified, "json-ld")
	}
	for _, name := range modifiedNames {
		if v := f.p.head.meta(name); v != "" {
			try(v, "meta:"+name)
			break
		}
	}
	if p := f.microdata("datemodified"); p != nil {
		try(first(p.value, nodeText(p.node, 80)), "microdata")
	}
	if got.t.IsZero() && !printed.t.IsZero() {
		f.candidate("modified", printed.String(), "visible")
		got = printed
	}
	if !got.t.IsZero() && got.t.After(published.t) && got.String() != f.ex.Published {
		f.ex.Modified = got.String()
	}
}
