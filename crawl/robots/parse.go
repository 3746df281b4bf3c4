package robots

import (
	"bytes"
	"strconv"
	"strings"
	"time"
)

const (
	maxLine     = 2083*8 - 1 // bytes of a line that count, as in Google's parser; the rest of it is dropped
	maxSitemaps = 10_000
	blanks      = " \t\v\f"
	maxDelay    = time.Hour // a longer Crawl-delay would mean "never", which Disallow says
)

// Parse reads a robots.txt. It never fails: what is not understood is skipped. Beyond [MaxSize] only whole lines
// count, since half a rule says something else.
func Parse(b []byte) *File {
	if len(b) > MaxSize {
		b = b[:MaxSize]
		b = b[:bytes.LastIndexAny(b, "\r\n")+1]
	}
	p := parser{file: &File{}}
	b = skipBOM(b)
	for n := 1; len(b) > 0; n++ {
		var line []byte
		line, b = cutLine(b)
		p.line(n, line)
	}
	p.flush()
	return p.file
}

// skipBOM drops a byte order mark, even one that breaks off, as Google's parser does.
func skipBOM(b []byte) []byte {
	for _, c := range []byte("\xEF\xBB\xBF") {
		if len(b) == 0 || b[0] != c {
			break
		}
		b = b[1:]
	}
	return b
}

// cutLine splits b after the first CR, LF or CR LF.
func cutLine(b []byte) (line, rest []byte) {
	i := bytes.IndexAny(b, "\r\n")
	if i < 0 {
		return b, nil
	}
	if b[i] == '\r' && i+1 < len(b) && b[i+1] == '\n' {
		return b[:i], b[i+2:]
	}
	return b[:i], b[i+1:]
}

// A parser gathers groups. A group is closed by the first User-agent line after a rule; other lines, such as Sitemap,
// do not close it (RFC 9309 section 2.2.4).
type parser struct {
	file  *File
	group group
	ruled bool // the group has a rule
}

// open reports whether the group is for anybody yet.
func (p *parser) open() bool { return len(p.group.agents) > 0 || p.group.global }

func (p *parser) flush() {
	if p.open() {
		p.file.groups = append(p.file.groups, p.group)
	}
	p.group, p.ruled = group{}, false
}

func (p *parser) line(n int, line []byte) {
	key, value := split(string(line[:min(len(line), maxLine)]))
	switch directive(key) {
	case "user-agent":
		if p.ruled {
			p.flush()
		}
		p.agent(value)
	case "allow":
		p.rule(n, true, value)
	case "disallow":
		p.rule(n, false, value)
	case "crawl-delay":
		if s, err := strconv.ParseFloat(value, 64); err == nil && s > 0 && p.open() {
			p.group.delay = max(p.group.delay, time.Duration(min(s, maxDelay.Seconds())*float64(time.Second)))
		}
	case "sitemap":
		if value != "" && len(p.file.Sitemaps) < maxSitemaps {
			p.file.Sitemaps = append(p.file.Sitemaps, value)
		}
	}
}

// agent adds a User-agent value to the open group. A * stands for everybody even when words follow it. A name counts
// up to the first character that no product token has; hearsay also takes the whole first word, so that a name with a
// digit can be addressed.
func (p *parser) agent(value string) {
	if value == "*" || strings.HasPrefix(value, "* ") || strings.HasPrefix(value, "*\t") {
		p.group.global = true
		return
	}
	name := strings.ToLower(value)
	end := strings.IndexFunc(name, func(r rune) bool { return (r < 'a' || r > 'z') && r != '-' && r != '_' })
	if end < 0 {
		end = len(name)
	}
	p.group.agents = append(p.group.agents, name[:end])
	if w := strings.IndexAny(name, " \t/"); w < 0 && end < len(name) {
		p.group.agents = append(p.group.agents, name)
	} else if w > end {
		p.group.agents = append(p.group.agents, name[:w])
	}
}

// rule adds a rule to the open group; before the first User-agent line it is for nobody.
func (p *parser) rule(n int, allow bool, value string) {
	if !p.open() {
		return
	}
	p.ruled = true
	p.group.rules = append(p.group.rules, rule{allow: allow, line: n, pattern: newPattern(value)})
	if dir, ok := indexPage(value); ok && allow {
		p.group.rules = append(p.group.rules, rule{allow: true, line: n, pattern: newPattern(dir + "$")})
	}
}

// indexPage reports whether pattern names an index page, which allows its folder too (Google's parser does so).
func indexPage(pattern string) (folder string, ok bool) {
	i := strings.LastIndexByte(pattern, '/')
	if i < 0 || !strings.HasPrefix(pattern[i:], "/index.htm") {
		return "", false
	}
	return pattern[:i+1], true
}

// split takes a line apart at the colon, or, where it is forgotten, at the blank between exactly two words.
func split(line string) (key, value string) {
	line, _, _ = strings.Cut(line, "#")
	line = strings.Trim(line, blanks)
	if key, value, ok := strings.Cut(line, ":"); ok {
		return strings.Trim(key, blanks), strings.Trim(value, blanks)
	}
	if i := strings.IndexAny(line, " \t"); i > 0 {
		value := strings.Trim(line[i:], blanks)
		if !strings.ContainsAny(value, " \t") {
			return line[:i], value
		}
	}
	return "", ""
}

// spellings lists how each directive is written, frequent typing errors included. A key counts when it starts so.
var spellings = []struct{ start, directive string }{
	{"user-agent", "user-agent"},
	{"useragent", "user-agent"},
	{"user agent", "user-agent"},
	{"allow", "allow"},
	{"disallow", "disallow"},
	{"dissallow", "disallow"},
	{"dissalow", "disallow"},
	{"disalow", "disallow"},
	{"diasllow", "disallow"},
	{"disallaw", "disallow"},
	{"sitemap", "sitemap"},
	{"site-map", "sitemap"},
	{"crawl-delay", "crawl-delay"},
	{"crawldelay", "crawl-delay"},
}

func directive(key string) string {
	for _, s := range spellings {
		if len(key) >= len(s.start) && strings.EqualFold(key[:len(s.start)], s.start) {
			return s.directive
		}
	}
	return ""
}
