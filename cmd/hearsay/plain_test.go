package main

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestPlain(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"prose", "Zwölf “ferries”\tcost £4\n", "Zwölf “ferries”\tcost £4\n"},
		{"colour", "\x1b[31mred", "\uFFFD[31mred"},
		{"title of the window", "\x1b]0;pwn\x07", "\uFFFD]0;pwn\uFFFD"},
		{"written over", "all well\rdeleted\b\b", "all well\uFFFDdeleted\uFFFD\uFFFD"},
		{"eight-bit control", "\u009b31m", "\uFFFD31m"},
		{"direction", "cost \u202e04\u202c \u206641\u2069", "cost \uFFFD04\uFFFD \uFFFD41\uFFFD"},
		{"no UTF-8", "caf\xe9\x9b", "caf\uFFFD\uFFFD"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var b strings.Builder
			n, err := plain{&b}.Write([]byte(tt.in))
			if err != nil || n != len(tt.in) {
				t.Errorf("Write = %d, %v; want %d", n, err, len(tt.in))
			}
			if b.String() != tt.want {
				t.Errorf("wrote %q, want %q", b.String(), tt.want)
			}
		})
	}
}

func FuzzPlain(f *testing.F) {
	f.Add([]byte("a\x1b[2J\u202eb"))
	f.Fuzz(func(t *testing.T, in []byte) {
		var b strings.Builder
		if n, err := (plain{&b}).Write(in); err != nil || n != len(in) {
			t.Fatalf("Write = %d, %v", n, err)
		}
		got := b.String()
		if !utf8.ValidString(got) || strings.ContainsFunc(got, func(r rune) bool { return r != harmless(r) }) {
			t.Errorf("%q became %q", in, got)
		}
	})
}
