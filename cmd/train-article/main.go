// Command train-article trains the block classifier of package article.
//
//	train-article [-out FILE] [-folds N] PAGES.jsonl.gz
//
// PAGES holds one JSON object a line: url, html_base64 and body, the text that a person took to be the article. A
// block of the page counts as body if its words are found in the body in that order. Only the numeric features of the
// blocks reach the weights. It prints what N-fold cross-validation says, in which no page of a host is ever judged by
// a model that saw another page of that host, then trains on all pages and writes the weights.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"os"

	"hearsay/extract/article/boost"
)

func main() {
	out := flag.String("out", "", "write the weights to this file")
	folds := flag.Int("folds", 5, "number of folds of the cross-validation")
	short := flag.Float64("short", .3, "weight of copies of the pages with a short article; 0: none")
	o := defaults
	flag.IntVar(&o.Trees, "trees", o.Trees, "number of trees")
	flag.IntVar(&o.Depth, "depth", o.Depth, "depth of a tree")
	flag.Float64Var(&o.Rate, "rate", o.Rate, "shrinkage")
	flag.Float64Var(&o.MinChild, "minchild", o.MinChild, "least sum of hessians in a leaf")
	flag.Float64Var(&o.L2, "l2", o.L2, "regularisation of leaf values")
	flag.IntVar(&o.Columns, "columns", o.Columns, "each tree sees one feature in so many")
	flag.Parse()
	if flag.NArg() != 1 {
		flag.Usage()
		os.Exit(2)
	}
	if err := run(os.Stdout, flag.Arg(0), *out, *folds, *short, o); err != nil {
		log.Fatal(err)
	}
}

// run trains on the pages of file path.
func run(w io.Writer, path, out string, folds int, short float64, o boost.Options) error {
	docs, err := read(path, short)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%d pages, copies included\n", len(docs))
	first, second := crossValidate(w, docs, folds, o)
	if out == "" {
		return nil
	}
	return os.WriteFile(out, second.AppendBinary(first.AppendBinary(nil)), 0o644)
}
