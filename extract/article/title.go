package article

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// separators stand between a headline and the outlet's name.
var separators = []string{" | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · ", " ‹ ", " < ", " / ", " ∣ ", " ⋆ ", " % "}

// title tells the headline. An h1 that says about what the page calls itself wins: it is what a reader sees; then
// what the page gives to others, without the outlet's name.
func (f *facts) title() {
	h := &f.p.head
	var said []string
	add := func(value, from string) {
		if value == "" {
			return
		}
		value = strings.Join(strings.Fields(unentity(value)), " ")
		f.candidate("title", value, from)
		said = append(said, f.bare(value))
	}
	add(h.meta("og:title"), "meta:og:title")
	if len(f.ld.headline) < 250 && f.ld.headline != f.ld.description {
		add(f.ld.headline, "json-ld")
	}
	add(h.meta("twitter:title"), "meta:twitter:title")
	add(h.meta("headline", "parsely-title", "sailthru.title", "dc.title", "title", "citation_title"), "meta:headline")
	add(h.title, "title")
	best, score, text := -1, 0.0, ""
	for i, x := range h.h1 {
		if x.block >= len(f.p.blocks) && i > 0 {
			continue
		}
		s := nodeText(x.node, 300)
		if s == "" || len(s) > 300 || len(s) > longTitle && len(said) > 0 || f.isOutlet(s) || isLogo(x.node) {
			continue
		}
		f.candidate("title", s, "visible:h1")
		if like := f.h1Score(s, said, len(h.h1)); like > score {
			best, score, text = i, like, s
		}
	}
	switch {
	case f.in.Manifest.Title != "":
		f.candidate("title", f.in.Manifest.Title, "manifest")
		f.ex.Title = f.in.Manifest.Title
	case best >= 0 && score >= .35:
		f.ex.Title = withoutKicker(f.bare(text), h.h1[best].node, said)
	case len(said) > 0:
		f.ex.Title = agreed(said)
		for _, s := range said {
			if len(strings.Fields(f.ex.Title)) < 3 && len(s) > len(f.ex.Title) {
				f.ex.Title = s
			}
		}
	case best >= 0:
		f.ex.Title = text
	}
	f.ex.Title = strings.Join(strings.Fields(f.ex.Title), " ")
}

// withoutKicker takes the label that has an element of its own from the start of s, the text of heading n, if the rest is
// one of titles.
func withoutKicker(s string, n *html.Node, titles []string) string {
	for _, t := range titles {
		if kicker, ok := cutSuffixAny(s, " "+t); ok && len(strings.Fields(t)) > 3 {
			for c := range n.ChildNodes() {
				if c.Type == html.ElementNode && nodeText(c, 100) == strings.TrimSpace(kicker) {
					return t
				}
			}
		}
	}
	return s
}

// longTitle is the length of a heading that rather says what the page is about.
const longTitle = 200

// isLogo reports whether heading n is the name of the site: its class says it, or it leads to the front page.
func isLogo(n *html.Node) bool {
	if hasAny(strings.ToLower(attr(n, "id")+" "+attr(n, "class")), []string{"logo", "site-title", "site-name", "branding"}) {
		return true
	}
	for c := range n.Descendants() {
		if c.DataAtom == atom.A && (attr(c, "href") == "/" || attr(c, "rel") == "home") {
			return true
		}
	}
	return false
}

// agreed returns the one of the titles that is most like the others; at a tie the first.
func agreed(titles []string) string {
	best, top := 0, -1.0
	for i, a := range titles {
		sum := 0.0
		for j, b := range titles {
			if i != j {
				sum += alike(a, b)
			}
		}
		if sum > top+1e-9 {
			best, top = i, sum
		}
	}
	return titles[best]
}

// h1Score says how well the h1 s, one of n, fits what the page says its title is.
func (f *facts) h1Score(s string, said []string, n int) float64 {
	best := 0.0
	for _, t := range said {
		best = max(best, alike(s, t))
	}
	if n == 1 && len(strings.Fields(s)) > 3 {
		best += .36
	}
	return best
}

// alike returns the F1 of the words of a and b.
func alike(a, b string) float64 {
	wa, wb := appendWords(nil, a), appendWords(nil, b)
	if len(wa) == 0 || len(wb) == 0 {
		return 0
	}
	set := map[uint64]int{}
	for _, w := range wb {
		set[w]++
	}
	hit := 0
	for _, w := range wa {
		if set[w] > 0 {
			set[w]--
			hit++
		}
	}
	return 2 * float64(hit) / float64(len(wa)+len(wb))
}

// bare returns title without the outlet's name: the last part after a separator, or the first before one, if it is
// the outlet's name or domain, or shares most of its letters with it.
func (f *facts) bare(title string) string {
	title = strings.TrimSpace(title)
	for range 3 {
		cut := false
		for _, sep := range separators {
			if i := strings.LastIndex(title, sep); i > 0 && f.siteLike(title[i+len(sep):]) && len(strings.Fields(title[:i])) > 0 {
				title, cut = strings.TrimSpace(title[:i]), true
			}
			if i := strings.Index(title, sep); i > 0 && f.siteLike(title[:i]) && len(strings.Fields(title[i+len(sep):])) > 1 {
				title, cut = strings.TrimSpace(title[i+len(sep):]), true
			}
		}
		if name, rest, ok := strings.Cut(title, ": "); ok && f.isOutlet(name) && len(strings.Fields(rest)) > 2 {
			title, cut = rest, true
		}
		if !cut {
			break
		}
	}
	if i := strings.LastIndex(title, " | "); i > 0 { // a label: "| Opinion"
		if n := len(strings.Fields(title[i+3:])); n <= 4 && len(strings.Fields(title[:i])) >= max(4, n+2) {
			title = title[:i]
		}
	}
	return strings.TrimSpace(title)
}

// siteLike reports whether s is a name of the site.
func (f *facts) siteLike(s string) bool {
	k := squeeze(s)
	if k == "" {
		return true
	}
	site, domain := squeeze(f.name), squeeze(f.ex.Domain)
	label, _, _ := strings.Cut(f.ex.Domain, ".")
	label = squeeze(label)
	switch {
	case k == site, k == domain, k == label:
		return true
	case len(k) >= 4 && len(k) < 40 && len(strings.Fields(s)) <= 5 && (strings.Contains(domain, k) || strings.Contains(k, label) && len(label) > 3):
		return true
	case site != "" && len(s) < 60 && (strings.HasPrefix(k, site) || strings.HasPrefix(site, k) && len(k) > 4):
		return true
	}
	return false
}
