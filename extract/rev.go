package extract

import "hearsay/extract/article"

// revision counts the changes of this package and those below it that change what is extracted. Raise it with every such
// change of code or lexicons: a corpus extracts again what an older revision made.
const revision = "4"

// Rev names what Page does to a page: two programs with the same Rev extract the same.
func Rev() string { return "x" + revision + "-" + article.Rev() }
