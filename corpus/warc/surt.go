package warc

import (
	"net"
	"net/url"
	"slices"
	"strings"
)

// Key returns the look-up key of an address as CDX indexes have it (a sort-friendly URI reordering transform): host
// labels reversed and without a leading www, default port and fragment dropped, query arguments sorted, all in lower case.
// https://www.Example.com/A?b=2&a=1 becomes com,example)/a?a=1&b=2. What is not http or https is only put in lower case.
func Key(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return strings.ReplaceAll(strings.ToLower(strings.TrimSpace(address)), " ", "%20")
	}
	var b strings.Builder
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if net.ParseIP(host) != nil {
		b.WriteString(host)
	} else {
		labels := strings.Split(withoutWWW(host), ".")
		slices.Reverse(labels)
		b.WriteString(strings.Join(labels, ","))
	}
	if p := u.Port(); p != "" && !(u.Scheme == "http" && p == "80") && !(u.Scheme == "https" && p == "443") {
		b.WriteByte(':')
		b.WriteString(p)
	}
	b.WriteByte(')')
	path := strings.ToLower(u.EscapedPath())
	if path == "" {
		path = "/"
	} else if len(path) > 1 {
		path = strings.TrimSuffix(path, "/")
	}
	b.WriteString(path)
	if u.RawQuery != "" {
		args := strings.Split(strings.ToLower(u.RawQuery), "&")
		slices.Sort(args)
		b.WriteByte('?')
		b.WriteString(strings.ReplaceAll(strings.Join(args, "&"), " ", "%20"))
	}
	return b.String()
}

// withoutWWW drops a leading label www, www2 and so on, unless nothing else would be left.
func withoutWWW(host string) string {
	first, rest, ok := strings.Cut(host, ".")
	if ok && strings.HasPrefix(first, "www") && strings.Trim(first[3:], "0123456789") == "" && strings.Contains(rest, ".") {
		return rest
	}
	return host
}
