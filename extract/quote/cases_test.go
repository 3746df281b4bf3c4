package quote_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"hearsay/corpus"
	"hearsay/corpus/text"
	"hearsay/extract"
	"hearsay/extract/quote"
	"hearsay/extract/statement"
	"hearsay/extract/syntax"
)

// A passage is a case of the files that are scored: a text, and what is to be found in it.
type passage struct {
	part, text string
	want       []string
}

// passages reads testdata/name: lines of text ("\n" is a line break), each with lines behind tabs that say what is in it, in
// parts that begin with "# part".
func passages(t *testing.T, name string) []passage {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var out []passage
	part := "all"
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSuffix(line, "\n")
		switch want, ok := strings.CutPrefix(line, "\t"); {
		case ok && want == "-":
		case ok:
			out[len(out)-1].want = append(out[len(out)-1].want, want)
		case strings.HasPrefix(line, "# part"):
			part = line[2:]
		case line != "" && line[0] != '#':
			out = append(out, passage{part: part, text: strings.ReplaceAll(line, `\n`, "\n")})
		}
	}
	return out
}

// scorePassages fails when less than percent of the cases of a part of testdata/name are right, and lists those that are wrong
// with -v. Got says what was found in a passage and whether that is what is wanted.
func scorePassages(t *testing.T, name string, percent int, got func(p passage) (string, bool)) {
	t.Helper()
	right, all := map[string]int{}, map[string]int{}
	for _, p := range passages(t, name) {
		all[p.part]++
		s, ok := got(p)
		if ok {
			right[p.part]++
		} else if testing.Verbose() {
			t.Logf("%s\n got  %s\n want %s", p.text, s, strings.Join(p.want, " | "))
		}
	}
	for part, n := range all {
		t.Logf("%s, %s: %d of %d right", name, part, right[part], n)
		if right[part]*100 < percent*n {
			t.Errorf("%s, %s: %d of %d right, under %d%%", name, part, right[part], n, percent)
		}
	}
}

func find(s string) quote.Finding {
	return quote.Find(syntax.Default().Parse(s, text.Sentences(s)), nil, nil)
}

// bare returns a name in small letters without its article, so that names can be compared.
func bare(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	for _, x := range []string{"the ", "a ", "an "} {
		s = strings.TrimPrefix(s, x)
	}
	return s
}

// TestCitations measures where a passage names its sources, their kinds and names.
func TestCitations(t *testing.T) {
	scorePassages(t, "citations.txt", 80, func(p passage) (string, bool) {
		var got []string
		for _, c := range find(p.text).Citations {
			got = append(got, c.Kind+": "+strings.Join(c.Sources, " + "))
		}
		ok := len(got) == len(p.want)
		for _, w := range p.want {
			ok = ok && slices.ContainsFunc(got, func(g string) bool { return sameSources(g, w) })
		}
		return strings.Join(got, " | "), ok
	})
}

// sameSources reports whether the citation got has the kind of want and names its sources and no others. A source that is
// no name may have more words than are wanted.
func sameSources(got, want string) bool {
	k1, l1, _ := strings.Cut(got, ": ")
	k2, l2, _ := strings.Cut(want, ": ")
	a, b := strings.Split(l1, " + "), strings.Split(l2, " + ")
	if k1 != k2 || len(a) != len(b) {
		return false
	}
	for _, w := range b {
		if !slices.ContainsFunc(a, func(g string) bool { return strings.Contains(bare(g), bare(w)) }) {
			return false
		}
	}
	return true
}

// TestChains measures the chain sets: of the statements of a passage, the one with the longest chain.
func TestChains(t *testing.T) {
	for _, name := range []string{"chains.txt", "chains_more.txt"} {
		scorePassages(t, name, 83, func(p passage) (string, bool) {
			got := ""
			for _, q := range find(p.text).Quotes {
				if s := sources(q.Chain); s != "" && (got == "" || len(q.Chain) > strings.Count(got, ">")+1) {
					got = s
				}
			}
			return got, slices.Equal(links(got), links(strings.Join(p.want, "")))
		})
	}
}

func sources(chain []corpus.ChainLink) string {
	var out []string
	for _, l := range chain {
		out = append(out, l.Source)
	}
	return strings.Join(out, " > ")
}

func links(chain string) []string {
	var out []string
	for s := range strings.SplitSeq(chain, " > ") {
		out = append(out, bare(s))
	}
	return out
}

// TestResolve measures who is meant by the speakers of a passage.
func TestResolve(t *testing.T) {
	scorePassages(t, "resolve.txt", 85, func(p passage) (string, bool) {
		var got []string
		for _, q := range find(p.text).Quotes {
			switch {
			case q.Speaker == nil:
				got = append(got, "-")
			case q.Speaker.Via != "":
				got = append(got, q.Speaker.Name+" via "+q.Speaker.Via)
			default:
				got = append(got, q.Speaker.Name)
			}
		}
		want := strings.Split(p.want[0], " | ")
		return strings.Join(got, " | "), slices.EqualFunc(got, want, func(a, b string) bool { return bare(a) == bare(b) })
	})
}

// TestStance measures how passages stand towards what they tell: by the mention of most of the words or, where there is
// none, by the quote.
func TestStance(t *testing.T) {
	scorePassages(t, "stance.txt", 95, func(p passage) (string, bool) {
		ex := paragraphs(p.text)
		extract.Mine(ex)
		stances, words, _ := strings.Cut(p.want[0], ": ")
		at := strings.Index(ex.Text, words)
		if at < 0 {
			t.Fatalf("%q is not in %q", words, ex.Text)
		}
		sp := corpus.Span{Start: at, End: at + len(words)}
		got := stanceAt(ex, sp)
		return got, slices.Contains(strings.Split(stances, "|"), got)
	})
}

// paragraphs returns s as an article whose lines are paragraphs.
func paragraphs(s string) *corpus.Extraction {
	ex := &corpus.Extraction{Text: s, Mined: true}
	at := 0
	for line := range strings.SplitSeq(s, "\n") {
		if line != "" {
			ex.Blocks = append(ex.Blocks, corpus.Block{Kind: corpus.Para, Span: corpus.Span{Start: at, End: at + len(line)}})
		}
		at += len(line) + 1
	}
	return ex
}

// stanceAt returns the stance towards the words at sp of the mention that shares most with them, or of the quote.
func stanceAt(ex *corpus.Extraction, sp corpus.Span) string {
	got, best := "none", 0.0
	for _, m := range statement.Mentions("a", ex) {
		if x := overlap(m.Span, sp); x > best {
			got, best = m.Stance, x
		}
	}
	for _, q := range ex.Quotes {
		if x := overlap(q.Span, sp); x > best {
			got, best = q.Stance, x
		}
	}
	return got
}

// overlap returns what two spans share over what either has.
func overlap(a, b corpus.Span) float64 {
	n := min(a.End, b.End) - max(a.Start, b.Start)
	return float64(max(n, 0)) / float64(max(a.End, b.End)-min(a.Start, b.Start))
}
