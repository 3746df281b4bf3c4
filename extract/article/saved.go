package article

import (
	"bytes"
	"strings"
)

// savedFrom returns the address that a saved page says it was saved from: browsers and SingleFile write it into a
// comment at the top.
//
//	<!-- saved from url=(0023)https://news.example/a -->
//	<!-- Page saved with SingleFile
//	 url: https://news.example/a
//	 saved date: ... -->
func savedFrom(body []byte) string {
	h := string(head(body, 2000))
	if _, rest, ok := strings.Cut(h, "saved from url=("); ok {
		if _, rest, ok := strings.Cut(rest, ")"); ok {
			return webAddress(firstField(rest))
		}
	}
	if i := strings.Index(h, "Page saved with SingleFile"); i >= 0 {
		if _, rest, ok := strings.Cut(h[i:], "url:"); ok {
			return webAddress(firstField(rest))
		}
	}
	return ""
}

// firstField returns the first word of s.
func firstField(s string) string {
	if f := strings.Fields(s[:min(len(s), 1500)]); len(f) > 0 {
		return f[0]
	}
	return ""
}

// isPDFBody reports whether body begins as a PDF does.
func isPDFBody(body []byte) bool { return bytes.Contains(head(body, 1024), []byte("%PDF-")) }
