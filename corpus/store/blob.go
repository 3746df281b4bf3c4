package store

import (
	"encoding/json"
	"fmt"
	"time"

	"github.com/klauspost/compress/zstd"
)

// Encoder and decoder without state of their own; both may be used concurrently.
var (
	encoder, _ = zstd.NewWriter(nil, zstd.WithEncoderConcurrency(2), zstd.WithEncoderLevel(zstd.SpeedFastest))
	decoder, _ = zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(1<<30))
)

// pack makes the content of a data column: v as zstd-compressed JSON.
func pack(v any) ([]byte, error) {
	b, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	return encoder.EncodeAll(b, nil), nil
}

// unpack is the inverse of pack.
func unpack(b []byte, v any) error {
	j, err := decoder.DecodeAll(b, nil)
	if err != nil {
		return fmt.Errorf("unpacking a record: %w", err)
	}
	return json.Unmarshal(j, v)
}

const timeLayout = "2006-01-02T15:04:05.000000000Z"

func stamp(t time.Time) string { return t.UTC().Format(timeLayout) }

func unstamp(s string) time.Time {
	t, err := time.Parse(timeLayout, s)
	if err != nil {
		return time.Time{} // only ever written by stamp
	}
	return t
}
