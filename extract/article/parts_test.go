package article

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	latin "golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"hearsay/corpus"
)

func TestDecode(t *testing.T) {
	win, _ := latin.Windows1252.NewEncoder().String("“Café” costs €5 – naïve")
	jis, _ := japanese.ShiftJIS.NewEncoder().String("これは日本語です。ABC 日本")
	gbk, _ := simplifiedchinese.GBK.NewEncoder().String("中文 text 中文")
	u16, _ := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String("plain “text”")
	for _, c := range []struct{ body, mediaType, want string }{
		{"plain", "", "plain"},
		{"\ufeffwith mark “x”", "", "\ufeffwith mark “x”"},
		{"“utf-8” whatever it says", "text/html; charset=iso-8859-1", "“utf-8” whatever it says"},
		{win, "text/plain; charset=ISO-8859-1", "“Café” costs €5 – naïve"},
		{win, "text/html; charset=utf-8", "“Café” costs €5 – naïve"},
		{`<meta charset="utf-8">` + win, "text/html", `<meta charset="utf-8">“Café” costs €5 – naïve`},
		{win, "", "“Café” costs €5 – naïve"},
		{jis, "text/html; charset=Shift_JIS", "これは日本語です。ABC 日本"},
		{`<meta charset="gbk">` + gbk, "text/html", `<meta charset="gbk">中文 text 中文`},
		{u16, "text/plain", "plain “text”"},
		{"good “x” “y” and \xe9 bad, “a” “b” “c” “d” “e” “f” “g” “h” “i” “k”", "", "good “x” “y” and é bad, “a” “b” “c” “d” “e” “f” “g” “h” “i” “k”"},
	} {
		text, name, m := decode([]byte(c.body), c.mediaType)
		if string(bytes.TrimPrefix(text, []byte("\ufeff"))) != strings.TrimPrefix(c.want, "\ufeff") {
			t.Errorf("decode(%q, %q) = %q (%s), want %q", c.body, c.mediaType, text, name, c.want)
		}
		for i := 1; i <= len(text); i++ {
			if m.source(i) < m.source(i-1) || m.source(i) > len(c.body) && i < len(text) {
				t.Fatalf("%q: offset %d lies at %d, the one before at %d", c.body, i, m.source(i), m.source(i-1))
			}
		}
		if i := strings.Index(string(text), "text"); i >= 0 && name != "utf-16le" && !strings.HasPrefix(c.body[m.source(i):], "text") {
			t.Errorf("%q: \"text\" lies at %d", c.body, m.source(i))
		}
	}
}

// tokenText returns the text tokens of the parser's own tokenizer.
func tokenText(page []byte) (spans []corpus.Span) {
	z := html.NewTokenizer(bytes.NewReader(page))
	pos, raw := 0, false
	for {
		tt := z.Next()
		n := len(z.Raw())
		if tt == html.ErrorToken {
			return spans
		}
		if s := trimSpan(page, corpus.Span{Start: pos, End: pos + n}); tt == html.TextToken && !raw && s.Len() > 0 {
			spans = append(spans, s)
		}
		raw = false
		if tt == html.StartTagToken {
			name, _ := z.TagName()
			raw = rawName(name) != ""
		}
		pos += n
	}
}

func TestScanText(t *testing.T) {
	for _, s := range []string{
		"a<b>c</b>d", "a < b <p>c", "<p title='>'>x", `<p a="</p>" b=x>y</p>z`, "x<!-- c -- > y -->z", "<!-->a<!--->b", "x<!--y--!>z", "<!doctype html>a", "<?xml a?>b",
		"<script>a<b></script>c", "<script><!--<script></script>--></script>d", "<style>x</styles></style>e", "<title>t</title>f", "<textarea><p>x</textarea>g", "a</>b", "a</ p>b", "<p/x>y", "<p", "<!--", "<script>", "a<", "</p", "<a b= 'c'>d", "<a b = c>d",
		"<noscript><p>x</p></noscript>y", "<xmp><b></xmp>z", "<plaintext>a<b>", "<p a=b/>c", "<svg><title>a</title></svg>b",
	} {
		text, _ := scan([]byte(s))
		if got, want := text, tokenText([]byte(s)); !slices.Equal(got, want) {
			t.Errorf("scan(%q) = %v, want %v", s, got, want)
		}
	}
}

// TestThin checks that the copy for the parser shows a reader the same text.
func TestThin(t *testing.T) {
	for _, c := range []struct{ page, thin string }{
		{"a<b>c</b>d", "a<b>c</b>d"},
		{"<script>var a = '<p>';</script>x", "<script></script>x"},
		{`<script type="application/ld+json">{}</script>x`, `<script type="application/ld+json">{}</script>x`},
		{"a<!-- b -->c", "a<!---->c"},
		{"a<!-->b<!--->c<!--d--!>e", "a<!-->b<!--->c<!--d--!>e"},
		{`<img srcset="a 1x, b 2x" class="c">d`, `<img  class="c">d`},
		{`<p title='>' data-x="y"id="z">a`, `<p  id="z">a`},
		{`<svg viewBox="0 0 1 1"><g><path d="M0"/></g></svg>a`, `<svg viewBox="0 0 1 1"></svg>a`},
		{"<svg><g><p>a</p></g></svg>b", "<svg><g><p>a</p></g></svg>b"},
		{"<svg><style/><path></svg>b", "<svg><style/><path></svg>b"},
		{"<style>a", "<style>"},
	} {
		_, thin := scan([]byte(c.page))
		if string(thin) != c.thin {
			t.Errorf("%q is thinned to %q, want %q", c.page, thin, c.thin)
		}
		if got, want := nodeText(parseTree(thin), 1<<20), nodeText(parseTree([]byte(c.page)), 1<<20); got != want {
			t.Errorf("%q reads %q when thinned, want %q", c.page, got, want)
		}
	}
}

func TestParseStamp(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"2026-02-03T10:11:12Z", "2026-02-03T10:11:12Z"},
		{"2026-02-03T10:11:12.123+02:00", "2026-02-03T10:11:12+02:00"},
		{"2026-02-03T10:11:12-0500", "2026-02-03T10:11:12-05:00"},
		{"2026-02-03T10:11:12", "2026-02-03"}, // no zone: only the day is known
		{"2026-02-03 10:11", "2026-02-03"},
		{"20260203", "2026-02-03"},
		{"Tue, 03 Feb 2026 10:11:12 GMT", "2026-02-03T10:11:12Z"},
		{"Feb. 3, 2026", "2026-02-03"},
		{"Published on February 3rd, 2026 at 9 pm", "2026-02-03"},
		{"3 février 2026", "2026-02-03"},
		{"3 de febrero de 2026", "2026-02-03"},
		{"23.02.2026", "2026-02-23"},
		{"02/23/2026", "2026-02-23"},
		{"03/02/2026", ""}, // March or February
		{"31 February 2026", ""},
		{"yesterday", ""},
		{"1.5 million", ""},
		{"0001-01-01T00:00:00Z", ""},
	} {
		st, ok := parseStamp(c.in)
		got := ""
		if ok {
			got = st.String()
		}
		if got != c.want {
			t.Errorf("parseStamp(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestURLDate(t *testing.T) {
	for in, want := range map[string]string{
		"https://a.example/2026/02/03/story": "2026-02-03", "https://a.example/news/2026-02-03-story": "2026-02-03", "https://a.example/story-20260203": "2026-02-03",
		"https://a.example/2026/13/03/x": "", "https://a.example/12345678901": "", "https://a.example/2026/jan/02/x": "2026-01-02",
	} {
		got := ""
		if st, ok := urlDate(in); ok {
			got = st.day()
		}
		if got != want {
			t.Errorf("urlDate(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestPeople(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"By Ann Lee", "Ann Lee"},
		{"BY ANN LEE AND BO EK", "ANN LEE|BO EK"},
		{"By Ann Lee and Bo Ek", "Ann Lee|Bo Ek"},
		{"Written by: Ann Lee, Bo Ek, and Cy van der Poel", "Ann Lee|Bo Ek|Cy van der Poel"},
		{"Ann Lee, Ph.D.", "Ann Lee, Ph.D."},
		{"Ann Lee for the Harbour Post", "Ann Lee"},
		{"Ann Lee | Published 3 March 2026", "Ann Lee"},
		{"Ann Lee March 3, 2026", "Ann Lee"},
		{"Center for Coastal Research", "Center for Coastal Research"},
		{"Maria & Eva", "Maria & Eva"},
		{"Una Marsh has covered fairs, floods and the county council", "Una Marsh"},
		{"Bo Ek writes about harbours, dredging and the sea", "Bo Ek"},
		{"Ann Lee and Bo Ek are reporters for the Harbour Post", "Ann Lee|Bo Ek"},
		{"The council has voted on fairs, floods and roads", ""},
		{"Reporting by Una Marsh. Maps by Kit Lorne.", "Una Marsh"},
		{"By Una Marsh. Photographs by Kit Lorne", "Una Marsh"},
		{"Reporting by Una Marsh and Bo Ek. Editing by Cy Moor.", "Una Marsh|Bo Ek"},
		{"12 min read", ""},
		{"3 March 2026", ""},
	} {
		if got := strings.Join(people(c.in), "|"); got != c.want {
			t.Errorf("people(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestNotice(t *testing.T) {
	for in, want := range map[string]string{
		"Correction: The ferry carried 80 people, not 800.":                                    "correction",
		"This article was amended on 3 March to give the right name.":                          "correction",
		"Editor’s note: This story has been updated to include a comment.":                     "update",
		"An earlier version of this article misstated the length of the pier.":                 "correction",
		"Clarification: the mayor spoke on Monday.":                                            "clarification",
		"This article has been retracted.":                                                     "retraction",
		"The corrections officer said this article was unfair, and that he would write to us.": "",
		"This story was told by a fisherman who updated nobody.":                               "",
	} {
		if got := notice(in); got != want {
			t.Errorf("notice(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestDateline(t *testing.T) {
	for in, want := range map[string]string{
		"LISBON, Feb 3 (Reuters) - The port closed.":         "LISBON|Reuters",
		"ST. MARY, Ohio (AP) — The port closed.":             "ST. MARY, Ohio|Associated Press",
		"PORT ELIZABETH — The port closed.":                  "PORT ELIZABETH|",
		"(Reuters) - The port closed.":                       "|Reuters",
		"LISBON, Feb. 3, 2026 /PRNewswire/ -- A company did": "LISBON|PR Newswire",
		"The port - the largest - closed.":                   "|",
		"It was — he said — closed.":                         "|",
	} {
		place, n := dateline(in)
		got := place + "|"
		for _, c := range agenciesIn(in[:n]) {
			got += c.Name
		}
		if got != want {
			t.Errorf("dateline(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestClosingCredit(t *testing.T) {
	for in, want := range map[string]string{
		"Reporting by Ann Lee; Editing by Bo Ek":                        "[Reuters]",
		"— With files from The Canadian Press":                          "[Canadian Press]",
		"(With inputs from PTI)":                                        "[Press Trust of India]",
		"The Associated Press contributed to this report.":              "[Associated Press]",
		"She contributed to the party, with files from her old office.": "[]",
	} {
		var names []string
		for _, c := range closingCredit(in) {
			if c.Of(in) != c.Text {
				t.Errorf("%q: credit %q at %v", in, c.Text, c.Span)
			}
			names = append(names, c.Name)
		}
		if got := fmt.Sprint(names); got != want {
			t.Errorf("closingCredit(%q) = %s, want %s", in, got, want)
		}
	}
}

func TestMachine(t *testing.T) {
	for in, want := range map[string]bool{
		"Summarized by Harbour AI": true, "As an AI language model I cannot say.": true, "The AI Act was adopted.": false,
		"according to the files uploaded to this conversation": true, "Powered by the wind": false,
		"This summary was generated by AI and checked by an editor.": true, "The court heard that the brief had been written by ChatGPT.": false,
		"AI summary": true, "“As an AI language model, I cannot say,” it told her.": false, "Google will show AI-generated summaries above its results from March.": false,
	} {
		if got := machine(in); got != want {
			t.Errorf("machine(%q) = %v", in, got)
		}
	}
}

func TestMatcher(t *testing.T) {
	m := newMatcher([]string{"he", "she", "hers", "^his", "x y"})
	for in, want := range map[string]string{
		"ushers": "[1 0 2]", "his hers": "[3 0 2]", "this": "[]", "A X Y": "[4]", "": "[]", "HE": "[0]",
	} {
		got := []int{}
		m.find([]byte(in), func(k int) bool { got = append(got, k); return true })
		if fmt.Sprint(got) != want {
			t.Errorf("find(%q) = %v, want %s", in, got, want)
		}
	}
}

func TestParseJSON(t *testing.T) {
	v := parseJSON("<!--\n{\"a\": \"line\nend \\u00e9 \\ud83d\\ude00\", \"b\": [1, {\"name\": \"x &amp; y\"},], \"c\": {\"@value\": true}, }")
	if got := v.str("a"); got != "line\nend é 😀" {
		t.Errorf("a = %q", got)
	}
	if got := v.get("b").items[1].str("name"); got != "x & y" {
		t.Errorf("name = %q", got)
	}
	if got := v.str("c"); got != "true" {
		t.Errorf("c = %q", got)
	}
	for _, s := range []string{"", "{", "[", `{"a`, `{"a":`, "]", `"\u12`, `{"a":"\`, "[[[", "{,,}"} {
		parseJSON(s)
	}
}

func TestLanguage(t *testing.T) {
	const (
		english = "The ferry that sank in the harbour on Monday was carrying more than eighty people, the coast guard said, and the owner of the ship has been asked to give evidence to the inquiry that will begin next week in the city, which is expected to last for months. It is not known who was at the wheel of the ship at the time of the accident."
		german  = "Die Fähre, die am Montag im Hafen gesunken ist, hatte nach Angaben der Küstenwache mehr als achtzig Menschen an Bord, und der Eigentümer des Schiffes soll in der kommenden Woche vor dem Untersuchungsausschuss aussagen, der voraussichtlich mehrere Monate lang tagen wird. Wer zum Zeitpunkt des Unfalls am Steuer stand, ist nicht bekannt."
	)
	for _, c := range []struct{ text, declared, want string }{
		{english, "", "en"}, {german, "", "de"}, {english, "de-DE", "en"}, {german, "en", "de"}, {"Revenue rose 5%.", "", "en"}, {"Kurz.", "de", "de"}, {"", "", "en"},
	} {
		if got := language(c.text, c.declared); got != c.want {
			t.Errorf("language(%.20q, %q) = %q, want %q", c.text, c.declared, got, c.want)
		}
	}
}

// TestWeights makes sure that the embedded weights fit the features of this build.
func TestWeights(t *testing.T) {
	c := theChooser()
	if c == nil {
		t.Fatal("weights.bin cannot be read: run cmd/train-article")
	}
	s := SampleOf(&corpus.Page{Body: []byte("<h1>A headline</h1><p>A paragraph of some words.</p><p>Another one.</p>")})
	if n := len(s.Features[0]); n != c.first.Features {
		t.Errorf("%d features, the first model wants %d: run cmd/train-article", n, c.first.Features)
	}
	if n := len(s.Context(make([]float32, len(s.Features)))[0]); n != c.second.Features {
		t.Errorf("%d features, the second model wants %d", n, c.second.Features)
	}
}
