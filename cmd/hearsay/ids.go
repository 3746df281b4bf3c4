package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"

	"hearsay/corpus"
)

// idsName is the file that keeps the ids of claims through a loss of the database: lines "mention claim" of the newest
// trace, and lines "claim claim" for every id that a merge retired. Ids that were shown must lead somewhere, and the
// archive does not know them.
const idsName = "claims.ids"

// heldIDs returns the claim of each mention as of the last trace: from the database, or, where that is new, from the file.
// The ids that were retired before are made known to a new database again.
func heldIDs(ctx context.Context, f *folder) (map[corpus.MentionID]corpus.ClaimID, error) {
	held, err := f.store.Held(ctx)
	if err != nil || len(held) > 0 {
		return held, err
	}
	in, err := os.Open(f.path(idsName))
	if errors.Is(err, fs.ErrNotExist) {
		return held, nil
	}
	if err != nil {
		return nil, err
	}
	defer in.Close()
	for sc := bufio.NewScanner(in); sc.Scan(); {
		from, to, ok := strings.Cut(sc.Text(), " ")
		switch {
		case !ok:
		case strings.HasPrefix(from, "m"):
			held[corpus.MentionID(from)] = corpus.ClaimID(to)
		case strings.HasPrefix(from, "k"):
			if err := f.store.AliasClaim(ctx, corpus.ClaimID(from), corpus.ClaimID(to)); err != nil {
				return nil, err
			}
		}
	}
	return held, nil
}

// keepIDs writes the file anew, with the retired ids of the run that just ended beside those of earlier ones.
func keepIDs(ctx context.Context, f *folder, retired map[corpus.ClaimID]corpus.ClaimID) error {
	held, err := f.store.Held(ctx)
	if err != nil {
		return err
	}
	old, err := f.store.ClaimAliases(ctx)
	if err != nil {
		return err
	}
	maps.Copy(old, retired)
	var b strings.Builder
	for _, k := range slices.Sorted(maps.Keys(old)) {
		fmt.Fprintf(&b, "%s %s\n", k, old[k])
	}
	for _, m := range slices.Sorted(maps.Keys(held)) {
		fmt.Fprintf(&b, "%s %s\n", m, held[m])
	}
	tmp := f.path(idsName + ".new")
	if err := os.WriteFile(tmp, []byte(b.String()), 0o666); err != nil {
		return err
	}
	return os.Rename(tmp, f.path(idsName))
}
