// Package robots reads robots.txt as RFC 9309 and Google's published parser do, and says whether an agent may fetch an
// address and by which line.
//
// It is a matcher only: bytes in, decisions out. When to fetch a robots.txt, and what a failed fetch means, is package
// crawl's business ([Unavailable] and [Unreachable] are the two verdicts it needs). A robots.txt is hostile input:
// every byte string parses, in time linear in its length, and only the first [MaxSize] bytes count.
//
// Where RFC 9309 and Google's parser differ, a disallow counts under either reading and an allow only where both
// agree, so that hearsay fetches nothing that one of them forbids. There is one such case: the RFC compares after
// decoding percent-encoded unreserved characters (%7E is ~), Google compares the octets as written.
package robots

import (
	"strings"
	"time"
)

// MaxSize is the number of bytes of a robots.txt that are read, as RFC 9309 section 2.5 asks for at least.
const MaxSize = 500 * 1024

// A File is a parsed robots.txt. The zero File allows everything. It is safe for concurrent use.
type File struct {
	Sitemaps []string // the values of Sitemap lines, as written, at most maxSitemaps
	groups   []group
	denyAll  string // when set, everything is disallowed, for this reason
}

// A group is a run of User-agent lines and the rules below them.
type group struct {
	agents []string // lower-case names: product tokens, or the whole first word where that is not a token
	global bool     // one of them is *
	rules  []rule
	delay  time.Duration
}

// A rule is one Allow or Disallow line.
type rule struct {
	allow   bool
	line    int
	pattern pattern
}

// A Decision says whether an address may be fetched, and why.
type Decision struct {
	Allowed bool   `json:"allowed"`
	Line    int    `json:"line,omitempty"` // of the deciding rule in robots.txt, from 1; 0 when no rule decided
	Rule    string `json:"rule,omitempty"` // the deciding rule: "Disallow: /private"
	Reason  string `json:"reason"`         // in words
}

// Unavailable is the file to assume when robots.txt does not exist (a 4xx status other than 429, or too many
// redirects): everything is allowed.
func Unavailable() *File { return &File{} }

// Unreachable is the file to assume when the server could not say (a 5xx or 429 status, a network error): everything
// is disallowed until it can.
func Unreachable(reason string) *File { return &File{denyAll: reason} }

// Test reports whether agent may fetch url. Agent is a product token ("hearsay") or a whole User-Agent value
// ("hearsay/1.0 (+https://...)"), of which the first product counts. Of url only path and query matter.
func (f *File) Test(agent, url string) Decision {
	if f.denyAll != "" {
		return Decision{Reason: "robots.txt is unreachable: " + f.denyAll}
	}
	p := newPath(PathOf(url))
	if p.literal == "/robots.txt" {
		return Decision{Allowed: true, Reason: "robots.txt itself may always be fetched"}
	}
	groups, name := f.groupsFor(agent)
	if len(groups) == 0 {
		return Decision{Allowed: true, Reason: "no group of robots.txt is for " + Token(agent)}
	}
	best := longest(groups, p)
	if best == nil {
		return Decision{Allowed: true, Reason: "no rule for " + name + " matches"}
	}
	return Decision{
		Allowed: best.allow, Line: best.line, Rule: best.String(),
		Reason: "the longest rule for " + name + " that matches",
	}
}

// longest returns the rule of groups with the longest pattern that matches p, or nil. Between two of the same length
// an allow wins, then the first. An empty pattern says nothing.
func longest(groups []*group, p path) *rule {
	var best *rule
	for _, g := range groups {
		for i := range g.rules {
			r := &g.rules[i]
			n := r.pattern.priority
			if n == 0 || best != nil && (n < best.pattern.priority || n == best.pattern.priority && (best.allow || !r.allow)) {
				continue
			}
			if r.pattern.match(p, r.allow) {
				best = r
			}
		}
	}
	return best
}

// Delay returns the Crawl-delay that f asks agent to keep, or 0. It is not part of RFC 9309; hearsay keeps it.
func (f *File) Delay(agent string) time.Duration {
	groups, _ := f.groupsFor(agent)
	var d time.Duration
	for _, g := range groups {
		d = max(d, g.delay)
	}
	return d
}

// groupsFor returns all groups that name agent, else all that are for everybody, and who they are for. RFC 9309
// section 2.2.1: groups for one agent are read as one.
func (f *File) groupsFor(agent string) ([]*group, string) {
	name := strings.ToLower(Token(agent))
	var own, global []*group
	for i := range f.groups {
		g := &f.groups[i]
		if name != "" && g.names(name) {
			own = append(own, g)
		}
		if g.global {
			global = append(global, g)
		}
	}
	if own != nil {
		return own, name
	}
	return global, "*"
}

func (g *group) names(name string) bool {
	for _, a := range g.agents {
		if a == name {
			return true
		}
	}
	return false
}

func (r *rule) String() string {
	if r.allow {
		return "Allow: " + r.pattern.written
	}
	return "Disallow: " + r.pattern.written
}

// Token returns the product token of a User-Agent value: "hearsay" of "hearsay/1.0 (+https://a.example)". What has no
// slash is returned as it is.
func Token(agent string) string {
	name, _, _ := strings.Cut(agent, "/")
	return strings.TrimSpace(name)
}
