package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// allow says which of our packages each package may import, tests left out. A name ending in /... stands for the
// package and all below it. A package that is not listed fails the test: decide where it belongs.
var allow = map[string][]string{
	"corpus":            nil,
	"corpus/text":       {"corpus"},
	"corpus/quantity":   {"corpus", "corpus/text"},
	"corpus/sketch":     {"corpus", "corpus/text"},
	"corpus/store":      {"corpus"},
	"corpus/story":      {"corpus", "corpus/text"},
	"corpus/warc":       {"corpus"},
	"corpus/claim":      {"corpus", "corpus/text", "corpus/quantity", "corpus/sketch"},
	"corpus/lineage":    {"corpus", "corpus/text", "corpus/quantity", "corpus/sketch", "corpus/claim"},
	"corpus/export":     {"corpus"},
	"corpus/sample":     {"corpus", "corpus/text", "corpus/story"},
	"corpus/simulate":   {"corpus", "corpus/sample"},
	"corpus/corpustest": {"corpus"},

	"crawl":          {"corpus", "corpus/text", "corpus/warc", "crawl/..."},
	"crawl/feed":     {"corpus"},
	"crawl/files":    {"corpus", "corpus/warc"},
	"crawl/robots":   {"corpus"},
	"crawl/address":  nil,
	"crawl/frontier": {"corpus", "crawl/address", "crawl/robots"},

	"extract":               {"corpus", "corpus/text", "extract/..."},
	"extract/article":       {"corpus", "corpus/text", "extract/article/..."},
	"extract/article/boost": nil,
	"extract/syntax":        {"corpus", "corpus/text"},
	"extract/figure":        {"corpus", "corpus/text", "corpus/quantity", "extract/syntax"},
	"extract/quote":         {"corpus", "corpus/text", "extract/syntax"},
	"extract/statement":     {"corpus", "corpus/text", "corpus/quantity", "extract/syntax"},

	"index":       {"corpus", "corpus/text", "corpus/quantity", "index/query"},
	"index/query": {"corpus", "corpus/text", "corpus/quantity"},
	"search":      {"corpus", "corpus/text", "corpus/quantity", "corpus/claim", "corpus/lineage", "index", "index/query"},
	"search/web":  {"corpus", "corpus/text", "corpus/quantity", "corpus/lineage", "corpus/store", "index", "index/query", "search"},

	"cmd/...": {"corpus/...", "crawl/...", "extract/...", "index/...", "search/..."},
}

// owner names the packages that may import a third-party module: those that hide it from the others.
var owner = map[string][]string{
	"github.com/gocolly/colly/v2":                {"crawl"},
	"github.com/blevesearch/bleve/v2":            {"index"},
	"github.com/blevesearch/bleve_index_api":     {"index"},
	"go.etcd.io/bbolt":                           {"index"}, // for the error of its lock
	"golang.org/x/text":                          {"index", "extract/article"},
	"modernc.org/sqlite":                         {"corpus/store"},
	"github.com/PuerkitoBio/goquery":             {"crawl/files", "extract/article"},
	"github.com/andybalholm/cascadia":            {"extract/article"},
	"github.com/abadojack/whatlanggo":            {"extract/article"},
	"github.com/ledongthuc/pdf":                  {"extract/article"},
	"github.com/mmcdole/gofeed":                  {"crawl/feed"},
	"github.com/nlnwa/whatwg-url":                {"crawl/address"},
	"github.com/goccy/go-yaml":                   {"corpus/story"},
	"github.com/clipperhouse/uax29/v2":           {"corpus/text"},
	"github.com/kljensen/snowball":               {"corpus/text"},
	"github.com/zeebo/xxh3":                      {"corpus/sketch", "crawl", "crawl/frontier"},
	"github.com/andybalholm/brotli":              {"corpus/warc"},
	"github.com/spf13/cobra":                     {"cmd/hearsay"},
	"github.com/modelcontextprotocol/go-sdk":     {"cmd/hearsay"},
	"github.com/vbauerster/mpb/v8":               {"cmd/hearsay"},
	"github.com/rogpeppe/go-internal/txtar":      {"corpus/corpustest", "corpus/sample"},
	"github.com/rogpeppe/go-internal/testscript": nil,
	"github.com/rogpeppe/go-internal/lockedfile": {"corpus/warc"},
	"github.com/chromedp/chromedp":               nil,
	// Used in more than one place, because each hides something else behind it:
	"github.com/klauspost/compress": {"corpus/store", "corpus/warc", "crawl", "crawl/feed", "crawl/files"},
	"golang.org/x/net":              {"extract", "extract/article", "crawl", "crawl/address", "crawl/feed", "crawl/files", "corpus/story"},
	"golang.org/x/sync":             {"extract", "crawl", "cmd/hearsay"},
}

type goPackage struct {
	ImportPath string
	Standard   bool
	Imports    []string
}

func TestLayers(t *testing.T) {
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "hearsay/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	dec := json.NewDecoder(bytes.NewReader(out))
	for {
		var p goPackage
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimPrefix(p.ImportPath, "hearsay/")
		allowed, known := rule(name)
		if !known {
			t.Errorf("%s is not in the table of layers: say in layers_test.go what it may import", name)
		}
		for _, imp := range p.Imports {
			if ours, ok := strings.CutPrefix(imp, "hearsay/"); ok {
				if !slices.ContainsFunc(allowed, func(a string) bool { return matches(a, ours) }) {
					t.Errorf("%s must not import %s", name, ours)
				}
				continue
			}
			if strings.Contains(strings.SplitN(imp, "/", 2)[0], ".") {
				checkOwner(t, name, imp)
			}
		}
	}
}

// rule returns what package name may import.
func rule(name string) ([]string, bool) {
	if a, ok := allow[name]; ok {
		return a, true
	}
	for k, a := range allow {
		if strings.HasSuffix(k, "/...") && matches(k, name) {
			return a, true
		}
	}
	return nil, false
}

// matches reports whether package name is the one that pattern names, or below it if pattern ends in /... .
func matches(pattern, name string) bool {
	base, below := strings.CutSuffix(pattern, "/...")
	return name == base || below && strings.HasPrefix(name, base+"/")
}

// checkOwner fails t if package name imports a third-party package that it does not own.
func checkOwner(t *testing.T, name, imp string) {
	t.Helper()
	for mod, owners := range owner {
		if imp != mod && !strings.HasPrefix(imp, mod+"/") {
			continue
		}
		if !slices.Contains(owners, name) {
			t.Errorf("%s must not import %s: that is for %v", name, imp, owners)
		}
		return
	}
	t.Errorf("%s imports %s, which has no owner: say in layers_test.go who hides it", name, imp)
}
