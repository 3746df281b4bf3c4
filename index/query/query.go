// Package query is what an index can be asked: the query language of hearsay, read into a tree and printed from it.
// It does no I/O and knows no search engine.
//
//	mass surveillance               both words, in any form ("surveilled" counts, an exact match ranks higher)
//	"mass surveillance"             these words exactly, side by side, in this order
//	"storage surged"~10             these words within 10 words of each other, in any order
//	cloud OR server, NOT a, -a, ()  AND is implied and binds tighter than OR
//	surveil*                        words that begin so
//	outlet: title: byline:          words, phrases and wildcards in the article's metadata
//	lang:en kind:quote              the article's language; holds a mention of kind figure, quote or statement
//	date:2026-02-17 date:2026-02..2026-03 date:2026..
//	speaker: source: quote:         words of a mention: who is quoted, on whose word it rests, what is quoted
//	figure:>=1000TB figure:38M..40M USD figure:"400 beds"
//	claim:ID                        articles with a mention of that claim
//	[speaker:x figure:>=1TB]        one mention that meets all of it
//
// A malformed query is an [Error] that points at the character; nothing is guessed or dropped. [Parse] and
// [String] are inverse up to spelling: String(Parse(s)) is a fixed point, and what it says is what is searched.
package query

import (
	"hearsay/corpus"
)

// A Node is a node of the query tree: And, Or, Not, Word, Phrase, Date, Figure, Claim or Bound.
type Node interface{ node() }

// Field says where a Word or Phrase is looked for. The empty Field is the text of the article.
type Field string

// The fields that hold words.
const (
	Text    Field = ""
	Outlet  Field = "outlet"
	Title   Field = "title"
	Byline  Field = "byline"
	Lang    Field = "lang"
	Kind    Field = "kind"
	Speaker Field = "speaker"
	Quote   Field = "quote"
	Source  Field = "source"
)

// OfMention reports whether f belongs to a mention rather than to the article as a whole.
func (f Field) OfMention() bool { return f == Speaker || f == Quote || f == Source || f == Kind }

type (
	// And is met by what meets all of it. The empty And is met by every article.
	And []Node

	// Or is met by what meets one of it. It has two or more nodes.
	Or []Node

	// Not is met by what does not meet X.
	Not struct{ X Node }

	// A Word is met by its inflected forms too; with Prefix by every word that begins with Text. Text may hold more
	// than one word to an analyzer ("state-of-the-art"), which then stand side by side.
	Word struct {
		Field  Field
		Text   string
		Prefix bool
	}

	// A Phrase is met by exactly the words of Text, side by side and in order or, with Near > 0, in any order with at
	// most Near words from the first to the last of them, the first not counted.
	Phrase struct {
		Field Field
		Text  string
		Near  int
	}

	// A Date is met by what was published from the first day of From to the last day of To. Both are YYYY, YYYY-MM or
	// YYYY-MM-DD, or empty for an open side.
	Date struct{ From, To string }

	// A Figure is met by a mention with a figure whose stated value overlaps [Lo, Hi], counted in Unit. An open side is
	// an infinity. Above and Below exclude Lo and Hi themselves. Unit is the name of a unit of package quantity, or
	// what is counted ("detainee"), or empty for any.
	Figure struct {
		Lo, Hi       float64
		Above, Below bool
		Unit         string
	}

	// A Claim is met by the mentions of one claim.
	Claim struct{ ID corpus.ClaimID }

	// A Bound is met by one mention that meets all of X. X holds no node that is about the article as a whole.
	Bound struct{ X Node }
)

func (And) node()    {}
func (Or) node()     {}
func (Not) node()    {}
func (Word) node()   {}
func (Phrase) node() {}
func (Date) node()   {}
func (Figure) node() {}
func (Claim) node()  {}
func (Bound) node()  {}
