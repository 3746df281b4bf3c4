package article

import (
	"strings"
	"sync"

	"golang.org/x/net/html/atom"

	"hearsay/corpus"
)

// Classes of pages. A consent wall, the page of a site for what it does not find, and a section front tell no story of
// their own, and are not mined. Nor is what a site says about itself, which counts as one of its fronts.
const (
	classArticle  = "article"
	classLive     = "live"
	classGallery  = "gallery"
	classSection  = "section"
	classPaywall  = "paywall"
	classConsent  = "consent"
	classNotFound = "notfound"
	classEmpty    = "empty"
)

// paywallSigns are what a page prints where it stops, in lower case.
var paywallSigns = []string{
	"subscribe to continue", "subscribe to read", "subscribe to unlock", "to continue reading", "to read the full", "for subscribers only", "subscriber-only", "subscriber only",
	"subscribers only", "already a subscriber", "already a member", "create a free account to", "register to read", "register to continue", "this content is for members", "unlock this article",
	"you have reached your limit", "you've reached your limit", "free articles left", "free articles remaining", "sign in to read", "log in to read", "start your free trial to",
}

// paywallMatcher finds paywallSigns.
var paywallMatcher = sync.OnceValue(func() *matcher { return newMatcher(paywallSigns) })

// notFoundSigns are what titles of missing pages say, in lower case.
var notFoundSigns = []string{
	"page not found", "404", "not found", "page isn't available", "page isn’t available", "page is not available", "no longer available", "page doesn't exist", "page doesn’t exist", "page does not exist",
	"can't find that page", "can’t find that page", "page can't be found", "page can’t be found", "nothing found", "oops", "seite nicht gefunden", "page introuvable", "página no encontrada", "página não encontrada",
}

// consentSigns are what consent walls say, in lower case.
var consentSigns = []string{
	"before you continue", "we value your privacy", "your privacy choices", "accept all", "we and our partners", "cookie settings", "manage cookies", "consent to", "use of cookies", "verify you are human",
	"checking your browser", "enable javascript and cookies", "are you a robot", "access denied", "unusual traffic", "just a moment",
}

func hasAny(s string, signs []string) bool {
	for _, x := range signs {
		if strings.Contains(s, x) {
			return true
		}
	}
	return false
}

// classify tells what sort of page this is, and whether it has a paywall.
func (a *assembly) classify() {
	ex := a.ex
	words, links := a.size()
	visible := strings.ToLower(string(head(a.p.text, 4000)))
	title := strings.ToLower(first(a.p.head.title, ex.Title))
	tier := strings.ToLower(a.p.head.meta("article:content_tier", "content_tier", "article:opinion_tier"))
	stop := a.wall()
	ex.Paywall = strings.EqualFold(a.f.ld.freeText, "false") || tier == "locked" || tier == "metered" || stop
	ogType := strings.ToLower(a.p.head.meta("og:type"))
	marked := a.f.ld.headline != "" && a.f.ld.published != "" || ogType == "article" || a.p.head.meta("article:published_time") != ""
	switch {
	case words < 200 && hasAny(title, notFoundSigns) && !marked:
		ex.Class = classNotFound
	case a.f.address != nil && aboutPath(a.f.address.Path), !marked && a.isFront(words):
		ex.Class = classSection
	case words < 120 && !marked && len(a.p.text) < 6000 && (hasAny(title, consentSigns) || hasAny(visible, consentSigns) && (words < 25 || a.saysAny(consentSigns))):
		ex.Class = classConsent
	case ex.Paywall && words < 200 && (stop || words < 60):
		ex.Class = classPaywall
	case a.f.ld.live || liveAddress(ex.URL) && a.liveEntries() > 2:
		ex.Class = classLive
	case !marked && links >= 10 && words < 60*links/10:
		ex.Class = classSection
	case a.f.ld.gallery && words < 150 || words < 60 && a.captions() > 4:
		ex.Class = classGallery
	case words < 15 && links > 7 && !marked:
		ex.Class = classSection
	case words < 15:
		ex.Class = classEmpty
	default:
		ex.Class = classArticle
	}
}

// saysAny reports whether the body says one of signs. A short article has them in a banner beside it.
func (a *assembly) saysAny(signs []string) bool {
	for i, k := range a.kind {
		if (k.Body() || k == corpus.Headline) && hasAny(strings.ToLower(a.p.of(&a.p.blocks[i])), signs) {
			return true
		}
	}
	return false
}

// size returns the number of words of the body, and of headings that are links, which a section front has many of.
func (a *assembly) size() (words, teasers int) {
	for i, k := range a.kind {
		b := &a.p.blocks[i]
		if k.Body() {
			words += a.v.shapes[i].words
		}
		switch b.tag {
		case atom.H2, atom.H3, atom.H4:
			if b.linked*10 > int32(b.Len())*8 && a.v.shapes[i].words > 3 && b.flags&(fNav|fPageFooter|fSidebar) == 0 {
				teasers++
			}
		}
	}
	return words, teasers
}

// isFront reports whether the page, whose body has that many words, leads to stories and tells none itself: its address is
// one of a section, and it has links to stories, with few words to each, or nothing yet but what stands in its foot.
func (a *assembly) isFront(words int) bool {
	const most, each = 40, 25
	if a.f.address == nil || !sectionPath(a.f.address.Path) || words > most+each*8 {
		return false
	}
	stories, paras, told := 0, 0, 0
	for i := range a.p.blocks {
		b := &a.p.blocks[i]
		if a.kind[i].Body() && b.own&fPageFooter == 0 && !a.inFoot(b) {
			told += a.v.shapes[i].words
		}
		if a.kind[i].Body() && a.v.shapes[i].words > each && a.v.shapes[i].endStop {
			paras++
		}
		if b.flags&(fNav|fPageFooter|fSidebar|fComment) != 0 || b.nlinks == 0 || b.linked*3 < int32(b.Len()) || !a.leadsOn(b) {
			continue
		}
		l := a.p.links[b.links]
		if l.Len() > 12 && storyPath(a.f.absolute(l.Href).Path) {
			stories++
		}
	}
	return stories > 0 && paras < 2 && words < most+each*stories || told == 0 && words > 0
}

// inFoot reports whether b stands in a footer. Its flags do not tell if most of what is on the page stands there.
func (a *assembly) inFoot(b *block) bool {
	id := b.box
	for id != 0 && a.p.boxes[id].tag != atom.Footer {
		id = a.p.boxes[id].parent
	}
	return id != 0
}

// sectionPath reports whether a path is one of a section: a word or two for each of at most two parts, no number.
func sectionPath(path string) bool {
	path = strings.TrimSuffix(strings.ToLower(path), "/")
	path = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(path, ".htm"), ".html"), "/index")
	return strings.Count(path, "/") <= 2 && !storyPath(path)
}

// aboutPath reports whether a path is one at which a site says who it is, how to reach it or what its rules are.
func aboutPath(path string) bool {
	switch strings.Trim(strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(path), ".html"), ".htm"), "/") {
	case "about", "about-us", "aboutus", "who-we-are", "our-team", "contact", "contact-us", "imprint", "impressum", "privacy", "privacy-policy", "terms", "terms-of-use", "terms-of-service", "cookie-policy", "advertise", "subscribe":
		return true
	}
	return false
}

// storyPath reports whether a path is one of a story: its last part is made of words of a headline, or has a number.
func storyPath(path string) bool {
	path = strings.TrimSuffix(path, "/")
	part := path[strings.LastIndexByte(path, '/')+1:]
	digits := 0
	for i := range len(part) {
		if part[i] >= '0' && part[i] <= '9' {
			digits++
		}
	}
	return strings.Count(part, "-") >= 2 || digits >= 4
}

// wall reports whether the page prints that one must pay or register to read on, in a place of its own.
func (a *assembly) wall() bool {
	for i := range a.p.blocks {
		b := &a.p.blocks[i]
		if b.Len() > 300 || b.flags&fHidden != 0 {
			continue
		}
		if (b.flags&fPaywall != 0 || !a.kind[i].Body()) && paywallMatcher().has(a.p.of(b)) && !strings.Contains(strings.ToLower(a.p.of(b)), "scroll") {
			return true // to scroll on past an advertisement costs nothing
		}
	}
	return false
}

func (a *assembly) captions() (n int) {
	for i := range a.p.blocks {
		if b := &a.p.blocks[i]; b.flags&(fCaption|fGallery) != 0 && a.v.shapes[i].words > 8 {
			n++
		}
	}
	return n
}

// liveAddress reports whether an address is one of a live blog.
func liveAddress(s string) bool {
	s = strings.ToLower(s)
	return strings.Contains(s, "/live") || strings.Contains(s, "live-updates") || strings.Contains(s, "liveblog") || strings.Contains(s, "live-blog")
}

// liveEntries returns the number of times that stand between body blocks.
func (a *assembly) liveEntries() (n int) {
	for _, t := range a.p.head.times {
		if t.value != "" && t.block > 0 && t.block+1 < len(a.kind) && (a.kind[t.block].Body() || a.kind[t.block+1].Body()) {
			n++
		}
	}
	return n
}

// live gives body blocks of a live blog the kind and the time of their entry.
func (a *assembly) live(kinds []corpus.BlockKind) map[int]stamp {
	at := map[int]stamp{}
	times := a.p.head.times
	var now stamp
	k := 0
	for i := range kinds {
		for k < len(times) && times[k].block <= i {
			if st, ok := parseStamp(times[k].value); ok {
				now = st
			}
			k++
		}
		if !now.t.IsZero() && (kinds[i] == corpus.Para || kinds[i] == corpus.Subhead || kinds[i] == corpus.List) {
			kinds[i] = corpus.Live
			at[i] = now
		}
	}
	return at
}
