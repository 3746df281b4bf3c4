package story

import (
	"cmp"
	"errors"
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"hearsay/corpus"
)

// Parse reads the text of a hearsay.yaml. name is what errors call the file. Every error is a [*corpus.LocError] with
// the line; when several values are wrong they are all reported, joined.
func Parse(name string, data []byte) (*Story, error) {
	tree, err := parser.ParseBytes(data, 0)
	if err != nil {
		return nil, located(name, err)
	}
	var f file
	if err := yaml.UnmarshalWithOptions(data, &f, yaml.Strict()); err != nil {
		return nil, located(name, err)
	}
	c := checker{name: name, tree: tree}
	s := c.story(&f)
	if len(c.errs) > 0 {
		return nil, errors.Join(c.errs...)
	}
	return s, nil
}

// located turns an error of the YAML package into one that names file and line in our way.
func located(name string, err error) error {
	var ye yaml.Error
	if !errors.As(err, &ye) {
		return &corpus.LocError{Where: name, Offset: -1, Err: err}
	}
	line := 1
	if t := ye.GetToken(); t != nil && t.Position != nil {
		line = t.Position.Line
	}
	return &corpus.LocError{Where: name, Line: line, Offset: -1, Err: errors.New(ye.GetMessage())}
}

// A file is hearsay.yaml as it is written; everything that needs checking is still text.
type file struct {
	Name       string       `yaml:"name"`
	Language   string       `yaml:"language"`
	Terms      []fileTerm   `yaml:"terms"`
	Threshold  *float64     `yaml:"threshold"`
	From       string       `yaml:"from"`
	To         string       `yaml:"to"`
	Outlets    []fileOutlet `yaml:"outlets"`
	Addresses  []string     `yaml:"addresses"`
	AllowHosts []string     `yaml:"allow_hosts"`
	Contact    string       `yaml:"contact"`
	Delay      string       `yaml:"delay"`
	Budgets    fileBudgets  `yaml:"budgets"`
}

type fileOutlet struct {
	Domain   string   `yaml:"domain"`
	Name     string   `yaml:"name"`
	Feeds    []string `yaml:"feeds"`
	Sitemaps []string `yaml:"sitemaps"`
	Sections []string `yaml:"sections"`
}

type fileBudgets struct {
	Pages        *int   `yaml:"pages"`
	PagesPerHost *int   `yaml:"pages_per_host"`
	Bytes        string `yaml:"bytes"`
	PageBytes    string `yaml:"page_bytes"`
	Depth        *int   `yaml:"depth"`
	Time         string `yaml:"time"`
}

// A fileTerm is written as a bare word or phrase, or as {term: ..., weight: ...}.
type fileTerm struct {
	Term   string  `yaml:"term"`
	Weight float64 `yaml:"weight"`
}

// UnmarshalYAML reads both ways of writing a term.
func (t *fileTerm) UnmarshalYAML(n ast.Node) error {
	t.Weight = 1
	if _, ok := n.(*ast.MappingNode); !ok {
		return yaml.NodeToValue(n, &t.Term)
	}
	type plain fileTerm // without this method
	return yaml.NodeToValue(n, (*plain)(t), yaml.Strict())
}

// A checker turns a file into a Story and gathers what is wrong with it.
type checker struct {
	name string
	tree *ast.File
	errs []error
}

// fail records that the value at path, such as $.terms[2].weight, is wrong.
func (c *checker) fail(path, format string, args ...any) {
	c.errs = append(c.errs, &corpus.LocError{Where: c.name, Line: c.line(path), Offset: -1, Err: fmt.Errorf(format, args...)})
}

// line returns the line of the value at path, or of the nearest value above it that is written.
func (c *checker) line(path string) int {
	for path != "$" {
		if p, err := yaml.PathString(path); err == nil {
			if n, err := p.FilterFile(c.tree); err == nil && n != nil && n.GetToken() != nil {
				return n.GetToken().Position.Line
			}
		}
		path = path[:strings.LastIndexAny(path, ".[")]
	}
	return 1
}

func (c *checker) story(f *file) *Story {
	s := &Story{
		Name:      strings.TrimSpace(f.Name),
		Language:  cmp.Or(strings.ToLower(f.Language), defaults.Language),
		Threshold: deref(f.Threshold, defaults.Threshold),
		From:      c.day("$.from", f.From),
		To:        c.day("$.to", f.To),
		Contact:   f.Contact,
		Delay:     c.duration("$.delay", f.Delay, defaults.Delay),
		Budgets:   c.budgets(f.Budgets),
		Addresses: c.addresses("$.addresses", f.Addresses),
	}
	if s.Name == "" {
		c.fail("$.name", "the story has no name")
	}
	if len(s.Language) != 2 {
		c.fail("$.language", "language %q is not a two-letter code such as en", f.Language)
	}
	if !s.From.IsZero() && !s.To.IsZero() && s.To.Before(s.From) {
		c.fail("$.to", "the last day %s is before the first, %s", f.To, f.From)
	}
	for i, t := range f.Terms {
		if strings.TrimSpace(t.Term) == "" {
			c.fail(fmt.Sprintf("$.terms[%d]", i), "an empty term")
			continue
		}
		s.Terms = append(s.Terms, Term{Text: strings.TrimSpace(t.Term), Weight: t.Weight})
	}
	if len(s.Terms) == 0 {
		c.fail("$.terms", "the story has no terms: no page could belong to it")
	}
	for i, o := range f.Outlets {
		s.Outlets = append(s.Outlets, c.outlet(fmt.Sprintf("$.outlets[%d]", i), o))
	}
	for i, h := range f.AllowHosts {
		s.AllowHosts = append(s.AllowHosts, c.host(fmt.Sprintf("$.allow_hosts[%d]", i), h))
	}
	return s
}

func (c *checker) outlet(path string, o fileOutlet) Outlet {
	out := Outlet{
		Domain:   c.host(path+".domain", o.Domain),
		Name:     o.Name,
		Feeds:    c.addresses(path+".feeds", o.Feeds),
		Sitemaps: c.addresses(path+".sitemaps", o.Sitemaps),
		Sections: c.addresses(path+".sections", o.Sections),
	}
	out.Name = cmp.Or(out.Name, out.Domain)
	return out
}

func (c *checker) budgets(b fileBudgets) Budgets {
	d := defaults.Budgets
	out := Budgets{
		Pages:        deref(b.Pages, d.Pages),
		PagesPerHost: deref(b.PagesPerHost, d.PagesPerHost),
		Bytes:        c.size("$.budgets.bytes", b.Bytes, d.Bytes),
		PageBytes:    c.size("$.budgets.page_bytes", b.PageBytes, d.PageBytes),
		Depth:        deref(b.Depth, d.Depth),
		Time:         c.duration("$.budgets.time", b.Time, d.Time),
	}
	for name, n := range map[string]int{"pages": out.Pages, "pages_per_host": out.PagesPerHost, "depth": out.Depth} {
		if n < 0 {
			c.fail("$.budgets."+name, "%s is %d: a budget is 0 (no bound) or more", name, n)
		}
	}
	return out
}

func (c *checker) day(path, s string) time.Time {
	if s == "" {
		return time.Time{}
	}
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		c.fail(path, "%q is not a day such as 2026-02-17", s)
	}
	return t
}

func (c *checker) duration(path, s string, other time.Duration) time.Duration {
	if s == "" {
		return other
	}
	d, err := time.ParseDuration(s)
	if err != nil || d < 0 {
		c.fail(path, "%q is not a time such as 2s or 1h30m", s)
	}
	return d
}

// size reads a number of bytes: 500KB, 8 MB, 2GB; the units are powers of 1024, as disks of files are counted here.
func (c *checker) size(path, s string, other int64) int64 {
	if s == "" {
		return other
	}
	num, unit := strings.TrimSpace(s), int64(1)
	for i, u := range []string{"KB", "MB", "GB", "TB"} {
		if n, ok := strings.CutSuffix(strings.ToUpper(num), u); ok {
			num, unit = strings.TrimSpace(n), int64(1)<<(10*(i+1))
			break
		}
	}
	var n int64
	if _, err := fmt.Sscanf(num+"\n", "%d\n", &n); err != nil || n < 0 || n > 1<<62/unit {
		c.fail(path, "%q is not a size such as 8MB", s)
		return 0
	}
	return n * unit
}

func (c *checker) addresses(path string, list []string) []string {
	for i, a := range list {
		u, err := url.Parse(a)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			c.fail(fmt.Sprintf("%s[%d]", path, i), "%q is not an address that begins with http:// or https://", a)
		}
	}
	return list
}

func (c *checker) host(path, h string) string {
	if h == "" || strings.ContainsAny(h, "/ :@?#*") {
		c.fail(path, "%q is not a host name such as news.example", h)
	}
	return bareHost(h)
}

// hostOf returns the host of an address, bare, or "".
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return bareHost(u.Host)
}

// bareHost returns host in lower case without port and final point.
func bareHost(host string) string {
	if i := strings.LastIndexByte(host, ':'); i >= 0 && !strings.HasSuffix(host, "]") {
		host = host[:i]
	}
	return strings.TrimSuffix(strings.ToLower(host), ".")
}

func deref[T any](p *T, other T) T {
	if p == nil {
		return other
	}
	return *p
}
