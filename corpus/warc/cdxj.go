package warc

// An Entry is one line of an index.
type Entry struct{}

// NewEntry makes the index entry of r.
func NewEntry(r *Record) (Entry, bool) { return Entry{}, false }

func (s *segment) seal() error { return nil }
