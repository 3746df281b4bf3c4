package corpus

import (
	"strconv"
	"time"
)

// MentionKind says what a mention is about.
type MentionKind string

// The kinds of mentions and of claims.
const (
	FigureMention    MentionKind = "figure"
	QuoteMention     MentionKind = "quote"
	StatementMention MentionKind = "statement"
)

// An Anchor names a mention by what the article says rather than by offsets, so that it survives new versions and
// re-extraction: the Occurrence-th time (from 0) that exactly this sentence stands in the article, and where in it.
type Anchor struct {
	Article    ArticleID   `json:"article"`
	Sentence   string      `json:"sentence"`
	Occurrence int         `json:"occurrence"`
	Kind       MentionKind `json:"kind"`
	Start      int         `json:"start"` // byte offset within the sentence
}

// ID returns the id of the mention at a.
func (a Anchor) ID() MentionID {
	return MentionID(Hash("m", string(a.Article), a.Sentence, strconv.Itoa(a.Occurrence), string(a.Kind), strconv.Itoa(a.Start)))
}

// An Attribution says on whose word a mention rests.
type Attribution struct {
	Kind   string      `json:"kind"` // none documents outlet person organisation unnamed self
	Source string      `json:"source,omitempty"`
	Cue    string      `json:"cue,omitempty"`
	Chain  []ChainLink `json:"chain,omitempty"`

	At        *Span  `json:"at,omitempty"`        // the passage that names the source
	Text      string `json:"text,omitempty"`      // its bytes
	Strength  int    `json:"strength,omitempty"`  // of the cue, as in [Cue]
	Inherited bool   `json:"inherited,omitempty"` // the passage stands in an earlier sentence
}

// A Mention is one place in one version of an article where something is said.
// Text == Version.Extraction.Text[Start:End], never trimmed or cleaned.
type Mention struct {
	ID        MentionID   `json:"id"`
	Anchor    Anchor      `json:"-"`
	Kind      MentionKind `json:"kind"`
	Article   ArticleID   `json:"article"`
	Version   VersionID   `json:"version"`
	URL       string      `json:"url"`
	Outlet    string      `json:"outlet"`
	Published string      `json:"published"`
	File      string      `json:"file,omitempty"` // imported files: base name and byte offsets in the file
	FileStart *int        `json:"file_start,omitempty"`
	FileEnd   *int        `json:"file_end,omitempty"`
	Span
	Text        string      `json:"text"`
	Sentence    Span        `json:"sentence"`
	Block       BlockKind   `json:"block"`
	Stance      string      `json:"stance"`
	Repeat      bool        `json:"repeat,omitempty"` // the article says it a second time in the same words
	Figures     []Figure    `json:"figures,omitempty"`
	Quote       *Quote      `json:"quote,omitempty"`
	Statement   *Statement  `json:"statement,omitempty"`
	Attribution Attribution `json:"attribution"`
	Variant     string      `json:"variant"` // id of the variant it belongs to, set by tracing
}

// A Place is one side of a mutation: the exact bytes in a mention's article.
type Place struct {
	Mention MentionID `json:"mention"`
	Span
	Text string `json:"text"`
}

// A Mutation is one named difference between two wordings of a claim. Type is a name of the taxonomy in package
// lineage, Rule the rule that found it.
type Mutation struct {
	Type string `json:"type"`
	Rule string `json:"rule"`
	From Place  `json:"from"`
	To   Place  `json:"to"`
}

// Drift sums up how far a variant is from the one it is compared with.
type Drift struct {
	Score     float64 `json:"score"`               // 0 same, 1 another claim
	Numeric   float64 `json:"numeric,omitempty"`   // relative change of the value
	Words     float64 `json:"words,omitempty"`     // share of words changed
	Mutations int     `json:"mutations,omitempty"` // how many were named
}

// A Variant is one wording of a claim, in any number of articles.
type Variant struct {
	ID        string      `json:"id"`
	Label     string      `json:"label"`
	Text      string      `json:"text"`
	Mentions  []MentionID `json:"mentions"`
	From      string      `json:"from"`     // the variant it is compared with
	Directed  bool        `json:"directed"` // From came first: a parent edge is printed or time decides; else the two differ
	Mutations []Mutation  `json:"mutations"`
	Drift     Drift       `json:"drift"`
}

// Evidence is a passage that supports an edge.
type Evidence struct {
	Kind string `json:"kind"` // citation credit link quote wording figures date title
	Span
	Text string `json:"text"`
	Href string `json:"href,omitempty"`
}

// An Edge leads from a mention to where its article has it from: another article, or an unseen source.
type Edge struct {
	Child        ArticleID  `json:"child"`
	ChildMention MentionID  `json:"child_mention"`
	Parent       string     `json:"parent"` // ArticleID, or SourceID when Ghost
	Ghost        bool       `json:"ghost"`  // the parent is not in the corpus
	Name         string     `json:"name"`
	Probability  float64    `json:"probability"`
	Printed      bool       `json:"printed"` // the child says so itself
	Evidence     []Evidence `json:"evidence"`
}

// Collected says where a claim was first seen.
type Collected struct {
	Article ArticleID `json:"article"`
	Outlet  string    `json:"outlet,omitempty"`
	Time    Time      `json:"time"`
}

// A Claim is a set of mentions that state the same thing. Family binds claims that are arithmetically or
// propositionally one (a level and its ratio).
type Claim struct {
	ID                ClaimID     `json:"id"`
	Kind              MentionKind `json:"kind"`
	Family            string      `json:"family"`
	Statement         string      `json:"statement"` // the wording that stands for it: a mention's own bytes
	Status            string      `json:"status"`
	Provisional       bool        `json:"provisional"`
	EarliestCollected Collected   `json:"earliest_collected"`
	EarliestClaimed   string      `json:"earliest_claimed"` // the earliest date that an article gives for its source
	Articles          int         `json:"articles"`
	Outlets           int         `json:"outlets"`
	Sources           string      `json:"sources"`           // single several unknown
	Origin            string      `json:"origin,omitempty"`  // the one source that all lead to which name any
	Warning           string      `json:"warning,omitempty"` // single-source warning, in words
	Drift             float64     `json:"drift"`             // largest drift of its variants
	Mentions          []Mention   `json:"mentions"`
	Variants          []Variant   `json:"variants"`
	Lineage           []Edge      `json:"lineage"`
}

// A CorrectionEntry is one line of corrections.jsonl: what a person decided. Mentions are named by Anchor so that the
// entry survives new versions. The later entry wins.
type CorrectionEntry struct {
	Time    time.Time `json:"time"`
	Who     string    `json:"who"`
	Why     string    `json:"why,omitempty"`
	Op      string    `json:"op"` // same different edge notAClaim mutation date outlet byline missed exclude include forget status note
	A       *Anchor   `json:"a,omitempty"`
	B       *Anchor   `json:"b,omitempty"`
	Article ArticleID `json:"article,omitempty"`
	Parent  string    `json:"parent,omitempty"` // edge: article or source id
	Value   string    `json:"value,omitempty"`  // date, outlet, byline, status, note, mutation type
}

// A Change is the latest change of one record, as the journal tells it to whoever derives something from the record.
type Change struct {
	Seq     int64
	Kind    string // "article" (it, its versions or its mentions) or "claim"
	ID      string
	Rev     string // what the record was made by
	Deleted bool
}
