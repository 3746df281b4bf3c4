// Package index finds articles and claims fast. It is derived data: everything in it comes from the records of package
// corpus, and it can be deleted and rebuilt from them at any time.
//
// An [Index] takes batches of records, each with its position in the journal of changes, and answers queries of
// package query. [Sync] brings one up to date from the journal, whatever its position: crash recovery, rebuilding and
// moving to another search engine are one code path. The implementation here is [Open], over Bleve's segment store
// (scorch); no other package imports Bleve.
//
// What is in the index: one document for each article (the text of its latest version, title, byline, outlet, day,
// language), with one nested document for each of its mentions (speaker, source, quoted words) and one more for each
// figure; and one document for each claim, built alike. Text is stored nowhere, only the byte offsets of its words, so
// that a match can be shown in the store's own text.
package index

import (
	"context"
	"errors"

	"hearsay/corpus"
	"hearsay/index/query"
)

// ErrOwned is returned, wrapped, by Open when another process has the index open. One process owns the index: serve if
// it runs, else build. Others ask it, see package search.
var ErrOwned = errors.New("the index is in use by another hearsay process")

// ErrDamaged is returned, wrapped, when the files of an open index turn out to be damaged. Opening it again rebuilds it.
var ErrDamaged = errors.New("the index is damaged; it will be rebuilt from the database")

// ErrReadOnly is returned, wrapped, by writes to an index whose folder cannot be written to.
var ErrReadOnly = errors.New("the index is in a read-only folder")

// An Index can be written to and asked. Its methods may be called concurrently.
type Index interface {
	// Apply makes the changes of b and moves the position to b.Position, both or neither, and returns when they are on
	// disk. Applying a batch again changes nothing.
	Apply(ctx context.Context, b *Batch) error

	// Position returns the journal position of the last batch, 0 for a new index.
	Position(ctx context.Context) (int64, error)

	// Copies returns the folding of copies that was applied last, see Batch.Copies.
	Copies(ctx context.Context) (map[corpus.ArticleID]corpus.ArticleID, error)

	// Search returns what meets r.
	Search(ctx context.Context, r *Request) (*Result, error)

	// Reset throws everything away and goes on with an empty index at position 0.
	Reset(ctx context.Context) error

	Close() error
}

// A Batch is a set of changes up to a position of the journal. A record replaces the one with the same id.
type Batch struct {
	Position int64
	Articles []Article
	Claims   []corpus.Claim
	Deleted  []string // ids of articles and claims; deleting what is not there is no error

	// Copies, if not nil, says which articles are near-identical to another that stands for them. It is kept with the
	// position so that Sync finds what has to be applied again when the folding changes.
	Copies map[corpus.ArticleID]corpus.ArticleID
}

// Len returns the number of changes in b.
func (b *Batch) Len() int { return len(b.Articles) + len(b.Claims) + len(b.Deleted) }

// An Article is what is indexed of an article: its latest version and its mentions.
type Article struct {
	corpus.Article
	Text     string
	Blocks   []corpus.Block // of Text; a text without blocks is searched whole
	Mentions []corpus.Mention
}

// What a Request can ask for.
const (
	Articles = "article"
	Claims   = "claim"
)

// The orders of hits. Each ends with the id, so that it is total.
const (
	ByRelevance = ""
	ByNewest    = "newest"
	ByOldest    = "oldest"
)

// A Request asks for articles or claims.
type Request struct {
	Kind  string // Articles, which is the default, or Claims
	Query query.Node
	Claim func(corpus.ClaimID) ([]corpus.MentionID, error) // resolves claim:ID; nil if the query has none

	Order  string
	Offset int
	Limit  int  // number of hits; 0 means none, only total and facets
	Fold   bool // show the best hit only of each set of copies
	Facets int  // number of values of each facet; 0 means no facets
}

// A Result is the answer to a Request.
type Result struct {
	Total  int // hits before Offset and Limit; with Fold, copies counted once
	Facets map[string][]Count
	Hits   []Hit
}

// A Count is one value of a facet and the number of articles (or claims) that have it, copies counted each.
type Count struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// A Hit is one article or claim that meets the query.
type Hit struct {
	ID       string
	Version  corpus.VersionID // whose text Spans index
	Score    float64
	Copies   int                // further hits that are copies of this one
	Spans    []corpus.Span      // the words and phrases of the query in the text, in order, none inside another
	Mentions []corpus.MentionID // the mentions that meet conditions on mentions
}
