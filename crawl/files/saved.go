package files

import (
	"bytes"
	"regexp"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// savedFrom finds out where a saved page was from, and when it was saved, by what browsers and tools leave in it. In this
// order: comments of the browser, SingleFile, HTTrack and the Wayback Machine, meta elements of Save Page WE, the
// canonical link, og:url. Both may be unknown.
func savedFrom(body []byte) (address string, at time.Time) {
	doc, err := goquery.NewDocumentFromReader(bytes.NewReader(body[:min(len(body), headBytes)]))
	if err != nil {
		return "", at // nested deeper than any page that a browser saves
	}
	var comment string
	for n := range doc.Nodes[0].Descendants() {
		if n.Type != html.CommentNode {
			continue
		}
		url, t := fromComment(n.Data)
		if comment == "" {
			comment = url
		}
		if at.IsZero() {
			at = t
		}
	}
	if at.IsZero() {
		at = parseTime(doc.Find(`meta[name="savepage-date"]`).AttrOr("content", ""))
	}
	meta := webAddress(doc.Find(`meta[name="savepage-url"]`).AttrOr("content", ""))
	canonical := webAddress(doc.Find("link[rel]").FilterFunction(func(_ int, l *goquery.Selection) bool {
		return strings.EqualFold(l.AttrOr("rel", ""), "canonical")
	}).AttrOr("href", ""))
	og := webAddress(doc.Find(`meta[property="og:url"]`).AttrOr("content", ""))
	return choose(body, at, comment, meta, canonical, og)
}

// headBytes is how far into a page it can stand where it was from.
const headBytes = 256 << 10

// choose takes the first address that is known, seen through the Wayback Machine.
func choose(body []byte, at time.Time, candidates ...string) (string, time.Time) {
	if at.IsZero() {
		if m := archivedOn.FindSubmatch(body[max(0, len(body)-8<<10):]); m != nil {
			at, _ = time.Parse("15:04:05 Jan 2, 2006", string(m[1]))
		}
	}
	for _, c := range candidates {
		if c != "" {
			return original(c, at)
		}
	}
	return "", at
}

var (
	savedURL   = regexp.MustCompile(`^\s*saved from url=\(\d+\)(\S+)`)
	singleURL  = regexp.MustCompile(`(?m)^\s*url:\s*(\S+)`)
	singleDate = regexp.MustCompile(`(?m)^\s*saved date:\s*(.+?)\s*$`)
	httrack    = regexp.MustCompile(`^\s*Mirrored from (\S+) by HTTrack.*?, (\w{3}, \d\d \w{3} \d{4} [\d:]+ GMT)`)
	archivedOn = regexp.MustCompile(`FILE ARCHIVED ON (\d\d:\d\d:\d\d \w{3} \d\d, \d{4})`)
)

// fromComment reads what a browser or tool notes of a page in a comment.
func fromComment(text string) (address string, at time.Time) {
	if m := savedURL.FindStringSubmatch(text); m != nil {
		return webAddress(m[1]), at
	}
	if strings.Contains(text, "SingleFile") {
		if m := singleURL.FindStringSubmatch(text); m != nil {
			address = webAddress(m[1])
		}
		if m := singleDate.FindStringSubmatch(text); m != nil {
			at = parseTime(m[1])
		}
		return address, at
	}
	if m := httrack.FindStringSubmatch(text); m != nil {
		return webAddress("http://" + m[1]), parseTime(m[2])
	}
	return "", at
}

// parseTime reads the dates that these tools write. Zero: it is none of them.
func parseTime(s string) time.Time {
	s, _, _ = strings.Cut(s, " (") // the name of the time zone
	for _, layout := range []string{
		"Mon Jan 02 2006 15:04:05 GMT-0700", time.RFC1123, time.RFC1123Z, time.RFC3339, "2006-01-02T15:04:05.000Z", "2006-01-02",
	} {
		if t, err := time.Parse(layout, strings.TrimSpace(s)); err == nil {
			return t.UTC()
		}
	}
	return time.Time{}
}
