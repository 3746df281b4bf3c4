package story

import (
	"embed"
	"fmt"
	"path"
	"strings"

	"hearsay/corpus"
)

//go:embed stories/*.yaml
var shipped embed.FS

//go:embed template.yaml
var template []byte

// Template returns the commented hearsay.yaml of a new story. It parses as it is.
func Template() []byte { return append([]byte(nil), template...) }

// Shipped returns the text of the story file that hearsay brings along under name.
func Shipped(name string) ([]byte, error) {
	b, err := shipped.ReadFile("stories/" + path.Base(name) + ".yaml")
	if err != nil || path.Base(name) != name {
		return nil, fmt.Errorf("story %q: %w (there are: %s)", name, corpus.ErrNotFound, strings.Join(Names(), ", "))
	}
	return b, nil
}

// Names lists the shipped stories, sorted.
func Names() []string {
	var names []string
	entries, _ := shipped.ReadDir("stories") // of an embedded folder: cannot fail
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), ".yaml"))
	}
	return names
}
