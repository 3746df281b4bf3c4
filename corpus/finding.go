package corpus

import (
	"encoding/json"
	"math"
)

// A Figure is a number that an article states, with its unit and what it counts or measures. (Not a picture.)
// Lo and Hi are the stated value, equal for a point; an open side is -Inf or +Inf, null in JSON. "More than 1,300" has
// Lo = Hi = 1300 and Qualifier "gt"; the interval it implies is quantity's business. "From 400 to 1,400 TB" is two
// figures with roles from and to, never a range.
type Figure struct {
	Span                  // the number with its unit, not the qualifier
	Text          string  `json:"text"`
	Lo            float64 `json:"-"`
	Hi            float64 `json:"-"`
	Unit          string  `json:"unit"`                     // ISO 4217 for money, TB ..., %, x for multiples, month ..., else the counted noun
	Dimension     string  `json:"dimension"`                // money data percent multiple duration count vague, or a physical one
	Qualifier     string  `json:"qualifier"`                // exact approx approx_below gt ge lt le vague
	QualifierText string  `json:"qualifier_text,omitempty"` // as written
	QualifierSpan *Span   `json:"qualifier_span,omitempty"`
	Change        string  `json:"change,omitempty"`       // up, down: what the sentence says happened
	Named         string  `json:"named_change,omitempty"` // up, down: a change that is only named: "pledged a cut of 800,000"
	Role          string  `json:"role,omitempty"`         // level delta flow from to ratio plan equivalence window elapsed
	Concept       string  `json:"concept,omitempty"`
	Noun          string  `json:"noun,omitempty"`
	NounSpan      *Span   `json:"noun_span,omitempty"`
	Scope         string  `json:"scope,omitempty"`    // time scope as written
	ScopeLo       string  `json:"scope_lo,omitempty"` // first day of the scope, YYYY-MM-DD
	ScopeHi       string  `json:"scope_hi,omitempty"` // last day of the scope
	ScopeSpan     *Span   `json:"scope_span,omitempty"`
	Kind          string  `json:"kind"` // figure date rank
}

type plainFigure Figure

type jsonFigure struct {
	plainFigure
	Lo *float64 `json:"lo"`
	Hi *float64 `json:"hi"`
}

// MarshalJSON writes an open side as null, which JSON has no number for.
func (f Figure) MarshalJSON() ([]byte, error) {
	j := jsonFigure{plainFigure: plainFigure(f)}
	if !math.IsInf(f.Lo, 0) {
		j.Lo = &f.Lo
	}
	if !math.IsInf(f.Hi, 0) {
		j.Hi = &f.Hi
	}
	return json.Marshal(j)
}

// UnmarshalJSON is the inverse of MarshalJSON.
func (f *Figure) UnmarshalJSON(b []byte) error {
	var j jsonFigure
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	*f = Figure(j.plainFigure)
	f.Lo, f.Hi = math.Inf(-1), math.Inf(1)
	if j.Lo != nil {
		f.Lo = *j.Lo
	}
	if j.Hi != nil {
		f.Hi = *j.Hi
	}
	return nil
}

// A Speaker is who a quote is given to: as written at Span, and Name as resolved inside the article.
type Speaker struct {
	Span
	Text string `json:"text"`
	Name string `json:"name,omitempty"`
	Via  string `json:"via,omitempty"` // the person who speaks for Name: "a spokesperson"
}

// A Cue is the word or phrase that gives a statement to its source: "said", "according to", "denial".
type Cue struct {
	Span
	Text     string `json:"text"`
	Lemma    string `json:"lemma,omitempty"`
	Class    string `json:"class,omitempty"`    // say think deny ask ... as in extract/quote's lexicon
	Strength int    `json:"strength,omitempty"` // 1 think, 2 believe, 3 suggest, 4 say, 5 state, 6 assert, 7 confirm, 8 insist, 9 deny, 10 prove
	Negated  bool   `json:"negated,omitempty"`
	Hedge    string `json:"hedge,omitempty"` // "reportedly", "appears to"
}

// A Link of a source chain: who passed a statement on, by which cue. Chains run outermost source first.
type ChainLink struct {
	Source string `json:"source"`
	Cue    string `json:"cue"`
	Kind   string `json:"kind,omitempty"` // outlet documents person organisation unnamed
	// Inherited says that the source is named in an earlier sentence, not in that of the statement.
	Inherited bool `json:"inherited,omitempty"`
}

// A SpanList is the pieces of something that is interrupted. In JSON it is a list of pairs, [[start, end], ...].
type SpanList []Span

// MarshalJSON writes the pairs.
func (l SpanList) MarshalJSON() ([]byte, error) {
	pairs := make([][2]int, len(l))
	for i, s := range l {
		pairs[i] = [2]int{s.Start, s.End}
	}
	return json.Marshal(pairs)
}

// UnmarshalJSON is the inverse of MarshalJSON.
func (l *SpanList) UnmarshalJSON(b []byte) error {
	var pairs [][2]int
	if err := json.Unmarshal(b, &pairs); err != nil {
		return err
	}
	*l = nil
	for _, p := range pairs {
		*l = append(*l, Span{p[0], p[1]})
	}
	return nil
}

// A Quote is a quotation or a reported statement. Start and End of a direct quote include its marks; Spans holds the
// pieces of an interrupted one.
type Quote struct {
	Kind string `json:"kind"` // direct indirect mixed
	Span
	Text       string      `json:"text"`
	Spans      SpanList    `json:"spans,omitempty"`
	Speaker    *Speaker    `json:"speaker,omitempty"`
	Cue        *Cue        `json:"cue,omitempty"`
	Chain      []ChainLink `json:"chain,omitempty"`
	Stance     string      `json:"stance,omitempty"` // asserts reports questions denies
	Confidence float64     `json:"confidence"`       // that it is a quotation by this speaker, calibrated, 0 to 1
}

// A Name is a place in a clause that names someone or something, or stands for a name: "Harbour Board", "the agency", "it".
type Name struct {
	Span
	Text  string `json:"text"`
	Name  string `json:"name"`            // whom it names, in the longest form that the article uses
	Short string `json:"short,omitempty"` // the letters that stand for Name: "HB"
	Kind  string `json:"kind,omitempty"`  // agency company person, where the article lets it be told
}

// A Statement is one clause that asserts something, with the figures and quotes inside it by index.
type Statement struct {
	Span
	Text      string `json:"text"`
	Sentence  Span   `json:"sentence"`
	Subject   string `json:"subject,omitempty"`
	Predicate string `json:"predicate,omitempty"`
	Object    string `json:"object,omitempty"`
	Polarity  string `json:"polarity"`          // affirmed negated
	Certainty string `json:"certainty"`         // certain hedged
	Hedge     string `json:"hedge,omitempty"`   // the words that hedge
	Stance    string `json:"stance"`            // asserts reports questions denies
	Time      string `json:"time,omitempty"`    // the time scope as written
	TimeLo    string `json:"time_lo,omitempty"` // YYYY-MM-DD
	TimeHi    string `json:"time_hi,omitempty"`
	Figures   []int  `json:"figures,omitempty"`
	Quotes    []int  `json:"quotes,omitempty"`
	Names     []Name `json:"names,omitempty"`      // in order
	HedgeSpan *Span  `json:"hedge_span,omitempty"` // of Hedge; it may stand in the reporting clause
	TimeSpan  *Span  `json:"time_span,omitempty"`  // of Time
	Negation  *Span  `json:"negation,omitempty"`   // of the word that negates
	Frame     bool   `json:"frame,omitempty"`      // a clause that only says where the next one is from
}

// A Citation is a place where an article names where it has something from.
type Citation struct {
	Span
	Text    string   `json:"text"`
	Sources []string `json:"sources"`
	Href    string   `json:"href,omitempty"`
	Kind    string   `json:"kind"`            // outlet documents person organisation unnamed reference link
	Title   string   `json:"title,omitempty"` // of the cited article, where it is printed
	Date    string   `json:"date,omitempty"`  // of the cited article, where it is printed
}
