// Package address brings web addresses into the one form under which hearsay knows a page, so that the same page is
// fetched once, however it is linked.
//
// The canonical form has a lower-case scheme and host, no default port, no final dot, no user, no fragment, no dot
// segments, no escapes of unreserved characters, and no parameters that only track readers or sessions. Nothing else
// is touched: the order of parameters and a final slash can matter to a server.
package address

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"path"
	"strings"

	whatwg "github.com/nlnwa/whatwg-url/url"
	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// MaxLength is the number of bytes that an address may have.
const MaxLength = 2048

// Errors that Canonical wraps.
var (
	ErrScheme = errors.New("neither http nor https")
	ErrLong   = fmt.Errorf("address is longer than %d bytes", MaxLength)
	ErrHost   = errors.New("address has no usable host")
)

// A Base resolves the links of one page. The zero Base resolves absolute addresses only.
type Base struct {
	URL    *url.URL
	origin string // scheme://host of URL when it is canonical
}

// NewBase returns the base of the page at an address in canonical form.
func NewBase(address string) (Base, error) {
	u, err := url.Parse(address)
	if err != nil {
		return Base{}, err
	}
	return Base{URL: u, origin: Origin(address)}, nil
}

// Canonical returns the canonical form of an absolute address.
func Canonical(address string) (string, error) { return Base{}.Canonical(address) }

// Canonical resolves ref against b and returns its canonical form.
func (b Base) Canonical(ref string) (string, error) {
	if len(ref) > 2*MaxLength {
		return "", ErrLong
	}
	ref = strings.Trim(ref, " \t\r\n\f")
	if b.origin != "" && IsPlainPath(ref) {
		return b.origin + ref, nil
	}
	u, err := b.parse(ref)
	if err != nil {
		return "", err
	}
	if u.Scheme != "http" && u.Scheme != "https" {
		return "", ErrScheme
	}
	host, err := canonicalHost(u)
	if err != nil {
		return "", err
	}
	p := canonicalPath(u.EscapedPath())
	out := u.Scheme + "://" + host + p
	if q := canonicalQuery(u.RawQuery); q != "" {
		out += "?" + q
	}
	if len(out) > MaxLength {
		return "", ErrLong
	}
	return out, nil
}

// IsPlainPath reports whether ref is an absolute path that is canonical as it stands, as most links within a site are.
func IsPlainPath[T string | []byte](ref T) bool {
	if len(ref) == 0 || ref[0] != '/' || len(ref) > MaxLength/2 {
		return false
	}
	for i := 1; i < len(ref); i++ {
		c := ref[i]
		switch {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', 'A' <= c && c <= 'Z', c == '-', c == '_':
		case c == '/' && ref[i-1] != '/':
		case c == '.' && ref[i-1] != '/' && ref[i-1] != '.':
		default:
			return false
		}
	}
	return true
}

// parse is the fast path by net/url; what it refuses goes to the parser that browsers' rules were written down for.
func (b Base) parse(ref string) (*url.URL, error) {
	if !strings.ContainsAny(ref, "\\\t\n\r") {
		u, err := url.Parse(ref)
		if err == nil {
			if u.Scheme != "" && u.Opaque == "" && u.Host != "" {
				return u, nil
			}
			if b.URL != nil && (u.Scheme == "" || u.Opaque == "") {
				return b.URL.ResolveReference(u), nil
			}
			if u.Scheme != "" {
				return u, nil
			}
		}
	}
	base := ""
	if b.URL != nil {
		base = b.URL.String()
	}
	var w *whatwg.Url
	var err error
	if base != "" {
		w, err = whatwg.ParseRef(base, ref)
	} else {
		w, err = whatwg.Parse(ref)
	}
	if err != nil {
		return nil, err
	}
	return url.Parse(mendEscapes(w.Href(true)))
}

// mendEscapes writes a percent sign that begins no escape as %25, which servers read as the same.
func mendEscapes(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && (i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2])) {
			b.WriteString("%25")
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func canonicalHost(u *url.URL) (string, error) {
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if host == "" || host[0] == '.' || strings.Contains(host, "..") || strings.ContainsAny(host, " %<>\\^|`{}\"") {
		return "", ErrHost
	}
	for i := 0; i < len(host); i++ {
		if host[i] >= 0x80 {
			var err error
			if host, err = idna.Lookup.ToASCII(host); err != nil {
				return "", fmt.Errorf("%w: %w", ErrHost, err)
			}
			break
		}
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	port := u.Port()
	if port == "" || u.Scheme == "http" && port == "80" || u.Scheme == "https" && port == "443" {
		return host, nil
	}
	return host + ":" + port, nil
}

// canonicalPath removes dot segments and session ids and normalises escapes. It keeps a final slash.
func canonicalPath(p string) string {
	if p == "" {
		return "/"
	}
	p = normalizeEscapes(p)
	if strings.Contains(p, ";") {
		p = dropSessions(p)
	}
	if strings.Contains(p, "/.") {
		slash := strings.HasSuffix(p, "/") || strings.HasSuffix(p, "/.") || strings.HasSuffix(p, "/..")
		if strings.Contains(p, "//") {
			p = removeDots(p)
		} else {
			p = path.Clean("/" + p)
		}
		if slash && !strings.HasSuffix(p, "/") {
			p += "/"
		}
	}
	if p == "" || p[0] != '/' {
		p = "/" + p
	}
	return p
}

// removeDots is RFC 3986 section 5.2.4 for paths with empty segments, which path.Clean would drop.
func removeDots(p string) string {
	var out []string
	for _, s := range strings.Split(p, "/") {
		switch s {
		case ".":
		case "..":
			if len(out) > 1 {
				out = out[:len(out)-1]
			}
		default:
			out = append(out, s)
		}
	}
	return strings.Join(out, "/")
}

// dropSessions removes path parameters such as ;jsessionid=1F2E with what follows them in their segment.
func dropSessions(p string) string {
	segments := strings.Split(p, "/")
	for i, s := range segments {
		for j := strings.IndexByte(s, ';'); j >= 0; j = nextParam(s, j) {
			name, _, ok := strings.Cut(s[j+1:], "=")
			if ok && sessions[strings.ToLower(name)] {
				segments[i] = s[:j]
				break
			}
		}
	}
	return strings.Join(segments, "/")
}

// nextParam returns the place of the semicolon after the one at i, or -1.
func nextParam(s string, i int) int {
	j := strings.IndexByte(s[i+1:], ';')
	if j < 0 {
		return -1
	}
	return i + 1 + j
}

// canonicalQuery drops the parameters that do not change the page.
func canonicalQuery(q string) string {
	if q == "" {
		return ""
	}
	kept := ""
	for len(q) > 0 {
		var part string
		part, q, _ = strings.Cut(q, "&")
		name, _, _ := strings.Cut(part, "=")
		if part == "" || Tracking(name) {
			continue
		}
		if len(kept) > 0 {
			kept += "&"
		}
		kept += part
	}
	return normalizeEscapes(escapeSpaces(kept))
}

// escapeSpaces escapes what net/url leaves in a query and no request line may hold.
func escapeSpaces(q string) string {
	for i := 0; i < len(q); i++ {
		if c := q[i]; c <= ' ' || c >= 0x7f || c == '"' || c == '<' || c == '>' {
			var b strings.Builder
			for i := 0; i < len(q); i++ {
				if c := q[i]; c <= ' ' || c >= 0x7f || c == '"' || c == '<' || c == '>' {
					fmt.Fprintf(&b, "%%%02X", c)
				} else {
					b.WriteByte(c)
				}
			}
			return b.String()
		}
	}
	return q
}

// normalizeEscapes decodes escapes of unreserved characters and writes the others in upper case (RFC 3986, 6.2.2).
func normalizeEscapes(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] != '%' || i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2]) {
			b = append(b, s[i])
			continue
		}
		c := unhex(s[i+1])<<4 | unhex(s[i+2])
		if c < 0x80 && (isAlnum(c) || strings.IndexByte("-._~", c) >= 0) {
			b = append(b, c)
		} else {
			b = append(b, '%', "0123456789ABCDEF"[c>>4], "0123456789ABCDEF"[c&15])
		}
		i += 2
	}
	return string(b)
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func isAlnum(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}

func unhex(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c >= 'a':
		return c - 'a' + 10
	}
	return c - 'A' + 10
}

// Origin returns scheme://host[:port] of an address in canonical form.
func Origin(address string) string {
	i := strings.Index(address, "://")
	if i < 0 {
		return ""
	}
	if j := strings.IndexAny(address[i+3:], "/?#"); j >= 0 {
		return address[:i+3+j]
	}
	return address
}

// Authority returns host[:port] of an address in canonical form: whom politeness is owed.
func Authority(address string) string {
	_, host, _ := strings.Cut(Origin(address), "://")
	return host
}

// Hostname returns the host of an address in canonical form, without port.
func Hostname(address string) string {
	a := Authority(address)
	if h, _, err := net.SplitHostPort(a); err == nil {
		return h
	}
	return strings.Trim(a, "[]")
}

// Site returns the registrable domain of an address in canonical form ("news.example" of https://www.news.example/x),
// or its host where it has none.
func Site(address string) string {
	h := Hostname(address)
	if net.ParseIP(h) != nil {
		return Authority(address)
	}
	if d, err := publicsuffix.EffectiveTLDPlusOne(h); err == nil {
		return d
	}
	return Authority(address)
}
