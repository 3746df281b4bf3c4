package article

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// flags say what the markup around a text suggests it is: one bit for each group of class words, and some for tags.
type flags uint32

const (
	fAd flags = 1 << iota
	fAuthor
	fBody
	fCaption
	fComment
	fConsent
	fCorrection
	fEmbed
	fGallery
	fHead
	fLive
	fMeta
	fNav
	fPageFooter
	fPageHeader
	fPaywall
	fPromo
	fQuote
	fRelated
	fShare
	fSidebar
	fSummary
	fTags
	fTOC
	fArticle // article element
	fMain    // main element
	fHidden  // not shown
	fForm
	fTable
	fList
	fBlockquote
	fAddress
)

// flagCount is the number of flags.
const flagCount = 32

// groups holds the group names of classes.txt in the order of their flags.
var groups = [...]string{
	"ad", "author", "body", "caption", "comment", "consent", "correction", "embed", "gallery", "head", "live", "meta",
	"nav", "page-footer", "page-header", "paywall", "promo", "quote", "related", "share", "sidebar", "summary", "tags",
	"toc",
}

//go:embed lexicon/classes.txt
var classesText string

// classWords maps each word of classes.txt to its flags.
var classWords = sync.OnceValue(func() map[string]flags {
	m := map[string]flags{}
	for line := range strings.Lines(classesText) {
		name, words, ok := strings.Cut(line, ":")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		if name == "unseen" {
			for _, w := range strings.Fields(words) {
				m["="+strings.ReplaceAll(w, "-", "")] = fHidden
			}
			continue
		}
		bit := flags(1) << max(0, slices.Index(groups[:], name))
		for _, w := range strings.Fields(words) {
			m[w] |= bit
		}
	}
	return m
})

// A marker reads flags from elements and remembers the class attributes that it has seen.
type marker struct {
	words map[string]flags
	seen  map[string]flags
}

func newMarker() *marker { return &marker{words: classWords(), seen: make(map[string]flags, 256)} }

// mark returns the flags of n itself.
func (m *marker) mark(n *html.Node) flags {
	f := tagFlags[n.DataAtom]
	for i := range n.Attr {
		switch a := &n.Attr[i]; a.Key {
		case "class", "id", "role", "itemprop", "data-component", "data-testid", "data-type":
			f |= m.names(a.Val)
		case "hidden":
			f |= fHidden
		case "aria-hidden":
			if a.Val == "true" {
				f |= fHidden
			}
		case "style":
			if hiddenStyle(a.Val) {
				f |= fHidden
			}
		}
	}
	return f
}

var tagFlags = map[atom.Atom]flags{
	atom.Article: fArticle, atom.Main: fMain, atom.Nav: fNav, atom.Header: fPageHeader, atom.Footer: fPageFooter,
	atom.Aside: fSidebar, atom.Form: fForm, atom.Table: fTable, atom.Ul: fList, atom.Ol: fList, atom.Dl: fList,
	atom.Blockquote: fBlockquote, atom.Address: fAddress, atom.Figcaption: fCaption, atom.Figure: fGallery,
	atom.Dialog: fConsent,
}

// hiddenStyle reports whether a style attribute hides its element.
func hiddenStyle(s string) bool {
	i := strings.Index(s, "display")
	if i < 0 {
		return false
	}
	s = strings.TrimLeft(s[i+len("display"):], " :")
	return strings.HasPrefix(s, "none")
}

// names returns the flags of the words of an attribute. Words are split at anything but letters and digits and where
// a lower-case letter meets a capital; two neighbours are also tried as one ("read-more", "ReadMore", "readmore").
func (m *marker) names(s string) flags {
	if f, ok := m.seen[s]; ok {
		return f
	}
	var f flags
	if len(s) < 400 {
		var buf [900]byte
		f = m.split(s, buf[:0])
	}
	m.seen[s] = f
	return f
}

// split looks up the words of s, using buf for their lower-case form. A whole class is looked up with "=" before it.
func (m *marker) split(s string, buf []byte) (f flags) {
	buf = append(buf, '=')
	whole, prev, start := 0, -1, 1 // where the class, the previous word and the current word begin in buf
	end := func() {
		if len(buf) == start {
			return
		}
		f |= m.words[string(buf[start:])]
		if prev >= 0 {
			f |= m.words[string(buf[prev:])]
		}
		prev, start = start, len(buf)
	}
	endClass := func() {
		end()
		f |= m.words[string(buf[whole:])]
		buf = append(buf, '=')
		whole, prev, start = len(buf)-1, -1, len(buf)
	}
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= 'A' && c <= 'Z':
			if i > 0 && s[i-1] >= 'a' && s[i-1] <= 'z' {
				end()
			}
			buf = append(buf, c+'a'-'A')
		case isAlnum(c):
			buf = append(buf, c)
		case isSpace(c):
			endClass()
		default:
			end()
		}
	}
	endClass()
	return f
}
