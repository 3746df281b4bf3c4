// Package warc keeps the raw evidence: every byte that was fetched or imported, in WARC/1.1 files (ISO 28500:2017) that
// any web archive tool can read.
//
// A [Writer] appends groups of records to a file of its own below archive/, one gzip member per record, and returns
// where they lie (a [Ref] each) only after they are on disk. [ReadAt] gives one record back by its place; a [Scanner]
// runs over whole files, also those of other tools, and names what is damaged. Beside a WARC file lies its CDXJ index,
// which can be rebuilt from it at any time; manifest.jsonl is the chained list of the hashes of all finished files, and
// [Verify] checks records and chain. WACZ packages are read and written too.
//
// The archive is append only: a file that a killed process has left torn is never extended, since every process writes
// files of its own, and a finished file never changes except by [Forget], which leaves a tombstone in place.
package warc

import (
	"cmp"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"time"
)

// Type says what a record is.
type Type string

// The record types of WARC/1.1.
const (
	Info         Type = "warcinfo"     // what made the file
	Request      Type = "request"      // an HTTP request as sent
	Response     Type = "response"     // an HTTP response as received
	Resource     Type = "resource"     // bytes without a protocol: an imported file
	Metadata     Type = "metadata"     // what is known of another record
	Revisit      Type = "revisit"      // the same as an earlier record, or 304 Not Modified
	Conversion   Type = "conversion"   // another form of an earlier record
	Continuation Type = "continuation" // the rest of a block that was split
)

// Profiles of revisit records: what they have in common with the record they refer to.
const (
	IdenticalPayload = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
	NotModified      = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
)

// Values of Record.Truncated: why a block is shorter than what the server had.
const (
	TruncatedLength     = "length"
	TruncatedTime       = "time"
	TruncatedDisconnect = "disconnect"
	TruncatedUnknown    = "unspecified"
)

// Content types of blocks.
const (
	HTTPRequest  = "application/http; msgtype=request"
	HTTPResponse = "application/http; msgtype=response"
	WARCFields   = "application/warc-fields"
)

// ErrTorn is wrapped by the error for a record that ends before its length: the writer was killed, or a copy was cut.
var ErrTorn = errors.New("record is cut off")

// A Ref says where a record lies.
type Ref struct {
	File   string `json:"file"`   // base name of the WARC file
	Offset int64  `json:"offset"` // of the gzip member, or of the record in a plain file
	Length int64  `json:"length"` // of the member or record in the file; 0 if not known (one member for many records)
	Inner  int64  `json:"inner,omitempty"`
	// Inner is the record's offset in the member's uncompressed bytes; 0 unless a file of another tool has several
	// records in one member.
}

// A Field is a named line of a record header.
type Field struct{ Name, Value string }

// A Record is one WARC record. Times are UTC. Ids are without angle brackets. Empty fields are not written.
type Record struct {
	Type          Type
	ID            string    // urn:uuid:...; the writer mints one where it is empty
	Date          time.Time // of the capture; the writer's clock where it is zero
	URI           string    // WARC-Target-URI
	ContentType   string    // of Block
	IP            string    // WARC-IP-Address of the server
	Concurrent    []string  // ids of records made by the same fetch
	RefersTo      string    // id of the earlier record (revisit) or of the record it describes (metadata)
	RefersToURI   string
	RefersToDate  time.Time
	Profile       string // of a revisit
	Truncated     string
	BlockDigest   string // algorithm:value; the writer makes sha256:hex
	PayloadDigest string // of the bytes after the HTTP head, as they stand in the block
	Extra         []Field
	Block         []byte

	Ref            // where it was read from or written to
	BlockLen int64 // Content-Length of a record that was read
	Cut      bool  // Block is shorter than BlockLen: the reader's bound, or the caller did not want it
}

// NewRequest makes the record of an HTTP request; raw is head and body as sent.
func NewRequest(uri string, at time.Time, raw []byte) *Record {
	return &Record{Type: Request, URI: uri, Date: at, ContentType: HTTPRequest, Block: raw}
}

// NewResponse makes the record of an HTTP response. head ends with the empty line; body is what followed it, in the
// content coding in which it came.
func NewResponse(uri string, at time.Time, head, body []byte) *Record {
	block := make([]byte, 0, len(head)+len(body))
	return &Record{Type: Response, URI: uri, Date: at, ContentType: HTTPResponse, Block: append(append(block, head...), body...)}
}

// NewResource makes the record of bytes that came without a protocol, an imported file say. Where uri is empty the record
// is named after its bytes: "urn:" and their [Digest].
func NewResource(uri string, at time.Time, mediaType string, body []byte) *Record {
	if uri == "" {
		uri = "urn:" + Digest(body)
	}
	return &Record{Type: Resource, URI: uri, Date: at, ContentType: cmp.Or(mediaType, "application/octet-stream"), Block: body}
}

// NewMetadata makes a record of named values about the record that leads its group. Line breaks in values become spaces.
func NewMetadata(uri string, at time.Time, fields ...Field) *Record {
	return &Record{Type: Metadata, URI: uri, Date: at, ContentType: WARCFields, Block: appendFields(nil, fields)}
}

// NewRevisit makes the record of a fetch that brought nothing new: profile is [NotModified] or [IdenticalPayload], head
// the response's HTTP head, and of the record that holds the bytes (ID, URI, Date and PayloadDigest of it are used).
func NewRevisit(uri string, at time.Time, profile string, head []byte, of *Record) *Record {
	return &Record{
		Type: Revisit, URI: uri, Date: at, ContentType: HTTPResponse, Profile: profile, Block: head,
		RefersTo: of.ID, RefersToURI: of.URI, RefersToDate: of.Date, PayloadDigest: of.PayloadDigest,
	}
}

// Fields parses a block of content type [WARCFields].
func (r *Record) Fields() []Field {
	var out []Field
	for line := range strings.Lines(string(r.Block)) {
		name, value, ok := strings.Cut(strings.TrimRight(line, "\r\n"), ":")
		switch {
		case ok && name != "" && name[0] != ' ' && name[0] != '\t':
			out = append(out, Field{name, strings.TrimSpace(value)})
		case len(out) > 0: // a folded line
			out[len(out)-1].Value += " " + strings.TrimSpace(line)
		}
	}
	return out
}

// NewID mints a random record id (UUID version 4, RFC 9562).
func NewID() string {
	var b [16]byte
	rand.Read(b[:]) // never fails: see crypto/rand
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	x := hex.EncodeToString(b[:])
	return fmt.Sprintf("urn:uuid:%s-%s-%s-%s-%s", x[:8], x[8:12], x[12:16], x[16:20], x[20:])
}
