package crawl

import (
	"strconv"
	"strings"
	"time"

	"hearsay/corpus/warc"
	"hearsay/crawl/frontier"
)

// records makes the group that goes into the archive for one exchange: the response, or a revisit where the bytes are
// there already; the request; and what is known of the fetch.
func records(l frontier.Lease, x *exchange, why string) []*warc.Record {
	raw := x.raw
	res := &warc.Record{
		Type: warc.Response, URI: x.url, Date: x.at, ContentType: warc.HTTPResponse, Block: raw, IP: x.ip, Truncated: x.truncate,
	}
	if v := l.Visit; v != nil {
		of := &warc.Record{ID: v.Record, URI: x.url, Date: v.Time, PayloadDigest: v.Digest}
		switch {
		case x.status == 304:
			res = warc.NewRevisit(x.url, x.at, warc.NotModified, raw[:x.head], of)
			res.IP = x.ip
		case x.status == 200 && x.truncate == "" && v.Digest != "" && warc.Digest(raw[x.head:]) == v.Digest:
			res = warc.NewRevisit(x.url, x.at, warc.IdenticalPayload, raw[:x.head], of)
			res.IP = x.ip
		}
	}
	req := warc.NewRequest(x.url, x.at, x.request)
	meta := warc.NewMetadata(x.url, x.at, metadata(l, x, why)...)
	return []*warc.Record{res, req, meta}
}

// metadata are the fields that Heritrix writes too, and why the page was kept or not.
func metadata(l frontier.Lease, x *exchange, why string) []warc.Field {
	fields := []warc.Field{{Name: "fetchTimeMs", Value: strconv.FormatInt(x.latency.Milliseconds(), 10)}}
	if l.Via != "" {
		fields = append(fields, warc.Field{Name: "via", Value: l.Via})
	}
	if l.Kind != frontier.Robots {
		fields = append(fields, warc.Field{Name: "hopsFromSeed", Value: strings.Repeat("L", int(l.Depth)) + strings.Repeat("R", int(l.Hops))})
	}
	if why != "" {
		fields = append(fields, warc.Field{Name: "hearsay-verdict", Value: why})
	}
	if x.bodyErr != nil {
		fields = append(fields, warc.Field{Name: "hearsay-error", Value: x.bodyErr.Error()})
	}
	return fields
}

// visitOf makes what must be remembered of a fetch that brought res into the archive.
func visitOf(x *exchange, res *warc.Record) *frontier.Visit {
	return &frontier.Visit{
		ETag: short(x.header.Get("ETag")), LastModified: short(x.header.Get("Last-Modified")), Record: res.ID, File: res.File,
		Offset: res.Offset, Length: res.Length, Time: x.at, Digest: res.PayloadDigest, MediaType: short(x.header.Get("Content-Type")),
	}
}

// short drops a validator that is too long to be one.
func short(s string) string {
	if len(s) > 512 {
		return ""
	}
	return s
}

// Bounds of the time between two fetches of a page or a listing, in units of Crawler.Revisit, and absolute.
const (
	firstInterval   = 4
	listingInterval = 2
	maxInterval     = 14 * 24 * time.Hour
	maxListing      = 24 * time.Hour
)

// adapt sets when a page is fetched again: twice as late each time that its text was the same, half as late when it
// was edited, but never sooner than least. old is the visit before, or nil.
func adapt(v, old *frontier.Visit, listing bool, least time.Duration) {
	first, longest := firstInterval*least, maxInterval
	if listing {
		first, longest = listingInterval*least, maxListing
	}
	switch {
	case old == nil || old.Interval == 0:
		v.Interval = first
	case old.TextDigest == v.TextDigest:
		v.Interval, v.Unchanged = old.Interval*2, min(old.Unchanged+1, 200)
	default:
		v.Interval = old.Interval / 2
	}
	v.Interval = max(min(v.Interval, longest), least)
}
