package index

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"hearsay/corpus"
	"hearsay/index/query"
)

// press makes articles of about 500 words whose frequencies follow Zipf's law, with twelve mentions each: speakers,
// sources and figures. It is deterministic.
type press struct {
	r    *rand.Rand
	z    *rand.Zipf
	word []string
}

func newPress() *press {
	r := rand.New(rand.NewPCG(1, 2))
	p := &press{r: r, z: rand.NewZipf(r, 1.07, 4, 60000)}
	syllables := strings.Fields("ba ker lo min tas ur vel do sha pe ring or ate ton us ly ed en ful ism")
	seen := map[string]bool{}
	for len(p.word) <= 60000 {
		w := ""
		for range 2 + r.IntN(3) {
			w += syllables[r.IntN(len(syllables))]
		}
		if !seen[w] {
			seen[w] = true
			p.word = append(p.word, w)
		}
	}
	return p
}

func (p *press) words(n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(p.word[p.z.Uint64()])
		if i%17 == 16 {
			b.WriteByte('.')
		}
	}
	return b.String()
}

func (p *press) article(i int) Article {
	day := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, p.r.IntN(365)).Format(time.DateOnly)
	var ms []corpus.Mention
	for range 6 {
		v := math.Round(p.r.ExpFloat64()*1000) + 1
		ms = append(ms, counted("source "+p.word[p.r.IntN(500)], figure(v, v, []string{"TB", "USD", "%", "bed"}[p.r.IntN(4)], "data")))
		ms = append(ms, quoted(p.word[p.r.IntN(2000)]+" "+p.word[p.r.IntN(300)], p.words(15), figure(v, v, "TB", "data")))
	}
	return made(fmt.Sprintf("%016x", i), "Outlet "+strconv.Itoa(p.r.IntN(200))+" | "+day+" | "+p.words(8), p.words(300+p.r.IntN(400)), ms...)
}

// fill applies n articles to x.
func (p *press) fill(t testing.TB, x Index, n int) {
	t.Helper()
	const size = 1000
	for i := 0; i < n; {
		b := &Batch{}
		for ; i < n && b.Len() < size; i++ {
			b.Articles = append(b.Articles, p.article(i))
		}
		b.Position = int64(i)
		if err := x.Apply(t.Context(), b); err != nil {
			t.Fatal(err)
		}
	}
}

// asked returns a word of a query: any but the 50 most frequent, which stand for function words.
func (p *press) asked() string {
	for {
		if i := p.z.Uint64(); i >= 50 {
			return p.word[i]
		}
	}
}

// queries returns n queries of the kinds that people ask, over the words of p.
func (p *press) queries(n int) []string {
	kinds := []func() string{
		func() string { return p.asked() },
		func() string { return p.asked() + " " + p.asked() },
		func() string { return p.asked() + " " + p.asked() + " " + p.asked() },
		func() string { return `"` + p.asked() + " " + p.asked() + `"` },
		func() string { return `"` + p.asked() + " " + p.asked() + `"~10` },
		func() string { return p.asked() + " OR " + p.asked() },
		func() string { return p.asked() + " outlet:" + strconv.Itoa(p.r.IntN(200)) },
		func() string { return p.asked() + " date:2026-0" + strconv.Itoa(1+p.r.IntN(9)) },
		func() string { return "speaker:" + p.word[p.r.IntN(300)] + " " + p.asked() },
		func() string { return "figure:>=" + strconv.Itoa(1000*(1+p.r.IntN(8))) + "TB" },
		func() string { return "[speaker:" + p.word[p.r.IntN(300)] + " figure:>=500TB]" },
		func() string { w := p.asked(); return w[:min(6, len(w))] + "* -" + p.asked() },
	}
	var out []string
	for i := range n {
		out = append(out, kinds[i%len(kinds)]())
	}
	return out
}

func BenchmarkApply(b *testing.B) {
	p := newPress()
	var as []Article
	var size int64
	for i := range 200 {
		as = append(as, p.article(i))
		size += int64(len(as[i].Text))
	}
	x, err := Open(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer x.Close()
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		if err := x.Apply(b.Context(), &Batch{Articles: as}); err != nil {
			b.Fatal(err)
		}
	}
	if got := ask(b, x, "", Request{}).Total; got != len(as) {
		b.Fatalf("%d articles, want %d", got, len(as))
	}
}

func BenchmarkSearch(b *testing.B) {
	p := newPress()
	x, err := Open(b.TempDir())
	if err != nil {
		b.Fatal(err)
	}
	defer x.Close()
	p.fill(b, x, 2000)
	qs := p.queries(240)
	b.ReportAllocs()
	hits, i := 0, 0
	for b.Loop() {
		hits += ask(b, x, qs[i%len(qs)], Request{Limit: 20, Fold: true, Facets: 50}).Total
		i++
	}
	if i > len(qs) && hits == 0 {
		b.Fatal("no hits at all")
	}
}

// TestBig measures an index of HEARSAY_BIG articles: the time to build it and the CPU time that queries take.
func TestBig(t *testing.T) {
	n, _ := strconv.Atoi(os.Getenv("HEARSAY_BIG"))
	if n == 0 {
		t.Skip("set HEARSAY_BIG to a number of articles, such as 100000")
	}
	dir := os.Getenv("HEARSAY_BIG_DIR")
	if dir == "" {
		dir = t.TempDir()
	}
	start := time.Now()
	x, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	t.Logf("opened in %v", time.Since(start).Round(time.Millisecond))
	p := newPress()
	if pos, _ := x.Position(t.Context()); pos != int64(n) {
		start := time.Now()
		p.fill(t, x, n)
		t.Logf("built in %v", time.Since(start).Round(time.Millisecond))
	}
	times := map[string][]time.Duration{}
	var all []time.Duration
	for i, q := range p.queries(1200) {
		node, err := query.Parse(q)
		if err != nil {
			t.Fatal(err)
		}
		var res *Result
		d := threadTime(t, func() { res, err = x.Search(t.Context(), &Request{Query: node, Limit: 20, Fold: true, Facets: 50}) })
		if err != nil {
			t.Fatal(err)
		}
		if i >= 24 { // the first ones warm up the page cache
			kind := strconv.Itoa(i % 12)
			times[kind] = append(times[kind], d)
			all = append(all, d)
		}
		if i < 48 { // the first one also reads the columns
			t.Logf("%-40s %6d hits %v", q, res.Total, d)
		}
	}
	slices.Sort(all)
	for i := range 12 {
		ds := times[strconv.Itoa(i)]
		slices.Sort(ds)
		t.Logf("kind %2d: median %v, p95 %v, worst %v", i, ds[len(ds)/2], ds[len(ds)*95/100], ds[len(ds)-1])
	}
	t.Logf("all: median %v, p95 %v, worst %v", all[len(all)/2], all[len(all)*95/100], all[len(all)-1])
}
