package main

import (
	"context"
	"maps"
	"slices"

	"hearsay/corpus"
	"hearsay/corpus/store"
	"hearsay/extract/article"
)

// profileCursor names the reader of the journal that learns what the pages of a site have in common.
const profileCursor = "profiles"

// profiles gives the extractor the profile of each site; one that cannot be read counts as none.
func profiles(ctx context.Context, f *folder) func(domain string) *article.Profile {
	return func(domain string) *article.Profile {
		var p article.Profile
		if domain == "" || f.store.Profile(ctx, domain, &p) != nil || p.Rev == "" {
			return nil
		}
		return &p
	}
}

// learnProfiles learns anew what the pages of each site have in common on which an article changed since the last time,
// and makes the captures stale that come out otherwise for it.
func learnProfiles(ctx context.Context, f *folder) error {
	seq, _, err := f.store.Cursor(ctx, profileCursor)
	if err != nil {
		return err
	}
	changed := map[corpus.ArticleID]bool{}
	for c, err := range f.store.Changes(ctx, seq) {
		if err != nil {
			return err
		}
		seq = c.Seq
		if c.Kind == store.KindArticle && !c.Deleted {
			changed[corpus.ArticleID(c.ID)] = true
		}
	}
	if len(changed) == 0 {
		return nil
	}
	sites, err := sitesOf(ctx, f, changed)
	if err != nil {
		return err
	}
	for _, domain := range slices.Sorted(maps.Keys(sites)) {
		if err := learnSite(ctx, f, domain, sites[domain]); err != nil {
			return err
		}
	}
	return f.store.SetCursor(ctx, profileCursor, seq, "")
}

// sitesOf returns the articles of each site that one of changed is on.
func sitesOf(ctx context.Context, f *folder, changed map[corpus.ArticleID]bool) (map[string][]corpus.Article, error) {
	all := map[string][]corpus.Article{}
	touched := map[string]bool{"": false}
	for a, err := range f.store.Articles(ctx) {
		if err != nil {
			return nil, err
		}
		all[a.Domain] = append(all[a.Domain], a)
		if changed[a.ID] && a.Domain != "" {
			touched[a.Domain] = true
		}
	}
	maps.DeleteFunc(all, func(domain string, _ []corpus.Article) bool { return !touched[domain] })
	return all, nil
}

func learnSite(ctx context.Context, f *folder, domain string, as []corpus.Article) error {
	var exs []*corpus.Extraction
	for _, a := range as {
		v, err := f.store.Version(ctx, a.Latest)
		if err != nil {
			return err
		}
		exs = append(exs, &v.Extraction)
	}
	old := profiles(ctx, f)(domain)
	learnt := article.Learn(slices.Values(exs))
	if old != nil && old.Rev == learnt.Rev || old == nil && len(learnt.Lines) == 0 {
		return nil
	}
	var stale []corpus.ArticleID
	for i, ex := range exs {
		if old.Differs(learnt, ex) {
			stale = append(stale, as[i].ID)
		}
	}
	return f.store.PutProfile(ctx, domain, learnt, stale)
}
