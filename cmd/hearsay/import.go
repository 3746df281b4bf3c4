package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"hearsay/corpus"
	"hearsay/corpus/warc"
	"hearsay/crawl/files"
)

func newImport(e *env) *cobra.Command {
	var manifest string
	c := &cobra.Command{
		Use:   "import PATH...",
		Short: "Take in files and folders: saved pages, text, PDF, WARC, JSON Lines, lists of addresses",
		Long: `import takes in what is on disk: web pages (also saved by a browser: complete, SingleFile, MHTML), plain text, PDF with
text, WARC and WACZ, JSON Lines of documents, and lists of addresses, which are left for crawl. Folders are read
recursively. --manifest names a JSON Lines or CSV file that says of each file: file, url, outlet, title, published,
byline. The bytes go into the archive; run 'hearsay build' to extract, index and trace them.`,
		RunE: e.inFolder(func(c *cobra.Command, f *folder, args []string) error {
			if len(args) == 0 && manifest == "" {
				return usagef(c, "name files or folders, or a --manifest")
			}
			return runImport(c.Context(), e, f, manifest, args)
		}),
	}
	c.Flags().StringVar(&manifest, "manifest", "", "a file that says what the files are; it names them relative to itself")
	return c
}

// syncTogether is how many imported documents may wait for one fsync of the archive.
const syncTogether = 32

// runImport archives every document that paths and manifest name and records its capture. One that cannot be read is
// named; the rest goes on.
func runImport(ctx context.Context, e *env, f *folder, manifest string, paths []string) (err error) {
	if f.store.ReadOnly() {
		return fmt.Errorf("%s: the corpus folder is read-only", f.dir)
	}
	w, err := f.archive(e.now)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	in := &importing{e: e, f: f, w: w}
	im := files.Importer{Manifest: manifest, Now: e.now}
	g, gctx := errgroup.WithContext(ctx)
	g.SetLimit(syncTogether)
	for d, err := range im.Documents(gctx, paths...) {
		if err != nil {
			in.refuse(err)
			continue
		}
		if d.Page == nil {
			in.addresses = append(in.addresses, d.Address)
			continue
		}
		g.Go(func() error { return in.document(gctx, d) })
	}
	if err := g.Wait(); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	e.sayf("imported %s, %d unchanged, %d refused", count(in.added, "document"), in.unchanged, e.refused)
	if n := len(in.addresses); n > 0 {
		return in.keepAddresses()
	}
	return nil
}

// An importing is one run of import.
type importing struct {
	e *env
	f *folder
	w *warc.Writer

	mu               sync.Mutex // guards what follows, and e.refused
	added, unchanged int
	addresses        []string
}

func (in *importing) refuse(err error) {
	in.mu.Lock()
	defer in.mu.Unlock()
	in.e.refuse(err)
}

// document archives d and records its capture. What is there already is left as it is.
func (in *importing) document(ctx context.Context, d *files.Document) error {
	p := d.Page
	said := p.Manifest
	if said.File == "" {
		said.File = p.File
	}
	c := corpus.Capture{URL: p.URL, Time: p.Fetched, MediaType: p.MediaType, Digest: d.Digest, Manifest: said}
	was, err := in.f.store.LatestLike(ctx, c)
	if err != nil && !errors.Is(err, corpus.ErrNotFound) {
		return err
	}
	if err == nil && was.Digest == c.Digest && reflect.DeepEqual(was.Manifest, c.Manifest) {
		in.mu.Lock()
		in.unchanged++
		in.mu.Unlock()
		return nil
	}
	meta, err := json.Marshal(said)
	if err != nil {
		return err
	}
	rec := warc.NewResource(p.URL, p.Fetched, p.MediaType, p.Body)
	if d.Record != nil && d.Record.Type == warc.Response && !d.Record.Cut {
		rec = &warc.Record{Type: warc.Response, URI: p.URL, Date: p.Fetched, ContentType: warc.HTTPResponse, IP: d.Record.IP, Block: d.Record.Block}
	}
	refs, err := in.w.Append(rec, warc.NewMetadata(rec.URI, p.Fetched, warc.Field{Name: manifestField, Value: string(meta)}))
	if err != nil {
		return fmt.Errorf("archiving %s: %w", d.Path, err)
	}
	c.WARC, c.Offset, c.Length = refs[0].File, refs[0].Offset, refs[0].Length
	if _, err := in.f.store.PutCapture(ctx, c); err != nil {
		return err
	}
	in.mu.Lock()
	in.added++
	in.mu.Unlock()
	return nil
}

// addressesName is the file below the frontier folder in which addresses wait for the next crawl, one a line.
const addressesName = "addresses.txt"

// keepAddresses leaves the addresses that were found for the next crawl.
func (in *importing) keepAddresses() error {
	if err := os.MkdirAll(in.f.path(frontName), 0o777); err != nil {
		return err
	}
	out, err := os.OpenFile(filepath.Join(in.f.path(frontName), addressesName), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o666)
	if err != nil {
		return err
	}
	if _, err := out.WriteString(strings.Join(in.addresses, "\n") + "\n"); err != nil {
		return errors.Join(err, out.Close())
	}
	in.e.sayf("%s left for the next crawl", count(len(in.addresses), "address"))
	return out.Close()
}

// archive returns a writer to the archive of f. What a killed process left unfinished there is sealed first.
func (f *folder) archive(now func() time.Time) (*warc.Writer, error) {
	dir := f.path(archiveName)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	if _, err := warc.SealFiles(dir, now()); err != nil {
		return nil, fmt.Errorf("sealing archive files: %w", err)
	}
	return &warc.Writer{Dir: dir, Info: warcInfo(f), Now: now}, nil
}

// warcInfo says in each archive file what made it.
func warcInfo(f *folder) []warc.Field {
	return []warc.Field{
		{Name: "software", Value: "hearsay/" + release}, {Name: "format", Value: "WARC File Format 1.1"}, {Name: "isPartOf", Value: f.story.Name},
	}
}
