// Package statement finds the clauses of a text that assert something.
package statement

import "hearsay/corpus"

// Find returns the statements of ex, whose text, blocks, figures and quotes are already there, in order.
func Find(ex *corpus.Extraction) []corpus.Statement { return nil }
