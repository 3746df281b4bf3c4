package article

import "strings"

// boards are names of programs that run forums, as their pages give them in "generator".
var boards = []string{"phpbb", "vbulletin", "discourse", "xenforo", "mybb", "simple machines", "invision", "vanilla", "flarum", "nodebb"}

// isForum reports whether the page is a thread of a forum: then what people post is the text, not a comment on it. The
// page says so to machines, or names the program that made it, or its address does.
func (f *facts) isForum() bool {
	if f.ld.forum || hasAny(strings.ToLower(f.p.head.meta("generator")), boards) {
		return true
	}
	if f.address == nil {
		return false
	}
	if strings.HasPrefix(f.address.Host, "forum.") || strings.HasPrefix(f.address.Host, "forums.") {
		return true
	}
	for _, part := range strings.FieldsFunc(strings.ToLower(f.address.Path), func(r rune) bool { return r == '/' || r == '.' }) {
		switch part {
		case "forum", "forums", "thread", "threads", "viewtopic", "showthread":
			return true
		}
	}
	return false
}

// uncomment takes from the page the flags that call parts of it comments.
func (p *page) uncomment() {
	for i := range p.boxes {
		p.boxes[i].own &^= fComment
	}
	for i := range p.blocks {
		p.blocks[i].inline &^= fComment
	}
}
