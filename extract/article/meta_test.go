package article

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"hearsay/corpus"
	"hearsay/corpus/corpustest"
)

// metaBody stands for {{body}} in testdata/meta.
const metaBody = `<p>A ferry sank in the harbour of Port Alder on Monday with 82 people on board, the coast guard said, after it had struck a pier in thick fog.</p>
<p>All of them were saved, the mayor, Ida Stone, told reporters on the quay, and she thanked the fishermen who had come out in their own boats.</p>
<p>The company that runs the ferry, Alder Lines, said it was looking into the cause, and that its two other ships would stay in port until Friday.</p>`

// TestMeta reads the pages of testdata/meta. The first line of each is its address and the fields that are printed.
func TestMeta(t *testing.T) {
	corpustest.GoldenIn(t, "testdata/meta", map[string]string{
		"byline/name-and-date": "a name without By looks like a place or a section",
	}, func(text string) string {
		first, page, _ := strings.Cut(text, "\n")
		fields := strings.Fields(first)
		ex, err := Parse(&corpus.Page{
			URL: fields[0], MediaType: "text/html; charset=utf-8", Fetched: time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC),
			Body: []byte(strings.ReplaceAll(page, "{{body}}", metaBody)),
		}, nil)
		if err != nil {
			return "error: " + err.Error()
		}
		var b strings.Builder
		for _, name := range fields[1:] {
			value := metaField(ex, name)
			if value == "" {
				value = "none"
			}
			fmt.Fprintf(&b, "%s: %s\n", name, value)
		}
		return b.String()
	})
}

// metaField prints one field of ex.
func metaField(ex *corpus.Extraction, name string) string {
	var list []string
	switch name {
	case "title":
		return ex.Title
	case "byline":
		list = ex.Byline
	case "outlet":
		return ex.Outlet
	case "domain":
		return ex.Domain
	case "published":
		return strings.TrimSpace(ex.Published + " " + ex.PublishedPrecision)
	case "modified":
		return ex.Modified
	case "section":
		return ex.Section
	case "class":
		return ex.Class
	case "lang":
		return ex.Lang
	case "canonical":
		return ex.CanonicalURL
	case "amp":
		for _, c := range ex.Candidates {
			if c.Field == "amp" {
				return c.Value
			}
		}
	case "paywall":
		return fmt.Sprint(ex.Paywall)
	case "mined":
		return fmt.Sprint(ex.Mined)
	case "dateline":
		return ex.Dateline
	case "wire":
		list = ex.Wire
	case "credits":
		for _, c := range ex.Credits {
			list = append(list, fmt.Sprintf("%s %q", c.Name, c.Of(ex.Text)))
		}
	case "notes":
		for _, n := range ex.Notes {
			list = append(list, fmt.Sprintf("%s \"%s\"", n.Kind, n.Of(ex.Text)))
		}
	case "flags":
		for _, k := range ex.Blocks {
			if k.Flag != "" {
				list = append(list, fmt.Sprintf("%s \"%s\"", k.Flag, k.Of(ex.Text)))
			}
		}
	case "links":
		for _, l := range ex.Links {
			list = append(list, l.Href)
		}
		return strings.Join(list, " ")
	}
	return strings.Join(list, "; ")
}
