package robots

import "strings"

// A Tag is what a page says to robots about itself, in an X-Robots-Tag header or a meta element.
type Tag struct {
	NoFollow bool // do not follow its links
	NoIndex  bool // do not show it in a search engine; hearsay keeps a private corpus and only records this
}

// ReadTag reads one X-Robots-Tag value, or the content of a meta element whose name is "robots" or the agent's. A
// value may be meant for one agent ("hearsay: nofollow"); others are not bound by it.
func ReadTag(agent, value string) Tag {
	var t Tag
	agent = strings.ToLower(Token(agent))
	bound := true
	for _, part := range strings.Split(strings.ToLower(value), ",") {
		part = strings.TrimSpace(part)
		if name, rest, ok := strings.Cut(part, ":"); ok && !strings.Contains(name, "unavailable") && !strings.HasPrefix(name, "max-") {
			name = strings.TrimSpace(name)
			bound, part = name == agent || name == "*" || name == "robots", strings.TrimSpace(rest)
		}
		if !bound {
			continue
		}
		switch part {
		case "nofollow":
			t.NoFollow = true
		case "noindex":
			t.NoIndex = true
		case "none":
			t.NoFollow, t.NoIndex = true, true
		}
	}
	return t
}

// And joins what two places say: each may forbid.
func (t Tag) And(u Tag) Tag {
	return Tag{NoFollow: t.NoFollow || u.NoFollow, NoIndex: t.NoIndex || u.NoIndex}
}
