// Package corpus is the vocabulary of hearsay: the records that every stage reads and writes, and the rules that
// hold for them. It does no I/O and imports nothing of ours.
//
// The records follow the life of a page. A [Page] is bytes as they were fetched or imported. It belongs to an
// [Article], which is one address; each fetch of it is a [Capture], and consecutive captures with the same extracted
// text make one [Version]. Package extract turns a Page into an [Extraction]: the text in typed [Block] spans, with
// its [Figure], [Quote], [Statement] and [Citation] spans. From these come the [Mention] records, the unit that is
// compared across articles. Mentions that state the same thing make a [Claim]; each of its wordings is a [Variant];
// a named difference between two wordings is a [Mutation]; an [Edge] says where an article has a claim from.
//
// All spans are byte offsets, half open, into UTF-8 text. All times are UTC. A zero value means "not known". The JSON
// names of the fields are the ones that the program prints; they are promised to other programs.
package corpus

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"time"
)

// Identifiers. Each is an opaque string that is minted once; an alias table redirects the ids that a merge retires.
type (
	ArticleID string // "a" + 16 hex digits; see [NewArticleID]
	CaptureID string // "c" + 16 hex digits
	VersionID string // "v" + 16 hex digits, from the article and its first capture
	MentionID string // "m" + 16 hex digits, the hash of the mention's [Anchor]
	ClaimID   string // "k" + 16 hex digits
	SourceID  string // "s" + 16 hex digits: an unseen source, keyed by cited address, else outlet + title + date
)

// ErrNotFound is returned, wrapped, by every look-up that finds nothing.
var ErrNotFound = errors.New("not found")

// A LocError says where in the input something went wrong.
type LocError struct {
	Where  string // file path or URL
	Line   int    // line in Where, from 1, or 0 if not known
	Offset int64  // byte offset in Where, or -1 if not known
	Err    error
}

func (e *LocError) Error() string {
	switch {
	case e.Line > 0:
		return fmt.Sprintf("%s:%d: %v", e.Where, e.Line, e.Err)
	case e.Offset >= 0:
		return fmt.Sprintf("%s: byte %d: %v", e.Where, e.Offset, e.Err)
	}
	return fmt.Sprintf("%s: %v", e.Where, e.Err)
}

func (e *LocError) Unwrap() error { return e.Err }

// A Span is a range of bytes, half open.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len returns the number of bytes in s.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether t lies wholly inside s.
func (s Span) Contains(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share a byte.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Of returns the bytes of text that s covers.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Valid reports whether s is a range of text: 0 <= Start <= End <= len(text).
func (s Span) Valid(text string) bool { return 0 <= s.Start && s.Start <= s.End && s.End <= len(text) }

// Hash returns the first 16 hex digits of the SHA-256 of the parts, each preceded by its length, after prefix.
// Every id in this package is made by it.
func Hash(prefix string, parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return prefix + hex.EncodeToString(h.Sum(nil))[:16]
}

// NewArticleID mints the id of the article at a normalised requested address, or, when it has none, of the file
// whose SHA-256 in hex is digest.
func NewArticleID(url, digest string) ArticleID {
	if url != "" {
		return ArticleID(Hash("a", "url", url))
	}
	return ArticleID(Hash("a", "file", digest))
}

// NewCaptureID makes the id of the capture of address (an URL, or a file's SHA-256) at time t.
func NewCaptureID(address string, t time.Time) CaptureID {
	return CaptureID(Hash("c", address, t.UTC().Format(time.RFC3339Nano)))
}

// NewVersionID makes the id of the version of a that begins with capture first.
func NewVersionID(a ArticleID, first CaptureID) VersionID {
	return VersionID(Hash("v", string(a), string(first)))
}

// NewSourceID makes the id of a source that is cited but not in the corpus: by its address where one is printed,
// else by outlet, title and date, any of which may be empty.
func NewSourceID(url, outlet, title, date string) SourceID {
	if url != "" {
		return SourceID(Hash("s", "url", url))
	}
	return SourceID(Hash("s", "named", outlet, title, date))
}

// A Time is what is known of an instant: it lies in [Earliest, Latest]. An unknown time is an interval, never a guess.
type Time struct {
	Earliest time.Time `json:"earliest,omitzero"`
	Latest   time.Time `json:"latest,omitzero"`
	Basis    string    `json:"basis,omitempty"`   // printed, modified, url, capture, cited, manual
	Printed  string    `json:"printed,omitempty"` // the date as the outlet printed it, YYYY-MM-DD or RFC 3339
}

// Known reports whether both ends of t are known.
func (t Time) Known() bool { return !t.Earliest.IsZero() && !t.Latest.IsZero() }

// Compare orders times for lists by the latest instant at which they can lie, unknown ones last. A time of which only the
// capture is known counts as unknown: when something was collected must not decide in which order it is looked at.
func (t Time) Compare(u Time) int {
	switch tu, uu := t.Latest.IsZero() || t.Basis == "capture", u.Latest.IsZero() || u.Basis == "capture"; {
	case tu && uu:
		return 0
	case tu:
		return 1
	case uu:
		return -1
	}
	return cmp.Or(t.Latest.Compare(u.Latest), t.Earliest.Compare(u.Earliest))
}

// Before reports whether t certainly precedes u: a.latest < b.earliest.
func (t Time) Before(u Time) bool {
	return !t.Latest.IsZero() && !u.Earliest.IsZero() && t.Latest.Before(u.Earliest)
}
