package statement

import (
	"sort"
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/text"
)

// A framing is how an article puts the words at span before its readers: it denies them, or leaves them open.
type framing struct {
	corpus.Span
	stance string // denies questions
}

// Reframe gives the quotes of ex that sentences put forward as untrue or open that stance, whatever their own cue says: "falsely
// claimed that …", "could not confirm that …". Sents are the sentences of ex, in order.
func Reframe(ex *corpus.Extraction, sents []corpus.Span) {
	at, last := -1, []framing(nil)
	for i := range ex.Quotes {
		q := &ex.Quotes[i]
		k := sort.Search(len(sents), func(k int) bool { return sents[k].End > q.Start })
		if k == len(sents) || q.Kind == "direct" {
			continue
		}
		if k != at {
			at, last = k, framings(ex.Text, sents[k], following(ex.Text, sents[k].End))
		}
		for _, f := range last {
			if n := min(f.End, q.End) - max(f.Start, q.Start); 3*n >= 2*q.Len() {
				q.Stance = f.stance
				break
			}
		}
	}
}

// following returns what stands in s behind byte i, as far as a verdict may be.
func following(s string, i int) string { return s[i:min(len(s), i+600)] }

// framings reads how sentence sent puts forward what it tells, from the words around it: "It is false that …", "There is no
// evidence that …", "the claim that … has been debunked", "falsely claimed that …", "It is unclear whether …". Next is what
// follows in the text: "… That is not true.", or the verdict under a claim that is set apart.
func framings(s string, sent corpus.Span, next string) []framing {
	f := framer{s: s, toks: text.AppendWords(nil, sent.Of(s), sent.Start)}
	for _, t := range f.toks {
		f.words = append(f.words, text.Fold(t.Of(s)))
	}
	for i := range f.words {
		f.at(i)
	}
	if v := verdictOn(next); v != "" {
		f.add(0, len(f.words), v)
	}
	if len(f.words) > 2 && f.words[0] == "claim" && f.words[1] == ":" {
		f.add(2, len(f.words), ruling(next))
	}
	return f.out
}

// A framer reads the words of one sentence.
type framer struct {
	s     string
	toks  []text.Token
	words []string // folded
	out   []framing
}

func (f *framer) word(i int) string {
	if i < 0 || i >= len(f.words) {
		return ""
	}
	return f.words[i]
}

// add notes that the words [i, j) are put forward with the stance, if there are any and it is one.
func (f *framer) add(i, j int, stance string) {
	if stance != "" && i >= 0 && i < j && j <= len(f.words) {
		f.out = append(f.out, framing{corpus.Span{Start: f.toks[i].Start, End: f.toks[j-1].End}, stance})
	}
}

// at adds the framings that token i begins.
func (f *framer) at(i int) {
	w := f.word(i)
	switch {
	case words().is("be", w) || w == "remains" || w == "remained" || w == "'s" || w == "has" || w == "have":
		f.verdict(i)
	case w == "no" || w == "little" || w == "scant" || w == "without" || w == "nothing":
		f.unproved(i)
		if f.word(i+1) == "one" {
			f.unknown(i + 1)
		}
	case w == "nobody" || w == "no-one" || w == "few" || w == "none":
		f.unknown(i)
	case w == "despite" || w == "notwithstanding" || w == "contrary":
		f.despite(i)
	case words().is("falsely", w):
		for k := i + 1; k <= i+2; k++ {
			if words().cue[f.word(k)] > 0 {
				f.add(f.past(k+1), f.end(k), "denies")
				break
			}
		}
	case words().is("said", w) && f.that(i, 1) > 0:
		f.judged(i)
	case words().is("verify", w) && f.failing(i):
		f.add(f.that(i, 4), f.end(i), "questions")
	case (w == "say" || w == "tell") && f.failing(i) && f.word(i+1) != "that":
		f.add(f.that(i, 1), f.end(i), "questions") // "could not say whether"
	case words().is("rejects", w):
		for k := i + 1; k < i+8; k++ {
			if words().is("said", f.word(k)) && f.word(i-1) != "not" && f.word(i-1) != "n't" {
				f.add(f.that(k, 1), f.end(k), "denies")
				break
			}
		}
	case w == "purporting" || w == "purports" || w == "purported":
		f.add(i+3, f.end(i), "questions") // "a video purporting to show …"
	case (w == "doubt" || w == "doubts") && (strings.HasPrefix(f.word(i-1), "cast") || strings.HasPrefix(f.word(i-1), "rais")):
		for k := i + 2; k < i+6; k++ {
			if words().is("said", f.word(k)) {
				f.add(f.that(k, 1), f.end(k), "questions")
			}
		}
	case w == "to" && (f.word(i+1) == "say" || f.word(i+1) == "tell" || f.word(i+1) == "know") && f.hard(i):
		f.add(f.that(i+1, 2), f.end(i), "questions")
	case w == "neither" && words().is("verify", f.word(i+1)):
		f.add(f.that(i, 6), f.end(i), "questions")
	case (w == "not" || w == "n't") && (f.word(i+1) == "show" || f.word(i+1) == "prove" || f.word(i+1) == "mean" || f.word(i+1) == "demonstrate"):
		f.add(f.that(i+1, 1), f.end(i), "denies")
	}
}

// that returns the token behind the first "that", "whether" or the like among the n tokens after i, -1 if there is none.
func (f *framer) that(i, n int) int {
	for k := i + 1; k <= i+n; k++ {
		switch f.word(k) {
		case "that", "whether", "if", "how", "why", "who", "what", "when", "where":
			return k + 1
		}
	}
	return -1
}

// past returns i, or the token after a "that" there.
func (f *framer) past(i int) int {
	if f.word(i) == "that" {
		return i + 1
	}
	return i
}

// end returns the token where the clause ends that goes on from token i.
func (f *framer) end(i int) int {
	for ; i < len(f.words); i++ {
		if w := f.words[i]; w == ";" || w == "," && (f.word(i+1) == "but" || f.word(i+1) == "although" || f.word(i+1) == "though" || f.word(i+1) == "while") {
			return i
		}
	}
	return len(f.words)
}

// judgement reads a judgement at token i ("completely false", "not true", "a myth", "without foundation", "far from clear",
// "an open question"). It returns the stance, "" if there is none, and the token after it.
func (f *framer) judgement(i int) (string, int) {
	not := false
	for k := i; k < i+5; k++ {
		w := f.word(k)
		switch {
		case w == "not" || w == "n't" || w == "never" || w == "far":
			not = !not
		case words().is("untrue", w) && !not:
			return "denies", k + 1
		case words().is("open", w) && !not, not && words().is("unsure", w), w == "open" && f.word(k+1) == "question":
			return "questions", k + 1
		case not && words().is("true", w):
			return "denies", k + 1
		case w == "without" && (f.word(k+1) == "foundation" || f.word(k+1) == "merit" || f.word(k+1) == "basis" || f.word(k+1) == "substance"):
			return "denies", k + 2
		case (w == "in" || w == "into") && (f.word(k+1) == "doubt" || f.word(k+1) == "dispute" || f.word(k+1) == "question"):
			return "questions", k + 2
		case w == "to" && f.word(k+1) == "be" && f.word(k+2) == "seen":
			return "questions", k + 3
		case w == "the" || w == "a" || w == "an" || w == "been" || w == "be" || w == "anybody" || w == "anyone" || w == "'s" || w == "yet" || w == "from" || strings.HasSuffix(w, "ly") || fillers[w] || w == "also" || w == "just" || w == "long" || w == "since" || w == "still" || w == "simply":
		default:
			return "", i
		}
	}
	return "", i
}

// fillers are adjectives that strengthen a judgement.
var fillers = map[string]bool{
	"pure": true, "total": true, "utter": true, "complete": true, "sheer": true, "plain": true, "outright": true, "deliberate": true,
	"common": true, "popular": true, "widespread": true, "old": true, "persistent": true, "dangerous": true,
}

// verdict reads a judgement behind the verb at token i, on what follows ("It is false that …") or on what it begins with
// ("Whether … is unclear", "The claim that … has been debunked").
func (f *framer) verdict(i int) {
	stance, last := f.judgement(i + 1)
	if stance == "" {
		return
	}
	if k := f.that(last-1, 4); k > 0 {
		f.add(k, f.end(k), stance)
		return
	}
	for k := i - 1; k >= 0; k-- {
		switch w := f.words[k]; {
		case w == "that" && words().is("said", f.word(k-1)) || w == "whether" && k == 0:
			f.add(k+1, i, stance)
			return
		case strings.HasPrefix(w, "purport") && f.word(k+1) == "to":
			at := len(f.out)
			f.add(k+3, i, stance)
			if len(f.out) > at { // it goes before the framing that leaves it open
				f.out = append([]framing{f.out[at]}, f.out[:at]...)
			}
			return
		}
	}
}

// hard reports whether what the infinitive at token i names cannot be done yet: "too early to say".
func (f *framer) hard(i int) bool {
	switch f.word(i - 1) {
	case "early", "soon", "hard", "impossible", "difficult", "unable":
		return true
	}
	return false
}

// unproved reads "no evidence that", "little proof that", "nothing to suggest that" at token i.
func (f *framer) unproved(i int) {
	for k := i + 1; k <= i+3; k++ {
		shown := f.word(i) == "nothing" && (words().cue[f.word(k)] == 3 || strings.HasPrefix(f.word(k), "show") || strings.HasPrefix(f.word(k), "prove"))
		if !words().is("evidence", f.word(k)) && !shown {
			continue
		}
		stance := "denies"
		if w := f.word(i); w == "little" || w == "scant" || w == "without" {
			stance = "questions"
		}
		f.add(f.that(k, 6), f.end(k), stance)
		return
	}
}

// unknown reads "nobody knows whether", "few economists believe that" at token i.
func (f *framer) unknown(i int) {
	for k := i + 1; k <= i+6; k++ {
		switch w := f.word(k); w {
		case "show", "shown", "prove", "proved", "proven", "knows", "know", "knew", "believe", "believes", "believed", "think", "thinks", "expect", "expects", "say", "says":
			f.add(f.past(max(f.that(k, 1), k+1)), f.end(k), "questions")
			return
		}
	}
}

// despite reads "despite claims that", "contrary to reports that" at token i, up to the comma that ends it.
func (f *framer) despite(i int) {
	for k := i + 1; k <= i+5; k++ {
		if !words().is("said", f.word(k)) || f.that(k, 1) < 0 {
			continue
		}
		end := k
		for end < len(f.words) && f.words[end] != "," {
			end++
		}
		stance := "questions"
		if f.word(i) == "contrary" {
			stance = "denies"
		}
		f.add(k+2, end, stance)
		return
	}
}

// judged reads what is called true or not before the noun for something said at token i: "the baseless claim that".
func (f *framer) judged(i int) {
	switch w := f.word(i - 1); {
	case words().is("untrue", w):
		f.add(i+2, f.end(i), "denies")
	case words().is("open", w):
		f.add(i+2, f.end(i), "questions")
	}
}

// failing reports whether the verb at token i did not come about: "could not be independently verified", "refused to
// confirm".
func (f *framer) failing(i int) bool {
	for k := i - 1; k >= 0 && k > i-6; k-- {
		switch w := f.words[k]; {
		case w == "not" || w == "n't" || w == "cannot" || w == "unable" || w == "refused" || w == "declined" || w == "yet" || w == "impossible":
			return true
		case w == "," || w == "that":
			return false
		}
	}
	return false
}

// verdictOn returns what the sentence that begins s says of the one before: "That is false.", "It is not."
func verdictOn(s string) string {
	s = strings.TrimLeft(s, " ”\"’")
	if i := strings.IndexAny(s, ".!\n"); i >= 0 {
		s = s[:i]
	}
	f := framer{s: s, toks: text.Words(s)}
	for _, t := range f.toks {
		f.words = append(f.words, text.Fold(t.Of(s)))
	}
	n := len(f.words)
	if n < 3 || n > 9 {
		return ""
	}
	if be := f.words[1]; n == 3 && (be == "is" || be == "was" || be == "are" || be == "were" || be == "did" || be == "does" || be == "has" || be == "had") && (f.words[2] == "not" || f.words[2] == "n't") {
		return "denies" // "He was not."
	}
	switch f.words[0] {
	case "that", "this", "it", "they", "these", "those", "both", "neither":
	default:
		return ""
	}
	for i := 1; i < n; i++ {
		if words().is("be", f.words[i]) || f.words[i] == "'s" {
			if i == n-2 && (f.words[i+1] == "not" || f.words[i+1] == "n't") {
				return "denies"
			}
			stance, last := f.judgement(i + 1)
			if last == n {
				return stance
			}
			return ""
		}
	}
	return ""
}

// ruling returns what a verdict set apart under a claim says: "Verdict: Mostly false".
func ruling(s string) string {
	for line := range strings.Lines(s[:min(len(s), 600)]) {
		head, rest, ok := strings.Cut(strings.TrimSpace(line), ":")
		h := strings.Fields(text.Fold(head))
		if !ok || len(h) == 0 || len(h) > 3 || !words().is("verdict", h[len(h)-1]) {
			continue
		}
		f := framer{}
		for _, t := range text.Words(rest) {
			f.words = append(f.words, text.Fold(t.Of(rest)))
		}
		stance, _ := f.judgement(0)
		if stance == "" && (f.word(0) == "partly" || f.word(0) == "missing" || f.word(0) == "mixture" || f.word(0) == "half") {
			stance = "questions"
		}
		return stance
	}
	return ""
}

// frameOf returns the stance of the framing that the clause at sp stands in, "" if there is none.
func frameOf(fs []framing, sp corpus.Span) string {
	for _, f := range fs {
		if n := min(f.End, sp.End) - max(f.Start, sp.Start); n > 0 && 2*n >= min(f.Len(), sp.Len()) {
			return f.stance
		}
	}
	return ""
}
