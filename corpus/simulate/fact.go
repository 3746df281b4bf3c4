package simulate

import (
	_ "embed"
	"fmt"
	"math"
	"strconv"
	"strings"
)

//go:embed facts.txt
var factLines string

//go:embed words.txt
var wordLines string

// A kind is one line of facts.txt.
type kind struct {
	who, class, does, vaguely, unit string
	from, to                        float64
	detail, cause                   string
}

var (
	kinds  = readKinds(factLines)
	words  = readWords(wordLines)
	places = words["places"]
	titles = words["titles"]
	people = words["people"]
	papers = words["papers"]
	filler = words["filler"]
)

func readKinds(s string) (out []kind) {
	for l := range strings.Lines(s) {
		p := strings.Split(strings.TrimSpace(l), " | ")
		if strings.HasPrefix(l, "#") || len(p) != 9 {
			continue
		}
		from, _ := strconv.ParseFloat(p[5], 64) // the file is ours, and tested
		to, _ := strconv.ParseFloat(p[6], 64)
		out = append(out, kind{p[0], p[1], p[2], p[3], p[4], from, to, p[7], p[8]})
	}
	return out
}

func readWords(s string) map[string][]string {
	out, list := map[string][]string{}, ""
	for l := range strings.Lines(s) {
		l = strings.TrimSpace(l)
		switch {
		case l == "" || l[0] == '#':
		case l[0] == '[':
			list = strings.Trim(l, "[]")
		default:
			out[list] = append(out[list], l)
		}
	}
	return out
}

// A fact is what one sentence says. Two facts are compared field by field, see [diff].
type fact struct {
	kind    *kind
	who     string
	year    int
	value   float64
	vague   bool   // no number
	short   bool   // the short form of the unit
	approx  string // "about"
	hedge   string // "reportedly"
	month   string // with the year; "" for the year alone
	dated   bool
	named   bool // else what one calls it
	detail  bool
	cause   bool
	framing string
	source  source
}

// A source is on whose word a fact is told.
type source struct {
	person, paper string // at most one
	general       bool   // "a spokeswoman", "documents"
	strength      int    // index into cues
}

// cues of persons and of papers, from weak to strong.
var cues = [][2]string{{"suggested", "suggest"}, {"said", "show"}, {"insisted", "prove"}}

var months = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

// newFact draws the facts of affair i as they are first known.
func (w *writer) newFact(i int) fact {
	k := &kinds[i%len(kinds)]
	v := k.from + w.rng.Float64()*(k.to-k.from)
	who := strings.Replace(k.who, "{P}", places[(i+i/len(kinds))%len(places)], 1)
	f := fact{kind: k, who: who, year: 2030 - w.rng.IntN(3), value: k.counted(sharp(v, 3)), month: pick(w.rng, months), dated: true, named: true, detail: w.rng.IntN(2) == 0}
	f.source = source{person: pick(w.rng, people), strength: 1}
	if w.rng.IntN(2) == 0 {
		f.source = source{paper: pick(w.rng, papers), strength: 1}
	}
	return f
}

// counted returns v as a number of its kind can be: people and trains are whole.
func (k *kind) counted(v float64) float64 {
	if strings.Contains(k.unit, "million") || strings.Contains(k.unit, "thousand") {
		return v
	}
	return max(2, math.Round(v))
}

// sharp returns v to n significant digits.
func sharp(v float64, n int) float64 {
	if v == 0 {
		return 0
	}
	scale := math.Pow(10, float64(n-1)-math.Floor(math.Log10(math.Abs(v))))
	return math.Round(v*scale) / scale
}

// quantity prints the number with its unit: "$12.5 million", "1,240 curlews", "300 TB".
func (f *fact) quantity() string {
	unit, n := f.kind.unit, strconv.FormatFloat(f.value, 'f', -1, 64)
	if f.short {
		unit = short[unit]
	}
	if whole, part, _ := strings.Cut(n, "."); len(whole) > 3 {
		n = whole[:len(whole)-3] + "," + whole[len(whole)-3:]
		if part != "" {
			n += "." + part
		}
	}
	if u, ok := strings.CutPrefix(unit, "$"); ok {
		return "$" + n + " " + u
	}
	return n + " " + unit
}

// short are units that are also written in another way.
var short = map[string]string{"terabytes": "TB", "million pictures": "m pictures", "$million": "$m", "thousand tonnes": "kilotonnes"}

// core prints the fact without its source.
func (f *fact) core() string {
	var b strings.Builder
	if f.named {
		b.WriteString(f.who)
	} else {
		b.WriteString(f.kind.class)
	}
	b.WriteString(" ")
	if f.hedge != "" {
		b.WriteString(f.hedge + " ")
	}
	if f.vague {
		b.WriteString(f.kind.vaguely)
	} else {
		q := f.quantity()
		if f.approx != "" {
			q = f.approx + " " + q
		}
		b.WriteString(strings.Replace(f.kind.does, "{N}", q, 1))
	}
	if f.dated {
		b.WriteString(" in " + strings.TrimSpace(f.month+" "+strconv.Itoa(f.year)))
	}
	if f.cause {
		b.WriteString(" " + f.kind.cause)
	}
	if f.detail {
		b.WriteString(", " + f.kind.detail)
	}
	return b.String()
}

// styles is how many ways there are to print a fact.
const styles = 3

// sentence prints the fact in one of styles ways. They mean the same.
func (f *fact) sentence(style int) string {
	core := f.core()
	who, cue := f.source.named()
	s := core
	switch {
	case who == "" && f.framing != "":
		return f.framing + ", " + low(core) + "."
	case who == "":
		return upper(core) + "."
	case f.source.paper != "":
		s = who + " " + cue + " that " + low(core)
	case style == 0:
		s = who + " " + cue + " that " + low(core)
	case style == 1 && f.source.strength == 1:
		s = "According to " + strings.TrimSuffix(who, ",") + ", " + low(core)
	default:
		s = core + ", " + strings.TrimSuffix(who, ",") + " " + cue
		if strings.HasSuffix(who, ",") {
			s = core + ", " + cue + " " + strings.TrimSuffix(who, ",")
		}
	}
	if f.framing != "" {
		s = f.framing + ", " + low(s)
	}
	return upper(s) + "."
}

// named returns the source as a subject, with a closing comma where it has an apposition, and its cue.
func (s source) named() (who, cue string) {
	switch {
	case s.person != "" && s.general:
		_, role, _ := strings.Cut(s.person, ", ")
		return role, cues[s.strength][0]
	case s.person != "":
		return s.person + ",", cues[s.strength][0]
	case s.paper != "" && s.general:
		return "documents", cues[s.strength][1]
	case s.paper != "":
		return s.paper, cues[s.strength][1]
	}
	return "", ""
}

func upper(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// low returns s as it stands inside a sentence: an article that opens it is small, a name is not.
func low(s string) string {
	for _, article := range []string{"The ", "A ", "An "} {
		if rest, ok := strings.CutPrefix(s, article); ok {
			return strings.ToLower(article) + rest
		}
	}
	return s
}

func (f fact) String() string { return fmt.Sprintf("%q", f.sentence(0)) }
