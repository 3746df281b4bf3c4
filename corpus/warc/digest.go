package warc

import (
	"bytes"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"strings"
)

// errDigest is wrapped by the error for a record whose bytes are not those its digest was made of.
var errDigest = errors.New("the bytes were changed")

// A digester compares a block that is read piece by piece with the digests of its record.
type digester struct {
	r              *Record
	block, payload hash.Hash
	begun          bool // the first piece was seen; it is assumed to hold the HTTP head
}

func newDigester(r *Record) *digester {
	d := &digester{r: r, block: hashOf(r.BlockDigest)}
	if r.Type == Response || r.Type == Request || r.Type == Resource {
		d.payload = hashOf(r.PayloadDigest) // a revisit's payload is elsewhere
	}
	return d
}

// hashOf returns the hash of a labelled digest, or nil if there is none or the algorithm is not known.
func hashOf(digest string) hash.Hash {
	name, _, _ := strings.Cut(digest, ":")
	switch strings.ToLower(strings.ReplaceAll(name, "-", "")) {
	case "sha256":
		return sha256.New()
	case "sha1":
		return sha1.New()
	case "sha512":
		return sha512.New()
	case "md5":
		return md5.New()
	}
	return nil
}

func (d *digester) write(p []byte) {
	if d.block != nil {
		d.block.Write(p)
	}
	if d.payload == nil {
		return
	}
	if !d.begun {
		d.begun = true
		if strings.HasPrefix(d.r.ContentType, "application/http") {
			p = p[headLen(p):]
		}
	}
	d.payload.Write(p)
}

// Write makes a digester an io.Writer.
func (d *digester) Write(p []byte) (int, error) {
	d.write(p)
	return len(p), nil
}

// check compares. A payload digest may also have been made after the transfer coding was taken off (the standard's
// reading; writers differ); that is tried when the block is at hand.
func (d *digester) check() error {
	if d.block != nil && !equalDigest(d.r.BlockDigest, d.block.Sum(nil)) {
		return fmt.Errorf("block digest of record %s: %w", d.r.ID, errDigest)
	}
	if d.payload == nil || equalDigest(d.r.PayloadDigest, d.payload.Sum(nil)) || d.r.Truncated != "" {
		return nil
	}
	if !d.r.Cut {
		if body, ok := dechunk(d.r.Block[headLen(d.r.Block):], len(d.r.Block)); ok {
			h := hashOf(d.r.PayloadDigest)
			h.Write(body)
			if equalDigest(d.r.PayloadDigest, h.Sum(nil)) {
				return nil
			}
		}
	}
	return fmt.Errorf("payload digest of record %s: %w", d.r.ID, errDigest)
}

// equalDigest reports whether the labelled digest has the value sum, written in base 16, 32 or 64.
func equalDigest(digest string, sum []byte) bool {
	_, v, _ := strings.Cut(digest, ":")
	switch n := len(v); {
	case n == hex.EncodedLen(len(sum)):
		b, err := hex.DecodeString(v)
		return err == nil && bytes.Equal(b, sum)
	case n == base32.StdEncoding.EncodedLen(len(sum)), n == base32.StdEncoding.WithPadding(base32.NoPadding).EncodedLen(len(sum)):
		b, err := base32.StdEncoding.WithPadding(base32.NoPadding).DecodeString(strings.TrimRight(strings.ToUpper(v), "="))
		return err == nil && bytes.Equal(b, sum)
	}
	v = strings.NewReplacer("-", "+", "_", "/").Replace(strings.TrimRight(v, "="))
	b, err := base64.RawStdEncoding.DecodeString(v)
	return err == nil && bytes.Equal(b, sum)
}
