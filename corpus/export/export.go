// Package export writes what a corpus holds for other programs: tables as CSV or JSON Lines, one row after another as
// they come, and the lineage as a graph (GEXF).
//
// A CSV cell of text that a spreadsheet would take for a formula gets an apostrophe in front; see [SafeCell].
package export

import (
	"bufio"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"iter"
	"strings"

	"hearsay/corpus"
)

// A Source gives the records that are exported. A sequence that is nil is empty. An error in a sequence ends the export.
type Source struct {
	Articles iter.Seq2[corpus.Article, error]
	Claims   iter.Seq2[corpus.Claim, error]
	Mentions iter.Seq2[corpus.Mention, error]                    // of all articles, in claims or not
	ClaimOf  func(corpus.MentionID) (id corpus.ClaimID, ok bool) // may be nil: the column claim stays empty
}

// An exporter is a table of any kind of row.
type exporter interface {
	names() (name, doc string)
	header() []string
	csv(w *csv.Writer, s Source) (int, error)
	jsonLines(enc *json.Encoder, s Source) (int, error)
}

// A table says how records of type T are found in a Source and written. Its JSON form is T's own.
type table[T any] struct {
	name, doc string
	rows      func(Source) iter.Seq2[T, error]
	columns   []column[T]
}

// A column is a named cell of a row: text, which is made safe, or else a number, a date or a word of our own.
type column[T any] struct {
	name string
	text bool
	cell func(*T) string
}

func (t *table[T]) names() (string, string) { return t.name, t.doc }

func (t *table[T]) header() []string {
	out := make([]string, len(t.columns))
	for i, c := range t.columns {
		out[i] = c.name
	}
	return out
}

func (t *table[T]) csv(w *csv.Writer, s Source) (int, error) {
	cells := make([]string, len(t.columns))
	n := 0
	for row, err := range t.rows(s) {
		if err != nil {
			return n, err
		}
		for i, c := range t.columns {
			cells[i] = c.cell(&row)
			if c.text {
				cells[i] = SafeCell(cells[i])
			}
		}
		if err := w.Write(cells); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

func (t *table[T]) jsonLines(enc *json.Encoder, s Source) (int, error) {
	n := 0
	for row, err := range t.rows(s) {
		if err != nil {
			return n, err
		}
		if err := enc.Encode(row); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// tables returns all tables, in the order in which they are listed.
func tables() []exporter {
	return []exporter{articles(), claims(), variants(), mentions(), figures(), quotes(), edges(), mutations()}
}

// Tables returns the names of the tables.
func Tables() []string {
	var out []string
	for _, t := range tables() {
		name, _ := t.names()
		out = append(out, name)
	}
	return out
}

// Describe returns, for each table in the order of [Tables], a line with its name that says what a row of it is.
func Describe() []string {
	var out []string
	for _, t := range tables() {
		name, doc := t.names()
		out = append(out, fmt.Sprintf("%-10s %s", name, doc))
	}
	return out
}

func find(name string) (exporter, error) {
	for _, t := range tables() {
		if n, _ := t.names(); n == name {
			return t, nil
		}
	}
	return nil, fmt.Errorf("table %q: %w (there are %s)", name, corpus.ErrNotFound, strings.Join(Tables(), ", "))
}

// CSV writes the named table with a line of column names and returns the number of rows. Lines end with a line feed, text is
// UTF-8; bom puts a byte order mark in front, which some spreadsheets need to see that.
func (s Source) CSV(w io.Writer, name string, bom bool) (int, error) {
	t, err := find(name)
	if err != nil {
		return 0, err
	}
	if bom {
		if _, err := io.WriteString(w, "\ufeff"); err != nil {
			return 0, err
		}
	}
	cw := csv.NewWriter(w)
	if err := cw.Write(t.header()); err != nil {
		return 0, err
	}
	n, err := t.csv(cw, s)
	cw.Flush()
	return n, cmp.Or(err, cw.Error())
}

// JSONLines writes the named table, one object a line, and returns the number of rows.
func (s Source) JSONLines(w io.Writer, name string) (int, error) {
	t, err := find(name)
	if err != nil {
		return 0, err
	}
	bw := bufio.NewWriter(w)
	enc := json.NewEncoder(bw)
	enc.SetEscapeHTML(false)
	n, err := t.jsonLines(enc, s)
	return n, cmp.Or(err, bw.Flush())
}

// SafeCell returns s as it is put into a cell of text. A spreadsheet runs a cell that begins with = + - @ (or their wide
// forms, or a tab or carriage return) as a formula, and text from the web may say anything; such a cell gets an
// apostrophe in front. So does one that begins with an apostrophe, so that dropping one leading apostrophe gives every
// text back: see [UnsafeCell].
func SafeCell(s string) string {
	if s == "" {
		return s
	}
	for _, p := range []string{"=", "+", "-", "@", "\t", "\r", "'", "＝", "＋", "－", "＠"} {
		if strings.HasPrefix(s, p) {
			return "'" + s
		}
	}
	return s
}

// UnsafeCell is the inverse of SafeCell.
func UnsafeCell(s string) string { return strings.TrimPrefix(s, "'") }
