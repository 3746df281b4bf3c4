package quantity

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"hearsay/corpus"
)

// shared returns the path of a file of the labelled data beside the module, which not every checkout has.
func shared(t *testing.T, name string) string {
	dir, err := os.Getwd()
	for ; err == nil; dir = filepath.Dir(dir) {
		if path := filepath.Join(dir, "shared", "data", name); exists(path) {
			return path
		}
		if dir == filepath.Dir(dir) {
			break
		}
	}
	t.Skip("no shared/data beside the module")
	return ""
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// lines calls do with each line of a JSON Lines file.
func lines(t *testing.T, path string, do func(line []byte)) {
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	in := bufio.NewScanner(file)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		do(in.Bytes())
	}
	if err := in.Err(); err != nil {
		t.Fatal(err)
	}
}

// TestLabelledPairs relates the pairs of figures that a person labelled: at least 20 of 23 right, and no incompatible
// pair taken for a compatible one.
func TestLabelledPairs(t *testing.T) {
	figures, sentence := map[string]corpus.Figure{}, map[string]int{}
	passage := map[[2]int][]corpus.Figure{} // the figures of each sentence, by article and sentence
	lines(t, shared(t, "gold/figures.jsonl"), func(line []byte) {
		var f struct {
			corpus.Figure
			ID        string
			File      string
			SentStart int `json:"sent_start"`
		}
		var head struct {
			ID        string
			File      string
			Kind      string
			SentStart int `json:"sent_start"`
			Start     int
			End       int
		}
		if err := json.Unmarshal(line, &head); err != nil {
			t.Fatal(err)
		}
		if head.Kind != "figure" {
			return // the bounds of a gold date are strings
		}
		if err := json.Unmarshal(line, &f.Figure); err != nil {
			t.Fatal(err)
		}
		figures[head.ID], sentence[head.ID] = f.Figure, head.SentStart
		key := [2]int{int(head.File[2]), head.SentStart}
		passage[key] = append(passage[key], f.Figure)
	})
	right, wrong := 0, 0
	lines(t, shared(t, "gold/figure_pairs.jsonl"), func(line []byte) {
		var p struct {
			A, B       string
			AFile      string `json:"a_file"`
			BFile      string `json:"b_file"`
			Why        string
			Compatible bool
		}
		if err := json.Unmarshal(line, &p); err != nil {
			t.Fatal(err)
		}
		r := Relate(figures[p.A], figures[p.B])
		if r.Kind == Incomparable {
			r = Restates(passage[[2]int{int(p.AFile[2]), sentence[p.A]}], figures[p.B])
		}
		switch {
		case r.Kind.Compatible() == p.Compatible:
			right++
		default:
			if !p.Compatible {
				wrong++
			}
			t.Logf("%s %s: %v (%s); %s", p.A, p.B, r.Kind, r.Rule, p.Why)
		}
	})
	t.Logf("%d of 23 right, %d incompatible pairs wrong", right, wrong)
	if right < 20 || wrong > 0 {
		t.Errorf("%d of 23 right, want at least 20; %d incompatible pairs wrong, want 0", right, wrong)
	}
}
