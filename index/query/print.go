package query

import (
	"math"
	"strconv"
	"strings"
)

// String prints n in the query language. Parse(String(n)) is n again for every n that Parse returns.
func String(n Node) string {
	var b strings.Builder
	write(&b, n, precOr)
	return b.String()
}

// How tightly the operators bind.
const (
	precOr = iota
	precAnd
	precNot
)

func write(b *strings.Builder, n Node, prec int) {
	switch n := n.(type) {
	case And:
		list(b, n, " ", prec, precAnd)
	case Or:
		list(b, n, " OR ", prec, precOr)
	case Not:
		b.WriteByte('-')
		write(b, n.X, precNot)
	case Word:
		field(b, n.Field)
		b.WriteString(n.Text)
		if n.Prefix {
			b.WriteByte('*')
		}
	case Phrase:
		field(b, n.Field)
		b.WriteString(quote(n.Text))
		if n.Near > 0 {
			b.WriteByte('~')
			b.WriteString(strconv.Itoa(n.Near))
		}
	case Date:
		b.WriteString("date:" + n.From)
		if n.From != n.To {
			b.WriteString(".." + n.To)
		}
	case Figure:
		b.WriteString("figure:" + n.value())
	case Claim:
		b.WriteString("claim:" + string(n.ID))
	case Bound:
		b.WriteByte('[')
		write(b, n.X, precOr)
		b.WriteByte(']')
	}
}

// list prints the nodes ns of an operator of precedence own, inside one of precedence outer.
func list(b *strings.Builder, ns []Node, sep string, outer, own int) {
	if outer > own {
		b.WriteByte('(')
		defer b.WriteByte(')')
	}
	for i, n := range ns {
		if i > 0 {
			b.WriteString(sep)
		}
		write(b, n, own+1)
	}
}

func field(b *strings.Builder, f Field) {
	if f != Text {
		b.WriteString(string(f))
		b.WriteByte(':')
	}
}

func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// value prints what follows figure:, in quotation marks where its unit could not be read without.
func (f Figure) value() string {
	lo, hi := number(f.Lo), number(f.Hi)
	var s string
	switch {
	case math.IsInf(f.Hi, 1) && f.Above:
		s = ">" + lo
	case math.IsInf(f.Hi, 1):
		s = ">=" + lo
	case math.IsInf(f.Lo, -1) && f.Below:
		s = "<" + hi
	case math.IsInf(f.Lo, -1):
		s = "<=" + hi
	case f.Lo == f.Hi:
		s = lo
	default:
		s = lo + ".." + hi
	}
	if f.Unit == "" {
		return s
	}
	if name, ok := unit(f.Unit); ok && name == f.Unit && attachable(f.Unit) {
		return s + f.Unit
	}
	return quote(s + " " + f.Unit)
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// attachable reports whether unit u can stand directly after a number: it is letters or a per cent sign, and no
// magnitude.
func attachable(u string) bool {
	if _, ok := magnitudes[u]; ok {
		return false
	}
	for _, r := range u {
		if r != '%' && (r < 'A' || r > 'z' || r > 'Z' && r < 'a') {
			return false
		}
	}
	return true
}
