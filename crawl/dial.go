package crawl

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strings"
	"syscall"
)

// ErrForbidden is wrapped by the error for an address that a crawl may not connect to.
var ErrForbidden = errors.New("address is not public")

// forbidden are the blocks that no public server lies in (IANA special-purpose registries, and the ways to write an
// IPv4 address inside an IPv6 one, which would lead around the check).
var forbidden = func() []netip.Prefix {
	var out []netip.Prefix
	for _, s := range []string{
		"0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
		"192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
		"::/96", "::ffff:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
		"fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
	} {
		out = append(out, netip.MustParsePrefix(s))
	}
	return out
}()

// public reports whether a is an address on the public internet.
func public(a netip.Addr) bool {
	a = a.Unmap().WithZone("")
	return a.IsValid() && !slices.ContainsFunc(forbidden, func(p netip.Prefix) bool { return p.Contains(a) })
}

// publicPort keeps a crawl from talking to mail servers and the like.
func publicPort(p uint16) bool { return p == 80 || p == 443 || p >= 1024 }

// checkAddress is what every connection must pass when it is made: addr is the resolved ip:port.
func checkAddress(addr string) error {
	ap, err := netip.ParseAddrPort(addr)
	if err != nil {
		return fmt.Errorf("%w: %w", ErrForbidden, err)
	}
	if !public(ap.Addr()) || !publicPort(ap.Port()) {
		return fmt.Errorf("%s: %w", addr, ErrForbidden)
	}
	return nil
}

// mayBePrivate reports whether host (no port) was named as one that may lie at a private address.
func (c *Crawler) mayBePrivate(host string) bool {
	return slices.ContainsFunc(c.Private, func(p string) bool {
		return p == "*" || strings.EqualFold(p, host) || strings.HasSuffix(host, "."+strings.ToLower(p))
	})
}

// connect opens a connection to host:port, with TLS for https.
func (c *Crawler) connect(ctx context.Context, scheme, host, port string) (net.Conn, error) {
	ctx, cancel := context.WithTimeout(ctx, c.Limits.Connect)
	defer cancel()
	conn, err := c.dial(ctx, host, port)
	if err != nil {
		return nil, err
	}
	if scheme != "https" {
		return conn, nil
	}
	tc := tls.Client(conn, &tls.Config{ServerName: host, NextProtos: []string{"http/1.1"}, RootCAs: c.roots})
	if err := tc.HandshakeContext(ctx); err != nil {
		conn.Close()
		return nil, err
	}
	return tc, nil
}

// dial connects without TLS. The check is made on the address that is connected to, so that a name that resolves
// differently the second time gains nothing.
func (c *Crawler) dial(ctx context.Context, host, port string) (net.Conn, error) {
	private := c.mayBePrivate(host)
	if c.Dial != nil {
		conn, err := c.Dial(ctx, "tcp", net.JoinHostPort(host, port))
		if err != nil || private {
			return conn, err
		}
		if err := checkAddress(conn.RemoteAddr().String()); err != nil {
			conn.Close()
			return nil, err
		}
		return conn, nil
	}
	d := net.Dialer{}
	if !private {
		d.Control = func(_, address string, _ syscall.RawConn) error { return checkAddress(address) }
	}
	if c.Lookup == nil {
		return d.DialContext(ctx, "tcp", net.JoinHostPort(host, port))
	}
	addrs, err := c.Lookup(ctx, host)
	if err != nil {
		return nil, err
	}
	err = &net.DNSError{Err: "no address", Name: host, IsNotFound: true}
	for _, a := range addrs {
		conn, derr := d.DialContext(ctx, "tcp", net.JoinHostPort(a.String(), port))
		if derr == nil {
			return conn, nil
		}
		err = derr
	}
	return nil, err
}
