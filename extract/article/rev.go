package article

import (
	"sync"

	"hearsay/corpus"
)

// codeRev is raised when the code of this package changes what it returns.
const codeRev = "1"

// Rev returns the revision of what [Parse] does: of the code, the weights and the lexicons. A profile has a revision
// of its own.
func Rev() string { return rev() }

var rev = sync.OnceValue(func() string {
	return corpus.Hash("r", codeRev, string(weights), classesText, phrasesText, agenciesText)
})
