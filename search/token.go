package search

import (
	"encoding/base64"
	"encoding/json"
	"errors"

	"hearsay/corpus"
	"hearsay/index"
	"hearsay/index/query"
)

// ErrToken is returned for a page token that belongs to another query or is none.
var ErrToken = errors.New("the page token belongs to another query")

// A token says where the next page begins and of which query.
type token struct {
	Offset int    `json:"o"`
	Query  string `json:"q"` // hash of query and order
}

func (o *Options) hash(n query.Node) string {
	order := o.Order
	if o.Unfolded {
		order += "/unfolded"
	}
	return corpus.Hash("", query.String(n), order)
}

// offset reads o.Next.
func (o *Options) offset(n query.Node) (int, error) {
	if o.Next == "" {
		return 0, nil
	}
	data, err := base64.RawURLEncoding.DecodeString(o.Next)
	var t token
	if err == nil {
		err = json.Unmarshal(data, &t)
	}
	if err != nil || t.Query != o.hash(n) || t.Offset < 0 || t.Offset > maxOffset {
		return 0, ErrToken
	}
	return t.Offset, nil
}

// maxOffset bounds how far one can page.
const maxOffset = 1 << 30

// next makes the token of the page after r, empty if got is the last.
func next(n query.Node, o *Options, r *index.Request, got *index.Result) string {
	at := r.Offset + len(got.Hits)
	if len(got.Hits) == 0 || at >= got.Total {
		return ""
	}
	data, err := json.Marshal(token{at, o.hash(n)})
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(data)
}
