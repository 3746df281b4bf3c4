package article

import (
	"regexp"
	"strings"
)

var (
	// wayback is the path of a capture in the Wayback Machine, under whatever host its links were resolved.
	wayback = regexp.MustCompile(`^https?://[^/]+/web/\d{4,14}(?:[a-z]{2}_)?/(https?:)/{1,2}(.+)$`)
	// archiveToday is a capture, or a link in one, of the archives known as archive.today.
	archiveToday = regexp.MustCompile(`^https?://archive\.(?:today|ph|is|li|vn|md|fo)/(?:o/\w+|\d{4,14})/(https?:)/{1,2}(.+)$`)
	// ampCache is a page as Google's AMP cache serves it; the s stands for https.
	ampCache = regexp.MustCompile(`^https?://[^/]+\.cdn\.ampproject\.org/[a-z]/(s/)?(.+)$`)
)

// original returns the address of the page that address shows a copy of, or else address.
func original(address string) string {
	if strings.Contains(address, "/http") {
		for _, re := range [...]*regexp.Regexp{wayback, archiveToday} {
			if m := re.FindStringSubmatch(address); m != nil {
				return m[1] + "//" + m[2]
			}
		}
	}
	if strings.Contains(address, ".cdn.ampproject.org/") {
		if m := ampCache.FindStringSubmatch(address); m != nil {
			if m[1] == "" {
				return "http://" + m[2]
			}
			return "https://" + m[2]
		}
	}
	return address
}
