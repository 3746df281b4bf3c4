package statement

import (
	"cmp"
	"slices"
	"strings"

	"hearsay/corpus"
	"hearsay/corpus/text"
	"hearsay/extract/syntax"
)

// anaphora adds the refs of pronouns, and of nouns such as "the agency".
func (n *namer) anaphora() {
	var found []ref
	at := 0 // refs[:at] stand before the token
	for k, s := range n.doc.Sentences {
		for i := s.First; i < s.Last; i++ {
			for at < len(n.refs) && n.refs[at].first <= i {
				at++
			}
			switch n.fold[i] {
			case "it", "its", "itself", "they", "their", "them":
				if e := n.antecedent(at, k, found); e != nil {
					found = append(found, ref{i, i + 1, e, false})
				}
			case "he", "she", "his", "her", "him":
				if e := n.person(at, k); e != nil {
					found = append(found, ref{i, i + 1, e, false})
				}
			case "we", "our", "us":
				if e := n.speaker(n.doc.Tokens[i].Span); e != nil {
					found = append(found, ref{i, i + 1, e, false})
				}
			default:
				if a, kind := n.role(i, s); kind != "" && (at == 0 || n.refs[at-1].last <= a) {
					if e := n.salient(kind, at, k); e != nil {
						found = append(found, ref{a, i + 1, e, false})
						e.seen = append(e.seen, k)
					}
				}
			}
		}
	}
	n.refs = append(n.refs, found...)
	slices.SortStableFunc(n.refs, func(a, b ref) int { return cmp.Compare(a.first, b.first) })
}

// role reports the kind of institution that a phrase ending with token i stands for, and where the phrase begins.
func (n *namer) role(i int, s syntax.Sentence) (int, string) {
	kind := ""
	switch {
	case n.lex.is("agency", n.fold[i]):
		kind = "agency"
	case n.lex.is("company", n.fold[i]):
		kind = "company"
	default:
		return 0, ""
	}
	next := ""
	if i+1 < s.Last {
		next = n.fold[i+1]
	}
	for a := i - 1; a >= s.First && a >= i-3; a-- {
		switch n.fold[a] {
		case "the", "this", "that":
			if next == "of" || n.capital(i) || i+1 < s.Last && n.doc.IsNoun(i+1) && i-a > 1 {
				return 0, ""
			}
			return a, kind
		}
		if t := n.doc.Tokens[a].Tag; t != "JJ" && t != "NN" {
			break
		}
	}
	if (n.fold[i] == "company" || n.fold[i] == "agency") && i+1 < s.Last && n.doc.IsNoun(i+1) && (i == s.First || n.doc.Tokens[i-1].Tag != "JJ" && n.doc.Tokens[i-1].Tag != "DT") {
		return i, kind // "company policies"
	}
	return 0, ""
}

// salient returns the entity of the kind that refs[:at] make most present at sentence k, or nil.
func (n *namer) salient(kind string, at, k int) *entity {
	var best *entity
	top := 0.0
	for _, e := range n.entity {
		ek := e.kind()
		fit := 0.0
		switch {
		case ek == kind:
			fit = 1
		case e.short != "" && n.lex.is("letters", text.Fold(e.short)):
		case ek == "" && kind == "agency" && e.short != "" && e.count > 2:
			fit = 0.5
		case ek == "" && kind == "company" && e.short == "" && e.count > 2:
			fit = 0.3
		}
		if fit == 0 {
			continue
		}
		score := 0.0
		for _, x := range e.seen {
			if x <= k {
				score += fit / float64(1+(k-x)*(k-x))
			}
		}
		score += fit * float64(min(e.count, 10)) / 50
		if score > top && len(e.seen) > 0 && e.seen[0] <= k {
			best, top = e, score
		}
	}
	return best
}

// antecedent returns what a pronoun in sentence k behind refs[:at] stands for: the last institution named before it in
// the sentence, else the first one of the sentence before.
func (n *namer) antecedent(at, k int, found []ref) *entity {
	var here, before *entity
	hereAt, beforeAt := -1, len(n.doc.Tokens)
	look := func(r ref) {
		if r.kind() == "person" {
			return
		}
		switch n.doc.SentenceOf(r.first) {
		case k:
			if r.first > hereAt {
				here, hereAt = r.entity, r.first
			}
		case k - 1:
			if r.first < beforeAt {
				before, beforeAt = r.entity, r.first
			}
		}
	}
	for _, r := range n.refs[max(0, at-12):at] {
		look(r)
	}
	for _, r := range found[max(0, len(found)-6):] {
		look(r)
	}
	if here != nil {
		return here
	}
	return before
}

// person returns the last person named by refs[:at], no more than two sentences before sentence k, or nil: a name with a
// title, or one of two or three words that nothing speaks against.
func (n *namer) person(at, k int) *entity {
	for i := at - 1; i >= 0 && k-n.doc.SentenceOf(n.refs[i].first) <= 2; i-- {
		e := n.refs[i].entity
		if words := len(strings.Fields(e.long)); e.kind() == "person" || e.kind() == "" && e.short == "" && words >= 2 && words <= 3 && !strings.Contains(e.long, " of ") {
			return e
		}
	}
	return nil
}

// speaker returns the entity that speaks the quotation around sp, or nil.
func (n *namer) speaker(sp corpus.Span) *entity {
	for _, q := range n.quotes {
		if q.Span.Contains(sp) && q.Kind != "indirect" && q.Speaker != nil {
			if e := n.byForm[form(q.Speaker.Name)]; e != nil {
				return e
			}
			return n.byForm[form(q.Speaker.Text)]
		}
	}
	return nil
}
