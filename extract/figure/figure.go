// Package figure finds the numbers that a text states, with unit, qualifier, role, concept and time scope.
package figure

import (
	"time"

	"hearsay/corpus"
)

// A Context is what is known of the text from outside it. The zero value says nothing.
type Context struct {
	Published time.Time // resolves "last year"; zero if not known
}

// Find returns the figures of text in order.
func Find(text string, c Context) []corpus.Figure { return nil }
