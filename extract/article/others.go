package article

import (
	"golang.org/x/net/html/atom"
)

// A page may carry other articles below its own: the beginnings of stories to read next, or whole ones that are shown when
// the reader scrolls on. They are built like the article itself, so that nothing in a single block tells them apart.

// others tells for each box whether it lies in another article than the one that the page is about.
func (a *assembly) others() []bool {
	boxes := a.p.boxes
	out := make([]bool, len(boxes))
	if a.v.head < 0 || a.p.forum || a.f.ld.live {
		return out
	}
	own := make([]bool, len(boxes)) // boxes around the headline
	home := int32(0)                // the nearest article element around it that holds paragraphs too
	for id := a.p.blocks[a.v.head].box; id != 0; id = boxes[id].parent {
		own[id] = true
		if home == 0 && boxes[id].tag == atom.Article && boxes[id].paras > 2*paraLen {
			home = id
		}
	}
	titled := a.titled()
	for id := range boxes {
		x := &boxes[id]
		switch {
		case out[x.parent]:
			out[id] = true
		case x.tag != atom.Article || own[id] || x.flags&fComment != 0:
		case home != 0:
			out[id] = int32(id) > home && !a.inside(int32(id), home)
		default:
			out[id] = titled[id]
		}
	}
	return out
}

// inside reports whether box id lies in box outer.
func (a *assembly) inside(id, outer int32) bool {
	for ; id > outer; id = a.p.boxes[id].parent {
	}
	return id == outer
}

// teaserLen is how many bytes of paragraphs the beginning of another story has at most.
const teaserLen = 1200

// titled tells for each box that is an article element, and in no other, whether its heading is a link to another page of
// the site and little text follows. One alone may be something that the article holds.
func (a *assembly) titled() []bool {
	out := make([]bool, len(a.p.boxes))
	n := 0
	for i := range a.p.blocks {
		b := &a.p.blocks[i]
		if t := tagGroup(b.tag); t < 2 || t > 5 || b.linked*10 < int32(b.Len())*8 || !a.leadsOn(b) {
			continue
		}
		outer := int32(0)
		for id := b.box; id != 0; id = a.p.boxes[id].parent {
			if a.p.boxes[id].tag == atom.Article {
				outer = id
			}
		}
		if outer != 0 && !out[outer] && a.p.boxes[outer].paras < teaserLen {
			out[outer] = true
			n++
		}
	}
	if n < 2 {
		clear(out)
	}
	return out
}

// leadsOn reports whether the first link of b leads to another page of the same site.
func (a *assembly) leadsOn(b *block) bool {
	if b.nlinks == 0 {
		return false
	}
	u := a.f.absolute(a.p.links[b.links].Href)
	return u != nil && u.Path != "" && (u.Host == "" || a.f.sameSite(u))
}
