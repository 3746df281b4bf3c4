package query

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// An Error says what is wrong with a query, at which byte, and what was expected there.
type Error struct {
	Query    string
	Pos      int    // byte offset in Query; len(Query) at its end
	Msg      string // what is wrong
	Expected string // what would have been right, or empty
}

// Error returns one line: the character (from 1), what is wrong and what was expected.
func (e *Error) Error() string {
	s := fmt.Sprintf("query, character %d: %s", utf8.RuneCountInString(e.Query[:e.Pos])+1, e.Msg)
	if e.Expected != "" {
		s += "; expected " + e.Expected
	}
	return s
}

// Caret returns the query and, on a second line, a caret below the character that the error is about.
func (e *Error) Caret() string {
	line := strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, e.Query)
	return line + "\n" + strings.Repeat(" ", utf8.RuneCountInString(e.Query[:e.Pos])) + "^"
}
