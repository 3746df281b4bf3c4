package main

import (
	"compress/gzip"
	"encoding/json"
	"hash/fnv"
	"io"
	"net/url"
	"os"
	"strings"
	"unicode"

	"hearsay/corpus"
	"hearsay/extract/article"
)

// A doc is one page with its answer.
type doc struct {
	url    string
	host   string
	gold   []string // words of the body
	sample *article.Sample
	words  [][]string // of each block
	label  []bool
	weight []float64
	brief  bool      // made by short
	prob   []float32 // what the first classifier said, when it had not seen the page
	final  []float32
}

// read reads the pages of a file of JSON lines, gzipped. If short is positive each page is followed by a copy with a
// short article, whose blocks weigh that much of what others do.
func read(path string, short float64) ([]*doc, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	var docs []*doc
	for d := json.NewDecoder(z); ; {
		var r struct {
			URL  string
			HTML []byte `json:"html_base64"`
			Body string
		}
		if err := d.Decode(&r); err == io.EOF {
			return docs, nil
		} else if err != nil {
			return nil, err
		}
		d := newDoc(r.URL, r.HTML, r.Body)
		docs = append(docs, d)
		if short > 0 {
			docs = append(docs, d.short(short))
		}
	}
}

func newDoc(address string, page []byte, body string) *doc {
	d := &doc{url: address, gold: words(body), sample: article.SampleOf(&corpus.Page{URL: address, Body: page})}
	if u, err := url.Parse(address); err == nil {
		d.host = strings.TrimPrefix(u.Host, "www.")
	}
	for _, t := range d.sample.Texts {
		d.words = append(d.words, words(t))
	}
	d.align()
	return d
}

// short returns d as if its article were short: of the blocks of the body only the first few are left. The labelled
// pages are mostly long ones; many news stories are not.
func (d *doc) short(factor float64) *doc {
	h := fnv.New32a()
	io.WriteString(h, d.url)
	left := 4 + int(h.Sum32()>>5)%16 // paragraphs that stay
	drop := make([]bool, len(d.label))
	s := &doc{url: d.url, host: d.host, brief: true}
	for i, body := range d.label {
		if drop[i] = body && left == 0; drop[i] {
			continue
		}
		s.words, s.label = append(s.words, d.words[i]), append(s.label, body)
		if body {
			s.gold = append(s.gold, d.words[i]...)
			if len(d.words[i]) > 15 {
				left--
			}
		}
	}
	for _, ws := range s.words {
		s.weight = append(s.weight, factor*weight(len(ws), len(s.gold)))
	}
	s.sample = d.sample.Without(drop)
	return s
}

// weight is what a block of n words weighs on a page with a body of gold words: its share of the body, in percent.
func weight(n, gold int) float64 { return min((float64(n)+2)/float64(max(gold, 50))*100, 20) }

// words returns the words of s in lower case.
func words(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_' })
}

// align finds the blocks that stand in the body. It walks over the blocks in order and keeps the set of words of the
// body that are taken; a block is body if most of its words can be aligned, in order, with words not taken.
func (d *doc) align() {
	pairs := lcs(d.flat(), d.gold)
	d.label = make([]bool, len(d.words))
	d.weight = make([]float64, len(d.words))
	at := 0
	for i, ws := range d.words {
		hit, run := 0, 0
		for k := range ws {
			if pairs[at+k] >= 0 {
				hit++
				if k > 0 && pairs[at+k-1] == pairs[at+k]-1 {
					run++
				}
			}
		}
		at += len(ws)
		n := len(ws)
		d.label[i] = n > 0 && float64(hit) >= .7*float64(n) && float64(run) >= .6*float64(n-1)
		d.weight[i] = weight(n, len(d.gold))
	}
}

func (d *doc) flat() (all []string) {
	for _, ws := range d.words {
		all = append(all, ws...)
	}
	return all
}

// fold returns the fold of d, by its host.
func (d *doc) fold(folds int) int {
	h := fnv.New32a()
	io.WriteString(h, d.host)
	return int(h.Sum32()>>3) % folds
}

// lcs returns for each word of a the word of b that it is aligned with, or -1, in a longest common subsequence.
// Memory is len(a)*len(b) bits; Hirschberg's trick is not needed at the length of articles.
func lcs(a, b []string) []int {
	const most = 12000
	pairs := make([]int, len(a))
	for i := range pairs {
		pairs[i] = -1
	}
	a, b = a[:min(len(a), 2*most)], b[:min(len(b), most)]
	num := map[string]int32{}
	code := func(ws []string) []int32 {
		out := make([]int32, len(ws))
		for i, w := range ws {
			if num[w] == 0 {
				num[w] = int32(len(num) + 1)
			}
			out[i] = num[w]
		}
		return out
	}
	x, y := code(a), code(b)
	// len[i][j] over suffixes, kept as directions; runs are preferred by counting an aligned neighbour twice.
	type cellScore = int32
	prev, cur := make([]cellScore, len(y)+1), make([]cellScore, len(y)+1)
	dir := make([]uint8, (len(x)+1)*(len(y)+1)/4+1)
	set := func(i, j int, v uint8) { k := i*(len(y)+1) + j; dir[k/4] |= v << (k % 4 * 2) }
	get := func(i, j int) uint8 { k := i*(len(y)+1) + j; return dir[k/4] >> (k % 4 * 2) & 3 }
	for i := len(x) - 1; i >= 0; i-- {
		for j := len(y) - 1; j >= 0; j-- {
			best, d := prev[j], uint8(1)
			if cur[j+1] > best {
				best, d = cur[j+1], 2
			}
			if x[i] == y[j] {
				s := prev[j+1] + 2
				if i+1 < len(x) && j+1 < len(y) && x[i+1] == y[j+1] {
					s += 1
				}
				if s > best {
					best, d = s, 3
				}
			}
			cur[j] = best
			set(i, j, d)
		}
		prev, cur = cur, prev
	}
	for i, j := 0, 0; i < len(x) && j < len(y); {
		switch get(i, j) {
		case 3:
			pairs[i] = j
			i, j = i+1, j+1
		case 1:
			i++
		default:
			j++
		}
	}
	return pairs
}
