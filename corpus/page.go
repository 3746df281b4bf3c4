package corpus

import "time"

// A Page is one document as it came in: the bytes and what is known of them without reading them.
type Page struct {
	URL       string    // the requested address, normalised; empty for a file without one
	File      string    // base name of an imported file; empty for a fetched page
	MediaType string    // Content-Type as sent or guessed from the file's name; may carry a charset; may be empty
	Body      []byte    // after Content-Encoding, before charset decoding
	Fetched   time.Time // when it was captured
	Manifest  Manifest  // what the importer says of it; wins over what the page says
}

// A Manifest is one line of an import manifest: what a person knows about a file. Empty fields say nothing.
type Manifest struct {
	File      string   `json:"file"`
	URL       string   `json:"url,omitempty"`
	Outlet    string   `json:"outlet,omitempty"`
	Title     string   `json:"title,omitempty"`
	Published string   `json:"published,omitempty"` // YYYY-MM-DD or RFC 3339
	Byline    []string `json:"byline,omitempty"`
}

// An Article is one address (or one file without address), under every name that was seen for it.
type Article struct {
	ID       ArticleID   `json:"id"`
	URL      string      `json:"url,omitempty"`
	File     string      `json:"file,omitempty"`
	Outlet   string      `json:"outlet,omitempty"` // display name of the outlet; empty if not known
	Domain   string      `json:"domain,omitempty"` // registrable domain of URL
	Title    string      `json:"title,omitempty"`
	Byline   []string    `json:"byline,omitempty"`
	Time     Time        `json:"time"` // when it was published
	Lang     string      `json:"lang,omitempty"`
	Latest   VersionID   `json:"version,omitempty"`
	Copies   []ArticleID `json:"copies,omitempty"` // near-identical articles that are folded under this one
	CopyOf   ArticleID   `json:"copy_of,omitempty"`
	Excluded bool        `json:"excluded,omitempty"`
}

// A Capture is one fetch of an article, or one import of a file. Its bytes lie in the archive.
type Capture struct {
	ID        CaptureID `json:"id"`
	Article   ArticleID `json:"article"`
	URL       string    `json:"url,omitempty"`
	Time      time.Time `json:"time"`
	Status    int       `json:"status,omitempty"` // HTTP status; 0 for an imported file
	MediaType string    `json:"media_type,omitempty"`
	Digest    string    `json:"digest"` // sha256:hex of the payload
	WARC      string    `json:"warc"`   // file name below archive/
	Offset    int64     `json:"offset"` // of the record in the WARC file
	Length    int64     `json:"length"` // of the gzip member, in bytes
	Manifest  Manifest  `json:"manifest,omitzero"`
}

// A Version is the text of an article for a while: consecutive captures with equal extracted text.
type Version struct {
	ID         VersionID  `json:"id"`
	Article    ArticleID  `json:"article"`
	First      CaptureID  `json:"first"`
	Last       CaptureID  `json:"last"`
	FirstSeen  time.Time  `json:"first_seen"`
	LastSeen   time.Time  `json:"last_seen"`
	Rev        string     `json:"rev"` // code revision + hash of weights and lexicons that made Extraction
	Extraction Extraction `json:"extraction"`
}

// BlockKind says what a block of an article is. See [Body] for which kinds are the article proper.
type BlockKind string

// The kinds of blocks. Nothing of a page is dropped silently: what is not body is labelled.
const (
	Headline    BlockKind = "headline"
	Byline      BlockKind = "byline"
	Summary     BlockKind = "summary" // the page's own abstract or key points
	Standfirst  BlockKind = "standfirst"
	Para        BlockKind = "para"
	Subhead     BlockKind = "subhead"
	List        BlockKind = "list"
	BlockQuote  BlockKind = "quote"
	Live        BlockKind = "live"
	Table       BlockKind = "table"
	PullQuote   BlockKind = "pullquote"
	Repeat      BlockKind = "repeat" // says again what the article said before; counts once
	Caption     BlockKind = "caption"
	Embed       BlockKind = "embed"
	Correction  BlockKind = "correction"
	Boilerplate BlockKind = "boilerplate"
)

// Body reports whether blocks of kind k are the article proper.
func (k BlockKind) Body() bool {
	switch k {
	case Standfirst, Para, Subhead, List, BlockQuote, Live, Table:
		return true
	}
	return false
}

// Mined reports whether claims are looked for in blocks of kind k: the body, and headline and summary, so that a
// headline that says more than its article shows.
func (k BlockKind) Mined() bool { return k.Body() || k == Headline || k == Summary }

// A Block is a passage of an article. Text is in [Extraction].Text[Start:End].
type Block struct {
	Kind BlockKind `json:"kind"`
	Span
	Source *Span     `json:"source,omitempty"` // byte range in the archived body, where it could be told
	Time   time.Time `json:"time,omitzero"`    // of a live entry
	Flag   string    `json:"flag,omitempty"`   // "machine": disclosed or residual machine writing
}

// A Link is an anchor in the text.
type Link struct {
	Span
	Href string `json:"href"` // absolute
}

// A Candidate is one answer to a question of metadata, with where it was found.
type Candidate struct {
	Field string `json:"field"` // title, byline, published, modified, outlet, canonical, lang ...
	Value string `json:"value"`
	From  string `json:"from"` // json-ld, meta:og:title, microdata, visible, url, manifest ...
}

// A Note is a correction or update notice that the page prints.
type Note struct {
	Kind string `json:"kind"` // correction, update, clarification, retraction
	Span
	Text string `json:"text"`
}

// A Credit is a place where an article credits a news agency: "(Reuters)", "with files from The Canadian Press".
type Credit struct {
	Name string `json:"name"` // of the agency: "Canadian Press"
	Span
	Text string `json:"text"` // "The Canadian Press"
}

// An Extraction is all that is read from one page. It is what `hearsay annotate` prints for a document. Text holds
// the kept blocks joined by a blank line, headline first; for plain text it is the input itself. Every span below
// indexes Text.
type Extraction struct {
	ID                 string      `json:"id"`
	URL                string      `json:"url"`
	CanonicalURL       string      `json:"canonical_url"`
	AMPURL             string      `json:"amp_url,omitempty"` // the page's own AMP version
	Outlet             string      `json:"outlet"`
	Domain             string      `json:"domain,omitempty"`
	Title              string      `json:"title"`
	Byline             []string    `json:"byline"`
	Published          string      `json:"published"` // as RFC 3339 or YYYY-MM-DD
	PublishedPrecision string      `json:"published_precision"`
	Modified           string      `json:"modified"`
	Lang               string      `json:"lang"`            // ISO 639-1
	Class              string      `json:"class,omitempty"` // article, live, gallery, section, paywall, consent, notfound, empty
	Section            string      `json:"section,omitempty"`
	Dateline           string      `json:"dateline,omitempty"`
	Wire               []string    `json:"wire,omitempty"`    // agencies credited: "Reuters"
	Credits            []Credit    `json:"credits,omitempty"` // where the text does so
	Paywall            bool        `json:"paywall,omitempty"`
	Mined              bool        `json:"mined"` // false when claims are not read in its language, or the page is no article
	Text               string      `json:"text"`
	Blocks             []Block     `json:"blocks"`
	Links              []Link      `json:"links"`
	Notes              []Note      `json:"notes,omitempty"`
	Candidates         []Candidate `json:"candidates,omitempty"`
	Figures            []Figure    `json:"figures"` // quantities only, so that every one can be compared
	Dates              []Figure    `json:"dates"`   // Figure.Kind date and rank
	Quotes             []Quote     `json:"quotes"`
	Statements         []Statement `json:"statements"`
	Citations          []Citation  `json:"citations"`
}

// An Extracted is the outcome of extracting one capture.
type Extracted struct {
	Capture    CaptureID
	Extraction *Extraction
	Mentions   []Mention
	Rev        string   // what extracted it
	Kept       bool     // whether the page belongs to the story
	Why        string   // why, in words
	Aliases    []string // addresses on the same site that the page says are its own
}
