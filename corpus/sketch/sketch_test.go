package sketch

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// words returns n words drawn from a vocabulary by a fixed sequence.
func words(seed uint64, n int) []string {
	r := rand.New(rand.NewPCG(seed, 1))
	out := make([]string, n)
	for i := range out {
		out[i] = fmt.Sprintf("w%d", int(math.Abs(r.NormFloat64())*800))
	}
	return out
}

// edited returns a copy of text in which every k-th word is another one.
func edited(text []string, k int) []string {
	out := slices.Clone(text)
	for i := k - 1; i < len(out); i += k {
		out[i] = "changed"
	}
	return out
}

func sketchOf(w []string) Sketch { return Of(strings.Join(w, " ")) }

// exact returns the Jaccard similarity of the shingle sets, computed without sketches.
func exact(a, b string) float64 {
	in := map[uint64]int{}
	for _, h := range Shingles(nil, a) {
		in[h] |= 1
	}
	for _, h := range Shingles(nil, b) {
		in[h] |= 2
	}
	both := 0
	for _, v := range in {
		if v == 3 {
			both++
		}
	}
	return float64(both) / float64(max(1, len(in)))
}

func TestShinglesIgnoreForm(t *testing.T) {
	a := Of("The ferry didn't sail on Friday; nobody knew why.")
	b := Of("THE  FERRY DIDN’T SAIL\non Friday, nobody — knew why")
	if Compare(&a, &b).Jaccard != 1 || a.Sig != b.Sig {
		t.Error("case, marks and spaces change the sketch")
	}
	c := Of("The ferry didn't sail on Friday; everybody knew why.")
	if Compare(&a, &c).Jaccard == 1 {
		t.Error("another word does not change the sketch")
	}
}

func TestShortAndEmpty(t *testing.T) {
	for _, text := range []string{"", " \n", "…", "\xff\xfe"} {
		if s := Of(text); !s.Empty() || Compare(&s, &s) != (Similarity{}) || Estimate(&s, &s) != 0 {
			t.Errorf("Of(%q) = %d shingles", text, s.N)
		}
	}
	a, b := Of("ferry stopped"), Of("Ferry stopped!")
	if Compare(&a, &b).Jaccard != 1 || a.N != 1 {
		t.Error("a text of two words is not one shingle")
	}
}

func TestCompareAgainstExact(t *testing.T) {
	for _, n := range []int{60, 400, 3000, 20000} {
		text := words(uint64(n), n)
		for _, k := range []int{7, 20, 100, 1000} {
			other := edited(text, k)
			a, b := sketchOf(text), sketchOf(other)
			want := exact(strings.Join(text, " "), strings.Join(other, " "))
			if got := Compare(&a, &b).Jaccard; math.Abs(got-want) > .08 || a.Shift == 0 && b.Shift == 0 && got != want {
				t.Errorf("%d words, every %d changed: Compare %.3f, exact %.3f (shift %d)", n, k, got, want, a.Shift)
			}
			if got := Estimate(&a, &b); math.Abs(got-want) > .16 {
				t.Errorf("%d words, every %d changed: Estimate %.3f, exact %.3f", n, k, got, want)
			}
		}
	}
}

func TestContainment(t *testing.T) {
	text := words(5, 4000)
	all, part := sketchOf(text), sketchOf(text[:1500])
	sim := Compare(&part, &all)
	if sim.InA < .99 || math.Abs(sim.InB-.375) > .08 {
		t.Errorf("first 1500 of 4000 words: %+v", sim)
	}
	back := Compare(&all, &part)
	if back.InA != sim.InB || back.InB != sim.InA || back.Jaccard != sim.Jaccard {
		t.Errorf("Compare is not symmetric: %+v and %+v", sim, back)
	}
}

func TestFold(t *testing.T) {
	wire := words(1, 500)
	other := words(2, 500)
	texts := []Sketch{
		sketchOf(wire),
		sketchOf(other),
		sketchOf(edited(wire, 60)), // edited here and there
		sketchOf(wire[:240]),       // cut
		sketchOf(append(slices.Clone(other), wire[:200]...)), // quotes at length
		sketchOf(append(words(3, 20), wire...)),              // own introduction
		{},                                                   // no text
		sketchOf(wire[:60]),                                  // a teaser
		sketchOf(append(slices.Clone(wire), words(4, 20)...)), // own ending
		{},
	}
	want := []int{0, 1, 0, 0, 1, 0, 6, 7, 0, 9}
	if got := Fold(texts, Rule{}); !slices.Equal(got, want) {
		t.Errorf("Fold = %v, want %v", got, want)
	}
}

// TestCandidates measures how often the bands find a copy that the rule would fold.
func TestCandidates(t *testing.T) {
	found, all := 0, 0
	for seed := range uint64(200) {
		text := words(seed, 300)
		pair := []Sketch{sketchOf(text), sketchOf(edited(text, 12))}
		if !Copies().Holds(Compare(&pair[0], &pair[1]), pair[0].N, pair[1].N) {
			pair[1] = sketchOf(text[:150])
		}
		all++
		if Fold(pair, Rule{})[1] == 0 {
			found++
		}
	}
	if found < all*97/100 {
		t.Errorf("%d of %d copies found", found, all)
	}
}

func FuzzOf(f *testing.F) {
	f.Add("The ferry carried 1,400 people.", "the ferry carried 1 400 people")
	f.Add("", "\xff")
	f.Add(strings.Repeat("a b c d e f g ", 300), "é ’ é")
	f.Fuzz(func(t *testing.T, x, y string) {
		a, b := Of(x), Of(y)
		for _, s := range []*Sketch{&a, &b} {
			if s.Empty() {
				continue
			}
			if !slices.IsSorted(s.Sample) || len(s.Sample) > maxSample || s.Shift == 0 && len(s.Sample) != s.N {
				t.Fatalf("sample of %d, shift %d, n %d", len(s.Sample), s.Shift, s.N)
			}
			if Estimate(s, s) != 1 {
				t.Fatal("a text is not like itself")
			}
		}
		ab, ba := Compare(&a, &b), Compare(&b, &a)
		if ab.Jaccard != ba.Jaccard || ab.InA != ba.InB || ab.Jaccard < 0 || ab.Jaccard > 1 || ab.Jaccard > ab.InA {
			t.Fatalf("%+v and %+v", ab, ba)
		}
		if strings.EqualFold(x, y) && a.N != b.N && isASCII(x) && isASCII(y) {
			t.Fatal("case changes the sketch")
		}
	})
}

func isASCII(s string) bool { return strings.IndexFunc(s, func(r rune) bool { return r > 127 }) < 0 }

func BenchmarkOf(b *testing.B) {
	text := strings.Join(words(1, 800), " ")
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if s := Of(text); s.N < 700 {
			b.Fatal(s.N)
		}
	}
}

// BenchmarkFold folds 10,000 texts of 300 words, half of them copies of one of 500 wire stories.
func BenchmarkFold(b *testing.B) {
	texts := make([]Sketch, 10000)
	for i := range texts {
		seed := uint64(i)
		if i%2 == 1 {
			seed = uint64(i % 1000)
		}
		texts[i] = sketchOf(edited(words(seed, 300), 40+i%50))
	}
	b.ReportAllocs()
	for b.Loop() {
		folded := 0
		for i, l := range Fold(texts, Rule{}) {
			if l != i {
				folded++
			}
		}
		if folded < 4400 || folded > 4600 {
			b.Fatalf("%d folded", folded)
		}
	}
}
