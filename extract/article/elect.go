package article

import (
	"bytes"
	"slices"
	"strings"
)

// real leaves out what is no name of a person or of a desk.
func (f *facts) real(names []string) (out []string) {
	for _, n := range names {
		lower := strings.ToLower(n)
		if nobody[lower] || strings.ContainsAny(n, "@»:!?") || hasAny(lower, []string{"linkedin", "facebook", "whatsapp", "copy link"}) || leads(lower, []string{"more about", "more from", "view all", "see all", "read more", "posts by", "about ", "follow "}) {
			continue
		}
		if n = inCase(f.withoutOutlet(n)); n != "" {
			out = append(out, n)
		}
	}
	if people := slices.DeleteFunc(slices.Clone(out), func(s string) bool { return hasRole(s) || f.isOutlet(s) || isBody(s) }); len(people) > 0 {
		return people
	}
	return out
}

// withoutOutlet cuts the outlet's name, or an agency's, from the end of a person's: "Ann Lee USA DAILY".
func (f *facts) withoutOutlet(s string) string {
	words := strings.Fields(s)
	for i := 2; i < len(words); i++ {
		if last := strings.Join(words[i:], " "); f.isOutlet(last) || agencyIn(last) != "" {
			return strings.TrimRight(strings.Join(words[:i], " "), " ,-–—|")
		}
	}
	return s
}

// isOutlet reports whether s is the outlet's own name.
func (f *facts) isOutlet(s string) bool {
	k := squeeze(s)
	if k == "" {
		return true
	}
	label, _, _ := strings.Cut(f.ex.Domain, ".")
	return k == squeeze(f.name) || k == squeeze(f.ex.Domain) || k == squeeze(label)
}

// elect returns the byline of the most trusted place, the places in the order of votes; one that names persons goes
// before one that names the outlet or a desk only. What the page prints goes before what it says in its head when it
// names the same people and more, or others, a desk among them, and those in its head are nowhere to be read.
func (f *facts) elect(votes []bylineVote) []string {
	desk := slices.ContainsFunc(votes, func(v bylineVote) bool { return !v.visible() && hasRole(v.names[0]) && f.reads(v.names) })
	for _, v := range votes {
		if !f.persons(v.names[:1]) || desk && v.visible() && !v.printed() {
			continue
		}
		for _, w := range votes {
			more := f.persons(w.names) && len(w.names) > len(v.names) && within(v.names, w.names)
			if first := w.names[0]; len(w.names) == 2 && more && w.from == "visible" {
				more = f.reads([]string{first + " and ", first + " & "}) // else it may be what the one is: "Ann Lee, Master Mariner"
			}
			if w.printed() && (more || (f.persons(w.names) || hasRole(w.names[0])) && !f.reads(v.names)) {
				return w.names
			}
		}
		return v.names
	}
	for _, v := range votes {
		if !f.isOutlet(v.names[0]) {
			return v.names
		}
	}
	if len(votes) > 0 {
		return votes[0].names
	}
	return nil
}

// persons reports whether names are names of persons.
func (f *facts) persons(names []string) bool {
	return !slices.ContainsFunc(names, func(n string) bool {
		return f.isOutlet(n) || hasRole(n) || isBody(n) || !strings.Contains(n, " ")
	})
}

// within reports whether each of names is one of others, or its end: "Ann Lee" is in "Dr Ann Lee".
func within(names, others []string) bool {
	return !slices.ContainsFunc(names, func(n string) bool {
		return !slices.ContainsFunc(others, func(o string) bool { return strings.HasSuffix(squeeze(o), squeeze(n)) })
	})
}

// reads reports whether one of names can be read on the page.
func (f *facts) reads(names []string) bool {
	text := bytes.ToLower(f.p.text)
	return slices.ContainsFunc(names, func(n string) bool { return bytes.Contains(text, []byte(strings.ToLower(n))) })
}
