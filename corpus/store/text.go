package store

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"

	"hearsay/corpus"
)

// Text returns the text of the version id and its blocks. It is several times cheaper than Version, because text and
// blocks come before all that was found in them.
func (s *Store) Text(ctx context.Context, id corpus.VersionID) (text string, blocks []corpus.Block, err error) {
	var data []byte
	err = s.db.QueryRowContext(ctx, `SELECT data FROM version JOIN extraction
		ON extraction.article = version.article AND extraction.text = version.text WHERE version.id = ?`, id).Scan(&data)
	if err != nil {
		return "", nil, missing(err, "version", string(id))
	}
	j, err := decoder.DecodeAll(data, nil)
	if err != nil {
		return "", nil, fmt.Errorf("unpacking the text of version %s: %w", id, err)
	}
	dec := json.NewDecoder(bytes.NewReader(j))
	if _, err := dec.Token(); err != nil {
		return "", nil, err
	}
	for blocks == nil && dec.More() {
		key, err := dec.Token()
		if err != nil {
			return "", nil, err
		}
		var to any = new(json.RawMessage)
		switch key {
		case "text":
			to = &text
		case "blocks":
			to = &blocks
		}
		if err := dec.Decode(to); err != nil {
			return "", nil, err
		}
	}
	return text, blocks, nil
}
